// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! Events: callbacks, and the events that a program takes out of the queue.

#![allow(non_camel_case_types)]

use crate::dispatcher;
use crate::event_queue::{look, pchat_event_t};
use crate::generated::enums::*;
use crate::generated::outputs::*;
use crate::object::{Class as _, Object, Talkative};
use crate::options::{Options, initialise};
use crate::projection::{Project, Projected};
use crate::registrations::{Registration, UserData};
use pchat_core::api::*;
use pchat_core::platform::Item;
use std::ffi::c_void;
use std::mem::offset_of;
use std::ptr;
use std::sync::Arc;

use crate::generated::endpoint::pchat_endpoint_t;
use crate::generated::file_transfer::pchat_file_transfer_t;
use crate::generated::session::pchat_session_t;

/// The kind of an event of an endpoint:
/// The state moved.
pub const PCHAT_EVENT_KIND_ENDPOINT_STATE_CHANGED: i32 = 100;
/// The kind of an event of an endpoint:
/// The user was made a member of a room that invites its members. Invitations of the time before the
/// sign-in are not told here: which of them are new only the program knows, so it asks
/// `pchat_services_browse_by_invitations` with the number of the last one that it has seen.
pub const PCHAT_EVENT_KIND_ENDPOINT_CHAT_ROOM_INVITATION_RECEIVED: i32 = 101;
/// The kind of an event of a file transfer:
/// It has got further or is over (the SDK's event of that name). One event at a time waits to be taken,
/// then comes the newest progress; the last one says how it ended.
pub const PCHAT_EVENT_KIND_FILE_TRANSFER_PROGRESS_CHANGED: i32 = 300;
/// The kind of an event of a session:
/// The state moved.
pub const PCHAT_EVENT_KIND_SESSION_STATE_CHANGED: i32 = 200;
/// The kind of an event of a session:
/// A message was posted to the room. The user's own messages come back too.
pub const PCHAT_EVENT_KIND_SESSION_MESSAGE_RECEIVED: i32 = 201;
/// The kind of an event of a session:
/// Somebody came or went.
pub const PCHAT_EVENT_KIND_SESSION_PARTICIPANT_ATTENDANCE_CHANGED: i32 = 202;
/// The kind of an event of a session:
/// What a participant may do in the room changed.
pub const PCHAT_EVENT_KIND_SESSION_PARTICIPANT_PRIVILEGE_CHANGED: i32 = 203;
/// The kind of an event of a session:
/// Properties of the room changed.
pub const PCHAT_EVENT_KIND_SESSION_CHAT_ROOM_PROPERTIES_CHANGED: i32 = 204;

/// The functions that an endpoint calls.
///
/// Call `pchat_endpoint_callbacks_init(&it, sizeof it)` first, then set those that you want. What they
/// get belongs to the library and is good until they return. Callbacks of one endpoint and its sessions
/// run one at a time and in order, on the platform's callback thread, or, in pull mode, where the
/// program dispatches. They must return soon, and must not let exceptions out.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_endpoint_callbacks_t {
    /// The size of this struct as your program knows it; `pchat_endpoint_callbacks_init` sets it.
    pub struct_size: usize,
    /// Handed to every function.
    pub user_data: *mut c_void,
    /// NULL, or called exactly once, after the last call, when the callbacks are removed or could not be added.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
    /// The state moved.
    pub on_state_changed: Option<
        unsafe extern "C" fn(
            endpoint: *mut pchat_endpoint_t,
            event: *const pchat_endpoint_state_changed_t,
            user_data: *mut c_void,
        ),
    >,
    /// The user was made a member of a room that invites its members. Invitations of the time before the
    /// sign-in are not told here: which of them are new only the program knows, so it asks
    /// `pchat_services_browse_by_invitations` with the number of the last one that it has seen.
    pub on_chat_room_invitation_received: Option<
        unsafe extern "C" fn(
            endpoint: *mut pchat_endpoint_t,
            event: *const pchat_chat_room_invitation_t,
            user_data: *mut c_void,
        ),
    >,
}

