// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_room_management_t` and its functions.

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

/// Room administration for ordinary users (the SDK's `ChatRoomManagementServices`).
///
/// What a user may do is decided by the server: creators of a category make rooms in it, managers
/// change their rooms. Every operation needs an established endpoint
/// (`PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED`) and refuses with `PCHAT_ERROR_CODE_BAD_ARGUMENT` what
/// could not be meant, before anything is sent. The server answers `PCHAT_ERROR_CODE_ERROR_PERMISSION`
/// for what the user may not do and `PCHAT_ERROR_CODE_NO_SUCH_NODE` for a room that is not there.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_room_management_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`,
/// and harms nothing. Every function may be called on any thread.
pub struct pchat_room_management_t {
    _opaque: [u8; 0],
}

static ROOM_MANAGEMENT: Table<Object<pchat_core::api::RoomManagement>> = Table::new(15, "room management");

impl Class for pchat_core::api::RoomManagement {
    type Opaque = pchat_room_management_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &ROOM_MANAGEMENT
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::RoomManagement {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.endpoint().mailbox())
    }
}

/// The categories in which the user may create rooms; none when there are none.
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
pub unsafe extern "C" fn pchat_room_management_find_categories_with_create_rights(
    room_management: *mut pchat_room_management_t,
    completion: *const pchat_chat_room_category_summary_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.find_categories_with_create_rights().await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_find_categories_with_create_rights`, but waits until it is over, at most
/// `timeout_ms` (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_chat_room_category_summary_list_free`.
/// - Errors: those of `pchat_room_management_find_categories_with_create_rights`;
///   `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the operation is cancelled then;
///   `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_find_categories_with_create_rights_wait(
    room_management: *mut pchat_room_management_t,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_category_summary_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.find_categories_with_create_rights().await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Creates a room and gives its URI. The user is its manager then, and a member only when added as one.
///
/// Fails with `PCHAT_ERROR_CODE_DUPLICATE_ROOM_NAME`, `PCHAT_ERROR_CODE_UNABLE_TO_CREATE_ROOM` (the
/// user may not in this category), `PCHAT_ERROR_CODE_NODE_HIERARCHY_VIOLATION` (the root is no place
/// for rooms), `PCHAT_ERROR_CODE_NO_SUCH_NODE` (no such category).
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `settings` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_create_chat_room(
    room_management: *mut pchat_room_management_t,
    settings: *const pchat_chat_room_settings_t,
    completion: *const pchat_string_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let settings = unsafe { inputs::chat_room_settings(settings) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.create_chat_room(settings).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_create_chat_room`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `settings` is copied. Free `*result` with `pchat_string_free`.
/// - Errors: those of `pchat_room_management_create_chat_room`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_create_chat_room_wait(
    room_management: *mut pchat_room_management_t,
    settings: *const pchat_chat_room_settings_t,
    timeout_ms: u32,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let settings = unsafe { inputs::chat_room_settings(settings) }?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.create_chat_room(settings).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Creates a room with nothing but a name, in this category, and gives its URI. Fails like
/// `pchat_room_management_create_chat_room`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `name` and `category_uri` are copied. `completion` is copied, its `destroy` runs
///   exactly once on every path; NULL when you do not want to know. `*operation`, unless NULL, gets a
///   number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_create_chat_room_in(
    room_management: *mut pchat_room_management_t,
    name: *const c_char,
    category_uri: *const c_char,
    completion: *const pchat_string_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let name = unsafe { strings::required(name, "name") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.create_chat_room_in(&name, &category_uri).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_create_chat_room_in`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `name` and `category_uri` are copied. Free `*result` with `pchat_string_free`.
/// - Errors: those of `pchat_room_management_create_chat_room_in`; `PCHAT_ERROR_CODE_TIMED_OUT` when
///   the time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a
///   callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_create_chat_room_in_wait(
    room_management: *mut pchat_room_management_t,
    name: *const c_char,
    category_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let name = unsafe { strings::required(name, "name") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.create_chat_room_in(&name, &category_uri).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Everything about the room with this URI.
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
pub unsafe extern "C" fn pchat_room_management_get_chat_room(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    completion: *const pchat_chat_room_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_chat_room(&room_uri).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_chat_room`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` is copied. Free `*result` with `pchat_chat_room_free`.
/// - Errors: those of `pchat_room_management_get_chat_room`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_chat_room_wait(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_chat_room(&room_uri).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Everything about the room with this name, compared without case.
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
pub unsafe extern "C" fn pchat_room_management_get_chat_room_by_name(
    room_management: *mut pchat_room_management_t,
    name: *const c_char,
    completion: *const pchat_chat_room_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let name = unsafe { strings::required(name, "name") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_chat_room_by_name(&name).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_chat_room_by_name`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `name` is copied. Free `*result` with `pchat_chat_room_free`.
/// - Errors: those of `pchat_room_management_get_chat_room_by_name`; `PCHAT_ERROR_CODE_TIMED_OUT` when
///   the time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a
///   callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_chat_room_by_name_wait(
    room_management: *mut pchat_room_management_t,
    name: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let name = unsafe { strings::required(name, "name") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_chat_room_by_name(&name).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Changes what the update names, all of it or nothing; the rest of the room stays as it is.
///
/// Fails with `PCHAT_ERROR_CODE_DATA_COLLISION` (changed since `expected_updated_on`; read it again),
/// `PCHAT_ERROR_CODE_DUPLICATE_ROOM_NAME`, `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL`,
/// `PCHAT_ERROR_CODE_PRINCIPALS_NOT_IN_SCOPE`, `PCHAT_ERROR_CODE_PRESENTER_NOT_IN_MEM_LIST`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `change` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_update_chat_room(
    room_management: *mut pchat_room_management_t,
    change: *const pchat_chat_room_update_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let change = unsafe { inputs::chat_room_update(change) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.update_chat_room(change).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_update_chat_room`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `change` is copied.
/// - Errors: those of `pchat_room_management_update_chat_room`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_update_chat_room_wait(
    room_management: *mut pchat_room_management_t,
    change: *const pchat_chat_room_update_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body =
        || {
            let object = object::get::<RoomManagement>(room_management)?;
            // SAFETY: the header's rules: NULL or a valid string or struct.
            let change = unsafe { inputs::chat_room_update(change) }?;
            operations::wait(object, timeout_ms, |object| async move {
                object.value.update_chat_room(change).await
            })
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Moves the room to another category, in which the user must be a creator. Who is outside the new
/// category's scope loses the roles in the room.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room_uri` and `category_uri` are copied. `completion` is copied, its `destroy` runs
///   exactly once on every path; NULL when you do not want to know. `*operation`, unless NULL, gets a
///   number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_change_parent_category(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    category_uri: *const c_char,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.change_parent_category(&room_uri, &category_uri).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_change_parent_category`, but waits until it is over, at most
/// `timeout_ms` (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` and `category_uri` are copied.
/// - Errors: those of `pchat_room_management_change_parent_category`; `PCHAT_ERROR_CODE_TIMED_OUT` when
///   the time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a
///   callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_change_parent_category_wait(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    category_uri: *const c_char,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        operations::wait(object, timeout_ms, |object| async move {
            object.value.change_parent_category(&room_uri, &category_uri).await
        })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The rooms of a category that the user may see.
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
pub unsafe extern "C" fn pchat_room_management_find_chat_rooms_by_parent_category(
    room_management: *mut pchat_room_management_t,
    category_uri: *const c_char,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.find_chat_rooms_by_parent_category(&category_uri).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_find_chat_rooms_by_parent_category`, but waits until it is over, at most
/// `timeout_ms` (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `category_uri` is copied. Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_room_management_find_chat_rooms_by_parent_category`;
///   `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the operation is cancelled then;
///   `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_find_chat_rooms_by_parent_category_wait(
    room_management: *mut pchat_room_management_t,
    category_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.find_chat_rooms_by_parent_category(&category_uri).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The rooms that have this add-in; its id is `add_in_id` of an `pchat_add_in_t`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `add_in_id` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_find_chat_rooms_using_add_in(
    room_management: *mut pchat_room_management_t,
    add_in_id: *const c_char,
    completion: *const pchat_chat_room_snapshot_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let add_in_id = unsafe { strings::required(add_in_id, "add_in_id") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.find_chat_rooms_using_add_in(&add_in_id).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_find_chat_rooms_using_add_in`, but waits until it is over, at most
/// `timeout_ms` (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `add_in_id` is copied. Free `*result` with `pchat_chat_room_snapshot_list_free`.
/// - Errors: those of `pchat_room_management_find_chat_rooms_using_add_in`;
///   `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the operation is cancelled then;
///   `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_find_chat_rooms_using_add_in_wait(
    room_management: *mut pchat_room_management_t,
    add_in_id: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_chat_room_snapshot_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let add_in_id = unsafe { strings::required(add_in_id, "add_in_id") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.find_chat_rooms_using_add_in(&add_in_id).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Every add-in that is registered on the server.
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
pub unsafe extern "C" fn pchat_room_management_get_all_add_ins(
    room_management: *mut pchat_room_management_t,
    completion: *const pchat_add_in_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_all_add_ins().await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_all_add_ins`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: Free `*result` with `pchat_add_in_list_free`.
/// - Errors: those of `pchat_room_management_get_all_add_ins`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_all_add_ins_wait(
    room_management: *mut pchat_room_management_t,
    timeout_ms: u32,
    result: *mut *mut pchat_add_in_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_all_add_ins().await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// What the user may do in the room.
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
pub unsafe extern "C" fn pchat_room_management_get_permissions(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    completion: *const pchat_room_permissions_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_permissions(&room_uri).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_permissions`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` is copied. Free `*result` with `pchat_room_permissions_free`.
/// - Errors: those of `pchat_room_management_get_permissions`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_permissions_wait(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_room_permissions_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_permissions(&room_uri).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The members of the room: users, and groups whose users are members with them.
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
pub unsafe extern "C" fn pchat_room_management_get_members(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    completion: *const pchat_role_entry_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_members(&room_uri).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_members`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` is copied. Free `*result` with `pchat_role_entry_list_free`.
/// - Errors: those of `pchat_room_management_get_members`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_members_wait(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_role_entry_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_members(&room_uri).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The managers of the room.
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
pub unsafe extern "C" fn pchat_room_management_get_managers(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    completion: *const pchat_role_entry_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_managers(&room_uri).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_managers`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` is copied. Free `*result` with `pchat_role_entry_list_free`.
/// - Errors: those of `pchat_room_management_get_managers`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_managers_wait(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_role_entry_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_managers(&room_uri).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The presenters of the room.
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
pub unsafe extern "C" fn pchat_room_management_get_presenters(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    completion: *const pchat_role_entry_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_presenters(&room_uri).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_presenters`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` is copied. Free `*result` with `pchat_role_entry_list_free`.
/// - Errors: those of `pchat_room_management_get_presenters`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_presenters_wait(
    room_management: *mut pchat_room_management_t,
    room_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_role_entry_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_presenters(&room_uri).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Who could be given the role: users and groups in the category's scope, for presenters members of the
/// room, whose name has the text `search` in it. `PCHAT_ERROR_CODE_BAD_ARGUMENT` when it is empty, and
/// for `Creator`, which is no role of a room.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room_uri` and `search` are copied. `completion` is copied, its `destroy` runs exactly
///   once on every path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_find_users_or_groups_for_role(
    room_management: *mut pchat_room_management_t,
    role: pchat_chat_room_role_t,
    room_uri: *const c_char,
    search: *const c_char,
    completion: *const pchat_principal_summary_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        let role = enums::chat_room_role(role, "role")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let search = unsafe { strings::required(search, "search") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.find_users_or_groups_for_role(role, &room_uri, &search).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_find_users_or_groups_for_role`, but waits until it is over, at most
/// `timeout_ms` (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room_uri` and `search` are copied. Free `*result` with
///   `pchat_principal_summary_list_free`.
/// - Errors: those of `pchat_room_management_find_users_or_groups_for_role`;
///   `PCHAT_ERROR_CODE_TIMED_OUT` when the time was over, the operation is cancelled then;
///   `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_find_users_or_groups_for_role_wait(
    room_management: *mut pchat_room_management_t,
    role: pchat_chat_room_role_t,
    room_uri: *const c_char,
    search: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_principal_summary_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        let role = enums::chat_room_role(role, "role")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room_uri = unsafe { strings::required(room_uri, "room_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let search = unsafe { strings::required(search, "search") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.find_users_or_groups_for_role(role, &room_uri, &search).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives users and groups a role, all of them or nobody.
///
/// Fails with `PCHAT_ERROR_CODE_PRINCIPALS_ALREADY_DEFINED` (somebody has it already),
/// `PCHAT_ERROR_CODE_PRINCIPALS_NOT_IN_SCOPE`, `PCHAT_ERROR_CODE_PRESENTER_NOT_IN_MEM_LIST`,
/// `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL`; `PCHAT_ERROR_CODE_BAD_ARGUMENT` for `Creator`, which is no
/// role of a room.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `change` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_add_to_role(
    room_management: *mut pchat_room_management_t,
    change: *const pchat_role_change_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let change = unsafe { inputs::role_change(change) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.add_to_role(change).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_add_to_role`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `change` is copied.
/// - Errors: those of `pchat_room_management_add_to_role`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_add_to_role_wait(
    room_management: *mut pchat_room_management_t,
    change: *const pchat_role_change_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let change = unsafe { inputs::role_change(change) }?;
        operations::wait(object, timeout_ms, |object| async move { object.value.add_to_role(change).await })
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Takes a role from users and groups. Who is no member any more is put out of the room. Fails like
/// `pchat_room_management_add_to_role`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `change` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_remove_from_role(
    room_management: *mut pchat_room_management_t,
    change: *const pchat_role_change_t,
    completion: *const pchat_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let change = unsafe { inputs::role_change(change) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.remove_from_role(change).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_remove_from_role`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `change` is copied.
/// - Errors: those of `pchat_room_management_remove_from_role`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_remove_from_role_wait(
    room_management: *mut pchat_room_management_t,
    change: *const pchat_role_change_t,
    timeout_ms: u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body =
        || {
            let object = object::get::<RoomManagement>(room_management)?;
            // SAFETY: the header's rules: NULL or a valid string or struct.
            let change = unsafe { inputs::role_change(change) }?;
            operations::wait(object, timeout_ms, |object| async move {
                object.value.remove_from_role(change).await
            })
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Users and groups that could be creators in the category, whose name starts with `filter`; empty for
/// all. At most `result_size`, 0 for as many as the server gives.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `category_uri` and `filter` are copied. `completion` is copied, its `destroy` runs
///   exactly once on every path; NULL when you do not want to know. `*operation`, unless NULL, gets a
///   number for `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_category_users(
    room_management: *mut pchat_room_management_t,
    category_uri: *const c_char,
    filter: *const c_char,
    result_size: u32,
    completion: *const pchat_principal_summary_list_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let filter = unsafe { strings::required(filter, "filter") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_category_users(&category_uri, &filter, result_size).await.map(List)
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_room_management_get_category_users`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `category_uri` and `filter` are copied. Free `*result` with
///   `pchat_principal_summary_list_free`.
/// - Errors: those of `pchat_room_management_get_category_users`; `PCHAT_ERROR_CODE_TIMED_OUT` when the
///   time was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_management_get_category_users_wait(
    room_management: *mut pchat_room_management_t,
    category_uri: *const c_char,
    filter: *const c_char,
    result_size: u32,
    timeout_ms: u32,
    result: *mut *mut pchat_principal_summary_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<RoomManagement>(room_management)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category_uri = unsafe { strings::required(category_uri, "category_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let filter = unsafe { strings::required(filter, "filter") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_category_users(&category_uri, &filter, result_size).await.map(List)
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a room management back. NULL is allowed.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_room_management_free(
    room_management: *mut pchat_room_management_t,
) -> pchat_status_t {
    object::free::<pchat_core::api::RoomManagement>(room_management)
}

/// Takes another reference to a room management: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_room_management_retain(
    room_management: *mut pchat_room_management_t,
) -> pchat_status_t {
    object::retain::<pchat_core::api::RoomManagement>(room_management)
}
