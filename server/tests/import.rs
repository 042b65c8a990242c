//! `pchatd user import`: what a file says of memberships holds afterwards, and nothing else changes.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod program;

use pchat_core::api::{
    Authentication, ChatRoomPrivacy, Endpoint, EndpointSettings, ErrorCode, Platform, PlatformSettings,
    Session, SessionEvent, SessionState, Transport,
};
use pchat_core::platform::Item;
use pchat_server::local::{LocalRoom, LocalServer, LocalServerSettings};
use program::Pchatd;
use serde_json::{Value, json};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

/// A user's record of an LDIF file; `container` is such as `OU=Sales,`.
fn person(name: &str, container: &str) -> String {
    format!(
        "dn: CN={name},{container}DC=example,DC=com\nobjectClass: user\nsAMAccountName: {name}\n\
         mail: {name}@example.com\n\n"
    )
}

/// A group's record; a member is a whole name, or of the domain when it is a single word.
fn group(name: &str, members: &[&str]) -> String {
    let mut record = format!("dn: CN={name},DC=example,DC=com\nobjectClass: group\n");
    for member in members {
        let whole = if member.contains('=') { "" } else { ",DC=example,DC=com" };
        let common = if member.contains('=') { "" } else { "CN=" };
        record.push_str(&format!("member: {common}{member}{whole}\n"));
    }
    record.push('\n');
    record
}

trait Imports {
    fn file(&self, name: &str, text: &str) -> String;
    fn import(&self, name: &str, text: &str, more: &[&str]) -> Value;
    fn members(&self, group: &str) -> Vec<String>;
    fn groups(&self, name: &str) -> Vec<String>;
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

impl Imports for Pchatd {
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn import(&self, name: &str, text: &str, more: &[&str]) -> Value {
        let path = self.file(name, text);
        self.json(&[&["user", "import", &path, "--json"][..], more].concat())
    }

    fn members(&self, group: &str) -> Vec<String> {
        let uris = texts(&self.json(&["group", "show", group, "--json"])["members"]);
        uris.iter()
            .map(|uri| uri.trim_start_matches("sip:").trim_end_matches("@example.com").into())
            .collect()
    }

