//! XCCOS commands on their way: each waits for the reply that names its envelope (spec: xccos.md 1.5).

use super::batch::Batch;
use super::commands::{Answer, Command};
use super::driver::Driver;
use super::refusal::{self, Asked};
use super::session::SessionShared;
use super::{failure, large_rooms};
use crate::api::{ChatMessage, ChatRoomParticipant, Error, ErrorCode, Result};
use crate::sip::{Message, random};
use crate::xccos::{CommandReference, Data, Envelope, EnvelopeId, Item, Reply, Request};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// More operations than this at once are refused.
pub(super) const MOST_OPERATIONS: usize = 4_096;

/// The first wait before a document is sent again to a busy server; it doubles (spec: xccos.md 1.1, 503 with id 20000).
const FIRST_BACKOFF: Duration = Duration::from_millis(100);

/// The longest such wait.
const LONGEST_BACKOFF: Duration = Duration::from_secs(2);

/// How long a late reply to a join that nobody waits for any more is still undone.
const UNDO_WINDOW: Duration = Duration::from_secs(60);

/// What a command is for, and who waits for its outcome.
pub(super) enum Goal {
    /// The reply itself, for `establish` and `farewell`.
    Reply(oneshot::Sender<Result<Box<Reply>>>),
    Join {
        session: Arc<SessionShared>,
        room: String,
        answer: Answer<()>,
    },
    FindToJoin {
        session: Arc<SessionShared>,
        name: String,
        /// The room itself is asked for, not looked for among others.
        is_by_name: bool,
        answer: Answer<()>,
    },
    Leave {
        session: Arc<SessionShared>,
        room: String,
        answer: Answer<()>,
    },
    Post(super::posting::Post),
    History {
        session: Arc<SessionShared>,
        room: String,
        count: u32,
        answer: Answer<Vec<ChatMessage>>,
    },
    JoinRooms(Box<Batch>),
    /// Asks who is in a room that the user is in.
    JoinAgain {
        session: Arc<SessionShared>,
        room: String,
    },
    /// Asks what the user may do in a room that he is in.
    OwnRights {
        session: Arc<SessionShared>,
        room: String,
    },
    HiddenParticipants {
        room: String,
        answer: Answer<Vec<ChatRoomParticipant>>,
    },
    Ask {
        doing: String,
        asked: Asked,
        answer: Answer<Data>,
    },
    /// Nobody waits any more; a join that still succeeds is undone.
    Undo,
    /// Nobody is interested.
    Nothing,
}

/// One command on its way.
pub(super) struct Pending {
    pub(super) goal: Goal,
    /// Kept until the server has taken it, to send it again.
    document: Option<String>,
    deadline: Instant,
    /// When to send it again, and how long to wait the next time.
    retry: Option<Instant>,
    backoff: Duration,
    /// The server asked for a new proof of identity; it is sent again with one, once.
    challenged: bool,
}

/// All commands on their way, by the number of their envelope. Numbers rise, so the first is the oldest.
pub(super) struct Operations {
    pending: BTreeMap<u64, Pending>,
    next_envid: u64,
    /// The chat is being opened: losing it is not the end.
    pub(super) establishing: bool,
    /// How many have another deadline than the order of numbers tells: retries, posts that wait for their echo, undoing.
    early: usize,
    pub(super) echoes: super::posting::Echoes,
}

