//! What changed in the directory, so that a running server reads only that again.

use crate::error::Error;
use rusqlite::{Connection, Transaction};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;

/// Entries that are kept; a server that missed more reads everything.
const KEPT: i64 = 4096;
/// A transaction that touches more than this is written down as a change of everything.
const MOST_TOUCHED: usize = 1024;

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Touched {
    /// A user, by address.
    User(String),
    /// A group, by URI.
    Group(String),
    /// The groups that a principal is in, by its key.
    Groups(String),
    /// A category, by GUID.
    Category(String),
    /// A room with its lists, by key.
    Room(i64),
    /// An add-in, by GUID.
    AddIn(String),
    /// The settings.
    Settings,
    /// Too much to list.
    Everything,
}

impl Touched {
    fn kind(&self) -> &'static str {
        match self {
            Touched::User(_) => "user",
            Touched::Group(_) => "group",
            Touched::Groups(_) => "groups",
            Touched::Category(_) => "category",
            Touched::Room(_) => "room",
            Touched::AddIn(_) => "add_in",
            Touched::Settings => "settings",
            Touched::Everything => "everything",
        }
    }

    fn key(&self) -> String {
        match self {
            Touched::User(key)
            | Touched::Group(key)
            | Touched::Groups(key)
            | Touched::Category(key)
            | Touched::AddIn(key) => key.clone(),
            Touched::Room(id) => id.to_string(),
            Touched::Settings | Touched::Everything => String::new(),
        }
    }

    fn parse(kind: &str, key: String) -> Touched {
        match kind {
            "user" => Touched::User(key),
            "group" => Touched::Group(key),
            "groups" => Touched::Groups(key),
            "category" => Touched::Category(key),
            "room" => key.parse().map_or(Touched::Everything, Touched::Room),
            "add_in" => Touched::AddIn(key),
            "settings" => Touched::Settings,
            // A newer program may know more kinds.
            _ => Touched::Everything,
        }
    }
}

/// Why a change came to nothing: a rule of ours, or the database.
pub(super) enum Failure {
    Refused(Error),
    Database(rusqlite::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Refused(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Failure {
        Failure::Database(error)
    }
}

/// What a step of a change gives.
pub(super) type Attempt<T> = Result<T, Failure>;

/// A transaction that writes down what it touches.
pub(super) struct Change<'a> {
    transaction: Transaction<'a>,
    touched: RefCell<BTreeSet<Touched>>,
}

impl<'a> Change<'a> {
    pub(super) fn new(transaction: Transaction<'a>) -> Change<'a> {
        Change { transaction, touched: RefCell::default() }
    }

    /// Has running servers look at something again.
    pub(super) fn touch(&self, what: Touched) {
        self.touched.borrow_mut().insert(what);
    }

    pub(super) fn commit(self) -> rusqlite::Result<()> {
        let mut touched = self.touched.into_inner();
        if touched.len() > MOST_TOUCHED || touched.contains(&Touched::Everything) {
            touched = BTreeSet::from([Touched::Everything]);
        }
        if !touched.is_empty() {
            {
                let mut insert =
                    self.transaction.prepare_cached("INSERT INTO changes (kind, key) VALUES (?1, ?2)")?;
                for what in &touched {
                    insert.execute((what.kind(), what.key()))?;
                }
            }
            self.transaction.execute(
                "DELETE FROM changes WHERE version <= (SELECT max(version) FROM changes) - ?1",
                [KEPT],
            )?;
        }
        self.transaction.commit()
    }
}

impl Deref for Change<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}

/// The number of the newest change; 0 when there was none.
pub(crate) fn newest(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT ifnull(max(version), 0) FROM changes")?.query_row([], |row| row.get(0))
}

/// What changed after a number, each thing once.
pub(super) fn since(connection: &Connection, version: i64) -> rusqlite::Result<BTreeSet<Touched>> {
    let oldest: i64 = connection
        .prepare_cached("SELECT ifnull(min(version), 0) FROM changes")?
        .query_row([], |row| row.get(0))?;
    if oldest > version + 1 {
        return Ok(BTreeSet::from([Touched::Everything]));
    }
    let mut statement = connection.prepare_cached("SELECT kind, key FROM changes WHERE version > ?1")?;
    let found =
        statement.query_map([version], |row| Ok(Touched::parse(&row.get::<_, String>(0)?, row.get(1)?)))?;
    found.collect()
}