/// Empties a `pchat_endpoint_callbacks_t`. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_callbacks_init(
    it: *mut pchat_endpoint_callbacks_t,
    struct_size: usize,
) {
    let empty = pchat_endpoint_callbacks_t {
        struct_size: 0,
        user_data: ptr::null_mut(),
        destroy: None,
        on_state_changed: None,
        on_chat_room_invitation_received: None,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, empty) }
}

// SAFETY: the program promises that its functions can be called on any thread.
unsafe impl Send for pchat_endpoint_callbacks_t {}
// SAFETY: as above.
unsafe impl Sync for pchat_endpoint_callbacks_t {}

/// Takes the callbacks over. `destroy` runs, too, when the result is an error.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says.
pub(crate) unsafe fn take_endpoint_callbacks(
    it: *const pchat_endpoint_callbacks_t,
) -> Result<(pchat_endpoint_callbacks_t, UserData)> {
    // SAFETY: the caller's promise.
    let (options, unknown) = match unsafe { Options::look(it, "pchat_endpoint_callbacks") } {
        (Some(options), unknown) => (options, unknown),
        (None, e) => {
            return Err(e.unwrap_or_else(|| Error::new(ErrorCode::BadArgument, "`callbacks` is NULL")));
        }
    };
    let data = options
        .field::<*mut c_void>(offset_of!(pchat_endpoint_callbacks_t, user_data))
        .unwrap_or(ptr::null_mut());
    let destroy = options.function(offset_of!(pchat_endpoint_callbacks_t, destroy)).map(|it| {
        // SAFETY: the program put a function of this type there.
        unsafe { std::mem::transmute::<*const c_void, unsafe extern "C" fn(*mut c_void)>(it) }
    });
    let user_data = UserData::new(data, destroy);
    if let Some(e) = unknown {
        return Err(e);
    }
    let callbacks = pchat_endpoint_callbacks_t {
        struct_size: 0,
        user_data: data,
        destroy: None,
        on_state_changed: options.function(offset_of!(pchat_endpoint_callbacks_t, on_state_changed)).map(
            |it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(
                            *mut pchat_endpoint_t,
                            *const pchat_endpoint_state_changed_t,
                            *mut c_void,
                        ),
                    >(it)
                }
            },
        ),
        on_chat_room_invitation_received: options
            .function(offset_of!(pchat_endpoint_callbacks_t, on_chat_room_invitation_received))
            .map(|it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(
                            *mut pchat_endpoint_t,
                            *const pchat_chat_room_invitation_t,
                            *mut c_void,
                        ),
                    >(it)
                }
            }),
    };
    Ok((callbacks, user_data))
}

/// An event of an endpoint in the form of C.
pub(crate) enum EndpointView {
    StateChanged(Projected<pchat_core::api::EndpointStateChanged>),
    ChatRoomInvitationReceived(Projected<pchat_core::api::ChatRoomInvitation>),
    /// Of a newer core; nobody can have asked for it.
    Unknown,
}

impl Talkative for pchat_core::api::Endpoint {
    type Event = pchat_core::api::EndpointEvent;
    type View = EndpointView;

    fn view(event: Self::Event) -> Self::View {
        match event {
            EndpointEvent::StateChanged(it) => EndpointView::StateChanged(it.project()),
            EndpointEvent::ChatRoomInvitationReceived(it) => {
                EndpointView::ChatRoomInvitationReceived(it.project())
            }
            _ => EndpointView::Unknown,
        }
    }

