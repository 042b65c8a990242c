//! Rooms: joining, leaving, posting, receiving, history, who is there.

use crate::program::{Program, joined};
use crate::scripted::{ANN, LOBBY, LOBBY_ID, Server, chat};
use pchat_core::api::{
    ChatRoomPrivacy, ErrorCode, OutboundMessage, RoomQuery, Session, SessionEvent, SessionState,
};

const BOB: &str = "sip:bob@contoso.test";

#[tokio::test]
async fn a_joined_room_has_properties_and_participants() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, session, _peer) = joined(&program, &server).await;
    assert_eq!(session.state(), SessionState::Established);
    let room = session.properties().expect("joined");
    assert_eq!((room.name.as_str(), room.description.as_str(), room.topic.as_str()), ("Lobby", "d", "t"));
    assert!(room.can_chat && !room.can_manage && room.is_logged && !room.is_auditorium);
    let people = session.participants();
    let uris: Vec<_> = people.iter().map(|p| p.uri.as_str()).collect();
    assert_eq!(uris, [ANN, BOB]);
    assert_eq!(people[1].name.as_deref(), Some("Bob"));
    assert!(people[1].is_manager && !people[0].is_manager);

    assert_eq!(endpoint.active_sessions().len(), 1);
    assert!(endpoint.session_by_name("LOBBY").expect("a name").is_some());
    assert!(endpoint.session_by_name("other").expect("a name").is_none());
    let found = endpoint.session_by_uri(&LOBBY.to_uppercase().replace("MA-CHAN", "ma-chan")).expect("a URI");
    assert_eq!(found.expect("found").identity(), session.identity());
    assert_eq!(endpoint.session_by_uri("sip:x@y").expect_err("no room").code(), ErrorCode::BadArgument);
    assert_eq!(endpoint.session_by_name("").expect_err("empty").code(), ErrorCode::BadArgument);

    let second = Session::new(&endpoint).expect("a session");
    assert_eq!(second.join(LOBBY).await.expect_err("joined already").code(), ErrorCode::InvalidOperation);
    assert_eq!(session.join(LOBBY).await.expect_err("not idle").code(), ErrorCode::SessionState);
    assert_eq!(second.leave().await.expect_err("in no room").code(), ErrorCode::SessionState);
    assert_eq!(second.join("nonsense").await.expect_err("no URI").code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn leaving_makes_the_session_idle_and_it_joins_again() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, session, mut peer) = joined(&program, &server).await;
    let (outcome, ()) = tokio::join!(session.leave(), async {
        let envid = peer.command("cmd:part").await;
        peer.reply(envid, "part", &format!("<chanib uri=\"{LOBBY}\"/>")).await;
    });
    outcome.expect("left");
    assert_eq!(session.state(), SessionState::Idle);
    assert!(session.properties().is_none() && session.participants().is_empty());
    assert!(endpoint.active_sessions().is_empty());
    let (outcome, ()) = tokio::join!(session.join(LOBBY), peer.let_join());
    outcome.expect("joined again");
}

#[tokio::test]
async fn a_refused_join_says_why_and_leaves_the_session_idle() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, first, mut peer) = joined(&program, &server).await;
    drop(first);
    let session = Session::new(&endpoint).expect("a session");
    let other = "ma-chan://contoso.test/22222222-2222-3333-4444-555555555555";
    for (code, text, expected) in [
        (404, "ERR_NO_SUCH_NODE", ErrorCode::NoSuchNode),
        (410, "NODE_DISABLED", ErrorCode::NodeDisabled),
        (403, "ERROR_PERMISSION", ErrorCode::ErrorPermission),
        (499, "WHATEVER", ErrorCode::UnknownServerError),
    ] {
        let (outcome, ()) = tokio::join!(session.join(other), async {
            let envid = peer.command("cmd:join").await;
            peer.reply_with(envid, "join", code, text, "").await;
        });
        let error = outcome.expect_err("refused");
        assert_eq!(error.code(), expected);
        assert_eq!((error.server_code(), error.server_text()), (Some(i32::from(code)), Some(text)));
        assert!(error.message().contains(other), "{error}");
        assert_eq!(session.state(), SessionState::Idle);
    }
    // A refusal by SIP alone, as an enforcement proxy does it (spec: xccos.md 1.1).
    let (outcome, ()) = tokio::join!(session.join(other), async {
        let info = peer.info("cmd:join").await;
        peer.answer(&info, "600 Busy Everywhere").await;
    });
    let error = outcome.expect_err("refused");
    assert_eq!((error.code(), error.sip_status()), (ErrorCode::CommandFailed, Some(600)));
}

