//! What is done to rooms, with the rules of who may do it (spec: sdk.md 3.13, 7.2).
//!
//! Each change checks its rules inside its transaction, so that nobody acts on a role that is gone. Running servers learn of it
//! as everything else: [`Directory::refresh`](crate::directory::Directory::refresh) gives the effects.

use super::Store;
use super::categories::{find as find_category, read_category, replaced};
use super::change_log::{Attempt, Change, Touched};
use super::columns::{check_name, check_text, name_key};
use super::compliance::note_purge;
use super::groups::{require, subject_of};
use super::invitations::invite;
use super::message_files::linked_files;
use super::rooms::{find, no_such_room};
use super::{add_ins, people};
use crate::access::{self, Refusal};
use crate::error::{Error, ErrorKind, Result};
use crate::guid::new_guid;
use crate::model::{
    Actor, Audit, Category, Grant, NewRoom, Principal, PrincipalList, Role, Room, RoomChange, Subject,
};
use crate::timestamp::Timestamp;
use rusqlite::Connection;

const TICKS_PER_MICROSECOND: i64 = 10;
const TICKS_PER_MILLISECOND: i64 = 10_000;

/// Adding to a role or taking from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleOperation {
    /// Give the role.
    Add,
    /// Take it away.
    Remove,
}

/// Whether a room was last changed at the time that a client saw. Not every client keeps more than microseconds, or, when the time went
/// through JSON or a `Date`, than milliseconds: a time of whole milliseconds stands for all within it.
fn is_as_seen(updated_on: Timestamp, seen: Timestamp) -> bool {
    let is_whole = seen.ticks().rem_euclid(TICKS_PER_MILLISECOND) < TICKS_PER_MICROSECOND;
    let unit = if is_whole { TICKS_PER_MILLISECOND } else { TICKS_PER_MICROSECOND };
    updated_on.ticks().div_euclid(unit) == seen.ticks().div_euclid(unit)
}

impl Store {
    /// Adds a room as the administrator; see [`Store::create_room`].
    pub fn add_room(&self, new: &NewRoom) -> Result<Room> {
        self.create_room(&Actor::Administrator, new)
    }

    /// Adds a room to a category. A user who creates one has to be a creator of the category and becomes its manager.
    ///
    /// Fails with `NotFound` (no such category or add-in), `NodeHierarchy` (the category is the root), `DuplicateRoomName`,
    /// `NotAllowed` (`by` is no creator), `PrincipalsNotInScope`, `PresenterNotMember`, `UnknownUser` (a principal does not
    /// exist; an administrator may name users who get an account later) or `InvalidArgument`.
    pub fn create_room(&self, by: &Actor, new: &NewRoom) -> Result<Room> {
        self.change(&format!("add the room '{}'", new.name), |change| {
            let name = check_name("room", &new.name)?.to_owned();
            let category = find_category(change, &new.category)?;
            let creator = acting(change, by)?;
            if let Some(creator) = &creator
                && !access::may_create(&category, creator)
            {
                // Whoever is out of scope is not told that the category exists.
                return Err(match access::in_scope(&category, creator) {
                    true => Error::new(
                        ErrorKind::NotAllowed,
                        format!("only creators of '{}' make rooms in it", category.name),
                    ),
                    false => {
                        Error::new(ErrorKind::NotFound, format!("there is no category '{}'", new.category))
                    }
                }
                .into());
            }
            let mut room = Room {
                id: 0,
                guid: new_guid()?,
                name,
                category: category.guid.as_str().into(),
                description: new.description.clone(),
                topic: new.topic.clone(),
                privacy: new.privacy,
                auditorium: new.auditorium,
                disabled: new.disabled,
                invitations: new.invitations,
                add_in: new
                    .add_in
                    .as_deref()
                    .map(|which| add_ins::find(change, which))
                    .transpose()?
                    .map(|found| found.guid),
                members: PrincipalList::granted(&new.members, by),
                managers: PrincipalList::granted(&new.managers, by),
                presenters: PrincipalList::granted(&new.presenters, by),
                audit: Audit::begun(by),
            };
            if let Actor::User(address) = by {
                room.managers.add(Principal::User(address.clone()), Grant::now(by));
            }
            check_roles(change, by, None, &room, &category)?;
            room.id = write(change, &room)?;
            write_lists(change, None, &room)?;
            invite(change, &room, &category, &PrincipalList::default(), &new.members)?;
            Ok(room)
        })
    }

