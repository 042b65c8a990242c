// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! Structs that the program fills: their defaults, and reading them.

#![allow(non_camel_case_types)]

use crate::generated::enums::{self, *};
use crate::options::{Options, initialise};
use pchat_core::api::*;
use std::ffi::c_char;
use std::mem::offset_of;
use std::ptr;

/// A room to be made with `pchat_room_management_create_chat_room`. It needs a name and a category.
///
/// Call `pchat_chat_room_settings_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_settings_t {
    /// The size of this struct as your program knows it; `pchat_chat_room_settings_init` sets it.
    pub struct_size: usize,
    /// The name: up to 256 characters, unique on the server.
    pub name: *const c_char,
    /// The URI of the category that it is made in.
    pub parent_category_uri: *const c_char,
    /// The description, up to 256 characters.
    pub description: *const c_char,
    /// The id of its add-in, or NULL.
    pub add_in_id: *const c_char,
    /// Only presenters may post.
    pub is_auditorium: bool,
    /// Nobody can join it yet.
    pub is_disabled: bool,
    /// Whether new members get invitations.
    /// A `PCHAT_CHAT_ROOM_INVITATION_SETTING_…`.
    pub invitations: pchat_chat_room_invitation_setting_t,
    /// Secret: only members see it. Otherwise it is closed: seen by everyone in scope, joined by members.
    pub visible_only_to_members: bool,
}

/// Fills a `pchat_chat_room_settings_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_settings_init(
    it: *mut pchat_chat_room_settings_t,
    struct_size: usize,
) {
    let defaults = pchat_core::api::ChatRoomSettings::default();
    let it_is = pchat_chat_room_settings_t {
        struct_size: 0,
        name: ptr::null(),
        parent_category_uri: ptr::null(),
        description: ptr::null(),
        add_in_id: ptr::null(),
        is_auditorium: defaults.is_auditorium,
        is_disabled: defaults.is_disabled,
        invitations: defaults.invitations as i32,
        visible_only_to_members: defaults.visible_only_to_members,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn chat_room_settings(
    it: *const pchat_chat_room_settings_t,
) -> Result<pchat_core::api::ChatRoomSettings> {
    let mut value = pchat_core::api::ChatRoomSettings::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_chat_room_settings") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_chat_room_settings_t, name), "name") }? {
        value.name = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.text(offset_of!(pchat_chat_room_settings_t, parent_category_uri), "parent_category_uri")
    }? {
        value.parent_category_uri = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_chat_room_settings_t, description), "description") }?
    {
        value.description = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_chat_room_settings_t, add_in_id), "add_in_id") }?
    {
        value.add_in_id = Some(it.to_owned());
    }
    if let Some(it) = options.truth(offset_of!(pchat_chat_room_settings_t, is_auditorium)) {
        value.is_auditorium = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_chat_room_settings_t, is_disabled)) {
        value.is_disabled = it;
    }
    if let Some(it) = options.field::<i32>(offset_of!(pchat_chat_room_settings_t, invitations)) {
        value.invitations = enums::chat_room_invitation_setting(it, "invitations")?;
    }
    if let Some(it) = options.truth(offset_of!(pchat_chat_room_settings_t, visible_only_to_members)) {
        value.visible_only_to_members = it;
    }
    Ok(value)
}

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

/// Changes for `pchat_room_management_update_chat_room`. What is `None` stays as it is.
///
/// Call `pchat_chat_room_update_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_chat_room_update_t {
    /// The size of this struct as your program knows it; `pchat_chat_room_update_init` sets it.
    pub struct_size: usize,
    /// The room.
    pub room_uri: *const c_char,
    /// Another name.
    pub name: *const c_char,
    /// Another description.
    pub description: *const c_char,
    /// `privacy` has a value.
    pub has_privacy: bool,
    /// Who sees and joins it.
    /// Counts only with `has_privacy`.
    pub privacy: pchat_chat_room_privacy_t,
    /// `is_auditorium` has a value.
    pub has_is_auditorium: bool,
    /// Only presenters may post.
    /// Counts only with `has_is_auditorium`.
    pub is_auditorium: bool,
    /// `is_disabled` has a value.
    pub has_is_disabled: bool,
    /// Nobody can join it or read it; who is in it is put out.
    /// Counts only with `has_is_disabled`.
    pub is_disabled: bool,
    /// `invitations` has a value.
    pub has_invitations: bool,
    /// Whether new members get invitations.
    /// Counts only with `has_invitations`.
    pub invitations: pchat_chat_room_invitation_setting_t,
    /// The id of the add-in that it has from now on.
    pub add_in_id: *const c_char,
    /// It has no add-in any more.
    pub detach_add_in: bool,
    /// `members` has a value.
    pub has_members: bool,
    /// Its members are exactly these users and groups: URIs, `sip:` or `ma-grp:`.
    /// Counts only with `has_members`.
    pub members: *const *const c_char,
    /// How many strings `members` has.
    pub members_count: usize,
    /// `managers` has a value.
    pub has_managers: bool,
    /// Its managers are exactly these.
    /// Counts only with `has_managers`.
    pub managers: *const *const c_char,
    /// How many strings `managers` has.
    pub managers_count: usize,
    /// `presenters` has a value.
    pub has_presenters: bool,
    /// Its presenters are exactly these.
    /// Counts only with `has_presenters`.
    pub presenters: *const *const c_char,
    /// How many strings `presenters` has.
    pub presenters_count: usize,
    /// `expected_updated_on` has a value.
    pub has_expected_updated_on: bool,
    /// `updated_on` of the `pchat_audit_data_t` that the change is based on. When the room was changed
    /// since, nothing happens but `PCHAT_ERROR_CODE_DATA_COLLISION`.
    /// Counts only with `has_expected_updated_on`.
    pub expected_updated_on: i64,
}

