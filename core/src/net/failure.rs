//! Why a connection could not be made.

use std::fmt;

/// The kind of failure that a program can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetErrorKind {
    /// A setting cannot work: a host name that is none, a CA file without certificates.
    BadSetting,
    /// A file could not be read.
    Io,
    /// The name does not resolve or nobody listens.
    Unreachable,
    /// The time was over.
    TimedOut,
    /// The certificate's issuer is not trusted, or the certificate is expired or otherwise not acceptable.
    CertificateNotTrusted,
    /// The certificate is for another name.
    CertificateNameMismatch,
    /// TLS failed for another reason.
    TlsFailed,
}

/// A failure with a sentence for people: what failed, on what host and port, why, and what to do.
#[derive(Clone, Debug)]
pub struct NetError {
    kind: NetErrorKind,
    message: String,
}

impl NetError {
    /// A failure of this kind.
    pub fn new(kind: NetErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// The kind.
    pub fn kind(&self) -> NetErrorKind {
        self.kind
    }

    /// The sentence.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for NetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NetError {}
