//! Values that differ from run to run (ports, paths, ids) and the `<names>` that stand for them.

use pchat_core::api::Timestamp;
use serde_json::{Map, Value, json};

/// How far a time may be from this machine's clock to count as now.
const NOW_MICROS: u64 = 10 * 60 * 1_000_000;

/// Names and the values they stand for.
#[derive(Default)]
pub(crate) struct Placeholders {
    known: Vec<(String, String)>,
    /// What steps kept of their results.
    kept: Map<String, Value>,
}

impl Placeholders {
    /// From now on `<name>` stands for `value`.
    pub(crate) fn know(&mut self, name: &str, value: String) {
        self.known.retain(|(known, _)| known != name);
        if !value.is_empty() && value != "0" {
            self.known.push((name.to_owned(), value));
        }
        // A value that contains another one goes first.
        self.known.sort_by_key(|(_, value)| std::cmp::Reverse(value.len()));
    }

    /// Keeps parts of a result: what a step's `keep` says, a name and a path for each.
    pub(crate) fn keep(&mut self, wanted: &Value, result: &Value) -> Result<(), String> {
        let of = result.get("ok").or_else(|| result.get("event")?.as_object()?.values().next());
        for (name, path) in wanted.as_object().into_iter().flatten() {
            let path = path.as_str().unwrap_or_default();
            let found = path
                .split('.')
                .filter(|part| !part.is_empty())
                .try_fold(of.unwrap_or(&Value::Null), |at, part| {
                    part.parse::<usize>().map_or_else(|_| at.get(part), |place| at.get(place))
                });
            let found = found.ok_or_else(|| format!("the result has no '{path}' to keep"))?;
            self.kept.insert(name.clone(), found.clone());
        }
        Ok(())
    }

    /// What a step says, with what was kept in the places of `{"kept": name}`.
    pub(crate) fn with_kept(&self, value: &Value) -> Value {
        match value {
            Value::Object(fields) if fields.len() == 1 && fields.contains_key("kept") => {
                let name = fields.get("kept").and_then(Value::as_str).unwrap_or_default();
                self.kept.get(name).cloned().unwrap_or(Value::Null)
            }
            Value::Object(fields) => {
                fields.iter().map(|(key, value)| (key.clone(), self.with_kept(value))).collect()
            }
            Value::Array(items) => items.iter().map(|item| self.with_kept(item)).collect(),
            other => other.clone(),
        }
    }

    /// The text of a scenario with values instead of names.
    pub(crate) fn resolve(&self, text: &str) -> String {
        self.known
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value))
    }

    /// A result with names instead of values.
    pub(crate) fn apply(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.hide(&text)),
            Value::Array(items) => items.into_iter().map(|item| self.apply(item)).collect(),
            Value::Object(fields) => {
                fields.into_iter().map(|(key, value)| (key, self.apply(value))).collect()
            }
            Value::Number(number) if number.as_i64().is_some_and(is_now) => json!("<now>"),
            other => other,
        }
    }

    fn hide(&self, text: &str) -> String {
        let text = self
            .known
            .iter()
            .fold(text.to_owned(), |text, (name, value)| text.replace(value, &format!("<{name}>")));
        hide_guids(&text)
    }
}

/// Whether a number can only be a time about now.
fn is_now(micros: i64) -> bool {
    micros.abs_diff(Timestamp::now().unix_micros()) < NOW_MICROS
}

/// Ids that nobody named.
fn hide_guids(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match rest.get(..36).filter(|piece| is_guid(piece)) {
            Some(guid) => {
                out.push_str("<guid>");
                rest = &rest[guid.len()..];
            }
            None => {
                out.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    out
}

fn is_guid(text: &str) -> bool {
    text.bytes().enumerate().all(|(place, byte)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}
