//! Groups in the store, and who is in which.

use super::Store;
use super::change_log::{Attempt, Change, Touched};
use super::columns::{audit, check_length, check_name, check_text, name_key, principal};
use super::people::{LONGEST_PATH, forget};
use crate::address::Address;
use crate::error::{Error, ErrorKind, Result, Thing};
use crate::guid::new_guid;
use crate::model::{Actor, Audit, Group, GroupChange, GroupId, GroupKind, NewGroup, Principal, Subject};
use crate::timestamp::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::{BTreeSet, HashMap};

const COLUMNS: &str = "uri, name, kind, email, path, created_by, created_on, updated_by, updated_on";

impl Store {
    /// Adds a group with its members. Fails with `AlreadyExists` for a taken name, `UnknownUser` for a member that does
    /// not exist.
    pub fn add_group(&self, new: &NewGroup) -> Result<Group> {
        self.change(&format!("add the group '{}'", new.name), |change| {
            let group = insert(change, new)?;
            add_members(change, &group, &new.members)?;
            Ok(group)
        })
    }

    /// Adds groups that are not there yet and puts members into them: everything or, when something is refused, nothing.
    /// Gives how many groups are new.
    pub fn put_groups(&self, groups: &[NewGroup]) -> Result<usize> {
        self.change("import groups", |change| {
            let mut added = 0;
            let mut found = Vec::new();
            for new in groups {
                let (group, is_new) = put_group(change, new)?;
                added += usize::from(is_new);
                found.push((group, &new.members));
            }
            for (group, members) in found {
                for member in members {
                    put_member(change, &group, member)?;
                }
            }
            Ok(added)
        })
    }

    /// Changes a group and who is in it: all that is wanted or, when a part is refused, nothing.
    ///
    /// Fails with `UnknownUser` (no such group), `AlreadyExists` for a taken name, and as [`Store::add_group_members`] and
    /// [`Store::remove_group_members`] do.
    pub fn update_group(&self, group: &GroupId, wanted: &GroupChange) -> Result<Group> {
        self.change("change a group", |change| {
            let old = read_group(change, group)?.ok_or_else(|| no_such_group(group.as_str()))?;
            let mut group = old.clone();
            if let Some(name) = &wanted.name {
                group.name = check_name("group", name)?.to_owned();
                if read_group_by_name(change, name)?.is_some_and(|other| other.id != group.id) {
                    return Err(taken(&group.name).into());
                }
            }
            group.kind = wanted.kind.unwrap_or(group.kind);
            group.email = wanted.email.clone().unwrap_or(group.email);
            if group != old {
                group = update(change, group)?;
            }
            remove_members(change, &group, &wanted.remove)?;
            add_members(change, &group, &wanted.add)?;
            Ok(group)
        })
    }

    /// Puts principals into a group.
    ///
    /// Fails with `UnknownUser` (somebody does not exist), `PrincipalsAlreadyDefined` (is in it already) or `NotAllowed`
    /// (a group would be inside itself).
    pub fn add_group_members(&self, group: &GroupId, members: &[Principal]) -> Result<()> {
        self.change("add members to a group", |change| {
            let group = read_group(change, group)?.ok_or_else(|| no_such_group(group.as_str()))?;
            add_members(change, &group, members)
        })
    }

    /// Takes principals out of a group. Fails with `UnknownUser` when one is not in it.
    pub fn remove_group_members(&self, group: &GroupId, members: &[Principal]) -> Result<()> {
        self.change("take members out of a group", |change| {
            let group = read_group(change, group)?.ok_or_else(|| no_such_group(group.as_str()))?;
            remove_members(change, &group, members)
        })
    }

    /// Removes a group; its members stay, its roles go. Fails with `UnknownUser`.
    pub fn remove_group(&self, group: &GroupId) -> Result<()> {
        self.change("remove a group", |change| {
            let uri = group.uri();
            let mut members = change.prepare_cached("SELECT member FROM group_members WHERE uri = ?1")?;
            for member in members.query_map([&uri], |row| row.get(0))? {
                change.touch(Touched::Groups(member?));
            }
            if change.execute("DELETE FROM user_groups WHERE uri = ?1", [&uri])? == 0 {
                return Err(no_such_group(group.as_str()).into());
            }
            forget(change, &Principal::Group(group.clone()))?;
            change.touch(Touched::Group(uri));
            Ok(())
        })
    }