    fn call(registration: &Registration<Self::Callbacks>, handle: *mut Self::Opaque, view: &Self::View) {
        let (callbacks, user_data) = (&registration.callbacks, registration.user_data.get());
        match view {
            EndpointView::StateChanged(it) => {
                if let Some(call) = callbacks.on_state_changed {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            EndpointView::ChatRoomInvitationReceived(it) => {
                if let Some(call) = callbacks.on_chat_room_invitation_received {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            EndpointView::Unknown => {}
        }
    }
}

/// The functions that a file transfer calls.
///
/// Call `pchat_file_transfer_callbacks_init(&it, sizeof it)` first, then set those that you want. What
/// they get belongs to the library and is good until they return. Callbacks of one endpoint and its
/// sessions run one at a time and in order, on the platform's callback thread, or, in pull mode, where
/// the program dispatches. They must return soon, and must not let exceptions out.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_file_transfer_callbacks_t {
    /// The size of this struct as your program knows it; `pchat_file_transfer_callbacks_init` sets it.
    pub struct_size: usize,
    /// Handed to every function.
    pub user_data: *mut c_void,
    /// NULL, or called exactly once, after the last call, when the callbacks are removed or could not be added.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
    /// It has got further or is over (the SDK's event of that name). One event at a time waits to be taken,
    /// then comes the newest progress; the last one says how it ended.
    pub on_progress_changed: Option<
        unsafe extern "C" fn(
            file_transfer: *mut pchat_file_transfer_t,
            event: *const pchat_file_transfer_progress_t,
            user_data: *mut c_void,
        ),
    >,
}

/// Empties a `pchat_file_transfer_callbacks_t`. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_transfer_callbacks_init(
    it: *mut pchat_file_transfer_callbacks_t,
    struct_size: usize,
) {
    let empty = pchat_file_transfer_callbacks_t {
        struct_size: 0,
        user_data: ptr::null_mut(),
        destroy: None,
        on_progress_changed: None,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, empty) }
}

// SAFETY: the program promises that its functions can be called on any thread.
unsafe impl Send for pchat_file_transfer_callbacks_t {}
// SAFETY: as above.
unsafe impl Sync for pchat_file_transfer_callbacks_t {}

/// Takes the callbacks over. `destroy` runs, too, when the result is an error.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says.
pub(crate) unsafe fn take_file_transfer_callbacks(
    it: *const pchat_file_transfer_callbacks_t,
) -> Result<(pchat_file_transfer_callbacks_t, UserData)> {
    // SAFETY: the caller's promise.
    let (options, unknown) = match unsafe { Options::look(it, "pchat_file_transfer_callbacks") } {
        (Some(options), unknown) => (options, unknown),
        (None, e) => {
            return Err(e.unwrap_or_else(|| Error::new(ErrorCode::BadArgument, "`callbacks` is NULL")));
        }
    };
    let data = options
        .field::<*mut c_void>(offset_of!(pchat_file_transfer_callbacks_t, user_data))
        .unwrap_or(ptr::null_mut());
    let destroy = options.function(offset_of!(pchat_file_transfer_callbacks_t, destroy)).map(|it| {
        // SAFETY: the program put a function of this type there.
        unsafe { std::mem::transmute::<*const c_void, unsafe extern "C" fn(*mut c_void)>(it) }
    });
    let user_data = UserData::new(data, destroy);
    if let Some(e) = unknown {
        return Err(e);
    }
    let callbacks = pchat_file_transfer_callbacks_t {
        struct_size: 0,
        user_data: data,
        destroy: None,
        on_progress_changed: options
            .function(offset_of!(pchat_file_transfer_callbacks_t, on_progress_changed))
            .map(|it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(
                            *mut pchat_file_transfer_t,
                            *const pchat_file_transfer_progress_t,
                            *mut c_void,
                        ),
                    >(it)
                }
            }),
    };
    Ok((callbacks, user_data))
}

/// An event of a file transfer in the form of C.
pub(crate) enum FileTransferView {
    ProgressChanged(Projected<pchat_core::api::FileTransferProgress>),
    /// Of a newer core; nobody can have asked for it.
    Unknown,
}

impl Talkative for pchat_core::api::FileTransfer {
    type Event = pchat_core::api::FileTransferEvent;
    type View = FileTransferView;

    fn view(event: Self::Event) -> Self::View {
        match event {
            FileTransferEvent::ProgressChanged(it) => FileTransferView::ProgressChanged(it.project()),
            _ => FileTransferView::Unknown,
        }
    }

