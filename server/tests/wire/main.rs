//! A running server, tested by bytes.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod administration;
mod changes;
mod commands;
mod crash;
mod durability;
mod files;
mod history;
mod hostile;
mod long_lists;
mod mutations;
mod ntlm;
mod proxy;
mod rules;
mod sessions;
mod sipe_session;
mod support;
