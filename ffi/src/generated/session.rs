// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_session_t` and its functions.

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

use crate::generated::endpoint::pchat_endpoint_t;
use crate::generated::file_transfer::pchat_file_transfer_t;
use crate::generated::history_pager::pchat_history_pager_t;
use crate::generated::message_builder::pchat_message_builder_t;

/// One user's presence in one room (the SDK's `ChatRoomSession`).
///
/// After `pchat_session_leave` it is idle again and may join the same or another room. So it is when
/// the server takes the user out of the room: the reason of the state is
/// `PCHAT_ERROR_CODE_ERROR_PERMISSION` when the user may not be in it any more and
/// `PCHAT_ERROR_CODE_NODE_DISABLED` when the room was disabled; nothing of the room is delivered any
/// more. Only with its endpoint it ends for good.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_session_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and harms
/// nothing. Every function may be called on any thread.
pub struct pchat_session_t {
    _opaque: [u8; 0],
}

static SESSION: Table<Object<pchat_core::api::Session>> = Table::new(17, "session");

impl Class for pchat_core::api::Session {
    type Opaque = pchat_session_t;
    type Callbacks = events::pchat_session_callbacks_t;

    fn table() -> &'static Table<Object<Self>> {
        &SESSION
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::Session {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.endpoint().mailbox())
    }
}

