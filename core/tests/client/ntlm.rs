//! NTLM: the legs, what is believed afterwards, and a wrong clock.

use crate::program::{Program, settings};
use crate::scripted::{LOBBY, POOL, Peer, Server, Sip, chat};
use pchat_core::api::{
    Authentication, EndpointSettings, ErrorCode, Secret, Session, SessionEvent, SessionState,
};
use pchat_core::auth::{Acceptor, AcceptorSettings, Credentials, Step};
use pchat_core::sip::message::AuthParams;
use pchat_core::sip::signing::{SignedFields, Verifier};
use pchat_core::sip::{Limits, Message};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

const PASSWORD: &str = "Pa$$word";
const BOB: &str = "sip:bob@contoso.test";

fn with_ntlm(port: u16) -> EndpointSettings {
    EndpointSettings {
        authentication: Authentication::Ntlm,
        login: Some("CONTOSO\\ann".into()),
        password: Some(Secret::new(PASSWORD)),
        allow_ntlm_over_tcp: true,
        ..settings(port)
    }
}

fn acceptor() -> Acceptor {
    Acceptor::new(Arc::new(AcceptorSettings::of_server("fe01.contoso.test")))
}

/// Takes the legs of one sign-in; answers the last with `Err` when the proof is wrong. Gives the REGISTER that was accepted
/// and what checks the client's messages.
async fn legs(
    peer: &mut Peer,
    acceptor: &mut Acceptor,
    password: &str,
    headers: &str,
) -> Option<(Sip, Box<dyn Verifier>)> {
    loop {
        let register = peer.expect("REGISTER").await;
        let message = Message::parse(&register.raw, &Limits::default()).expect("a REGISTER");
        let step = message.header("Authorization").map(|value| {
            let header = AuthParams::parse(value).expect("credentials");
            let known = Credentials::new("CONTOSO\\ann", password).expect("credentials");
            let mut hash = |login: &_| (known.login() == login).then(|| known.nt_hash());
            acceptor.step(&header, &SignedFields::of(&message), Instant::now(), SystemTime::now(), &mut hash)
        });
        let (offer, is_over) = match step {
            Some(Ok(Step::Accepted(accepted))) => {
                peer.signer = Some(Box::new(accepted.signer));
                return Some((register, Box::new(accepted.verifier)));
            }
            Some(Ok(Step::Challenge(challenge))) => (challenge, false),
            Some(Err(_)) => (acceptor.offer(), true),
            None => (acceptor.offer(), false),
        };
        let headers = format!("WWW-Authenticate: {offer}\r\n{headers}");
        peer.answer_with(&register, "401 Unauthorized", &headers, "").await;
        if is_over {
            return None;
        }
    }
}

async fn established(server: &Server, acceptor: &mut Acceptor) -> (Peer, Box<dyn Verifier>) {
    let mut peer = server.accept().await;
    let (register, verifier) = legs(&mut peer, acceptor, PASSWORD, "").await.expect("the right password");
    peer.accept_register(&register).await;
    peer.provision(&format!("<property name=\"DefaultPersistentChatPoolUri\">{POOL}</property>")).await;
    peer.open_chat(POOL).await;
    peer.facts().await;
    (peer, verifier)
}

/// Whether the client signed this.
fn is_signed(verifier: &mut dyn Verifier, message: &Sip) -> bool {
    let message = Message::parse(&message.raw, &Limits::default()).expect("a message");
    let header = message.header("Authorization").and_then(|value| AuthParams::parse(value).ok());
    header.is_some_and(|header| verifier.verify(&SignedFields::of(&message), &header).is_ok())
}

