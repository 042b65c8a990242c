//! Large rooms: the server neither tells who is in them nor who comes and goes (spec: sdk.md 13, xccos.md 12.22).
//!
//! No notice says that a room has become large or small again. What gives it away is a notice that does not fit what is known:
//! somebody comes or goes in a room whose participants are hidden, or a number of participants that is another one or comes then. The room is
//! joined again then, which changes nothing at the server and is answered with all that is to be known.

use super::commands::Answer;
use super::driver::Driver;
use super::joining::{display_name, set_own_rights};
use super::notices::attendance;
use super::operations::Goal;
use super::roster::Rights;
use super::session::SessionShared;
use crate::api::{ChatRoomParticipant, SessionEvent};
use crate::sip::message::same_user;
use crate::xccos::names::CommandName;
use crate::xccos::{Data, Principal, Request, Room, RoomKey, uri};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

/// Whether the reply to a join hides who is in the room: somebody is, and at most the user himself is listed.
pub(super) fn is_hidden(room: &Room, listed: usize, is_own_listed: bool) -> bool {
    match room.participant_count {
        Some(count) => count > 1 && listed == usize::from(is_own_listed),
        None => listed == 0,
    }
}

impl Driver {
    pub(super) fn hidden_participants(
        &mut self,
        session: &Arc<SessionShared>,
        answer: Answer<Vec<ChatRoomParticipant>>,
        now: Instant,
    ) {
        match self.room_of(session) {
            Ok(room) => {
                let request = of_room(CommandName::GetParticipants, &room);
                self.ask(request, Goal::HiddenParticipants { room, answer }, now);
            }
            Err(error) => {
                let _ = answer.send(Err(error));
            }
        }
    }

    /// The join reply of a large room may leave out even the user's own permissions.
    pub(super) fn ask_own_rights(&mut self, session: &Arc<SessionShared>, room: &str, now: Instant) {
        let goal = Goal::OwnRights { session: Arc::clone(session), room: room.to_string() };
        self.ask(of_room(CommandName::GetPermissions, room), goal, now);
    }

    pub(super) fn own_rights_told(&mut self, session: &Arc<SessionShared>, room: &str, data: &Data) {
        let inside = data.rooms.iter().flat_map(|room| &room.associations);
        let rights = data
            .associations
            .iter()
            .chain(inside)
            .map(|association| Rights::from(association.key))
            .reduce(Rights::with);
        let is_same = self.rooms.get_mut(room).is_some_and(|room| Arc::ptr_eq(&room.session, session));
        let own = self.shared.account.uri.clone();
        if let (true, Some(rights)) = (is_same, rights) {
            self.change_room(room, |inside| {
                // A notice that came meanwhile is newer.
                if inside.roster.rights(&own).is_none() {
                    inside.roster.put(&own, None, None, rights);
                    set_own_rights(&mut inside.properties, Some(rights));
                }
            });
        }
    }

    /// Joins a room again that the user is in, to hear who is there.
    pub(super) fn ask_again(&mut self, uri: &str, now: Instant) {
        let Some(room) = self.rooms.get_mut(uri) else { return };
        let Some(key) = RoomKey::from_uri(0, &room.uri) else { return };
        if std::mem::replace(&mut room.is_asked_again, true) {
            return;
        }
        let goal = Goal::JoinAgain { session: Arc::clone(&room.session), room: room.uri.clone() };
        self.ask(Request::Join(key), goal, now);
    }

    /// The room as it is now; what differs from what was known is told.
    pub(super) fn joined_again(&mut self, session: &Arc<SessionShared>, uri: &str, data: Option<&Data>) {
        let Some(room) = self.rooms.get_mut(uri).filter(|room| Arc::ptr_eq(&room.session, session)) else {
            return;
        };
        room.is_asked_again = false;
        let Some((data, described)) = data.and_then(|data| Some((data, data.room(uri)?))) else { return };
        let uri = room.uri.clone();
        let now_inside = self.inside(&uri, described, &data.participants());
        let was_hidden = session.with_room(|inside| inside.properties.is_roster_hidden).unwrap_or(false);
        let before = session.participants();
        let own = self.shared.account.uri.clone();
        self.change_room(&uri, |inside| {
            let rights = inside.roster.rights(&own);
            *inside = now_inside;
            if let (None, Some(rights)) = (inside.roster.rights(&own), rights) {
                inside.roster.put(&own, None, None, rights);
                set_own_rights(&mut inside.properties, Some(rights));
            }
        });
        let is_hidden = session.with_room(|inside| inside.properties.is_roster_hidden).unwrap_or(false);
        if was_hidden || is_hidden {
            return;
        }
        let after = session.participants();
        for (people, others, is_active) in [(&before, &after, false), (&after, &before, true)] {
            let known: HashSet<String> = others.iter().map(|it| it.uri.to_ascii_lowercase()).collect();
            for participant in people.iter().filter(|it| !known.contains(&it.uri.to_ascii_lowercase())) {
                let change = attendance(&uri, participant.clone(), is_active);
                self.outbox.session(session, SessionEvent::ParticipantAttendanceChanged(change));
            }
        }
    }
}

/// The participants of a reply to `cmd:getusers`, sorted by URI: listed in the room by number, or each with permissions of his own.
pub(super) fn listed(data: &Data, room: &str) -> Vec<ChatRoomParticipant> {
    let mut people: Vec<(&Principal, Rights)> = Vec::new();
    let participants = data.participants();
    if let Some(described) = data.room(room).or(data.rooms.first()) {
        people.extend(participants.of(described).map(|(user, permissions)| (user, permissions.into())));
    }
    if people.is_empty() {
        people.extend(data.principals.iter().map(|user| {
            let here = user
                .associations
                .iter()
                .filter(|association| association.room_uri().is_none_or(|of| uri::same(&of, room)));
            let rights = here.map(|it| Rights::from(it.key)).reduce(Rights::with).unwrap_or_default();
            (user, rights)
        }));
    }
    people.retain(|(user, _)| !user.uri.is_empty());
    people.sort_by_cached_key(|(user, _)| user.uri.to_ascii_lowercase());
    people.dedup_by(|(again, more), (user, rights)| {
        let is_same = same_user(&again.uri, &user.uri);
        if is_same {
            *rights = rights.with(*more);
        }
        is_same
    });
    people.into_iter().map(|(user, rights)| participant(user, rights)).collect()
}

/// Somebody who is in no roster.
pub(super) fn participant(user: &Principal, rights: Rights) -> ChatRoomParticipant {
    ChatRoomParticipant {
        uri: user.uri.clone(),
        name: display_name(user).map(str::to_string),
        is_manager: rights.is_manager(),
        is_presenter: rights.is_presenter(),
        guid: user.guid.clone().filter(|guid| !guid.is_empty()),
    }
}

fn of_room(name: CommandName, room: &str) -> Request {
    Request::Other { id: name.id().to_string(), data: Box::new(Data::of_rooms(vec![Room::new(room)])) }
}
