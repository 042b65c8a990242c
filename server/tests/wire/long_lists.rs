//! Answers with long lists: each fits into what a client takes, or says that it does not.

use crate::support::{Heard, TestServer, plain};
use pchat_core::xccos::LARGEST_REPLY;
use pchat_server::address::Address;
use pchat_server::model::{Principal, SettingsChange};

fn members(count: usize, length: usize) -> Vec<Principal> {
    let who = |number: usize| format!("user{number:05}.{}@example.com", "x".repeat(length));
    (0..count).map(|number| Principal::User(Address::parse(&who(number)).unwrap())).collect()
}

#[test]
fn the_members_of_the_largest_room_fit_into_an_answer() {
    let server = TestServer::start(plain());
    // As many as the product allows (spec: sdk.md 14).
    let room = server.add_room("Everybody", |room| room.members = members(16_000, 10));
    let mut alice = server.chat("alice");
    let asked = format!("<chanib uri=\"{room}\"/><role type=\"member\"/>");
    let reply = alice.done("getroles", &asked);
    assert_eq!(reply.matches("<uib ").count(), 16_000);
    assert!(reply.len() <= LARGEST_REPLY, "{}", reply.len());
}

#[test]
fn a_list_that_must_not_be_cut_is_refused_with_a_sentence() {
    let server = TestServer::start(plain());
    let room = server.add_room("Everybody", |room| room.members = members(20_000, 230));
    let mut alice = server.chat("alice");
    let reply = alice.command("getroles", &format!("<chanib uri=\"{room}\"/><role type=\"member\"/>"));
    let said = Heard::between(&reply, "<resp code=\"413\">", "</resp>");
    assert!(said.starts_with("LIMIT_EXCEEDED: the answer would have "), "{said}");
    assert!(said.ends_with(&format!("{LARGEST_REPLY} are the most")), "{said}");
    alice.join(&room);
}

#[test]
fn a_search_gives_as_many_rooms_and_people_as_fit() {
    let server = TestServer::start(plain());
    let change = SettingsChange { search_limit: Some(20_000), ..SettingsChange::default() };
    server.store.change_settings(&change).unwrap();
    // Each is written as `&quot;`.
    let wide = "\"".repeat(250);
    for number in 0..2_000 {
        server
            .store
            .add_room(&pchat_server::model::NewRoom {
                name: format!("{number:04}{wide}"),
                category: "General".into(),
                description: wide.clone(),
                topic: wide.clone(),
                privacy: pchat_server::model::Privacy::Open,
                ..pchat_server::model::NewRoom::default()
            })
            .unwrap();
    }
    server.running().tell_changes();
    let mut alice = server.chat("alice");
    let reply =
        alice.done("chansrch", "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" maxResults=\"-1\"/>");
    let found = reply.matches("<chanib ").count();
    assert!(reply.len() <= LARGEST_REPLY && reply.len() > LARGEST_REPLY / 4 * 3, "{}", reply.len());
    assert!(found < 2_000 && reply.contains("name=\"0000&quot;"), "{found}");
}
