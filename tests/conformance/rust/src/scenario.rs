//! The scenario files, and the line that each step gives.

use crate::calls;
use crate::objects::Objects;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// A named row of steps, fragments filled in.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Unique among all scenarios.
    pub name: String,
    /// What is done, each with what is expected of it.
    pub steps: Vec<Map<String, Value>>,
}

/// What one step gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The scenario's name.
    pub scenario: String,
    /// The step's place in it, from 1, fragments filled in.
    pub step: usize,
    /// `{"ok":…}`, `{"error":…}`, `{"event":…}`, … with placeholders.
    pub result: Value,
}

impl Line {
    /// The canonical text: keys sorted, no blanks.
    pub fn text(&self) -> String {
        json!({ "scenario": self.scenario, "step": self.step, "result": self.result }).to_string()
    }
}

/// Reads files, or all `.json` files of folders in the order of their names. Every runner leaves out the scenarios that name
/// `runners` without it.
///
/// Fails with a sentence when a file cannot be read or is not what it should be.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Scenario>, String> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            inside.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
            inside.sort();
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    let documents = files.iter().map(|file| document(file)).collect::<Result<Vec<_>, _>>()?;
    let mut fragments = Map::new();
    for document in &documents {
        fragments.extend(object(document.get("fragments")).into_iter().flatten());
    }
    let mut scenarios = Vec::new();
    for scenario in documents.iter().flat_map(|document| array(document.get("scenarios"))) {
        let name = scenario.get("name").and_then(Value::as_str).ok_or("a scenario has no name")?.to_owned();
        if scenario.get("runners").is_some_and(|runners| !array(Some(runners)).contains(&json!("rust"))) {
            continue;
        }
        let mut steps = Vec::new();
        fill_in(array(scenario.get("steps")), &fragments, &mut steps)
            .map_err(|why| format!("{name}: {why}"))?;
        scenarios.push(Scenario { name, steps });
    }
    Ok(scenarios)
}

fn document(file: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
}

fn object(value: Option<&Value>) -> Option<Map<String, Value>> {
    value.and_then(Value::as_object).cloned()
}

fn array(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn fill_in(
    steps: &[Value],
    fragments: &Map<String, Value>,
    into: &mut Vec<Map<String, Value>>,
) -> Result<(), String> {
    for step in steps {
        let step = step.as_object().ok_or("a step is no object")?;
        match step.get("use").and_then(Value::as_str) {
            None => into.push(step.clone()),
            Some(name) => {
                let fragment = fragments.get(name).ok_or_else(|| format!("there is no fragment '{name}'"))?;
                let begin = into.len();
                fill_in(array(Some(fragment)), fragments, into)?;
                if let Some(expected) = step.get("expect") {
                    for step in &mut into[begin..] {
                        step.insert("expect".to_owned(), expected.clone());
                    }
                }
            }
        }
    }
    Ok(())
}

/// Runs a scenario. It ends early when something does not come in time or a step is not understood.
pub fn lines(scenario: &Scenario) -> Vec<Line> {
    let mut objects = Objects::new();
    let mut lines = Vec::new();
    for (place, step) in scenario.steps.iter().enumerate() {
        let result = calls::perform(&mut objects, step);
        let last = result.get("timeout").is_some() || result.get("unknown").is_some();
        lines.push(Line { scenario: scenario.name.clone(), step: place + 1, result });
        if last {
            break;
        }
    }
    objects.close();
    lines
}
