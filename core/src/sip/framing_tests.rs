use super::*;

/// A short form of a frame, to compare.
fn show(frame: &Frame) -> String {
    match frame {
        Frame::Message(m) => format!("{:?}", String::from_utf8_lossy(&m.to_bytes())),
        Frame::KeepAlive(n) => format!("crlf{n}"),
        Frame::Bad { status, reason, message, fatal } => {
            format!("bad {status} {reason} answerable={} fatal={fatal}", message.is_some())
        }
    }
}

fn frames_in_pieces(bytes: &[u8], piece: usize, limits: Limits) -> Vec<String> {
    let mut framer = Framer::new(limits);
    let mut frames = Vec::new();
    for chunk in bytes.chunks(piece) {
        framer.push(chunk);
        while let Ok(Some(frame)) = framer.next() {
            frames.push(show(&frame));
        }
    }
    frames
}

fn frames(bytes: &[u8]) -> Vec<String> {
    let whole = frames_in_pieces(bytes, bytes.len().max(1), Limits::default());
    for piece in 1..bytes.len().min(40) {
        assert_eq!(frames_in_pieces(bytes, piece, Limits::default()), whole, "pieces of {piece}");
    }
    whole
}

#[test]
fn messages_and_keep_alives_in_any_pieces() {
    let one = "INFO sip:a SIP/2.0\r\nX: y\r\n z\r\nContent-Length: 6\r\n\r\na\r\n\r\nb";
    let two = "SIP/2.0 200 OK\r\nl: 0\r\n\r\n";
    let stream = format!("\r\n\r\n{one}{two}\r\n{two}\r\n\r\n\r\n\r\n{one}");
    let (one, two) = (format!("{one:?}"), format!("{two:?}"));
    let expected = ["crlf1", "crlf2", &one, &two, "crlf1", &two, "crlf1", "crlf2", "crlf1", "crlf2", &one];
    assert_eq!(frames(stream.as_bytes()), expected);
}

#[test]
fn content_length_missing_without_a_body_is_zero() {
    assert_eq!(frames(b"ACK sip:a SIP/2.0\r\nX: y\r\n\r\nACK sip:b SIP/2.0\r\n\r\n").len(), 2);
}

#[test]
fn content_length_that_leaves_the_end_unknown_is_fatal() {
    for (headers, reason) in [
        ("Content-Type: text/plain", "Missing Content-Length"),
        ("c: text/plain", "Missing Content-Length"),
        ("Content-Length: -999", "Content-Length Is Not A Number"),
        ("Content-Length: 5\r\nl: 6", "Content-Length Given Twice"),
    ] {
        let stream = format!("INFO sip:a SIP/2.0\r\n{headers}\r\n\r\nhello");
        assert_eq!(frames(stream.as_bytes()), [format!("bad 400 {reason} answerable=true fatal=true")]);
    }
    let stream = "INFO sip:a SIP/2.0\r\nContent-Length: 1048577\r\n\r\nhello";
    assert_eq!(frames(stream.as_bytes()), ["bad 513 Message Too Large answerable=true fatal=true"]);
}

