//! TLS by rustls with ring: TLS 1.2 and 1.3, ECDHE with AEAD ciphers.

use super::tls::Handshake;
use super::{
    Host, NetError, NetErrorKind, ServerTrust, Socket, Stream, TlsBackend, TlsSettings, TrustedAuthorities,
};
use once_cell::sync::OnceCell;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use std::io;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::client::{Resumption, WebPkiServerVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
};

/// A CA file larger than this is not read: the largest bundles have a tenth of it.
const LARGEST_CA_FILE: u64 = 4 << 20;

/// The rustls backend.
#[derive(Clone, Copy, Debug, Default)]
pub struct RustlsBackend;

impl TlsBackend for RustlsBackend {
    fn connect<'a>(
        &'a self,
        tcp: TcpStream,
        host: &'a Host,
        port: u16,
        settings: &'a TlsSettings,
    ) -> Handshake<'a> {
        Box::pin(async move {
            let config = configuration(&settings.trust)?;
            let expected = settings.certificate_name.as_ref().unwrap_or(host);
            let name = server_name(expected)?;
            match TlsConnector::from(config).connect(name, Socket::new(tcp)).await {
                Ok(stream) => Ok(Box::new(stream) as Box<dyn Stream>),
                Err(error) => Err(describe(&error, host, port, expected, &settings.trust)),
            }
        })
    }
}

fn server_name(host: &Host) -> Result<ServerName<'static>, NetError> {
    match host {
        Host::Address(address) => Ok(ServerName::IpAddress((*address).into())),
        Host::Name(name) => ServerName::try_from(name.clone()).map_err(|_| {
            NetError::new(
                NetErrorKind::BadSetting,
                format!("'{name}' cannot stand in a certificate; give the name in the server's certificate"),
            )
        }),
    }
}

/// The system's authorities are read once: they take long and a few hundred kilobytes.
fn configuration(trust: &ServerTrust) -> Result<Arc<ClientConfig>, NetError> {
    static SYSTEM: OnceCell<Arc<ClientConfig>> = OnceCell::new();
    static DANGEROUS: OnceCell<Arc<ClientConfig>> = OnceCell::new();
    match trust {
        ServerTrust::Verified(TrustedAuthorities::System) => {
            SYSTEM.get_or_try_init(|| build(Arc::new(system_roots()?))).cloned()
        }
        ServerTrust::Verified(TrustedAuthorities::File(path)) => build(Arc::new(file_roots(path)?)),
        ServerTrust::DangerAcceptAnyCertificate => DANGEROUS
            .get_or_try_init(|| {
                let provider = Arc::new(ring::default_provider());
                let verifier = Arc::new(DangerAcceptAnyCertificate { provider: Arc::clone(&provider) });
                finish(provider, verifier)
            })
            .cloned(),
    }
}

fn build(roots: Arc<RootCertStore>) -> Result<Arc<ClientConfig>, NetError> {
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider))
        .build()
        .map_err(|e| NetError::new(NetErrorKind::TlsFailed, format!("TLS cannot be set up: {e}")))?;
    finish(provider, verifier)
}

fn finish(
    provider: Arc<CryptoProvider>,
    verifier: Arc<dyn ServerCertVerifier>,
) -> Result<Arc<ClientConfig>, NetError> {
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| NetError::new(NetErrorKind::TlsFailed, format!("TLS cannot be set up: {e}")))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    // One connection for hours: tickets would only take memory.
    config.resumption = Resumption::disabled();
    Ok(Arc::new(config))
}

fn system_roots() -> Result<RootCertStore, NetError> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    let (_added, _ignored) = roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let why = found.errors.first().map_or_else(|| "none are installed".to_string(), ToString::to_string);
        return Err(NetError::new(
            NetErrorKind::Io,
            format!("the system's certificate authorities cannot be read ({why}); name a CA file instead"),
        ));
    }
    Ok(roots)
}

