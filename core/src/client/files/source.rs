//! Where the bytes of an upload come from.

use super::web_service::Doing;
use super::{Attempt, Problem, on_disk};
use crate::api::{Error, ErrorCode};
use crate::soap::Call;
use bytes::{Bytes, BytesMut};
use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use tokio::sync::mpsc;

pub(super) enum Source {
    Path(String),
    Bytes(Bytes),
    Stream(Incoming),
}

/// One that is ready to be read; its size counts for this attempt.
pub(super) struct Opened<'a> {
    from: From<'a>,
    pub(super) size: u64,
}

enum From<'a> {
    File(Arc<File>),
    Bytes(&'a Bytes),
    Stream(&'a mut Incoming),
}

/// A chunk as it is sent.
pub(super) struct Piece {
    pub(super) document: Bytes,
    pub(super) size: u64,
}

impl Source {
    /// The path on this machine; empty when there is none.
    pub(super) fn path(&self) -> &str {
        if let Source::Path(path) = self { path } else { "" }
    }

    pub(super) async fn open(&mut self, doing: &Doing) -> Attempt<Opened<'_>> {
        Ok(match self {
            Source::Path(path) => {
                let (file, size) = open_file(path, doing).await?;
                Opened { from: From::File(file), size }
            }
            Source::Bytes(bytes) => {
                let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                Opened { from: From::Bytes(bytes), size }
            }
            Source::Stream(incoming) => {
                let size = incoming.total;
                Opened { from: From::Stream(incoming), size }
            }
        })
    }
}

async fn open_file(path: &str, doing: &Doing) -> Attempt<(Arc<File>, u64)> {
    let owned = path.to_owned();
    let opened = on_disk(move || -> io::Result<(Arc<File>, u64)> {
        // Looked at first: opening a pipe would wait for somebody who writes.
        if !std::fs::metadata(&owned)?.is_file() {
            return Err(io::Error::other("it is no file"));
        }
        let file = File::open(&owned)?;
        let size = file.metadata()?.len();
        Ok((Arc::new(file), size))
    });
    opened.await?.map_err(|error| {
        Error::new(ErrorCode::Io, format!("{}: cannot read {path}: {error}", doing.what)).into()
    })
}

impl Opened<'_> {
    /// At most so many bytes from `offset` on, in the call that sends them. What the server has for sure, everything before
    /// `acknowledged`, is not needed any more.
    pub(super) async fn piece(
        &mut self,
        call: &Call,
        (acknowledged, offset): (u64, u64),
        most: usize,
        doing: &Doing,
    ) -> Attempt<Piece> {
        let size = u64::try_from(most).unwrap_or(u64::MAX).min(self.size - offset);
        let call = Call { offset, ..call.clone() };
        let write = move |bytes: &[u8]| Piece { document: call.write_with(bytes).into(), size };
        let bytes = match &mut self.from {
            From::File(file) => {
                let file = Arc::clone(file);
                let read = on_disk(move || -> io::Result<Piece> {
                    let mut bytes = vec![0; usize::try_from(size).map_err(io::Error::other)?];
                    file.read_exact_at(&mut bytes, offset)?;
                    Ok(write(&bytes))
                });
                return read.await?.map_err(|error| match error.kind() {
                    io::ErrorKind::UnexpectedEof => {
                        Problem::from(doing.failed("the file has become shorter meanwhile"))
                    }
                    _ => Problem::from(doing.on_disk(&error)),
                });
            }
            From::Bytes(bytes) => part(bytes, offset, size),
            From::Stream(incoming) => {
                incoming.forget(acknowledged);
                Some(incoming.read(offset, size, doing).await?)
            }
        };
        let Some(bytes) = bytes else {
            return Err(doing.failed("the server has another part of the file than was sent").into());
        };
        Ok(on_disk(move || write(&bytes)).await?)
    }
}

fn part(bytes: &Bytes, offset: u64, size: u64) -> Option<Bytes> {
    let (offset, size) = (usize::try_from(offset).ok()?, usize::try_from(size).ok()?);
    (offset.checked_add(size)? <= bytes.len()).then(|| bytes.slice(offset..offset + size))
}

/// What a program writes, chunk by chunk. Keeps what the server has not acknowledged, so that a lost connection can be mended.
pub(super) struct Incoming {
    chunks: mpsc::Receiver<Bytes>,
    total: u64,
    /// What was taken and is still needed; its first byte is the one at `start` of the file.
    kept: VecDeque<Bytes>,
    start: u64,
    end: u64,
}

impl Incoming {
    /// A stream of so many bytes. `write` hands at most one chunk on before it waits.
    pub(super) fn new(total: u64) -> (mpsc::Sender<Bytes>, Incoming) {
        let (sender, chunks) = mpsc::channel(1);
        (sender, Incoming { chunks, total, kept: VecDeque::new(), start: 0, end: 0 })
    }

    fn forget(&mut self, acknowledged: u64) {
        while let Some(first) = self.kept.front_mut()
            && self.start < acknowledged
        {
            let known = usize::try_from(acknowledged - self.start).unwrap_or(usize::MAX);
            let gone = known.min(first.len());
            // What is left of it is no copy.
            drop(first.split_to(gone));
            if first.is_empty() {
                self.kept.pop_front();
            }
            self.start += u64::try_from(gone).unwrap_or(u64::MAX);
        }
    }

    /// Waits until they are there. The last ones are given only when nothing follows them: the server has the file with them.
    async fn read(&mut self, offset: u64, size: u64, doing: &Doing) -> Attempt<Bytes> {
        while self.end < offset + size {
            let Some(chunk) = self.chunks.recv().await else {
                return Err(too_short(doing, self.end, self.total).into());
            };
            self.end += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            self.kept.push_back(chunk);
        }
        if offset + size == self.total && self.chunks.recv().await.is_some() || self.end > self.total {
            return Err(too_long(doing, self.total).into());
        }
        let from = offset.checked_sub(self.start).and_then(|from| usize::try_from(from).ok());
        let (Some(mut from), Ok(size)) = (from, usize::try_from(size)) else {
            let why = "the server has lost a part of the file that the program does not have any more";
            return Err(doing.failed(why).into());
        };
        let mut found = BytesMut::new();
        for chunk in &self.kept {
            let behind = from.min(chunk.len());
            from -= behind;
            let left = size - found.len();
            if found.is_empty() && chunk.len() - behind >= left {
                return Ok(chunk.slice(behind..behind + left));
            }
            found.reserve(left);
            found.extend_from_slice(
                chunk.get(behind..).unwrap_or_default().get(..left).unwrap_or(&chunk[behind..]),
            );
        }
        Ok(found.freeze())
    }
}

/// The program wrote less than it had announced.
pub(super) fn too_short(doing: &Doing, written: u64, total: u64) -> Error {
    doing.failed(format!("the stream ended after {written} of {total} bytes; nothing was posted"))
}

/// And more.
pub(super) fn too_long(doing: &Doing, total: u64) -> Error {
    doing
        .failed(format!("the stream has more than the {total} bytes that were announced; nothing was posted"))
}
