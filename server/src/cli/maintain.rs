//! `settings` and `check`.

use super::arguments::Which;
use super::output::{done, say, say_json, show};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Settings, SettingsChange};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

#[derive(Debug, Subcommand)]
pub(super) enum SettingsCommand {
    /// Show the settings
    Show(Which),
    /// Change settings; a running server follows at once
    Set(Set),
}

#[derive(Debug, Args)]
pub(super) struct Set {
    #[command(flatten)]
    which: Which,
    /// The longest message in bytes
    #[arg(long, value_name = "BYTES")]
    message_size_limit: Option<u32>,
    /// The longest story in bytes
    #[arg(long, value_name = "BYTES")]
    story_size_limit: Option<u32>,
    /// The most rooms or people that a search gives, and messages of each room that it finds
    #[arg(long, value_name = "N")]
    search_limit: Option<u32>,
    /// The most messages that recent history gives
    #[arg(long, value_name = "N")]
    history_limit: Option<u32>,
    /// Messages of recent history for a client that says no number, 1 to 500
    #[arg(long, value_name = "N")]
    default_history: Option<u32>,
    /// With more people in a room its comings and goings are not told; 0: always told
    #[arg(long, value_name = "N")]
    participant_update_limit: Option<u32>,
    /// The longest file in kilobytes
    #[arg(long, value_name = "KB")]
    max_file_kb: Option<u32>,
    /// Where rooms are managed in a browser; empty for nowhere
    #[arg(long, value_name = "URL")]
    room_management_url: Option<String>,
    /// What the server calls itself; empty for the program's name
    #[arg(long, value_name = "N")]
    display_name: Option<String>,
}

pub(super) fn settings(command: SettingsCommand) -> Result<()> {
    match command {
        SettingsCommand::Show(which) => show(which.json, &settings_json(&which.open()?.settings()?)),
        SettingsCommand::Set(set) => {
            let settings = set.which.open()?.change_settings(&SettingsChange {
                message_size_limit: set.message_size_limit,
                story_size_limit: set.story_size_limit,
                search_limit: set.search_limit,
                history_limit: set.history_limit,
                default_history: set.default_history,
                participant_update_limit: set.participant_update_limit,
                max_file_kb: set.max_file_kb,
                room_management_url: set.room_management_url,
                display_name: set.display_name,
            })?;
            done(set.which.json, || settings_json(&settings), "changed the settings")
        }
    }
}

fn settings_json(settings: &Settings) -> Value {
    json!({
        "message_size_limit": settings.message_size_limit, "story_size_limit": settings.story_size_limit,
        "search_limit": settings.search_limit, "history_limit": settings.history_limit,
        "default_history": settings.default_history, "participant_update_limit": settings.participant_update_limit,
        "max_file_kb": settings.max_file_kb, "room_management_url": settings.room_management_url,
        "display_name": settings.display_name,
    })
}

/// Fails when something is wrong, so that scripts see it.
pub(super) fn check(which: &Which) -> Result<()> {
    let report = which.open()?.check()?;
    if which.json {
        say_json(&json!({
            "sound": report.problems.is_empty(), "users": report.users, "groups": report.groups,
            "categories": report.categories, "rooms": report.rooms, "messages": report.messages,
            "problems": report.problems, "orphaned_files": report.orphaned_files,
        }))?;
    } else {
        for problem in &report.problems {
            say(problem)?;
        }
        for file in &report.orphaned_files {
            say(&format!("no message links this file any more; delete it: {file}"))?;
        }
    }
    match report.problems.len() {
        0 if which.json => Ok(()),
        0 => say(&format!(
            "the store is sound: {} users, {} groups, {} categories, {} rooms, {} messages",
            report.users, report.groups, report.categories, report.rooms, report.messages
        )),
        count => Err(Error::new(
            ErrorKind::Store,
            format!(
                "the store in {} has {count} problems; restore it from a copy",
                which.data.folder.display()
            ),
        )),
    }
}
