//! `qib`, `inv` and `association`: questions about rooms (xccos.md 4.8, 4.11, 4.12).

use super::{Behavior, Visibility, wire_words};
use crate::xccos::error::XccosError;
use crate::xccos::names;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::text;
use crate::xccos::timestamp::Timestamp;
use crate::xccos::writer::Writer;

/// What a room query's criteria are compared with (`qib@qtype`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RoomQueryKind {
    /// Names: `BYNAME`, the only kind ever seen.
    #[default]
    ByName,
    /// Rooms that a user is joined to: `BYUSER`, a guess.
    ByUser,
    /// Another word, as it stands.
    Other(String),
}

impl RoomQueryKind {
    /// The word on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            RoomQueryKind::ByName => "BYNAME",
            RoomQueryKind::ByUser => "BYUSER",
            RoomQueryKind::Other(word) => word,
        }
    }

    fn parse(word: &str) -> RoomQueryKind {
        match word.trim() {
            word if word.eq_ignore_ascii_case("BYNAME") => RoomQueryKind::ByName,
            word if word.eq_ignore_ascii_case("BYUSER") => RoomQueryKind::ByUser,
            word => RoomQueryKind::Other(word.to_owned()),
        }
    }
}

/// A search for rooms, or with other commands for principals (`qib`). Only the first three are confirmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomQuery {
    /// What `criteria` is compared with.
    pub kind: RoomQueryKind,
    /// The words; empty is every room.
    pub criteria: String,
    /// Search descriptions and topics as well.
    pub extended: bool,
    /// All words must match.
    pub match_all: Option<bool>,
    /// The words are one phrase.
    pub match_exact_phrase: Option<bool>,
    /// How many rooms at most; -1 is all.
    pub max_results: Option<i32>,
    /// URI of a user: rooms that he is a member of.
    pub member: Option<String>,
    /// URI of a user: rooms that he manages.
    pub manager: Option<String>,
    /// URI of a category: its rooms.
    pub category: Option<String>,
    /// GUID of an add-in: rooms with it.
    pub add_in: Option<String>,
    /// Rooms that are disabled, or that are not.
    pub disabled: Option<bool>,
    /// Rooms of this visibility.
    pub visibility: Option<Visibility>,
    /// Rooms of this behaviour.
    pub behavior: Option<Behavior>,
    /// Rooms whose invitations are on, or off.
    pub invites: Option<bool>,
    /// Look at `invites`.
    pub search_invites: Option<bool>,
    /// Principals whose last name has these letters.
    pub last_name: Option<String>,
    /// Principals whose first name has these letters.
    pub first_name: Option<String>,
    /// Principals whose e-mail address has these letters.
    pub email: Option<String>,
    /// In a reply: there are more than were sent.
    pub more_available: Option<bool>,
}

impl RoomQuery {
    /// Rooms whose name has these words; empty is every room.
    pub fn by_name(criteria: &str) -> RoomQuery {
        RoomQuery { criteria: criteria.to_owned(), ..RoomQuery::default() }
    }
}

