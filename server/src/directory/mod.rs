//! Users, groups, categories and rooms in memory, as new as the store.

mod effects;
mod snapshot;
#[cfg(test)]
mod tests;

pub use effects::Effect;
use snapshot::Regrouped;
pub use snapshot::Snapshot;

use crate::error::{Error, Result};
use crate::store::{Changed, Store, newest_change};
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};

/// Effects that may wait for [`Directory::refresh`]; more become [`Effect::MuchChanged`].
const MOST_EFFECTS: usize = 4096;

/// The newest snapshot, brought up to date when this or another process (`pchatd user add`) changes the store.
pub struct Directory {
    store: Store,
    state: Mutex<State>,
}

struct State {
    watch: Connection,
    snapshot: Arc<Snapshot>,
    last_invitation: i64,
    effects: Vec<Effect>,
}

impl Directory {
    /// Reads the store for the first time.
    pub fn open(store: &Store) -> Result<Directory> {
        let watch = store.connect()?;
        let last_invitation = store.newest_invitation()?;
        let snapshot = Arc::new(Snapshot::new(store.identity(), store.read_everything()?));
        let state = State { watch, snapshot, last_invitation, effects: Vec::new() };
        Ok(Directory { store: store.clone(), state: Mutex::new(state) })
    }

    /// The view as of now. When the store cannot be read the last one is given and the reason logged.
    pub fn current(&self) -> Arc<Snapshot> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.update(&mut state);
        Arc::clone(&state.snapshot)
    }

    /// The view as of now, and all that changed since the last call, whoever changed it and however: each effect is given to one
    /// caller, once. To be called after each change, and now and then for the changes of other processes.
    pub fn refresh(&self) -> (Arc<Snapshot>, Vec<Effect>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.update(&mut state);
        (Arc::clone(&state.snapshot), std::mem::take(&mut state.effects))
    }

    fn update(&self, state: &mut State) {
        if let Err(error) = self.try_update(state) {
            log::error!("{error}; going on with what was read before");
        }
        if state.effects.len() > MOST_EFFECTS {
            state.effects = vec![Effect::MuchChanged];
        }
    }

    /// Every change is in the log of changes, invitations with the roles that they come from. So one number tells whether there is
    /// anything to read: this comes before each command, and each look costs more when a message was stored since the last.
    fn try_update(&self, state: &mut State) -> Result<()> {
        let failed = |error| Error::store("look for changes in the database", &error);
        if newest_change(&state.watch).map_err(failed)? == state.snapshot.version {
            return Ok(());
        }
        let (version, changes) = self.store.read_changes(state.snapshot.version)?;
        match changes {
            Some(changes) if changes.is_empty() => {}
            Some(changes) => {
                let mut next = Snapshot::clone(&state.snapshot);
                next.version = version;
                let mut regrouped = Regrouped::default();
                for change in changes {
                    take(&mut next, change, &mut regrouped, &mut state.effects);
                }
                next.regroup(regrouped);
                state.snapshot = Arc::new(next);
            }
            None => {
                let next = Snapshot::new(self.store.identity(), self.store.read_everything()?);
                state.effects.extend(effects::of_everything(&state.snapshot, &next));
                state.snapshot = Arc::new(next);
            }
        }
        loop {
            let invitations = self.store.invitations_after(state.last_invitation)?;
            let Some(last) = invitations.last() else { break };
            state.last_invitation = last.id;
            state.effects.extend(invitations.into_iter().map(Effect::InvitationMade));
        }
        Ok(())
    }
}

/// Takes a change into the snapshot and says what it means.
fn take(snapshot: &mut Snapshot, change: Changed, regrouped: &mut Regrouped, effects: &mut Vec<Effect>) {
    match change {
        Changed::Room(id, room) => {
            let old = snapshot.room_by_id(id).cloned();
            snapshot.apply(Changed::Room(id, room), regrouped);
            effects::of_room(old.as_ref(), snapshot.room_by_id(id), effects);
        }
        Changed::User(address, user) => {
            let old = snapshot.user(&address).cloned();
            snapshot.apply(Changed::User(address.clone(), user), regrouped);
            effects::of_user(old.as_ref(), snapshot.user(&address), effects);
        }
        Changed::Category(guid, category) => {
            let old = snapshot.category_by_guid(&guid).cloned();
            snapshot.apply(Changed::Category(guid.clone(), category), regrouped);
            effects::of_category(old.as_ref(), snapshot.category_by_guid(&guid), effects);
        }
        Changed::Memberships(who, groups) => {
            snapshot.apply(Changed::Memberships(who, groups), regrouped);
            if !matches!(effects.last(), Some(Effect::GroupsChanged)) {
                effects.push(Effect::GroupsChanged);
            }
        }
        Changed::Settings(settings) => {
            snapshot.apply(Changed::Settings(settings), regrouped);
            effects.push(Effect::SettingsChanged);
        }
        change @ (Changed::Group(..) | Changed::AddIn(..)) => snapshot.apply(change, regrouped),
    }
}
