//! Everything that survives a restart, in one SQLite file.
//!
//! Readers and the writer each have their own connection (WAL: they do not wait for each other). What the server
//! writes goes through one thread that commits many posts at once; `synchronous=FULL` makes a commit durable.

mod add_ins;
mod categories;
mod change_log;
mod check;
mod columns;
mod compliance;
mod groups;
mod history;
mod import;
mod invitations;
mod message_files;
mod messages;
mod migrations;
mod people;
mod preferences;
mod room_changes;
mod rooms;
mod search_history;
mod serving;
mod settings;
mod snapshot_reads;
mod words;
mod writer;

pub use check::CheckReport;
pub use room_changes::RoleOperation;
pub use serving::ServingLock;
pub(crate) use snapshot_reads::{Changed, Everything};
pub use writer::{Posted, Writer};

pub(crate) use change_log::newest as newest_change;
use change_log::{Attempt, Change, Failure};

use crate::error::{Error, ErrorKind, Result, Thing};
use crate::guid::new_guid;
use rusqlite::{Connection, OptionalExtension};
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The file's name in the data folder.
pub(crate) const FILE: &str = "pchat.db";
/// How long one process waits for another's transaction.
const BUSY: Duration = Duration::from_secs(10);
/// Idle reader connections that are kept for the next query.
const KEPT_READERS: usize = 8;

/// A store that is open. Cheap to clone; all methods may be called from any thread and block on the disk.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    durability: Durability,
    readers: Mutex<Vec<Connection>>,
    identity: Identity,
}

/// What a commit outlives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Everything, a power cut included: a commit returns once it is on the disk.
    Full,
    /// The process. Enough for a store that is removed at its end, and it costs no waiting for the disk.
    Process,
}

/// What `init` decided once for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The SIP domain.
    pub domain: String,
    /// The GUID of the root category.
    pub root_category: String,
    /// The GUID of this database (`sib@dbVersion`).
    pub database: String,
}

impl Store {
    /// Makes a new store for a domain in an existing folder.
    ///
    /// Fails with `AlreadyExists` when the folder holds one already.
    pub fn create(folder: &Path, domain: &str) -> Result<Store> {
        Store::create_with(folder, domain, Durability::Full)
    }

    /// The same with a choice of what its commits outlive, now; a store that is opened later is always durable.
    pub fn create_with(folder: &Path, domain: &str, durability: Durability) -> Result<Store> {
        let path = folder.join(FILE);
        if path.exists() {
            return Err(Error::new(
                ErrorKind::AlreadyExists,
                format!(
                    "{} holds a store already; choose another folder or use the store as it is",
                    folder.display()
                ),
            ));
        }
        create_private_file(&path)?;
        let mut connection = open(&path, durability)?;
        migrations::prepare(&mut connection)?;
        let values =
            [("domain", domain.to_owned()), ("root_category", new_guid()?), ("database", new_guid()?)];
        let failed = |error| Error::store("write the store's identity", &error);
        let transaction = connection.transaction().map_err(failed)?;
        for (key, value) in values {
            transaction
                .execute("INSERT INTO settings (key, value) VALUES (?1, ?2)", (key, value))
                .map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        Store::with(path, durability, connection)
    }

    /// Opens the store of a folder. Fails with `NotFound` when there is none.
    pub fn open(folder: &Path) -> Result<Store> {
        let path = folder.join(FILE);
        if !path.is_file() {
            return Err(Error::missing(Thing::Store, format!("there is no store in {}", folder.display())));
        }
        let mut connection = open(&path, Durability::Full)?;
        migrations::prepare(&mut connection)?;
        Store::with(path, Durability::Full, connection)
    }

    /// What its commits outlive.
    pub fn durability(&self) -> Durability {
        self.inner.durability
    }

    fn with(path: PathBuf, durability: Durability, connection: Connection) -> Result<Store> {
        let read = |key: &str| -> Result<String> {
            connection
                .query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| row.get(0))
                .optional()
                .map_err(|error| Error::store("read the store's identity", &error))?
                .ok_or_else(|| {
                    Error::new(
                        ErrorKind::Store,
                        format!("the store has no '{key}': its making was interrupted; make it anew"),
                    )
                })
        };
        let identity = Identity {
            domain: read("domain")?,
            root_category: read("root_category")?,
            database: read("database")?,
        };
        Ok(Store {
            inner: Arc::new(Inner { path, durability, readers: Mutex::new(vec![connection]), identity }),
        })
    }

    /// What `init` decided.
    pub fn identity(&self) -> &Identity {
        &self.inner.identity
    }

    /// Runs a query on a connection that nobody else uses meanwhile.
    fn read<T>(&self, what: &str, query: impl FnOnce(&mut Connection) -> rusqlite::Result<T>) -> Result<T> {
        let kept = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let result = query(&mut connection).map_err(|error| Error::store(what, &error));
        let mut readers = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < KEPT_READERS {
            readers.push(connection);
        }
        result
    }

    /// The same for a query that a rule of ours may refuse.
    fn read_attempt<T>(&self, what: &str, query: impl FnOnce(&mut Connection) -> Attempt<T>) -> Result<T> {
        self.read(what, |connection| match query(connection) {
            Ok(value) => Ok(Ok(value)),
            Err(Failure::Refused(error)) => Ok(Err(error)),
            Err(Failure::Database(error)) => Err(error),
        })?
    }

    /// Runs a change in a transaction of its own. What it touches is looked at again by running servers.
    fn change<T>(&self, what: &str, run: impl FnOnce(&Change<'_>) -> Attempt<T>) -> Result<T> {
        let kept = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect()?,
        };
        let attempt = |connection: &mut Connection| -> Attempt<T> {
            let change =
                Change::new(connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?);
            let value = run(&change)?;
            change.commit()?;
            Ok(value)
        };
        let result = attempt(&mut connection).map_err(|failure| match failure {
            Failure::Refused(error) => error,
            Failure::Database(error) => Error::store(what, &error),
        });
        let mut readers = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < KEPT_READERS {
            readers.push(connection);
        }
        result
    }

    /// A connection for somebody who keeps it (the writer, the directory's watch).
    pub(crate) fn connect(&self) -> Result<Connection> {
        open(&self.inner.path, self.inner.durability)
    }
}

/// Opens a connection with the settings that every one of ours has.
fn open(path: &Path, durability: Durability) -> Result<Connection> {
    let failed = |error| Error::store(format!("open the database {}", path.display()), &error);
    let connection = Connection::open_with_flags(
        path,
        rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE | rusqlite::OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(failed)?;
    connection.busy_timeout(BUSY).map_err(failed)?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
    // FULL: a commit returns only once the log is on the disk, so an acknowledged message survives a power cut.
    let synchronous = if durability == Durability::Full { "FULL" } else { "OFF" };
    connection.pragma_update(None, "synchronous", synchronous).map_err(failed)?;
    connection.pragma_update(None, "foreign_keys", "ON").map_err(failed)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Makes an empty file that only its owner reads: it will hold password hashes. SQLite gives the same mode to
/// the log beside it.
fn create_private_file(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| Error::io(format!("create {}", path.display()), &error))?;
    Ok(())
}

/// Makes the data folder, open to its owner only; an existing folder is taken as it is.
pub fn create_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|error| Error::io(format!("create the folder {}", folder.display()), &error))
}
