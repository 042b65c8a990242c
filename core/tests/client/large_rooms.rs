//! Large rooms: who is there is not told (spec: sdk.md 13, xccos.md 12.22).

use crate::asking::Asking;
use crate::scripted::{ANN, LOBBY, LOBBY_ID, Peer};
use pchat_core::api::{ErrorCode, Session, SessionEvent, SessionState};

const BOB: &str = "sip:bob@contoso.test";

/// The answer to a join that says how many are in the room, and of whom nothing.
fn large(count: u32, behavior: &str) -> String {
    format!(
        "<chanib uri=\"{LOBBY}\" name=\"Lobby\" behavior=\"{behavior}\"><info id=\"urn:parlano:ma:info:ucnt\">{count}</info></chanib>"
    )
}

async fn answer_join(peer: &mut Peer, data: &str) {
    let key = format!("<chanid key=\"0\" domain=\"contoso.test\" value=\"{LOBBY_ID}\"/>");
    let envid = peer.command(&format!("<cmd id=\"cmd:join\" seqid=\"1\"><data>{key}</data></cmd>")).await;
    peer.reply(envid, "join", data).await;
}

/// The question that follows when not even the user's own permissions are told.
async fn answer_rights(peer: &mut Peer, key: u32) {
    let asks =
        format!("<cmd id=\"cmd:getnodesperm\" seqid=\"1\"><data><chanib uri=\"{LOBBY}\"/></data></cmd>");
    let envid = peer.command(&asks).await;
    peer.reply(envid, "getnodesperm", &format!("<aib key=\"{key}\"/>")).await;
}

