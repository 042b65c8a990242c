//! Files on their way: a task of its own for each, beside the endpoint's (spec: xccos.md 7, sdk.md 10).

mod chunks;
mod download;
mod partial;
mod sink;
mod source;
mod telling;
mod upload;
mod web_service;

use super::commands::Question;
use super::endpoint::EndpointShared;
use crate::api::{
    Bytes, ContentDownload, Error, ErrorCode, FileDownload, FileTransfer, FileTransferProgress,
    FileTransferState, FileUpload, Result, Session, TransferredFile,
};
use crate::xccos::{FileReference, FileToken, Request};
use chunks::{Reader, Writer};
use download::Download;
use sink::{Sink, ToPath};
use source::{Incoming, Source};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
pub use telling::TellingTransfer;
use tokio::sync::watch;
use upload::Upload;

/// How often a transfer that gets nowhere is tried again, and how long it waits before that.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(200), Duration::from_millis(1000), Duration::from_millis(3000)];

/// What the program's handles hold. Dropping the last one cancels the transfer.
pub(crate) struct TransferInner {
    pub(crate) session: Session,
    pub(crate) is_upload: bool,
    pub(crate) path: String,
    pub(crate) file_name: String,
    way: Way,
    shared: Arc<Shared>,
}

/// What the program does itself.
enum Way {
    /// Nothing: from or to a path.
    Path,
    /// It gives the content, or gets it at the end.
    Bytes,
    Write(Writer),
    Read(Reader),
}

/// What the task holds too.
struct Shared {
    progress: watch::Sender<FileTransferProgress>,
    /// Why it shall end.
    stop: watch::Sender<Option<Error>>,
    outcome: Mutex<Option<Result<TransferredFile>>>,
    /// What was downloaded into memory.
    content: Mutex<Option<Bytes>>,
    file_uri: Mutex<Option<String>>,
    /// Locked while a task works on it.
    work: tokio::sync::Mutex<Work>,
}

enum Work {
    Upload(Upload),
    Download(Download),
}

/// Why a transfer did not go on.
struct Problem {
    error: Error,
    /// Another connection may mend it.
    passing: bool,
}

impl Problem {
    fn lasting(error: Error) -> Problem {
        Problem { error, passing: false }
    }

    fn passing(error: Error) -> Problem {
        Problem { error, passing: true }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        Problem::lasting(error)
    }
}

type Attempt<T> = std::result::Result<T, Problem>;

/// The most that is downloaded into memory unless the program says otherwise.
const USUAL_CONTENT: u64 = 64 << 20;

/// Begins an upload.
pub(crate) fn upload(session: &Session, upload: FileUpload) -> Result<FileTransfer> {
    let name = upload::name_of(&upload.path, upload.file_name)?;
    begin_upload(session, name, Source::Path(upload.path), Way::Path)
}

/// Begins an upload of what is in memory.
pub(crate) fn upload_bytes(session: &Session, file_name: &str, content: Bytes) -> Result<FileTransfer> {
    begin_upload(session, file_name.to_owned(), Source::Bytes(content), Way::Bytes)
}

/// Begins an upload of what the program will write.
pub(crate) fn upload_stream(session: &Session, file_name: &str, size: u64) -> Result<FileTransfer> {
    let (sender, incoming) = Incoming::new(size);
    let way = Way::Write(Writer::new(sender, size, file_name));
    begin_upload(session, file_name.to_owned(), Source::Stream(incoming), way)
}

fn begin_upload(session: &Session, file_name: String, source: Source, way: Way) -> Result<FileTransfer> {
    let room = room_of(session)?;
    let upload = Upload::new(source, file_name, room)?;
    let (path, file_name) = (upload.path().to_owned(), upload.file_name().to_owned());
    begin(session, Facts { is_upload: true, path, file_name, file_uri: None }, way, Work::Upload(upload))
}

