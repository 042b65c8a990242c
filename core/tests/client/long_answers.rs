//! Answers that are longer than the endpoint takes, or that cannot be read: they end what they answer and nothing else.

use crate::asking::{Asking, GENERAL};
use crate::scripted::LOBBY;
use pchat_core::api::{ErrorCode, HistoryQuery, Session, SessionState};

const OTHER: &str = "ma-chan://contoso.test/22222222-2222-3333-4444-555555555555";

/// As long as what the server may send at most by default.
const DEFAULT: usize = 8 << 20;

fn padding(length: usize) -> String {
    format!("<chanib uri=\"{LOBBY}\" name=\"{}\"/>", "x".repeat(length))
}

#[tokio::test]
async fn an_answer_that_is_too_long_fails_its_own_operation() {
    let mut asking = Asking::start().await;
    let services = asking.endpoint.services();
    let (long, fits) = (padding(DEFAULT), padding(DEFAULT - 1_000));
    let search = |most: u32| {
        format!(
            "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" maxResults=\"{most}\" category=\"{GENERAL}\"/>"
        )
    };
    let refused = asking.ask(services.browse_by_category(GENERAL, 1), "chansrch", &search(1), &long).await;
    let error = refused.expect_err("too long");
    assert_eq!(error.code(), ErrorCode::LimitExceeded);
    for part in ["looking for the rooms of the category", "max_body_bytes", "8388608"] {
        assert!(error.message().contains(part), "{part} is missing: {error}");
    }
    let found = asking.ask(services.browse_by_category(GENERAL, 2), "chansrch", &search(2), &fits).await;
    assert_eq!(found.expect("the endpoint goes on").len(), 1);
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_fails_its_own_operation_at_once() {
    let mut asking = Asking::start().await;
    let services = asking.endpoint.services();
    let search = format!(
        "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" maxResults=\"1\" category=\"{GENERAL}\"/>"
    );
    let refused =
        asking.ask(services.browse_by_category(GENERAL, 1), "chansrch", &search, "<chanib uri=></x>").await;
    let error = refused.expect_err("not readable");
    assert_eq!(error.code(), ErrorCode::ProtocolViolation);
    assert!(error.message().contains("cannot be read"), "{error}");
}

#[tokio::test]
async fn a_join_whose_answer_is_too_long_is_taken_back() {
    let mut asking = Asking::start().await;
    let session = Session::new(&asking.endpoint).expect("a session");
    let answering = async {
        let envid = asking.peer.command("\"cmd:join\"").await;
        asking.peer.reply(envid, "join", &padding(DEFAULT)).await;
        asking.peer.command("\"cmd:part\"").await;
    };
    let (joined, ()) = tokio::join!(session.join(LOBBY), answering);
    assert_eq!(joined.expect_err("too long").code(), ErrorCode::LimitExceeded);
    assert_eq!(session.state(), SessionState::Idle);
}

#[tokio::test]
async fn a_room_that_an_answer_had_no_space_for_is_asked_for_by_itself() {
    let mut asking = Asking::start().await;
    let services = asking.endpoint.services();
    let query =
        HistoryQuery { room_uris: vec![LOBBY.into(), OTHER.into()], limit: 9, ..HistoryQuery::default() };
    let message = format!(
        "<msg id=\"grpchat\" ver=\"1.2\" author=\"sip:bob@contoso.test\" ts=\"2024-01-01T00:00:00Z\" chatId=\"7\" chanUri=\"{OTHER}\"><chat>x</chat></msg>"
    );
    let answering = async {
        let envid = asking.peer.command("\"cmd:bcbydate\"").await;
        let both = format!(
            "<chanib uri=\"{LOBBY}\" cnt=\"0\" exceeded=\"false\"/><chanib uri=\"{OTHER}\" cnt=\"3\" exceeded=\"true\"/>"
        );
        asking.peer.reply(envid, "bcbydate", &both).await;
        let envid = asking.peer.command(&format!("<chanib uri=\"{OTHER}\"/><bcq><limit cnt=\"1\"/>")).await;
        let one = format!("<chanib uri=\"{OTHER}\" cnt=\"3\" exceeded=\"true\">{message}</chanib>");
        asking.peer.reply(envid, "bcbydate", &one).await;
    };
    let (results, ()) = tokio::join!(services.query_history(query), answering);
    let results = results.expect("found");
    assert!(results[0].messages.is_empty() && !results[0].exceeded_server_limit);
    assert_eq!(results[1].messages.iter().map(|message| message.message_id).collect::<Vec<_>>(), [Some(7)]);
    assert!(results[1].exceeded_server_limit);
}
