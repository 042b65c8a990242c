//! The one thread that writes messages: everything that waits goes into one transaction.

use super::Store;
use super::words::shown;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{NewMessage, StoredMessage};
use crate::timestamp::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

/// What happened to a post. Called on the writer's thread once the message is durable, in the order of the
/// room's message ids; it must not block.
pub type Posted = Box<dyn FnOnce(Result<StoredMessage>) + Send>;

/// Posts in one transaction, so that the first of them does not wait for long.
const BATCH: usize = 512;

/// The writer thread's handle. Dropping it writes what waits and ends the thread.
pub struct Writer {
    posts: Mutex<Option<SyncSender<(NewMessage, Posted)>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    /// Posts that may wait unless something else is said; beyond it the chat service is busy (spec: xccos.md 1.1, answer 503).
    pub const WAITING: usize = 4096;

    /// Starts the thread. Fails when the database cannot be opened or the thread not started.
    pub fn start(store: &Store) -> Result<Writer> {
        Writer::start_with(store, Writer::WAITING)
    }

    /// The same with another number of posts that may wait, at least 1.
    pub fn start_with(store: &Store, limit: usize) -> Result<Writer> {
        let connection = store.connect()?;
        let (posts, waiting) = sync_channel(limit.max(1));
        let thread = std::thread::Builder::new()
            .name("pchat-writer".into())
            .spawn(move || run(connection, &waiting))
            .map_err(|error| Error::io("start the writer thread", &error))?;
        Ok(Writer { posts: Mutex::new(Some(posts)), thread: Mutex::new(Some(thread)) })
    }

    /// Queues a post; never blocks. `posted` is called exactly once, unless this fails because too many wait already.
    pub fn post(&self, message: NewMessage, posted: Posted) -> std::result::Result<(), Busy> {
        match &*self.posts.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(posts) => posts.try_send((message, posted)).map_err(|_| Busy),
            None => Err(Busy),
        }
    }

    /// Writes what waits and ends the thread; later posts fail. Blocks until it is done.
    pub fn finish(&self) {
        drop(self.posts.lock().unwrap_or_else(PoisonError::into_inner).take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // The last handle may go away inside a completion, on the thread itself.
            if thread.thread().id() != std::thread::current().id() && thread.join().is_err() {
                log::error!("the writer thread panicked");
            }
        }
    }
}

/// Too many posts wait for the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

impl Drop for Writer {
    fn drop(&mut self) {
        self.finish();
    }
}

fn run(mut connection: Connection, waiting: &Receiver<(NewMessage, Posted)>) {
    while let Ok(first) = waiting.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH {
            match waiting.try_recv() {
                Ok(next) => batch.push(next),
                Err(_) => break,
            }
        }
        let (messages, completions): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        match write(&mut connection, messages) {
            Ok(stored) => stored.into_iter().zip(completions).for_each(|(message, posted)| posted(message)),
            Err(error) => {
                log::error!("{error}");
                completions.into_iter().for_each(|posted| posted(Err(error.clone())));
            }
        }
    }
    // What is in the log goes into the database file, so that a stopped server leaves one file behind.
    if let Err(error) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
        log::warn!("the database's log could not be merged: {error}");
    }
}

/// Writes a batch in one transaction. The outer error concerns the whole batch.
fn write(connection: &mut Connection, messages: Vec<NewMessage>) -> Result<Vec<Result<StoredMessage>>> {
    let failed = |error| Error::store("store messages", &error);
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failed)?;
    let mut stored = Vec::with_capacity(messages.len());
    {
        // RETURNING would say the number in one statement, through a table that SQLite makes and drops each time.
        let mut count = transaction
            .prepare_cached(
                "INSERT INTO room_counters (room, last_chat_id) SELECT id, 1 FROM rooms WHERE id = ?1
                 ON CONFLICT (room) DO UPDATE SET last_chat_id = last_chat_id + 1",
            )
            .map_err(failed)?;
        let mut number = transaction
            .prepare_cached("SELECT last_chat_id FROM room_counters WHERE room = ?1")
            .map_err(failed)?;
        let mut insert = transaction
            .prepare_cached(
                "INSERT INTO messages (room, chat_id, ts, author, author_name, alert, text, rtf, words)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )
            .map_err(failed)?;
        for message in messages {
            count.execute([message.room]).map_err(failed)?;
            let id: Option<i64> =
                number.query_row([message.room], |row| row.get(0)).optional().map_err(failed)?;
            let Some(chat_id) = id else {
                stored.push(Err(Error::new(ErrorKind::NotFound, "the room is gone")));
                continue;
            };
            let timestamp = Timestamp::now();
            if message.keep {
                insert
                    .execute((
                        message.room,
                        chat_id,
                        timestamp.ticks(),
                        message.author.as_str(),
                        &message.author_name,
                        message.alert,
                        &message.text,
                        &message.rtf,
                        shown(&message.text),
                    ))
                    .map_err(failed)?;
            }
            stored.push(Ok(StoredMessage {
                chat_id,
                timestamp,
                author: message.author,
                author_name: message.author_name,
                alert: message.alert,
                text: message.text,
                rtf: message.rtf,
            }));
        }
    }
    transaction.commit().map_err(failed)?;
    Ok(stored)
}
