//! Characters: which ones XML can carry, line ends, escaping, values of attributes.
//!
//! Two rules, the same in both directions:
//! * a character that XML 1.0 section 2.2 forbids becomes U+FFFD, so that one pasted control character neither loses
//!   a message nor breaks a document;
//! * a line end (LF, CR LF or CR) is `"\n"` in values and `&#13;&#10;` in documents. Raw line ends would be turned into
//!   LF by every XML parser (XML 1.0 section 2.11), and Windows clients expect CR LF.

use std::borrow::Cow;

const REPLACEMENT: char = '\u{FFFD}';

/// Whether `byte` may start something that a document cannot carry as it stands (0xEF leads U+FFFE and U+FFFF).
const fn suspicious(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\t' && byte != b'\n') || byte == 0xEF
}

/// Where the first byte stands that `wanted` accepts. Most text has none, so whole chunks are asked at once, which
/// compilers turn into vector instructions.
fn find(text: &str, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    const CHUNK: usize = 32;
    let mut start = 0;
    for chunk in text.as_bytes().chunks(CHUNK) {
        if chunk.iter().fold(false, |found, byte| found | wanted(*byte)) {
            return chunk.iter().position(|byte| wanted(*byte)).map(|at| start + at);
        }
        start += CHUNK;
    }
    None
}

pub(super) const fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// Text as it came out of a document, made a value: line ends unified, forbidden characters replaced.
pub(super) fn into_value(text: String) -> String {
    if find(&text, suspicious).is_none() {
        return text;
    }
    let mut value = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                value.push('\n');
            }
            c if is_xml_char(c) => value.push(c),
            _ => value.push(REPLACEMENT),
        }
    }
    value
}

/// The character or text that a reference (`name` without `&` and `;`) stands for; `None` when XML defines none.
pub(crate) fn resolve(name: &str) -> Option<char> {
    match name {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => {}
    }
    let digits = name.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let character = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    Some(character.filter(|c| is_xml_char(*c)).unwrap_or(REPLACEMENT))
}

/// The value of raw text without markup; `None` when it has a reference that cannot be resolved.
pub(super) fn content(raw: &str) -> Option<String> {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        value.push_str(rest.get(..at)?);
        let reference = rest.get(at + 1..)?;
        // No reference is longer, save one with leading zeros, which then takes the slow way.
        let end = reference.bytes().take(12).position(|byte| byte == b';')?;
        value.push(resolve(reference.get(..end)?)?);
        rest = reference.get(end + 1..)?;
    }
    value.push_str(rest);
    Some(into_value(value))
}

