// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! Structs that the program fills: their defaults, and reading them.

#![allow(non_camel_case_types)]

use crate::generated::enums::{self, *};
use crate::options::{Options, initialise};
use pchat_core::api::*;
use std::ffi::c_char;
use std::mem::offset_of;
use std::ptr;

/// Enough about a room to join it.
///
/// Call `pchat_chat_room_summary_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_summary_t {
    /// The size of this struct as your program knows it; `pchat_chat_room_summary_init` sets it.
    pub struct_size: usize,
    /// The room's URI, `ma-chan://<domain>/<guid>`.
    pub room_uri: *const c_char,
    /// The room's name.
    pub name: *const c_char,
    /// The room's description; may be empty.
    pub description: *const c_char,
}

/// Fills a `pchat_chat_room_summary_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_summary_init(
    it: *mut pchat_chat_room_summary_t,
    struct_size: usize,
) {
    let it_is = pchat_chat_room_summary_t {
        struct_size: 0,
        room_uri: ptr::null(),
        name: ptr::null(),
        description: ptr::null(),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn chat_room_summary(
    it: *const pchat_chat_room_summary_t,
) -> Result<pchat_core::api::ChatRoomSummary> {
    let mut value = pchat_core::api::ChatRoomSummary::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_chat_room_summary") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_chat_room_summary_t, room_uri), "room_uri") }? {
        value.room_uri = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_chat_room_summary_t, name), "name") }? {
        value.name = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_chat_room_summary_t, description), "description") }?
    {
        value.description = it.to_owned();
    }
    Ok(value)
}

/// How an endpoint connects and signs in. Only `user_uri` and, where the server asks for it, `password`
/// are needed.
///
/// Call `pchat_endpoint_settings_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_endpoint_settings_t {
    /// The size of this struct as your program knows it; `pchat_endpoint_settings_init` sets it.
    pub struct_size: usize,
    /// The user's SIP address, with or without `sip:`, for example `ann@example.com`.
    pub user_uri: *const c_char,
    /// The server's host name or IP address, or NULL to use the domain of `user_uri` (`sip.<domain>`, then
    /// the domain itself).
    pub server: *const c_char,
    /// `port` has a value.
    pub has_port: bool,
    /// The server's port, or no value for 5061 with TLS and 5060 with TCP.
    /// Counts only with `has_port`.
    pub port: u16,
    /// TLS unless told otherwise.
    /// A `PCHAT_TRANSPORT_…`.
    pub transport: pchat_transport_t,
    /// How to authenticate.
    /// A `PCHAT_AUTHENTICATION_…`.
    pub authentication: pchat_authentication_t,
    /// The login name: `DOMAIN\name`, `name@domain` or `name`; NULL for the SIP address without `sip:`.
    pub login: *const c_char,
    /// The password, where the method needs one.
    pub password: *const c_char,
    /// Lets NTLM run over a connection that is not TLS. Whoever listens can then try passwords offline
    /// (spec: sip.md I5).
    pub allow_ntlm_over_tcp: bool,
    /// A PEM file of certificate authorities to trust instead of the system's.
    pub ca_file: *const c_char,
    /// The name to look for in the server's certificate, or NULL for `server`.
    pub certificate_name: *const c_char,
    /// Accepts every certificate. A test switch: whoever stands in between reads and changes everything.
    pub danger_accept_any_certificate: bool,
    /// The Persistent Chat pool, for example `sip:pool1@example.com`, or NULL for what the server
    /// provisions and else `sip:ocschat@<domain>`.
    pub chat_server_uri: *const c_char,
    /// The endpoint id (`epid`), up to 16 letters and digits, stable for this user, machine and program;
    /// NULL derives one.
    pub endpoint_id: *const c_char,
    /// What the `User-Agent` header says; NULL for `libpchat/<version>`.
    pub user_agent: *const c_char,
    /// How long to wait for the connection itself, in milliseconds; 0 for 15,000.
    pub connect_timeout_ms: u32,
    /// How long an operation waits for the server's answer, in milliseconds; 0 for 32,000.
    pub operation_timeout_ms: u32,
    /// How many events may wait for the program before the endpoint stops reading its socket; 0 for 1,024.
    pub event_capacity: u32,
    /// The largest message body accepted from the server, in bytes; 0 for 1 MiB.
    pub max_body_bytes: u32,
}

