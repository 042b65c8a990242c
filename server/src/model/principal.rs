//! Users and groups as those who have roles (spec: sdk.md 3.15, xccos.md 4.3, 6).

use super::numbers::Numbers;
use crate::address::Address;
use crate::error::{Error, Result};
use crate::timestamp::Timestamp;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The GUID of a group, in lower case.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(Arc<str>);

/// A GUID has 36 characters; what is longer is none.
const GUID_LENGTH: usize = 36;
const GROUP_SCHEME: &str = "ma-grp:";
const GROUP_HOST: &str = "u.g";

impl GroupId {
    /// Reads a bare GUID or `ma-grp:GUID@u.g`, any case, braces allowed. `None` for everything else.
    pub fn parse(text: &str) -> Option<GroupId> {
        let text = text.trim().to_ascii_lowercase();
        let bare = match text.strip_prefix(GROUP_SCHEME) {
            Some(rest) => {
                let (guid, host) = rest.trim_start_matches('/').split_once('@')?;
                (host == GROUP_HOST).then_some(guid)?
            }
            None => text.as_str(),
        };
        let bare = bare.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(bare);
        let is_guid = bare.len() == GUID_LENGTH
            && bare.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            });
        is_guid.then(|| GroupId(bare.into()))
    }

    /// The bare GUID.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `ma-grp:GUID@u.g`.
    pub fn uri(&self) -> String {
        format!("{GROUP_SCHEME}{}@{GROUP_HOST}", self.0)
    }
}

impl fmt::Display for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Somebody who can have a role: a user, or a group with everybody in it. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Principal {
    /// One person.
    User(Address),
    /// Everybody in the group and in the groups inside it.
    Group(GroupId),
}

impl Principal {
    /// Reads a SIP address (with or without `sip:`) or a group's `ma-grp:GUID@u.g`.
    ///
    /// Fails with `InvalidArgument` for everything else.
    pub fn parse(text: &str) -> Result<Principal> {
        let is_group =
            text.trim().get(..GROUP_SCHEME.len()).is_some_and(|s| s.eq_ignore_ascii_case(GROUP_SCHEME));
        if !is_group {
            return Address::parse(text).map(Principal::User);
        }
        GroupId::parse(text).map(Principal::Group).ok_or_else(|| {
            let shown: String = text.chars().take(80).filter(|c| !c.is_control()).collect();
            Error::invalid(format!("'{shown}' is not a group; write it as ma-grp:GUID@u.g"))
        })
    }

    /// `sip:user@host` or `ma-grp:GUID@u.g`.
    pub fn uri(&self) -> String {
        match self {
            Principal::User(address) => address.uri(),
            Principal::Group(group) => group.uri(),
        }
    }

    /// The address of a user.
    pub fn as_user(&self) -> Option<&Address> {
        match self {
            Principal::User(address) => Some(address),
            Principal::Group(_) => None,
        }
    }

    /// The id of a group.
    pub fn as_group(&self) -> Option<&GroupId> {
        match self {
            Principal::User(_) => None,
            Principal::Group(group) => Some(group),
        }
    }

    /// How the store names it: `user@host` or `ma-grp:GUID@u.g`.
    pub(crate) fn key(&self) -> String {
        match self {
            Principal::User(address) => address.as_str().to_owned(),
            Principal::Group(group) => group.uri(),
        }
    }
}

impl From<Address> for Principal {
    fn from(address: Address) -> Principal {
        Principal::User(address)
    }
}

impl From<GroupId> for Principal {
    fn from(group: GroupId) -> Principal {
        Principal::Group(group)
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Principal::User(address) => fmt::Display::fmt(address, f),
            Principal::Group(group) => f.write_str(&group.uri()),
        }
    }
}

impl fmt::Debug for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Who made or changed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever works on the data folder: `pchatd`, a `LocalServer`. Role rules do not bind him.
    Administrator,
    /// A user; his roles decide what he may do.
    User(Address),
}

impl Actor {
    /// The URI that audit data names; an administrator has one of the server's domain.
    pub fn uri(&self, domain: &str) -> String {
        match self {
            Actor::Administrator => format!("sip:administrator@{domain}"),
            Actor::User(address) => address.uri(),
        }
    }

    /// How the store writes it: the administrator is the empty text.
    pub(crate) fn key(&self) -> &str {
        match self {
            Actor::Administrator => "",
            Actor::User(address) => address.as_str(),
        }
    }
}

/// Who made something and who changed it last (spec: sdk.md 3.15, AuditData).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Who made it.
    pub created_by: Actor,
    /// When.
    pub created_on: Timestamp,
    /// Who changed it last; its maker at first.
    pub updated_by: Actor,
    /// When. A change that builds on an older copy can be refused by it.
    pub updated_on: Timestamp,
}

impl Audit {
    /// Of something that is made now.
    pub fn begun(by: &Actor) -> Audit {
        let now = Timestamp::now();
        Audit { created_by: by.clone(), created_on: now, updated_by: by.clone(), updated_on: now }
    }
}

/// Who gave a role, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Who gave it.
    pub by: Actor,
    /// When.
    pub on: Timestamp,
}

impl Grant {
    /// Given now.
    pub fn now(by: &Actor) -> Grant {
        Grant { by: by.clone(), on: Timestamp::now() }
    }
}

/// Those who have a role, each with its grant, in a fixed order.
#[derive(Clone, Default)]
pub struct PrincipalList {
    grants: BTreeMap<Principal, Grant>,
    /// Those that it names, when a directory has numbered them.
    numbers: Option<Numbers>,
}

