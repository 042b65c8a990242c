//! `user import`.

use super::arguments::Which;
use super::output::done;
use crate::error::{Error, Result};
use crate::import::{Imported, LARGEST_FILE};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    which: Which,
    /// A CSV file whose first line names its columns (address, login, display_name, first_name, last_name, company, email,
    /// password, disabled, groups), or an LDIF file of Active Directory; its name says which
    #[arg(value_name = "FILE.csv|FILE.ldif")]
    file: PathBuf,
}

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
    let imported = imported.map_err(|error| Error::new(error.kind(), format!("{shown}, {error}")))?;
    let outcome = imported.put(&store)?;
    let value = || {
        json!({
            "users_added": outcome.users_added, "users_changed": outcome.users_changed,
            "groups_added": outcome.groups_added,
        })
    };
    let sentence = format!(
        "added {} users, changed {}, added {} groups",
        outcome.users_added, outcome.users_changed, outcome.groups_added
    );
    done(import.which.json, value, &sentence)
}