#[tokio::test]
async fn joining_by_name_looks_the_room_up() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, session, mut peer) = joined(&program, &server).await;
    let (outcome, ()) = tokio::join!(session.leave(), async {
        let envid = peer.command("cmd:part").await;
        peer.reply(envid, "part", "").await;
    });
    outcome.expect("left");
    let (outcome, ()) = tokio::join!(session.join_by_name("lobby"), async {
        let envid = peer.command("cmd:chansrch").await;
        let rooms = format!(
            "<chanib uri=\"ma-chan://x/1\" name=\"Lobby 2\"/><chanib uri=\"{LOBBY}\" name=\"Lobby\"/>"
        );
        peer.reply(envid, "chansrch", &rooms).await;
        peer.let_join().await;
    });
    outcome.expect("joined");
    let other = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(other.join_by_name("nowhere"), async {
        let envid = peer.command("criteria=\"nowhere\"").await;
        peer.reply(envid, "chansrch", "").await;
        let envid = peer.command("\"cmd:getchaninfo\" seqid=\"1\"><data><chanib name=\"nowhere\"/>").await;
        // A server that does not know the command.
        peer.reply_with(envid, "getchaninfo", 405, "MSG_NOT_SUPPORTED", "").await;
    });
    assert_eq!(outcome.expect_err("none").code(), ErrorCode::NoSuchNode);
    assert_eq!(other.state(), SessionState::Idle);
    let (outcome, ()) = tokio::join!(other.join_by_name("Annex"), async {
        let envid = peer.command("criteria=\"Annex\"").await;
        peer.reply_with(envid, "chansrch", 413, "LIMIT_EXCEEDED", "").await;
        let envid = peer.command("<chanib name=\"Annex\"/>").await;
        let annex = LOBBY.replace("1111", "2222");
        peer.reply(envid, "getchaninfo", &format!("<chanib uri=\"{annex}\" name=\"Annex\"/>")).await;
        let envid = peer.command("cmd:join").await;
        peer.reply_with(envid, "join", 410, "NODE_DISABLED", "").await;
    });
    assert_eq!(outcome.expect_err("disabled").code(), ErrorCode::NodeDisabled);
}

#[tokio::test]
async fn messages_arrive_in_order_each_once_and_are_acknowledged() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, _session, mut peer) = joined(&program, &server).await;
    peer.document(&chat(BOB, 7, "one &lt;b&gt; &amp; \u{1F600}&#13;&#10;two")).await;
    peer.document(&chat(BOB, 7, "again")).await;
    peer.document(&format!("{}{}", chat(ANN, 8, "three"), chat(BOB, 9, "four"))).await;
    for _ in 0..3 {
        assert_eq!(peer.expect_response("INFO").await.status(), 200);
    }
    let mut seen = Vec::new();
    while seen.len() < 3 {
        if let SessionEvent::MessageReceived(message) = program.session_event().await {
            seen.push(message);
        }
    }
    let texts: Vec<_> = seen.iter().map(|m| (m.message_id, m.content.as_str())).collect();
    assert_eq!(texts, [(Some(7), "one <b> & \u{1F600}\ntwo"), (Some(8), "three"), (Some(9), "four")]);
    assert_eq!((seen[0].author_uri.as_str(), seen[0].author_name.as_deref()), (BOB, Some("Bob")));
    assert_eq!((seen[0].room_uri.as_str(), seen[0].room_name.as_str()), (LOBBY, "Lobby"));
    assert_eq!(seen[0].timestamp.unix_micros(), 1_704_164_700_123_456);
}

