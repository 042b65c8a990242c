//! `chanid` and `fib`: rooms by the parts of their URI (xccos.md 4.1, 4.5).

use crate::xccos::error::XccosError;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::response_code::ResponseClass;
use crate::xccos::text;
use crate::xccos::uri::{NodeKind, NodeUri};
use crate::xccos::writer::Writer;

/// A room to join (`chanid`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomKey {
    /// Position in the batch, from 0.
    pub key: u32,
    /// SIP domain: the authority of the room's URI.
    pub domain: String,
    /// Path of the room's URI, a GUID.
    pub value: String,
}

impl RoomKey {
    /// The room with this URI, at this position of a batch. `None` when it is not the URI of a room.
    pub fn from_uri(key: u32, room: &str) -> Option<RoomKey> {
        let uri = NodeUri::parse(room).filter(|uri| uri.kind == NodeKind::Room)?;
        Some(RoomKey { key, domain: uri.domain.to_owned(), value: uri.value.to_owned() })
    }

    /// The room's URI.
    pub fn uri(&self) -> String {
        NodeUri::room(&self.domain, &self.value).to_string()
    }
}

impl Block for RoomKey {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<RoomKey, XccosError> {
        let mut room = RoomKey::default();
        reader.attributes(element, |name, value| match name {
            "key" => room.key = text::number(&value).unwrap_or(0),
            "domain" => room.domain = value.into_owned(),
            "value" => room.value = value.into_owned(),
            _ => {}
        })?;
        reader.close()?;
        Ok(room)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("chanid")
            .plain("key", Some(self.key))
            .attribute("domain", &self.domain)
            .attribute("value", &self.value)
            .empty();
    }
}

/// A room of a batch that could not be joined (`fib`), next to the joined ones of a reply that succeeded as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// What went wrong, `OPERATION_FAILED` as far as seen. Any text is taken as the name of an error.
    pub key: String,
    /// Path of the room's URI.
    pub value: String,
    /// SIP domain of the room.
    pub domain: String,
}

impl Failure {
    /// What went wrong.
    pub fn class(&self) -> ResponseClass {
        ResponseClass::of(&self.key)
    }

    /// The room's URI.
    pub fn uri(&self) -> String {
        NodeUri::room(&self.domain, &self.value).to_string()
    }
}

impl Block for Failure {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Failure, XccosError> {
        let mut failure = Failure::default();
        reader.attributes(element, |name, value| match name {
            "key" => failure.key = value.into_owned(),
            "value" => failure.value = value.into_owned(),
            "domain" => failure.domain = value.into_owned(),
            _ => {}
        })?;
        reader.close()?;
        Ok(failure)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("fib")
            .attribute("key", &self.key)
            .attribute("value", &self.value)
            .attribute("domain", &self.domain)
            .empty();
    }
}
