//! The list of the SDK's features tells the truth: what it names as a test exists, and README has its count.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Table;

/// Rows 1 to 12 are about the platform and the sign-in; the rest is what this list promises.
const FIRST_PROMISED: i64 = 13;
const LAST: i64 = 200;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every scenario, and whether all four languages run it.
fn scenarios() -> BTreeMap<String, bool> {
    let folder = root().join("tests/conformance/scenarios");
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the scenarios").flatten() {
        let document: Value = serde_json::from_str(&text_of(&entry.path())).expect("JSON");
        for scenario in document["scenarios"].as_array().into_iter().flatten() {
            let name = scenario["name"].as_str().expect("a name").to_owned();
            found.insert(name, scenario.get("runners").is_none());
        }
    }
    found
}

/// Why `test` names nothing that runs, if so: `file::name`, or a file that is a program and a test as a whole.
fn missing_test(test: &str) -> Option<String> {
    let (file, name) = test.split_once("::").map_or((test, None), |(file, name)| (file, Some(name)));
    let path = root().join(file);
    if !path.is_file() {
        return Some(format!("there is neither a scenario nor a file {file:?}"));
    }
    let Some(name) = name else {
        let whole = file.starts_with("tests/c/") || file.starts_with("core/tests/");
        return (!whole).then(|| format!("{file} holds several tests; name one"));
    };
    let text = text_of(&path);
    let lines: Vec<&str> = text.lines().collect();
    let extension = path.extension().and_then(|extension| extension.to_str());
    let found = lines.iter().enumerate().any(|(place, line)| match extension {
        // The attribute stands right above, or above those of the runtime or of proptest.
        Some("rs") => {
            line.contains(&format!("fn {name}("))
                && lines[place.saturating_sub(4)..place].iter().any(|above| above.contains("test"))
        }
        Some("py") => name.starts_with("test_") && line.contains(&format!("def {name}(")),
        Some("js" | "mjs") => line.starts_with(&format!("test('{name}'")),
        _ => false,
    });
    (!found).then(|| format!("{file} has no test {name:?}"))
}

/// The languages whose own tests are named, for rows that no scenario can show.
fn languages(tests: &[&str]) -> usize {
    let folders = ["tests/c/", "bindings/python/", "bindings/node/"];
    folders.iter().filter(|folder| tests.iter().any(|test| test.starts_with(**folder))).count()
}

fn flaws_of(row: &Table, scenarios: &BTreeMap<String, bool>) -> Vec<String> {
    let known = ["id", "feature", "tests", "state", "api", "note"];
    let mut flaws: Vec<String> = row
        .keys()
        .filter(|key| !known.contains(&key.as_str()))
        .map(|key| format!("nobody knows {key:?}"))
        .collect();
    let tests: Vec<&str> =
        row["tests"].as_array().into_iter().flatten().filter_map(toml::Value::as_str).collect();
    let unknown = tests.iter().filter(|test| !scenarios.contains_key(**test));
    flaws.extend(unknown.filter_map(|test| missing_test(test)));
    let note = row.get("note").and_then(toml::Value::as_str).unwrap_or_default();
    match row.get("state").and_then(toml::Value::as_str) {
        Some("missing") if note.is_empty() => flaws.push("missing, and no note says why".to_owned()),
        Some("missing") => {}
        Some(other) => flaws.push(format!("nobody knows the state {other:?}")),
        None if row.get("api").and_then(toml::Value::as_bool) == Some(false) => {
            let some = tests.iter().any(|test| scenarios.contains_key(*test));
            if note.is_empty() || (!some && languages(&tests) < 2) {
                flaws.push("needs a note, and a scenario or tests of its languages".to_owned());
            }
        }
        None if !tests.iter().any(|test| scenarios.get(*test) == Some(&true)) => {
            flaws.push("has no scenario that runs in all four languages".to_owned());
        }
        None => {}
    }
    flaws
}

