//! Finding messages in the store: what fits, in which order, how many in all; and that the index follows every change.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_server::address::Address;
use pchat_server::model::{
    HistoryBudget, HistoryPage, HistorySearch, NewCategory, NewMessage, NewRoom, Privacy,
};
use pchat_server::scratch::ScratchFolder;
use pchat_server::store::{Store, Writer};
use pchat_server::timestamp::Timestamp;
use std::sync::mpsc;

const PLENTY: HistoryBudget = HistoryBudget { messages: 1000, bytes: 1 << 20, at_least_one: true };

struct Rooms {
    folder: ScratchFolder,
    store: Store,
    writer: Writer,
    rooms: Vec<i64>,
}

fn rooms() -> Rooms {
    let folder = ScratchFolder::new().unwrap();
    let store = Store::create(folder.path(), "example.com").unwrap();
    store.add_category(&NewCategory::named("General")).unwrap();
    let room = |name: &str| NewRoom {
        name: name.into(),
        category: "general".into(),
        privacy: Privacy::Open,
        ..NewRoom::default()
    };
    let rooms = ["Lobby", "Other"].map(|name| store.add_room(&room(name)).unwrap().id).to_vec();
    let writer = Writer::start(&store).unwrap();
    Rooms { folder, store, writer, rooms }
}

impl Rooms {
    fn post(&self, room: usize, author: &str, text: &str) -> Timestamp {
        let (send, receive) = mpsc::channel();
        let new = NewMessage {
            room: self.rooms[room],
            author: Address::parse(&format!("{author}@example.com")).unwrap(),
            author_name: author.into(),
            alert: false,
            text: text.into(),
            rtf: None,
            keep: true,
        };
        self.writer.post(new, Box::new(move |stored| send.send(stored).unwrap())).unwrap();
        receive.recv().unwrap().unwrap().timestamp
    }

    fn page(&self, search: HistorySearch, mut budget: HistoryBudget) -> HistoryPage {
        self.store.search_history(self.rooms[0], &search, &mut budget).unwrap()
    }

    /// The numbers of what is found, and how many there are in all.
    fn found(&self, search: HistorySearch) -> (Vec<i64>, u64) {
        let page = self.page(search, PLENTY);
        (page.messages.iter().map(|message| message.chat_id).collect(), page.total)
    }

    fn words(&self, words: &str) -> Vec<i64> {
        self.found(HistorySearch { words: words.into(), ..HistorySearch::default() }).0
    }

    fn problems(&self) -> Vec<String> {
        self.store.check().unwrap().problems
    }
}

#[test]
fn any_word_or_the_whole_phrase_with_and_without_case() {
    let rooms = rooms();
    for text in [
        "The quarterly Budget is done",
        "budget, quarterly",
        "e-mail me: Ünïcödé & <b>",
        "nothing",
        "Quarterly BUDGET plan",
    ] {
        rooms.post(0, "ann", text);
    }
    rooms.post(1, "ann", "quarterly budget of another room");
    assert_eq!(rooms.words("budget"), [1, 2, 5]);
    assert_eq!(rooms.words("nothing BUDGET"), [1, 2, 4, 5]);
    assert_eq!(rooms.words("ünïcödé"), [3]);
    assert_eq!(rooms.words("unicode"), [] as [i64; 0]);
    assert_eq!(rooms.words("E-MAIL"), [3]);
    assert_eq!(rooms.words("budge"), [] as [i64; 0]);
    assert_eq!(rooms.words("\"quarterly OR * NEAR( -nothing :"), [1, 2, 4, 5]);
    assert_eq!(rooms.words("!?"), [] as [i64; 0]);
    let phrase = |words: &str, match_case| {
        rooms
            .found(HistorySearch {
                words: words.into(),
                exact_phrase: true,
                match_case,
                ..HistorySearch::default()
            })
            .0
    };
    assert_eq!(phrase("quarterly budget", false), [1, 5]);
    assert_eq!(phrase("Quarterly BUDGET", true), [5]);
    assert_eq!(phrase("quarterly Budget", true), [1]);
    let case = HistorySearch { words: "budget plan".into(), match_case: true, ..HistorySearch::default() };
    assert_eq!(rooms.found(case), (vec![2, 5], 2));
    assert_eq!(rooms.found(HistorySearch::default()), (vec![1, 2, 3, 4, 5], 5));
}

