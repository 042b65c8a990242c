//! The bytes of files: `<data>/files/<room GUID>/<GUID>.<ext>`, and the same with `.part` while they come.

use super::name::StoredName;
use crate::address::Address;
use crate::error::{Error, ErrorKind, Result};
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// An upload to which nothing is added for so long is given up.
const PATIENCE: Duration = Duration::from_secs(30 * 60);
/// Uploads of one user at a time.
const MOST_OF_ONE: usize = 64;

/// Where files are kept. Methods block on the disk.
pub(super) struct Storage {
    folder: PathBuf,
    /// Whether a complete file is on the disk before that is acknowledged.
    durable: bool,
    uploads: Mutex<HashMap<(String, StoredName), Upload>>,
}

/// A file that is not complete.
struct Upload {
    user: Address,
    length: u64,
    written: u64,
    /// Somebody is writing.
    busy: bool,
    touched: Instant,
}

/// One more piece of an upload.
pub(super) struct Piece<'a> {
    pub(super) user: &'a Address,
    /// The GUID of a room that exists.
    pub(super) room: &'a str,
    pub(super) name: &'a StoredName,
    pub(super) offset: u64,
    /// Of the whole file.
    pub(super) length: u64,
    pub(super) bytes: &'a [u8],
}

impl Storage {
    /// The folder is made with the first file. Removes what an earlier server did not get to the end of.
    pub(super) fn open(folder: &Path, durable: bool) -> Result<Storage> {
        let failed = |error: io::Error| Error::io(format!("use the folder {}", folder.display()), &error);
        let rooms = match fs::read_dir(folder) {
            Ok(rooms) => Some(rooms),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        for room in rooms.into_iter().flatten() {
            let room = room.map_err(failed)?.path();
            // Only folders are ours; anything else stays as it is.
            let Ok(files) = fs::read_dir(&room) else { continue };
            for file in files.flatten().map(|file| file.path()) {
                if file.extension().is_some_and(|extension| extension == "part") {
                    fs::remove_file(&file).map_err(failed)?;
                }
            }
        }
        Ok(Storage { folder: folder.to_owned(), durable, uploads: Mutex::default() })
    }

    /// Adds a piece; true when the file is complete. The pieces of a file come one after another; the first begins it.
    ///
    /// Fails with `InvalidArgument` (a gap, an overlap, another length than before), `NotAllowed` (somebody else's upload),
    /// `AlreadyExists`, `Io`.
    pub(super) fn append(&self, piece: &Piece<'_>, now: Instant) -> Result<bool> {
        let end = self.take(piece, now)?;
        let written = self.write(piece);
        let mut uploads = self.lock();
        let key = (piece.room.to_owned(), piece.name.clone());
        let complete = end == piece.length;
        match (uploads.get_mut(&key), &written) {
            (Some(_), Ok(())) if complete => {
                uploads.remove(&key);
            }
            (Some(upload), outcome) => {
                upload.busy = false;
                upload.touched = now;
                if outcome.is_ok() {
                    upload.written = end;
                }
            }
            (None, _) => {}
        }
        drop(uploads);
        written.map(|()| complete).map_err(|error| Error::io(format!("store {}", piece.name), &error))
    }

    /// Checks a piece and marks its upload as busy; gives the offset of its end.
    fn take(&self, piece: &Piece<'_>, now: Instant) -> Result<u64> {
        let end = u64::try_from(piece.bytes.len()).ok().and_then(|size| piece.offset.checked_add(size));
        let Some(end) = end.filter(|end| *end <= piece.length) else {
            return Err(Error::invalid(format!(
                "the piece at {} has {} bytes, and the file shall have {}",
                piece.offset,
                piece.bytes.len(),
                piece.length
            )));
        };
        if piece.bytes.is_empty() && piece.length > 0 {
            return Err(Error::invalid("the piece is empty"));
        }
        if self.path(piece.room, piece.name).exists() {
            return Err(Error::new(
                ErrorKind::AlreadyExists,
                format!("{} is complete already; ask for a new name", piece.name),
            ));
        }
        let mut uploads = self.lock();
        self.give_up_old_ones(&mut uploads, now);
        let key = (piece.room.to_owned(), piece.name.clone());
        if !uploads.contains_key(&key) {
            if uploads.values().filter(|upload| upload.user == *piece.user).count() >= MOST_OF_ONE {
                return Err(Error::new(
                    ErrorKind::NotAllowed,
                    format!("{MOST_OF_ONE} uploads are under way already; finish some, or wait half an hour"),
                ));
            }
            let upload = Upload {
                user: piece.user.clone(),
                length: piece.length,
                written: 0,
                busy: false,
                touched: now,
            };
            if piece.offset == 0 {
                uploads.insert(key.clone(), upload);
            }
        }
        let Some(upload) = uploads.get_mut(&key) else {
            return Err(Error::invalid(format!("nothing of {} is here; begin with offset 0", piece.name)));
        };
        if upload.user != *piece.user {
            return Err(Error::new(ErrorKind::NotAllowed, format!("{} is somebody else's", piece.name)));
        }
        if upload.length != piece.length {
            return Err(Error::invalid(format!("{} began with the length {}", piece.name, upload.length)));
        }
        if upload.busy || upload.written != piece.offset {
            return Err(Error::invalid(format!(
                "{} bytes of {} are here, so the next piece begins there and not at {}",
                upload.written, piece.name, piece.offset
            )));
        }
        upload.busy = true;
        Ok(end)
    }

    fn write(&self, piece: &Piece<'_>) -> io::Result<()> {
        let (path, part) = (self.path(piece.room, piece.name), self.part(piece.room, piece.name));
        if piece.offset == 0 {
            make_private_folder(&self.folder.join(piece.room))?;
        }
        let mut options = OpenOptions::new();
        options.write(true).create(piece.offset == 0).truncate(piece.offset == 0);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&part)?;
        file.seek(SeekFrom::Start(piece.offset))?;
        file.write_all(piece.bytes)?;
        if piece.offset + piece.bytes.len() as u64 == piece.length {
            if self.durable {
                file.sync_all()?;
            }
            fs::rename(&part, &path)?;
            if self.durable {
                // The folders may be as new as the file.
                let folders =
                    [Some(&*self.folder.join(piece.room)), Some(&*self.folder), self.folder.parent()];
                folders.into_iter().flatten().try_for_each(|folder| File::open(folder)?.sync_all())?;
            }
        }
        Ok(())
    }