    fn call(registration: &Registration<Self::Callbacks>, handle: *mut Self::Opaque, view: &Self::View) {
        let (callbacks, user_data) = (&registration.callbacks, registration.user_data.get());
        match view {
            FileTransferView::ProgressChanged(it) => {
                if let Some(call) = callbacks.on_progress_changed {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            FileTransferView::Unknown => {}
        }
    }
}

/// The functions that a session calls.
///
/// Call `pchat_session_callbacks_init(&it, sizeof it)` first, then set those that you want. What they
/// get belongs to the library and is good until they return. Callbacks of one endpoint and its sessions
/// run one at a time and in order, on the platform's callback thread, or, in pull mode, where the
/// program dispatches. They must return soon, and must not let exceptions out.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_session_callbacks_t {
    /// The size of this struct as your program knows it; `pchat_session_callbacks_init` sets it.
    pub struct_size: usize,
    /// Handed to every function.
    pub user_data: *mut c_void,
    /// NULL, or called exactly once, after the last call, when the callbacks are removed or could not be added.
    pub destroy: Option<unsafe extern "C" fn(user_data: *mut c_void)>,
    /// The state moved.
    pub on_state_changed: Option<
        unsafe extern "C" fn(
            session: *mut pchat_session_t,
            event: *const pchat_session_state_changed_t,
            user_data: *mut c_void,
        ),
    >,
    /// A message was posted to the room. The user's own messages come back too.
    pub on_message_received: Option<
        unsafe extern "C" fn(
            session: *mut pchat_session_t,
            event: *const pchat_chat_message_t,
            user_data: *mut c_void,
        ),
    >,
    /// Somebody came or went.
    pub on_participant_attendance_changed: Option<
        unsafe extern "C" fn(
            session: *mut pchat_session_t,
            event: *const pchat_participant_attendance_changed_t,
            user_data: *mut c_void,
        ),
    >,
    /// What a participant may do in the room changed.
    pub on_participant_privilege_changed: Option<
        unsafe extern "C" fn(
            session: *mut pchat_session_t,
            event: *const pchat_participant_privilege_changed_t,
            user_data: *mut c_void,
        ),
    >,
    /// Properties of the room changed.
    pub on_chat_room_properties_changed: Option<
        unsafe extern "C" fn(
            session: *mut pchat_session_t,
            event: *const pchat_chat_room_properties_changed_t,
            user_data: *mut c_void,
        ),
    >,
}

/// Empties a `pchat_session_callbacks_t`. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_session_callbacks_init(
    it: *mut pchat_session_callbacks_t,
    struct_size: usize,
) {
    let empty = pchat_session_callbacks_t {
        struct_size: 0,
        user_data: ptr::null_mut(),
        destroy: None,
        on_state_changed: None,
        on_message_received: None,
        on_participant_attendance_changed: None,
        on_participant_privilege_changed: None,
        on_chat_room_properties_changed: None,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, empty) }
}

// SAFETY: the program promises that its functions can be called on any thread.
unsafe impl Send for pchat_session_callbacks_t {}
// SAFETY: as above.
unsafe impl Sync for pchat_session_callbacks_t {}

