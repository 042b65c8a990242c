//! Finding messages: by their words in the index, by their times, by their numbers (spec: sdk.md 9).

use super::Store;
use super::history::{COLUMNS, message};
use super::words::{Terms, index_query, shown};
use crate::error::Result;
use crate::model::{HistoryBudget, HistoryPage, HistorySearch, StoredMessage};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

/// The index knows a message by `room << 40 | number`, see the migrations.
const NUMBER_BITS: u32 = 40;
const NUMBERS: i64 = (1 << NUMBER_BITS) - 1;

/// Where the candidates come from and which of them fit: SQL with its parameters.
struct Candidates {
    tables: &'static str,
    conditions: String,
    order: &'static str,
    parameters: Vec<Value>,
    /// Whether `m`, the message itself, is among the tables.
    has_message: bool,
}

impl Candidates {
    fn of(room: i64, search: &HistorySearch) -> Candidates {
        let first = room << NUMBER_BITS;
        // Numbers begin at 1.
        let (mut above, mut below) = (0, NUMBERS);
        let (mut from, mut until) = (search.from, search.until);
        if let Some(beyond) = search.beyond {
            (from, until) = (None, None);
            let beyond = beyond.clamp(0, NUMBERS);
            if search.search_newest_first { below = beyond } else { above = beyond }
        }
        let times = (from.map_or(i64::MIN, |time| time.ticks()), until.map_or(i64::MAX, |time| time.ticks()));
        let has_times = from.is_some() || until.is_some();
        let mut parameters: Vec<Value> = vec![room.into()];
        let mut conditions = String::new();
        let mut condition = |sql: &str, values: &[i64]| {
            conditions.push_str(sql);
            parameters.extend(values.iter().map(|value| Value::from(*value)));
        };
        let by_words = !search.words.is_empty();
        let filters = has_times || search.authors.is_some();
        let (tables, order, has_message) = match (by_words, filters || search.match_case) {
            (true, false) => ("message_index i", "i.rowid", false),
            (true, true) => (
                "message_index i CROSS JOIN messages m ON m.room = ?1 AND m.chat_id = i.rowid & 1099511627775",
                "i.rowid",
                true,
            ),
            (false, _) if has_times => ("messages m INDEXED BY messages_by_time", "m.ts", true),
            (false, _) => ("messages m", "m.chat_id", true),
        };
        if by_words {
            condition("i.rowid > ?2 AND i.rowid < ?3", &[first | above, first | below]);
        } else if has_times {
            condition("m.room = ?1", &[]);
        } else {
            condition("m.room = ?1 AND m.chat_id > ?2 AND m.chat_id < ?3", &[above, below]);
        }
        let mut next = if by_words || !has_times { 4 } else { 2 };
        if by_words {
            conditions.push_str(&format!(" AND i.message_index MATCH ?{next}"));
            parameters.push(index_query(search).into());
            next += 1;
        }
        if has_times {
            conditions.push_str(&format!(" AND m.ts BETWEEN ?{next} AND ?{}", next + 1));
            parameters.extend([Value::from(times.0), Value::from(times.1)]);
            next += 2;
        }
        if let Some(authors) = &search.authors {
            let places: Vec<String> = (next..next + authors.len()).map(|place| format!("?{place}")).collect();
            conditions.push_str(&format!(" AND m.author IN ({})", places.join(",")));
            parameters.extend(authors.iter().map(|author| Value::from(author.as_str().to_owned())));
        }
        Candidates { tables, conditions, order, parameters, has_message }
    }

    fn sql(&self, columns: &str) -> String {
        format!("SELECT {columns} FROM {} WHERE {}", self.tables, self.conditions)
    }

