//! The program, run as a person runs it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod program;

use pchat_server::scratch::ScratchFolder;
use program::Pchatd;
use serde_json::{Value, json};

const PASSWORD: &str = "hunter2 hunter2";

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
            {"uri": "sip:alice@example.com", "login": "EXAMPLE\\alice", "display_name": "Alice A", "email": "a@b", "disabled": false, "first_name": "", "last_name": "", "company": "", "path": ""},
            {"uri": "sip:bob@example.com", "login": "bob", "display_name": "bob", "email": "", "disabled": false, "first_name": "", "last_name": "", "company": "", "path": ""},
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

#[test]
fn users_groups_rooms_and_add_ins_are_changed_shown_and_removed() {
    let pchatd = Pchatd::init();
    for name in ["alice", "bob"] {
        let address = format!("{name}@example.com");
        let added = pchatd.with_input(&["user", "add", &address, "--password-stdin", "--json"], "secret");
        assert_eq!(serde_json::from_str::<Value>(&added).unwrap()["uri"], json!(format!("sip:{address}")));
    }
    let set =
        pchatd.json(&["user", "set", "bob@example.com", "--company", "Acme", "--disabled", "on", "--json"]);
    assert_eq!((&set["company"], &set["disabled"]), (&json!("Acme"), &json!(true)));
    let team = pchatd.json(&["group", "add", "Team", "--member", "alice@example.com", "--json"]);
    pchatd.done(&["group", "add", "Staff", "--kind", "folder", "--member", "group:team"]);
    let shown = pchatd.json(&["user", "show", "alice@example.com", "--json"]);
    assert_eq!(
        (&shown["groups"], &shown["audit"]["created_by"]),
        (&json!(["Staff", "Team"]), &json!("administrator"))
    );
    assert!(
        pchatd.refused(&["group", "set", "Team", "--add-member", "group:Staff"]).contains("inside itself")
    );
    assert!(pchatd.done(&["group", "list"]).contains("Staff  folder  1"));

    pchatd.done(&["category", "add", "General", "--allow", "group:Staff"]);
    pchatd.done(&["category", "add", "Archive"]);
    let category = pchatd.json(&[
        "category",
        "set",
        "General",
        "--file-upload",
        "on",
        "--add-creator",
        "group:Team",
        "--json",
    ]);
    assert_eq!((&category["file_upload"], &category["creators"]), (&json!(true), &json!([team["uri"]])));
    let add_in = pchatd.json(&["addin", "add", "Clock", "--url", "https://example.com/clock", "--json"]);
    pchatd.done(&[
        "room",
        "add",
        "Hall",
        "--category",
        "General",
        "--auditorium",
        "--add-in",
        "clock",
        "--member",
        "group:Team",
    ]);
    assert!(
        pchatd
            .refused(&["room", "set", "Hall", "--add-member", "bob@example.com"])
            .contains("not in the scope")
    );
    let room = pchatd.json(&[
        "room",
        "set",
        "hall",
        "--name",
        "Great Hall",
        "--add-presenter",
        "alice@example.com",
        "--topic",
        "x",
        "--json",
    ]);
    assert_eq!((&room["add_in"], &room["presenters"]), (&add_in["id"], &json!(["sip:alice@example.com"])));
    assert_eq!(pchatd.json(&["addin", "show", "Clock", "--json"])["rooms"], json!(["Great Hall"]));
    pchatd.done(&["addin", "remove", "Clock"]);
    let moved =
        pchatd.json(&["room", "set", "Great Hall", "--category", "Archive", "--disabled", "on", "--json"]);
    assert_eq!(
        (&moved["category"], &moved["disabled"], &moved["add_in"]),
        (&json!("Archive"), &json!(true), &json!(null))
    );
    assert!(pchatd.refused(&["category", "remove", "Archive"]).contains("has 1 rooms"));
    pchatd.done(&["room", "remove", "Great Hall"]);
    pchatd.done(&["category", "remove", "Archive"]);
    pchatd.done(&["group", "remove", "Team"]);
    pchatd.done(&["user", "remove", "bob@example.com"]);
    assert_eq!(pchatd.json(&["category", "show", "General", "--json"])["creators"], json!([]));
    assert!(pchatd.refused(&["user", "show", "bob@example.com"]).contains("no user bob@example.com"));

    assert!(pchatd.done(&["settings", "show"]).contains("participant_update_limit  75"));
    assert_eq!(pchatd.json(&["settings", "set", "--search-limit", "5", "--json"])["search_limit"], json!(5));
    assert!(pchatd.refused(&["settings", "set", "--default-history", "501"]).contains("1 to 500"));
    let report = pchatd.json(&["check", "--json"]);
    assert_eq!((&report["sound"], &report["users"], &report["rooms"]), (&json!(true), &json!(1), &json!(0)));
}

