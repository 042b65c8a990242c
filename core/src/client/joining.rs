//! Joining and leaving rooms (spec: sdk.md 2.5, xccos.md 9.2, 9.5).

use super::commands::Answer;
use super::driver::Driver;
use super::duplicates::Duplicates;
use super::operations::Goal;
use super::rooms::JoinedRoom;
use super::roster::{Rights, Roster};
use super::session::{RoomInside, SessionShared};
use super::{administration, large_rooms, refusal};
use crate::api::{ChatRoomProperties, Error, ErrorCode, Result, SessionState};
use crate::xccos::names::CommandName;
use crate::xccos::{
    Behavior, Data, Participants, Reply, Request, Room, RoomKey, RoomQuery, Setting, Visibility,
};
use std::sync::Arc;
use std::time::Instant;

impl Driver {
    pub(super) fn join(
        &mut self,
        session: Arc<SessionShared>,
        room: String,
        answer: Answer<()>,
        now: Instant,
    ) {
        if let Err(error) = self.may_join(&session, Some(&room)) {
            let _ = answer.send(Err(error));
            return;
        }
        self.set_session(&session, SessionState::Establishing, None);
        self.send_join(session, room, answer, now);
    }

    pub(super) fn join_by_name(
        &mut self,
        session: Arc<SessionShared>,
        name: String,
        answer: Answer<()>,
        now: Instant,
    ) {
        if let Err(error) = self.may_join(&session, None) {
            let _ = answer.send(Err(error));
            return;
        }
        self.set_session(&session, SessionState::Establishing, None);
        let query = RoomQuery { match_exact_phrase: Some(true), ..RoomQuery::by_name(&name) };
        let goal = Goal::FindToJoin { session, name, is_by_name: false, answer };
        self.ask(Request::SearchRooms(query), goal, now);
    }

    fn may_join(&mut self, session: &Arc<SessionShared>, room: Option<&str>) -> Result<()> {
        let state = session.state();
        if state != SessionState::Idle {
            let text = match state {
                SessionState::Established => {
                    "the session is in a room already; leave it first, or make another session"
                }
                SessionState::Terminated => super::session::ENDED,
                _ => "the session is joining or leaving a room; wait for that to end",
            };
            return Err(Error::new(ErrorCode::SessionState, text));
        }
        if let Some(room) = room.filter(|room| self.rooms.is_taken(room)) {
            let text = format!("this endpoint is in the room {room} already; one session per room");
            return Err(Error::new(ErrorCode::InvalidOperation, text));
        }
        Ok(())
    }

    fn send_join(&mut self, session: Arc<SessionShared>, room: String, answer: Answer<()>, now: Instant) {
        let Some(key) = RoomKey::from_uri(0, &room) else {
            let error = Error::new(ErrorCode::BadArgument, format!("'{room}' is no room URI"));
            return self.join_failed(&session, answer, error);
        };
        self.rooms.joining(&room);
        self.ask(Request::Join(key), Goal::Join { session, room, answer }, now);
    }

    pub(super) fn found_to_join(
        &mut self,
        session: Arc<SessionShared>,
        name: String,
        is_by_name: bool,
        answer: Answer<()>,
        data: &Data,
        now: Instant,
    ) {
        let wanted = name.to_lowercase();
        let found = data
            .rooms
            .iter()
            .find(|room| room.name.as_deref().is_some_and(|name| name.trim().to_lowercase() == wanted))
            .and_then(|room| room.uri.clone());
        let Some(room) = found else {
            let error = Error::new(ErrorCode::NoSuchNode, no_such_room(&name));
            return self.not_found_to_join(session, name, is_by_name, answer, error, now);
        };
        if answer.is_closed() {
            return self.set_session(&session, SessionState::Idle, None);
        }
        if self.rooms.is_taken(&room) {
            let text = format!("this endpoint is in the room '{name}' already; one session per room");
            return self.join_failed(&session, answer, Error::new(ErrorCode::InvalidOperation, text));
        }
        self.send_join(session, room, answer, now);
    }

