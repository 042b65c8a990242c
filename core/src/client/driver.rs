//! The heart of an endpoint's task: what comes in is handled, what is due is done, what is to be sent lies in the output.

use super::chat::Chat;
use super::endpoint::EndpointShared;
use super::failure;
use super::link::Link;
use super::operations::Operations;
use super::outbox::Outbox;
use super::rooms::Rooms;
use crate::api::{Error, ErrorCode, Result};
use crate::sip::connection::SendError;
use crate::sip::registration::{RegisterOutcome, Registration};
use crate::sip::transaction::TransactionId;
use crate::sip::{ConnectionEvent, Message};
use crate::xccos;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::oneshot;

/// What a request of ours was for.
#[derive(Debug)]
pub(super) enum Purpose {
    /// Somebody in `establish` or `farewell` waits for the final response.
    Awaited(oneshot::Sender<Result<Message>>),
    /// An XCCOS document, by its number.
    Document(u64),
    /// A refresh of the chat session.
    SessionRefresh,
    /// Nobody is interested.
    Nothing,
}

/// Everything that an endpoint's task owns.
pub(super) struct Driver {
    pub(super) shared: Arc<EndpointShared>,
    pub(super) link: Link,
    pub(super) registration: Registration,
    /// What became of the REGISTER that somebody waits for.
    pub(super) register_outcome: Option<RegisterOutcome>,
    pub(super) chat: Option<Chat>,
    pub(super) operations: Operations,
    pub(super) rooms: Rooms,
    pub(super) outbox: Outbox,
    pub(super) purposes: HashMap<TransactionId, Purpose>,
    /// Why the endpoint cannot go on.
    pub(super) fatal: Option<Error>,
    /// The connection is gone: nothing can be said any more.
    pub(super) link_ended: bool,
    /// The endpoint ends; what becomes of its sessions is told by that.
    pub(super) ending: bool,
    /// The refresh of the chat session is to be sent again once the server knows us again.
    pub(super) refresh_challenged: bool,
    /// Since when the message that comes in is incomplete.
    incomplete_since: Option<Instant>,
    /// In bytes; 0 when the server does not tell.
    pub(super) message_size_limit: usize,
    /// The same for stories.
    pub(super) story_size_limit: usize,
    pub(super) document_limits: xccos::Limits,
    /// The body of a NOTIFY or BENOTIFY about provisioning.
    pub(super) provisioning: Option<Vec<u8>>,
}

impl Driver {
    pub(super) fn new(shared: Arc<EndpointShared>, link: Link, registration: Registration) -> Driver {
        let document_limits = xccos::Limits::of_reply(shared.account.max_body);
        Driver {
            document_limits,
            shared,
            link,
            registration,
            register_outcome: None,
            chat: None,
            operations: Operations::new(),
            rooms: Rooms::default(),
            outbox: Outbox::default(),
            purposes: HashMap::new(),
            fatal: None,
            link_ended: false,
            ending: false,
            refresh_challenged: false,
            incomplete_since: None,
            message_size_limit: 0,
            story_size_limit: 0,
            provisioning: None,
        }
    }

    /// One round: bytes in and out, what is due, everything that came of it. Fails when the endpoint cannot go on. Dropping the
    /// future loses nothing.
    pub(super) async fn round(&mut self) -> Result<()> {
        let outcome = self.link.round(self.outbox.is_empty(), self.next_deadline()).await;
        self.link_ended |= outcome.is_err();
        // What came in before the end still counts: a server may say why it closes.
        self.work(Instant::now());
        match (self.fatal.take(), outcome) {
            (Some(error), _) | (None, Err(error)) => Err(error),
            (None, Ok(_)) => Ok(()),
        }
    }

    /// When something is due without anything coming in.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        [
            self.link.sip.next_deadline(),
            self.operations.next_deadline(),
            self.chat.as_ref().and_then(Chat::next_deadline),
            self.registration.next_deadline(),
            self.incomplete_since.map(|since| since + self.shared.account.operation_timeout),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    fn work(&mut self, now: Instant) {
        // Not only when the timer woke us: under load there is always something to read first.
        let is_due = self.next_deadline().is_some_and(|deadline| deadline <= now);
        if is_due {
            self.link.sip.handle_deadline(now);
        }
        let mut was_idle = true;
        while let Some(event) = self.link.sip.poll_event() {
            was_idle = false;
            self.handle(event, now);
        }
        self.bound_incomplete(was_idle, now);
        if is_due {
            self.handle_operation_deadlines(now);
            self.handle_session_deadline(now);
            self.handle_registration_deadline(now);
        }
        let shared = Arc::clone(&self.shared);
        self.outbox.deliver(&shared);
    }

