//! The embedded Persistent Chat server.
//!
//! `store` keeps everything in SQLite and `access` decides who may do what. [`server::Server`] listens; each connection is a
//! `peer`, which speaks SIP and hands documents to `chat`; what chat has for others goes through their `link`. The program
//! `pchatd` (module `cli`) is a thin layer over all this.

pub mod access;
pub mod address;
pub mod certificates;
mod chat;
pub mod cli;
mod connection;
pub mod directory;
mod distinguished_name;
pub mod error;
mod files;
pub mod guid;
pub mod import;
mod link;
pub mod local;
pub mod model;
mod participants;
pub mod password;
mod peer;
pub mod scratch;
pub mod server;
mod service;
pub mod settings;
pub mod store;
pub mod timestamp;
