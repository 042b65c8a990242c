//! `pchatd` as a program of its own.

#![allow(dead_code, reason = "no test file needs all of it")]

use pchat_server::scratch::ScratchFolder;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// A data folder, and `pchatd` run on it.
pub(crate) struct Pchatd {
    pub(crate) folder: ScratchFolder,
}

impl Pchatd {
    pub(crate) fn init() -> Pchatd {
        let pchatd = Pchatd { folder: ScratchFolder::new().unwrap() };
        pchatd.done(&["init", "--domain", "Example.com"]);
        pchatd
    }

    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pchatd"))
            .args(arguments)
            .arg("--data")
            .arg(self.folder.path().join("data"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses its arguments does not read its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    pub(crate) fn with_input(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        self.with_input(arguments, "")
    }

    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, "password\n");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments)).unwrap()
    }
}
