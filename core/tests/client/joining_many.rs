//! Many rooms at once (spec: xccos.md 3.1, 4.5, 9.2).

use crate::asking::Asking;
use crate::program::settings;
use crate::scripted::{ANN, LOBBY, LOBBY_ID, Server};
use pchat_core::api::{EndpointSettings, ErrorCode, JoinRooms, Session, SessionEvent, SessionState};

fn room(number: u32) -> String {
    format!("ma-chan://contoso.test/{number:08}-2222-3333-4444-555555555555")
}

fn guid(number: u32) -> String {
    format!("{number:08}-2222-3333-4444-555555555555")
}

fn rooms(uris: &[&str]) -> JoinRooms {
    JoinRooms { room_uris: uris.iter().map(ToString::to_string).collect() }
}

fn described(uri: &str, name: &str) -> String {
    format!("<chanib uri=\"{uri}\" name=\"{name}\"><aib key=\"3456\" value=\"0,1\"/></chanib>")
}

const PEOPLE: &str =
    "<uib id=\"0\" uri=\"sip:ann@contoso.test\"/><uib id=\"1\" uri=\"sip:bob@contoso.test\"/>";

#[tokio::test]
async fn what_can_be_joined_is_joined_and_the_rest_says_why() {
    let mut asking = Asking::start().await;
    let (one, two, three) = (room(1), room(2), room(3));
    let endpoint = asking.endpoint.clone();
    let asked =
        rooms(&[LOBBY, "nonsense", &one, &two, &one.to_uppercase().replace("MA-CHAN", "ma-chan"), &three]);
    let (outcome, ()) = tokio::join!(endpoint.join_rooms(asked), async {
        let key =
            |key: u32, id: &str| format!("<chanid key=\"{key}\" domain=\"contoso.test\" value=\"{id}\"/>");
        let keys = [key(0, LOBBY_ID), key(1, &guid(1)), key(2, &guid(2)), key(3, &guid(3))].concat();
        let peer = &mut asking.peer;
        let envid =
            peer.command(&format!("<cmd id=\"cmd:bjoin\" seqid=\"1\"><data>{keys}</data></cmd>")).await;
        let answer = format!(
            "{PEOPLE}{}{}<fib key=\"OPERATION_FAILED\" value=\"{}\" domain=\"contoso.test\"/>\
             <fib key=\"NODE_DISABLED\" value=\"{}\" domain=\"contoso.test\"/>",
            described(&three, "Three"),
            described(LOBBY, "Lobby"),
            guid(1),
            guid(2)
        );
        peer.reply(envid, "bjoin", &answer).await;
        // The batch does not say why, so the room is asked for alone.
        let alone = format!("<cmd id=\"cmd:join\" seqid=\"1\"><data>{}</data></cmd>", key(0, &guid(1)));
        let envid = peer.command(&alone).await;
        peer.reply_with(envid, "join", 403, "ERROR_PERMISSION", "").await;
    });
    let joined = outcome.expect("an answer");
    let names: Vec<_> = joined.sessions().iter().filter_map(Session::properties).map(|it| it.name).collect();
    assert_eq!(names, ["Lobby", "Three"], "in the order in which they were named");
    let failures = joined.failures();
    let told: Vec<_> = failures.iter().map(|it| (it.room_uri.as_str(), it.reason.code())).collect();
    assert_eq!(
        told,
        [
            ("nonsense", ErrorCode::BadArgument),
            (&one, ErrorCode::ErrorPermission),
            (&two, ErrorCode::NodeDisabled),
            (&failures[3].room_uri, ErrorCode::InvalidOperation),
        ]
    );
    assert!(failures[1].reason.message().contains(&one), "{}", failures[1].reason);
    for session in joined.sessions() {
        assert_eq!((session.state(), session.participants().len()), (SessionState::Established, 2));
        assert_eq!(session.endpoint().identity(), endpoint.identity());
    }
    assert_eq!(endpoint.active_sessions().len(), 2);
    // Sessions that nobody got tell nothing.
    for _ in 0..2 {
        match asking.program.session_event().await {
            SessionEvent::StateChanged(change) => assert_eq!(change.state, SessionState::Established),
            other => panic!("{other:?}"),
        }
    }
    let found = endpoint.session_by_uri(LOBBY).expect("a URI").expect("joined");
    assert_eq!(found.identity(), joined.sessions()[0].identity());

    // Again: the one is joined, the others may be tried again.
    let (outcome, ()) = tokio::join!(endpoint.join_rooms(rooms(&[LOBBY, &two])), async {
        let envid = asking.peer.command("\"cmd:join\"").await;
        asking.peer.reply_with(envid, "join", 410, "NODE_DISABLED", "").await;
    });
    let again = outcome.expect("an answer");
    let codes: Vec<_> = again.failures().iter().map(|it| it.reason.code()).collect();
    assert_eq!(codes, [ErrorCode::InvalidOperation, ErrorCode::NodeDisabled]);
    assert!(again.sessions().is_empty());
    assert!(endpoint.join_rooms(JoinRooms::default()).await.expect("nothing to do").sessions().is_empty());
}

