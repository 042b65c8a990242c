//! Errors as C sees them.

use crate::handles::Table;
use crate::strings;
use pchat_core::api::Error;
use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::Arc;

/// What a function answers: `PCHAT_OK`, or the `PCHAT_ERROR_CODE_…` of what went wrong.
#[allow(non_camel_case_types)]
pub type pchat_status_t = i32;

/// The call succeeded. For a function that starts an operation: it was started.
pub const PCHAT_OK: i32 = 0;

/// An error: a stable code, a sentence for people, and what the server said when it said something.
///
/// Functions hand one out through their last argument when they fail; free it with `pchat_error_free`. Errors that are given to
/// callbacks belong to the library and are good until the callback returns. No error carries a password.
#[allow(non_camel_case_types)]
pub struct pchat_error_t {
    _opaque: [u8; 0],
}

/// An error with its texts in the form that C reads.
pub(crate) struct ErrorObject {
    error: Error,
    message: CString,
    diagnostics_reason: Option<CString>,
    diagnostics_source: Option<CString>,
    server_text: Option<CString>,
}

static ERRORS: Table<ErrorObject> = Table::new(1, "error");

pub(crate) fn live() -> usize {
    ERRORS.live()
}

pub(crate) fn reset_in_child() {
    ERRORS.reset_in_child();
}

/// Puts an error where C can see it. NULL only when there are a million errors that nobody freed.
pub(crate) fn give(error: Error) -> *mut pchat_error_t {
    let object = ErrorObject {
        message: strings::to_c(error.message()),
        diagnostics_reason: error.diagnostics_reason().map(strings::to_c),
        diagnostics_source: error.diagnostics_source().map(strings::to_c),
        server_text: error.server_text().map(strings::to_c),
        error,
    };
    match ERRORS.insert(Arc::new(object), None) {
        Ok((value, _)) => ptr::without_provenance_mut(value),
        Err(_) => ptr::null_mut(),
    }
}

/// An error that C sees for a while.
pub(crate) struct LentError {
    handle: *mut pchat_error_t,
}

// SAFETY: the pointer is a handle, a number.
unsafe impl Send for LentError {}
// SAFETY: as above.
unsafe impl Sync for LentError {}

impl LentError {
    pub(crate) fn new(error: Error) -> Self {
        Self { handle: give(error) }
    }

    pub(crate) fn as_ptr(&self) -> *const pchat_error_t {
        self.handle
    }
}

impl Drop for LentError {
    fn drop(&mut self) {
        drop(ERRORS.release(self.handle.addr()));
    }
}

/// The error behind a handle, for copying structs that carry one.
pub(crate) fn get(error: *const pchat_error_t) -> Option<Error> {
    ERRORS.get(error.addr()).ok().map(|object| object.error.clone())
}

fn read<T>(error: *const pchat_error_t, nothing: T, look: impl FnOnce(&ErrorObject) -> T) -> T {
    match ERRORS.get(error.addr()) {
        Ok(object) => look(&object),
        Err(_) => nothing,
    }
}

/// Frees an error. NULL is allowed, and an error that was freed before is left alone.
///
/// - Thread: any.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already or is no error.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_free(error: *mut pchat_error_t) -> pchat_status_t {
    if error.is_null() {
        return PCHAT_OK;
    }
    match ERRORS.release(error.addr()) {
        Ok(_) => PCHAT_OK,
        Err(e) => e.code() as i32,
    }
}

/// The stable code, a `PCHAT_ERROR_CODE_…`; `PCHAT_OK` for NULL.
///
/// - Thread: any.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_code(error: *const pchat_error_t) -> pchat_status_t {
    read(error, PCHAT_OK, |object| object.error.code() as i32)
}

/// One or two sentences for people, in English. An empty string for NULL.
///
/// - Thread: any.
/// - Ownership: the string belongs to the error and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_message(error: *const pchat_error_t) -> *const c_char {
    read(error, c"".as_ptr(), |object| object.message.as_ptr())
}

/// The SIP status that caused the error; 0 when none did.
///
/// - Thread: any.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_sip_status(error: *const pchat_error_t) -> u16 {
    read(error, 0, |object| object.error.sip_status().unwrap_or(0))
}

/// The error id of the server's `ms-diagnostics` header; 0 when there was none.
///
/// - Thread: any.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_diagnostics_id(error: *const pchat_error_t) -> u32 {
    read(error, 0, |object| object.error.diagnostics_id().unwrap_or(0))
}

/// The reason in the server's `ms-diagnostics` header; NULL when there was none.
///
/// - Thread: any.
/// - Ownership: the string belongs to the error and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_diagnostics_reason(error: *const pchat_error_t) -> *const c_char {
    read(error, ptr::null(), |object| text(object.diagnostics_reason.as_ref()))
}

/// The host that wrote the `ms-diagnostics` header; NULL when there was none.
///
/// - Thread: any.
/// - Ownership: the string belongs to the error and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_diagnostics_source(error: *const pchat_error_t) -> *const c_char {
    read(error, ptr::null(), |object| text(object.diagnostics_source.as_ref()))
}

/// True when the chat server answered with a response code (XCCOS), which is then stored in `*server_code`.
///
/// - Thread: any.
/// - Ownership: `server_code` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_error_server_code(error: *const pchat_error_t, server_code: *mut i32) -> bool {
    let Some(code) = read(error, None, |object| object.error.server_code()) else { return false };
    if !server_code.is_null() {
        // SAFETY: the caller gives NULL or room for a number.
        unsafe { server_code.write(code) };
    }
    true
}

/// The response text of the chat server (XCCOS); NULL when there was none.
///
/// - Thread: any.
/// - Ownership: the string belongs to the error and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_server_text(error: *const pchat_error_t) -> *const c_char {
    read(error, ptr::null(), |object| text(object.server_text.as_ref()))
}

/// How many seconds the server asks to wait before the next try; 0 when it does not say.
///
/// - Thread: any.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_error_retry_after_seconds(error: *const pchat_error_t) -> u32 {
    read(error, 0, |object| object.error.retry_after_seconds().unwrap_or(0))
}

fn text(text: Option<&CString>) -> *const c_char {
    text.map_or(ptr::null(), |text| text.as_ptr())
}
