//! NTLM version 2 in its connectionless form, both roles ([MS-NLMP], spec sip.md C.3).
//!
//! There is no NEGOTIATE message: the server's CHALLENGE opens the talk, the client's AUTHENTICATE ends it, and from the
//! session key that it carries both sides derive the keys that sign every message. LM, NTLM version 1 and anonymous logons
//! are refused, and so is a peer that cannot sign.
//!
//! Everything here is pure: randomness and time are arguments.

mod authenticate;
mod av_pairs;
mod challenge;
mod client;
mod error;
mod flags;
mod keys;
mod mac;
mod server;
mod wire;

#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use challenge::TargetNames;
pub use client::{Randomness, Response, respond};
pub use error::NtlmError;
pub use flags::Flags;
pub use keys::{Direction, NtHash, SessionKeys};
pub use mac::{MessageMac, SIGNATURE_LENGTH};
pub use server::{Authenticated, check};
pub use wire::MESSAGE_LIMIT;

#[cfg(test)]
pub(crate) use tests::{CAPTURED_AUTHENTICATE, CAPTURED_CHALLENGE, decode};

/// From 1601 to 1970.
const WINDOWS_EPOCH: Duration = Duration::from_secs(11_644_473_600);

/// `time` as a FILETIME: units of 100 ns since 1601. Times before 1970 count as 1970.
pub fn filetime(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default() + WINDOWS_EPOCH;
    u64::try_from(since.as_nanos() / 100).unwrap_or(u64::MAX)
}