/// Fills a `pchat_chat_room_update_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_chat_room_update_init(it: *mut pchat_chat_room_update_t, struct_size: usize) {
    let defaults = pchat_core::api::ChatRoomUpdate::default();
    let it_is = pchat_chat_room_update_t {
        struct_size: 0,
        room_uri: ptr::null(),
        name: ptr::null(),
        description: ptr::null(),
        has_privacy: defaults.privacy.is_some(),
        privacy: defaults.privacy.map_or(0, |value| value as i32),
        has_is_auditorium: defaults.is_auditorium.is_some(),
        is_auditorium: defaults.is_auditorium.unwrap_or_default(),
        has_is_disabled: defaults.is_disabled.is_some(),
        is_disabled: defaults.is_disabled.unwrap_or_default(),
        has_invitations: defaults.invitations.is_some(),
        invitations: defaults.invitations.map_or(0, |value| value as i32),
        add_in_id: ptr::null(),
        detach_add_in: defaults.detach_add_in,
        has_members: false,
        members: ptr::null(),
        members_count: 0,
        has_managers: false,
        managers: ptr::null(),
        managers_count: 0,
        has_presenters: false,
        presenters: ptr::null(),
        presenters_count: 0,
        has_expected_updated_on: defaults.expected_updated_on.is_some(),
        expected_updated_on: defaults.expected_updated_on.map_or(0, Timestamp::unix_micros),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn chat_room_update(
    it: *const pchat_chat_room_update_t,
) -> Result<pchat_core::api::ChatRoomUpdate> {
    let mut value = pchat_core::api::ChatRoomUpdate::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_chat_room_update") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_chat_room_update_t, room_uri), "room_uri") }? {
        value.room_uri = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_chat_room_update_t, name), "name") }? {
        value.name = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_chat_room_update_t, description), "description") }?
    {
        value.description = Some(it.to_owned());
    }
    match options.truth(offset_of!(pchat_chat_room_update_t, has_privacy)) {
        Some(true) => {
            if let Some(it) = options.field::<i32>(offset_of!(pchat_chat_room_update_t, privacy)) {
                value.privacy = Some(enums::chat_room_privacy(it, "privacy")?);
            }
        }
        Some(false) => value.privacy = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_chat_room_update_t, has_is_auditorium)) {
        Some(true) => {
            if let Some(it) = options.truth(offset_of!(pchat_chat_room_update_t, is_auditorium)) {
                value.is_auditorium = Some(it);
            }
        }
        Some(false) => value.is_auditorium = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_chat_room_update_t, has_is_disabled)) {
        Some(true) => {
            if let Some(it) = options.truth(offset_of!(pchat_chat_room_update_t, is_disabled)) {
                value.is_disabled = Some(it);
            }
        }
        Some(false) => value.is_disabled = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_chat_room_update_t, has_invitations)) {
        Some(true) => {
            if let Some(it) = options.field::<i32>(offset_of!(pchat_chat_room_update_t, invitations)) {
                value.invitations = Some(enums::chat_room_invitation_setting(it, "invitations")?);
            }
        }
        Some(false) => value.invitations = None,
        None => {}
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_chat_room_update_t, add_in_id), "add_in_id") }? {
        value.add_in_id = Some(it.to_owned());
    }
    if let Some(it) = options.truth(offset_of!(pchat_chat_room_update_t, detach_add_in)) {
        value.detach_add_in = it;
    }
    // SAFETY: the caller's promise.
    let it = unsafe {
        options.texts(
            offset_of!(pchat_chat_room_update_t, members),
            offset_of!(pchat_chat_room_update_t, members_count),
            "members",
        )
    }?;
    if options.truth(offset_of!(pchat_chat_room_update_t, has_members)) == Some(true) {
        value.members = Some(it.unwrap_or_default());
    }
    // SAFETY: the caller's promise.
    let it = unsafe {
        options.texts(
            offset_of!(pchat_chat_room_update_t, managers),
            offset_of!(pchat_chat_room_update_t, managers_count),
            "managers",
        )
    }?;
    if options.truth(offset_of!(pchat_chat_room_update_t, has_managers)) == Some(true) {
        value.managers = Some(it.unwrap_or_default());
    }
    // SAFETY: the caller's promise.
    let it = unsafe {
        options.texts(
            offset_of!(pchat_chat_room_update_t, presenters),
            offset_of!(pchat_chat_room_update_t, presenters_count),
            "presenters",
        )
    }?;
    if options.truth(offset_of!(pchat_chat_room_update_t, has_presenters)) == Some(true) {
        value.presenters = Some(it.unwrap_or_default());
    }
    match options.truth(offset_of!(pchat_chat_room_update_t, has_expected_updated_on)) {
        Some(true) => {
            if let Some(it) = options.field::<i64>(offset_of!(pchat_chat_room_update_t, expected_updated_on))
            {
                value.expected_updated_on = Some(Timestamp::from_unix_micros(it));
            }
        }
        Some(false) => value.expected_updated_on = None,
        None => {}
    }
    Ok(value)
}

/// A file of a room to download into memory, or to read piece by piece.
///
/// Call `pchat_content_download_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_content_download_t {
    /// The size of this struct as your program knows it; `pchat_content_download_init` sets it.
    pub struct_size: usize,
    /// The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`.
    pub file_uri: *const c_char,
    /// `max_bytes` has a value.
    pub has_max_bytes: bool,
    /// A longer file is refused before its first byte; 0 for no limit. Left out (no value) it is 64 MiB for
    /// a download into memory, and no limit for one that is read piece by piece.
    /// Counts only with `has_max_bytes`.
    pub max_bytes: u64,
}

/// Fills a `pchat_content_download_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_content_download_init(it: *mut pchat_content_download_t, struct_size: usize) {
    let defaults = pchat_core::api::ContentDownload::default();
    let it_is = pchat_content_download_t {
        struct_size: 0,
        file_uri: ptr::null(),
        has_max_bytes: defaults.max_bytes.is_some(),
        max_bytes: defaults.max_bytes.unwrap_or_default(),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn content_download(
    it: *const pchat_content_download_t,
) -> Result<pchat_core::api::ContentDownload> {
    let mut value = pchat_core::api::ContentDownload::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_content_download") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_content_download_t, file_uri), "file_uri") }? {
        value.file_uri = it.to_owned();
    }
    match options.truth(offset_of!(pchat_content_download_t, has_max_bytes)) {
        Some(true) => {
            if let Some(it) = options.field::<u64>(offset_of!(pchat_content_download_t, max_bytes)) {
                value.max_bytes = Some(it);
            }
        }
        Some(false) => value.max_bytes = None,
        None => {}
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
    /// The server's host name or IP address, which `:port` may follow, or NULL to use the domain of
    /// `user_uri` (`sip.<domain>`, then the domain itself).
    pub server: *const c_char,
    /// `port` has a value.
    pub has_port: bool,
    /// The server's port, or no value for the one in `server`, else 5061 with TLS and 5060 with TCP.
    /// Counts only with `has_port`.
    pub port: u16,
    /// TLS unless told otherwise.
    /// A `PCHAT_TRANSPORT_…`, or 0 for the default.
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
    /// The largest message body accepted from the server, in bytes; 0 for 8 MiB, which is enough for the
    /// list of 16,000 members of a room. An operation whose answer is longer fails with
    /// `PCHAT_ERROR_CODE_LIMIT_EXCEEDED`; the endpoint goes on.
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
    if let Some(it) =
        options.field::<i32>(offset_of!(pchat_endpoint_settings_t, transport)).filter(|&it| it != 0)
    {
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

/// A file of a room to download.
///
/// Call `pchat_file_download_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_file_download_t {
    /// The size of this struct as your program knows it; `pchat_file_download_init` sets it.
    pub struct_size: usize,
    /// The link, `ma-filelink://…`: the `uri` of a part of a message of kind `FileDownloadLink`.
    pub file_uri: *const c_char,
    /// Where the file goes: a path with a file name, in a folder that exists. The name in the link comes
    /// from the network; do not use it without a look.
    pub path: *const c_char,
    /// Replaces a file that is there already, at the very end.
    pub overwrite: bool,
    /// A longer file is refused before its first byte; 0 for no limit.
    pub max_bytes: u64,
}

/// Fills a `pchat_file_download_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_download_init(it: *mut pchat_file_download_t, struct_size: usize) {
    let defaults = pchat_core::api::FileDownload::default();
    let it_is = pchat_file_download_t {
        struct_size: 0,
        file_uri: ptr::null(),
        path: ptr::null(),
        overwrite: defaults.overwrite,
        max_bytes: defaults.max_bytes,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn file_download(
    it: *const pchat_file_download_t,
) -> Result<pchat_core::api::FileDownload> {
    let mut value = pchat_core::api::FileDownload::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_file_download") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_file_download_t, file_uri), "file_uri") }? {
        value.file_uri = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_file_download_t, path), "path") }? {
        value.path = it.to_owned();
    }
    if let Some(it) = options.truth(offset_of!(pchat_file_download_t, overwrite)) {
        value.overwrite = it;
    }
    if let Some(it) = options.field::<u64>(offset_of!(pchat_file_download_t, max_bytes)) {
        value.max_bytes = it;
    }
    Ok(value)
}

