//! Notices: what a server tells unasked (xccos.md 3.1, 3.2).

use super::blocks::{Association, Data, Principal, Room};
use super::error::XccosError;
use super::names::NOTICES;
use super::permissions::Permissions;
use super::reader::{Block, Element, Reader};
use super::response_code::Response;
use super::text;
use super::writer::Writer;
use std::borrow::Cow;

/// The notices that have a name here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeName {
    /// Users joined a room.
    Join,
    /// Users joined several rooms.
    BatchJoin,
    /// Users left a room.
    Part,
    /// A user left everything.
    Quit,
    /// The user was invited.
    Invitation,
    /// Properties of a room changed.
    RoomModified,
    /// Permissions of a participant changed.
    PermissionsModified,
}

impl NoticeName {
    /// The id that is written.
    pub fn id(self) -> &'static str {
        NOTICES.iter().find(|entry| entry.name == self).map_or("", |entry| entry.notice.wire)
    }

    /// The notice with this id, in any letter case, aliases included.
    pub fn of(id: &str) -> Option<NoticeName> {
        NOTICES.iter().find(|entry| entry.notice.is_id(id.trim())).map(|entry| entry.name)
    }
}

/// A notice. Read it with [`Notice::events`], which goes by structure and not by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The id, `ntc:` included.
    pub id: Cow<'static, str>,
    /// Position in its envelope, from 1, which is also what a missing one is read as.
    pub seqid: u32,
    /// What happened.
    pub data: Data,
}

/// One thing that a notice tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeEvent<'a> {
    /// The user is a participant of the room with these permissions: he arrived, or they changed. Update or insert.
    Present {
        /// The user.
        user: &'a Principal,
        /// URI of the room.
        room: String,
        /// His permissions there.
        permissions: Permissions,
    },
    /// The user is no participant of the room any more. When it is the reader himself, his session in the room is over.
    Departed {
        /// The user.
        user: &'a Principal,
        /// URI of the room; `None`: he left every room.
        room: Option<&'a str>,
    },
    /// Properties of a room changed; those that are there are the new ones.
    RoomModified(&'a Room),
    /// The reader was invited to this room.
    Invited {
        /// The room.
        room: &'a Room,
        /// Number of the invitation, when it has one.
        invite_id: Option<i64>,
    },
}

impl Notice {
    /// Tells the participants of rooms that `user` arrived there with these permissions: `ntc:join` for one room,
    /// `ntc:bjoin` for several (the latter a guess, xccos.md 12.13). Texts that are no URI of a room are skipped.
    pub fn joined<'a>(user: Principal, rooms: impl IntoIterator<Item = (&'a str, Permissions)>) -> Notice {
        let associations: Vec<Association> = rooms
            .into_iter()
            .filter_map(|(room, permissions)| Association::in_room(permissions, room))
            .collect();
        let name = if associations.len() > 1 { NoticeName::BatchJoin } else { NoticeName::Join };
        let data = Data { principals: vec![Principal { associations, ..user }], ..Data::default() };
        Notice::new(name, data)
    }

    /// Tells the participants of rooms that `user` left them.
    pub fn parted<'a>(user: &Principal, rooms: impl IntoIterator<Item = &'a str>) -> Notice {
        let rooms =
            rooms.into_iter().map(|room| Room { users: vec![user.clone()], ..Room::new(room) }).collect();
        Notice::new(NoticeName::Part, Data::of_rooms(rooms))
    }

    /// The only notice of an envelope.
    pub fn new(name: NoticeName, data: Data) -> Notice {
        Notice { id: Cow::Borrowed(name.id()), seqid: 1, data }
    }

    /// The notice's name; `None` for an id that has none here.
    pub fn name(&self) -> Option<NoticeName> {
        NoticeName::of(&self.id)
    }

    /// What happened, told from the structure (xccos.md 3.2), so that a wrong guess of an id costs nothing: users
    /// inside rooms departed, rooms inside users are presence. Only ids that speak of invitations or of modified
    /// rooms are read by their id.
    pub fn events(&self) -> Vec<NoticeEvent<'_>> {
        let mut events = Vec::new();
        let id = self.id.to_ascii_lowercase();
        let name = self.name();
        let invitation = name == Some(NoticeName::Invitation) || (name.is_none() && id.contains("inv"));
        let modified = name == Some(NoticeName::RoomModified) || (name.is_none() && id.contains("mod"));
        for room in &self.data.rooms {
            if invitation {
                let own = room.invitations.iter().find_map(|invitation| invitation.invite_id);
                let invite_id =
                    own.or(self.data.invitation.as_ref().and_then(|invitation| invitation.invite_id));
                events.push(NoticeEvent::Invited { room, invite_id });
            } else if modified {
                events.push(NoticeEvent::RoomModified(room));
            } else if let Some(uri) = room.uri.as_deref() {
                events.extend(room.users.iter().map(|user| NoticeEvent::Departed { user, room: Some(uri) }));
            }
        }
        for user in &self.data.principals {
            if user.associations.is_empty() && name == Some(NoticeName::Quit) {
                events.push(NoticeEvent::Departed { user, room: None });
            }
            events.extend(user.associations.iter().filter_map(|association| {
                let room = association.room_uri()?;
                Some(NoticeEvent::Present { user, room, permissions: association.key })
            }));
        }
        events
    }
}

impl Block for Notice {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Notice, XccosError> {
        let mut notice = Notice { seqid: 1, ..Notice::default() };
        reader.attributes(element, |name, value| match name {
            "id" => notice.id = Cow::Owned(value.into_owned()),
            "seqid" => notice.seqid = text::number(&value).unwrap_or(1),
            _ => {}
        })?;
        let mut data = None;
        while let Some(child) = reader.child()? {
            match child.name() {
                "data" => reader.set(&mut data, &child)?,
                // Its outcome means nothing for a notice (xccos.md 12.4).
                "resp" => drop(Response::read(reader, &child)?),
                _ => reader.ignore(&child)?,
            }
        }
        notice.data = data.unwrap_or_default();
        Ok(notice)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.start("ntc").attribute("id", &self.id).plain("seqid", Some(self.seqid)).children();
        self.data.write(writer);
        writer.end("ntc");
    }
}
