//! Nothing of the API is without a scenario.

mod description;

use pchat_conformance::read;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_method_and_every_event_has_a_scenario() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scenarios = read(&[here.join("../scenarios")]).expect("scenarios");
    let steps = || scenarios.iter().flat_map(|scenario| &scenario.steps);
    let done: BTreeSet<&str> = steps().filter_map(|step| step.get("do")?.as_str()).collect();
    let methods = description::methods();
    let missing: Vec<&String> = methods
        .keys()
        .filter(|name| !done.contains(name.as_str()) && !description::IMPLIED.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "no scenario has {missing:?}");
    let told: BTreeSet<&str> = steps()
        .filter_map(|step| step.get("expect")?.get("event")?.as_object()?.keys().next().map(String::as_str))
        .collect();
    for event in ["StateChanged", "MessageReceived", "ParticipantAttendanceChanged"] {
        assert!(told.contains(event), "no scenario tells of {event}");
    }
}
