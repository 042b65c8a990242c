//! What happens to a room while the user is in it: privileges, properties, being taken out of it.

use crate::program::{Program, joined};
use crate::scripted::{ANN, LOBBY, LOBBY_ID, Peer, Server, chat};
use pchat_core::api::{
    AddIn, ChatRoomPropertiesChanged, ErrorCode, ParticipantPrivilegeChanged, SessionEvent, SessionState,
};

const BOB: &str = "sip:bob@contoso.test";

/// A notice, in the shape of spec: xccos.md 9.2 and 9.5.
async fn notice(peer: &mut Peer, id: &str, data: &str) {
    peer.document(&format!("<ntc id=\"ntc:{id}\" seqid=\"1\"><data>{data}</data></ntc>")).await;
}

/// `uib` with his permissions in the lobby.
fn with_rights(user: &str, key: u32) -> String {
    format!("<uib uri=\"{user}\"><aib key=\"{key}\" domain=\"contoso.test\" value=\"{LOBBY_ID}\"/></uib>")
}

/// `chanib` with who left.
fn left_by(user: &str) -> String {
    format!("<chanib uri=\"{LOBBY}\"><uib uri=\"{user}\"/></chanib>")
}

async fn privilege(program: &Program) -> ParticipantPrivilegeChanged {
    match program.session_event().await {
        SessionEvent::ParticipantPrivilegeChanged(change) => change,
        other => panic!("{other:?}"),
    }
}

async fn change(program: &Program) -> ChatRoomPropertiesChanged {
    match program.session_event().await {
        SessionEvent::ChatRoomPropertiesChanged(change) => *change,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn privileges_of_participants_are_told_with_what_they_are_now() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    // The ids are guesses, so all that go by structure count (spec: xccos.md 3.2): 3456 member, 7552 presenter, 11652 manager.
    for (id, user, key, is_manager, is_presenter) in [
        ("permmodify", BOB, 3456, false, false),
        ("userperm", BOB, 7552, false, true),
        ("aib", BOB, 11652 + 4096, true, true),
        ("join", BOB, 11652, true, false),
        ("permmodify", ANN, 11652, true, false),
    ] {
        notice(&mut peer, id, &with_rights(user, key)).await;
        let told = privilege(&program).await;
        assert_eq!((told.room_uri.as_str(), told.participant.uri.as_str()), (LOBBY, user));
        assert_eq!((told.participant.is_manager, told.participant.is_presenter), (is_manager, is_presenter));
        let known = session.participants().into_iter().find(|it| it.uri == user);
        assert_eq!(known.as_ref(), Some(&told.participant), "{id}");
    }
    assert!(session.properties().is_some_and(|it| it.can_manage && it.can_chat));
    // His own permission to post is no role, and he has to know.
    notice(&mut peer, "permmodify", &with_rights(ANN, 11652 - 256)).await;
    assert!(privilege(&program).await.participant.is_manager);
    assert!(session.properties().is_some_and(|it| it.can_manage && !it.can_chat));
    // Nothing new is not told, nor what another one may do that no role is: the next event is the message.
    notice(&mut peer, "permmodify", &with_rights(BOB, 11652)).await;
    notice(&mut peer, "permmodify", &with_rights(BOB, 11652 + 16)).await;
    peer.document(&chat(BOB, 1, "next")).await;
    assert!(matches!(program.session_event().await, SessionEvent::MessageReceived(_)));
}

#[tokio::test]
async fn changes_of_the_room_are_told_with_old_and_new_values() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, session, mut peer) = joined(&program, &server).await;
    notice(&mut peer, "chanmodify", &format!("<chanib uri=\"{LOBBY}\" name=\"Foyer\" description=\"d\"/>"))
        .await;
    let told = change(&program).await;
    assert_eq!((told.room_uri.as_str(), &told.changed[..]), (LOBBY, &["name".to_string()][..]));
    assert_eq!((told.old_properties.name.as_str(), told.new_properties.name.as_str()), ("Lobby", "Foyer"));
    assert_eq!(session.properties(), Some(told.new_properties));
    assert!(endpoint.session_by_name("foyer").expect("a name").is_some());

    let category = "ma-cat://contoso.test/77777777-2222-3333-4444-555555555555";
    let everything = format!(
        "<chanib uri=\"{LOBBY}\" description=\"new\" topic=\"x\" parent=\"{category}\" behavior=\"AUDITORIUM\" siopid=\"a-1\" \
         siopname=\"Board\" siopurl=\"https://board.test/\"><info id=\"urn:parlano:ma:info:visibility\">private</info>\
         <prop id=\"urn:parlano:ma:prop:logged\">False</prop><prop id=\"urn:parlano:ma:prop:filepost\">true</prop>\
         <prop id=\"urn:parlano:ma:prop:invite\">true</prop></chanib>"
    );
    notice(&mut peer, "chanmod", &everything).await;
    let told = change(&program).await;
    assert_eq!(
        told.changed,
        [
            "description",
            "topic",
            "parent_category_uri",
            "add_in",
            "is_auditorium",
            "is_file_post_allowed",
            "is_invite",
            "is_logged",
            "visible_only_to_members",
            "can_chat"
        ]
    );
    let (old, new) = (told.old_properties, told.new_properties);
    let board = AddIn { add_in_id: "a-1".into(), name: "Board".into(), url: "https://board.test/".into() };
    assert_eq!((old.add_in, new.add_in), (None, Some(board)));
    assert_eq!((old.parent_category_uri, new.parent_category_uri.as_deref()), (None, Some(category)));
    assert!(old.can_chat && !new.can_chat && new.is_auditorium && !new.is_logged && old.is_logged);

    // The add-in is taken away, and a notice that changes nothing is not told.
    notice(&mut peer, "chanmodify", &format!("<chanib uri=\"{LOBBY}\" siopid=\"\"/>")).await;
    assert_eq!(change(&program).await.changed, ["add_in"]);
    notice(&mut peer, "chanmodify", &format!("<chanib uri=\"{LOBBY}\" topic=\"x\"/>")).await;
    notice(&mut peer, "permmodify", &with_rights(ANN, 7552)).await;
    assert!(privilege(&program).await.participant.is_presenter);
    assert!(session.properties().is_some_and(|it| it.can_chat), "a presenter of an auditorium");
}

