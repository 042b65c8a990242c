//! Columns that several tables have, and the rules for text.

use crate::address::Address;
use crate::error::{Error, Result};
use crate::model::{Actor, Audit, Grant, Principal};
use crate::timestamp::Timestamp;
use rusqlite::Row;
use rusqlite::types::Type;

/// The longest name or description, in characters (spec: xccos.md 4.2, from the database's columns).
const LONGEST_TEXT: usize = 256;

/// Refuses text that is too long for its column or holds control characters.
pub(super) fn check_text(what: &str, text: &str) -> Result<()> {
    check_length(what, text, LONGEST_TEXT)
}

/// The same with another length, in characters.
pub(super) fn check_length(what: &str, text: &str, longest: usize) -> Result<()> {
    if text.chars().count() > longest {
        return Err(Error::invalid(format!("the {what} is longer than {longest} characters")));
    }
    if text.chars().any(|c| c.is_control()) {
        return Err(Error::invalid(format!("the {what} contains a control character; write it in one line")));
    }
    Ok(())
}

/// The name of something, without blanks around it.
pub(super) fn check_name<'a>(kind: &str, name: &'a str) -> Result<&'a str> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid(format!("the {kind} needs a name")));
    }
    check_text(&format!("{kind}'s name"), name)?;
    Ok(name)
}

/// The form in which names are compared.
pub(super) fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn unreadable(column: usize, error: Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}

/// Reads an address column.
pub(super) fn address(row: &Row<'_>, column: usize) -> rusqlite::Result<Address> {
    Address::parse(&row.get::<_, String>(column)?).map_err(|error| unreadable(column, error))
}

/// Reads a principal column.
pub(super) fn principal(row: &Row<'_>, column: usize) -> rusqlite::Result<Principal> {
    Principal::parse(&row.get::<_, String>(column)?).map_err(|error| unreadable(column, error))
}

fn actor(row: &Row<'_>, column: usize) -> rusqlite::Result<Actor> {
    let text: String = row.get(column)?;
    if text.is_empty() {
        return Ok(Actor::Administrator);
    }
    Address::parse(&text).map(Actor::User).map_err(|error| unreadable(column, error))
}

/// Reads `created_by, created_on, updated_by, updated_on`, which begin at `column`.
pub(super) fn audit(row: &Row<'_>, column: usize) -> rusqlite::Result<Audit> {
    Ok(Audit {
        created_by: actor(row, column)?,
        created_on: Timestamp::from_ticks(row.get(column + 1)?),
        updated_by: actor(row, column + 2)?,
        updated_on: Timestamp::from_ticks(row.get(column + 3)?),
    })
}

/// Reads `created_by, created_on` of a role, which begin at `column`.
pub(super) fn grant(row: &Row<'_>, column: usize) -> rusqlite::Result<Grant> {
    Ok(Grant { by: actor(row, column)?, on: Timestamp::from_ticks(row.get(column + 1)?) })
}