/// A file to upload to the room of a session.
///
/// Call `pchat_file_upload_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_file_upload_t {
    /// The size of this struct as your program knows it; `pchat_file_upload_init` sets it.
    pub struct_size: usize,
    /// Where the file is.
    pub path: *const c_char,
    /// What people read, up to 255 bytes, without folders; NULL for the last part of `path`.
    pub file_name: *const c_char,
}

/// Fills a `pchat_file_upload_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_file_upload_init(it: *mut pchat_file_upload_t, struct_size: usize) {
    let it_is = pchat_file_upload_t { struct_size: 0, path: ptr::null(), file_name: ptr::null() };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn file_upload(it: *const pchat_file_upload_t) -> Result<pchat_core::api::FileUpload> {
    let mut value = pchat_core::api::FileUpload::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_file_upload") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_file_upload_t, path), "path") }? {
        value.path = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_file_upload_t, file_name), "file_name") }? {
        value.file_name = Some(it.to_owned());
    }
    Ok(value)
}

/// Which messages are asked for (the SDK's `ChatHistoryQueryOptions`). A message is found when it fits
/// everything that is given; a query without anything finds all.
///
/// Call `pchat_history_query_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_history_query_t {
    /// The size of this struct as your program knows it; `pchat_history_query_init` sets it.
    pub struct_size: usize,
    /// The rooms (`ma-chan://…`), joined or not, at most 256. A session asks for its own room and takes
    /// none.
    pub room_uris: *const *const c_char,
    /// How many strings `room_uris` has.
    pub room_uris_count: usize,
    /// Words, separated by spaces; a message with any of them is found. Empty finds all messages. Words are
    /// whole: `plan` does not find `planned`. At most 4,096 bytes of UTF-8.
    pub search: *const c_char,
    /// Takes `search` as one phrase: its words follow each other.
    pub match_exact_phrase: bool,
    /// Upper and lower case differ.
    pub match_case: bool,
    /// SIP URIs; only what these wrote. Empty for everybody.
    pub authors: *const *const c_char,
    /// How many strings `authors` has.
    pub authors_count: usize,
    /// `since` has a value.
    pub has_since: bool,
    /// Only messages from this time on. Does not count with `start_message_id`.
    /// Counts only with `has_since`.
    pub since: i64,
    /// `until` has a value.
    pub has_until: bool,
    /// Only messages up to this time. Does not count with `start_message_id`.
    /// Counts only with `has_until`.
    pub until: i64,
    /// `start_message_id` has a value.
    pub has_start_message_id: bool,
    /// Only messages beyond the one with this number, in the direction of the search: give the number of
    /// the last message of a result to get those that follow.
    /// Counts only with `has_start_message_id`.
    pub start_message_id: i64,
    /// At most so many messages for each room; 0 for as many as the server gives. The server's own limit
    /// (`search_limit` of `pchat_server_configuration_t`) wins.
    pub limit: u32,
    /// Gives the newest message first instead of the oldest.
    pub newest_first: bool,
    /// Searches from the newest message backwards. It matters when there are more than `limit`: the newest
    /// are found then. A pager takes its direction from `newest_first` alone.
    pub search_newest_first: bool,
}

/// Fills a `pchat_history_query_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_history_query_init(it: *mut pchat_history_query_t, struct_size: usize) {
    let defaults = pchat_core::api::HistoryQuery::default();
    let it_is = pchat_history_query_t {
        struct_size: 0,
        room_uris: ptr::null(),
        room_uris_count: 0,
        search: ptr::null(),
        match_exact_phrase: defaults.match_exact_phrase,
        match_case: defaults.match_case,
        authors: ptr::null(),
        authors_count: 0,
        has_since: defaults.since.is_some(),
        since: defaults.since.map_or(0, Timestamp::unix_micros),
        has_until: defaults.until.is_some(),
        until: defaults.until.map_or(0, Timestamp::unix_micros),
        has_start_message_id: defaults.start_message_id.is_some(),
        start_message_id: defaults.start_message_id.unwrap_or_default(),
        limit: defaults.limit,
        newest_first: defaults.newest_first,
        search_newest_first: defaults.search_newest_first,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn history_query(
    it: *const pchat_history_query_t,
) -> Result<pchat_core::api::HistoryQuery> {
    let mut value = pchat_core::api::HistoryQuery::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_history_query") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_history_query_t, room_uris),
            offset_of!(pchat_history_query_t, room_uris_count),
            "room_uris",
        )
    }? {
        value.room_uris = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_history_query_t, search), "search") }? {
        value.search = it.to_owned();
    }
    if let Some(it) = options.truth(offset_of!(pchat_history_query_t, match_exact_phrase)) {
        value.match_exact_phrase = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_history_query_t, match_case)) {
        value.match_case = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_history_query_t, authors),
            offset_of!(pchat_history_query_t, authors_count),
            "authors",
        )
    }? {
        value.authors = it;
    }
    match options.truth(offset_of!(pchat_history_query_t, has_since)) {
        Some(true) => {
            if let Some(it) = options.field::<i64>(offset_of!(pchat_history_query_t, since)) {
                value.since = Some(Timestamp::from_unix_micros(it));
            }
        }
        Some(false) => value.since = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_history_query_t, has_until)) {
        Some(true) => {
            if let Some(it) = options.field::<i64>(offset_of!(pchat_history_query_t, until)) {
                value.until = Some(Timestamp::from_unix_micros(it));
            }
        }
        Some(false) => value.until = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_history_query_t, has_start_message_id)) {
        Some(true) => {
            if let Some(it) = options.field::<i64>(offset_of!(pchat_history_query_t, start_message_id)) {
                value.start_message_id = Some(it);
            }
        }
        Some(false) => value.start_message_id = None,
        None => {}
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_history_query_t, limit)) {
        value.limit = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_history_query_t, newest_first)) {
        value.newest_first = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_history_query_t, search_newest_first)) {
        value.search_newest_first = it;
    }
    Ok(value)
}

