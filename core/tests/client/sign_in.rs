//! Signing in and opening the chat.

use crate::program::{Program, Told, settings};
use crate::scripted::{ANN, DOMAIN, POOL, Peer, Server};
use pchat_core::api::{Endpoint, EndpointEvent, EndpointSettings, EndpointState, Error, ErrorCode};

/// Establishes against what `script` does with the first connection.
async fn refused<F: Future<Output = ()>>(
    program: &Program,
    settings: EndpointSettings,
    server: &Server,
    script: impl FnOnce(Peer) -> F,
) -> (Endpoint, Error) {
    let endpoint = program.endpoint(settings);
    let (outcome, ()) = tokio::join!(endpoint.establish(), async {
        script(server.accept().await).await;
    });
    let error = outcome.expect_err("refused");
    assert_eq!(endpoint.state(), EndpointState::Terminated);
    (endpoint, error)
}

#[tokio::test]
async fn signs_in_finds_the_provisioned_pool_and_tells_its_states() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint_for(&server);
    assert_eq!(endpoint.state(), EndpointState::Idle);
    assert_eq!(endpoint.owner_uri(), ANN);
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), server.accept_established());
    outcome.expect("established");
    assert_eq!(endpoint.state(), EndpointState::Established);
    let facts = endpoint.services().server_configuration().expect("facts");
    assert_eq!((facts.message_size_limit, facts.search_limit), (512, 999));
    assert_eq!((facts.domain_name.as_str(), facts.display_name.as_deref()), (DOMAIN, Some("Chat")));
    assert_eq!(facts.server_time.map(|t| t.unix_micros()), Some(1_704_164_645_000_000));

    let error = endpoint.establish().await.expect_err("only once");
    assert_eq!(error.code(), ErrorCode::InvalidOperation);

    let (outcome, goodbye) = tokio::join!(endpoint.terminate(), peer.take_goodbye());
    outcome.expect("terminated");
    assert_eq!(goodbye, ["BYE", "REGISTER"]);
    endpoint.terminate().await.expect("again is no error");
    for state in [
        EndpointState::Establishing,
        EndpointState::Established,
        EndpointState::Terminating,
        EndpointState::Terminated,
    ] {
        let Told::Endpoint(EndpointEvent::StateChanged(change)) = program.event().await else {
            panic!("a state expected");
        };
        assert_eq!(change.state, state);
        assert!(change.reason.is_none());
    }
}

#[tokio::test]
async fn the_register_says_who_from_where_and_with_which_instance() {
    let program = Program::start();
    let server = Server::start().await;
    let settings = EndpointSettings {
        endpoint_id: Some("c8ca638a15".into()),
        user_agent: Some("bot/1".into()),
        ..settings(server.port)
    };
    let (_, error) = refused(&program, settings, &server, async |mut peer: Peer| {
        let register = peer.expect("REGISTER").await;
        assert_eq!(register.first_line, "REGISTER sip:contoso.test SIP/2.0");
        assert!(register.header("From").starts_with(&format!("<{ANN}>;tag=")), "{register:#?}");
        assert!(register.header("From").ends_with(";epid=c8ca638a15"), "{register:#?}");
        // The pair of spec: sip.md B.3, from [MS-SIPRE].
        let instance = "+sip.instance=\"<urn:uuid:34d859db-6585-5f91-a3b4-de853c15347d>\"";
        assert!(register.header("Contact").contains(instance), "{register:#?}");
        assert!(register.header("Contact").contains("transport=tcp"), "{register:#?}");
        assert_eq!(register.header("User-Agent"), "bot/1");
        assert_eq!(register.header("Event"), "registration");
        let diagnostics =
            "ms-diagnostics: 4999;reason=\"Try elsewhere\";source=\"fe01\"\r\nRetry-After: 9\r\n";
        peer.answer_with(&register, "503 Service Unavailable", diagnostics, "").await;
    })
    .await;
    assert_eq!(error.code(), ErrorCode::SignInRefused);
    assert_eq!((error.sip_status(), error.diagnostics_id()), (Some(503), Some(4999)));
    assert_eq!(
        (error.diagnostics_reason(), error.diagnostics_source()),
        (Some("Try elsewhere"), Some("fe01"))
    );
    assert_eq!(error.retry_after_seconds(), Some(9));
}

