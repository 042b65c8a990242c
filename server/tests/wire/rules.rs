//! Who sees, joins, reads and posts what, as clients meet it.

use crate::support::{TestServer, address, chanid, plain};
use pchat_server::model::{NewCategory, Privacy, SettingsChange};

const ALL: &str = "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\"/>";

fn refused(reply: &str, code: u16, text: &str) {
    // A sentence may follow after a colon.
    let said = reply.contains(&format!("<resp code=\"{code}\">{text}</resp>"))
        || reply.contains(&format!("<resp code=\"{code}\">{text}: "));
    assert!(said, "{reply}");
}

#[test]
fn what_may_not_be_seen_is_neither_listed_nor_joined_nor_read() {
    let server = TestServer::start(plain());
    let open = server.add_room("Open", |_| {});
    let closed = server.add_room("Closed", |room| {
        room.privacy = Privacy::Closed;
        room.members = vec![address("alice").into()];
    });
    let secret = server.add_room("Secret", |room| {
        room.privacy = Privacy::Secret;
        room.members = vec![address("alice").into()];
    });
    let mut alice = server.chat("alice");
    let list = alice.done("chansrch", ALL);
    for part in [&open, &closed, &secret] {
        assert!(list.contains(part.as_str()), "{part}");
    }
    assert!(
        list.contains("visibility\">open<")
            && list.contains("visibility\">scope<")
            && list.contains("visibility\">private<")
    );

    let mut bob = server.chat("bob");
    let list = bob.done("chansrch", ALL);
    assert!(list.contains(&open) && list.contains(&closed) && !list.contains(&secret), "{list}");
    refused(&bob.command("join", &chanid(0, &closed)), 403, "ERROR_PERMISSION");
    // A secret room is not told apart from one that does not exist.
    let none = "ma-chan://example.com/00000000-0000-4000-8000-000000000000";
    for uri in [secret.as_str(), none, "ma-chan://elsewhere.org/x"] {
        refused(&bob.command("join", &chanid(0, uri)), 404, "NO_SUCH_NODE");
        refused(
            &bob.command("bccontext", &format!("<chanib uri=\"{uri}\"/><bcq><last cnt=\"5\"/></bcq>")),
            404,
            "NO_SUCH_NODE",
        );
        refused(&bob.command("part", &format!("<chanib uri=\"{uri}\"/>")), 404, "NO_SUCH_NODE");
        let envid = bob.post(uri, "let me in");
        let reply = bob.info().body;
        assert!(reply.contains(&format!("<commandid seqid=\"1\" envid=\"{envid}\"/>")), "{reply}");
        refused(&reply, 404, "NO_SUCH_NODE");
    }
    refused(&bob.command("bccontext", &format!("<chanib uri=\"{closed}\"/>")), 403, "ERROR_PERMISSION");
    let batch =
        bob.done("bjoin", &format!("{}{}{}", chanid(0, &open), chanid(1, &closed), chanid(2, &secret)));
    assert_eq!(batch.matches("<fib key=\"OPERATION_FAILED\"").count(), 2, "{batch}");
    assert_eq!(batch.matches("<chanib ").count(), 1, "{batch}");
}

#[test]
fn a_category_s_scope_holds_for_its_rooms() {
    let server = TestServer::start(plain());
    let inner = NewCategory {
        name: "Inner".into(),
        description: String::new(),
        invitations: false,
        file_upload: true,
        history: false,
        allowed: vec![address("alice").into(), address("bob").into()],
        denied: vec![address("bob").into()],
        creators: vec![],
    };
    server.store.add_category(&inner).unwrap();
    let room = server.add_room("Board", |room| room.category = "Inner".into());
    let mut alice = server.chat("alice");
    let list = alice.done("chansrch", ALL);
    assert!(
        list.contains("prop:filepost\">true<")
            && list.contains("prop:logged\">false<")
            && list.contains("prop:invite\">false<"),
        "{list}"
    );
    for name in ["bob", "carol"] {
        let mut other = server.chat(name);
        assert!(!other.done("chansrch", ALL).contains(&room));
        refused(&other.command("join", &chanid(0, &room)), 404, "NO_SUCH_NODE");
    }
    // History is off: messages are delivered and numbered, but not kept.
    alice.join(&room);
    alice.post(&room, "gone tomorrow");
    assert!(alice.info().body.contains("chatId=\"1\""));
    let history = alice.done("bccontext", &format!("<chanib uri=\"{room}\"/>"));
    assert!(!history.contains("<msg"), "{history}");
}

#[test]
fn an_auditorium_is_for_presenters() {
    let server = TestServer::start(plain());
    let hall = server.add_room("Hall", |room| {
        room.auditorium = true;
        room.privacy = Privacy::Closed;
        room.members = vec![address("alice").into(), address("bob").into()];
        room.presenters = vec![address("alice").into()];
    });
    let (mut alice, mut bob) = (server.chat("alice"), server.chat("bob"));
    assert!(alice.join(&hall).contains("behavior=\"AUDITORIUM\""));
    let joined = bob.join(&hall);
    assert!(joined.contains("<aib key=\"7552\" ") && joined.contains("<aib key=\"3456\" "), "{joined}");
    assert!(alice.info().body.contains("ntc:join"));
    bob.post(&hall, "may I?");
    refused(&bob.info().body, 403, "ERROR_PERMISSION");
    alice.post(&hall, "welcome");
    assert!(bob.info().body.contains("welcome"));
}