    /// Changes a room, which is named by its name (any case), GUID or URI: all that is wanted or, when a part is refused, nothing.
    /// A user has to be its manager.
    ///
    /// Fails with `NotFound` (no such room, or none that `by` may know of; no such add-in), `NotAllowed` (`by` is no manager),
    /// `DataCollision` (see [`RoomChange::expected_updated_on`]), and as [`Store::create_room`], [`Store::move_room`] and
    /// [`Store::change_role`] do.
    pub fn update_room(&self, by: &Actor, which: &str, new: &RoomChange) -> Result<Room> {
        self.change(&format!("change the room '{which}'"), |change| {
            let (old, category) = managed(change, by, which)?;
            if new.expected_updated_on.is_some_and(|seen| !is_as_seen(old.audit.updated_on, seen)) {
                return Err(Error::new(
                    ErrorKind::DataCollision,
                    format!("the room '{}' was changed since it was read; read it again", old.name),
                )
                .into());
            }
            let target = match &new.category {
                Some(wanted) => find_category(change, wanted)?,
                None => category.clone(),
            };
            if target.guid != category.guid
                && let Some(mover) = acting(change, by)?
                && !access::may_create(&target, &mover)
            {
                return Err(Error::new(
                    ErrorKind::NotAllowed,
                    format!("only creators of '{}' move rooms into it", target.name),
                )
                .into());
            }
            let mut room = Room { category: target.guid.as_str().into(), ..old.clone() };
            if let Some(name) = &new.name {
                room.name = check_name("room", name)?.to_owned();
            }
            for (place, wanted) in [(&mut room.description, &new.description), (&mut room.topic, &new.topic)]
            {
                if let Some(wanted) = wanted {
                    place.clone_from(wanted);
                }
            }
            room.privacy = new.privacy.unwrap_or(old.privacy);
            room.auditorium = new.auditorium.unwrap_or(old.auditorium);
            room.disabled = new.disabled.unwrap_or(old.disabled);
            room.invitations = new.invitations.unwrap_or(old.invitations);
            match &new.add_in {
                None => {}
                Some(None) => room.add_in = None,
                Some(Some(which)) => room.add_in = Some(add_ins::find(change, which)?.guid),
            }
            for (role, wanted) in [
                (Role::Member, &new.members),
                (Role::Manager, &new.managers),
                (Role::Presenter, &new.presenters),
            ] {
                if let Some(wanted) = wanted {
                    *room.list_mut(role) = replaced(old.list(role), wanted, by);
                }
            }
            change_roles(change, by, &mut room, new)?;
            let is_moved = target.guid != category.guid;
            if is_moved {
                for role in Role::ALL {
                    let mut purged = Vec::new();
                    for who in old.list(role).principals() {
                        if !access::in_scope(&target, &subject_of(change, who)?) {
                            purged.push(who);
                        }
                    }
                    room.list_mut(role).retain(|who| !purged.contains(&who));
                }
            }
            if is_moved || new.presenters.is_none() {
                drop_unfit_presenters(change, &old, &mut room)?;
            }
            finish(change, by, &old, room, &target)
        })
    }

    /// Disables a room, which nobody sees, joins or reads then, or enables it again; it keeps everything. Fails as
    /// [`Store::update_room`] does.
    pub fn set_room_disabled(&self, which: &str, disabled: bool) -> Result<Room> {
        let change = RoomChange { disabled: Some(disabled), ..RoomChange::default() };
        self.update_room(&Actor::Administrator, which, &change)
    }

    /// Moves a room into another category, named by name, GUID or URI. Roles of those who are out of its scope are purged. A
    /// user has to be manager of the room and creator in the category (spec: sdk.md 20.1, 7).
    ///
    /// Fails with `NotFound`, `NodeHierarchy` (the category is the root) and `NotAllowed`.
    pub fn move_room(&self, by: &Actor, which: &str, category: &str) -> Result<Room> {
        let change = RoomChange { category: Some(category.to_owned()), ..RoomChange::default() };
        self.update_room(by, which, &change)
    }

    /// Gives a role in a room to principals, or takes it away: all of them or, when one is refused, none. A user has to be
    /// manager of the room. Presenters who lose their membership are no presenters any more.
    ///
    /// Fails with `NotFound` and `NotAllowed`; when adding with `UnknownUser` (no such principal),
    /// `PrincipalsAlreadyDefined`, `PrincipalsNotInScope`, `PresenterNotMember` and `InvalidArgument` (a presenter outside of an
    /// auditorium); when removing with `UnknownUser` (has not the role).
    pub fn change_role(
        &self,
        by: &Actor,
        which: &str,
        role: Role,
        operation: RoleOperation,
        principals: &[Principal],
    ) -> Result<Room> {
        let named: Vec<(Role, Principal)> = principals.iter().map(|who| (role, who.clone())).collect();
        let change = match operation {
            RoleOperation::Add => RoomChange { add: named, ..RoomChange::default() },
            RoleOperation::Remove => RoomChange { remove: named, ..RoomChange::default() },
        };
        self.update_room(by, which, &change)
    }

