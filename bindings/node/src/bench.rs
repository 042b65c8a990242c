//! Events without a network, to measure what their way into JavaScript costs.

use crate::generated::NativeSession;
use crate::json::thrown;
use napi::Result;
use napi_derive::napi;
use pchat_core::api::{ChatMessage, SessionEvent, Timestamp};

/// Lets a session tell `count` messages as fast as they are taken.
#[napi]
pub(crate) fn flood(session: &NativeSession, count: u32) -> Result<()> {
    let (platform, session) = (session.host.platform()?.clone(), session.it.clone());
    let message = ChatMessage {
        message_id: Some(1),
        author_uri: "sip:ann.example@example.com".into(),
        author_name: Some("Ann Example".into()),
        timestamp: Timestamp::now(),
        room_uri: "ma-chan://example.com/95be404d-0a32-444a-94f1-cea8f0cfb03c".into(),
        room_name: "Lobby".into(),
        content: "a message of a usual length, which is some eighty characters of plain text, no more".into(),
        rtf_content: None,
        is_alert: false,
    };
    let telling = async move {
        let endpoint = session.endpoint();
        for _ in 0..count {
            let event = SessionEvent::MessageReceived(message.clone());
            endpoint.mailbox().push_session_event(session.clone(), event).await;
        }
    };
    platform.spawn(telling).map_err(thrown)?;
    Ok(())
}