/// Takes the callbacks over. `destroy` runs, too, when the result is an error.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says.
pub(crate) unsafe fn take_session_callbacks(
    it: *const pchat_session_callbacks_t,
) -> Result<(pchat_session_callbacks_t, UserData)> {
    // SAFETY: the caller's promise.
    let (options, unknown) = match unsafe { Options::look(it, "pchat_session_callbacks") } {
        (Some(options), unknown) => (options, unknown),
        (None, e) => {
            return Err(e.unwrap_or_else(|| Error::new(ErrorCode::BadArgument, "`callbacks` is NULL")));
        }
    };
    let data = options
        .field::<*mut c_void>(offset_of!(pchat_session_callbacks_t, user_data))
        .unwrap_or(ptr::null_mut());
    let destroy = options.function(offset_of!(pchat_session_callbacks_t, destroy)).map(|it| {
        // SAFETY: the program put a function of this type there.
        unsafe { std::mem::transmute::<*const c_void, unsafe extern "C" fn(*mut c_void)>(it) }
    });
    let user_data = UserData::new(data, destroy);
    if let Some(e) = unknown {
        return Err(e);
    }
    let callbacks = pchat_session_callbacks_t {
        struct_size: 0,
        user_data: data,
        destroy: None,
        on_state_changed: options.function(offset_of!(pchat_session_callbacks_t, on_state_changed)).map(
            |it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(
                            *mut pchat_session_t,
                            *const pchat_session_state_changed_t,
                            *mut c_void,
                        ),
                    >(it)
                }
            },
        ),
        on_message_received: options
            .function(offset_of!(pchat_session_callbacks_t, on_message_received))
            .map(|it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(*mut pchat_session_t, *const pchat_chat_message_t, *mut c_void),
                    >(it)
                }
            }),
        on_participant_attendance_changed: options
            .function(offset_of!(pchat_session_callbacks_t, on_participant_attendance_changed))
            .map(|it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(
                            *mut pchat_session_t,
                            *const pchat_participant_attendance_changed_t,
                            *mut c_void,
                        ),
                    >(it)
                }
            }),
        on_participant_privilege_changed: options
            .function(offset_of!(pchat_session_callbacks_t, on_participant_privilege_changed))
            .map(|it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(
                            *mut pchat_session_t,
                            *const pchat_participant_privilege_changed_t,
                            *mut c_void,
                        ),
                    >(it)
                }
            }),
        on_chat_room_properties_changed: options
            .function(offset_of!(pchat_session_callbacks_t, on_chat_room_properties_changed))
            .map(|it| {
                // SAFETY: as above.
                unsafe {
                    std::mem::transmute::<
                        *const c_void,
                        unsafe extern "C" fn(
                            *mut pchat_session_t,
                            *const pchat_chat_room_properties_changed_t,
                            *mut c_void,
                        ),
                    >(it)
                }
            }),
    };
    Ok((callbacks, user_data))
}

/// An event of a session in the form of C.
pub(crate) enum SessionView {
    StateChanged(Projected<pchat_core::api::SessionStateChanged>),
    MessageReceived(Projected<pchat_core::api::ChatMessage>),
    ParticipantAttendanceChanged(Projected<pchat_core::api::ParticipantAttendanceChanged>),
    ParticipantPrivilegeChanged(Projected<pchat_core::api::ParticipantPrivilegeChanged>),
    ChatRoomPropertiesChanged(Projected<pchat_core::api::ChatRoomPropertiesChanged>),
    /// Of a newer core; nobody can have asked for it.
    Unknown,
}

impl Talkative for pchat_core::api::Session {
    type Event = pchat_core::api::SessionEvent;
    type View = SessionView;

    fn view(event: Self::Event) -> Self::View {
        match event {
            SessionEvent::StateChanged(it) => SessionView::StateChanged(it.project()),
            SessionEvent::MessageReceived(it) => SessionView::MessageReceived(it.project()),
            SessionEvent::ParticipantAttendanceChanged(it) => {
                SessionView::ParticipantAttendanceChanged(it.project())
            }
            SessionEvent::ParticipantPrivilegeChanged(it) => {
                SessionView::ParticipantPrivilegeChanged(it.project())
            }
            SessionEvent::ChatRoomPropertiesChanged(it) => {
                SessionView::ChatRoomPropertiesChanged(it.project())
            }
            _ => SessionView::Unknown,
        }
    }

