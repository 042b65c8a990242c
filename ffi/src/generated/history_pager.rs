// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_history_pager_t` and its functions.

#![allow(non_camel_case_types)]

use crate::bytes::{self, pchat_bytes_t};
use crate::error::{PCHAT_OK, pchat_error_t, pchat_status_t};
use crate::generated::completions::*;
use crate::generated::enums::{self, *};
use crate::generated::events;
use crate::generated::inputs::{self, *};
use crate::generated::outputs::*;
use crate::guard::{guard, out, protect};
use crate::handles::Table;
use crate::host::Host;
use crate::object::{self, Active, Class, Handles, Lent, Object};
use crate::operations::{self, Completion};
use crate::projection::{self, List};
use crate::strings;
use pchat_core::api::*;
use pchat_core::platform::Mailbox;
use std::ffi::c_char;
use std::ptr;
use std::sync::Arc;

/// Reads any part of one room's history page by page, from the oldest message or from the newest. Made
/// by `pchat_services_history_pager`(super::Services::history_pager) and
/// `pchat_session_history_pager`(super::Session::history_pager).
///
/// It keeps nothing of what it gave, so that a room of any size is read in the memory of a page.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_history_pager_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and
/// harms nothing. Every function may be called on any thread.
pub struct pchat_history_pager_t {
    _opaque: [u8; 0],
}

static HISTORY_PAGER: Table<Object<pchat_core::api::HistoryPager>> = Table::new(10, "history pager");

impl Class for pchat_core::api::HistoryPager {
    type Opaque = pchat_history_pager_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &HISTORY_PAGER
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::HistoryPager {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.endpoint().mailbox())
    }
}

/// The next messages: `limit` of `pchat_history_query_t` of them, or as many as the server gives. An
/// empty page is the end, and nothing is asked any more then.
///
/// A page that failed or was cancelled is read again by the next call. Fails with
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` while another page is being read,
/// `PCHAT_ERROR_CODE_PROTOCOL_VIOLATION` when the server does not number its messages, and like
/// `pchat_services_query_history`(super::Services::query_history).
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `completion` is copied, its `destroy` runs exactly once on every path; NULL when you do
///   not want to know. `*operation`, unless NULL, gets a number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_pager_next_page(
    history_pager: *mut pchat_history_pager_t,
    completion: *const pchat_chat_message_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<HistoryPager>(history_pager)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.next_page().await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_history_pager_next_page`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_chat_message_list_free`.
/// - Errors: those of `pchat_history_pager_next_page`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_pager_next_page_wait(
    history_pager: *mut pchat_history_pager_t,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_message_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<HistoryPager>(history_pager)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.next_page().await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// How far it is.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_history_progress_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_pager_progress(
    history_pager: *mut pchat_history_pager_t,
    result: *mut *mut pchat_history_progress_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let history_pager = object::get::<HistoryPager>(history_pager)?;
        let value = history_pager.value.progress();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The room's URI.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_pager_room_uri(
    history_pager: *mut pchat_history_pager_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let history_pager = object::get::<HistoryPager>(history_pager)?;
        let value = history_pager.value.room_uri();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a history pager back. NULL is allowed.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_history_pager_free(history_pager: *mut pchat_history_pager_t) -> pchat_status_t {
    object::free::<pchat_core::api::HistoryPager>(history_pager)
}

/// Takes another reference to a history pager: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_history_pager_retain(history_pager: *mut pchat_history_pager_t) -> pchat_status_t {
    object::retain::<pchat_core::api::HistoryPager>(history_pager)
}
