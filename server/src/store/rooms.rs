//! Categories and rooms in the store.

use super::Store;
use super::people::{address, check_text};
use crate::access;
use crate::address::Address;
use crate::error::{Error, ErrorKind, Result};
use crate::guid::new_guid;
use crate::model::{Category, NewCategory, NewRoom, Privacy, Room};
use rusqlite::{Connection, Transaction};
use std::collections::{BTreeSet, HashMap};

impl Store {
    /// Adds a category below the root. Fails with `AlreadyExists` for a taken name.
    pub fn add_category(&self, new: &NewCategory) -> Result<Category> {
        check_name("category", &new.name)?;
        check_text("description", &new.description)?;
        let category = Category {
            guid: new_guid()?,
            name: new.name.trim().to_owned(),
            description: new.description.clone(),
            invitations: new.invitations,
            file_upload: new.file_upload,
            history: new.history,
            allowed: new.allowed.iter().cloned().collect(),
            denied: new.denied.iter().cloned().collect(),
            creators: new.creators.iter().cloned().collect(),
        };
        if let Some(outsider) = category.creators.iter().find(|who| !access::in_scope(&category, who)) {
            return Err(Error::new(
                ErrorKind::NotInScope,
                format!("the creator {outsider} is not in the category's scope; allow him or leave him out"),
            ));
        }
        let what = format!("add the category '{}'", category.name);
        self.change(&what, true, |transaction| {
            let failed = |error| Error::store(&what, &error);
            if exists(transaction, "SELECT count(*) FROM categories WHERE name_key = ?1", &category.name).map_err(failed)? {
                return Err(Error::new(ErrorKind::AlreadyExists, format!("there is a category '{}' already", category.name)));
            }
            transaction
                .execute(
                    "INSERT INTO categories (guid, name, name_key, description, invitations, file_upload, history)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    (
                        &category.guid,
                        &category.name,
                        category.name.to_lowercase(),
                        &category.description,
                        category.invitations,
                        category.file_upload,
                        category.history,
                    ),
                )
                .map_err(failed)?;
            let lists = [("allow", &category.allowed), ("deny", &category.denied), ("creator", &category.creators)];
            for (list, people) in lists {
                for who in people {
                    transaction
                        .execute("INSERT INTO category_principals VALUES (?1, ?2, ?3)", (&category.guid, list, who.as_str()))
                        .map_err(failed)?;
                }
            }
            Ok(category.clone())
        })
    }

    /// All categories, by name.
    pub fn categories(&self) -> Result<Vec<Category>> {
        self.read("list the categories", |connection| {
            let mut lists: HashMap<(String, String), BTreeSet<Address>> = HashMap::new();
            let mut statement = connection.prepare_cached("SELECT category, list, address FROM category_principals")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                lists.entry((row.get(0)?, row.get(1)?)).or_default().insert(address(row, 2)?);
            }
            let mut statement = connection.prepare_cached(
                "SELECT guid, name, description, invitations, file_upload, history FROM categories ORDER BY name_key",
            )?;
            let found = statement.query_map([], |row| {
                let guid: String = row.get(0)?;
                let mut list = |name: &str| lists.remove(&(guid.clone(), name.to_owned())).unwrap_or_default();
                Ok(Category {
                    name: row.get(1)?,
                    description: row.get(2)?,
                    invitations: row.get(3)?,
                    file_upload: row.get(4)?,
                    history: row.get(5)?,
                    allowed: list("allow"),
                    denied: list("deny"),
                    creators: list("creator"),
                    guid,
                })
            })?;
            found.collect()
        })
    }

    /// Adds a room to a category.
    ///
    /// Fails with `NotFound` (no such category), `AlreadyExists` (the name is taken), `NotInScope`, `PresenterNotMember` or
    /// `InvalidArgument`.
    pub fn add_room(&self, new: &NewRoom) -> Result<Room> {
        check_name("room", &new.name)?;
        check_text("description", &new.description)?;
        check_text("topic", &new.topic)?;
        if !new.auditorium && !new.presenters.is_empty() {
            return Err(Error::invalid(
                "only an auditorium has presenters; add --auditorium or leave --presenter out",
            ));
        }
        let name = new.name.trim();
        let wanted = new.category.trim().to_lowercase();
        let Some(category) =
            self.categories()?.into_iter().find(|category| category.name.to_lowercase() == wanted)
        else {
            return Err(Error::new(
                ErrorKind::NotFound,
                format!(
                    "there is no category '{}'; add it with: pchatd category add, or see: pchatd category list",
                    new.category
                ),
            ));
        };
        check_people(new, &category)?;
        let room = Room {
            id: 0,
            guid: new_guid()?,
            name: name.to_owned(),
            category: category.guid,
            description: new.description.clone(),
            topic: new.topic.clone(),
            privacy: new.privacy,
            auditorium: new.auditorium,
            disabled: false,
            members: new.members.iter().cloned().collect(),
            managers: new.managers.iter().cloned().collect(),
            presenters: new.presenters.iter().cloned().collect(),
        };
        let what = format!("add the room '{name}'");
        self.change(&what, true, |transaction| {
            let failed = |error| Error::store(&what, &error);
            if exists(transaction, "SELECT count(*) FROM rooms WHERE name_key = ?1", name).map_err(failed)? {
                return Err(Error::new(ErrorKind::AlreadyExists, format!("there is a room '{name}' already")));
            }
            transaction
                .execute(
                    "INSERT INTO rooms (guid, name, name_key, category, description, topic, privacy, auditorium)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    (
                        &room.guid,
                        name,
                        name.to_lowercase(),
                        &room.category,
                        &room.description,
                        &room.topic,
                        room.privacy.as_str(),
                        room.auditorium,
                    ),
                )
                .map_err(failed)?;
            let id = transaction.last_insert_rowid();
            let lists = [("member", &room.members), ("manager", &room.managers), ("presenter", &room.presenters)];
            for (list, people) in lists {
                for who in people {
                    transaction
                        .execute("INSERT INTO room_principals VALUES (?1, ?2, ?3)", (id, list, who.as_str()))
                        .map_err(failed)?;
                }
            }
            Ok(Room { id, ..room.clone() })
        })
    }

    /// All rooms, by name.
    pub fn rooms(&self) -> Result<Vec<Room>> {
        self.read("list the rooms", |connection| read_rooms(connection))
    }

    /// Disables or enables a room; a disabled one keeps everything. Fails with `NotFound`.
    pub fn set_room_disabled(&self, name: &str, disabled: bool) -> Result<()> {
        let what = format!("change the room '{name}'");
        self.change(&what, true, |transaction| {
            let changed = transaction
                .execute(
                    "UPDATE rooms SET disabled = ?2 WHERE name_key = ?1",
                    (name.trim().to_lowercase(), disabled),
                )
                .map_err(|error| Error::store(&what, &error))?;
            if changed == 0 { Err(no_such_room(name)) } else { Ok(()) }
        })
    }

    /// The room of a name (any case) or GUID. Fails with `NotFound`.
    pub fn find_room(&self, name: &str) -> Result<Room> {
        let key = name.trim().to_lowercase();
        self.rooms()?
            .into_iter()
            .find(|room| {
                room.name.to_lowercase() == key
                    || room.guid == key
                    || key.ends_with(&format!("/{}", room.guid))
            })
            .ok_or_else(|| no_such_room(name))
    }
}

