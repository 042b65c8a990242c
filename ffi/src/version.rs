//! Which version is loaded.

use std::ffi::{CStr, c_char};

const NUMBER: u32 = {
    const fn number(text: &str) -> u32 {
        let bytes = text.as_bytes();
        let (mut value, mut i) = (0, 0);
        while i < bytes.len() {
            value = value * 10 + (bytes[i] - b'0') as u32;
            i += 1;
        }
        value
    }
    number(env!("CARGO_PKG_VERSION_MAJOR")) * 1_000_000
        + number(env!("CARGO_PKG_VERSION_MINOR")) * 1_000
        + number(env!("CARGO_PKG_VERSION_PATCH"))
};

const TEXT: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(text) => text,
    Err(_) => panic!("a version has no NUL inside"),
};

/// The version of the library that is loaded, for example "0.1.0". `PCHAT_VERSION` is that of the header.
///
/// - Thread: any.
/// - Ownership: the string lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_version() -> *const c_char {
    TEXT.as_ptr()
}

/// The version of the library that is loaded as a number: major × 1,000,000 + minor × 1,000 + patch. `PCHAT_VERSION_NUMBER` is that of
/// the header; a program works with a library of the same major version that is not older.
///
/// - Thread: any.
#[unsafe(no_mangle)]
pub extern "C" fn pchat_version_number() -> u32 {
    NUMBER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_and_library_say_the_same_version() {
        let header = include_str!("../../include/pchat.h");
        let value = |name: &str| {
            let line = header.lines().find_map(|line| line.strip_prefix(&format!("#define {name} ")));
            line.unwrap_or_else(|| panic!("{name} is not in the header")).trim().to_owned()
        };
        // SAFETY: the library's own literal.
        let text = unsafe { CStr::from_ptr(pchat_version()) }.to_str().unwrap();
        assert_eq!(value("PCHAT_VERSION"), format!("\"{text}\""));
        let parts = ["MAJOR", "MINOR", "PATCH"]
            .map(|part| value(&format!("PCHAT_VERSION_{part}")).parse::<u32>().unwrap());
        assert_eq!(parts[0] * 1_000_000 + parts[1] * 1_000 + parts[2], pchat_version_number());
        assert_eq!(format!("{}.{}.{}", parts[0], parts[1], parts[2]), text);
    }
}
