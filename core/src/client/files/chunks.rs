//! Transfers that the program feeds or empties itself, a chunk at a time.

use super::source::{too_long, too_short};
use super::web_service::Doing;
use super::{Shared, refused};
use crate::api::{Bytes, Error, ErrorCode, Result};
use tokio::sync::{Mutex, mpsc};

/// The end of an upload at which the program writes.
pub(super) struct Writer {
    size: u64,
    doing: Doing,
    state: Mutex<Writing>,
}

struct Writing {
    /// `None` when nothing more comes.
    chunks: Option<mpsc::Sender<Bytes>>,
    written: u64,
}

impl Writer {
    pub(super) fn new(chunks: mpsc::Sender<Bytes>, size: u64, file_name: &str) -> Writer {
        let doing = Doing::uploading(file_name);
        Writer { size, doing, state: Mutex::new(Writing { chunks: Some(chunks), written: 0 }) }
    }

    /// Hands a chunk on; waits while the one before is not taken.
    pub(super) async fn write(&self, shared: &Shared, chunk: Bytes) -> Result<()> {
        let Ok(mut state) = self.state.try_lock() else {
            return Err(refused("a chunk is being written; write the next one when that is done"));
        };
        if let Some(outcome) = shared.outcome().clone() {
            return Err(over(outcome.err()));
        }
        let Some(chunks) = &state.chunks else {
            return Err(refused("nothing can be written after `finish`"));
        };
        let size = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        let written = state.written.saturating_add(size);
        if written > self.size {
            let error = too_long(&self.doing, self.size);
            shared.stop(error.clone());
            // Unless it had failed before.
            return Err(shared.ended().await.err().unwrap_or(error));
        }
        if chunk.is_empty() {
            return Ok(());
        }
        tokio::select! {
            biased;
            outcome = shared.ended() => return Err(over(outcome.err())),
            sent = chunks.send(chunk) => if sent.is_err() {
                return Err(over(shared.ended().await.err()));
            },
        }
        state.written = written;
        Ok(())
    }

    /// Nothing more comes.
    pub(super) async fn finish(&self, shared: &Shared) {
        let mut state = self.state.lock().await;
        if state.chunks.take().is_some() && state.written < self.size {
            shared.stop(too_short(&self.doing, state.written, self.size));
        }
    }
}

/// The end of a download at which the program reads.
pub(super) struct Reader {
    chunks: Mutex<mpsc::Receiver<Bytes>>,
}

/// A download hands on at most one chunk before it waits.
pub(super) fn outgoing() -> (mpsc::Sender<Bytes>, Reader) {
    let (sender, chunks) = mpsc::channel(1);
    (sender, Reader { chunks: Mutex::new(chunks) })
}

impl Reader {
    /// The next chunk; `None` when it is complete.
    pub(super) async fn read(&self, shared: &Shared) -> Result<Option<Bytes>> {
        let Ok(mut chunks) = self.chunks.try_lock() else {
            return Err(refused("a chunk is being read; read the next one when that is done"));
        };
        tokio::select! {
            biased;
            chunk = chunks.recv() => match chunk {
                Some(chunk) => Ok(Some(chunk)),
                None => shared.ended().await.map(|_| None),
            },
            outcome = shared.ended() => match outcome {
                Err(error) => Err(error),
                // What came last may not have been taken.
                Ok(_) => Ok(chunks.recv().await),
            },
        }
    }
}

/// Why nothing can be written to a transfer that is over.
fn over(error: Option<Error>) -> Error {
    error.unwrap_or_else(|| Error::new(ErrorCode::InvalidOperation, "the transfer is completed"))
}
