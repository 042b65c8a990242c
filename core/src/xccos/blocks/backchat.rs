//! `bcq`: which part of a room's history is asked for (xccos.md 4.9).

use super::Principal;
use crate::xccos::error::XccosError;
use crate::xccos::names;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::text;
use crate::xccos::timestamp::Timestamp;
use crate::xccos::writer::Writer;

/// Words to find in messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextMatch {
    /// The words.
    pub words: String,
    /// The words are one phrase (`mt="PP"`); otherwise any of them is enough.
    pub exact_phrase: bool,
}

/// A history query (`bcq`). Only `last` is confirmed; a server that understands nothing of a query answers the default
/// number of newest messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackchatQuery {
    /// The newest so many messages.
    pub last: Option<u32>,
    /// At most so many messages.
    pub limit: Option<u32>,
    /// Start at this message; the dates do not count then.
    pub message_id: Option<i64>,
    /// Start of a span of time.
    pub from: Option<Timestamp>,
    /// End of it.
    pub to: Option<Timestamp>,
    /// Words to find.
    pub text: Option<TextMatch>,
    /// Letter case counts.
    pub match_case: Option<bool>,
    /// Search from the newest message.
    pub search_backwards: Option<bool>,
    /// The newest message first.
    pub sort_backwards: Option<bool>,
    /// Messages of these authors only.
    pub authors: Vec<Principal>,
}

impl BackchatQuery {
    /// The newest `count` messages.
    pub fn last(count: u32) -> BackchatQuery {
        BackchatQuery { last: Some(count), ..BackchatQuery::default() }
    }
}

fn flag(reader: &mut Reader<'_>) -> Result<Option<bool>, XccosError> {
    Ok(text::boolean(&reader.text()?))
}

/// The number in attribute `wanted` of an element without content.
fn number<T: std::str::FromStr>(
    reader: &mut Reader<'_>,
    element: &Element<'_>,
    wanted: &str,
) -> Result<Option<T>, XccosError> {
    let mut found = None;
    reader.attributes(element, |name, value| {
        if name == wanted {
            found = text::number(&value);
        }
    })?;
    reader.close()?;
    Ok(found)
}

impl Block for BackchatQuery {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<BackchatQuery, XccosError> {
        let mut query = BackchatQuery::default();
        reader.attributes(element, |_, _| {})?;
        while let Some(child) = reader.child()? {
            match child.name() {
                "last" => query.last = number(reader, &child, "cnt")?,
                name if names::LIMIT.is(name) => query.limit = number(reader, &child, "cnt")?,
                name if names::MESSAGE_ID.is(name) => query.message_id = number(reader, &child, "id")?,
                name if names::DATE.is(name) => {
                    reader.attributes(&child, |name, value| match name {
                        "from" => query.from = Timestamp::parse(&value),
                        "to" => query.to = Timestamp::parse(&value),
                        _ => {}
                    })?;
                    reader.close()?;
                }
                name if names::TEXT.is(name) => {
                    let mut exact_phrase = false;
                    reader.attributes(&child, |name, value| {
                        exact_phrase |= name == "mt" && value.trim().eq_ignore_ascii_case("PP");
                    })?;
                    query.text = Some(TextMatch { words: reader.text()?, exact_phrase });
                }
                name if names::MATCH_CASE.is(name) => query.match_case = flag(reader)?,
                name if names::SEARCH_BACKWARDS.is(name) => query.search_backwards = flag(reader)?,
                name if names::SORT_BACKWARDS.is(name) => query.sort_backwards = flag(reader)?,
                name if names::USERS.is(name) => {
                    while let Some(user) = reader.child()? {
                        match user.name() {
                            "uib" => reader.push(&mut query.authors, &user)?,
                            name if names::GROUP.is(name) => reader.push(&mut query.authors, &user)?,
                            _ => reader.ignore(&user)?,
                        }
                    }
                }
                _ => reader.ignore(&child)?,
            }
        }
        Ok(query)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.start("bcq").children();
        if self.last.is_some() {
            writer.start("last").plain("cnt", self.last).empty();
        }
        if self.limit.is_some() {
            writer.start(names::LIMIT.wire).plain("cnt", self.limit).empty();
        }
        if self.message_id.is_some() {
            writer.start(names::MESSAGE_ID.wire).plain("id", self.message_id).empty();
        }
        if self.from.is_some() || self.to.is_some() {
            writer.start(names::DATE.wire).plain("from", self.from).plain("to", self.to).empty();
        }
        if let Some(text) = &self.text {
            writer
                .start(names::TEXT.wire)
                .optional("mt", text.exact_phrase.then_some("PP"))
                .children()
                .text(&text.words)
                .end(names::TEXT.wire);
        }
        let flags = [
            (names::MATCH_CASE, self.match_case),
            (names::SEARCH_BACKWARDS, self.search_backwards),
            (names::SORT_BACKWARDS, self.sort_backwards),
        ];
        for (name, value) in flags {
            if let Some(value) = value {
                writer.text_element(name.wire, if value { "true" } else { "false" });
            }
        }
        if !self.authors.is_empty() {
            writer.start(names::USERS.wire).children().blocks(&self.authors).end(names::USERS.wire);
        }
        writer.end("bcq");
    }
}
