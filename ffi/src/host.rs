//! A platform with the thread that calls the program back.

use crate::dispatcher;
use crate::object::Object;
use pchat_core::api::{Error, ErrorCode, Platform, Result};
use pchat_core::platform::in_callback;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::JoinHandle;
use tokio::runtime::Handle;

/// What all objects of one platform share and keep alive.
pub(crate) struct Host {
    pub(crate) platform: Platform,
    /// False once nothing may be started any more. Held for reading while an operation starts.
    open: RwLock<bool>,
    dispatcher: Mutex<Option<JoinHandle<()>>>,
    /// Objects and events of this platform that the program has handles of.
    handles: AtomicUsize,
}

impl Host {
    /// Starts the thread that drains the queue, unless the program does that.
    pub(crate) fn start(platform: &Platform) -> Result<Arc<Self>> {
        let dispatcher = if platform.pulls_events() {
            None
        } else {
            let queue = platform.event_queue().clone();
            let thread = std::thread::Builder::new().name("pchat-callbacks".into()).spawn(move || {
                while let Some(delivery) = queue.next(None) {
                    dispatcher::dispatch(delivery);
                }
            });
            Some(thread.map_err(|e| {
                Error::new(ErrorCode::Io, format!("cannot start the thread for callbacks: {e}"))
            })?)
        };
        Ok(Arc::new(Self {
            platform: platform.clone(),
            open: RwLock::new(true),
            dispatcher: Mutex::new(dispatcher),
            handles: AtomicUsize::new(0),
        }))
    }

    /// Runs something that starts an operation, while the platform cannot end.
    pub(crate) fn while_open<T>(&self, start: impl FnOnce() -> Result<T>) -> Result<T> {
        self.platform.check_process()?;
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        if !*open {
            return Err(Error::new(
                ErrorCode::PlatformShutDown,
                "the platform is shut down; start a new one",
            ));
        }
        start()
    }

    /// The program got a handle of something on this platform.
    pub(crate) fn handle_given(&self) {
        self.handles.fetch_add(1, Ordering::Relaxed);
    }

    /// The program freed one. After the last one nobody can take events out of the queue of a pull platform any more, so what runs
    /// is ended and what waits is dispatched here: completions come on every path, and what they hold is freed.
    pub(crate) fn handle_freed(self: &Arc<Self>) {
        if self.handles.fetch_sub(1, Ordering::AcqRel) == 1 && self.platform.pulls_events() {
            let host = Arc::clone(self);
            apart_from_callbacks(move || {
                // Fails only where it was done already.
                let _ = host.shut_down();
            });
        }
    }

    fn dispatcher(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.dispatcher.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends everything and waits for it. In pull mode what still waits in the queue is dispatched here.
    pub(crate) fn shut_down(&self) -> Result<()> {
        self.platform.check_process()?;
        if in_callback() {
            return Err(Error::new(
                ErrorCode::WouldDeadlock,
                "shutting the platform down inside a callback would wait for that callback; do it on another thread",
            ));
        }
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = false;
        self.platform.shut_down()?;
        // Whoever comes second waits here until the thread is gone.
        if let Some(thread) = self.dispatcher().take() {
            // A panic on it was caught and reported where it happened.
            let _ = thread.join();
        }
        while let Some(delivery) = self.platform.event_queue().try_next() {
            dispatcher::dispatch(delivery);
        }
        Ok(())
    }
}

/// What `pchat_platform_shut_down` does.
pub(crate) fn shut_down(platform: &Arc<Object<Platform>>) -> Result<()> {
    match &platform.host {
        Some(host) => host.shut_down(),
        None => Ok(()),
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let dispatcher = self.dispatcher.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        if self.platform.check_process().is_err() {
            // The thread is the parent's.
            std::mem::forget(dispatcher);
            return;
        }
        let platform = self.platform.clone();
        let end = move || {
            // Fails only where it was done already.
            let _ = platform.shut_down();
            if let Some(thread) = dispatcher {
                let _ = thread.join();
            }
            while let Some(delivery) = platform.event_queue().try_next() {
                dispatcher::dispatch(delivery);
            }
        };
        apart_from_callbacks(end);
    }
}

/// Runs what waits for callbacks: here, or on a thread of its own when this is the thread of one.
fn apart_from_callbacks(end: impl FnOnce() + Send + 'static) {
    if in_callback() || Handle::try_current().is_ok() {
        // Without a thread for it the core stops its threads in the background, and the dispatcher ends with its queue.
        let _ = std::thread::Builder::new().name("pchat-farewell".into()).spawn(end);
    } else {
        end();
    }
}
