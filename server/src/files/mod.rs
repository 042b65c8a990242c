//! The file web service: SOAP 1.1 over HTTPS, opened by tokens that the chat service gives (spec: xccos.md 7).
//!
//! `tokens` knows who may do what where, `storage` keeps the bytes, `calls` does the six operations, `web` speaks HTTP.

mod calls;
mod name;
mod patient;
mod storage;
mod tokens;
mod web;

pub(crate) use name::StoredName;
pub(crate) use tokens::Purpose;
pub(crate) use web::serve;

use crate::error::Result;
use crate::store::Durability;
use pchat_core::soap;
use std::path::Path;
use std::sync::Arc;
use storage::Storage;
use tokens::Tokens;
use tokio::sync::Semaphore;

/// The folder in the data folder.
pub(crate) const FOLDER: &str = "files";

/// The longest request, in kilobytes (`GetMaxRequestContentInKB`).
const MOST_REQUEST_KB: u32 = 4096;

/// Kilobytes of requests and answers that are in memory at a time; more have to wait.
const MEMORY_KB: u32 = 256 * 1024;

/// The most bytes that one `DownloadChunk` gives.
const MOST_ANSWER: usize = 1 << 20;

/// The service apart from its sockets.
pub(crate) struct Files {
    pub(crate) tokens: Tokens,
    /// Where clients find it.
    pub(crate) url: String,
    storage: Storage,
    memory: Arc<Semaphore>,
}

impl Files {
    /// `authority` is the host and the port that clients connect to.
    pub(crate) fn open(folder: &Path, durability: Durability, authority: &str) -> Result<Files> {
        Ok(Files {
            tokens: Tokens::default(),
            url: format!("https://{authority}{}", soap::PATH),
            storage: Storage::open(&folder.join(FOLDER), durability == Durability::Full)?,
            memory: Arc::new(Semaphore::new(MEMORY_KB as usize)),
        })
    }
}
