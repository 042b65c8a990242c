//! Server transactions: RFC 3261 17.2 with the Accepted state of RFC 6026, for reliable transports.

use std::time::{Duration, Instant};

use super::key::{Identity, Key, KeyMaker, NumberMap};
use super::{Earliest, TransactionId};
use crate::sip::message::Message;

/// All server transactions of one connection.
#[derive(Debug)]
pub(crate) struct ServerTransactions {
    open: NumberMap<TransactionId, Transaction>,
    by_key: NumberMap<Key, TransactionId>,
    earliest: Earliest,
    timeout: Duration,
}

#[derive(Debug)]
struct Transaction {
    key: Key,
    invite: Option<Box<Invite>>,
}

#[derive(Debug)]
struct Invite {
    /// By Call-ID, CSeq and From tag: how the ACK to a 2xx and every request without a branch find it.
    call: Key,
    state: State,
    deadline: Option<Instant>,
    /// The request until it has a final response: a CANCEL has to answer it.
    request: Option<Message>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Proceeding,
    /// A 2xx went out (RFC 6026 7.1).
    Accepted {
        acknowledged: bool,
    },
    /// Another final response went out and its ACK has not come.
    Completed,
}

/// What a request that came in is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    New(NewRequest),
    /// The peer sent an open request again.
    Duplicate,
    /// The ACK to a 2xx; of the INVITE transaction when that is still known.
    Ack(Option<TransactionId>),
    /// The ACK to another final response, which ends that transaction.
    AckOfRefusal(TransactionId),
    /// A CANCEL and the INVITE that it names, if there is one.
    Cancel(Option<TransactionId>),
}

/// Where a new request will be filed once it may be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NewRequest {
    key: Key,
    call: Option<Key>,
}

/// What becomes of a response that is to be sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    Send,
    /// There is no such request, or it has its final response already.
    Unknown,
}

/// What a deadline does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ServerExpiry {
    /// A 2xx to an INVITE was never acknowledged (RFC 3261 13.3.1.4).
    AckMissing(TransactionId),
}

