//! The steps of history: queries and pagers.

use crate::arguments::{Arguments, Wrong};
use crate::calls::Operation;
use crate::objects::{Objects, Outcome};
use crate::results;
use pchat_core::api::{HistoryPager, HistoryQuery, HistoryResult, Timestamp};
use serde_json::{Value, json};

pub(crate) fn query(given: &Arguments<'_>) -> Result<HistoryQuery, Wrong> {
    let time = |field: &str| -> Result<Option<Timestamp>, Wrong> {
        Ok(given.optional_number(field)?.map(Timestamp::from_unix_micros))
    };
    Ok(HistoryQuery {
        room_uris: given.texts("room_uris")?,
        search: given.optional_text("search")?.unwrap_or_default(),
        match_exact_phrase: given.flag("match_exact_phrase", false)?,
        match_case: given.flag("match_case", false)?,
        authors: given.texts("authors")?,
        since: time("since")?,
        until: time("until")?,
        start_message_id: given.optional_number("start_message_id")?,
        limit: given.optional_number("limit")?.unwrap_or_default(),
        newest_first: given.flag("newest_first", false)?,
        search_newest_first: given.flag("search_newest_first", false)?,
    })
}

pub(crate) fn result(it: &HistoryResult) -> Value {
    results::fields([
        ("room_uri", json!(it.room_uri)),
        ("room_name", json!(it.room_name)),
        ("messages", results::list(&it.messages, results::message)),
        ("search_results_count", json!(it.search_results_count)),
        ("exceeded_server_limit", json!(it.exceeded_server_limit)),
    ])
}

/// Keeps a pager under this name.
pub(crate) fn keep(
    objects: &mut Objects,
    name: String,
    made: pchat_core::api::Result<HistoryPager>,
) -> Outcome {
    made.map(|pager| {
        objects.pagers.insert(name, pager);
        Value::Null
    })
}

pub(crate) fn next_page(pager: HistoryPager) -> Operation {
    Box::pin(async move { pager.next_page().await.map(|page| results::list(&page, results::message)) })
}

pub(crate) fn progress(pager: &HistoryPager) -> Value {
    let it = pager.progress();
    results::fields([
        ("messages_read", json!(it.messages_read)),
        ("total", json!(it.total)),
        ("is_complete", json!(it.is_complete)),
    ])
}
