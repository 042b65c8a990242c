//! Posting a message, and knowing that it arrived.
//!
//! The server takes a post with SIP 200, tells a refusal in a document of its own, and gives the message back to its author like to
//! everybody else. So a post has succeeded as soon as it comes back; a refusal fails it; and when neither comes within a
//! short grace after the 200 it counts as taken, because some servers give nothing back (spec: xccos.md 9.4, 12.5, 12.6).

use super::commands::Answer;
use super::driver::Driver;
use super::operations::Goal;
use super::session::SessionShared;
use super::text::with_plain_line_ends;
use crate::api::{Error, ErrorCode, OutboundMessage};
use crate::xccos::{GroupChat, Timestamp, uri};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// How long a refusal may come after the 200.
const GRACE: Duration = Duration::from_secs(1);

/// The same on a server that was seen to give nothing back: every post waits for it.
const GRACE_WITHOUT_ECHO: Duration = Duration::from_millis(250);

/// A post on its way.
pub(super) struct Post {
    pub(super) room: String,
    /// As it will come back.
    text: String,
    pub(super) answer: Answer<()>,
    /// Set by the SIP 200.
    pub(super) grace_ends: Option<Instant>,
}

/// Whether this server gives posts back to their author.
#[derive(Debug, Default)]
pub(super) struct Echoes {
    seen_missing: bool,
}

impl Echoes {
    pub(super) fn grace(&self) -> Duration {
        if self.seen_missing { GRACE_WITHOUT_ECHO } else { GRACE }
    }
}

impl Driver {
    pub(super) fn post(
        &mut self,
        session: Arc<SessionShared>,
        message: OutboundMessage,
        answer: Answer<()>,
        now: Instant,
    ) {
        let room = match self.room_of(&session) {
            Ok(room) => room,
            Err(error) => {
                let _ = answer.send(Err(error));
                return;
            }
        };
        let text = with_plain_line_ends(message.text);
        let limit = self.message_size_limit;
        if limit > 0 && text.len() > limit {
            let error = Error::new(
                ErrorCode::LimitExceeded,
                format!(
                    "the message has {} bytes and the server takes {limit}; shorten or split it",
                    text.len()
                ),
            );
            let _ = answer.send(Err(error));
            return;
        }
        let stamp = Timestamp::from_system_time(SystemTime::now());
        let mut chat = GroupChat::post(&room, &self.shared.account.uri, stamp, &text);
        chat.alert = message.is_alert.then_some(true);
        self.send_item(chat.into(), Goal::Post(Post { room, text, answer, grace_ends: None }), now);
    }

    /// A message of our own came back: the oldest post with this text has succeeded.
    pub(super) fn note_echo(&mut self, room: &str, text: &str) {
        let found = self
            .operations
            .posts()
            .find(|(_, post)| post.text == text && uri::same(&post.room, room))
            .map(|(envid, _)| envid);
        let Some(envid) = found else { return };
        self.operations.echoes.seen_missing = false;
        if let Some(Goal::Post(post)) = self.operations.take(envid) {
            let _ = post.answer.send(Ok(()));
        }
    }

    /// Neither a refusal nor the message itself came: the 200 counts.
    pub(super) fn post_unechoed(&mut self, envid: u64) {
        if let Some(Goal::Post(post)) = self.operations.take(envid) {
            self.operations.echoes.seen_missing = true;
            let _ = post.answer.send(Ok(()));
        }
    }
}
