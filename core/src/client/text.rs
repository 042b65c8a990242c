//! Small decisions about texts that come from or go to people.

/// The start of a text from the network, short enough for an error message.
pub(super) fn short(text: &str) -> &str {
    match text.char_indices().nth(200) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

/// Line ends as the chat server gives them back: LF, whatever came in (spec: xccos.md 9.4).
pub(super) fn with_plain_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(short("abc"), "abc");
        assert_eq!(short(&"é".repeat(300)).chars().count(), 200);
    }

    #[test]
    fn line_ends_become_plain() {
        assert_eq!(with_plain_line_ends("a\r\nb\rc\nd".into()), "a\nb\nc\nd");
    }
}
