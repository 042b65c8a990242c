//! What a file of another directory says, for [`Store::import`](crate::store::Store::import).

use super::{GroupKind, NewUser};
use crate::address::Address;
use std::collections::{BTreeMap, BTreeSet};

/// Users and groups as another directory has them.
#[derive(Clone, Default)]
pub struct Description {
    /// Users, in the file's order.
    pub users: Vec<DescribedUser>,
    /// Groups that the file names, by [`DescribedGroup::key`].
    pub groups: BTreeMap<String, DescribedGroup>,
}

/// A user of a file.
#[derive(Clone)]
pub struct DescribedUser {
    /// Where the file has him; lines count from 1.
    pub line: usize,
    /// Who it is.
    pub user: NewUser,
    /// The keys of all groups that he is in, when the file lists them by user.
    pub groups: Option<BTreeSet<String>>,
    /// The key of the container or domain around him, when the file says where he is.
    pub container: Option<String>,
}

/// A group of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribedGroup {
    /// Where the file names it first; lines count from 1.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// See [`Group::kind`](super::Group::kind).
    pub kind: GroupKind,
    /// The e-mail address, or empty.
    pub email: String,
    /// The distinguished name, or empty when the group has no entry of its own in the file.
    pub path: String,
    /// Some of its members or all.
    pub members: Vec<DescribedMember>,
    /// Whether the members are all that it has.
    pub is_complete: bool,
}

impl DescribedGroup {
    /// By which a file's groups are told apart: the name without case.
    pub fn key(name: &str) -> String {
        name.trim().to_lowercase()
    }
}

/// A member of a group of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DescribedMember {
    /// A user.
    User(Address),
    /// A group of the file, by key.
    Group(String),
    /// Something by its distinguished name, which the file does not explain.
    Elsewhere(String),
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// Users who were not there.
    pub users_added: usize,
    /// Users who were, with something else about them.
    pub users_changed: usize,
    /// Groups that were not there.
    pub groups_added: usize,
    /// Whose members are others now, by the name of the group.
    pub memberships: BTreeMap<String, MembershipChange>,
    /// What was left out, a sentence each.
    pub notes: Vec<String>,
}

/// How the members of a group changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MembershipChange {
    /// Who was put in.
    pub added: Vec<super::Principal>,
    /// Who was taken out.
    pub removed: Vec<super::Principal>,
}
