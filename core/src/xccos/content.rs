//! What the text of a message may be besides text: a story, or a link to a file (xccos.md 4.10, 6).
//!
//! Both forms are guesses: readers take every variant that was ever described, and what they do not recognise is plain
//! text. No message fails for its content.

use super::text;
use std::fmt;

/// A long message with a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story<'a> {
    /// The title, one line.
    pub title: &'a str,
    /// The text.
    pub body: &'a str,
}

impl<'a> Story<'a> {
    /// Whether a text begins as stories do, in whichever form: the limit of stories applies to it.
    pub fn is_announced(text: &str) -> bool {
        strip_caseless(text, "[STORY").is_some_and(|rest| rest.starts_with([']', ':']))
    }

    /// Recognises `[STORY]title[/STORY]body`, `[STORY:title]body` and `[STORY]title`, line end, `body`, in any letter
    /// case; `None` is plain text.
    pub fn parse(text: &'a str) -> Option<Story<'a>> {
        let rest = strip_caseless(text, "[STORY")?;
        if let Some(rest) = rest.strip_prefix(':') {
            let (title, body) = rest.split_once(']')?;
            return Some(Story { title, body });
        }
        let rest = rest.strip_prefix(']')?;
        if let Some(end) = find_caseless(rest, "[/STORY]") {
            let (title, body) = rest.split_at(end);
            return Some(Story { title, body: body.get("[/STORY]".len()..).unwrap_or_default() });
        }
        let (title, body) = rest.split_once('\n')?;
        Some(Story { title: title.trim_end_matches('\r'), body })
    }
}

impl fmt::Display for Story<'_> {
    /// The text of the message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[STORY]{}[/STORY]{}", self.title, self.body)
    }
}

/// A link to a file of the room's store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLink {
    /// Domain and room's GUID, or whatever precedes the name; empty when the link has only a name.
    pub path: String,
    /// Name in the store, `<GUID>.<ext>`.
    pub stored_name: String,
    /// Name for people: never a path, never empty, though not checked for what a file system forbids.
    pub display_name: String,
    /// Size in bytes, when told.
    pub size: Option<u64>,
}

const SCHEME: &str = "ma-filelink:";

impl FileLink {
    /// The first link to a file in a message; `None` when there is none.
    pub fn find(message: &str) -> Option<FileLink> {
        let from = message.get(find_caseless(message, SCHEME)? + SCHEME.len()..)?;
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>'))
            .unwrap_or(from.len());
        let (target, after) = from.split_at(end);
        let target = html_decoded(target);
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let path = path.trim_matches('/');
        let (path, stored_name) = path.rsplit_once('/').unwrap_or(("", path));
        let stored_name = last_component(&percent_decoded(stored_name))?;
        let (mut named, mut size) = (None, None);
        for (name, value) in query.split('&').filter_map(|parameter| parameter.split_once('=')) {
            match name.to_ascii_lowercase().as_str() {
                "name" => named = last_component(&percent_decoded(value)),
                "size" => size = text::number(value),
                _ => {}
            }
        }
        let display_name = named.or_else(|| link_text(after)).unwrap_or_else(|| stored_name.clone());
        Some(FileLink { path: path.to_owned(), stored_name, display_name, size })
    }
}

impl fmt::Display for FileLink {
    /// The text of the message: an HTML link, as other links in messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = String::new();
        text::escape_attribute(&self.display_name, &mut shown);
        write!(
            f,
            "<a href=\"ma-filelink://{}/{}?name=",
            encoded_path(&self.path),
            percent_encoded(&self.stored_name)
        )?;
        f.write_str(&percent_encoded(&self.display_name))?;
        if let Some(size) = self.size {
            write!(f, "&amp;size={size}")?;
        }
        write!(f, "\">{shown}</a>")
    }
}

/// The text between the link's start tag and its end tag; `after` begins inside the start tag.
fn link_text(after: &str) -> Option<String> {
    let (_, inside) = after.split_once('>')?;
    let (shown, _) = inside.split_once('<')?;
    last_component(&html_decoded(shown))
}

/// A name without directories: what came from the network must not say where a file is stored.
fn last_component(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    (!name.is_empty() && name != "." && name != "..").then(|| name.replace(char::is_control, ""))
}