    /// How long a file is, or, for the one who uploads it, how much of it is here. `NotFound` when there is none.
    pub(super) fn size(&self, uploader: Option<&Address>, room: &str, name: &StoredName) -> Result<u64> {
        if let Some(upload) = self.lock().get(&(room.to_owned(), name.clone()))
            && uploader == Some(&upload.user)
        {
            return Ok(upload.written);
        }
        fs::metadata(self.path(room, name)).map(|found| found.len()).map_err(|error| missing(name, &error))
    }

    /// Bytes of a complete file, at most `most`. Fails with `NotFound`, `InvalidArgument` (an offset behind its end), `Io`.
    pub(super) fn read(&self, room: &str, name: &StoredName, offset: u64, most: usize) -> Result<Vec<u8>> {
        let mut file = File::open(self.path(room, name)).map_err(|error| missing(name, &error))?;
        let failed = |error: io::Error| Error::io(format!("read {name}"), &error);
        let length = file.metadata().map_err(failed)?.len();
        let Some(left) = length.checked_sub(offset) else {
            return Err(Error::invalid(format!("{name} has {length} bytes; {offset} is behind its end")));
        };
        let size = usize::try_from(left).unwrap_or(usize::MAX).min(most);
        let mut bytes = Vec::with_capacity(size);
        file.seek(SeekFrom::Start(offset)).map_err(failed)?;
        file.take(size as u64).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    fn give_up_old_ones(&self, uploads: &mut HashMap<(String, StoredName), Upload>, now: Instant) {
        uploads.retain(|(room, name), upload| {
            let keep = upload.busy || now.saturating_duration_since(upload.touched) < PATIENCE;
            if !keep
                && let Err(error) = fs::remove_file(self.part(room, name))
                // Its room may have been removed meanwhile.
                && error.kind() != io::ErrorKind::NotFound
            {
                log::warn!("the rest of the upload {name} could not be removed: {error}");
            }
            keep
        });
    }

    fn path(&self, room: &str, name: &StoredName) -> PathBuf {
        self.folder.join(room).join(name.as_str())
    }

    fn part(&self, room: &str, name: &StoredName) -> PathBuf {
        self.folder.join(room).join(format!("{name}.part"))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(String, StoredName), Upload>> {
        self.uploads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn missing(name: &StoredName, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => Error::new(
            ErrorKind::NotFound,
            format!("the room has no file {name}; it was removed, or never came as a whole"),
        ),
        _ => Error::io(format!("read {name}"), error),
    }
}

fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::ScratchFolder;

    const ROOM: &str = "11111111-2222-3333-4444-555555555555";

    struct Scene {
        storage: Storage,
        name: StoredName,
        now: Instant,
        folder: ScratchFolder,
    }

    impl Scene {
        fn new() -> Scene {
            let folder = ScratchFolder::new().unwrap();
            let storage = Storage::open(folder.path(), true).unwrap();
            Scene { storage, name: StoredName::new("txt").unwrap(), now: Instant::now(), folder }
        }

        fn add(&self, who: &str, offset: u64, length: u64, bytes: &[u8]) -> Result<bool> {
            let user = user(who);
            let piece = Piece { user: &user, room: ROOM, name: &self.name, offset, length, bytes };
            self.storage.append(&piece, self.now)
        }

        fn files(&self) -> Vec<String> {
            let read = fs::read_dir(self.folder.path().join(ROOM));
            let names = read.map(|files| files.map(|file| file.unwrap().file_name().into_string().unwrap()));
            names.map(Iterator::collect).unwrap_or_default()
        }
    }

    fn user(name: &str) -> Address {
        Address::parse(&format!("{name}@example.com")).unwrap()
    }

    #[test]
    fn pieces_make_a_file() {
        let scene = Scene::new();
        assert!(!scene.add("ann", 0, 11, b"hello").unwrap());
        assert_eq!(scene.storage.size(Some(&user("ann")), ROOM, &scene.name).unwrap(), 5);
        assert_eq!(scene.storage.size(None, ROOM, &scene.name).unwrap_err().kind(), ErrorKind::NotFound);
        let early = scene.storage.read(ROOM, &scene.name, 0, 5).unwrap_err();
        assert_eq!(early.kind(), ErrorKind::NotFound, "nobody reads half a file");
        assert!(scene.add("ann", 5, 11, b" world").unwrap());
        assert_eq!(scene.files(), [scene.name.as_str()]);
        assert_eq!(scene.storage.size(None, ROOM, &scene.name).unwrap(), 11);
        assert_eq!(scene.storage.read(ROOM, &scene.name, 4, 3).unwrap(), b"o w");
        assert_eq!(scene.storage.read(ROOM, &scene.name, 9, 100).unwrap(), b"ld");
        assert_eq!(scene.storage.read(ROOM, &scene.name, 11, 1).unwrap(), b"");
        assert!(scene.storage.read(ROOM, &scene.name, 12, 1).is_err());
        assert_eq!(scene.add("ann", 0, 1, b"x").unwrap_err().kind(), ErrorKind::AlreadyExists);
    }

    #[test]
    fn pieces_that_do_not_fit_change_nothing() {
        let scene = Scene::new();
        assert!(scene.add("ann", 3, 5, b"lo").is_err(), "no beginning");
        assert!(scene.add("ann", 0, 2, b"hello").is_err(), "longer than it says");
        assert!(scene.add("ann", u64::MAX, u64::MAX, b"hello").is_err());
        assert!(scene.add("ann", 0, 5, b"").is_err());
        assert!(scene.files().is_empty());
        scene.add("ann", 0, 5, b"he").unwrap();
        assert!(scene.add("ann", 0, 5, b"he").is_err(), "twice");
        assert!(scene.add("ann", 4, 5, b"o").is_err(), "a gap");
        assert!(scene.add("ann", 2, 6, b"llo").is_err(), "another length");
        assert_eq!(scene.add("bob", 2, 5, b"llo").unwrap_err().kind(), ErrorKind::NotAllowed);
        assert!(scene.add("ann", 2, 5, b"llo").unwrap());
        assert_eq!(scene.storage.read(ROOM, &scene.name, 0, 9).unwrap(), b"hello");
    }

    #[test]
    fn an_empty_file_is_a_file() {
        let scene = Scene::new();
        assert!(scene.add("ann", 0, 0, b"").unwrap());
        assert_eq!(scene.storage.size(None, ROOM, &scene.name).unwrap(), 0);
    }

    #[test]
    fn what_nobody_finishes_goes_away() {
        let mut scene = Scene::new();
        let old = scene.name.clone();
        scene.add("ann", 0, 5, b"he").unwrap();
        scene.now += PATIENCE;
        scene.name = StoredName::new("txt").unwrap();
        scene.add("ann", 0, 5, b"he").unwrap();
        assert_eq!(scene.files(), [format!("{}.part", scene.name)]);
        scene.name = old;
        assert!(scene.add("ann", 2, 5, b"llo").is_err());
        let again = Storage::open(scene.folder.path(), true).unwrap();
        assert!(scene.files().is_empty());
        assert!(again.size(None, ROOM, &scene.name).is_err());
    }

    #[test]
    fn one_user_has_so_many_uploads_at_a_time() {
        let mut scene = Scene::new();
        for _ in 0..MOST_OF_ONE {
            scene.name = StoredName::new("txt").unwrap();
            scene.add("ann", 0, 5, b"he").unwrap();
        }
        scene.name = StoredName::new("txt").unwrap();
        assert_eq!(scene.add("ann", 0, 5, b"he").unwrap_err().kind(), ErrorKind::NotAllowed);
        assert!(scene.add("bob", 0, 5, b"he").is_ok());
    }
}