/// The value of an attribute from its raw text: white space normalised (XML 1.0 section 3.3.3), references resolved.
/// The error is the reference that cannot be resolved.
pub(super) fn attribute_value(raw: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    if find(&raw, |b| b < 0x20 || b == b'&' || b == 0xEF).is_none() {
        return Ok(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw.as_ref();
    while let Some(at) = rest.find(['&', '\t', '\n', '\r']) {
        let (before, from) = rest.split_at(at);
        value.push_str(before);
        if let Some(reference) = from.strip_prefix('&') {
            let Some((name, after)) = reference.split_once(';') else {
                return Err(shortened(reference));
            };
            value.push(resolve(name).ok_or_else(|| shortened(name))?);
            rest = after;
        } else {
            value.push(' ');
            rest = from.strip_prefix("\r\n").unwrap_or_else(|| from.get(1..).unwrap_or_default());
        }
    }
    value.push_str(rest);
    Ok(Cow::Owned(into_value(value)))
}

/// At most 64 characters of `text`, for error messages.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(64).collect();
    if short.len() < text.len() {
        short.push_str("...");
    }
    short
}

/// Appends `text` as element content.
pub(super) fn escape_content(text: &str, out: &mut String) {
    escape(text, out, |b| matches!(b, b'&' | b'<' | b'>' | b'\n') || suspicious(b));
}

/// Appends `text` as the value of an attribute in double quotes.
pub(super) fn escape_attribute(text: &str, out: &mut String) {
    escape(text, out, |b| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\n' | b'\t') || suspicious(b));
}

fn escape(text: &str, out: &mut String, special: impl Fn(u8) -> bool) {
    let mut rest = text;
    while let Some(at) = find(rest, &special) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut characters = from.chars();
        match characters.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\t') => out.push_str("&#9;"),
            Some('\n') => out.push_str("&#13;&#10;"),
            Some('\r') => {
                out.push_str("&#13;&#10;");
                if characters.as_str().starts_with('\n') {
                    characters.next();
                }
            }
            Some(c) if is_xml_char(c) => out.push(c),
            _ => out.push(REPLACEMENT),
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

/// `true`/`false` in any case, and `1`/`0` as XML Schema allows.
pub(super) fn boolean(value: &str) -> Option<bool> {
    let value = value.trim();
    if value.eq_ignore_ascii_case("true") || value == "1" {
        Some(true)
    } else if value.eq_ignore_ascii_case("false") || value == "0" {
        Some(false)
    } else {
        None
    }
}

/// A number, or nothing when the text is none or too large: a bad number must not cost the document.
pub(super) fn number<T: std::str::FromStr>(value: &str) -> Option<T> {
    value.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> String {
        let mut out = String::new();
        escape_content(text, &mut out);
        out
    }

    fn attribute(text: &str) -> String {
        let mut out = String::new();
        escape_attribute(text, &mut out);
        out
    }

    #[test]
    fn escapes_what_xml_cannot_carry() {
        assert_eq!(content("a & b < c > d \"e\" 'f'"), "a &amp; b &lt; c &gt; d \"e\" 'f'");
        assert_eq!(attribute("a & b < c > d \"e\" 'f'"), "a &amp; b &lt; c &gt; d &quot;e&quot; 'f'");
        assert_eq!(content("1\n2\r\n3\r4\t5"), "1&#13;&#10;2&#13;&#10;3&#13;&#10;4\t5");
        assert_eq!(attribute("1\n2\t3"), "1&#13;&#10;2&#9;3");
        assert_eq!(
            content("\0\u{1}x\u{FFFE}\u{FFFF}\u{FFFD}\u{FEFF}"),
            "\u{FFFD}\u{FFFD}x\u{FFFD}\u{FFFD}\u{FFFD}\u{FEFF}"
        );
        assert_eq!(content("ünï😀"), "ünï😀");
    }

    #[test]
    fn finds_bytes_wherever_they_stand() {
        for at in 0..100 {
            let text = format!("{}&{}&", "x".repeat(at), "y".repeat(100 - at));
            assert_eq!(find(&text, |b| b == b'&'), Some(at));
            assert_eq!(find(&text, |b| b == b'<'), None);
        }
        assert_eq!(find("", |_| true), None);
    }

    #[test]
    fn resolves_references() {
        assert_eq!(resolve("amp"), Some('&'));
        assert_eq!(resolve("#65"), Some('A'));
        assert_eq!(resolve("#x1F600"), Some('😀'));
        assert_eq!(resolve("#xB"), Some(REPLACEMENT), "vertical tab, as .NET writes it");
        assert_eq!(resolve("#xD83D"), Some(REPLACEMENT), "half a surrogate pair");
        assert_eq!(resolve("#99999999999999999999"), Some(REPLACEMENT));
        for name in ["", "#", "#x", "#+65", "#-1", "nbsp", "#6 5"] {
            assert_eq!(resolve(name), None, "{name}");
        }
    }

    #[test]
    fn reads_attribute_values() {
        let value = |raw: &str| attribute_value(Cow::Borrowed(raw)).map(Cow::into_owned);
        assert_eq!(value("plain"), Ok("plain".into()));
        assert_eq!(value("a&amp;b\tc\r\nd\ne"), Ok("a&b c d e".into()));
        assert_eq!(value("1&#13;&#10;2&#xA;3&#9;4"), Ok("1\n2\n3\t4".into()));
        assert_eq!(value("x\u{1}y"), Ok("x\u{FFFD}y".into()));
        assert_eq!(value("&nbsp;"), Err("nbsp".into()));
        assert_eq!(value("a & b"), Err(" b".into()));
    }

    #[test]
    fn reads_booleans_and_numbers() {
        for (text, expected) in
            [("True", Some(true)), (" FALSE ", Some(false)), ("1", Some(true)), ("yes", None)]
        {
            assert_eq!(boolean(text), expected, "{text}");
        }
        assert_eq!(number::<u32>(" 12 "), Some(12));
        assert_eq!(number::<u32>("4294967296"), None);
    }
}
