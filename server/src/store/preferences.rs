//! Preference bundles in the store (spec: xccos.md 4.7).

use super::Store;
use crate::address::Address;
use crate::error::{Error, Result};
use crate::model::Preference;
use rusqlite::OptionalExtension;

/// Bundles that one user may keep; more are refused, so that nobody fills the disk with labels.
const MOST_LABELS: i64 = 64;

impl Store {
    /// The bundle that a user keeps under a label.
    pub fn preference(&self, who: &Address, label: &str) -> Result<Option<Preference>> {
        self.read("read a preference", |connection| {
            connection
                .prepare_cached(
                    "SELECT sequence, content FROM preferences WHERE address = ?1 AND label = ?2",
                )?
                .query_row((who.as_str(), label), |row| {
                    Ok(Preference { sequence: row.get(0)?, content: row.get(1)? })
                })
                .optional()
        })
    }

    /// Stores a bundle and gives its new sequence number: one more than both the old one and the sender's.
    ///
    /// Fails with `InvalidArgument` when the user has too many bundles.
    pub fn set_preference(&self, who: &Address, label: &str, sequence: i64, content: &str) -> Result<i64> {
        self.change("store a preference", |change| {
            let old: Option<i64> = change
                .query_row(
                    "SELECT sequence FROM preferences WHERE address = ?1 AND label = ?2",
                    (who.as_str(), label),
                    |row| row.get(0),
                )
                .optional()?;
            if old.is_none() {
                let kept: i64 = change.query_row(
                    "SELECT count(*) FROM preferences WHERE address = ?1",
                    [who.as_str()],
                    |row| row.get(0),
                )?;
                if kept >= MOST_LABELS {
                    return Err(Error::invalid(format!(
                        "{who} keeps {MOST_LABELS} preference bundles already"
                    ))
                    .into());
                }
            }
            let next = old.unwrap_or(0).max(sequence).max(0).saturating_add(1);
            change.execute(
                "INSERT INTO preferences (address, label, sequence, content) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (address, label) DO UPDATE SET sequence = ?3, content = ?4",
                (who.as_str(), label, next, content),
            )?;
            Ok(next)
        })
    }
}
