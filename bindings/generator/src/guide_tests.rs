//! `docs/from-the-sdk.md` names nothing that is not there: each name of its tables is looked up in the texts of its language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The SDK's public types, of which each has a row in bold (spec: sdk.md 0).
const TYPES: usize = 59;
/// The names of languages, as the heads of the tables say them.
const HEAD: [&str; 5] = ["SDK", "C", "C++", "Python", "Node"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn texts() -> [String; 4] {
    let python = "bindings/python/python/pchat";
    let mut modules: Vec<PathBuf> = std::fs::read_dir(root().join(python))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py" || extension == "pyi"))
        .collect();
    modules.sort();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    [
        read(&root().join("include/pchat.h")),
        read(&root().join("include/pchat.hpp")),
        modules.iter().map(|path| read(path)).collect(),
        read(&root().join("bindings/node/index.d.ts")),
    ]
}

fn is_part_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(is_part_of_name) && !text[at + word.len()..].starts_with(is_part_of_name)
    })
}

/// The declarations of a type: from the line that opens it to the next one that is not indented, its end or the next declaration.
fn blocks<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    // Python's methods stand in a class of their own, which the class that programs see inherits.
    let heads: Vec<String> = ["typedef struct", "struct", "class", "enum class", "export interface"]
        .iter()
        .chain(&["export declare class", "export declare const", "export type", "typedef enum", "enum"])
        .chain(&["typedef int32_t"])
        .flat_map(|head| [format!("{head} {name}"), format!("{head} {name}Methods")])
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let opens = |head: &String| {
            line.strip_prefix(head.as_str()).is_some_and(|rest| !rest.starts_with(is_part_of_name))
        };
        if !line.starts_with(' ') && line.contains(name) && heads.iter().any(opens) {
            // The members are indented, apart from the labels of C++, blank lines and comments inside.
            let inside = text[at..].split_inclusive('\n').take_while(|line| {
                line.starts_with([' ', '\n', '#'])
                    || line.starts_with("public:")
                    || line.starts_with("private:")
            });
            found.push(&text[start..at + inside.map(str::len).sum::<usize>()]);
        }
    }
    found
}

/// Whether a name of the guide is there: a type or function, `Type.member`, `Type::member` or `Type.on('event')`.
fn is_there(text: &str, name: &str) -> bool {
    match name.split_once("::").or_else(|| name.split_once('.')) {
        None => name.starts_with("pchat_") || name.starts_with("PCHAT_") || !blocks(text, name).is_empty(),
        Some((of, member)) => {
            let event = member.strip_prefix("on('").and_then(|rest| rest.strip_suffix("')"));
            let known = |block: &&str| match event {
                Some(event) => block.contains(&format!("on(name: '{event}'")),
                None => has_word(without_comments(block).as_str(), member),
            };
            blocks(text, of).iter().any(known)
        }
    }
}

/// Comments and documentation may speak of what is elsewhere.
fn without_comments(block: &str) -> String {
    let mut quoted = false;
    let code = block.lines().filter(|line| {
        let line = line.trim_start();
        let was_quoted = quoted;
        if line.matches("\"\"\"").count() == 1 {
            quoted = !quoted;
        }
        !was_quoted && !["//", "*", "/*", "#", "\"\"\""].iter().any(|mark| line.starts_with(mark))
    });
    code.collect::<Vec<_>>().join("\n")
}

/// What is wrong with the rows of a guide, and the types and operations that it has.
fn flaws(guide: &str, texts: &[String; 4]) -> (Vec<String>, BTreeSet<String>) {
    let mut flaws = Vec::new();
    let mut types = BTreeSet::new();
    for line in guide.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if cells == HEAD {
            continue;
        }
        let [sdk, languages @ ..] = &cells[..] else { continue };
        if let Some((name, _)) = sdk.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
            types.insert(name.to_owned());
        }
        if languages.len() != texts.len() {
            flaws.push(format!("{sdk}: {} languages", languages.len()));
        }
        if languages.iter().all(|cell| *cell == "–") {
            if !sdk.ends_with(')') {
                flaws.push(format!("{sdk}: nothing stands for it, and no reason is given"));
            }
            continue;
        }
        for ((cell, text), language) in languages.iter().zip(texts).zip(&HEAD[1..]) {
            let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
            if names.is_empty() {
                flaws.push(format!("{sdk}: no name in {language}"));
            }
            for name in names {
                let whole = name.split(['.', ':', '(']).next().unwrap_or(name);
                if !has_word(text, whole) || !is_there(text, name) {
                    flaws.push(format!("{sdk}: {language} has no `{name}`"));
                }
            }
        }
    }
    (flaws, types)
}

