// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_services_t` and its functions.

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

use crate::generated::history_pager::pchat_history_pager_t;
use crate::generated::room_management::pchat_room_management_t;
use crate::generated::user_services::pchat_user_services_t;

/// Browsing and server facts (the SDK's `PersistentChatServices`).
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_services_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and harms
/// nothing. Every function may be called on any thread.
pub struct pchat_services_t {
    _opaque: [u8; 0],
}

static SERVICES: Table<Object<pchat_core::api::Services>> = Table::new(16, "services");

impl Class for pchat_core::api::Services {
    type Opaque = pchat_services_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &SERVICES
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::Services {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.endpoint().mailbox())
    }
}

/// Facts of the connected server. `PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED` before the endpoint is
/// established.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_server_configuration_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place
///   for the result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_server_configuration(
    services: *mut pchat_services_t,
    result: *mut *mut pchat_server_configuration_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let services = object::get::<Services>(services)?;
        let value = services.value.server_configuration()?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Rooms whose name, or description if asked, matches. Also `PCHAT_ERROR_CODE_LIMIT_EXCEEDED` when the
/// server finds the query too wide.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `query` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_criteria(
    services: *mut pchat_services_t,
    query: *const pchat_room_query_t,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let query = unsafe { inputs::room_query(query) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.browse_by_criteria(query).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_browse_by_criteria`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `query` is copied. Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_services_browse_by_criteria`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_criteria_wait(
    services: *mut pchat_services_t,
    query: *const pchat_room_query_t,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let query = unsafe { inputs::room_query(query) }?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.browse_by_criteria(query).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Rooms of this category that the user may see; at most `max_results`, 0 for as many as the server
/// gives. The SDK's overload without a number means 100; here the program gives the number.
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` when it is no category URI (`ma-cat://…`).
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `category_uri` is copied. `completion` is copied, its `destroy` runs exactly once on
///   every path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_category(
    services: *mut pchat_services_t,
    category_uri: *const c_char,
    max_results: u32,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.browse_by_category(&category_uri, max_results).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_browse_by_category`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `category_uri` is copied. Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_services_browse_by_category`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_category_wait(
    services: *mut pchat_services_t,
    category_uri: *const c_char,
    max_results: u32,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.browse_by_category(&category_uri, max_results).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Rooms that fit everything in the filter. `PCHAT_ERROR_CODE_BAD_ARGUMENT` when a URI in it is of the
/// wrong kind.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `filter` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_filter(
    services: *mut pchat_services_t,
    filter: *const pchat_room_filter_t,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let filter = unsafe { inputs::room_filter(filter) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.browse_by_filter(filter).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_browse_by_filter`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `filter` is copied. Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_services_browse_by_filter`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_filter_wait(
    services: *mut pchat_services_t,
    filter: *const pchat_room_filter_t,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let filter = unsafe { inputs::room_filter(filter) }?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.browse_by_filter(filter).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Rooms that this user is in right now, as far as the asking user may see them.
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` when it is no SIP URI.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `user_uri` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_joined_user(
    services: *mut pchat_services_t,
    user_uri: *const c_char,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let user_uri = unsafe { strings::required(user_uri, "user_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.browse_by_joined_user(&user_uri).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_browse_by_joined_user`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `user_uri` is copied. Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_services_browse_by_joined_user`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_joined_user_wait(
    services: *mut pchat_services_t,
    user_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let user_uri = unsafe { strings::required(user_uri, "user_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.browse_by_joined_user(&user_uri).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Invitations with a greater number than `last_invitation_id`; 0 for all. The server may give them in
/// portions: ask again with the `last_invitation_id` of the result until it is empty.
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
pub unsafe extern "C" fn pchat_services_browse_by_invitations(
    services: *mut pchat_services_t,
    last_invitation_id: i64,
    completion: *const pchat_invitation_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.browse_by_invitations(last_invitation_id).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_browse_by_invitations`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_invitation_list_free`.
/// - Errors: those of `pchat_services_browse_by_invitations`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_by_invitations_wait(
    services: *mut pchat_services_t,
    last_invitation_id: i64,
    timeout_ms: u32,
    result: *mut *mut pchat_invitation_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.browse_by_invitations(last_invitation_id).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Rooms that the user is a member of; at most `max_results`, 0 for as many as the server gives.
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
pub unsafe extern "C" fn pchat_services_browse_my_chat_rooms(
    services: *mut pchat_services_t,
    max_results: u32,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.browse_my_chat_rooms(max_results).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_browse_my_chat_rooms`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_services_browse_my_chat_rooms`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_my_chat_rooms_wait(
    services: *mut pchat_services_t,
    max_results: u32,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.browse_my_chat_rooms(max_results).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Rooms that the user may manage; at most `max_results`, 0 for as many as the server gives.
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
pub unsafe extern "C" fn pchat_services_browse_chat_rooms_i_manage(
    services: *mut pchat_services_t,
    max_results: u32,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.browse_chat_rooms_i_manage(max_results).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_browse_chat_rooms_i_manage`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_services_browse_chat_rooms_i_manage`; `PCHAT_ERROR_CODE_TIMED_OUT` when
///   the time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a
///   callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_browse_chat_rooms_i_manage_wait(
    services: *mut pchat_services_t,
    max_results: u32,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.browse_chat_rooms_i_manage(max_results).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The bundle with this label, when the server's version is newer than `sequence_id`; -1 always gets
/// it. NULL when it is not, or when nothing is stored; with `provide_default` the server gives an empty
/// default of number 0 then, unless the program knows number 0 or a later one already.
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` when the label is empty.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `label` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_get_preference(
    services: *mut pchat_services_t,
    label: *const c_char,
    sequence_id: i64,
    provide_default: bool,
    completion: *const pchat_optional_preference_bundle_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let label = unsafe { strings::required(label, "label") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_preference(&label, sequence_id, provide_default).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_get_preference`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `label` is copied. Free `*result` with `pchat_preference_bundle_free`.
/// - Errors: those of `pchat_services_get_preference`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_get_preference_wait(
    services: *mut pchat_services_t,
    label: *const c_char,
    sequence_id: i64,
    provide_default: bool,
    timeout_ms: u32,
    result: *mut *mut pchat_preference_bundle_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let label = unsafe { strings::required(label, "label") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_preference(&label, sequence_id, provide_default).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.map_or(ptr::null_mut(), projection::give)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Stores a bundle; gives it with its new number. `sequence_id` is the version that the program knows.
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` when the label is empty or longer than 255 characters,
/// `PCHAT_ERROR_CODE_LIMIT_EXCEEDED` when the server finds the data too long: pchatd takes 192 KiB
/// (196,608 bytes of UTF-8; 256 KiB as they travel, in base64).
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `label` and `data` are copied. `completion` is copied, its `destroy` runs exactly once
///   on every path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_set_preference(
    services: *mut pchat_services_t,
    label: *const c_char,
    sequence_id: i64,
    data: *const c_char,
    completion: *const pchat_preference_bundle_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let label = unsafe { strings::required(label, "label") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let data = unsafe { strings::required(data, "data") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.set_preference(&label, sequence_id, &data).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_set_preference`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `label` and `data` are copied. Free `*result` with `pchat_preference_bundle_free`.
/// - Errors: those of `pchat_services_set_preference`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_set_preference_wait(
    services: *mut pchat_services_t,
    label: *const c_char,
    sequence_id: i64,
    data: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_preference_bundle_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let label = unsafe { strings::required(label, "label") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let data = unsafe { strings::required(data, "data") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.set_preference(&label, sequence_id, &data).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Looks for messages in many rooms at once, joined or not: one result for each room, in the order in
/// which they are named. Members read, and everybody whom an open room admits; a room whose category
/// keeps no history has nothing.
///
/// When there is more than fits into one answer (4 MiB from pchatd), each room with messages still has
/// at least one of them, and `exceeded_server_limit`: go on with `start_message_id`, or with a pager.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (no room, too many, one that is no room URI, an author
/// that is no SIP URI, times in the wrong order, a text that is too long),
/// `PCHAT_ERROR_CODE_ERROR_PERMISSION`, `PCHAT_ERROR_CODE_NODE_DISABLED` or
/// `PCHAT_ERROR_CODE_NO_SUCH_NODE` when one of the rooms may not be read.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `query` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_query_history(
    services: *mut pchat_services_t,
    query: *const pchat_history_query_t,
    completion: *const pchat_history_result_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let query = unsafe { inputs::history_query(query) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.query_history(query).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_services_query_history`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `query` is copied. Free `*result` with `pchat_history_result_list_free`.
/// - Errors: those of `pchat_services_query_history`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_query_history_wait(
    services: *mut pchat_services_t,
    query: *const pchat_history_query_t,
    timeout_ms: u32,
    result: *mut *mut pchat_history_result_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let query = unsafe { inputs::history_query(query) }?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.query_history(query).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Makes a pager over the messages of the one room that the query names. Asks nothing yet. Fails with
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` like `pchat_services_query_history`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `query` is copied. Free `*result` with `pchat_history_pager_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_history_pager(
    services: *mut pchat_services_t,
    query: *const pchat_history_query_t,
    result: *mut *mut pchat_history_pager_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let services = object::get::<Services>(services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let query = unsafe { inputs::history_query(query) }?;
        let value = services.value.history_pager(query)?;
        let value = object::publish(value, services.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Making and changing rooms.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_room_management_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_room_management(
    services: *mut pchat_services_t,
    result: *mut *mut pchat_room_management_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let services = object::get::<Services>(services)?;
        let value = services.value.room_management();
        let value = object::publish(value, services.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The directory.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_user_services_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_services_user_services(
    services: *mut pchat_services_t,
    result: *mut *mut pchat_user_services_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let services = object::get::<Services>(services)?;
        let value = services.value.user_services();
        let value = object::publish(value, services.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a services back. NULL is allowed.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_services_free(services: *mut pchat_services_t) -> pchat_status_t {
    object::free::<pchat_core::api::Services>(services)
}

/// Takes another reference to a services: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_services_retain(services: *mut pchat_services_t) -> pchat_status_t {
    object::retain::<pchat_core::api::Services>(services)
}
