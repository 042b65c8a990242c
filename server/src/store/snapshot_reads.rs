//! What the directory in memory is made of, read in one transaction.

use super::change_log::{Touched, newest, since};
use super::{Store, add_ins, categories, groups, invitations, people, rooms, settings};
use crate::address::Address;
use crate::error::Result;
use crate::model::{AddIn, Category, Group, GroupId, Invitation, Principal, Room, Settings, User};
use std::collections::HashMap;

/// The directory as a whole.
pub(crate) struct Everything {
    /// The number of the newest change that is in it.
    pub(crate) version: i64,
    pub(crate) users: Vec<User>,
    pub(crate) groups: Vec<Group>,
    pub(crate) memberships: HashMap<Principal, Vec<GroupId>>,
    pub(crate) categories: Vec<Category>,
    /// By name.
    pub(crate) rooms: Vec<Room>,
    pub(crate) add_ins: Vec<AddIn>,
    pub(crate) settings: Settings,
}

/// One thing as it is now; `None`: it is gone.
pub(crate) enum Changed {
    User(Address, Option<User>),
    Group(GroupId, Option<Group>),
    Memberships(Principal, Vec<GroupId>),
    Category(String, Option<Category>),
    Room(i64, Option<Room>),
    AddIn(String, Option<AddIn>),
    Settings(Settings),
}

/// Invitations that are read at a time.
const BATCH: i64 = 1024;

impl Store {
    pub(crate) fn read_everything(&self) -> Result<Everything> {
        self.read("read the directory", |connection| {
            let transaction = connection.transaction()?;
            Ok(Everything {
                version: newest(&transaction)?,
                users: people::read_users(&transaction)?,
                groups: groups::read_groups(&transaction)?,
                memberships: groups::read_memberships(&transaction)?,
                categories: categories::read_categories(&transaction)?,
                rooms: rooms::read_rooms(&transaction)?,
                add_ins: add_ins::read_add_ins(&transaction)?,
                settings: settings::read_settings(&transaction)?,
            })
        })
    }

    /// What changed after a version, with the newest version; no list: too much changed, everything has to be read.
    pub(crate) fn read_changes(&self, after: i64) -> Result<(i64, Option<Vec<Changed>>)> {
        self.read("read what changed in the directory", |connection| {
            let transaction = connection.transaction()?;
            let version = newest(&transaction)?;
            let mut changes = Vec::new();
            for touched in since(&transaction, after)? {
                changes.push(match touched {
                    Touched::Everything => return Ok((version, None)),
                    Touched::Settings => Changed::Settings(settings::read_settings(&transaction)?),
                    Touched::Room(id) => Changed::Room(id, rooms::read_room(&transaction, id)?),
                    Touched::AddIn(guid) => {
                        let found = add_ins::read_add_in(&transaction, &guid)?;
                        Changed::AddIn(guid, found)
                    }
                    Touched::Category(guid) => {
                        let found = categories::read_category(&transaction, &guid)?;
                        Changed::Category(guid, found)
                    }
                    Touched::User(key) => match Address::parse(&key) {
                        Ok(address) => {
                            let found = people::read_user(&transaction, &address)?;
                            Changed::User(address, found)
                        }
                        Err(_) => return Ok((version, None)),
                    },
                    Touched::Group(key) => match GroupId::parse(&key) {
                        Some(id) => {
                            let found = groups::read_group(&transaction, &id)?;
                            Changed::Group(id, found)
                        }
                        None => return Ok((version, None)),
                    },
                    Touched::Groups(key) => match Principal::parse(&key) {
                        Ok(who) => {
                            let found = groups::read_groups_of(&transaction, &who)?;
                            Changed::Memberships(who, found)
                        }
                        Err(_) => return Ok((version, None)),
                    },
                });
            }
            Ok((version, Some(changes)))
        })
    }

    /// The id of the newest invitation.
    pub(crate) fn newest_invitation(&self) -> Result<i64> {
        self.read("read the invitations", |connection| invitations::newest(connection))
    }

    /// Invitations with ids above `after`, a batch at most.
    pub(crate) fn invitations_after(&self, after: i64) -> Result<Vec<Invitation>> {
        self.read("read the invitations", |connection| invitations::since(connection, after, BATCH))
    }
}