    fn groups(&self, name: &str) -> Vec<String> {
        texts(&self.json(&["user", "show", &format!("{name}@example.com"), "--json"])["groups"])
    }
}

#[test]
fn the_members_of_a_group_in_a_file_are_those_that_it_has_there() {
    let pchatd = Pchatd::init();
    let people = person("lena", "") + &person("max", "");
    let first = pchatd.import("a.ldif", &(people.clone() + &group("G", &["lena", "max"])), &[]);
    assert_eq!((&first["users_added"], &first["groups_added"]), (&json!(2), &json!(2)));
    pchatd.done(&["group", "add", "By hand", "--member", "lena@example.com"]);
    // It is said who left, and whoever is not in the file stays where he is.
    let second = pchatd.import("a.ldif", &(people.clone() + &group("G", &["max"])), &[]);
    assert_eq!(
        second,
        json!({"users_added": 0, "users_changed": 0, "groups_added": 0,
            "memberships": [{"group": "G", "added": [], "removed": ["sip:lena@example.com"]}]})
    );
    assert_eq!(pchatd.groups("lena"), ["By hand", "example.com"]);
    // A file of the groups alone: members are known by the names that an earlier file gave them.
    pchatd.import("groups.ldif", &group("G", &["lena"]), &[]);
    assert_eq!(pchatd.members("G"), ["lena"]);
    // For a file that has only some of the members.
    pchatd.import("groups.ldif", &group("G", &["max"]), &["--keep-members"]);
    assert_eq!(pchatd.members("G"), ["lena", "max"]);
    // Groups in groups, the other way round as well.
    pchatd.import("nested.ldif", &(group("Outer", &["Inner"]) + &group("Inner", &["max"])), &[]);
    assert_eq!(pchatd.groups("max"), ["example.com", "G", "Inner", "Outer"]);
    pchatd.import("nested.ldif", &(group("Outer", &[]) + &group("Inner", &["Outer", "lena"])), &[]);
    assert_eq!(pchatd.groups("max"), ["example.com", "G"]);
    // A file of one group says nothing of another.
    assert_eq!(pchatd.members("G"), ["lena", "max"]);
    let path = pchatd.file("b.ldif", &group("G", &[]));
    let said = pchatd.done(&["user", "import", &path]);
    assert!(said.contains("'G': took out lena@example.com, max@example.com"), "{said}");
}

#[test]
fn a_user_is_in_the_container_where_he_is_now() {
    let pchatd = Pchatd::init();
    let domain = "example.com";
    pchatd.import("a.ldif", &(person("lena", "OU=Sales,") + &person("max", "OU=Sales,")), &[]);
    pchatd.done(&["group", "add", "Folder", "--kind", "folder", "--member", "lena@example.com"]);
    let moved = pchatd.import("a.ldif", &person("lena", "OU=North,OU=Board,"), &[]);
    assert_eq!(
        pchatd.groups("lena"),
        [domain, "example.com/Board", "example.com/Board/North", "Folder"],
        "{moved}"
    );
    assert_eq!(pchatd.members("example.com/Sales"), ["max"]);
    // Into another domain: what the earlier file said is known by the user's name in it.
    let away = person("lena", "OU=Board,").replace("DC=example,DC=com", "DC=example,DC=org");
    pchatd.import("a.ldif", &away, &[]);
    assert_eq!(pchatd.groups("lena"), ["example.org", "example.org/Board", "Folder"]);
}

#[test]
fn a_list_of_users_says_which_groups_these_users_are_in() {
    let pchatd = Pchatd::init();
    let head = "address,groups\n";
    pchatd.import(
        "a.csv",
        &format!("{head}lena@example.com,G;H\nmax@example.com,G\ntim@example.com,G\n"),
        &[],
    );
    pchatd.done(&["group", "add", "By hand", "--member", "lena@example.com"]);
    // The file has only some users: nobody else is taken out. A group that no row names any more is left all the same.
    let second =
        pchatd.import("a.csv", &format!("{head}lena@example.com,\nmax@example.com,G;By hand\n"), &[]);
    assert_eq!(
        second["memberships"],
        json!([
            {"group": "By hand", "added": ["sip:max@example.com"], "removed": ["sip:lena@example.com"]},
            {"group": "G", "added": [], "removed": ["sip:lena@example.com"]},
            {"group": "H", "added": [], "removed": ["sip:lena@example.com"]},
        ])
    );
    assert_eq!(
        (pchatd.members("G"), pchatd.members("By hand")),
        (vec!["max".into(), "tim".into()], vec!["max".into()])
    );
    pchatd.done(&["group", "add", "Other", "--member", "max@example.com"]);
    pchatd.import("a.csv", &format!("{head}max@example.com,\n"), &[]);
    assert_eq!(pchatd.groups("max"), ["Other"]);
    // A file without the column says nothing of groups, and `--keep-members` takes nobody out.
    pchatd.import("b.csv", "address,company\ntim@example.com,Acme\n", &[]);
    pchatd.import("b.csv", &format!("{head}tim@example.com,H\n"), &["--keep-members"]);
    assert_eq!(pchatd.groups("tim"), ["G", "H"]);
}

#[test]
fn what_cannot_be_taken_is_said_with_its_place() {
    let pchatd = Pchatd::init();
    pchatd.with_input(&["user", "add", "ann@example.com", "--password-stdin"], "secret");
    let taken = pchatd.file("taken.csv", "address,login\nbob@example.com,\nann@example.org,ann\n");
    let message = pchatd.refused(&["user", "import", &taken]);
    for part in ["taken.csv, line 3, ann@example.org:", "login 'ann'", "ann@example.com"] {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert!(!message.contains("--login"), "{message}");
    // All or nothing.
    assert_eq!(pchatd.json(&["user", "list", "--json"]).as_array().unwrap().len(), 1);
    let strangers = group("G", &["CN=Gone,DC=example,DC=org", "Printer", "lena"]);
    let printer = "dn: CN=Printer,DC=example,DC=com\nobjectClass: computer\n\n";
    let path = pchatd.file("a.ldif", &(person("lena", "") + printer + &strangers));
    let output = pchatd.run(&["user", "import", &path], "");
    let notes = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{notes}");
    for part in ["CN=Gone,DC=example,DC=org", "CN=Printer,DC=example,DC=com", "group 'G'", "line 9"] {
        assert!(notes.contains(part), "{part}: {notes}");
    }
    assert_eq!((notes.lines().count(), pchatd.members("G")), (2, vec!["lena".into()]));
    // Active Directory gives long lists in pieces; a piece is not the list.
    let piece = group("G", &["lena"]).replace("member:", "member;range=0-1499:");
    let path = pchatd.file("b.ldif", &(person("tim", "") + &piece.replace("CN=lena", "CN=tim")));
    let output = pchatd.run(&["user", "import", &path], "");
    assert!(String::from_utf8(output.stderr).unwrap().contains("range"));
    assert_eq!(pchatd.members("G"), ["lena", "tim"]);
}

#[test]
fn who_leaves_a_group_of_the_directory_has_to_leave_the_room() {
    let pchatd = Pchatd::init();
    let people = person("lena", "");
    pchatd.import("a.ldif", &(people.clone() + &group("G", &["lena"])), &[]);
    pchatd.done(&["category", "add", "General"]);
    let server = LocalServer::start(LocalServerSettings {
        tls: false,
        authentication: Authentication::None,
        data_folder: Some(pchatd.folder.path().join("data").display().to_string()),
        ..LocalServerSettings::default()
    })
    .unwrap();
    let room = LocalRoom {
        name: "Club".into(),
        privacy: ChatRoomPrivacy::Closed,
        members: vec!["group:G".into()],
        ..LocalRoom::default()
    };
    server.add_room(room).unwrap();
    let platform = Platform::start(PlatformSettings::default()).unwrap();
    let settings = EndpointSettings {
        user_uri: "lena@example.com".into(),
        server: Some("127.0.0.1".into()),
        port: Some(server.sip_tcp_port()),
        transport: Transport::Tcp,
        authentication: Authentication::None,
        ..EndpointSettings::default()
    };
    let endpoint = Endpoint::new(&platform, settings).unwrap();
    let _session = platform.runtime_handle().block_on(async {
        tokio::time::timeout(LIMIT, endpoint.establish()).await.unwrap().unwrap();
        let session = Session::new(&endpoint).unwrap();
        tokio::time::timeout(LIMIT, session.join_by_name("Club")).await.unwrap().unwrap();
        session
    });
    pchatd.import("a.ldif", &(people + &group("G", &[])), &[]);
    loop {
        let mut delivery = platform.event_queue().next(Some(LIMIT)).expect("an event in time");
        if let Some(Item::SessionEvent { event: SessionEvent::StateChanged(change), .. }) =
            delivery.take_item()
            && change.state == SessionState::Idle
        {
            assert_eq!(change.reason.map(|reason| reason.code()), Some(ErrorCode::ErrorPermission));
            break;
        }
    }
}

#[test]
fn files_of_other_directories_are_imported_and_may_be_imported_again() {
    let pchatd = Pchatd::init();
    let file = |name: &str, text: &str| pchatd.file(name, text);
    let csv = file(
        "people.csv",
        "address,display_name,groups\nann@example.com,Ann,Staff;Board\nbob@example.com,Bob,Staff\n",
    );
    let first = pchatd.json(&["user", "import", &csv, "--json"]);
    assert_eq!(
        first,
        json!({"users_added": 2, "users_changed": 0, "groups_added": 2, "memberships": [
            {"group": "Board", "added": ["sip:ann@example.com"], "removed": []},
            {"group": "Staff", "added": ["sip:ann@example.com", "sip:bob@example.com"], "removed": []},
        ]})
    );
    let again = pchatd.json(&["user", "import", &csv, "--json"]);
    assert_eq!(again, json!({"users_added": 0, "users_changed": 0, "groups_added": 0, "memberships": []}));
    let ldif = file(
        "people.ldif",
        "dn: CN=Cy,OU=Sales,DC=example,DC=com\nobjectClass: user\nsAMAccountName: cy\nmail: cy@example.com\n\n\
         dn: CN=Staff,DC=example,DC=com\nobjectClass: group\nmember: CN=Cy,OU=Sales,DC=example,DC=com\n",
    );
    pchatd.done(&["user", "import", &ldif]);
    let cy = pchatd.json(&["user", "show", "cy@example.com", "--json"]);
    assert_eq!(cy["groups"], json!(["example.com", "example.com/Sales", "Staff"]));
    assert_eq!(cy["login"], json!("EXAMPLE\\cy"));
    assert_eq!(pchatd.members("Staff"), ["cy"]);
    // What is wrong is said with file and line, and nothing of the file is taken.
    let bad = file("bad.csv", "address\ndora@example.com\nnobody\n");
    assert!(pchatd.refused(&["user", "import", &bad]).contains("bad.csv, line 3"));
    assert!(pchatd.refused(&["user", "import", &file("people.txt", "")]).contains("neither .csv nor .ldif"));
    assert_eq!(pchatd.json(&["user", "list", "--json"]).as_array().unwrap().len(), 3);
}
