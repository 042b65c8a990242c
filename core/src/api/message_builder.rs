//! Composing a message out of parts, and taking one apart.

use super::{ChatEmoticon, ChatRoomSummary, Error, ErrorCode, MessagePart, OutboundMessage, Result};
use crate::messages;
use crate::xccos::Story;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a composed message is besides its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageBuilderSettings {
    /// Of high importance: clients show it with a sound.
    pub is_alert: bool,
    /// Makes it a story, a long text under a title: one line, not empty.
    pub story_title: Option<String>,
}

/// A message made of parts (the SDK's `FormattedOutboundChatMessage`). Cheap to clone: clones are the same message.
///
/// `Session::send_built` posts it. What is appended reads back as the same part; text that spells a link or a face is one, as in
/// every message. Any thread may use it; nothing waits.
#[derive(Clone, Debug)]
pub struct MessageBuilder {
    is_alert: bool,
    story_title: Option<String>,
    content: Arc<Mutex<Content>>,
}

#[derive(Debug)]
struct Content {
    /// With the title.
    text: String,
    /// How much of the text the title takes.
    begin: usize,
    rtf: Option<String>,
}

fn bad(what: impl Into<String>) -> Error {
    Error::new(ErrorCode::BadArgument, what)
}

impl MessageBuilder {
    /// Begins a message. `BadArgument` for a title that is empty, has more than one line, or has `[/STORY]` in it.
    pub fn new(settings: MessageBuilderSettings) -> Result<MessageBuilder> {
        let title = settings.story_title.as_deref();
        let text = messages::with_story(title, String::new()).map_err(bad)?;
        let content = Content { begin: text.len(), text, rtf: None };
        Ok(MessageBuilder {
            is_alert: settings.is_alert,
            story_title: settings.story_title,
            content: Arc::new(Mutex::new(content)),
        })
    }

    /// Appends text. Lines end with `\n`. `BadArgument` when it is empty, has a NUL character, or makes the message begin with `[STORY]`,
    /// which stands for a title. Markup of links in it is not taken away: receivers read `<a href="…">` and `ma-filelink:` as links.
    pub fn append_plain_text(&self, text: &str) -> Result<()> {
        if text.is_empty() {
            return Err(bad("the text to append is empty"));
        }
        self.append(text)
    }

    /// Appends a link: what people read, and where it leads. `BadArgument` when the text is empty or the URI is not absolute
    /// (`https://…`), has spaces, or is that of a file, which only an upload posts. A room's URI makes a room link.
    pub fn append_hyperlink(&self, display_text: &str, uri: &str) -> Result<()> {
        self.append(&messages::hyperlink(display_text, uri).map_err(bad)?)
    }

    /// Appends a link to a room, which shows the room's name, or its URI when the name is empty. Takes what
    /// [`Session::join_room`](super::Session::join_room) takes. `BadArgument` when the URI is no room's.
    pub fn append_chat_room_link(&self, room: ChatRoomSummary) -> Result<()> {
        self.append(&messages::chat_room_link(&room.name, &room.room_uri).map_err(bad)?)
    }

    /// Appends a face.
    pub fn append_emoticon(&self, emoticon: ChatEmoticon) {
        self.lock().text.push_str(messages::emoticon_text(emoticon));
    }

    /// Sets the RTF twin, the whole message as an RTF document. The plain text goes along, for clients without RTF. `BadArgument` says
    /// what is wrong with it and where.
    pub fn set_rtf(&self, rtf: &str) -> Result<()> {
        messages::check_rtf(rtf).map_err(bad)?;
        self.lock().rtf = Some(rtf.to_owned());
        Ok(())
    }

    /// What is appended, as those who receive it will find it: the title of a story first, neighbouring texts in one.
    pub fn parts(&self) -> Vec<MessagePart> {
        messages::parse(&self.lock().text)
    }

    /// The text of the message as it is posted: the raw texts of all parts.
    pub fn content(&self) -> String {
        self.lock().text.clone()
    }

    /// The RTF twin, or `None`.
    pub fn rtf(&self) -> Option<String> {
        self.lock().rtf.clone()
    }

    /// Of high importance.
    pub fn is_alert(&self) -> bool {
        self.is_alert
    }

    /// The title of the story; `None` when it is none.
    pub fn story_title(&self) -> Option<String> {
        self.story_title.clone()
    }

    /// What a text of a message is made of (`ChatMessage::content`). Never fails: what is nothing else is plain text. Time is linear in
    /// the length.
    pub fn parse(text: &str) -> Vec<MessagePart> {
        messages::parse(text)
    }

    /// What an RTF document is made of (`ChatMessage::rtf_content`): links, faces, text without its formatting, which is in the raw
    /// texts. Never fails: a broken document is shown up to where it breaks. Empty for `None`.
    pub fn parse_rtf(rtf: Option<String>) -> Vec<MessagePart> {
        rtf.map_or_else(Vec::new, |rtf| messages::parse_rtf(&rtf))
    }

    /// The title of the story that a text is; `None` for other messages.
    pub fn story_title_of(text: &str) -> Option<String> {
        messages::story_title(text).map(str::to_owned)
    }

    /// The text that makes a face (the SDK's `GetEmoticonString`).
    pub fn emoticon_text(emoticon: ChatEmoticon) -> String {
        messages::emoticon_text(emoticon).to_owned()
    }

    /// What is there now, to be sent.
    pub(crate) fn message(&self) -> OutboundMessage {
        let content = self.lock();
        OutboundMessage {
            text: content.text.get(content.begin..).unwrap_or_default().to_owned(),
            rtf: content.rtf.clone(),
            story_title: self.story_title.clone(),
            is_alert: self.is_alert,
        }
    }

    fn append(&self, text: &str) -> Result<()> {
        if text.contains('\0') {
            return Err(bad("the text to append has a NUL character in it; leave it out"));
        }
        let mut content = self.lock();
        let before = content.text.len();
        content.text.push_str(text);
        if content.begin == 0 && Story::is_announced(&content.text) {
            content.text.truncate(before);
            return Err(bad(
                "the message would begin with [STORY, which stands for a title; give the builder a story_title, or begin otherwise",
            ));
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[path = "message_builder_tests.rs"]
mod tests;