    /// The group of a name (any case), GUID or `ma-grp` URI. Fails with `UnknownUser`.
    pub fn find_group(&self, name: &str) -> Result<Group> {
        let found = self.read("read a group", |connection| match read_group_by_name(connection, name)? {
            Some(group) => Ok(Some(group)),
            None => GroupId::parse(name).map_or(Ok(None), |id| read_group(connection, &id)),
        })?;
        found.ok_or_else(|| no_such_group(name))
    }

    /// All groups, by name.
    pub fn groups(&self) -> Result<Vec<Group>> {
        self.read("list the groups", |connection| read_groups(connection))
    }

    /// Those who are directly in a group.
    pub fn group_members(&self, group: &GroupId) -> Result<Vec<Principal>> {
        self.read("list the members of a group", |connection| read_members(connection, group))
    }

    /// All groups that somebody is in, directly or through other groups, by name.
    pub fn groups_around(&self, who: &Principal) -> Result<Vec<Group>> {
        self.read("read somebody's groups", |connection| {
            let subject = subject_of(connection, who)?;
            let mut groups = Vec::new();
            for id in subject.groups() {
                groups.extend(read_group(connection, id)?);
            }
            groups.sort_by_key(|group| name_key(&group.name));
            Ok(groups)
        })
    }

    /// A user or group by what a person types: an address, a group's URI, or `group:NAME`.
    ///
    /// Fails with `InvalidArgument`, or `UnknownUser` for a group that does not exist. A user need not exist.
    pub fn find_principal(&self, text: &str) -> Result<Principal> {
        match text.trim().split_once(':') {
            Some((scheme, name)) if scheme.eq_ignore_ascii_case("group") => {
                self.find_group(name).map(|group| Principal::Group(group.id))
            }
            _ => match Principal::parse(text)? {
                Principal::Group(id) => self.find_group(id.as_str()).map(|group| Principal::Group(group.id)),
                user => Ok(user),
            },
        }
    }
}

fn no_such_group(name: &str) -> Error {
    Error::missing(Thing::Group, format!("there is no group '{name}'"))
}

fn insert(change: &Change<'_>, new: &NewGroup) -> Attempt<Group> {
    let name = check_name("group", &new.name)?;
    check_text("e-mail address", &new.email)?;
    check_length("path", &new.path, LONGEST_PATH)?;
    if read_group_by_name(change, name)?.is_some() {
        return Err(taken(name).into());
    }
    let guid = new_guid()?;
    let id = GroupId::parse(&guid).ok_or_else(|| Error::invalid(format!("'{guid}' is no GUID")))?;
    let group = Group {
        id,
        name: name.to_owned(),
        kind: new.kind,
        email: new.email.clone(),
        path: new.path.clone(),
        audit: Audit::begun(&Actor::Administrator),
    };
    change.execute(
        "INSERT INTO user_groups (uri, name, name_key, kind, email, path, created_by, created_on, updated_by, updated_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, ?8)",
        (
            group.id.uri(),
            &group.name,
            name_key(&group.name),
            group.kind.as_str(),
            &group.email,
            &group.path,
            group.audit.created_by.key(),
            group.audit.created_on.ticks(),
        ),
    )?;
    change.touch(Touched::Group(group.id.uri()));
    Ok(group)
}

fn taken(name: &str) -> Error {
    Error::new(ErrorKind::AlreadyExists, format!("there is a group '{name}' already; choose another name"))
}

fn update(change: &Change<'_>, mut group: Group) -> Attempt<Group> {
    check_text("e-mail address", &group.email)?;
    check_length("path", &group.path, LONGEST_PATH)?;
    group.audit.updated_by = Actor::Administrator;
    group.audit.updated_on = Timestamp::now();
    change.execute(
        "UPDATE user_groups SET name = ?2, name_key = ?3, kind = ?4, email = ?5, path = ?6, updated_by = ?7, updated_on = ?8
         WHERE uri = ?1",
        (
            group.id.uri(),
            &group.name,
            name_key(&group.name),
            group.kind.as_str(),
            &group.email,
            &group.path,
            group.audit.updated_by.key(),
            group.audit.updated_on.ticks(),
        ),
    )?;
    change.touch(Touched::Group(group.id.uri()));
    Ok(group)
}