impl Operations {
    pub(super) fn new() -> Operations {
        Operations {
            pending: BTreeMap::new(),
            // Like SIPE: 32 random bits, then upwards.
            next_envid: u64::from_str_radix(&random::hex(4), 16).unwrap_or(1),
            establishing: true,
            early: 0,
            echoes: super::posting::Echoes::default(),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.pending.len() >= MOST_OPERATIONS
    }

    /// When the next one is due.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        if self.early == 0 {
            return self.pending.values().next().map(|pending| pending.deadline);
        }
        self.pending.values().map(Pending::due).min()
    }

    fn insert(&mut self, envid: u64, pending: Pending) {
        if pending.is_early() {
            self.early += 1;
        }
        self.pending.insert(envid, pending);
    }

    /// Changes one and keeps count.
    pub(super) fn change<T>(&mut self, envid: u64, change: impl FnOnce(&mut Pending) -> T) -> Option<T> {
        let pending = self.pending.get_mut(&envid)?;
        let before = pending.is_early();
        let result = change(pending);
        match (before, pending.is_early()) {
            (false, true) => self.early += 1,
            (true, false) => self.early -= 1,
            _ => {}
        }
        Some(result)
    }

    /// Those whose time has come.
    fn due(&self, now: Instant) -> Vec<u64> {
        let all = self.pending.iter();
        if self.early == 0 {
            return all.take_while(|(_, p)| p.deadline <= now).map(|(envid, _)| *envid).collect();
        }
        all.filter(|(_, p)| p.due() <= now).map(|(envid, _)| *envid).collect()
    }

    /// The posts that wait for their echo, oldest first.
    pub(super) fn posts(&self) -> impl Iterator<Item = (u64, &super::posting::Post)> {
        self.pending.iter().filter_map(|(envid, pending)| match &pending.goal {
            Goal::Post(post) => Some((*envid, post)),
            _ => None,
        })
    }

    /// Takes one out.
    pub(super) fn take(&mut self, envid: u64) -> Option<Goal> {
        let pending = self.pending.remove(&envid)?;
        if pending.is_early() {
            self.early -= 1;
        }
        Some(pending.goal)
    }
}

impl Pending {
    fn grace(&self) -> Option<Instant> {
        match &self.goal {
            Goal::Post(post) => post.grace_ends,
            _ => None,
        }
    }

    /// Whether its turn is told by more than the order of numbers.
    fn is_early(&self) -> bool {
        self.retry.is_some() || self.grace().is_some() || matches!(self.goal, Goal::Undo)
    }

    fn due(&self) -> Instant {
        [self.retry, self.grace()].into_iter().flatten().fold(self.deadline, Instant::min)
    }
}

impl Driver {
    /// Does what the program asks.
    pub(super) fn run(&mut self, command: Command, now: Instant) {
        if self.operations.is_full() {
            return command.refuse(Error::new(
                ErrorCode::TooManyOperations,
                format!("{MOST_OPERATIONS} operations of this endpoint run already; wait for some to end"),
            ));
        }
        match command {
            Command::Join { session, room, answer } => self.join(session, room, answer, now),
            Command::JoinByName { session, name, answer } => self.join_by_name(session, name, answer, now),
            Command::JoinRooms { rooms, answer } => self.join_rooms(rooms, answer, now),
            Command::Abandon { sessions } => self.abandon(&sessions, now),
            Command::HiddenParticipants { session, answer } => {
                self.hidden_participants(&session, answer, now);
            }
            Command::Leave { session, answer } => self.leave(session, answer, now),
            Command::Post { session, message, answer } => self.post(session, message, answer, now),
            Command::History { session, count, answer } => self.history(session, count, answer, now),
            Command::Ask { question, answer } => {
                let asked = Asked::of(&question.request);
                self.ask(*question.request, Goal::Ask { doing: question.doing, asked, answer }, now);
            }
        }
    }

    /// Sends a command; `goal` gets the outcome.
    pub(super) fn ask(&mut self, request: Request, goal: Goal, now: Instant) {
        self.send_item(request.into(), goal, now);
    }

    /// Sends a command or a message; `goal` gets the outcome.
    pub(super) fn send_item(&mut self, item: Item, goal: Goal, now: Instant) {
        let envid = self.operations.next_envid;
        self.operations.next_envid = envid.wrapping_add(1);
        let document = Envelope::new(envid, item).to_text();
        if let Err(error) = self.send_document(envid, &document, now) {
            return self.fail(goal, failure::sending(&error), now);
        }
        let deadline = now + self.shared.account.operation_timeout;
        let pending = Pending {
            goal,
            document: Some(document),
            deadline,
            retry: None,
            backoff: FIRST_BACKOFF,
            challenged: false,
        };
        self.operations.insert(envid, pending);
    }

    /// Asks and works until the reply is there.
    pub(super) async fn converse(&mut self, request: Request) -> Result<Box<Reply>> {
        let (waiting, reply) = oneshot::channel();
        self.ask(request, Goal::Reply(waiting), Instant::now());
        self.work_until(reply).await
    }

