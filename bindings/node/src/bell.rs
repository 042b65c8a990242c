//! Wakes the event loop of Node.

use std::io::{self, PipeReader, PipeWriter, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Wake;

/// The writing end of a pipe whose other end Node's event loop polls. Not the queue's own descriptor: that is an eventfd, which libuv
/// cannot read. At most one byte is under way, so writing never waits.
pub(crate) struct Bell {
    rung: AtomicBool,
    pipe: PipeWriter,
}

impl Bell {
    pub(crate) fn new() -> io::Result<(Arc<Self>, PipeReader)> {
        let (reader, pipe) = io::pipe()?;
        Ok((Arc::new(Self { rung: AtomicBool::new(false), pipe }), reader))
    }

    /// The next wake-up writes again. Look into the queue once more afterwards.
    pub(crate) fn silence(&self) {
        self.rung.store(false, Ordering::SeqCst);
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.rung.swap(true, Ordering::SeqCst) {
            // Fails only when Node has closed its end, and then nobody wants to know.
            let _ = (&self.pipe).write(&[1]);
        }
    }
}
