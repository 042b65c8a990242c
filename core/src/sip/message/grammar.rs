//! Character classes, lists and quoted strings (RFC 3261 25.1).

use std::borrow::Cow;

/// Bytes of a `token` (RFC 3261 25.1).
const TOKEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        table[byte] = c.is_ascii_alphanumeric()
            || matches!(c, b'-' | b'.' | b'!' | b'%' | b'*' | b'_' | b'+' | b'`' | b'\'' | b'~');
        byte += 1;
    }
    table
};

/// Whether the byte may stand in a token.
pub(crate) fn is_token_byte(byte: u8) -> bool {
    TOKEN[byte as usize]
}

/// Whether the text is a token: not empty, token bytes only.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// Linear white space; CR and LF belong to it because values keep their folding.
pub(crate) fn is_lws(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Removes linear white space (folding included) at both ends.
pub(crate) fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let start = bytes.iter().position(|b| !is_lws(*b)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|b| !is_lws(*b)).map_or(start, |last| last + 1);
    text.get(start..end).unwrap_or_default()
}

/// What stands in front of the first `byte`, which is ASCII, and what behind it.
pub(crate) fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = memchr::memchr(byte, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Where the byte stands first outside quoted strings; an unfinished quoted string hides all behind it.
pub(crate) fn find_unquoted(text: &str, byte: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(byte, b'"', bytes.get(from..)?)?;
        if bytes.get(at) == Some(&byte) {
            return Some(at);
        }
        from = at + quoted_len(text.get(at..)?)?;
    }
}

/// The length of the quoted string that the text starts with, both quotes included.
pub(crate) fn quoted_len(text: &str) -> Option<usize> {
    let bytes = text.strip_prefix('"')?.as_bytes();
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(b'"', b'\\', bytes.get(from..)?)?;
        if bytes.get(at) == Some(&b'"') {
            return Some(at + 2);
        }
        from = at + 2;
    }
}

/// The text between the quotes if the whole text is one quoted string; escapes are kept.
pub(crate) fn strip_quotes(text: &str) -> Option<&str> {
    if quoted_len(text) == Some(text.len()) { text.get(1..text.len() - 1) } else { None }
}

/// Resolves the `\x` escapes of a quoted string's inside.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        if c == '\\' { out.extend(characters.next()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// The value of a text that may be a quoted string: unquoted and unescaped.
pub(crate) fn unquote(text: &str) -> Cow<'_, str> {
    match strip_quotes(text) {
        Some(inner) => unescape(inner),
        None => Cow::Borrowed(text),
    }
}

/// The elements of a comma-separated header value (RFC 3261 7.3.1), trimmed; empty ones are left out.
///
/// Commas in quoted strings and in angle brackets do not separate.
pub(crate) fn comma_list(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(value);
    std::iter::from_fn(move || {
        loop {
            let text = rest?;
            let (item, next) = match find_list_comma(text) {
                Some(at) => (text.get(..at)?, text.get(at + 1..)),
                None => (text, None),
            };
            rest = next;
            let item = trim(item);
            if !item.is_empty() {
                return Some(item);
            }
        }
    })
}

/// The first comma that separates two elements.
fn find_list_comma(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr(b',', bytes)?;
    let mut from = 0;
    loop {
        let at = from + memchr::memchr3(b',', b'"', b'<', bytes.get(from..)?)?;
        from = match bytes.get(at)? {
            b',' => return Some(at),
            b'"' => at + quoted_len(text.get(at..)?)?,
            _ => at + memchr::memchr(b'>', bytes.get(at..)?)? + 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_quotes_and_brackets_do_not_separate() {
        let items: Vec<_> = comma_list(r#""a, \", b" <sip:a,b@c>;x="1,2" ,, <sip:d@e>,sip:f@g"#).collect();
        assert_eq!(items, [r#""a, \", b" <sip:a,b@c>;x="1,2""#, "<sip:d@e>", "sip:f@g"]);
        assert_eq!(comma_list(" , ,").count(), 0);
    }

    #[test]
    fn quoted_strings() {
        assert_eq!(unquote(r#""a\"b\\""#), r#"a"b\"#);
        assert_eq!(unquote(r#""a"b"#), r#""a"b"#);
        assert_eq!(unquote("\""), "\"");
        assert_eq!(unquote(""), "");
        assert_eq!(quoted_len(r#""abc\""#), None);
    }
}
