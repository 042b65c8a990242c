//! The way in: frames, then transactions, then signatures, then events.

use std::time::Instant;

use super::event::{Authenticity, ConnectionError, ConnectionEvent};
use super::{Connection, Message, Role, trace};
use crate::sip::conformance;
use crate::sip::framing::Frame;
use crate::sip::keep_alive::PONG;
use crate::sip::signing::VerifyError;
use crate::sip::transaction::{Arrival, Identity, NewRequest, Step, TransactionId};

impl Connection {
    /// Takes bytes as they came from the transport, in pieces of any size.
    ///
    /// # Errors
    /// [`ConnectionError`]: the connection is closed then, and [`Abandoned`](ConnectionEvent::Abandoned) events are
    /// queued; what lies in the output should still be written.
    pub fn receive(&mut self, bytes: &[u8], now: Instant) -> Result<(), ConnectionError> {
        if self.closed {
            return Err(ConnectionError::Closed);
        }
        self.last_received = now;
        self.framer.push(bytes);
        let mut result = Ok(());
        let mut ponged = false;
        while result.is_ok() {
            result = match self.framer.next() {
                Ok(None) => break,
                Ok(Some(Frame::Message(message))) => {
                    trace::received(&self.settings.sent_by, &message);
                    self.take_message(message, now)
                }
                Ok(Some(Frame::KeepAlive(crlfs))) => {
                    self.take_keep_alive(crlfs, &mut ponged, now);
                    Ok(())
                }
                Ok(Some(Frame::Bad { status, reason, message, fatal })) => {
                    self.take_bad(status, reason, message, fatal, now)
                }
                Err(error) => Err(ConnectionError::Framing { reason: error.to_string() }),
            };
        }
        if result.is_err() {
            self.close();
        }
        result
    }

    fn discard(&mut self, reason: &'static str) {
        self.events.push_back(ConnectionEvent::Discarded { reason });
    }

    fn take_keep_alive(&mut self, crlfs: u8, ponged: &mut bool, now: Instant) {
        if !matches!(self.events.back(), Some(ConnectionEvent::KeepAlive)) {
            self.events.push_back(ConnectionEvent::KeepAlive);
        }
        // One pong for all pings of one read: a flood of pings makes no flood of pongs.
        if crlfs >= 2 && self.settings.answer_keep_alive && !*ponged {
            *ponged = true;
            self.output.extend_from_slice(PONG);
            self.keep_alive.sent(now);
        }
    }

    fn take_bad(
        &mut self,
        status: u16,
        reason: &str,
        message: Option<Message>,
        fatal: bool,
        now: Instant,
    ) -> Result<(), ConnectionError> {
        match message {
            Some(request) if request.is_request() && request.method() != Some("ACK") => {
                self.answer(Message::response_to(&request, status, reason), None, now);
            }
            _ => {}
        }
        if fatal {
            return Err(ConnectionError::Framing { reason: reason.to_owned() });
        }
        self.discard("malformed message");
        Ok(())
    }

    fn take_message(&mut self, message: Message, now: Instant) -> Result<(), ConnectionError> {
        if message.is_request() { self.take_request(message, now) } else { self.take_response(message, now) }
    }

    fn take_request(&mut self, message: Message, now: Instant) -> Result<(), ConnectionError> {
        let identity = match conformance::examine(&message) {
            Ok(essentials) => Identity::of_essentials(&essentials),
            Err(refusal) => return self.refuse(&message, refusal.status, refusal.reason, now),
        };
        let arrival = self.servers.classify(&message, &identity, &self.keys);
        if arrival == Arrival::Duplicate {
            self.discard("a request that is open already");
            return Ok(());
        }
        let authenticity = self.security.check(&message, now);
        if self.settings.role == Role::Client && !authenticity.is_trusted() {
            return self.distrust(authenticity);
        }
        match arrival {
            Arrival::New(new) => self.take_new(new, message, authenticity, now),
            // Never challenged (spec: sip.md B3).
            _ if !authenticity.is_trusted() => self.discard("an ACK or CANCEL that is not authentic"),
            Arrival::Ack(transaction) => {
                if let Some(id) = transaction {
                    self.servers.acknowledge(id);
                }
                self.events.push_back(ConnectionEvent::Ack { transaction, message });
            }
            Arrival::AckOfRefusal(transaction) => {
                self.servers.forget(transaction);
            }
            Arrival::Cancel(invite) => self.take_cancel(&message, invite, now),
            Arrival::Duplicate => {}
        }
        Ok(())
    }

