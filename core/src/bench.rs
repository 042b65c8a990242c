//! A recorded stream put into the program's queue without a network, for measuring what the way from there into a language costs.
//!
//! Compiled only with the feature `bench`, which no released library has. `tests/bench` uses it.

use crate::api::{ChatMessage, Error, ErrorCode, Result, Session, SessionEvent};
use crate::client::chat_message;
use crate::platform::Item;
use crate::sip::{Frame, Framer, Limits};
use crate::xccos;
use std::sync::{Arc, Mutex, PoisonError};

/// As many messages as one read of the socket carries; the endpoint hands them over together.
const AT_ONCE: usize = 48;

static RECORDING: Mutex<Option<Arc<[ChatMessage]>>> = Mutex::new(None);

/// Reads the stream that a server sent, recorded in this file, with the client's own readers, and keeps its chat messages for
/// [`replay`]. `Io` when the file cannot be read, `ProtocolViolation` when it is no recording.
pub fn load(path: &str) -> Result<()> {
    let stream = std::fs::read(path)
        .map_err(|e| Error::new(ErrorCode::Io, format!("cannot read the recording {path}: {e}")))?;
    let broken = |why: String| Error::new(ErrorCode::ProtocolViolation, format!("{path}: {why}"));
    let mut framer = Framer::new(Limits::default());
    let mut messages = Vec::new();
    for piece in stream.chunks(16 * 1024) {
        framer.push(piece);
        while let Some(frame) = framer.next().map_err(|e| broken(e.to_string()))? {
            let Frame::Message(message) = frame else {
                return Err(broken("there is something in it that is no message".to_owned()));
            };
            let document = xccos::Envelope::parse(message.body(), &xccos::Limits::default())
                .map_err(|e| broken(e.to_string()))?;
            messages.extend(document.items.into_iter().filter_map(|item| match item {
                xccos::Item::GroupChat(mut message) => {
                    let author_name = message.author_name.take();
                    Some(chat_message(*message, "Lobby".to_owned(), author_name))
                }
                _ => None,
            }));
        }
    }
    if messages.is_empty() {
        return Err(broken("there is no chat message in it".to_owned()));
    }
    *RECORDING.lock().unwrap_or_else(PoisonError::into_inner) = Some(messages.into());
    Ok(())
}

/// Lets a session tell `count` messages of the recording, which begins again when it is over, as fast as the program takes them: on a
/// thread of the library, through the endpoint's bounded mailbox. Returns at once. `InvalidOperation` before [`load`].
pub fn replay(session: &Session, count: usize) -> Result<()> {
    let recording = RECORDING.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let recording =
        recording.ok_or_else(|| Error::new(ErrorCode::InvalidOperation, "no recording was loaded"))?;
    let endpoint = session.endpoint();
    let platform = endpoint.platform().clone();
    let session = session.clone();
    platform.spawn(async move {
        // The first step runs on the caller's thread.
        tokio::task::yield_now().await;
        let mailbox = endpoint.mailbox();
        let mut left = count;
        let mut messages = recording.iter().cycle();
        while left > 0 {
            let room = mailbox.room().min(left).min(AT_ONCE);
            if room == 0 {
                mailbox.wait_for_room().await;
                continue;
            }
            left -= room;
            let items = messages.by_ref().take(room).map(|message| Item::SessionEvent {
                session: session.clone(),
                event: SessionEvent::MessageReceived(message.clone()),
            });
            mailbox.push_events(items.collect());
        }
    })?;
    Ok(())
}
