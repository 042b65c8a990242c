//! Changes of a room while the user is in it (spec: sdk.md 3.12, 13; xccos.md 3.2).

use super::administration;
use super::driver::Driver;
use super::joining::set_own_rights;
use super::session::RoomInside;
use crate::api::{ChatRoomProperties, ChatRoomPropertiesChanged, SessionEvent};
use crate::xccos::{Behavior, Room, Setting, Visibility};
use std::time::Instant;

impl Driver {
    /// A notice about a room. What it does not mention stays.
    pub(super) fn modified(&mut self, changed: &Room, now: Instant) {
        let uri = changed.uri();
        if changed.disabled == Some(true) {
            return self.removed(uri, true);
        }
        let own = self.shared.account.uri.clone();
        let mut stale = false;
        self.change_room(uri, |inside| {
            apply(changed, &mut inside.properties);
            if changed.behavior.is_some() {
                set_own_rights(&mut inside.properties, inside.roster.rights(&own));
            }
            let known = u32::try_from(inside.roster.len()).ok();
            let is_hidden = inside.properties.is_roster_hidden;
            stale = changed.participant_count.is_some_and(|count| is_hidden || known != Some(count));
        });
        if stale {
            self.ask_again(uri, now);
        }
    }

    /// Changes what is known of a room, and tells which properties that changed.
    pub(super) fn change_room(&mut self, uri: &str, change: impl FnOnce(&mut RoomInside)) {
        let Some(room) = self.rooms.get_mut(uri) else { return };
        let told = room.session.with_room(|inside| {
            let old_properties = inside.properties.clone();
            change(inside);
            let changed = differences(&old_properties, &inside.properties);
            (!changed.is_empty()).then(|| ChatRoomPropertiesChanged {
                room_uri: room.uri.clone(),
                old_properties,
                new_properties: inside.properties.clone(),
                changed,
            })
        });
        if let Some(Some(event)) = told {
            room.name.clone_from(&event.new_properties.name);
            let event = SessionEvent::ChatRoomPropertiesChanged(Box::new(event));
            self.outbox.session(&room.session, event);
        }
    }
}

fn apply(changed: &Room, properties: &mut ChatRoomProperties) {
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
        properties.is_auditorium = behavior == Behavior::Auditorium;
    }
}

/// The names of the fields that differ. Written so that a new field cannot be forgotten.
fn differences(old: &ChatRoomProperties, new: &ChatRoomProperties) -> Vec<String> {
    let ChatRoomProperties {
        room_uri,
        name,
        description,
        topic,
        parent_category_uri,
        add_in,
        is_auditorium,
        is_file_post_allowed,
        is_invite,
        is_logged,
        visible_only_to_members,
        can_chat,
        can_manage,
        is_roster_hidden,
    } = old;
    [
        ("room_uri", *room_uri != new.room_uri),
        ("name", *name != new.name),
        ("description", *description != new.description),
        ("topic", *topic != new.topic),
        ("parent_category_uri", *parent_category_uri != new.parent_category_uri),
        ("add_in", *add_in != new.add_in),
        ("is_auditorium", *is_auditorium != new.is_auditorium),
        ("is_file_post_allowed", *is_file_post_allowed != new.is_file_post_allowed),
        ("is_invite", *is_invite != new.is_invite),
        ("is_logged", *is_logged != new.is_logged),
        ("visible_only_to_members", *visible_only_to_members != new.visible_only_to_members),
        ("can_chat", *can_chat != new.can_chat),
        ("can_manage", *can_manage != new.can_manage),
        ("is_roster_hidden", *is_roster_hidden != new.is_roster_hidden),
    ]
    .into_iter()
    .filter(|(_, differs)| *differs)
    .map(|(name, _)| name.to_owned())
    .collect()
}
