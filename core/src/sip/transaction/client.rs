//! Client transactions: RFC 3261 17.1 with the Accepted state of RFC 6026, for reliable transports.

use std::time::{Duration, Instant};

use super::key::{Identity, Key, KeyMaker, MAGIC_COOKIE, NumberMap, branch_of, has_cookie};
use super::{Earliest, RINGING_TIMEOUT, TransactionId};
use crate::sip::message::Message;

/// All client transactions of one connection.
#[derive(Debug)]
pub(crate) struct ClientTransactions {
    open: NumberMap<TransactionId, Transaction>,
    /// How many of `open` still wait for a final response: what the window counts.
    waiting: usize,
    earliest: Earliest,
    timeout: Duration,
    /// Makes our branches different from those of every other connection and run.
    nonce: String,
}

#[derive(Debug)]
struct Transaction {
    call: Key,
    state: State,
    deadline: Instant,
    /// What only an INVITE needs, so that the many INFOs stay small.
    invite: Option<Box<Invite>>,
}

/// An INVITE's own request: its ACK and its CANCEL are made out of it (RFC 3261 17.1.1.3, 9.1).
#[derive(Debug)]
struct Invite {
    request: Message,
    cancel: Cancel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// No response yet: Calling for an INVITE, Trying for others.
    Trying,
    Proceeding,
    /// A 2xx to an INVITE came; more of them may (RFC 6026 7.2).
    Accepted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cancel {
    No,
    /// Asked for before the first provisional response, which it has to wait for (RFC 3261 9.1).
    Wanted,
    Sent,
}

/// What a response does to its transaction.
#[derive(Debug)]
pub(crate) enum Step {
    /// Hand it on; `send` (a CANCEL that waited, or the ACK to a non-2xx) goes out first.
    Deliver { send: Option<Message> },
    /// One more 2xx to an INVITE that already had one.
    AdditionalSuccess,
    /// Nothing to do: the answer to our CANCEL.
    Absorbed,
}

/// What a deadline does.
#[derive(Debug)]
pub(crate) enum Expiry {
    TimedOut(TransactionId),
    /// An INVITE that stayed provisional for too long is cancelled.
    Send(Message),
}

/// What asking for a CANCEL does.
#[derive(Debug)]
pub(crate) enum CancelOutcome {
    Send(Box<Message>),
    /// It goes out with the first provisional response.
    Later,
    /// Not an open INVITE of ours.
    Unknown,
}

impl ClientTransactions {
    pub(crate) fn new(timeout: Duration, nonce: String) -> Self {
        ClientTransactions {
            open: NumberMap::default(),
            waiting: 0,
            earliest: Earliest::default(),
            timeout,
            nonce,
        }
    }

    /// The branch of a transaction's request. It carries the id, so that its response is found without a search.
    pub(crate) fn branch(&self, id: TransactionId) -> String {
        format!("{MAGIC_COOKIE}{}.{:x}", self.nonce, id.0)
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting
    }

    pub(crate) fn next_deadline(&self) -> Option<Instant> {
        self.earliest.get()
    }

    /// Starts the transaction of a request that is complete, with its Via. It ends by `expires` at the latest if no
    /// response comes.
    pub(crate) fn start(&mut self, id: TransactionId, request: &Message, call: Key, expires: Instant) {
        let invite = (request.method() == Some("INVITE"))
            .then(|| Box::new(Invite { request: request.clone(), cancel: Cancel::No }));
        self.open.insert(id, Transaction { call, state: State::Trying, deadline: expires, invite });
        self.waiting += 1;
        self.earliest.add(expires);
    }

    /// The transaction that a response belongs to (RFC 3261 17.1.3), without changing it.
    pub(crate) fn find(
        &self,
        response: &Message,
        identity: &Identity<'_>,
        keys: &KeyMaker,
    ) -> Option<TransactionId> {
        let id = match response.header("Via").and_then(branch_of).filter(|branch| has_cookie(branch)) {
            Some(branch) => self.id_of_branch(branch)?,
            None => {
                let call = keys.by_call(identity, method_of_key(identity.method));
                self.open.iter().find(|(_, transaction)| transaction.call == call).map(|(id, _)| *id)?
            }
        };
        let transaction = self.open.get(&id)?;
        // The branch of a CANCEL is that of its INVITE, so the method decides between the two.
        (transaction.call == keys.by_call(identity, method_of_key(identity.method))).then_some(id)
    }

    fn id_of_branch(&self, branch: &str) -> Option<TransactionId> {
        let id = branch.get(MAGIC_COOKIE.len()..)?.strip_prefix(self.nonce.as_str())?.strip_prefix('.')?;
        u64::from_str_radix(id, 16).ok().map(TransactionId)
    }

