//! Values that differ from run to run (ports, paths, ids) and the `<names>` that stand for them.

use serde_json::Value;

/// Names and the values they stand for.
#[derive(Default)]
pub(crate) struct Placeholders {
    known: Vec<(String, String)>,
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