#[test]
fn authors_and_times_narrow_every_kind_of_search() {
    let rooms = rooms();
    let mut times = Vec::new();
    for (author, text) in [("ann", "red"), ("bob", "red blue"), ("carol", "blue"), ("ann", "green")] {
        times.push(rooms.post(0, author, text));
        std::thread::yield_now();
    }
    let by = |names: &[&str]| {
        Some(names.iter().map(|name| Address::parse(&format!("{name}@example.com")).unwrap()).collect())
    };
    let search = HistorySearch { authors: by(&["ann", "bob"]), ..HistorySearch::default() };
    assert_eq!(rooms.found(search.clone()), (vec![1, 2, 4], 3));
    assert_eq!(rooms.found(HistorySearch { words: "blue".into(), ..search }), (vec![2], 1));
    let nobody = HistorySearch { authors: Some(Vec::new()), ..HistorySearch::default() };
    assert_eq!(rooms.found(nobody), (vec![], 0));
    let span = |from: Option<usize>, until: Option<usize>| HistorySearch {
        from: from.map(|at| times[at]),
        until: until.map(|at| times[at]),
        ..HistorySearch::default()
    };
    assert_eq!(rooms.found(span(Some(1), None)), (vec![2, 3, 4], 3));
    assert_eq!(rooms.found(span(None, Some(1))), (vec![1, 2], 2));
    assert_eq!(rooms.found(span(Some(1), Some(2))), (vec![2, 3], 2));
    assert_eq!(rooms.found(HistorySearch { words: "red".into(), ..span(Some(1), Some(3)) }), (vec![2], 1));
    assert_eq!(rooms.found(HistorySearch { authors: by(&["ann"]), ..span(Some(1), None) }), (vec![4], 1));
    // Times do not count beyond a message.
    assert_eq!(rooms.found(HistorySearch { beyond: Some(1), ..span(Some(3), Some(3)) }).0, [2, 3, 4]);
}

#[test]
fn direction_order_and_limits() {
    let rooms = rooms();
    for n in 1..=6 {
        rooms.post(0, "ann", &format!("word {n}"));
    }
    let three = HistoryBudget { messages: 3, ..PLENTY };
    let numbers = |search_newest_first, sort_newest_first, beyond, words: &str| {
        let search = HistorySearch {
            search_newest_first,
            sort_newest_first,
            beyond,
            words: words.into(),
            ..HistorySearch::default()
        };
        let page = rooms.page(search, three);
        let numbers: Vec<i64> = page.messages.iter().map(|message| message.chat_id).collect();
        (numbers, page.total, page.exceeded())
    };
    for words in ["", "word"] {
        assert_eq!(numbers(false, false, None, words), (vec![1, 2, 3], 6, true));
        assert_eq!(numbers(false, true, None, words), (vec![3, 2, 1], 6, true));
        assert_eq!(numbers(true, false, None, words), (vec![4, 5, 6], 6, true));
        assert_eq!(numbers(true, true, None, words), (vec![6, 5, 4], 6, true));
        assert_eq!(numbers(false, false, Some(3), words), (vec![4, 5, 6], 3, false));
        assert_eq!(numbers(true, true, Some(4), words), (vec![3, 2, 1], 3, false));
        assert_eq!(numbers(true, true, Some(1), words), (vec![], 0, false));
    }
    // A long message ends the page, but never before it began.
    let long = "x".repeat(5000);
    rooms.post(0, "ann", &long);
    // 512 for what stands around each message.
    let narrow = HistoryBudget { bytes: 100 + 2 * 512, ..PLENTY };
    let after = |beyond| HistorySearch { beyond: Some(beyond), ..HistorySearch::default() };
    assert_eq!(rooms.page(after(4), narrow).messages.len(), 2);
    assert_eq!(rooms.page(after(6), narrow).messages.len(), 1);
    assert_eq!(rooms.page(after(6), HistoryBudget { at_least_one: false, ..narrow }).messages.len(), 0);
}