async fn in_large_room(asking: &mut Asking, data: &str, key: u32) -> Session {
    let session = Session::new(&asking.endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(session.join(LOBBY), answer_join(&mut asking.peer, data));
    outcome.expect("joined");
    answer_rights(&mut asking.peer, key).await;
    asking.program.session_state(SessionState::Established).await;
    session
}

async fn changed(asking: &Asking) -> Vec<String> {
    match asking.program.session_event().await {
        SessionEvent::ChatRoomPropertiesChanged(change) => change.changed,
        other => panic!("{other:?}"),
    }
}

async fn notice(peer: &mut Peer, id: &str, data: &str) {
    peer.document(&format!("<ntc id=\"ntc:{id}\" seqid=\"1\"><data>{data}</data></ntc>")).await;
}

#[tokio::test]
async fn the_roster_of_a_large_room_is_unknown_and_can_be_asked_for() {
    let mut asking = Asking::start().await;
    // In an auditorium only the bits tell whether the user may post: 7552 is a presenter.
    let session = in_large_room(&mut asking, &large(76, "AUDITORIUM"), 7552).await;
    assert_eq!(changed(&asking).await, ["can_chat"]);
    let room = session.properties().expect("joined");
    assert!(room.is_roster_hidden && room.can_chat && room.is_auditorium && !room.can_manage);
    assert!(session.participants().is_empty(), "unknown");
    let asks = format!("<chanib uri=\"{LOBBY}\"/>");
    // Both shapes: permissions inside the people, or people by number inside the room.
    let own = |user: &str, key: u32| {
        format!(
            "<uib uri=\"{user}\" disp=\"N\"><aib key=\"{key}\" domain=\"contoso.test\" value=\"{LOBBY_ID}\"/></uib>"
        )
    };
    let numbered = format!(
        "<uib id=\"0\" uri=\"{BOB}\" disp=\"N\"/><uib id=\"1\" uri=\"{ANN}\" disp=\"N\"/>\
         <chanib uri=\"{LOBBY}\"><aib key=\"7552\" value=\"1\"/><aib key=\"11652\" value=\"0\"/></chanib>"
    );
    for data in [format!("{}{}", own(BOB, 11652), own(ANN, 7552)), numbered] {
        let people =
            asking.ask(session.hidden_participants(), "getusers", &asks, &data).await.expect("people");
        let told: Vec<_> =
            people.iter().map(|it| (it.uri.as_str(), it.is_manager, it.is_presenter)).collect();
        assert_eq!(told, [(ANN, false, true), (BOB, true, false)]);
        assert_eq!(people[0].name.as_deref(), Some("N"));
    }
    let bare = format!("<uib uri=\"{BOB}\"/><uib uri=\"{ANN}\"/><uib uri=\"{BOB}\"/>");
    let people = asking.ask(session.hidden_participants(), "getusers", &asks, &bare).await.expect("people");
    assert_eq!(people.len(), 2);
    let refused =
        asking.refuse(session.hidden_participants(), "getusers", 412, "CANNOT_GET_PARTICIPANT_LIST").await;
    let error = refused.expect_err("refused");
    assert_eq!(error.code(), ErrorCode::CannotGetParticipantList);
    assert!(error.message().contains(LOBBY), "{error}");
}

#[tokio::test]
async fn who_is_alone_is_in_no_large_room() {
    for (data, is_hidden) in [
        (large(1, "NORMAL"), false),
        (large(0, "NORMAL"), false),
        (
            format!(
                "<uib id=\"0\" uri=\"{ANN}\"/>{}",
                large(1, "NORMAL").replace("<info", "<aib key=\"3456\" value=\"0\"/><info")
            ),
            false,
        ),
        (
            format!(
                "<uib id=\"0\" uri=\"{ANN}\"/>{}",
                large(80, "NORMAL").replace("<info", "<aib key=\"3456\" value=\"0\"/><info")
            ),
            true,
        ),
    ] {
        let mut asking = Asking::start().await;
        let session = Session::new(&asking.endpoint).expect("a session");
        let (outcome, ()) = tokio::join!(session.join(LOBBY), answer_join(&mut asking.peer, &data));
        outcome.expect("joined");
        assert_eq!(session.properties().map(|it| it.is_roster_hidden), Some(is_hidden), "{data}");
    }
}

#[tokio::test]
async fn a_room_that_is_small_again_has_its_roster_back() {
    let mut asking = Asking::start().await;
    let session = in_large_room(&mut asking, &large(76, "NORMAL"), 3456).await;
    // Somebody goes: the server tells such things again, so the room is no large one any more.
    notice(&mut asking.peer, "part", &format!("<chanib uri=\"{LOBBY}\"><uib uri=\"{BOB}\"/></chanib>")).await;
    match asking.program.session_event().await {
        SessionEvent::ParticipantAttendanceChanged(change) => {
            assert_eq!((change.participant.uri.as_str(), change.is_active), (BOB, false));
        }
        other => panic!("{other:?}"),
    }
    let small = format!(
        "<uib id=\"0\" uri=\"{ANN}\"/><uib id=\"1\" uri=\"sip:carl@contoso.test\"/><chanib uri=\"{LOBBY}\" name=\"Lobby\">\
         <aib key=\"3456\" value=\"0,1\"/><info id=\"urn:parlano:ma:info:ucnt\">2</info></chanib>"
    );
    answer_join(&mut asking.peer, &small).await;
    assert_eq!(changed(&asking).await, ["is_roster_hidden"]);
    let uris: Vec<_> = session.participants().into_iter().map(|it| it.uri).collect();
    assert_eq!(uris, [ANN, "sip:carl@contoso.test"]);
    assert_eq!(session.state(), SessionState::Established);

    // A number that is another one than known: it may be large again.
    notice(&mut asking.peer, "chanmodify", &large(76, "NORMAL")).await;
    answer_join(&mut asking.peer, &large(76, "NORMAL")).await;
    assert_eq!(changed(&asking).await, ["is_roster_hidden"]);
    assert!(session.participants().is_empty());
    // What the user may do is still known: it was told while the room was small.
    assert!(session.properties().is_some_and(|it| it.can_chat && it.is_roster_hidden));
}

#[tokio::test]
async fn who_stays_alone_in_a_large_room_hears_that_it_is_none_any_more() {
    let mut asking = Asking::start().await;
    let session = in_large_room(&mut asking, &large(76, "NORMAL"), 3456).await;
    // As many as are known, since nobody but the user himself is.
    notice(&mut asking.peer, "chanmodify", &large(1, "NORMAL")).await;
    let small = format!(
        "<uib id=\"0\" uri=\"{ANN}\"/><chanib uri=\"{LOBBY}\" name=\"Lobby\"><aib key=\"3456\" value=\"0\"/>\
         <info id=\"urn:parlano:ma:info:ucnt\">1</info></chanib>"
    );
    answer_join(&mut asking.peer, &small).await;
    assert_eq!(changed(&asking).await, ["is_roster_hidden"]);
    assert_eq!(session.participants().len(), 1);
}

#[tokio::test]
async fn privileges_are_told_in_a_large_room_too() {
    let mut asking = Asking::start().await;
    let session = in_large_room(&mut asking, &large(76, "NORMAL"), 3456).await;
    for (user, key) in [(BOB, 11652), (ANN, 11652)] {
        let data = format!(
            "<uib uri=\"{user}\"><aib key=\"{key}\" domain=\"contoso.test\" value=\"{LOBBY_ID}\"/></uib>"
        );
        notice(&mut asking.peer, "permmodify", &data).await;
        match asking.program.session_event().await {
            SessionEvent::ParticipantPrivilegeChanged(change) => {
                assert!(change.participant.uri == user && change.participant.is_manager);
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(session.properties().is_some_and(|it| it.can_manage));
    assert!(session.participants().is_empty(), "still unknown");
}
