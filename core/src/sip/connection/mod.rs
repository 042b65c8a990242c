//! The sans-IO engine of one TCP or TLS connection, for both ends: framing, transactions, signatures, keep-alive.
//!
//! The driver hands in what it reads ([`Connection::receive`]), takes the events ([`Connection::poll_event`]), writes
//! what lies in [`Connection::output`], and calls [`Connection::handle_deadline`] when [`Connection::next_deadline`]
//! has passed. It should read no more while the output has not been written: then what a peer can make this engine
//! hold is bounded by one read and the limits of the settings.

mod event;
mod inbound;
mod outbound;
mod security;
mod settings;
#[cfg(test)]
mod tests;
mod trace;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

pub use event::{Authenticity, ConnectionError, ConnectionEvent, SendError};
pub use settings::{ConnectionSettings, Role};

use super::framing::Framer;
use super::keep_alive::{KeepAlive, PING};
use super::message::Message;
use super::random;
use super::signing::{Signer, Verifier};
use super::transaction::{
    CancelOutcome, ClientTransactions, Expiry, KeyMaker, ServerExpiry, ServerTransactions, TransactionId,
};
use outbound::Waiting;
use security::Security;

/// One end of one connection. Not `Sync`: one task owns it.
#[derive(Debug)]
pub struct Connection {
    settings: ConnectionSettings,
    framer: Framer,
    keys: KeyMaker,
    clients: ClientTransactions,
    servers: ServerTransactions,
    security: Security,
    keep_alive: KeepAlive,
    /// Requests that wait for a place in the window, oldest first.
    waiting: VecDeque<Waiting>,
    events: VecDeque<ConnectionEvent>,
    output: Vec<u8>,
    last_id: u64,
    last_received: Instant,
    closed: bool,
}

impl Connection {
    /// A fresh connection whose transport is up.
    #[must_use]
    pub fn new(settings: ConnectionSettings, now: Instant) -> Self {
        Connection {
            framer: Framer::new(settings.limits),
            keys: KeyMaker::default(),
            clients: ClientTransactions::new(settings.transaction_timeout, random::hex(8)),
            servers: ServerTransactions::new(settings.transaction_timeout),
            security: Security::new(settings.role),
            keep_alive: KeepAlive::new(settings.keep_alive, now),
            waiting: VecDeque::new(),
            events: VecDeque::new(),
            output: Vec::new(),
            last_id: 0,
            last_received: now,
            closed: false,
            settings,
        }
    }

    /// The settings that it was made with.
    #[must_use]
    pub fn settings(&self) -> &ConnectionSettings {
        &self.settings
    }

    /// The next event, oldest first.
    pub fn poll_event(&mut self) -> Option<ConnectionEvent> {
        self.events.pop_front()
    }

    /// The bytes to write. The driver takes out what it has written; many messages go out in one write.
    pub fn output(&mut self) -> &mut Vec<u8> {
        &mut self.output
    }

    /// Signs and checks with these from now on; `None` stops it. What the peer signed under the association before
    /// stays acceptable for the time of one transaction, because both ends do not change over at the same moment;
    /// setting `None` first ends that at once, as a server does before another user takes the connection over.
    pub fn set_security(&mut self, signer: Option<Box<dyn Signer>>, verifier: Option<Box<dyn Verifier>>) {
        self.set_signer(signer);
        self.set_verifier(verifier);
    }

    /// Signs with this from now on.
    pub fn set_signer(&mut self, signer: Option<Box<dyn Signer>>) {
        self.security.set_signer(signer);
    }

    /// Checks with this from now on, see [`set_security`](Self::set_security).
    pub fn set_verifier(&mut self, verifier: Option<Box<dyn Verifier>>) {
        let grace_ends = self.last_received + self.settings.transaction_timeout;
        self.security.set_verifier(verifier, grace_ends);
    }

    /// Whether what comes in has to be signed, because there is a security association.
    #[must_use]
    pub fn is_secured(&self) -> bool {
        self.security.is_established()
    }

    /// Pings after this much silence of ours; zero never.
    pub fn set_keep_alive(&mut self, interval: Duration) {
        self.keep_alive.set_interval(Some(interval));
    }

