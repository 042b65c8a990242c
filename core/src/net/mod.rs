//! The only place that does IO: TCP with a time limit and every address of a name, and TLS behind a trait.

mod failure;
mod host;
mod socket;
mod stream;
mod tcp;
mod tls;
mod tls_rustls;

pub use failure::{NetError, NetErrorKind};
pub use host::Host;
pub use socket::Socket;
pub use stream::{Connected, Stream};
pub use tcp::connect_tcp;
pub use tls::{Handshake, ServerTrust, TlsBackend, TlsSettings, TrustedAuthorities};
pub use tls_rustls::RustlsBackend;

use std::time::Duration;
use tokio::time::Instant;

/// Connects to `host:port` and, with `tls`, shakes hands. One time limit for everything: the look-up of the name, every address
/// and TLS.
pub async fn connect(
    host: &Host,
    port: u16,
    tls: Option<(&dyn TlsBackend, &TlsSettings)>,
    timeout: Duration,
) -> Result<Connected, NetError> {
    let end = Instant::now() + timeout;
    let (tcp, local, peer) = connect_tcp(host, port, end).await?;
    let stream: Box<dyn Stream> = match tls {
        None => Box::new(tcp),
        Some((backend, settings)) => {
            let handshake = backend.connect(tcp, host, port, settings);
            match tokio::time::timeout_at(end, handshake).await {
                Ok(stream) => stream?,
                Err(_) => {
                    return Err(NetError::new(
                        NetErrorKind::TimedOut,
                        format!(
                            "{host}:{port} accepted the connection but did not finish the TLS handshake within {} s; is it \
                             a TLS port?",
                            timeout.as_secs_f32().ceil()
                        ),
                    ));
                }
            }
        }
    };
    Ok(Connected { stream, local, peer })
}
