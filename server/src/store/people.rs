//! Users in the store.

use super::Store;
use super::change_log::{Attempt, Change, Failure, Touched};
use super::columns::{address, audit, check_length, check_text};
use crate::address::Address;
use crate::error::{Error, ErrorKind, Result, Thing};
use crate::guid::new_guid;
use crate::model::{Actor, NewUser, Principal, User, UserChange};
use crate::timestamp::Timestamp;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row};

const COLUMNS: &str = "address, guid, login_domain, login_name, display_name, first_name, last_name, company, email, path, \
     nt_hash, disabled, created_by, created_on, updated_by, updated_on";
/// The longest distinguished name, in characters (spec: sdk.md 14).
pub(super) const LONGEST_PATH: usize = 384;

impl Store {
    /// Adds a user. Fails with `AlreadyExists` for a taken address or login.
    pub fn add_user(&self, new: &NewUser) -> Result<User> {
        self.change(&format!("add the user {}", new.address), |change| insert(change, new))
    }

    /// Adds users, and changes those who exist already: all or, when one is refused, none. It disables users, but enables nobody.
    ///
    /// Gives how many were added and how many changed. Fails as [`Store::add_user`] does.
    pub fn put_users(&self, users: &[NewUser]) -> Result<(usize, usize)> {
        self.change("import users", |change| {
            let (mut added, mut changed) = (0, 0);
            for new in users {
                match put_user(change, new)? {
                    Put::Added => added += 1,
                    Put::Changed => changed += 1,
                    Put::Same => {}
                }
            }
            Ok((added, changed))
        })
    }

    /// Changes a user. Fails with `UnknownUser`, and as [`Store::add_user`] does.
    pub fn update_user(&self, who: &Address, new: &UserChange) -> Result<User> {
        self.change(&format!("change the user {who}"), |change| {
            let old = read_user(change, who)?.ok_or_else(|| no_such_user(who))?;
            update(change, changed(old, new))
        })
    }

    /// Disables a user, who is signed off and refused everywhere then, or enables one again. Fails with `UnknownUser`.
    pub fn set_user_disabled(&self, who: &Address, disabled: bool) -> Result<User> {
        self.update_user(who, &UserChange { disabled: Some(disabled), ..UserChange::default() })
    }

    /// Removes a user with roles, preferences and invitations; messages stay. Fails with `UnknownUser`.
    pub fn remove_user(&self, who: &Address) -> Result<()> {
        self.change(&format!("remove the user {who}"), |change| {
            if change.execute("DELETE FROM users WHERE address = ?1", [who.as_str()])? == 0 {
                return Err(no_such_user(who).into());
            }
            change.execute("DELETE FROM preferences WHERE address = ?1", [who.as_str()])?;
            change.execute("DELETE FROM invitations WHERE address = ?1", [who.as_str()])?;
            forget(change, &Principal::User(who.clone()))?;
            change.touch(Touched::User(who.as_str().to_owned()));
            Ok(())
        })
    }

    /// The user of an address. Fails with `UnknownUser`.
    pub fn find_user(&self, who: &Address) -> Result<User> {
        self.read("read a user", |connection| read_user(connection, who))?.ok_or_else(|| no_such_user(who))
    }

    /// All users, by address.
    pub fn users(&self) -> Result<Vec<User>> {
        self.read("list the users", |connection| read_users(connection))
    }
}

fn no_such_user(who: &Address) -> Error {
    Error::missing(Thing::User, format!("there is no user {who}"))
}

fn check(user: &User) -> Result<()> {
    let login = user.login();
    if user.login_name.is_empty() || login.chars().any(char::is_control) {
        return Err(Error::invalid(format!(
            "'{}' is no login; write it as DOMAIN\\name or name",
            login.escape_debug()
        )));
    }
    for (what, text) in [
        ("login", &login),
        ("display name", &user.display_name),
        ("first name", &user.first_name),
        ("last name", &user.last_name),
        ("company", &user.company),
        ("e-mail address", &user.email),
    ] {
        check_text(what, text)?;
    }
    check_length("path", &user.path, LONGEST_PATH)
}

/// What putting a user into the store did.
pub(super) enum Put {
    Added,
    Changed,
    Same,
}

/// Adds a user or changes the one of the address.
pub(super) fn put_user(change: &Change<'_>, new: &NewUser) -> Attempt<Put> {
    let Some(old) = read_user(change, &new.address)? else {
        return insert(change, new).map(|_| Put::Added);
    };
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let renewed = changed(
        old.clone(),
        &UserChange {
            display_name: new.display_name.clone(),
            first_name: filled(&new.first_name),
            last_name: filled(&new.last_name),
            company: filled(&new.company),
            email: filled(&new.email),
            path: filled(&new.path),
            login: new.login.clone(),
            nt_hash: new.nt_hash,
            // A file that says nothing of it must not let somebody in again.
            disabled: new.disabled.then_some(true),
        },
    );
    if renewed == old {
        return Ok(Put::Same);
    }
    update(change, renewed).map(|_| Put::Changed)
}

