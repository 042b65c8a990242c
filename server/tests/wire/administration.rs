//! Rooms, roles and people over the wire: the texts are those of the protocol description (spec: xccos.md 9.6, 9.7, 4.13).

use crate::support::{Chat, Heard, TestServer, address, plain};
use pchat_server::model::{GroupKind, NewAddIn, NewCategory, NewGroup, Privacy};

fn refused(reply: &str, code: u16, text: &str) {
    let named = format!("<resp code=\"{code}\">{text}");
    let rest = reply.split_once(&named).map(|(_, rest)| rest);
    // A sentence may follow.
    assert!(rest.is_some_and(|rest| rest.starts_with("</resp>") || rest.starts_with(": ")), "{reply}");
}

fn has(reply: &str, parts: &[&str]) {
    for part in parts {
        assert!(reply.contains(part), "{part} is not in {reply}");
    }
}

/// A category in which Alice creates, for Alice and Bob; its URI.
fn workshop(server: &TestServer) -> String {
    let new = NewCategory {
        allowed: vec![address("alice").into(), address("bob").into()],
        creators: vec![address("alice").into()],
        ..NewCategory::named("Workshop")
    };
    format!("ma-cat://example.com/{}", server.store.add_category(&new).unwrap().guid)
}

/// Makes a room with Alice as its manager and member; its URI.
fn made(alice: &mut Chat, category: &str, name: &str) -> String {
    let reply = alice.done(
        "chancreate",
        &format!(
            "<chanib name=\"{name}\" description=\"\" parent=\"{category}\" behavior=\"NORMAL\">\
             <info id=\"urn:parlano:ma:info:visibility\">scope</info><prop id=\"urn:parlano:ma:prop:invite\">inherit</prop>\
             <role type=\"member\" op=\"set\"><uib uri=\"sip:alice@example.com\"/></role>\
             <role type=\"manager\" op=\"set\"><uib uri=\"sip:alice@example.com\"/></role></chanib>"
        ),
    );
    Heard::between(&reply, "<chanib uri=\"", "\"").to_owned()
}

#[test]
fn a_room_is_made_described_changed_and_moved() {
    let server = TestServer::start(plain());
    let workshop = workshop(&server);
    let general = server.store.find_category("General").unwrap().guid;
    let plans = server
        .store
        .add_add_in(&NewAddIn { name: "Plans".into(), url: "https://plans.example/".into() })
        .unwrap()
        .guid;
    let mut alice = server.chat("alice");
    let creatable = alice.done("nodespermcreatechild", "");
    has(&creatable, &[&format!("<catib uri=\"{workshop}\" name=\"Workshop\" description=\"\">")]);
    assert!(!creatable.contains("General"), "{creatable}");

    let room = made(&mut alice, &workshop, "New");
    let described = alice.done("getchaninfo", "<chanib name=\"nEW\"/>");
    has(
        &described,
        &[
            &format!("<chanib uri=\"{room}\" name=\"New\" "),
            &format!("parent=\"{workshop}\""),
            "behavior=\"NORMAL\"",
            "disabled=\"false\"",
            "<info id=\"urn:parlano:ma:info:visibility\">scope</info>",
            "<prop id=\"urn:parlano:ma:prop:invite\">inherit</prop>",
            "<audit createdby=\"sip:alice@example.com\" createdon=\"",
            "<catib uri=\"",
        ],
    );
    let stamp = Heard::between(&described, "updatedon=\"", "\"").to_owned();
    let changed = alice.done(
        "chanmodify",
        &format!(
            "<chanib uri=\"{room}\" name=\"Newer\" topic=\"t2\" disabled=\"false\" siopid=\"{plans}\">\
             <audit updatedon=\"{stamp}\"/></chanib>"
        ),
    );
    has(
        &changed,
        &["name=\"Newer\"", "topic=\"t2\"", "siopname=\"Plans\"", "siopurl=\"https://plans.example/\""],
    );
    // The same copy is stale now.
    let stale = format!("<chanib uri=\"{room}\" name=\"Newest\"><audit updatedon=\"{stamp}\"/></chanib>");
    refused(&alice.command("chanmodify", &stale), 409, "DATA_COLLISION");
    let detached = alice.done("chanmodify", &format!("<chanib uri=\"{room}\" siopid=\"\"/>"));
    assert!(!detached.contains("siopname"), "{detached}");
    let add_ins = alice.done("getaddins", "");
    has(
        &add_ins,
        &[&format!("<siop siopid=\"{plans}\" siopname=\"Plans\" siopurl=\"https://plans.example/\"/>")],
    );

    let elsewhere = format!("<chanib uri=\"{room}\" parent=\"ma-cat://example.com/{general}\"/>");
    refused(&alice.command("chanmodify", &elsewhere), 403, "ERROR_PERMISSION");
    let garage = NewCategory { creators: vec![address("alice").into()], ..NewCategory::named("Garage") };
    let garage = server.store.add_category(&garage).unwrap().guid;
    let moved = alice
        .done("chanmodify", &format!("<chanib uri=\"{room}\" parent=\"ma-cat://example.com/{garage}\"/>"));
    has(&moved, &[&format!("parent=\"ma-cat://example.com/{garage}\"")]);
    assert_eq!(server.store.find_room("Newer").unwrap().category.as_ref(), garage);
}

