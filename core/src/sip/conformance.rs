//! Whether a message that could be read is one that may be acted on (RFC 3261 8.1.1, 8.1.3.3, 8.2; RFC 4475).

use super::message::{CSeq, Message, NameAddr, SipUri, Via, ViewError};

/// Why a message must not be acted on. A request is answered with this; a response is dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The status to answer a request with.
    pub status: u16,
    /// The reason phrase to answer a request with.
    pub reason: &'static str,
}

const fn bad(reason: &'static str) -> Refusal {
    Refusal { status: 400, reason }
}

/// Headers that a message must have once: what is wrong without one, and with more than one.
const REQUIRED: [(&str, Refusal, Refusal); 4] = [
    ("From", bad("Missing From"), bad("Repeated From")),
    ("To", bad("Missing To"), bad("Repeated To")),
    ("Call-ID", bad("Missing Call-ID"), bad("Repeated Call-ID")),
    ("CSeq", bad("Missing CSeq"), bad("Repeated CSeq")),
];

/// Headers that a message may have once. Two of them would let two readers see two messages.
const SINGLE: [(&str, Refusal); 3] = [
    ("Max-Forwards", bad("Repeated Max-Forwards")),
    ("Content-Type", bad("Repeated Content-Type")),
    ("Expires", bad("Repeated Expires")),
];

/// Checks what every element above the parser relies on.
///
/// Required headers are there once and can be read, CSeq names the request's method, every Via and Contact can be
/// read, and the Request-URI is a `sip:`, `sips:` or `tel:` URI without headers. Max-Forwards may be missing, as
/// RFC 2543 has it, and an invalid Date is nobody's business here.
///
/// # Errors
/// The first [`Refusal`] that applies: 400, or 416 for a Request-URI of another scheme.
pub fn check(message: &Message) -> Result<(), Refusal> {
    for (name, missing, repeated) in REQUIRED {
        let mut values = message.headers(name);
        if values.next().is_none_or(str::is_empty) {
            return Err(missing);
        }
        if values.next().is_some() {
            return Err(repeated);
        }
    }
    for (name, repeated) in SINGLE {
        if message.headers(name).nth(1).is_some() {
            return Err(repeated);
        }
    }
    message.from_addr().map_err(|_| bad("Malformed From"))?;
    message.to_addr().map_err(|_| bad("Malformed To"))?;
    let cseq: CSeq<'_> = message.cseq().map_err(|_| bad("Malformed CSeq"))?;
    let vias: Result<Vec<Via<'_>>, ViewError> = message.headers("Via").flat_map(Via::list).collect();
    let vias = vias.map_err(|_| bad("Malformed Via"))?;
    if vias.is_empty() {
        return Err(bad("Missing Via"));
    }
    if message.headers("Contact").flat_map(NameAddr::list).any(|contact| contact.is_err()) {
        return Err(bad("Malformed Contact"));
    }
    match message.request_uri() {
        Some(uri) => {
            if message.method() != Some(cseq.method) {
                return Err(bad("CSeq Names Another Method"));
            }
            check_request_uri(uri)
        }
        // Meant for somebody else, or sent back on a wrong way (RFC 3261 8.1.3.3).
        None if vias.len() > 1 => Err(bad("More Than One Via In A Response")),
        None => Ok(()),
    }
}

fn check_request_uri(uri: &str) -> Result<(), Refusal> {
    let malformed = bad("Malformed Request-URI");
    let (scheme, rest) = uri.split_once(':').ok_or(malformed)?;
    let scheme_byte = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    if rest.is_empty()
        || !scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        || !scheme.bytes().all(scheme_byte)
    {
        return Err(malformed);
    }
    if scheme.eq_ignore_ascii_case("sip") || scheme.eq_ignore_ascii_case("sips") {
        // RFC 3261 19.1.1, table 1: headers are not allowed in a Request-URI.
        let parsed = SipUri::parse(uri).map_err(|_| malformed)?;
        return if parsed.headers.is_none() { Ok(()) } else { Err(bad("Headers In Request-URI")) };
    }
    if scheme.eq_ignore_ascii_case("tel") {
        return Ok(());
    }
    Err(Refusal { status: 416, reason: "Unsupported URI Scheme" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip::Limits;

    fn verdict(text: &str) -> Result<(), Refusal> {
        check(&Message::parse(text.as_bytes(), &Limits::default()).unwrap())
    }

    #[test]
    fn what_sipe_sends_is_good() {
        // No branch and no Max-Forwards (spec: sipe-interop.md 2).
        let bye = "BYE sip:a@b;gruu;opaque=srvr:lookup SIP/2.0\r\nVia: SIP/2.0/tcp 127.0.0.1:5\r\nFrom: <sip:a@b>;tag=1;epid=2\r\n\
                   To: <sip:c@b>\r\nCSeq: 3 BYE\r\nCall-ID: x\r\nRoute: <sip:p;lr>\r\n\r\n";
        assert_eq!(verdict(bye), Ok(()));
        assert_eq!(verdict(&bye.replace("sip:a@b;gruu", "tel:+49").replacen("tel", "TEL", 1)), Ok(()));
    }

    #[test]
    fn refused() {
        let good = "BYE sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP x\r\nf: <sip:a@b>\r\nt: <sip:c@b>\r\nCSeq: 3 BYE\r\ni: x\r\n\r\n";
        assert_eq!(verdict(good), Ok(()));
        for (from, to, status, reason) in [
            ("i: x\r\n", "", 400, "Missing Call-ID"),
            ("i: x\r\n", "i:\r\n", 400, "Missing Call-ID"),
            ("i: x", "i: x\r\nCall-ID: x", 400, "Repeated Call-ID"),
            ("i: x", "i: x\r\nExpires: 0\r\nExpires: 1", 400, "Repeated Expires"),
            ("f: <sip:a@b>", "f: \"x <sip:a@b>", 400, "Malformed From"),
            ("3 BYE", "3 INVITE", 400, "CSeq Names Another Method"),
            ("3 BYE", "three BYE", 400, "Malformed CSeq"),
            ("Via: SIP/2.0/TCP x", "Subject: y", 400, "Missing Via"),
            ("TCP x", "TCP x,y", 400, "Malformed Via"),
            ("i: x", "i: x\r\nm: <sip:a@b>, <sip:a", 400, "Malformed Contact"),
            ("sip:a@b SIP", "soap.beep://x SIP", 416, "Unsupported URI Scheme"),
            ("sip:a@b SIP", "sip:a@b?x=y SIP", 400, "Headers In Request-URI"),
            ("sip:a@b SIP", "sip:a@b@c SIP", 400, "Malformed Request-URI"),
            ("sip:a@b SIP", "<sip:a@b> SIP", 400, "Malformed Request-URI"),
            (
                "BYE sip:a@b SIP/2.0",
                "SIP/2.0 200 OK\r\nv: SIP/2.0/TCP y",
                400,
                "More Than One Via In A Response",
            ),
        ] {
            assert_eq!(verdict(&good.replacen(from, to, 1)), Err(Refusal { status, reason }), "{to}");
        }
    }
}
