//! Joining many rooms at once (spec: xccos.md 3.1, 4.5, 9.2).

use super::commands::Answer;
use super::driver::Driver;
use super::operations::Goal;
use super::refusal;
use super::session::SessionShared;
use crate::api::{Error, ErrorCode, Result, RoomNotJoined, SessionState};
use crate::xccos::{Data, Request, RoomKey, uri};
use std::sync::Arc;
use std::time::Instant;

/// More rooms go out in several documents, one after the other: their replies are large.
const ROOMS_AT_ONCE: usize = 200;

/// What a server says that does not want to say why (spec: xccos.md 4.5).
const NO_REASON: &str = "OPERATION_FAILED";

/// A room, and the session that shall be in it. Nobody holds the session yet, so it tells nothing until it is there.
pub(crate) struct RoomToJoin {
    pub(crate) uri: String,
    pub(crate) session: Arc<SessionShared>,
}

/// What became of all.
#[derive(Default)]
pub(crate) struct BatchOutcome {
    pub(crate) joined: Vec<Arc<SessionShared>>,
    pub(crate) failures: Vec<RoomNotJoined>,
}

/// A room of a batch, with its place in it.
struct Wanted {
    place: usize,
    room: RoomToJoin,
}

/// A batch on its way.
pub(crate) struct Batch {
    /// Not asked for yet, the first one last.
    waiting: Vec<Wanted>,
    /// In the document that is on its way.
    asked: Vec<Wanted>,
    /// Not joined, and the server did not say why, the first one last.
    unexplained: Vec<Wanted>,
    joined: Vec<(usize, Arc<SessionShared>)>,
    failures: Vec<(usize, RoomNotJoined)>,
    answer: Answer<BatchOutcome>,
}

impl Batch {
    fn failed(&mut self, wanted: Wanted, error: Error) {
        self.failures.push((wanted.place, RoomNotJoined { room_uri: wanted.room.uri, reason: error }));
    }

    /// What is being done, for an error message.
    pub(super) fn doing(&self) -> String {
        match &self.asked[..] {
            [one] => format!("joining the room {}", one.room.uri),
            several => format!("joining {} rooms", several.len()),
        }
    }
}

impl Driver {
    pub(super) fn join_rooms(&mut self, rooms: Vec<RoomToJoin>, answer: Answer<BatchOutcome>, now: Instant) {
        let mut batch = Box::new(Batch {
            waiting: Vec::new(),
            asked: Vec::new(),
            unexplained: Vec::new(),
            joined: Vec::new(),
            failures: Vec::new(),
            answer,
        });
        for (place, room) in rooms.into_iter().enumerate() {
            match self.may_join_in_batch(&room.uri) {
                Ok(()) => batch.waiting.push(Wanted { place, room }),
                Err(error) => batch.failed(Wanted { place, room }, error),
            }
        }
        batch.waiting.reverse();
        self.go_on(batch, now);
    }

    fn may_join_in_batch(&mut self, uri: &str) -> Result<()> {
        let room = super::room_uri(uri)?;
        if self.rooms.is_taken(&room) {
            let text = format!(
                "this endpoint is in the room {room} already, or was told to join it twice; one session per room"
            );
            return Err(Error::new(ErrorCode::InvalidOperation, text));
        }
        self.rooms.joining(&room);
        Ok(())
    }

    /// Asks for the next rooms; when there are none left, the batch is over.
    fn go_on(&mut self, mut batch: Box<Batch>, now: Instant) {
        if batch.answer.is_closed() {
            return self.abandon_batch(*batch, now);
        }
        let next = batch.waiting.len().saturating_sub(ROOMS_AT_ONCE);
        batch.asked = batch.waiting.split_off(next);
        batch.asked.reverse();
        if batch.asked.is_empty() {
            // The reply to a join of one room says why.
            batch.asked.extend(batch.unexplained.pop());
        }
        if batch.asked.is_empty() {
            return self.finish_batch(*batch, now);
        }
        let keys: Vec<RoomKey> = (0..)
            .zip(&batch.asked)
            .filter_map(|(key, wanted)| RoomKey::from_uri(key, wanted.room.uri.trim()))
            .collect();
        let request = match <[RoomKey; 1]>::try_from(keys) {
            Ok([one]) => Request::Join(one),
            Err(several) => Request::BatchJoin(several),
        };
        self.ask(request, Goal::JoinRooms(batch), now);
    }

