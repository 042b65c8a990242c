// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_user_services_t` and its functions.

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

/// The directory (the SDK's `PersistentChatUserServices`).
///
/// Every operation needs an established endpoint (`PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED`).
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_user_services_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and
/// harms nothing. Every function may be called on any thread.
pub struct pchat_user_services_t {
    _opaque: [u8; 0],
}

static USER_SERVICES: Table<Object<pchat_core::api::UserServices>> = Table::new(18, "user services");

impl Class for pchat_core::api::UserServices {
    type Opaque = pchat_user_services_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &USER_SERVICES
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::UserServices {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.endpoint().mailbox())
    }
}

/// Users whose last name, first name or e-mail address has the letters that are looked for.
/// `PCHAT_ERROR_CODE_BAD_ARGUMENT` when nothing is.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `search` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_services_find_users(
    user_services: *mut pchat_user_services_t,
    search: *const pchat_user_search_t,
    completion: *const pchat_user_search_result_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<UserServices>(user_services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let search = unsafe { inputs::user_search(search) }?;
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.find_users(search).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_user_services_find_users`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `search` is copied. Free `*result` with `pchat_user_search_result_free`.
/// - Errors: those of `pchat_user_services_find_users`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_services_find_users_wait(
    user_services: *mut pchat_user_services_t,
    search: *const pchat_user_search_t,
    timeout_ms: u32,
    result: *mut *mut pchat_user_search_result_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body =
        || {
            out(result, "result")?;
            let object = object::get::<UserServices>(user_services)?;
            // SAFETY: the header's rules: NULL or a valid string or struct.
            let search = unsafe { inputs::user_search(search) }?;
            let value = operations::wait(object, timeout_ms, |object| async move {
                object.value.find_users(search).await
            })?;
            // SAFETY: checked not to be NULL, and the caller gives room for the result.
            unsafe { result.write(projection::give(value)) };
            Ok(())
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The user with this SIP URI. Servers tell users about themselves only, and administrators about
/// everybody: others get `PCHAT_ERROR_CODE_ERROR_PERMISSION`. For `pchatd` and `pchat_local_server_t`
/// whoever is in the group named `CsPersistentChatAdministrator`, also through other groups, is an
/// administrator. `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL` when there is no such user.
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
pub unsafe extern "C" fn pchat_user_services_get_user(
    user_services: *mut pchat_user_services_t,
    user_uri: *const c_char,
    completion: *const pchat_user_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<UserServices>(user_services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let user_uri = unsafe { strings::required(user_uri, "user_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_user(&user_uri).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_user_services_get_user`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `user_uri` is copied. Free `*result` with `pchat_user_free`.
/// - Errors: those of `pchat_user_services_get_user`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time was
///   over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_services_get_user_wait(
    user_services: *mut pchat_user_services_t,
    user_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_user_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body =
        || {
            out(result, "result")?;
            let object = object::get::<UserServices>(user_services)?;
            // SAFETY: the header's rules: NULL or a valid string or struct.
            let user_uri = unsafe { strings::required(user_uri, "user_uri") }?.to_owned();
            let value = operations::wait(object, timeout_ms, |object| async move {
                object.value.get_user(&user_uri).await
            })?;
            // SAFETY: checked not to be NULL, and the caller gives room for the result.
            unsafe { result.write(projection::give(value)) };
            Ok(())
        };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The group with this URI (`ma-grp:…`). Servers tell administrators only, those of
/// `pchat_user_services_get_user`: others get `PCHAT_ERROR_CODE_ERROR_PERMISSION`.
/// `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL` when there is no such group.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `group_uri` is copied. `completion` is copied, its `destroy` runs exactly once on every
///   path; NULL when you do not want to know. `*operation`, unless NULL, gets a number for
///   `pchat_operation_cancel`.
/// - Errors: at once, and then the completion is not called: `PCHAT_ERROR_CODE_INVALID_HANDLE`,
///   `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_TOO_MANY_OPERATIONS`,
///   `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. All others go to the completion, also
///   `PCHAT_ERROR_CODE_CANCELLED`.
/// - Callback: the completion comes exactly once, in order with the endpoint's events, where those are
///   called.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_services_get_user_group(
    user_services: *mut pchat_user_services_t,
    group_uri: *const c_char,
    completion: *const pchat_user_group_completion_t,
    operation: *mut u64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    // SAFETY: the header's rules: NULL or a completion. First, so that its `destroy` runs on every path.
    let completion = unsafe { Completion::take(completion) };
    let body = || {
        let object = object::get::<UserServices>(user_services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let group_uri = unsafe { strings::required(group_uri, "group_uri") }?.to_owned();
        // SAFETY: the header's rules: NULL or room for a number.
        unsafe {
            operations::start(object, completion, operation, |object| async move {
                object.value.get_user_group(&group_uri).await
            })
        }
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Like `pchat_user_services_get_user_group`, but waits until it is over, at most `timeout_ms`
/// (`PCHAT_WAIT_FOREVER` leaves that to the operation's own limits).
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `group_uri` is copied. Free `*result` with `pchat_user_group_free`.
/// - Errors: those of `pchat_user_services_get_user_group`; `PCHAT_ERROR_CODE_TIMED_OUT` when the time
///   was over, the operation is cancelled then; `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_services_get_user_group_wait(
    user_services: *mut pchat_user_services_t,
    group_uri: *const c_char,
    timeout_ms: u32,
    result: *mut *mut pchat_user_group_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let object = object::get::<UserServices>(user_services)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let group_uri = unsafe { strings::required(group_uri, "group_uri") }?.to_owned();
        let value = operations::wait(object, timeout_ms, |object| async move {
            object.value.get_user_group(&group_uri).await
        })?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to an user services back. NULL is allowed.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_user_services_free(user_services: *mut pchat_user_services_t) -> pchat_status_t {
    object::free::<pchat_core::api::UserServices>(user_services)
}

/// Takes another reference to an user services: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_user_services_retain(user_services: *mut pchat_user_services_t) -> pchat_status_t {
    object::retain::<pchat_core::api::UserServices>(user_services)
}