#[test]
fn what_cannot_be_made_or_changed_says_why() {
    let server = TestServer::start(plain());
    let workshop = workshop(&server);
    let root = &server.store.identity().root_category;
    let other = server.store.add_add_in(&NewAddIn { name: "Plans".into(), url: "https://x.example/".into() });
    let clock = server.store.add_add_in(&NewAddIn { name: "Clock".into(), url: "https://y.example/".into() });
    let (other, clock) = (other.unwrap().guid, clock.unwrap().guid);
    let (mut alice, mut bob, mut carol) = (server.chat("alice"), server.chat("bob"), server.chat("carol"));
    let room = made(&mut alice, &workshop, "New");
    let new = |name: &str, parent: &str| format!("<chanib name=\"{name}\" parent=\"{parent}\"/>");
    for (data, code, text) in [
        (new("nEW", &workshop), 414, "DUPLICATE_ROOM_NAME"),
        (new("Next", &format!("ma-cat://example.com/{root}")), 415, "NODE_HIERARCHY_VIOLATION"),
        (new("Next", "ma-cat://example.com/00000000-0000-4000-8000-000000000000"), 404, "NO_SUCH_NODE"),
        (new("Next", "ma-cat://elsewhere.example/x"), 404, "NO_SUCH_NODE"),
        (new("Next", &room), 400, "INVALID_ARGUMENT"),
        (new("  ", &workshop), 400, "INVALID_ARGUMENT"),
        ("<chanib name=\"Next\"/>".into(), 400, "INVALID_ARGUMENT"),
        (String::new(), 400, "INVALID_ARGUMENT"),
    ] {
        refused(&alice.command("chancreate", &data), code, text);
    }
    refused(&bob.command("chancreate", &new("Next", &workshop)), 416, "UNABLE_TO_CREATE_ROOM");
    refused(&carol.command("chancreate", &new("Next", &workshop)), 404, "NO_SUCH_NODE");
    let listed = |role: &str, who: &str| {
        format!(
            "<chanib name=\"Next\" parent=\"{workshop}\" behavior=\"AUDITORIUM\"><role type=\"{role}\" op=\"set\"><uib uri=\"{who}\"/></role></chanib>"
        )
    };
    for (role, who, code, text) in [
        ("member", "sip:carol@example.com", 418, "PRINCIPALS_NOT_IN_SCOPE"),
        ("manager", "sip:nobody@example.com", 406, "NO_SUCH_PRINCIPAL"),
        ("presenter", "sip:bob@example.com", 419, "PRESENTER_NOT_IN_MEM_LIST"),
        ("member", "bob at home", 400, "INVALID_ARGUMENT"),
        ("creator", "sip:bob@example.com", 400, "INVALID_ARGUMENT"),
    ] {
        refused(&alice.command("chancreate", &listed(role, who)), code, text);
    }
    let change = |what: &str| format!("<chanib uri=\"{room}\" {what}/>");
    refused(&bob.command("chanmodify", &change("name=\"Bobs\"")), 403, "ERROR_PERMISSION");
    refused(&carol.command("chanmodify", &change("name=\"Carols\"")), 404, "NO_SUCH_NODE");
    for (what, code, text) in [
        ("siopid=\"00000000-0000-4000-8000-000000000000\"".to_owned(), 400, "INVALID_ARGUMENT"),
        // An add-in with the name of another one.
        (format!("siopid=\"{clock}\" siopname=\"pLANS\""), 420, "DUPLICATE_ADDIN_NAME"),
        (format!("name=\"{}\"", "x".repeat(257)), 400, "INVALID_ARGUMENT"),
    ] {
        refused(&alice.command("chanmodify", &change(&what)), code, text);
    }
    alice.done("chanmodify", &change(&format!("siopid=\"{other}\" siopname=\"Plans\"")));
    for command in ["getchaninfo", "getnodesperm", "getroles", "getusers"] {
        let data = format!("<chanib uri=\"{room}\"/><role type=\"member\"/>");
        refused(&carol.command(command, &data), 404, "NO_SUCH_NODE");
    }
    refused(
        &alice.command("getusers", &format!("<chanib uri=\"{room}\"/>")),
        412,
        "CANNOT_GET_PARTICIPANT_LIST",
    );
}

