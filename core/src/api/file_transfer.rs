//! Files of rooms, on their way up or down.

use super::{Bytes, Endpoint, Result};
use crate::client::files::TransferInner;
use std::sync::Arc;

/// A file to upload to the room of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileUpload {
    /// Where the file is.
    pub path: String,
    /// What people read, up to 255 bytes, without folders; `None` for the last part of `path`.
    pub file_name: Option<String>,
}

/// A file of a room to download.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileDownload {
    /// The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`.
    pub file_uri: String,
    /// Where the file goes: a path with a file name, in a folder that exists. The name in the link comes from the network; do not
    /// use it without a look.
    pub path: String,
    /// Replaces a file that is there already, at the very end.
    pub overwrite: bool,
    /// A longer file is refused before its first byte; 0 for no limit.
    pub max_bytes: u64,
}

/// A file of a room to download into memory, or to read piece by piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentDownload {
    /// The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`.
    pub file_uri: String,
    /// A longer file is refused before its first byte; 0 for no limit. Left out (`None`) it is 64 MiB for a download into memory, and no limit
    /// for one that is read piece by piece.
    pub max_bytes: Option<u64>,
}

/// How a transfer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum FileTransferState {
    /// Under way.
    Running = 0,
    /// Done: the download is under its name; the upload is in the room and its link was posted.
    Completed = 1,
    /// Cancelled by the program.
    Cancelled = 2,
    /// Over with an error, which `finish` tells.
    Failed = 3,
}

/// How far a transfer is (the SDK's `ChatRoomFileTransferProgressEventArgs`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTransferProgress {
    /// Under way, or how it ended.
    pub state: FileTransferState,
    /// 0 to 100; 100 only when it is completed.
    pub percent: u32,
    /// Bytes of the file that have arrived.
    pub transferred_bytes: u64,
    /// Bytes of the whole file, as soon as that is known.
    pub total_bytes: Option<u64>,
}

/// What a transfer tells.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum FileTransferEvent {
    /// It has got further or is over (the SDK's event of that name). One event at a time waits to be taken, then comes the newest progress;
    /// the last one says how it ended.
    ProgressChanged(FileTransferProgress),
}

/// A completed transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferredFile {
    /// The file's URI, `ma-filelink://…`: what `FileDownload::file_uri` takes.
    pub file_uri: String,
    /// The path on this machine; empty for one that has none.
    pub path: String,
    /// The name for people.
    pub file_name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A file on its way up or down (the SDK's `ChatRoomFileUploadJob` and `ChatRoomFileDownloadJob`). Cheap to clone: clones are the same
/// transfer. Functions of `Session` begin it: from or to a path, bytes in memory, or a stream of chunks that the program writes or reads.
///
/// It runs by itself. Dropping the last clone cancels it. A short loss of the connection to the file service is mended: the transfer
/// goes on where it was. A download is written beside its path under a name of its own, which is gone when the transfer is
/// dropped, and gets its real name when it is complete and on the disk. What is in memory is bounded: whoever writes or reads too
/// slowly stops the transfer until he goes on, and at most some MiB wait.
#[derive(Clone)]
pub struct FileTransfer {
    pub(crate) inner: Arc<TransferInner>,
}

impl FileTransfer {
    /// Waits until the transfer is over. Giving up waiting does not cancel it. After the last `write` it says that nothing more comes; the
    /// link is posted only then. Of a download that the program reads itself it ends when the last chunk was read.
    ///
    /// Fails with `Cancelled`; `FileUploadFailed` or `FileDownloadFailed` (too large, no such file, refused, the connection is lost for good);
    /// `InvalidToken` (the file service does not take the chat server's token); `ErrorPermission` (no files here, or not for this user),
    /// `UserNotJoined`, `NoSuchNode`; `Io` (the file on this machine); `ConnectionLost` (the endpoint ended). After an upload that could not be posted
    /// it fails as `Session::send` does.
    pub async fn finish(&self) -> Result<TransferredFile> {
        self.inner.finish().await
    }

    /// Writes the next chunk of an upload that `Session::upload_stream` began, of any length. Succeeds when the chunk is taken over, which
    /// waits while others are on their way; one chunk at a time. Giving it up leaves the chunk unwritten, unless it was taken at that moment.
    ///
    /// Fails as `finish` does when the transfer has failed or was cancelled; `FileUploadFailed` for more than the announced size, which ends
    /// the transfer; `InvalidOperation` for another transfer, while a chunk is being written, and after `finish`.
    pub async fn write(&self, chunk: Bytes) -> Result<()> {
        self.inner.write(chunk).await
    }

    /// Reads the next chunk of a download that `Session::download_stream` began, of 1 byte to 1 MiB; `None` when the file is complete. No
    /// more than a few chunks are fetched ahead. One chunk at a time; whoever gives a read up should cancel the transfer, as that read may
    /// have taken a chunk with it.
    ///
    /// Fails as `finish` does when the transfer has failed or was cancelled; `InvalidOperation` for another transfer, and while a chunk is
    /// being read.
    pub async fn read(&self) -> Result<Option<Bytes>> {
        self.inner.read().await
    }

    /// Waits until a download that `Session::download_bytes` began is over; gives the whole file. May be asked again.
    ///
    /// Fails as `finish` does; `InvalidOperation` for another transfer.
    pub async fn content(&self) -> Result<Bytes> {
        self.inner.content().await
    }

    /// How far it is.
    pub fn progress(&self) -> FileTransferProgress {
        self.inner.progress()
    }

    /// Waits until it is further than `percent`, or over; gives how far it is then.
    pub async fn progress_after(&self, percent: u32) -> Result<FileTransferProgress> {
        self.inner.progress_after(percent).await
    }

    /// Cancels it. It is over soon after that; what is over stays as it is.
    pub fn cancel(&self) {
        self.inner.cancel();
    }

    /// Goes on after a failure or a cancellation, where the transfer was. The server keeps half an upload for half an hour.
    ///
    /// `InvalidOperation` while it runs, when it is completed, and for what the program writes or reads itself; `EndpointNotEstablished`;
    /// `PlatformShutDown`.
    pub fn resume(&self) -> Result<()> {
        self.inner.resume()
    }

    /// Whether it goes up.
    pub fn is_upload(&self) -> bool {
        self.inner.is_upload
    }

    /// The path on this machine; empty for a transfer of bytes, or of what the program writes or reads.
    pub fn path(&self) -> String {
        self.inner.path.clone()
    }

    /// The name for people.
    pub fn file_name(&self) -> String {
        self.inner.file_name.clone()
    }

    /// The file's URI; of an upload as soon as it is complete.
    pub fn file_uri(&self) -> Option<String> {
        self.inner.file_uri()
    }

    /// The endpoint that it belongs to.
    pub fn endpoint(&self) -> Endpoint {
        self.inner.session.endpoint()
    }

    /// The same for all clones of one transfer, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.inner).addr()
    }
}
