//! A download before it has its name.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file beside the one that it will be. Removed when it is dropped before that.
#[derive(Debug)]
pub(super) struct Partial {
    path: PathBuf,
    pub(super) file: Arc<File>,
}

impl Partial {
    /// Makes it in the folder of `target`. Blocks on the disk.
    pub(super) fn create(target: &Path) -> io::Result<Partial> {
        let name = target.file_name().ok_or_else(|| io::Error::other("the path names no file"))?;
        let mut random = [0u8; 8];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let mut own = std::ffi::OsString::from(".");
        own.push(name);
        own.push(format!(".{:016x}.part", u64::from_le_bytes(random)));
        let path = target.with_file_name(own);
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        Ok(Partial { path, file: Arc::new(file) })
    }

    /// Brings it to the disk and gives it its name; the file that was there goes, if it may. Blocks on the disk.
    pub(super) fn finish(self, target: &Path, overwrite: bool) -> io::Result<()> {
        self.file.sync_all()?;
        if overwrite {
            fs::rename(&self.path, target)?;
        } else {
            match fs::hard_link(&self.path, target) {
                // Its other name goes with `self`.
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
                // A file system without links: somebody may come between.
                Err(_) if !target.exists() => fs::rename(&self.path, target)?,
                Err(_) => return Err(io::ErrorKind::AlreadyExists.into()),
            }
        }
        // The name, too. Not every system lets a folder be opened for that.
        let folder =
            target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                log::warn!("the rest of a download, {}, could not be removed: {error}", self.path.display());
            }
            _ => {}
        }
    }
}