    /// Removes a room with its messages and files, which no user may do.
    ///
    /// Fails with `NotFound`, and with `Io` when the room is gone and a file could not be deleted.
    pub fn remove_room(&self, which: &str) -> Result<Room> {
        let (room, files) = self.change(&format!("remove the room '{which}'"), |change| {
            let room = find(change, which)?.ok_or_else(|| no_such_room(which))?;
            let files = linked_files(change, "room = ?1", [room.id])?;
            note_purge(change, &self.identity().domain, &room, None)?;
            change.execute("DELETE FROM rooms WHERE id = ?1", [room.id])?;
            change.touch(Touched::Room(room.id));
            Ok((room, files))
        })?;
        self.delete_files_of(&room.guid)?;
        self.delete_unlinked(room.id, files)?;
        Ok(room)
    }
}

/// The user who acts, with his groups; `None` for the administrator. A disabled or unknown user may do nothing.
fn acting(connection: &Connection, by: &Actor) -> Attempt<Option<Subject>> {
    let Actor::User(address) = by else { return Ok(None) };
    match people::read_user(connection, address)? {
        Some(user) if !user.disabled => Ok(Some(subject_of(connection, &Principal::User(user.address))?)),
        _ => {
            Err(Error::new(ErrorKind::NotAllowed, format!("{address} has no account that is enabled")).into())
        }
    }
}

/// The room that `by` may change, with its category.
fn managed(connection: &Connection, by: &Actor, which: &str) -> Attempt<(Room, Category)> {
    let room = find(connection, which)?.ok_or_else(|| no_such_room(which))?;
    let category = read_category(connection, &room.category)?.ok_or_else(|| no_such_room(which))?;
    if let Some(who) = acting(connection, by)? {
        access::may_manage(&category, &room, &who).map_err(|refusal| match refusal {
            Refusal::NoSuchRoom => no_such_room(which),
            Refusal::Disabled | Refusal::NotPermitted => {
                Error::new(ErrorKind::NotAllowed, format!("only managers of '{}' change it", room.name))
            }
        })?;
    }
    Ok((room, category))
}

/// Checks a changed room and writes it.
fn finish(change: &Change<'_>, by: &Actor, old: &Room, mut room: Room, category: &Category) -> Attempt<Room> {
    if room == *old {
        return Ok(room);
    }
    check_roles(change, by, Some(old), &room, category)?;
    // Later than before, whatever the clock does: the copy that somebody holds must not look current.
    room.audit.updated_on =
        Timestamp::now().max(Timestamp::from_ticks(old.audit.updated_on.ticks() + TICKS_PER_MICROSECOND));
    room.audit.updated_by = by.clone();
    write(change, &room)?;
    write_lists(change, Some(old), &room)?;
    let added: Vec<Principal> =
        room.members.principals().filter(|who| !old.members.names(who)).cloned().collect();
    invite(change, &room, category, &old.members, &added)?;
    Ok(room)
}

/// Whoever is new in a list exists, is in scope and, as a presenter, a member.
fn check_roles(
    change: &Change<'_>,
    by: &Actor,
    old: Option<&Room>,
    room: &Room,
    category: &Category,
) -> Attempt<()> {
    if !room.auditorium && !room.presenters.is_empty() {
        return Err(
            Error::invalid("only an auditorium has presenters; make the room one or name none").into()
        );
    }
    for role in Role::ALL {
        for who in room.list(role).principals() {
            let is_new = old.is_none_or(|old| !old.list(role).names(who));
            if is_new && (who.as_group().is_some() || *by != Actor::Administrator) {
                require(change, who)?;
            }
            let subject = subject_of(change, who)?;
            if is_new && !access::in_scope(category, &subject) {
                return Err(Error::new(
                    ErrorKind::PrincipalsNotInScope,
                    format!(
                        "{who} is not in the scope of the category '{}'; allow him there or leave him out",
                        category.name
                    ),
                )
                .into());
            }
            if role == Role::Presenter && !is_fit_presenter(room, &subject) {
                return Err(Error::new(
                    ErrorKind::PresenterNotMember,
                    format!("the presenter {who} is not a member; make him a member as well"),
                )
                .into());
            }
        }
    }
    Ok(())
}

/// Also in an open room, which everybody in scope joins (spec: sdk.md 7.2).
fn is_fit_presenter(room: &Room, who: &Subject) -> bool {
    who.is_in(&room.members)
}

