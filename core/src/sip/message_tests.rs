use super::*;

const INFO: &[u8] = b"INFO sip:alice@example.com;opaque=user:epid:t4eFItf-XD;gruu SIP/2.0\r\n\
v: SIP/2.0/TCP 127.0.0.1:15060;branch=z9hG4bK6823e16e78\r\n\
MAX-forwards :70\r\n\
From: <sip:ocschat@example.com>;tag=0fc5bb56\r\n\
To:\t <sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9 \r\n\
i: 1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x\r\n\
CSeq: 1 INFO\r\n\
Subject: one\r\n  two\r\n\tthree\r\n\
Content-Type: text/plain; charset=UTF-8\r\n\
Content-Length:  4\r\n\
\r\n\
\x00\xff\r\n";

fn parse(bytes: &[u8]) -> Result<Message, ParseError> {
    Message::parse(bytes, &Limits::default())
}

#[test]
fn bytes_come_back_as_they_were() {
    let message = parse(INFO).unwrap();
    assert_eq!(message.to_bytes(), INFO);
    assert_eq!(message.method(), Some("INFO"));
    assert_eq!(message.request_uri(), Some("sip:alice@example.com;opaque=user:epid:t4eFItf-XD;gruu"));
    assert_eq!(message.header("call-id"), Some("1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x"));
    assert_eq!(message.header("Via"), Some("SIP/2.0/TCP 127.0.0.1:15060;branch=z9hG4bK6823e16e78"));
    assert_eq!(message.header("max-forwards"), Some("70"));
    assert_eq!(message.header("Subject"), Some("one\r\n  two\r\n\tthree"));
    assert_eq!(message.to_addr().unwrap().tag(), Some("2838316536"));
    assert_eq!(message.body(), b"\x00\xff\r\n");
    assert_eq!(message.iter().count(), 9);
    assert_eq!(message.iter().next().unwrap().0, "v");
}

#[test]
fn leading_crlfs_are_skipped_and_trailing_bytes_left_out() {
    let mut bytes = b"\r\n\r\n".to_vec();
    bytes.extend_from_slice(INFO);
    bytes.extend_from_slice(b"more");
    assert_eq!(parse(&bytes).unwrap().to_bytes(), INFO);
}

#[test]
fn responses() {
    for (line, status, reason) in [
        ("SIP/2.0 200 OK", 200, "OK"),
        ("sip/2.0 100 ", 100, ""),
        ("SIP/2.0 100", 100, ""),
        ("SIP/2.0 486 = 2**3 * 5**1 \u{43d}\u{435}", 486, "= 2**3 * 5**1 \u{43d}\u{435}"),
    ] {
        let message = parse(format!("{line}\r\nl: 0\r\n\r\n").as_bytes()).unwrap();
        assert_eq!((message.status(), message.reason()), (Some(status), Some(reason)));
        assert!(!message.is_request() && message.method().is_none() && message.request_uri().is_none());
    }
}

#[test]
fn defects_have_names() {
    let with = |head: &str| parse(format!("{head}\r\n\r\n").as_bytes()).unwrap_err();
    assert_eq!(with("SIP/2.0 4294967301 x"), ParseError::StartLine);
    assert_eq!(with("SIP/2.0 099 x"), ParseError::StartLine);
    assert_eq!(with("SIP/3.0 200 x"), ParseError::Version);
    assert_eq!(with("GET / HTTP/1.1"), ParseError::StartLine);
    assert_eq!(with("INVITE sip:a@b"), ParseError::StartLine);
    assert_eq!(with("INVITE  sip:a@b SIP/2.0"), ParseError::StartLine);
    assert_eq!(with("INVITE sip:a@b SIP/2.0 "), ParseError::StartLine);
    assert_eq!(with("IN(VITE sip:a@b SIP/2.0"), ParseError::StartLine);
    assert_eq!(with("INVITE SIP/2.0"), ParseError::StartLine);
    assert_eq!(with("INVITE sip:a@b SIP/7.0"), ParseError::Version);
    assert_eq!(with("INVITE sip:a@b SIP/2.0\r\nno colon"), ParseError::HeaderLine);
    assert_eq!(with("INVITE sip:a@b SIP/2.0\r\n: x"), ParseError::HeaderLine);
    assert_eq!(with("INVITE sip:a@b SIP/2.0\nVia: x"), ParseError::LineEnding);
    assert_eq!(with("INVITE sip:a@b SIP/2.0\r\nVia: x\ry: z"), ParseError::LineEnding);
    assert_eq!(parse(b"A b SIP/2.0\r\nx: \xff\r\n\r\n").unwrap_err(), ParseError::NotUtf8);
    assert_eq!(parse(b"A b SIP/2.0\r\n").unwrap_err(), ParseError::Incomplete);
    assert_eq!(parse(b"A b SIP/2.0\r\nl: 3\r\n\r\nab").unwrap_err(), ParseError::Incomplete);
    for length in ["-1", "+1", "", "1 2", "1,1", "0x1", "one"] {
        let head = format!("A b SIP/2.0\r\nContent-Length: {length}\r\n\r\nab");
        assert!(matches!(parse(head.as_bytes()), Err(ParseError::ContentLength(_))), "{length}");
    }
    let twice = "A b SIP/2.0\r\nContent-Length: 1\r\nl: 1\r\n\r\na";
    assert!(matches!(parse(twice.as_bytes()), Err(ParseError::ContentLength(_))));
    let huge = "A b SIP/2.0\r\nContent-Length: 99999999999999999999999999\r\n\r\na";
    assert_eq!(parse(huge.as_bytes()).unwrap_err(), ParseError::BodyTooLong(1024 * 1024));
}

