//! Who signs what, and what happens to what is not signed (spec: sip.md C.2).

use super::*;
use crate::sip::message::AuthParams;
use crate::sip::signing::{SignedFields, Signer, Verifier, VerifyError};

/// A signature that anybody can compute, but that depends on every field.
fn seal(opaque: &str, number: u32, fields: &SignedFields<'_>) -> String {
    let text = format!("{opaque}{number}{fields:?}");
    let sum = text.bytes().fold(0_u64, |sum, byte| sum.wrapping_mul(1_099_511_628_211) ^ u64::from(byte));
    format!("{sum:016x}")
}

struct Fake {
    header: &'static str,
    opaque: &'static str,
    number: u32,
}

impl Signer for Fake {
    fn sign(&mut self, fields: &SignedFields<'_>) -> Option<(&'static str, String)> {
        self.number += 1;
        let seal = seal(self.opaque, self.number, fields);
        Some((
            self.header,
            format!("Fake opaque=\"{}\", num=\"{}\", seal=\"{seal}\"", self.opaque, self.number),
        ))
    }
}

impl Verifier for Fake {
    fn verify(&mut self, fields: &SignedFields<'_>, header: &AuthParams<'_>) -> Result<(), VerifyError> {
        if header.get("opaque") != Some(self.opaque) {
            return Err(VerifyError::UnknownAssociation);
        }
        let number: u32 =
            header.get("num").and_then(|number| number.parse().ok()).ok_or(VerifyError::Malformed("num"))?;
        if header.get("seal") != Some(seal(self.opaque, number, fields).as_str()) {
            return Err(VerifyError::WrongSignature);
        }
        if number <= self.number {
            return Err(VerifyError::ReplayedCounter);
        }
        self.number = number;
        Ok(())
    }
}

fn fake(role: Role, opaque: &'static str) -> Box<Fake> {
    let header = match role {
        Role::Client => "Authorization",
        Role::Server => "Authentication-Info",
    };
    Box::new(Fake { header, opaque, number: 0 })
}

fn secured(mut bench: Bench, opaque: &'static str) -> Bench {
    let role = bench.connection.settings().role;
    bench.connection.set_security(Some(fake(role, opaque)), Some(fake(role, opaque)));
    bench
}

fn pair() -> (Bench, Bench) {
    (secured(Bench::client(), "A"), secured(Bench::server(), "A"))
}

/// Carries what one end wrote to the other.
fn carry(from: &mut Bench, to: &mut Bench) {
    let bytes = std::mem::take(from.connection.output());
    to.connection.receive(&bytes, to.now).unwrap();
}

fn numbers(messages: &[Message], header: &str) -> Vec<u32> {
    messages
        .iter()
        .map(|message| {
            AuthParams::parse(message.header(header).unwrap()).unwrap().get("num").unwrap().parse().unwrap()
        })
        .collect()
}

#[test]
fn both_ends_sign_requests_and_responses() {
    let (mut client, mut server) = pair();
    client.send(&ours("INFO", 1));
    carry(&mut client, &mut server);
    let (transaction, request, authenticity) = server.request();
    assert_eq!(authenticity, Authenticity::Signed);
    assert!(request.header("Authorization").is_some());
    server.respond(transaction, &request, 200).unwrap();
    server.send(&ours("INFO", 7));
    carry(&mut server, &mut client);
    let mut events = client.events();
    assert_eq!(events.iter().map(word).collect::<Vec<_>>(), ["response 200", "request INFO"]);
    let ConnectionEvent::Request { transaction, message, .. } = events.remove(1) else { panic!() };
    client.respond(transaction, &message, 200).unwrap();
    carry(&mut client, &mut server);
    assert_eq!(server.story(), ["response 200"]);
}

#[test]
fn counters_rise_in_wire_order_even_through_the_queue() {
    let mut settings = ConnectionSettings::new(Role::Client, "h", "TCP");
    settings.outbound_window = 2;
    let mut bench = secured(Bench::with(settings), "A");
    bench.connection.set_verifier(None);
    for cseq in 1..=4 {
        bench.send(&ours("INFO", cseq));
    }
    bench.connection.send_ack(message(&ours("ACK", 1)), bench.now).unwrap();
    let sent = bench.sent();
    assert_eq!(numbers(&sent, "Authorization"), [1, 2, 3]);
    bench.feed(&text(&reply(&sent[1], 200)));
    bench.feed(&text(&reply(&sent[0], 200)));
    let more = bench.sent();
    assert_eq!(numbers(&more, "Authorization"), [4, 5]);
    assert_eq!(more[0].cseq().unwrap().number, 3);
}

#[test]
fn challenges_and_messages_with_credentials_are_not_signed() {
    let mut server = secured(Bench::server(), "A");
    server.feed(&sipe("REGISTER", 1, ""));
    let (transaction, request, authenticity) = server.request();
    assert_eq!(authenticity, Authenticity::Unsigned);
    server.respond(transaction, &request, 100).unwrap();
    server.respond(transaction, &request, 401).unwrap();
    assert!(server.sent().iter().all(|message| message.header("Authentication-Info").is_none()));

    let mut client = secured(Bench::client(), "A");
    client.send(
        &ours("REGISTER", 1).replace("Content-Length", "Authorization: NTLM qop=\"auth\"\nContent-Length"),
    );
    client.connection.send_unsigned_request(message(&ours("REGISTER", 2)), client.now).unwrap();
    let sent = client.sent();
    assert_eq!(sent[0].headers("Authorization").collect::<Vec<_>>(), ["NTLM qop=\"auth\""]);
    assert_eq!(sent[1].header("Authorization"), None);
}

