//! Authentication: NTLM in its connectionless form, security associations and the signed buffer. Pure.
//!
//! A client gives its [`Credentials`] to an [`NtlmAuthenticator`], which answers the challenges of a registration; a server
//! has an [`Acceptor`] for each connection. Both end up with the two halves of a [`SecurityAssociation`]: a
//! [`MessageSigner`] and a [`MessageVerifier`], which the connection uses for every later message.
//!
//! Everything here is without sockets and clocks: times are arguments, randomness comes from the system.

mod acceptor;
mod association;
mod authenticator;
mod buffer;
mod credentials;
mod hex;
mod instance;
pub mod ntlm;
mod rc4;
mod replay;

#[cfg(test)]
mod captured_tests;
#[cfg(test)]
mod tests;

pub use acceptor::{AcceptError, Accepted, Acceptor, AcceptorSettings, REALM, Step};
pub use association::{MessageSigner, MessageVerifier, Role, SCHEME, SecurityAssociation};
pub use authenticator::{NTLM_NEEDS_TLS, NtlmAuthenticator};
pub use buffer::{SignedHead, Version, write_signed_text};
pub use credentials::{Credentials, CredentialsError, Login};
pub use instance::Instance;
