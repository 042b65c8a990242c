//! Events out of a recording, for measuring what their way into a C callback costs.
//!
//! Compiled only with the feature `bench`, which no released library has. `tests/bench` declares these functions itself; they are not
//! part of the header.

use crate::error::{pchat_error_t, pchat_status_t};
use crate::generated::session::pchat_session_t;
use crate::guard::guard;
use crate::object;
use crate::strings;
use pchat_core::api::Session;
use pchat_core::bench;
use std::ffi::c_char;

/// Reads a recording (`pchat_core::bench::load`).
///
/// # Safety
/// `path` is a string of C, `error` NULL or a place for the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_bench_load(
    path: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the caller's promises.
    unsafe { guard(error, || bench::load(strings::required(path, "path")?)) }
}

/// Lets a session tell `count` messages of the recording (`pchat_core::bench::replay`).
///
/// # Safety
/// `error` is NULL or a place for the error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_bench_replay(
    session: *mut pchat_session_t,
    count: usize,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || bench::replay(&object::get::<Session>(session)?.value, count);
    // SAFETY: the caller's promise.
    unsafe { guard(error, body) }
}
