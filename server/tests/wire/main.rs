//! A running server, tested by bytes.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod sipe_session;
mod support;
