//! What the tests of the connection share: bytes typed by hand, a clock that stands still, a signature that is none.

mod invite;
mod property;
mod requests;
mod security;
mod window;

use std::time::{Duration, Instant};

use super::*;
use crate::sip::message::Limits;

/// A connection and a clock of its own.
struct Bench {
    connection: Connection,
    start: Instant,
    now: Instant,
}

impl Bench {
    fn client() -> Bench {
        Bench::with(ConnectionSettings::new(Role::Client, "192.0.2.7:49152", "TLS"))
    }

    fn server() -> Bench {
        Bench::with(ConnectionSettings::new(Role::Server, "192.0.2.1:5061", "TLS"))
    }

    fn with(settings: ConnectionSettings) -> Bench {
        let now = Instant::now();
        Bench { connection: Connection::new(settings, now), start: now, now }
    }

    /// Takes text with bare line ends as bytes from the peer.
    fn feed(&mut self, text: &str) {
        self.connection.receive(wire(text).as_bytes(), self.now).unwrap();
    }

    /// Lets time pass, waking the connection at each of its deadlines as a driver would.
    fn advance(&mut self, seconds: u64) {
        let end = self.now + Duration::from_secs(seconds);
        for _ in 0..10_000 {
            match self.connection.next_deadline().filter(|deadline| *deadline <= end) {
                Some(deadline) => {
                    self.now = self.now.max(deadline);
                    self.connection.handle_deadline(self.now);
                }
                None => break,
            }
        }
        self.now = end;
        assert!(
            self.connection.next_deadline().is_none_or(|deadline| deadline > end),
            "the deadline does not move on"
        );
    }

    fn send(&mut self, text: &str) -> TransactionId {
        self.connection.send_request(message(text), self.now).unwrap()
    }

    fn respond(
        &mut self,
        transaction: TransactionId,
        request: &Message,
        status: u16,
    ) -> Result<(), SendError> {
        self.connection.respond(transaction, Message::response_to(request, status, "Reason"), self.now)
    }

    /// What was written since the last call.
    fn output(&mut self) -> String {
        String::from_utf8(std::mem::take(self.connection.output())).unwrap()
    }

    /// What was written since the last call, as messages.
    fn sent(&mut self) -> Vec<Message> {
        let mut framer = Framer::new(Limits::default());
        framer.push(&std::mem::take(self.connection.output()));
        let mut messages = Vec::new();
        while let Some(frame) = framer.next().unwrap() {
            if let crate::sip::Frame::Message(message) = frame {
                messages.push(message);
            }
        }
        messages
    }

    fn events(&mut self) -> Vec<ConnectionEvent> {
        std::iter::from_fn(|| self.connection.poll_event()).collect()
    }

    /// The only event, which is a request.
    fn request(&mut self) -> (TransactionId, Message, Authenticity) {
        let mut events = self.events();
        assert_eq!(events.len(), 1, "{events:?}");
        match events.remove(0) {
            ConnectionEvent::Request { transaction, message, authenticity } => {
                (transaction, message, authenticity)
            }
            other => panic!("no request: {other:?}"),
        }
    }

    /// One word for each event, with the status of responses.
    fn story(&mut self) -> Vec<String> {
        self.events().iter().map(word).collect()
    }
}

fn word(event: &ConnectionEvent) -> String {
    match event {
        ConnectionEvent::Request { message, .. } => format!("request {}", message.method().unwrap_or("?")),
        ConnectionEvent::Ack { transaction, .. } => format!("ack {}", transaction.is_some()),
        ConnectionEvent::Cancelled { .. } => "cancelled".into(),
        ConnectionEvent::AckMissing { .. } => "ack missing".into(),
        ConnectionEvent::Response { message, .. } => format!("response {}", message.status().unwrap_or(0)),
        ConnectionEvent::AdditionalSuccess { .. } => "additional".into(),
        ConnectionEvent::TimedOut { .. } => "timed out".into(),
        ConnectionEvent::Abandoned { .. } => "abandoned".into(),
        ConnectionEvent::KeepAlive => "keep-alive".into(),
        ConnectionEvent::Discarded { reason } => format!("discarded: {reason}"),
    }
}

fn wire(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

fn message(text: &str) -> Message {
    Message::parse(wire(text).as_bytes(), &Limits::default()).unwrap()
}

/// A request of SIPE inside a dialog: no branch (spec: sipe-interop.md 2).
fn sipe(method: &str, cseq: u32, extra: &str) -> String {
    format!(
        "{method} sip:ocschat@example.com SIP/2.0
Via: SIP/2.0/tcp 127.0.0.1:50726
From: <sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9
To: <sip:ocschat@example.com>;tag=0fc5bb56
Max-Forwards: 70
CSeq: {cseq} {method}
User-Agent: Purple/2.14.12 Sipe/1.25.0 (linux-x86_64)
Call-ID: 1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x
{extra}Content-Length: 0

"
    )
}

/// A request with a branch.
fn branched(method: &str, cseq: u32, branch: &str) -> String {
    sipe(method, cseq, "").replace("50726", &format!("50726;branch=z9hG4bK{branch}"))
}

/// A request of ours, without Via.
fn ours(method: &str, cseq: u32) -> String {
    format!(
        "{method} sip:room@example.com SIP/2.0
From: <sip:alice@example.com>;tag=a1;epid=01
To: <sip:room@example.com>
Call-ID: call-1
CSeq: {cseq} {method}
Content-Length: 0

"
    )
}

/// The response to a message of ours as a peer writes it.
fn reply(request: &Message, status: u16) -> Message {
    let mut response = Message::response_to(request, status, "Reason");
    let to = format!("{};tag=peer", request.header("To").unwrap());
    response.set_header("To", &to);
    response
}

fn text(message: &Message) -> String {
    String::from_utf8(message.to_bytes()).unwrap()
}
