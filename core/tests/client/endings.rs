//! Every way in which it can end: nothing hangs, everything is told.

use crate::program::{Program, Told, joined, settings};
use crate::scripted::{ANN, LOBBY, POOL, Server, chat};
use pchat_core::api::{
    EndpointEvent, EndpointSettings, EndpointState, Error, ErrorCode, Session, SessionEvent, SessionState,
};
use tokio::io::AsyncWriteExt;

const BOB: &str = "sip:bob@contoso.test";

/// Passes over events until the endpoint is terminated; gives the reason.
async fn terminated(program: &Program) -> Option<Error> {
    loop {
        if let Told::Endpoint(EndpointEvent::StateChanged(change)) = program.event().await
            && change.state == EndpointState::Terminated
        {
            return change.reason;
        }
    }
}

#[tokio::test]
async fn a_lost_connection_ends_operations_sessions_and_endpoint_with_the_reason() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, session, mut peer) = joined(&program, &server).await;
    let idle = Session::new(&endpoint).expect("a session");
    let services = endpoint.services();
    let (posted, history, found, ()) = tokio::join!(
        session.send_text("hi"),
        session.recent_history(1),
        services.browse_my_chat_rooms(0),
        async {
            for _ in 0..3 {
                let info = peer.expect("INFO").await;
                peer.answer(&info, "200 OK").await;
            }
            drop(peer);
        }
    );
    for error in [posted.expect_err("lost"), history.expect_err("lost"), found.expect_err("lost")] {
        assert_eq!(error.code(), ErrorCode::ConnectionLost, "{error}");
    }
    let reason = program.session_state(SessionState::Terminated).await.expect("a reason");
    assert_eq!(reason.code(), ErrorCode::ConnectionLost);
    assert_eq!(terminated(&program).await.expect("a reason").code(), ErrorCode::ConnectionLost);
    assert_eq!(endpoint.state(), EndpointState::Terminated);
    assert_eq!((session.state(), idle.state()), (SessionState::Terminated, SessionState::Terminated));
    assert!(endpoint.active_sessions().is_empty() && session.properties().is_none());
    let error = session.send_text("more").await.expect_err("over");
    assert_eq!(error.code(), ErrorCode::EndpointNotEstablished);
    assert!(error.message().contains("closed the connection"), "{error}");
    assert_eq!(Session::new(&endpoint).expect_err("over").code(), ErrorCode::EndpointNotEstablished);
    endpoint.terminate().await.expect("terminated already");
}

#[tokio::test]
async fn a_connection_lost_at_any_point_of_establishing_is_reported() {
    let program = Program::start();
    for point in ["REGISTER", "SUBSCRIBE", "INVITE", "ACK", "INFO"] {
        let server = Server::start().await;
        let endpoint = program.endpoint_for(&server);
        let (outcome, ()) = tokio::join!(endpoint.establish(), async {
            let mut peer = server.accept().await;
            loop {
                let request = peer.receive().await.expect("a request");
                if request.method() == point {
                    return;
                }
                match request.method() {
                    "REGISTER" => peer.accept_register(&request).await,
                    "INVITE" => peer.answer(&request, "200 OK").await,
                    "ACK" => {}
                    _ => peer.answer(&request, "403 No").await,
                }
            }
        });
        let error = outcome.expect_err(point);
        assert_eq!(error.code(), ErrorCode::ConnectionLost, "{point}: {error}");
        assert_eq!(endpoint.state(), EndpointState::Terminated);
    }
}

#[tokio::test]
async fn the_chat_servers_bye_ends_the_endpoint_and_signs_out() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, _session, mut peer) = joined(&program, &server).await;
    let why = "ms-diagnostics: 20007;reason=\"Chat service error\";source=\"gc\"\r\n";
    peer.request("BYE", why, "").await;
    assert_eq!(peer.take_goodbye().await, ["REGISTER"]);
    let reason = terminated(&program).await.expect("a reason");
    assert_eq!((reason.code(), reason.diagnostics_id()), (ErrorCode::ConnectionLost, Some(20007)));
}

#[tokio::test]
async fn a_session_that_the_server_forgot_ends_the_endpoint() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, session, mut peer) = joined(&program, &server).await;
    let (outcome, _) = tokio::join!(session.send_text("hi"), async {
        let info = peer.info("hi").await;
        peer.answer(&info, "481 Call Leg/Transaction Does Not Exist").await;
        peer.take_goodbye().await
    });
    let error = outcome.expect_err("forgotten");
    assert_eq!((error.code(), error.sip_status()), (ErrorCode::ConnectionLost, Some(481)));
}

