//! Telling the program how far a transfer is.

use super::TransferInner;
use crate::api::{FileTransfer, FileTransferEvent, FileTransferProgress};
use crate::platform::Mailbox;
use std::sync::{Arc, Weak};
use tokio::sync::{Notify, watch};

/// The transfer that an event is of. Does not keep it from being cancelled when the program drops it.
pub struct TellingTransfer {
    inner: Weak<TransferInner>,
    /// Notified when the event was taken.
    taken: Arc<Notify>,
}

impl TellingTransfer {
    /// The identity of the transfer.
    pub fn identity(&self) -> usize {
        self.inner.as_ptr().addr()
    }

    /// The transfer, while the program has it.
    pub fn transfer(&self) -> Option<FileTransfer> {
        self.inner.upgrade().map(|inner| FileTransfer { inner })
    }
}

impl Drop for TellingTransfer {
    fn drop(&mut self) {
        self.taken.notify_one();
    }
}

/// The task: the next event goes into the mailbox when the one before was taken, so a transfer has one place in it.
pub(super) async fn tell(
    inner: Weak<TransferInner>,
    mut progress: watch::Receiver<FileTransferProgress>,
    mailbox: Arc<Mailbox>,
) {
    let taken = Arc::new(Notify::new());
    let mut told = progress.borrow_and_update().clone();
    while progress.changed().await.is_ok() {
        let now = progress.borrow_and_update().clone();
        if (now.state, now.percent, now.total_bytes) == (told.state, told.percent, told.total_bytes) {
            continue;
        }
        told = now.clone();
        let transfer = TellingTransfer { inner: Weak::clone(&inner), taken: Arc::clone(&taken) };
        mailbox.push_file_transfer_event(transfer, FileTransferEvent::ProgressChanged(now)).await;
        taken.notified().await;
    }
}