#[test]
fn the_index_follows_what_an_administrator_does() {
    let rooms = rooms();
    for text in ["alpha one", "alpha two", "alpha three", "omega"] {
        rooms.post(0, "ann", text);
    }
    let room = rooms.rooms[0];
    rooms.store.remove_message(room, 1).unwrap();
    rooms.store.replace_message(room, 2, "beta").unwrap();
    assert_eq!((rooms.words("alpha"), rooms.words("beta"), rooms.words("two")), (vec![3], vec![2], vec![]));
    assert_eq!(rooms.found(HistorySearch::default()), (vec![2, 3, 4], 3));
    assert_eq!(rooms.problems(), [] as [String; 0]);
    assert_eq!(rooms.store.clear_room(room, Timestamp::now()).unwrap(), 3);
    assert_eq!(rooms.found(HistorySearch::default()), (vec![], 0));
    assert_eq!(rooms.words("alpha beta omega"), [] as [i64; 0]);
    assert_eq!(rooms.problems(), [] as [String; 0]);
}

#[test]
fn what_is_found_is_what_people_read() {
    let rooms = rooms();
    let built = "see <a href=\"https://plan.example.com/href\">the plan</a> today";
    for text in [
        "[STORY]Minutes of May[/STORY]nothing new",
        built,
        "take <a href=\"ma-filelink://example.com/1/2?name=budget.xlsx\">budget.xlsx</a>",
        "1 < 2, a story without markup: https://example.com",
    ] {
        rooms.post(0, "ann", text);
    }
    assert_eq!(rooms.words("story"), [4]);
    assert_eq!(rooms.words("href"), [] as [i64; 0]);
    assert_eq!(rooms.words("a"), [4]);
    assert_eq!(rooms.words("https"), [4]);
    assert_eq!(rooms.words("Minutes"), [1]);
    assert_eq!(rooms.words("nothing"), [1]);
    let phrase = |words: &str, match_case| {
        rooms.found(HistorySearch {
            words: words.into(),
            exact_phrase: true,
            match_case,
            ..HistorySearch::default()
        })
    };
    assert_eq!(phrase("see the plan", false), (vec![2], 1));
    assert_eq!(phrase("see the plan", true), (vec![2], 1));
    assert_eq!(phrase("See the plan", true), (vec![], 0));
    rooms.store.replace_message(rooms.rooms[0], 4, built).unwrap();
    assert_eq!(phrase("see the plan", false).0, [2, 4]);
    assert_eq!(rooms.words("https"), [] as [i64; 0]);
    rooms.store.replace_message(rooms.rooms[0], 2, "plain https").unwrap();
    assert_eq!((rooms.words("https"), phrase("see the plan", false).0), (vec![2], vec![4]));
    assert_eq!(rooms.problems(), [] as [String; 0]);
    let database = rusqlite::Connection::open(rooms.folder.path().join("pchat.db")).unwrap();
    database.execute_batch("UPDATE messages SET words = 'other' WHERE chat_id = 4").unwrap();
    let problems = rooms.problems();
    assert!(
        problems.iter().any(|problem| problem.contains("other words than people read: Lobby 4")),
        "{problems:?}"
    );
}

#[test]
fn a_check_tells_of_an_index_that_does_not_fit() {
    let rooms = rooms();
    rooms.post(0, "ann", "first");
    rooms.post(0, "ann", "second");
    let database = rusqlite::Connection::open(rooms.folder.path().join("pchat.db")).unwrap();
    database
        .execute_batch(
            "DROP TRIGGER message_removed; DELETE FROM messages WHERE chat_id = 1;
             DROP TRIGGER message_stored; DROP TRIGGER message_replaced;
             INSERT INTO messages SELECT room, 9, ts, author, author_name, alert, text, rtf, words FROM messages;
             UPDATE room_counters SET last_chat_id = 9;",
        )
        .unwrap();
    let problems = rooms.problems();
    let says = |what: &str| problems.iter().any(|problem| problem.contains(what));
    assert!(says("missing in the index, so that no search finds it: Lobby 9"), "{problems:?}");
    assert!(says("not there: 1 1") && says("does not fit their words"), "{problems:?}");
}