#[tokio::test]
async fn a_server_that_signs_the_user_out_is_believed() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, _session, mut peer) = joined(&program, &server).await;
    let body = "deregistered;event=rejected";
    let text = format!(
        "BENOTIFY {ANN} SIP/2.0\r\nVia: SIP/2.0/TCP fe01;branch=z9hG4bKr\r\nFrom: <{ANN}>;tag=r\r\nTo: <{ANN}>\r\nCall-ID: r\r\n\
         CSeq: 1 BENOTIFY\r\nEvent: registration-notify\r\nContent-Type: text/registration-event\r\n\
         ms-diagnostics: 4141;reason=\"User disabled\";source=\"fe01\"\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    peer.write(&text).await;
    let reason = terminated(&program).await.expect("a reason");
    assert_eq!((reason.code(), reason.diagnostics_id()), (ErrorCode::SignedOut, Some(4141)));
    assert!(reason.message().contains("User disabled"), "{reason}");
}

#[tokio::test]
async fn an_answer_that_never_comes_times_out_and_a_late_join_is_undone() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(EndpointSettings { operation_timeout_ms: 200, ..settings(server.port) });
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), server.accept_established());
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, envid) = tokio::join!(session.join(LOBBY), peer.command("cmd:join"));
    assert_eq!(outcome.expect_err("no answer").code(), ErrorCode::TimedOut);
    assert_eq!(session.state(), SessionState::Idle);
    peer.joined(envid).await;
    peer.command("cmd:part").await;
    assert_eq!(session.state(), SessionState::Idle);
}

#[tokio::test]
async fn a_join_that_was_cancelled_is_undone() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint_for(&server);
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), server.accept_established());
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let envid = tokio::select! {
        envid = peer.command("cmd:join") => envid,
        outcome = session.join(LOBBY) => panic!("not answered yet: {outcome:?}"),
    };
    assert_eq!(session.state(), SessionState::Establishing);
    peer.joined(envid).await;
    let envid = peer.command("cmd:part").await;
    peer.reply(envid, "part", "").await;
    program.session_state(SessionState::Idle).await;
    assert_eq!(session.state(), SessionState::Idle);
    assert!(endpoint.active_sessions().is_empty());
    let (outcome, ()) = tokio::join!(session.join(LOBBY), peer.let_join());
    outcome.expect("it can join now");
}

#[tokio::test]
async fn dropping_the_last_handle_signs_out_in_the_background() {
    let program = Program::start();
    let server = Server::start().await;
    let (endpoint, session, mut peer) = joined(&program, &server).await;
    drop(endpoint);
    drop(session);
    while program.platform.event_queue().try_next().is_some() {}
    assert_eq!(peer.take_goodbye().await, ["part", "BYE", "REGISTER"]);
}

#[tokio::test]
async fn shutting_the_platform_down_says_goodbye_for_all() {
    let program = Program::start();
    let server = Server::start().await;
    let (_first, first_session, mut first_peer) = joined(&program, &server).await;
    let (_second, _, mut second_peer) = joined(&program, &server).await;
    let platform = program.platform.clone();
    let shut_down = tokio::task::spawn_blocking(move || platform.shut_down());
    let (outcome, first, second) =
        tokio::join!(shut_down, first_peer.take_goodbye(), second_peer.take_goodbye());
    outcome.expect("no panic").expect("shut down");
    for goodbye in [first, second] {
        assert_eq!(goodbye, ["part", "BYE", "REGISTER"]);
    }
    assert_eq!(first_session.send_text("x").await.expect_err("over").code(), ErrorCode::PlatformShutDown);
    assert_eq!(first_session.state(), SessionState::Terminated);
}

#[tokio::test]
async fn a_program_that_takes_no_events_slows_the_server_and_can_still_terminate() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(EndpointSettings { event_capacity: 4, ..settings(server.port) });
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), server.accept_established());
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(session.join(LOBBY), peer.let_join());
    outcome.expect("joined");
    // More than the mailbox holds: the client stops reading, and operations can still be started and ended.
    for number in 1..=100 {
        peer.document(&chat(BOB, number, "flood")).await;
    }
    let (mut sent, mut written) = (std::pin::pin!(session.send_text("hi")), false);
    while !written {
        tokio::select! {
            outcome = &mut sent => panic!("nothing is read, so no answer can come: {outcome:?}"),
            message = peer.receive() => written = message.is_some_and(|message| message.body.contains(">hi<")),
        }
    }
    let (outcome, terminated, _) = tokio::join!(sent, endpoint.terminate(), peer.take_goodbye());
    assert_eq!(outcome.expect_err("terminated").code(), ErrorCode::ConnectionLost);
    terminated.expect("terminated");
    let mut messages = 0;
    loop {
        match program.event().await {
            Told::Session(SessionEvent::MessageReceived(_)) => messages += 1,
            Told::Endpoint(EndpointEvent::StateChanged(change))
                if change.state == EndpointState::Terminated =>
            {
                break;
            }
            _ => {}
        }
    }
    assert!(messages >= 1, "what fitted is delivered");
}