    /// The SIP answer to a document. Success only says that the server has it; the outcome comes in a document of its own.
    pub(super) fn document_answered(&mut self, envid: u64, outcome: Result<Message>, now: Instant) {
        let response = match outcome {
            Ok(response) => response,
            Err(error) => {
                if let Some(goal) = self.operations.take(envid) {
                    self.give_up(envid, goal, error, now);
                }
                return;
            }
        };
        let rerouted = self.note_dialog_response(&response);
        match response.status().unwrap_or(0) {
            200..300 => self.document_taken(envid, now),
            _ if rerouted => self.send_again(envid, now),
            503 => self.retry_later(envid, &response, now),
            401 | 407 if self.is_first_challenge(envid) => self.renew_association(now),
            // The dialog went with it; every operation ends with that reason.
            _ if self.fatal.is_some() => {}
            _ => {
                if let Some(goal) = self.operations.take(envid) {
                    let error = failure::command_refused(&goal.doing(), &response);
                    self.fail(goal, error, now);
                }
            }
        }
    }

    fn document_taken(&mut self, envid: u64, now: Instant) {
        let grace = self.operations.echoes.grace();
        let uninteresting = self.operations.change(envid, |pending| {
            pending.document = None;
            if let Goal::Post(post) = &mut pending.goal {
                post.grace_ends = Some(if post.author_left { now } else { now + grace });
            }
            matches!(pending.goal, Goal::Nothing)
        });
        if uninteresting == Some(true) {
            self.operations.take(envid);
        }
    }

    /// Marks a document that the server wants a new proof for (spec: sip.md B12).
    fn is_first_challenge(&mut self, envid: u64) -> bool {
        let first = |pending: &mut Pending| !std::mem::replace(&mut pending.challenged, true);
        self.operations.change(envid, first) == Some(true)
    }

    /// The server knows us again: what it challenged goes out again.
    pub(super) fn send_challenged_again(&mut self, now: Instant) {
        let challenged: Vec<u64> = self
            .operations
            .pending
            .iter()
            .filter(|(_, pending)| pending.challenged && pending.document.is_some())
            .map(|(envid, _)| *envid)
            .collect();
        for envid in challenged {
            self.send_again(envid, now);
        }
    }

    /// The server is busy: the same document again after a while, as long as the operation has time.
    fn retry_later(&mut self, envid: u64, response: &Message, now: Instant) {
        let asked = response.retry_after().map(|seconds| Duration::from_secs(seconds.into()));
        let retried = self.operations.change(envid, |pending| {
            let at = now + asked.unwrap_or(pending.backoff);
            pending.backoff = (pending.backoff * 2).min(LONGEST_BACKOFF);
            let in_time = pending.document.is_some() && at < pending.deadline;
            if in_time {
                pending.retry = Some(at);
            }
            in_time
        });
        if retried == Some(false)
            && let Some(goal) = self.operations.take(envid)
        {
            let error = failure::command_refused(&goal.doing(), response);
            self.fail(goal, error, now);
        }
    }

    fn send_again(&mut self, envid: u64, now: Instant) {
        let document = self.operations.change(envid, |pending| {
            pending.retry = None;
            pending.document.clone()
        });
        let Some(Some(document)) = document else { return };
        if let Err(error) = self.send_document(envid, &document, now)
            && let Some(goal) = self.operations.take(envid)
        {
            self.fail(goal, failure::sending(&error), now);
        }
    }

    pub(super) fn handle_operation_deadlines(&mut self, now: Instant) {
        if self.operations.next_deadline().is_none_or(|deadline| deadline > now) {
            return;
        }
        for envid in self.operations.due(now) {
            let state = self.operations.change(envid, |pending| {
                (pending.deadline <= now, pending.retry.is_some_and(|at| at <= now))
            });
            match state {
                Some((false, true)) => self.send_again(envid, now),
                // Only a post whose grace is over is due before its deadline.
                Some((false, false)) => self.post_unechoed(envid),
                Some((true, _)) => {
                    if let Some(goal) = self.operations.take(envid) {
                        let error = failure::no_answer(&goal.doing(), self.shared.account.operation_timeout);
                        self.give_up(envid, goal, error, now);
                    }
                }
                None => {}
            }
        }
    }