impl Block for RoomQuery {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<RoomQuery, XccosError> {
        let mut query = RoomQuery::default();
        reader.attributes(element, |name, value| match name {
            "qtype" => query.kind = RoomQueryKind::parse(&value),
            "criteria" => query.criteria = value.into_owned(),
            "extended" => query.extended = text::boolean(&value).unwrap_or(false),
            name if names::MATCH_ALL.is(name) => query.match_all = text::boolean(&value),
            name if names::MATCH_EXACT_PHRASE.is(name) => query.match_exact_phrase = text::boolean(&value),
            name if names::MAX_RESULTS.is(name) => query.max_results = text::number(&value),
            name if names::MEMBER.is(name) => query.member = Some(value.into_owned()),
            name if names::MANAGER.is(name) => query.manager = Some(value.into_owned()),
            name if names::CATEGORY.is(name) => query.category = Some(value.into_owned()),
            name if names::ADD_IN_GUID.is(name) => query.add_in = Some(value.into_owned()),
            name if names::DISABLED.is(name) => query.disabled = text::boolean(&value),
            name if names::VISIBILITY.is(name) => query.visibility = Visibility::parse(&value),
            name if names::BEHAVIOR.is(name) => query.behavior = Behavior::parse(&value),
            name if names::INVITES.is(name) => query.invites = text::boolean(&value),
            name if names::SEARCH_INVITES.is(name) => query.search_invites = text::boolean(&value),
            name if names::LAST_NAME.is(name) => query.last_name = Some(value.into_owned()),
            name if names::FIRST_NAME.is(name) => query.first_name = Some(value.into_owned()),
            name if names::EMAIL.is(name) => query.email = Some(value.into_owned()),
            name if names::MORE_AVAILABLE.is(name) => query.more_available = text::boolean(&value),
            _ => {}
        })?;
        reader.close()?;
        Ok(query)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("qib")
            .attribute("qtype", self.kind.as_str())
            .attribute("criteria", &self.criteria)
            .plain("extended", Some(self.extended))
            .plain(names::MATCH_ALL.wire, self.match_all)
            .plain(names::MATCH_EXACT_PHRASE.wire, self.match_exact_phrase)
            .plain(names::MAX_RESULTS.wire, self.max_results)
            .optional(names::MEMBER.wire, self.member.as_deref())
            .optional(names::MANAGER.wire, self.manager.as_deref())
            .optional(names::CATEGORY.wire, self.category.as_deref())
            .optional(names::ADD_IN_GUID.wire, self.add_in.as_deref())
            .plain(names::DISABLED.wire, self.disabled)
            .plain(names::VISIBILITY.wire, self.visibility)
            .plain(names::BEHAVIOR.wire, self.behavior)
            .plain(names::INVITES.wire, self.invites)
            .plain(names::SEARCH_INVITES.wire, self.search_invites)
            .optional(names::LAST_NAME.wire, self.last_name.as_deref())
            .optional(names::FIRST_NAME.wire, self.first_name.as_deref())
            .optional(names::EMAIL.wire, self.email.as_deref())
            .plain(names::MORE_AVAILABLE.wire, self.more_available)
            .empty();
    }
}

/// An invitation, or the newest one that a client knows (`inv`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitation {
    /// Its number, ascending per user.
    pub invite_id: Option<i64>,
    /// The SIP domain.
    pub domain: Option<String>,
    /// When it was made.
    pub created_on: Option<Timestamp>,
}

impl Block for Invitation {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Invitation, XccosError> {
        let mut invitation = Invitation::default();
        reader.attributes(element, |name, value| match name {
            "inviteId" => invitation.invite_id = text::number(&value),
            "domain" => invitation.domain = Some(value.into_owned()),
            name if names::INVITED_ON.is(name) => invitation.created_on = Timestamp::parse(&value),
            _ => {}
        })?;
        reader.close()?;
        Ok(invitation)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("inv")
            .plain("inviteId", self.invite_id)
            .optional("domain", self.domain.as_deref())
            .plain(names::INVITED_ON.wire, self.created_on)
            .empty();
    }
}

wire_words! {
    /// As what the user belongs to the rooms that are asked for.
    AssociationKind {
        /// As a member.
        Member = "MEMBER",
        /// As a manager.
        Manager = "MANAGER",
    }
}

/// Which of the user's rooms are asked for (`association`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssociationQuery {
    /// The SIP domain.
    pub domain: Option<String>,
    /// As what; missing is as a member.
    pub kind: Option<AssociationKind>,
    /// How many rooms at most.
    pub max_results: Option<i32>,
}

impl Block for AssociationQuery {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<AssociationQuery, XccosError> {
        let mut query = AssociationQuery::default();
        reader.attributes(element, |name, value| match name {
            "domain" => query.domain = Some(value.into_owned()),
            "type" => query.kind = AssociationKind::parse(&value),
            name if names::MAX_RESULTS.is(name) => query.max_results = text::number(&value),
            _ => {}
        })?;
        reader.close()?;
        Ok(query)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start(names::ASSOCIATION.wire)
            .optional("domain", self.domain.as_deref())
            .plain("type", self.kind)
            .plain(names::MAX_RESULTS.wire, self.max_results)
            .empty();
    }
}
