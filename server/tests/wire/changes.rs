//! What reaches people who are in a room when it, or they, are changed (spec: xccos.md 3.2, 9.6; sdk.md 13).

use crate::support::{Chat, TestServer, address, plain};
use pchat_server::model::{
    Actor, CategoryChange, NewGroup, Privacy, Role, RoomChange, SettingsChange, UserChange,
};
use pchat_server::store::RoleOperation;

fn part(room: &str, who: &str) -> String {
    // The rest of the element says more of him.
    format!("<chanib uri=\"{room}\"><uib uri=\"sip:{who}@example.com\"")
}

fn hears(chat: &mut Chat, id: &str, text: &str) -> String {
    let notice = chat.info().body;
    assert!(notice.contains(&format!("<ntc id=\"{id}\" ")) && notice.contains(text), "{text} in {notice}");
    notice
}

/// Everybody's next message is one that is posted now: nothing was told before it.
fn nothing_came(chats: &mut [&mut Chat], server: &TestServer, room: &str) {
    server.running().post(room, &address("alice"), "nothing before").unwrap();
    for chat in chats {
        let body = chat.info().body;
        assert!(body.contains("nothing before"), "{body}");
    }
}

/// A closed room with Alice as manager, and both in it.
fn closed(server: &TestServer, hall: bool) -> (String, Chat, Chat) {
    let room = server.add_room("Club", |room| {
        room.privacy = Privacy::Closed;
        room.auditorium = hall;
        room.members = vec![address("alice").into(), address("bob").into()];
        room.managers = vec![address("alice").into()];
    });
    let (mut alice, mut bob) = (server.chat("alice"), server.chat("bob"));
    alice.join(&room);
    bob.join(&room);
    hears(&mut alice, "ntc:join", "sip:bob@example.com");
    (room, alice, bob)
}

#[test]
fn changed_properties_are_told_to_those_inside() {
    let server = TestServer::start(plain());
    let (room, mut alice, mut bob) = closed(&server, false);
    alice.done(
        "chanmodify",
        &format!("<chanib uri=\"{room}\" name=\"Newer\" topic=\"t2\" behavior=\"AUDITORIUM\"/>"),
    );
    for chat in [&mut alice, &mut bob] {
        let notice = hears(chat, "ntc:chanmodify", &format!("<chanib uri=\"{room}\" name=\"Newer\""));
        for text in ["topic=\"t2\"", "behavior=\"AUDITORIUM\"", "disabled=\"false\"", "siopid=\"\""] {
            assert!(notice.contains(text), "{text} in {notice}");
        }
    }
    // What changes nothing is told to nobody, and neither are lists alone.
    alice.done("chanmodify", &format!("<chanib uri=\"{room}\" name=\"Newer\"/>"));
    server
        .store
        .update_category("General", &CategoryChange { description: Some("d".into()), ..Default::default() })
        .unwrap();
    server.running().tell_changes();
    nothing_came(&mut [&mut alice, &mut bob], &server, &room);
    server
        .store
        .update_category("General", &CategoryChange { history: Some(false), ..Default::default() })
        .unwrap();
    server.running().tell_changes();
    hears(&mut bob, "ntc:chanmodify", "<prop id=\"urn:parlano:ma:prop:logged\">false</prop>");
}

#[test]
fn new_rights_are_told_to_everybody_inside() {
    let server = TestServer::start(plain());
    let (room, mut alice, mut bob) = closed(&server, true);
    let guid = room.rsplit('/').next().unwrap();
    alice.done(
        "modroles",
        &format!("<chanib uri=\"{room}\"><role type=\"presenter\" op=\"add\"><uib uri=\"sip:bob@example.com\"/></role></chanib>"),
    );
    for chat in [&mut alice, &mut bob] {
        let notice = hears(chat, "ntc:permmodify", "<data><uib uri=\"sip:bob@example.com\"");
        assert!(
            notice.contains(&format!("<aib key=\"7552\" domain=\"example.com\" value=\"{guid}\"/>")),
            "{notice}"
        );
    }
    bob.post(&room, "may I? I may");
    assert!(bob.info().body.contains("I may"));
}

#[test]
fn who_loses_membership_is_out_and_everybody_hears() {
    let server = TestServer::start(plain());
    let (room, mut alice, mut bob) = closed(&server, false);
    let mut second = server.chat("bob");
    second.join(&room);
    alice.done(
        "modroles",
        &format!("<chanib uri=\"{room}\"><role type=\"member\" op=\"remove\"><uib uri=\"sip:bob@example.com\"/></role></chanib>"),
    );
    for chat in [&mut alice, &mut bob, &mut second] {
        hears(chat, "ntc:part", &part(&room, "bob"));
    }
    bob.post(&room, "still here?");
    assert!(bob.info().body.contains("<resp code=\"411\">USER_NOT_JOINED</resp>"));
    alice.post(&room, "alone");
    assert!(alice.info().body.contains("alone"));
    // Back again it is as new.
    server
        .store
        .change_role(
            &Actor::Administrator,
            "Club",
            Role::Member,
            RoleOperation::Add,
            &[address("bob").into()],
        )
        .unwrap();
    bob.join(&room);
    hears(&mut alice, "ntc:join", "sip:bob@example.com");
}

