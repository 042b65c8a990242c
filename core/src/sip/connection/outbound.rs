//! The way out: our requests through the window, our responses at once.

use std::time::Instant;

use super::event::{ConnectionEvent, SendError};
use super::{Connection, Message, TransactionId};
use crate::sip::message::Known;
use crate::sip::random;
use crate::sip::transaction::{Identity, Reply};

/// A request that waits for a place in the window.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) id: TransactionId,
    pub(super) message: Message,
    pub(super) expires: Instant,
    pub(super) signed: bool,
}

impl Connection {
    /// Sends a request and opens its transaction, which ends with exactly one of a final response, `TimedOut` and
    /// `Abandoned`. Adds Via, Max-Forwards (70 when missing), the signature and Content-Length. When the window is
    /// full it waits for its turn.
    ///
    /// # Errors
    /// [`SendError::QueueFull`], [`SendError::Closed`], or [`SendError::Unsuitable`] for a message that is no request, is
    /// an ACK or a CANCEL, or lacks From, To, Call-ID or CSeq.
    pub fn send_request(&mut self, message: Message, now: Instant) -> Result<TransactionId, SendError> {
        self.enqueue(message, true, now)
    }

    /// The same without a signature, for the request that starts a new authentication (spec: sip.md B11).
    ///
    /// # Errors
    /// As [`send_request`](Self::send_request).
    pub fn send_unsigned_request(
        &mut self,
        message: Message,
        now: Instant,
    ) -> Result<TransactionId, SendError> {
        self.enqueue(message, false, now)
    }

    fn enqueue(&mut self, message: Message, signed: bool, now: Instant) -> Result<TransactionId, SendError> {
        if self.closed {
            return Err(SendError::Closed);
        }
        let method = message.method().ok_or(SendError::Unsuitable("it is no request"))?;
        if matches!(method, "ACK" | "CANCEL") {
            return Err(SendError::Unsuitable("ACK and CANCEL have no transaction of their own"));
        }
        let identity = Identity::of(&message).map_err(SendError::Unsuitable)?;
        if identity.method != method {
            return Err(SendError::Unsuitable("the method of CSeq is another one"));
        }
        if message.to_addr().is_err() {
            return Err(SendError::Unsuitable("Bad To"));
        }
        let must_wait = self.window_is_full() || !self.waiting.is_empty();
        if must_wait && self.waiting.len() >= self.settings.waiting_limit {
            return Err(SendError::QueueFull { limit: self.settings.waiting_limit });
        }
        let id = self.next_id();
        let request = Waiting { id, message, expires: now + self.settings.transaction_timeout, signed };
        if must_wait {
            self.waiting.push_back(request);
        } else {
            self.transmit(request, now);
        }
        Ok(id)
    }

    fn window_is_full(&self) -> bool {
        self.clients.waiting() >= self.settings.outbound_window.max(1)
    }

    /// Sends what waits as far as the window allows.
    pub(super) fn fill_window(&mut self, now: Instant) {
        while !self.window_is_full() {
            let Some(request) = self.waiting.pop_front() else { return };
            self.transmit(request, now);
        }
    }

    /// Ends the waiting requests whose time is over; they were never sent.
    pub(super) fn expire_waiting(&mut self, now: Instant) {
        while self.waiting.front().is_some_and(|waiting| waiting.expires <= now) {
            let Some(request) = self.waiting.pop_front() else { return };
            self.events.push_back(ConnectionEvent::TimedOut { transaction: request.id });
        }
    }

    fn transmit(&mut self, request: Waiting, now: Instant) {
        let Waiting { id, mut message, expires, signed } = request;
        let via = self.via(&self.clients.branch(id));
        message.prepend_header("Via", &via);
        add_max_forwards(&mut message);
        let call = match Identity::of(&message) {
            Ok(identity) => self.keys.by_call(&identity, identity.method),
            // Checked when it was enqueued.
            Err(_) => return,
        };
        self.clients.start(id, &message, call, expires);
        if signed {
            self.write(message, now);
        } else {
            self.write_unsigned(&message, now);
        }
    }

    fn via(&self, branch: &str) -> String {
        format!("SIP/2.0/{} {};branch={branch}", self.settings.transport, self.settings.sent_by)
    }

    /// Sends the ACK to a 2xx. It is no transaction: it passes the window by and nothing comes back.
    ///
    /// # Errors
    /// [`SendError::Closed`], or [`SendError::Unsuitable`] for anything but an ACK.
    pub fn send_ack(&mut self, mut message: Message, now: Instant) -> Result<(), SendError> {
        if self.closed {
            return Err(SendError::Closed);
        }
        if message.method() != Some("ACK") {
            return Err(SendError::Unsuitable("it is no ACK"));
        }
        let id = self.next_id();
        // A branch of its own (RFC 3261 13.2.2.4), which no response can come back to.
        let via = self.via(&self.clients.branch(id));
        message.prepend_header("Via", &via);
        add_max_forwards(&mut message);
        self.write(message, now);
        Ok(())
    }

    /// Answers a request. Provisional responses may be many; the final one ends the request. Adds the signature,
    /// Content-Length, and a To tag when it is missing from anything but 100 (RFC 3261 8.2.6.2).
    ///
    /// # Errors
    /// [`SendError::UnknownTransaction`] when the request has its final response already or was cancelled,
    /// [`SendError::Closed`], or [`SendError::Unsuitable`] for a message that is no response.
    pub fn respond(
        &mut self,
        transaction: TransactionId,
        message: Message,
        now: Instant,
    ) -> Result<(), SendError> {
        if self.closed {
            return Err(SendError::Closed);
        }
        let status = message.status().ok_or(SendError::Unsuitable("it is no response"))?;
        match self.servers.reply(transaction, status, now) {
            Reply::Unknown => Err(SendError::UnknownTransaction),
            Reply::Send => {
                self.answer(message, Some(transaction), now);
                Ok(())
            }
        }
    }

    /// Drops a request without an answer, which the peer then waits for in vain.
    pub fn ignore(&mut self, transaction: TransactionId) {
        self.servers.forget(transaction);
    }

    /// Writes a response, completing its To; outside of a transaction with a tag of its own.
    pub(super) fn answer(&mut self, mut message: Message, transaction: Option<TransactionId>, now: Instant) {
        let needs_tag =
            message.status() != Some(100) && message.to_addr().is_ok_and(|address| address.tag().is_none());
        if needs_tag {
            let tag = transaction.map_or_else(|| random::hex(5), |id| self.keys.to_tag(id));
            let to = format!("{};tag={tag}", message.header("To").unwrap_or_default());
            message.set_header("To", &to);
        }
        self.write(message, now);
    }
}

fn add_max_forwards(message: &mut Message) {
    if message.value(Known::MaxForwards).is_none() {
        message.push_header("Max-Forwards", "70");
    }
}
