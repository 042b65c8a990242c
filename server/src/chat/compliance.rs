//! Who joined, left, said, read and moved what, written down for the law: one line of JSON for each event (spec: xccos.md 7).

use crate::error::{Error, Result};
use crate::model::{StoredMessage, User};
use crate::timestamp::Timestamp;
use serde_json::{Map, Value, json};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The file, or nothing when nobody asked for it. May be used from any thread; each event is one write of a whole line,
/// so that a reader who follows the file sees no half of one unless the machine stops.
pub(crate) struct Compliance {
    file: Option<Mutex<File>>,
}

/// Which way a file went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From a user to the server.
    Upload,
    /// From the server to a user.
    Download,
}

impl Compliance {
    /// Opens the file to append to it; without a path nothing is written. The file is made readable for its owner only.
    pub(crate) fn open(path: Option<&Path>) -> Result<Compliance> {
        let Some(path) = path else { return Ok(Compliance { file: None }) };
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(path)
            .map_err(|error| Error::io(format!("open the compliance file {}", path.display()), &error))?;
        Ok(Compliance { file: Some(Mutex::new(file)) })
    }

    /// Somebody came into a room.
    pub(crate) fn joined(&self, who: &User, room_uri: &str, room_name: &str) {
        self.write("join", who.address.uri(), &who.display_name, room_uri, room_name, |_| {});
    }

    /// Somebody left a room, with his last endpoint, or was taken out.
    pub(crate) fn parted(&self, who: &User, room_uri: &str, room_name: &str) {
        self.write("part", who.address.uri(), &who.display_name, room_uri, room_name, |_| {});
    }

    /// A message was stored.
    pub(crate) fn chat(&self, message: &StoredMessage, room_uri: &str, room_name: &str) {
        let author = message.author.uri();
        self.write("chat", author, &message.author_name, room_uri, room_name, |line| {
            line.insert("message_id".into(), json!(message.chat_id));
            line.insert("sent".into(), json!(message.timestamp.to_iso()));
            line.insert("alert".into(), json!(message.alert));
            line.insert("text".into(), json!(message.text));
            if let Some(rtf) = &message.rtf {
                line.insert("rtf".into(), json!(rtf));
            }
        });
    }

    /// Somebody read messages of a room that were said before, from the first to the last of these ids.
    pub(crate) fn history_read(&self, who: &User, room_uri: &str, room_name: &str, messages: &[i64]) {
        self.write("history", who.address.uri(), &who.display_name, room_uri, room_name, |line| {
            line.insert("messages".into(), json!(messages.len()));
            line.insert("first_message_id".into(), json!(messages.iter().min()));
            line.insert("last_message_id".into(), json!(messages.iter().max()));
        });
    }

    /// A file came from a user as a whole, or its first bytes went to one; `name` is the one that people see, `stored_as` the server's own.
    #[allow(clippy::too_many_arguments, reason = "one line of the file has so many fields")]
    pub(crate) fn file(
        &self,
        direction: Direction,
        who: &User,
        room_uri: &str,
        room_name: &str,
        name: &str,
        stored_as: &str,
        bytes: u64,
    ) {
        let event = match direction {
            Direction::Upload => "upload",
            Direction::Download => "download",
        };
        self.write(event, who.address.uri(), &who.display_name, room_uri, room_name, |line| {
            line.insert("file".into(), json!(name));
            line.insert("stored_as".into(), json!(stored_as));
            line.insert("bytes".into(), json!(bytes));
        });
    }

    fn write(
        &self,
        event: &str,
        user: String,
        display_name: &str,
        room: &str,
        room_name: &str,
        more: impl FnOnce(&mut Map<String, Value>),
    ) {
        let Some(file) = &self.file else { return };
        let mut line = Map::new();
        line.insert("time".into(), json!(Timestamp::now().to_iso()));
        line.insert("event".into(), json!(event));
        line.insert("user".into(), json!(user));
        line.insert("display_name".into(), json!(display_name));
        line.insert("room".into(), json!(room));
        line.insert("room_name".into(), json!(room_name));
        more(&mut line);
        let text = format!("{}\n", Value::Object(line));
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.write_all(text.as_bytes()) {
            log::error!("cannot write a compliance event of the kind {event}: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;
    use crate::model::{Actor, NewUser};
    use crate::scratch::ScratchFolder;

    #[test]
    fn each_event_is_a_line_and_the_file_is_appended_to() {
        let folder = ScratchFolder::new().unwrap();
        let path = folder.path().join("compliance.jsonl");
        let new = NewUser::new(Address::parse("ann@example.com").unwrap());
        let ann = User::of(&new, String::new(), &Actor::Administrator);
        let room = "ma-chan://example.com/1";
        for _ in 0..2 {
            let compliance = Compliance::open(Some(&path)).unwrap();
            compliance.joined(&ann, room, "Line\nbreak");
            compliance.history_read(&ann, room, "Lobby", &[7, 8, 9]);
            compliance.file(Direction::Upload, &ann, room, "Lobby", "a.txt", "0f.txt", 43);
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 6);
        assert_eq!((&lines[0]["event"], &lines[0]["room_name"]), (&json!("join"), &json!("Line\nbreak")));
        assert_eq!(lines[0]["user"], "sip:ann@example.com");
        assert_eq!((&lines[1]["messages"], &lines[1]["last_message_id"]), (&json!(3), &json!(9)));
        assert_eq!((&lines[5]["event"], &lines[5]["bytes"]), (&json!("upload"), &json!(43)));
        Compliance::open(None).unwrap().joined(&ann, room, "Lobby");
        assert!(Compliance::open(Some(&folder.path().join("no/such"))).is_err());
    }
}