fn add_members(change: &Change<'_>, group: &Group, members: &[Principal]) -> Attempt<()> {
    for member in members {
        if !put_member(change, group, member)? {
            return Err(Error::new(
                ErrorKind::PrincipalsAlreadyDefined,
                format!("{member} is in the group '{}' already", group.name),
            )
            .into());
        }
    }
    Ok(())
}

fn remove_members(change: &Change<'_>, group: &Group, members: &[Principal]) -> Attempt<()> {
    for member in members {
        if !remove_member(change, group, member)? {
            return Err(Error::new(
                ErrorKind::UnknownUser,
                format!("{member} is not in the group '{}'", group.name),
            )
            .into());
        }
    }
    Ok(())
}

/// False: is not in it.
pub(super) fn remove_member(
    change: &Change<'_>,
    group: &Group,
    member: &Principal,
) -> rusqlite::Result<bool> {
    let removed = change
        .prepare_cached("DELETE FROM group_members WHERE uri = ?1 AND member = ?2")?
        .execute((group.id.uri(), member.key()))?;
    if removed > 0 {
        change.touch(Touched::Groups(member.key()));
    }
    Ok(removed > 0)
}

/// Adds a group without members unless there is one of the name; true: it is new. A distinguished name makes that one the entry
/// that the new one describes.
pub(super) fn put_group(change: &Change<'_>, new: &NewGroup) -> Attempt<(Group, bool)> {
    let Some(old) = read_group_by_name(change, &new.name)? else {
        return Ok((insert(change, new)?, true));
    };
    if new.path.is_empty() {
        return Ok((old, false));
    }
    let described = Group { kind: new.kind, email: new.email.clone(), path: new.path.clone(), ..old.clone() };
    if described == old {
        return Ok((old, false));
    }
    Ok((update(change, described)?, false))
}

/// False: is in it already.
pub(super) fn put_member(change: &Change<'_>, group: &Group, member: &Principal) -> Attempt<bool> {
    require(change, member)?;
    if let Principal::Group(inner) = member
        && (*inner == group.id
            || subject_of(change, &group.id.clone().into())?.groups().any(|outer| outer == inner))
    {
        return Err(Error::new(
            ErrorKind::NotAllowed,
            format!("the group '{}' would be inside itself", group.name),
        )
        .into());
    }
    let added = change
        .prepare_cached("INSERT OR IGNORE INTO group_members (uri, member) VALUES (?1, ?2)")?
        .execute((group.id.uri(), member.key()))?;
    if added > 0 {
        change.touch(Touched::Groups(member.key()));
    }
    Ok(added > 0)
}

/// Refuses a principal that does not exist.
pub(super) fn require(connection: &Connection, who: &Principal) -> Attempt<()> {
    let known = match who {
        Principal::User(address) => {
            connection.prepare_cached("SELECT 1 FROM users WHERE address = ?1")?.exists([address.as_str()])?
        }
        Principal::Group(group) => {
            connection.prepare_cached("SELECT 1 FROM user_groups WHERE uri = ?1")?.exists([group.uri()])?
        }
    };
    if known {
        return Ok(());
    }
    Err(match who {
        Principal::User(_) => Error::missing(Thing::User, format!("there is no user {who}")),
        Principal::Group(_) => Error::missing(Thing::Group, format!("there is no group {who}")),
    }
    .into())
}