/// The rooms to join at once.
///
/// Call `pchat_join_rooms_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_join_rooms_t {
    /// The size of this struct as your program knows it; `pchat_join_rooms_init` sets it.
    pub struct_size: usize,
    /// Their URIs (`ma-chan://<domain>/<guid>`).
    pub room_uris: *const *const c_char,
    /// How many strings `room_uris` has.
    pub room_uris_count: usize,
}

/// Fills a `pchat_join_rooms_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_join_rooms_init(it: *mut pchat_join_rooms_t, struct_size: usize) {
    let it_is = pchat_join_rooms_t { struct_size: 0, room_uris: ptr::null(), room_uris_count: 0 };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn join_rooms(it: *const pchat_join_rooms_t) -> Result<pchat_core::api::JoinRooms> {
    let mut value = pchat_core::api::JoinRooms::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_join_rooms") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_join_rooms_t, room_uris),
            offset_of!(pchat_join_rooms_t, room_uris_count),
            "room_uris",
        )
    }? {
        value.room_uris = it;
    }
    Ok(value)
}

/// An add-in for a local server: a web page that rooms show.
///
/// Call `pchat_local_add_in_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_add_in_t {
    /// The size of this struct as your program knows it; `pchat_local_add_in_init` sets it.
    pub struct_size: usize,
    /// Its name, unique, 50 characters at most.
    pub name: *const c_char,
    /// An `http` or `https` address, 255 characters at most.
    pub url: *const c_char,
}

/// Fills a `pchat_local_add_in_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_add_in_init(it: *mut pchat_local_add_in_t, struct_size: usize) {
    let it_is = pchat_local_add_in_t { struct_size: 0, name: ptr::null(), url: ptr::null() };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_add_in(
    it: *const pchat_local_add_in_t,
) -> Result<pchat_server::local::LocalAddIn> {
    let mut value = pchat_server::local::LocalAddIn::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_add_in") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_add_in_t, name), "name") }? {
        value.name = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_add_in_t, url), "url") }? {
        value.url = it.to_owned();
    }
    Ok(value)
}

/// A category for a local server.
///
/// Call `pchat_local_category_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_category_t {
    /// The size of this struct as your program knows it; `pchat_local_category_init` sets it.
    pub struct_size: usize,
    /// Its name, unique.
    pub name: *const c_char,
    /// What its rooms are for.
    pub description: *const c_char,
    /// SIP addresses of those in its scope; empty for everybody.
    pub allowed: *const *const c_char,
    /// How many strings `allowed` has.
    pub allowed_count: usize,
    /// SIP addresses of those who are not, although allowed.
    pub denied: *const *const c_char,
    /// How many strings `denied` has.
    pub denied_count: usize,
    /// SIP addresses of those who may create rooms in it.
    pub creators: *const *const c_char,
    /// How many strings `creators` has.
    pub creators_count: usize,
    /// New members are invited. On by default.
    pub invitations: bool,
    /// Files may be posted. Off by default.
    pub file_upload: bool,
    /// Messages are kept. On by default.
    pub history: bool,
}

/// Fills a `pchat_local_category_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_category_init(it: *mut pchat_local_category_t, struct_size: usize) {
    let defaults = pchat_server::local::LocalCategory::default();
    let it_is = pchat_local_category_t {
        struct_size: 0,
        name: ptr::null(),
        description: ptr::null(),
        allowed: ptr::null(),
        allowed_count: 0,
        denied: ptr::null(),
        denied_count: 0,
        creators: ptr::null(),
        creators_count: 0,
        invitations: defaults.invitations,
        file_upload: defaults.file_upload,
        history: defaults.history,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_category(
    it: *const pchat_local_category_t,
) -> Result<pchat_server::local::LocalCategory> {
    let mut value = pchat_server::local::LocalCategory::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_category") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_category_t, name), "name") }? {
        value.name = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_category_t, description), "description") }?
    {
        value.description = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_local_category_t, allowed),
            offset_of!(pchat_local_category_t, allowed_count),
            "allowed",
        )
    }? {
        value.allowed = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_local_category_t, denied),
            offset_of!(pchat_local_category_t, denied_count),
            "denied",
        )
    }? {
        value.denied = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_local_category_t, creators),
            offset_of!(pchat_local_category_t, creators_count),
            "creators",
        )
    }? {
        value.creators = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_category_t, invitations)) {
        value.invitations = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_category_t, file_upload)) {
        value.file_upload = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_category_t, history)) {
        value.history = it;
    }
    Ok(value)
}

/// Changes of a category of a local server. What is `None` stays as it is.
///
/// Call `pchat_local_category_change_init(&it, sizeof it)` first, then set what differs from the
/// defaults. Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_category_change_t {
    /// The size of this struct as your program knows it; `pchat_local_category_change_init` sets it.
    pub struct_size: usize,
    /// Which category: its name or URI.
    pub category: *const c_char,
    /// Another name, unique.
    pub name: *const c_char,
    /// What its rooms are for.
    pub description: *const c_char,
    /// `allowed` has a value.
    pub has_allowed: bool,
    /// Those in its scope are exactly these: SIP addresses, and `group:NAME`; empty for everybody.
    /// Counts only with `has_allowed`.
    pub allowed: *const *const c_char,
    /// How many strings `allowed` has.
    pub allowed_count: usize,
    /// `denied` has a value.
    pub has_denied: bool,
    /// Those who are not, although allowed, are exactly these.
    /// Counts only with `has_denied`.
    pub denied: *const *const c_char,
    /// How many strings `denied` has.
    pub denied_count: usize,
    /// `creators` has a value.
    pub has_creators: bool,
    /// Those who may create rooms in it are exactly these.
    /// Counts only with `has_creators`.
    pub creators: *const *const c_char,
    /// How many strings `creators` has.
    pub creators_count: usize,
    /// `invitations` has a value.
    pub has_invitations: bool,
    /// New members are invited.
    /// Counts only with `has_invitations`.
    pub invitations: bool,
    /// `file_upload` has a value.
    pub has_file_upload: bool,
    /// Files may be posted.
    /// Counts only with `has_file_upload`.
    pub file_upload: bool,
    /// `history` has a value.
    pub has_history: bool,
    /// Messages are kept.
    /// Counts only with `has_history`.
    pub history: bool,
}

