//! A whole sign-in with NTLM between the two ends of the engine: registration and connection of the client, connection
//! and acceptor of the server, bytes carried by hand and a clock of the test's own.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use pchat_core::auth::{Acceptor, AcceptorSettings, Credentials, Instance, NtlmAuthenticator, Step, Version};
use pchat_core::sip::authenticator::AuthenticatorError;
use pchat_core::sip::connection::{Authenticity, Connection, ConnectionEvent, ConnectionSettings, Role};
use pchat_core::sip::message::{AuthParams, Message};
use pchat_core::sip::registration::{RegisterOutcome, Registration, RegistrationSettings};
use pchat_core::sip::signing::SignedFields;
use pchat_core::sip::transaction::TransactionId;

const PASSWORD: &str = "Pa$$word";

struct World {
    now: Instant,
    client: Connection,
    registration: Registration,
    server: Connection,
    acceptor: Acceptor,
    /// What the server saw of every request: method, authenticity.
    seen: Vec<(String, Authenticity)>,
    outcomes: Vec<RegisterOutcome>,
    responses: Vec<u16>,
}

impl World {
    fn new(password: &str, version: Version) -> World {
        let now = Instant::now();
        let credentials = Credentials::new("EXAMPLE\\alice", password).unwrap();
        let authenticator = NtlmAuthenticator::new(Some(credentials), SystemTime::now);
        let settings = RegistrationSettings::new(
            "sip:alice@example.com",
            "cf0b98dadeb9",
            Instance::of_epid("cf0b98dadeb9").urn(),
            "127.0.0.1:40000",
            "tls",
        );
        let acceptor = AcceptorSettings { version, ..AcceptorSettings::of_server("fe01.example.com") };
        World {
            now,
            client: Connection::new(ConnectionSettings::new(Role::Client, "127.0.0.1:40000", "TLS"), now),
            registration: Registration::new(settings, Some(Box::new(authenticator))),
            server: Connection::new(ConnectionSettings::new(Role::Server, "127.0.0.1:5061", "TLS"), now),
            acceptor: Acceptor::new(Arc::new(acceptor)),
            seen: Vec::new(),
            outcomes: Vec::new(),
            responses: Vec::new(),
        }
    }

    fn sign_in(password: &str, version: Version) -> World {
        let mut world = World::new(password, version);
        world.registration.start(&mut world.client, world.now).unwrap();
        world.run();
        world
    }

    /// Carries bytes to and fro until nobody has any more to say.
    fn run(&mut self) {
        for _ in 0..100 {
            let up = std::mem::take(self.client.output());
            self.server.receive(&up, self.now).unwrap();
            while let Some(event) = self.server.poll_event() {
                self.serve(event);
            }
            let down = std::mem::take(self.server.output());
            self.client.receive(&down, self.now).unwrap();
            while let Some(event) = self.client.poll_event() {
                self.receive(event);
            }
            if up.is_empty() && down.is_empty() {
                return;
            }
        }
        panic!("the two ends talk for ever");
    }

    fn serve(&mut self, event: ConnectionEvent) {
        match event {
            ConnectionEvent::Request { transaction, message, authenticity } => {
                self.seen.push((message.method().unwrap().to_owned(), authenticity));
                if message.method() == Some("REGISTER") && authenticity != Authenticity::Signed {
                    self.challenge(transaction, &message);
                } else {
                    let mut ok = Message::response_to(&message, 200, "OK");
                    ok.push_header("Expires", "7200");
                    self.server.respond(transaction, ok, self.now).unwrap();
                }
            }
            ConnectionEvent::Response { message, .. } => self.responses.push(message.status().unwrap()),
            other => panic!("{other:?}"),
        }
    }

    fn challenge(&mut self, transaction: TransactionId, request: &Message) {
        let header = request.header("Authorization").map(|value| AuthParams::parse(value).unwrap());
        let step = header.and_then(|header| {
            let credentials = Credentials::new("EXAMPLE\\alice", PASSWORD).unwrap();
            let mut hash = |login: &_| (credentials.login() == login).then(|| credentials.nt_hash());
            let fields = SignedFields::of(request);
            self.acceptor.step(&header, &fields, self.now, SystemTime::now(), &mut hash).ok()
        });
        let value = match step {
            Some(Step::Accepted(accepted)) => {
                self.server.set_security(Some(Box::new(accepted.signer)), Some(Box::new(accepted.verifier)));
                let mut ok = Message::response_to(request, 200, "OK");
                ok.push_header("Expires", "7200");
                self.server.respond(transaction, ok, self.now).unwrap();
                return;
            }
            Some(Step::Challenge(value)) => value,
            None => self.acceptor.offer(),
        };
        let mut response = Message::response_to(request, 401, "Unauthorized");
        response.push_header("WWW-Authenticate", &value);
        self.server.respond(transaction, response, self.now).unwrap();
    }

