//! `cmd:bcbydate` and `cmd:bcbymsg`, with the bytes of xccos.md 4.9 and 9.10.

use crate::support::{Heard, TestServer, address, plain};
use pchat_server::model::{CategoryChange, Privacy, SettingsChange};

fn query(room: &str, bcq: &str) -> String {
    format!("<chanib uri=\"{room}\"/><bcq>{bcq}</bcq>")
}

/// The numbers of the messages in a reply, in its order.
fn numbers(reply: &str) -> Vec<u32> {
    let end = |rest: &str| rest.split('"').next().unwrap().parse().unwrap();
    reply.split(" chatId=\"").skip(1).map(end).collect()
}

#[test]
fn messages_are_found_by_words_times_and_numbers() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |room| room.privacy = Privacy::Open);
    let mut alice = server.chat("alice");
    alice.join(&room);
    for text in ["hello world", "Hello there", "world, hello", "bye"] {
        alice.post(&room, text);
        alice.info();
    }
    // Somebody who has not joined reads as well.
    let mut bob = server.chat("bob");
    // The query of 9.10, with a span of time that has all of them.
    let typed = "<limit cnt=\"50\"/><date from=\"2024-01-01T00:00:00Z\" to=\"2999-02-01T00:00:00Z\"/>\
                 <text mt=\"PP\">hello world</text><matchcase>false</matchcase>\
                 <searchbkwds>true</searchbkwds><sortbkwds>false</sortbkwds>";
    let reply = bob.done("bcbydate", &query(&room, typed));
    assert!(reply.contains("id=\"rpl:bcbydate\""), "{reply}");
    let head =
        format!("<chanib uri=\"{room}\" name=\"Lobby\" cnt=\"1\" exceeded=\"false\"><msg id=\"grpchat\"");
    assert!(reply.contains(&head) && reply.contains("<chat>hello world</chat>"), "{reply}");
    let mut find = |command: &str, bcq: &str| {
        let reply = bob.done(command, &query(&room, bcq));
        let count: u32 = Heard::between(&reply, " cnt=\"", "\"").parse().unwrap();
        (numbers(&reply), count, reply.contains(" exceeded=\"true\""))
    };
    assert_eq!(find("bcbydate", "<text>there bye</text>"), (vec![2, 4], 2, false));
    assert_eq!(find("bcbydate", "<text>Hello</text><matchcase>true</matchcase>"), (vec![2], 1, false));
    assert_eq!(find("bcbydate", "<limit cnt=\"2\"/>"), (vec![1, 2], 4, true));
    let newest = "<limit cnt=\"2\"/><searchbkwds>true</searchbkwds>";
    assert_eq!(find("bcbydate", newest), (vec![3, 4], 4, true));
    let newest_first = format!("{newest}<sortbkwds>true</sortbkwds>");
    assert_eq!(find("bcbydate", &newest_first), (vec![4, 3], 4, true));
    assert_eq!(find("bcbymsg", "<limit cnt=\"2\"/><msgid id=\"2\"/>"), (vec![3, 4], 2, false));
    assert_eq!(
        find("bcbymsg", "<msgid id=\"3\"/><date from=\"2999-01-01T00:00:00Z\"/>").0,
        [4],
        "dates do not count"
    );
    assert_eq!(find("bcbymsg", &format!("{newest}<msgid id=\"2\"/>")), (vec![1], 1, false));
    assert_eq!(find("bcbydate", "<date to=\"2024-01-01T00:00:00Z\"/>"), (vec![], 0, false));
    let author = |who: &str| format!("<users><uib uri=\"sip:{who}@EXAMPLE.com\"/></users>");
    assert_eq!(find("bcbydate", &author("alice")).1, 4);
    assert_eq!(find("bcbydate", &author("bob")), (vec![], 0, false));

    let store = server.running().store();
    store.change_settings(&SettingsChange { search_limit: Some(3), ..SettingsChange::default() }).unwrap();
    crate::support::until("the limit counts", || {
        numbers(&bob.done("bcbydate", &query(&room, "<limit cnt=\"50\"/>"))) == [1, 2, 3]
    });
}