    fn take_new(&mut self, new: NewRequest, message: Message, authenticity: Authenticity, now: Instant) {
        if self.servers.len() >= self.settings.inbound_limit {
            self.answer(Message::response_to(&message, 503, "Too Many Requests Open"), None, now);
            self.discard("more requests than may be open");
            return;
        }
        let transaction = self.next_id();
        self.servers.open(transaction, &new, &message);
        self.events.push_back(ConnectionEvent::Request { transaction, message, authenticity });
    }

    /// RFC 3261 9.2.
    fn take_cancel(&mut self, cancel: &Message, invite: Option<TransactionId>, now: Instant) {
        let Some(transaction) = invite else {
            self.answer(Message::response_to(cancel, 481, "Call/Transaction Does Not Exist"), None, now);
            return;
        };
        self.answer(Message::response_to(cancel, 200, "OK"), invite, now);
        if let Some(request) = self.servers.cancelled_request(transaction) {
            self.servers.reply(transaction, 487, now);
            self.answer(Message::response_to(&request, 487, "Request Terminated"), invite, now);
            self.events.push_back(ConnectionEvent::Cancelled { transaction });
        }
    }

    /// Answers a request that cannot be taken, save an ACK.
    fn refuse(
        &mut self,
        request: &Message,
        status: u16,
        reason: &'static str,
        now: Instant,
    ) -> Result<(), ConnectionError> {
        if request.method() != Some("ACK") {
            self.answer(Message::response_to(request, status, reason), None, now);
        }
        self.discard(reason);
        Ok(())
    }

    fn take_response(&mut self, message: Message, now: Instant) -> Result<(), ConnectionError> {
        let found = match conformance::examine(&message) {
            Ok(essentials) => self.clients.find(&message, &Identity::of_essentials(&essentials), &self.keys),
            Err(refusal) => {
                self.discard(refusal.reason);
                return Ok(());
            }
        };
        let Some(transaction) = found else {
            self.discard("a response to nothing that is open");
            return Ok(());
        };
        let authenticity = self.security.check(&message, now);
        if !authenticity.is_trusted() && !self.is_exempt(&message, authenticity) {
            return self.distrust(authenticity);
        }
        match self.clients.receive(transaction, &message, now) {
            Some(Step::Deliver { send }) => {
                if let Some(reply) = send {
                    self.write(reply, now);
                }
                self.events.push_back(ConnectionEvent::Response { transaction, message });
                self.fill_window(now);
            }
            Some(Step::AdditionalSuccess) => {
                self.events.push_back(ConnectionEvent::AdditionalSuccess { transaction, message });
            }
            Some(Step::Absorbed) | None => {}
        }
        Ok(())
    }

    /// Responses that count although nobody signed them, or under an association that is just being replaced: 1xx,
    /// challenges, and whatever answers a REGISTER (spec: sip.md C5).
    fn is_exempt(&self, response: &Message, authenticity: Authenticity) -> bool {
        let unsigned = matches!(
            authenticity,
            Authenticity::Unsigned | Authenticity::Wrong(VerifyError::UnknownAssociation)
        );
        let status = response.status().unwrap_or_default();
        unsigned
            && (status < 200
                || (self.settings.role == Role::Client
                    && (matches!(status, 401 | 407)
                        || response.cseq().is_ok_and(|cseq| cseq.method == "REGISTER"))))
    }

    /// A message that is not known to be the peer's: dropped, and on the client's side a forged one ends the connection.
    fn distrust(&mut self, authenticity: Authenticity) -> Result<(), ConnectionError> {
        let reason = match authenticity {
            Authenticity::Wrong(error @ (VerifyError::WrongSignature | VerifyError::Malformed(_)))
                if self.settings.role == Role::Client =>
            {
                return Err(ConnectionError::Signature(error));
            }
            Authenticity::Wrong(VerifyError::UnknownAssociation) => {
                "signed under an unknown security association"
            }
            Authenticity::Wrong(VerifyError::ReplayedCounter) => "a signature that was used before",
            Authenticity::Wrong(_) => "a wrong signature",
            _ => "not signed",
        };
        self.discard(reason);
        Ok(())
    }
}
