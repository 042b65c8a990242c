//! Who joined, left, said, read and moved what, written down for the law: one line of JSON for each event (spec: xccos.md 7).

use crate::error::{Error, Result};
use crate::model::{StoredMessage, User};
use crate::store::Store;
use crate::timestamp::Timestamp;
use serde_json::{Map, Value, json};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file, or nothing when nobody asked for it. May be used from any thread; each event is one write of a whole line,
/// so that a reader who follows the file sees no half of one unless the disk is full or the machine stops.
///
/// When the file cannot be written the server goes on: lines wait in memory, and those that find no room there are counted.
pub(crate) struct Compliance {
    book: Option<Mutex<Book>>,
}

/// Bytes that may wait for a file that cannot be written.
const MOST_WAITING: usize = 8 * 1024 * 1024;
/// The buffer that is kept when nothing waits.
const KEPT: usize = 64 * 1024;

struct Book {
    path: PathBuf,
    file: Box<dyn Write + Send>,
    /// Whole lines; of the first one some bytes may be written already.
    waiting: Vec<u8>,
    written: usize,
    /// Events that found no room after what waits.
    lost: u64,
    /// The last write failed, which has been logged.
    is_failing: bool,
    /// The last note of the store that was taken over.
    last_note: i64,
    /// The last one that the store has removed since.
    last_forgotten: i64,
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
    /// Opens the file to append to it; without a path nothing is written. A new file is readable for its owner only.
    pub(crate) fn open(path: Option<&Path>) -> Result<Compliance> {
        let Some(path) = path else { return Ok(Compliance { book: None }) };
        let book = Book {
            path: path.to_owned(),
            file: Box::new(open(path)?),
            waiting: Vec::new(),
            written: 0,
            lost: 0,
            is_failing: false,
            last_note: 0,
            last_forgotten: 0,
        };
        Ok(Compliance { book: Some(Mutex::new(book)) })
    }

    /// Takes over the store's notes and writes what waits, if there is any. To be called now and then. Blocks on the disk.
    pub(crate) fn catch_up(&self, store: &Store) {
        let Some(mut book) = self.hold() else { return };
        book.flush();
        if let Err(error) = book.take_notes(store) {
            log::error!("{error}; compliance events wait in the store");
        }
    }

    /// Goes on with a file of the same name.
    pub(crate) fn reopen(&self) {
        let Some(mut book) = self.hold() else { return };
        match open(&book.path) {
            Ok(file) => {
                log::info!("going on with a new compliance file {}", book.path.display());
                book.file = Box::new(file);
                // What the old one has of a line is no line.
                book.written = 0;
                book.flush();
            }
            Err(error) => log::error!("{error}; going on with the old one"),
        }
    }

    fn hold(&self) -> Option<MutexGuard<'_, Book>> {
        Some(self.book.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
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
        let Some(mut book) = self.hold() else { return };
        let mut line = Map::new();
        line.insert("time".into(), json!(Timestamp::now().to_iso()));
        line.insert("event".into(), json!(event));
        line.insert("user".into(), json!(user));
        line.insert("display_name".into(), json!(display_name));
        line.insert("room".into(), json!(room));
        line.insert("room_name".into(), json!(room_name));
        more(&mut line);
        book.write(&Value::Object(line).to_string());
    }
}

impl Book {
    /// Writes a line, or has it wait or counts it.
    fn write(&mut self, line: &str) {
        if self.lost > 0 || self.waiting.len().saturating_add(line.len()) >= MOST_WAITING {
            self.lost = self.lost.saturating_add(1);
        } else {
            self.waiting.extend_from_slice(line.as_bytes());
            self.waiting.push(b'\n');
        }
        self.flush();
    }

    fn flush(&mut self) {
        match self.try_flush() {
            Ok(()) if self.is_failing => {
                self.is_failing = false;
                log::warn!("the compliance file {} is written again", self.path.display());
            }
            Ok(()) => {}
            Err(error) => {
                if !self.is_failing || self.lost == 1 {
                    log::error!(
                        "cannot write to the compliance file {}: {error}; {} bytes wait, {} events are lost; make room, or move the file \
                         and send SIGHUP",
                        self.path.display(),
                        self.waiting.len() - self.written,
                        self.lost
                    );
                }
                self.is_failing = true;
            }
        }
    }

    fn try_flush(&mut self) -> io::Result<()> {
        loop {
            while let Some(rest) = self.waiting.get(self.written..).filter(|rest| !rest.is_empty()) {
                match self.file.write(rest) {
                    Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                    Ok(length) => self.written += length,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => {
                        self.forget_whole_lines();
                        return Err(error);
                    }
                }
            }
            self.waiting.clear();
            self.waiting.shrink_to(KEPT);
            self.written = 0;
            if self.lost == 0 {
                return Ok(());
            }
            let line = json!({"time": Timestamp::now().to_iso(), "event": "lost", "events": self.lost});
            self.waiting.extend_from_slice(format!("{line}\n").as_bytes());
            self.lost = 0;
        }
    }

