//! Dialogs: their refusals, their end, and rooms that survive them (spec: sipe-interop.md 8).

use crate::support::{Chat, TestServer, plain, until};
use std::time::Duration;

#[test]
fn after_a_lost_dialog_the_next_one_is_in_its_rooms_again() {
    let mut settings = plain();
    settings.session_expires = Duration::from_secs(2);
    let server = TestServer::start(settings);
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    assert_eq!(alice.invited.get("Session-Expires"), "2;refresher=uac");
    alice.join(&room);
    let mut bob = server.chat("bob");
    bob.join(&room);
    assert!(alice.info().body.contains("ntc:join"));
    // Bob goes on, nothing happens in alice's dialog until it is over: he sees her leave.
    let departed = |body: &str| body.contains("ntc:part") && body.contains("sip:alice@example.com");
    loop {
        bob.document("<cmd id=\"cmd:getinv\" seqid=\"1\"><data/></cmd>");
        if departed(&bob.info().body) {
            bob.info();
            break;
        }
    }
    bob.done("part", &format!("<chanib uri=\"{room}\"/>"));
    // She learns of it by the answer to what she does next.
    assert_eq!(alice.ask("UPDATE", "", "").status(), 481);
    // SIPE says BYE, looks up and invites again, does not join, and posts.
    assert_eq!(alice.ask("BYE", "", "").status(), 481);
    let mut lookup = Chat::open(alice.wire, "alice", "sip:pool1@example.com");
    lookup.document("<cmd id=\"cmd:requri\" seqid=\"1\"><data/></cmd>");
    lookup.info();
    assert_eq!(lookup.ask("BYE", "", "").status(), 200);
    let mut alice = Chat::open(lookup.wire, "alice", "sip:pool1@example.com");
    alice.done("getinv", "<inv inviteId=\"1\" domain=\"example.com\"/>");
    assert!(bob.join(&room).contains("sip:alice@example.com"), "she is in the room");
    assert!(alice.info().body.contains("ntc:join"));
    alice.post(&room, "I never left");
    assert!(bob.info().body.contains("I never left"));
    assert!(alice.info().body.contains("I never left"));
}

#[test]
fn requests_in_unknown_dialogs_and_of_unknown_methods() {
    let server = TestServer::start(plain());
    let mut chat = server.chat("alice");
    let tag = chat.to.clone();
    chat.to = "<sip:pool1@example.com>;tag=0000000000".into();
    for method in ["INFO", "UPDATE", "BYE", "INVITE"] {
        let answer = chat.ask(method, "", "");
        assert_eq!(answer.status(), 481, "{method}");
        assert!(answer.get("ms-diagnostics").starts_with("20006;reason=\"Unknown session\""), "{answer:#?}");
    }
    chat.to = tag;
    for (method, status) in [("MESSAGE", 405), ("REFER", 405), ("NEGOTIATE", 405), ("DANCE", 501)] {
        let answer = chat.ask(method, "", "");
        assert_eq!(answer.status(), status, "{method}");
        assert!(!answer.get("ms-diagnostics").is_empty());
        assert_eq!(answer.all("Allow").len(), usize::from(status == 405));
    }
    let answer = chat.ask("INFO", "Content-Type: application/csta+xml2\n", "<x/>");
    assert_eq!(answer.status(), 415);
    for body in
        ["", "not xml", "<xccos", "<other/>", "<!DOCTYPE xccos [<!ENTITY a \"b\">]><xccos>&a;</xccos>"]
    {
        let answer = chat.ask("INFO", "Content-Type: text/plain\n", body);
        assert_eq!(answer.status(), 400, "{body}");
    }
    // After all that the dialog is as good as new.
    assert!(chat.done("getinv", "").contains("<data/>"));
}

#[test]
fn only_chat_with_the_service_is_accepted() {
    let server = TestServer::start(plain());
    let mut wire = server.connect();
    wire.sign_in("alice");
    let sdp = "Content-Type: application/sdp\n";
    let call = wire.ask("INVITE", "sip:pool1@example.com", "alice", sdp, "v=0\r\nm=audio 5000 RTP/AVP 0\r\n");
    assert_eq!(call.status(), 488);
    assert_eq!(
        wire.ask("INVITE", "sip:bob@example.com", "alice", sdp, "m=message 5 sip null\r\n").status(),
        480
    );
    let required = wire.ask("INVITE", "sip:pool1@example.com", "alice", "Require: timer, magic\n", "");
    assert_eq!((required.status(), required.get("Unsupported")), (420, "magic"));
    let brief =
        wire.ask("INVITE", "sip:pool1@example.com", "alice", "Supported: timer\nSession-Expires: 10\n", "");
    assert_eq!((brief.status(), brief.get("Min-SE")), (422, "90"));
    assert_eq!(wire.ask("INVITE", "sip:pool1@example.com", "mallory", "", "").status(), 404);
}

#[test]
fn session_timers_are_negotiated() {
    let server = TestServer::start(plain());
    let mut wire = server.connect();
    wire.sign_in("alice");
    let extra = "Supported: timer\nSession-Expires: 600;refresher=uac\n";
    let mut chat = Chat::open_with(wire, "alice", "sip:pool1@example.com", extra);
    assert_eq!(chat.invited.get("Session-Expires"), "600;refresher=uac");
    assert_eq!(chat.invited.get("Require"), "timer");
    let answer = chat.ask("UPDATE", "Supported: timer\nSession-Expires: 7200\n", "");
    assert_eq!((answer.status(), answer.get("Session-Expires")), (200, "1800;refresher=uac"));
}

#[test]
fn a_client_that_says_487_is_left_alone_in_that_dialog() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let (mut alice, mut bob) = (server.chat("alice"), server.chat("bob"));
    alice.join(&room);
    bob.join(&room);
    assert!(alice.info().body.contains("ntc:join"));
    bob.post(&room, "one");
    let stale = alice.wire.hear();
    let mut head = "SIP/2.0 487 Request Terminated\n".to_owned();
    for name in ["Via", "From", "To", "Call-ID", "CSeq"] {
        head.push_str(&format!("{name}: {}\n", stale.get(name)));
    }
    alice.wire.send(&head, "");
    assert!(bob.info().body.contains("<chat>one</chat>"));
    assert!(bob.info().body.contains("ntc:part"), "she has left by that");
    assert_eq!(alice.ask("UPDATE", "", "").status(), 481);
}

#[test]
fn the_end_of_the_server_ends_the_connections() {
    let mut server = TestServer::start(plain());
    let mut alice = server.chat("alice");
    assert_eq!(server.running().connection_count(), 1);
    server.stop();
    assert!(alice.wire.try_hear().is_none());
}

#[test]
fn dropped_connections_leave_no_participants() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    alice.join(&room);
    server.running().disconnect_all();
    assert!(alice.wire.try_hear().is_none());
    until("the connection is forgotten", || server.running().connection_count() == 0);
    let mut bob = server.chat("bob");
    assert!(!bob.join(&room).contains("alice"));
}
