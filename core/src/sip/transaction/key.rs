//! By what a request or a response finds its transaction.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

use super::TransactionId;
use crate::sip::conformance::Essentials;
use crate::sip::message::grammar::{split_at_byte, trim};
use crate::sip::message::{Known, Message};

/// The start of every branch made by RFC 3261 rules (RFC 3261 8.1.1.7).
pub(crate) const MAGIC_COOKIE: &str = "z9hG4bK";

/// A transaction's identity as a keyed 64 bit hash of what identifies it.
///
/// A connection sees tens of thousands of transactions a second; a hash needs no memory of its own. It is keyed at
/// random for each connection (SipHash), so that no peer can make two keys meet on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(u64);

/// A map by [`Key`] or by transaction number. Both are numbers that no peer chooses, so hashing them again would only
/// take time.
pub(super) type NumberMap<K, V> = HashMap<K, V, BuildHasherDefault<NumberHasher>>;

/// Spreads a number that need not be protected.
#[derive(Debug, Default)]
pub(super) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        // Fibonacci hashing: the golden ratio of 2^64 reaches the high bits, which tables use too.
        self.0 = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Makes the keys of one connection.
#[derive(Debug, Default)]
pub(crate) struct KeyMaker {
    state: RandomState,
}

/// What both kinds of key need from a message; without it the message belongs to no transaction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity<'a> {
    pub(crate) call_id: &'a str,
    pub(crate) number: u32,
    pub(crate) method: &'a str,
    pub(crate) from_tag: &'a str,
}

impl<'a> Identity<'a> {
    /// Reads the identity out of a message, or says which header is missing or unreadable.
    pub(crate) fn of(message: &'a Message) -> Result<Identity<'a>, &'static str> {
        let cseq = message.cseq().map_err(|_| "Bad CSeq")?;
        let call_id = message.call_id().filter(|id| !id.is_empty()).ok_or("Missing Call-ID")?;
        let from = message.from_addr().map_err(|_| "Bad From")?;
        Ok(Identity {
            call_id,
            number: cseq.number,
            method: cseq.method,
            // RFC 2543 peers have none, and the rest still tells transactions apart.
            from_tag: from.tag().unwrap_or_default(),
        })
    }
}

impl<'a> Identity<'a> {
    /// The identity of a message that conforms.
    pub(crate) fn of_essentials(message: &Essentials<'a>) -> Identity<'a> {
        Identity {
            call_id: message.call_id,
            number: message.cseq.number,
            method: message.cseq.method,
            from_tag: message.from.tag().unwrap_or_default(),
        }
    }
}

impl KeyMaker {
    /// The To tag of our responses in one transaction: all of them must have the same (RFC 3261 8.2.6.2), and nobody
    /// else can guess it.
    pub(crate) fn to_tag(&self, transaction: TransactionId) -> String {
        format!("{:010x}", self.state.hash_one(transaction) & 0xff_ffff_ffff)
    }

    /// The key by branch, sent-by and method (RFC 3261 17.2.3); `None` when the top Via has no RFC 3261 branch.
    pub(crate) fn by_branch(&self, message: &Message, method: &str) -> Option<Key> {
        let via = message.value(Known::Via)?;
        let branch = branch_of(via).filter(|branch| has_cookie(branch))?;
        let mut hasher = self.state.build_hasher();
        hasher.write_u8(b'b');
        write_part(&mut hasher, branch);
        write_part(&mut hasher, sent_by(via));
        write_part(&mut hasher, method);
        Some(Key(hasher.finish()))
    }

