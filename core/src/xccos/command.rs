//! Commands: what a client asks (xccos.md 3.1).

use super::blocks::{
    AssociationQuery, BackchatQuery, Data, FileReference, Invitation, Preference, Room, RoomKey, RoomQuery,
    ServerInfo,
};
use super::error::XccosError;
use super::names::CommandName;
use super::reader::{Block, Element, Reader};
use super::text;
use super::writer::Writer;

/// A command of an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Position in its envelope, from 1, which is also what a missing one is read as. A reply repeats it.
    pub seqid: u32,
    /// What is asked.
    pub request: Request,
}

/// What a command asks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Request {
    /// Where is the channel server?
    RequestUri,
    /// Limits and facts of the server.
    GetServerInfo(ServerInfo),
    /// Join these rooms.
    BatchJoin(Vec<RoomKey>),
    /// Join one room.
    Join(RoomKey),
    /// Leave one room.
    Part {
        /// Its URI.
        room: String,
    },
    /// Newest messages of a room.
    BackchatContext {
        /// Its URI.
        room: String,
        /// Which messages; an empty query is the server's default.
        query: BackchatQuery,
    },
    /// Search rooms.
    SearchRooms(RoomQuery),
    /// Invitations newer than the given one.
    GetInvitations(Invitation),
    /// Rooms that the user is a member or manager of.
    GetAssociations(AssociationQuery),
    /// Read a preference bundle.
    GetPreference(Preference),
    /// Store a preference bundle.
    SetPreference(Preference),
    /// A token for an upload.
    GetUploadToken(FileReference),
    /// A token for a download.
    GetDownloadToken(FileReference),
    /// Categories in which the user may create rooms.
    GetCreatableCategories,
    /// A command whose shape is not sure or not known. [`Request::name`] tells whether it has a name at all; a server
    /// that cannot do it answers [`ResponseClass::MessageNotSupported`](super::ResponseClass::MessageNotSupported).
    Other {
        /// The id as it stood, `cmd:` included.
        id: String,
        /// Every block that was understood.
        data: Box<Data>,
    },
    /// A known command without a part that it needs. A server answers
    /// [`ResponseClass::InvalidArgument`](super::ResponseClass::InvalidArgument).
    Incomplete {
        /// The command.
        name: CommandName,
        /// The element or attribute that is missing.
        missing: &'static str,
        /// Every block that was understood.
        data: Box<Data>,
    },
}

impl Request {
    /// The command's name; `None` for an id that has none here.
    pub fn name(&self) -> Option<CommandName> {
        Some(match self {
            Request::RequestUri => CommandName::RequestUri,
            Request::GetServerInfo(_) => CommandName::GetServerInfo,
            Request::BatchJoin(_) => CommandName::BatchJoin,
            Request::Join(_) => CommandName::Join,
            Request::Part { .. } => CommandName::Part,
            Request::BackchatContext { .. } => CommandName::BackchatContext,
            Request::SearchRooms(_) => CommandName::SearchRooms,
            Request::GetInvitations(_) => CommandName::GetInvitations,
            Request::GetAssociations(_) => CommandName::GetAssociations,
            Request::GetPreference(_) => CommandName::GetPreference,
            Request::SetPreference(_) => CommandName::SetPreference,
            Request::GetUploadToken(_) => CommandName::GetUploadToken,
            Request::GetDownloadToken(_) => CommandName::GetDownloadToken,
            Request::GetCreatableCategories => CommandName::GetCreatableCategories,
            Request::Other { id, .. } => return CommandName::of(id),
            Request::Incomplete { name, .. } => *name,
        })
    }

    /// The command's id, `cmd:` included.
    pub fn id(&self) -> &str {
        match self {
            Request::Other { id, .. } => id,
            // Every other request has a name.
            request => request.name().map_or("", CommandName::id),
        }
    }