#[test]
fn roles_and_permissions() {
    let server = TestServer::start(plain());
    let workshop = workshop(&server);
    let mut alice = server.chat("alice");
    let room = made(&mut alice, &workshop, "New");
    let guid = room.rsplit('/').next().unwrap();
    let role = |role: &str, op: &str, who: &str| {
        format!(
            "<chanib uri=\"{room}\"><role type=\"{role}\" op=\"{op}\"><uib uri=\"sip:{who}@example.com\"/></role></chanib>"
        )
    };
    has(
        &alice.done("modroles", &role("member", "add", "bob")),
        &["<role type=\"member\" op=\"add\"><uib uri=\"sip:bob@example.com\"/></role>"],
    );
    refused(&alice.command("modroles", &role("member", "add", "bob")), 417, "PRINCIPALS_ALREADY_DEFINED");
    refused(&alice.command("modroles", &role("member", "add", "carol")), 418, "PRINCIPALS_NOT_IN_SCOPE");
    refused(&alice.command("modroles", &role("member", "remove", "carol")), 406, "NO_SUCH_PRINCIPAL");
    refused(&alice.command("modroles", &format!("<chanib uri=\"{room}\"/>")), 400, "INVALID_ARGUMENT");
    let members = alice.done("getroles", &format!("<chanib uri=\"{room}\"/><role type=\"member\"/>"));
    has(
        &members,
        &[
            "uri=\"sip:alice@example.com\"",
            "uri=\"sip:bob@example.com\"",
            "<audit createdby=\"sip:alice@example.com\"",
        ],
    );
    let permissions = |chat: &mut Chat| {
        let reply = chat.done("getnodesperm", &format!("<chanib uri=\"{room}\"/>"));
        has(&reply, &[&format!("domain=\"example.com\" value=\"{guid}\"")]);
        Heard::between(&reply, "<aib key=\"", "\"").parse::<u64>().unwrap()
    };
    let mut bob = server.chat("bob");
    assert_eq!(permissions(&mut alice), 12276);
    assert_eq!(permissions(&mut bob), 3456);
    alice.done("modroles", &role("member", "remove", "bob"));
    assert_eq!(permissions(&mut bob), 2048);
    server.store.set_room_disabled(&room, true).unwrap();
    assert_eq!((permissions(&mut alice), permissions(&mut bob)), (4, 0));
}

