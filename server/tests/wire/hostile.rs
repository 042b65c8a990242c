//! Peers that are slow, silent, or up to no good cost others nothing.

use crate::support::{TestServer, Wire, plain, until, wire_text};
use std::io::Write;
use std::time::Duration;

#[test]
fn who_does_not_read_is_cut_off_and_the_others_go_on() {
    let mut settings = plain();
    settings.backlog_limit = 256 * 1024;
    let server = TestServer::start(settings);
    let room = server.add_room("Lobby", |_| {});
    let (mut alice, mut sleeper) = (server.chat("alice"), server.chat("bob"));
    alice.join(&room);
    sleeper.join(&room);
    assert!(alice.info().body.contains("ntc:join"));
    let text = "x".repeat(30_000);
    // The sleeper acknowledges nothing; what its socket takes counts all the same.
    let mut posted = 0;
    loop {
        alice.post(&room, &text);
        posted += 1;
        let heard = alice.info().body;
        if heard.contains("ntc:part") {
            break;
        }
        assert!(posted < 200, "the sleeper is still there");
    }
    assert!((9..30).contains(&posted), "cut off near the limit: {posted}");
    until("only alice is connected", || server.running().connection_count() == 1);
}

#[test]
fn who_does_not_sign_in_is_not_waited_for() {
    let mut settings = plain();
    settings.sign_in_timeout = Duration::from_millis(200);
    let server = TestServer::start(settings);
    assert!(server.connect().try_hear().is_none());
}

#[test]
fn a_message_that_does_not_end_is_not_waited_for() {
    let mut settings = plain();
    settings.message_timeout = Duration::from_millis(200);
    let server = TestServer::start(settings);
    let mut half = server.connect();
    let mut steady = server.connect();
    steady.sign_in("bob");
    half.sign_in("alice");
    half.stream.write_all(b"INFO sip:pool1@example.com SIP/2.0\r\nVia: ").unwrap();
    assert!(half.try_hear().is_none());
    // Quiet between messages is no offence.
    assert_eq!(steady.ask("OPTIONS", "sip:example.com", "bob", "", "").status(), 200);
}

#[test]
fn more_connections_than_allowed_are_closed_at_once() {
    let mut settings = plain();
    settings.connection_limit = 1;
    let server = TestServer::start(settings);
    let mut first = server.connect();
    first.sign_in("alice");
    let mut second = server.connect();
    assert!(second.try_hear().is_none());
    drop(first);
    until("the place is free", || server.running().connection_count() == 0);
    until("another is let in", || {
        let mut third = server.connect();
        third.stream.write_all(wire_text("OPTIONS sip:x SIP/2.0\nVia: SIP/2.0/TCP h;branch=z9hG4bK1\nFrom: <sip:a@b>;tag=1\nTo: <sip:x>\nCall-ID: 1\nCSeq: 1 OPTIONS\n", "").as_bytes()).is_ok()
            && third.try_hear().is_some()
    });
}

#[test]
fn nonsense_is_refused_and_the_server_stays() {
    let server = TestServer::start(plain());
    for bytes in [
        &b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\0\0\0\0\r\n\r\n",
        b"REGISTER sip:example.com SIP/2.0\r\nContent-Length: 99999999999\r\n\r\n",
        b"REGISTER sip:example.com SIP/2.0\r\nContent-Length: -1\r\n\r\n",
        b"REGISTER sip:example.com SIP/2.0\r\nContent-Type: a/b\r\n\r\n",
    ] {
        let mut wire = server.connect();
        // The server may close before it has read all.
        let _ = wire.stream.write_all(bytes);
        wire.stream.shutdown(std::net::Shutdown::Write).unwrap();
        while let Some(answer) = wire.try_hear() {
            assert!((400..600).contains(&answer.status()), "{answer:#?}");
        }
    }
    let mut head = Wire::new(std::net::TcpStream::connect(server.tcp()).unwrap());
    let _ = head.stream.write_all(&vec![b'A'; 70 * 1024]);
    while head.try_hear().is_some() {}
    server.connect().sign_in("alice");
}

#[test]
fn requests_without_what_sip_demands_are_refused() {
    let server = TestServer::start(plain());
    let mut wire = server.connect();
    wire.sign_in("alice");
    let whole = "INVITE sip:pool1@example.com SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:1\nFrom: <sip:alice@example.com>;tag=1\n\
         To: <sip:pool1@example.com>\nCSeq: 1 INVITE\nCall-ID: c\n";
    for missing in ["From: ", "To: ", "CSeq: ", "Call-ID: "] {
        let head: String =
            whole.lines().filter(|line| !line.starts_with(missing)).map(|line| format!("{line}\n")).collect();
        wire.send(&head, "");
        assert_eq!(wire.hear().status(), 400, "{missing}");
    }
    wire.send(&whole.replace("<sip:alice@example.com>", "<tel:+123>"), "");
    assert_eq!(wire.hear().status(), 400);
}

#[test]
fn dialogs_are_bounded() {
    let mut settings = plain();
    settings.dialog_limit = 2;
    let server = TestServer::start(settings);
    let mut wire = server.connect();
    wire.sign_in("alice");
    let statuses: Vec<u16> =
        (0..3).map(|_| wire.ask("INVITE", "sip:pool1@example.com", "alice", "", "").status()).collect();
    assert_eq!(statuses, [200, 200, 486]);
}

#[test]
fn pieces_of_any_size_and_keep_alives_are_read() {
    let server = TestServer::start(plain());
    let mut wire = server.connect();
    let text = wire_text(
        "register sip:example.com SIP/2.0\nvia: SIP/2.0/tcp 127.0.0.1:1\nfrom: <sip:alice@example.com>;tag=1;epid=cf0b98dadeb9\n\
         to: <sip:alice@example.com>\ncseq: 1 REGISTER\ncall-id: pieces\n",
        "",
    )
    .replace("register ", "REGISTER ");
    for piece in format!("\r\n\r\n{text}").as_bytes().chunks(7) {
        wire.stream.write_all(piece).unwrap();
    }
    assert_eq!(wire.hear().status(), 200);
}