/// Fills a `pchat_endpoint_settings_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_endpoint_settings_init(
    it: *mut pchat_endpoint_settings_t,
    struct_size: usize,
) {
    let defaults = pchat_core::api::EndpointSettings::default();
    let it_is = pchat_endpoint_settings_t {
        struct_size: 0,
        user_uri: ptr::null(),
        server: ptr::null(),
        has_port: defaults.port.is_some(),
        port: defaults.port.unwrap_or_default(),
        transport: defaults.transport as i32,
        authentication: defaults.authentication as i32,
        login: ptr::null(),
        password: ptr::null(),
        allow_ntlm_over_tcp: defaults.allow_ntlm_over_tcp,
        ca_file: ptr::null(),
        certificate_name: ptr::null(),
        danger_accept_any_certificate: defaults.danger_accept_any_certificate,
        chat_server_uri: ptr::null(),
        endpoint_id: ptr::null(),
        user_agent: ptr::null(),
        connect_timeout_ms: defaults.connect_timeout_ms,
        operation_timeout_ms: defaults.operation_timeout_ms,
        event_capacity: defaults.event_capacity,
        max_body_bytes: defaults.max_body_bytes,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn endpoint_settings(
    it: *const pchat_endpoint_settings_t,
) -> Result<pchat_core::api::EndpointSettings> {
    let mut value = pchat_core::api::EndpointSettings::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_endpoint_settings") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_endpoint_settings_t, user_uri), "user_uri") }? {
        value.user_uri = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_endpoint_settings_t, server), "server") }? {
        value.server = Some(it.to_owned());
    }
    match options.truth(offset_of!(pchat_endpoint_settings_t, has_port)) {
        Some(true) => {
            if let Some(it) = options.field::<u16>(offset_of!(pchat_endpoint_settings_t, port)) {
                value.port = Some(it);
            }
        }
        Some(false) => value.port = None,
        None => {}
    }
    if let Some(it) = options.field::<i32>(offset_of!(pchat_endpoint_settings_t, transport)) {
        value.transport = enums::transport(it, "transport")?;
    }
    if let Some(it) = options.field::<i32>(offset_of!(pchat_endpoint_settings_t, authentication)) {
        value.authentication = enums::authentication(it, "authentication")?;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_endpoint_settings_t, login), "login") }? {
        value.login = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.secret(offset_of!(pchat_endpoint_settings_t, password), "password") }?
    {
        value.password = Some(it);
    }
    if let Some(it) = options.truth(offset_of!(pchat_endpoint_settings_t, allow_ntlm_over_tcp)) {
        value.allow_ntlm_over_tcp = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_endpoint_settings_t, ca_file), "ca_file") }? {
        value.ca_file = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_endpoint_settings_t, certificate_name), "certificate_name") }?
    {
        value.certificate_name = Some(it.to_owned());
    }
    if let Some(it) = options.truth(offset_of!(pchat_endpoint_settings_t, danger_accept_any_certificate)) {
        value.danger_accept_any_certificate = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_endpoint_settings_t, chat_server_uri), "chat_server_uri") }?
    {
        value.chat_server_uri = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_endpoint_settings_t, endpoint_id), "endpoint_id") }?
    {
        value.endpoint_id = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_endpoint_settings_t, user_agent), "user_agent") }?
    {
        value.user_agent = Some(it.to_owned());
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_endpoint_settings_t, connect_timeout_ms)) {
        value.connect_timeout_ms = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_endpoint_settings_t, operation_timeout_ms)) {
        value.operation_timeout_ms = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_endpoint_settings_t, event_capacity)) {
        value.event_capacity = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_endpoint_settings_t, max_body_bytes)) {
        value.max_body_bytes = it;
    }
    Ok(value)
}

/// A message to post.
///
/// Call `pchat_outbound_message_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_outbound_message_t {
    /// The size of this struct as your program knows it; `pchat_outbound_message_init` sets it.
    pub struct_size: usize,
    /// The plain text, not empty. Lines end with `\n`; the limit is `message_size_limit` of
    /// `pchat_server_configuration_t` in bytes.
    pub text: *const c_char,
    /// Of high importance: clients show it with a sound.
    pub is_alert: bool,
}

