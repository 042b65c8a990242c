//! The store keeps what it acknowledged, numbers messages per room, and shows changes of other processes.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_server::address::Address;
use pchat_server::directory::Directory;
use pchat_server::error::{Error, ErrorKind};
use pchat_server::model::{NewCategory, NewMessage, NewRoom, NewUser, Privacy, StoredMessage};
use pchat_server::scratch::ScratchFolder;
use pchat_server::store::{Store, Writer};
use std::sync::mpsc;

fn who(name: &str) -> Address {
    Address::parse(&format!("{name}@example.com")).unwrap()
}

fn category(name: &str) -> NewCategory {
    NewCategory::named(name)
}

fn room(name: &str, category: &str) -> NewRoom {
    NewRoom { name: name.into(), category: category.into(), privacy: Privacy::Open, ..NewRoom::default() }
}

fn user(name: &str, login: Option<&str>) -> NewUser {
    NewUser { login: login.map(str::to_owned), nt_hash: Some([7; 16]), ..NewUser::new(who(name)) }
}

fn message(room: i64, text: &str) -> NewMessage {
    NewMessage {
        room,
        author: who("alice"),
        author_name: "Alice".into(),
        alert: false,
        text: text.into(),
        rtf: None,
        keep: true,
    }
}

fn post(writer: &Writer, new: NewMessage) -> Result<StoredMessage, Error> {
    let (send, receive) = mpsc::channel();
    writer.post(new, Box::new(move |stored| send.send(stored).unwrap())).unwrap();
    receive.recv().unwrap()
}

fn store_with_rooms(folder: &ScratchFolder, names: &[&str]) -> (Store, Vec<i64>) {
    let store = Store::create(folder.path(), "example.com").unwrap();
    store.add_category(&category("General")).unwrap();
    let ids = names.iter().map(|name| store.add_room(&room(name, "general")).unwrap().id).collect();
    (store, ids)
}

#[test]
fn an_acknowledged_message_is_there_for_whoever_opens_the_store_next() {
    let folder = ScratchFolder::new().unwrap();
    let (store, rooms) = store_with_rooms(&folder, &["Lobby"]);
    let writer = Writer::start(&store).unwrap();
    let text = "quotes \" ' <angle> & line 1\r\nline 2 – ünïcödé 😀";
    let stored =
        post(&writer, NewMessage { alert: true, rtf: Some("{\\rtf1}".into()), ..message(rooms[0], text) })
            .unwrap();
    // Neither writer nor store is closed: a second process would see the same.
    let reopened = Store::open(folder.path()).unwrap();
    assert_eq!(reopened.recent_messages(rooms[0], 10).unwrap(), [stored]);
    assert_eq!(reopened.identity(), store.identity());
    // As after a power cut: the file and its log, copied while everything is open.
    let copy = ScratchFolder::new().unwrap();
    for name in ["pchat.db", "pchat.db-wal"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    let recovered = Store::open(copy.path()).unwrap();
    assert_eq!(recovered.recent_messages(rooms[0], 10).unwrap()[0].text, text);
}

#[test]
fn messages_are_numbered_per_room_also_across_restarts_and_without_history() {
    let folder = ScratchFolder::new().unwrap();
    let (store, rooms) = store_with_rooms(&folder, &["One", "Two"]);
    let writer = Writer::start(&store).unwrap();
    let ids: Vec<i64> =
        [0, 0, 1, 0].iter().map(|&at| post(&writer, message(rooms[at], "x")).unwrap().chat_id).collect();
    assert_eq!(ids, [1, 2, 1, 3]);
    drop(writer);
    let writer = Writer::start(&store).unwrap();
    let unkept = NewMessage { keep: false, ..message(rooms[0], "not kept") };
    assert_eq!(post(&writer, unkept).unwrap().chat_id, 4);
    assert_eq!(post(&writer, message(rooms[0], "kept")).unwrap().chat_id, 5);
    let kept: Vec<i64> = store.recent_messages(rooms[0], 3).unwrap().iter().map(|m| m.chat_id).collect();
    assert_eq!(kept, [2, 3, 5]);
    assert_eq!(post(&writer, message(4711, "x")).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn posts_of_many_threads_complete_in_the_order_of_their_numbers() {
    let folder = ScratchFolder::new().unwrap();
    let (store, rooms) = store_with_rooms(&folder, &["Lobby"]);
    let writer = Writer::start(&store).unwrap();
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (writer, send, room) = (&writer, send.clone(), rooms[0]);
            scope.spawn(move || {
                for turn in 0..100 {
                    let send = send.clone();
                    let posted = Box::new(move |stored: Result<StoredMessage, Error>| {
                        send.send(stored.unwrap().chat_id).unwrap();
                    });
                    writer.post(message(room, &format!("{thread} {turn}")), posted).unwrap();
                }
            });
        }
    });
    drop(send);
    let order: Vec<i64> = receive.iter().collect();
    assert_eq!(order, (1..=400).collect::<Vec<_>>());
    assert_eq!(store.recent_messages(rooms[0], 1000).unwrap().len(), 400);
}

