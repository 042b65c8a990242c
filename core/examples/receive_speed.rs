//! What the core does for each chat message that comes in, without sockets: framing, signature, XCCOS, the 200 OK.
//! For a profiler that counts instructions:
//! `valgrind --tool=callgrind --toggle-collect='receive_speed::receive*' target/release/examples/receive_speed 2000`
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::time::Instant;

use pchat_core::auth::ntlm::{Flags, SessionKeys};
use pchat_core::auth::{self, MessageSigner, MessageVerifier, SecurityAssociation, Version};
use pchat_core::sip::connection::{Connection, ConnectionEvent, ConnectionSettings, Role};
use pchat_core::sip::message::Message;
use pchat_core::sip::signing::{SignedFields, Signer};
use pchat_core::xccos::{Envelope, Limits};

fn halves(role: auth::Role) -> (MessageSigner, MessageVerifier) {
    SecurityAssociation {
        role,
        version: Version::V4,
        opaque: "27F28761".to_owned(),
        realm: auth::REALM.to_owned(),
        target_name: "lync.example.com".to_owned(),
        keys: SessionKeys::new([7; 16], Flags::OFFERED),
    }
    .into_halves()
}

fn run_of_messages(count: usize, signed: bool) -> Vec<u8> {
    let mut signer = halves(auth::Role::Server).0;
    let mut run = Vec::new();
    for n in 0..count {
        let mut info =
            Message::request("INFO", "sip:ann@example.com;opaque=user:epid:t4eFItf-XDOzDSZfZhiueAAA;gruu");
        for (name, value) in [
            ("Via", format!("SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bK{n:08X}").as_str()),
            ("From", "<sip:pool1@example.com>;tag=stub"),
            ("To", "<sip:ann@example.com>;tag=1;epid=0123456789ab"),
            ("Call-ID", "1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x"),
            ("CSeq", &format!("{} INFO", n + 1)),
            ("Max-Forwards", "70"),
        ] {
            info.push_header(name, value);
        }
        let text = "build 4711 failed &amp; was retried, latency &lt; 90 ms für node &quot;eu-3&quot;. "
            .repeat(n % 4 + 1);
        info.set_body(
            "text/plain",
            format!(
                "<xccos xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                 ver=\"1\" envid=\"{}\" xmlns=\"urn:parlano:xml:ns:xccos\"><grpchat id=\"grpchat\" seqid=\"1\" \
                 chanUri=\"ma-chan://example.com/11111111-2222-3333-4444-555555555555\" author=\"sip:user{}@example.com\" \
                 authdisp=\"user{}\" alert=\"false\" chatId=\"{}\" ts=\"2026-01-02T03:04:05.1234567Z\"><chat>{text}</chat>\
                 </grpchat></xccos>",
                7_962_449_779_256_945_056_u64 + n as u64, n % 8, n % 8, n + 1
            ),
        );
        if signed {
            let (name, value) = signer.sign(&SignedFields::of(&info)).unwrap();
            info.push_header(name, &value);
        }
        info.write_to(&mut run);
    }
    run
}

/// Takes everything in, as a driver does it; gives how many entries came and how many bytes go out.
#[inline(never)]
fn receive(connection: &mut Connection, run: &[u8], now: Instant) -> (usize, usize) {
    let (mut items, mut written) = (0, 0);
    for piece in run.chunks(16 * 1024) {
        connection.receive(piece, now).unwrap();
        while let Some(event) = connection.poll_event() {
            let ConnectionEvent::Request { transaction, message, .. } = event else { panic!("{event:?}") };
            connection.respond(transaction, Message::response_to(&message, 200, "OK"), now).unwrap();
            items += Envelope::parse(message.body(), &Limits::default()).unwrap().items.len();
        }
        written += connection.output().len();
        connection.output().clear();
    }
    (items, written)
}

fn main() {
    let count = std::env::args().nth(1).map_or(100_000, |count| count.parse().unwrap());
    let modes = std::env::args().nth(2).map_or(vec![false, true], |mode| vec![mode == "signed"]);
    for signed in modes {
        let run = run_of_messages(count, signed);
        let now = Instant::now();
        let settings = ConnectionSettings::new(Role::Client, "127.0.0.1:1", "TLS");
        let mut connection = Connection::new(settings, now);
        if signed {
            let (signer, verifier) = halves(auth::Role::Client);
            connection.set_security(Some(Box::new(signer)), Some(Box::new(verifier)));
        }
        let (items, written) = receive(&mut connection, &run, now);
        let taken = now.elapsed();
        assert_eq!(items, count);
        println!(
            "signed {signed}: {} bytes in and {} bytes out each, {:.0} messages/s",
            run.len() / count,
            written / count,
            count as f64 / taken.as_secs_f64()
        );
    }
}