#[test]
fn everything_that_takes_membership_away_puts_out() {
    let server = TestServer::start(plain());
    let group =
        NewGroup { name: "Staff".into(), members: vec![address("carol").into()], ..NewGroup::default() };
    let group = server.store.add_group(&group).unwrap().id;
    let (room, mut alice, mut bob) = closed(&server, false);
    let by = &Actor::Administrator;
    server.store.change_role(by, "Club", Role::Member, RoleOperation::Add, &[group.clone().into()]).unwrap();
    let mut carol = server.chat("carol");
    carol.join(&room);
    for chat in [&mut alice, &mut bob] {
        hears(chat, "ntc:join", "sip:carol@example.com");
    }
    // A group that she leaves.
    server.store.remove_group_members(&group, &[address("carol").into()]).unwrap();
    server.running().tell_changes();
    for chat in [&mut alice, &mut bob, &mut carol] {
        hears(chat, "ntc:part", &part(&room, "carol"));
    }
    // A category that he may not see any more.
    let denied = Some(vec![address("bob").into()]);
    server.store.update_category("General", &CategoryChange { denied, ..Default::default() }).unwrap();
    server.running().tell_changes();
    for chat in [&mut alice, &mut bob] {
        hears(chat, "ntc:part", &part(&room, "bob"));
    }
    // A room that is removed.
    server.store.remove_room("Club").unwrap();
    server.running().tell_changes();
    hears(&mut alice, "ntc:part", &part(&room, "alice"));
}

#[test]
fn a_change_of_another_process_is_told_within_a_second_or_so() {
    let server = TestServer::start(plain());
    let (room, mut alice, mut bob) = closed(&server, false);
    let other = pchat_server::store::Store::open(server.folder.path()).unwrap();
    let change = RoomChange { topic: Some("from outside".into()), ..Default::default() };
    other.update_room(&Actor::Administrator, "Club", &change).unwrap();
    for chat in [&mut alice, &mut bob] {
        hears(chat, "ntc:chanmodify", "topic=\"from outside\"");
    }
    other.set_room_disabled("Club", true).unwrap();
    for chat in [&mut alice, &mut bob] {
        hears(chat, "ntc:chanmodify", "disabled=\"true\"");
        // One notice for both.
        let notice = hears(chat, "ntc:part", &part(&room, "alice"));
        assert!(notice.contains("sip:bob@example.com"), "{notice}");
    }
}

#[test]
fn a_disabled_user_is_signed_off() {
    let server = TestServer::start(plain());
    let (room, mut alice, mut bob) = closed(&server, false);
    server.store.set_user_disabled(&address("bob"), true).unwrap();
    server.running().tell_changes();
    hears(&mut alice, "ntc:part", &part(&room, "bob"));
    let farewell = bob.wire.hear();
    assert!(farewell.start.starts_with("BENOTIFY sip:bob@example.com "), "{farewell:#?}");
    assert_eq!(farewell.get("Event"), "registration-notify");
    assert_eq!(farewell.get("Content-Type"), "text/registration-event");
    assert!(farewell.get("ms-diagnostics").starts_with("4141;reason=\"User disabled\""));
    assert_eq!(farewell.body, "deregistered;event=rejected");
    assert!(bob.wire.try_hear().is_none(), "the connection is closed");
    assert_eq!(server.connect().register("bob", "").status(), 403);
}

#[test]
fn a_large_room_neither_lists_nor_tells_until_it_is_small_again() {
    let server = TestServer::start(plain());
    let limit = SettingsChange { participant_update_limit: Some(5), ..SettingsChange::default() };
    server.store.change_settings(&limit).unwrap();
    let room = server.add_room("Lobby", |_| {});
    let names: Vec<String> = (1..=6).map(|number| format!("user{number}")).collect();
    let mut chats: Vec<Chat> = names
        .iter()
        .map(|name| {
            server.add_user(name);
            server.chat(name)
        })
        .collect();
    for (at, chat) in chats.iter_mut().enumerate() {
        let reply = chat.join(&room);
        assert!(
            reply.contains(&format!("<info id=\"urn:parlano:ma:info:ucnt\">{}</info>", at + 1)),
            "{reply}"
        );
        assert_eq!(reply.contains("<uib "), at < 5, "{reply}");
    }
    // The first hears of four; of the sixth only that there are more now than are told.
    for name in &names[1..5] {
        hears(&mut chats[0], "ntc:join", name);
    }
    let count = "><info id=\"urn:parlano:ma:info:ucnt\">6</info></chanib>";
    hears(&mut chats[0], "ntc:chanmodify", &format!("<chanib uri=\"{room}\"{count}"));
    let listed = chats[5].done("getusers", &format!("<chanib uri=\"{room}\"/>"));
    assert!(names.iter().all(|name| listed.contains(&format!("sip:{name}@"))), "{listed}");
    // 5 and 4 are not below 80 % of 5, 3 is.
    for at in [5, 4, 3] {
        chats[at].done("part", &format!("<chanib uri=\"{room}\"/>"));
    }
    hears(&mut chats[0], "ntc:part", &part(&room, "user4"));
    chats[5].join(&room);
    hears(&mut chats[0], "ntc:join", "user6");
}

