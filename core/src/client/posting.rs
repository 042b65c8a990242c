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
use crate::api::{Error, ErrorCode, OutboundMessage, Result};
use crate::messages;
use crate::xccos::{GroupChat, Story, Timestamp, uri};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// How long a refusal may come after the 200.
const GRACE: Duration = Duration::from_secs(1);

/// The same on a server that was seen to give nothing back: every post waits for it.
const GRACE_WITHOUT_ECHO: Duration = Duration::from_millis(250);

/// A message that was checked, as the wire has it.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    text: String,
    rtf: Option<String>,
    is_alert: bool,
}

/// Everything about a message that can be checked without the server. `BadArgument` says what is wrong.
pub(crate) fn checked(message: OutboundMessage) -> Result<Outgoing> {
    let refused = |what: String| Error::new(ErrorCode::BadArgument, what);
    if message.text.is_empty() {
        return Err(refused("the message is empty".into()));
    }
    if message.text.contains('\0') {
        return Err(refused("the message has a NUL character in it; leave it out".into()));
    }
    if let Some(rtf) = &message.rtf {
        messages::check_rtf(rtf).map_err(refused)?;
    }
    let text = with_plain_line_ends(message.text);
    let text = messages::with_story(message.story_title.as_deref(), text).map_err(refused)?;
    Ok(Outgoing { text, rtf: message.rtf, is_alert: message.is_alert })
}

/// A post on its way.
pub(super) struct Post {
    pub(super) room: String,
    /// As it will come back.
    text: String,
    pub(super) answer: Answer<()>,
    /// Set by the SIP 200.
    pub(super) grace_ends: Option<Instant>,
    /// The author has left the room since: nothing comes back any more.
    pub(super) author_left: bool,
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
        message: Outgoing,
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
        let Outgoing { text, rtf, is_alert } = message;
        let (limit, what) = if Story::is_announced(&text) {
            (self.story_size_limit, "story")
        } else {
            (self.message_size_limit, "message")
        };
        if limit > 0 && text.len() > limit {
            let error = Error::new(
                ErrorCode::LimitExceeded,
                format!(
                    "the {what} has {} bytes and the server takes {limit}; shorten or split it",
                    text.len()
                ),
            );
            let _ = answer.send(Err(error));
            return;
        }
        let stamp = Timestamp::from_system_time(SystemTime::now());
        let mut chat = GroupChat::post(&room, &self.shared.account.uri, stamp, &text);
        chat.alert = is_alert.then_some(true);
        chat.rtf = rtf;
        self.send_item(
            chat.into(),
            Goal::Post(Post { room, text, answer, grace_ends: None, author_left: false }),
            now,
        );
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
            // Who is out of the room gets nothing back from any server.
            self.operations.echoes.seen_missing |=
                !post.author_left && self.rooms.get_mut(&post.room).is_some();
            let _ = post.answer.send(Ok(()));
        }
    }

    /// The user has left the room. Posts that the server took before that count as posted: had it refused one, it would have said so
    /// before it answered the leaving.
    pub(super) fn note_author_left(&mut self, room: &str) {
        let posts = self.operations.posts().filter(|(_, post)| uri::same(&post.room, room));
        let posts: Vec<u64> = posts.map(|(envid, _)| envid).collect();
        for envid in posts {
            let was_taken = self.operations.change(envid, |pending| match &mut pending.goal {
                Goal::Post(post) => {
                    post.author_left = true;
                    post.grace_ends.is_some()
                }
                _ => false,
            });
            if was_taken == Some(true) {
                self.post_unechoed(envid);
            }
        }
    }
}