#[tokio::test]
async fn who_is_removed_or_whose_room_is_disabled_is_out_and_hears_nothing_more() {
    let disabled = format!("<chanib uri=\"{LOBBY}\" disabled=\"true\"/>");
    let left_disabled = left_by(ANN).replace("<uib", "x<uib").replace("\">x", "\" disabled=\"true\">");
    for (id, data, reason, words) in [
        ("part", left_by(ANN), ErrorCode::ErrorPermission, "membership was withdrawn"),
        ("kick", left_by(ANN), ErrorCode::ErrorPermission, "'Lobby'"),
        ("chanmodify", disabled, ErrorCode::NodeDisabled, "was disabled"),
        ("part", left_disabled, ErrorCode::NodeDisabled, "'Lobby'"),
    ] {
        let program = Program::start();
        let server = Server::start().await;
        let (endpoint, session, mut peer) = joined(&program, &server).await;
        notice(&mut peer, id, &data).await;
        let told = program.session_state(SessionState::Idle).await.expect("a reason");
        assert_eq!(told.code(), reason, "{id}");
        assert!(told.message().contains(words), "{told}");
        assert_eq!(session.state(), SessionState::Idle);
        assert!(session.properties().is_none() && session.participants().is_empty());
        assert!(endpoint.active_sessions().is_empty());
        for error in [
            session.send_text("x").await.expect_err("out"),
            session.leave().await.expect_err("out"),
            session.hidden_participants().await.expect_err("out"),
        ] {
            assert_eq!(error.code(), ErrorCode::SessionState);
        }
        // Late notices and messages say nothing to anybody; the next event is about the new join.
        peer.document(&chat(BOB, 9, "late")).await;
        notice(&mut peer, "part", &left_by(BOB)).await;
        notice(&mut peer, "part", &left_by(ANN)).await;
        notice(&mut peer, "join", &with_rights(BOB, 3456)).await;
        notice(&mut peer, "chanmodify", &format!("<chanib uri=\"{LOBBY}\" name=\"Late\"/>")).await;
        notice(&mut peer, "quit", &format!("<uib uri=\"{BOB}\"/>")).await;
        let (outcome, ()) = tokio::join!(session.join(LOBBY), peer.let_join());
        outcome.expect("the same session may join again");
        for state in [SessionState::Establishing, SessionState::Established] {
            match program.session_event().await {
                SessionEvent::StateChanged(change) => assert_eq!(change.state, state),
                other => panic!("late: {other:?}"),
            }
        }
        assert_eq!(session.properties().expect("joined").name, "Lobby");
    }
}

#[tokio::test]
async fn being_removed_while_leaving_or_posting_ends_each_operation_once() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    let (left, posted, ()) = tokio::join!(session.leave(), session.send_text("bye"), async {
        let envid = peer.command("cmd:part").await;
        notice(&mut peer, "part", &left_by(ANN)).await;
        peer.reply_with(envid, "part", 411, "USER_NOT_JOINED", "").await;
    });
    left.expect("whoever is out has left");
    assert_eq!(posted.expect_err("leaving").code(), ErrorCode::SessionState);
    let reason = program.session_state(SessionState::Idle).await.expect("a reason");
    assert_eq!(reason.code(), ErrorCode::ErrorPermission);
    let (outcome, ()) = tokio::join!(session.join(LOBBY), peer.let_join());
    outcome.expect("joined again");
    program.session_state(SessionState::Established).await;
    assert_eq!(session.state(), SessionState::Established, "the late answer has not ended the new stay");
}
