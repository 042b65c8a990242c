//! What a change of the directory means for those who are signed in.

use super::Snapshot;
use crate::model::{Category, Invitation, Principal, Role, Room, User};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One thing that is different now.
#[derive(Clone, Debug)]
pub enum Effect {
    /// There is a new room.
    RoomAdded(Arc<Room>),
    /// Something of a room is different, not counting its lists and audit data.
    RoomChanged {
        /// As it was.
        old: Arc<Room>,
        /// As it is.
        new: Arc<Room>,
    },
    /// Roles in a room were given or taken.
    RolesChanged {
        /// The room as it was.
        old: Arc<Room>,
        /// The room as it is.
        new: Arc<Room>,
        /// Those who have a role more or less. Of a group everybody in it is concerned.
        principals: Vec<Principal>,
    },
    /// A room is gone, with its messages.
    RoomRemoved(Arc<Room>),
    /// A category's scope, creators or switches are different; each of its rooms may be concerned.
    CategoryChanged {
        /// As it was.
        old: Arc<Category>,
        /// As it is.
        new: Arc<Category>,
    },
    /// Something of a user is different, but not that he may sign in.
    UserChanged {
        /// As he was.
        old: Arc<User>,
        /// As he is.
        new: Arc<User>,
    },
    /// A user may not be here any more: disabled, or removed.
    UserDisabled(Arc<User>),
    /// Somebody came into a group or left one: everybody's roles may be different.
    GroupsChanged,
    /// The settings are different.
    SettingsChanged,
    /// Somebody was invited to a room.
    InvitationMade(Invitation),
    /// More is different than can be listed: whatever depends on the directory has to be looked at again.
    MuchChanged,
}

/// Compares one room.
pub(super) fn of_room(old: Option<&Arc<Room>>, new: Option<&Arc<Room>>, effects: &mut Vec<Effect>) {
    match (old, new) {
        (None, None) => {}
        (None, Some(new)) => effects.push(Effect::RoomAdded(Arc::clone(new))),
        (Some(old), None) => effects.push(Effect::RoomRemoved(Arc::clone(old))),
        (Some(old), Some(new)) if !Arc::ptr_eq(old, new) => {
            if without_lists(old) != without_lists(new) {
                effects.push(Effect::RoomChanged { old: Arc::clone(old), new: Arc::clone(new) });
            }
            let mut concerned = BTreeSet::new();
            for role in Role::ALL {
                let (before, after) = (old.list(role), new.list(role));
                concerned.extend(before.principals().filter(|who| !after.names(who)).cloned());
                concerned.extend(after.principals().filter(|who| !before.names(who)).cloned());
            }
            if !concerned.is_empty() {
                effects.push(Effect::RolesChanged {
                    old: Arc::clone(old),
                    new: Arc::clone(new),
                    principals: concerned.into_iter().collect(),
                });
            }
        }
        _ => {}
    }
}

fn without_lists(room: &Room) -> impl PartialEq + '_ {
    (
        (&room.name, &room.category, &room.description, &room.topic),
        (room.privacy, room.auditorium, room.disabled, room.invitations, &room.add_in),
    )
}

/// Compares one category.
pub(super) fn of_category(
    old: Option<&Arc<Category>>,
    new: Option<&Arc<Category>>,
    effects: &mut Vec<Effect>,
) {
    // A new one has no rooms yet, and none that is removed has any left.
    if let (Some(old), Some(new)) = (old, new)
        && !Arc::ptr_eq(old, new)
        && old != new
    {
        effects.push(Effect::CategoryChanged { old: Arc::clone(old), new: Arc::clone(new) });
    }
}

/// Compares one user.
pub(super) fn of_user(old: Option<&Arc<User>>, new: Option<&Arc<User>>, effects: &mut Vec<Effect>) {
    let Some(old) = old else { return };
    match new {
        Some(new) if new.disabled && !old.disabled => effects.push(Effect::UserDisabled(Arc::clone(new))),
        None if !old.disabled => effects.push(Effect::UserDisabled(Arc::clone(old))),
        Some(new) if !Arc::ptr_eq(old, new) && old != new => {
            effects.push(Effect::UserChanged { old: Arc::clone(old), new: Arc::clone(new) });
        }
        _ => {}
    }
}

/// Compares two directories of which nobody knows what differs.
pub(super) fn of_everything(old: &Snapshot, new: &Snapshot) -> Vec<Effect> {
    let mut effects = vec![Effect::GroupsChanged];
    if old.settings() != new.settings() {
        effects.push(Effect::SettingsChanged);
    }
    for before in old.users() {
        of_user(Some(before), new.user(&before.address), &mut effects);
    }
    for before in old.categories() {
        of_category(Some(before), new.category_by_guid(&before.guid), &mut effects);
    }
    for before in old.rooms() {
        // Read anew, it is never the same object.
        let after = new.room_by_id(before.id).filter(|after| **after != *before);
        match after {
            Some(after) => of_room(Some(before), Some(after), &mut effects),
            None if new.room_by_id(before.id).is_none() => of_room(Some(before), None, &mut effects),
            None => {}
        }
    }
    for after in new.rooms().iter().filter(|after| old.room_by_id(after.id).is_none()) {
        of_room(None, Some(after), &mut effects);
    }
    effects
}