#[test]
fn the_guide_from_the_sdk_names_what_there_is() {
    let guide = std::fs::read_to_string(root().join("docs/from-the-sdk.md")).unwrap();
    let (flaws, types) = flaws(&guide, &texts());
    assert!(flaws.is_empty(), "docs/from-the-sdk.md:\n{}", flaws.join("\n"));
    assert_eq!(types.len(), TYPES, "each type of the SDK has a row: {types:?}");
}

/// The members of the SDK's types that a guide has no row for. A type's rows follow its name, up to the next name or the end of
/// its table; the reason in parentheses is not the name.
fn missing(guide: &str, members: &str) -> Vec<String> {
    let mut rows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut of = None;
    for line in guide.lines() {
        let Some(cell) = line.strip_prefix("| ").and_then(|rest| rest.split(" |").next()) else {
            of = None;
            continue;
        };
        if let Some((name, _)) = cell.strip_prefix("**").and_then(|rest| rest.split_once("**")) {
            rows.entry(name).or_default();
            of = Some(name);
        } else if let Some(of) = of {
            rows.entry(of).or_default().push(cell.split(" (").next().unwrap_or(cell));
        }
    }
    let mut missing = Vec::new();
    for line in members.lines().filter(|line| !line.starts_with('#')) {
        let (name, members) = line.split_once(':').unwrap();
        match rows.get(name) {
            None => missing.push(name.to_owned()),
            Some(rows) => missing.extend(
                members
                    .split_whitespace()
                    .filter(|member| !rows.iter().any(|row| has_word(row, member)))
                    .map(|member| format!("{name}.{member}")),
            ),
        }
    }
    missing
}

#[test]
fn the_guide_from_the_sdk_has_every_member_of_it() {
    let guide = std::fs::read_to_string(root().join("docs/from-the-sdk.md")).unwrap();
    let missing = missing(&guide, include_str!("sdk_members.txt"));
    assert!(missing.is_empty(), "docs/from-the-sdk.md lacks:\n{}", missing.join("\n"));
}

#[test]
fn a_member_that_the_guide_lacks_is_noticed() {
    let guide =
        "| **Room** | `x` |\n| Name (of the Door) | `x` |\n| Begin/EndOpen | `x` |\n\n| Window | `x` |\n";
    assert!(missing(guide, "# rooms\nRoom: Name EndOpen").is_empty());
    assert_eq!(missing(guide, "Room: Nam Door Window"), ["Room.Nam", "Room.Door", "Room.Window"]);
    assert_eq!(missing(guide, "House: Name"), ["House"]);
}

#[test]
fn a_guide_that_rots_is_noticed() {
    let texts = texts();
    let row = |cells: &str| flaws(&format!("| Join | {cells} |"), &texts).0.len();
    assert_eq!(row("`pchat_session_join` | `Session::join` | `Session.join` | `Session.join`"), 0);
    assert_eq!(row("`pchat_session_joining` | `Session::join` | `Session.join` | `Session.join`"), 1);
    assert_eq!(row("`pchat_session_join` | `Session::joining` | `Session.enter` | `Session.establish`"), 3);
    assert_eq!(row("`pchat_session_join` | `Session::join` | `Sitting.join` | `Session.on('joined')`"), 2);
    assert_eq!(row("`pchat_session_join` | `Session::join` | – | `Session.join`"), 1);
    assert_eq!(row("– | – | – | –"), 1);
    assert_eq!(row("`pchat_session_join`"), 1);
}
