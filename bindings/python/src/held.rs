//! What a forked child must neither use nor tear down.

use pchat_core::api::{Error, ErrorCode};
use pyo3::PyResult;

use crate::errors::raised;

/// Something that lives on threads of the process that made it. A forked child has no such threads: there it can only be forgotten.
pub(crate) struct Held<T> {
    value: Option<T>,
    process: u32,
}

impl<T> Held<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { value: Some(value), process: std::process::id() }
    }

    /// The value, or `ForkedProcess`.
    pub(crate) fn get(&self) -> PyResult<&T> {
        self.value.as_ref().filter(|_| self.process == std::process::id()).ok_or_else(|| {
            raised(Error::new(
                ErrorCode::ForkedProcess,
                "this object was made before the process was forked, and threads do not survive a fork; make a new \
                 endpoint in the child",
            ))
        })
    }
}

impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        if self.process != std::process::id() {
            // Its locks may be held by threads that do not exist here, and joining them would wait for ever.
            std::mem::forget(self.value.take());
        }
    }
}
