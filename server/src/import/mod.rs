//! Users and groups from files of other directories.

mod csv;
mod ldif;

use crate::address::Address;
use crate::error::{Error, Result};
use crate::model::{GroupKind, NewGroup, NewUser, Principal};
use crate::store::Store;
use std::collections::HashMap;

/// The largest file that is read, in bytes: a million users.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// A group of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct ImportedGroup {
    kind: GroupKind,
    email: String,
    path: String,
    users: Vec<Address>,
    /// By name.
    groups: Vec<String>,
}

/// What a file says, still apart from any store.
#[derive(Default)]
pub struct Imported {
    users: Vec<NewUser>,
    groups: HashMap<String, ImportedGroup>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Users who were not there.
    pub users_added: usize,
    /// Users who were.
    pub users_changed: usize,
    /// Groups that were not there.
    pub groups_added: usize,
}

impl Imported {
    /// Reads comma-separated values (RFC 4180) with a head line. Columns: `address`, and any of `login`, `display_name`,
    /// `first_name`, `last_name`, `company`, `email`, `password`, `disabled`, `groups` (names with `;` between them).
    ///
    /// Fails with `InvalidArgument`, naming the line.
    pub fn from_csv(text: &str) -> Result<Imported> {
        csv::read(text)
    }

    /// Reads LDIF (RFC 2849) as Active Directory exports it: users with an `msRTCSIP-PrimaryUserAddress` (or `mail`) and
    /// groups; the containers and the domain of a user's name become groups of their kind.
    ///
    /// Fails with `InvalidArgument`, naming the line.
    pub fn from_ldif(text: &str) -> Result<Imported> {
        ldif::read(text)
    }

    /// Puts everything into a store; what is there already is changed, nothing is removed. It may be repeated. Fails as
    /// [`Store::add_user`] and [`Store::add_group`] do, and with `NotAllowed` for groups inside themselves.
    pub fn put(&self, store: &Store) -> Result<Outcome> {
        let (users_added, users_changed) = store.put_users(&self.users)?;
        let empty: Vec<NewGroup> = self
            .groups
            .iter()
            .map(|(name, group)| NewGroup {
                name: name.clone(),
                kind: group.kind,
                email: group.email.clone(),
                path: group.path.clone(),
                members: Vec::new(),
            })
            .collect();
        let groups_added = store.put_groups(&empty)?;
        let ids: HashMap<String, Principal> = store
            .groups()?
            .into_iter()
            .map(|group| (group.name.to_lowercase(), Principal::Group(group.id)))
            .collect();
        let filled: Vec<NewGroup> = empty
            .into_iter()
            .filter_map(|group| self.groups.get(&group.name).map(|imported| (group, imported)))
            .map(|(group, imported)| {
                let users = imported.users.iter().cloned().map(Principal::User);
                let groups = imported.groups.iter().filter_map(|name| ids.get(&name.to_lowercase()).cloned());
                NewGroup { members: users.chain(groups).collect(), ..group }
            })
            .collect();
        store.put_groups(&filled)?;
        Ok(Outcome { users_added, users_changed, groups_added })
    }

    /// The group of a name, which begins to be with this.
    fn group(&mut self, name: &str) -> &mut ImportedGroup {
        self.groups.entry(name.to_owned()).or_default()
    }
}

fn at_line(line: usize, why: impl std::fmt::Display) -> Error {
    Error::invalid(format!("line {line}: {why}"))
}
