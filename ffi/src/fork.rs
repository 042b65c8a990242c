//! State that survives a fork.
//!
//! A forked child has one thread and a copy of every lock, perhaps locked by a thread that is not there. So all state of this
//! library sits in [`ForkCell`]s that a handler in the child empties before anything else runs, and handles carry the number of
//! the process generation that made them.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

static GENERATION: AtomicUsize = AtomicUsize::new(0);

/// How often this process was forked since the library was first used, seen from here.
pub(crate) fn process_generation() -> usize {
    GENERATION.load(Ordering::Relaxed)
}

/// A lock around global state, which is empty and unlocked again in a forked child.
pub(crate) struct ForkCell<T> {
    lock: UnsafeCell<Mutex<T>>,
    fresh: fn() -> Mutex<T>,
}

// SAFETY: all access goes through the mutex, except in the fork handler, which runs while its process has one thread.
unsafe impl<T: Send> Sync for ForkCell<T> {}

impl<T> ForkCell<T> {
    /// `fresh` makes the empty state; it must not allocate.
    pub(crate) const fn new(state: Mutex<T>, fresh: fn() -> Mutex<T>) -> Self {
        Self { lock: UnsafeCell::new(state), fresh }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.mutex().lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn mutex(&self) -> &Mutex<T> {
        // SAFETY: only the fork handler writes, when no other thread exists.
        unsafe { &*self.lock.get() }
    }

    /// Forgets what the parent knew: its objects belong to threads that are not here.
    pub(crate) fn reset_in_child(&self) {
        // SAFETY: called from the fork handler only, when this process has one thread, which holds no lock of the library
        // (callbacks are never called under one). The old content is leaked on purpose.
        unsafe { std::ptr::write(self.lock.get(), (self.fresh)()) }
    }
}

/// Makes sure that a forked child starts with empty state.
pub(crate) fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the handler is a function of this library, which is never unloaded (-z nodelete).
        unsafe {
            libc::pthread_atfork(None, None, Some(in_child));
        }
    });
}

extern "C" fn in_child() {
    GENERATION.fetch_add(1, Ordering::Relaxed);
    crate::generated::reset_in_child();
    crate::error::reset_in_child();
    crate::event_queue::reset_in_child();
    crate::operations::reset_in_child();
    crate::logging::reset_in_child();
}