/// Makes an idle session. `PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED` unless the endpoint is
/// established.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*session` with `pchat_session_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place
///   for the result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_new(
    endpoint: *mut pchat_endpoint_t,
    session: *mut *mut pchat_session_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(session, "session")?;
        let endpoint = object::get::<Endpoint>(endpoint)?;
        let value = Session::new(&endpoint.value)?;
        let value = object::publish(value, endpoint.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { session.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Joins the room with this URI (`ma-chan://<domain>/<guid>`).
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (not a room URI), `PCHAT_ERROR_CODE_INVALID_OPERATION`
/// (this endpoint is in the room already), `PCHAT_ERROR_CODE_SESSION_STATE` (not idle),
/// `PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED`, or the server's answer:
/// `PCHAT_ERROR_CODE_NO_SUCH_NODE`, `PCHAT_ERROR_CODE_NODE_DISABLED`,
/// `PCHAT_ERROR_CODE_ERROR_PERMISSION`, … The session is idle again then.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room_uri` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_join(
    session: *mut pchat_session_t,
    room_uri: *const c_char,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.join(&room_uri).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_join`, but waits until it is over, at most `timeout_ms` (`PCHAT_WAIT_FOREVER`
/// leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` is copied.
/// - Errors: those of `pchat_session_join`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the
///   operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_join_wait(
    session: *mut pchat_session_t,
    room_uri: *const c_char,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        operations::wait(object, timeout_ms, |object| async move { object.value.join(&room_uri).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Joins the room with this name, compared without case; looks it up first.
/// `PCHAT_ERROR_CODE_NO_SUCH_NODE` when there is none, `PCHAT_ERROR_CODE_NODE_DISABLED` when it is
/// disabled. Fails like `pchat_session_join`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `name` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_join_by_name(
    session: *mut pchat_session_t,
    name: *const c_char,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let name = unsafe { strings::required(name, "name") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.join_by_name(&name).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_join_by_name`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `name` is copied.
/// - Errors: those of `pchat_session_join_by_name`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_join_by_name_wait(
    session: *mut pchat_session_t,
    name: *const c_char,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let name = unsafe { strings::required(name, "name") }?.to_owned();
        operations::wait(object, timeout_ms, |object| async move { object.value.join_by_name(&name).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Joins the room of this summary, or of anything else that describes a room: what browsing and room
/// management give, and the properties that another session knows. Fails like `pchat_session_join`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_join_room(
    session: *mut pchat_session_t,
    room: *const pchat_chat_room_summary_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { inputs::chat_room_summary(room) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.join_room(room).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_join_room`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room` is copied.
/// - Errors: those of `pchat_session_join_room`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_join_room_wait(
    session: *mut pchat_session_t,
    room: *const pchat_chat_room_summary_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { inputs::chat_room_summary(room) }?;
        operations::wait(object, timeout_ms, |object| async move { object.value.join_room(room).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Leaves the room. When it ends the session is idle. `PCHAT_ERROR_CODE_SESSION_STATE` when it is in no
/// room.
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
pub unsafe extern "C" fn pchat_session_leave(
    session: *mut pchat_session_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body =
        || {
            let object = object::get::<Session>(session)?;
            // SAFETY: the header's rules: NULL or room for a number.
            unsafe {
                operations::start(object, completion, operation, |object| async move {
                    object.value.leave().await
                })
            }
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_leave`, but waits until it is over, at most `timeout_ms` (`PCHAT_WAIT_FOREVER`
/// leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: those of `pchat_session_leave`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the
///   operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_leave_wait(
    session: *mut pchat_session_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Session>(session)?;
        operations::wait(object, timeout_ms, |object| async move { object.value.leave().await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Posts a message. Succeeds when the server has taken it; it comes back as `on_message_received` with
/// its number.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (no text, a NUL character, a title that is none, RTF that
/// is not valid), `PCHAT_ERROR_CODE_LIMIT_EXCEEDED` (longer than the server's limit; nothing was sent),
/// `PCHAT_ERROR_CODE_SESSION_STATE`, `PCHAT_ERROR_CODE_ERROR_PERMISSION` (may not post here),
/// `PCHAT_ERROR_CODE_USER_NOT_JOINED`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `message` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send(
    session: *mut pchat_session_t,
    message: *const pchat_outbound_message_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let message = unsafe { inputs::outbound_message(message) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.send(message).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_send`, but waits until it is over, at most `timeout_ms` (`PCHAT_WAIT_FOREVER`
/// leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `message` is copied.
/// - Errors: those of `pchat_session_send`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the
///   operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_wait(
    session: *mut pchat_session_t,
    message: *const pchat_outbound_message_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let message = unsafe { inputs::outbound_message(message) }?;
        operations::wait(object, timeout_ms, |object| async move { object.value.send(message).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Posts plain text. Fails like `pchat_session_send`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `text` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_text(
    session: *mut pchat_session_t,
    text: *const c_char,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.send_text(&text).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_send_text`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `text` is copied.
/// - Errors: those of `pchat_session_send_text`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_text_wait(
    session: *mut pchat_session_t,
    text: *const c_char,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?.to_owned();
        operations::wait(object, timeout_ms, |object| async move { object.value.send_text(&text).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Posts plain text as an alert. Fails like `pchat_session_send`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `text` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_alert(
    session: *mut pchat_session_t,
    text: *const c_char,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.send_alert(&text).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_send_alert`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `text` is copied.
/// - Errors: those of `pchat_session_send_alert`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_alert_wait(
    session: *mut pchat_session_t,
    text: *const c_char,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?.to_owned();
        operations::wait(object, timeout_ms, |object| async move { object.value.send_alert(&text).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Posts a story: a long text under a title. Fails like `pchat_session_send`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `title` and `text` are copied. `completion` is copied, its `destroy` runs exactly once
///   on every path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_story(
    session: *mut pchat_session_t,
    title: *const c_char,
    text: *const c_char,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let title = unsafe { strings::required(title, "title") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.send_story(&title, &text).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_send_story`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `title` and `text` are copied.
/// - Errors: those of `pchat_session_send_story`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_story_wait(
    session: *mut pchat_session_t,
    title: *const c_char,
    text: *const c_char,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body =
        || {
            let object = object::get::<Session>(session)?;
            // SAFETY: the header's rules: NULL or a valid string or struct.
            let title = unsafe { strings::required(title, "title") }?.to_owned();
            // SAFETY: the header's rules: NULL or a valid string or struct.
            let text = unsafe { strings::required(text, "text") }?.to_owned();
            operations::wait(object, timeout_ms, |object| async move {
                object.value.send_story(&title, &text).await
            })
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Posts what a builder has now; the builder may go on and be sent again. Fails like
/// `pchat_session_send`.
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
pub unsafe extern "C" fn pchat_session_send_built(
    session: *mut pchat_session_t,
    message: *mut pchat_message_builder_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        let message = object::get::<MessageBuilder>(message)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.send_built(&message.value).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_send_built`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: those of `pchat_session_send_built`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_send_built_wait(
    session: *mut pchat_session_t,
    message: *mut pchat_message_builder_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body =
        || {
            let object = object::get::<Session>(session)?;
            let message = object::get::<MessageBuilder>(message)?;
            operations::wait(object, timeout_ms, |object| async move {
                object.value.send_built(&message.value).await
            })
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The newest `count` messages of the room, oldest first. `PCHAT_ERROR_CODE_BAD_ARGUMENT` when `count`
/// is 0.
///
/// The server may give fewer and does not say so: its own limit counts (pchatd: `history-limit`, 1,000
/// at first), and what fits into one answer (pchatd: 4 MiB). Messages that are older than the first one
/// given are read with `pchat_session_history_pager`, which gives all there are.
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
pub unsafe extern "C" fn pchat_session_recent_history(
    session: *mut pchat_session_t,
    count: u32,
    completion: *const pchat_chat_message_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.recent_history(count).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_recent_history`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_chat_message_list_free`.
/// - Errors: those of `pchat_session_recent_history`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_recent_history_wait(
    session: *mut pchat_session_t,
    count: u32,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_message_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Session>(session)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.recent_history(count).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Looks for messages of the room. Fails with `PCHAT_ERROR_CODE_SESSION_STATE` when it is in none, and
/// like `pchat_services_query_history`(super::Services::query_history); `room_uris` stays empty.
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
pub unsafe extern "C" fn pchat_session_query_history(
    session: *mut pchat_session_t,
    query: *const pchat_history_query_t,
    completion: *const pchat_history_result_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let query = unsafe { inputs::history_query(query) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.query_history(query).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_query_history`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `query` is copied. Free `*result` with `pchat_history_result_free`.
/// - Errors: those of `pchat_session_query_history`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_query_history_wait(
    session: *mut pchat_session_t,
    query: *const pchat_history_query_t,
    timeout_ms: u32,
    result: *mut *mut pchat_history_result_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body =
        || {
            out(result, "result")?;
            let object = object::get::<Session>(session)?;
            // SAFETY: the header's rules: NULL or a valid string or struct.
            let query = unsafe { inputs::history_query(query) }?;
            let value = operations::wait(object, timeout_ms, |object| async move {
                object.value.query_history(query).await
            })?;
            // SAFETY: checked not to be NULL, and the caller gives room for the result.
            unsafe { result.write(projection::give(value)) };
            Ok(())
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Makes a pager over the messages of the room; it goes on after the session has left. Asks nothing
/// yet. Fails with `PCHAT_ERROR_CODE_SESSION_STATE` when it is in no room, and with
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` like `pchat_services_query_history`(super::Services::query_history).
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `query` is copied. Free `*result` with `pchat_history_pager_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_history_pager(
    session: *mut pchat_session_t,
    query: *const pchat_history_query_t,
    result: *mut *mut pchat_history_pager_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let query = unsafe { inputs::history_query(query) }?;
        let value = session.value.history_pager(query)?;
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Asks who is in a large room, sorted by URI; the server tells nobody there unasked.
///
/// Fails with `PCHAT_ERROR_CODE_SESSION_STATE` (in no room) and
/// `PCHAT_ERROR_CODE_CANNOT_GET_PARTICIPANT_LIST`: the room is not large (`is_roster_hidden` of the
/// properties), so that `pchat_session_participants` has them.
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
pub unsafe extern "C" fn pchat_session_hidden_participants(
    session: *mut pchat_session_t,
    completion: *const pchat_chat_room_participant_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.hidden_participants().await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_session_hidden_participants`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_chat_room_participant_list_free`.
/// - Errors: those of `pchat_session_hidden_participants`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_hidden_participants_wait(
    session: *mut pchat_session_t,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_participant_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Session>(session)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.hidden_participants().await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Begins to upload a file to the room; when it is there its link is posted. Needs a category that
/// takes files (`is_file_post_allowed` of `pchat_chat_room_properties_t`); its size is checked before
/// the first byte.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (no path, or a name that is none),
/// `PCHAT_ERROR_CODE_SESSION_STATE` (in no room). Everything else `pchat_file_transfer_finish` tells.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `upload` is copied. Free `*result` with `pchat_file_transfer_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_upload_file(
    session: *mut pchat_session_t,
    upload: *const pchat_file_upload_t,
    result: *mut *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let upload = unsafe { inputs::file_upload(upload) }?;
        let value = session.value.upload_file(upload)?;
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Begins to download a file that a message links to.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (no link to a file, or no path),
/// `PCHAT_ERROR_CODE_SESSION_STATE` (in no room). Everything else `pchat_file_transfer_finish` tells.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `download` is copied. Free `*result` with `pchat_file_transfer_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_download_file(
    session: *mut pchat_session_t,
    download: *const pchat_file_download_t,
    result: *mut *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let download = unsafe { inputs::file_download(download) }?;
        let value = session.value.download_file(download)?;
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Begins to upload bytes to the room as a file of this name. Like `pchat_session_upload_file`
/// otherwise; it keeps the bytes until it is dropped.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (a name that is none: 1 to 255 bytes, no folders),
/// `PCHAT_ERROR_CODE_SESSION_STATE` (in no room). Everything else `pchat_file_transfer_finish` tells.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `file_name` and `content` are copied. Free `*result` with `pchat_file_transfer_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_upload_bytes(
    session: *mut pchat_session_t,
    file_name: *const c_char,
    content: *const u8,
    content_size: usize,
    result: *mut *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let file_name = unsafe { strings::required(file_name, "file_name") }?;
        // SAFETY: the header's rules: so many bytes, or NULL and none.
        let content = unsafe { bytes::taken(content, content_size, "content") }?;
        let value = session.value.upload_bytes(file_name, content)?;
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Begins to upload what `pchat_file_transfer_write` is given, as a file of this name. The file service
/// wants to know the size before the first byte: a stream that is shorter or longer fails, and nothing
/// is posted. When everything is written, `pchat_file_transfer_finish` posts the link; dropping the
/// transfer before cancels it.
///
/// Fails like `pchat_session_upload_bytes`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `file_name` is copied. Free `*result` with `pchat_file_transfer_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_upload_stream(
    session: *mut pchat_session_t,
    file_name: *const c_char,
    size: u64,
    result: *mut *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let file_name = unsafe { strings::required(file_name, "file_name") }?;
        let value = session.value.upload_stream(file_name, size)?;
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Begins to download a file into memory, for `pchat_file_transfer_content`; unless `max_bytes` says
/// otherwise it has to be 64 MiB or less.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (no link to a file), `PCHAT_ERROR_CODE_SESSION_STATE` (in
/// no room). Everything else `pchat_file_transfer_finish` tells, so
/// `PCHAT_ERROR_CODE_FILE_DOWNLOAD_FAILED` for a file that is too long, before its first byte.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `download` is copied. Free `*result` with `pchat_file_transfer_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_download_bytes(
    session: *mut pchat_session_t,
    download: *const pchat_content_download_t,
    result: *mut *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let download = unsafe { inputs::content_download(download) }?;
        let value = session.value.download_bytes(download)?;
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Begins to download a file that `pchat_file_transfer_read` gives chunk by chunk; dropping the
/// transfer cancels it.
///
/// Fails like `pchat_session_download_bytes`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `download` is copied. Free `*result` with `pchat_file_transfer_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_download_stream(
    session: *mut pchat_session_t,
    download: *const pchat_content_download_t,
    result: *mut *mut pchat_file_transfer_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let download = unsafe { inputs::content_download(download) }?;
        let value = session.value.download_stream(download)?;
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The state now.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_state(
    session: *mut pchat_session_t,
    result: *mut pchat_session_state_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        let value = session.value.state();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value as i32) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The room's properties, or NULL while in no room. A copy.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_chat_room_properties_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_properties(
    session: *mut pchat_session_t,
    result: *mut *mut pchat_chat_room_properties_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        let value = session.value.properties();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.map_or(ptr::null_mut(), projection::give)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Who is in the room, sorted by URI; empty while in no room, and in a large room, whose participants
/// the server does not tell (`is_roster_hidden` of the properties). A copy.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_chat_room_participant_list_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_participants(
    session: *mut pchat_session_t,
    result: *mut *mut pchat_chat_room_participant_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        let value = session.value.participants();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(List(value))) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The endpoint that the session belongs to.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_endpoint_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_endpoint(
    session: *mut pchat_session_t,
    result: *mut *mut pchat_endpoint_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let session = object::get::<Session>(session)?;
        let value = session.value.endpoint();
        let value = object::publish(value, session.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a session back. NULL is allowed. With the last reference its callbacks are
/// removed. A call that is going on at that moment ends first, then comes `destroy`; use
/// `pchat_session_close_wait` to wait for that. Operations that run go on and complete.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_session_free(session: *mut pchat_session_t) -> pchat_status_t {
    object::free::<pchat_core::api::Session>(session)
}

/// Takes another reference to a session: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_session_retain(session: *mut pchat_session_t) -> pchat_status_t {
    object::retain::<pchat_core::api::Session>(session)
}

/// Adds callbacks to a session. Events from now on are told to all that were added, in this order.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `callbacks` is copied; its `destroy` runs exactly once, also when this fails (unless
///   its `struct_size` is absurd). `*registration`, unless NULL, gets a number for removing them.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (NULL, wrong size),
///   `PCHAT_ERROR_CODE_INVALID_OPERATION` when it was closed.
/// - Callback: one at a time for each endpoint with its sessions, in order.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_add_callbacks(
    session: *mut pchat_session_t,
    callbacks: *const events::pchat_session_callbacks_t,
    registration: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a struct of the size that it says. First, so that `destroy` runs on every path.
    let callbacks = protect(|| unsafe { events::take_session_callbacks(callbacks) });
    let body = || {
        let (callbacks, user_data) = callbacks?;
        let object = object::get::<pchat_core::api::Session>(session)?;
        let id = object
            .registrations
            .add(callbacks, user_data)
            .ok_or_else(|| Error::new(ErrorCode::InvalidOperation, "the session was closed"))?;
        if !registration.is_null() {
            // SAFETY: the caller gives NULL or room for a number.
            unsafe { registration.write(id) };
        }
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes callbacks: no call begins any more. A call that is going on at that moment ends first, then
/// comes `destroy`.
///
/// - Thread: any, also inside the callback itself. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`; `PCHAT_ERROR_CODE_BAD_ARGUMENT` when there is no such
///   registration (any more).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_remove_callbacks(
    session: *mut pchat_session_t,
    registration: u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<pchat_core::api::Session>(session)?;
        if object.registrations.remove(registration) {
            Ok(())
        } else {
            Err(Error::new(ErrorCode::BadArgument, format!("the session has no registration {registration}")))
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Ends all callbacks of this session for good and waits: operations that run are cancelled and
/// complete, events that wait are dropped, and when it returns no callback runs or will run. Does not
/// tell the server anything; do that before. In pull mode it dispatches, on this thread, what waits for
/// the endpoint.
///
/// - Thread: any, but not inside a callback. Waits, at most `timeout_ms`.
/// - Errors: `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback, also of something else;
///   `PCHAT_ERROR_CODE_TIMED_OUT` when a callback does not return in time: no new one starts then either,
///   and it may be called again; `PCHAT_ERROR_CODE_INVALID_HANDLE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_close_wait(
    session: *mut pchat_session_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || operations::close(&object::get::<pchat_core::api::Session>(session)?, timeout_ms, false);
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}
