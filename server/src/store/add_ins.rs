//! Add-ins in the store.

use super::Store;
use super::change_log::{Attempt, Change, Touched};
use super::columns::{check_length, check_name, name_key};
use super::settings::check_url;
use crate::error::{Error, ErrorKind, Result, Thing};
use crate::guid::new_guid;
use crate::model::{AddIn, NewAddIn};
use rusqlite::{Connection, OptionalExtension, Row};

/// In characters (spec: sdk.md 14).
const LONGEST_NAME: usize = 50;

impl Store {
    /// Registers an add-in. Fails with `DuplicateAddInName` and `InvalidArgument`.
    pub fn add_add_in(&self, new: &NewAddIn) -> Result<AddIn> {
        self.change(&format!("add the add-in '{}'", new.name), |change| {
            let name = check_name("add-in", &new.name)?.to_owned();
            let add_in = AddIn { guid: new_guid()?, name, url: new.url.clone() };
            write(change, &add_in)?;
            Ok(add_in)
        })
    }

    /// Changes an add-in, which is named by name or GUID; `None` leaves a field as it is. Fails with `NotFound`, and as
    /// [`Store::add_add_in`] does.
    pub fn update_add_in(&self, which: &str, name: Option<&str>, url: Option<&str>) -> Result<AddIn> {
        self.change(&format!("change the add-in '{which}'"), |change| {
            let mut add_in = find(change, which)?;
            if let Some(name) = name {
                add_in.name = check_name("add-in", name)?.to_owned();
            }
            if let Some(url) = url {
                add_in.url = url.to_owned();
            }
            write(change, &add_in)?;
            Ok(add_in)
        })
    }

    /// Removes an add-in, also from the rooms that show it. Fails with `NotFound`.
    pub fn remove_add_in(&self, which: &str) -> Result<()> {
        self.change(&format!("remove the add-in '{which}'"), |change| {
            let add_in = find(change, which)?;
            let mut rooms =
                change.prepare_cached("UPDATE rooms SET add_in = NULL WHERE add_in = ?1 RETURNING id")?;
            for room in rooms.query_map([&add_in.guid], |row| row.get(0))? {
                change.touch(Touched::Room(room?));
            }
            change.execute("DELETE FROM add_ins WHERE guid = ?1", [&add_in.guid])?;
            change.touch(Touched::AddIn(add_in.guid));
            Ok(())
        })
    }

    /// The add-in of a name (any case) or GUID. Fails with `NotFound`.
    pub fn find_add_in(&self, which: &str) -> Result<AddIn> {
        self.read_attempt("read an add-in", |connection| find(connection, which))
    }

    /// All add-ins, by name.
    pub fn add_ins(&self) -> Result<Vec<AddIn>> {
        self.read("list the add-ins", |connection| read_add_ins(connection))
    }
}

fn write(change: &Change<'_>, add_in: &AddIn) -> Attempt<()> {
    check_length("name of the add-in", &add_in.name, LONGEST_NAME)?;
    check_url(&add_in.url)?;
    let taken = change
        .prepare_cached("SELECT 1 FROM add_ins WHERE name_key = ?1 AND guid <> ?2")?
        .exists((name_key(&add_in.name), &add_in.guid))?;
    if taken {
        return Err(Error::new(
            ErrorKind::DuplicateAddInName,
            format!("there is an add-in '{}' already; choose another name", add_in.name),
        )
        .into());
    }
    change.execute(
        "INSERT INTO add_ins (guid, name, name_key, url) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (guid) DO UPDATE SET name = ?2, name_key = ?3, url = ?4",
        (&add_in.guid, &add_in.name, name_key(&add_in.name), &add_in.url),
    )?;
    change.touch(Touched::AddIn(add_in.guid.clone()));
    Ok(())
}

/// By name or GUID, any case.
pub(super) fn find(connection: &Connection, which: &str) -> Attempt<AddIn> {
    let key = name_key(which);
    connection
        .prepare_cached("SELECT guid, name, url FROM add_ins WHERE name_key = ?1 OR guid = ?1")?
        .query_row([&key], add_in)
        .optional()?
        .ok_or_else(|| Error::missing(Thing::AddIn, format!("there is no add-in '{which}'")).into())
}

/// By GUID.
pub(super) fn read_add_in(connection: &Connection, guid: &str) -> rusqlite::Result<Option<AddIn>> {
    connection
        .prepare_cached("SELECT guid, name, url FROM add_ins WHERE guid = ?1")?
        .query_row([guid], add_in)
        .optional()
}

pub(super) fn read_add_ins(connection: &Connection) -> rusqlite::Result<Vec<AddIn>> {
    let mut statement = connection.prepare_cached("SELECT guid, name, url FROM add_ins ORDER BY name_key")?;
    statement.query_map([], add_in)?.collect()
}

fn add_in(row: &Row<'_>) -> rusqlite::Result<AddIn> {
    Ok(AddIn { guid: row.get(0)?, name: row.get(1)?, url: row.get(2)? })
}
