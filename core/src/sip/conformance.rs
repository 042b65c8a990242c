//! Whether a message that could be read is one that may be acted on (RFC 3261 8.1.1, 8.1.3.3, 8.2; RFC 4475).

use super::message::grammar::split_at_byte;
use super::message::{CSeq, Known, Message, NameAddr, SipUri, Via};

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

/// Headers of which a message has one: two would let two readers see two messages. The first four it must have.
const SINGLE: [(Known, Refusal, Refusal); 7] = [
    (Known::From, bad("Missing From"), bad("Repeated From")),
    (Known::To, bad("Missing To"), bad("Repeated To")),
    (Known::CallId, bad("Missing Call-ID"), bad("Repeated Call-ID")),
    (Known::CSeq, bad("Missing CSeq"), bad("Repeated CSeq")),
    (Known::MaxForwards, bad(""), bad("Repeated Max-Forwards")),
    (Known::ContentType, bad(""), bad("Repeated Content-Type")),
    (Known::Expires, bad(""), bad("Repeated Expires")),
];
const REQUIRED: usize = 4;

/// What a conforming message was read as on the way, so that nothing is read twice.
pub(crate) struct Essentials<'a> {
    pub(crate) call_id: &'a str,
    pub(crate) cseq: CSeq<'a>,
    pub(crate) from: NameAddr<'a>,
}

/// Checks what every element above the parser relies on.
///
/// Required headers are there once and can be read, CSeq names the request's method, every Via and Contact can be
/// read, and the Request-URI is a `sip:`, `sips:` or `tel:` URI without headers. Tolerated: no Max-Forwards, as in
/// RFC 2543; a response without Via; an invalid Date.
///
/// # Errors
/// The first [`Refusal`] that applies: 400, or 416 for a Request-URI of another scheme.
pub fn check(message: &Message) -> Result<(), Refusal> {
    examine(message).map(|_| ())
}

/// [`check`], with what was read.
pub(crate) fn examine(message: &Message) -> Result<Essentials<'_>, Refusal> {
    let mut found = [None; SINGLE.len()];
    let mut vias = 0;
    for (name, value) in message.known_headers() {
        if let Some(place) = SINGLE.iter().position(|(single, ..)| *single == name) {
            if found[place].replace(value).is_some() {
                return Err(SINGLE[place].2);
            }
        } else if name == Known::Via {
            for via in Via::list(value) {
                via.map_err(|_| bad("Malformed Via"))?;
                vias += 1;
            }
        } else if name == Known::Contact && NameAddr::list(value).any(|contact| contact.is_err()) {
            return Err(bad("Malformed Contact"));
        }
    }
    for ((_, missing, _), value) in SINGLE.iter().zip(found).take(REQUIRED) {
        if value.is_none_or(str::is_empty) {
            return Err(*missing);
        }
    }
    // A response without Via can still be told apart by its Call-ID and CSeq.
    if vias == 0 && message.is_request() {
        return Err(bad("Missing Via"));
    }
    let [from, to, call_id, cseq, ..] = found.map(Option::unwrap_or_default);
    let from = NameAddr::parse(from).map_err(|_| bad("Malformed From"))?;
    NameAddr::parse(to).map_err(|_| bad("Malformed To"))?;
    let cseq = CSeq::parse(cseq).map_err(|_| bad("Malformed CSeq"))?;
    match message.request_uri() {
        Some(uri) => {
            if message.method() != Some(cseq.method) {
                return Err(bad("CSeq Names Another Method"));
            }
            check_request_uri(uri)?;
        }
        // Meant for somebody else, or sent back on a wrong way (RFC 3261 8.1.3.3).
        None if vias > 1 => return Err(bad("More Than One Via In A Response")),
        None => {}
    }
    Ok(Essentials { call_id, cseq, from })
}

fn check_request_uri(uri: &str) -> Result<(), Refusal> {
    let malformed = bad("Malformed Request-URI");
    let (scheme, rest) = split_at_byte(uri, b':').ok_or(malformed)?;
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
