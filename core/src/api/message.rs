//! Messages of a room.

use super::{MessageBuilder, MessagePart, Timestamp};

/// A message as the server keeps it (the SDK's `ChatMessage`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatMessage {
    /// The message's number, rising within its room; `None` when the server sends none.
    pub message_id: Option<i64>,
    /// The author's SIP URI.
    pub author_uri: String,
    /// The author's display name, when known.
    pub author_name: Option<String>,
    /// When the server received the message.
    pub timestamp: Timestamp,
    /// The room's URI.
    pub room_uri: String,
    /// The room's name; empty when it is not known.
    pub room_name: String,
    /// The plain text as it was posted, links and the title of a story included. Lines end with `\n`.
    pub content: String,
    /// The RTF twin of the text, when the author sent one.
    pub rtf_content: Option<String>,
    /// Of high importance.
    pub is_alert: bool,
}

impl ChatMessage {
    /// What the plain text is made of: text, links, faces, files, the title of a story. Found out anew by each call.
    pub fn parts(&self) -> Vec<MessagePart> {
        MessageBuilder::parse(&self.content)
    }

    /// What the RTF twin is made of; empty without one. Found out anew by each call.
    pub fn rtf_parts(&self) -> Vec<MessagePart> {
        MessageBuilder::parse_rtf(self.rtf_content.clone())
    }

    /// The title of a story; `None` for other messages.
    pub fn story_title(&self) -> Option<String> {
        MessageBuilder::story_title_of(&self.content)
    }
}

/// A message to post: plain or alert, story or not, with an RTF twin or without (the SDK's eight sends).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboundMessage {
    /// The plain text, not empty. Lines end with `\n`; the limit is `ServerConfiguration::message_size_limit` in bytes, for a story
    /// `ServerConfiguration::story_size_limit`, its title included. Links and faces are what `MessageBuilder` makes.
    ///
    /// The wire has no escape: who receives a text that begins with `[STORY]…[/STORY]` reads a story, and `<a href="…">` and `ma-filelink:` in
    /// it are read as links, whoever wrote them. A program that passes on what others typed decides itself what to do with these.
    pub text: String,
    /// The same text as an RTF document, for clients that show it; `None` sends none. It begins with `{\rtf`, its braces balance,
    /// and it has at most 1 MiB. Servers have limits of their own that they do not tell: pchatd takes eight times the limit of the text,
    /// 256 KiB at first.
    pub rtf: Option<String>,
    /// Makes it a story, a long text under a title: one line, not empty.
    pub story_title: Option<String>,
    /// Of high importance: clients show it with a sound.
    pub is_alert: bool,
}
