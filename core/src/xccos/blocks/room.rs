//! `chanib`: a room (xccos.md 4.2).

use super::{AddIn, Association, Audit, Invitation, Principal, RoleList, wire_words};
use crate::xccos::error::XccosError;
use crate::xccos::grpchat::GroupChat;
use crate::xccos::names;
use crate::xccos::permissions::Permissions;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::text;
use crate::xccos::writer::Writer;
use std::collections::BTreeMap;

const COUNT_INFO: &str = "urn:parlano:ma:info:ucnt";
const FILE_POST: &str = "urn:parlano:ma:prop:filepost";
const INVITE: &str = "urn:parlano:ma:prop:invite";
const LOGGED: &str = "urn:parlano:ma:prop:logged";

wire_words! {
    /// Who may see and join a room.
    Visibility {
        /// Everybody in the category's scope sees and joins it.
        Open = "open",
        /// Everybody in scope sees it, members join it (the SDK's `Closed`).
        Scope = "scope" | "scoped",
        /// Only members see it (the SDK's `Secret`).
        Private = "private",
    }
}

wire_words! {
    /// Who may post.
    Behavior {
        /// Every participant.
        Normal = "NORMAL",
        /// Presenters only.
        Auditorium = "AUDITORIUM",
    }
}

wire_words! {
    /// A property of a room. Replies have the effective value, requests may leave it to the category.
    Setting {
        /// On.
        On = "true" | "1",
        /// Off.
        Off = "false" | "0",
        /// As the category has it.
        Inherit = "inherit",
    }
}

impl Setting {
    /// Whether it is on; [`Setting::Inherit`] is not.
    pub fn is_on(self) -> bool {
        self == Setting::On
    }

    pub(super) fn read_property(
        reader: &mut Reader<'_>,
        element: &Element<'_>,
        logged: &mut Option<Setting>,
        file_post: &mut Option<Setting>,
        invite: &mut Option<Setting>,
    ) -> Result<(), XccosError> {
        let id = property_id(reader, element)?;
        let value = Setting::parse(&reader.text()?);
        let slot = match id.as_str() {
            LOGGED => logged,
            FILE_POST => file_post,
            INVITE => invite,
            _ => {
                reader.note_ignored("property", &id);
                return Ok(());
            }
        };
        *slot = value;
        Ok(())
    }

    pub(super) fn write_properties(
        writer: &mut Writer<'_>,
        logged: Option<Setting>,
        file_post: Option<Setting>,
        invite: Option<Setting>,
    ) {
        for (id, value) in [(LOGGED, logged), (FILE_POST, file_post), (INVITE, invite)] {
            if let Some(value) = value {
                writer.property("prop", id, value.as_str());
            }
        }
    }
}

impl From<bool> for Setting {
    fn from(on: bool) -> Setting {
        if on { Setting::On } else { Setting::Off }
    }
}

/// The id of an `info` or `prop`, in lower case.
fn property_id(reader: &Reader<'_>, element: &Element<'_>) -> Result<String, XccosError> {
    let mut id = String::new();
    reader.attributes(element, |name, value| {
        if name == "id" {
            id = value.trim().to_ascii_lowercase();
        }
    })?;
    Ok(id)
}

/// A room, as far as the document at hand tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// `ma-chan://domain/guid`; missing only when a room is to be created. Rooms are compared byte by byte by SIPE: a
    /// server uses one spelling everywhere.
    pub uri: Option<String>,
    /// Its name, up to 256 characters.
    pub name: Option<String>,
    /// Its description, up to 256 characters.
    pub description: Option<String>,
    /// Its topic.
    pub topic: Option<String>,
    /// URI of its category.
    pub parent: Option<String>,
    /// Who may post.
    pub behavior: Option<Behavior>,
    /// Disabled: nobody joins or reads it.
    pub disabled: Option<bool>,
    /// URL of the file web service.
    pub file_repository: Option<String>,
    /// Its add-in.
    pub add_in: Option<AddIn>,
    /// In a history reply: how many messages match.
    pub match_count: Option<u32>,
    /// In a history reply: the server's limit cut the result.
    pub exceeded: Option<bool>,
    /// Permissions of its participants, by their numbers in this document. See [`Data::participants`](super::Data::participants).
    pub associations: Vec<Association>,
    /// Number of participants now.
    pub participant_count: Option<u32>,
    /// Who may see and join it.
    pub visibility: Option<Visibility>,
    /// History is kept.
    pub logged: Option<Setting>,
    /// Files may be posted.
    pub file_post: Option<Setting>,
    /// New members are invited.
    pub invite: Option<Setting>,
    /// Users: those who left, in a part notice.
    pub users: Vec<Principal>,
    /// Messages, in a history reply.
    pub messages: Vec<GroupChat>,
    /// Who made and changed it.
    pub audit: Option<Audit>,
    /// Invitations to it.
    pub invitations: Vec<Invitation>,
    /// Lists of members, managers and presenters.
    pub roles: Vec<RoleList>,
}

impl Room {
    /// A room known by its URI only.
    pub fn new(uri: &str) -> Room {
        Room { uri: Some(uri.to_owned()), ..Room::default() }
    }

    /// The URI, or empty.
    pub fn uri(&self) -> &str {
        self.uri.as_deref().unwrap_or_default()
    }