#[test]
fn every_feature_has_tests_that_exist_and_readme_has_their_count() {
    let list: Table = text_of(&root().join("tests/conformance/checklist.toml")).parse().expect("TOML");
    let rows: Vec<&Table> =
        list["row"].as_array().expect("rows").iter().filter_map(toml::Value::as_table).collect();
    let ids: Vec<i64> = rows.iter().filter_map(|row| row["id"].as_integer()).collect();
    assert_eq!(ids, (1..=LAST).collect::<Vec<_>>(), "each feature has one row, in order");
    let scenarios = scenarios();
    let flaws: Vec<String> = rows
        .iter()
        .flat_map(|row| {
            let id = row["id"].as_integer().unwrap_or_default();
            flaws_of(row, &scenarios).into_iter().map(move |flaw| format!("row {id}: {flaw}"))
        })
        .collect();
    assert!(flaws.is_empty(), "tests/conformance/checklist.toml:\n{}", flaws.join("\n"));
    let promised = || rows.iter().filter(|row| row["id"].as_integer() >= Some(FIRST_PROMISED));
    let shown = promised().filter(|row| row.get("state").is_none()).count();
    let count = format!("{shown} of {} features", promised().count());
    let readme = text_of(&root().join("README.md"));
    assert!(readme.contains(&count), "README.md should say `{count}` of the SDK, where it says what works");
}

#[test]
fn a_list_that_promises_too_much_is_noticed() {
    let scenarios = BTreeMap::from([("all".to_owned(), true), ("some".to_owned(), false)]);
    let flaws = |row: &str| flaws_of(&row.parse::<Table>().expect("TOML"), &scenarios);
    assert_eq!(flaws("tests = ['all']"), [""; 0]);
    for row in [
        "tests = []",
        "tests = ['some']",
        "tests = ['all', 'no such scenario']",
        "tests = ['all', 'tests/conformance/rust/tests/checklist.rs::no_such_test']",
        "tests = ['all', 'tests/conformance/rust/tests/checklist.rs::root']",
        "tests = ['all', 'tests/conformance/rust/tests/checklist.rs']",
        "tests = ['all']\nstate = 'missing'",
        "tests = ['all']\nstate = 'done'",
        "tests = ['all']\nnotes = 'x'",
        "tests = ['some']\napi = false",
        "tests = ['tests/c/errors.c']\napi = false\nnote = 'x'",
    ] {
        assert_eq!(flaws(row).len(), 1, "{row}: {:?}", flaws(row));
    }
}

/// Codes that take a database, or a second server, as no language can make them with a local server. They are caused in
/// `server/tests/every_code`.
const NOT_IN_SCENARIOS: [&str; 3] = ["UnknownServerError", "InvalidToken", "ServerError"];

#[test]
fn scenarios_show_the_error_codes_of_the_sdk() {
    fn codes(value: &Value, found: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if let (Some(Value::String(code)), true) =
                    (fields.get("code"), fields.contains_key("message"))
                {
                    found.insert(code.clone());
                }
                fields.values().for_each(|inner| codes(inner, found));
            }
            Value::Array(items) => items.iter().for_each(|inner| codes(inner, found)),
            _ => {}
        }
    }
    let mut shown = std::collections::BTreeSet::new();
    for entry in
        std::fs::read_dir(root().join("tests/conformance/scenarios")).expect("the scenarios").flatten()
    {
        let document: Value = serde_json::from_str(&text_of(&entry.path())).expect("JSON");
        let scenarios = document["scenarios"].as_array().into_iter().flatten();
        scenarios.filter(|scenario| scenario.get("runners").is_none()).for_each(|it| codes(it, &mut shown));
    }
    let text = text_of(&root().join("core/src/api/error.rs"));
    let values = text.lines().filter_map(|line| line.trim().strip_suffix(',')?.split_once(" = "));
    let missing: Vec<&str> = values
        .filter(|(_, number)| number.parse::<i32>().is_ok_and(|number| number >= 100))
        .map(|(name, _)| name)
        .filter(|name| !shown.contains(*name))
        .collect();
    assert_eq!(missing, NOT_IN_SCENARIOS, "codes that no scenario expects");
}