#[test]
fn the_client_drops_what_is_not_signed_save_the_exceptions() {
    let mut client = secured(Bench::client(), "A");
    client.send(&ours("INFO", 1));
    let info = client.sent().remove(0);
    for (status, expected) in [(100, "response 100"), (200, "discarded: not signed"), (407, "response 407")] {
        client.feed(&text(&reply(&info, status)));
        assert_eq!(client.story(), [expected]);
    }
    client.send(&ours("REGISTER", 2));
    let register = client.sent().remove(0);
    client.feed(&text(&reply(&register, 200)));
    assert_eq!(client.story(), ["response 200"]);
    // A request without a signature gets no answer at all.
    client.feed(&sipe("INFO", 1, ""));
    assert_eq!((client.story(), client.output()), (vec!["discarded: not signed".to_owned()], String::new()));
}

#[test]
fn a_dropped_response_leaves_the_request_open() {
    let mut client = secured(Bench::client(), "A");
    client.send(&ours("INFO", 1));
    let info = client.sent().remove(0);
    client.feed(&text(&reply(&info, 200)));
    client.advance(32);
    assert_eq!(client.story(), ["discarded: not signed", "timed out"]);
}

#[test]
fn a_forged_message_ends_the_clients_connection() {
    let (mut client, mut server) = pair();
    server.send(&ours("INFO", 1));
    client.send(&ours("INFO", 9));
    let forged = server.output().replace("tag=a1", "tag=a2");
    let error = client.connection.receive(forged.as_bytes(), client.now).unwrap_err();
    assert_eq!(error, ConnectionError::Signature(VerifyError::WrongSignature));
    assert_eq!(client.story(), ["abandoned"]);
    assert!(client.connection.is_closed());
}

#[test]
fn a_signature_that_cannot_be_read_counts_as_forged() {
    let mut client = secured(Bench::client(), "A");
    let bytes = wire(&sipe("INFO", 1, "Authentication-Info: Fake opaque=\"A\"\n"));
    let error = client.connection.receive(bytes.as_bytes(), client.now).unwrap_err();
    assert_eq!(error, ConnectionError::Signature(VerifyError::Malformed("num")));
}

#[test]
fn the_server_is_told_and_drops_acks_and_responses_that_are_not_authentic() {
    let (mut client, mut server) = pair();
    client.send(&ours("INFO", 1));
    let good = client.output();
    server.feed(&good.replace("tag=a1", "tag=a2"));
    let (forged, _, authenticity) = server.request();
    assert_eq!(authenticity, Authenticity::Wrong(VerifyError::WrongSignature));
    assert!(!server.connection.is_closed());
    server.connection.ignore(forged);
    server.feed(&good);
    let (transaction, request, _) = server.request();
    server.respond(transaction, &request, 200).unwrap();
    // The very same bytes again are a replay.
    server.feed(&good);
    assert_eq!(server.request().2, Authenticity::Wrong(VerifyError::ReplayedCounter));
    server.feed(&sipe("ACK", 1, ""));
    server.feed(&sipe("CANCEL", 1, ""));
    assert_eq!(server.story(), ["discarded: an ACK or CANCEL that is not authentic"; 2]);
    server.sent();
    server.send(&ours("INFO", 3));
    let info = server.sent().remove(0);
    server.feed(&text(&reply(&info, 200)));
    assert_eq!(server.story(), ["discarded: not signed"]);
}

#[test]
fn the_proxy_headers_are_read_as_well() {
    let (mut client, mut server) = pair();
    server.send(&ours("INFO", 1));
    let proxied = server.output().replace("Authentication-Info", "Proxy-Authentication-Info");
    client.feed(&proxied);
    assert_eq!(client.request().2, Authenticity::Signed);
    client.send(&ours("INFO", 2));
    server.feed(&client.output().replace("Authorization", "Proxy-Authorization"));
    assert_eq!(server.request().2, Authenticity::Signed);
}

#[test]
fn what_was_signed_under_the_old_association_counts_for_a_while() {
    let (mut client, mut server) = pair();
    server.send(&ours("INFO", 1));
    client.connection.set_verifier(Some(fake(Role::Client, "B")));
    carry(&mut server, &mut client);
    assert_eq!(client.request().2, Authenticity::Signed);
    client.advance(32);
    server.send(&ours("INFO", 2));
    carry(&mut server, &mut client);
    assert_eq!(client.story(), ["discarded: signed under an unknown security association"]);
    server.connection.set_signer(Some(fake(Role::Server, "B")));
    server.send(&ours("INFO", 3));
    carry(&mut server, &mut client);
    assert_eq!(client.story(), ["request INFO"]);
}

#[test]
fn without_an_association_nothing_is_required() {
    let mut client = Bench::client();
    client.feed(&sipe("INFO", 1, ""));
    assert_eq!(client.request().2, Authenticity::NotRequired);
    let mut secured = secured(Bench::client(), "A");
    secured.connection.set_security(None, None);
    secured.feed(&sipe("INFO", 1, ""));
    let (transaction, request, _) = secured.request();
    secured.respond(transaction, &request, 200).unwrap();
    assert!(!secured.output().contains("Authorization"));
}