impl PartialEq for PrincipalList {
    fn eq(&self, other: &PrincipalList) -> bool {
        self.grants == other.grants
    }
}

impl Eq for PrincipalList {}

impl fmt::Debug for PrincipalList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.grants).finish()
    }
}

impl PrincipalList {
    /// Everybody of `principals`, given by `by` now.
    pub fn granted(principals: &[Principal], by: &Actor) -> PrincipalList {
        let grant = Grant::now(by);
        let grants = principals.iter().map(|principal| (principal.clone(), grant.clone())).collect();
        PrincipalList { grants, numbers: None }
    }

    /// Whether the list names this very principal; groups are not looked into (see [`Subject::is_in`]).
    pub fn names(&self, principal: &Principal) -> bool {
        self.grants.contains_key(principal)
    }

    /// Whether it names nobody.
    pub fn is_empty(&self) -> bool {
        self.grants.is_empty()
    }

    /// How many it names.
    pub fn len(&self) -> usize {
        self.grants.len()
    }

    /// Those that it names.
    pub fn principals(&self) -> impl Iterator<Item = &Principal> + Clone {
        self.grants.keys()
    }

    /// Those that it names, with their grants.
    pub fn iter(&self) -> impl Iterator<Item = (&Principal, &Grant)> {
        self.grants.iter()
    }

    /// Adds one; somebody who is there keeps the first grant. False: was there already.
    pub fn add(&mut self, principal: Principal, grant: Grant) -> bool {
        self.numbers = None;
        match self.grants.entry(principal) {
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(grant);
                true
            }
            std::collections::btree_map::Entry::Occupied(_) => false,
        }
    }

    /// Takes one out; false: was not there.
    pub fn remove(&mut self, principal: &Principal) -> bool {
        self.numbers = None;
        self.grants.remove(principal).is_some()
    }

    /// Keeps those of whom `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&Principal) -> bool) {
        self.numbers = None;
        self.grants.retain(|principal, _| keep(principal));
    }

    /// Notes the numbers of those that it names; they are forgotten with the next change.
    pub(crate) fn set_numbers(&mut self, numbers: Option<Numbers>) {
        self.numbers = numbers;
    }
}

/// A principal with all the groups that it is in, directly or through other groups: all that rules need to know of
/// somebody. Made by `Snapshot::subject`.
#[derive(Clone)]
pub struct Subject {
    /// Itself, then its groups.
    principals: Vec<Principal>,
    /// All of them, when a directory has numbered them.
    numbers: Option<Numbers>,
}

impl PartialEq for Subject {
    fn eq(&self, other: &Subject) -> bool {
        self.principals() == other.principals()
    }
}

impl Eq for Subject {}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.principals()).finish()
    }
}

impl Subject {
    /// The principal itself, then its groups.
    pub(crate) fn new(principal: Principal, groups: impl IntoIterator<Item = GroupId>) -> Subject {
        let mut principals = vec![principal];
        principals.extend(groups.into_iter().map(Principal::Group));
        Subject { principals, numbers: None }
    }

    /// The same with the numbers of all its principals.
    pub(crate) fn numbered(self, numbers: Option<Numbers>) -> Subject {
        Subject { numbers, ..self }
    }

    /// Somebody in no group.
    pub fn alone(principal: impl Into<Principal>) -> Subject {
        Subject::new(principal.into(), [])
    }

    /// Whether the list names it or a group that it is in.
    pub fn is_in(&self, list: &PrincipalList) -> bool {
        let numbers = self.numbers.as_ref().zip(list.numbers.as_ref());
        numbers
            .and_then(|(mine, named)| mine.meet(named))
            .unwrap_or_else(|| self.principals().iter().any(|principal| list.names(principal)))
    }

    /// Itself, then its groups.
    pub fn principals(&self) -> &[Principal] {
        &self.principals
    }

    /// The groups that it is in.
    pub fn groups(&self) -> impl Iterator<Item = &GroupId> {
        self.principals().iter().skip(1).filter_map(Principal::as_group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_users_are_told_apart_by_their_uris() {
        let group = "ma-grp:6BA7B810-9DAD-11D1-80B4-00C04FD430C8@u.g";
        let parsed = Principal::parse(group).unwrap();
        assert_eq!(parsed.uri(), group.to_ascii_lowercase());
        assert_eq!(parsed.as_group().unwrap().as_str(), "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assert_eq!(Principal::parse(&parsed.key()).unwrap(), parsed);
        assert_eq!(Principal::parse("sip:Alice@example.com").unwrap().uri(), "sip:alice@example.com");
        assert_eq!(GroupId::parse("{6ba7b810-9dad-11d1-80b4-00c04fd430c8}").as_ref(), parsed.as_group());
        for bad in
            ["ma-grp:x@u.g", "ma-grp:6ba7b810-9dad-11d1-80b4-00c04fd430c8@elsewhere", "ma-grp:", "alice"]
        {
            assert!(Principal::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_subject_is_in_a_list_by_itself_or_by_any_of_its_groups() {
        let alice = Principal::parse("alice@example.com").unwrap();
        let group = GroupId::parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8").unwrap();
        let subject = Subject::new(alice.clone(), [group.clone()]);
        let list = |names: &[Principal]| PrincipalList::granted(names, &Actor::Administrator);
        assert!(subject.is_in(&list(std::slice::from_ref(&alice))));
        assert!(subject.is_in(&list(&[group.clone().into()])));
        assert!(!subject.is_in(&list(&[])));
        assert!(!Subject::alone(alice).is_in(&list(&[group.into()])));
    }
}