impl ServerTransactions {
    pub(crate) fn new(timeout: Duration) -> Self {
        ServerTransactions {
            open: NumberMap::default(),
            by_key: NumberMap::default(),
            earliest: Earliest::default(),
            timeout,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn next_deadline(&self) -> Option<Instant> {
        self.earliest.get()
    }

    /// Says what a request is, without changing anything (RFC 3261 17.2.3).
    pub(crate) fn classify(&self, request: &Message, identity: &Identity<'_>, keys: &KeyMaker) -> Arrival {
        let branch = |method: &str| keys.by_branch(request, method);
        match identity.method {
            "ACK" => self.classify_ack(branch("INVITE"), keys.by_call(identity, "INVITE")),
            "CANCEL" => {
                let key = branch("INVITE").unwrap_or_else(|| keys.by_call(identity, "INVITE"));
                Arrival::Cancel(self.by_key.get(&key).copied())
            }
            method => {
                let by_branch = branch(method);
                let key = by_branch.unwrap_or_else(|| keys.by_call(identity, method));
                let call = (method == "INVITE").then(|| keys.by_call(identity, "INVITE"));
                match self.by_key.get(&key) {
                    // A peer that sends no branch and no ACK to a refusal repeats a challenged INVITE under the same
                    // CSeq. On a reliable transport that is no retransmission (spec: sipe-interop.md 2 and 9).
                    Some(id) if by_branch.is_none() && self.is_completed(*id) => {
                        Arrival::New(NewRequest { key, call })
                    }
                    Some(_) => Arrival::Duplicate,
                    None => Arrival::New(NewRequest { key, call }),
                }
            }
        }
    }

    fn classify_ack(&self, by_branch: Option<Key>, call: Key) -> Arrival {
        // The ACK to a refusal has the branch of the INVITE, the one to a 2xx a branch of its own.
        let id = by_branch.and_then(|key| self.by_key.get(&key)).or_else(|| self.by_key.get(&call)).copied();
        match id {
            Some(id) if self.is_completed(id) => Arrival::AckOfRefusal(id),
            other => Arrival::Ack(other),
        }
    }

    fn is_completed(&self, id: TransactionId) -> bool {
        self.invite(id).is_some_and(|invite| invite.state == State::Completed)
    }

    fn invite(&self, id: TransactionId) -> Option<&Invite> {
        self.open.get(&id)?.invite.as_deref()
    }

    /// Opens the transaction of a request that [`classify`](Self::classify) called new.
    pub(crate) fn open(&mut self, id: TransactionId, new: &NewRequest, request: &Message) {
        if let Some(previous) = self.by_key.get(&new.key).copied() {
            self.forget(previous);
        }
        let invite = new.call.map(|call| {
            // The first INVITE of a call keeps the name; a fork through a proxy is found by its branch.
            self.by_key.entry(call).or_insert(id);
            Box::new(Invite {
                call,
                state: State::Proceeding,
                deadline: None,
                request: Some(request.clone()),
            })
        });
        self.by_key.insert(new.key, id);
        self.open.insert(id, Transaction { key: new.key, invite });
    }

    /// A response with this status is about to go out.
    pub(crate) fn reply(&mut self, id: TransactionId, status: u16, now: Instant) -> Reply {
        let Some(transaction) = self.open.get_mut(&id) else { return Reply::Unknown };
        match &mut transaction.invite {
            Some(invite) if invite.state != State::Proceeding => Reply::Unknown,
            _ if status < 200 => Reply::Send,
            Some(invite) => {
                invite.request = None;
                invite.state =
                    if status < 300 { State::Accepted { acknowledged: false } } else { State::Completed };
                let deadline = now + self.timeout;
                invite.deadline = Some(deadline);
                self.earliest.add(deadline);
                Reply::Send
            }
            None => {
                self.forget(id);
                Reply::Send
            }
        }
    }

    /// The INVITE to answer with 487 when it is cancelled; `None` when it has its final response already.
    pub(crate) fn cancelled_request(&mut self, id: TransactionId) -> Option<Message> {
        self.open.get_mut(&id)?.invite.as_mut()?.request.take()
    }

    /// The ACK to a 2xx came.
    pub(crate) fn acknowledge(&mut self, id: TransactionId) {
        if let Some(invite) = self.open.get_mut(&id).and_then(|transaction| transaction.invite.as_mut())
            && let State::Accepted { acknowledged } = &mut invite.state
        {
            *acknowledged = true;
        }
    }

    /// Ends a transaction without a response.
    pub(crate) fn forget(&mut self, id: TransactionId) -> bool {
        let Some(transaction) = self.open.remove(&id) else { return false };
        let call = transaction.invite.map(|invite| invite.call);
        for key in [Some(transaction.key), call].into_iter().flatten() {
            if self.by_key.get(&key) == Some(&id) {
                self.by_key.remove(&key);
            }
        }
        true
    }

    /// Ends what is due: timers H and L.
    pub(crate) fn expire(&mut self, now: Instant) -> Vec<ServerExpiry> {
        if !self.earliest.is_due(now) {
            return Vec::new();
        }
        let mut due = Vec::new();
        self.earliest = Earliest::default();
        for (id, invite) in self.open.iter().filter_map(|(id, open)| Some((*id, open.invite.as_deref()?))) {
            match invite.deadline {
                Some(deadline) if deadline <= now => due.push((id, invite.state)),
                Some(deadline) => self.earliest.add(deadline),
                None => {}
            }
        }
        due.sort_unstable_by_key(|(id, _)| *id);
        let mut expiries = Vec::new();
        for (id, state) in due {
            self.forget(id);
            if state == (State::Accepted { acknowledged: false }) {
                expiries.push(ServerExpiry::AckMissing(id));
            }
        }
        expiries
    }

    /// Drops everything.
    pub(crate) fn clear(&mut self) {
        self.open.clear();
        self.by_key.clear();
        self.earliest = Earliest::default();
    }
}