#[test]
fn limits_hold() {
    let limits = Limits { head: 40, headers: 2, body: 3, passed_over: 0 };
    let try_one = |text: &str| Message::parse(text.as_bytes(), &limits).err();
    assert_eq!(try_one("A b SIP/2.0\r\nx: 1\r\ny: 2\r\n\r\nabc"), None);
    assert_eq!(try_one("A b SIP/2.0\r\nx: 1\r\ny: 2\r\nz: 3\r\n\r\n"), Some(ParseError::TooManyHeaders(2)));
    assert_eq!(try_one("A b SIP/2.0\r\nx: 1\r\ny: 2\r\n\r\nabcd"), Some(ParseError::BodyTooLong(3)));
    let long = format!("A b SIP/2.0\r\nx: {}\r\n\r\n", "1".repeat(30));
    assert_eq!(try_one(&long), Some(ParseError::HeadTooLong(40)));
}

#[test]
fn nothing_can_be_smuggled_into_a_header() {
    let mut message = Message::request("INFO\r\nX: y", "sip:a@b \r\nX: y");
    message.push_header("Na\r\nme: x", "va\r\nEvil: yes\0\n\rlue\u{e9}\t.");
    message.prepend_header("\r\n", "dropped");
    message.set_header("Subject", "\r\n\r\nbody");
    message.set_request_uri("sip:c@d\nX: y");
    let again = parse(&message.to_bytes()).unwrap();
    assert_eq!(again.method(), Some("INFOXy"));
    assert_eq!(again.request_uri(), Some("sip:c@dX:y"));
    let all: Vec<_> = again.iter().collect();
    assert_eq!(all, [("Namex", "vaEvil: yeslue\u{e9}\t."), ("Subject", "body"), ("Content-Length", "0")]);
    let response = Message::response(7, "a\r\nb");
    assert_eq!(response.to_bytes(), b"SIP/2.0 500 ab\r\nContent-Length: 0\r\n\r\n");
}

