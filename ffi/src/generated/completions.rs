// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! What is called when an operation is over.

#![allow(non_camel_case_types)]

use crate::bytes::pchat_bytes_t;
use crate::error::{LentError, pchat_error_t};
use crate::generated::outputs::*;
use crate::object::{Handles, Lent};
use crate::operations::CompletionForm;
use crate::projection::{List, Project};
use crate::registrations::Destroy;
use crate::strings;
use pchat_core::api::{Bytes, Result};
use std::ffi::{c_char, c_void};
use std::ptr;

use crate::generated::joined_rooms::pchat_joined_rooms_t;
/// What is called when an operation that gives a `pchat_bytes_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_bytes_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_bytes_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_bytes_completion_t {}

impl CompletionForm for pchat_bytes_completion_t {
    type Result = Bytes;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_joined_rooms_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_joined_rooms_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns;
    /// retain an object to keep it. May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *mut pchat_joined_rooms_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_joined_rooms_completion_t {}

impl CompletionForm for pchat_joined_rooms_completion_t {
    type Result = Lent<pchat_core::api::JoinedRooms>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.handle(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null_mut(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_add_in_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_add_in_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_add_in_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_add_in_list_completion_t {}

impl CompletionForm for pchat_add_in_list_completion_t {
    type Result = List<pchat_core::api::AddIn>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_chat_message_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_message_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_chat_message_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_chat_message_list_completion_t {}

impl CompletionForm for pchat_chat_message_list_completion_t {
    type Result = List<pchat_core::api::ChatMessage>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_chat_room_category_summary_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_category_summary_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_chat_room_category_summary_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_chat_room_category_summary_list_completion_t {}

impl CompletionForm for pchat_chat_room_category_summary_list_completion_t {
    type Result = List<pchat_core::api::ChatRoomCategorySummary>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_chat_room_participant_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_participant_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_chat_room_participant_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_chat_room_participant_list_completion_t {}

impl CompletionForm for pchat_chat_room_participant_list_completion_t {
    type Result = List<pchat_core::api::ChatRoomParticipant>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_chat_room_snapshot_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_snapshot_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_chat_room_snapshot_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_chat_room_snapshot_list_completion_t {}

impl CompletionForm for pchat_chat_room_snapshot_list_completion_t {
    type Result = List<pchat_core::api::ChatRoomSnapshot>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_history_result_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_history_result_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_history_result_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_history_result_list_completion_t {}

impl CompletionForm for pchat_history_result_list_completion_t {
    type Result = List<pchat_core::api::HistoryResult>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_principal_summary_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_principal_summary_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_principal_summary_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_principal_summary_list_completion_t {}

impl CompletionForm for pchat_principal_summary_list_completion_t {
    type Result = List<pchat_core::api::PrincipalSummary>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_role_entry_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_role_entry_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_role_entry_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_role_entry_list_completion_t {}

impl CompletionForm for pchat_role_entry_list_completion_t {
    type Result = List<pchat_core::api::RoleEntry>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_bytes_t` or nothing is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_optional_bytes_completion_t {
    /// Gets the error, or NULL and the result, which is NULL too when there is none. Both belong to the
    /// library and are good until it returns. May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_bytes_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_optional_bytes_completion_t {}

impl CompletionForm for pchat_optional_bytes_completion_t {
    type Result = Option<Bytes>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.map(Project::project);
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ref().map_or(ptr::null(), |it| it.as_ptr()), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_preference_bundle_t` or nothing is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_optional_preference_bundle_completion_t {
    /// Gets the error, or NULL and the result, which is NULL too when there is none. Both belong to the
    /// library and are good until it returns. May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_preference_bundle_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_optional_preference_bundle_completion_t {}

impl CompletionForm for pchat_optional_preference_bundle_completion_t {
    type Result = Option<pchat_core::api::PreferenceBundle>;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.map(Project::project);
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ref().map_or(ptr::null(), |it| it.as_ptr()), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_chat_room_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_chat_room_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_chat_room_completion_t {}

impl CompletionForm for pchat_chat_room_completion_t {
    type Result = pchat_core::api::ChatRoom;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_file_transfer_progress_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_file_transfer_progress_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_file_transfer_progress_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_file_transfer_progress_completion_t {}

impl CompletionForm for pchat_file_transfer_progress_completion_t {
    type Result = pchat_core::api::FileTransferProgress;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_history_result_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_history_result_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_history_result_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_history_result_completion_t {}

impl CompletionForm for pchat_history_result_completion_t {
    type Result = pchat_core::api::HistoryResult;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_invitation_list_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_invitation_list_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_invitation_list_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_invitation_list_completion_t {}

impl CompletionForm for pchat_invitation_list_completion_t {
    type Result = pchat_core::api::InvitationList;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_preference_bundle_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_preference_bundle_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_preference_bundle_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_preference_bundle_completion_t {}

impl CompletionForm for pchat_preference_bundle_completion_t {
    type Result = pchat_core::api::PreferenceBundle;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_room_permissions_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_room_permissions_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_room_permissions_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_room_permissions_completion_t {}

impl CompletionForm for pchat_room_permissions_completion_t {
    type Result = pchat_core::api::RoomPermissions;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_transferred_file_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_transferred_file_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_transferred_file_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_transferred_file_completion_t {}

impl CompletionForm for pchat_transferred_file_completion_t {
    type Result = pchat_core::api::TransferredFile;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_user_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_user_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_user_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_user_completion_t {}

impl CompletionForm for pchat_user_completion_t {
    type Result = pchat_core::api::User;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_user_group_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_user_group_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_user_group_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_user_group_completion_t {}

impl CompletionForm for pchat_user_group_completion_t {
    type Result = pchat_core::api::UserGroup;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a `pchat_user_search_result_t` is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_user_search_result_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(
            error: *const pchat_error_t,
            result: *const pchat_user_search_result_t,
            user_data: *mut c_void,
        ),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_user_search_result_completion_t {}

impl CompletionForm for pchat_user_search_result_completion_t {
    type Result = pchat_core::api::UserSearchResult;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = value.project();
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives a string is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_string_completion_t {
    /// Gets the error, or NULL and the result. Both belong to the library and are good until it returns.
    /// May be NULL.
    pub call: Option<
        unsafe extern "C" fn(error: *const pchat_error_t, result: *const c_char, user_data: *mut c_void),
    >,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_string_completion_t {}

impl CompletionForm for pchat_string_completion_t {
    type Result = String;

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(value) => {
                let value = strings::to_c(&value);
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), value.as_ptr(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), ptr::null(), user_data) }
            }
        }
    }
}

/// What is called when an operation that gives no result is over.
///
/// The struct is copied by the function that gets it. When that function fails `call` is not called.
/// `destroy` is called exactly once on every path, after `call` if that is called.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_completion_t {
    /// Gets the error, or NULL when it succeeded. The error belongs to the library and is good until it
    /// returns. May be NULL.
    pub call: Option<unsafe extern "C" fn(error: *const pchat_error_t, user_data: *mut c_void)>,
    /// Handed to `call` and `destroy`.
    pub user_data: *mut c_void,
    /// NULL, or called when `user_data` is not needed any more.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
}

// SAFETY: the program promises that its functions can be called, with its pointer, on any thread.
unsafe impl Send for pchat_completion_t {}

impl CompletionForm for pchat_completion_t {
    type Result = ();

    fn user_data(&self) -> (*mut c_void, Destroy) {
        (self.user_data, self.destroy)
    }

    fn call(&self, outcome: Result<Self::Result>, user_data: *mut c_void) {
        let Some(call) = self.call else { return };
        match outcome {
            Ok(()) => {
                // SAFETY: the program's function with its own pointer; the rest lives until it returns.
                unsafe { call(ptr::null(), user_data) }
            }
            Err(e) => {
                let error = LentError::new(e);
                // SAFETY: as above.
                unsafe { call(error.as_ptr(), user_data) }
            }
        }
    }
}
