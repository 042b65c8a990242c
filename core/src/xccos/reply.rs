//! Replies: how a command ended (xccos.md 2).

use super::blocks::Data;
use super::command::Command;
use super::envelope::EnvelopeId;
use super::error::XccosError;
use super::limits::Limits;
use super::names::{CommandName, GROUP_CHAT_REPLY};
use super::reader::{Block, Element, Reader};
use super::response_code::{Response, ResponseClass};
use super::text;
use super::writer::Writer;
use std::borrow::Cow;
use std::fmt;

/// Which command a reply answers (`commandid`): compare both parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CommandReference {
    /// Position of the command in its envelope.
    pub seqid: u32,
    /// The envelope of the command.
    pub envid: EnvelopeId,
}

impl CommandReference {
    /// The command that a document answers of which only the beginning is there, or which cannot be read further on; `None` when that does
    /// not tell.
    pub fn in_beginning(beginning: &[u8]) -> Option<CommandReference> {
        let readable = match std::str::from_utf8(beginning) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(beginning.get(..error.valid_up_to())?).ok()?,
        };
        let limits = Limits::default();
        let mut reader = Reader::new(readable, &limits);
        if reader.root().ok()?.name() != "xccos" || reader.child().ok()??.name() != "rpl" {
            return None;
        }
        loop {
            let child = reader.child().ok()??;
            match child.name() {
                "commandid" => return CommandReference::read(&mut reader, &child).ok(),
                _ => reader.ignore(&child).ok()?,
            }
        }
    }
}

impl Block for CommandReference {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<CommandReference, XccosError> {
        let mut reference = CommandReference { seqid: 1, ..CommandReference::default() };
        reader.attributes(element, |name, value| match name {
            "seqid" => reference.seqid = text::number(&value).unwrap_or(1),
            "envid" => reference.envid = EnvelopeId::parse(&value),
            _ => {}
        })?;
        reader.close()?;
        Ok(reference)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("commandid")
            .plain("seqid", Some(self.seqid))
            .attribute("envid", &self.envid.to_string())
            .empty();
    }
}

/// A reply. Match it by [`Reply::command`]; its id is only a fallback, and a reply of history may come unasked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The id, `rpl:` included.
    pub id: Cow<'static, str>,
    /// Position in its envelope, from 1, which is also what a missing one is read as.
    pub seqid: u32,
    /// The command that is answered.
    pub command: Option<CommandReference>,
    /// How it ended. Missing is a failure.
    pub response: Option<Response>,
    /// What was asked for.
    pub data: Data,
}

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it means.
    pub class: ResponseClass,
    /// The server's code; `None` when the reply had no outcome.
    pub code: Option<i32>,
    /// The server's text, up to 200 characters.
    pub text: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "refused by the chat server: {code} {}", self.text),
            None => f.write_str("the chat server's reply does not tell how the command ended"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Reply {
    /// The answer to `command` of the envelope `envid`. An unknown command `cmd:x` is answered as `rpl:x`.
    pub fn to(command: &Command, envid: &EnvelopeId, response: Response, data: Data) -> Reply {
        let id = match command.request.name() {
            Some(name) => Cow::Borrowed(name.reply_id()),
            None => {
                let id = command.request.id();
                Cow::Owned(format!("rpl:{}", id.split_once(':').map_or(id, |(_, name)| name)))
            }
        };
        Reply {
            id,
            seqid: 1,
            command: Some(CommandReference { seqid: command.seqid, envid: envid.clone() }),
            response: Some(response),
            data,
        }
    }

    /// The refusal of a post, number `seqid` of the envelope `envid`.
    pub fn to_group_chat(seqid: u32, envid: &EnvelopeId, response: Response) -> Reply {
        Reply {
            id: Cow::Borrowed(GROUP_CHAT_REPLY.wire),
            seqid: 1,
            command: Some(CommandReference { seqid, envid: envid.clone() }),
            response: Some(response),
            data: Data::default(),
        }
    }

    /// Whether the id is the one of replies to `command`, aliases included. Only for replies that name no command.
    pub fn answers(&self, command: CommandName) -> bool {
        command.entry().reply.is_id(self.id.trim())
    }

    /// The data after success, or why there are none. A reply without an outcome is a failure (xccos.md 12.4).
    pub fn outcome(&self) -> Result<&Data, Refusal> {
        let Some(response) = &self.response else {
            return Err(Refusal {
                class: ResponseClass::UnknownServerError,
                code: None,
                text: String::new(),
            });
        };
        match response.class() {
            None => Ok(&self.data),
            Some(class) => Err(Refusal {
                class,
                code: Some(response.code),
                text: response.text.chars().take(200).collect(),
            }),
        }
    }
}

impl Block for Reply {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Reply, XccosError> {
        let mut reply = Reply { seqid: 1, ..Reply::default() };
        reader.attributes(element, |name, value| match name {
            "id" => reply.id = Cow::Owned(value.into_owned()),
            "seqid" => reply.seqid = text::number(&value).unwrap_or(1),
            _ => {}
        })?;
        let mut data = None;
        while let Some(child) = reader.child()? {
            match child.name() {
                "commandid" => reader.set(&mut reply.command, &child)?,
                "resp" => reader.set(&mut reply.response, &child)?,
                "data" => reader.set(&mut data, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        reply.data = data.unwrap_or_default();
        Ok(reply)
    }

    /// A failure without blocks has no `data`; a success always has one.
    fn write(&self, writer: &mut Writer<'_>) {
        writer.start("rpl").attribute("id", &self.id).plain("seqid", Some(self.seqid)).children();
        writer.block(self.command.as_ref()).block(self.response.as_ref());
        if self.response.as_ref().is_some_and(Response::is_success) || !self.data.is_empty() {
            self.data.write(writer);
        }
        writer.end("rpl");
    }
}
