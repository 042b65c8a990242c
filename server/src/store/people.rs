//! Users in the store.

use super::Store;
use crate::address::Address;
use crate::error::{Error, ErrorKind, Result};
use crate::guid::new_guid;
use crate::model::{NewUser, User};
use rusqlite::{ErrorCode, Row};

impl Store {
    /// Adds a user. Fails with `AlreadyExists` for a taken address or login.
    pub fn add_user(&self, new: &NewUser) -> Result<User> {
        let login = new.login.as_deref().unwrap_or_else(|| new.address.user());
        let (login_domain, login_name) = login.split_once('\\').unwrap_or(("", login));
        if login_name.is_empty() || login_name.chars().chain(login_domain.chars()).any(char::is_control) {
            return Err(Error::invalid(format!(
                "'{}' is no login; write it as DOMAIN\\name or name",
                login.escape_debug()
            )));
        }
        let display_name = new.display_name.clone().unwrap_or_else(|| new.address.user().to_owned());
        check_text("display name", &display_name)?;
        check_text("e-mail address", &new.email)?;
        let user = User {
            address: new.address.clone(),
            guid: new_guid()?,
            login_domain: login_domain.to_owned(),
            login_name: login_name.to_owned(),
            display_name,
            email: new.email.clone(),
            nt_hash: new.nt_hash,
            disabled: false,
        };
        let what = format!("add the user {}", user.address);
        self.change(&what, true, |transaction| {
            let taken = transaction
                .query_row("SELECT count(*) FROM users WHERE address = ?1", [user.address.as_str()], |row| row.get::<_, i64>(0))
                .map_err(|error| Error::store(&what, &error))?;
            if taken > 0 {
                return Err(Error::new(ErrorKind::AlreadyExists, format!("there is a user {} already", user.address)));
            }
            transaction
                .execute(
                    "INSERT INTO users (address, guid, login_domain, login_name, login_key, display_name, email, nt_hash)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    (
                        user.address.as_str(),
                        &user.guid,
                        &user.login_domain,
                        &user.login_name,
                        format!("{}\\{}", user.login_domain.to_lowercase(), user.login_name.to_lowercase()),
                        &user.display_name,
                        &user.email,
                        user.nt_hash.as_ref().map(<[u8; 16]>::as_slice),
                    ),
                )
                .map_err(|error| match error.sqlite_error_code() {
                    Some(ErrorCode::ConstraintViolation) => Error::new(
                        ErrorKind::AlreadyExists,
                        format!("another user has the login '{login}' already; give this one a different --login"),
                    ),
                    _ => Error::store(&what, &error),
                })?;
            Ok(user.clone())
        })
    }

    /// All users, by address.
    pub fn users(&self) -> Result<Vec<User>> {
        self.read("list the users", |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT address, guid, login_domain, login_name, display_name, email, nt_hash, disabled FROM users ORDER BY address",
            )?;
            statement.query_map([], read_user)?.collect()
        })
    }
}

fn read_user(row: &Row<'_>) -> rusqlite::Result<User> {
    let hash: Option<Vec<u8>> = row.get(6)?;
    Ok(User {
        address: address(row, 0)?,
        guid: row.get(1)?,
        login_domain: row.get(2)?,
        login_name: row.get(3)?,
        display_name: row.get(4)?,
        email: row.get(5)?,
        nt_hash: hash.and_then(|bytes| <[u8; 16]>::try_from(bytes).ok()),
        disabled: row.get(7)?,
    })
}

/// Reads an address column.
pub(super) fn address(row: &Row<'_>, column: usize) -> rusqlite::Result<Address> {
    let text: String = row.get(column)?;
    Address::parse(&text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// The longest name or description, in characters (spec: xccos.md 4.2, from the database's columns).
const LONGEST_TEXT: usize = 256;

/// Refuses text that is too long for its column or holds control characters.
pub(super) fn check_text(what: &str, text: &str) -> Result<()> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::invalid(format!("the {what} is longer than {LONGEST_TEXT} characters")));
    }
    if text.chars().any(|c| c.is_control()) {
        return Err(Error::invalid(format!("the {what} contains a control character; write it in one line")));
    }
    Ok(())
}
