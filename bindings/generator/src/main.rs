//! Projects the API description into C: `ffi/src/generated/*.rs`, `include/pchat.h`, C++: `include/pchat.hpp`, and Node:
//! `bindings/node/{src/generated.rs, lib/generated.js, index.d.ts, testing.d.ts}`.
//!
//! `cargo run -p pchat-generator` writes, `cargo run -p pchat-generator -- --check` compares and names what is stale.

#[cfg(test)]
mod coverage_tests;
mod docs;
mod emit;
#[cfg(test)]
mod guide_tests;
mod header;
mod hpp;
mod model;
mod names;
mod read;
mod roles;
#[cfg(test)]
mod tests;

use read::Source;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The description: file or folder, where users of the crate find the items, the feature that brings them, and whether it may be
/// missing.
const SOURCES: [(&str, &str, Option<&str>); 3] = [
    ("core/src/api", "pchat_core::api", None),
    ("core/src/platform.rs", "pchat_core::api", None),
    ("server/src/local.rs", "pchat_server::local", Some("local-server")),
];

fn main() -> ExitCode {
    let check = match std::env::args().nth(1).as_deref() {
        None => false,
        Some("--check") => true,
        Some(other) => {
            eprintln!("pchat-generator: `{other}` is not an option; there is only --check");
            return ExitCode::from(2);
        }
    };
    match run(check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("pchat-generator: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let fresh = generate(&root)?;
    let stale: Vec<&PathBuf> = fresh
        .iter()
        .filter(|(path, text)| read_text(&root.join(path)).as_ref() != Ok(text))
        .map(|it| it.0)
        .collect();
    let orphans = orphans(&root, &fresh)?;
    if check {
        if stale.is_empty() && orphans.is_empty() {
            return Ok(());
        }
        let list =
            |paths: &[&PathBuf]| paths.iter().map(|p| format!("\n  {}", p.display())).collect::<String>();
        let mut message = String::new();
        if !stale.is_empty() {
            message += &format!("these files are stale:{}", list(&stale));
        }
        if !orphans.is_empty() {
            message += &format!("\nthese files are left over:{}", list(&orphans.iter().collect::<Vec<_>>()));
        }
        return Err(message + "\nrun `cargo run -p pchat-generator` and commit the result");
    }
    for path in stale {
        let to = root.join(path);
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        std::fs::write(&to, &fresh[path]).map_err(|e| format!("{}: {e}", to.display()))?;
        eprintln!("wrote {}", path.display());
    }
    for path in orphans {
        std::fs::remove_file(root.join(&path)).map_err(|e| format!("{}: {e}", path.display()))?;
        eprintln!("removed {}", path.display());
    }
    Ok(())
}

/// Everything that is generated, by its path from the root of the repository.
fn generate(root: &Path) -> Result<BTreeMap<PathBuf, String>, String> {
    let api = read::read(&sources(root)?).map_err(|refusal| refusal.to_string())?;
    let mut fresh = BTreeMap::new();
    for (name, text) in emit::files(&api).map_err(|refusal| refusal.to_string())? {
        let path = PathBuf::from("ffi/src/generated").join(&name);
        fresh.insert(path, format_rust(root, &name, &text)?);
    }
    let header = header::with_descriptions(&fresh_header(root, &fresh)?, &api)?;
    fresh.insert(PathBuf::from("include/pchat.h"), header.clone());
    fresh.insert(PathBuf::from("include/pchat.hpp"), hpp::text(&api));
    for (path, text) in emit::python::files(&api) {
        let text = if path.ends_with(".rs") { format_rust(root, &path, &text)? } else { text };
        fresh.insert(PathBuf::from(path), text);
    }
    for (path, text) in emit::node_files(&api).map_err(|refusal| refusal.to_string())? {
        let text = if path.ends_with(".rs") { format_rust(root, path, &text)? } else { text };
        fresh.insert(PathBuf::from(path), text);
    }
    let declarations = ["bindings/node/index.d.ts", "bindings/node/testing.d.ts"]
        .map(|path| fresh.get(Path::new(path)).map_or("", String::as_str));
    for (path, text) in emit::reference::files(&api, &header, &declarations.concat()) {
        fresh.insert(PathBuf::from(path), text);
    }
    Ok(fresh)
}

fn sources(root: &Path) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    for (at, path, feature) in SOURCES {
        let place = root.join(at);
        let mut files = Vec::new();
        if place.is_dir() {
            let entries = std::fs::read_dir(&place).map_err(|e| format!("{at}: {e}"))?;
            for entry in entries {
                files.push(entry.map_err(|e| format!("{at}: {e}"))?.path());
            }
            files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
            files.sort();
        } else if place.exists() {
            files.push(place);
        } else if feature.is_none() {
            return Err(format!("{at} is missing"));
        }
        for file in files {
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            let text = read_text(&file)?;
            sources.push(Source {
                file: shown,
                text,
                path: path.to_string(),
                feature: feature.map(str::to_string),
            });
        }
    }
    Ok(sources)
}

fn read_text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Generated files that nothing generates any more.
fn orphans(root: &Path, fresh: &BTreeMap<PathBuf, String>) -> Result<Vec<PathBuf>, String> {
    let folder = PathBuf::from("ffi/src/generated");
    let Ok(entries) = std::fs::read_dir(root.join(&folder)) else { return Ok(Vec::new()) };
    let mut orphans = Vec::new();
    for entry in entries {
        let path = folder.join(entry.map_err(|e| e.to_string())?.file_name());
        if !fresh.contains_key(&path) {
            orphans.push(path);
        }
    }
    orphans.sort();
    Ok(orphans)
}

/// The header of the fresh text: cbindgen reads files, so the text goes to a temporary folder first.
fn fresh_header(root: &Path, fresh: &BTreeMap<PathBuf, String>) -> Result<String, String> {
    let folder = std::env::temp_dir().join(format!("pchat-generator-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files = header::support_files(root);
    let mut written = Ok(());
    for (path, text) in fresh {
        // Not `mod.rs`: cbindgen would follow it and see every file twice.
        let Some(name) = path.file_name().filter(|name| *name != "mod.rs") else { continue };
        let copy = folder.join(name);
        written = written.and(std::fs::write(&copy, text).map_err(|e| format!("{}: {e}", copy.display())));
        files.push(copy);
    }
    let version = read_text(&root.join("Cargo.toml")).and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("version = "));
        line.map(|version| version.trim_matches('"').to_string())
            .ok_or_else(|| "Cargo.toml has no version".into())
    });
    let header = written.and(version).and_then(|version| header::header(&files, &version));
    // Nothing of value is in it.
    let _ = std::fs::remove_dir_all(&folder);
    header
}

fn format_rust(root: &Path, name: &str, text: &str) -> Result<String, String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout", "--config-path"])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("rustfmt does not start: {e}"))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes()).map_err(|e| format!("rustfmt does not read: {e}"))?;
    }
    let output = child.wait_with_output().map_err(|e| format!("rustfmt: {e}"))?;
    if !output.status.success() {
        return Err(format!("rustfmt refuses {name}; this is a defect of the generator:\n{text}"));
    }
    String::from_utf8(output.stdout).map_err(|e| format!("rustfmt wrote no UTF-8: {e}"))
}