/// Fills a `pchat_local_category_change_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_category_change_init(
    it: *mut pchat_local_category_change_t,
    struct_size: usize,
) {
    let defaults = pchat_server::local::LocalCategoryChange::default();
    let it_is = pchat_local_category_change_t {
        struct_size: 0,
        category: ptr::null(),
        name: ptr::null(),
        description: ptr::null(),
        has_allowed: false,
        allowed: ptr::null(),
        allowed_count: 0,
        has_denied: false,
        denied: ptr::null(),
        denied_count: 0,
        has_creators: false,
        creators: ptr::null(),
        creators_count: 0,
        has_invitations: defaults.invitations.is_some(),
        invitations: defaults.invitations.unwrap_or_default(),
        has_file_upload: defaults.file_upload.is_some(),
        file_upload: defaults.file_upload.unwrap_or_default(),
        has_history: defaults.history.is_some(),
        history: defaults.history.unwrap_or_default(),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_category_change(
    it: *const pchat_local_category_change_t,
) -> Result<pchat_server::local::LocalCategoryChange> {
    let mut value = pchat_server::local::LocalCategoryChange::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_category_change") })? else {
        return Ok(value);
    };
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_local_category_change_t, category), "category") }?
    {
        value.category = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_category_change_t, name), "name") }? {
        value.name = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_local_category_change_t, description), "description") }?
    {
        value.description = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    let it = unsafe {
        options.texts(
            offset_of!(pchat_local_category_change_t, allowed),
            offset_of!(pchat_local_category_change_t, allowed_count),
            "allowed",
        )
    }?;
    if options.truth(offset_of!(pchat_local_category_change_t, has_allowed)) == Some(true) {
        value.allowed = Some(it.unwrap_or_default());
    }
    // SAFETY: the caller's promise.
    let it = unsafe {
        options.texts(
            offset_of!(pchat_local_category_change_t, denied),
            offset_of!(pchat_local_category_change_t, denied_count),
            "denied",
        )
    }?;
    if options.truth(offset_of!(pchat_local_category_change_t, has_denied)) == Some(true) {
        value.denied = Some(it.unwrap_or_default());
    }
    // SAFETY: the caller's promise.
    let it = unsafe {
        options.texts(
            offset_of!(pchat_local_category_change_t, creators),
            offset_of!(pchat_local_category_change_t, creators_count),
            "creators",
        )
    }?;
    if options.truth(offset_of!(pchat_local_category_change_t, has_creators)) == Some(true) {
        value.creators = Some(it.unwrap_or_default());
    }
    match options.truth(offset_of!(pchat_local_category_change_t, has_invitations)) {
        Some(true) => {
            if let Some(it) = options.truth(offset_of!(pchat_local_category_change_t, invitations)) {
                value.invitations = Some(it);
            }
        }
        Some(false) => value.invitations = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_local_category_change_t, has_file_upload)) {
        Some(true) => {
            if let Some(it) = options.truth(offset_of!(pchat_local_category_change_t, file_upload)) {
                value.file_upload = Some(it);
            }
        }
        Some(false) => value.file_upload = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_local_category_change_t, has_history)) {
        Some(true) => {
            if let Some(it) = options.truth(offset_of!(pchat_local_category_change_t, history)) {
                value.history = Some(it);
            }
        }
        Some(false) => value.history = None,
        None => {}
    }
    Ok(value)
}

/// A group of users and groups for a local server.
///
/// Call `pchat_local_group_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_group_t {
    /// The size of this struct as your program knows it; `pchat_local_group_init` sets it.
    pub struct_size: usize,
    /// Its name, unique. Wherever a local server takes a SIP address for a role it also takes `group:` and
    /// this name.
    pub name: *const c_char,
    /// The e-mail address.
    pub email: *const c_char,
    /// SIP addresses of the users in it, and `group:NAME` of the groups, all of which have to exist.
    pub members: *const *const c_char,
    /// How many strings `members` has.
    pub members_count: usize,
}

/// Fills a `pchat_local_group_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_group_init(it: *mut pchat_local_group_t, struct_size: usize) {
    let it_is = pchat_local_group_t {
        struct_size: 0,
        name: ptr::null(),
        email: ptr::null(),
        members: ptr::null(),
        members_count: 0,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_group(it: *const pchat_local_group_t) -> Result<pchat_server::local::LocalGroup> {
    let mut value = pchat_server::local::LocalGroup::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_group") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_group_t, name), "name") }? {
        value.name = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_group_t, email), "email") }? {
        value.email = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_local_group_t, members),
            offset_of!(pchat_local_group_t, members_count),
            "members",
        )
    }? {
        value.members = it;
    }
    Ok(value)
}

/// Limits of a local server; 0 leaves one as it is.
///
/// Call `pchat_local_limits_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_limits_t {
    /// The size of this struct as your program knows it; `pchat_local_limits_init` sets it.
    pub struct_size: usize,
    /// The longest message in bytes, up to 200,000; 32,768 at first. Its RTF twin may be eight times as
    /// long.
    pub message_size_limit: u32,
    /// The longest story in bytes, up to 200,000; 131,072 at first. Its RTF twin may be eight times as
    /// long.
    pub story_size_limit: u32,
    /// The most rooms or people that a search gives, and messages of each room in a history query; 999 at
    /// first.
    pub search_limit: u32,
    /// The most messages that recent history gives; 1,000 at first.
    pub history_limit: u32,
    /// Messages of recent history for a client that says no number, 1 to 500; 30 at first.
    pub default_history: u32,
    /// With more people in a room its comings and goings are not told; 75 at first.
    pub participant_update_limit: u32,
    /// The longest file in kilobytes; 20,000 at first.
    pub max_file_kb: u32,
}

/// Fills a `pchat_local_limits_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_limits_init(it: *mut pchat_local_limits_t, struct_size: usize) {
    let defaults = pchat_server::local::LocalLimits::default();
    let it_is = pchat_local_limits_t {
        struct_size: 0,
        message_size_limit: defaults.message_size_limit,
        story_size_limit: defaults.story_size_limit,
        search_limit: defaults.search_limit,
        history_limit: defaults.history_limit,
        default_history: defaults.default_history,
        participant_update_limit: defaults.participant_update_limit,
        max_file_kb: defaults.max_file_kb,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_limits(
    it: *const pchat_local_limits_t,
) -> Result<pchat_server::local::LocalLimits> {
    let mut value = pchat_server::local::LocalLimits::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_limits") })? else { return Ok(value) };
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_limits_t, message_size_limit)) {
        value.message_size_limit = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_limits_t, story_size_limit)) {
        value.story_size_limit = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_limits_t, search_limit)) {
        value.search_limit = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_limits_t, history_limit)) {
        value.history_limit = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_limits_t, default_history)) {
        value.default_history = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_limits_t, participant_update_limit)) {
        value.participant_update_limit = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_limits_t, max_file_kb)) {
        value.max_file_kb = it;
    }
    Ok(value)
}