/// A principal with all groups around it.
pub(super) fn subject_of(connection: &Connection, who: &Principal) -> rusqlite::Result<Subject> {
    // UNION drops what was found before, so a cycle ends.
    let mut statement = connection.prepare_cached(
        "WITH RECURSIVE around (uri) AS (
             SELECT uri FROM group_members WHERE member = ?1
             UNION SELECT members.uri FROM around JOIN group_members AS members ON members.member = around.uri)
         SELECT uri FROM around",
    )?;
    let groups: Vec<String> =
        statement.query_map([who.key()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(Subject::new(who.clone(), groups.iter().filter_map(|uri| GroupId::parse(uri))))
}

/// All users that some principals are or contain.
pub(super) fn users_within<'a>(
    connection: &Connection,
    principals: impl IntoIterator<Item = &'a Principal>,
) -> rusqlite::Result<BTreeSet<Address>> {
    let mut users = BTreeSet::new();
    let mut statement = connection.prepare_cached(
        "WITH RECURSIVE inside (member) AS (
             SELECT member FROM group_members WHERE uri = ?1
             UNION SELECT members.member FROM inside JOIN group_members AS members ON members.uri = inside.member)
         SELECT member FROM inside",
    )?;
    for who in principals {
        match who {
            Principal::User(address) => drop(users.insert(address.clone())),
            Principal::Group(group) => {
                for member in statement.query_map([group.uri()], |row| principal(row, 0))? {
                    if let Principal::User(address) = member? {
                        users.insert(address);
                    }
                }
            }
        }
    }
    Ok(users)
}

pub(super) fn read_group(connection: &Connection, id: &GroupId) -> rusqlite::Result<Option<Group>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM user_groups WHERE uri = ?1"))?
        .query_row([id.uri()], group)
        .optional()
}

/// Those who are directly in a group.
pub(super) fn read_members(connection: &Connection, group: &GroupId) -> rusqlite::Result<Vec<Principal>> {
    let mut statement =
        connection.prepare_cached("SELECT member FROM group_members WHERE uri = ?1 ORDER BY member")?;
    statement.query_map([group.uri()], |row| principal(row, 0))?.collect()
}

/// The groups that a principal is directly in, and whether a list of users put it there.
pub(super) fn direct_groups(
    connection: &Connection,
    who: &Principal,
) -> rusqlite::Result<Vec<(Group, bool)>> {
    let mut statement =
        connection.prepare_cached("SELECT uri, listed FROM group_members WHERE member = ?1")?;
    let found = statement.query_map([who.key()], |row| Ok((principal(row, 0)?, row.get(1)?)))?;
    let mut groups = Vec::new();
    for entry in found {
        if let (Principal::Group(id), is_listed) = entry?
            && let Some(group) = read_group(connection, &id)?
        {
            groups.push((group, is_listed));
        }
    }
    Ok(groups)
}

fn read_group_by_name(connection: &Connection, name: &str) -> rusqlite::Result<Option<Group>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM user_groups WHERE name_key = ?1"))?
        .query_row([name_key(name)], group)
        .optional()
}

pub(super) fn read_groups(connection: &Connection) -> rusqlite::Result<Vec<Group>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM user_groups ORDER BY name_key"))?;
    statement.query_map([], group)?.collect()
}

/// The groups that each principal is directly in.
pub(super) fn read_memberships(
    connection: &Connection,
) -> rusqlite::Result<HashMap<Principal, Vec<GroupId>>> {
    let mut memberships: HashMap<Principal, Vec<GroupId>> = HashMap::new();
    let mut statement = connection.prepare_cached("SELECT member, uri FROM group_members")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(group) = GroupId::parse(&row.get::<_, String>(1)?) {
            memberships.entry(principal(row, 0)?).or_default().push(group);
        }
    }
    Ok(memberships)
}

/// The groups that one principal is directly in.
pub(super) fn read_groups_of(connection: &Connection, who: &Principal) -> rusqlite::Result<Vec<GroupId>> {
    let mut statement = connection.prepare_cached("SELECT uri FROM group_members WHERE member = ?1")?;
    let found: Vec<String> =
        statement.query_map([who.key()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(found.iter().filter_map(|uri| GroupId::parse(uri)).collect())
}

fn group(row: &Row<'_>) -> rusqlite::Result<Group> {
    let Principal::Group(id) = principal(row, 0)? else {
        return Err(rusqlite::Error::InvalidColumnType(0, "uri".into(), rusqlite::types::Type::Text));
    };
    let kind: String = row.get(2)?;
    Ok(Group {
        id,
        name: row.get(1)?,
        // The table's CHECK admits only the three words.
        kind: kind.parse().unwrap_or(GroupKind::Group),
        email: row.get(3)?,
        path: row.get(4)?,
        audit: audit(row, 5)?,
    })
}
