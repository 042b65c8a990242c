//! Users and groups from files of other directories.

mod csv;
mod ldif;

use crate::error::{Error, Result};
use crate::model::{DescribedGroup, Description, ImportOutcome};
use crate::store::Store;

/// The largest file that is read, in bytes: a million users.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// What a file says, still apart from any store.
#[derive(Default)]
pub struct Imported {
    description: Description,
    notes: Vec<String>,
}

impl Imported {
    /// Reads comma-separated values (RFC 4180) with a head line. Columns: `address`, and any of `login`, `display_name`,
    /// `first_name`, `last_name`, `company`, `email`, `password`, `disabled`, `groups` (names with `;` between them).
    ///
    /// With the column `groups` a row says all groups of its user. Fails with `InvalidArgument`, naming the line.
    pub fn from_csv(text: &str) -> Result<Imported> {
        csv::read(text)
    }

    /// Reads LDIF (RFC 2849) as Active Directory exports it: users with an `msRTCSIP-PrimaryUserAddress` (or `mail`) and
    /// groups; the containers and the domain of a user's name become groups of their kind.
    ///
    /// A group's entry has all its members. Fails with `InvalidArgument`, naming the line.
    pub fn from_ldif(text: &str) -> Result<Imported> {
        ldif::read(text)
    }

    /// Puts everything into a store, see [`Store::import`]. It may be repeated.
    pub fn put(&self, store: &Store, keep_members: bool) -> Result<ImportOutcome> {
        let mut outcome = store.import(&self.description, keep_members)?;
        outcome.notes.splice(0..0, self.notes.iter().cloned());
        Ok(outcome)
    }

    /// The group of a name, which begins to be with this, and its key.
    fn group(&mut self, name: &str, line: usize) -> (String, &mut DescribedGroup) {
        let key = DescribedGroup::key(name);
        let group = self.description.groups.entry(key.clone()).or_insert_with(|| DescribedGroup {
            line,
            name: name.to_owned(),
            ..DescribedGroup::default()
        });
        (key, group)
    }
}

fn at_line(line: usize, why: impl std::fmt::Display) -> Error {
    Error::invalid(format!("line {line}: {why}"))
}