#[test]
fn messages_are_removed_replaced_and_cleared_and_a_broken_store_is_reported() {
    let pchatd = Pchatd::init();
    pchatd.with_input(&["user", "add", "alice@example.com", "--password-stdin"], "secret");
    pchatd.done(&["category", "add", "General"]);
    pchatd.done(&["room", "add", "Lobby", "--category", "General"]);
    // Ticks of 100 ns: 2023-11-14, 2024-11-13, 2025-11-13.
    let database = rusqlite::Connection::open(pchatd.folder.path().join("data/pchat.db")).unwrap();
    database
        .execute_batch(
            "INSERT INTO room_counters VALUES (1, 3);
             INSERT INTO messages (room, chat_id, ts, author, author_name, alert, text, rtf)
                 VALUES (1, 1, 17000000000000000, 'alice@example.com', 'Alice', 0, 'one', NULL),
                 (1, 2, 17315000000000000, 'alice@example.com', 'Alice', 0, 'two', '{\\rtf1 two}'),
                 (1, 3, 17630000000000000, 'alice@example.com', 'Alice', 0, 'three', NULL);",
        )
        .unwrap();
    pchatd.done(&["message", "replace", "Lobby", "2", "--text", "gone"]);
    pchatd.done(&["message", "remove", "Lobby", "3"]);
    assert!(pchatd.refused(&["message", "remove", "Lobby", "3"]).contains("no message 3"));
    let history = pchatd.json(&["history", "Lobby", "--json"]);
    assert_eq!(
        (&history[1]["text"], &history[1]["rtf"], history.as_array().unwrap().len()),
        (&json!("gone"), &json!(null), 2)
    );
    let cleared = pchatd.json(&["room", "clear", "Lobby", "--before", "2024-01-01", "--json"]);
    assert_eq!(cleared["removed"], json!(1));
    assert!(
        pchatd
            .done(&["check"])
            .contains("the store is sound: 1 users, 0 groups, 1 categories, 1 rooms, 1 messages")
    );
    database
        .execute_batch(
            "UPDATE room_counters SET last_chat_id = 1;
             INSERT INTO room_principals (room, list, principal) VALUES (1, 'presenter', 'ma-grp:00000000-0000-4000-8000-000000000000@u.g');",
        )
        .unwrap();
    let output = pchatd.run(&["check", "--json"], "");
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = report["problems"].to_string();
    for part in
        ["not given out yet: Lobby 2", "a group that does not exist", "no auditorium has presenters: Lobby"]
    {
        assert!(problems.contains(part), "{part}: {problems}");
    }
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

/// Everything that a command does or, when a part of it is refused, nothing.
#[test]
fn a_change_that_is_refused_in_part_changes_nothing() {
    let pchatd = Pchatd::init();
    for name in ["ann", "dave"] {
        pchatd.with_input(&["user", "add", &format!("{name}@example.com"), "--password-stdin"], "secret");
    }
    pchatd.done(&["category", "add", "General"]);
    pchatd.done(&["room", "add", "X", "--category", "General", "--member", "ann@example.com"]);
    let room = pchatd.json(&["room", "show", "X", "--json"]);
    for change in [
        &["--name", "Y", "--privacy", "secret", "--category", "Nowhere"][..],
        &["--disabled", "on", "--remove-member", "carol@example.com"],
        &["--name", "Y", "--add-manager", "ann@example.com", "--add-presenter", "ann@example.com"],
    ] {
        pchatd.refused(&[&["room", "set", "X"][..], change].concat());
        assert_eq!(pchatd.json(&["room", "show", "X", "--json"]), room, "{change:?}");
    }
    pchatd.done(&["group", "add", "T", "--email", "t@example.com"]);
    let group = pchatd.json(&["group", "show", "T", "--json"]);
    for change in [
        &["--add-member", "ann@example.com", "--remove-member", "dave@example.com"][..],
        &["--name", "U", "--add-member", "carol@example.com"],
    ] {
        pchatd.refused(&[&["group", "set", "T"][..], change].concat());
        assert_eq!(pchatd.json(&["group", "show", "T", "--json"]), group, "{change:?}");
    }
}

#[test]
fn what_belongs_together_is_changed_together() {
    let pchatd = Pchatd::init();
    for name in ["ann", "bob", "carol"] {
        pchatd.with_input(&["user", "add", &format!("{name}@example.com"), "--password-stdin"], "secret");
    }
    pchatd.done(&["group", "add", "Team", "--member", "ann@example.com"]);
    pchatd.done(&["category", "add", "General"]);
    pchatd.done(&["category", "add", "Narrow", "--allow", "group:Team", "--allow", "bob@example.com"]);
    let (ann, bob, carol) = ("ann@example.com", "bob@example.com", "carol@example.com");
    let members = &["--member", ann, "--member", carol];
    pchatd.done(&[&["room", "add", "X", "--category", "General"][..], members].concat());
    let set = |arguments: &[&str]| pchatd.json(&[&["room", "set", "X", "--json"][..], arguments].concat());
    // A presenter needs the auditorium and the membership, whichever comes first.
    let room = set(&["--auditorium", "on", "--add-presenter", bob, "--add-member", bob]);
    assert_eq!(room["presenters"], json!(["sip:bob@example.com"]));
    // He stays one as a member through a group.
    let room = set(&["--remove-member", ann, "--add-member", "group:Team", "--add-presenter", ann]);
    assert_eq!(room["presenters"], json!(["sip:ann@example.com", "sip:bob@example.com"]));
    // Who is named to go may be one who goes anyway.
    let room = set(&[
        "--category",
        "Narrow",
        "--remove-member",
        carol,
        "--auditorium",
        "off",
        "--remove-presenter",
        bob,
    ]);
    assert_eq!((&room["category"], &room["presenters"]), (&json!("Narrow"), &json!([])));
    assert_eq!(room["members"].as_array().unwrap().len(), 2);
    let group = pchatd.json(&[
        "group",
        "set",
        "Team",
        "--name",
        "Crew",
        "--email",
        "crew@example.com",
        "--kind",
        "folder",
        "--add-member",
        bob,
        "--remove-member",
        ann,
        "--json",
    ]);
    assert_eq!(
        (&group["name"], &group["email"], &group["kind"]),
        (&json!("Crew"), &json!("crew@example.com"), &json!("folder"))
    );
    assert_eq!(group["members"], json!(["sip:bob@example.com"]));
    pchatd.done(&["group", "add", "Other"]);
    assert!(pchatd.refused(&["group", "set", "Other", "--name", "crew"]).contains("group 'crew' already"));
    assert_eq!(pchatd.json(&["group", "set", "Crew", "--name", "CREW", "--json"])["name"], json!("CREW"));
}

#[test]
fn refusals_name_the_options_of_the_command_that_was_typed() {
    let pchatd = Pchatd::init();
    pchatd.with_input(&["user", "add", "ann@example.com", "--password-stdin"], "secret");
    pchatd.done(&["category", "add", "General"]);
    let (add, set) = (["room", "add", "P", "--category", "General"], ["room", "set", "R"]);
    pchatd.done(&["room", "add", "R", "--category", "General"]);
    for (arguments, advice) in [
        ([&add[..], &["--presenter", "ann@example.com"]].concat(), "--auditorium"),
        ([&set[..], &["--add-presenter", "ann@example.com"]].concat(), "--auditorium on"),
        ([&add[..], &["--auditorium", "--presenter", "ann@example.com"]].concat(), "(--member)"),
        ([&set[..], &["--auditorium", "on", "--add-presenter", "ann@example.com"]].concat(), "--add-member"),
        (vec!["user", "add", "bob@example.com", "--login", "ann", "--password-stdin"], "--login"),
        (vec!["group", "show", "G"], "pchatd group list"),
        (vec!["user", "show", "bob@example.com"], "pchatd user list"),
        (vec!["addin", "show", "A"], "pchatd addin list"),
        (vec!["message", "remove", "R", "7"], "pchatd history"),
        (vec!["category", "remove", "General"], "pchatd room set"),
    ] {
        let message = pchatd.refused(&arguments);
        assert!(message.contains(advice), "{advice}: {message}");
        assert_eq!(message.trim_end().lines().count(), 1, "{message}");
    }
}

#[test]
fn init_speaks_json_as_well_and_show_is_for_reading() {
    let pchatd = Pchatd { folder: ScratchFolder::new().unwrap() };
    let made = pchatd.json(&["init", "--domain", "Example.com", "--json"]);
    let data = pchatd.folder.path().join("data");
    assert_eq!(made["domain"], json!("example.com"));
    assert_eq!(made["data"], json!(data.display().to_string()));
    assert_eq!(made["ca"], json!(data.join("ca.pem").display().to_string()));
    pchatd.done(&["group", "add", "Team"]);
    let shown = pchatd.done(&["group", "show", "Team"]);
    assert!(!shown.contains(['{', '"']), "{shown}");
    let lines: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
    assert!(lines.contains(&vec!["created_by", "administrator"]), "{shown}");
    let width = shown.find("administrator").unwrap();
    assert!(shown.lines().all(|line| line.len() <= width || line.as_bytes()[width - 1] == b' '), "{shown}");
}

#[test]
fn an_empty_name_or_login_is_what_a_new_user_has() {
    let pchatd = Pchatd::init();
    let about = ["--first-name", "Ann", "--last-name", "Lee", "--display-name", "", "--login", ""];
    let add = [&["user", "add", "ann@example.com", "--password-stdin", "--json"][..], &about].concat();
    let added: Value = serde_json::from_str(&pchatd.with_input(&add, "secret")).unwrap();
    assert_eq!((&added["display_name"], &added["login"]), (&json!("Ann Lee"), &json!("ann")));
    let set = |arguments: &[&str]| {
        let user = pchatd.json(&[&["user", "set", "ann@example.com", "--json"][..], arguments].concat());
        (user["display_name"].as_str().unwrap().to_owned(), user["login"].as_str().unwrap().to_owned())
    };
    assert_eq!(set(&["--display-name", "A", "--login", "E\\a"]), ("A".into(), "E\\a".into()));
    // What is not named stays, whatever a new user would have.
    assert_eq!(set(&["--first-name", "Anna"]), ("A".into(), "E\\a".into()));
    assert_eq!(set(&["--display-name", "", "--login", ""]), ("Anna Lee".into(), "ann".into()));
    assert_eq!(
        set(&["--display-name", " ", "--first-name", "", "--last-name", ""]),
        ("ann".into(), "ann".into())
    );
}