    /// Ends an operation whose outcome is not known. A join may still succeed; it is undone then.
    fn give_up(&mut self, envid: u64, goal: Goal, error: Error, now: Instant) {
        if matches!(goal, Goal::Join { .. } | Goal::JoinRooms(_)) {
            let undo = Pending {
                goal: Goal::Undo,
                document: None,
                deadline: now + UNDO_WINDOW,
                retry: None,
                backoff: FIRST_BACKOFF,
                challenged: false,
            };
            self.operations.insert(envid, undo);
        }
        self.fail(goal, error, now);
    }

    /// Everything that comes in one INFO.
    pub(super) fn take_document(&mut self, body: &[u8], now: Instant) {
        let envelope = match Envelope::parse(body, &self.document_limits) {
            Ok(envelope) => envelope,
            Err(error) => {
                let error = Error::new(
                    ErrorCode::ProtocolViolation,
                    format!("the server's answer cannot be read: {error}"),
                );
                return self.take_unreadable(body, &error, now);
            }
        };
        if envelope.ignored > 0 {
            log::debug!("{}: {} unknown elements in a document", self.shared.account.uri, envelope.ignored);
        }
        for item in envelope.items {
            match item {
                Item::GroupChat(message) => self.take_message(*message),
                Item::Reply(reply) => self.take_reply(reply, now),
                Item::Notice(notice) => self.take_notice(&notice, now),
                Item::Unknown(unknown) => {
                    let (Some(command), Some(response)) = (unknown.command, unknown.response) else {
                        continue;
                    };
                    let reply =
                        Reply { command: Some(command), response: Some(response), ..Reply::default() };
                    self.take_reply(Box::new(reply), now);
                }
                _ => {}
            }
        }
    }

    /// A document that is longer than the endpoint takes: only the beginning is there.
    pub(super) fn take_beginning(&mut self, beginning: &[u8], length: usize, now: Instant) {
        let error = Error::new(
            ErrorCode::LimitExceeded,
            format!(
                "the server's answer has {length} bytes and this endpoint takes {}; ask for less, or raise `max_body_bytes` in its settings",
                self.shared.account.max_body
            ),
        );
        self.take_unreadable(beginning, &error, now);
    }

    /// Ends the operation that a document answers which cannot be read; the others go on.
    fn take_unreadable(&mut self, document: &[u8], error: &Error, now: Instant) {
        let reference = CommandReference::in_beginning(document);
        let goal = match reference.map(|command| command.envid) {
            Some(EnvelopeId::Number(envid)) => self.operations.take(envid),
            _ => None,
        };
        let Some(goal) = goal else {
            log::warn!("{}: a document of the chat server is dropped: {error}", self.shared.account.uri);
            return;
        };
        let error = error.clone().context(&goal.doing());
        match goal {
            Goal::JoinRooms(batch) => self.batch_unreadable(batch, error, now),
            goal => {
                // The server may well have let the user in.
                if let Goal::Join { room, .. } = &goal {
                    self.part_unwanted(room, now);
                }
                self.fail(goal, error, now);
            }
        }
    }

    fn take_reply(&mut self, reply: Box<Reply>, now: Instant) {
        let envid = match &reply.command {
            Some(command) => match command.envid {
                EnvelopeId::Number(envid) => Some(envid),
                EnvelopeId::Text(_) => None,
            },
            None => None,
        };
        match envid.and_then(|envid| self.operations.take(envid)) {
            Some(goal) => self.complete(goal, reply, now),
            // History that a server of 2010 sends by itself after a join, or an answer that came too late.
            None => log::debug!("{}: {} belongs to no command", self.shared.account.uri, reply.id),
        }
    }

