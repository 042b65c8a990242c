//! What a message signature covers, and the two halves of a security association that make and check one.
//!
//! SIP itself knows nothing about NTLM or Kerberos: a connection asks a [`Signer`] for a header and a [`Verifier`]
//! for a verdict (spec: sip.md C; [MS-SIPAE] 3.2.5.2).

use std::fmt;

use super::message::{AuthParams, Known, Message, NameAddr};

/// The values of one message that a signature covers, exactly as they stand on the wire (spec: sip.md C.1).
///
/// A value that the message does not have is the empty string, which is how the signed text writes it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SignedFields<'a> {
    /// The Call-ID.
    pub call_id: &'a str,
    /// The number of the CSeq, as text: leading zeros are signed as they stand.
    pub cseq_number: &'a str,
    /// The method of the CSeq, also in responses.
    pub cseq_method: &'a str,
    /// The URI of From, without brackets.
    pub from_uri: &'a str,
    /// The tag of From.
    pub from_tag: &'a str,
    /// The URI of To, without brackets.
    pub to_uri: &'a str,
    /// The tag of To.
    pub to_tag: &'a str,
    /// The sip URI of P-Asserted-Identity, or of P-Preferred-Identity when that is the one present.
    pub asserted_sip_uri: &'a str,
    /// The tel URI of the same header.
    pub asserted_tel_uri: &'a str,
    /// The Expires header.
    pub expires: &'a str,
    /// The status code; only responses have one.
    pub status: Option<u16>,
}

impl<'a> SignedFields<'a> {
    /// Reads the signed values out of a message. Never fails: what is missing or cannot be read is empty, and then a
    /// signature over the true value does not match.
    #[must_use]
    pub fn of(message: &'a Message) -> SignedFields<'a> {
        let (cseq_number, cseq_method) = split_cseq(message.value(Known::CSeq).unwrap_or_default());
        let (from_uri, from_tag) = match message.from_addr() {
            Ok(address) => (address.uri, address.tag().unwrap_or_default()),
            Err(_) => ("", ""),
        };
        let (to_uri, to_tag) = match message.to_addr() {
            Ok(address) => (address.uri, address.tag().unwrap_or_default()),
            Err(_) => ("", ""),
        };
        let (asserted_sip_uri, asserted_tel_uri) = asserted_identity(message);
        SignedFields {
            call_id: message.call_id().unwrap_or_default(),
            cseq_number,
            cseq_method,
            from_uri,
            from_tag,
            to_uri,
            to_tag,
            asserted_sip_uri,
            asserted_tel_uri,
            expires: message.value(Known::Expires).unwrap_or_default(),
            status: message.status(),
        }
    }
}

/// Splits a CSeq value at its white space, keeping the digits as they are written.
fn split_cseq(value: &str) -> (&str, &str) {
    match value.split_once([' ', '\t', '\r', '\n']) {
        Some((number, method)) => (number, method.trim()),
        None => (value, ""),
    }
}

/// The sip and the tel URI of the identity headers. Both may stand in one header or in two (RFC 3325 9.1).
fn asserted_identity(message: &Message) -> (&str, &str) {
    let name = if message.value(Known::PAssertedIdentity).is_some() {
        "P-Asserted-Identity"
    } else if message.value(Known::PPreferredIdentity).is_some() {
        "P-Preferred-Identity"
    } else {
        return ("", "");
    };
    let (mut sip, mut tel) = ("", "");
    for value in message.headers(name) {
        for uri in NameAddr::list(value).filter_map(Result::ok).map(|address| address.uri) {
            if starts_with_scheme(uri, "tel:") {
                if tel.is_empty() {
                    tel = uri;
                }
            } else if sip.is_empty() && (starts_with_scheme(uri, "sip:") || starts_with_scheme(uri, "sips:"))
            {
                sip = uri;
            }
        }
    }
    (sip, tel)
}

fn starts_with_scheme(uri: &str, scheme: &str) -> bool {
    uri.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Makes the signature header of a message that is about to be written.
///
/// Called once for each message in the order in which messages go onto the wire, because the counter in the header
/// (cnum, snum) must rise.
pub trait Signer: Send {
    /// The name and the value of the header to add: `Authorization` on the client's side, `Authentication-Info` on
    /// the server's. `None` leaves the message unsigned.
    fn sign(&mut self, fields: &SignedFields<'_>) -> Option<(&'static str, String)>;
}

/// Checks the signature header of a message that came in.
pub trait Verifier: Send {
    /// Says whether `header` signs `fields`.
    ///
    /// # Errors
    /// [`VerifyError`] says why not. A verifier whose association is not the one that the header names answers
    /// [`VerifyError::UnknownAssociation`] and changes nothing in itself.
    fn verify(&mut self, fields: &SignedFields<'_>, header: &AuthParams<'_>) -> Result<(), VerifyError>;
}

/// Why a signature was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// The signature is not the one over these values with this key.
    WrongSignature,
    /// The header lacks a parameter or has one that cannot be read; the text names it.
    Malformed(&'static str),
    /// The counter (cnum, snum) did not rise: the message was seen before.
    ReplayedCounter,
    /// The header names another security association (its `opaque` or its scheme).
    UnknownAssociation,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            VerifyError::WrongSignature => f.write_str("the message signature is wrong"),
            VerifyError::Malformed(what) => write!(f, "the message signature cannot be read: {what}"),
            VerifyError::ReplayedCounter => f.write_str("the message signature was used before"),
            VerifyError::UnknownAssociation => {
                f.write_str("the message is signed under another security association")
            }
        }
    }
}

