//! libpchat, the C library: `core::api` and the local server, projected into C.
//!
//! `generated/` is written by `cargo run -p pchat-generator` from the description; the rest of this crate is the small layer that
//! the generated functions stand on. The header `include/pchat.h` says how programs use it.
//!
//! # Locks
//!
//! Every lock here is held for a few instructions, and **no lock is held while a function of the program runs** or while something
//! is dropped whose drop calls one (a registration, a completion, an object). Where two are needed, the order is:
//!
//! 1. `Host::open` (read while an operation starts, written once by the shutdown),
//! 2. the table of operations,
//! 3. a mailbox and then the event queue (core), the table of handles, the registrations of an object, the log's forwarder: leaves. No
//!    other lock is taken under one of these.
//!
//! # Who keeps whom alive
//!
//! handle → object → its core value, and the host (platform + dispatcher thread). A running operation holds its object. An event in
//! the queue holds core values only. So a child keeps its platform, and the last one to go ends the threads: on the caller's thread, or,
//! inside a callback, on a thread made for that.

// SAFETY comments in generated functions speak of "the header's rules": pointers are NULL or valid, as the conventions chapter says.
#![allow(clippy::missing_safety_doc)]

mod answer;
#[cfg(feature = "bench")]
mod bench;
mod bytes;
mod dispatcher;
mod error;
mod event_queue;
mod fork;
mod generated;
mod guard;
mod handles;
mod host;
mod live;
mod logging;
mod object;
mod operations;
mod options;
mod projection;
mod registrations;
mod strings;
#[cfg(feature = "test-hooks")]
mod test_hooks;
#[cfg(test)]
mod tests;
mod version;
