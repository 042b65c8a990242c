//! The settings in the store.

use super::Store;
use super::change_log::Touched;
use super::columns::{check_length, check_text};
use crate::error::{Error, Result};
use crate::model::{LONGEST_TEXT, Settings, SettingsChange};
use rusqlite::{Connection, OptionalExtension};

/// The longest address of a web page, in characters.
pub(super) const LONGEST_URL: usize = 255;
/// The most messages that are given unasked (spec: sdk.md 14).
const MOST_DEFAULT_HISTORY: u32 = 500;

type Number = (&'static str, fn(&mut Settings) -> &mut u32, fn(&SettingsChange) -> Option<u32>, u32, u32);

/// Name in the store, where it is, its new value, the least and the most.
const NUMBERS: [Number; 7] = [
    ("message_size_limit", |s| &mut s.message_size_limit, |c| c.message_size_limit, 1, LONGEST_TEXT),
    ("story_size_limit", |s| &mut s.story_size_limit, |c| c.story_size_limit, 1, LONGEST_TEXT),
    ("search_limit", |s| &mut s.search_limit, |c| c.search_limit, 1, u32::MAX),
    ("history_limit", |s| &mut s.history_limit, |c| c.history_limit, 1, u32::MAX),
    ("default_history", |s| &mut s.default_history, |c| c.default_history, 1, MOST_DEFAULT_HISTORY),
    (
        "participant_update_limit",
        |s| &mut s.participant_update_limit,
        |c| c.participant_update_limit,
        0,
        u32::MAX,
    ),
    ("max_file_kb", |s| &mut s.max_file_kb, |c| c.max_file_kb, 1, u32::MAX),
];

type Text = (&'static str, fn(&mut Settings) -> &mut String, fn(&SettingsChange) -> &Option<String>);

const TEXTS: [Text; 2] = [
    ("room_management_url", |s| &mut s.room_management_url, |c| &c.room_management_url),
    ("display_name", |s| &mut s.display_name, |c| &c.display_name),
];

impl Store {
    /// The settings as they are.
    pub fn settings(&self) -> Result<Settings> {
        self.read("read the settings", |connection| read_settings(connection))
    }

    /// Changes settings; a running server follows at once. Fails with `InvalidArgument` for a value out of its range.
    pub fn change_settings(&self, new: &SettingsChange) -> Result<Settings> {
        self.change("change the settings", |change| {
            if let Some(name) = &new.display_name {
                check_text("display name", name)?;
            }
            if let Some(url) = new.room_management_url.as_deref().filter(|url| !url.is_empty()) {
                check_url(url)?;
            }
            let mut put = change.prepare_cached(
                "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
            )?;
            for (name, _, wanted, least, most) in NUMBERS {
                if let Some(value) = wanted(new) {
                    if !(least..=most).contains(&value) {
                        let name = name.replace('_', " ");
                        return Err(
                            Error::invalid(format!("the {name} is {least} to {most}, not {value}")).into()
                        );
                    }
                    put.execute((name, value.to_string()))?;
                }
            }
            for (name, _, wanted) in TEXTS {
                if let Some(value) = wanted(new) {
                    put.execute((name, value))?;
                }
            }
            change.touch(Touched::Settings);
            Ok(read_settings(change)?)
        })
    }
}

/// Refuses what is no address of a web page.
pub(super) fn check_url(url: &str) -> Result<()> {
    check_length("address of the page", url, LONGEST_URL)?;
    let rest = ["http://", "https://"].into_iter().find_map(|scheme| {
        url.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
        url.get(scheme.len()..)
    });
    if rest.is_none_or(str::is_empty) || url.contains(char::is_whitespace) {
        return Err(Error::invalid(format!(
            "'{url}' is no address of a web page; write it as https://host/page"
        )));
    }
    Ok(())
}

pub(super) fn read_settings(connection: &Connection) -> rusqlite::Result<Settings> {
    let mut settings = Settings::default();
    let mut read = connection.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
    let mut value = |name: &str| read.query_row([name], |row| row.get::<_, String>(0)).optional();
    for (name, place, ..) in NUMBERS {
        if let Some(number) = value(name)?.and_then(|text| text.parse().ok()) {
            *place(&mut settings) = number;
        }
    }
    for (name, place, _) in TEXTS {
        if let Some(text) = value(name)? {
            *place(&mut settings) = text;
        }
    }
    Ok(settings)
}
