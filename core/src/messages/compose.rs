//! From parts to text. What is refused comes with a sentence for the person who gave it.

use super::parts::{is_absolute, is_file, is_room};
use crate::xccos::{Story, find_caseless};

/// Text of a link as the parser reads it back.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

fn link(shown: &str, uri: &str) -> String {
    let mut out = String::with_capacity(shown.len() + uri.len() + 16);
    out.push_str("<a href=\"");
    escape(uri, &mut out);
    out.push_str("\">");
    escape(shown, &mut out);
    out.push_str("</a>");
    out
}

/// `<a href="uri">shown</a>`, where the URI leads anywhere but to a file.
pub(crate) fn hyperlink(shown: &str, uri: &str) -> Result<String, String> {
    if shown.is_empty() {
        return Err("the text of the link is empty; give what people shall read".into());
    }
    if is_file(uri) {
        return Err("a link to a file cannot be composed: uploading the file posts it".into());
    }
    if !is_absolute(uri) {
        return Err(format!(
            "`{}` is no absolute URI; a link needs a scheme and no spaces, as https://contoso.com/ has",
            shortened(uri)
        ));
    }
    Ok(link(shown, uri))
}

/// A link to a room, which shows its URI when the room has no name.
pub(crate) fn chat_room_link(name: &str, uri: &str) -> Result<String, String> {
    if !is_room(uri) || !is_absolute(uri) {
        return Err(format!(
            "`{}` is no room URI; it looks like ma-chan://contoso.com/<guid>",
            shortened(uri)
        ));
    }
    Ok(link(if name.is_empty() { uri } else { name }, uri))
}

/// What a story begins with.
pub(crate) fn story_text(title: &str) -> Result<String, String> {
    if title.trim().is_empty() {
        return Err(
            "the story's title is empty; give one, or leave it out for a message that is no story".into()
        );
    }
    if title.contains(char::is_control) {
        return Err("the story's title has a line end or another control character; it is one line".into());
    }
    if find_caseless(title, "[/STORY]").is_some() {
        return Err("the story's title has [/STORY] in it, which ends a title; leave it out".into());
    }
    Ok(Story { title, body: "" }.to_string())
}

/// The text of a message with this title, or of one that is no story.
pub(crate) fn with_story(title: Option<&str>, text: String) -> Result<String, String> {
    match title {
        Some(title) => story_text(title).map(|begin| begin + &text),
        None => Ok(text),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_escaped() {
        assert_eq!(
            hyperlink("a \"b\" <c> & d", "https://x.test/?q=<a>&b=\"c\"").unwrap(),
            "<a href=\"https://x.test/?q=&lt;a&gt;&amp;b=&quot;c&quot;\">a &quot;b&quot; &lt;c&gt; &amp; d</a>"
        );
        assert_eq!(
            chat_room_link("", "ma-chan://x.test/1").unwrap(),
            "<a href=\"ma-chan://x.test/1\">ma-chan://x.test/1</a>"
        );
    }

    #[test]
    fn refusals_say_what_to_do() {
        for (refused, word) in [
            (hyperlink("", "x:y"), "text of the link is empty"),
            (hyperlink("a", "contoso.com"), "no absolute URI"),
            (hyperlink("a", "http://a b"), "no absolute URI"),
            (hyperlink("a", "1:b"), "no absolute URI"),
            (hyperlink("a", "MA-filelink:x"), "uploading"),
            (chat_room_link("a", "ma-cat://x/1"), "no room URI"),
            (chat_room_link("a", "ma-chan:"), "no room URI"),
            (story_text(" "), "title is empty"),
            (story_text("a\nb"), "one line"),
            (story_text("a[/story]"), "ends a title"),
        ] {
            let sentence = refused.unwrap_err();
            assert!(sentence.contains(word), "{sentence}");
        }
        assert!(hyperlink("a", &"é".repeat(5000)).unwrap_err().len() < 400);
    }
}
