//! `sib` and `pref`: what the server says about itself, and what it stores for a user (xccos.md 4.6, 4.7).

use crate::xccos::error::XccosError;
use crate::xccos::names;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::text;
use crate::xccos::timestamp::Timestamp;
use crate::xccos::writer::Writer;

/// Server information (`sib`). A request has `domain` and `info_type`, a reply the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerInfo {
    /// The SIP domain that is asked for.
    pub domain: Option<String>,
    /// Bit mask of what is asked for; 123 as far as seen. Which bit is which is not known.
    pub info_type: Option<u32>,
    /// The server's clock.
    pub server_time: Option<Timestamp>,
    /// The most rooms that a search returns.
    pub search_limit: Option<u32>,
    /// The longest message, in bytes.
    pub message_size_limit: Option<u32>,
    /// The longest story, in bytes.
    pub story_size_limit: Option<u32>,
    /// URI of the root category.
    pub root_uri: Option<String>,
    /// GUID of the database.
    pub database_version: Option<String>,
    /// Name for people.
    pub display_name: Option<String>,
    /// Page on which rooms are managed.
    pub room_management_url: Option<String>,
}

impl Block for ServerInfo {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<ServerInfo, XccosError> {
        let mut info = ServerInfo::default();
        reader.attributes(element, |name, value| match name {
            "domain" => info.domain = Some(value.into_owned()),
            "infoType" => info.info_type = text::number(&value),
            "serverTime" => info.server_time = Timestamp::parse(&value),
            "searchLimit" => info.search_limit = text::number(&value),
            "messageSizeLimit" => info.message_size_limit = text::number(&value),
            "storySizeLimit" => info.story_size_limit = text::number(&value),
            "rootUri" => info.root_uri = Some(value.into_owned()),
            "dbVersion" => info.database_version = Some(value.into_owned()),
            name if names::SERVER_NAME.is(name) => info.display_name = Some(value.into_owned()),
            name if names::ROOM_MANAGEMENT_URL.is(name) => {
                info.room_management_url = Some(value.into_owned())
            }
            _ => {}
        })?;
        reader.close()?;
        Ok(info)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("sib")
            .optional("domain", self.domain.as_deref())
            .plain("infoType", self.info_type)
            .plain("serverTime", self.server_time)
            .plain("searchLimit", self.search_limit)
            .plain("messageSizeLimit", self.message_size_limit)
            .plain("storySizeLimit", self.story_size_limit)
            .optional("rootUri", self.root_uri.as_deref())
            .optional("dbVersion", self.database_version.as_deref())
            .optional(names::SERVER_NAME.wire, self.display_name.as_deref())
            .optional(names::ROOM_MANAGEMENT_URL.wire, self.room_management_url.as_deref())
            .empty();
    }
}

/// A preference bundle (`pref`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preference {
    /// Its name, for example `kedzie.GroupChannels`.
    pub label: String,
    /// Its version: the one that the client has in a request, the server's in a reply. When the client's is not older,
    /// the server answers without a bundle.
    pub seqid: i64,
    /// Ask for a default when nothing is stored.
    pub create_default: Option<bool>,
    /// The bundle, base64 as far as seen; carried as it stands.
    pub content: Option<String>,
}

impl Block for Preference {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Preference, XccosError> {
        let mut preference = Preference::default();
        reader.attributes(element, |name, value| match name {
            "label" => preference.label = value.into_owned(),
            "seqid" => preference.seqid = text::number(&value).unwrap_or(0),
            "createdefault" => preference.create_default = text::boolean(&value),
            "content" => preference.content = Some(value.into_owned()),
            _ => {}
        })?;
        reader.close()?;
        Ok(preference)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("pref")
            .attribute("label", &self.label)
            .plain("seqid", Some(self.seqid))
            .plain("createdefault", self.create_default)
            .optional("content", self.content.as_deref())
            .empty();
    }
}