/// Fills a `pchat_outbound_message_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_outbound_message_init(it: *mut pchat_outbound_message_t, struct_size: usize) {
    let defaults = pchat_core::api::OutboundMessage::default();
    let it_is = pchat_outbound_message_t { struct_size: 0, text: ptr::null(), is_alert: defaults.is_alert };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn outbound_message(
    it: *const pchat_outbound_message_t,
) -> Result<pchat_core::api::OutboundMessage> {
    let mut value = pchat_core::api::OutboundMessage::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_outbound_message") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_outbound_message_t, text), "text") }? {
        value.text = it.to_owned();
    }
    if let Some(it) = options.truth(offset_of!(pchat_outbound_message_t, is_alert)) {
        value.is_alert = it;
    }
    Ok(value)
}

/// How a platform is made. The default fits a program with a few hundred endpoints.
///
/// Call `pchat_platform_settings_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_platform_settings_t {
    /// The size of this struct as your program knows it; `pchat_platform_settings_init` sets it.
    pub struct_size: usize,
    /// Threads that do the network work; 0 for 2.
    pub worker_threads: u32,
    /// The program takes events out of the queue on its own threads, instead of being called back on a
    /// thread of the library. A Rust program always takes them itself, from `Platform::event_queue`.
    pub pull_events: bool,
}

/// Fills a `pchat_platform_settings_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_platform_settings_init(
    it: *mut pchat_platform_settings_t,
    struct_size: usize,
) {
    let defaults = pchat_core::api::PlatformSettings::default();
    let it_is = pchat_platform_settings_t {
        struct_size: 0,
        worker_threads: defaults.worker_threads,
        pull_events: defaults.pull_events,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn platform_settings(
    it: *const pchat_platform_settings_t,
) -> Result<pchat_core::api::PlatformSettings> {
    let mut value = pchat_core::api::PlatformSettings::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_platform_settings") })? else { return Ok(value) };
    if let Some(it) = options.field::<u32>(offset_of!(pchat_platform_settings_t, worker_threads)) {
        value.worker_threads = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_platform_settings_t, pull_events)) {
        value.pull_events = it;
    }
    Ok(value)
}

/// What to look for with `pchat_services_browse_by_criteria`.
///
/// Call `pchat_room_query_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_room_query_t {
    /// The size of this struct as your program knows it; `pchat_room_query_init` sets it.
    pub struct_size: usize,
    /// Words to look for in names; empty finds every room.
    pub criteria: *const c_char,
    /// Also look in descriptions.
    pub search_description: bool,
    /// All words must match; otherwise any of them. Ignored with `match_exact_phrase`.
    pub match_all: bool,
    /// `criteria` is one phrase instead of words.
    pub match_exact_phrase: bool,
    /// At most so many rooms; -1 for all that the server gives.
    pub max_results: i32,
}

/// Fills a `pchat_room_query_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_query_init(it: *mut pchat_room_query_t, struct_size: usize) {
    let defaults = pchat_core::api::RoomQuery::default();
    let it_is = pchat_room_query_t {
        struct_size: 0,
        criteria: ptr::null(),
        search_description: defaults.search_description,
        match_all: defaults.match_all,
        match_exact_phrase: defaults.match_exact_phrase,
        max_results: defaults.max_results,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn room_query(it: *const pchat_room_query_t) -> Result<pchat_core::api::RoomQuery> {
    let mut value = pchat_core::api::RoomQuery::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_room_query") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_room_query_t, criteria), "criteria") }? {
        value.criteria = it.to_owned();
    }
    if let Some(it) = options.truth(offset_of!(pchat_room_query_t, search_description)) {
        value.search_description = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_room_query_t, match_all)) {
        value.match_all = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_room_query_t, match_exact_phrase)) {
        value.match_exact_phrase = it;
    }
    if let Some(it) = options.field::<i32>(offset_of!(pchat_room_query_t, max_results)) {
        value.max_results = it;
    }
    Ok(value)
}
