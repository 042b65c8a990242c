//! `audit`, `catib`, `role` and `siop`: what managers and administrators see (xccos.md 4.13). All shapes are guesses.

use super::{Principal, Setting, wire_words};
use crate::xccos::error::XccosError;
use crate::xccos::names;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::timestamp::Timestamp;
use crate::xccos::writer::Writer;

/// Who made and who changed something, and when (`audit`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Who made it.
    pub created_by: Option<String>,
    /// When.
    pub created_on: Option<Timestamp>,
    /// Who changed it last.
    pub updated_by: Option<String>,
    /// When.
    pub updated_on: Option<Timestamp>,
}

impl Block for Audit {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Audit, XccosError> {
        let mut audit = Audit::default();
        reader.attributes(element, |name, value| match name {
            name if names::CREATED_BY.is(name) => audit.created_by = Some(value.into_owned()),
            name if names::CREATED_ON.is(name) => audit.created_on = Timestamp::parse(&value),
            name if names::UPDATED_BY.is(name) => audit.updated_by = Some(value.into_owned()),
            name if names::UPDATED_ON.is(name) => audit.updated_on = Timestamp::parse(&value),
            _ => {}
        })?;
        reader.close()?;
        Ok(audit)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start(names::AUDIT.wire)
            .optional(names::CREATED_BY.wire, self.created_by.as_deref())
            .plain(names::CREATED_ON.wire, self.created_on)
            .optional(names::UPDATED_BY.wire, self.updated_by.as_deref())
            .plain(names::UPDATED_ON.wire, self.updated_on)
            .empty();
    }
}

/// A category of rooms (`catib`; a `chanib` with the URI of a category is read as one, too).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    /// `ma-cat://domain/guid`; empty when missing.
    pub uri: String,
    /// Its name.
    pub name: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// Files may be posted in its rooms.
    pub file_post: Option<Setting>,
    /// Its rooms send invitations.
    pub invite: Option<Setting>,
    /// Its rooms keep history.
    pub logged: Option<Setting>,
    /// Who made and changed it.
    pub audit: Option<Audit>,
}

impl Block for Category {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Category, XccosError> {
        let mut category = Category::default();
        reader.attributes(element, |name, value| match name {
            "uri" => category.uri = value.into_owned(),
            "name" => category.name = Some(value.into_owned()),
            "description" => category.description = Some(value.into_owned()),
            _ => {}
        })?;
        while let Some(child) = reader.child()? {
            match child.name() {
                "prop" => Setting::read_property(
                    reader,
                    &child,
                    &mut category.logged,
                    &mut category.file_post,
                    &mut category.invite,
                )?,
                name if names::AUDIT.is(name) => reader.set(&mut category.audit, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        Ok(category)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let element = names::CATEGORY_ELEMENT.wire;
        writer
            .start(element)
            .attribute("uri", &self.uri)
            .optional("name", self.name.as_deref())
            .optional("description", self.description.as_deref());
        if self.file_post.is_none() && self.invite.is_none() && self.logged.is_none() && self.audit.is_none()
        {
            return writer.empty();
        }
        writer.children();
        Setting::write_properties(writer, self.logged, self.file_post, self.invite);
        writer.block(self.audit.as_ref()).end(element);
    }
}

wire_words! {
    /// What users and groups are to a room.
    RoleKind {
        /// They may join.
        Member = "member",
        /// They manage it.
        Manager = "manager",
        /// They may post although it is an auditorium.
        Presenter = "presenter" | "voiced",
        /// They may create rooms in a category.
        Creator = "creator",
    }
}

wire_words! {
    /// What happens to a list.
    RoleChange {
        /// It becomes exactly these.
        Set = "set",
        /// These are added.
        Add = "add",
        /// These are removed.
        Remove = "remove",
    }
}

/// The members, managers, presenters or creators of a room or category, or a change of them (`role`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoleList {
    /// Which list; `None` for a word that nobody knows.
    pub kind: Option<RoleKind>,
    /// What happens to it.
    pub change: Option<RoleChange>,
    /// The users and groups.
    pub principals: Vec<Principal>,
}

impl Block for RoleList {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<RoleList, XccosError> {
        let mut role = RoleList::default();
        reader.attributes(element, |name, value| match name {
            "type" => role.kind = RoleKind::parse(&value),
            "op" => role.change = RoleChange::parse(&value),
            _ => {}
        })?;
        while let Some(child) = reader.child()? {
            match child.name() {
                "uib" => reader.push(&mut role.principals, &child)?,
                name if names::GROUP.is(name) => reader.push(&mut role.principals, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        Ok(role)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let element = names::ROLE.wire;
        writer.start(element).plain("type", self.kind).plain("op", self.change);
        if self.principals.is_empty() {
            writer.empty();
        } else {
            writer.children().blocks(&self.principals).end(element);
        }
    }
}

/// An add-in of rooms (`siop`, and three attributes of a room).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddIn {
    /// Its GUID.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its page.
    pub url: Option<String>,
}

impl Block for AddIn {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<AddIn, XccosError> {
        let mut add_in = AddIn::default();
        reader.attributes(element, |name, value| match name {
            name if names::ADD_IN_ID.is(name) => add_in.id = value.into_owned(),
            name if names::ADD_IN_NAME.is(name) => add_in.name = Some(value.into_owned()),
            name if names::ADD_IN_URL.is(name) => add_in.url = Some(value.into_owned()),
            _ => {}
        })?;
        reader.close()?;
        Ok(add_in)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.start(names::ADD_IN.wire);
        self.write_attributes(writer);
        writer.empty();
    }
}

impl AddIn {
    pub(super) fn write_attributes(&self, writer: &mut Writer<'_>) {
        writer
            .attribute(names::ADD_IN_ID.wire, &self.id)
            .optional(names::ADD_IN_NAME.wire, self.name.as_deref())
            .optional(names::ADD_IN_URL.wire, self.url.as_deref());
    }
}
