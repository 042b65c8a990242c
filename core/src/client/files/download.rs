//! A file on its way down.

use super::sink::Sink;
use super::web_service::{Doing, Reply, WebService};
use super::{Attempt, Shared, parts_of, shared_of, token};
use crate::api::{Error, ErrorCode, Result, Session, TransferredFile};
use crate::soap::{Call, OVERHEAD, Operation, encoded_len};
use crate::xccos::FileLink;
use std::path::Path;

/// What is asked for at once. The service may give less.
const CHUNK: u64 = 1 << 20;

pub(super) struct Download {
    file_uri: String,
    /// 0 for no limit.
    max_bytes: u64,
    sink: Sink,
    link: FileLink,
    /// The room's URI and GUID.
    room: String,
    channel: String,
    doing: Doing,
    /// The length, when it is known.
    total: Option<u64>,
    /// What of it is there.
    written: u64,
}

impl Download {
    pub(super) fn new(
        file_uri: String,
        max_bytes: u64,
        sink: Sink,
        session_room: String,
    ) -> Result<Download> {
        let bad = |why: &str| Error::new(ErrorCode::BadArgument, why.to_owned());
        let is_link = file_uri.get(..12).is_some_and(|scheme| scheme.eq_ignore_ascii_case("ma-filelink:"));
        let link = FileLink::find(&file_uri).filter(|_| is_link);
        let link = link.ok_or_else(|| {
            bad("the file URI is no link to a file; the part of a message of kind FileDownloadLink has one: ma-filelink://…")
        })?;
        let mut what = format!("downloading '{}'", link.display_name);
        if let Sink::Path(to) = &sink {
            if Path::new(&to.path).file_name().is_none() || to.path.contains('\0') {
                return Err(bad(
                    "the path names no file; give the path that the download shall have, file name included",
                ));
            }
            what.push_str(&format!(" to {}", to.path));
        }
        // A link without a room is of the room that it was read in.
        let room = match link.path.split_once('/') {
            Some((domain, guid)) if !domain.is_empty() && !guid.is_empty() && !guid.contains('/') => {
                format!("ma-chan://{domain}/{guid}")
            }
            _ => session_room,
        };
        let channel = parts_of(&room).map(|(_, guid)| guid.to_owned()).unwrap_or_default();
        let doing = Doing { what, code: ErrorCode::FileDownloadFailed };
        Ok(Download { file_uri, max_bytes, sink, link, room, channel, doing, total: None, written: 0 })
    }

    pub(super) fn file_name(&self) -> &str {
        &self.link.display_name
    }

    /// Goes on where it is.
    pub(super) async fn attempt(&mut self, session: &Session, shared: &Shared) -> Attempt<TransferredFile> {
        self.sink.check(&self.doing).await?;
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
        self.sink.begin(total, &self.doing).await?;
        self.fetch(&mut service, template, total, shared).await?;
        self.finish(total, shared).await
    }

    fn check_size(&mut self, total: u64) -> Attempt<()> {
        if self.max_bytes > 0 && total > self.max_bytes {
            let why = format!("the file has {total} bytes, and no more than {} are wanted", self.max_bytes);
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
        let mut ahead: Option<Reply> = None;
        while self.written < total {
            let asked = CHUNK.min(total - self.written);
            let reply = match ahead.take() {
                Some(reply) => reply,
                None => request(service, &mut call, self.written, asked).await?,
            };
            let write = self.sink.put(self.written, asked, reply, &self.doing);
            let next = self.written + asked;
            let more = async {
                match next < total {
                    true => request(service, &mut call, next, CHUNK.min(total - next)).await.map(Some),
                    false => Ok(None),
                }
            };
            let (written, more) = tokio::join!(write, more);
            self.written += written?;
            shared.advance(self.written, total);
            // One that gave less has to be asked again from there.
            ahead = if self.written == next { more? } else { None };
        }
        Ok(())
    }

    async fn finish(&mut self, total: u64, shared: &Shared) -> Attempt<TransferredFile> {
        self.written = 0;
        if let Some(content) = self.sink.finish(&self.doing).await? {
            shared.keep(content);
        }
        let path = if let Sink::Path(to) = &self.sink { to.path.clone() } else { String::new() };
        Ok(TransferredFile {
            file_uri: self.file_uri.clone(),
            path,
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