#[tokio::test]
async fn a_post_succeeds_when_it_comes_back_and_fails_when_it_is_refused() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    let (outcome, ()) = tokio::join!(session.send_text("hi\r\nyou"), async {
        let info = peer.info("<chat>hi&#13;&#10;you</chat>").await;
        assert!(
            info.body.contains(&format!("chanUri=\"{LOBBY}\"")) && info.body.contains("ts=\""),
            "{}",
            info.body
        );
        // The echo may come before the answer.
        peer.document(&chat(ANN, 1, "hi&#13;&#10;you")).await;
        peer.answer(&info, "200 OK").await;
    });
    outcome.expect("posted");

    let (outcome, ()) = tokio::join!(session.send_alert("fire"), async {
        let envid = peer.command("alert=\"true\"").await;
        peer.reply_with(envid, "grpchat", 403, "ERROR_PERMISSION", "").await;
    });
    assert_eq!(outcome.expect_err("refused after the 200").code(), ErrorCode::ErrorPermission);

    let error = session.send_text(&"x".repeat(513)).await.expect_err("too long");
    assert_eq!(error.code(), ErrorCode::LimitExceeded);
    let empty = session.send(OutboundMessage::default()).await.expect_err("empty");
    assert_eq!(empty.code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn a_post_that_was_taken_does_not_wait_for_its_return_once_its_author_has_left() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    // The 200 comes before the end of leaving, or after it.
    for is_late in [false, true] {
        let mut posted = Box::pin(session.send_text("bye"));
        assert!(is_pending(&mut posted).await);
        let (outcome, ()) = tokio::join!(session.leave(), async {
            let info = peer.info("<chat>bye</chat>").await;
            if !is_late {
                peer.answer(&info, "200 OK").await;
            }
            let envid = peer.command("cmd:part").await;
            peer.reply(envid, "part", &format!("<chanib uri=\"{LOBBY}\"/>")).await;
            if is_late {
                peer.answer(&info, "200 OK").await;
            }
        });
        outcome.expect("left");
        let (outcome, ()) = tokio::join!(session.join(LOBBY), peer.let_join());
        outcome.expect("joined again");
        assert!(!is_pending(&mut posted).await, "it waits for a message that cannot come, late: {is_late}");
    }
}

/// Whether it is not over yet; one that is over has succeeded.
async fn is_pending(posted: &mut (impl Future<Output = pchat_core::api::Result<()>> + Unpin)) -> bool {
    tokio::select! {
        biased;
        outcome = posted => {
            outcome.expect("posted");
            false
        }
        () = std::future::ready(()) => true,
    }
}

#[tokio::test]
async fn a_busy_server_gets_the_same_document_again() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    let (outcome, ()) = tokio::join!(session.send_text("hi"), async {
        let first = peer.info("<chat>hi</chat>").await;
        let busy =
            "Ms-diagnostics: 20000;source=\"gc\";reason=\"Chat service busy\";component=\"GroupChat\"\r\n";
        peer.answer_with(&first, "503 Service Unavailable", busy, "").await;
        let second = peer.info("<chat>hi</chat>").await;
        assert_eq!(second.body, first.body);
        peer.answer(&second, "200 OK").await;
        peer.document(&chat(ANN, 1, "hi")).await;
    });
    outcome.expect("posted at the second try");
}