    /// Sets [`Room::associations`] from the numbers and permissions of its participants: one association for each
    /// distinct set, ascending.
    pub fn associate(&mut self, participants: impl IntoIterator<Item = (u32, Permissions)>) {
        let mut sets: BTreeMap<Permissions, Vec<u32>> = BTreeMap::new();
        for (id, permissions) in participants {
            sets.entry(permissions).or_default().push(id);
        }
        self.associations = sets.into_iter().map(|(key, ids)| Association::of_users(key, ids)).collect();
    }

    fn read_info(&mut self, reader: &mut Reader<'_>, element: &Element<'_>) -> Result<(), XccosError> {
        let id = property_id(reader, element)?;
        let value = reader.text()?;
        match id.as_str() {
            COUNT_INFO => self.participant_count = text::number(&value),
            id if names::VISIBILITY_INFO.is(id) => {
                self.visibility = Visibility::parse(&value).or(self.visibility)
            }
            id if names::FILE_STORE_INFO.is(id) => self.file_repository = Some(value),
            id if names::ADD_IN_ID_INFO.is(id) => self.add_in.get_or_insert_default().id = value,
            id if names::ADD_IN_NAME_INFO.is(id) => self.add_in.get_or_insert_default().name = Some(value),
            id if names::ADD_IN_URL_INFO.is(id) => self.add_in.get_or_insert_default().url = Some(value),
            id => reader.note_ignored("information", id),
        }
        Ok(())
    }

    fn write_children(&self, writer: &mut Writer<'_>) {
        writer.blocks(&self.associations);
        if let Some(count) = self.participant_count {
            writer.property("info", COUNT_INFO, &count.to_string());
        }
        if let Some(visibility) = self.visibility {
            writer.property("info", names::VISIBILITY_INFO.wire, visibility.as_str());
            for misspelt in names::VISIBILITY_INFO.aliases {
                writer.property("info", misspelt, visibility.as_str());
            }
        }
        Setting::write_properties(writer, self.logged, self.file_post, self.invite);
        writer.blocks(&self.users);
        for message in &self.messages {
            message.write_history(writer);
        }
        writer.block(self.audit.as_ref()).blocks(&self.invitations).blocks(&self.roles);
    }

    fn has_children(&self) -> bool {
        !self.associations.is_empty()
            || self.participant_count.is_some()
            || self.visibility.is_some()
            || self.logged.is_some()
            || self.file_post.is_some()
            || self.invite.is_some()
            || !self.users.is_empty()
            || !self.messages.is_empty()
            || self.audit.is_some()
            || !self.invitations.is_empty()
            || !self.roles.is_empty()
    }
}

impl Block for Room {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Room, XccosError> {
        let mut room = Room::default();
        reader.attributes(element, |name, value| match name {
            "uri" => room.uri = Some(value.into_owned()),
            "name" => room.name = Some(value.into_owned()),
            "description" => room.description = Some(value.into_owned()),
            "topic" => room.topic = Some(value.into_owned()),
            name if names::PARENT.is(name) => room.parent = Some(value.into_owned()),
            name if names::BEHAVIOR.is(name) => room.behavior = Behavior::parse(&value),
            name if names::DISABLED.is(name) => room.disabled = text::boolean(&value),
            name if names::FILE_REPOSITORY.is(name) => room.file_repository = Some(value.into_owned()),
            name if names::ADD_IN_ID.is(name) => room.add_in.get_or_insert_default().id = value.into_owned(),
            name if names::ADD_IN_NAME.is(name) => {
                room.add_in.get_or_insert_default().name = Some(value.into_owned());
            }
            name if names::ADD_IN_URL.is(name) => {
                room.add_in.get_or_insert_default().url = Some(value.into_owned());
            }
            name if names::COUNT.is(name) => room.match_count = text::number(&value),
            name if names::EXCEEDED.is(name) => room.exceeded = text::boolean(&value),
            _ => {}
        })?;
        while let Some(child) = reader.child()? {
            match child.name() {
                "aib" => reader.push(&mut room.associations, &child)?,
                "info" => room.read_info(reader, &child)?,
                "prop" => {
                    Setting::read_property(
                        reader,
                        &child,
                        &mut room.logged,
                        &mut room.file_post,
                        &mut room.invite,
                    )?;
                }
                "uib" => reader.push(&mut room.users, &child)?,
                name if names::GROUP.is(name) => reader.push(&mut room.users, &child)?,
                "msg" => {
                    let (message, is_chat) = GroupChat::read_marked(reader, &child)?;
                    if is_chat {
                        reader.add(&mut room.messages, message)?;
                    } else {
                        reader.note_ignored("kind of message", "msg");
                    }
                }
                "inv" => reader.push(&mut room.invitations, &child)?,
                name if names::AUDIT.is(name) => reader.set(&mut room.audit, &child)?,
                name if names::ROLE.is(name) => reader.push(&mut room.roles, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        Ok(room)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("chanib")
            .optional("uri", self.uri.as_deref())
            .optional("name", self.name.as_deref())
            .optional("description", self.description.as_deref())
            .optional("topic", self.topic.as_deref())
            .optional(names::PARENT.wire, self.parent.as_deref())
            .plain(names::BEHAVIOR.wire, self.behavior)
            .plain(names::DISABLED.wire, self.disabled)
            .optional(names::FILE_REPOSITORY.wire, self.file_repository.as_deref());
        if let Some(add_in) = &self.add_in {
            add_in.write_attributes(writer);
        }
        writer.plain(names::COUNT.wire, self.match_count).plain(names::EXCEEDED.wire, self.exceeded);
        if self.has_children() {
            writer.children();
            self.write_children(writer);
            writer.end("chanib");
        } else {
            writer.empty();
        }
    }
}