/// `ntc:chanmodify` with nothing but a number of people.
fn count(room: &str, people: usize) -> String {
    format!("<chanib uri=\"{room}\"><info id=\"urn:parlano:ma:info:ucnt\">{people}</info></chanib>")
}

#[test]
fn who_stays_in_a_room_that_others_had_to_leave_hears_that_it_is_small_again() {
    let server = TestServer::start(plain());
    let limit = |people| {
        let change = SettingsChange { participant_update_limit: Some(people), ..SettingsChange::default() };
        server.store.change_settings(&change).unwrap();
        server.running().tell_changes();
    };
    limit(2);
    let room = server.add_room("Club", |room| {
        room.privacy = Privacy::Closed;
        room.members = ["alice", "bob", "carol"].map(|name| address(name).into()).to_vec();
    });
    let [mut alice, mut bob, mut carol] = ["alice", "bob", "carol"].map(|name| {
        let mut chat = server.chat(name);
        chat.join(&room);
        chat
    });
    hears(&mut alice, "ntc:join", "sip:bob@example.com");
    for chat in [&mut alice, &mut bob] {
        hears(chat, "ntc:chanmodify", &count(&room, 3));
    }
    let members = ["bob", "carol"].map(|name| address(name).into());
    let by = &Actor::Administrator;
    server.store.change_role(by, "Club", Role::Member, RoleOperation::Remove, &members).unwrap();
    server.running().tell_changes();
    hears(&mut bob, "ntc:part", &part(&room, "bob"));
    hears(&mut carol, "ntc:part", &part(&room, "carol"));
    hears(&mut alice, "ntc:chanmodify", &count(&room, 1));
    let listed = alice.join(&room);
    assert!(listed.contains("<uib id=\"0\" uri=\"sip:alice@example.com\""), "{listed}");

    // The limit itself may change, too; each turn is told once.
    server.store.change_role(by, "Club", Role::Member, RoleOperation::Add, &members).unwrap();
    server.running().tell_changes();
    hears(&mut bob, "ntc:invite", &room);
    bob.join(&room);
    hears(&mut alice, "ntc:join", "sip:bob@example.com");
    for (people, is_told) in [(1, true), (1, false), (0, true), (0, false)] {
        limit(people);
        for chat in [&mut alice, &mut bob].into_iter().filter(|_| is_told) {
            hears(chat, "ntc:chanmodify", &count(&room, 2));
        }
    }
    nothing_came(&mut [&mut alice], &server, &room);
}

#[test]
fn a_new_display_name_is_told_to_those_in_the_same_rooms() {
    let server = TestServer::start(plain());
    let (room, mut alice, mut bob) = closed(&server, false);
    let change = |change: UserChange| {
        server.store.update_user(&address("bob"), &change).unwrap();
        server.running().tell_changes();
    };
    change(UserChange { display_name: Some("Robert".into()), ..UserChange::default() });
    for chat in [&mut alice, &mut bob] {
        let notice = hears(chat, "ntc:permmodify", "sip:bob@example.com");
        assert!(notice.contains("Robert") && notice.contains("key=\"3456\""), "{notice}");
    }
    assert!(alice.join(&room).contains("Robert"));
    // What nobody in a room sees of him is not told.
    change(UserChange { company: Some("Contoso".into()), ..UserChange::default() });
    nothing_came(&mut [&mut alice, &mut bob], &server, &room);
}

#[test]
fn rooms_of_a_user_who_is_there_now() {
    let server = TestServer::start(plain());
    let (room, mut alice, _bob) = closed(&server, false);
    let other = server.add_room("Other", |_| {});
    let by_user =
        |who: &str| format!("<qib qtype=\"BYUSER\" criteria=\"sip:{who}@example.com\" extended=\"false\"/>");
    let found = alice.done("chansrch", &by_user("bob"));
    assert!(found.contains(&room) && !found.contains(&other), "{found}");
    assert!(!alice.done("chansrch", &by_user("carol")).contains("<chanib"));
}

#[test]
fn who_had_to_leave_may_still_take_leave_once() {
    let server = TestServer::start(plain());
    let (room, mut alice, mut bob) = closed(&server, false);
    let (by, room_block) = (&Actor::Administrator, format!("<chanib uri=\"{room}\"/>"));
    let members = [address("bob").into()];
    server.store.change_role(by, "Club", Role::Member, RoleOperation::Remove, &members).unwrap();
    server.running().tell_changes();
    for chat in [&mut alice, &mut bob] {
        hears(chat, "ntc:part", &part(&room, "bob"));
    }
    assert!(bob.done("part", &room_block).contains(&room));
    let refused = bob.command("part", &room_block);
    assert!(refused.contains("<resp code=\"403\">ERROR_PERMISSION</resp>"), "{refused}");
    // Nobody else hears of the second leave-taking.
    nothing_came(&mut [&mut alice], &server, &room);
}