#[tokio::test]
async fn each_refusal_has_its_code() {
    let program = Program::start();
    for (status, code) in [
        ("403 Forbidden", ErrorCode::SignInForbidden),
        ("404 Not Found", ErrorCode::UnknownUser),
        ("500 Oops", ErrorCode::SignInRefused),
        ("301 Moved", ErrorCode::SignInRefused),
        ("401 Unauthorized", ErrorCode::AuthenticationUnsupported),
    ] {
        let server = Server::start().await;
        let (_, error) = refused(&program, settings(server.port), &server, async |mut peer: Peer| {
            let register = peer.expect("REGISTER").await;
            peer.answer(&register, status).await;
        })
        .await;
        assert_eq!(error.code(), code, "{status}: {error}");
        assert!(error.message().contains(ANN) || code == ErrorCode::SignInRefused, "{error}");
    }
}

#[tokio::test]
async fn a_redirect_is_followed_and_a_circle_is_not() {
    let program = Program::start();
    let (first, second) = (Server::start().await, Server::start().await);
    let contact = |port: u16| format!("Contact: <sip:127.0.0.1:{port};transport=tcp>\r\n");
    let endpoint = program.endpoint_for(&first);
    let (outcome, peer) = tokio::join!(endpoint.establish(), async {
        let mut peer = first.accept().await;
        let register = peer.expect("REGISTER").await;
        peer.answer_with(&register, "301 Moved Permanently", &contact(second.port), "").await;
        second.accept_established().await
    });
    outcome.expect("established after the redirect");
    drop(peer);

    let endpoint = program.endpoint_for(&first);
    let (outcome, ()) = tokio::join!(endpoint.establish(), async {
        for (from, to) in [(&first, &second), (&second, &first)] {
            let mut peer = from.accept().await;
            let register = peer.expect("REGISTER").await;
            peer.answer_with(&register, "301 Moved Permanently", &contact(to.port), "").await;
        }
    });
    let error = outcome.expect_err("a circle");
    assert_eq!((error.code(), error.sip_status()), (ErrorCode::RedirectLoop, Some(301)));
}

#[tokio::test]
async fn nobody_there_and_nobody_answering_are_told_apart() {
    let program = Program::start();
    let port = Server::start().await.port;
    let endpoint = program.endpoint(settings(port));
    let error = endpoint.establish().await.expect_err("nobody listens");
    assert_eq!(error.code(), ErrorCode::Unreachable);

    let server = Server::start().await;
    let hurried = EndpointSettings { operation_timeout_ms: 50, ..settings(server.port) };
    let endpoint = program.endpoint(hurried);
    let (outcome, _peer) = tokio::join!(endpoint.establish(), server.accept());
    let error = outcome.expect_err("no answer");
    assert_eq!(error.code(), ErrorCode::TimedOut);

    let (_, error) = refused(&program, settings(server.port), &server, async |mut peer: Peer| {
        peer.expect("REGISTER").await;
    })
    .await;
    assert_eq!(error.code(), ErrorCode::ConnectionLost);
    assert!(error.message().contains("signing in"), "{error}");
}

#[tokio::test]
async fn ntlm_is_not_used_without_tls() {
    let program = Program::start();
    let server = Server::start().await;
    let settings = EndpointSettings {
        authentication: pchat_core::api::Authentication::Automatic,
        password: Some(pchat_core::api::Secret::new("Pa$$word")),
        ..settings(server.port)
    };
    let (_, error) = refused(&program, settings, &server, async |mut peer: Peer| {
        let register = peer.expect("REGISTER").await;
        let offer =
            "WWW-Authenticate: NTLM realm=\"SIP Communications Service\", targetname=\"fe01\", version=4\r\n";
        peer.answer_with(&register, "401 Unauthorized", offer, "").await;
        assert!(peer.receive().await.is_none(), "nothing may follow");
    })
    .await;
    assert_eq!(error.code(), ErrorCode::AuthenticationUnsupported);
    assert!(error.message().contains("TLS"), "{error}");
}

#[tokio::test]
async fn a_configured_chat_server_wins_and_nothing_is_asked() {
    let program = Program::start();
    let server = Server::start().await;
    let settings = EndpointSettings { chat_server_uri: Some("own".into()), ..settings(server.port) };
    let endpoint = program.endpoint(settings);
    let (outcome, _peer) = tokio::join!(endpoint.establish(), async {
        let mut peer = server.accept().await;
        peer.sign_in().await;
        peer.open_chat("sip:own@contoso.test").await;
        peer.facts().await;
        peer
    });
    outcome.expect("established");
}

#[tokio::test]
async fn without_provisioning_the_usual_address_is_called() {
    let program = Program::start();
    for refuses in [true, false] {
        let server = Server::start().await;
        let endpoint = program.endpoint_for(&server);
        let (outcome, _peer) = tokio::join!(endpoint.establish(), async {
            let mut peer = server.accept().await;
            peer.sign_in().await;
            if refuses {
                let subscribe = peer.expect("SUBSCRIBE").await;
                peer.answer(&subscribe, "489 Bad Event").await;
            } else {
                let disabled = "<property name=\"EnablePersistentChat\">false</property>";
                peer.provision(disabled).await;
            }
            peer.open_chat("sip:ocschat@contoso.test").await;
            peer.facts().await;
            peer
        });
        outcome.expect("established");
    }
}