    /// Gives the memory back that a burst took, for a driver that has seen the connection quiet for a while.
    pub fn release_memory(&mut self) {
        self.framer.release_memory();
        self.events.shrink_to_fit();
        self.output.shrink_to_fit();
    }

    /// When anything last came in, for a driver that wants to find dead peers.
    #[must_use]
    pub fn last_received(&self) -> Instant {
        self.last_received
    }

    /// Whether a message has begun to come in that is not complete: the driver bounds how long this may last.
    #[must_use]
    pub fn mid_message(&self) -> bool {
        self.framer.mid_message()
    }

    /// How many of our requests have no final response yet, those that wait for a place in the window included.
    #[must_use]
    pub fn unanswered(&self) -> usize {
        self.clients.waiting() + self.waiting.len()
    }

    /// How many requests of the peer have no final response yet, and INVITEs that wait for their end.
    #[must_use]
    pub fn open_requests(&self) -> usize {
        self.servers.len()
    }

    /// When to call [`handle_deadline`](Self::handle_deadline): never too late, at times too early.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Instant> {
        if self.closed {
            return None;
        }
        [
            self.clients.next_deadline(),
            self.servers.next_deadline(),
            self.waiting.front().map(|waiting| waiting.expires),
            self.keep_alive.deadline(),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Does what is due: timeouts, the end of INVITE transactions, pings.
    pub fn handle_deadline(&mut self, now: Instant) {
        if self.closed {
            return;
        }
        for expiry in self.clients.expire(now) {
            match expiry {
                Expiry::TimedOut(transaction) => {
                    self.events.push_back(ConnectionEvent::TimedOut { transaction });
                }
                Expiry::Send(message) => self.write(message, now),
            }
        }
        for ServerExpiry::AckMissing(transaction) in self.servers.expire(now) {
            self.events.push_back(ConnectionEvent::AckMissing { transaction });
        }
        self.expire_waiting(now);
        self.fill_window(now);
        if self.keep_alive.poll(now) {
            self.output.extend_from_slice(PING);
        }
    }

    /// Cancels an INVITE of ours (RFC 3261 9.1). Its final response, usually 487, comes as an event, or its timeout.
    ///
    /// # Errors
    /// [`SendError::UnknownTransaction`] when it is no INVITE or has its final response, [`SendError::Closed`].
    pub fn cancel(&mut self, transaction: TransactionId, now: Instant) -> Result<(), SendError> {
        if self.closed {
            return Err(SendError::Closed);
        }
        match self.clients.cancel(transaction, now) {
            CancelOutcome::Send(message) => self.write(*message, now),
            CancelOutcome::Later => {}
            CancelOutcome::Unknown => return Err(SendError::UnknownTransaction),
        }
        Ok(())
    }

    /// Ends the connection: every request of ours without a final response gets its
    /// [`Abandoned`](ConnectionEvent::Abandoned), and nothing is taken or sent any more. Bytes already in the output
    /// stay there. Calling it again does nothing.
    pub fn close(&mut self) {
        if self.closed {
            return;
        }
        self.closed = true;
        self.servers.clear();
        let waiting = std::mem::take(&mut self.waiting);
        let abandoned =
            self.clients.abandon().into_iter().chain(waiting.into_iter().map(|waiting| waiting.id));
        self.events.extend(abandoned.map(|transaction| ConnectionEvent::Abandoned { transaction }));
    }

    /// Whether it was closed, by [`close`](Self::close) or by an error.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    fn next_id(&mut self) -> TransactionId {
        self.last_id += 1;
        TransactionId(self.last_id)
    }

    /// Signs a message and puts it into the output: the only way out, so that counters rise in wire order.
    fn write(&mut self, mut message: Message, now: Instant) {
        self.security.sign(&mut message);
        trace::sent(&self.settings.sent_by, &message);
        message.write_to(&mut self.output);
        self.keep_alive.sent(now);
    }

    /// The same for a message that must not be signed.
    fn write_unsigned(&mut self, message: &Message, now: Instant) {
        trace::sent(&self.settings.sent_by, message);
        message.write_to(&mut self.output);
        self.keep_alive.sent(now);
    }
}