#[tokio::test]
async fn very_many_rooms_go_in_several_documents() {
    let mut asking = Asking::start().await;
    let uris: Vec<String> = (0..450).map(room).collect();
    let endpoint = asking.endpoint.clone();
    let (outcome, ()) = tokio::join!(endpoint.join_rooms(JoinRooms { room_uris: uris.clone() }), async {
        for part in uris.chunks(200) {
            let last = part.last().and_then(|uri| uri.rsplit('/').next()).expect("a room");
            let envid = asking
                .peer
                .command(&format!("key=\"{}\" domain=\"contoso.test\" value=\"{last}\"", part.len() - 1))
                .await;
            let described: String = part.iter().map(|uri| described(uri, uri)).collect();
            asking.peer.reply(envid, "bjoin", &format!("{PEOPLE}{described}")).await;
        }
    });
    let joined = outcome.expect("joined");
    let told: Vec<_> =
        joined.sessions().iter().filter_map(Session::properties).map(|it| it.room_uri).collect();
    assert_eq!(told, uris);
}

#[tokio::test]
async fn a_batch_that_is_refused_as_a_whole_fails_and_leaves_nothing_behind() {
    let mut asking = Asking::start().await;
    let (one, two) = (room(1), room(2));
    let endpoint = asking.endpoint.clone();
    let batch = || endpoint.join_rooms(rooms(&[&one, &two]));
    let refused = asking.refuse(batch(), "bjoin", 405, "MSG_NOT_SUPPORTED").await;
    assert_eq!(refused.expect_err("refused").code(), ErrorCode::MsgNotSupported);
    assert!(endpoint.active_sessions().is_empty());
    let answer = format!("{PEOPLE}{}{}", described(&one, "1"), described(&two, "2"));
    let (outcome, ()) = tokio::join!(batch(), async {
        let envid = asking.peer.command("cmd:bjoin").await;
        asking.peer.reply(envid, "bjoin", &answer).await;
    });
    assert_eq!(outcome.expect("free again").sessions().len(), 2);
}

#[tokio::test]
async fn a_batch_that_nobody_waits_for_is_undone() {
    let mut asking = Asking::start().await;
    let (one, two) = (room(1), room(2));
    let endpoint = asking.endpoint.clone();
    let envid = tokio::select! {
        envid = asking.peer.command("cmd:bjoin") => envid,
        outcome = endpoint.join_rooms(rooms(&[&one, &two])) => panic!("not answered yet: {outcome:?}"),
    };
    let answer = format!("{PEOPLE}{}{}", described(&one, "1"), described(&two, "2"));
    asking.peer.reply(envid, "bjoin", &answer).await;
    for uri in [&one, &two] {
        asking.peer.command(&format!("<cmd id=\"cmd:part\" seqid=\"1\"><data><chanib uri=\"{uri}\"/>")).await;
    }
    assert!(endpoint.active_sessions().is_empty());
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(session.join(&one), async {
        let envid = asking.peer.command("cmd:join").await;
        asking.peer.reply(envid, "join", &format!("{PEOPLE}{}", described(&one, "1"))).await;
    });
    outcome.expect("it can be joined now");
}

#[tokio::test]
async fn a_batch_that_is_not_answered_fails_with_the_reason() {
    let program = crate::program::Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(EndpointSettings { operation_timeout_ms: 200, ..settings(server.port) });
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), server.accept_established());
    outcome.expect("established");
    let (one, two) = (room(1), room(2));
    let (outcome, envid) = tokio::join!(endpoint.join_rooms(rooms(&[&one, &two])), peer.command("cmd:bjoin"));
    assert_eq!(outcome.expect_err("no answer").code(), ErrorCode::TimedOut);
    // It comes after all: what was joined then is left again.
    peer.reply(envid, "bjoin", &format!("<uib id=\"0\" uri=\"{ANN}\"/>{}", described(&two, "2"))).await;
    peer.command(&format!("<chanib uri=\"{two}\"/>")).await;
    let (outcome, ()) = tokio::join!(endpoint.join_rooms(rooms(&[&one, &two])), async {
        peer.command("cmd:bjoin").await;
        drop(peer);
    });
    assert_eq!(outcome.expect_err("lost").code(), ErrorCode::ConnectionLost);
    assert_eq!(
        endpoint.join_rooms(rooms(&[&one])).await.expect_err("over").code(),
        ErrorCode::EndpointNotEstablished
    );
}
