//! SIP as Lync speaks it: messages, framing and the machines above them. Pure: no sockets, no clock.

pub mod authenticator;
pub mod conformance;
pub mod connection;
pub mod dialog;
pub mod framing;
pub mod keep_alive;
pub mod message;
pub(crate) mod random;
pub mod registration;
pub mod session_timer;
pub mod signing;
pub mod transaction;

pub use connection::{Connection, ConnectionEvent, ConnectionSettings};
pub use framing::{Frame, Framer, FramingError};
pub use message::{Limits, Message, ParseError, ViewError};