    /// A search finds every room whose name has the wanted one in it, leaves out disabled ones, and gives no more than the server likes. So the
    /// room is asked for by its name then, with a command that not every server may know (spec: xccos.md 3.2).
    pub(super) fn not_found_to_join(
        &mut self,
        session: Arc<SessionShared>,
        name: String,
        is_by_name: bool,
        answer: Answer<()>,
        error: Error,
        now: Instant,
    ) {
        let is_told_by_the_search = matches!(
            error.code(),
            ErrorCode::NoSuchNode | ErrorCode::LimitExceeded | ErrorCode::MsgNotSupported
        );
        if !is_by_name && is_told_by_the_search && !answer.is_closed() {
            let room = Room { name: Some(name.clone()), ..Room::default() };
            let request = Request::Other {
                id: CommandName::GetRoom.id().to_string(),
                data: Box::new(Data::of_rooms(vec![room])),
            };
            return self.ask(request, Goal::FindToJoin { session, name, is_by_name: true, answer }, now);
        }
        let says_nothing = matches!(
            error.code(),
            ErrorCode::NoSuchNode
                | ErrorCode::MsgNotSupported
                | ErrorCode::InvalidArgument
                | ErrorCode::CommandFailed
                | ErrorCode::UnknownServerError
        );
        let error = match is_by_name && says_nothing {
            true => Error::new(ErrorCode::NoSuchNode, no_such_room(&name)),
            false => error,
        };
        self.join_failed(&session, answer, error);
    }

    pub(super) fn join_failed(&mut self, session: &Arc<SessionShared>, answer: Answer<()>, error: Error) {
        self.set_session(session, SessionState::Idle, Some(error.clone()));
        let _ = answer.send(Err(error));
    }

    /// The server says that the user is in the room.
    pub(super) fn joined(
        &mut self,
        session: Arc<SessionShared>,
        wanted: &str,
        answer: Answer<()>,
        data: &Data,
        now: Instant,
    ) {
        self.rooms.not_joining(wanted);
        let doing = format!("joining the room {wanted}");
        let room = match (data.room(wanted), data.failures.first(), data.rooms.first()) {
            (Some(room), _, _) => room,
            (None, Some(refused), _) => {
                return self.join_failed(&session, answer, refusal::left_out(&doing, refused));
            }
            (None, None, Some(room)) => room,
            (None, None, None) => {
                let text = format!("{doing}: the server's answer names no room");
                return self.join_failed(&session, answer, Error::new(ErrorCode::UnknownServerError, text));
            }
        };
        let uri = room.uri.clone().unwrap_or_else(|| wanted.to_string());
        if answer.is_closed() {
            self.part_unwanted(&uri, now);
            return self.set_session(&session, SessionState::Idle, None);
        }
        self.enter(&session, &uri, room, &data.participants(), now);
        if answer.send(Ok(())).is_err() {
            // Cancelled at the last moment: nobody knows that the session is in the room.
            self.abandon(&[session], now);
        }
    }

    /// The session is in the room.
    pub(super) fn enter(
        &mut self,
        session: &Arc<SessionShared>,
        uri: &str,
        room: &Room,
        participants: &Participants<'_>,
        now: Instant,
    ) {
        let inside = self.inside(uri, room, participants);
        let name = inside.properties.name.clone();
        let asks_rights =
            inside.properties.is_roster_hidden && inside.roster.rights(&self.shared.account.uri).is_none();
        session.publish_joined(inside);
        self.shared.add_joined(session);
        self.rooms.insert(JoinedRoom {
            session: Arc::clone(session),
            uri: uri.to_string(),
            name,
            duplicates: Duplicates::default(),
            is_asked_again: false,
        });
        self.outbox.session_state(session, SessionState::Established, None);
        if asks_rights {
            self.ask_own_rights(session, uri, now);
        }
    }

    /// A join that nobody waited for any more has succeeded after all.
    pub(super) fn undo_join(&mut self, reply: &Reply, now: Instant) {
        let Ok(data) = reply.outcome() else { return };
        let uris: Vec<String> = data.rooms.iter().filter_map(|room| room.uri.clone()).collect();
        for uri in uris {
            // Unless it was joined again meanwhile.
            if !self.rooms.is_taken(&uri) {
                self.part_unwanted(&uri, now);
            }
        }
    }