#[test]
fn edits() {
    let mut message = parse(INFO).unwrap();
    message.set_header("call-id", "new");
    message.prepend_header("Via", "SIP/2.0/TLS x");
    message.remove_header("SUBJECT");
    message.set_request_uri("sip:other");
    message.push_header("X", "");
    message.set_body("text/xml", "<a/>!");
    let text = String::from_utf8(message.to_bytes()).unwrap();
    assert!(text.starts_with("INFO sip:other SIP/2.0\r\nVia: SIP/2.0/TLS x\r\nv: SIP/2.0/TCP"), "{text}");
    assert!(
        text.contains(
            "epid=cf0b98dadeb9 \r\ncall-id: new\r\nCSeq: 1 INFO\r\nContent-Type: text/xml\r\nX: \r\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("Content-Length: 5\r\n\r\n<a/>!"), "{text}");
    assert_eq!(message.headers("via").count(), 2);
    assert_eq!(message.header("X"), Some(""));
    assert_eq!(message.take_body(), b"<a/>!");
    message.set_body("", "");
    assert_eq!(message.header("Content-Type"), None);
}

#[test]
fn a_wrong_content_length_is_never_written() {
    let mut message = Message::response(200, "OK");
    message.push_header("Content-Length", "77");
    message.push_header("l", "78");
    assert_eq!(message.to_bytes(), b"SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n");
    let without = parse(b"SIP/2.0 200 OK\r\n\r\n").unwrap();
    assert_eq!(without.to_bytes(), b"SIP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n");
}

#[test]
fn responses_copy_what_the_request_says() {
    let request = parse(
        b"INVITE sip:a@b SIP/2.0\r\nv: SIP/2.0/TCP x,\r\n SIP/2.0/TLS y\r\nVia:SIP/2.0/TCP z\r\nRecord-Route: <sip:p;lr>\r\n\
f: <sip:A@b>;tag=1\r\nTo : <sip:B@b>\r\nCall-ID: c\r\nCSeq: 1   INVITE\r\nTimestamp: 5\r\nSubject: no\r\n\r\n",
    )
    .unwrap();
    let ok = String::from_utf8(Message::response_to(&request, 200, "OK").to_bytes()).unwrap();
    assert_eq!(
        ok,
        "SIP/2.0 200 OK\r\nv: SIP/2.0/TCP x,\r\n SIP/2.0/TLS y\r\nVia:SIP/2.0/TCP z\r\nRecord-Route: <sip:p;lr>\r\n\
f: <sip:A@b>;tag=1\r\nTo : <sip:B@b>\r\nCall-ID: c\r\nCSeq: 1   INVITE\r\nContent-Length: 0\r\n\r\n"
    );
    let trying = Message::response_to(&request, 100, "Trying");
    assert_eq!((trying.header("Timestamp"), trying.header("Record-Route")), (Some("5"), None));
    assert_eq!(Message::response_to(&request, 404, "Not Found").header("Record-Route"), None);
    assert_eq!(trying.cseq().unwrap(), CSeq { number: 1, method: "INVITE" });
}

#[test]
fn debug_shows_no_credentials() {
    let mut message = Message::request("REGISTER", "sip:x");
    for name in
        ["Authorization", "Proxy-Authorization", "WWW-Authenticate", "Authentication-Info", "X-MS-WebTicket"]
    {
        message.push_header(name, "NTLM response=\"secret\"");
    }
    message.push_header("Call-ID", "seen");
    message.set_body("text/plain", "secret");
    let shown = format!("{message:?}");
    assert!(!shown.contains("secret") && shown.contains("seen") && shown.contains("[6 bytes]"), "{shown}");
}

#[test]
fn typed_values() {
    let message = parse(
        b"SIP/2.0 503 x\r\nVia: SIP/2.0/tls a;branch=1, SIP/2.0/TCP b\r\nm: <sip:1@a>, \"x\" <sip:2@a>;q=1\r\nContact: sip:3@a\r\n\
Record-Route: <sip:r1;lr>;tag=7,<sip:r2;lr;ms-route-sig=a>\r\nx: 1800;refresher=UAS\r\nMin-SE: 90;x=y\r\nExpires: 7200\r\n\
Retry-After: 120 (I'm busy);duration=5\r\nSupported: adhoclist , Timer\r\nk: gruu-10\r\nMax-Forwards: 99999999999\r\n\
ms-diagnostics: nonsense\r\nms-diagnostics-public: 4141;reason=\"a;b,c\";source=\"s\"\r\n\
presence-state: register-action=\"added\";is-connected-to-primary=\"yes\"\r\nCSeq: 2147483648 INFO\r\n\r\n",
    )
    .unwrap();
    assert_eq!(message.top_via().unwrap().branch(), Some("1"));
    assert_eq!(
        message.contacts().iter().map(|c| c.uri).collect::<Vec<_>>(),
        ["sip:1@a", "sip:2@a", "sip:3@a"]
    );
    assert_eq!(message.contact().unwrap().uri, "sip:1@a");
    assert_eq!(message.record_route()[0].tag(), Some("7"));
    assert_eq!(message.record_route()[1].uri, "sip:r2;lr;ms-route-sig=a");
    assert!(message.route().is_empty());
    assert_eq!(
        message.session_expires(),
        Some(SessionExpires { seconds: 1800, refresher: Some(Refresher::Uas) })
    );
    assert_eq!(
        (message.min_se(), message.expires(), message.retry_after()),
        (Some(90), Some(7200), Some(120))
    );
    assert_eq!(message.max_forwards(), Some(u32::MAX));
    assert!(message.lists("Supported", "timer") && message.lists("supported", "GRUU-10"));
    assert!(!message.lists("Supported", "100rel"));
    let diagnostics = message.ms_diagnostics().unwrap();
    assert_eq!((diagnostics.id, diagnostics.reason.as_deref()), (4141, Some("a;b,c")));
    assert_eq!(message.presence_state("register-action"), Some("added"));
    assert!(message.cseq().is_err());
    assert_eq!(message.from_addr(), Err(ViewError::Missing("From")));
}
