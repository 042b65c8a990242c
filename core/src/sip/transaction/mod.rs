//! Transactions (RFC 3261 17, RFC 6026) over reliable transports.
//!
//! Nothing is retransmitted, so timers A, E and G do not exist and D, I, J and K are zero: a transaction ends with
//! its final response, save an INVITE, which waits for its ACK (timer H), for late 2xx (timer M) or keeps absorbing
//! (timer L).

mod client;
mod key;
mod server;

use std::time::Duration;

pub(crate) use client::{CancelOutcome, ClientTransactions, Expiry, Step};
pub(crate) use key::{Identity, KeyMaker};
pub(crate) use server::{Arrival, NewRequest, Reply, ServerExpiry, ServerTransactions};

/// 64 * T1 with T1 = 500 ms: timers B, F, H, L and M (RFC 3261 17.1.1.1, RFC 6026 8.4).
pub const TRANSACTION_TIMEOUT: Duration = Duration::from_secs(32);

/// How long an INVITE may stay provisional before it is cancelled: timer C (RFC 3261 16.6 item 11).
pub const RINGING_TIMEOUT: Duration = Duration::from_secs(180);

/// Names one transaction of one connection, a client's or a server's. Never reused within the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TransactionId(pub(crate) u64);

/// The earliest of several deadlines as a lower bound: adding is exact, ending a transaction leaves it as it is, so
/// that a deadline costs nothing on the way of every message. The price is one early wake-up now and then.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Earliest(Option<std::time::Instant>);

impl Earliest {
    pub(crate) fn add(&mut self, deadline: std::time::Instant) {
        self.0 = Some(self.0.map_or(deadline, |earliest| earliest.min(deadline)));
    }

    pub(crate) fn get(self) -> Option<std::time::Instant> {
        self.0
    }

    pub(crate) fn is_due(self, now: std::time::Instant) -> bool {
        self.0.is_some_and(|earliest| earliest <= now)
    }
}
