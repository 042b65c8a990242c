//! The program, run as a person runs it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_server::scratch::ScratchFolder;
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Output, Stdio};

const PASSWORD: &str = "hunter2 hunter2";

struct Pchatd {
    folder: ScratchFolder,
}

impl Pchatd {
    fn init() -> Pchatd {
        let pchatd = Pchatd { folder: ScratchFolder::new().unwrap() };
        pchatd.done(&["init", "--domain", "Example.com"]);
        pchatd
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
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

    fn with_input(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        self.with_input(arguments, "")
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, "password\n");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments)).unwrap()
    }
}

#[test]
fn a_store_is_filled_and_listed() {
    let pchatd = Pchatd::init();
    pchatd.with_input(
        &[
            "user",
            "add",
            "sip:Alice@example.com",
            "--login",
            "EXAMPLE\\alice",
            "--display-name",
            "Alice A",
            "--email",
            "a@b",
            "--password-stdin",
        ],
        &format!("{PASSWORD}\n"),
    );
    let password_file = pchatd.folder.path().join("password");
    std::fs::write(&password_file, PASSWORD).unwrap();
    pchatd.done(&["user", "add", "bob@example.com", "--password-file", password_file.to_str().unwrap()]);
    pchatd.done(&[
        "category",
        "add",
        "General",
        "--description",
        "all",
        "--deny",
        "bob@example.com",
        "--file-upload",
        "on",
        "--history",
        "off",
    ]);
    pchatd.done(&[
        "room",
        "add",
        "Lobby",
        "--category",
        "General",
        "--topic",
        "t",
        "--privacy",
        "secret",
        "--member",
        "alice@example.com",
        "--manager",
        "alice@example.com",
    ]);

    assert_eq!(
        pchatd.json(&["user", "list", "--json"]),
        json!([
            {"uri": "sip:alice@example.com", "login": "EXAMPLE\\alice", "display_name": "Alice A", "email": "a@b", "disabled": false},
            {"uri": "sip:bob@example.com", "login": "bob", "display_name": "bob", "email": "", "disabled": false},
        ])
    );
    let categories = pchatd.json(&["category", "list", "--json"]);
    assert_eq!(categories[0]["deny"], json!(["sip:bob@example.com"]));
    assert_eq!((&categories[0]["file_upload"], &categories[0]["history"]), (&json!(true), &json!(false)));
    let rooms = pchatd.json(&["room", "list", "--json"]);
    assert_eq!((&rooms[0]["category"], &rooms[0]["privacy"]), (&json!("General"), &json!("secret")));
    assert!(rooms[0]["uri"].as_str().unwrap().starts_with("ma-chan://example.com/"));
    assert_eq!(pchatd.json(&["history", "lobby", "--json"]), json!([]));

    assert!(pchatd.done(&["user", "list"]).contains("alice@example.com  EXAMPLE\\alice  Alice A"));
    assert!(pchatd.done(&["room", "list"]).contains("Lobby  General   secret"));
    let mut stored = std::fs::read(pchatd.folder.path().join("data/pchat.db")).unwrap();
    stored.extend(std::fs::read(pchatd.folder.path().join("data/pchat.db-wal")).unwrap_or_default());
    let utf16: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for plain in [PASSWORD.as_bytes(), &utf16] {
        assert!(!stored.windows(plain.len()).any(|window| window == plain));
    }
}

#[test]
fn refusals_say_what_and_what_to_do() {
    let pchatd = Pchatd::init();
    pchatd.with_input(&["user", "add", "alice@example.com", "--password-stdin"], "secret");
    for (arguments, parts) in [
        (&["init", "--domain", "example.com"][..], &["holds a store already", "another folder"][..]),
        (&["user", "add", "ALICE@example.com", "--password-stdin"], &["user alice@example.com already"]),
        (
            &["user", "add", "carol@example.com", "--password-file", "/nonexistent"],
            &["/nonexistent", "No such file"],
        ),
        (&["room", "add", "R", "--category", "K"], &["no category 'K'", "pchatd category add"]),
        (&["history", "R"], &["no room 'R'", "pchatd room list"]),
    ] {
        let message = pchatd.refused(arguments);
        for part in parts {
            assert!(message.contains(part), "{arguments:?}: {message}");
        }
        assert_eq!(message.trim_end().lines().count(), 1, "{message}");
    }
    let empty = ScratchFolder::new().unwrap();
    let nowhere = Pchatd { folder: empty };
    assert!(nowhere.refused(&["room", "list"]).contains("pchatd init --data"));
    for wrong in [
        &["user", "add", "nobody", "--password-stdin"][..],
        &["room", "add", "R", "--category", "K", "--privacy", "public"],
        &["init", "--domain", "no domain"],
    ] {
        let output = pchatd.run(wrong, "");
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn an_address_without_an_account_is_mentioned() {
    let pchatd = Pchatd::init();
    pchatd.done(&["category", "add", "General"]);
    let output =
        pchatd.run(&["room", "add", "R", "--category", "general", "--member", "typo@example.com"], "");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("typo@example.com has no account yet"));
}

#[cfg(unix)]
#[test]
fn keys_and_hashes_are_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let pchatd = Pchatd::init();
    let mode = |name: &str| {
        std::fs::metadata(pchatd.folder.path().join("data").join(name)).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    for name in ["pchat.db", "ca.key", "server.key"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    assert_eq!(mode("ca.pem") & 0o444, 0o444);
}
