//! What the chat server tells unasked: messages, and who comes and goes (spec: xccos.md 3.2, 4.10).

use super::driver::Driver;
use super::joining::{display_name, set_own_rights};
use super::{administration, browsing};
use crate::api::{
    ChatMessage, ChatRoomParticipant, EndpointEvent, Error, ErrorCode, ParticipantAttendanceChanged,
    SessionEvent, Timestamp,
};
use crate::sip::message::same_user;
use crate::xccos::{GroupChat, Notice, NoticeEvent, Permissions, Principal, Room, Setting, Visibility};

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

    pub(super) fn take_notice(&mut self, notice: &Notice) {
        for event in notice.events() {
            match event {
                NoticeEvent::Present { user, room, permissions } => self.present(user, &room, permissions),
                NoticeEvent::Departed { user, room: Some(room) } => self.departed(&user.uri, room),
                NoticeEvent::Departed { user, room: None } => {
                    for room in self.rooms.uris() {
                        self.departed(&user.uri, &room);
                    }
                }
                NoticeEvent::RoomModified(room) => self.modified(room),
                NoticeEvent::Invited { room, invite_id } => {
                    if let Some(invitation) = browsing::invitation(room, invite_id) {
                        self.outbox.endpoint(EndpointEvent::ChatRoomInvitationReceived(invitation));
                    }
                }
            }
        }
    }

    fn present(&mut self, user: &Principal, room: &str, permissions: Permissions) {
        if user.uri.is_empty() {
            return;
        }
        let own = same_user(&user.uri, &self.shared.account.uri);
        let Some(room) = self.rooms.get_mut(room) else { return };
        let arrived = room.session.with_room(|inside| {
            let is_new = inside.roster.put(&user.uri, display_name(user), permissions.into());
            if own {
                set_own_rights(&mut inside.properties, Some(permissions.into()));
            }
            is_new.then(|| inside.roster.get(&user.uri)).flatten()
        });
        if let Some(participant) = arrived.flatten() {
            let change = attendance(&room.uri, participant, true);
            self.outbox.session(&room.session, change);
        }
    }

    fn departed(&mut self, user: &str, uri: &str) {
        let own = same_user(user, &self.shared.account.uri);
        let Some(room) = self.rooms.get_mut(uri) else { return };
        if own {
            let text = format!(
                "the server removed the user from the room '{}': the membership was withdrawn or the room was disabled",
                room.name
            );
            return self.drop_room(uri, Some(Error::new(ErrorCode::UserNotJoined, text)));
        }
        let gone = room.session.with_room(|inside| inside.roster.remove(user)).flatten();
        if let Some(participant) = gone {
            let change = attendance(&room.uri, participant, false);
            self.outbox.session(&room.session, change);
        }
    }

    /// What the notice does not mention stays.
    fn modified(&mut self, changed: &Room) {
        let own = self.shared.account.uri.clone();
        let Some(room) = self.rooms.get_mut(changed.uri()) else { return };
        if let Some(name) = &changed.name {
            room.name.clone_from(name);
        }
        room.session.with_room(|inside| {
            let properties = &mut inside.properties;
            for (new, old) in [
                (&changed.name, &mut properties.name),
                (&changed.description, &mut properties.description),
                (&changed.topic, &mut properties.topic),
            ] {
                if let Some(new) = new {
                    old.clone_from(new);
                }
            }
            for (new, old) in [
                (changed.logged, &mut properties.is_logged),
                (changed.file_post, &mut properties.is_file_post_allowed),
                (changed.invite, &mut properties.is_invite),
            ] {
                if let Some(new) = new.filter(|new| *new != Setting::Inherit) {
                    *old = new.is_on();
                }
            }
            if let Some(add_in) = &changed.add_in {
                properties.add_in = administration::add_in(add_in.clone());
            }
            if let Some(parent) = &changed.parent {
                properties.parent_category_uri = Some(parent.clone());
            }
            if let Some(visibility) = changed.visibility {
                properties.visible_only_to_members = visibility == Visibility::Private;
            }
            if let Some(behavior) = changed.behavior {
                properties.is_auditorium = behavior == crate::xccos::Behavior::Auditorium;
                set_own_rights(properties, inside.roster.rights(&own));
            }
        });
    }
}

fn attendance(room: &str, participant: ChatRoomParticipant, is_active: bool) -> SessionEvent {
    SessionEvent::ParticipantAttendanceChanged(ParticipantAttendanceChanged {
        room_uri: room.to_string(),
        participant,
        is_active,
    })
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