    fn complete(&mut self, goal: Goal, reply: Box<Reply>, now: Instant) {
        let refused = match &goal {
            Goal::Reply(_) | Goal::Undo | Goal::Nothing => None,
            goal => {
                reply.outcome().err().map(|refusal| refusal::refused(&goal.doing(), goal.asked(), &refusal))
            }
        };
        match (goal, refused) {
            (Goal::Reply(waiting), _) => {
                let _ = waiting.send(Ok(reply));
            }
            (Goal::Undo, _) => self.undo_join(&reply, now),
            (Goal::Nothing, _) => {}
            (Goal::JoinRooms(batch), Some(error)) => self.batch_refused(batch, error, now),
            (goal, Some(error)) => self.fail(goal, error, now),
            (Goal::JoinRooms(batch), None) => self.batch_answered(batch, &reply.data, now),
            (Goal::JoinAgain { session, room }, None) => {
                self.joined_again(&session, &room, Some(&reply.data));
            }
            (Goal::OwnRights { session, room }, None) => self.own_rights_told(&session, &room, &reply.data),
            (Goal::HiddenParticipants { room, answer }, None) => {
                let _ = answer.send(Ok(large_rooms::listed(&reply.data, &room)));
            }
            (Goal::Join { session, room, answer }, None) => {
                self.joined(session, &room, answer, &reply.data, now);
            }
            (Goal::FindToJoin { session, name, is_by_name, answer }, None) => {
                self.found_to_join(session, name, is_by_name, answer, &reply.data, now);
            }
            (Goal::Leave { session, room, answer }, None) => self.left(&session, &room, answer, Ok(())),
            (Goal::Post(post), None) => {
                let _ = post.answer.send(Ok(()));
            }
            (Goal::History { session, room, count, answer }, None) => {
                let _ = answer.send(Ok(self.history_of(&session, &room, count, reply.data)));
            }
            (Goal::Ask { answer, .. }, None) => {
                let _ = answer.send(Ok(reply.data));
            }
        }
    }

    /// Ends an operation with an error.
    pub(super) fn fail(&mut self, goal: Goal, error: Error, now: Instant) {
        match goal {
            Goal::Reply(waiting) => {
                let _ = waiting.send(Err(error));
            }
            Goal::Join { session, room, answer } => {
                self.rooms.not_joining(&room);
                self.join_failed(&session, answer, error);
            }
            Goal::FindToJoin { session, name, is_by_name, answer } => {
                self.not_found_to_join(session, name, is_by_name, answer, error, now);
            }
            Goal::Leave { session, room, answer } => self.left(&session, &room, answer, Err(error)),
            Goal::Post(post) => {
                let _ = post.answer.send(Err(error));
            }
            Goal::History { answer, .. } => {
                let _ = answer.send(Err(error));
            }
            Goal::Ask { answer, .. } => {
                let _ = answer.send(Err(error));
            }
            Goal::JoinRooms(batch) => self.break_batch(*batch, error, now),
            Goal::JoinAgain { session, room } => self.joined_again(&session, &room, None),
            Goal::HiddenParticipants { answer, .. } => {
                let _ = answer.send(Err(error));
            }
            Goal::OwnRights { .. } | Goal::Undo | Goal::Nothing => {}
        }
    }

    /// Ends every operation with the same error: the connection or the chat is gone.
    pub(super) fn fail_operations(&mut self, reason: &Error) {
        let now = Instant::now();
        while let Some(envid) = self.operations.pending.keys().next().copied() {
            if let Some(goal) = self.operations.take(envid) {
                let doing = goal.doing();
                self.fail(goal, reason.clone().context(&doing), now);
            }
        }
    }
}

impl Goal {
    /// What the chat service was asked for.
    fn asked(&self) -> Asked {
        match self {
            Goal::Join { .. } | Goal::JoinRooms(_) => Asked::Join,
            Goal::Post(_) => Asked::Post,
            Goal::History { .. } => Asked::Read,
            Goal::Ask { asked, .. } => *asked,
            _ => Asked::Other,
        }
    }

    /// What was being done, for an error message.
    pub(super) fn doing(&self) -> String {
        match self {
            Goal::Reply(_) => "asking the chat server".into(),
            Goal::Join { room, .. } => format!("joining the room {room}"),
            Goal::FindToJoin { name, .. } => format!("looking for the room '{name}'"),
            Goal::Leave { room, .. } => format!("leaving the room {room}"),
            Goal::Post(post) => format!("posting to the room {}", post.room),
            Goal::History { room, .. } => format!("reading the history of the room {room}"),
            Goal::JoinRooms(batch) => batch.doing(),
            Goal::JoinAgain { room, .. } | Goal::HiddenParticipants { room, .. } => {
                format!("asking who is in the room {room}")
            }
            Goal::OwnRights { room, .. } => format!("asking what the user may do in the room {room}"),
            Goal::Ask { doing, .. } => doing.clone(),
            Goal::Undo | Goal::Nothing => String::new(),
        }
    }
}
