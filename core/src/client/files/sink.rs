//! Where the bytes of a download go.

use super::partial::Partial;
use super::web_service::{Doing, Reply};
use super::{Attempt, Problem, on_disk};
use crate::api::{Error, ErrorCode};
use crate::soap::Answer;
use bytes::Bytes;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;

pub(super) enum Sink {
    Path(ToPath),
    Bytes(Arc<Mutex<Vec<u8>>>),
    /// `None` when everything was handed on.
    Stream(Option<mpsc::Sender<Bytes>>),
}

pub(super) struct ToPath {
    pub(super) path: String,
    pub(super) overwrite: bool,
    partial: Option<Partial>,
}

impl ToPath {
    pub(super) fn new(path: String, overwrite: bool) -> ToPath {
        ToPath { path, overwrite, partial: None }
    }

    /// Whether the path is free, before anything is fetched.
    async fn check(&self, doing: &Doing) -> Attempt<()> {
        let (target, overwrite) = (self.path.clone(), self.overwrite);
        let found = on_disk(move || std::fs::symlink_metadata(target)).await?;
        match found {
            Ok(found) if found.is_dir() => Err(Error::new(
                ErrorCode::Io,
                format!("{}: the path is a folder; name a file in it", doing.what),
            )
            .into()),
            Ok(_) if !overwrite => Err(taken(doing).into()),
            _ => Ok(()),
        }
    }

    async fn begin(&mut self, doing: &Doing) -> Attempt<()> {
        if self.partial.is_none() {
            let target = self.path.clone();
            let partial = on_disk(move || Partial::create(Path::new(&target))).await?;
            self.partial = Some(partial.map_err(|error| doing.on_disk(&error))?);
        }
        Ok(())
    }

    async fn finish(&mut self, doing: &Doing) -> Attempt<()> {
        let Some(partial) = self.partial.take() else { return Err(gone(doing)) };
        let (target, overwrite) = (self.path.clone(), self.overwrite);
        let named = on_disk(move || partial.finish(Path::new(&target), overwrite)).await?;
        named.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Problem::from(taken(doing)),
            _ => Problem::from(doing.on_disk(&error)),
        })
    }
}

fn gone(doing: &Doing) -> Problem {
    doing.failed("the file on this machine is gone").into()
}

fn taken(doing: &Doing) -> Error {
    let why = "the file exists already; choose another path, or let it be overwritten";
    Error::new(ErrorCode::Io, format!("{}: {why}", doing.what))
}

impl Sink {
    /// Whether there is room, before anything is asked.
    pub(super) async fn check(&self, doing: &Doing) -> Attempt<()> {
        if let Sink::Path(it) = self { it.check(doing).await } else { Ok(()) }
    }

    /// Makes room for so many bytes.
    pub(super) async fn begin(&mut self, total: u64, doing: &Doing) -> Attempt<()> {
        match self {
            Sink::Path(it) => it.begin(doing).await,
            Sink::Bytes(content) => {
                let mut content = locked(content);
                let missing = usize::try_from(total).unwrap_or(usize::MAX).saturating_sub(content.len());
                content
                    .try_reserve_exact(missing)
                    .map_err(|_| doing.failed(format!("there is no memory for its {total} bytes")).into())
            }
            Sink::Stream(_) => Ok(()),
        }
    }

    /// Takes a chunk of at most `asked` bytes that belongs at `from`; gives its size. Waits for the program, if that reads.
    pub(super) async fn put(&mut self, from: u64, asked: u64, reply: Reply, doing: &Doing) -> Attempt<u64> {
        let read = move || -> Attempt<Vec<u8>> {
            match reply.read()? {
                Answer::Chunk(bytes) => Ok(bytes),
                _ => Ok(Vec::new()),
            }
        };
        let doing = doing.clone();
        match self {
            Sink::Path(it) => {
                let Some(partial) = &it.partial else { return Err(gone(&doing)) };
                let file = Arc::clone(&partial.file);
                let write = move || {
                    let bytes = read()?;
                    let size = checked(&bytes, asked, &doing)?;
                    file.write_all_at(&bytes, from).map_err(|error| doing.on_disk(&error))?;
                    Ok(size)
                };
                on_disk(write).await?
            }
            Sink::Bytes(content) => {
                let content = Arc::clone(content);
                let keep = move || {
                    let bytes = read()?;
                    let size = checked(&bytes, asked, &doing)?;
                    let mut content = locked(&content);
                    // One that was given up may have come so far.
                    content.truncate(usize::try_from(from).unwrap_or(usize::MAX));
                    content.extend_from_slice(&bytes);
                    Ok(size)
                };
                on_disk(keep).await?
            }
            Sink::Stream(reader) => {
                let bytes = on_disk(read).await??;
                let size = checked(&bytes, asked, &doing)?;
                match reader {
                    Some(reader) if reader.send(bytes.into()).await.is_ok() => Ok(size),
                    _ => Err(doing.failed("nobody reads it any more").into()),
                }
            }
        }
    }

    /// Everything is there. Gives the content, when it is in memory.
    pub(super) async fn finish(&mut self, doing: &Doing) -> Attempt<Option<Bytes>> {
        match self {
            Sink::Path(it) => it.finish(doing).await.map(|()| None),
            Sink::Bytes(content) => Ok(Some(std::mem::take(&mut *locked(content)).into())),
            Sink::Stream(reader) => {
                *reader = None;
                Ok(None)
            }
        }
    }
}

fn locked(content: &Mutex<Vec<u8>>) -> MutexGuard<'_, Vec<u8>> {
    content.lock().unwrap_or_else(PoisonError::into_inner)
}

fn checked(bytes: &[u8], asked: u64, doing: &Doing) -> Attempt<u64> {
    match u64::try_from(bytes.len()).unwrap_or(u64::MAX) {
        0 => Err(doing.failed("the file service gives nothing although the file is longer").into()),
        size if size > asked => Err(doing.failed("the file service gives more than it was asked for").into()),
        size => Ok(size),
    }
}
