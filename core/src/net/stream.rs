//! What the layers above see of a connection.

use std::net::SocketAddr;
use tokio::io::{AsyncRead, AsyncWrite};

/// A connected byte stream, encrypted or not. Whoever has one does not know which TLS library made it.
pub trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A stream and its two ends.
pub struct Connected {
    /// The bytes.
    pub stream: Box<dyn Stream>,
    /// Our end; goes into Via and Contact.
    pub local: SocketAddr,
    /// The server's end.
    pub peer: SocketAddr,
}