/// A room for a local server.
///
/// Call `pchat_local_room_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_room_t {
    /// The size of this struct as your program knows it; `pchat_local_room_init` sets it.
    pub struct_size: usize,
    /// Its name, unique.
    pub name: *const c_char,
    /// The name of its category; NULL for `General`, which every local server has.
    pub category: *const c_char,
    /// What it is for.
    pub description: *const c_char,
    /// What it is about just now.
    pub topic: *const c_char,
    /// Who finds and joins it. Open by default.
    /// A `PCHAT_CHAT_ROOM_PRIVACY_…`.
    pub privacy: pchat_chat_room_privacy_t,
    /// Only presenters post.
    pub auditorium: bool,
    /// SIP addresses of its members.
    pub members: *const *const c_char,
    /// How many strings `members` has.
    pub members_count: usize,
    /// SIP addresses of its managers, who join only when they are members too.
    pub managers: *const *const c_char,
    /// How many strings `managers` has.
    pub managers_count: usize,
    /// SIP addresses of those who post in an auditorium.
    pub presenters: *const *const c_char,
    /// How many strings `presenters` has.
    pub presenters_count: usize,
    /// New members are invited, when the category wants it too. On by default.
    pub invitations: bool,
    /// The name or id of the add-in beside it.
    pub add_in: *const c_char,
}

/// Fills a `pchat_local_room_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_room_init(it: *mut pchat_local_room_t, struct_size: usize) {
    let defaults = pchat_server::local::LocalRoom::default();
    let it_is = pchat_local_room_t {
        struct_size: 0,
        name: ptr::null(),
        category: ptr::null(),
        description: ptr::null(),
        topic: ptr::null(),
        privacy: defaults.privacy as i32,
        auditorium: defaults.auditorium,
        members: ptr::null(),
        members_count: 0,
        managers: ptr::null(),
        managers_count: 0,
        presenters: ptr::null(),
        presenters_count: 0,
        invitations: defaults.invitations,
        add_in: ptr::null(),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_room(it: *const pchat_local_room_t) -> Result<pchat_server::local::LocalRoom> {
    let mut value = pchat_server::local::LocalRoom::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_room") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_room_t, name), "name") }? {
        value.name = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_room_t, category), "category") }? {
        value.category = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_room_t, description), "description") }? {
        value.description = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_room_t, topic), "topic") }? {
        value.topic = Some(it.to_owned());
    }
    if let Some(it) = options.field::<i32>(offset_of!(pchat_local_room_t, privacy)) {
        value.privacy = enums::chat_room_privacy(it, "privacy")?;
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_room_t, auditorium)) {
        value.auditorium = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_local_room_t, members),
            offset_of!(pchat_local_room_t, members_count),
            "members",
        )
    }? {
        value.members = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_local_room_t, managers),
            offset_of!(pchat_local_room_t, managers_count),
            "managers",
        )
    }? {
        value.managers = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_local_room_t, presenters),
            offset_of!(pchat_local_room_t, presenters_count),
            "presenters",
        )
    }? {
        value.presenters = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_room_t, invitations)) {
        value.invitations = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_room_t, add_in), "add_in") }? {
        value.add_in = Some(it.to_owned());
    }
    Ok(value)
}

/// How a local server listens and behaves. The defaults suit most tests.
///
/// Call `pchat_local_server_settings_init(&it, sizeof it)` first, then set what differs from the
/// defaults. Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_server_settings_t {
    /// The size of this struct as your program knows it; `pchat_local_server_settings_init` sets it.
    pub struct_size: usize,
    /// The SIP domain of all addresses; `example.com` by default.
    pub domain: *const c_char,
    /// Listen for TLS. On by default.
    pub tls: bool,
    /// Listen for plain TCP. On by default.
    pub tcp: bool,
    /// The TLS port; 0, the default, takes a free one.
    pub tls_port: u16,
    /// The TCP port; 0, the default, takes a free one.
    pub tcp_port: u16,
    /// NTLM (also for `PCHAT_AUTHENTICATION_AUTOMATIC`), or `PCHAT_AUTHENTICATION_NONE`: everybody is
    /// believed.
    /// A `PCHAT_AUTHENTICATION_…`.
    pub authentication: pchat_authentication_t,
    /// After how many seconds a chat session in which nothing happens is over; 0 for 1800.
    pub session_expires_seconds: u32,
    /// How long a registration lasts, in seconds; 0 for 7200.
    pub registration_expires_seconds: u32,
    /// The longest message in bytes; 0 for 32,768.
    pub message_size_limit: u32,
    /// Whether a message comes back to the session that sent it, as it should. On by default.
    pub echo: bool,
    /// Where the server keeps its data; the folder stays, and every message is on the disk before it is
    /// acknowledged. NULL: a temporary folder that goes away with the server, and no waiting for the disk.
    pub data_folder: *const c_char,
    /// Whether there is a file service. On by default; without one, files fail with
    /// `PCHAT_ERROR_CODE_MSG_NOT_SUPPORTED`.
    pub file_service: bool,
}

/// Fills a `pchat_local_server_settings_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_server_settings_init(
    it: *mut pchat_local_server_settings_t,
    struct_size: usize,
) {
    let defaults = pchat_server::local::LocalServerSettings::default();
    let it_is = pchat_local_server_settings_t {
        struct_size: 0,
        domain: ptr::null(),
        tls: defaults.tls,
        tcp: defaults.tcp,
        tls_port: defaults.tls_port,
        tcp_port: defaults.tcp_port,
        authentication: defaults.authentication as i32,
        session_expires_seconds: defaults.session_expires_seconds,
        registration_expires_seconds: defaults.registration_expires_seconds,
        message_size_limit: defaults.message_size_limit,
        echo: defaults.echo,
        data_folder: ptr::null(),
        file_service: defaults.file_service,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_server_settings(
    it: *const pchat_local_server_settings_t,
) -> Result<pchat_server::local::LocalServerSettings> {
    let mut value = pchat_server::local::LocalServerSettings::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_server_settings") })? else {
        return Ok(value);
    };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_server_settings_t, domain), "domain") }? {
        value.domain = it.to_owned();
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_server_settings_t, tls)) {
        value.tls = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_server_settings_t, tcp)) {
        value.tcp = it;
    }
    if let Some(it) = options.field::<u16>(offset_of!(pchat_local_server_settings_t, tls_port)) {
        value.tls_port = it;
    }
    if let Some(it) = options.field::<u16>(offset_of!(pchat_local_server_settings_t, tcp_port)) {
        value.tcp_port = it;
    }
    if let Some(it) = options.field::<i32>(offset_of!(pchat_local_server_settings_t, authentication)) {
        value.authentication = enums::authentication(it, "authentication")?;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_server_settings_t, session_expires_seconds))
    {
        value.session_expires_seconds = it;
    }
    if let Some(it) =
        options.field::<u32>(offset_of!(pchat_local_server_settings_t, registration_expires_seconds))
    {
        value.registration_expires_seconds = it;
    }
    if let Some(it) = options.field::<u32>(offset_of!(pchat_local_server_settings_t, message_size_limit)) {
        value.message_size_limit = it;
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_server_settings_t, echo)) {
        value.echo = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_local_server_settings_t, data_folder), "data_folder") }?
    {
        value.data_folder = Some(it.to_owned());
    }
    if let Some(it) = options.truth(offset_of!(pchat_local_server_settings_t, file_service)) {
        value.file_service = it;
    }
    Ok(value)
}