/// Begins a download.
pub(crate) fn download(session: &Session, download: FileDownload) -> Result<FileTransfer> {
    let sink = Sink::Path(ToPath::new(download.path, download.overwrite));
    begin_download(session, download.file_uri, download.max_bytes, sink, Way::Path)
}

/// Begins a download into memory.
pub(crate) fn download_bytes(session: &Session, download: ContentDownload) -> Result<FileTransfer> {
    let sink = Sink::Bytes(Arc::default());
    let most = download.max_bytes.unwrap_or(USUAL_CONTENT);
    begin_download(session, download.file_uri, most, sink, Way::Bytes)
}

/// Begins a download that the program will read.
pub(crate) fn download_stream(session: &Session, download: ContentDownload) -> Result<FileTransfer> {
    let (sender, reader) = chunks::outgoing();
    let most = download.max_bytes.unwrap_or(0);
    begin_download(session, download.file_uri, most, Sink::Stream(Some(sender)), Way::Read(reader))
}

fn begin_download(session: &Session, uri: String, most: u64, sink: Sink, way: Way) -> Result<FileTransfer> {
    let room = room_of(session)?;
    let path = if let Sink::Path(to) = &sink { to.path.clone() } else { String::new() };
    let download = Download::new(uri.clone(), most, sink, room)?;
    let file_name = download.file_name().to_owned();
    let facts = Facts { is_upload: false, path, file_name, file_uri: Some(uri) };
    begin(session, facts, way, Work::Download(download))
}

struct Facts {
    is_upload: bool,
    path: String,
    file_name: String,
    file_uri: Option<String>,
}

/// The room that the session is in.
fn room_of(session: &Session) -> Result<String> {
    session.inner.endpoint.inner.check()?;
    session.inner.shared.in_room(|room| room.properties.room_uri.clone())
}

fn begin(session: &Session, facts: Facts, way: Way, work: Work) -> Result<FileTransfer> {
    let Facts { is_upload, path, file_name, file_uri } = facts;
    let progress = FileTransferProgress {
        state: FileTransferState::Running,
        percent: 0,
        transferred_bytes: 0,
        total_bytes: None,
    };
    let shared = Arc::new(Shared {
        progress: watch::channel(progress).0,
        stop: watch::channel(None).0,
        outcome: Mutex::new(None),
        content: Mutex::new(None),
        file_uri: Mutex::new(file_uri),
        work: tokio::sync::Mutex::new(work),
    });
    let inner = TransferInner { session: session.clone(), is_upload, path, file_name, way, shared };
    let inner = Arc::new(inner);
    let progress = inner.shared.progress.subscribe();
    let endpoint = &session.inner.endpoint.inner;
    endpoint.platform.spawn(telling::tell(
        Arc::downgrade(&inner),
        progress,
        Arc::clone(session.inner.endpoint.mailbox()),
    ))?;
    inner.start()?;
    Ok(FileTransfer { inner })
}

impl TransferInner {
    fn start(&self) -> Result<()> {
        let task = run(self.session.clone(), Arc::clone(&self.shared));
        self.session.inner.endpoint.inner.platform.spawn(task).map(drop)
    }

    pub(crate) async fn finish(&self) -> Result<TransferredFile> {
        if let Way::Write(writer) = &self.way {
            writer.finish(&self.shared).await;
        }
        self.shared.ended().await
    }

    pub(crate) async fn content(&self) -> Result<Bytes> {
        if self.is_upload || !matches!(self.way, Way::Bytes) {
            return Err(refused("the transfer is no download into memory; download_bytes begins one"));
        }
        self.shared.ended().await?;
        let content = self.shared.content.lock().unwrap_or_else(PoisonError::into_inner);
        content.clone().ok_or_else(|| Error::new(ErrorCode::Internal, "a completed download has no content"))
    }

