//! What the protocol core costs for each message received, without sockets: framing, signature, XCCOS, and the signed 200.

use crate::lync_stub::Rehearsal;
use pchat_core::sip::connection::{Connection, ConnectionEvent, ConnectionSettings, Role};
use pchat_core::sip::message::Message;
use pchat_core::xccos::{Envelope, Item, Limits};
use std::time::Instant;

const MESSAGES: usize = 100_000;

/// Received messages per second of one thread, without and with NTLM signatures.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    for (name, signed) in [("core_receive", false), ("core_receive_signed", true)] {
        let rehearsal = Rehearsal::new(MESSAGES, signed)?;
        let mut connection =
            Connection::new(ConnectionSettings::new(Role::Client, "127.0.0.1:1", "TLS"), Instant::now());
        if let Some((signer, verifier)) = rehearsal.security {
            connection.set_security(Some(Box::new(signer)), Some(Box::new(verifier)));
        }
        let began = Instant::now();
        let mut received = 0;
        let mut written = 0;
        for piece in rehearsal.run.chunks(16 * 1024) {
            connection.receive(piece, Instant::now())?;
            while let Some(event) = connection.poll_event() {
                let ConnectionEvent::Request { transaction, message, .. } = event else { continue };
                let envelope = Envelope::parse(message.body(), &Limits::default())?;
                received += envelope.items.iter().filter(|item| matches!(item, Item::GroupChat(_))).count();
                connection.respond(transaction, Message::response_to(&message, 200, "OK"), Instant::now())?;
            }
            written += connection.output().len();
            connection.output().clear();
        }
        let seconds = began.elapsed().as_secs_f64();
        if received != MESSAGES || written == 0 {
            return Err(format!("{name}: {received} of {MESSAGES} messages arrived").into());
        }
        crate::report_value(name, (MESSAGES as f64 / seconds).round(), "messages/s");
    }
    Ok(())
}