    /// A server that begins a message and does not end it keeps nothing waiting for ever (spec: sip.md I10).
    fn bound_incomplete(&mut self, was_idle: bool, now: Instant) {
        if !self.link.sip.mid_message() || !self.outbox.is_empty() {
            self.incomplete_since = None;
            return;
        }
        // Whatever came in before is complete; this message has just begun.
        let since = self.incomplete_since.filter(|_| was_idle).unwrap_or(now);
        self.incomplete_since = Some(since);
        let limit = self.shared.account.operation_timeout;
        if now.duration_since(since) >= limit {
            let text =
                format!("the server began a message and did not end it within {} s", limit.as_secs_f32());
            self.fatal.get_or_insert(Error::new(ErrorCode::ProtocolViolation, text));
        }
    }

    fn handle(&mut self, event: ConnectionEvent, now: Instant) {
        if let ConnectionEvent::Response { transaction, .. }
        | ConnectionEvent::TimedOut { transaction }
        | ConnectionEvent::Abandoned { transaction } = &event
            && self.registration.owns(*transaction)
        {
            let outcome = self.registration.handle_event(&mut self.link.sip, &event, now);
            return self.take_register_outcome(outcome, now);
        }
        match event {
            ConnectionEvent::Request { transaction, message, .. } => {
                self.take_request(transaction, message, now)
            }
            ConnectionEvent::Response { transaction, message }
                if message.status().is_some_and(|status| status >= 200) =>
            {
                self.take_final(transaction, Ok(message), now);
            }
            ConnectionEvent::AdditionalSuccess { message, .. } => self.end_fork(&message, now),
            ConnectionEvent::TimedOut { transaction } => {
                let limit = self.shared.account.operation_timeout;
                self.take_final(transaction, Err(failure::no_answer("a request", limit)), now);
            }
            ConnectionEvent::Abandoned { transaction } => {
                let error = Error::new(ErrorCode::ConnectionLost, "the connection to the server ended");
                self.take_final(transaction, Err(error), now);
            }
            ConnectionEvent::Discarded { reason } => {
                log::debug!("{}: dropped {reason}", self.shared.account.uri)
            }
            _ => {}
        }
    }

    fn take_final(&mut self, transaction: TransactionId, outcome: Result<Message>, now: Instant) {
        match self.purposes.remove(&transaction) {
            Some(Purpose::Awaited(waiting)) => {
                let _ = waiting.send(outcome);
            }
            Some(Purpose::Document(envid)) => self.document_answered(envid, outcome, now),
            Some(Purpose::SessionRefresh) => self.session_refreshed(outcome, now),
            Some(Purpose::Nothing) | None => {}
        }
    }

    /// Sends a request and remembers what for.
    pub(super) fn send(
        &mut self,
        message: Message,
        purpose: Purpose,
        now: Instant,
    ) -> std::result::Result<(), SendError> {
        let transaction = self.link.sip.send_request(message, now)?;
        self.purposes.insert(transaction, purpose);
        Ok(())
    }

    /// Sends a request and works until its final response is there.
    pub(super) async fn transact(&mut self, message: Message) -> Result<Message> {
        let (waiting, outcome) = oneshot::channel();
        self.send(message, Purpose::Awaited(waiting), Instant::now())
            .map_err(|error| failure::sending(&error))?;
        self.work_until(outcome).await
    }

    /// Works until an answer is there.
    pub(super) async fn work_until<T>(&mut self, mut answer: oneshot::Receiver<Result<T>>) -> Result<T> {
        loop {
            match answer.try_recv() {
                Ok(outcome) => return outcome,
                Err(oneshot::error::TryRecvError::Empty) => self.round().await?,
                Err(oneshot::error::TryRecvError::Closed) => {
                    return Err(Error::new(ErrorCode::Internal, "an answer of the server was lost"));
                }
            }
        }
    }

    /// Answers a request of the server.
    pub(super) fn respond(&mut self, transaction: TransactionId, response: Message, now: Instant) {
        if let Err(error) = self.link.sip.respond(transaction, response, now) {
            log::debug!("{}: a response was not sent: {error}", self.shared.account.uri);
        }
    }
}
