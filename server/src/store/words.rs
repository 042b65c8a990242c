//! Words of a search, and of messages, as the index cuts them: letters, digits and what is for private use.

use crate::model::HistorySearch;
use pchat_core::api::{MessageBuilder, MessagePartKind};

/// What people read of a message, where its text is not that already: titles of stories, links by what they show, files by their names.
pub(super) fn shown(text: &str) -> Option<String> {
    // Nothing else has markup; nearly every message ends here.
    let has_markup = text.contains('<')
        || text.starts_with('[')
        || text.as_bytes().windows(FILE_SCHEME.len()).any(|at| at.eq_ignore_ascii_case(FILE_SCHEME));
    if !has_markup {
        return None;
    }
    let mut shown = String::with_capacity(text.len());
    for part in MessageBuilder::parse(text) {
        shown.push_str(&part.display_text);
        if part.kind == MessagePartKind::StoryTitle {
            shown.push('\n');
        }
    }
    (shown != text).then_some(shown)
}

/// The beginning of a link to a file that stands in the text as it is.
const FILE_SCHEME: &[u8] = b"ma-filelink:";

/// The terms of a search: one when it is a phrase, otherwise one for each word.
fn terms(search: &HistorySearch) -> Vec<&str> {
    if search.exact_phrase { vec![&*search.words] } else { search.words.split_whitespace().collect() }
}

/// The search in the language of FTS5: any of the terms, each a phrase, since `e-mail` is two words to the index.
pub(super) fn index_query(search: &HistorySearch) -> String {
    let quoted: Vec<String> =
        terms(search).iter().map(|term| format!("\"{}\"", term.replace('"', " "))).collect();
    quoted.join(" OR ")
}

/// The terms of a search where upper and lower case differ, which the index does not tell.
pub(super) struct Terms {
    terms: Vec<Vec<String>>,
}

impl Terms {
    pub(super) fn of(search: &HistorySearch) -> Terms {
        let words = |term: &str| words(term).map(str::to_owned).collect::<Vec<_>>();
        Terms { terms: terms(search).into_iter().map(words).filter(|words| !words.is_empty()).collect() }
    }

    /// Whether any of them is in a text that the index has found.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let text: Vec<&str> = words(text).collect();
        self.terms.iter().any(|term| text.windows(term.len()).any(|window| window == term.as_slice()))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty())
}

/// As unicode61 cuts: categories L, N and Co, and the marks that go with a letter.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(words: &str, exact_phrase: bool) -> HistorySearch {
        HistorySearch { words: words.into(), exact_phrase, ..HistorySearch::default() }
    }

    #[test]
    fn what_people_type_is_no_query_language() {
        assert_eq!(index_query(&search("two  words", false)), "\"two\" OR \"words\"");
        assert_eq!(index_query(&search("two  words", true)), "\"two  words\"");
        assert_eq!(index_query(&search("NEAR(a) \"b* -c", false)), "\"NEAR(a)\" OR \" b*\" OR \"-c\"");
    }

    #[test]
    fn case_is_compared_word_by_word() {
        let any = Terms::of(&search("Budget e-Mail", false));
        assert!(any.are_in("the Budget") && any.are_in("an e-Mail!") && any.are_in("e Mail"));
        assert!(!any.are_in("the budget") && !any.are_in("e-mail") && !any.are_in("Budgets"));
        let phrase = Terms::of(&search("The Plan", true));
        assert!(phrase.are_in("so: The, Plan") && !phrase.are_in("The big Plan"));
        assert!(!Terms::of(&search("!!", false)).are_in("!!"));
    }
}
