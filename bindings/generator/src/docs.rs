//! Doc comments of the description in the words of C, and what other languages need to say them in theirs.

use crate::model::{Api, Type};
use crate::names::{c_type, constant, snake};

/// Where a doc comment stands.
#[derive(Clone, Copy, Default)]
pub(crate) struct Context<'a> {
    /// The class whose functions may be named without it.
    pub(crate) class: Option<&'a str>,
    /// What `None` is in C here.
    pub(crate) none: Option<&'a str>,
    /// The enum whose values may be named without it.
    pub(crate) values_of: Option<&'a str>,
}

/// The enum of a field.
pub(crate) fn enum_of(ty: &Type) -> Option<&str> {
    match ty {
        Type::Enum(of) => Some(of),
        Type::Optional(inner) => enum_of(inner),
        _ => None,
    }
}

/// What `None` is in C for a field.
pub(crate) fn none_of(ty: &Type) -> &'static str {
    match ty {
        Type::Optional(inner) => match **inner {
            Type::Bool | Type::Integer(_) | Type::Timestamp | Type::Enum(_) | Type::List(_) => "no value",
            _ => "NULL",
        },
        _ => "`None`",
    }
}

/// Doc comment lines for C.
pub(crate) fn translate(api: &Api, lines: &[String], context: Context<'_>) -> Vec<String> {
    rewrite(lines, &|name| word(api, name, context))
}

/// Doc comment lines for a language, which spells each quoted name as `word` says.
pub(crate) fn rewrite(lines: &[String], word: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut out = Vec::new();
    for paragraph in for_languages(lines) {
        if !out.is_empty() {
            out.push(String::new());
        }
        out.extend(wrap(&replace_quoted(&paragraph, word)));
    }
    out
}

/// The paragraphs of a doc comment, each in one line, without what is said to Rust programs only.
pub(crate) fn for_languages(lines: &[String]) -> Vec<String> {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in lines {
        if line.is_empty() {
            paragraphs.push(Vec::new());
        } else if let Some(last) = paragraphs.last_mut() {
            last.push(line);
        }
    }
    let mut out = Vec::new();
    for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
        // What is said of clones is said to Rust programs; C has references.
        let text = paragraph.join(" ");
        let for_rust = |sentence: &str| sentence.contains("clone") || sentence.contains("Rust program");
        let kept: Vec<&str> = sentences(&text).into_iter().filter(|s| !for_rust(s)).collect();
        if !kept.is_empty() {
            out.push(kept.join(" "));
        }
    }
    out
}

/// Whether a doc comment has a sentence "Blocks …".
pub(crate) fn says_blocks(lines: &[String]) -> bool {
    for_languages(lines).iter().any(|paragraph| sentences(paragraph).iter().any(|s| s.starts_with("Blocks ")))
}

fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        if text[at + 2..].starts_with(|c: char| c.is_uppercase() || c == '`') {
            out.push(text[start..=at].trim());
            start = at + 2;
        }
    }
    out.push(text[start..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

/// Replaces links and quoted names by what `word` says of each.
pub(crate) fn replace_quoted(text: &str, word: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let (before, quoted) = rest.split_at(start);
        let Some(end) = quoted[1..].find('`') else { break };
        let name = &quoted[1..=end];
        let after = &quoted[end + 2..];
        let linked = before.ends_with('[') && after.starts_with(']');
        out.push_str(if linked { &before[..before.len() - 1] } else { before });
        out.push_str(&word(name.trim_start_matches("super::")));
        rest = if linked { &after[1..] } else { after };
    }
    out.push_str(rest);
    out
}

fn word(api: &Api, name: &str, context: Context<'_>) -> String {
    if let Some(of) = context.values_of
        && api.enums.get(of).is_some_and(|of| of.variants.iter().any(|v| v.name == name))
    {
        return format!("`{}`", constant(of, name));
    }
    if name == "None"
        && let Some(none) = context.none
    {
        return none.to_string();
    }
    if let Some((of, member)) = name.split_once("::") {
        if api.classes.get(of).is_some_and(|class| class.methods.iter().any(|m| m.name == member)) {
            return format!("`pchat_{}_{member}`", snake(of));
        }
        if api.structs.get(of).is_some_and(|of| of.fields.iter().any(|f| f.name == member)) {
            return format!("`{member}` of `{}`", c_type(of));
        }
        if api.enums.get(of).is_some_and(|of| of.variants.iter().any(|v| v.name == member)) {
            return format!("`{}`", constant(of, member));
        }
    }
    if api.enums.get("ErrorCode").is_some_and(|codes| codes.variants.iter().any(|v| v.name == name)) {
        return format!("`{}`", constant("ErrorCode", name));
    }
    if let Some(class) = context.class
        && api.classes.get(class).is_some_and(|class| class.methods.iter().any(|m| m.name == name))
    {
        return format!("`pchat_{}_{name}`", snake(class));
    }
    if api.classes.values().flat_map(|class| &class.events).any(|event| event.name == name) {
        return format!("`on_{}`", snake(name));
    }
    if api.classes.contains_key(name) || api.structs.contains_key(name) || api.enums.contains_key(name) {
        return format!("`{}`", c_type(name));
    }
    format!("`{name}`")
}

/// Lines of at most about a hundred columns.
pub(crate) fn wrap(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > 100 {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A line of the standard set that ends every doc comment: `- Thread: …`.
pub(crate) fn point(name: &str, text: &str) -> Vec<String> {
    let mut lines = wrap(&format!("- {name}: {text}"));
    for line in lines.iter_mut().skip(1) {
        line.insert_str(0, "  ");
    }
    lines
}

/// Rust doc comment text, each line after `///`.
pub(crate) fn comment(lines: &[String]) -> String {
    lines
        .iter()
        .map(|line| if line.is_empty() { "///\n".to_string() } else { format!("/// {line}\n") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_about_clones_stay_in_rust() {
        let text = vec!["A room. Cheap to clone: clones are the same. Used once.".to_string()];
        assert_eq!(translate(&Api::default(), &text, Context::default()), ["A room. Used once."]);
    }

    #[test]
    fn blocking_is_a_sentence_of_its_own() {
        let says = |text: &str| says_blocks(&[text.to_string()]);
        assert!(says("Ends it. Blocks for a moment.") && says("Blocks until it listens."));
        assert!(!says("Blocks: of text.") && !says("Counts what it blocks on."));
    }

    #[test]
    fn nothing_is_called_null_where_c_has_null() {
        let text = vec!["The port, or `None` for [`5061`].".to_string()];
        let context = Context { none: Some("NULL"), ..Context::default() };
        assert_eq!(translate(&Api::default(), &text, context), ["The port, or NULL for `5061`."]);
    }
}
