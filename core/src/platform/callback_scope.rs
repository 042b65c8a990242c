//! Knowing that the current thread is inside a program's callback.

use std::cell::Cell;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// True on a thread that is running a callback of the program right now: blocking there would wait for itself.
pub fn in_callback() -> bool {
    DEPTH.with(Cell::get) > 0
}

/// Marks the current thread as running a callback until it is dropped.
pub struct CallbackScope {
    // Not Send: it counts for the thread that entered it.
    _thread: std::marker::PhantomData<*const ()>,
}

impl CallbackScope {
    /// Enters; scopes nest.
    pub fn enter() -> Self {
        DEPTH.with(|depth| depth.set(depth.get() + 1));
        Self { _thread: std::marker::PhantomData }
    }
}

impl Drop for CallbackScope {
    fn drop(&mut self) {
        DEPTH.with(|depth| depth.set(depth.get() - 1));
    }
}
