//! The methods of the API, read from its description.

use std::collections::BTreeMap;
use std::path::Path;

/// Where the methods are described, and what steps call their objects.
const DESCRIPTIONS: [(&str, &str); 10] = [
    ("core/src/api/endpoint.rs", "endpoint"),
    ("core/src/api/file_transfer.rs", "file_transfer"),
    ("core/src/api/history.rs", "history_pager"),
    ("core/src/api/joined_rooms.rs", "joined_rooms"),
    ("core/src/api/message_builder.rs", "message_builder"),
    ("core/src/api/services.rs", "services"),
    ("core/src/api/session.rs", "session"),
    ("core/src/api/management.rs", "management"),
    ("core/src/api/people.rs", "users"),
    ("server/src/local.rs", "server"),
];
/// The ways to the services: each `services.`, `management.` or `users.` step takes one. `endpoint.join_rooms` shows all of its result.
pub(crate) const IMPLIED: [&str; 6] = [
    "endpoint.services",
    "services.room_management",
    "services.user_services",
    "joined_rooms.endpoint",
    "joined_rooms.failures",
    "joined_rooms.sessions",
];

/// The public methods, `session.join`, without those that are for Rust alone, and whether each is an operation.
pub(crate) fn methods() -> BTreeMap<String, bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    for entry in std::fs::read_dir(root.join("core/src/api")).expect("the description").flatten() {
        let file = format!("core/src/api/{}", entry.file_name().to_string_lossy());
        let source = std::fs::read_to_string(entry.path()).expect("a description");
        let has_class = source.lines().any(|line| line.starts_with("    pub async fn "));
        let is_read = DESCRIPTIONS.iter().any(|(known, _)| *known == file);
        assert!(!has_class || is_read, "{file} has operations and is not read");
    }
    let mut found = BTreeMap::new();
    for (file, noun) in DESCRIPTIONS {
        let source = std::fs::read_to_string(root.join(file)).expect("a description");
        let methods = methods_of(&source);
        assert!(methods.len() >= 3, "{file} is not read right: {methods:?}");
        found.extend(methods.into_iter().map(|(method, is_async)| (format!("{noun}.{method}"), is_async)));
    }
    found
}

fn methods_of(source: &str) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    let mut rust_only = false;
    for line in source.lines() {
        let Some(inside) = line.strip_prefix("    ") else { continue };
        rust_only |= inside.starts_with("/// Not in C:");
        let is_async = inside.starts_with("pub async fn ");
        let function = inside.strip_prefix("pub async fn ").or_else(|| inside.strip_prefix("pub fn "));
        if let Some((name, _)) = function.and_then(|rest| rest.split_once('(')) {
            if !rust_only {
                found.insert(name.to_owned(), is_async);
            }
            rust_only = false;
        }
    }
    found
}
