//! A room with a million messages: the newest of them, a phrase among them, and all of them page by page.

use crate::fleet::{self, Scene, ServerProcess};
use pchat_core::api::{HistoryPager, HistoryQuery, Session};
use pchat_server::address::Address;
use pchat_server::model::{HistoryBudget, HistorySearch, NewMessage};
use pchat_server::store::{Store, Writer};
use std::path::Path;
use std::sync::mpsc;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

const MESSAGES: usize = 1_000_000;
const ROUNDS: usize = 200;
/// Posts under way while the store is filled.
const UNDER_WAY: usize = 2_048;

/// Times at the store and through client and server, over TLS with NTLM; memory is the client's.
pub(crate) fn run() -> Result<(), Failure> {
    let server = ServerProcess::start(Scene { users: 1, rooms: 1, secure: true, on_disk: true })?;
    let store = Store::open(Path::new(server.folder()))?;
    let room = store.rooms()?.first().ok_or("no room")?.id;
    fill(&store, room)?;
    at_the_store(&store, room)?;
    drop(store);

    let platform = fleet::platform(drop)?;
    let runtime = platform.runtime_handle();
    let (endpoint, sessions) = runtime.block_on(server.join(&platform, 0, 1))?;
    let session = sessions.first().ok_or("no session")?;
    let recent = times(|_| Ok(runtime.block_on(session.recent_history(30))?.len()))?;
    report("history_recent_30_client", &recent);
    let phrase = times(|n| {
        let query = HistoryQuery { search: phrase(n), match_exact_phrase: true, ..HistoryQuery::default() };
        Ok(runtime.block_on(session.query_history(query))?.messages.len())
    })?;
    report("history_phrase_client", &phrase);
    for newest_first in [false, true] {
        runtime.block_on(page_through(session, newest_first))?;
    }
    runtime.block_on(endpoint.terminate())?;
    platform.shut_down()?;
    Ok(())
}

/// Words of a small language, by a generator of our own, so that every run has the same texts.
fn text(n: usize) -> String {
    const WORDS: [&str; 24] = [
        "meeting", "budget", "the", "room", "plan", "server", "is", "done", "tomorrow", "we", "release",
        "of", "and", "review", "customer", "late", "today", "call", "build", "fails", "again", "thanks",
        "who", "has",
    ];
    let mut state = (n as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut words = Vec::with_capacity(12);
    for _ in 0..10 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        words.push(WORDS[usize::try_from(state % WORDS.len() as u64).unwrap_or(0)].to_owned());
    }
    words.push("ticket".into());
    words.push(format!("n{}", n % 50_000));
    words.join(" ")
}

/// Two words that follow each other in twenty messages of the million, both of which are frequent or in many numbers.
fn phrase(n: usize) -> String {
    format!("Ticket n{}", n * 211 % 50_000)
}

fn fill(store: &Store, room: i64) -> Result<(), Failure> {
    let writer = Writer::start(store)?;
    let author = Address::parse("user0@example.com")?;
    let (done, stored) = mpsc::channel();
    let began = Instant::now();
    let mut waiting = 0;
    for n in 0..MESSAGES {
        if waiting == UNDER_WAY {
            stored.recv()??;
            waiting -= 1;
        }
        let done = done.clone();
        let new = NewMessage {
            room,
            author: author.clone(),
            author_name: "User 0".into(),
            alert: false,
            text: text(n),
            rtf: None,
            keep: true,
        };
        let posted = Box::new(move |stored: pchat_server::error::Result<_>| {
            // The receiver outlives the writer.
            let _ = done.send(stored.map(drop));
        });
        writer.post(new, posted).map_err(|_| "the writer is busy")?;
        waiting += 1;
    }
    for _ in 0..waiting {
        stored.recv()??;
    }
    writer.finish();
    crate::report_value(
        "history_store_rate",
        (MESSAGES as f64 / began.elapsed().as_secs_f64()).round(),
        "messages/s",
    );
    Ok(())
}

fn at_the_store(store: &Store, room: i64) -> Result<(), Failure> {
    report("history_recent_30", &times(|_| Ok(store.recent_messages(room, 30)?.len()))?);
    let search = |words: String| {
        let search = HistorySearch { words, exact_phrase: true, ..HistorySearch::default() };
        let mut budget = HistoryBudget { messages: 100, bytes: 512 * 1024, at_least_one: true };
        Ok(store.search_history(room, &search, &mut budget)?.messages.len())
    };
    report("history_phrase", &times(|n| search(phrase(n)))?);
    // Each of the words is in a third of all messages.
    report("history_frequent_phrase", &times(|_| search("the server is done".into()))?);
    Ok(())
}

/// Milliseconds of each round, ascending; a round that finds nothing has measured nothing.
fn times(mut ask: impl FnMut(usize) -> Result<usize, Failure>) -> Result<Vec<f64>, Failure> {
    let mut times = Vec::with_capacity(ROUNDS);
    for n in 0..ROUNDS {
        let began = Instant::now();
        if ask(n)? == 0 {
            return Err("nothing was found".into());
        }
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}

fn report(name: &str, times: &[f64]) {
    let rounded = |at: usize| (times[at] * 1000.0).round() / 1000.0;
    crate::report_value(&format!("{name}_p50"), rounded(ROUNDS / 2), "ms");
    crate::report_value(&format!("{name}_p99"), rounded(ROUNDS * 99 / 100), "ms");
}

async fn page_through(session: &Session, newest_first: bool) -> Result<(), Failure> {
    let name = if newest_first { "history_paging_newest_first" } else { "history_paging" };
    let pager: HistoryPager =
        session.history_pager(HistoryQuery { newest_first, ..HistoryQuery::default() })?;
    let (mut count, mut pages, mut most, mut early) = (0, 0, 0, 0);
    let mut last = None;
    let began = Instant::now();
    loop {
        let page = pager.next_page().await?;
        let Some(newest) = page.last() else { break };
        if last.is_some_and(|last| (newest.message_id > last) == newest_first) {
            return Err("the pages are not in order".into());
        }
        last = Some(newest.message_id);
        count += page.len();
        pages += 1;
        if pages % 50 == 0 {
            most = most.max(fleet::resident_bytes()?);
        }
        if pages == 50 {
            early = most;
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    if count != MESSAGES || pager.progress().total != u32::try_from(MESSAGES).ok() {
        return Err(format!("{count} messages came of {MESSAGES}: {:?}", pager.progress()).into());
    }
    crate::report_value(name, (count as f64 / seconds).round(), "messages/s");
    let mib = |bytes: u64| (bytes as f64 / 1024.0 / 102.4).round() / 10.0;
    crate::report_value(&format!("{name}_memory_after_50_pages"), mib(early), "MiB");
    crate::report_value(&format!("{name}_memory_most"), mib(most), "MiB");
    Ok(())
}
