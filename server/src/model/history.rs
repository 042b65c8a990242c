//! What part of a room's history is asked for.

use super::StoredMessage;
use crate::address::Address;
use crate::timestamp::Timestamp;

/// A history query in one room (spec: sdk.md 9). A message is found when it fits everything that is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistorySearch {
    /// Words; any of them is enough. Empty: every message.
    pub words: String,
    /// The words have to follow each other as they stand.
    pub exact_phrase: bool,
    /// Upper and lower case differ.
    pub match_case: bool,
    /// Only what these wrote; `None` is everybody.
    pub authors: Option<Vec<Address>>,
    /// Not before this time.
    pub from: Option<Timestamp>,
    /// Not after this time.
    pub until: Option<Timestamp>,
    /// Only what comes after the message with this number, in the direction of the search. The times do not count then.
    pub beyond: Option<i64>,
    /// The search begins with the newest message.
    pub search_newest_first: bool,
    /// The newest message comes first.
    pub sort_newest_first: bool,
}

/// How much one answer may hold. Rooms of one query share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryBudget {
    /// Messages.
    pub messages: usize,
    /// Bytes of the messages as XML spells them.
    pub bytes: usize,
    /// The first message is given however long it is: without it nobody would get past it.
    pub at_least_one: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryPage {
    /// The messages.
    pub messages: Vec<StoredMessage>,
    /// How many fit in all. Beyond a message they are counted only as far as [`HistoryPage::COUNTED`], so that paging through a long
    /// history does not count it again for every page.
    pub total: u64,
}

impl HistoryPage {
    /// How far messages beyond a given one are counted.
    pub const COUNTED: u32 = 10_000;

    /// Whether there is more than what is here.
    pub fn exceeded(&self) -> bool {
        u64::try_from(self.messages.len()).unwrap_or(u64::MAX) < self.total
    }
}
