//! Nothing of the API is without a scenario.

use pchat_conformance::read;
use std::collections::BTreeSet;
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
const IMPLIED: [&str; 6] = [
    "endpoint.services",
    "services.room_management",
    "services.user_services",
    "joined_rooms.endpoint",
    "joined_rooms.failures",
    "joined_rooms.sessions",
];

/// The public methods of a description, without those that are for Rust alone.
fn methods(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rust_only = false;
    for line in source.lines() {
        let Some(inside) = line.strip_prefix("    ") else { continue };
        rust_only |= inside.starts_with("/// Not in C:");
        let function = inside.strip_prefix("pub async fn ").or_else(|| inside.strip_prefix("pub fn "));
        if let Some((name, _)) = function.and_then(|rest| rest.split_once('(')) {
            if !rust_only {
                found.insert(name.to_owned());
            }
            rust_only = false;
        }
    }
    found
}

#[test]
fn every_method_and_every_event_has_a_scenario() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scenarios = read(&[here.join("../scenarios")]).expect("scenarios");
    let steps = || scenarios.iter().flat_map(|scenario| &scenario.steps);
    let done: BTreeSet<&str> = steps().filter_map(|step| step.get("do")?.as_str()).collect();
    let mut missing = Vec::new();
    for (file, noun) in DESCRIPTIONS {
        let source = std::fs::read_to_string(here.join("../../..").join(file)).expect("a description");
        let methods = methods(&source);
        assert!(methods.len() >= 3, "{file} is not read right: {methods:?}");
        let named = methods.iter().map(|method| format!("{noun}.{method}"));
        missing
            .extend(named.filter(|name| !done.contains(name.as_str()) && !IMPLIED.contains(&name.as_str())));
    }
    assert!(missing.is_empty(), "no scenario has {}", missing.join(", "));
    let told: BTreeSet<&str> = steps()
        .filter_map(|step| step.get("expect")?.get("event")?.as_object()?.keys().next().map(String::as_str))
        .collect();
    for event in ["StateChanged", "MessageReceived", "ParticipantAttendanceChanged"] {
        assert!(told.contains(event), "no scenario tells of {event}");
    }
}