/// Takes roles away, then gives roles.
fn change_roles(change: &Change<'_>, by: &Actor, room: &mut Room, wanted: &RoomChange) -> Attempt<()> {
    for (role, who) in &wanted.remove {
        if !room.list_mut(*role).remove(who) {
            return Err(Error::new(
                ErrorKind::UnknownUser,
                format!("{who} is no {} of '{}'", role.as_str(), room.name),
            )
            .into());
        }
    }
    for role in Role::ALL {
        let mut known = Vec::new();
        for (_, who) in wanted.add.iter().filter(|(wanted, _)| *wanted == role) {
            if *by != Actor::Administrator {
                require(change, who)?;
            }
            if !room.list_mut(role).add(who.clone(), Grant::now(by)) {
                known.push(who);
            }
        }
        if !known.is_empty() {
            let role = role.as_str();
            let are = if known.len() == 1 { format!("is a {role}") } else { format!("are {role}s") };
            return Err(Error::new(
                ErrorKind::PrincipalsAlreadyDefined,
                format!("principals are already defined: {} {are} of '{}'", some_of(&known), room.name),
            )
            .into());
        }
    }
    Ok(())
}

/// The first few of those whom an error is about.
fn some_of(people: &[&Principal]) -> String {
    const NAMED: usize = 3;
    let named: Vec<String> = people.iter().take(NAMED).map(ToString::to_string).collect();
    match people.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Presenters are members of an auditorium; one who is named anew is refused instead.
fn drop_unfit_presenters(change: &Change<'_>, old: &Room, room: &mut Room) -> Attempt<()> {
    let mut unfit = Vec::new();
    for who in room.presenters.principals().filter(|who| old.presenters.names(who)) {
        if !room.auditorium || !is_fit_presenter(room, &subject_of(change, who)?) {
            unfit.push(who.clone());
        }
    }
    room.presenters.retain(|who| !unfit.contains(who));
    Ok(())
}

/// Writes all but the lists and gives the key.
fn write(change: &Change<'_>, room: &Room) -> Attempt<i64> {
    check_text("description", &room.description)?;
    check_text("topic", &room.topic)?;
    let taken = change
        .prepare_cached("SELECT 1 FROM rooms WHERE name_key = ?1 AND guid <> ?2")?
        .exists((name_key(&room.name), &room.guid))?;
    if taken {
        return Err(Error::new(
            ErrorKind::DuplicateRoomName,
            format!("there is a room '{}' already; choose another name", room.name),
        )
        .into());
    }
    let id = change
        .prepare_cached(
            "INSERT INTO rooms (guid, name, name_key, category, description, topic, privacy, auditorium, disabled,
                 invitations, add_in, created_by, created_on, updated_by, updated_on)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (guid) DO UPDATE SET name = ?2, name_key = ?3, category = ?4, description = ?5, topic = ?6,
                 privacy = ?7, auditorium = ?8, disabled = ?9, invitations = ?10, add_in = ?11, updated_by = ?14,
                 updated_on = ?15
             RETURNING id",
        )?
        .query_row(
            rusqlite::params![
                room.guid,
                room.name,
                name_key(&room.name),
                room.category,
                room.description,
                room.topic,
                room.privacy.as_str(),
                room.auditorium,
                room.disabled,
                room.invitations.as_str(),
                room.add_in,
                room.audit.created_by.key(),
                room.audit.created_on.ticks(),
                room.audit.updated_by.key(),
                room.audit.updated_on.ticks(),
            ],
            |row| row.get(0),
        )?;
    change.touch(Touched::Room(id));
    Ok(id)
}

/// Writes what differs between the lists.
fn write_lists(change: &Change<'_>, old: Option<&Room>, room: &Room) -> Attempt<()> {
    let mut insert = change.prepare_cached(
        "INSERT INTO room_principals (room, list, principal, created_by, created_on) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let mut delete = change
        .prepare_cached("DELETE FROM room_principals WHERE room = ?1 AND list = ?2 AND principal = ?3")?;
    let none = PrincipalList::default();
    for role in Role::ALL {
        let (before, after) = (old.map_or(&none, |old| old.list(role)), room.list(role));
        for who in before.principals().filter(|who| !after.names(who)) {
            delete.execute((room.id, role.as_str(), who.key()))?;
        }
        for (who, grant) in after.iter().filter(|(who, _)| !before.names(who)) {
            insert.execute((room.id, role.as_str(), who.key(), grant.by.key(), grant.on.ticks()))?;
        }
    }
    Ok(())
}