#[test]
fn posting_needs_to_have_joined_and_to_keep_the_limit() {
    let server = TestServer::start(plain());
    let limits = SettingsChange {
        message_size_limit: Some(100),
        story_size_limit: Some(200),
        ..SettingsChange::default()
    };
    server.store.change_settings(&limits).unwrap();
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    alice.post(&room, "not yet");
    refused(&alice.info().body, 411, "USER_NOT_JOINED");
    refused(&alice.command("part", &format!("<chanib uri=\"{room}\"/>")), 411, "USER_NOT_JOINED");
    alice.join(&room);
    // The limit counts bytes: 50 times two of them.
    alice.post(&room, &"ü".repeat(50));
    assert!(alice.info().body.contains("üüü"));
    alice.post(&room, &"ü".repeat(51));
    refused(&alice.info().body, 413, "LIMIT_EXCEEDED");
    alice.post(&room, &format!("[STORY]title[/STORY]{}", "x".repeat(170)));
    assert!(alice.info().body.contains("[STORY]title"));
    alice.post(&room, &format!("[STORY]title[/STORY]{}", "x".repeat(200)));
    refused(&alice.info().body, 413, "LIMIT_EXCEEDED");
    let rtf = format!("{{\\rtf1 {}}}", "x".repeat(900));
    alice.document(&format!(
        "<grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" author=\"sip:alice@example.com\" ts=\"2024-01-01T00:00:00Z\"><chat>x</chat><rtf>{rtf}</rtf></grpchat>"
    ));
    let reply = alice.info().body;
    assert!(
        reply.contains("<resp code=\"413\">LIMIT_EXCEEDED: the RTF has 908 bytes, 800 are the most</resp>"),
        "{reply}"
    );
    alice.post(&room, "");
    refused(&alice.info().body, 400, "INVALID_ARGUMENT");
    let info = alice.done("getserverinfo", "<sib domain=\"example.com\" infoType=\"123\"/>");
    assert!(info.contains("messageSizeLimit=\"100\" storySizeLimit=\"200\""), "{info}");
}

#[test]
fn a_disabled_room_is_closed_to_those_inside_too() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    alice.join(&room);
    server.store.set_room_disabled("Lobby", true).unwrap();
    server.running().tell_changes();
    // First that it is disabled, then that she is out.
    let notice = alice.info().body;
    assert!(notice.contains("ntc:chanmodify") && notice.contains(" disabled=\"true\""), "{notice}");
    let notice = alice.info().body;
    assert!(notice.contains("ntc:part") && notice.contains("uri=\"sip:alice@example.com\""), "{notice}");
    alice.post(&room, "anybody?");
    refused(&alice.info().body, 410, "NODE_DISABLED");
    refused(&alice.command("join", &chanid(0, &room)), 410, "NODE_DISABLED");
    refused(&alice.command("bccontext", &format!("<chanib uri=\"{room}\"/>")), 410, "NODE_DISABLED");
    assert!(!alice.done("chansrch", ALL).contains(&room));
    server.store.set_room_disabled("Lobby", false).unwrap();
    alice.post(&room, "still out");
    refused(&alice.info().body, 411, "USER_NOT_JOINED");
    alice.join(&room);
    alice.post(&room, "again");
    assert!(alice.info().body.contains("again"));
}

#[test]
fn author_and_time_are_the_server_s() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    alice.join(&room);
    alice.document(&format!(
        "<grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" author=\"sip:bob@example.com\" authdisp=\"Bob\" chatId=\"99\" ts=\"1999-01-01T00:00:00Z\" alert=\"true\"><chat>text</chat><rtf>{{\\rtf1 text}}</rtf></grpchat>"
    ));
    let echo = alice.info().body;
    for part in [
        "author=\"sip:alice@example.com\"",
        "authdisp=\"ALICE ",
        "chatId=\"1\"",
        "alert=\"true\"",
        "<rtf>{\\rtf1 text}</rtf>",
    ] {
        assert!(echo.contains(part), "{part} in {echo}");
    }
    assert!(!echo.contains("1999") && !echo.contains("bob@"), "{echo}");
}

#[test]
fn a_text_of_any_length_is_taken_or_refused_and_the_session_goes_on() {
    let server = TestServer::start(plain());
    for too_long in [200_001, u32::MAX] {
        for change in [
            SettingsChange { message_size_limit: Some(too_long), ..SettingsChange::default() },
            SettingsChange { story_size_limit: Some(too_long), ..SettingsChange::default() },
        ] {
            let error = server.store.change_settings(&change).unwrap_err();
            assert!(error.to_string().contains("1 to 200000"), "{error}");
        }
    }
    let limits = SettingsChange { message_size_limit: Some(200_000), ..SettingsChange::default() };
    server.store.change_settings(&limits).unwrap();
    let room = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    alice.join(&room);
    // The longest that a document can make of them.
    alice.post(&room, &"&#13;&#10;".repeat(200_000));
    assert!(alice.info().body.contains("chatId=\"1\""));
    alice.post(&room, &"x".repeat(1_500_000));
    refused(&alice.info().body, 413, "LIMIT_EXCEEDED");
    let body = format!("<xccos ver=\"1\" envid=\"7\">{}</xccos>", "x".repeat(5_000_000));
    let answer = alice.ask("INFO", "Content-Type: text/plain\n", &body);
    assert_eq!((answer.status(), answer.get("ms-diagnostics").contains("62012")), (513, true), "{answer:#?}");
    alice.post(&room, "still here");
    assert!(alice.info().body.contains("still here"));
}
