//! Categories in the store.

use super::Store;
use super::change_log::{Attempt, Change, Touched};
use super::columns::{audit, check_name, check_text, grant, name_key, principal};
use super::groups::{require, subject_of};
use crate::access;
use crate::error::{Error, ErrorKind, Result, Thing};
use crate::guid::new_guid;
use crate::model::{Actor, Audit, Category, CategoryChange, Grant, NewCategory, Principal, PrincipalList};
use crate::timestamp::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashMap;

const COLUMNS: &str = "guid, name, description, invitations, file_upload, history, created_by, created_on, updated_by, updated_on";

impl Store {
    /// Adds a category below the root.
    ///
    /// Fails with `AlreadyExists` for a taken name, `PrincipalsNotInScope` for a creator outside of the scope, `UnknownUser`
    /// for a group that does not exist; a user may get an account later.
    pub fn add_category(&self, new: &NewCategory) -> Result<Category> {
        let by = &Actor::Administrator;
        let category = Category {
            guid: new_guid()?,
            name: check_name("category", &new.name)?.to_owned(),
            description: new.description.clone(),
            invitations: new.invitations,
            file_upload: new.file_upload,
            history: new.history,
            allowed: PrincipalList::granted(&new.allowed, by),
            denied: PrincipalList::granted(&new.denied, by),
            creators: PrincipalList::granted(&new.creators, by),
            audit: Audit::begun(by),
        };
        self.change(&format!("add the category '{}'", category.name), |change| {
            write(change, None, &category)?;
            Ok(category.clone())
        })
    }

    /// Changes a category, which is named by its name (any case), GUID or URI. Roles of its rooms stay, but count for nothing
    /// for those who are out of scope now.
    ///
    /// Fails with `NotFound`, and as [`Store::add_category`] does.
    pub fn update_category(&self, name: &str, new: &CategoryChange) -> Result<Category> {
        self.change(&format!("change the category '{name}'"), |change| {
            let old = find(change, name)?;
            let by = &Actor::Administrator;
            let list = |old: &PrincipalList, new: &Option<Vec<Principal>>| match new {
                Some(wanted) => replaced(old, wanted, by),
                None => old.clone(),
            };
            let category = Category {
                name: match &new.name {
                    Some(name) => check_name("category", name)?.to_owned(),
                    None => old.name.clone(),
                },
                description: new.description.clone().unwrap_or_else(|| old.description.clone()),
                invitations: new.invitations.unwrap_or(old.invitations),
                file_upload: new.file_upload.unwrap_or(old.file_upload),
                history: new.history.unwrap_or(old.history),
                allowed: list(&old.allowed, &new.allowed),
                denied: list(&old.denied, &new.denied),
                creators: list(&old.creators, &new.creators),
                audit: Audit { updated_by: by.clone(), updated_on: Timestamp::now(), ..old.audit.clone() },
                guid: old.guid.clone(),
            };
            write(change, Some(&old), &category)?;
            Ok(category)
        })
    }

    /// Removes a category without rooms. Fails with `NotFound`, and `NotAllowed` while there are rooms in it.
    pub fn remove_category(&self, name: &str) -> Result<()> {
        self.change(&format!("remove the category '{name}'"), |change| {
            let category = find(change, name)?;
            let rooms: i64 = change.query_row(
                "SELECT count(*) FROM rooms WHERE category = ?1",
                [&category.guid],
                |row| row.get(0),
            )?;
            if rooms > 0 {
                return Err(Error::new(
                    ErrorKind::NotAllowed,
                    format!(
                        "the category '{}' has {rooms} rooms; move them to another one or remove them",
                        category.name
                    ),
                )
                .into());
            }
            change.execute("DELETE FROM categories WHERE guid = ?1", [&category.guid])?;
            change.touch(Touched::Category(category.guid));
            Ok(())
        })
    }

    /// The category of a name (any case), GUID or `ma-cat` URI. Fails with `NotFound`.
    pub fn find_category(&self, name: &str) -> Result<Category> {
        self.read_attempt("read a category", |connection| find(connection, name))
    }

    /// All categories, by name.
    pub fn categories(&self) -> Result<Vec<Category>> {
        self.read("list the categories", |connection| read_categories(connection))
    }
}

fn no_such_category(name: &str) -> Error {
    Error::missing(Thing::Category, format!("there is no category '{name}'"))
}

/// The list that names `wanted`; those who were there keep their grants.
pub(super) fn replaced(old: &PrincipalList, wanted: &[Principal], by: &Actor) -> PrincipalList {
    let mut list = old.clone();
    list.retain(|who| wanted.contains(who));
    for who in wanted {
        list.add(who.clone(), Grant::now(by));
    }
    list
}

