//! Files that messages link to: they go with the last message that does, and with their room.
//!
//! The transaction of the change comes first, then the file. A crash between them leaves a file that `pchatd check` names, never a
//! message whose file is gone.

use super::Store;
use crate::error::{Error, Result};
use crate::files::{FOLDER, StoredName};
use pchat_core::xccos::FileLink;
use rusqlite::{Connection, OptionalExtension, Params};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

const SCHEME: &str = "ma-filelink:";
/// No link to a file of ours is longer up to its name, in bytes.
const LONGEST_LINK: usize = 1024;
/// A file comes before its message, which its author may still be about to post.
const TIME_TO_POST: Duration = Duration::from_secs(24 * 60 * 60);

/// A file that a message links to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct LinkedFile {
    /// The GUID of its room, lower case.
    room: String,
    name: StoredName,
}

/// All links in a text; those that no file of ours can have are left out.
fn links(text: &str, found: &mut HashSet<LinkedFile>) {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        bytes.get(*at..*at + SCHEME.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(SCHEME.as_bytes()))
    };
    for at in (0..bytes.len()).filter(begins) {
        let most = text.len().min(at + LONGEST_LINK);
        let link = (at..=most).rev().find_map(|end| text.get(at..end)).and_then(FileLink::find);
        let Some(link) = link else { continue };
        let room = link.path.rsplit('/').next().unwrap_or_default().trim_matches(['{', '}']);
        let room = room.to_ascii_lowercase();
        if let Some(name) = StoredName::parse(&link.stored_name) {
            found.insert(LinkedFile { room, name });
        }
    }
}

/// What the messages that fit a condition on `messages` link to.
pub(super) fn linked_files(
    connection: &Connection,
    condition: &str,
    parameters: impl Params,
) -> rusqlite::Result<HashSet<LinkedFile>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT text, rtf FROM messages
         WHERE {condition} AND (text LIKE '%{SCHEME}%' OR rtf LIKE '%{SCHEME}%')"
    ))?;
    let mut rows = statement.query(parameters)?;
    let mut found = HashSet::new();
    while let Some(row) = rows.next()? {
        links(row.get_ref(0)?.as_str()?, &mut found);
        if let Some(rtf) = row.get_ref(1)?.as_str_or_null()? {
            links(rtf, &mut found);
        }
    }
    Ok(found)
}

impl Store {
    fn files_folder(&self) -> PathBuf {
        self.inner.path.with_file_name(FOLDER)
    }

    /// Deletes those of the files to which no message links any more, after the commit that took links away from `room`.
    pub(super) fn delete_unlinked(&self, room: i64, files: HashSet<LinkedFile>) -> Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        let unlinked =
            self.read("look for other messages with the files of what was removed", |connection| {
                // One moment for all, outside of the change: posts do not wait for it.
                let transaction = connection.transaction()?;
                let linked = linked_files(&transaction, "1", [])?;
                // Where no history is kept, nobody knows who links to a file; only a room's own messages may take it along.
                let mut owner = transaction.prepare_cached(
                    "SELECT rooms.guid FROM rooms JOIN categories ON categories.guid = rooms.category
                 WHERE rooms.guid = ?1 AND (rooms.id = ?2 OR categories.history != 0)",
                )?;
                let mut unlinked = Vec::new();
                for file in files.into_iter().filter(|file| !linked.contains(file)) {
                    let guid =
                        owner.query_row((&file.room, room), |row| row.get::<_, String>(0)).optional()?;
                    unlinked.extend(guid.map(|guid| (guid, file.name)));
                }
                Ok(unlinked)
            })?;
        for (guid, name) in unlinked {
            delete(&self.files_folder().join(guid).join(name.as_str()), |path| fs::remove_file(path))?;
        }
        Ok(())
    }

    /// Deletes all files of a room, after the commit that removed it.
    pub(super) fn delete_files_of(&self, room: &str) -> Result<()> {
        delete(&self.files_folder().join(room), |path| fs::remove_dir_all(path))
    }

    /// Files that no message links any more, by path: those of rooms that are gone, and older ones of rooms that keep a history.
    pub(super) fn orphaned_files(&self, now: SystemTime) -> Result<Vec<String>> {
        // The files first: what is linked or removed meanwhile is none.
        let stored = stored_files(&self.files_folder())?;
        if stored.is_empty() {
            return Ok(Vec::new());
        }
        let (linked, rooms) = self.read("read which files are linked", |connection| {
            let transaction = connection.transaction()?;
            let linked = linked_files(&transaction, "1", [])?;
            let mut statement = transaction.prepare(
                "SELECT rooms.guid, categories.history FROM rooms JOIN categories ON categories.guid = rooms.category",
            )?;
            let rooms = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok((linked, rooms.collect::<rusqlite::Result<HashMap<String, bool>>>()?))
        })?;
        let mut orphans: Vec<String> = stored
            .into_iter()
            .filter(|(file, path)| match rooms.get(&file.room) {
                None => path.exists(),
                Some(keeps_history) => *keeps_history && !linked.contains(file) && is_old(path, now),
            })
            .map(|(_, path)| path.display().to_string())
            .collect();
        orphans.sort_unstable();
        Ok(orphans)
    }
}

/// Whether a file has been there, complete, for so long that its message was posted or never will be.
fn is_old(path: &Path, now: SystemTime) -> bool {
    let changed = fs::metadata(path).and_then(|found| found.modified());
    changed.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|age| age > TIME_TO_POST))
}

/// What is gone already is no failure: somebody else removes, too, or cleaned up by hand.
fn delete(path: &Path, how: impl FnOnce(&Path) -> io::Result<()>) -> Result<()> {
    match how(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(
            format!(
                "delete {}, which belonged to what was removed just now; delete it by hand",
                path.display()
            ),
            &error,
        )),
        _ => Ok(()),
    }
}

/// The complete files of all rooms; anything that is not called as ours are is somebody else's.
fn stored_files(folder: &Path) -> Result<Vec<(LinkedFile, PathBuf)>> {
    let entries = |folder: &Path| -> Result<Vec<PathBuf>> {
        match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => Ok(entries.into_iter().map(|entry| entry.path()).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(Error::io(format!("read the folder {}", folder.display()), &error)),
        }
    };
    let name_of = |path: &Path| path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let mut stored = Vec::new();
    for room in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        let Some(guid) = name_of(&room) else { continue };
        for path in entries(&room)? {
            if let Some(name) = name_of(&path).and_then(|name| StoredName::parse(&name)) {
                stored.push((LinkedFile { room: guid.to_ascii_lowercase(), name }, path));
            }
        }
    }
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn every_link_is_found_and_nothing_else() {
        let (room, name) = ("11111111-2222-3333-4444-555555555555", "0f000000-0000-4000-8000-000000000009");
        let text = format!(
            "é ma-filelink://x.test/{room}/{name}.txt?name=a then <a href=\"MA-FILELINK://x/{room}/{}.DOC\">b</a>
             ma-filelink:x.doc ma-filelink: ma-filelink://x/{room}/%30{}.pdf",
            name.to_uppercase(),
            name.get(1..).unwrap()
        );
        let mut found = HashSet::new();
        links(&text, &mut found);
        let mut names: Vec<_> = found.iter().map(|file| file.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, [format!("{name}.doc"), format!("{name}.pdf"), format!("{name}.txt")]);
        assert!(found.iter().all(|file| file.room == room));
    }

    #[test]
    fn a_text_of_nothing_but_links_takes_no_time() {
        let begun = Instant::now();
        links(&"ma-filelink:".repeat(200_000 / SCHEME.len()), &mut HashSet::new());
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
