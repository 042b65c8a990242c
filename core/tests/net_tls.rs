//! What a person is told when TLS does not come about, against real handshakes on the loopback interface.

use pchat_core::net::{
    self, Host, NetError, NetErrorKind, RustlsBackend, ServerTrust, TlsSettings, TrustedAuthorities,
};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls_pki_types::PrivateKeyDer;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;

const LIMIT: Duration = Duration::from_secs(20);

struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    file: PathBuf,
}

impl Authority {
    fn new(label: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, label);
        let key = KeyPair::generate().expect("a key");
        let issuer = CertifiedIssuer::self_signed(params, key).expect("a CA");
        let file = std::env::temp_dir().join(format!("pchat-net-tls-{}-{label}.pem", std::process::id()));
        let mut out = std::fs::File::create(&file).expect("a temporary file");
        out.write_all(issuer.pem().as_bytes()).expect("the CA is written");
        Self { issuer, file }
    }

    fn trust(&self) -> ServerTrust {
        ServerTrust::Verified(TrustedAuthorities::File(self.file.clone()))
    }

    /// A TLS server for one connection that sends "ok"; gives its port.
    async fn serve(&self, names: &[&str], expired: bool) -> u16 {
        let names = names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut params = CertificateParams::new(names).expect("names");
        if expired {
            params.not_before = date_time_ymd(2000, 1, 1);
            params.not_after = date_time_ymd(2001, 1, 1);
        }
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).expect("a key"),
            )
            .expect("the certificate fits the key");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        tokio::spawn(async move {
            let (tcp, _) = listener.accept().await.expect("a client");
            if let Ok(mut tls) = TlsAcceptor::from(Arc::new(config)).accept(tcp).await {
                tls.write_all(b"ok").await.expect("the greeting");
                tls.shutdown().await.ok();
            }
        });
        port
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.file);
    }
}

async fn connect(port: u16, trust: ServerTrust, certificate_name: Option<&str>) -> Result<String, NetError> {
    let host = Host::parse("127.0.0.1").expect("a host");
    let certificate_name = certificate_name.map(|name| Host::parse(name).expect("a host"));
    let settings = TlsSettings { trust, certificate_name };
    let mut connected = net::connect(&host, port, Some((&RustlsBackend, &settings)), LIMIT).await?;
    let mut greeting = String::new();
    connected.stream.read_to_string(&mut greeting).await.expect("the greeting");
    Ok(greeting)
}

#[tokio::test]
async fn a_certificate_of_our_own_authority_is_accepted_by_address_and_by_name() {
    let authority = Authority::new("accepted");
    let port = authority.serve(&["127.0.0.1"], false).await;
    assert_eq!(connect(port, authority.trust(), None).await.expect("connected by address"), "ok");
    let port = authority.serve(&["fe01.contoso.test"], false).await;
    let connected = connect(port, authority.trust(), Some("fe01.contoso.test")).await;
    assert_eq!(connected.expect("connected with the certificate name"), "ok");
}

#[tokio::test]
async fn a_certificate_for_another_name_says_which_names_it_has() {
    let authority = Authority::new("name");
    let port = authority.serve(&["fe01.contoso.test"], false).await;
    let error = connect(port, authority.trust(), None).await.expect_err("another name");
    assert_eq!(error.kind(), NetErrorKind::CertificateNameMismatch);
    for part in ["fe01.contoso.test", "127.0.0.1", &port.to_string()] {
        assert!(error.message().contains(part), "{part} is missing: {error}");
    }
}

#[tokio::test]
async fn an_unknown_issuer_and_an_expired_certificate_are_not_trusted() {
    let (ours, theirs) = (Authority::new("ours"), Authority::new("theirs"));
    let port = theirs.serve(&["127.0.0.1"], false).await;
    let error = connect(port, ours.trust(), None).await.expect_err("another issuer");
    assert_eq!(error.kind(), NetErrorKind::CertificateNotTrusted);
    assert!(error.message().contains("not signed by"), "{error}");

    let port = ours.serve(&["127.0.0.1"], true).await;
    let error = connect(port, ours.trust(), None).await.expect_err("expired");
    assert_eq!(error.kind(), NetErrorKind::CertificateNotTrusted);
    assert!(error.message().contains("expired"), "{error}");
}

#[tokio::test]
async fn the_dangerous_switch_accepts_what_nobody_vouches_for() {
    let authority = Authority::new("danger");
    let port = authority.serve(&["elsewhere.test"], true).await;
    let greeting = connect(port, ServerTrust::DangerAcceptAnyCertificate, None).await;
    assert_eq!(greeting.expect("connected"), "ok");
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_named_as_such() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("its address").port();
    tokio::spawn(async move {
        let (mut tcp, _) = listener.accept().await.expect("a client");
        tcp.write_all(b"SIP/2.0 400 Bad Request\r\n\r\n").await.expect("written");
        let _ = tcp.read_to_end(&mut Vec::new()).await;
    });
    let error = connect(port, ServerTrust::DangerAcceptAnyCertificate, None).await.expect_err("no TLS");
    assert_eq!(error.kind(), NetErrorKind::TlsFailed);
    assert!(error.message().contains("does not speak TLS"), "{error}");
}

#[tokio::test]
async fn a_ca_file_without_certificates_is_a_bad_setting() {
    let authority = Authority::new("empty");
    std::fs::write(&authority.file, "nothing here").expect("written");
    let port = authority.serve(&["127.0.0.1"], false).await;
    let error = connect(port, authority.trust(), None).await.expect_err("no certificate");
    assert_eq!(error.kind(), NetErrorKind::BadSetting);
    let missing = ServerTrust::Verified(TrustedAuthorities::File("/no/such/file.pem".into()));
    let port = authority.serve(&["127.0.0.1"], false).await;
    let error = connect(port, missing, None).await.expect_err("no file");
    assert_eq!(error.kind(), NetErrorKind::Io);
    assert!(error.message().contains("/no/such/file.pem"), "{error}");
}