/// A user for a local server.
///
/// Call `pchat_local_user_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[cfg(feature = "local-server")]
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_local_user_t {
    /// The size of this struct as your program knows it; `pchat_local_user_init` sets it.
    pub struct_size: usize,
    /// The SIP address, with or without `sip:`.
    pub address: *const c_char,
    /// The password; NULL: the user cannot sign in with NTLM.
    pub password: *const c_char,
    /// `DOMAIN\name` or `name`; NULL for the part of the address before the `@`.
    pub login: *const c_char,
    /// What others see; NULL for the part of the address before the `@`.
    pub display_name: *const c_char,
    /// The e-mail address.
    pub email: *const c_char,
    /// The first name.
    pub first_name: *const c_char,
    /// The last name.
    pub last_name: *const c_char,
    /// The company.
    pub company: *const c_char,
}

/// Fills a `pchat_local_user_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[cfg(feature = "local-server")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_local_user_init(it: *mut pchat_local_user_t, struct_size: usize) {
    let it_is = pchat_local_user_t {
        struct_size: 0,
        address: ptr::null(),
        password: ptr::null(),
        login: ptr::null(),
        display_name: ptr::null(),
        email: ptr::null(),
        first_name: ptr::null(),
        last_name: ptr::null(),
        company: ptr::null(),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
#[cfg(feature = "local-server")]
pub(crate) unsafe fn local_user(it: *const pchat_local_user_t) -> Result<pchat_server::local::LocalUser> {
    let mut value = pchat_server::local::LocalUser::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_local_user") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_user_t, address), "address") }? {
        value.address = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.secret(offset_of!(pchat_local_user_t, password), "password") }? {
        value.password = Some(it);
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_user_t, login), "login") }? {
        value.login = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_user_t, display_name), "display_name") }? {
        value.display_name = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_user_t, email), "email") }? {
        value.email = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_user_t, first_name), "first_name") }? {
        value.first_name = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_user_t, last_name), "last_name") }? {
        value.last_name = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_local_user_t, company), "company") }? {
        value.company = Some(it.to_owned());
    }
    Ok(value)
}

/// What a composed message is besides its parts.
///
/// Call `pchat_message_builder_settings_init(&it, sizeof it)` first, then set what differs from the
/// defaults. Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_message_builder_settings_t {
    /// The size of this struct as your program knows it; `pchat_message_builder_settings_init` sets it.
    pub struct_size: usize,
    /// Of high importance: clients show it with a sound.
    pub is_alert: bool,
    /// Makes it a story, a long text under a title: one line, not empty.
    pub story_title: *const c_char,
}

/// Fills a `pchat_message_builder_settings_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_settings_init(
    it: *mut pchat_message_builder_settings_t,
    struct_size: usize,
) {
    let defaults = pchat_core::api::MessageBuilderSettings::default();
    let it_is = pchat_message_builder_settings_t {
        struct_size: 0,
        is_alert: defaults.is_alert,
        story_title: ptr::null(),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn message_builder_settings(
    it: *const pchat_message_builder_settings_t,
) -> Result<pchat_core::api::MessageBuilderSettings> {
    let mut value = pchat_core::api::MessageBuilderSettings::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_message_builder_settings") })? else {
        return Ok(value);
    };
    if let Some(it) = options.truth(offset_of!(pchat_message_builder_settings_t, is_alert)) {
        value.is_alert = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_message_builder_settings_t, story_title), "story_title") }?
    {
        value.story_title = Some(it.to_owned());
    }
    Ok(value)
}

/// A message to post: plain or alert, story or not, with an RTF twin or without (the SDK's eight
/// sends).
///
/// Call `pchat_outbound_message_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_outbound_message_t {
    /// The size of this struct as your program knows it; `pchat_outbound_message_init` sets it.
    pub struct_size: usize,
    /// The plain text, not empty. Lines end with `\n`; the limit is `message_size_limit` of
    /// `pchat_server_configuration_t` in bytes, for a story `story_size_limit` of
    /// `pchat_server_configuration_t`, its title included. Links and faces are what
    /// `pchat_message_builder_t` makes.
    ///
    /// The wire has no escape: who receives a text that begins with `[STORY]…[/STORY]` reads a story, and
    /// `<a href="…">` and `ma-filelink:` in it are read as links, whoever wrote them. A program that passes
    /// on what others typed decides itself what to do with these.
    pub text: *const c_char,
    /// The same text as an RTF document, for clients that show it; NULL sends none. It begins with `{\rtf`,
    /// its braces balance, and it has at most 1 MiB. Servers have limits of their own that they do not
    /// tell: pchatd takes eight times the limit of the text, 256 KiB at first.
    pub rtf: *const c_char,
    /// Makes it a story, a long text under a title: one line, not empty.
    pub story_title: *const c_char,
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
    let it_is = pchat_outbound_message_t {
        struct_size: 0,
        text: ptr::null(),
        rtf: ptr::null(),
        story_title: ptr::null(),
        is_alert: defaults.is_alert,
    };
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
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_outbound_message_t, rtf), "rtf") }? {
        value.rtf = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) =
        unsafe { options.text(offset_of!(pchat_outbound_message_t, story_title), "story_title") }?
    {
        value.story_title = Some(it.to_owned());
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
    /// thread of the library.
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

/// Who gets or loses a role, see `pchat_room_management_add_to_role`.
///
/// Call `pchat_role_change_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_role_change_t {
    /// The size of this struct as your program knows it; `pchat_role_change_init` sets it.
    pub struct_size: usize,
    /// The role; not `PCHAT_CHAT_ROOM_ROLE_CREATOR`.
    /// A `PCHAT_CHAT_ROOM_ROLE_…`.
    pub role: pchat_chat_room_role_t,
    /// The room.
    pub room_uri: *const c_char,
    /// Users and groups: their URIs, `sip:` or `ma-grp:`. At least one.
    pub principals: *const *const c_char,
    /// How many strings `principals` has.
    pub principals_count: usize,
}

/// Fills a `pchat_role_change_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_role_change_init(it: *mut pchat_role_change_t, struct_size: usize) {
    let defaults = pchat_core::api::RoleChange::default();
    let it_is = pchat_role_change_t {
        struct_size: 0,
        role: defaults.role as i32,
        room_uri: ptr::null(),
        principals: ptr::null(),
        principals_count: 0,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn role_change(it: *const pchat_role_change_t) -> Result<pchat_core::api::RoleChange> {
    let mut value = pchat_core::api::RoleChange::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_role_change") })? else { return Ok(value) };
    if let Some(it) = options.field::<i32>(offset_of!(pchat_role_change_t, role)) {
        value.role = enums::chat_room_role(it, "role")?;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_role_change_t, room_uri), "room_uri") }? {
        value.room_uri = it.to_owned();
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe {
        options.texts(
            offset_of!(pchat_role_change_t, principals),
            offset_of!(pchat_role_change_t, principals_count),
            "principals",
        )
    }? {
        value.principals = it;
    }
    Ok(value)
}

