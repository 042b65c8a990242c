//! A file on its way down.

use super::partial::Partial;
use super::web_service::{Doing, Reply, WebService};
use super::{Attempt, Problem, Shared, on_disk, parts_of, shared_of, token};
use crate::api::{Error, ErrorCode, FileDownload, Result, Session, TransferredFile};
use crate::soap::{Answer, Call, OVERHEAD, Operation, encoded_len};
use crate::xccos::FileLink;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// What is asked for at once. The service may give less.
const CHUNK: u64 = 1 << 20;

pub(super) struct Download {
    settings: FileDownload,
    link: FileLink,
    /// The room's URI and GUID.
    room: String,
    channel: String,
    doing: Doing,
    /// The length, when it is known.
    total: Option<u64>,
    partial: Option<Partial>,
    /// What of it is there.
    written: u64,
}

impl Download {
    pub(super) fn new(settings: FileDownload, session_room: String) -> Result<Download> {
        let bad = |why: &str| Error::new(ErrorCode::BadArgument, why.to_owned());
        let is_link =
            settings.file_uri.get(..12).is_some_and(|scheme| scheme.eq_ignore_ascii_case("ma-filelink:"));
        let link = FileLink::find(&settings.file_uri).filter(|_| is_link);
        let link = link.ok_or_else(|| {
            bad("the file URI is no link to a file; the part of a message of kind FileDownloadLink has one: ma-filelink://…")
        })?;
        if Path::new(&settings.path).file_name().is_none() || settings.path.contains('\0') {
            return Err(bad(
                "the path names no file; give the path that the download shall have, file name included",
            ));
        }
        // A link without a room is of the room that it was read in.
        let room = match link.path.split_once('/') {
            Some((domain, guid)) if !domain.is_empty() && !guid.is_empty() && !guid.contains('/') => {
                format!("ma-chan://{domain}/{guid}")
            }
            _ => session_room,
        };
        let channel = parts_of(&room).map(|(_, guid)| guid.to_owned()).unwrap_or_default();
        let doing = Doing {
            what: format!("downloading '{}' to {}", link.display_name, settings.path),
            code: ErrorCode::FileDownloadFailed,
        };
        Ok(Download { settings, link, room, channel, doing, total: None, partial: None, written: 0 })
    }

    pub(super) fn file_name(&self) -> &str {
        &self.link.display_name
    }

    /// Goes on where it is.
    pub(super) async fn attempt(&mut self, session: &Session, shared: &Shared) -> Attempt<TransferredFile> {
        self.check_target().await?;
        let token = token(session, &self.doing.what, &self.room, &self.link.display_name, false).await?;
        let mut service =
            WebService::connect(&shared_of(session).account, &token.server_uri, &self.doing).await?;
        let call = |operation| Call {
            file_name: self.link.stored_name.clone(),
            ..Call::new(operation, &token.token, &self.channel)
        };
        let total = service.number(Operation::GetFileSize, call(Operation::GetFileSize).write()).await?;
        let template = call(Operation::DownloadChunk);
        self.check_size(total)?;
        shared.advance(self.written, total);
        if self.partial.is_none() {
            let target = self.settings.path.clone();
            let partial = on_disk(move || Partial::create(Path::new(&target))).await?;
            self.partial = Some(partial.map_err(|error| self.doing.on_disk(&error))?);
        }
        self.fetch(&mut service, template, total, shared).await?;
        self.finish(total).await
    }

    /// Whether the path is free, before anything is fetched.
    async fn check_target(&self) -> Attempt<()> {
        let (target, overwrite) = (self.settings.path.clone(), self.settings.overwrite);
        let found = on_disk(move || std::fs::symlink_metadata(target)).await?;
        match found {
            Ok(found) if found.is_dir() => Err(Error::new(
                ErrorCode::Io,
                format!("{}: the path is a folder; name a file in it", self.doing.what),
            )
            .into()),
            Ok(_) if !overwrite => Err(self.taken().into()),
            _ => Ok(()),
        }
    }

    fn taken(&self) -> Error {
        Error::new(
            ErrorCode::Io,
            format!(
                "{}: the file exists already; choose another path, or let it be overwritten",
                self.doing.what
            ),
        )
    }

    fn check_size(&mut self, total: u64) -> Attempt<()> {
        if self.settings.max_bytes > 0 && total > self.settings.max_bytes {
            let why = format!(
                "the file has {total} bytes, and no more than {} are wanted",
                self.settings.max_bytes
            );
            return Err(self.doing.failed(why).into());
        }
        if self.total.is_some_and(|before| before != total) {
            return Err(self.doing.failed("the file has another size than before").into());
        }
        self.total = Some(total);
        Ok(())
    }

    /// Fetches what is missing. The next chunk is on its way while one is written.
    async fn fetch(
        &mut self,
        service: &mut WebService,
        mut call: Call,
        total: u64,
        shared: &Shared,
    ) -> Attempt<()> {
        let Some(file) = self.partial.as_ref().map(|partial| std::sync::Arc::clone(&partial.file)) else {
            return Err(self.doing.failed("the file on this machine is gone").into());
        };
        let mut ahead: Option<Reply> = None;
        while self.written < total {
            let asked = CHUNK.min(total - self.written);
            let reply = match ahead.take() {
                Some(reply) => reply,
                None => request(service, &mut call, self.written, asked).await?,
            };
            let (file, from) = (std::sync::Arc::clone(&file), self.written);
            let write = on_disk(move || -> Attempt<io::Result<u64>> {
                let Answer::Chunk(bytes) = reply.read()? else { return Ok(Ok(0)) };
                let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                if size > asked {
                    return Ok(Ok(u64::MAX));
                }
                let mut file = &*file;
                Ok(file.seek(SeekFrom::Start(from)).and_then(|_| file.write_all(&bytes)).map(|()| size))
            });
            let next = self.written + asked;
            let more = async {
                match next < total {
                    true => request(service, &mut call, next, CHUNK.min(total - next)).await.map(Some),
                    false => Ok(None),
                }
            };
            let (written, more) = tokio::join!(write, more);
            match written??.map_err(|error| self.doing.on_disk(&error))? {
                u64::MAX => {
                    return Err(self
                        .doing
                        .failed("the file service gives more than it was asked for")
                        .into());
                }
                0 => {
                    return Err(self
                        .doing
                        .failed("the file service gives nothing although the file is longer")
                        .into());
                }
                size => self.written += size,
            }
            shared.advance(self.written, total);
            // One that gave less has to be asked again from there.
            ahead = if self.written == next { more? } else { None };
        }
        Ok(())
    }

    async fn finish(&mut self, total: u64) -> Attempt<TransferredFile> {
        let Some(partial) = self.partial.take() else {
            return Err(self.doing.failed("the file on this machine is gone").into());
        };
        self.written = 0;
        let (target, overwrite) = (self.settings.path.clone(), self.settings.overwrite);
        let named = on_disk(move || partial.finish(Path::new(&target), overwrite)).await?;
        named.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Problem::from(self.taken()),
            _ => Problem::from(self.doing.on_disk(&error)),
        })?;
        Ok(TransferredFile {
            file_uri: self.settings.file_uri.clone(),
            path: self.settings.path.clone(),
            file_name: self.link.display_name.clone(),
            size: total,
        })
    }
}

async fn request(service: &mut WebService, call: &mut Call, offset: u64, size: u64) -> Attempt<Reply> {
    (call.offset, call.length) = (offset, size);
    let most = encoded_len(usize::try_from(size).unwrap_or(usize::MAX)).saturating_add(OVERHEAD);
    service.send(Operation::DownloadChunk, call.write().into(), most).await
}