    pub(crate) async fn write(&self, chunk: Bytes) -> Result<()> {
        match &self.way {
            Way::Write(writer) => writer.write(&self.shared, chunk).await,
            _ => {
                Err(refused("the transfer takes nothing that is written; upload_stream begins one that does"))
            }
        }
    }

    pub(crate) async fn read(&self) -> Result<Option<Bytes>> {
        match &self.way {
            Way::Read(reader) => reader.read(&self.shared).await,
            _ => Err(refused("the transfer gives nothing to read; download_stream begins one that does")),
        }
    }

    pub(crate) fn progress(&self) -> FileTransferProgress {
        self.shared.progress.borrow().clone()
    }

    pub(crate) async fn progress_after(&self, percent: u32) -> Result<FileTransferProgress> {
        let mut progress = self.shared.progress.subscribe();
        let further =
            |now: &FileTransferProgress| now.percent > percent || now.state != FileTransferState::Running;
        let found = progress.wait_for(further).await.map(|found| found.clone());
        found.map_err(|_| shut_down())
    }

    pub(crate) fn cancel(&self) {
        self.shared.stop(Error::new(ErrorCode::Cancelled, "the transfer was cancelled"));
    }

    pub(crate) fn resume(&self) -> Result<()> {
        self.session.inner.endpoint.inner.check()?;
        if let Way::Write(_) | Way::Read(_) = self.way {
            return Err(refused(
                "what the program writes or reads itself cannot go on; begin another transfer",
            ));
        }
        let mut refusal = None;
        self.shared.progress.send_modify(|progress| match progress.state {
            FileTransferState::Running => refusal = Some(refused("the transfer is under way")),
            FileTransferState::Completed => refusal = Some(refused("the transfer is completed")),
            FileTransferState::Cancelled | FileTransferState::Failed => {
                progress.state = FileTransferState::Running;
            }
        });
        if let Some(refusal) = refusal {
            return Err(refusal);
        }
        *self.shared.outcome() = None;
        self.shared.stop.send_replace(None);
        self.start().inspect_err(|error| self.shared.end(Err(error.clone())))
    }

    pub(crate) fn file_uri(&self) -> Option<String> {
        self.shared.file_uri.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for TransferInner {
    fn drop(&mut self) {
        self.cancel();
    }
}

impl fmt::Debug for FileTransfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.inner;
        f.debug_struct("FileTransfer")
            .field("path", &inner.path)
            .field("progress", &inner.progress())
            .finish()
    }
}

impl Shared {
    fn outcome(&self) -> std::sync::MutexGuard<'_, Option<Result<TransferredFile>>> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it is over.
    async fn ended(&self) -> Result<TransferredFile> {
        let mut progress = self.progress.subscribe();
        // The sender lives as long as this.
        let _ = progress.wait_for(|progress| progress.state != FileTransferState::Running).await;
        self.outcome().clone().unwrap_or_else(|| Err(shut_down()))
    }

    /// Ends it, if it runs. The first reason counts.
    fn stop(&self, why: Error) {
        self.stop.send_if_modified(|stop| {
            let first = stop.is_none();
            stop.get_or_insert(why);
            first
        });
    }

    fn keep(&self, content: Bytes) {
        *self.content.lock().unwrap_or_else(PoisonError::into_inner) = Some(content);
    }

    fn know_uri(&self, uri: &str) {
        *self.file_uri.lock().unwrap_or_else(PoisonError::into_inner) = Some(uri.to_owned());
    }

    fn advance(&self, transferred: u64, total: u64) {
        // Complete is only what is under its name, or posted.
        let percent = (u128::from(transferred) * 100).checked_div(u128::from(total)).unwrap_or(0).min(99);
        self.progress.send_modify(|progress| {
            progress.transferred_bytes = transferred;
            progress.total_bytes = Some(total);
            progress.percent = u32::try_from(percent).unwrap_or(99);
        });
    }

