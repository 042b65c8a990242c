//! What the chat server tells unasked: messages, and who comes and goes (spec: xccos.md 3.2, 4.10).

use super::driver::Driver;
use super::joining::{display_name, set_own_rights};
use super::roster::Rights;
use super::{browsing, large_rooms};
use crate::api::{
    ChatMessage, ChatRoomParticipant, EndpointEvent, Error, ErrorCode, ParticipantAttendanceChanged,
    ParticipantPrivilegeChanged, SessionEvent, Timestamp,
};
use crate::sip::message::same_user;
use crate::xccos::{GroupChat, Notice, NoticeEvent, NoticeName, Principal};
use std::time::Instant;

impl Driver {
    /// A message was posted to a room.
    pub(super) fn take_message(&mut self, mut message: GroupChat) {
        let Some(room) = self.rooms.get_mut(&message.room) else {
            log::debug!("{}: a message for a room that is not joined", self.shared.account.uri);
            return;
        };
        let is_new = match message.chat_id {
            Some(number) => room.duplicates.is_new(number),
            None => {
                let ticks = message.time.map(crate::xccos::Timestamp::unix_ticks);
                room.duplicates.is_new_unnumbered(&message.author, &message.text, ticks)
            }
        };
        if !is_new {
            log::debug!("{}: a message came again", self.shared.account.uri);
            return;
        }
        let session = std::sync::Arc::clone(&room.session);
        let author_name = match message.author_name.take() {
            Some(name) => Some(name),
            None => session.with_room(|inside| inside.roster.name(&message.author)).flatten(),
        };
        let mut received = chat_message(message, room.name.clone(), author_name);
        received.room_uri.clone_from(&room.uri);
        if same_user(&received.author_uri, &self.shared.account.uri) {
            self.note_echo(&received.room_uri, &received.content);
        }
        self.outbox.session(&session, SessionEvent::MessageReceived(received));
    }

    pub(super) fn take_notice(&mut self, notice: &Notice, now: Instant) {
        let is_change = notice.name() == Some(NoticeName::PermissionsModified);
        for event in notice.events() {
            match event {
                NoticeEvent::Present { user, room, permissions } => {
                    self.present(user, &room, permissions.into(), is_change, now);
                }
                NoticeEvent::Departed { user, room: Some(room) } => {
                    let is_disabled = notice.data.room(room).is_some_and(|it| it.disabled == Some(true));
                    self.departed(user, room, is_disabled, now);
                }
                NoticeEvent::Departed { user, room: None } => {
                    for room in self.rooms.uris() {
                        self.departed(user, &room, false, now);
                    }
                }
                NoticeEvent::RoomModified(room) => self.modified(room, now),
                NoticeEvent::Invited { room, invite_id } => {
                    if let Some(invitation) = browsing::invitation(room, invite_id) {
                        self.outbox.endpoint(EndpointEvent::ChatRoomInvitationReceived(invitation));
                    }
                }
            }
        }
    }

    /// Somebody is in the room: he came, or what he may do changed. A notice for a room that was left already says nothing to anybody.
    fn present(&mut self, user: &Principal, uri: &str, rights: Rights, is_change: bool, now: Instant) {
        if user.uri.is_empty() {
            return;
        }
        let own = same_user(&user.uri, &self.shared.account.uri);
        let Some(room) = self.rooms.get_mut(uri) else { return };
        let told = room.session.with_room(|inside| {
            let is_hidden = inside.properties.is_roster_hidden;
            let before = inside.roster.rights(&user.uri);
            if own || !is_hidden {
                inside.roster.put(&user.uri, display_name(user), user.guid.as_deref(), rights);
            }
            if own {
                set_own_rights(&mut inside.properties, Some(rights));
            }
            let participant = match inside.roster.get(&user.uri) {
                Some(participant) => participant,
                None => large_rooms::participant(user, rights),
            };
            let is_told = match before {
                Some(before) if own => before != rights,
                Some(before) => !before.has_same_roles(rights),
                None => !own || is_change || !is_hidden,
            };
            (is_told.then_some(participant), before.is_some() || (is_hidden && is_change), is_hidden)
        });
        let Some((participant, is_privilege, is_hidden)) = told else { return };
        if let Some(participant) = participant {
            let room_uri = room.uri.clone();
            let event = if is_privilege {
                let change = ParticipantPrivilegeChanged { room_uri, participant };
                SessionEvent::ParticipantPrivilegeChanged(change)
            } else {
                SessionEvent::ParticipantAttendanceChanged(attendance(&room_uri, participant, true))
            };
            self.outbox.session(&room.session, event);
        }
        if is_hidden && !own && !is_change {
            self.ask_again(uri, now);
        }
    }

    fn departed(&mut self, user: &Principal, uri: &str, is_disabled: bool, now: Instant) {
        if same_user(&user.uri, &self.shared.account.uri) {
            return self.removed(uri, is_disabled);
        }
        let Some(room) = self.rooms.get_mut(uri) else { return };
        let told = room.session.with_room(|inside| match inside.properties.is_roster_hidden {
            true => (Some(large_rooms::participant(user, Rights::default())), true),
            false => (inside.roster.remove(&user.uri), false),
        });
        let Some((gone, is_hidden)) = told else { return };
        if let Some(participant) = gone {
            let change = attendance(&room.uri, participant, false);
            self.outbox.session(&room.session, SessionEvent::ParticipantAttendanceChanged(change));
        }
        if is_hidden {
            self.ask_again(uri, now);
        }
    }

    /// The server took the user out of a room.
    pub(super) fn removed(&mut self, uri: &str, is_disabled: bool) {
        let Some(room) = self.rooms.get_mut(uri) else { return };
        let name = &room.name;
        let reason = if is_disabled {
            let text =
                format!("the room '{name}' was disabled: nobody can be in it until it is enabled again");
            Error::new(ErrorCode::NodeDisabled, text)
        } else {
            let text = format!(
                "the server removed the user from the room '{name}': the membership was withdrawn, or the room is for its members only now"
            );
            Error::new(ErrorCode::ErrorPermission, text)
        };
        self.drop_room(uri, Some(reason));
    }
}

pub(super) fn attendance(
    room: &str,
    participant: ChatRoomParticipant,
    is_active: bool,
) -> ParticipantAttendanceChanged {
    ParticipantAttendanceChanged { room_uri: room.to_string(), participant, is_active }
}

/// A message as the API has it. One without a time gets the present one (spec: xccos.md 12.8).
pub(crate) fn chat_message(
    message: GroupChat,
    room_name: String,
    author_name: Option<String>,
) -> ChatMessage {
    let timestamp = message
        .time
        .map_or_else(Timestamp::now, |time| Timestamp::from_unix_micros(time.unix_ticks().div_euclid(10)));
    ChatMessage {
        message_id: message.chat_id,
        author_uri: message.author,
        author_name,
        timestamp,
        room_uri: message.room,
        room_name,
        content: message.text,
        rtf_content: message.rtf,
        is_alert: message.alert.unwrap_or(false),
    }
}