#[tokio::test]
async fn a_document_that_comes_in_a_notification_of_its_own_counts() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint_for(&server);
    let (outcome, _peer) = tokio::join!(endpoint.establish(), async {
        let mut peer = server.accept().await;
        peer.sign_in().await;
        let subscribe = peer.expect("SUBSCRIBE").await;
        peer.answer(&subscribe, "200 OK").await;
        let body = crate::scripted::provisioning(&format!(
            "<property name=\"DefaultPersistentChatPoolUri\">{POOL}</property>"
        ));
        let text = format!(
            "BENOTIFY {ANN} SIP/2.0\r\nVia: SIP/2.0/TCP fe01;branch=z9hG4bKb\r\nFrom: <{ANN}>;tag=n\r\nTo: {}\r\nCall-ID: {}\r\n\
             CSeq: 1 BENOTIFY\r\nEvent: vnd-microsoft-provisioning-v2\r\nContent-Length: {}\r\n\r\n{body}",
            subscribe.header("From"),
            subscribe.header("Call-ID"),
            body.len()
        );
        peer.write(&text).await;
        peer.open_chat(POOL).await;
        peer.facts().await;
        peer
    });
    outcome.expect("established");
}

#[tokio::test]
async fn a_lookup_server_names_the_channel_server() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint_for(&server);
    let (outcome, _peer) = tokio::join!(endpoint.establish(), async {
        let mut peer = server.accept().await;
        peer.sign_in().await;
        peer.provision("").await;
        peer.open_chat("sip:ocschat@contoso.test").await;
        let envid = peer.command("cmd:getserverinfo").await;
        peer.reply_with(envid, "getserverinfo", 405, "MSG_NOT_SUPPORTED", "").await;
        let envid = peer.command("cmd:requri").await;
        peer.reply(envid, "requri", "<uib uri=\"sip:gc-7@contoso.test\"/>").await;
        let bye = peer.expect("BYE").await;
        peer.answer(&bye, "200 OK").await;
        peer.open_chat("sip:gc-7@contoso.test").await;
        peer.facts().await;
        peer
    });
    outcome.expect("established");
}

#[tokio::test]
async fn a_chat_server_that_refuses_or_hangs_up_says_so() {
    let program = Program::start();
    let server = Server::start().await;
    let (_, error) = refused(&program, settings(server.port), &server, async |mut peer: Peer| {
        peer.sign_in().await;
        peer.provision("").await;
        let invite = peer.expect("INVITE").await;
        peer.answer(&invite, "404 Not Found").await;
        peer.expect("ACK").await;
        assert_eq!(peer.take_goodbye().await, ["REGISTER"]);
    })
    .await;
    assert_eq!((error.code(), error.sip_status()), (ErrorCode::ChatServerNotFound, Some(404)));

    let (_, error) = refused(&program, settings(server.port), &server, async |mut peer: Peer| {
        peer.sign_in().await;
        peer.provision("").await;
        for command in ["cmd:getserverinfo", "cmd:requri"] {
            peer.open_chat("sip:ocschat@contoso.test").await;
            peer.command(command).await;
            let why = "ms-diagnostics: 20010;reason=\"Principal not provisioned\";source=\"gc01\"\r\n";
            peer.request("BYE", why, "").await;
        }
        peer.take_goodbye().await;
    })
    .await;
    assert_eq!((error.code(), error.diagnostics_id()), (ErrorCode::ChatServerRefused, Some(20010)));
    assert!(error.message().contains("Principal not provisioned"), "{error}");
}

#[tokio::test]
async fn terminating_while_it_signs_in_ends_both() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint_for(&server);
    let (established, terminated, ()) =
        tokio::join!(endpoint.establish(), endpoint.terminate_later(&server), async {});
    let error = established.expect_err("ended");
    assert_eq!(error.code(), ErrorCode::InvalidFlowOfOperations);
    assert!(error.message().contains("terminated before it was established"), "{error}");
    terminated.expect("terminated");
    assert_eq!(endpoint.state(), EndpointState::Terminated);
}

trait TerminateLater {
    async fn terminate_later(&self, server: &Server) -> Result<(), Error>;
}

impl TerminateLater for Endpoint {
    async fn terminate_later(&self, server: &Server) -> Result<(), Error> {
        let mut peer = server.accept().await;
        peer.expect("REGISTER").await;
        self.terminate().await
    }
}