    /// Lines that are in the file as a whole need not wait any more.
    fn forget_whole_lines(&mut self) {
        let written = self.waiting.get(..self.written).unwrap_or_default();
        if let Some(end) = written.iter().rposition(|byte| *byte == b'\n') {
            self.waiting.drain(..=end);
            self.written -= end + 1;
        }
    }

    /// The store forgets a note once it is in the file. A server that dies between writes it again, with the same number.
    fn take_notes(&mut self, store: &Store) -> Result<()> {
        // As long as something waits here the notes are safer where they are.
        while self.waiting.is_empty() {
            if self.last_note > self.last_forgotten {
                store.forget_compliance_notes(self.last_note)?;
                self.last_forgotten = self.last_note;
            }
            let notes = store.compliance_notes(self.last_note)?;
            let Some(last) = notes.last() else { break };
            self.last_note = last.id;
            for note in &notes {
                match serde_json::from_str::<Value>(&note.line) {
                    Ok(mut line) => {
                        line["note"] = json!(note.id);
                        self.write(&line.to_string());
                    }
                    Err(error) => log::error!("the compliance note {} is unreadable: {error}", note.id),
                }
            }
        }
        Ok(())
    }
}

fn open(path: &Path) -> Result<File> {
    let failed = |error| Error::io(format!("open the compliance file {}", path.display()), &error);
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(failed)?;
    #[cfg(unix)]
    {
        let metadata = file.metadata().map_err(failed)?;
        let mode = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions());
        if metadata.is_file() && mode & 0o077 != 0 {
            log::warn!(
                "the compliance file {} is open to others than its owner (mode {:o}); close it with chmod 600",
                path.display(),
                mode & 0o777
            );
        }
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;
    use crate::model::{Actor, NewUser};
    use crate::scratch::ScratchFolder;
    use std::sync::Arc;

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
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        Compliance::open(None).unwrap().joined(&ann, room, "Lobby");
        assert!(Compliance::open(Some(&folder.path().join("no/such"))).is_err());
    }

    /// A disk with so many bytes left.
    #[derive(Clone, Default)]
    struct Disk(Arc<Mutex<(usize, Vec<u8>)>>);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut disk = self.0.lock().unwrap();
            let length = bytes.len().min(disk.0);
            if length == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            disk.0 -= length;
            disk.1.extend_from_slice(&bytes[..length]);
            Ok(length)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn book(path: PathBuf, disk: &Disk) -> Book {
        Book {
            path,
            file: Box::new(disk.clone()),
            waiting: Vec::new(),
            written: 0,
            lost: 0,
            is_failing: false,
            last_note: 0,
            last_forgotten: 0,
        }
    }

    #[test]
    fn on_a_full_disk_lines_wait_and_those_without_room_are_counted() {
        let disk = Disk::default();
        let mut book = book(PathBuf::new(), &disk);
        let line = |n: usize| format!("{{\"n\":{n},\"text\":\"{}\"}}", "x".repeat(1 << 20));
        disk.0.lock().unwrap().0 = (1 << 20) * 3 / 2;
        let lines = 12;
        for n in 0..lines {
            book.write(&line(n));
        }
        assert!(book.waiting.len() <= MOST_WAITING && book.lost > 0);
        let lost = usize::try_from(book.lost).unwrap();
        disk.0.lock().unwrap().0 = usize::MAX;
        book.flush();
        book.write(&line(lines));
        let text = String::from_utf8(disk.0.lock().unwrap().1.clone()).unwrap();
        let mut found = text.lines();
        for n in 0..lines - lost {
            assert_eq!(found.next(), Some(&*line(n)), "line {n}");
        }
        let told: Value = serde_json::from_str(found.next().unwrap()).unwrap();
        assert_eq!((&told["event"], &told["events"]), (&json!("lost"), &json!(lost)));
        assert_eq!((found.next(), found.next()), (Some(&*line(lines)), None));
    }

    #[test]
    fn a_line_of_which_the_old_file_has_a_part_is_in_the_new_one_as_a_whole() {
        let folder = ScratchFolder::new().unwrap();
        let path = folder.path().join("compliance.jsonl");
        let disk = Disk::default();
        disk.0.lock().unwrap().0 = 12;
        let mut book = book(path.clone(), &disk);
        book.write("{\"n\":1}");
        book.write("{\"n\":2}");
        let compliance = Compliance { book: Some(Mutex::new(book)) };
        compliance.reopen();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "{\"n\":2}\n");
        assert_eq!(disk.0.lock().unwrap().1, b"{\"n\":1}\n{\"n\"");
    }
}