    /// Takes a response that belongs to `id` and may be trusted.
    pub(crate) fn receive(&mut self, id: TransactionId, response: &Message, now: Instant) -> Option<Step> {
        let status = response.status()?;
        let answers_cancel = response.cseq().is_ok_and(|cseq| cseq.method == "CANCEL");
        let transaction = self.open.get_mut(&id)?;
        if answers_cancel {
            return Some(Step::Absorbed);
        }
        if transaction.state == State::Accepted {
            // RFC 6026 7.2: in Accepted only 2xx go up; anything else is a peer's mistake.
            return Some(if (200..300).contains(&status) { Step::AdditionalSuccess } else { Step::Absorbed });
        }
        if status < 200 {
            let mut send = None;
            if let Some(invite) = &mut transaction.invite {
                if invite.cancel == Cancel::Wanted {
                    send = Some(cancel_of(&invite.request));
                    invite.cancel = Cancel::Sent;
                }
                // After a CANCEL the 64*T1 of RFC 3261 9.1 run, whatever provisional responses come.
                transaction.deadline = match invite.cancel {
                    Cancel::Sent if send.is_none() => transaction.deadline,
                    Cancel::Sent => now + self.timeout,
                    _ => now + RINGING_TIMEOUT,
                };
                self.earliest.add(transaction.deadline);
            }
            transaction.state = State::Proceeding;
            return Some(Step::Deliver { send });
        }
        self.waiting = self.waiting.saturating_sub(1);
        match &transaction.invite {
            Some(_) if status < 300 => {
                transaction.state = State::Accepted;
                transaction.deadline = now + self.timeout;
                self.earliest.add(transaction.deadline);
                Some(Step::Deliver { send: None })
            }
            Some(invite) => {
                let ack = ack_of(&invite.request, response);
                self.forget(id);
                Some(Step::Deliver { send: Some(ack) })
            }
            None => {
                self.forget(id);
                Some(Step::Deliver { send: None })
            }
        }
    }

    /// Cancels an INVITE that has no final response yet (RFC 3261 9.1).
    pub(crate) fn cancel(&mut self, id: TransactionId, now: Instant) -> CancelOutcome {
        let Some(transaction) = self.open.get_mut(&id) else { return CancelOutcome::Unknown };
        let state = transaction.state;
        let Some(invite) = transaction.invite.as_mut().filter(|_| state != State::Accepted) else {
            return CancelOutcome::Unknown;
        };
        match (state, invite.cancel) {
            (State::Proceeding, Cancel::No | Cancel::Wanted) => {
                invite.cancel = Cancel::Sent;
                let message = cancel_of(&invite.request);
                transaction.deadline = now + self.timeout;
                self.earliest.add(transaction.deadline);
                CancelOutcome::Send(Box::new(message))
            }
            (_, Cancel::No) => {
                invite.cancel = Cancel::Wanted;
                CancelOutcome::Later
            }
            _ => CancelOutcome::Later,
        }
    }

    /// Ends what is due.
    pub(crate) fn expire(&mut self, now: Instant) -> Vec<Expiry> {
        if !self.earliest.is_due(now) {
            return Vec::new();
        }
        let mut due: Vec<TransactionId> = self
            .open
            .iter()
            .filter(|(_, transaction)| transaction.deadline <= now)
            .map(|(id, _)| *id)
            .collect();
        due.sort_unstable();
        let mut expiries = Vec::new();
        for id in due {
            let Some(transaction) = self.open.get_mut(&id) else { continue };
            match (&mut transaction.invite, transaction.state) {
                (_, State::Accepted) => self.forget(id),
                (Some(invite), State::Proceeding) if invite.cancel == Cancel::No => {
                    invite.cancel = Cancel::Sent;
                    expiries.push(Expiry::Send(cancel_of(&invite.request)));
                    transaction.deadline = now + self.timeout;
                }
                _ => {
                    self.waiting = self.waiting.saturating_sub(1);
                    self.forget(id);
                    expiries.push(Expiry::TimedOut(id));
                }
            }
        }
        self.earliest = Earliest::default();
        for transaction in self.open.values() {
            self.earliest.add(transaction.deadline);
        }
        expiries
    }

    /// Drops everything and names the transactions that had no final response yet, oldest first.
    pub(crate) fn abandon(&mut self) -> Vec<TransactionId> {
        let mut ids: Vec<TransactionId> = self
            .open
            .drain()
            .filter(|(_, transaction)| transaction.state != State::Accepted)
            .map(|(id, _)| id)
            .collect();
        ids.sort_unstable();
        self.waiting = 0;
        self.earliest = Earliest::default();
        ids
    }

    fn forget(&mut self, id: TransactionId) {
        self.open.remove(&id);
        if self.open.is_empty() {
            self.earliest = Earliest::default();
        }
    }
}

/// A response to a CANCEL finds the INVITE that it cancels.
fn method_of_key(method: &str) -> &str {
    if method == "CANCEL" { "INVITE" } else { method }
}

/// The ACK to a final response other than 2xx (RFC 3261 17.1.1.3).
fn ack_of(invite: &Message, response: &Message) -> Message {
    let mut ack = hop_by_hop(invite, "ACK");
    if let Some(to) = response.header("To") {
        ack.set_header("To", to);
    }
    ack
}

/// The CANCEL of an INVITE (RFC 3261 9.1).
fn cancel_of(invite: &Message) -> Message {
    hop_by_hop(invite, "CANCEL")
}

fn hop_by_hop(invite: &Message, method: &str) -> Message {
    let mut message = Message::request(method, invite.request_uri().unwrap_or_default());
    // One Via only, the top one: the branch ties it to the INVITE.
    if let Some(via) = invite.header("Via") {
        message.push_header("Via", via);
    }
    message.push_header("Max-Forwards", "70");
    for route in invite.headers("Route") {
        message.push_header("Route", route);
    }
    for name in ["From", "To", "Call-ID"] {
        if let Some(value) = invite.header(name) {
            message.push_header(name, value);
        }
    }
    if let Ok(cseq) = invite.cseq() {
        message.push_header("CSeq", &format!("{} {method}", cseq.number));
    }
    message
}
