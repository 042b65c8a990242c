//! Signing in with NTLM: everything is signed from then on, and nothing works without (spec: sip.md C).

use crate::support::{Chat, Heard, PASSWORD, TestServer, ntlm};

#[test]
fn every_login_form_signs_in_and_everything_is_signed() {
    let server = TestServer::start(ntlm());
    let room = server.add_room("Lobby", |_| {});
    for login in ["EXAMPLE\\alice", "example\\ALICE", "alice", "alice@example.com"] {
        let mut wire = server.connect();
        let answer = wire.sign_in_with_ntlm("alice", login, PASSWORD);
        assert_eq!(answer.status(), 200, "{login}: {answer:#?}");
        // The support checks every signature from here on.
        let mut chat = Chat::open(wire, "alice", "sip:pool1@example.com");
        chat.join(&room);
        chat.post(&room, login);
        assert!(chat.info().body.contains(login));
        assert_eq!(chat.ask("BYE", "", "").status(), 200);
        assert_eq!(chat.wire.register("alice", "Expires: 0\n").status(), 200);
    }
}

#[test]
fn a_refresh_may_start_a_new_association() {
    let server = TestServer::start(ntlm());
    let room = server.add_room("Lobby", |_| {});
    let mut wire = server.connect();
    assert_eq!(wire.sign_in_with_ntlm("alice", "alice", PASSWORD).status(), 200);
    let mut chat = Chat::open(wire, "alice", "sip:pool1@example.com");
    chat.join(&room);
    assert_eq!(chat.wire.register("alice", "").status(), 200, "a signed refresh");
    chat.wire.verifier = None;
    assert_eq!(chat.wire.sign_in_with_ntlm("alice", "alice", PASSWORD).status(), 200);
    chat.post(&room, "the room is still there");
    assert!(chat.info().body.contains("the room is still there"));
}

#[test]
fn wrong_passwords_and_unknown_users_look_the_same() {
    let server = TestServer::start(ntlm());
    for (login, password) in [("alice", "wrong"), ("nobody", PASSWORD), ("alice@example.com", "")] {
        let mut wire = server.connect();
        let answer = wire.sign_in_with_ntlm("alice", login, password);
        assert_eq!(answer.status(), 401, "{login}");
        assert!(!answer.get("WWW-Authenticate").contains("gssapi-data"), "a new beginning: {answer:#?}");
    }
}

#[test]
fn nothing_is_done_for_those_who_have_not_signed_in() {
    let server = TestServer::start(ntlm());
    let mut wire = server.connect();
    for method in ["INVITE", "SUBSCRIBE", "SERVICE", "INFO", "BYE", "MESSAGE"] {
        let answer = wire.ask(method, "sip:pool1@example.com", "alice", "", "");
        assert_eq!(answer.status(), 401, "{method}");
        let offer = answer.get("WWW-Authenticate");
        assert_eq!(
            offer, "NTLM realm=\"SIP Communications Service\", targetname=\"lync.example.com\", version=4",
            "{method}"
        );
    }
    // Never challenged (spec: sip.md B3): the next answer is the one to OPTIONS.
    wire.send(
        "ACK sip:pool1@example.com SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:1\nFrom: <sip:alice@example.com>;tag=1\n\
         To: <sip:pool1@example.com>;tag=2\nCSeq: 1 ACK\nCall-ID: nothing\n",
        "",
    );
    assert_eq!(wire.ask("OPTIONS", "sip:example.com", "alice", "", "").get("CSeq"), "1 OPTIONS");
}

#[test]
fn a_signed_in_user_acts_for_himself_only() {
    let server = TestServer::start(ntlm());
    let mut wire = server.connect();
    let stolen = wire.sign_in_with_ntlm("bob", "alice", PASSWORD);
    assert_eq!(stolen.status(), 403, "alice's password registers nobody else");
    assert!(stolen.get("ms-diagnostics").starts_with("4004;"));
    let mut wire = server.connect();
    assert_eq!(wire.sign_in_with_ntlm("alice", "alice", PASSWORD).status(), 200);
    let answer = wire.ask("INVITE", "sip:pool1@example.com", "bob", "", "");
    assert_eq!((answer.status(), answer.get("ms-diagnostics").split(';').next()), (403, Some("4004")));
}

