// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! `pchat_message_builder_t` and its functions.

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

/// A message made of parts (the SDK's `FormattedOutboundChatMessage`).
///
/// `pchat_session_send_built` posts it. What is appended reads back as the same part; text that spells
/// a link or a face is one, as in every message. Any thread may use it; nothing waits.
///
/// A handle: not an address, never reused for something else while the process runs. Free it with
/// `pchat_message_builder_free`; using it afterwards is an error, `PCHAT_ERROR_CODE_INVALID_HANDLE`,
/// and harms nothing. Every function may be called on any thread.
pub struct pchat_message_builder_t {
    _opaque: [u8; 0],
}

static MESSAGE_BUILDER: Table<Object<pchat_core::api::MessageBuilder>> = Table::new(13, "message builder");

impl Class for pchat_core::api::MessageBuilder {
    type Opaque = pchat_message_builder_t;
    type Callbacks = ();

    fn table() -> &'static Table<Object<Self>> {
        &MESSAGE_BUILDER
    }

    fn identity_of(&self) -> Option<usize> {
        None
    }
}

/// Begins a message. `PCHAT_ERROR_CODE_BAD_ARGUMENT` for a title that is empty, has more than one line,
/// or has `[/STORY]` in it.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `settings` is copied. Free `*message_builder` with `pchat_message_builder_free`.
/// - Errors: also `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_new(
    settings: *const pchat_message_builder_settings_t,
    message_builder: *mut *mut pchat_message_builder_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(message_builder, "message_builder")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let settings = unsafe { inputs::message_builder_settings(settings) }?;
        let value = MessageBuilder::new(settings)?;
        let value = object::publish(value, None)?;
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { message_builder.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Appends text. Lines end with `\n`. `PCHAT_ERROR_CODE_BAD_ARGUMENT` when it is empty, has a NUL
/// character, or makes the message begin with `[STORY]`, which stands for a title. Markup of links in
/// it is not taken away: receivers read `<a href="…">` and `ma-filelink:` as links.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `text` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_append_plain_text(
    message_builder: *mut pchat_message_builder_t,
    text: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?;
        message_builder.value.append_plain_text(text)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Appends a link: what people read, and where it leads. `PCHAT_ERROR_CODE_BAD_ARGUMENT` when the text
/// is empty or the URI is not absolute (`https://…`), has spaces, or is that of a file, which only an
/// upload posts. A room's URI makes a room link.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `display_text` and `uri` are copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_append_hyperlink(
    message_builder: *mut pchat_message_builder_t,
    display_text: *const c_char,
    uri: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let display_text = unsafe { strings::required(display_text, "display_text") }?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let uri = unsafe { strings::required(uri, "uri") }?;
        message_builder.value.append_hyperlink(display_text, uri)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Appends a link to a room, which shows the room's name, or its URI when the name is empty. Takes what
/// `pchat_session_join_room`(super::Session::join_room) takes. `PCHAT_ERROR_CODE_BAD_ARGUMENT` when the
/// URI is no room's.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `room` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_append_chat_room_link(
    message_builder: *mut pchat_message_builder_t,
    room: *const pchat_chat_room_summary_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let room = unsafe { inputs::chat_room_summary(room) }?;
        message_builder.value.append_chat_room_link(room)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Appends a face.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is
///   wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_append_emoticon(
    message_builder: *mut pchat_message_builder_t,
    emoticon: pchat_chat_emoticon_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        let emoticon = enums::chat_emoticon(emoticon, "emoticon")?;
        message_builder.value.append_emoticon(emoticon);
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Sets the RTF twin, the whole message as an RTF document. The plain text goes along, for clients
/// without RTF. `PCHAT_ERROR_CODE_BAD_ARGUMENT` says what is wrong with it and where.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `rtf` is copied.
/// - Errors: also `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what
///   is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_set_rtf(
    message_builder: *mut pchat_message_builder_t,
    rtf: *const c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let rtf = unsafe { strings::required(rtf, "rtf") }?;
        message_builder.value.set_rtf(rtf)?;
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// What is appended, as those who receive it will find it: the title of a story first, neighbouring
/// texts in one.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_message_part_list_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_parts(
    message_builder: *mut pchat_message_builder_t,
    result: *mut *mut pchat_message_part_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        let value = message_builder.value.parts();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(List(value))) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The text of the message as it is posted: the raw texts of all parts.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_content(
    message_builder: *mut pchat_message_builder_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        let value = message_builder.value.content();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The RTF twin, or NULL.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_rtf(
    message_builder: *mut pchat_message_builder_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        let value = message_builder.value.rtf();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.as_deref().map_or(ptr::null_mut(), strings::give)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Of high importance.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_is_alert(
    message_builder: *mut pchat_message_builder_t,
    result: *mut bool,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        let value = message_builder.value.is_alert();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The title of the story; NULL when it is none.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE`, `PCHAT_ERROR_CODE_BAD_ARGUMENT` without a place for the
///   result.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_story_title(
    message_builder: *mut pchat_message_builder_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let message_builder = object::get::<MessageBuilder>(message_builder)?;
        let value = message_builder.value.story_title();
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.as_deref().map_or(ptr::null_mut(), strings::give)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// What a text of a message is made of (`content` of `pchat_chat_message_t`). Never fails: what is
/// nothing else is plain text. Time is linear in the length.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `text` is copied. Free `*result` with `pchat_message_part_list_free`.
/// - Errors: `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_parse(
    text: *const c_char,
    result: *mut *mut pchat_message_part_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?;
        let value = MessageBuilder::parse(text);
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(List(value))) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// What an RTF document is made of (`rtf_content` of `pchat_chat_message_t`): links, faces, text
/// without its formatting, which is in the raw texts. Never fails: a broken document is shown up to
/// where it breaks. Empty for NULL.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `rtf` is copied. Free `*result` with `pchat_message_part_list_free`.
/// - Errors: `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_parse_rtf(
    rtf: *const c_char,
    result: *mut *mut pchat_message_part_list_t,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let rtf = unsafe { strings::optional(rtf, "rtf") }?.map(str::to_owned);
        let value = MessageBuilder::parse_rtf(rtf);
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(projection::give(List(value))) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The title of the story that a text is; NULL for other messages.
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: `text` is copied. Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_story_title_of(
    text: *const c_char,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        // SAFETY: the header's rules: NULL or a valid string or struct.
        let text = unsafe { strings::required(text, "text") }?;
        let value = MessageBuilder::story_title_of(text);
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(value.as_deref().map_or(ptr::null_mut(), strings::give)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// The text that makes a face (the SDK's `GetEmoticonString`).
///
/// - Thread: any, also inside a callback. Does not wait.
/// - Ownership: Free `*result` with `pchat_string_free`.
/// - Errors: `PCHAT_ERROR_CODE_BAD_ARGUMENT` (which says what is wrong with which argument).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_message_builder_emoticon_text(
    emoticon: pchat_chat_emoticon_t,
    result: *mut *mut c_char,
    error: *mut *mut pchat_error_t,
) -> pchat_status_t {
    let body = || {
        out(result, "result")?;
        let emoticon = enums::chat_emoticon(emoticon, "emoticon")?;
        let value = MessageBuilder::emoticon_text(emoticon);
        // SAFETY: checked not to be NULL, and the caller gives room for the result.
        unsafe { result.write(strings::give(&value)) };
        Ok(())
    };
    // SAFETY: the header's rules: NULL or a place for the error.
    unsafe { guard(error, body) }
}

/// Gives a reference to a message builder back. NULL is allowed.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already; nothing is harmed.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_message_builder_free(
    message_builder: *mut pchat_message_builder_t,
) -> pchat_status_t {
    object::free::<pchat_core::api::MessageBuilder>(message_builder)
}

/// Takes another reference to a message builder: it has to be freed once more.
///
/// - Thread: any, also inside a callback.
/// - Errors: `PCHAT_ERROR_CODE_INVALID_HANDLE` when it was freed already.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_message_builder_retain(
    message_builder: *mut pchat_message_builder_t,
) -> pchat_status_t {
    object::retain::<pchat_core::api::MessageBuilder>(message_builder)
}
