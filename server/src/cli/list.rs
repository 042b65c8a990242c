//! The lists, for people or as JSON.

use super::arguments::{History, Which};
use super::say;
use crate::error::Result;
use crate::model::{Principal, PrincipalList};
use crate::store::Store;
use serde_json::{Value, json};
use std::collections::HashMap;

pub(super) fn users(which: &Which) -> Result<()> {
    let users = Store::open(&which.data.folder)?.users()?;
    let login = |domain: &str, name: &str| {
        if domain.is_empty() { name.to_owned() } else { format!("{domain}\\{name}") }
    };
    if which.json {
        let list = users.iter().map(|user| {
            json!({
                "uri": user.address.uri(), "login": login(&user.login_domain, &user.login_name),
                "display_name": user.display_name, "email": user.email, "disabled": user.disabled,
            })
        });
        return say_json(list.collect());
    }
    table(
        &["ADDRESS", "LOGIN", "NAME", "E-MAIL"],
        users.iter().map(|user| {
            vec![
                user.address.to_string(),
                login(&user.login_domain, &user.login_name),
                user.display_name.clone(),
                user.email.clone(),
            ]
        }),
    )
}

pub(super) fn categories(which: &Which) -> Result<()> {
    let store = Store::open(&which.data.folder)?;
    let categories = store.categories()?;
    let domain = &store.identity().domain;
    if which.json {
        let list = categories.iter().map(|category| {
            json!({
                "name": category.name, "uri": format!("ma-cat://{domain}/{}", category.guid),
                "description": category.description, "invitations": category.invitations,
                "file_upload": category.file_upload, "history": category.history,
                "allow": uris(&category.allowed), "deny": uris(&category.denied), "creators": uris(&category.creators),
            })
        });
        return say_json(list.collect());
    }
    let on = |switch: bool| if switch { "on" } else { "off" }.to_owned();
    table(
        &["NAME", "INVITATIONS", "FILES", "HISTORY", "ALLOWED", "DENIED", "DESCRIPTION"],
        categories.iter().map(|category| {
            let allowed = if category.allowed.is_empty() {
                "all".to_owned()
            } else {
                category.allowed.len().to_string()
            };
            vec![
                category.name.clone(),
                on(category.invitations),
                on(category.file_upload),
                on(category.history),
                allowed,
                category.denied.len().to_string(),
                category.description.clone(),
            ]
        }),
    )
}

pub(super) fn rooms(which: &Which) -> Result<()> {
    let store = Store::open(&which.data.folder)?;
    let names: HashMap<String, String> =
        store.categories()?.into_iter().map(|category| (category.guid, category.name)).collect();
    let rooms = store.rooms()?;
    let category = |guid: &str| names.get(guid).cloned().unwrap_or_default();
    let domain = &store.identity().domain;
    if which.json {
        let list = rooms.iter().map(|room| {
            json!({
                "name": room.name, "uri": format!("ma-chan://{domain}/{}", room.guid),
                "category": category(&room.category), "description": room.description, "topic": room.topic,
                "privacy": room.privacy.as_str(), "auditorium": room.auditorium, "disabled": room.disabled,
                "members": uris(&room.members), "managers": uris(&room.managers), "presenters": uris(&room.presenters),
            })
        });
        return say_json(list.collect());
    }
    table(
        &["NAME", "CATEGORY", "PRIVACY", "MEMBERS", "MANAGERS", "KIND", "TOPIC"],
        rooms.iter().map(|room| {
            let mut kind = if room.auditorium { "auditorium" } else { "normal" }.to_owned();
            if room.disabled {
                kind.push_str(", disabled");
            }
            vec![
                room.name.clone(),
                category(&room.category),
                room.privacy.as_str().to_owned(),
                room.members.len().to_string(),
                room.managers.len().to_string(),
                kind,
                room.topic.clone(),
            ]
        }),
    )
}

pub(super) fn history(history: &History) -> Result<()> {
    let store = Store::open(&history.which.data.folder)?;
    let room = store.find_room(&history.room)?;
    let messages = store.recent_messages(room.id, usize::MAX)?;
    if history.which.json {
        let list = messages.iter().map(|message| {
            json!({
                "id": message.chat_id, "ts": message.timestamp.to_iso(), "author": message.author.uri(),
                "author_name": message.author_name, "alert": message.alert, "text": message.text, "rtf": message.rtf,
            })
        });
        return say_json(list.collect());
    }
    for message in &messages {
        let alert = if message.alert { " ALERT" } else { "" };
        let when = message.timestamp.to_iso();
        let when = when.get(..19).unwrap_or(&when);
        say(&format!(
            "{:>6} {when}Z {}{alert}: {}",
            message.chat_id,
            message.author_name,
            for_terminal(&message.text)
        ))?;
    }
    Ok(())
}

fn uris(people: &PrincipalList) -> Vec<String> {
    people.principals().map(Principal::uri).collect()
}

fn say_json(list: Vec<Value>) -> Result<()> {
    say(&format!("{:#}", Value::Array(list)))
}

/// Text of others must not steer the terminal: control characters are shown, lines are kept apart by indentation.
fn for_terminal(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' => shown.push_str("\n       | "),
            c if c.is_control() => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}

/// Columns as wide as their widest entry.
fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<()> {
    let mut lines: Vec<Vec<String>> = vec![head.iter().map(|title| (*title).to_owned()).collect()];
    lines.extend(rows.map(|row| row.iter().map(|cell| for_terminal(cell)).collect::<Vec<_>>()));
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            lines
                .iter()
                .filter_map(|line| line.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for line in &lines {
        let padded: Vec<String> = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.chars().count()))))
            .collect();
        say(padded.join("  ").trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::for_terminal;

    #[test]
    fn messages_cannot_steer_the_terminal() {
        assert_eq!(for_terminal("a\r\nb\u{1b}[2Jc"), "a\n       | b\\u{1b}[2Jc");
        assert_eq!(for_terminal("ä😀"), "ä😀");
    }
}
