//! The server's own certificate authority, so that TLS works without anybody else.

use crate::error::{Error, ErrorKind, Result};
use crate::timestamp::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio_rustls::rustls::ServerConfig;

/// The file that clients have to trust.
pub const CA_FILE: &str = "ca.pem";
const CA_KEY_FILE: &str = "ca.key";
const SERVER_FILE: &str = "server.pem";
const SERVER_KEY_FILE: &str = "server.key";
/// Both certificates are good for this many years; nothing renews them.
const YEARS: i32 = 10;

/// The names that the server certificate is good for: this machine and the usual names of the domain's server.
pub fn server_names(domain: &str) -> Vec<String> {
    let mut names: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).into();
    let usual = [domain.to_owned(), format!("sip.{domain}"), format!("lync.{domain}")];
    for name in usual.into_iter().chain(host_name()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The machine's name, when it is one that a certificate can carry.
pub fn host_name() -> Option<String> {
    let text = std::fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    // Machines may be named with an underscore, host names in certificates may not (RFC 5280 4.2.1.6, RFC 1034 3.5).
    crate::address::parse_domain(&text).ok().filter(|name| !name.contains('_'))
}

/// Makes the authority and the server certificate in the data folder; keys are readable by their owner only.
pub fn create(folder: &Path, domain: &str) -> Result<()> {
    let failed = |error: rcgen::Error| {
        Error::new(ErrorKind::Certificate, format!("cannot make the certificates: {error}"))
    };
    let (year, _, _) = Timestamp::now().date();
    let year = i32::try_from(year).unwrap_or(2026);

    let mut ca = CertificateParams::new(Vec::<String>::new()).map_err(failed)?;
    ca.distinguished_name = named(&format!("{domain} Persistent Chat CA"));
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    ca.not_before = rcgen::date_time_ymd(year - 1, 1, 1);
    ca.not_after = rcgen::date_time_ymd(year + YEARS, 1, 1);
    let ca_key = KeyPair::generate().map_err(failed)?;
    let ca_certificate = ca.self_signed(&ca_key).map_err(failed)?;

    let mut server = CertificateParams::new(server_names(domain)).map_err(failed)?;
    server.distinguished_name = named(&format!("lync.{domain}"));
    server.is_ca = IsCa::ExplicitNoCa;
    server.use_authority_key_identifier_extension = true;
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.not_before = ca.not_before;
    server.not_after = ca.not_after;
    let server_key = KeyPair::generate().map_err(failed)?;
    let pem = ca_key.serialize_pem();
    let server_certificate = server.signed_by(&server_key, &Issuer::new(ca, ca_key)).map_err(failed)?;

    write(&folder.join(CA_KEY_FILE), &pem, 0o600)?;
    write(&folder.join(CA_FILE), &ca_certificate.pem(), 0o644)?;
    write(&folder.join(SERVER_KEY_FILE), &server_key.serialize_pem(), 0o600)?;
    write(&folder.join(SERVER_FILE), &server_certificate.pem(), 0o644)
}

/// The path of the file that clients have to trust.
pub fn ca_file(folder: &Path) -> PathBuf {
    folder.join(CA_FILE)
}

/// Whether the data folder has a certificate for the server.
pub fn is_there(folder: &Path) -> bool {
    folder.join(SERVER_FILE).exists()
}

/// The TLS settings of the data folder's certificate.
pub fn tls_config(folder: &Path) -> Result<Arc<ServerConfig>> {
    let unreadable = |path: &Path, error: &dyn std::fmt::Display| {
        Error::new(
            ErrorKind::Certificate,
            format!("cannot read {}: {error}; it is made with the data folder", path.display()),
        )
    };
    let certificate_path = folder.join(SERVER_FILE);
    let key_path = folder.join(SERVER_KEY_FILE);
    let chain = CertificateDer::pem_file_iter(&certificate_path)
        .and_then(Iterator::collect::<std::result::Result<Vec<_>, _>>)
        .map_err(|error| unreadable(&certificate_path, &error))?;
    let key = PrivateKeyDer::from_pem_file(&key_path).map_err(|error| unreadable(&key_path, &error))?;
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| {
            Error::new(ErrorKind::Certificate, format!("the server certificate cannot be used: {error}"))
        })?;
    Ok(Arc::new(config))
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn write(path: &Path, text: &str, mode: u32) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| Error::io(format!("write {}", path.display()), &error))
}