    /// The key of a peer that sends no branch: Call-ID, CSeq and From tag (spec: sipe-interop.md 2).
    pub(crate) fn by_call(&self, identity: &Identity<'_>, method: &str) -> Key {
        let mut hasher = self.state.build_hasher();
        hasher.write_u8(b'c');
        write_part(&mut hasher, identity.call_id);
        hasher.write_u32(identity.number);
        write_part(&mut hasher, identity.from_tag);
        write_part(&mut hasher, method);
        Key(hasher.finish())
    }
}

fn write_part(hasher: &mut impl Hasher, part: &str) {
    hasher.write_usize(part.len());
    hasher.write(part.as_bytes());
}

/// The cookie is compared without case, because tokens are (RFC 3261 7.3.1).
pub(crate) fn has_cookie(branch: &str) -> bool {
    branch.get(..MAGIC_COOKIE.len()).is_some_and(|start| start.eq_ignore_ascii_case(MAGIC_COOKIE))
}

/// The first element of a Via value, which may be a list.
fn top_element(via: &str) -> &str {
    split_at_byte(via, b',').map_or(via, |(top, _)| top)
}

/// The branch parameter of the top element of a Via value.
pub(crate) fn branch_of(via: &str) -> Option<&str> {
    let (_, mut rest) = split_at_byte(top_element(via), b';')?;
    loop {
        let (parameter, next) = split_at_byte(rest, b';').unwrap_or((rest, ""));
        match split_at_byte(parameter, b'=') {
            Some((name, value)) if trim(name).eq_ignore_ascii_case("branch") => return Some(trim(value)),
            _ if next.is_empty() => return None,
            _ => rest = next,
        }
    }
}

/// The host and port of a Via value, as written: what stands between the transport and the first parameter.
fn sent_by(via: &str) -> &str {
    let top = top_element(via);
    let head = trim(split_at_byte(top, b';').map_or(top, |(head, _)| head));
    let host = memchr::memrchr3(b' ', b'\t', b'\n', head.as_bytes()).map_or(0, |blank| blank + 1);
    head.get(host..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::message::Limits;

    fn request(via: &str) -> Message {
        let text = format!(
            "INFO sip:b@x SIP/2.0\r\n{via}From: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\nCall-ID: c\r\nCSeq: 7 INFO\r\n\
             Content-Length: 0\r\n\r\n"
        );
        Message::parse(text.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn a_via_gives_its_branch_and_sent_by() {
        let via = "SIP/2.0/TLS  h.example:5061 ; Branch = z9hG4bKa ;rport, SIP/2.0/TCP other;branch=z9hG4bKb";
        assert_eq!(branch_of(via), Some("z9hG4bKa"));
        assert_eq!(sent_by(via), "h.example:5061");
        assert_eq!(branch_of("SIP/2.0/tcp 127.0.0.1:37214"), None);
        assert_eq!(branch_of(""), None);
        assert_eq!(sent_by("SIP/2.0/TCP [::1]:5060;branch=x"), "[::1]:5060");
    }

    #[test]
    fn only_a_branch_with_the_cookie_is_a_key() {
        let keys = KeyMaker::default();
        assert!(keys.by_branch(&request("Via: SIP/2.0/TCP h;branch=1\r\n"), "INFO").is_none());
        assert!(keys.by_branch(&request("Via: SIP/2.0/TCP h\r\n"), "INFO").is_none());
        assert!(keys.by_branch(&request(""), "INFO").is_none());
        let one = request("Via: SIP/2.0/TCP h;branch=z9hG4bK1\r\n");
        let key = keys.by_branch(&one, "INFO");
        assert!(key.is_some());
        assert_eq!(key, keys.by_branch(&one.clone(), "INFO"));
        assert_ne!(key, keys.by_branch(&one, "BYE"));
        assert_ne!(key, keys.by_branch(&request("Via: SIP/2.0/TCP other;branch=z9hG4bK1\r\n"), "INFO"));
        assert_ne!(key, keys.by_branch(&request("Via: SIP/2.0/TCP h;branch=z9hG4bK2\r\n"), "INFO"));
    }

    #[test]
    fn the_identity_reads_the_three_headers() {
        let message = request("");
        let identity = Identity::of(&message).unwrap();
        assert_eq!((identity.call_id, identity.number, identity.from_tag), ("c", 7, "1"));
        let broken = Message::request("INFO", "sip:b@x");
        assert!(Identity::of(&broken).is_err());
    }
}
