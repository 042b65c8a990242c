//! Every scenario, through the Rust library, as part of `cargo test`.

use pchat_conformance::{lines, read};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

#[test]
fn every_step_gives_what_is_expected_of_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let alternatives = Alternatives::read(&folder.join("00-fragments.json"));
    let waiting = Mutex::new(read(&[folder]).expect("scenarios"));
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some(scenario) = waiting.lock().expect("unpoisoned").pop() else { break };
                    let lines = lines(&scenario);
                    for (place, step) in scenario.steps.iter().enumerate() {
                        let expected = step.get("expect").unwrap_or(&Value::Null);
                        let got = lines.get(place).map_or(&Value::Null, |line| &line.result);
                        if !alternatives.met(expected, got) {
                            let what = Value::Object(step.clone());
                            let text = format!(
                                "{}, step {}: {what}\n  expected {expected}\n  got      {got}",
                                scenario.name,
                                place + 1
                            );
                            failures.lock().expect("unpoisoned").push(text);
                            break;
                        }
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().expect("unpoisoned");
    assert!(failures.is_empty(), "{} scenarios fail:\n{}", failures.len(), failures.join("\n"));
}

/// Names in expectations for which several texts are right.
struct Alternatives {
    texts: BTreeMap<String, Vec<String>>,
}

impl Alternatives {
    fn read(file: &Path) -> Alternatives {
        let text = std::fs::read_to_string(file).expect("the file of fragments");
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let texts = serde_json::from_value(document["alternatives"].clone()).expect("lists of texts");
        Alternatives { texts }
    }

    /// Equal to the letter, apart from alternatives and `<any>`.
    fn met(&self, expected: &Value, got: &Value) -> bool {
        match (expected, got) {
            (Value::String(any), got) if any == "<any>" => !got.is_null(),
            (Value::String(expected), Value::String(got)) => self.text_met(expected, got),
            (Value::Array(expected), Value::Array(got)) => {
                expected.len() == got.len()
                    && expected.iter().zip(got).all(|(expected, got)| self.met(expected, got))
            }
            (Value::Object(expected), Value::Object(got)) => {
                expected.len() == got.len()
                    && expected
                        .iter()
                        .all(|(key, value)| got.get(key).is_some_and(|got| self.met(value, got)))
            }
            _ => expected == got,
        }
    }

    fn text_met(&self, expected: &str, got: &str) -> bool {
        for (name, texts) in &self.texts {
            let name = format!("<{name}>");
            if expected.contains(&name) {
                return texts.iter().any(|text| self.text_met(&expected.replace(&name, text), got));
            }
        }
        match expected.split_once("<any>") {
            None => expected == got,
            Some((before, after)) => got.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)),
        }
    }
}
