//! A file on its way up, and the message that tells of it.

use super::source::{Opened, Source};
use super::web_service::{Doing, WebService};
use super::{Attempt, Problem, Shared, parts_of, shared_of, token};
use crate::api::{Error, ErrorCode, OutboundMessage, Result, Session, TransferredFile};
use crate::messages;
use crate::soap::{Answer, Call, OVERHEAD, Operation};
use crate::xccos::{FileLink, uri};
use std::path::Path;
use std::time::{Duration, Instant};

/// The first chunk. What goes through quickly is followed by one twice as long.
const FIRST_CHUNK: usize = 128 << 10;
const LARGEST_CHUNK: usize = 1 << 20;
const QUICK: Duration = Duration::from_millis(500);
/// And what takes longer than this, by one half as long.
const SLOW: Duration = Duration::from_secs(5);

/// What a server takes that does not tell (spec: sdk.md 10.6, and what ASP.NET takes unless told otherwise).
const USUAL_FILE_KB: u64 = 20_000;
const USUAL_REQUEST_KB: u64 = 4096;

const LONGEST_NAME: usize = 255;

pub(super) struct Upload {
    source: Source,
    target: Target,
    progress: Progress,
}

struct Progress {
    /// The name in the store, when there is one, and how much of the file is there.
    stored: Option<(String, u64)>,
    /// The service was asked how much is there: it may still be busy with the last chunk of a connection that has ended.
    continued: bool,
    /// Everything is there, but not posted.
    complete: bool,
    chunk: usize,
    largest_chunk: usize,
}

/// What the file will be.
struct Target {
    file_name: String,
    room: String,
    domain: String,
    channel: String,
    doing: Doing,
}

/// The name for people of a file that has this path, unless the program has one for it.
pub(super) fn name_of(path: &str, given: Option<String>) -> Result<String> {
    let bad = |why: String| Error::new(ErrorCode::BadArgument, why);
    if path.is_empty() || path.contains('\0') {
        return Err(bad("the path of the file to upload is empty or has a NUL character in it".into()));
    }
    let own = || Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    given.or_else(own).ok_or_else(|| bad(format!("the path {path} names no file")))
}

impl Upload {
    pub(super) fn new(source: Source, file_name: String, room: String) -> Result<Upload> {
        let bad = |why: String| Error::new(ErrorCode::BadArgument, why);
        let is_name = !file_name.trim().is_empty()
            && file_name.len() <= LONGEST_NAME
            && !file_name.contains(['/', '\\'])
            && !file_name.contains(char::is_control)
            && !matches!(file_name.as_str(), "." | "..");
        if !is_name {
            return Err(bad(format!(
                "the file name has to have 1 to {LONGEST_NAME} bytes, no folders and no control characters"
            )));
        }
        let (domain, channel) =
            parts_of(&room).map(|(domain, guid)| (domain.to_owned(), guid.to_owned())).unwrap_or_default();
        let doing = Doing::uploading(&file_name);
        Ok(Upload {
            source,
            target: Target { file_name, room, domain, channel, doing },
            progress: Progress {
                stored: None,
                continued: false,
                complete: false,
                chunk: FIRST_CHUNK,
                largest_chunk: LARGEST_CHUNK,
            },
        })
    }

    pub(super) fn path(&self) -> &str {
        self.source.path()
    }

    pub(super) fn file_name(&self) -> &str {
        &self.target.file_name
    }

    /// Goes on where it is.
    pub(super) async fn attempt(&mut self, session: &Session, shared: &Shared) -> Attempt<TransferredFile> {
        let Upload { source, target, progress } = self;
        let mut opened = source.open(&target.doing).await?;
        let size = opened.size;
        if !progress.complete {
            let token = token(session, &target.doing.what, &target.room, &target.file_name, true).await?;
            let mut service =
                WebService::connect(&shared_of(session).account, &token.server_uri, &target.doing).await?;
            let name = progress.prepare(target, &mut service, &token.token, size).await?;
            let call = Call {
                file_name: name,
                length: size,
                ..Call::new(Operation::AppendChunk, &token.token, &target.channel)
            };
            progress.send(target, &mut service, call, &mut opened, shared).await?;
            progress.complete = true;
        }
        self.post(session, shared, size).await
    }
}

