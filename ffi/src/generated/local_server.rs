// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_local_server_t` and its functions.

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

use pchat_server::local::LocalServer;

/// A Persistent Chat server inside this process, for tests. It listens on loopback addresses only.
///
/// Dropping the last one stops it. All methods may be called from any thread; those that wait for the
/// server or the disk say so, and do it for a moment only.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_local_server_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`, and
/// harms nothing. Every function may be called on any thread.
pub struct pchat_local_server_t {
    _opaque: [u8; 0],
}

static LOCAL_SERVER: Table<Object<pchat_server::local::LocalServer>> = Table::new(12, "local server");

impl Class for pchat_server::local::LocalServer {
    type Opaque = pchat_local_server_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &LOCAL_SERVER
    }

    fn identity_of(&self) -> Option<usize> {
        None
    }
}

/// Starts a server. Blocks until it listens.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` for settings that cannot work and `PCHAT_ERROR_CODE_IO`
/// when a folder or a port cannot be used.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `settings` is copied. Free `*local_server` with `pchat_local_server_free`.
/// - Errors: also `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument),
///   `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_start(
    settings: *const pchat_local_server_settings_t,
    local_server: *mut *mut pchat_local_server_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(local_server, "local_server")?;
        operations::refuse_in_callback()?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let settings = unsafe { inputs::local_server_settings(settings) }?;
        let value = LocalServer::start(settings)?;
        let value = object::publish(value, None)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { local_server.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The port for TLS; 0 when TLS is off.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_sip_tls_port(
    local_server: *mut pchat_local_server_t,
    result: *mut u16,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        let value = local_server.value.sip_tls_port();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The port for plain TCP; 0 when TCP is off.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_sip_tcp_port(
    local_server: *mut pchat_local_server_t,
    result: *mut u16,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        let value = local_server.value.sip_tcp_port();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The path of the PEM file with the authority that a TLS client has to trust.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_ca_file(
    local_server: *mut pchat_local_server_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        let value = local_server.value.ca_file();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The SIP domain.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_domain(
    local_server: *mut pchat_local_server_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        let value = local_server.value.domain();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Where the server keeps its data.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_data_folder(
    local_server: *mut pchat_local_server_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        let value = local_server.value.data_folder();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The URI of the root category, of which all categories are children. No room can be made in it.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_root_category_uri(
    local_server: *mut pchat_local_server_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        let value = local_server.value.root_category_uri();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Adds a user. Blocks until it is stored.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` (the message says what is wrong or taken) and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `user` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument), `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_add_user(
    local_server: *mut pchat_local_server_t,
    user: *const pchat_local_user_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let user = unsafe { inputs::local_user(user) }?;
        local_server.value.add_user(user)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Adds a category and gives its `ma-cat` URI. Blocks until it is stored.
///
/// Fails as `pchat_local_server_add_user` does, and with `PCHAT_ERROR_CODE_PRINCIPALS_NOT_IN_SCOPE`
/// when a creator is not in its scope.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `category` is copied. Free `*result` with `pchat_string_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument), `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_add_category(
    local_server: *mut pchat_local_server_t,
    category: *const pchat_local_category_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category = unsafe { inputs::local_category(category) }?;
        let value = local_server.value.add_category(category)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Changes a category. Roles in its rooms stay, but count for nothing for those who are out of its
/// scope now: who is in a room has to leave.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, `PCHAT_ERROR_CODE_NODE_HIERARCHY_VIOLATION` (it is the
/// root), `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL` (a group that does not exist),
/// `PCHAT_ERROR_CODE_PRINCIPALS_NOT_IN_SCOPE` (a creator), `PCHAT_ERROR_CODE_BAD_ARGUMENT` (the message
/// says what is wrong or taken), and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `change` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_change_category(
    local_server: *mut pchat_local_server_t,
    change: *const pchat_local_category_change_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let change = unsafe { inputs::local_category_change(change) }?;
        local_server.value.change_category(change)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes a category without rooms. `category` is its name or URI.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, `PCHAT_ERROR_CODE_NODE_HIERARCHY_VIOLATION` (it is the
/// root), `PCHAT_ERROR_CODE_ERROR_PERMISSION` while there are rooms in it, and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `category` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_remove_category(
    local_server: *mut pchat_local_server_t,
    category: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category = unsafe { strings::required(category, "category") }?;
        local_server.value.remove_category(category)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Adds a room and gives its `ma-chan` URI. Blocks until it is stored.
///
/// Fails as `pchat_local_server_add_user` does, with `PCHAT_ERROR_CODE_DUPLICATE_ROOM_NAME`,
/// `PCHAT_ERROR_CODE_NO_SUCH_NODE` (its category or add-in), with
/// `PCHAT_ERROR_CODE_NODE_HIERARCHY_VIOLATION` (the category is the root), with
/// `PCHAT_ERROR_CODE_PRINCIPALS_NOT_IN_SCOPE` when somebody is not in the category's scope,
/// `PCHAT_ERROR_CODE_PRESENTER_NOT_IN_MEM_LIST` when a presenter is not among the members and
/// `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL` (a group that does not exist). Everybody in scope joins an open
/// room, but its presenters have to be members all the same.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room` is copied. Free `*result` with `pchat_string_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument), `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_add_room(
    local_server: *mut pchat_local_server_t,
    room: *const pchat_local_room_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { inputs::local_room(room) }?;
        let value = local_server.value.add_room(room)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Disables a room, which nobody sees, joins or reads then, or enables it again. `room` is its name or
/// URI. Blocks until it is stored.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server
/// is stopped.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument), `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_set_room_disabled(
    local_server: *mut pchat_local_server_t,
    room: *const c_char,
    disabled: bool,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { strings::required(room, "room") }?;
        local_server.value.set_room_disabled(room, disabled)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Moves a room into another category. Whoever is out of that one's scope loses all roles in the room.
/// `room` and `category` are names or URIs.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, `PCHAT_ERROR_CODE_NODE_HIERARCHY_VIOLATION` (the
/// category is the root), and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room` and `category` are copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_move_room(
    local_server: *mut pchat_local_server_t,
    room: *const c_char,
    category: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { strings::required(room, "room") }?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let category = unsafe { strings::required(category, "category") }?;
        local_server.value.move_room(room, category)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes a room with its messages, which no client may do; who is in it has to leave. `room` is its
/// name or URI.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server
/// is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_remove_room(
    local_server: *mut pchat_local_server_t,
    room: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { strings::required(room, "room") }?;
        local_server.value.remove_room(room)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a role in a room to a user or group, or takes it away. `room` is a name or URI, `principal` a
/// SIP address or `group:NAME`.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL`,
/// `PCHAT_ERROR_CODE_PRINCIPALS_ALREADY_DEFINED`, `PCHAT_ERROR_CODE_PRINCIPALS_NOT_IN_SCOPE`,
/// `PCHAT_ERROR_CODE_PRESENTER_NOT_IN_MEM_LIST`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (a creator, which a
/// category has and no room; a presenter outside of an auditorium), and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room` and `principal` are copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_set_role(
    local_server: *mut pchat_local_server_t,
    room: *const c_char,
    role: pchat_chat_room_role_t,
    principal: *const c_char,
    has: bool,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { strings::required(room, "room") }?;
        let role = enums::chat_room_role(role, "role")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let principal = unsafe { strings::required(principal, "principal") }?;
        local_server.value.set_role(room, role, principal, has)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Adds a group and gives its `ma-grp` URI.
///
/// Fails as `pchat_local_server_add_user` does, and with `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL` when a
/// member does not exist.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `group` is copied. Free `*result` with `pchat_string_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_add_group(
    local_server: *mut pchat_local_server_t,
    group: *const pchat_local_group_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let group = unsafe { inputs::local_group(group) }?;
        let value = local_server.value.add_group(group)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Puts a user or group into a group, or takes it out. `group` is a name or URI, `member` a SIP address
/// or `group:NAME`.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL` (one of them does not exist, or is not in the
/// group), `PCHAT_ERROR_CODE_PRINCIPALS_ALREADY_DEFINED`, `PCHAT_ERROR_CODE_ERROR_PERMISSION` (a group
/// would be inside itself), and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `group` and `member` are copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_set_group_member(
    local_server: *mut pchat_local_server_t,
    group: *const c_char,
    member: *const c_char,
    is_member: bool,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let group = unsafe { strings::required(group, "group") }?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let member = unsafe { strings::required(member, "member") }?;
        local_server.value.set_group_member(group, member, is_member)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes a group with its roles; its members stay. `group` is a name or URI.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL`, and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the
/// server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `group` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_remove_group(
    local_server: *mut pchat_local_server_t,
    group: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let group = unsafe { strings::required(group, "group") }?;
        local_server.value.remove_group(group)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Registers an add-in and gives its id.
///
/// Fails as `pchat_local_server_add_user` does, and with `PCHAT_ERROR_CODE_DUPLICATE_ADDIN_NAME`.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `add_in` is copied. Free `*result` with `pchat_string_free`.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_add_add_in(
    local_server: *mut pchat_local_server_t,
    add_in: *const pchat_local_add_in_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let add_in = unsafe { inputs::local_add_in(add_in) }?;
        let value = local_server.value.add_add_in(add_in)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes an add-in, also from the rooms that show it. `add_in` is its name or id.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server
/// is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `add_in` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_remove_add_in(
    local_server: *mut pchat_local_server_t,
    add_in: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let add_in = unsafe { strings::required(add_in, "add_in") }?;
        local_server.value.remove_add_in(add_in)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Disables a user, who is signed off and refused then, or enables one again.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL`, and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `address` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_set_user_disabled(
    local_server: *mut pchat_local_server_t,
    address: *const c_char,
    disabled: bool,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let address = unsafe { strings::required(address, "address") }?;
        local_server.value.set_user_disabled(address, disabled)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes a user, who is signed off and refused then, with roles, preferences and invitations;
/// messages stay.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT`, `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL`, and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `address` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_remove_user(
    local_server: *mut pchat_local_server_t,
    address: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let address = unsafe { strings::required(address, "address") }?;
        local_server.value.remove_user(address)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Sets the address of the web page where rooms are managed, which clients read as
/// `room_management_url` when they sign in; an empty one takes it away. There is none at first.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT`, and `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server
/// is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `url` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_set_room_management_url(
    local_server: *mut pchat_local_server_t,
    url: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let url = unsafe { strings::required(url, "url") }?;
        local_server.value.set_room_management_url(url)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Changes limits, which hold at once.
///
/// Fails with `PCHAT_ERROR_CODE_BAD_ARGUMENT` for a limit out of its range, and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `limits` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_set_limits(
    local_server: *mut pchat_local_server_t,
    limits: *const pchat_local_limits_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let limits = unsafe { inputs::local_limits(limits) }?;
        local_server.value.set_limits(limits)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Posts a message in the name of a user, joined or not, and gives its id: for a history to start from.
/// Who is in the room gets it. `room` is a name or URI, `author` a SIP address. Blocks until it is
/// stored.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE`, `PCHAT_ERROR_CODE_NO_SUCH_PRINCIPAL`, and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Ownership: `room` and `author` and `text` are copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument), `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_post(
    local_server: *mut pchat_local_server_t,
    room: *const c_char,
    author: *const c_char,
    text: *const c_char,
    result: *mut i64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { strings::required(room, "room") }?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let author = unsafe { strings::required(author, "author") }?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?;
        let value = local_server.value.post(room, author, text)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Removes a message from the history of a room, which no client may do. Nobody is told, and its number
/// is not given out again. `room` is a name or URI, `message_id` what `pchat_local_server_post` gave
/// and messages have.
///
/// Fails with `PCHAT_ERROR_CODE_NO_SUCH_NODE` (no such room, or no such message in it), and
/// `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_remove_message(
    local_server: *mut pchat_local_server_t,
    room: *const c_char,
    message_id: i64,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { strings::required(room, "room") }?;
        local_server.value.remove_message(room, message_id)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Puts another text in the place of a message, as an administrator does with one that must not be
/// read; its RTF goes, its author and time stay. Nobody is told. Otherwise as
/// `pchat_local_server_remove_message`.
///
/// Fails as `pchat_local_server_remove_message` does, and with `PCHAT_ERROR_CODE_BAD_ARGUMENT` for an
/// empty text.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room` and `text` are copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_replace_message(
    local_server: *mut pchat_local_server_t,
    room: *const c_char,
    message_id: i64,
    text: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let local_server = object::get::<LocalServer>(local_server)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { strings::required(room, "room") }?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?;
        local_server.value.replace_message(room, message_id, text)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// How many connections are open. 0 when the server is stopped. Blocks until the server has counted
/// them.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result, `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_connection_count(
    local_server: *mut pchat_local_server_t,
    result: *mut u32,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        let value = local_server.value.connection_count();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Drops every connection without a word, as a broken network does. Clients may connect again at once.
/// Blocks while another thread changes the server.
///
/// Fails with `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_disconnect_all(
    local_server: *mut pchat_local_server_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        local_server.value.disconnect_all()?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// From now on does nothing with what clients send, as a server that hangs, for tests of cancelling and
/// of time limits; or goes on, beginning with what came meanwhile. Clients still connect. Blocks until
/// the server does so.
///
/// Fails with `PCHAT_ERROR_CODE_INVALID_OPERATION` when the server is stopped.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_set_silent(
    local_server: *mut pchat_local_server_t,
    silent: bool,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        local_server.value.set_silent(silent)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Closes all connections, stops listening and removes a temporary folder. Blocks until that is done.
/// Stopping twice is no error.
///
/// - Thread: any, but not inside a callback. Waits.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_WOULD_DEADLOCK`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_stop(
    local_server: *mut pchat_local_server_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        operations::refuse_in_callback()?;
        let local_server = object::get::<LocalServer>(local_server)?;
        local_server.value.stop();
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a local server back. NULL is allowed. The last reference stops the server,
/// which waits like `pchat_local_server_stop`; inside a callback it is stopped in the background.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_local_server_free(local_server: *mut pchat_local_server_t) -> pchat_status_t {
    object::free::<pchat_server::local::LocalServer>(local_server)
}

/// Takes another reference to a local server: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_local_server_retain(local_server: *mut pchat_local_server_t) -> pchat_status_t {
    object::retain::<pchat_server::local::LocalServer>(local_server)
}