#[test]
fn an_unsigned_or_repeated_request_does_nothing() {
    let server = TestServer::start(ntlm());
    let room = server.add_room("Lobby", |_| {});
    let mut wire = server.connect();
    wire.sign_in_with_ntlm("alice", "alice", PASSWORD);
    let mut chat = Chat::open(wire, "alice", "sip:pool1@example.com");
    chat.join(&room);
    let signer = chat.wire.signer.take();
    let body = format!(
        "<xccos ver=\"1\" envid=\"1\" xmlns=\"urn:parlano:xml:ns:xccos\"><grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" \
         author=\"sip:alice@example.com\" ts=\"2026-11-22T09:55:34Z\"><chat>forged</chat></grpchat></xccos>"
    );
    assert_eq!(chat.ask("INFO", "Content-Type: text/plain\n", &body).status(), 401);
    let forged = "Authorization: NTLM qop=\"auth\", realm=\"SIP Communications Service\", targetname=\"lync.example.com\", \
         crand=\"00000000\", cnum=\"9\", response=\"0100000000112233445566778899aabb64000000\"\n";
    assert_eq!(chat.ask("INFO", &format!("Content-Type: text/plain\n{forged}"), &body).status(), 401);
    chat.wire.signer = signer;
    let history = chat.done("bccontext", &format!("<chanib uri=\"{room}\"/>"));
    assert!(!history.contains("forged"), "{history}");
}

#[test]
fn a_challenge_is_good_for_one_answer() {
    let server = TestServer::start(ntlm());
    let mut wire = server.connect();
    let asked = "Authorization: NTLM qop=\"auth\", realm=\"SIP Communications Service\", targetname=\"lync.example.com\", gssapi-data=\"\", version=4\n";
    let challenge = wire.register("alice", asked);
    assert_eq!(challenge.status(), 401);
    let opaque = Heard::between(challenge.get("WWW-Authenticate"), "opaque=\"", "\"").to_owned();
    for (token, opaque) in [
        ("TlRMTVNTUAADAAAA", opaque.as_str()),
        ("not base64!", opaque.as_str()),
        ("TlRMTVNTUAADAAAA", "00000000"),
    ] {
        let answer = wire.register(
            "alice",
            &format!(
                "Authorization: NTLM qop=\"auth\", opaque=\"{opaque}\", gssapi-data=\"{token}\", version=4\n"
            ),
        );
        assert_eq!(answer.status(), 401);
        assert!(!answer.get("WWW-Authenticate").contains("gssapi-data"));
    }
}

#[test]
fn guessing_passwords_ends_the_connection() {
    let server = TestServer::start(ntlm());
    let mut wire = server.connect();
    let guesses = (0..20)
        .take_while(|_| {
            let asked = "Authorization: NTLM qop=\"auth\", gssapi-data=\"TlRMTVNTUAADAAAA\", version=4\n";
            wire.try_register("alice", asked).is_some()
        })
        .count();
    assert!((9..=10).contains(&guesses), "{guesses}");
    assert_eq!(server.connect().sign_in_with_ntlm("alice", "alice", crate::support::PASSWORD).status(), 200);
}

#[test]
fn another_user_on_the_connection_takes_nothing_over() {
    let server = TestServer::start(ntlm());
    let room = server.add_room("Lobby", |_| {});
    let mut wire = server.connect();
    assert_eq!(wire.sign_in_with_ntlm("alice", "alice", PASSWORD).status(), 200);
    let mut chat = Chat::open(wire, "alice", "sip:pool1@example.com");
    chat.join(&room);
    chat.wire.verifier = None;
    assert_eq!(chat.wire.sign_in_with_ntlm("bob", "bob", PASSWORD).status(), 200);
    let mut bob = Chat::open(chat.wire, "bob", "sip:pool1@example.com");
    let joined = bob.join(&room);
    assert!(!joined.contains("alice"), "{joined}");
}
