//! The torture messages of RFC 4475, each with what becomes of it on a stream and in the check behind it.
#![allow(clippy::unwrap_used)]

use pchat_core::sip::conformance::check;
use pchat_core::sip::message::{AuthParams, NameAddr, Via};
use pchat_core::sip::{Frame, Framer, Limits, Message, ParseError};

/// What the framer makes of the bytes and what `check` says then.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// A message that may be acted on.
    Good,
    /// A message that is refused with this status and reason, or dropped if it is a response.
    Refused(u16, &'static str),
    /// The framer refuses it but can read on; `true` when there is a request to answer.
    Bad(u16, &'static str, bool),
    /// The framer refuses it and cannot read on; `true` when there is a request to answer.
    Fatal(u16, &'static str, bool),
    /// The stream waits for bytes that Content-Length promises.
    Waits,
}

macro_rules! torture {
    ($($name:ident, $section:literal, $outcome:expr;)*) => {
        /// Name, section of RFC 4475, bytes, outcome.
        const MESSAGES: &[(&str, &str, &[u8], Outcome)] = &[
            $((stringify!($name), $section, include_bytes!(concat!("torture/", stringify!($name), ".dat")), $outcome),)*
        ];
    };
}

use Outcome::{Bad, Fatal, Good, Refused, Waits};

torture! {
    // 3.1.1: valid.
    wsinv, "3.1.1.1", Good;
    intmeth, "3.1.1.2", Good;
    esc01, "3.1.1.3", Good;
    escnull, "3.1.1.4", Good;
    esc02, "3.1.1.5", Good;
    lwsdisp, "3.1.1.6", Good;
    longreq, "3.1.1.7", Good;
    dblreq, "3.1.1.8", Good;
    semiuri, "3.1.1.9", Good;
    transports, "3.1.1.10", Good;
    mpart01, "3.1.1.11", Good;
    unreason, "3.1.1.12", Good;
    noreason, "3.1.1.13", Good;
    // 3.1.2: invalid.
    badinv01, "3.1.2.1", Refused(400, "Malformed Via");
    clerr, "3.1.2.2", Waits;
    ncl, "3.1.2.3", Fatal(400, "Content-Length Is Not A Number", true);
    scalar02, "3.1.2.4", Refused(400, "Malformed CSeq");
    scalarlg, "3.1.2.5", Refused(400, "Malformed CSeq");
    quotbal, "3.1.2.6", Refused(400, "Malformed To");
    ltgtruri, "3.1.2.7", Refused(400, "Malformed Request-URI");
    lwsruri, "3.1.2.8", Bad(400, "Malformed Start Line", true);
    lwsstart, "3.1.2.9", Bad(400, "Malformed Start Line", true);
    trws, "3.1.2.10", Bad(400, "Malformed Start Line", true);
    escruri, "3.1.2.11", Refused(400, "Headers In Request-URI");
    // 3.1.2.12 leaves it to the element whether a wrong Date matters: Lync only shows clock skew with it.
    baddate, "3.1.2.12", Good;
    regbadct, "3.1.2.13", Refused(400, "Malformed Contact");
    // The name is in quotes and only the blanks in the brackets are wrong: 3.1.2.14 allows to be lenient.
    badaspec, "3.1.2.14", Good;
    // 3.1.2.15 allows to infer what was meant: the comma is part of the name, since To and From are no lists.
    baddn, "3.1.2.15", Good;
    badvers, "3.1.2.16", Bad(505, "Version Not Supported", true);
    mismatch01, "3.1.2.17", Refused(400, "CSeq Names Another Method");
    mismatch02, "3.1.2.18", Refused(400, "CSeq Names Another Method");
    bigcode, "3.1.2.19", Bad(400, "Malformed Start Line", false);
    // 3.2: transaction layer.
    badbranch, "3.2.1", Good;
    // 3.3: application layer.
    insuf, "3.3.1", Refused(400, "Missing From");
    unkscm, "3.3.2", Refused(416, "Unsupported URI Scheme");
    novelsc, "3.3.3", Refused(416, "Unsupported URI Scheme");
    unksm2, "3.3.4", Good;
    bext01, "3.3.5", Good;
    invut, "3.3.6", Good;
    regaut01, "3.3.7", Good;
    multi01, "3.3.8", Refused(400, "Repeated CSeq");
    mcl01, "3.3.9", Fatal(400, "Content-Length Given Twice", true);
    bcast, "3.3.10", Refused(400, "More Than One Via In A Response");
    zeromf, "3.3.11", Good;
    cparam01, "3.3.12", Good;
    cparam02, "3.3.13", Good;
    regescrt, "3.3.14", Good;
    sdp01, "3.3.15", Good;
    // 3.4: without Content-Length, which a stream cannot do without when there is a body.
    inv2543, "3.4.1", Fatal(400, "Missing Content-Length", true);
}

fn bytes(name: &str) -> &'static [u8] {
    MESSAGES.iter().find(|m| m.0 == name).unwrap().2
}

fn message(name: &str) -> Message {
    Message::parse(bytes(name), &Limits::default()).unwrap()
}

fn outcome(bytes: &[u8], piece: usize) -> Outcome {
    let mut framer = Framer::new(Limits::default());
    for piece in bytes.chunks(piece) {
        framer.push(piece);
        match framer.next().unwrap() {
            None => {}
            Some(Frame::Message(message)) => {
                return check(&message).map_or_else(|r| Refused(r.status, r.reason), |()| Good);
            }
            Some(Frame::Bad { status, reason, message, fatal: true }) => {
                return Fatal(status, reason, message.is_some());
            }
            Some(Frame::Bad { status, reason, message, .. }) => {
                return Bad(status, reason, message.is_some());
            }
            Some(frame) => panic!("{frame:?}"),
        }
    }
    Waits
}

#[test]
fn every_message_meets_its_fate_in_any_pieces() {
    for (name, section, bytes, expected) in MESSAGES {
        for piece in [1, 2, 7, 64, bytes.len()] {
            assert_eq!(outcome(bytes, piece), *expected, "{name} ({section}) in pieces of {piece}");
        }
    }
    assert_eq!(MESSAGES.len(), 49);
}

#[test]
fn accepted_messages_are_written_byte_for_byte() {
    for (name, _, bytes, expected) in MESSAGES {
        if matches!(expected, Good | Refused(..)) {
            let written = message(name).to_bytes();
            // dblreq has a second message behind the first.
            assert!(
                bytes.starts_with(&written) && (written.len() == bytes.len() || *name == "dblreq"),
                "{name}"
            );
        }
    }
}

#[test]
fn wsinv_folding_and_spacing() {
    let m = message("wsinv");
    assert_eq!(m.request_uri(), Some("sip:vivekg@chair-dnrc.example.com;unknownparam"));
    let (to, from) = (m.to_addr().unwrap(), m.from_addr().unwrap());
    assert_eq!((to.uri, to.tag()), ("sip:vivekg@chair-dnrc.example.com", Some("1918181833n")));
    assert_eq!((from.uri, from.tag()), ("sip:jdrosen@example.com", Some("98asjd8")));
    assert_eq!(from.display_name.as_deref(), Some(r#"J Rosenberg \""#));
    assert_eq!(m.max_forwards(), Some(68));
    let cseq = m.cseq().unwrap();
    assert_eq!((cseq.number, cseq.method), (9, "INVITE"));
    let vias: Vec<_> = m.headers("Via").flat_map(Via::list).map(Result::unwrap).collect();
    let seen: Vec<_> = vias.iter().map(|v| (v.transport, v.host, v.branch().unwrap())).collect();
    assert_eq!(
        seen,
        [
            ("UDP", "192.0.2.2", "390skdjuw"),
            ("TCP", "spindle.example.com", "z9hG4bK9ikj8"),
            ("UDP", "192.168.255.111", "z9hG4bK30239"),
        ]
    );
    assert_eq!(m.header("Subject"), Some(""));
    assert_eq!(m.header("NewFangledHeader"), Some("newfangled value\r\n continued newfangled value"));
    assert_eq!(m.header("UnknownHeaderWithUnusualValue"), Some(";;,,;;,;"));
    assert_eq!(m.route()[0].uri_param("unknown-no-value"), Some(""));
    let contact = m.contact().unwrap();
    assert_eq!(contact.display_name.as_deref(), Some(r#"Quoted string """#));
    assert_eq!((contact.param("newparam"), contact.param("q")), (Some("newvalue"), Some("0.33")));
    assert_eq!(m.body().len(), 150);
}

#[test]
fn intmeth_unusual_characters() {
    let m = message("intmeth");
    assert_eq!(m.method(), Some("!interesting-Method0123456789_*+`.%indeed'~"));
    assert_eq!(m.cseq().unwrap().method, m.method().unwrap());
    let to = m.to_addr().unwrap();
    assert_eq!(to.display_name.as_deref(), Some("BEL:\u{7} NUL:\0 DEL:\u{7f}"));
    assert_eq!(to.sip_uri().unwrap().user, Some("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"));
    let from = m.from_addr().unwrap();
    assert_eq!(from.tag(), Some("_token~1'+`*%!-."));
    assert_eq!(from.param("fromParam''~+*_!.-%"), Some("работающий"));
    assert_eq!(m.call_id(), Some(r#"intmeth.word%ZK-!.*_+'@word`~)(><:\/"][?}{"#));
    assert_eq!(m.header("extensionHeader-!.%*+_`'~"), Some("\u{feff}大停電"));
}

#[test]
fn escapes_are_kept() {
    let m = message("esc01");
    assert_eq!(m.request_uri(), Some("sip:sips%3Auser%40example.com@example.net"));
    assert_eq!(m.contact().unwrap().uri, "sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31");
    assert_eq!(
        message("escnull").contacts().iter().map(|c| c.uri).collect::<Vec<_>>(),
        ["sip:%00@host5.example.com", "sip:%00%00@host5.example.com"]
    );
    let m = message("esc02");
    assert_eq!(m.method(), Some("RE%47IST%45R"));
    assert_eq!(m.from_addr().unwrap().display_name.as_deref(), Some("%Z%45"));
    // An escape does not work in a header name, so this is no third Contact.
    assert_eq!((m.contacts().len(), m.headers("C%6Fntact").count()), (2, 1));
}

#[test]
fn addresses_that_are_easily_misread() {
    let from = message("lwsdisp");
    let from = from.from_addr().unwrap();
    assert_eq!((from.display_name.as_deref(), from.uri), (Some("caller"), "sip:caller@example.com"));
    let semi = message("semiuri");
    assert_eq!(semi.request_uri(), Some("sip:user;par=u%40example.net@example.com"));
    // Without brackets the parameter is the header's, with brackets it is the URI's.
    let (without, with) = (message("cparam01"), message("cparam02"));
    let (without, with) = (without.contact().unwrap(), with.contact().unwrap());
    assert_eq!((without.param("unknownparam"), without.uri_param("unknownparam")), (Some(""), None));
    assert_eq!((with.param("unknownparam"), with.uri_param("unknownparam")), (None, Some("")));
    let escaped = message("regescrt");
    assert_eq!(
        escaped.contact().unwrap().sip_uri().unwrap().headers,
        Some("Route=%3Csip:sip.example.com%3E")
    );
    let blanks = message("badaspec");
    assert_eq!(blanks.to_addr().unwrap().uri, "sip:t.watson@example.org");
    let comma = message("baddn");
    assert_eq!(comma.from_addr().unwrap().display_name.as_deref(), Some("Bell, Alexander"));
    let other = message("unksm2");
    assert_eq!(
        (other.to_addr().unwrap().uri, other.contact().unwrap().uri),
        ("isbn:2983792873", "name:John_Smith")
    );
    assert!(other.from_addr().unwrap().sip_uri().is_err());
}

#[test]
fn a_second_request_behind_the_first_is_the_next_frame() {
    let mut framer = Framer::new(Limits::default());
    framer.push(bytes("dblreq"));
    let mut seen = Vec::new();
    while let Ok(Some(frame)) = framer.next() {
        seen.push(match frame {
            Frame::Message(m) => m.method().unwrap().to_owned(),
            Frame::KeepAlive(n) => format!("crlf{n}"),
            Frame::Bad { status, fatal, .. } => format!("{status} {fatal}"),
        });
    }
    // The second Content-Length is one less than the bytes that follow: what is left cannot be read.
    assert_eq!(seen, ["REGISTER", "crlf1", "INVITE", "400 true"]);
}

#[test]
fn values_that_upper_layers_judge() {
    assert_eq!(message("longreq").headers("v").flat_map(Via::list).count(), 34);
    let transports: Vec<_> = message("transports")
        .headers("Via")
        .map(|v| v.split([' ', '/']).nth(2).unwrap().to_owned())
        .collect();
    assert_eq!(transports, ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"]);
    assert_eq!(message("mpart01").body().len(), 553);
    assert!(message("unreason").reason().unwrap().starts_with("= 2**3 * 5**2 но сто"));
    assert_eq!(message("noreason").reason(), Some(""));
    // Only the magic cookie: not a branch to match transactions by.
    assert_eq!(message("badbranch").top_via().unwrap().branch(), None);
    assert!(message("bext01").lists("Require", "nothingSupportsThisEither"));
    let auth = message("regaut01");
    let auth = AuthParams::parse(auth.header("Authorization").unwrap()).unwrap();
    assert_eq!((auth.scheme(), auth.get("opaque-data")), ("NoOneKnowsThisScheme", Some("here")));
    assert_eq!(message("zeromf").max_forwards(), Some(0));
    // Numbers beyond 32 bits only mean "very long".
    assert_eq!(
        (message("scalar02").expires(), message("scalarlg").retry_after()),
        (Some(u32::MAX), Some(u32::MAX))
    );
    assert_eq!(message("baddate").header("Date"), Some("Fri, 01 Jan 2010 16:00:00 EST"));
    assert_eq!(message("invut").header("Content-Type"), Some("application/unknownformat"));
    assert_eq!(message("sdp01").header("Accept"), Some("text/nobodyKnowsThis"));
}

#[test]
fn in_one_piece_the_end_of_the_bytes_is_the_end_of_the_body() {
    let old = message("inv2543");
    assert!(old.body().starts_with(b"v=0\r\n") && old.from_addr().unwrap().tag().is_none());
    assert_eq!(Message::parse(bytes("clerr"), &Limits::default()).unwrap_err(), ParseError::Incomplete);
    assert_eq!(Message::parse(bytes("badvers"), &Limits::default()).unwrap_err(), ParseError::Version);
    assert!(NameAddr::parse("\"Mr. J. User <sip:j.user@example.com>").is_err());
}