    /// The messages that fit into an answer, in the order of the search.
    fn page(
        &self,
        connection: &Connection,
        search: &HistorySearch,
        terms: Option<&Terms>,
        budget: &mut HistoryBudget,
    ) -> rusqlite::Result<Vec<StoredMessage>> {
        let direction = if search.search_newest_first { "DESC" } else { "ASC" };
        let tail = if self.order == "m.ts" { format!(", m.chat_id {direction}") } else { String::new() };
        let columns = if self.has_message { COLUMNS } else { "i.rowid" };
        let sql = format!("{} ORDER BY {} {direction}{tail}", self.sql(columns), self.order);
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(&self.parameters))?;
        let mut found = Vec::new();
        while budget.messages > 0 {
            let Some(row) = rows.next()? else { break };
            let message = if self.has_message { message(row)? } else { self.look_up(connection, row)? };
            if terms
                .is_some_and(|terms| !terms.are_in(shown(&message.text).as_deref().unwrap_or(&message.text)))
            {
                continue;
            }
            if !budget.take(&message, found.is_empty()) {
                break;
            }
            found.push(message);
        }
        Ok(found)
    }

    fn look_up(&self, connection: &Connection, row: &Row<'_>) -> rusqlite::Result<StoredMessage> {
        let key: i64 = row.get(0)?;
        let mut statement = connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM messages m WHERE room = ?1 AND chat_id = ?2"))?;
        statement.query_row((key >> NUMBER_BITS, key & NUMBERS), message)
    }

    /// How many there are, counted up to `most`.
    fn count(&self, connection: &Connection, terms: Option<&Terms>, most: i64) -> rusqlite::Result<u64> {
        if let Some(terms) = terms {
            let mut statement = connection.prepare_cached(&self.sql("ifnull(m.words, m.text)"))?;
            let mut rows = statement.query(params_from_iter(&self.parameters))?;
            let mut count = 0;
            while count < most.unsigned_abs() {
                let Some(row) = rows.next()? else { break };
                count += u64::from(terms.are_in(row.get_ref(0)?.as_str()?));
            }
            return Ok(count);
        }
        let sql = format!("SELECT count(*) FROM ({} LIMIT {most})", self.sql("1"));
        let count: i64 = connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(&self.parameters), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

/// All messages of a room between two numbers, neither included. They are counted in the index, whose rows are small.
fn count_all(connection: &Connection, room: i64, search: &HistorySearch, most: i64) -> rusqlite::Result<u64> {
    let beyond = search.beyond.map(|beyond| beyond.clamp(0, NUMBERS));
    let (above, below) = match beyond {
        Some(beyond) if search.search_newest_first => (0, beyond),
        Some(beyond) => (beyond, NUMBERS),
        None => (0, NUMBERS),
    };
    let first = room << NUMBER_BITS;
    let sql = "SELECT count(*) FROM (SELECT 1 FROM message_index_docsize WHERE id > ?1 AND id < ?2 LIMIT ?3)";
    let count: i64 =
        connection.prepare_cached(sql)?.query_row((first | above, first | below, most), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

impl Store {
    /// What fits in a room, as much of it as the answer may hold; `budget` is less by that then.
    pub fn search_history(
        &self,
        room: i64,
        search: &HistorySearch,
        budget: &mut HistoryBudget,
    ) -> Result<HistoryPage> {
        self.read("search the history", |connection| {
            // Both questions are about the same moment.
            let transaction = connection.transaction()?;
            let candidates = Candidates::of(room, search);
            let terms = (search.match_case && !search.words.is_empty()).then(|| Terms::of(search));
            let had = *budget;
            let mut messages = candidates.page(&transaction, search, terms.as_ref(), budget)?;
            let everything = search.words.is_empty()
                && search.authors.is_none()
                && (search.beyond.is_some() || (search.from.is_none() && search.until.is_none()));
            let most = match search.beyond {
                Some(_) => i64::from(HistoryPage::COUNTED)
                    .max(i64::try_from(had.messages).unwrap_or(i64::MAX).saturating_add(1)),
                None => i64::MAX,
            };
            let total = if everything {
                count_all(&transaction, room, search, most)?
            } else {
                candidates.count(&transaction, terms.as_ref(), most)?
            };
            if search.search_newest_first != search.sort_newest_first {
                messages.reverse();
            }
            Ok(HistoryPage { messages, total })
        })
    }
}