impl std::error::Error for VerifyError {}

#[cfg(test)]
mod tests {
    use super::super::message::Limits;
    use super::*;

    fn parse(text: &str) -> Message {
        Message::parse(text.as_bytes(), &Limits::default()).unwrap()
    }

    // The REGISTER of spec: sip.md C.1.
    #[test]
    fn values_stand_as_on_the_wire() {
        let message = parse(
            "REGISTER sip:cosmo.local SIP/2.0\r\n\
             From: <sip:User@cosmo.local>;tag=3e49177a52;epid=ec58ba4b2f\r\n\
             To: <sip:user@cosmo.local>\r\n\
             Call-ID: 4037df9284354df39065195bd57a4b14\r\n\
             CSeq: 03 REGISTER\r\n\
             Content-Length: 0\r\n\r\n",
        );
        assert_eq!(
            SignedFields::of(&message),
            SignedFields {
                call_id: "4037df9284354df39065195bd57a4b14",
                cseq_number: "03",
                cseq_method: "REGISTER",
                from_uri: "sip:User@cosmo.local",
                from_tag: "3e49177a52",
                to_uri: "sip:user@cosmo.local",
                ..SignedFields::default()
            }
        );
    }

    #[test]
    fn a_response_has_its_status_expires_and_identities() {
        let message = parse(
            "SIP/2.0 200 OK\r\n\
             From: <sip:a@x>;tag=1\r\nTo: <sip:b@x>;tag=2\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n\
             P-Asserted-Identity: \"B, <b>\" <sip:b@x;user=phone>, <tel:+1234>\r\n\
             Expires: 7200\r\nContent-Length: 0\r\n\r\n",
        );
        let fields = SignedFields::of(&message);
        assert_eq!(fields.asserted_sip_uri, "sip:b@x;user=phone");
        assert_eq!(fields.asserted_tel_uri, "tel:+1234");
        assert_eq!((fields.expires, fields.status, fields.to_tag), ("7200", Some(200), "2"));
    }

    #[test]
    fn the_preferred_identity_stands_in_for_the_asserted_one() {
        let head = "INFO sip:b@x SIP/2.0\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\nCall-ID: c\r\nCSeq: 1 INFO\r\n";
        let preferred = parse(&format!("{head}P-Preferred-Identity: TEL:+1\r\nContent-Length: 0\r\n\r\n"));
        assert_eq!(SignedFields::of(&preferred).asserted_tel_uri, "TEL:+1");
        let both = parse(&format!(
            "{head}P-Preferred-Identity: <tel:+1>\r\nP-Asserted-Identity: <sip:a@x>\r\nContent-Length: 0\r\n\r\n"
        ));
        assert_eq!(SignedFields::of(&both).asserted_sip_uri, "sip:a@x");
        assert_eq!(SignedFields::of(&both).asserted_tel_uri, "");
    }
}