fn no_such_room(name: &str) -> Error {
    Error::new(ErrorKind::NotFound, format!("there is no room '{name}'; see: pchatd room list"))
}

fn check_name(kind: &str, name: &str) -> Result<()> {
    if name.trim().is_empty() {
        return Err(Error::invalid(format!("the {kind} needs a name")));
    }
    check_text(&format!("{kind}'s name"), name)
}

fn check_people(new: &NewRoom, category: &Category) -> Result<()> {
    let everybody = new.members.iter().chain(&new.managers).chain(&new.presenters);
    if let Some(outsider) = everybody.into_iter().find(|who| !access::in_scope(category, who)) {
        return Err(Error::new(
            ErrorKind::NotInScope,
            format!(
                "{outsider} is not in the scope of the category '{}'; allow him there or leave him out",
                category.name
            ),
        ));
    }
    // Also in an open room, which everybody in scope joins (spec: sdk.md 7.2).
    let stranger = new.presenters.iter().find(|who| !new.members.contains(who));
    if let Some(stranger) = stranger {
        return Err(Error::new(
            ErrorKind::PresenterNotMember,
            format!("the presenter {stranger} is not a member; add --member {stranger} as well"),
        ));
    }
    Ok(())
}

fn exists(transaction: &Transaction<'_>, query: &str, name: &str) -> rusqlite::Result<bool> {
    transaction
        .query_row(query, [name.trim().to_lowercase()], |row| row.get::<_, i64>(0))
        .map(|count| count > 0)
}

fn read_rooms(connection: &Connection) -> rusqlite::Result<Vec<Room>> {
    let mut lists: HashMap<(i64, String), BTreeSet<Address>> = HashMap::new();
    let mut statement = connection.prepare_cached("SELECT room, list, address FROM room_principals")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        lists.entry((row.get(0)?, row.get(1)?)).or_default().insert(address(row, 2)?);
    }
    let mut statement = connection.prepare_cached(
        "SELECT id, guid, name, category, description, topic, privacy, auditorium, disabled FROM rooms ORDER BY name_key",
    )?;
    let found = statement.query_map([], |row| {
        let id: i64 = row.get(0)?;
        let privacy: String = row.get(6)?;
        let mut list = |name: &str| lists.remove(&(id, name.to_owned())).unwrap_or_default();
        Ok(Room {
            id,
            guid: row.get(1)?,
            name: row.get(2)?,
            category: row.get(3)?,
            description: row.get(4)?,
            topic: row.get(5)?,
            // The table's CHECK admits only the three words.
            privacy: privacy.parse().unwrap_or(Privacy::Secret),
            auditorium: row.get(7)?,
            disabled: row.get(8)?,
            members: list("member"),
            managers: list("manager"),
            presenters: list("presenter"),
        })
    })?;
    found.collect()
}
