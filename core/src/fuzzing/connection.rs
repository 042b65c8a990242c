//! The connection engine between a hostile peer and a driver that does its duty.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use super::LIMITS;
use crate::sip::connection::{Connection, ConnectionEvent, ConnectionSettings, Role};
use crate::sip::transaction::TransactionId;
use crate::sip::{Frame, Framer, Limits, Message};

/// Requests of the peer that may be open: few, so that the bound is reached.
const INBOUND_LIMIT: usize = 8;

/// Either end of a connection with nothing to sign: what goes out can be read, every request of ours ends exactly
/// once, and what the peer can make us hold is bounded.
///
/// The first byte picks the role and how the bytes are cut.
pub fn sip_connection(data: &[u8]) {
    let Some((first, stream)) = data.split_first() else { return };
    let role = if first & 1 == 0 { Role::Client } else { Role::Server };
    let piece = usize::from(first >> 1) + 1;
    let settings = ConnectionSettings {
        limits: LIMITS,
        inbound_limit: INBOUND_LIMIT,
        outbound_window: 2,
        waiting_limit: 2,
        ..ConnectionSettings::new(role, "192.0.2.7:5061", "TLS")
    };
    let mut now = Instant::now();
    let mut driver = Driver { connection: Connection::new(settings, now), ends: HashMap::new(), seen: 0 };
    for method in ["REGISTER", "INVITE", "INFO", "SUBSCRIBE", "BYE"] {
        if let Ok(id) = driver.connection.send_request(request(method), now) {
            driver.ends.insert(id, 0);
        }
    }
    assert_eq!(driver.ends.len(), 4, "two in the window and two that wait");
    for bytes in stream.chunks(piece) {
        now += Duration::from_millis(10);
        let result = driver.connection.receive(bytes, now);
        assert_eq!(result.is_err(), driver.connection.is_closed());
        driver.take_events(now);
        assert!(driver.connection.open_requests() <= INBOUND_LIMIT);
        if result.is_err() {
            break;
        }
    }
    driver.check_output();
    if first & 2 == 0 {
        driver.connection.close();
        driver.take_events(now);
    }
    // Deadlines come to an end, whatever was received.
    for _ in 0..64 {
        let Some(deadline) = driver.connection.next_deadline() else { break };
        now = now.max(deadline) + Duration::from_millis(1);
        driver.connection.handle_deadline(now);
        driver.take_events(now);
    }
    assert_eq!(driver.connection.next_deadline(), None);
    driver.check_output();
    assert_eq!(driver.connection.unanswered(), 0);
    assert!(driver.ends.values().all(|ends| *ends == 1), "a request of ours ends exactly once");
}

/// A request that a response without branch can be matched to: the corpus knows these values.
fn request(method: &str) -> Message {
    let mut message = Message::request(method, "sip:pool@example.com");
    message.push_header("From", "<sip:alice@example.com>;tag=1");
    message.push_header("To", "<sip:pool@example.com>");
    message.push_header("Call-ID", "x");
    message.push_header("CSeq", &format!("1 {method}"));
    message
}

struct Driver {
    connection: Connection,
    /// How often each request of ours ended.
    ends: HashMap<TransactionId, usize>,
    seen: usize,
}

impl Driver {
    fn take_events(&mut self, now: Instant) {
        let events: Vec<_> = std::iter::from_fn(|| self.connection.poll_event()).collect();
        let cancelled = |id| {
            events
                .iter()
                .any(|e| matches!(e, ConnectionEvent::Cancelled { transaction } if *transaction == id))
        };
        for event in &events {
            match event {
                ConnectionEvent::Request { transaction, message, .. } => {
                    self.seen += 1;
                    // Some are answered, some provisionally, some never.
                    let status = [200, 180, 0, 404][self.seen % 4];
                    if status != 0 {
                        let answer = Message::response_to(message, status, "Fuzzed");
                        let sent = self.connection.respond(*transaction, answer, now);
                        assert!(
                            sent.is_ok() || self.connection.is_closed() || cancelled(*transaction),
                            "{sent:?}"
                        );
                    }
                }
                ConnectionEvent::Response { transaction, message }
                    if message.status().is_some_and(|status| status >= 200) =>
                {
                    self.end(*transaction);
                }
                ConnectionEvent::TimedOut { transaction } | ConnectionEvent::Abandoned { transaction } => {
                    self.end(*transaction);
                }
                _ => {}
            }
        }
    }

    fn end(&mut self, transaction: TransactionId) {
        *self.ends.get_mut(&transaction).expect("an end of a request that was sent") += 1;
    }

    fn check_output(&mut self) {
        let wide = Limits { head: 1 << 20, headers: 1 << 10, body: 1 << 20, passed_over: 0 };
        let mut framer = Framer::new(wide);
        framer.push(&std::mem::take(self.connection.output()));
        while let Some(frame) = framer.next().expect("the output goes on") {
            assert!(!matches!(frame, Frame::Bad { .. }), "{frame:?}");
        }
        assert!(!framer.mid_message(), "the output ends with a message");
    }
}
