//! Files go with the last message that links them, and with their room; `pchatd check` names what was left over.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod program;

use program::Pchatd;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A store with the rooms Lobby and Other, each with the messages 1 to 3.
struct Scene {
    pchatd: Pchatd,
    rooms: [String; 2],
}

fn scene() -> Scene {
    let pchatd = Pchatd::init();
    pchatd.with_input(&["user", "add", "alice@example.com", "--password-stdin"], "secret");
    pchatd.done(&["category", "add", "General", "--file-upload", "on"]);
    let rooms = ["Lobby", "Other"].map(|name| {
        let room = pchatd.json(&["room", "add", name, "--category", "General", "--json"]);
        room["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    });
    let database = rusqlite::Connection::open(pchatd.folder.path().join("data/pchat.db")).unwrap();
    for room in [1, 2] {
        database.execute("INSERT INTO room_counters VALUES (?1, 3)", [room]).unwrap();
        for id in 1..=3 {
            database
                .execute(
                    "INSERT INTO messages (room, chat_id, ts, author, author_name, alert, text, rtf)
                     VALUES (?1, ?2, 17000000000000000 + ?2, 'alice@example.com', 'Alice', 0, 'text', NULL)",
                    [room, id],
                )
                .unwrap();
        }
    }
    Scene { pchatd, rooms }
}

impl Scene {
    fn folder(&self, room: usize) -> PathBuf {
        self.pchatd.folder.path().join("data/files").join(&self.rooms[room])
    }

    fn name(number: u8) -> String {
        format!("0f000000-0000-4000-8000-0000000000{number:02x}.txt")
    }

    /// Keeps a file of a room that came a while ago.
    fn keep(&self, room: usize, number: u8, age: Duration) -> PathBuf {
        std::fs::create_dir_all(self.folder(room)).unwrap();
        let path = self.folder(room).join(Scene::name(number));
        std::fs::write(&path, "secret").unwrap();
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
        path
    }

    fn link(&self, room: usize, number: u8) -> String {
        let (room, name) = (self.rooms[room].to_uppercase(), Scene::name(number));
        format!("<a href=\"MA-filelink://example.com/{room}/{name}?name=a.txt&amp;size=6\">a.txt</a>")
    }

    fn say(&self, room: &str, id: &str, text: &str) {
        self.pchatd.done(&["message", "replace", room, id, "--text", text]);
    }

    fn orphans(&self) -> Value {
        let report = self.pchatd.json(&["check", "--json"]);
        assert_eq!(report["sound"], json!(true), "{report}");
        report["orphaned_files"].clone()
    }
}

#[test]
fn a_file_goes_with_the_last_message_that_links_it() {
    let scene = scene();
    let [one, two, three, four] = [1, 2, 3, 4].map(|number| scene.keep(0, number, DAY * 2));
    scene.say("Lobby", "1", &format!("{} and {}", scene.link(0, 1), scene.link(0, 2)));
    scene.say("Lobby", "2", &format!("again {}", scene.link(0, 2)));
    scene.say("Other", "1", &format!("there {}", scene.link(0, 3)));
    scene.say("Lobby", "3", &format!("{} {}", scene.link(0, 3), scene.link(0, 4)));

    scene.pchatd.done(&["message", "remove", "Lobby", "1"]);
    assert!(!one.exists() && two.exists(), "the second message links the second file still");
    scene.say("Lobby", "2", &format!("kept {}", scene.link(0, 2)));
    assert!(two.exists(), "the new text links it, too");
    scene.pchatd.done(&["message", "replace", "Lobby", "2"]);
    assert!(!two.exists());
    scene.pchatd.done(&["room", "clear", "Lobby", "--before", "2023-01-01"]);
    assert!(three.exists() && four.exists(), "nothing is that old");
    scene.pchatd.done(&["room", "clear", "Lobby", "--before", "2024-01-01"]);
    assert!(three.exists() && !four.exists(), "a message of the other room links the third");
    scene.pchatd.done(&["message", "remove", "Other", "1"]);
    assert!(!three.exists());
    assert_eq!(scene.orphans(), json!([]));
}

#[test]
fn a_room_takes_its_files_along() {
    let scene = scene();
    let (mine, other) = (scene.keep(0, 1, DAY), scene.keep(1, 2, DAY));
    scene.say("Lobby", "1", &format!("{} {}", scene.link(0, 1), scene.link(1, 2)));
    scene.say("Other", "1", &scene.link(0, 1));
    std::fs::write(scene.folder(0).join(format!("{}.part", Scene::name(3))), "half").unwrap();
    scene.pchatd.done(&["room", "remove", "Lobby"]);
    assert!(!mine.exists() && !scene.folder(0).exists(), "nobody reads files of a room that is gone");
    assert!(!other.exists(), "its last link went with the room");
    assert_eq!(scene.orphans(), json!([]));
}

#[test]
fn a_check_names_files_that_no_message_links() {
    let scene = scene();
    let linked = scene.keep(0, 1, DAY * 2);
    scene.say("Lobby", "1", &scene.link(0, 1));
    let left = scene.keep(0, 2, DAY * 2);
    let fresh = scene.keep(0, 3, DAY / 2);
    assert_eq!(scene.orphans(), json!([left.display().to_string()]));
    let said = scene.pchatd.done(&["check"]);
    assert!(said.contains(&format!("no message links this file any more; delete it: {}", left.display())));
    assert!(said.contains("the store is sound"), "{said}");
    assert!(linked.exists() && left.exists() && fresh.exists(), "a check changes nothing");

    // A room that went without its files, and one whose category writes nothing down.
    let folder = scene.pchatd.folder.path().join("data/files/0f000000-0000-4000-8000-000000000099");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join(Scene::name(9)), "secret").unwrap();
    scene.pchatd.done(&["category", "set", "General", "--history", "off"]);
    assert_eq!(scene.orphans(), json!([folder.join(Scene::name(9)).display().to_string()]));
}