    /// The server answered for the rooms that were asked for last.
    pub(super) fn batch_answered(&mut self, mut batch: Box<Batch>, data: &Data, now: Instant) {
        let is_alone = batch.asked.len() == 1;
        let participants = data.participants();
        for wanted in std::mem::take(&mut batch.asked) {
            let room = wanted.room.uri.trim();
            let doing = format!("joining the room {room}");
            if let Some(described) = data.room(room) {
                self.rooms.not_joining(room);
                if batch.answer.is_closed() {
                    self.part_unwanted(room, now);
                    continue;
                }
                let session = Arc::clone(&wanted.room.session);
                match self.shared.add_session(&session) {
                    Ok(()) => {
                        self.enter(&session, room, described, &participants, now);
                        batch.joined.push((wanted.place, session));
                    }
                    Err(error) => batch.failed(wanted, error),
                }
                continue;
            }
            match data.failures.iter().find(|failure| uri::same(&failure.uri(), room)) {
                Some(refused) if refused.key.trim().eq_ignore_ascii_case(NO_REASON) && !is_alone => {
                    batch.unexplained.push(wanted);
                    continue;
                }
                Some(refused) => {
                    self.rooms.not_joining(room);
                    let error = refusal::left_out(&doing, refused);
                    batch.failed(wanted, error);
                }
                None => {
                    self.rooms.not_joining(room);
                    let text = format!("{doing}: the server's answer does not name the room");
                    batch.failed(wanted, Error::new(ErrorCode::UnknownServerError, text));
                }
            }
        }
        self.go_on(batch, now);
    }

    /// The server refused the document. When it was about one room, the others have nothing to do with it.
    pub(super) fn batch_refused(&mut self, mut batch: Box<Batch>, error: Error, now: Instant) {
        match <[Wanted; 1]>::try_from(std::mem::take(&mut batch.asked)) {
            Ok([wanted]) => {
                self.rooms.not_joining(wanted.room.uri.trim());
                batch.failed(wanted, error);
                self.go_on(batch, now);
            }
            Err(several) => {
                batch.asked = several;
                self.break_batch(*batch, error, now);
            }
        }
    }

    /// The server's answer cannot be read. The rooms are asked for one by one, which gives shorter ones.
    pub(super) fn batch_unreadable(&mut self, mut batch: Box<Batch>, error: Error, now: Instant) {
        if let [wanted] = &batch.asked[..] {
            self.part_unwanted(wanted.room.uri.trim(), now);
            return self.batch_refused(batch, error, now);
        }
        let asked = std::mem::take(&mut batch.asked);
        batch.unexplained.extend(asked.into_iter().rev());
        self.go_on(batch, now);
    }

    /// Nothing can be asked any more: what was not answered has failed.
    pub(super) fn break_batch(&mut self, mut batch: Batch, error: Error, now: Instant) {
        let answered = !batch.joined.is_empty() || !batch.failures.is_empty();
        let mut left = std::mem::take(&mut batch.asked);
        left.append(&mut batch.waiting);
        left.append(&mut batch.unexplained);
        for wanted in left {
            self.rooms.not_joining(wanted.room.uri.trim());
            batch.failed(wanted, error.clone());
        }
        if answered {
            return self.finish_batch(batch, now);
        }
        let _ = batch.answer.send(Err(error));
    }

    fn finish_batch(&mut self, mut batch: Batch, now: Instant) {
        batch.joined.sort_by_key(|(place, _)| *place);
        batch.failures.sort_by_key(|(place, _)| *place);
        let outcome = BatchOutcome {
            joined: batch.joined.into_iter().map(|(_, session)| session).collect(),
            failures: batch.failures.into_iter().map(|(_, failure)| failure).collect(),
        };
        if let Err(Ok(outcome)) = batch.answer.send(Ok(outcome)) {
            self.abandon(&outcome.joined, now);
        }
    }

    /// Nobody waits for the batch any more.
    fn abandon_batch(&mut self, batch: Batch, now: Instant) {
        for wanted in batch.waiting.iter().chain(&batch.unexplained) {
            self.rooms.not_joining(wanted.room.uri.trim());
        }
        let joined: Vec<_> = batch.joined.into_iter().map(|(_, session)| session).collect();
        self.abandon(&joined, now);
    }

    /// Leaves the rooms of sessions that nobody knows to be in one.
    pub(super) fn abandon(&mut self, sessions: &[Arc<SessionShared>], now: Instant) {
        for session in sessions {
            if session.state() == SessionState::Established
                && let Ok(room) = self.room_of(session)
            {
                self.part_unwanted(&room, now);
                self.drop_room(&room, None);
            }
        }
    }
}
