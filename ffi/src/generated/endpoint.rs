// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_endpoint_t` and its functions.

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

use crate::generated::joined_rooms::pchat_joined_rooms_t;
use crate::generated::platform::pchat_platform_t;
use crate::generated::services::pchat_services_t;
use crate::generated::session::pchat_session_t;

/// One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its
/// `UserEndpoint` in one).
///
/// It is used once: idle, establishing, established, terminating, terminated.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_endpoint_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and harms
/// nothing. Every function may be called on any thread.
pub struct pchat_endpoint_t {
    _opaque: [u8; 0],
}

static ENDPOINT: Table<Object<pchat_core::api::Endpoint>> = Table::new(8, "endpoint");

impl Class for pchat_core::api::Endpoint {
    type Opaque = pchat_endpoint_t;
    type Callbacks = events::pchat_endpoint_callbacks_t;

    fn table() -> &'static Table<Object<Self>> {
        &ENDPOINT
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::Endpoint {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.mailbox())
    }
}

/// Makes an idle endpoint; nothing is sent yet. Its events go to the platform's event queue.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` when a setting cannot work (the message names it),
/// `PCHAT_ERROR_CODE_FORKED_PROCESS` and `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `settings` is copied. Free `*endpoint` with `pchat_endpoint_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_new(
    platform: *mut pchat_platform_t,
    settings: *const pchat_endpoint_settings_t,
    endpoint: *mut *mut pchat_endpoint_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(endpoint, "endpoint")?;
        let platform = object::get::<Platform>(platform)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let settings = unsafe { inputs::endpoint_settings(settings) }?;
        let value = Endpoint::new(&platform.value, settings)?;
        let value = object::publish(value, platform.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { endpoint.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Connects, signs in, finds the chat server and opens the chat. Once only.
///
/// Fails with `PCHAT_ERROR_CODE_INVALID_OPERATION` when it is not idle, with
/// `PCHAT_ERROR_CODE_INVALID_FLOW_OF_OPERATIONS` when it is terminated meanwhile, else with what went
/// wrong between 40 and 69 or `PCHAT_ERROR_CODE_TIMED_OUT`; the endpoint is terminated then.
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
pub unsafe extern "C" fn pchat_endpoint_establish(
    endpoint: *mut pchat_endpoint_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Endpoint>(endpoint)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.establish().await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_endpoint_establish`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: those of `pchat_endpoint_establish`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_establish_wait(
    endpoint: *mut pchat_endpoint_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Endpoint>(endpoint)?;
        operations::wait(object, timeout_ms, |object| async move { object.value.establish().await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Leaves every room, closes the chat and signs out. Sessions end with it.
///
/// Succeeds at once when the endpoint is terminated already. A server that does not answer is left
/// after a few seconds. Fails with `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN` once the platform was shut
/// down, which has terminated it.
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
pub unsafe extern "C" fn pchat_endpoint_terminate(
    endpoint: *mut pchat_endpoint_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Endpoint>(endpoint)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.terminate().await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_endpoint_terminate`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: those of `pchat_endpoint_terminate`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_terminate_wait(
    endpoint: *mut pchat_endpoint_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<Endpoint>(endpoint)?;
        operations::wait(object, timeout_ms, |object| async move { object.value.terminate().await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Joins many rooms at once, each with a session of its own, which is quicker than one after the other.
/// Rooms that cannot be joined are among the failures; the others are joined all the same.
///
/// Fails with `PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED`, or, when the server answers for no room at
/// all, with the reason: `PCHAT_ERROR_CODE_TIMED_OUT`, `PCHAT_ERROR_CODE_CONNECTION_LOST`, … Nothing is
/// joined then.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `rooms` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_join_rooms(
    endpoint: *mut pchat_endpoint_t,
    rooms: *const pchat_join_rooms_t,
    completion: *const pchat_joined_rooms_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<Endpoint>(endpoint)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let rooms = unsafe { inputs::join_rooms(rooms) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object
                    .value
                    .join_rooms(rooms)
                    .await
                    .and_then(|value| Lent::publish(value, object.host.clone()))
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_endpoint_join_rooms`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `rooms` is copied. Free `*result` with `pchat_joined_rooms_free`.
/// - Errors: those of `pchat_endpoint_join_rooms`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over,
///   the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_join_rooms_wait(
    endpoint: *mut pchat_endpoint_t,
    rooms: *const pchat_join_rooms_t,
    timeout_ms: u32,
    result: *mut *mut pchat_joined_rooms_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<Endpoint>(endpoint)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let rooms = unsafe { inputs::join_rooms(rooms) }?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.join_rooms(rooms).await.and_then(|value| Lent::publish(value, object.host.clone()))
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.keep()) };
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
pub unsafe extern "C" fn pchat_endpoint_state(
    endpoint: *mut pchat_endpoint_t,
    result: *mut pchat_endpoint_state_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let endpoint = object::get::<Endpoint>(endpoint)?;
        let value = endpoint.value.state();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value as i32) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The signed-in user's SIP URI, with `sip:`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_owner_uri(
    endpoint: *mut pchat_endpoint_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let endpoint = object::get::<Endpoint>(endpoint)?;
        let value = endpoint.value.owner_uri();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The sessions that are joined now. A copy.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_session_list_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_active_sessions(
    endpoint: *mut pchat_endpoint_t,
    result: *mut *mut pchat_session_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let endpoint = object::get::<Endpoint>(endpoint)?;
        let value = endpoint.value.active_sessions();
        let value = Handles::publish(value, endpoint.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The joined session of the room with this name, compared without case.
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` when the name is empty.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `name` is copied. Free `*result` with `pchat_session_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_session_by_name(
    endpoint: *mut pchat_endpoint_t,
    name: *const c_char,
    result: *mut *mut pchat_session_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let endpoint = object::get::<Endpoint>(endpoint)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let name = unsafe { strings::required(name, "name") }?;
        let value = endpoint.value.session_by_name(name)?;
        let value =
            value.map_or(Ok(ptr::null_mut()), |value| object::publish(value, endpoint.host.clone()))?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The joined session of the room with this URI. `PCHAT_ERROR_CODE_BAD_ARGUMENT` when it is not a room
/// URI (`ma-chan://…`).
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `uri` is copied. Free `*result` with `pchat_session_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_session_by_uri(
    endpoint: *mut pchat_endpoint_t,
    uri: *const c_char,
    result: *mut *mut pchat_session_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let endpoint = object::get::<Endpoint>(endpoint)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let uri = unsafe { strings::required(uri, "uri") }?;
        let value = endpoint.value.session_by_uri(uri)?;
        let value =
            value.map_or(Ok(ptr::null_mut()), |value| object::publish(value, endpoint.host.clone()))?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Browsing and server facts. Usable while the endpoint is established.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_services_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_services(
    endpoint: *mut pchat_endpoint_t,
    result: *mut *mut pchat_services_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let endpoint = object::get::<Endpoint>(endpoint)?;
        let value = endpoint.value.services();
        let value = object::publish(value, endpoint.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to an endpoint back. NULL is allowed. With the last reference its callbacks are
/// removed. A call that is going on at that moment ends first, then comes `destroy`; use
/// `pchat_endpoint_close_wait` to wait for that. Operations that run go on and complete.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_endpoint_free(endpoint: *mut pchat_endpoint_t) -> pchat_status_t {
    object::free::<pchat_core::api::Endpoint>(endpoint)
}

/// Takes another reference to an endpoint: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_endpoint_retain(endpoint: *mut pchat_endpoint_t) -> pchat_status_t {
    object::retain::<pchat_core::api::Endpoint>(endpoint)
}

/// Adds callbacks to an endpoint. Events from now on are told to all that were added, in this order.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `callbacks` is copied; its `destroy` runs exactly once, also when this fails (unless
///   its `struct_size` is absurd). `*registration`, unless NULL, gets a number for removing them.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (NULL, wrong size),
///   `PCHAT_ERROR_CODE_INVALID_OPERATION` when it was closed.
/// - Callback: one at a time for each endpoint with its sessions, in order.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_add_callbacks(
    endpoint: *mut pchat_endpoint_t,
    callbacks: *const events::pchat_endpoint_callbacks_t,
    registration: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a struct of the size that it says. First, so that `destroy` runs on every path.
    let callbacks = protect(|| unsafe { events::take_endpoint_callbacks(callbacks) });
    let body = || {
        let (callbacks, user_data) = callbacks?;
        let object = object::get::<pchat_core::api::Endpoint>(endpoint)?;
        let id = object
            .registrations
            .add(callbacks, user_data)
            .ok_or_else(|| Error::new(ErrorCode::InvalidOperation, "the endpoint was closed"))?;
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
pub unsafe extern "C" fn pchat_endpoint_remove_callbacks(
    endpoint: *mut pchat_endpoint_t,
    registration: u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<pchat_core::api::Endpoint>(endpoint)?;
        if object.registrations.remove(registration) {
            Ok(())
        } else {
            Err(Error::new(
                ErrorCode::BadArgument,
                format!("the endpoint has no registration {registration}"),
            ))
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Ends all callbacks of this endpoint and its sessions for good and waits: operations that run are
/// cancelled and complete, events that wait are dropped, and when it returns no callback runs or will
/// run. Does not tell the server anything; do that before. In pull mode it dispatches, on this thread,
/// what waits for the endpoint.
///
/// - Thread: any, but not inside a callback. Waits, at most `timeout_ms`.
/// - Errors: `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback, also of something else;
///   `PCHAT_ERROR_CODE_TIMED_OUT` when a callback does not return in time: no new one starts then either,
///   and it may be called again; `PCHAT_ERROR_CODE_INVALID_HANDLE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_close_wait(
    endpoint: *mut pchat_endpoint_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || operations::close(&object::get::<pchat_core::api::Endpoint>(endpoint)?, timeout_ms, true);
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}
