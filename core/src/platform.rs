//! The platform: one internal runtime, the event queue, and the rules that protect the process around them.

mod begin;
mod callback_scope;
mod log_lines;
mod mailbox;
mod operation;
mod queue;
mod threads;

pub use crate::client::files::TellingTransfer;
pub use callback_scope::{CallbackScope, in_callback};
pub use log_lines::is_own_log_line;
pub use mailbox::Mailbox;
pub use operation::{Operation, PreparedOperation};
pub use queue::{Delivery, EventQueue, Item};

use crate::api::{Error, ErrorCode, Result};
use crate::client::People;
use begin::begin;
use once_cell::sync::OnceCell;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::{Handle, Runtime};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long `shut_down` gives endpoints to say goodbye before it drops them.
const FAREWELL: Duration = Duration::from_secs(3);

/// How a platform is made. The default fits a program with a few hundred endpoints.
#[derive(Clone, Debug, Default)]
pub struct PlatformSettings {
    /// Threads that do the network work; 0 for 2.
    pub worker_threads: u32,
    /// The program takes events out of the queue on its own threads, instead of being called back on a thread of the library.
    /// A Rust program always takes them itself, from [`Platform::event_queue`].
    pub pull_events: bool,
}

/// What every endpoint lives on: an internal runtime and an event queue (the SDK's `CollaborationPlatform`).
///
/// Cheap to clone. One is enough for a process; a forked child needs its own.
#[derive(Clone)]
pub struct Platform {
    inner: Arc<PlatformInner>,
}

struct PlatformInner {
    runtime: Mutex<Option<Runtime>>,
    handle: Handle,
    process: u32,
    pull_events: bool,
    queue: EventQueue,
    people: Arc<People>,
    shutting_down: watch::Sender<bool>,
    next_id: AtomicU64,
}

static SHARED: OnceCell<Platform> = OnceCell::new();

impl Platform {
    /// Starts the internal threads. `Io` when the system gives no threads or no memory for them.
    pub fn start(settings: PlatformSettings) -> Result<Platform> {
        let threads = match settings.worker_threads {
            0 => 2,
            n => n.min(64) as usize,
        };
        let runtime = threads::runtime(threads)?;
        let (shutting_down, _) = watch::channel(false);
        Ok(Platform {
            inner: Arc::new(PlatformInner {
                handle: runtime.handle().clone(),
                runtime: Mutex::new(Some(runtime)),
                process: std::process::id(),
                pull_events: settings.pull_events,
                queue: EventQueue::new(),
                people: Arc::default(),
                shutting_down,
                next_id: AtomicU64::new(1),
            }),
        })
    }

    /// The platform that everybody in the process shares, started on first use with default settings.
    ///
    /// Fails like [`Platform::start`] (and may then be tried again), and with `ForkedProcess` in a child of the process that
    /// started it.
    ///
    /// Not in C: a C program holds its platform itself, so that everything is freed when it says so.
    pub fn shared() -> Result<Platform> {
        let platform = SHARED.get_or_try_init(|| Platform::start(PlatformSettings::default()))?;
        platform.check()?;
        Ok(platform.clone())
    }

    /// Terminates every endpoint, joins every thread and frees everything. Blocks for a few seconds at most.
    ///
    /// Every operation still running completes with `PlatformShutDown`. A second call succeeds at once. `WouldDeadlock` inside a
    /// callback and on one of the platform's own threads; `ForkedProcess` in a forked child.
    pub fn shut_down(&self) -> Result<()> {
        self.check_process()?;
        if in_callback() || Handle::try_current().is_ok_and(|h| h.id() == self.inner.handle.id()) {
            return Err(Error::new(
                ErrorCode::WouldDeadlock,
                "shutting the platform down inside a callback would wait for that callback; do it on another thread",
            ));
        }
        self.inner.shutting_down.send_replace(true);
        let runtime = self.inner.runtime.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(runtime) = runtime {
            // Endpoints hold a receiver each while they live; when the last is gone everybody has said goodbye.
            let shutting_down = &self.inner.shutting_down;
            let farewell = async {
                let _ = tokio::time::timeout(FAREWELL, shutting_down.closed()).await;
            };
            let end = || {
                runtime.block_on(farewell);
                runtime.shutdown_timeout(FAREWELL);
            };
            if Handle::try_current().is_ok() {
                // A runtime can neither be driven nor ended on a thread of another one.
                std::thread::scope(|scope| drop(scope.spawn(end).join()));
            } else {
                end();
            }
        }
        self.inner.queue.close();
        Ok(())
    }

    /// The queue that all events and completions of this platform go through.
    ///
    /// Not in C: `pchat_event_queue_*`.
    pub fn event_queue(&self) -> &EventQueue {
        &self.inner.queue
    }

    /// `PlatformShutDown` or `ForkedProcess` when nothing can be started any more.
    ///
    /// Not in C: every function checks.
    pub fn check(&self) -> Result<()> {
        self.check_process()?;
        if *self.inner.shutting_down.borrow() {
            return Err(Error::new(
                ErrorCode::PlatformShutDown,
                "the platform is shut down; start a new one",
            ));
        }
        Ok(())
    }

    /// `ForkedProcess` in a child of the process that started the platform: its threads do not exist there.
    ///
    /// Not in C: every function checks.
    pub fn check_process(&self) -> Result<()> {
        if std::process::id() == self.inner.process {
            return Ok(());
        }
        Err(Error::new(
            ErrorCode::ForkedProcess,
            "this process was forked after the platform was started, and threads do not survive a fork; start a new \
             platform in the child",
        ))
    }

    /// Runs a future on the platform's threads. Its first step is taken on this thread, so that operations take effect in the order
    /// in which they are started.
    ///
    /// Not in C: operations are started for it.
    pub fn spawn<F>(&self, future: F) -> Result<JoinHandle<F::Output>>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.check()?;
        Ok(begin(&self.inner.handle, future))
    }

    /// The runtime, for blocking on a future from a thread that is not one of its own.
    ///
    /// Not in C: `…_wait` functions.
    pub fn runtime_handle(&self) -> &Handle {
        &self.inner.handle
    }

    /// Everybody in the rooms of this platform's endpoints.
    pub(crate) fn people(&self) -> &Arc<People> {
        &self.inner.people
    }

    /// Turns true when the platform is about to end. Endpoints hold one while they have something to say goodbye to.
    pub(crate) fn shutting_down(&self) -> watch::Receiver<bool> {
        self.inner.shutting_down.subscribe()
    }

    /// Whether the program takes events out of the queue on its own threads.
    ///
    /// Not in C: it is what the settings said.
    pub fn pulls_events(&self) -> bool {
        self.inner.pull_events
    }

    /// The same for all clones of one platform, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.inner).addr()
    }

    /// A number that no other object of this platform has.
    ///
    /// Not in C: handles are unique.
    pub fn next_id(&self) -> u64 {
        self.inner.next_id.fetch_add(1, Ordering::Relaxed)
    }
}

impl Drop for PlatformInner {
    fn drop(&mut self) {
        self.queue.close();
        let runtime = self.runtime.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        let Some(runtime) = runtime else { return };
        if self.process != std::process::id() {
            // The threads belong to the parent; joining them here would wait for ever.
            std::mem::forget(runtime);
        } else if in_callback() || Handle::try_current().is_ok() {
            runtime.shutdown_background();
        } else {
            runtime.shutdown_timeout(FAREWELL);
        }
    }
}
