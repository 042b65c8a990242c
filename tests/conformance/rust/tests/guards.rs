//! No method is without its guards: what it says in each wrong state, and when the connection is lost under it. The methods are read from
//! the description itself, so that a new one fails here until it has its rows.

mod description;

use pchat_conformance::read;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The tables of `65-guards.json`, each with the scenarios in which every call of it is refused alike.
const TABLES: [(&str, &[&str]); 3] = [
    (
        "what the endpoint is asked for",
        &[
            "guards: an endpoint that was not established yet",
            "guards: an endpoint that is being established",
            "guards: an endpoint that is being terminated",
            "guards: an endpoint that was terminated",
            "guards: an endpoint that was terminated before it was established",
            "guards: an endpoint that lost its connection",
            "guards: a platform that was shut down",
        ],
    ),
    (
        "what needs a room",
        &[
            "guards: an endpoint that is being terminated",
            "guards: an endpoint that was terminated",
            "guards: an endpoint that lost its connection",
            "guards: a platform that was shut down",
            "guards: a session that is in no room",
            "guards: a session that is joining",
            "guards: a session that is leaving",
            "guards: a session that was put out of its room",
        ],
    ),
    (
        "ways into a room",
        &[
            "guards: an endpoint that is being terminated",
            "guards: an endpoint that was terminated",
            "guards: an endpoint that lost its connection",
            "guards: a platform that was shut down",
            "guards: a session that is joining",
            "guards: a session that is in a room",
            "guards: a session that is leaving",
        ],
    ),
];
/// The state does not matter to these, or only some states do: they are steps of their own in the scenarios of `TABLES`.
const IN_NO_TABLE: [&str; 27] = [
    // Make the object.
    "endpoint.new",
    "session.new",
    "services.history_pager",
    // Change the state.
    "endpoint.establish",
    "endpoint.terminate",
    // Goes on with a transfer, and what is over has ended in its own way.
    "file_transfer.resume",
    "file_transfer.cancel",
    "file_transfer.finish",
    "file_transfer.progress_after",
    "file_transfer.write",
    "file_transfer.read",
    "file_transfer.content",
    // Read what the object has.
    "endpoint.state",
    "endpoint.owner_uri",
    "endpoint.active_sessions",
    "endpoint.session_by_name",
    "endpoint.session_by_uri",
    "session.state",
    "session.properties",
    "session.participants",
    "session.endpoint",
    "file_transfer.progress",
    "file_transfer.is_upload",
    "file_transfer.path",
    "file_transfer.file_name",
    "file_transfer.file_uri",
    "file_transfer.endpoint",
];
/// The same for pagers, whose object is a table's.
const PAGER_READS: [&str; 2] = ["history_pager.progress", "history_pager.room_uri"];
/// Nouns that live without an endpoint.
const WITHOUT_ENDPOINT: [&str; 2] = ["message_builder", "server"];
/// Every operation is under way in this one.
const LOST: &str = "lost: every method under way";
/// Not ended by the loss, or not possible while the endpoint is established: other scenarios of `70-lost.json` have them.
const LOST_OTHERWISE: [&str; 3] =
    ["endpoint.establish", "endpoint.terminate", "file_transfer.progress_after"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios")
}

fn guards() -> Value {
    let text = std::fs::read_to_string(folder().join("65-guards.json")).expect("the file of guards");
    serde_json::from_str(&text).expect("JSON")
}

/// Every method whose object has an endpoint behind it, and whether it is an operation.
fn methods() -> BTreeMap<String, bool> {
    description::methods()
        .into_iter()
        .filter(|(name, _)| {
            let noun = name.split_once('.').map_or("", |(noun, _)| noun);
            !WITHOUT_ENDPOINT.contains(&noun) && !description::IMPLIED.contains(&name.as_str())
        })
        .collect()
}

fn text<'a>(step: &'a Map<String, Value>, field: &str) -> &'a str {
    step.get(field).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn every_method_is_in_a_table_of_the_guards() {
    let guards = guards();
    let mut rows = BTreeSet::new();
    for (table, _) in TABLES {
        let steps = guards["fragments"][table].as_array().expect("a table");
        for step in steps {
            let name = step["do"].as_str().expect("a call").to_owned();
            assert!(rows.insert(name.clone()), "{name} has two rows");
        }
    }
    let methods = methods();
    let free = || IN_NO_TABLE.iter().chain(&PAGER_READS).map(|name| (*name).to_owned());
    let missing: Vec<_> =
        methods.keys().filter(|name| !rows.contains(*name) && !free().any(|it| it == **name)).collect();
    assert!(missing.is_empty(), "65-guards.json has no row for {missing:?}");
    let stale: Vec<_> =
        rows.iter().cloned().chain(free()).filter(|name| !methods.contains_key(name)).collect();
    assert!(stale.is_empty(), "nothing is called {stale:?} any more");
    let twice: Vec<_> = free().filter(|name| rows.contains(name)).collect();
    assert!(twice.is_empty(), "{twice:?} have a row");
}

#[test]
fn every_table_is_refused_in_every_wrong_state() {
    let guards = guards();
    let scenarios = guards["scenarios"].as_array().expect("scenarios");
    for (table, states) in TABLES {
        for state in states {
            let scenario = scenarios.iter().find(|it| it["name"] == **state);
            let scenario = scenario.unwrap_or_else(|| panic!("there is no scenario {state:?}"));
            let uses = scenario["steps"].as_array().expect("steps").iter().filter(|it| it["use"] == table);
            let errors: Vec<&Value> = uses.map(|it| &it["expect"]["error"]).collect();
            assert!(!errors.is_empty(), "{state}: {table:?} is not done");
            for error in errors {
                let message = error["message"].as_str().unwrap_or_default();
                assert!(
                    message.contains("; "),
                    "{state}: {table:?}: {message:?} says what is wrong, but not what to do"
                );
            }
        }
    }
}

#[test]
fn every_operation_is_lost_with_its_connection() {
    let scenarios = read(&[folder()]).expect("scenarios");
    let lost = scenarios.iter().find(|scenario| scenario.name == LOST).expect("the scenario");
    let step_of = |kind: &str, field: &str, value: &str| {
        lost.steps.iter().find(|step| text(step, "do") == kind && text(step, field) == value)
    };
    let mut missing = Vec::new();
    for (name, _) in methods().into_iter().filter(|(_, is_operation)| *is_operation) {
        if LOST_OTHERWISE.contains(&name.as_str()) {
            let of_losses = scenarios.iter().filter(|scenario| scenario.name.starts_with("lost: "));
            let mut steps = of_losses.flat_map(|scenario| &scenario.steps);
            let begun = steps.any(|step| text(step, "do") == name && step.contains_key("start"));
            missing.extend((!begun).then_some(name));
            continue;
        }
        let begun = lost.steps.iter().find(|step| text(step, "do") == name && step.contains_key("start"));
        let end = begun.and_then(|step| step_of("finish", "on", text(step, "start")));
        let code = end.map(|step| &step["expect"]["error"]["code"]);
        if code != Some(&Value::from("ConnectionLost")) {
            missing.push(name);
        }
    }
    assert!(missing.is_empty(), "{LOST:?} does not begin, or does not lose, {missing:?}");
}
