//! Chat messages: `grpchat` when live, `msg` in history (xccos.md 4.10).

use super::error::XccosError;
use super::names;
use super::reader::{Block, Element, Reader};
use super::text;
use super::timestamp::Timestamp;
use super::writer::Writer;

/// One chat message, posted, delivered or from history. Lines of `text` are joined by `"\n"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupChat {
    /// Position in its envelope, from 1, which is also what a missing one is read as.
    pub seqid: u32,
    /// URI of the room (`chanUri`); empty when missing, and the message cannot be delivered then.
    pub room: String,
    /// SIP URI of the author. A server overwrites what a client puts here.
    pub author: String,
    /// Display name of the author; only a server writes it.
    pub author_name: Option<String>,
    /// High importance; missing is no.
    pub alert: Option<bool>,
    /// Number of the message in its room, ascending; only a server writes it.
    pub chat_id: Option<i64>,
    /// When it was posted. A post without it is rejected by real servers; a reader that misses it takes the present
    /// time.
    pub time: Option<Timestamp>,
    /// The plain text.
    pub text: String,
    /// The same text as an RTF document.
    pub rtf: Option<String>,
}

impl GroupChat {
    /// A post as a client sends it: whole seconds, no alert.
    pub fn post(room: &str, author: &str, time: Timestamp, text: &str) -> GroupChat {
        GroupChat {
            seqid: 1,
            room: room.to_owned(),
            author: author.to_owned(),
            time: Some(time.whole_seconds()),
            text: text.to_owned(),
            ..GroupChat::default()
        }
    }

    /// Whether it is of high importance.
    pub fn is_alert(&self) -> bool {
        self.alert.unwrap_or(false)
    }

    fn write_as(&self, element: &str, writer: &mut Writer<'_>) {
        writer
            .start(element)
            .attribute("id", "grpchat")
            .plain("seqid", Some(self.seqid))
            .attribute("chanUri", &self.room)
            .attribute("author", &self.author)
            .optional(names::AUTHOR_NAME.wire, self.author_name.as_deref())
            .plain(names::ALERT.wire, self.alert)
            .plain(names::CHAT_ID.wire, self.chat_id)
            .plain("ts", self.time)
            .children()
            .text_element("chat", &self.text);
        if let Some(rtf) = &self.rtf {
            writer.text_element(names::RTF.wire, rtf);
        }
        writer.end(element);
    }

    /// As an entry of history.
    pub(super) fn write_history(&self, writer: &mut Writer<'_>) {
        self.write_as("msg", writer);
    }

    /// Reads a message, and whether its id says that it is one.
    pub(super) fn read_marked(
        reader: &mut Reader<'_>,
        element: &Element<'_>,
    ) -> Result<(GroupChat, bool), XccosError> {
        let mut message = GroupChat { seqid: 1, ..GroupChat::default() };
        let mut is_chat = true;
        reader.attributes(element, |name, value| match name {
            "id" => is_chat = value.trim().eq_ignore_ascii_case("grpchat"),
            "seqid" => message.seqid = text::number(&value).unwrap_or(1),
            "chanUri" => message.room = value.into_owned(),
            "author" => message.author = value.into_owned(),
            "ts" => message.time = Timestamp::parse(&value),
            name if names::AUTHOR_NAME.is(name) => message.author_name = Some(value.into_owned()),
            name if names::ALERT.is(name) => message.alert = text::boolean(&value),
            name if names::CHAT_ID.is(name) => message.chat_id = text::number(&value),
            _ => {}
        })?;
        let mut has_text = false;
        while let Some(child) = reader.child()? {
            match child.name() {
                "chat" if !has_text => {
                    message.text = reader.text()?;
                    has_text = true;
                }
                name if names::RTF.is(name) && message.rtf.is_none() => message.rtf = Some(reader.text()?),
                _ => reader.ignore(&child)?,
            }
        }
        Ok((message, is_chat))
    }
}

impl Block for GroupChat {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<GroupChat, XccosError> {
        GroupChat::read_marked(reader, element).map(|(message, _)| message)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.write_as("grpchat", writer);
    }
}
