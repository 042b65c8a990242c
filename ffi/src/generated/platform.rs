// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_platform_t` and its functions.

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

/// What every endpoint lives on: an internal runtime and an event queue (the SDK's
/// `CollaborationPlatform`).
///
/// One is enough for a process; a forked child needs its own.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_platform_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and harms
/// nothing. Every function may be called on any thread.
pub struct pchat_platform_t {
    _opaque: [u8; 0],
}

static PLATFORM: Table<Object<pchat_core::api::Platform>> = Table::new(14, "platform");

impl Class for pchat_core::api::Platform {
    type Opaque = pchat_platform_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &PLATFORM
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }

    fn host_of(&self, _parent: Option<Arc<Host>>) -> Result<Option<Arc<Host>>> {
        Host::start(self).map(Some)
    }
}

/// Starts the internal threads. `PCHAT_ERROR_CODE_IO` when the system gives no threads or no memory for
/// them.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `settings` is copied. Free `*platform` with `pchat_platform_free`.
/// - Errors: also `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_platform_start(
    settings: *const pchat_platform_settings_t,
    platform: *mut *mut pchat_platform_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(platform, "platform")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let settings = unsafe { inputs::platform_settings(settings) }?;
        let value = Platform::start(settings)?;
        let value = object::publish(value, None)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { platform.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Terminates every endpoint, joins every thread and frees everything. Blocks for a few seconds at
/// most.
///
/// Every operation still running completes with `PCHAT_ERROR_CODE_PLATFORM_SHUT_DOWN`. A second call
/// succeeds at once. `PCHAT_ERROR_CODE_WOULD_DEADLOCK` inside a callback and on one of the platform's
/// own threads; `PCHAT_ERROR_CODE_FORKED_PROCESS` in a forked child.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_platform_shut_down(
    platform: *mut pchat_platform_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        operations::refuse_in_callback()?;
        let platform = object::get::<Platform>(platform)?;
        crate::host::shut_down(&platform)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a platform back. NULL is allowed. The last reference to a platform and to
/// everything on it shuts it down, which waits like `pchat_platform_shut_down`, except inside a
/// callback.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_platform_free(platform: *mut pchat_platform_t) -> pchat_status_t {
    object::free::<pchat_core::api::Platform>(platform)
}

/// Takes another reference to a platform: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_platform_retain(platform: *mut pchat_platform_t) -> pchat_status_t {
    object::retain::<pchat_core::api::Platform>(platform)
}