fn insert(change: &Change<'_>, new: &NewUser) -> Attempt<User> {
    let user = User::of(new, new_guid()?, &Actor::Administrator);
    if read_user(change, &user.address)?.is_some() {
        return Err(Error::new(
            ErrorKind::AlreadyExists,
            format!("there is a user {} already", user.address),
        )
        .into());
    }
    write(change, &user)?;
    Ok(user)
}

fn changed(old: User, new: &UserChange) -> User {
    let text = |new: &Option<String>, old: String| new.clone().unwrap_or(old);
    let mut user = User {
        display_name: text(&new.display_name, old.display_name),
        first_name: text(&new.first_name, old.first_name),
        last_name: text(&new.last_name, old.last_name),
        company: text(&new.company, old.company),
        email: text(&new.email, old.email),
        path: text(&new.path, old.path),
        nt_hash: new.nt_hash.or(old.nt_hash),
        disabled: new.disabled.unwrap_or(old.disabled),
        ..old
    };
    if let Some(login) = &new.login {
        user.log_in_as(login);
    }
    user.name_if_nameless();
    user
}

fn update(change: &Change<'_>, mut user: User) -> Attempt<User> {
    user.audit.updated_by = Actor::Administrator;
    user.audit.updated_on = Timestamp::now();
    write(change, &user)?;
    Ok(user)
}

fn write(change: &Change<'_>, user: &User) -> Attempt<()> {
    check(user)?;
    let key = format!("{}\\{}", user.login_domain.to_lowercase(), user.login_name.to_lowercase());
    change
        .prepare_cached(
            "INSERT INTO users (address, guid, login_domain, login_name, login_key, display_name, first_name, last_name,
                 company, email, path, nt_hash, disabled, created_by, created_on, updated_by, updated_on)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
             ON CONFLICT (address) DO UPDATE SET login_domain = ?3, login_name = ?4, login_key = ?5, display_name = ?6,
                 first_name = ?7, last_name = ?8, company = ?9, email = ?10, path = ?11, nt_hash = ?12, disabled = ?13,
                 updated_by = ?16, updated_on = ?17",
        )?
        .execute(rusqlite::params![
            user.address.as_str(),
            user.guid,
            user.login_domain,
            user.login_name,
            key,
            user.display_name,
            user.first_name,
            user.last_name,
            user.company,
            user.email,
            user.path,
            user.nt_hash.as_ref().map(<[u8; 16]>::as_slice),
            user.disabled,
            user.audit.created_by.key(),
            user.audit.created_on.ticks(),
            user.audit.updated_by.key(),
            user.audit.updated_on.ticks(),
        ])
        .map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => login_is_taken(change, user, &key),
            _ => Failure::from(error),
        })?;
    change.touch(Touched::User(user.address.as_str().to_owned()));
    Ok(())
}

fn login_is_taken(connection: &Connection, user: &User, key: &str) -> Failure {
    let owner: rusqlite::Result<String> = connection
        .prepare_cached("SELECT address FROM users WHERE login_key = ?1")
        .and_then(|mut statement| statement.query_row([key], |row| row.get(0)));
    match owner {
        Ok(owner) => Error::new(
            ErrorKind::AlreadyExists,
            format!(
                "{owner} has the login '{}' already; give {} a different login",
                user.login(),
                user.address
            ),
        )
        .into(),
        Err(error) => error.into(),
    }
}

/// Takes a principal that is gone out of all lists and groups.
pub(super) fn forget(change: &Change<'_>, principal: &Principal) -> rusqlite::Result<()> {
    let key = principal.key();
    let mut rooms =
        change.prepare_cached("DELETE FROM room_principals WHERE principal = ?1 RETURNING room")?;
    for room in rooms.query_map([&key], |row| row.get(0))? {
        change.touch(Touched::Room(room?));
    }
    let mut categories =
        change.prepare_cached("DELETE FROM category_principals WHERE principal = ?1 RETURNING category")?;
    for category in categories.query_map([&key], |row| row.get(0))? {
        change.touch(Touched::Category(category?));
    }
    if change.execute("DELETE FROM group_members WHERE member = ?1", [&key])? > 0 {
        change.touch(Touched::Groups(key));
    }
    Ok(())
}

pub(super) fn read_user(connection: &Connection, who: &Address) -> rusqlite::Result<Option<User>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM users WHERE address = ?1"))?
        .query_row([who.as_str()], user)
        .optional()
}

pub(super) fn read_users(connection: &Connection) -> rusqlite::Result<Vec<User>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM users ORDER BY address"))?;
    statement.query_map([], user)?.collect()
}

fn user(row: &Row<'_>) -> rusqlite::Result<User> {
    let hash: Option<Vec<u8>> = row.get(10)?;
    Ok(User {
        address: address(row, 0)?,
        guid: row.get(1)?,
        login_domain: row.get(2)?,
        login_name: row.get(3)?,
        display_name: row.get(4)?,
        first_name: row.get(5)?,
        last_name: row.get(6)?,
        company: row.get(7)?,
        email: row.get(8)?,
        path: row.get(9)?,
        nt_hash: hash.and_then(|bytes| <[u8; 16]>::try_from(bytes).ok()),
        disabled: row.get(11)?,
        audit: audit(row, 12)?,
    })
}