    fn receive(&mut self, event: ConnectionEvent) {
        if let ConnectionEvent::Response { transaction, .. } = &event
            && self.registration.owns(*transaction)
        {
            self.outcomes.extend(self.registration.handle_event(&mut self.client, &event, self.now));
            return;
        }
        match event {
            ConnectionEvent::Request { transaction, message, authenticity } => {
                assert_eq!(authenticity, Authenticity::Signed);
                self.client
                    .respond(transaction, Message::response_to(&message, 200, "OK"), self.now)
                    .unwrap();
            }
            ConnectionEvent::Response { message, .. } => self.responses.push(message.status().unwrap()),
            other => panic!("{other:?}"),
        }
    }

    /// Goes to the registration's next deadline and lets it act.
    fn wait(&mut self) {
        self.now = self.registration.next_deadline().unwrap();
        assert_eq!(self.registration.handle_deadline(&mut self.client, self.now), None);
    }

    fn info(&self, from: &str, to: &str, cseq: u32) -> Message {
        let mut message = Message::request("INFO", to);
        message.push_header("From", &format!("<{from}>;tag=1"));
        message.push_header("To", &format!("<{to}>;tag=2"));
        message.push_header("Call-ID", "dialog");
        message.push_header("CSeq", &format!("{cseq} INFO"));
        message.set_body("text/plain", "<xccos/>");
        message
    }

    /// One INFO each way, and both are answered.
    fn talk(&mut self, cseq: u32) {
        self.responses.clear();
        self.seen.clear();
        let down = self.info("sip:room@example.com", "sip:alice@example.com", cseq);
        self.server.send_request(down, self.now).unwrap();
        let up = self.info("sip:alice@example.com", "sip:room@example.com", cseq);
        self.client.send_request(up, self.now).unwrap();
        self.run();
        assert_eq!(self.responses, [200, 200]);
        assert_eq!(self.seen, [("INFO".to_owned(), Authenticity::Signed)]);
    }
}

#[test]
fn every_version_signs_in_and_signs_everything_afterwards() {
    for version in [Version::V2, Version::V3, Version::V4] {
        let mut world = World::sign_in(PASSWORD, version);
        assert!(matches!(world.outcomes[..], [RegisterOutcome::Registered(_)]), "{:?}", world.outcomes);
        assert_eq!(world.seen.len(), 3);
        for cseq in 1..=3 {
            world.talk(cseq);
        }
    }
}

#[test]
fn a_wrong_password_is_told_as_such() {
    let world = World::sign_in("wrong", Version::V4);
    assert!(
        matches!(
            &world.outcomes[..],
            [RegisterOutcome::AuthenticationFailed { error: AuthenticatorError::CredentialsRejected, .. }]
        ),
        "{:?}",
        world.outcomes
    );
}

#[test]
fn refreshes_are_signed_and_the_association_is_renewed_without_losing_a_message() {
    let mut world = World::sign_in(PASSWORD, Version::V4);
    world.outcomes.clear();
    for cseq in 1..=3 {
        world.seen.clear();
        world.wait();
        world.run();
        assert_eq!(world.seen, [("REGISTER".to_owned(), Authenticity::Signed)]);
        world.talk(cseq);
    }
    // Now the association is old. While the legs are on their way, both ends go on talking under the old one.
    world.wait();
    world.seen.clear();
    world.responses.clear();
    for cseq in 10..=12 {
        let down = world.info("sip:room@example.com", "sip:alice@example.com", cseq);
        world.server.send_request(down, world.now).unwrap();
        let up = world.info("sip:alice@example.com", "sip:room@example.com", cseq);
        world.client.send_request(up, world.now).unwrap();
    }
    world.run();
    assert_eq!(world.responses, [200; 6]);
    let registers: Vec<_> = world.seen.iter().filter(|(method, _)| method == "REGISTER").collect();
    assert_eq!(registers.len(), 3);
    assert!(
        world
            .seen
            .iter()
            .filter(|(method, _)| method == "INFO")
            .all(|(_, seen)| *seen == Authenticity::Signed)
    );
    assert!(
        matches!(world.outcomes.last(), Some(RegisterOutcome::Refreshed { was_lost: false, .. })),
        "{:?}",
        world.outcomes
    );
    // Long after the change nothing of the old one is needed.
    world.now += Duration::from_secs(60);
    world.talk(20);
    world.seen.clear();
    world.registration.unregister(&mut world.client, world.now).unwrap();
    world.run();
    assert_eq!(world.seen, [("REGISTER".to_owned(), Authenticity::Signed)]);
    assert_eq!(world.outcomes.last(), Some(&RegisterOutcome::Unregistered));
}