/// A list's name in the store, and where it is.
type List = (&'static str, fn(&Category) -> &PrincipalList);

const LISTS: [List; 3] = [
    ("allow", |category| &category.allowed),
    ("deny", |category| &category.denied),
    ("creator", |category| &category.creators),
];

fn write(change: &Change<'_>, old: Option<&Category>, category: &Category) -> Attempt<()> {
    check_text("description", &category.description)?;
    for who in category.creators.principals() {
        if !access::in_scope(category, &subject_of(change, who)?) {
            return Err(Error::new(
                ErrorKind::PrincipalsNotInScope,
                format!("the creator {who} is not in the category's scope; allow him or leave him out"),
            )
            .into());
        }
    }
    let taken = change
        .prepare_cached("SELECT 1 FROM categories WHERE name_key = ?1 AND guid <> ?2")?
        .exists((name_key(&category.name), &category.guid))?;
    if taken {
        return Err(Error::new(
            ErrorKind::AlreadyExists,
            format!("there is a category '{}' already; choose another name", category.name),
        )
        .into());
    }
    change.execute(
        "INSERT INTO categories (guid, name, name_key, description, invitations, file_upload, history, created_by, created_on,
             updated_by, updated_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (guid) DO UPDATE SET name = ?2, name_key = ?3, description = ?4, invitations = ?5, file_upload = ?6,
             history = ?7, updated_by = ?10, updated_on = ?11",
        (
            &category.guid,
            &category.name,
            name_key(&category.name),
            &category.description,
            category.invitations,
            category.file_upload,
            category.history,
            category.audit.created_by.key(),
            category.audit.created_on.ticks(),
            category.audit.updated_by.key(),
            category.audit.updated_on.ticks(),
        ),
    )?;
    change.execute("DELETE FROM category_principals WHERE category = ?1", [&category.guid])?;
    let mut insert = change.prepare_cached(
        "INSERT INTO category_principals (category, list, principal, created_by, created_on) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (name, list) in LISTS {
        for (who, grant) in list(category).iter() {
            let is_new = old.is_none_or(|old| !list(old).names(who));
            if is_new && who.as_group().is_some() {
                require(change, who)?;
            }
            insert.execute((&category.guid, name, who.key(), grant.by.key(), grant.on.ticks()))?;
        }
    }
    change.touch(Touched::Category(category.guid.clone()));
    Ok(())
}

/// By name, GUID or URI.
pub(super) fn find(connection: &Connection, name: &str) -> Attempt<Category> {
    let key = name_key(name);
    let guid = key
        .strip_prefix("ma-cat://")
        .and_then(|rest| rest.split_once('/'))
        .map_or(key.as_str(), |(_, guid)| guid);
    let found: Option<String> = connection
        .prepare_cached("SELECT guid FROM categories WHERE name_key = ?1 OR guid = ?2")?
        .query_row((&key, guid), |row| row.get(0))
        .optional()?;
    if let Some(guid) = found
        && let Some(category) = read_category(connection, &guid)?
    {
        return Ok(category);
    }
    let is_root = connection
        .prepare_cached("SELECT 1 FROM settings WHERE key = 'root_category' AND value = ?1")?
        .exists([guid])?;
    if is_root {
        return Err(Error::new(
            ErrorKind::NodeHierarchy,
            "the root category holds categories only; name one of them",
        )
        .into());
    }
    Err(no_such_category(name).into())
}

/// By GUID.
pub(super) fn read_category(connection: &Connection, guid: &str) -> rusqlite::Result<Option<Category>> {
    let mut lists = Lists::default();
    let mut statement = connection.prepare_cached(
        "SELECT category, list, principal, created_by, created_on FROM category_principals WHERE category = ?1",
    )?;
    let mut rows = statement.query([guid])?;
    while let Some(row) = rows.next()? {
        lists.take(row)?;
    }
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM categories WHERE guid = ?1"))?
        .query_row([guid], |row| category(row, &mut lists))
        .optional()
}

pub(super) fn read_categories(connection: &Connection) -> rusqlite::Result<Vec<Category>> {
    let mut lists = Lists::default();
    let mut statement = connection.prepare_cached(
        "SELECT category, list, principal, created_by, created_on FROM category_principals",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        lists.take(row)?;
    }
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM categories ORDER BY name_key"))?;
    statement.query_map([], |row| category(row, &mut lists))?.collect()
}

/// Lists of categories, by category and name.
#[derive(Default)]
struct Lists(HashMap<(String, String), PrincipalList>);

impl Lists {
    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let list = self.0.entry((row.get(0)?, row.get(1)?)).or_default();
        list.add(principal(row, 2)?, grant(row, 3)?);
        Ok(())
    }
}

fn category(row: &Row<'_>, lists: &mut Lists) -> rusqlite::Result<Category> {
    let guid: String = row.get(0)?;
    let mut list = |name: &str| lists.0.remove(&(guid.clone(), name.to_owned())).unwrap_or_default();
    Ok(Category {
        name: row.get(1)?,
        description: row.get(2)?,
        invitations: row.get(3)?,
        file_upload: row.get(4)?,
        history: row.get(5)?,
        allowed: list("allow"),
        denied: list("deny"),
        creators: list("creator"),
        audit: audit(row, 6)?,
        guid,
    })
}
