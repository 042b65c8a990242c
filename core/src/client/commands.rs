//! What the public nouns ask an endpoint's task to do.

use super::batch::{BatchOutcome, RoomToJoin};
use super::posting::Outgoing;
use super::session::SessionShared;
use crate::api::{ChatMessage, ChatRoomParticipant, Result};
use crate::xccos::{Data, Request};
use std::sync::Arc;
use tokio::sync::oneshot;

/// Where the outcome goes. When nobody waits for it any more, the operation was cancelled.
pub(crate) type Answer<T> = oneshot::Sender<Result<T>>;

/// How many commands may wait for the task; more are refused. Callers do not wait for room: they would overtake each other.
pub(crate) const WAITING_COMMANDS: usize = 4_096;

/// One operation.
pub(crate) enum Command {
    /// Join the room with this URI.
    Join { session: Arc<SessionShared>, room: String, answer: Answer<()> },
    /// Find the room with this name and join it.
    JoinByName { session: Arc<SessionShared>, name: String, answer: Answer<()> },
    /// Leave the session's room.
    Leave { session: Arc<SessionShared>, answer: Answer<()> },
    /// Post to the session's room.
    Post { session: Arc<SessionShared>, message: Outgoing, answer: Answer<()> },
    /// Join many rooms.
    JoinRooms { rooms: Vec<RoomToJoin>, answer: Answer<BatchOutcome> },
    /// Leave the rooms of sessions that nobody knows to be in one.
    Abandon { sessions: Vec<Arc<SessionShared>> },
    /// Who is in the session's room, which is large.
    HiddenParticipants { session: Arc<SessionShared>, answer: Answer<Vec<ChatRoomParticipant>> },
    /// The newest messages of the session's room.
    History { session: Arc<SessionShared>, count: u32, answer: Answer<Vec<ChatMessage>> },
    /// Anything that one reply answers and that changes nothing here.
    Ask { question: Question, answer: Answer<Data> },
}

/// A command, and what it is for in the words of an error message: `looking for rooms`.
pub(crate) struct Question {
    pub(crate) doing: String,
    pub(crate) request: Box<Request>,
}

impl Command {
    /// Ends the command without doing it.
    pub(crate) fn refuse(self, error: crate::api::Error) {
        match self {
            Command::Join { answer, .. }
            | Command::JoinByName { answer, .. }
            | Command::Leave { answer, .. }
            | Command::Post { answer, .. } => {
                let _ = answer.send(Err(error));
            }
            Command::JoinRooms { answer, .. } => {
                let _ = answer.send(Err(error));
            }
            Command::Abandon { .. } => {}
            Command::HiddenParticipants { answer, .. } => {
                let _ = answer.send(Err(error));
            }
            Command::History { answer, .. } => {
                let _ = answer.send(Err(error));
            }
            Command::Ask { answer, .. } => {
                let _ = answer.send(Err(error));
            }
        }
    }
}
