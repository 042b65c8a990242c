//! Messages of a room.

use super::Timestamp;

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
    /// The plain text. Lines end with `\n`.
    pub content: String,
    /// The RTF twin of the text, when the author sent one.
    pub rtf_content: Option<String>,
    /// Of high importance.
    pub is_alert: bool,
}

/// A message to post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutboundMessage {
    /// The plain text, not empty. Lines end with `\n`; the limit is `ServerConfiguration::message_size_limit` in bytes.
    pub text: String,
    /// Of high importance: clients show it with a sound.
    pub is_alert: bool,
}
