//! SIP as Lync speaks it: messages, framing and the machines above them. Pure: no sockets, no clock.

pub mod authenticator;
pub mod conformance;
pub mod dialog;
pub mod framing;
pub mod message;
pub mod signing;

pub use framing::{Frame, Framer, FramingError};
pub use message::{Limits, Message, ParseError, ViewError};
