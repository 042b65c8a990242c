//! A store of an older program is brought up to date when it is opened, and nothing gets lost.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_server::address::Address;
use pchat_server::error::ErrorKind;
use pchat_server::model::{
    Actor, HistoryBudget, HistorySearch, InvitationSetting, NewGroup, Principal, Privacy,
};
use pchat_server::scratch::ScratchFolder;
use pchat_server::store::Store;

fn folder_with(sql: &str) -> ScratchFolder {
    let folder = ScratchFolder::new().unwrap();
    rusqlite::Connection::open(folder.path().join("pchat.db")).unwrap().execute_batch(sql).unwrap();
    folder
}

fn who(name: &str) -> Address {
    Address::parse(&format!("{name}@example.com")).unwrap()
}

#[test]
fn a_store_of_version_1_keeps_everything() {
    let folder = folder_with(include_str!("fixtures/version1.sql"));
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.identity().domain, "example.com");
    let users = store.users().unwrap();
    assert_eq!(users.iter().map(|user| user.login()).collect::<Vec<_>>(), ["EXAMPLE\\alice", "bob"]);
    assert!(users[0].nt_hash.is_some() && !users[0].disabled && users[1].disabled);
    let category = store.find_category("GENERAL").unwrap();
    assert!(category.denied.names(&who("mallory").into()) && category.creators.names(&who("alice").into()));
    let hall = store.find_room("ma-chan://example.com/dddddddd-0000-4000-8000-000000000002").unwrap();
    assert_eq!((hall.privacy, hall.auditorium, hall.disabled), (Privacy::Secret, true, true));
    assert_eq!((hall.members.len(), hall.managers.len(), hall.presenters.len()), (2, 1, 1));
    assert_eq!((hall.invitations, &hall.add_in), (InvitationSetting::Inherit, &None));
    // When it was made nobody knows; not in 1970 in any case.
    assert!(hall.audit.created_by == Actor::Administrator && hall.audit.created_on.date().0 >= 2024);
    let messages = store.recent_messages(1, 10).unwrap();
    assert_eq!(
        messages.iter().map(|m| (m.chat_id, m.text.as_str())).collect::<Vec<_>>(),
        [(1, "first"), (2, "see <a href=\"https://example.com\">the plan</a>"), (3, "third")]
    );
    let mut budget = HistoryBudget { messages: 10, bytes: 10_000, at_least_one: true };
    let third = HistorySearch { words: "THIRD".into(), ..HistorySearch::default() };
    let found = store.search_history(1, &third, &mut budget).unwrap();
    assert_eq!((found.messages.len(), found.total), (1, 1));
    let read = HistorySearch { words: "see the plan".into(), exact_phrase: true, ..HistorySearch::default() };
    let mut search = |search: &HistorySearch| store.search_history(1, search, &mut budget).unwrap().total;
    assert_eq!(search(&read), 1);
    assert_eq!(search(&HistorySearch { words: "href".into(), ..HistorySearch::default() }), 0);
    assert_eq!(store.preference(&who("alice"), "kedzie.GroupChannels").unwrap().unwrap().sequence, 72);

    // What is new works in it, and a second opening finds nothing to do.
    let members = vec![Principal::User(who("alice"))];
    store.add_group(&NewGroup { name: "Staff".into(), members, ..NewGroup::default() }).unwrap();
    drop(store);
    let reopened = Store::open(folder.path()).unwrap();
    assert_eq!(reopened.groups().unwrap().len(), 1);
    assert_eq!(reopened.rooms().unwrap().len(), 2);
}

#[test]
fn an_upgrade_that_fails_leaves_the_old_store() {
    // The name of a table to come is taken.
    let sql = format!("{}\nCREATE TABLE invitations (x INTEGER);", include_str!("fixtures/version1.sql"));
    let folder = folder_with(&sql);
    assert_eq!(Store::open(folder.path()).map(drop).unwrap_err().kind(), ErrorKind::Unexpected);
    let connection = rusqlite::Connection::open(folder.path().join("pchat.db")).unwrap();
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    let address: String =
        connection.query_row("SELECT min(address) FROM room_principals", [], |row| row.get(0)).unwrap();
    assert_eq!((version, address.as_str()), (1, "alice@example.com"));
}

#[test]
fn a_store_of_a_newer_program_is_refused() {
    let folder = folder_with("PRAGMA user_version = 4711;");
    let error = Store::open(folder.path()).map(drop).unwrap_err();
    assert!(error.to_string().contains("4711") && error.to_string().contains("newer program"), "{error}");
}