impl Progress {
    /// Limits and a name, or how much is there already. Gives the name.
    async fn prepare(
        &mut self,
        target: &Target,
        service: &mut WebService,
        token: &str,
        size: u64,
    ) -> Attempt<String> {
        if let Some((name, _)) = self.stored.clone() {
            let call =
                Call { file_name: name.clone(), ..Call::new(Operation::GetFileSize, token, &target.channel) };
            let there = match service.number(Operation::GetFileSize, call.write()).await {
                Ok(there) if there <= size => there,
                Ok(_) => return Err(target.doing.failed("the file has become shorter meanwhile").into()),
                // Its first piece has not arrived.
                Err(problem) if !problem.passing && problem.error.code() == target.doing.code => 0,
                Err(problem) => return Err(problem),
            };
            self.stored = Some((name.clone(), there));
            self.continued = true;
            return Ok(name);
        }
        let limit = target.limit(service, Operation::GetMaxFileSizeInKB, token, USUAL_FILE_KB).await?;
        if size > limit.saturating_mul(1024) {
            let why = format!("the file has {size} bytes, and the server takes files of up to {limit} KB");
            return Err(target.doing.failed(why).into());
        }
        let request =
            target.limit(service, Operation::GetMaxRequestContentInKB, token, USUAL_REQUEST_KB).await?;
        let request = usize::try_from(request.saturating_mul(1024)).unwrap_or(usize::MAX);
        self.largest_chunk = (request.saturating_sub(OVERHEAD) / 4 * 3).clamp(1024, LARGEST_CHUNK);
        self.chunk = self.chunk.min(self.largest_chunk);
        let extension = Path::new(&target.file_name).extension().unwrap_or_default().to_string_lossy();
        let call = Call {
            extension: extension.into_owned(),
            ..Call::new(Operation::RequestUniqueFilenameWithExtension, token, &target.channel)
        };
        let name = service.text(call.operation, call.write()).await?;
        let is_name = (1..=LONGEST_NAME).contains(&name.len())
            && !name.contains(['/', '\\'])
            && !name.contains(char::is_control);
        if !is_name {
            return Err(target.doing.failed("the file service gives a name that is none").into());
        }
        self.stored = Some((name.clone(), 0));
        Ok(name)
    }

    /// Sends what is missing. The next chunk is read and written down while one is on its way.
    async fn send(
        &mut self,
        target: &Target,
        service: &mut WebService,
        call: Call,
        source: &mut Opened<'_>,
        shared: &Shared,
    ) -> Attempt<()> {
        let mut offset = self.stored.as_ref().map_or(0, |(_, there)| *there);
        shared.advance(offset, source.size);
        if offset == source.size && source.size > 0 {
            return Ok(());
        }
        let mut ready = source.piece(&call, (offset, offset), self.chunk, &target.doing).await?;
        loop {
            let next = offset + ready.size;
            let began = Instant::now();
            let send = service.send(Operation::AppendChunk, ready.document, OVERHEAD * 16);
            let (size, most, at) = (source.size, self.chunk, (offset, next));
            let more = async {
                match next < size {
                    true => source.piece(&call, at, most, &target.doing).await.map(Some),
                    false => Ok(None),
                }
            };
            tokio::pin!(send, more);
            let mut early = None;
            // A program that writes slowly does not keep anybody from knowing what became of the chunk before.
            let sent = loop {
                tokio::select! {
                    sent = &mut send => break sent,
                    more = &mut more, if early.is_none() => early = Some(more),
                }
            };
            let answer = sent.and_then(|sent| sent.read()).map_err(|problem| Problem {
                passing: problem.passing || self.continued && problem.error.code() == target.doing.code,
                ..problem
            });
            match answer? {
                Answer::Done => self.continued = false,
                _ => return Err(target.doing.failed("the file service answers something else").into()),
            }
            offset = next;
            if let Some((_, there)) = &mut self.stored {
                *there = offset;
            }
            shared.advance(offset, size);
            match began.elapsed() {
                took if took < QUICK => self.chunk = (self.chunk * 2).min(self.largest_chunk),
                took if took > SLOW => self.chunk = (self.chunk / 2).max(1024),
                _ => {}
            }
            let more = match early {
                Some(more) => more,
                None => more.await,
            };
            match more? {
                Some(piece) => ready = piece,
                None => return Ok(()),
            }
        }
    }
}

impl Target {
    /// A limit of the server; the usual one when it does not understand the question (spec: xccos.md 12.19).
    async fn limit(
        &self,
        service: &mut WebService,
        operation: Operation,
        token: &str,
        usual: u64,
    ) -> Attempt<u64> {
        let call = Call::new(operation, token, &self.channel);
        match service.number(operation, call.write()).await {
            Err(problem) if !problem.passing && problem.error.code() == self.doing.code => Ok(usual),
            limit => limit,
        }
    }
}

impl Upload {
    /// Tells the room.
    async fn post(&self, session: &Session, shared: &Shared, size: u64) -> Attempt<TransferredFile> {
        let target = &self.target;
        let stored_name = self.progress.stored.as_ref().map(|(name, _)| name.clone()).unwrap_or_default();
        let link = FileLink {
            path: format!("{}/{}", target.domain, target.channel),
            stored_name,
            display_name: target.file_name.clone(),
            size: Some(size),
        };
        let text = link.to_string();
        let file_uri = messages::parse(&text).into_iter().find_map(|part| part.uri).unwrap_or_default();
        shared.know_uri(&file_uri);
        let unposted = |error: Error| {
            error.context(&format!("posting the link to the uploaded file '{}'", target.file_name))
        };
        let still_here = session
            .inner
            .shared
            .with_room(|room| uri::same(&room.properties.room_uri, &target.room))
            .unwrap_or(false);
        if !still_here {
            let left = Error::new(ErrorCode::SessionState, "the session is not in the room any more");
            return Err(unposted(left).into());
        }
        session.send(OutboundMessage { text, ..OutboundMessage::default() }).await.map_err(unposted)?;
        Ok(TransferredFile {
            file_uri,
            path: self.source.path().to_owned(),
            file_name: target.file_name.clone(),
            size,
        })
    }
}