    fn call(registration: &Registration<Self::Callbacks>, handle: *mut Self::Opaque, view: &Self::View) {
        let (callbacks, user_data) = (&registration.callbacks, registration.user_data.get());
        match view {
            SessionView::StateChanged(it) => {
                if let Some(call) = callbacks.on_state_changed {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            SessionView::MessageReceived(it) => {
                if let Some(call) = callbacks.on_message_received {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            SessionView::ParticipantAttendanceChanged(it) => {
                if let Some(call) = callbacks.on_participant_attendance_changed {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            SessionView::ParticipantPrivilegeChanged(it) => {
                if let Some(call) = callbacks.on_participant_privilege_changed {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            SessionView::ChatRoomPropertiesChanged(it) => {
                if let Some(call) = callbacks.on_chat_room_properties_changed {
                    // SAFETY: the program's function with its own pointer; the event lives until it returns.
                    unsafe { call(handle, it.as_ptr(), user_data) }
                }
            }
            SessionView::Unknown => {}
        }
    }
}

/// What a program that takes events itself looks at.
pub(crate) enum EventView {
    /// The end of an operation.
    Completion,
    /// An event of an endpoint.
    Endpoint { handle: usize, object: Arc<Object<pchat_core::api::Endpoint>>, view: EndpointView },
    /// An event of a file transfer.
    FileTransfer { handle: usize, object: Arc<Object<pchat_core::api::FileTransfer>>, view: FileTransferView },
    /// An event of a session.
    Session { handle: usize, object: Arc<Object<pchat_core::api::Session>>, view: SessionView },
}

impl EventView {
    /// The event of an item; `None` when the program has no handle of its object any more.
    pub(crate) fn of(item: Item) -> Option<Self> {
        match item {
            Item::Completion(_) => Some(Self::Completion),
            Item::EndpointEvent { endpoint, event } => {
                let (handle, object) = Endpoint::table().find(endpoint.identity())?;
                Some(Self::Endpoint { handle, object, view: Endpoint::view(event) })
            }
            Item::FileTransferEvent { file_transfer, event } => {
                let (handle, object) = FileTransfer::table().find(file_transfer.identity())?;
                Some(Self::FileTransfer { handle, object, view: FileTransfer::view(event) })
            }
            Item::SessionEvent { session, event } => {
                let (handle, object) = Session::table().find(session.identity())?;
                Some(Self::Session { handle, object, view: Session::view(event) })
            }
        }
    }

    /// The number of what happened.
    pub(crate) fn kind(&self) -> i32 {
        match self {
            Self::Completion => crate::event_queue::PCHAT_EVENT_KIND_COMPLETION,
            Self::Endpoint { view, .. } => match view {
                EndpointView::StateChanged(_) => PCHAT_EVENT_KIND_ENDPOINT_STATE_CHANGED,
                EndpointView::ChatRoomInvitationReceived(_) => {
                    PCHAT_EVENT_KIND_ENDPOINT_CHAT_ROOM_INVITATION_RECEIVED
                }
                EndpointView::Unknown => 0,
            },
            Self::FileTransfer { view, .. } => match view {
                FileTransferView::ProgressChanged(_) => PCHAT_EVENT_KIND_FILE_TRANSFER_PROGRESS_CHANGED,
                FileTransferView::Unknown => 0,
            },
            Self::Session { view, .. } => match view {
                SessionView::StateChanged(_) => PCHAT_EVENT_KIND_SESSION_STATE_CHANGED,
                SessionView::MessageReceived(_) => PCHAT_EVENT_KIND_SESSION_MESSAGE_RECEIVED,
                SessionView::ParticipantAttendanceChanged(_) => {
                    PCHAT_EVENT_KIND_SESSION_PARTICIPANT_ATTENDANCE_CHANGED
                }
                SessionView::ParticipantPrivilegeChanged(_) => {
                    PCHAT_EVENT_KIND_SESSION_PARTICIPANT_PRIVILEGE_CHANGED
                }
                SessionView::ChatRoomPropertiesChanged(_) => {
                    PCHAT_EVENT_KIND_SESSION_CHAT_ROOM_PROPERTIES_CHANGED
                }
                SessionView::Unknown => 0,
            },
        }
    }

    /// Calls everybody who registered for it.
    pub(crate) fn tell(&self) {
        match self {
            Self::Completion => {}
            Self::Endpoint { handle, object, view } => {
                dispatcher::tell_view(ptr::without_provenance_mut(*handle), object, || view)
            }
            Self::FileTransfer { handle, object, view } => {
                dispatcher::tell_view(ptr::without_provenance_mut(*handle), object, || view)
            }
            Self::Session { handle, object, view } => {
                dispatcher::tell_view(ptr::without_provenance_mut(*handle), object, || view)
            }
        }
    }
}

/// The endpoint that an event is of; NULL when it is of something else.
///
/// - Thread: any.
/// - Ownership: the handle is the program's own; use `pchat_endpoint_retain` to keep it longer than
///   that.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_endpoint(event: *const pchat_event_t) -> *mut pchat_endpoint_t {
    look(event, ptr::null_mut(), |view| match view {
        EventView::Endpoint { handle, .. } => ptr::without_provenance_mut(*handle),
        _ => ptr::null_mut(),
    })
}

/// What a `PCHAT_EVENT_KIND_ENDPOINT_STATE_CHANGED` says; NULL for another kind of event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_endpoint_state_changed(
    event: *const pchat_event_t,
) -> *const pchat_endpoint_state_changed_t {
    look(event, ptr::null(), |view| match view {
        EventView::Endpoint { view: EndpointView::StateChanged(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}

/// What a `PCHAT_EVENT_KIND_ENDPOINT_CHAT_ROOM_INVITATION_RECEIVED` says; NULL for another kind of
/// event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_endpoint_chat_room_invitation_received(
    event: *const pchat_event_t,
) -> *const pchat_chat_room_invitation_t {
    look(event, ptr::null(), |view| match view {
        EventView::Endpoint { view: EndpointView::ChatRoomInvitationReceived(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}

/// The file transfer that an event is of; NULL when it is of something else.
///
/// - Thread: any.
/// - Ownership: the handle is the program's own; use `pchat_file_transfer_retain` to keep it longer
///   than that.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_file_transfer(event: *const pchat_event_t) -> *mut pchat_file_transfer_t {
    look(event, ptr::null_mut(), |view| match view {
        EventView::FileTransfer { handle, .. } => ptr::without_provenance_mut(*handle),
        _ => ptr::null_mut(),
    })
}

/// What a `PCHAT_EVENT_KIND_FILE_TRANSFER_PROGRESS_CHANGED` says; NULL for another kind of event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_file_transfer_progress_changed(
    event: *const pchat_event_t,
) -> *const pchat_file_transfer_progress_t {
    look(event, ptr::null(), |view| match view {
        EventView::FileTransfer { view: FileTransferView::ProgressChanged(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}

/// The session that an event is of; NULL when it is of something else.
///
/// - Thread: any.
/// - Ownership: the handle is the program's own; use `pchat_session_retain` to keep it longer than
///   that.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_session(event: *const pchat_event_t) -> *mut pchat_session_t {
    look(event, ptr::null_mut(), |view| match view {
        EventView::Session { handle, .. } => ptr::without_provenance_mut(*handle),
        _ => ptr::null_mut(),
    })
}

/// What a `PCHAT_EVENT_KIND_SESSION_STATE_CHANGED` says; NULL for another kind of event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_session_state_changed(
    event: *const pchat_event_t,
) -> *const pchat_session_state_changed_t {
    look(event, ptr::null(), |view| match view {
        EventView::Session { view: SessionView::StateChanged(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}

/// What a `PCHAT_EVENT_KIND_SESSION_MESSAGE_RECEIVED` says; NULL for another kind of event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_session_message_received(
    event: *const pchat_event_t,
) -> *const pchat_chat_message_t {
    look(event, ptr::null(), |view| match view {
        EventView::Session { view: SessionView::MessageReceived(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}

/// What a `PCHAT_EVENT_KIND_SESSION_PARTICIPANT_ATTENDANCE_CHANGED` says; NULL for another kind of
/// event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_session_participant_attendance_changed(
    event: *const pchat_event_t,
) -> *const pchat_participant_attendance_changed_t {
    look(event, ptr::null(), |view| match view {
        EventView::Session { view: SessionView::ParticipantAttendanceChanged(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}

/// What a `PCHAT_EVENT_KIND_SESSION_PARTICIPANT_PRIVILEGE_CHANGED` says; NULL for another kind of
/// event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_session_participant_privilege_changed(
    event: *const pchat_event_t,
) -> *const pchat_participant_privilege_changed_t {
    look(event, ptr::null(), |view| match view {
        EventView::Session { view: SessionView::ParticipantPrivilegeChanged(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}

/// What a `PCHAT_EVENT_KIND_SESSION_CHAT_ROOM_PROPERTIES_CHANGED` says; NULL for another kind of event.
///
/// - Thread: any.
/// - Ownership: it belongs to the event and lives as long.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_event_session_chat_room_properties_changed(
    event: *const pchat_event_t,
) -> *const pchat_chat_room_properties_changed_t {
    look(event, ptr::null(), |view| match view {
        EventView::Session { view: SessionView::ChatRoomPropertiesChanged(it), .. } => it.as_ptr(),
        _ => ptr::null(),
    })
}
