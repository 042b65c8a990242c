//! Why an NTLM message was not accepted.

use std::fmt;

use super::Flags;

/// Why a CHALLENGE or an AUTHENTICATE message was refused. Holds nothing secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NtlmError {
    /// The bytes do not begin with the NTLMSSP signature and the expected message type.
    NotThisMessage {
        /// The message that should stand here: "CHALLENGE" or "AUTHENTICATE".
        expected: &'static str,
    },
    /// The message is longer than [`super::MESSAGE_LIMIT`].
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// A field is missing, or its offset and length lie outside the message.
    OutOfBounds {
        /// The field.
        field: &'static str,
    },
    /// A text field is not UTF-16.
    NotText {
        /// The field.
        field: &'static str,
    },
    /// The attribute-value pairs of the target information do not end or overlap.
    BadTargetInfo,
    /// The other side does not offer what signatures need.
    MissingFlags {
        /// The flags that are required and missing.
        missing: Flags,
    },
    /// An anonymous logon: no user name, no response or the ANONYMOUS flag.
    Anonymous,
    /// The response is an NTLMv1 or LM response; only NTLMv2 is accepted.
    NotVersion2,
    /// The login is unknown or the password is wrong. Which of the two is deliberately not said.
    WrongCredentials,
    /// The message integrity code does not match: the handshake was changed on its way.
    WrongIntegrityCode,
    /// The system has no randomness to give.
    NoRandomness,
}

impl fmt::Display for NtlmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NtlmError::NotThisMessage { expected } => write!(f, "not an NTLM {expected} message"),
            NtlmError::TooLong { length } => {
                write!(f, "an NTLM message of {length} bytes is over the limit of {}", super::MESSAGE_LIMIT)
            }
            NtlmError::OutOfBounds { field } => write!(f, "the NTLM field {field} lies outside the message"),
            NtlmError::NotText { field } => write!(f, "the NTLM field {field} is not UTF-16 text"),
            NtlmError::BadTargetInfo => f.write_str("the NTLM target information is malformed"),
            NtlmError::MissingFlags { missing } => {
                write!(f, "the other side does not offer what signed messages need: NTLM flags {missing}")
            }
            NtlmError::Anonymous => {
                f.write_str("anonymous NTLM logon: a user name and a password are needed")
            }
            NtlmError::NotVersion2 => {
                f.write_str("the NTLM response is LM or version 1; version 2 is required")
            }
            NtlmError::WrongCredentials => f.write_str("unknown login or wrong password"),
            NtlmError::WrongIntegrityCode => {
                f.write_str("the NTLM message integrity code is wrong: the handshake was changed on its way")
            }
            NtlmError::NoRandomness => f.write_str("the system gave no random bytes"),
        }
    }
}

impl std::error::Error for NtlmError {}