#[tokio::test]
async fn every_message_is_signed_and_an_unsigned_one_is_not_believed() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(with_ntlm(server.port));
    let mut acceptor = acceptor();
    let (outcome, (mut peer, mut verifier)) =
        tokio::join!(endpoint.establish(), established(&server, &mut acceptor));
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(session.join(LOBBY), async {
        let info = peer.info("cmd:join").await;
        assert!(is_signed(verifier.as_mut(), &info), "requests are signed");
        peer.answer(&info, "200 OK").await;
        peer.joined(info.envid()).await;
    });
    outcome.expect("joined");
    assert!(is_signed(verifier.as_mut(), &peer.expect_response("INFO").await), "responses are signed");

    let signer = peer.signer.take();
    peer.document(&chat(BOB, 1, "forged")).await;
    peer.signer = signer;
    peer.document(&chat(BOB, 2, "genuine")).await;
    loop {
        if let SessionEvent::MessageReceived(message) = program.session_event().await {
            assert_eq!(message.content, "genuine");
            break;
        }
    }
}

#[tokio::test]
async fn a_wrong_signature_ends_the_connection() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(with_ntlm(server.port));
    let mut acceptor = acceptor();
    let (outcome, (mut peer, _)) = tokio::join!(endpoint.establish(), established(&server, &mut acceptor));
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(session.join(LOBBY), peer.let_join());
    outcome.expect("joined");
    // Somebody on the line changes a signed value.
    let text = peer.dialog_request("INFO", "Content-Type: text/plain\r\n", "");
    let mut message = Message::parse(text.as_bytes(), &Limits::default()).expect("a message");
    let signer = peer.signer.as_mut().expect("signed in");
    let (name, value) = signer.sign(&SignedFields::of(&message)).expect("a signature");
    message.push_header(name, &value);
    message.set_header("CSeq", "99 INFO");
    peer.signer = None;
    peer.write(&String::from_utf8(message.to_bytes()).expect("UTF-8")).await;
    let reason = program.session_state(SessionState::Terminated).await.expect("a reason");
    assert_eq!(reason.code(), ErrorCode::SignatureInvalid);
}

#[tokio::test]
async fn a_challenge_in_the_middle_is_answered_and_the_command_goes_out_again() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(with_ntlm(server.port));
    let mut acceptor = acceptor();
    let (outcome, (mut peer, _)) = tokio::join!(endpoint.establish(), established(&server, &mut acceptor));
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(session.join(LOBBY), async {
        let first = peer.info("cmd:join").await;
        let challenge = format!("WWW-Authenticate: {}\r\n", acceptor.offer());
        peer.answer_with(&first, "401 Unauthorized", &challenge, "").await;
        let (register, _) = legs(&mut peer, &mut acceptor, PASSWORD, "").await.expect("the right password");
        peer.accept_register(&register).await;
        let second = peer.info("cmd:join").await;
        assert_eq!(second.body, first.body);
        peer.answer(&second, "200 OK").await;
        peer.joined(second.envid()).await;
    });
    outcome.expect("joined");
}

#[tokio::test]
async fn a_wrong_password_is_told_apart_from_a_wrong_clock() {
    let program = Program::start();
    let server = Server::start().await;
    for (date, code) in [
        ("", ErrorCode::AuthenticationFailed),
        ("Date: Sat, 13 Nov 2010 23:29:00 GMT\r\n", ErrorCode::ClockSkew),
    ] {
        let endpoint = program.endpoint(with_ntlm(server.port));
        let mut acceptor = acceptor();
        let (outcome, accepted) = tokio::join!(endpoint.establish(), async {
            let mut peer = server.accept().await;
            legs(&mut peer, &mut acceptor, "another", date).await.is_some()
        });
        assert!(!accepted);
        let error = outcome.expect_err("refused");
        assert_eq!((error.code(), error.sip_status()), (code, Some(401)), "{error}");
        assert!(!error.message().contains(PASSWORD));
    }
}

#[tokio::test]
async fn a_server_that_asks_for_no_proof_is_refused_when_ntlm_is_demanded() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(with_ntlm(server.port));
    let (outcome, ()) = tokio::join!(endpoint.establish(), async {
        let mut peer = server.accept().await;
        let register = peer.expect("REGISTER").await;
        peer.accept_register(&register).await;
    });
    let error = outcome.expect_err("refused");
    assert_eq!(error.code(), ErrorCode::AuthenticationUnsupported, "{error}");
}
