//! The commands that SIPE does not use, and those that nobody knows.

use crate::support::{TestServer, address, plain};
use pchat_server::model::Privacy;

#[test]
fn searches() {
    let server = TestServer::start(plain());
    for (name, description, auditorium) in [
        ("Dev Team", "those who build", false),
        ("Dev Ops", "those who run", true),
        ("Lunch", "what the dev team eats", false),
    ] {
        server.add_room(name, |room| {
            room.description = description.into();
            room.auditorium = auditorium;
            room.members = vec![address("alice").into()];
        });
    }
    let mut alice = server.chat("alice");
    let mut names = |attributes: &str| {
        let reply = alice.done("chansrch", &format!("<qib qtype=\"BYNAME\" {attributes}/>"));
        ["Dev Ops", "Dev Team", "Lunch"]
            .into_iter()
            .filter(|name| reply.contains(&format!("name=\"{name}\"")))
            .collect::<Vec<_>>()
    };
    assert_eq!(names("criteria=\"\" extended=\"false\""), ["Dev Ops", "Dev Team", "Lunch"]);
    assert_eq!(names("criteria=\"dev\" extended=\"false\""), ["Dev Ops", "Dev Team"]);
    assert_eq!(names("criteria=\"team DEV\" extended=\"false\""), ["Dev Team"]);
    assert_eq!(names("criteria=\"team dev\" extended=\"false\" matchExactPhrase=\"true\""), [] as [&str; 0]);
    assert_eq!(names("criteria=\"team lunch\" extended=\"false\" matchAll=\"false\""), ["Dev Team", "Lunch"]);
    assert_eq!(names("criteria=\"dev team\" extended=\"true\""), ["Dev Team", "Lunch"]);
    assert_eq!(names("criteria=\"\" extended=\"false\" maxResults=\"2\""), ["Dev Ops", "Dev Team"]);
    assert_eq!(names("criteria=\"\" extended=\"false\" maxResults=\"-1\"").len(), 3);
    assert_eq!(names("criteria=\"\" extended=\"false\" behavior=\"AUDITORIUM\""), ["Dev Ops"]);
    assert_eq!(names("criteria=\"\" extended=\"false\" member=\"sip:bob@example.com\""), [] as [&str; 0]);
    assert_eq!(names("criteria=\"&lt;&amp;%' OR 1\" extended=\"true\""), [] as [&str; 0]);
}

#[test]
fn my_rooms_and_those_that_i_manage() {
    let server = TestServer::start(plain());
    let mine = server.add_room("Mine", |room| {
        room.privacy = Privacy::Secret;
        room.members = vec![address("alice").into()];
    });
    let managed = server.add_room("Managed", |room| {
        room.privacy = Privacy::Closed;
        room.managers = vec![address("alice").into()];
    });
    let mut alice = server.chat("alice");
    let mut rooms = |data: &str| {
        let reply = alice.done("getassociations", data);
        (reply.contains(&mine), reply.contains(&managed))
    };
    assert_eq!(
        rooms("<association domain=\"example.com\" type=\"MEMBER\" maxResults=\"500\"/>"),
        (true, false)
    );
    assert_eq!(
        rooms("<association domain=\"example.com\" type=\"MANAGER\" maxResults=\"500\"/>"),
        (false, true)
    );
    assert_eq!(rooms(""), (true, false));
}

#[test]
fn server_information() {
    let server = TestServer::start(plain());
    let mut alice = server.chat("alice");
    let reply = alice.done("getserverinfo", "<sib domain=\"example.com\" infoType=\"123\"/>");
    let identity = server.store.identity();
    for part in [
        "infoType=\"123\"".to_owned(),
        "searchLimit=\"999\"".into(),
        format!("rootUri=\"ma-cat://example.com/{}\"", identity.root_category),
        format!("dbVersion=\"{}\"", identity.database),
    ] {
        assert!(reply.contains(&part), "{part} in {reply}");
    }
}

#[test]
fn preferences_come_back_with_their_number() {
    let server = TestServer::start(plain());
    let mut alice = server.chat("alice");
    let label = "kedzie.GroupChannels";
    let get = |seqid: i32, default: bool| {
        format!("<pref label=\"{label}\" seqid=\"{seqid}\" createdefault=\"{default}\"/>")
    };
    assert!(!alice.done("getpref", &get(0, false)).contains("<pref"));
    // Equal or older is nothing new (spec: sdk.md 11), and the default has the number 0.
    assert!(!alice.done("getpref", &get(0, true)).contains("<pref"));
    assert!(
        alice
            .done("getpref", &get(-1, true))
            .contains(&format!("<pref label=\"{label}\" seqid=\"0\" createdefault=\"true\""))
    );
    let set = alice.done(
        "setpref",
        &format!("<pref label=\"{label}\" seqid=\"72\" createdefault=\"false\" content=\"QUJD\"/>"),
    );
    assert!(set.contains(&format!("<pref label=\"{label}\" seqid=\"73\"")), "{set}");
    let got = alice.done("getpref", &get(72, false));
    assert!(got.contains("seqid=\"73\"") && got.contains("content=\"QUJD\""), "{got}");
    assert!(!alice.done("getpref", &get(73, false)).contains("<pref"), "the client's is current");
    let mut bob = server.chat("bob");
    assert!(!bob.done("getpref", &get(0, false)).contains("<pref"), "each has his own");
    let long = format!("<pref label=\"{label}\" seqid=\"1\" content=\"{}\"/>", "A".repeat(300_000));
    assert!(alice.command("setpref", &long).contains("<resp code=\"413\">LIMIT_EXCEEDED</resp>"));
}

#[test]
fn the_unknown_and_the_incomplete_are_answered_too() {
    let server = TestServer::start(plain());
    let mut alice = server.chat("alice");
    for command in ["sing", "dance"] {
        let reply = alice.command(command, "<chanib name=\"New\"/>");
        assert!(reply.contains("<resp code=\"405\">MSG_NOT_SUPPORTED</resp>"), "{reply}");
    }
    for command in [
        "join",
        "bjoin",
        "part",
        "bccontext",
        "chansrch",
        "getpref",
        "chancreate",
        "chanmodify",
        "getroles",
        "getusers",
    ] {
        let reply = alice.command(command, "");
        assert!(reply.contains("<resp code=\"400\">INVALID_ARGUMENT</resp>"), "{reply}");
    }
    assert!(alice.done("nodespermcreatechild", "").contains("<data/>"));
    assert!(alice.done("getinv", "<inv inviteId=\"1\" domain=\"example.com\"/>").contains("<data/>"));
    // Several in one envelope: each is answered, in order.
    alice.document(
        "<cmd id=\"cmd:getinv\" seqid=\"1\"><data/></cmd><cmd id=\"cmd:requri\" seqid=\"2\"><data/></cmd>",
    );
    assert!(alice.info().body.contains("<commandid seqid=\"1\" "));
    assert!(alice.info().body.contains("<commandid seqid=\"2\" "));
}