fn file_roots(path: &Path) -> Result<RootCertStore, NetError> {
    let shown = path.display();
    let unreadable =
        |e: io::Error| NetError::new(NetErrorKind::Io, format!("the CA file '{shown}' cannot be read: {e}"));
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > LARGEST_CA_FILE {
        return Err(NetError::new(
            NetErrorKind::BadSetting,
            format!("the CA file '{shown}' is {size} bytes large; a PEM file of certificates is expected"),
        ));
    }
    let text = std::fs::read(path).map_err(unreadable)?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&text) {
        let problem = match certificate {
            Ok(certificate) => roots.add(certificate).err().map(|e| e.to_string()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(problem) = problem {
            return Err(NetError::new(
                NetErrorKind::BadSetting,
                format!("the CA file '{shown}' holds a certificate that cannot be read: {problem}"),
            ));
        }
    }
    if roots.is_empty() {
        return Err(NetError::new(
            NetErrorKind::BadSetting,
            format!(
                "the CA file '{shown}' holds no certificate; PEM blocks 'BEGIN CERTIFICATE' are expected"
            ),
        ));
    }
    Ok(roots)
}

/// The verifier behind the setting of the same name. It still checks that the peer has the key of the certificate it shows.
#[derive(Debug)]
struct DangerAcceptAnyCertificate {
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for DangerAcceptAnyCertificate {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn describe(error: &io::Error, host: &Host, port: u16, expected: &Host, trust: &ServerTrust) -> NetError {
    let at = format!("{host}:{port}");
    let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) else {
        return NetError::new(
            NetErrorKind::TlsFailed,
            format!("{at} closed the connection during the TLS handshake ({error}); is it a TLS port?"),
        );
    };
    match tls {
        TlsError::InvalidCertificate(problem) => describe_certificate(problem, &at, expected, trust),
        TlsError::NoCertificatesPresented => NetError::new(
            NetErrorKind::CertificateNotTrusted,
            format!("{at} shows no certificate, so nobody vouches for it"),
        ),
        TlsError::InvalidMessage(_) => NetError::new(
            NetErrorKind::TlsFailed,
            format!("{at} does not speak TLS ({tls}); is it the port for TCP?"),
        ),
        TlsError::AlertReceived(_) | TlsError::PeerIncompatible(_) => NetError::new(
            NetErrorKind::TlsFailed,
            format!(
                "{at} and this library have no TLS version and cipher in common ({tls}); TLS 1.2 with ECDHE and GCM, or TLS \
                 1.3, is needed"
            ),
        ),
        _ => NetError::new(NetErrorKind::TlsFailed, format!("TLS with {at} failed: {tls}")),
    }
}

fn describe_certificate(
    problem: &CertificateError,
    at: &str,
    expected: &Host,
    trust: &ServerTrust,
) -> NetError {
    let not_trusted = |text: String| NetError::new(NetErrorKind::CertificateNotTrusted, text);
    match problem {
        CertificateError::NotValidForName => NetError::new(
            NetErrorKind::CertificateNameMismatch,
            format!(
                "the certificate of {at} is not for '{expected}'; set the certificate name if that is right"
            ),
        ),
        CertificateError::NotValidForNameContext { presented, .. } => {
            let names: Vec<String> = presented.iter().take(8).map(|name| bare(name)).collect();
            let says = if names.is_empty() {
                "names no host at all".to_string()
            } else {
                format!("is for {}", names.join(", "))
            };
            NetError::new(
                NetErrorKind::CertificateNameMismatch,
                format!(
                    "the certificate of {at} {says}, not for '{expected}'; connect by a name in the certificate, or set the \
                     certificate name if that is right"
                ),
            )
        }
        CertificateError::UnknownIssuer => not_trusted(match trust {
            ServerTrust::Verified(TrustedAuthorities::File(path)) => format!(
                "the certificate of {at} is not signed by an authority in '{}'; use the file of the authority that \
                 issued it",
                path.display()
            ),
            _ => format!(
                "the certificate of {at} is not signed by an authority that this system trusts; if it is the server's \
                 own, name its CA file"
            ),
        }),
        CertificateError::BadSignature => not_trusted(format!(
            "the certificate of {at} names a trusted authority as its issuer but is not signed with that authority's key; is \
             the CA file of an earlier installation in use?"
        )),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => not_trusted(format!(
            "the certificate of {at} has expired; renew it on the server, or correct this machine's clock"
        )),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            not_trusted(format!("the certificate of {at} is not valid yet; correct this machine's clock"))
        }
        CertificateError::Revoked => {
            not_trusted(format!("the certificate of {at} has been revoked by its issuer"))
        }
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            not_trusted(format!("the certificate of {at} is not meant for servers"))
        }
        other => not_trusted(format!("the certificate of {at} is not acceptable: {other}")),
    }
}

/// rustls writes names as `DnsName("fe01.contoso.test")` and `IpAddress(127.0.0.1)`.
fn bare(name: &str) -> String {
    let inside = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or(name);
    let inside = inside.trim_matches('"');
    inside.parse::<IpAddr>().map_or_else(|_| inside.to_owned(), |address| address.to_string())
}
