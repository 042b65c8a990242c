//! Why a document could not be read.

use std::fmt;

/// A received text is not an XCCOS document that can be trusted. The whole document is refused: half of one is never
/// delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum XccosError {
    /// The document is longer than [`Limits::document`](super::Limits::document).
    DocumentTooLong {
        /// Its length in bytes.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The bytes are not UTF-8.
    NotUtf8 {
        /// Offset of the first byte that does not fit.
        offset: usize,
    },
    /// The text is not well-formed XML.
    NotWellFormed {
        /// Offset in bytes near which reading stopped.
        offset: u64,
        /// What is wrong there.
        reason: String,
    },
    /// The document brings a document type; those are never read, because entities make small documents huge.
    DocumentType,
    /// The root element is not `xccos`.
    NotXccos {
        /// The root's local name, shortened.
        root: String,
    },
    /// One of [`Limits`](super::Limits) other than the length is exceeded.
    LimitExceeded {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}

impl fmt::Display for XccosError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            XccosError::DocumentTooLong { length, limit } => {
                write!(f, "XCCOS document of {length} bytes refused: the limit is {limit} bytes")
            }
            XccosError::NotUtf8 { offset } => write!(f, "XCCOS document is not UTF-8 at byte {offset}"),
            XccosError::NotWellFormed { offset, reason } => {
                write!(f, "XCCOS document is not well-formed XML near byte {offset}: {reason}")
            }
            XccosError::DocumentType => {
                f.write_str("XCCOS document refused: it has a document type declaration (<!DOCTYPE>)")
            }
            XccosError::NotXccos { root } => {
                write!(f, "not an XCCOS document: the root element is <{root}>, expected <xccos>")
            }
            XccosError::LimitExceeded { what, limit } => {
                write!(f, "XCCOS document refused: more than {limit} {what}")
            }
        }
    }
}

impl std::error::Error for XccosError {}