#[tokio::test]
async fn events_held_back_all_arrive_once_the_program_takes_them() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(EndpointSettings { event_capacity: 1, ..settings(server.port) });
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), async {
        let mut peer = server.accept().await;
        peer.establish().await;
        peer
    });
    outcome.expect("established");
    let session = Session::new(&endpoint).expect("a session");
    let (outcome, ()) = tokio::join!(
        async {
            // Establishing, established, joining: the queue holds one of them only.
            let join = session.join(LOBBY);
            let taken = program.session_state(SessionState::Established);
            tokio::join!(join, taken).0
        },
        peer.let_join()
    );
    outcome.expect("joined");
    for number in 1..=200 {
        peer.document(&chat(BOB, number, "flood")).await;
    }
    let mut next = 1;
    while next <= 200 {
        if let SessionEvent::MessageReceived(message) = program.session_event().await {
            assert_eq!(message.message_id, Some(next));
            next += 1;
        }
    }
}

#[tokio::test]
async fn the_servers_requests_outside_of_the_chat_are_answered() {
    let program = Program::start();
    let server = Server::start().await;
    let (_endpoint, _session, mut peer) = joined(&program, &server).await;
    for (number, (method, status)) in [
        ("OPTIONS", 200),
        ("INFO", 487),
        ("BYE", 481),
        ("MESSAGE", 405),
        ("INVITE", 488),
        ("FROBNICATE", 501),
        ("NOTIFY", 200),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!(
            "{method} {ANN} SIP/2.0\r\nVia: SIP/2.0/TCP fe01;branch=z9hG4bKs{number}\r\nFrom: <sip:x@y>;tag=s\r\nTo: <{ANN}>;tag=q\r\n\
             Call-ID: stray\r\nCSeq: {number} {method}\r\nContent-Length: 0\r\n\r\n"
        );
        peer.write(&text).await;
        assert_eq!(peer.expect_response(method).await.status(), status, "{method}");
    }
    peer.request("UPDATE", "Session-Expires: 1800;refresher=uas\r\n", "").await;
    assert_eq!(peer.expect_response("UPDATE").await.status(), 200);
}

#[tokio::test]
async fn the_chat_session_is_refreshed_by_update() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint_for(&server);
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), async {
        let mut peer = server.accept().await;
        peer.sign_in().await;
        peer.provision(&format!("<property name=\"DefaultPersistentChatPoolUri\">{POOL}</property>")).await;
        let invite = peer.expect("INVITE").await;
        // The shortest interval that a client accepts.
        peer.accept_invite(&invite, "Supported: timer\r\nSession-Expires: 4;refresher=uac\r\n").await;
        peer.facts().await;
        peer
    });
    outcome.expect("established");
    let update = peer.expect("UPDATE").await;
    assert!(update.body.is_empty());
    assert_eq!(update.header("Call-ID"), peer.invite.as_ref().expect("a dialog").header("Call-ID"));
    peer.answer(&update, "481 Call Leg Does Not Exist").await;
    let reason = terminated(&program).await.expect("a reason");
    assert_eq!(reason.code(), ErrorCode::ConnectionLost);
}

#[tokio::test]
async fn a_message_that_never_ends_ends_the_connection_and_one_in_pieces_does_not() {
    let program = Program::start();
    let server = Server::start().await;
    let endpoint = program.endpoint(EndpointSettings { operation_timeout_ms: 300, ..settings(server.port) });
    let (outcome, mut peer) = tokio::join!(endpoint.establish(), server.accept_established());
    outcome.expect("established");
    let info = peer.dialog_request("INFO", "Content-Type: text/plain\r\n", "");
    for piece in info.as_bytes().chunks(7) {
        peer.tcp.write_all(piece).await.expect("written");
        tokio::task::yield_now().await;
    }
    assert_eq!(peer.expect_response("INFO").await.status(), 200);
    peer.tcp.write_all(b"INFO sip:ann@contoso.test SIP/2.0\r\nVia: SIP/2.0/TC").await.expect("written");
    assert_eq!(terminated(&program).await.expect("a reason").code(), ErrorCode::ProtocolViolation);
}

#[tokio::test]
async fn a_platform_can_be_shut_down_on_a_thread_of_another_runtime() {
    let program = Program::start();
    program.platform.shut_down().expect("shut down");
    program.platform.shut_down().expect("again is no error");
}