#[tokio::test]
async fn history_comes_oldest_first() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    let (outcome, ()) = tokio::join!(session.recent_history(2), async {
        let envid = peer.command("<last cnt=\"2\"/>").await;
        let entry = |number: i64, text: &str| {
            chat(BOB, number, text).replace("grpchat i", "msg i").replace("/grpchat", "/msg")
        };
        let messages = [entry(3, "c"), entry(1, "a"), entry(2, "b")].concat();
        peer.reply(envid, "bccontext", &format!("<chanib uri=\"{LOBBY}\">{messages}</chanib>")).await;
    });
    let messages = outcome.expect("history");
    let texts: Vec<_> = messages.iter().map(|m| m.content.as_str()).collect();
    assert_eq!(texts, ["b", "c"], "the newest two, oldest first");
    assert_eq!(messages[0].room_name, "Lobby");
    assert_eq!(session.recent_history(0).await.expect_err("none").code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn comings_and_goings_are_told_and_ones_own_removal_ends_the_session() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    let carl = "sip:carl@contoso.test";
    let arrives = format!(
        "<ntc id=\"ntc:join\" seqid=\"1\"><data><uib uri=\"{carl}\" disp=\"Carl\"><aib key=\"7552\" domain=\"contoso.test\" \
         value=\"{LOBBY_ID}\"/></uib></data></ntc>"
    );
    peer.document(&arrives).await;
    let leaves = |user: &str| {
        format!(
            "<ntc id=\"ntc:part\" seqid=\"1\"><data><chanib uri=\"{LOBBY}\"><uib uri=\"{user}\"/></chanib></data></ntc>"
        )
    };
    peer.document(&leaves(BOB)).await;
    let mut changes = Vec::new();
    while changes.len() < 2 {
        if let SessionEvent::ParticipantAttendanceChanged(change) = program.session_event().await {
            changes.push(change);
        }
    }
    assert_eq!((changes[0].participant.uri.as_str(), changes[0].is_active), (carl, true));
    assert!(changes[0].participant.is_presenter);
    assert_eq!((changes[1].participant.uri.as_str(), changes[1].is_active), (BOB, false));
    let uris: Vec<_> = session.participants().into_iter().map(|p| p.uri).collect();
    assert_eq!(uris, [ANN, carl]);

    peer.document(&leaves(ANN)).await;
    let reason = program.session_state(SessionState::Idle).await.expect("a reason");
    assert_eq!(reason.code(), ErrorCode::ErrorPermission);
    assert_eq!(session.state(), SessionState::Idle);
}

#[tokio::test]
async fn rooms_are_found_by_criteria_and_by_role() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, _session, mut peer) = joined(&program, &server).await;
    let services = endpoint.services();
    let query = RoomQuery { criteria: "lob".into(), search_description: true, ..RoomQuery::default() };
    let (outcome, ()) = tokio::join!(services.browse_by_criteria(query), async {
        let envid = peer.command("criteria=\"lob\" extended=\"true\"").await;
        let room = format!(
            "<chanib uri=\"{LOBBY}\" name=\"Lobby\" description=\"d\"><info id=\"urn:parlano:ma:info:ucnt\">2</info>\
             <info id=\"urn:parlano:ma:info:visibilty\">SCOPE</info></chanib>"
        );
        peer.reply(envid, "chansrch", &room).await;
    });
    let rooms = outcome.expect("rooms");
    assert_eq!(rooms.len(), 1);
    assert_eq!((rooms[0].participant_count, rooms[0].privacy), (Some(2), Some(ChatRoomPrivacy::Closed)));

    for (manager, word) in [(false, "type=\"MEMBER\""), (true, "type=\"MANAGER\"")] {
        let browse = async {
            if manager {
                services.browse_chat_rooms_i_manage(1).await
            } else {
                services.browse_my_chat_rooms(1).await
            }
        };
        let (outcome, ()) = tokio::join!(browse, async {
            let envid = peer.command(word).await;
            let rooms =
                format!("<chanib uri=\"{LOBBY}\" name=\"Lobby\"/><chanib uri=\"ma-chan://x/2\" name=\"B\"/>");
            peer.reply(envid, "getassociations", &rooms).await;
        });
        assert_eq!(outcome.expect("rooms").len(), 1, "at most one was asked for");
    }
}
