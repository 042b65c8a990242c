//! A room as replies describe it (spec: xccos.md 4.2).

use super::rooms::add_in_block;
use super::{Service, principal};
use crate::address::Address;
use crate::directory::Snapshot;
use crate::model::{Category, Privacy, Room};
use crate::participants::{Held, Participant};
use pchat_core::xccos::{Behavior, Permissions, Principal, Room as RoomBlock, Setting, Visibility};
use std::collections::{BTreeMap, HashMap};

/// What lists and joins tell of a room.
pub(super) fn describe(
    service: &Service,
    directory: &Snapshot,
    room: &Room,
    category: &Category,
    held: &Held<'_>,
) -> RoomBlock {
    RoomBlock {
        uri: Some(service.room_uri(room)),
        name: Some(room.name.clone()),
        description: Some(room.description.clone()),
        topic: Some(room.topic.clone()),
        parent: Some(service.category_uri(&category.guid)),
        behavior: Some(if room.auditorium { Behavior::Auditorium } else { Behavior::Normal }),
        participant_count: Some(u32::try_from(held.count(room.id)).unwrap_or(u32::MAX)),
        visibility: Some(match room.privacy {
            Privacy::Open => Visibility::Open,
            Privacy::Closed => Visibility::Scope,
            Privacy::Secret => Visibility::Private,
        }),
        disabled: room.disabled.then_some(true),
        add_in: room
            .add_in
            .as_deref()
            .and_then(|guid| directory.add_in(guid))
            .map(|add_in| add_in_block(add_in)),
        // Replies carry effective values (spec: xccos.md 4.2).
        logged: Some(Setting::from(category.history)),
        file_post: Some(Setting::from(category.file_upload)),
        invite: Some(Setting::from(room.invites(category))),
        ..RoomBlock::default()
    }
}

/// The participants of a reply's rooms, each person listed once and numbered.
#[derive(Default)]
pub(super) struct Roster {
    numbers: HashMap<Address, u32>,
    principals: Vec<Principal>,
}

impl Roster {
    /// Lists a room's participants and says in the block who has which permissions.
    pub(super) fn list<'a>(
        &mut self,
        block: &mut RoomBlock,
        participants: impl Iterator<Item = &'a Participant>,
    ) {
        let mut here = BTreeMap::new();
        for participant in participants {
            here.insert(self.number(participant), Permissions::from_bits(participant.permissions));
        }
        block.associate(here);
    }

    fn number(&mut self, participant: &Participant) -> u32 {
        let user = &participant.user;
        if let Some(number) = self.numbers.get(&user.address) {
            return *number;
        }
        let number = u32::try_from(self.principals.len()).unwrap_or(u32::MAX);
        self.numbers.insert(user.address.clone(), number);
        self.principals.push(Principal { id: Some(number), ..principal(user) });
        number
    }

    /// Everybody who was listed.
    pub(super) fn into_principals(self) -> Vec<Principal> {
        self.principals
    }
}