    /// Joins rooms by URI, one with `cmd:join` and several with `cmd:bjoin`. The error is the first text that is not
    /// the URI of a room; no rooms at all make an empty batch.
    pub fn join<'a>(rooms: impl IntoIterator<Item = &'a str>) -> Result<Request, &'a str> {
        let mut keys = Vec::new();
        for (key, room) in (0..).zip(rooms) {
            keys.push(RoomKey::from_uri(key, room).ok_or(room)?);
        }
        if keys.len() == 1
            && let Some(key) = keys.pop()
        {
            return Ok(Request::Join(key));
        }
        Ok(Request::BatchJoin(keys))
    }

    /// Looks for messages in the history of rooms; the name tells whether it begins at a message or not.
    pub fn search_history<'a>(rooms: impl IntoIterator<Item = &'a str>, query: BackchatQuery) -> Request {
        let name = match query.message_id {
            Some(_) => CommandName::HistoryByMessage,
            None => CommandName::SearchHistory,
        };
        let rooms = rooms.into_iter().map(Room::new).collect();
        let data = Data { rooms, backchat: Some(query), ..Data::default() };
        Request::Other { id: name.id().to_owned(), data: Box::new(data) }
    }

    /// Whether it is what [`Request::search_history`] makes.
    pub fn is_history_search(&self) -> bool {
        matches!(self.name(), Some(CommandName::SearchHistory | CommandName::HistoryByMessage))
    }

    fn from_data(id: String, mut data: Data) -> Request {
        let Some(name) = CommandName::of(&id) else {
            return Request::Other { id, data: Box::new(data) };
        };
        let missing = match name {
            CommandName::RequestUri => return Request::RequestUri,
            CommandName::GetCreatableCategories => return Request::GetCreatableCategories,
            CommandName::GetServerInfo => {
                return Request::GetServerInfo(data.server_info.unwrap_or_default());
            }
            CommandName::GetInvitations => {
                return Request::GetInvitations(data.invitation.unwrap_or_default());
            }
            CommandName::GetAssociations => {
                return Request::GetAssociations(data.association_query.unwrap_or_default());
            }
            CommandName::BatchJoin => match data.room_keys.is_empty() {
                false => return Request::BatchJoin(data.room_keys),
                true => "chanid",
            },
            CommandName::Join => match data.room_keys.is_empty() {
                false => return Request::Join(data.room_keys.swap_remove(0)),
                true => "chanid",
            },
            CommandName::Part => match first_room(&mut data) {
                Some(room) => return Request::Part { room },
                None => "chanib/@uri",
            },
            CommandName::BackchatContext => match first_room(&mut data) {
                Some(room) => {
                    return Request::BackchatContext { room, query: data.backchat.unwrap_or_default() };
                }
                None => "chanib/@uri",
            },
            CommandName::SearchRooms => match data.room_query {
                Some(query) => return Request::SearchRooms(query),
                None => "qib",
            },
            CommandName::GetPreference => match data.preference {
                Some(preference) => return Request::GetPreference(preference),
                None => "pref",
            },
            CommandName::SetPreference => match data.preference {
                Some(preference) => return Request::SetPreference(preference),
                None => "pref",
            },
            CommandName::GetUploadToken => match data.file {
                Some(file) => return Request::GetUploadToken(file),
                None => "ftdb",
            },
            CommandName::GetDownloadToken => match data.file {
                Some(file) => return Request::GetDownloadToken(file),
                None => "ftdb",
            },
            _ => return Request::Other { id, data: Box::new(data) },
        };
        Request::Incomplete { name, missing, data: Box::new(data) }
    }

    fn write_data(&self, writer: &mut Writer<'_>) {
        let one = |writer: &mut Writer<'_>, write: &dyn Fn(&mut Writer<'_>)| {
            writer.start("data").children();
            write(writer);
            writer.end("data");
        };
        match self {
            Request::RequestUri | Request::GetCreatableCategories => writer.start("data").empty(),
            Request::GetServerInfo(info) => one(writer, &|w| info.write(w)),
            Request::BatchJoin(keys) => one(writer, &|w| {
                w.blocks(keys);
            }),
            Request::Join(key) => one(writer, &|w| key.write(w)),
            Request::Part { room } => one(writer, &|w| Room::new(room).write(w)),
            Request::BackchatContext { room, query } => one(writer, &|w| {
                Room::new(room).write(w);
                query.write(w);
            }),
            Request::SearchRooms(query) => one(writer, &|w| query.write(w)),
            Request::GetInvitations(invitation) => one(writer, &|w| invitation.write(w)),
            Request::GetAssociations(query) => one(writer, &|w| query.write(w)),
            Request::GetPreference(preference) | Request::SetPreference(preference) => {
                one(writer, &|w| preference.write(w));
            }
            Request::GetUploadToken(file) | Request::GetDownloadToken(file) => {
                one(writer, &|w| file.write(w))
            }
            Request::Other { data, .. } | Request::Incomplete { data, .. } => data.write(writer),
        }
    }
}

fn first_room(data: &mut Data) -> Option<String> {
    data.rooms.iter_mut().find_map(|room| room.uri.take())
}

impl Command {
    /// The only command of an envelope.
    pub fn new(request: Request) -> Command {
        Command { seqid: 1, request }
    }
}

impl Block for Command {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Command, XccosError> {
        let mut id = String::new();
        let mut seqid = 1;
        reader.attributes(element, |name, value| match name {
            "id" => id = value.into_owned(),
            "seqid" => seqid = text::number(&value).unwrap_or(1),
            _ => {}
        })?;
        let mut data = None;
        while let Some(child) = reader.child()? {
            match child.name() {
                "data" => reader.set(&mut data, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        Ok(Command { seqid, request: Request::from_data(id, data.unwrap_or_default()) })
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.start("cmd").attribute("id", self.request.id()).plain("seqid", Some(self.seqid)).children();
        self.request.write_data(writer);
        writer.end("cmd");
    }
}