    pub(super) fn part_unwanted(&mut self, room: &str, now: Instant) {
        self.ask(Request::Part { room: room.to_string() }, Goal::Nothing, now);
    }

    pub(super) fn inside(&self, uri: &str, room: &Room, participants: &Participants<'_>) -> RoomInside {
        let capacity = room.associations.iter().map(|association| association.user_ids().count()).sum();
        let mut roster = Roster::new(Arc::clone(&self.shared.people), capacity);
        for (user, permissions) in participants.of(room) {
            let already = roster.rights(&user.uri).unwrap_or_default();
            roster.put(&user.uri, display_name(user), user.guid.as_deref(), already.with(permissions.into()));
        }
        roster.shrink();
        let own = roster.rights(&self.shared.account.uri);
        let is_on = |setting: Option<Setting>| setting.is_some_and(Setting::is_on);
        let mut properties = ChatRoomProperties {
            room_uri: uri.to_string(),
            name: room.name.clone().unwrap_or_default(),
            description: room.description.clone().unwrap_or_default(),
            topic: room.topic.clone().unwrap_or_default(),
            parent_category_uri: room.parent.clone(),
            add_in: room.add_in.clone().and_then(administration::add_in),
            is_auditorium: room.behavior == Some(Behavior::Auditorium),
            is_file_post_allowed: is_on(room.file_post),
            is_invite: is_on(room.invite),
            is_logged: is_on(room.logged),
            visible_only_to_members: room.visibility == Some(Visibility::Private),
            can_chat: false,
            can_manage: false,
            is_roster_hidden: large_rooms::is_hidden(room, roster.len(), own.is_some()),
        };
        set_own_rights(&mut properties, own);
        RoomInside { properties, roster }
    }

    pub(super) fn leave(&mut self, session: Arc<SessionShared>, answer: Answer<()>, now: Instant) {
        match self.room_of(&session) {
            Ok(room) => {
                self.set_session(&session, SessionState::Terminating, None);
                self.ask(Request::Part { room: room.clone() }, Goal::Leave { session, room, answer }, now);
            }
            Err(error) => {
                let _ = answer.send(Err(error));
            }
        }
    }

    /// However leaving ended, the session is in no room any more.
    pub(super) fn left(
        &mut self,
        session: &Arc<SessionShared>,
        room: &str,
        answer: Answer<()>,
        outcome: Result<()>,
    ) {
        if session.state() == SessionState::Terminating {
            self.drop_room(room, None);
        }
        if outcome.is_ok() {
            self.note_author_left(room);
        }
        let outcome = match outcome {
            Err(error) if error.code() == ErrorCode::UserNotJoined => Ok(()),
            outcome => outcome,
        };
        let _ = answer.send(outcome);
    }

    /// The user is out of the room: the session is idle again.
    pub(super) fn drop_room(&mut self, room: &str, reason: Option<Error>) {
        let Some(room) = self.rooms.remove(room) else { return };
        self.shared.remove_joined(&room.session);
        self.set_session(&room.session, SessionState::Idle, reason);
    }

    pub(super) fn set_session(
        &mut self,
        session: &Arc<SessionShared>,
        state: SessionState,
        reason: Option<Error>,
    ) {
        if self.ending {
            return;
        }
        session.publish_state(state);
        self.outbox.session_state(session, state, reason);
    }
}

fn no_such_room(name: &str) -> String {
    format!("there is no room named '{name}', or the user may not see it")
}

/// What the signed-in user may do. Without an entry of his own, which large rooms do not send, he is taken for a member.
pub(super) fn set_own_rights(properties: &mut ChatRoomProperties, own: Option<Rights>) {
    let may_chat = own.is_none_or(Rights::may_chat);
    let may_present = own.is_some_and(Rights::is_presenter);
    properties.can_chat = if properties.is_auditorium { may_present } else { may_chat };
    properties.can_manage = own.is_some_and(Rights::is_manager);
}

/// The name for people, when the server sent one.
pub(super) fn display_name(user: &crate::xccos::Principal) -> Option<&str> {
    user.display_name.as_deref().or(user.common_name.as_deref()).filter(|name| !name.trim().is_empty())
}
