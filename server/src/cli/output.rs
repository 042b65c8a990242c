//! What the program says: lines, tables, JSON.

use crate::error::{Error, ErrorKind, Result, Thing};
use crate::model::{Actor, Audit, Principal, PrincipalList};
use serde_json::{Value, json};
use std::io::Write;

/// Writes to standard output. A reader that has gone away (`| head`) is no failure.
pub(super) fn say(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::io("write to standard output", &error))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error, where nobody may be listening.
pub(super) fn report(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Writes JSON for people and programs.
pub(super) fn say_json(value: &Value) -> Result<()> {
    say(&format!("{value:#}"))
}

/// What was done: the thing as JSON when asked for, or a sentence.
pub(super) fn done(as_json: bool, value: impl FnOnce() -> Value, sentence: &str) -> Result<()> {
    if as_json { say_json(&value()) } else { say(sentence) }
}

/// One thing, a line for each field.
pub(super) fn show(as_json: bool, value: &Value) -> Result<()> {
    if as_json {
        return say_json(value);
    }
    let Value::Object(parts) = value else { return say(&value.to_string()) };
    let mut fields: Vec<(&String, &Value)> = Vec::new();
    for (name, value) in parts {
        match value {
            Value::Object(inner) => fields.extend(inner),
            value => fields.push((name, value)),
        }
    }
    let width = fields.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, value) in fields {
        let text = match value {
            Value::Null => String::new(),
            Value::Bool(on) => (if *on { "yes" } else { "no" }).to_owned(),
            Value::String(text) => text.clone(),
            Value::Array(list) => list
                .iter()
                .map(|entry| entry.as_str().map_or_else(|| entry.to_string(), str::to_owned))
                .collect::<Vec<_>>()
                .join(", "),
            other => other.to_string(),
        };
        say(format!("{name:width$}  {}", for_terminal(&text)).trim_end())?;
    }
    Ok(())
}

/// What to type about an error that says only what is wrong: nothing outside of the program speaks of its commands.
pub(super) fn advice(error: &Error) -> Option<&'static str> {
    Some(match error.what_is_missing()? {
        Thing::User => "pchatd user list, pchatd user add",
        Thing::Group => "pchatd group list, pchatd group add",
        Thing::Category => "pchatd category list, pchatd category add",
        Thing::Room => "pchatd room list, pchatd room add",
        Thing::AddIn => "pchatd addin list, pchatd addin add",
        Thing::Message => "pchatd history ROOM",
        Thing::Store => "pchatd init --data DIR --domain example.com",
    })
}

/// Names the options that help, for errors of a kind.
pub(super) fn advised<'a>(kind: ErrorKind, options: &'a str) -> impl Fn(Error) -> Error + 'a {
    move |error| match error.kind() == kind {
        true => error.reworded(format!("{error} ({options})")),
        false => error,
    }
}

/// The URIs of a list.
pub(super) fn uris(people: &PrincipalList) -> Vec<String> {
    people.principals().map(Principal::uri).collect()
}

/// Audit data.
pub(super) fn audit(audit: &Audit) -> Value {
    let who = |actor: &Actor| match actor {
        Actor::Administrator => "administrator".to_owned(),
        Actor::User(address) => address.uri(),
    };
    json!({
        "created_by": who(&audit.created_by), "created_on": audit.created_on.to_iso(),
        "updated_by": who(&audit.updated_by), "updated_on": audit.updated_on.to_iso(),
    })
}

/// Text of others must not steer the terminal: control characters are shown, lines are kept apart by indentation.
pub(super) fn for_terminal(text: &str) -> String {
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
pub(super) fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<()> {
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
