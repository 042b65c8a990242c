//! The native part of the package `pchat` for Node.
//!
//! No thread of the library ever enters JavaScript. What happens waits in the platform's queue, a byte in a pipe wakes the event loop,
//! and JavaScript drains the queue as one JSON text for many events (see [`host`]). The classes in `generated` start operations and
//! give their numbers; `lib/*.js` turns numbers into promises.

mod bell;
#[cfg(feature = "bench")]
mod bench;
// A class with one event is matched as one with many.
#[allow(clippy::single_match)]
mod generated;
mod host;
mod input;
mod json;
mod log;
