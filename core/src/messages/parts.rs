//! From text to parts. Never fails: what is nothing else is plain text. Time is linear in the text, memory is bounded.

use super::file_size;
use crate::api::{ChatEmoticon, MessagePart, MessagePartKind};
use crate::xccos::{FileLink, Story, html_decoded, strip_caseless};
use ChatEmoticon::{Angry, Confused, Cool, Crying, Frown, Kissing, Laughing, Shocked, Smile, Tongue, Wink};

/// More parts than this are not told apart: the rest of the text is one plain part.
const MOST_PARTS: usize = 10_000;

/// The texts of faces (sdk.md 4). None is the beginning of another one, so order does not matter, save that the first text
/// of a face is the one that is written.
const EMOTICONS: [(&str, ChatEmoticon); 12] = [
    (":)", Smile),
    // sdk.md 20.1 (8): sources disagree, so both are read.
    (":-)", Smile),
    (":(", Frown),
    ("8-)", Cool),
    (":-D", Laughing),
    (":-O", Shocked),
    (":-/", Confused),
    (":'(", Crying),
    (":-P", Tongue),
    (";)", Wink),
    (">:O", Angry),
    (":-*", Kissing),
];

const FILE_SCHEME: &str = "ma-filelink:";
const ROOM_SCHEME: &str = "ma-chan:";

pub(crate) fn emoticon_text(emoticon: ChatEmoticon) -> &'static str {
    EMOTICONS.iter().find(|(_, of)| *of == emoticon).map_or("", |(text, _)| text)
}

/// The parts of a message. Their raw texts, one after another, are `text`.
pub(crate) fn parse(text: &str) -> Vec<MessagePart> {
    let mut parts = Vec::new();
    let mut body = text;
    if let Some(story) = Story::parse(text) {
        let (title, rest) = text.split_at(text.len() - story.body.len());
        parts.push(part(MessagePartKind::StoryTitle, title, story.title));
        body = rest;
    }
    let mut plain_from = 0;
    while parts.len() < MOST_PARTS {
        let Some((from, found)) = next(body, plain_from, true) else { break };
        push_plain(&mut parts, body.get(plain_from..from).unwrap_or_default());
        plain_from = from + found.raw_text.len();
        parts.push(found);
    }
    push_plain(&mut parts, body.get(plain_from..).unwrap_or_default());
    parts
}

/// The title of a story; `None` for other messages.
pub(crate) fn story_title(text: &str) -> Option<&str> {
    Story::parse(text).map(|story| story.title)
}

fn push_plain(parts: &mut Vec<MessagePart>, raw: &str) {
    if !raw.is_empty() {
        parts.push(part(MessagePartKind::PlainText, raw, raw));
    }
}

/// A part without what only some kinds have.
pub(super) fn part(kind: MessagePartKind, raw: &str, display: &str) -> MessagePart {
    MessagePart {
        kind,
        display_text: display.to_owned(),
        raw_text: raw.to_owned(),
        uri: None,
        emoticon: None,
        file_name: None,
        file_size: None,
        file_size_estimate: None,
    }
}

/// The next part after `start` that is not plain text, and where it begins. `links`: not only faces.
pub(super) fn next(text: &str, start: usize, links: bool) -> Option<(usize, MessagePart)> {
    let mut at = start;
    loop {
        at +=
            text.as_bytes().get(at..)?.iter().position(|b| matches!(b, b'<' | b':' | b';' | b'8' | b'>'))?;
        let here = text.get(at..)?;
        if links && here.starts_with('<') {
            if let Some(found) = element(here) {
                return Some((at, found));
            }
        } else if let Some((face, emoticon)) = EMOTICONS.iter().find(|(face, _)| here.starts_with(face)) {
            let found =
                MessagePart { emoticon: Some(*emoticon), ..part(MessagePartKind::Emoticon, face, face) };
            return Some((at, found));
        } else if links && let Some((from, raw)) = bare_file_link(text, start, at) {
            match FileLink::find(raw) {
                Some(link) => return Some((from, file_part(raw, html_decoded(raw), link))),
                // Not looked at again, so that many beginnings of links without names cost no more than one.
                None => at = from + raw.len() - 1,
            }
        }
        at += 1;
    }
}

