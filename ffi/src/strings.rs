//! Text between Rust and C.

use pchat_core::api::{Error, ErrorCode, Result, Secret};
use std::ffi::{CStr, CString, c_char};

/// The text of an argument that must be there.
///
/// # Safety
/// `text` is NULL or a NUL-terminated string that lives, unchanged, as long as the result is used.
pub(crate) unsafe fn required<'a>(text: *const c_char, name: &str) -> Result<&'a str> {
    // SAFETY: the caller's promise.
    unsafe { optional(text, name) }?
        .ok_or_else(|| Error::new(ErrorCode::BadArgument, format!("`{name}` is NULL; a string is needed")))
}

/// The text of an argument that may be NULL.
///
/// # Safety
/// As for [`required`].
pub(crate) unsafe fn optional<'a>(text: *const c_char, name: &str) -> Result<Option<&'a str>> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: the caller's promise.
    let bytes = unsafe { CStr::from_ptr(text) };
    match bytes.to_str() {
        Ok(text) => Ok(Some(text)),
        Err(e) => Err(Error::new(
            ErrorCode::BadArgument,
            format!("`{name}` is not UTF-8: its byte {} is wrong", e.valid_up_to() + 1),
        )),
    }
}

/// A password. The message of an error says nothing of its content, not even where it is wrong.
///
/// # Safety
/// As for [`required`].
pub(crate) unsafe fn secret(text: *const c_char, name: &str) -> Result<Option<Secret>> {
    // SAFETY: the caller's promise.
    match unsafe { optional(text, name) } {
        Ok(text) => Ok(text.map(Secret::new)),
        Err(_) => Err(Error::new(ErrorCode::BadArgument, format!("`{name}` is not UTF-8"))),
    }
}

/// A NUL inside a text would end it early in C: it is shown as U+FFFD, so that nothing is lost silently.
const NUL_SHOWN: &str = "\u{FFFD}";

fn without_nul(text: &str) -> String {
    text.replace('\0', NUL_SHOWN)
}

/// A string of its own that C frees with `pchat_string_free`.
pub(crate) fn to_c(text: &str) -> CString {
    CString::new(text).or_else(|_| CString::new(without_nul(text))).unwrap_or_default()
}

/// The strings of one struct in one piece of memory.
pub(crate) struct Texts {
    bytes: Vec<u8>,
}

/// How many bytes a text takes.
pub(crate) fn room(text: &str) -> usize {
    let nul = text.bytes().filter(|byte| *byte == 0).count();
    text.len() + 1 + nul * (NUL_SHOWN.len() - 1)
}

impl Texts {
    pub(crate) fn with_room(room: usize) -> Self {
        Self { bytes: Vec::with_capacity(room) }
    }

    /// Copies a text in. The pointer is good as long as `self` lives.
    pub(crate) fn add(&mut self, text: &str) -> *const c_char {
        // Growing would move what was handed out before.
        assert!(self.bytes.capacity() - self.bytes.len() >= room(text), "the room was counted wrong");
        let start = self.bytes.len();
        if text.contains('\0') {
            self.bytes.extend_from_slice(without_nul(text).as_bytes());
        } else {
            self.bytes.extend_from_slice(text.as_bytes());
        }
        self.bytes.push(0);
        self.bytes.as_ptr().wrapping_add(start).cast()
    }

    /// NULL for nothing.
    pub(crate) fn add_optional(&mut self, text: Option<&str>) -> *const c_char {
        text.map_or(std::ptr::null(), |text| self.add(text))
    }
}

/// Frees a string that a function of this library handed out. NULL is allowed.
///
/// - Thread: any.
/// - Ownership: `string` is gone afterwards; it must come from this library and not have been freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pchat_string_free(string: *mut c_char) {
    if !string.is_null() {
        crate::live::ended();
        // SAFETY: the caller gives back what `into_raw` gave out, once.
        drop(unsafe { CString::from_raw(string) });
    }
}

/// Gives a string to C.
pub(crate) fn give(text: &str) -> *mut c_char {
    crate::live::began();
    to_c(text).into_raw()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_utf8_is_refused_with_its_place_and_null_by_name() {
        let bad = c"caf\xe9";
        // SAFETY: literals live for ever.
        let (bad, null) = unsafe { (required(bad.as_ptr(), "room"), required(std::ptr::null(), "room")) };
        assert_eq!(bad.unwrap_err().message(), "`room` is not UTF-8: its byte 4 is wrong");
        assert_eq!(null.unwrap_err().message(), "`room` is NULL; a string is needed");
    }

    #[test]
    fn a_wrong_password_is_not_described() {
        // SAFETY: a literal lives for ever.
        let error = unsafe { secret(c"top\xffsecret".as_ptr(), "password") }.unwrap_err();
        assert_eq!(error.message(), "`password` is not UTF-8");
    }

    #[test]
    fn texts_keep_every_string_in_place() {
        let all = ["", "a\0b", "grüße", "last"];
        let mut texts = Texts::with_room(all.iter().map(|text| room(text)).sum());
        let pointers: Vec<_> = all.iter().map(|text| texts.add(text)).collect();
        let seen: Vec<_> = pointers
            .into_iter()
            // SAFETY: `texts` lives.
            .map(|text| unsafe { CStr::from_ptr(text) }.to_str().unwrap())
            .collect();
        assert_eq!(seen, ["", "a\u{FFFD}b", "grüße", "last"]);
    }
}
