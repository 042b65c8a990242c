// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_joined_rooms_t` and its functions.

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
use crate::generated::session::pchat_session_t;

/// What became of joining many rooms at once.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_joined_rooms_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and
/// harms nothing. Every function may be called on any thread.
pub struct pchat_joined_rooms_t {
    _opaque: [u8; 0],
}

static JOINED_ROOMS: Table<Object<pchat_core::api::JoinedRooms>> = Table::new(11, "joined rooms");

impl Class for pchat_core::api::JoinedRooms {
    type Opaque = pchat_joined_rooms_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &JOINED_ROOMS
    }

    fn identity_of(&self) -> Option<usize> {
        Some(self.identity())
    }
}

impl Active for pchat_core::api::JoinedRooms {
    fn mailbox_of(&self) -> Arc<Mailbox> {
        Arc::clone(self.endpoint().mailbox())
    }
}

/// The sessions of the rooms that were joined, in the order in which the rooms were named.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_session_list_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_joined_rooms_sessions(
    joined_rooms: *mut pchat_joined_rooms_t,
    result: *mut *mut pchat_session_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let joined_rooms = object::get::<JoinedRooms>(joined_rooms)?;
        let value = joined_rooms.value.sessions();
        let value = Handles::publish(value, joined_rooms.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The rooms that were not joined and why, in the order in which they were named.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_room_not_joined_list_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_joined_rooms_failures(
    joined_rooms: *mut pchat_joined_rooms_t,
    result: *mut *mut pchat_room_not_joined_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let joined_rooms = object::get::<JoinedRooms>(joined_rooms)?;
        let value = joined_rooms.value.failures();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(List(value))) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The endpoint that joined them.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_endpoint_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_joined_rooms_endpoint(
    joined_rooms: *mut pchat_joined_rooms_t,
    result: *mut *mut pchat_endpoint_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let joined_rooms = object::get::<JoinedRooms>(joined_rooms)?;
        let value = joined_rooms.value.endpoint();
        let value = object::publish(value, joined_rooms.host.clone())?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a joined rooms back. NULL is allowed.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_joined_rooms_free(joined_rooms: *mut pchat_joined_rooms_t) -> pchat_status_t {
    object::free::<pchat_core::api::JoinedRooms>(joined_rooms)
}

/// Takes another reference to a joined rooms: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_joined_rooms_retain(joined_rooms: *mut pchat_joined_rooms_t) -> pchat_status_t {
    object::retain::<pchat_core::api::JoinedRooms>(joined_rooms)
}
