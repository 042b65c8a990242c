//! Authentication: NTLM in its connectionless form, security associations and the signed buffer. Pure.
//!
//! A client holds [`Credentials`]. Everything here is without sockets and clocks: times are arguments, randomness comes
//! from the system.

mod credentials;
mod hex;
pub mod ntlm;
mod rc4;

pub use credentials::{Credentials, CredentialsError, Login};