#[test]
fn names_are_unique_without_case_and_rules_are_kept() {
    let folder = ScratchFolder::new().unwrap();
    let (store, _) = store_with_rooms(&folder, &["Lobby"]);
    let kind = |result: Result<_, Error>| result.map(|_: ()| ()).unwrap_err().kind();
    assert_eq!(kind(store.add_category(&category("GENERAL")).map(drop)), ErrorKind::AlreadyExists);
    assert_eq!(kind(store.add_room(&room("lobby", "General")).map(drop)), ErrorKind::DuplicateRoomName);
    assert_eq!(kind(store.add_room(&room("New", "Nowhere")).map(drop)), ErrorKind::NotFound);
    assert_eq!(kind(store.add_room(&room("two\nlines", "General")).map(drop)), ErrorKind::InvalidArgument);
    let presenter = NewRoom { presenters: vec![who("bob").into()], ..room("Hall", "General") };
    assert_eq!(kind(store.add_room(&presenter).map(drop)), ErrorKind::InvalidArgument);
    let closed = NewRoom { auditorium: true, privacy: Privacy::Closed, ..presenter };
    assert_eq!(kind(store.add_room(&closed).map(drop)), ErrorKind::PresenterNotMember);
    let open = NewRoom { privacy: Privacy::Open, ..closed };
    assert_eq!(kind(store.add_room(&open).map(drop)), ErrorKind::PresenterNotMember);
    store.add_room(&NewRoom { members: vec![who("bob").into()], ..open }).unwrap();
    store.add_category(&NewCategory { denied: vec![who("mallory").into()], ..category("Inner") }).unwrap();
    let outsider = NewRoom { members: vec![who("mallory").into()], ..room("Safe", "Inner") };
    assert_eq!(kind(store.add_room(&outsider).map(drop)), ErrorKind::PrincipalsNotInScope);
    let creator = NewCategory {
        denied: vec![who("mallory").into()],
        creators: vec![who("mallory").into()],
        ..category("Core")
    };
    assert_eq!(kind(store.add_category(&creator).map(drop)), ErrorKind::PrincipalsNotInScope);

    store.add_user(&user("alice", Some("EXAMPLE\\alice"))).unwrap();
    assert_eq!(kind(store.add_user(&user("ALICE", None)).map(drop)), ErrorKind::AlreadyExists);
    assert_eq!(
        kind(store.add_user(&user("bob", Some("example\\Alice"))).map(drop)),
        ErrorKind::AlreadyExists
    );
    assert_eq!(kind(Store::create(folder.path(), "example.com").map(drop)), ErrorKind::AlreadyExists);
    assert_eq!(kind(Store::open(&folder.path().join("none")).map(drop)), ErrorKind::NotFound);
}

#[test]
fn the_directory_follows_another_process_and_knows_every_form_of_a_login() {
    let folder = ScratchFolder::new().unwrap();
    let (store, rooms) = store_with_rooms(&folder, &["Lobby"]);
    let directory = Directory::open(&store).unwrap();
    let before = directory.current();
    assert_eq!(before.users().count(), 0);

    let other_process = Store::open(folder.path()).unwrap();
    other_process.add_user(&user("alice", Some("EXAMPLE\\al"))).unwrap();
    other_process.add_user(&user("bob", None)).unwrap();
    let now = directory.current();
    for (domain, name) in [
        ("EXAMPLE", "al"),
        ("example", "AL"),
        ("", "al"),
        ("", "Alice@Example.com"),
        ("x", "alice@example.com"),
    ] {
        assert_eq!(
            now.user_by_login(domain, name).map(|user| user.address.clone()),
            Some(who("alice")),
            "{domain} {name}"
        );
    }
    assert!(now.user_by_login("OTHER", "al").is_none());
    assert!(now.user_by_login("", "alice").is_none());
    assert_eq!(now.user_by_login("ANY", "bob").map(|user| user.address.clone()), Some(who("bob")));

    // A post changes the database too, but not the directory: the same snapshot serves on.
    post(&Writer::start(&other_process).unwrap(), message(rooms[0], "x")).unwrap();
    assert!(std::sync::Arc::ptr_eq(&now, &directory.current()));
    other_process.set_room_disabled("LOBBY", true).unwrap();
    assert!(directory.current().rooms()[0].disabled);
}

#[test]
fn preferences_count_up() {
    let folder = ScratchFolder::new().unwrap();
    let (store, _) = store_with_rooms(&folder, &[]);
    let alice = who("alice");
    assert_eq!(store.preference(&alice, "kedzie.GroupChannels").unwrap(), None);
    assert_eq!(store.set_preference(&alice, "kedzie.GroupChannels", 71, "QUJD").unwrap(), 72);
    assert_eq!(store.set_preference(&alice, "kedzie.GroupChannels", 0, "REVG").unwrap(), 73);
    let kept = store.preference(&alice, "kedzie.GroupChannels").unwrap().unwrap();
    assert_eq!((kept.sequence, kept.content.as_str()), (73, "REVG"));
    assert_eq!(store.preference(&who("bob"), "kedzie.GroupChannels").unwrap(), None);
    for label in 1..64 {
        store.set_preference(&alice, &format!("label{label}"), 0, "").unwrap();
    }
    assert_eq!(
        store.set_preference(&alice, "one too many", 0, "").unwrap_err().kind(),
        ErrorKind::InvalidArgument
    );
}

#[cfg(unix)]
#[test]
fn password_hashes_are_for_the_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = ScratchFolder::new().unwrap();
    let (store, _) = store_with_rooms(&folder, &[]);
    store.add_user(&user("alice", None)).unwrap();
    for name in ["pchat.db", "pchat.db-wal"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let shown = format!("{:?}", store.users().unwrap());
    assert!(!shown.contains('7'), "{shown}");
}
