//! The envelope: the document that one INFO carries (xccos.md 2).

use super::command::{Command, Request};
use super::error::XccosError;
use super::grpchat::GroupChat;
use super::limits::Limits;
use super::notice::Notice;
use super::reader::{Block, Element, Reader};
use super::reply::{CommandReference, Reply};
use super::response_code::Response;
use super::text;
use super::writer::Writer;
use std::fmt;

/// The namespace of all elements.
const NAMESPACE: &str = "urn:parlano:xml:ns:xccos";

/// The number of an envelope, chosen by its sender. Servers use 64 bits; whatever is not a plain decimal number is kept
/// as it stands, so that a reply can always repeat it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EnvelopeId {
    /// A number, the normal case.
    Number(u64),
    /// Another text; empty when it was missing.
    Text(Box<str>),
}

impl EnvelopeId {
    /// The id with this text.
    pub fn parse(text: &str) -> EnvelopeId {
        let canonical = text == "0" || (!text.starts_with(['0', '+']) && !text.is_empty());
        match text.parse() {
            Ok(number) if canonical => EnvelopeId::Number(number),
            _ => EnvelopeId::Text(text.into()),
        }
    }
}

impl Default for EnvelopeId {
    fn default() -> EnvelopeId {
        EnvelopeId::Text(Box::default())
    }
}

impl From<u64> for EnvelopeId {
    fn from(number: u64) -> EnvelopeId {
        EnvelopeId::Number(number)
    }
}

impl fmt::Display for EnvelopeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EnvelopeId::Number(number) => fmt::Display::fmt(number, f),
            EnvelopeId::Text(text) => f.write_str(text),
        }
    }
}

/// One XCCOS document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Its number.
    pub envid: EnvelopeId,
    /// What is in it, in order. Take all of them: several replies or notices in one envelope are normal.
    pub items: Vec<Item>,
    /// How many elements were ignored while reading because nothing here knows them; not written.
    pub ignored: u32,
}

/// One entry of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Item {
    /// A client asks something.
    Command(Box<Command>),
    /// A server answers.
    Reply(Box<Reply>),
    /// A server tells something unasked.
    Notice(Box<Notice>),
    /// A chat message, posted or delivered.
    GroupChat(Box<GroupChat>),
    /// Anything else, for example `sys` or `err`, whose shapes nobody knows.
    Unknown(Box<UnknownItem>),
}

/// An entry that is no command, reply, notice or chat message. An `err` with a `commandid` is a failure of that command
/// (xccos.md 12.23); everything else is for the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnknownItem {
    /// Local name of the element.
    pub element: String,
    /// Its id.
    pub id: Option<String>,
    /// Position in its envelope, from 1, which is also what a missing one is read as.
    pub seqid: u32,
    /// The command that it speaks of.
    pub command: Option<CommandReference>,
    /// An outcome.
    pub response: Option<Response>,
}

impl From<Command> for Item {
    fn from(command: Command) -> Item {
        Item::Command(Box::new(command))
    }
}

impl From<Request> for Item {
    fn from(request: Request) -> Item {
        Command::new(request).into()
    }
}

impl From<Reply> for Item {
    fn from(reply: Reply) -> Item {
        Item::Reply(Box::new(reply))
    }
}

impl From<Notice> for Item {
    fn from(notice: Notice) -> Item {
        Item::Notice(Box::new(notice))
    }
}

impl From<GroupChat> for Item {
    fn from(message: GroupChat) -> Item {
        Item::GroupChat(Box::new(message))
    }
}

impl Envelope {
    /// An envelope with one entry.
    pub fn new(envid: impl Into<EnvelopeId>, item: impl Into<Item>) -> Envelope {
        Envelope { envid: envid.into(), items: vec![item.into()], ignored: 0 }
    }

    /// Reads the body of an INFO.
    ///
    /// Accepts a byte order mark, a declaration, any prefixes, CDATA, entries and blocks in any order, and missing
    /// parts. Refuses with an [`XccosError`] what is not UTF-8, not well-formed, not `xccos`, over a limit, or has a
    /// document type.
    pub fn parse(document: &[u8], limits: &Limits) -> Result<Envelope, XccosError> {
        if document.len() > limits.document {
            return Err(XccosError::DocumentTooLong { length: document.len(), limit: limits.document });
        }
        let document = std::str::from_utf8(document)
            .map_err(|error| XccosError::NotUtf8 { offset: error.valid_up_to() })?;
        let mut reader = Reader::new(document, limits);
        let root = reader.root()?;
        if root.name() != "xccos" {
            return Err(XccosError::NotXccos { root: text::shortened(root.name()) });
        }
        let mut envelope = Envelope::default();
        reader.attributes(&root, |name, value| {
            if name == "envid" {
                envelope.envid = EnvelopeId::parse(&value);
            }
        })?;
        while let Some(child) = reader.child()? {
            let item = match child.name() {
                "grpchat" => GroupChat::read(&mut reader, &child)?.into(),
                "rpl" => Reply::read(&mut reader, &child)?.into(),
                "ntc" => Notice::read(&mut reader, &child)?.into(),
                "cmd" => Command::read(&mut reader, &child)?.into(),
                _ => Item::Unknown(Box::new(UnknownItem::read(&mut reader, &child)?)),
            };
            reader.add(&mut envelope.items, item)?;
        }
        reader.finish()?;
        envelope.ignored = reader.ignored();
        Ok(envelope)
    }

    /// Appends the document to `out`, in our one spelling: no declaration, no white space between elements.
    pub fn write(&self, out: &mut String) {
        let mut writer = Writer::new(out);
        writer
            .start("xccos")
            .attribute("ver", "1")
            .attribute("envid", &self.envid.to_string())
            .attribute("xmlns", NAMESPACE)
            .children();
        for item in &self.items {
            match item {
                Item::Command(command) => command.write(&mut writer),
                Item::Reply(reply) => reply.write(&mut writer),
                Item::Notice(notice) => notice.write(&mut writer),
                Item::GroupChat(message) => message.write(&mut writer),
                Item::Unknown(unknown) => unknown.write(&mut writer),
            }
        }
        writer.end("xccos");
    }

    /// The document as a text of its own.
    pub fn to_text(&self) -> String {
        let mut out = String::with_capacity(512);
        self.write(&mut out);
        out
    }
}

impl UnknownItem {
    /// Whether the name can be written: a plain XML name that is none of the known entries.
    fn has_writable_name(&self) -> bool {
        let name = self.element.as_str();
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && !["cmd", "rpl", "ntc", "grpchat"].contains(&name)
    }
}

impl Block for UnknownItem {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<UnknownItem, XccosError> {
        let mut unknown =
            UnknownItem { element: text::shortened(element.name()), seqid: 1, ..UnknownItem::default() };
        reader.note_ignored("entry", element.name());
        reader.attributes(element, |name, value| match name {
            "id" => unknown.id = Some(value.into_owned()),
            "seqid" => unknown.seqid = text::number(&value).unwrap_or(1),
            _ => {}
        })?;
        while let Some(child) = reader.child()? {
            match child.name() {
                "commandid" => reader.set(&mut unknown.command, &child)?,
                "resp" => reader.set(&mut unknown.response, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        Ok(unknown)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let element = if self.has_writable_name() { self.element.as_str() } else { "unknown" };
        writer
            .start(element)
            .optional("id", self.id.as_deref())
            .plain("seqid", Some(self.seqid))
            .children()
            .block(self.command.as_ref())
            .block(self.response.as_ref())
            .end(element);
    }
}
