//! `data`: the bag of blocks inside commands, replies and notices.

use super::{
    AddIn, Association, AssociationQuery, BackchatQuery, Category, Failure, FileReference, FileToken,
    Invitation, Preference, Principal, RoleList, Room, RoomKey, RoomQuery, ServerInfo,
};
use crate::xccos::error::XccosError;
use crate::xccos::names;
use crate::xccos::permissions::Permissions;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::uri::{NodeKind, NodeUri};
use crate::xccos::writer::Writer;
use std::collections::HashMap;

/// The blocks of one `data` element, by kind. Their order among kinds does not matter; they are written in the order
/// of these fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// Users and groups (`uib`, `gib`).
    pub principals: Vec<Principal>,
    /// Permissions (`aib`).
    pub associations: Vec<Association>,
    /// Server information (`sib`).
    pub server_info: Option<ServerInfo>,
    /// A preference bundle (`pref`).
    pub preference: Option<Preference>,
    /// The newest known invitation (`inv`).
    pub invitation: Option<Invitation>,
    /// A search (`qib`).
    pub room_query: Option<RoomQuery>,
    /// Which of the user's rooms (`association`).
    pub association_query: Option<AssociationQuery>,
    /// Rooms to join (`chanid`).
    pub room_keys: Vec<RoomKey>,
    /// Rooms (`chanib`).
    pub rooms: Vec<Room>,
    /// Rooms that could not be joined (`fib`).
    pub failures: Vec<Failure>,
    /// A history query (`bcq`).
    pub backchat: Option<BackchatQuery>,
    /// Categories (`catib`, or `chanib` with the URI of a category).
    pub categories: Vec<Category>,
    /// Lists of members, managers, presenters (`role`).
    pub roles: Vec<RoleList>,
    /// Add-ins (`siop`).
    pub add_ins: Vec<AddIn>,
    /// A file (`ftdb`).
    pub file: Option<FileReference>,
    /// Leave to use the file web service (`token`).
    pub file_token: Option<FileToken>,
}

impl Data {
    /// Nothing at all.
    pub fn is_empty(&self) -> bool {
        *self == Data::default()
    }

    /// Just these rooms.
    pub fn of_rooms(rooms: Vec<Room>) -> Data {
        Data { rooms, ..Data::default() }
    }

    /// The room with this URI, compared without letter case.
    pub fn room(&self, uri: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| crate::xccos::uri::same(room.uri(), uri))
    }

    /// Resolves the numbers in the associations of rooms to users of this document. Make it once for all rooms.
    pub fn participants(&self) -> Participants<'_> {
        Participants {
            users: self.principals.iter().filter_map(|user| user.id.map(|id| (id, user))).collect(),
        }
    }
}

/// The users of a document by their numbers.
#[derive(Clone, Debug)]
pub struct Participants<'a> {
    users: HashMap<u32, &'a Principal>,
}

impl<'a> Participants<'a> {
    /// The participants of `room` with their permissions there. Numbers without a user are skipped. A user listed
    /// with several sets comes several times.
    pub fn of<'b>(&'b self, room: &'b Room) -> impl Iterator<Item = (&'a Principal, Permissions)> + 'b {
        room.associations.iter().flat_map(move |association| {
            association
                .user_ids()
                .filter_map(move |id| self.users.get(&id).map(|user| (*user, association.key)))
        })
    }
}

impl Block for Data {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Data, XccosError> {
        let mut data = Data::default();
        reader.attributes(element, |_, _| {})?;
        while let Some(child) = reader.child()? {
            match child.name() {
                "uib" => reader.push(&mut data.principals, &child)?,
                "aib" => reader.push(&mut data.associations, &child)?,
                "sib" => reader.set(&mut data.server_info, &child)?,
                "pref" => reader.set(&mut data.preference, &child)?,
                "inv" => reader.set(&mut data.invitation, &child)?,
                "qib" => reader.set(&mut data.room_query, &child)?,
                "chanid" => reader.push(&mut data.room_keys, &child)?,
                "chanib" if is_category(reader, &child)? => reader.push(&mut data.categories, &child)?,
                "chanib" => reader.push(&mut data.rooms, &child)?,
                "fib" => reader.push(&mut data.failures, &child)?,
                "bcq" => reader.set(&mut data.backchat, &child)?,
                "ftdb" => reader.set(&mut data.file, &child)?,
                "token" => reader.set(&mut data.file_token, &child)?,
                name if names::GROUP.is(name) => reader.push(&mut data.principals, &child)?,
                name if names::ASSOCIATION.is(name) => reader.set(&mut data.association_query, &child)?,
                name if names::CATEGORY_ELEMENT.is(name) => reader.push(&mut data.categories, &child)?,
                name if names::ROLE.is(name) => reader.push(&mut data.roles, &child)?,
                name if names::ADD_IN.is(name) => reader.push(&mut data.add_ins, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        Ok(data)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        if self.is_empty() {
            return writer.start("data").empty();
        }
        writer
            .start("data")
            .children()
            .blocks(&self.principals)
            .blocks(&self.associations)
            .block(self.server_info.as_ref())
            .block(self.preference.as_ref())
            .block(self.invitation.as_ref())
            .block(self.room_query.as_ref())
            .block(self.association_query.as_ref())
            .blocks(&self.room_keys)
            .blocks(&self.rooms)
            .blocks(&self.failures)
            .block(self.backchat.as_ref())
            .blocks(&self.categories)
            .blocks(&self.roles)
            .blocks(&self.add_ins)
            .block(self.file.as_ref())
            .block(self.file_token.as_ref())
            .end("data");
    }
}

fn is_category(reader: &Reader<'_>, element: &Element<'_>) -> Result<bool, XccosError> {
    let mut category = false;
    reader.attributes(element, |name, value| {
        category |= name == "uri" && NodeUri::parse(&value).is_some_and(|uri| uri.kind == NodeKind::Category);
    })?;
    Ok(category)
}
