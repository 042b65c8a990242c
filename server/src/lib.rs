//! The embedded Persistent Chat server.
//!
//! `store` keeps everything in SQLite, `access` decides who may do what, and the program `pchatd` (module `cli`)
//! is a thin layer over both.

pub mod access;
pub mod address;
pub mod certificates;
pub mod cli;
pub mod directory;
pub mod error;
pub mod guid;
pub mod model;
pub mod password;
pub mod scratch;
pub mod store;
pub mod timestamp;
