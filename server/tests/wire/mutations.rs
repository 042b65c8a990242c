//! A session with wrong bytes in it, many times over: whatever comes, no task of the server fails.

use crate::support::{OFFER, TestServer, chanid, plain, wire_text};
use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Panics on threads that run no test: those of the servers.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current()
            .name()
            .is_some_and(|name| name.starts_with("tokio") || name.starts_with("pchat"))
        {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        before(info);
    }));
}

/// A small generator (xorshift): the same session on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

fn session(room: &str) -> Vec<u8> {
    let request = |method: &str, uri: &str, cseq: u32, extra: &str, body: &str| {
        wire_text(
            &format!(
                "{method} {uri} SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:37214;branch=z9hG4bK{method}{cseq}\n\
                 Record-Route: <sip:127.0.0.1;lr>\nFrom: \"A\" <sip:alice@example.com>;tag=1;epid=cf0b98dadeb9\nTo: <{uri}>\n\
                 CSeq: {cseq} {method}\nCall-ID: call\nContact: <sip:alice@127.0.0.1:1>;proxy=replace\nSession-Expires: 1800\n{extra}"
            ),
            body,
        )
    };
    let xccos = |inner: &str| {
        format!("<xccos ver=\"1\" envid=\"1\" xmlns=\"urn:parlano:xml:ns:xccos\">{inner}</xccos>")
    };
    let join = xccos(&format!("<cmd id=\"cmd:join\" seqid=\"1\"><data>{}</data></cmd>", chanid(0, room)));
    let post = xccos(&format!(
        "<grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" author=\"\" ts=\"2026-11-22T09:55:34Z\"><chat>x &amp; y</chat></grpchat>"
    ));
    [
        request(
            "REGISTER",
            "sip:alice@example.com",
            1,
            "Supported: gruu-10, msrtc-event-categories\nExpires: 100\n",
            "",
        ),
        request("SUBSCRIBE", "sip:alice@example.com", 1, "Event: vnd-microsoft-provisioning-v2\n", "<x/>"),
        request("INVITE", "sip:pool1@example.com", 1, "Content-Type: application/sdp\n", OFFER),
        request("INFO", "sip:pool1@example.com", 2, "Content-Type: text/plain\n", &join),
        request("INFO", "sip:pool1@example.com", 3, "Content-Type: text/plain\n", &post),
        request("UPDATE", "sip:pool1@example.com", 4, "", ""),
        request("CANCEL", "sip:pool1@example.com", 1, "", ""),
        request("BYE", "sip:pool1@example.com", 5, "Authorization: NTLM qop=\"auth\", response=\"00\"\n", ""),
    ]
    .concat()
    .into_bytes()
}

#[test]
fn no_byte_of_a_session_can_make_the_server_fail() {
    count_panics();
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let whole = session(&room);
    let mut dice = Dice(0x5eed_5eed_5eed_5eed);
    for turn in 0..300 {
        let mut bytes = whole.clone();
        // The first goes as it is, so that the session is one.
        for _ in 0..turn.min(1) * (1 + dice.roll(6)) {
            let at = dice.roll(bytes.len());
            match dice.roll(4) {
                0 => bytes[at] = b"\0\r\n<>;=\",:\xff% &"[dice.roll(14)],
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, bytes[dice.roll(at.max(1))]),
                _ => bytes.truncate(at.max(1)),
            }
        }
        let mut wire = server.connect();
        let _ = wire.stream.write_all(&bytes);
        let _ = wire.stream.shutdown(std::net::Shutdown::Write);
        let mut answers = Vec::new();
        // Reset by a server that has heard enough.
        let _ = wire.stream.read_to_end(&mut answers);
        if turn == 0 {
            let text = String::from_utf8(answers).unwrap();
            assert!(text.matches("SIP/2.0 200 OK").count() >= 3, "{text}");
        }
    }
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);
    server.connect().sign_in("alice");
}
