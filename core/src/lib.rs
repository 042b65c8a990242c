//! The protocol core of libpchat: everything that is Persistent Chat and nothing that is C, Python or JavaScript.
//!
//! `sip`, `xccos` and `auth` are pure: bytes and instants go in, bytes, events and deadlines come out. `net` does
//! the IO, `client` drives the machines, `api` is the one public description that every language is projected from.

pub mod api;
pub mod auth;
#[cfg(feature = "bench")]
pub mod bench;
pub(crate) mod client;
#[doc(hidden)]
pub mod fuzzing;
pub(crate) mod messages;
pub mod net;
pub mod platform;
pub mod sip;
pub mod soap;
pub mod xccos;
