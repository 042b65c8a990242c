//! libxml2, which nobody here wrote, agrees that what is written is well-formed.

use super::{ROOM, values};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Feeds one document to xmllint and gives back what it read, in canonical form; `None` when there is no xmllint.
fn xmllint(document: &str) -> Option<Result<String, String>> {
    let child = Command::new("xmllint")
        .args(["--nonet", "--c14n", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if std::env::var_os("PCHAT_REQUIRE_INTEROP").is_some_and(|value| value == "1") => {
            panic!("xmllint cannot be started ({error}) and PCHAT_REQUIRE_INTEROP=1: install libxml2-utils")
        }
        Err(_) => return None,
    };
    let mut input = child.stdin.take().expect("a pipe");
    let text = document.to_owned();
    let feeding = std::thread::spawn(move || {
        // xmllint may stop reading at an error.
        let _ = input.write_all(text.as_bytes());
    });
    let output = child.wait_with_output().expect("xmllint ends");
    feeding.join().expect("fed");
    Some(if output.status.success() {
        Ok(String::from_utf8(output.stdout).expect("UTF-8"))
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    })
}

#[test]
fn libxml2_reads_what_is_written() {
    // The same documents in every run.
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let mut written = String::from("<documents>");
    let mut values = Vec::new();
    for _ in 0..200 {
        let envelope = values::envelope().new_tree(&mut runner).expect("a value").current();
        envelope.write(&mut written);
        values.push(envelope);
    }
    written.push_str("</documents>");
    let Some(read) = xmllint(&written) else {
        eprintln!("skipped: xmllint (package libxml2-utils) is not installed");
        return;
    };
    let canonical = read.unwrap_or_else(|error| panic!("libxml2 refuses what was written: {error}"));
    // And it reads the same values: its canonical form, read here, gives them back.
    let mut rest = canonical.as_str();
    for value in &values {
        let end = rest.find("</xccos>").map(|at| at + "</xccos>".len()).expect("one document more");
        let (document, after) = rest.split_at(end);
        let document = document.strip_prefix("<documents>").unwrap_or(document);
        let reread = super::parse(document).expect("canonical form is readable");
        assert_eq!(reread.to_text(), value.to_text());
        rest = after;
    }
    assert_eq!(rest.trim(), "</documents>");
    assert!(canonical.contains(ROOM), "the samples are not empty");
}

#[test]
fn libxml2_would_notice() {
    if let Some(read) = xmllint("<xccos><cmd></xccos>") {
        assert!(read.is_err());
    } else {
        eprintln!("skipped: xmllint (package libxml2-utils) is not installed");
    }
}