/// The URI of a file whose scheme ends with the colon at `colon`, and where it begins.
fn bare_file_link(text: &str, start: usize, colon: usize) -> Option<(usize, &str)> {
    let from = (colon + 1).checked_sub(FILE_SCHEME.len()).filter(|from| *from >= start)?;
    let here = text.get(from..)?;
    let rest = strip_caseless(here, FILE_SCHEME)?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>'));
    Some((from, here.get(..FILE_SCHEME.len() + end.unwrap_or(rest.len()))?))
}

/// A link that begins with `text`, which begins with `<`. Looks no further than behind the next `<`, which keeps the time
/// for a whole message linear.
fn element(text: &str) -> Option<MessagePart> {
    let tag = strip_caseless(text, "<a")?;
    let (tag, end) = tag.split_at(tag.find('<')?);
    let after = strip_caseless(end, "</a")?.trim_ascii_start().strip_prefix('>')?;
    let (href, shown) = start_tag(tag)?;
    let raw = text.get(..text.len() - after.len())?;
    let uri = html_decoded(href.trim_ascii());
    if is_file(&uri) {
        return FileLink::find(&format!("{href}\">{shown}<")).map(|link| file_part(raw, uri, link));
    }
    link_part(raw, &html_decoded(shown), uri)
}

/// A hyperlink or a link to a room; `None` when its URI is none.
pub(super) fn link_part(raw: &str, shown: &str, uri: String) -> Option<MessagePart> {
    if !is_absolute(&uri) {
        return None;
    }
    let kind = if is_room(&uri) { MessagePartKind::ChatRoomLink } else { MessagePartKind::Hyperlink };
    let shown = if shown.is_empty() { &uri } else { shown };
    Some(MessagePart { uri: Some(uri.clone()), ..part(kind, raw, shown) })
}

pub(super) fn is_room(uri: &str) -> bool {
    strip_caseless(uri, ROOM_SCHEME).is_some_and(|rest| !rest.is_empty())
}

pub(super) fn is_file(uri: &str) -> bool {
    strip_caseless(uri, FILE_SCHEME).is_some()
}

pub(super) fn file_part(raw: &str, uri: String, link: FileLink) -> MessagePart {
    MessagePart {
        uri: Some(uri),
        file_size: link.size,
        file_size_estimate: link.size.map(file_size::in_words),
        file_name: Some(link.display_name.clone()),
        ..part(MessagePartKind::FileDownloadLink, raw, &link.display_name)
    }
}

/// The value of `href` in a start tag, and what stands behind the tag. `tag` begins behind its name and has no `<`.
fn start_tag(tag: &str) -> Option<(&str, &str)> {
    let mut href = None;
    let mut rest = tag;
    loop {
        let attribute = rest.trim_ascii_start();
        if let Some(after) = attribute.strip_prefix('>') {
            return Some((href?, after));
        }
        if attribute.len() == rest.len() {
            return None;
        }
        let (name, after) =
            attribute.split_at(attribute.find(|c: char| c.is_ascii_whitespace() || "=>".contains(c))?);
        if name.is_empty() {
            return None;
        }
        rest = after;
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else { continue };
        let value = value.trim_ascii_start();
        let (value, after) = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split_once(quote)?,
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>')?),
        };
        if name.eq_ignore_ascii_case("href") {
            href.get_or_insert(value);
        }
        rest = after;
    }
}

/// Whether a text is a URI with a scheme (RFC 3986 section 3), without checking what the scheme asks for.
pub(super) fn is_absolute(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && !rest.is_empty()
        && !uri.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
