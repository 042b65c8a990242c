//! Users, categories and rooms in memory, as new as the store.

use crate::address::Address;
use crate::error::{Error, Result};
use crate::model::{Category, Room, User};
use crate::store::{Identity, Store};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One consistent view; it never changes.
#[derive(Debug)]
pub struct Snapshot {
    identity: Identity,
    users: HashMap<Address, Arc<User>>,
    categories: HashMap<String, Arc<Category>>,
    rooms: Vec<Arc<Room>>,
    by_guid: HashMap<String, Arc<Room>>,
}

impl Snapshot {
    /// Reads everything from the store.
    pub fn read(store: &Store) -> Result<Snapshot> {
        let users = store.users()?.into_iter().map(|user| (user.address.clone(), Arc::new(user))).collect();
        let categories =
            store.categories()?.into_iter().map(|entry| (entry.guid.clone(), Arc::new(entry))).collect();
        let rooms: Vec<Arc<Room>> = store.rooms()?.into_iter().map(Arc::new).collect();
        let by_guid = rooms.iter().map(|room| (room.guid.clone(), Arc::clone(room))).collect();
        Ok(Snapshot { identity: store.identity().clone(), users, categories, rooms, by_guid })
    }

    /// The SIP domain and the fixed GUIDs.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The user of an address.
    pub fn user(&self, address: &Address) -> Option<&Arc<User>> {
        self.users.get(address)
    }

    /// Everybody.
    pub fn users(&self) -> impl Iterator<Item = &Arc<User>> {
        self.users.values()
    }

    /// The user whom a login means: `domain` and `name` as an NTLM client sends them, which may be
    /// `EXAMPLE` + `alice`, nothing + `alice`, or nothing + `alice@example.com` (spec: sip.md C14). Without case.
    pub fn user_by_login(&self, domain: &str, name: &str) -> Option<&Arc<User>> {
        if name.contains('@')
            && let Some(user) = Address::parse(name).ok().and_then(|address| self.users.get(&address))
        {
            return Some(user);
        }
        let (domain, name) = (domain.to_lowercase(), name.to_lowercase());
        let mut matching = self.users.values().filter(|user| {
            user.login_name.to_lowercase() == name
                && (domain.is_empty()
                    || user.login_domain.is_empty()
                    || user.login_domain.to_lowercase() == domain)
        });
        match (matching.next(), matching.next()) {
            (Some(only), None) => Some(only),
            // Two logins of one name in different domains: the domain has to decide.
            (Some(_), Some(_)) => self.users.values().find(|user| {
                user.login_name.to_lowercase() == name && user.login_domain.to_lowercase() == domain
            }),
            _ => None,
        }
    }

    /// All rooms, by name.
    pub fn rooms(&self) -> &[Arc<Room>] {
        &self.rooms
    }

    /// The room of a GUID (the path of its `ma-chan` URI), without case.
    pub fn room(&self, guid: &str) -> Option<&Arc<Room>> {
        self.by_guid.get(guid).or_else(|| self.by_guid.get(&guid.to_ascii_lowercase()))
    }

    /// The category of a room.
    pub fn category(&self, room: &Room) -> Option<&Arc<Category>> {
        self.categories.get(&room.category)
    }

    /// All categories.
    pub fn categories(&self) -> impl Iterator<Item = &Arc<Category>> {
        self.categories.values()
    }
}

/// The newest snapshot, read again when another process (`pchatd user add`) or this one changed the store.
pub struct Directory {
    store: Store,
    cached: Mutex<Cached>,
}

struct Cached {
    watch: Connection,
    data_version: i64,
    directory_version: i64,
    snapshot: Arc<Snapshot>,
}

impl Directory {
    /// Reads the store for the first time.
    pub fn open(store: &Store) -> Result<Directory> {
        let watch = store.connect()?;
        let failed = |error| Error::store("watch the database", &error);
        let data_version = data_version(&watch).map_err(failed)?;
        let directory_version = directory_version(&watch).map_err(failed)?;
        let snapshot = Arc::new(Snapshot::read(store)?);
        Ok(Directory {
            store: store.clone(),
            cached: Mutex::new(Cached { watch, data_version, directory_version, snapshot }),
        })
    }

    /// The view as of now. When the store cannot be read the last one is given and the reason logged.
    pub fn current(&self) -> Arc<Snapshot> {
        let mut cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = self.refresh(&mut cached) {
            log::error!("{error}; going on with what was read before");
        }
        Arc::clone(&cached.snapshot)
    }

    /// `PRAGMA data_version` costs a few microseconds and rises with every commit of another connection, posts
    /// included; the directory's own version tells whether people or rooms changed.
    fn refresh(&self, cached: &mut Cached) -> Result<()> {
        let failed = |error| Error::store("look for changes in the database", &error);
        let data_version = data_version(&cached.watch).map_err(failed)?;
        if data_version == cached.data_version {
            return Ok(());
        }
        let directory_version = directory_version(&cached.watch).map_err(failed)?;
        if directory_version != cached.directory_version {
            cached.snapshot = Arc::new(Snapshot::read(&self.store)?);
            cached.directory_version = directory_version;
        }
        cached.data_version = data_version;
        Ok(())
    }
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
}

fn directory_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection
        .prepare_cached("SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'directory_version'")?
        .query_row([], |row| row.get(0))
        .optional()
        .map(|version| version.unwrap_or(0))
}
