//! What was acknowledged survives.

use crate::support::{TestServer, plain};

#[test]
fn an_acknowledged_post_survives_a_crash_and_numbers_go_on() {
    let mut server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    alice.join(&room);
    for turn in 1..=20 {
        // Returns with the 200.
        alice.post(&room, &format!("message {turn}"));
    }
    server.crash();
    server.restart(plain());
    let mut alice = server.chat("alice");
    alice.join(&room);
    let history = alice.done("bccontext", &format!("<chanib uri=\"{room}\"/><bcq><last cnt=\"25\"/></bcq>"));
    assert_eq!(history.matches("<msg ").count(), 20, "{history}");
    let (first, last) =
        (history.find("<chat>message 1</chat>").unwrap(), history.find("<chat>message 20</chat>").unwrap());
    assert!(first < last, "oldest first");
    let newest = alice.done("bccontext", &format!("<chanib uri=\"{room}\"/><bcq><last cnt=\"1\"/></bcq>"));
    assert!(newest.contains("message 20") && newest.matches("<msg ").count() == 1, "{newest}");
    alice.post(&room, "after");
    assert!(alice.info().body.contains("chatId=\"21\""));
}

#[test]
fn posts_sent_in_one_go_keep_their_order() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    let mut bob = server.chat("bob");
    bob.join(&room);
    alice.join(&room);
    assert!(bob.info().body.contains("ntc:join"));
    for turn in 1..=50 {
        let body = format!(
            "<xccos ver=\"1\" envid=\"{turn}\" xmlns=\"urn:parlano:xml:ns:xccos\"><grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" \
             author=\"sip:alice@example.com\" ts=\"2026-11-22T09:55:34Z\"><chat>message {turn}.</chat></grpchat></xccos>"
        );
        alice.send("INFO", "Content-Type: text/plain\n", &body);
    }
    for turn in 1..=50 {
        let body = bob.info().body;
        assert!(
            body.contains(&format!("<chat>message {turn}.</chat>"))
                && body.contains(&format!("chatId=\"{turn}\"")),
            "{body}"
        );
    }
}
