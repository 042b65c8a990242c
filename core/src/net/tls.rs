//! TLS as the layers above ask for it, whichever library does it.

use super::{Host, NetError, Stream};
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use tokio::net::TcpStream;

/// Who may vouch for a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrustedAuthorities {
    /// The authorities that the operating system trusts.
    System,
    /// Only those in this PEM file.
    File(PathBuf),
}

/// When a server's certificate is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerTrust {
    /// When an authority vouches for it and it is for the right name.
    Verified(TrustedAuthorities),
    /// Always. A test switch: whoever stands in between reads and changes everything.
    DangerAcceptAnyCertificate,
}

/// How TLS is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsSettings {
    /// When the certificate is believed.
    pub trust: ServerTrust,
    /// The name to look for in the certificate; `None` for the host that was connected to.
    pub certificate_name: Option<Host>,
}

/// The future of a handshake.
pub type Handshake<'a> = Pin<Box<dyn Future<Output = Result<Box<dyn Stream>, NetError>> + Send + 'a>>;

/// A TLS library in the client role. rustls is the one there is; servers of 2012 need older ciphers than it has, which another
/// backend can bring (spec: sip.md I2, I3).
pub trait TlsBackend: Send + Sync {
    /// Shakes hands over `tcp`, which is connected to `host:port`. Fails with `BadSetting` and `Io` (the CA file),
    /// `CertificateNotTrusted`, `CertificateNameMismatch` or `TlsFailed`.
    fn connect<'a>(
        &'a self,
        tcp: TcpStream,
        host: &'a Host,
        port: u16,
        settings: &'a TlsSettings,
    ) -> Handshake<'a>;
}