/// HTML text with its references resolved; those that mean nothing stay as they are.
pub(crate) fn html_decoded(fragment: &str) -> String {
    // No reference is longer; without a bound many ampersands would each look through all that follows.
    const LONGEST: usize = 12;
    let mut decoded = String::with_capacity(fragment.len());
    let mut rest = fragment;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        // An ampersand that begins no reference stands for itself.
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        let reference = end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?)));
        match reference.and_then(|(name, tail)| Some((text::resolve(name)?, tail))) {
            Some((character, tail)) => {
                decoded.push(character);
                rest = tail;
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn percent_decoded(encoded: &str) -> String {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let decoded = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn percent_encoded(text: &str) -> String {
    encoded(text, b"-._~")
}

fn encoded_path(path: &str) -> String {
    encoded(path, b"-._~/")
}

fn encoded(text: &str, kept: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

pub(crate) fn strip_caseless<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Where `wanted`, which is ASCII, begins in `text`, in any letter case.
pub(crate) fn find_caseless(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_in_every_form() {
        for text in [
            "[STORY]T[/STORY]b\nc",
            "[story:T]b\nc",
            "[Story]T\nb\nc",
            "[Story]T\r\nb\nc",
            "[STORY]T[/story]b\nc",
        ] {
            assert_eq!(Story::parse(text), Some(Story { title: "T", body: "b\nc" }), "{text}");
        }
        assert_eq!(Story { title: "T", body: "b" }.to_string(), "[STORY]T[/STORY]b");
        for plain in [
            "",
            "story",
            "[STORY",
            "[STORY]one line",
            "[STORY:open",
            "[STORYTIME]a\nb",
            " [STORY]T[/STORY]b",
            "[é",
        ] {
            assert_eq!(Story::parse(plain), None, "{plain}");
        }
    }

    #[test]
    fn file_links() {
        let link = FileLink {
            path: "contoso.com/1111".into(),
            stored_name: "0f9.txt".into(),
            display_name: "Ann's \"notes\" & more.txt".into(),
            size: Some(100),
        };
        let text = link.to_string();
        assert_eq!(
            text,
            "<a href=\"ma-filelink://contoso.com/1111/0f9.txt?name=Ann%27s%20%22notes%22%20%26%20more.txt&amp;size=100\">\
             Ann's &quot;notes&quot; &amp; more.txt</a>"
        );
        assert_eq!(FileLink::find(&text), Some(link));
        let found = |text: &str| {
            FileLink::find(text).map(|link| (link.path, link.stored_name, link.display_name, link.size))
        };
        let expected = |path: &str, stored: &str, shown: &str, size| {
            Some((path.to_owned(), stored.to_owned(), shown.to_owned(), size))
        };
        assert_eq!(
            found("see <a href='MA-FILELINK:x.doc'>Plan</a> now"),
            expected("", "x.doc", "Plan", None)
        );
        assert_eq!(found("ma-filelink:///d/g/x.doc"), expected("d/g", "x.doc", "x.doc", None));
        assert_eq!(
            found("ma-filelink://d/x.doc?size=huge&name=%C3%A9%2"),
            expected("d", "x.doc", "é%2", None)
        );
        assert_eq!(found("ma-filelink://d/x.doc?size=12&foo;bar"), expected("d", "x.doc", "x.doc", Some(12)));
        assert_eq!(found("nothing here"), None);
        assert_eq!(found("ma-filelink://"), None);
    }

    #[test]
    fn names_are_never_paths() {
        let link =
            FileLink::find("ma-filelink://d/x%2F..%5Cy.doc?name=..%2F..%2Fetc%2Fpasswd%00").expect("a link");
        assert_eq!((link.stored_name.as_str(), link.display_name.as_str()), ("y.doc", "passwd"));
        assert_eq!(FileLink::find("ma-filelink://d/.."), None);
        let shown =
            FileLink::find("<a href=\"ma-filelink://d/x.doc?name=..\">C:\\a\\b.doc</a>").expect("a link");
        assert_eq!(shown.display_name, "b.doc");
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            cases: 200,
            failure_persistence: None,
            rng_seed: proptest::test_runner::RngSeed::Fixed(2013),
            ..proptest::test_runner::Config::default()
        })]

        #[test]
        fn any_text_is_fine(text in "(\\[STORY[:\\]]|ma-filelink:|%|&amp;|&|/|\\?|name=|<a|>|é|\\PC){0,30}") {
            let _ = Story::parse(&text);
            if let Some(link) = FileLink::find(&text) {
                let again = FileLink::find(&link.to_string());
                proptest::prop_assert_eq!(again.map(|again| again.stored_name), Some(link.stored_name));
            }
        }
    }
}