#[test]
fn a_body_that_is_too_long_is_passed_over_in_bounded_memory() {
    let limits = Limits { body: 10, passed_over: 200_000, ..Limits::default() };
    let next = "ACK sip:b SIP/2.0\r\nl: 0\r\n\r\n";
    let stream = format!("INFO sip:a SIP/2.0\r\nl: 100000\r\n\r\n0123456789{}{next}", "x".repeat(99_990));
    for piece in [1, 7, 1_000, stream.len()] {
        let mut framer = Framer::new(limits);
        let mut found = Vec::new();
        for chunk in stream.as_bytes().chunks(piece) {
            framer.push(chunk);
            while let Some(frame) = framer.next().expect("the stream goes on") {
                found.push(frame);
            }
            assert!(framer.buffered() <= 100, "{} bytes are kept", framer.buffered());
        }
        let [Frame::Message(long), Frame::Message(after)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((long.body(), long.cut_from()), (&b"0123456789"[..], Some(100_000)));
        assert_eq!((after.to_bytes(), after.cut_from()), (next.as_bytes().to_vec(), None));
    }
    let beyond = "INFO sip:a SIP/2.0\r\nl: 200001\r\n\r\n0123";
    assert_eq!(
        frames_in_pieces(beyond.as_bytes(), 9, limits),
        ["bad 513 Message Too Large answerable=true fatal=true"]
    );
}

#[test]
fn a_line_without_a_name_may_have_been_content_length() {
    let stream = "INFO sip:a SIP/2.0\r\nContent-Length 5\r\n\r\nhello";
    assert_eq!(frames(stream.as_bytes()), ["bad 400 Malformed Header Line answerable=true fatal=true"]);
}

#[test]
fn defects_inside_a_clear_frame_are_not_fatal() {
    let good = "ACK sip:a SIP/2.0\r\nl: 0\r\n\r\n";
    for (bad, expected) in [
        ("INFO sip:a SIP/7.0\r\nl: 2\r\n\r\nab", "bad 505 Version Not Supported answerable=true fatal=false"),
        ("INFO  sip:a SIP/2.0\r\nl: 2\r\n\r\nab", "bad 400 Malformed Start Line answerable=true fatal=false"),
        (
            "INFO sip:a SIP/2.0\r\nbroken\r\nl: 2\r\n\r\nab",
            "bad 400 Malformed Header Line answerable=true fatal=false",
        ),
        (
            "SIP/2.0 200 OK\r\nbroken\r\nl: 0\r\n\r\n",
            "bad 400 Malformed Header Line answerable=false fatal=false",
        ),
        (
            "INFO sip:a SIP/2.0\r\nl: 2\r\nl: 2\r\n\r\nab",
            "bad 400 Content-Length Given Twice answerable=true fatal=false",
        ),
    ] {
        let stream = format!("{bad}{good}");
        assert_eq!(frames(stream.as_bytes()), [expected.to_owned(), format!("{good:?}")]);
    }
}

#[test]
fn a_content_length_too_small_breaks_the_stream_at_the_next_message() {
    let stream = "INFO sip:a SIP/2.0\r\nl: 2\r\n\r\nabcdef\r\n\r\nACK sip:a SIP/2.0\r\nl: 0\r\n\r\n";
    let frames = frames(stream.as_bytes());
    assert_eq!(frames.len(), 2);
    assert_eq!(frames[1], "bad 400 Malformed Start Line answerable=false fatal=true");
}

#[test]
fn bare_line_ends_are_refused_as_soon_as_seen() {
    for stream in [
        "\nINFO",
        "INFO sip:a SIP/2.0\n",
        "INFO sip:a SIP/2.0\r\nX: y\nZ: 1",
        "INFO sip:a SIP/2.0\r\nX: y\rz\r\n\r\n",
    ] {
        assert_eq!(
            frames(stream.as_bytes()),
            ["bad 400 Lines Must End With CRLF answerable=false fatal=true"],
            "{stream:?}"
        );
    }
}

#[test]
fn after_a_fatal_frame_nothing_is_kept() {
    let mut framer = Framer::new(Limits::default());
    framer.push(b"\n");
    assert!(matches!(framer.next(), Ok(Some(Frame::Bad { fatal: true, .. }))));
    framer.push(b"ACK sip:a SIP/2.0\r\n\r\n");
    assert!(matches!(framer.next(), Err(FramingError)));
    assert_eq!(framer.buffered(), 0);
}

#[test]
fn limits_do_not_depend_on_the_pieces() {
    let limits = Limits { head: 64, headers: 3, body: 10, passed_over: 0 };
    let fits = format!("A b SIP/2.0\r\nx: {}\r\n\r\n", "1".repeat(44));
    assert_eq!(fits.len(), 64);
    let long = format!("A b SIP/2.0\r\nx: {}\r\n\r\n", "1".repeat(45));
    let late = format!("A b SIP/2.0\r\nx: {}\n", "1".repeat(80));
    let many = "A b SIP/2.0\r\na:1\r\nb:2\r\nc:3\r\nd:4\r\n\r\n";
    for piece in 1..100 {
        let frames = |text: &str| frames_in_pieces(text.as_bytes(), piece, limits);
        assert_eq!(frames(&fits).len(), 1);
        assert!(!frames(&fits)[0].starts_with("bad"));
        assert_eq!(frames(&long), ["bad 513 Head Too Long answerable=false fatal=true"]);
        assert_eq!(frames(&late), ["bad 513 Head Too Long answerable=false fatal=true"]);
        assert_eq!(frames(many), ["bad 513 Too Many Headers answerable=false fatal=true"]);
    }
}

#[test]
fn an_empty_framer_gives_large_memory_back() {
    let mut framer = Framer::new(Limits::default());
    framer.push(format!("A b SIP/2.0\r\nl: 900000\r\n\r\n{}", "x".repeat(900_000)).as_bytes());
    assert!(matches!(framer.next(), Ok(Some(Frame::Message(m))) if m.body().len() == 900_000));
    assert!(!framer.mid_message());
    framer.push(b"A");
    assert!(framer.mid_message());
    assert!(framer.buffer.capacity() <= KEEP_CAPACITY);
}

#[test]
fn many_messages_in_one_push_are_cut_in_linear_work() {
    let one = b"A b SIP/2.0\r\nl: 1\r\n\r\nx";
    let mut framer = Framer::new(Limits::default());
    framer.push(&one.repeat(1000));
    let mut count = 0;
    while let Ok(Some(Frame::Message(_))) = framer.next() {
        count += 1;
    }
    // Nothing was moved on the way: the consumed bytes are still in front.
    assert_eq!((count, framer.start), (1000, one.len() * 1000));
}
