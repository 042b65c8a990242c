//! A folder that goes away with its owner: the home of a server that only a test needs.

use crate::error::{Error, Result};
use crate::guid::new_guid;
use std::path::{Path, PathBuf};

/// A new folder below the system's temporary folder, open to its owner only; removed with its content on drop.
#[derive(Debug)]
pub struct ScratchFolder {
    path: PathBuf,
}

impl ScratchFolder {
    /// Makes the folder.
    pub fn new() -> Result<ScratchFolder> {
        let path = std::env::temp_dir().join(format!("pchat-{}", new_guid()?));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&path)
            .map_err(|error| Error::io(format!("create the folder {}", path.display()), &error))?;
        Ok(ScratchFolder { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.path) {
            log::warn!("the temporary folder {} could not be removed: {error}", self.path.display());
        }
    }
}