#[test]
fn long_messages_of_many_rooms_leave_none_of_them_without() {
    let server = TestServer::start(plain());
    let mut alice = server.chat("alice");
    let mut rooms = String::new();
    let mut uris = Vec::new();
    for number in 0..12 {
        let room = server.add_room(&format!("Room {number}"), |room| room.privacy = Privacy::Open);
        alice.join(&room);
        // As XML spells them they take six times as much: all of them together just fit, the share of a single one does not.
        let length = if number == 0 { 100_000 } else { 40_000 };
        alice.post(&room, &format!("[STORY]a[/STORY]{}", "\"".repeat(length)));
        alice.info();
        rooms.push_str(&format!("<chanib uri=\"{room}\"/>"));
        uris.push(room);
    }
    let reply = alice.done("bcbydate", &format!("{rooms}<bcq><limit cnt=\"50\"/></bcq>"));
    assert_eq!(numbers(&reply), [1; 12]);
    assert_eq!(reply.matches(" cnt=\"1\" exceeded=\"false\"").count(), 12);
}

#[test]
fn thirty_of_the_longest_messages_are_one_answer() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |room| room.privacy = Privacy::Open);
    let mut alice = server.chat("alice");
    alice.join(&room);
    for _ in 0..30 {
        alice.post(&room, &"x".repeat(32 * 1024));
        alice.info();
    }
    let reply = alice.done("bccontext", &format!("<chanib uri=\"{room}\"/><bcq><last cnt=\"30\"/></bcq>"));
    assert_eq!(numbers(&reply).len(), 30);
}

#[test]
fn a_search_is_refused_where_reading_is() {
    let server = TestServer::start(plain());
    let open = server.add_room("Open", |room| room.privacy = Privacy::Open);
    let closed = server.add_room("Closed", |room| {
        room.privacy = Privacy::Closed;
        room.members = vec![address("alice").into()];
    });
    let mut alice = server.chat("alice");
    let mut bob = server.chat("bob");
    for (room, text) in [(&open, "plan of all"), (&closed, "plan of few")] {
        alice.join(room);
        alice.post(room, text);
        alice.info();
    }
    let both = format!("<chanib uri=\"{open}\"/><chanib uri=\"{closed}\"/><bcq><text>plan</text></bcq>");
    let reply = alice.done("bcbydate", &both);
    let (first, second) = (reply.find(&format!("<chanib uri=\"{open}\"")), reply.find("plan of few"));
    assert!(first.is_some() && first < second && numbers(&reply) == [1, 1], "{reply}");
    for command in [both.as_str(), &query(&closed, "<text>plan</text>")] {
        let reply = bob.command("bcbydate", command);
        assert!(reply.contains("<resp code=\"403\">ERROR_PERMISSION</resp>"), "{reply}");
    }
    let missing = "ma-chan://example.com/11111111-2222-3333-4444-555555555555";
    assert!(bob.command("bcbydate", &query(missing, "")).contains("<resp code=\"404\">NO_SUCH_NODE</resp>"));
    for incomplete in [format!("<chanib uri=\"{open}\"/>"), "<bcq><text>plan</text></bcq>".into()] {
        let reply = bob.command("bcbydate", &incomplete);
        assert!(reply.contains("<resp code=\"400\">INVALID_ARGUMENT</resp>"), "{reply}");
    }
    let long = query(&open, &format!("<text>{}</text>", "x ".repeat(3000)));
    assert!(bob.command("bcbydate", &long).contains("<resp code=\"413\">LIMIT_EXCEEDED</resp>"));

    let store = server.running().store();
    store
        .update_category("General", &CategoryChange { history: Some(false), ..CategoryChange::default() })
        .unwrap();
    crate::support::until("nothing is told of a category without history", || {
        bob.done("bcbydate", &query(&open, "")).contains("cnt=\"0\" exceeded=\"false\"/>")
    });
}