#[test]
fn people_are_found_and_described() {
    let server = TestServer::start(plain());
    let workshop = workshop(&server);
    let inner = server
        .store
        .add_group(&NewGroup {
            name: "Inner".into(),
            members: vec![address("bob").into()],
            ..NewGroup::default()
        })
        .unwrap();
    let outer = server
        .store
        .add_group(&NewGroup {
            name: "Bobs".into(),
            kind: GroupKind::Folder,
            members: vec![inner.id.clone().into()],
            ..NewGroup::default()
        })
        .unwrap();
    let open = NewCategory { creators: vec![address("alice").into()], ..NewCategory::named("Open") };
    let open = format!("ma-cat://example.com/{}", server.store.add_category(&open).unwrap().guid);
    let mut alice = server.chat("alice");
    let (room, wide) = (made(&mut alice, &workshop, "New"), made(&mut alice, &open, "Wide"));
    let search = |room: &str, role: &str, words: &str| {
        format!(
            "<qib qtype=\"BYNAME\" criteria=\"{words}\" extended=\"false\"/><chanib uri=\"{room}\"/><role type=\"{role}\"/>"
        )
    };
    let found = alice.done("prinsearch", &search(&room, "member", "bob"));
    assert!(found.contains("sip:bob@") && !found.contains("<gib"), "the group is not in scope: {found}");
    let found = alice.done("prinsearch", &search(&wide, "manager", "bob"));
    has(
        &found,
        &["sip:bob@", &format!("<gib uri=\"{}\"", outer.id.uri()), "type=\"10\"", "moreAvailable=\"false\""],
    );
    let found = alice.done("prinsearch", &search(&wide, "presenter", "b"));
    assert!(!found.contains("<uib") && !found.contains("<gib"), "nobody but Alice is a member: {found}");
    refused(&alice.command("prinsearch", &search(&wide, "creator", "b")), 400, "INVALID_ARGUMENT");
    refused(&alice.command("prinsearch", &search(&wide, "member", " ")), 400, "INVALID_ARGUMENT");
    let creators = format!(
        "<qib qtype=\"BYNAME\" criteria=\"b\" extended=\"false\"/><catib uri=\"{workshop}\"/><role type=\"creator\"/>"
    );
    let found = alice.done("prinsearch", &creators);
    assert!(found.contains("sip:bob@") && !found.contains("sip:alice@"), "{found}");
    let mut carol = server.chat("carol");
    refused(&carol.command("prinsearch", &creators), 404, "NO_SUCH_NODE");
    refused(&carol.command("prinsearch", &search(&room, "member", "bob")), 404, "NO_SUCH_NODE");

    let own = carol.done("getuserinfo", "<uib uri=\"sip:carol@example.com\"/>");
    has(&own, &["disabled=\"false\"", "<audit createdby=\"sip:administrator@example.com\""]);
    let group = format!("<gib guid=\"{}\"/>", outer.id.as_str());
    refused(&carol.command("getuserinfo", "<uib uri=\"sip:bob@example.com\"/>"), 403, "ERROR_PERMISSION");
    refused(&carol.command("getuserinfo", &group), 403, "ERROR_PERMISSION");
    let administrators = NewGroup {
        name: "CsPersistentChatAdministrator".into(),
        members: vec![address("carol").into()],
        ..NewGroup::default()
    };
    server.store.add_group(&administrators).unwrap();
    let bob = carol.done("getuserinfo", "<uib uri=\"sip:bob@example.com\"/>");
    has(&bob, &["uri=\"sip:bob@example.com\"", &format!("<gib uri=\"{}\"", inner.id.uri())]);
    has(&carol.done("getuserinfo", &group), &["uname=\"Bobs\""]);
    refused(&carol.command("getuserinfo", "<uib uri=\"sip:nobody@example.com\"/>"), 406, "NO_SUCH_PRINCIPAL");
}

#[test]
fn invitations_are_told_and_kept_with_a_cursor() {
    let server = TestServer::start(plain());
    let workshop = workshop(&server);
    let (mut alice, mut bob) = (server.chat("alice"), server.chat("bob"));
    // The dialog counts from its first command on.
    assert!(bob.done("getinv", "<inv inviteId=\"1\" domain=\"example.com\"/>").contains("<data/>"));
    let room = made(&mut alice, &workshop, "New");
    let second = made(&mut alice, &workshop, "Second");
    for room in [&room, &second] {
        alice.done(
            "modroles",
            &format!("<chanib uri=\"{room}\"><role type=\"member\" op=\"add\"><uib uri=\"sip:bob@example.com\"/></role></chanib>"),
        );
    }
    let notice = bob.info().body;
    has(
        &notice,
        &["<ntc id=\"ntc:invite\" seqid=\"1\"><data><chanib ", &room, "<inv inviteId=\"", "createdOn=\""],
    );
    let first: i64 = Heard::between(&notice, "<inv inviteId=\"", "\"").parse().unwrap();
    let last: i64 = Heard::between(&bob.info().body, "<inv inviteId=\"", "\"").parse().unwrap();
    let all = bob.done("getinv", "<inv inviteId=\"0\" domain=\"example.com\"/>");
    has(&all, &[&format!("<data><inv inviteId=\"{last}\" domain=\"example.com\"/>"), &room, &second]);
    let newer = bob.done("getinv", &format!("<inv inviteId=\"{first}\" domain=\"example.com\"/>"));
    assert!(!newer.contains(&room) && newer.contains(&second), "{newer}");
    let none = bob.done("getinv", &format!("<inv inviteId=\"{last}\" domain=\"example.com\"/>"));
    assert!(none.contains("<data/>"), "{none}");
    // Who does not see the room any more is not told of it.
    let change = pchat_server::model::RoomChange {
        privacy: Some(Privacy::Secret),
        members: Some(vec![]),
        ..Default::default()
    };
    server.store.update_room(&pchat_server::model::Actor::Administrator, &second, &change).unwrap();
    let rest = bob.done("getinv", "<inv inviteId=\"0\" domain=\"example.com\"/>");
    assert!(rest.contains(&room) && !rest.contains(&second), "{rest}");
}