/// What to look for with `pchat_services_browse_by_filter`. A room has to fit everything that is set.
///
/// Call `pchat_room_filter_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_room_filter_t {
    /// The size of this struct as your program knows it; `pchat_room_filter_init` sets it.
    pub struct_size: usize,
    /// Words to look for in names; empty for every name.
    pub search_terms: *const c_char,
    /// Also look in descriptions.
    pub search_description: bool,
    /// The URI of a user or group: rooms with this member.
    pub member: *const c_char,
    /// The URI of a user or group: rooms with this manager.
    pub manager: *const c_char,
    /// Rooms of this category.
    pub category_uri: *const c_char,
    /// Rooms with the add-in of this id.
    pub add_in_id: *const c_char,
    /// Rooms that are disabled; otherwise those that are not. Always counts.
    pub disabled: bool,
    /// `privacy` has a value.
    pub has_privacy: bool,
    /// Rooms that are seen and joined like this.
    /// Counts only with `has_privacy`.
    pub privacy: pchat_chat_room_privacy_t,
    /// `behavior` has a value.
    pub has_behavior: bool,
    /// Rooms in which these may post.
    /// Counts only with `has_behavior`.
    pub behavior: pchat_chat_room_behavior_t,
    /// Look at `invitations`.
    pub search_invitations: bool,
    /// `invitations` has a value.
    pub has_invitations: bool,
    /// Rooms whose invitations are on or off; no value finds those that leave it to their category. Counts
    /// only with `search_invitations`.
    /// Counts only with `has_invitations`.
    pub invitations: bool,
    /// At most so many rooms; -1 for all that the server gives.
    pub max_results: i32,
}

/// Fills a `pchat_room_filter_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_room_filter_init(it: *mut pchat_room_filter_t, struct_size: usize) {
    let defaults = pchat_core::api::RoomFilter::default();
    let it_is = pchat_room_filter_t {
        struct_size: 0,
        search_terms: ptr::null(),
        search_description: defaults.search_description,
        member: ptr::null(),
        manager: ptr::null(),
        category_uri: ptr::null(),
        add_in_id: ptr::null(),
        disabled: defaults.disabled,
        has_privacy: defaults.privacy.is_some(),
        privacy: defaults.privacy.map_or(0, |value| value as i32),
        has_behavior: defaults.behavior.is_some(),
        behavior: defaults.behavior.map_or(0, |value| value as i32),
        search_invitations: defaults.search_invitations,
        has_invitations: defaults.invitations.is_some(),
        invitations: defaults.invitations.unwrap_or_default(),
        max_results: defaults.max_results,
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn room_filter(it: *const pchat_room_filter_t) -> Result<pchat_core::api::RoomFilter> {
    let mut value = pchat_core::api::RoomFilter::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_room_filter") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_room_filter_t, search_terms), "search_terms") }?
    {
        value.search_terms = it.to_owned();
    }
    if let Some(it) = options.truth(offset_of!(pchat_room_filter_t, search_description)) {
        value.search_description = it;
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_room_filter_t, member), "member") }? {
        value.member = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_room_filter_t, manager), "manager") }? {
        value.manager = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_room_filter_t, category_uri), "category_uri") }?
    {
        value.category_uri = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_room_filter_t, add_in_id), "add_in_id") }? {
        value.add_in_id = Some(it.to_owned());
    }
    if let Some(it) = options.truth(offset_of!(pchat_room_filter_t, disabled)) {
        value.disabled = it;
    }
    match options.truth(offset_of!(pchat_room_filter_t, has_privacy)) {
        Some(true) => {
            if let Some(it) = options.field::<i32>(offset_of!(pchat_room_filter_t, privacy)) {
                value.privacy = Some(enums::chat_room_privacy(it, "privacy")?);
            }
        }
        Some(false) => value.privacy = None,
        None => {}
    }
    match options.truth(offset_of!(pchat_room_filter_t, has_behavior)) {
        Some(true) => {
            if let Some(it) = options.field::<i32>(offset_of!(pchat_room_filter_t, behavior)) {
                value.behavior = Some(enums::chat_room_behavior(it, "behavior")?);
            }
        }
        Some(false) => value.behavior = None,
        None => {}
    }
    if let Some(it) = options.truth(offset_of!(pchat_room_filter_t, search_invitations)) {
        value.search_invitations = it;
    }
    match options.truth(offset_of!(pchat_room_filter_t, has_invitations)) {
        Some(true) => {
            if let Some(it) = options.truth(offset_of!(pchat_room_filter_t, invitations)) {
                value.invitations = Some(it);
            }
        }
        Some(false) => value.invitations = None,
        None => {}
    }
    if let Some(it) = options.field::<i32>(offset_of!(pchat_room_filter_t, max_results)) {
        value.max_results = it;
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

/// Which users are looked for with `pchat_user_services_find_users`: those that fit any of these. At
/// least one is needed.
///
/// Call `pchat_user_search_init(&it, sizeof it)` first, then set what differs from the defaults.
/// Functions copy it; its strings are yours. A NULL string stands for the default.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct pchat_user_search_t {
    /// The size of this struct as your program knows it; `pchat_user_search_init` sets it.
    pub struct_size: usize,
    /// Letters of the last name.
    pub last_name: *const c_char,
    /// Letters of the first name.
    pub first_name: *const c_char,
    /// Letters of the e-mail address.
    pub email: *const c_char,
}

/// Fills a `pchat_user_search_t` with its defaults. `struct_size` is `sizeof` of it.
///
/// - Thread: any.
/// - Ownership: writes `struct_size` bytes and keeps nothing. NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_user_search_init(it: *mut pchat_user_search_t, struct_size: usize) {
    let it_is = pchat_user_search_t {
        struct_size: 0,
        last_name: ptr::null(),
        first_name: ptr::null(),
        email: ptr::null(),
    };
    // SAFETY: the header's rules: NULL or as many writable bytes as it says.
    unsafe { initialise(it, struct_size, it_is) }
}

/// Reads what the program filled.
///
/// # Safety
/// The header's rules: NULL, or a struct of the size that it says with NULL or valid strings.
pub(crate) unsafe fn user_search(it: *const pchat_user_search_t) -> Result<pchat_core::api::UserSearch> {
    let mut value = pchat_core::api::UserSearch::default();
    // SAFETY: the caller's promise.
    let Some(options) = (unsafe { Options::open(it, "pchat_user_search") })? else { return Ok(value) };
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_user_search_t, last_name), "last_name") }? {
        value.last_name = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_user_search_t, first_name), "first_name") }? {
        value.first_name = Some(it.to_owned());
    }
    // SAFETY: the caller's promise.
    if let Some(it) = unsafe { options.text(offset_of!(pchat_user_search_t, email), "email") }? {
        value.email = Some(it.to_owned());
    }
    Ok(value)
}
