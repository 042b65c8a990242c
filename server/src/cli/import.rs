//! `user import`.

use super::arguments::Which;
use super::output::{for_terminal, report, say, say_json};
use crate::error::{Error, ErrorKind, Result};
use crate::import::{Imported, LARGEST_FILE};
use crate::model::{ImportOutcome, Principal};
use crate::store::Store;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    which: Which,
    /// A CSV file whose first line names its columns (address, login, display_name, first_name, last_name, company, email,
    /// password, disabled, groups), or an LDIF file of Active Directory; its name says which. Users and groups are added and
    /// changed, never removed. The groups of a CSV row are all that its user is in, except those that no row names and no
    /// CSV file put him into. An LDIF group's members are all that it has, and a user is in one container
    #[arg(value_name = "FILE.csv|FILE.ldif")]
    file: PathBuf,
    /// Take nobody out of a group: for a file with some of the members only
    #[arg(long)]
    keep_members: bool,
}

/// Notes that are shown, and people of one group that are named.
const MOST_NOTES: usize = 20;
const MOST_NAMES: usize = 20;

pub(super) fn run(import: &Import) -> Result<()> {
    let store = import.which.open()?;
    let shown = import.file.display();
    let unread = |error| Error::io(format!("read {shown}"), &error);
    let size = std::fs::metadata(&import.file).map_err(unread)?.len();
    if size > LARGEST_FILE {
        return Err(Error::invalid(format!(
            "{shown} has {size} bytes; split it into files of {LARGEST_FILE} at most"
        )));
    }
    let text = std::fs::read_to_string(&import.file).map_err(unread)?;
    let ending = import.file.extension().map(|ending| ending.to_ascii_lowercase());
    let imported = match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("csv") => Imported::from_csv(&text),
        Some("ldif" | "ldf") => Imported::from_ldif(&text),
        _ => return Err(Error::invalid(format!("{shown} is neither .csv nor .ldif; name it by what it is"))),
    };
    let named = |error: Error| error.reworded(format!("{shown}, {error}"));
    let outcome = imported
        .map_err(named)?
        .put(&store, import.keep_members)
        .map_err(|error| if error.kind() == ErrorKind::Store { error } else { named(error) })?;
    for note in outcome.notes.iter().take(MOST_NOTES) {
        report(&format!("pchatd: note: {shown}, {note}"));
    }
    if let Some(more) = outcome.notes.len().checked_sub(MOST_NOTES).filter(|more| *more > 0) {
        report(&format!("pchatd: note: {more} more of the kind"));
    }
    if import.which.json {
        return say_json(&outcome_json(&outcome));
    }
    say(&format!(
        "added {} users, changed {}, added {} groups",
        outcome.users_added, outcome.users_changed, outcome.groups_added
    ))?;
    for (group, change) in &outcome.memberships {
        for (what, people) in [("put in", &change.added), ("took out", &change.removed)] {
            if !people.is_empty() {
                let shown: Vec<String> =
                    people.iter().take(MOST_NAMES).map(|who| name(&store, who)).collect();
                let more = match people.len().saturating_sub(MOST_NAMES) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                say(&format!("'{}': {what} {}{more}", for_terminal(group), shown.join(", ")))?;
            }
        }
    }
    Ok(())
}

/// As a person types it.
fn name(store: &Store, who: &Principal) -> String {
    match who {
        Principal::User(address) => address.to_string(),
        Principal::Group(id) => {
            let found = store.find_group(id.as_str());
            found.map_or_else(|_| id.uri(), |group| format!("group:{}", for_terminal(&group.name)))
        }
    }
}

fn outcome_json(outcome: &ImportOutcome) -> Value {
    let uris = |people: &[Principal]| people.iter().map(Principal::uri).collect::<Vec<_>>();
    let memberships = outcome.memberships.iter().map(|(group, change)| {
        json!({"group": group, "added": uris(&change.added), "removed": uris(&change.removed)})
    });
    json!({
        "users_added": outcome.users_added, "users_changed": outcome.users_changed,
        "groups_added": outcome.groups_added, "memberships": memberships.collect::<Value>(),
    })
}