    fn end(&self, outcome: Result<TransferredFile>) {
        let state = match &outcome {
            Ok(_) => FileTransferState::Completed,
            Err(error) if error.code() == ErrorCode::Cancelled => FileTransferState::Cancelled,
            Err(_) => FileTransferState::Failed,
        };
        *self.outcome() = Some(outcome);
        self.progress.send_modify(|progress| {
            progress.state = state;
            if state == FileTransferState::Completed {
                progress.percent = 100;
            }
        });
    }
}

fn refused(why: &str) -> Error {
    Error::new(ErrorCode::InvalidOperation, why)
}

fn shut_down() -> Error {
    Error::new(ErrorCode::PlatformShutDown, "the platform was shut down while the file was transferred")
}

/// Ends the transfer also when its task is dropped.
struct Ending(Option<Arc<Shared>>);

impl Ending {
    fn with(mut self, outcome: Result<TransferredFile>) {
        if let Some(shared) = self.0.take() {
            shared.end(outcome);
        }
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        if let Some(shared) = self.0.take() {
            shared.end(Err(shut_down()));
        }
    }
}

/// The task.
async fn run(session: Session, shared: Arc<Shared>) {
    let ending = Ending(Some(Arc::clone(&shared)));
    let (mut stop, mut ended) = (shared.stop.subscribe(), session.inner.endpoint.inner.shared.ended());
    let stopped = async {
        let why = stop.wait_for(Option::is_some).await.map(|why| why.clone());
        why.ok().flatten().unwrap_or_else(shut_down)
    };
    let endpoint_ended = async { drop(ended.wait_for(|ended| *ended).await) };
    let outcome = tokio::select! {
        biased;
        why = stopped => Err(why),
        () = endpoint_ended => Err(session.inner.endpoint.inner.shared.gone()),
        outcome = work(&session, &shared) => outcome,
    };
    ending.with(outcome);
}

/// Tries until it is done, or cannot be. What moved on may be tried as often as at first.
async fn work(session: &Session, shared: &Shared) -> Result<TransferredFile> {
    let mut work = shared.work.lock().await;
    let mut pauses = PAUSES.iter();
    let mut before = shared.progress.borrow().transferred_bytes;
    loop {
        let attempt = match &mut *work {
            Work::Upload(upload) => upload.attempt(session, shared).await,
            Work::Download(download) => download.attempt(session, shared).await,
        };
        let problem = match attempt {
            Ok(done) => return Ok(done),
            Err(problem) => problem,
        };
        let now = shared.progress.borrow().transferred_bytes;
        if now > before {
            (before, pauses) = (now, PAUSES.iter());
        }
        match pauses.next() {
            Some(pause) if problem.passing => {
                log::info!("{}; trying again", problem.error);
                tokio::time::sleep(*pause).await;
            }
            _ => return Err(problem.error),
        }
    }
}

/// Leave of the chat server.
async fn token(session: &Session, doing: &str, room: &str, file: &str, up: bool) -> Result<FileToken> {
    let reference = FileReference { room: room.to_owned(), file: file.to_owned() };
    let request = if up { Request::GetUploadToken(reference) } else { Request::GetDownloadToken(reference) };
    let question = Question { doing: doing.to_owned(), request: Box::new(request) };
    let data = session.inner.endpoint.inner.put(question).await?;
    data.file_token.filter(|token| (1..=256).contains(&token.token.len())).ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidToken,
            format!("{doing}: the chat server gave no usable token for the file"),
        )
    })
}

/// `domain` and GUID of a room.
fn parts_of(room: &str) -> Option<(&str, &str)> {
    crate::xccos::uri::NodeUri::parse(room).map(|uri| (uri.domain, uri.value))
}

/// Runs something that waits for the disk.
async fn on_disk<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| shut_down())
}

/// The account of a session.
fn shared_of(session: &Session) -> &EndpointShared {
    &session.inner.endpoint.inner.shared
}
