//! Requests other than INVITE, both ways, and keep-alive.

use super::*;

#[test]
fn a_request_without_branch_is_answered_and_its_number_may_come_again() {
    let mut bench = Bench::server();
    bench.feed(&sipe("INFO", 2, ""));
    let (transaction, request, authenticity) = bench.request();
    assert_eq!(authenticity, Authenticity::NotRequired);
    // Open: the same again is absorbed. Another number, method, tag or call is not the same.
    bench.feed(&sipe("INFO", 2, ""));
    bench.feed(&sipe("INFO", 3, ""));
    bench.feed(&sipe("BYE", 2, ""));
    bench.feed(&sipe("INFO", 2, "").replace("2838316536", "1"));
    bench.feed(&sipe("INFO", 2, "").replace("1D96", "2D96"));
    assert_eq!(
        bench.story(),
        [
            "discarded: a request that is open already",
            "request INFO",
            "request BYE",
            "request INFO",
            "request INFO"
        ]
    );
    bench.respond(transaction, &request, 200).unwrap();
    assert_eq!(
        bench.output(),
        "SIP/2.0 200 Reason\r\n\
         Via: SIP/2.0/tcp 127.0.0.1:50726\r\n\
         From: <sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9\r\n\
         To: <sip:ocschat@example.com>;tag=0fc5bb56\r\n\
         Call-ID: 1D96gCEFCaD399i447Am6AD7tF973b0BB4x3B10x\r\n\
         CSeq: 2 INFO\r\n\
         Content-Length: 0\r\n\r\n"
    );
    // Timer J is zero: it has ended, so that a request challenged with 401 may be repeated under its number.
    assert_eq!(bench.respond(transaction, &request, 200), Err(SendError::UnknownTransaction));
    bench.feed(&sipe("INFO", 2, ""));
    assert_eq!(bench.story(), ["request INFO"]);
}

#[test]
fn provisional_responses_keep_a_request_open() {
    let mut bench = Bench::server();
    bench.feed(&branched("SUBSCRIBE", 1, "x"));
    let (transaction, request, _) = bench.request();
    for status in [100, 183, 200] {
        bench.respond(transaction, &request, status).unwrap();
    }
    assert_eq!(bench.sent().iter().filter_map(Message::status).collect::<Vec<_>>(), [100, 183, 200]);
    assert_eq!(bench.connection.open_requests(), 0);
}

#[test]
fn requests_with_a_branch_are_told_apart_by_it() {
    let mut bench = Bench::server();
    bench.feed(&branched("INFO", 2, "a"));
    bench.feed(&branched("INFO", 2, "b"));
    bench.feed(&branched("INFO", 3, "a"));
    assert_eq!(bench.story(), ["request INFO", "request INFO", "discarded: a request that is open already"]);
}

#[test]
fn a_response_outside_of_a_dialog_gets_a_tag() {
    let mut bench = Bench::server();
    bench.feed(&sipe("SUBSCRIBE", 1, "").replace(";tag=0fc5bb56", ""));
    let (transaction, request, _) = bench.request();
    bench.respond(transaction, &request, 100).unwrap();
    bench.respond(transaction, &request, 200).unwrap();
    let sent = bench.sent();
    assert_eq!(sent[0].to_addr().unwrap().tag(), None);
    assert_eq!(sent[1].to_addr().unwrap().tag().map(str::len), Some(10));
}

#[test]
fn many_messages_in_one_read_and_one_message_in_many_reads() {
    let mut bench = Bench::server();
    let both = wire(&(sipe("INFO", 2, "") + &sipe("INFO", 3, "")));
    for piece in both.as_bytes().chunks(7) {
        bench.connection.receive(piece, bench.now).unwrap();
    }
    bench.feed(&(sipe("INFO", 4, "") + &sipe("INFO", 5, "")));
    let events = bench.events();
    assert_eq!(events.len(), 4);
    for event in events {
        if let ConnectionEvent::Request { transaction, message, .. } = event {
            bench.respond(transaction, &message, 200).unwrap();
        }
    }
    // All answers lie in one buffer for one write.
    assert_eq!(bench.sent().len(), 4);
}

#[test]
fn what_cannot_be_a_request_is_refused_with_400() {
    let mut bench = Bench::server();
    bench.feed(&sipe("INFO", 2, "").replace("2 INFO", "2 BYE"));
    bench.feed(&sipe("INFO", 2, "").replace("2 INFO", "x INFO"));
    bench.feed(&sipe("INFO", 2, "").replace("Call-ID", "X-Call"));
    bench.feed(&sipe("INFO", 2, "").replace("From:", "X-From:"));
    bench.feed(&sipe("ACK", 2, "").replace("2 ACK", "x ACK"));
    assert_eq!(bench.sent().iter().filter_map(Message::status).collect::<Vec<_>>(), [400; 4]);
    assert!(bench.story().iter().all(|word| word.starts_with("discarded")));
}

#[test]
fn a_broken_stream_is_answered_and_ends_the_connection() {
    let mut bench = Bench::server();
    bench.send(&ours("INFO", 1));
    bench.sent();
    let lying = wire(&sipe("INFO", 2, "").replace("Content-Length: 0", "Content-Length: -1"));
    let error = bench.connection.receive(lying.as_bytes(), bench.now).unwrap_err();
    assert!(matches!(error, ConnectionError::Framing { .. }), "{error}");
    assert_eq!(bench.sent()[0].status(), Some(400));
    assert_eq!(bench.story(), ["abandoned"]);
    assert_eq!(bench.connection.receive(b"\r\n", bench.now), Err(ConnectionError::Closed));
    assert_eq!(bench.connection.send_request(message(&ours("INFO", 2)), bench.now), Err(SendError::Closed));
    assert_eq!(bench.connection.next_deadline(), None);
}

#[test]
fn a_peer_that_asks_too_much_at_once_is_told_so() {
    let mut settings = ConnectionSettings::new(Role::Server, "h", "TCP");
    settings.inbound_limit = 3;
    let mut bench = Bench::with(settings);
    for cseq in 1..=4 {
        bench.feed(&sipe("INFO", cseq, ""));
    }
    assert_eq!(
        bench.story(),
        ["request INFO", "request INFO", "request INFO", "discarded: more requests than may be open"]
    );
    assert_eq!(bench.sent()[0].status(), Some(503));
}

#[test]
fn a_request_of_ours_gets_via_and_max_forwards_and_its_response() {
    let mut bench = Bench::client();
    let transaction = bench.send(&ours("INFO", 5));
    let sent = bench.sent().remove(0);
    let via = sent.top_via().unwrap();
    assert_eq!((via.host, via.port), ("192.0.2.7", Some(49152)));
    assert!(sent.header("Via").unwrap().starts_with("SIP/2.0/TLS 192.0.2.7:49152;branch=z9hG4bK"));
    assert_eq!(sent.header("Max-Forwards"), Some("70"));
    bench.feed(&text(&reply(&sent, 100)));
    bench.feed(&text(&reply(&sent, 200)));
    // The second final response is a stray.
    bench.feed(&text(&reply(&sent, 200)));
    let events = bench.events();
    assert!(matches!(&events[0], ConnectionEvent::Response { transaction: id, .. } if *id == transaction));
    assert_eq!(
        events.iter().map(word).collect::<Vec<_>>(),
        ["response 100", "response 200", "discarded: a response to nothing that is open"]
    );
    bench.advance(100);
    assert_eq!(bench.story(), Vec::<String>::new());
}

#[test]
fn responses_are_matched_by_branch_or_else_by_call_number_and_tag() {
    let mut bench = Bench::client();
    bench.send(&ours("INFO", 5));
    let sent = bench.sent().remove(0);
    let answer = text(&reply(&sent, 200));
    let branch = sent.top_via().unwrap().branch().unwrap().to_owned();
    // A wrong branch, method, number, call or tag is not ours.
    for (from, to) in [
        (branch.as_str(), "z9hG4bKother"),
        ("5 INFO", "5 BYE"),
        ("5 INFO", "6 INFO"),
        ("call-1", "call-2"),
        ("tag=a1", "tag=a2"),
    ] {
        bench.feed(&answer.replace(from, to));
        assert_eq!(bench.story(), ["discarded: a response to nothing that is open"], "{to}");
    }
    // A peer that drops the branch, and even the Via, is still understood.
    bench.feed(&answer.replace(&format!(";branch={branch}"), ""));
    assert_eq!(bench.story(), ["response 200"]);
    bench.send(&ours("INFO", 6));
    let sent = bench.sent().remove(0);
    let mut bare = reply(&sent, 404);
    bare.remove_header("Via");
    bench.feed(&text(&bare));
    assert_eq!(bench.story(), ["response 404"]);
}

#[test]
fn no_answer_times_out_after_32_seconds() {
    let mut bench = Bench::client();
    bench.send(&ours("INFO", 1));
    let sent = bench.sent().remove(0);
    bench.advance(20);
    // Timer F runs on through provisional responses.
    bench.feed(&text(&reply(&sent, 100)));
    bench.advance(11);
    assert_eq!(bench.story(), ["response 100"]);
    bench.advance(1);
    assert_eq!(bench.story(), ["timed out"]);
    assert_eq!(bench.now - bench.start, Duration::from_secs(32));
    bench.feed(&text(&reply(&sent, 200)));
    assert_eq!(bench.story(), ["discarded: a response to nothing that is open"]);
}

#[test]
fn unsuitable_messages_are_not_sent() {
    let mut bench = Bench::client();
    let refused = |bench: &mut Bench, message: Message| {
        let error = bench.connection.send_request(message, bench.now).unwrap_err();
        assert!(matches!(error, SendError::Unsuitable(_)), "{error}");
    };
    refused(&mut bench, message(&ours("ACK", 1)));
    refused(&mut bench, message(&ours("CANCEL", 1)));
    refused(&mut bench, message(&ours("INFO", 1).replace("1 INFO", "1 BYE")));
    refused(&mut bench, message(&ours("INFO", 1).replace("Call-ID", "X")));
    refused(&mut bench, message(&ours("INFO", 1).replace("To:", "X:")));
    refused(&mut bench, Message::response(200, "OK"));
    let ack = bench.connection.send_ack(message(&ours("INFO", 1)), bench.now);
    assert!(matches!(ack, Err(SendError::Unsuitable(_))));
    assert_eq!(bench.output(), "");
}

#[test]
fn the_client_pings_after_silence_and_the_server_answers_once_per_read() {
    let mut settings = ConnectionSettings::new(Role::Client, "h", "TCP");
    settings.keep_alive = Some(Duration::from_secs(60));
    let mut client = Bench::with(settings);
    client.advance(59);
    assert_eq!(client.output(), "");
    client.advance(1);
    assert_eq!(client.output(), "\r\n\r\n");
    client.advance(30);
    client.connection.send_request(message(&ours("INFO", 1)), client.now).unwrap();
    client.sent();
    client.advance(31);
    assert_eq!(client.output(), "");
    client.connection.set_keep_alive(Duration::from_secs(300));
    client.advance(268);
    assert_eq!(client.output(), "");
    client.advance(1);
    assert_eq!(client.output(), "\r\n\r\n");

    let mut server = Bench::server();
    server.connection.receive(b"\r\n\r\n\r\n\r\n\r\n\r\n", server.now).unwrap();
    assert_eq!(server.output(), "\r\n");
    assert_eq!(server.story(), ["keep-alive"]);
    server.feed(&format!("\n\n{}", sipe("INFO", 2, "")));
    assert_eq!(server.story(), ["keep-alive", "request INFO"]);

    // The pong is taken in silence.
    client.events();
    client.connection.receive(b"\r\n", client.now).unwrap();
    assert_eq!(client.story(), ["keep-alive"]);
    assert_eq!(client.output(), "");
}

#[test]
fn an_ignored_request_is_forgotten() {
    let mut bench = Bench::server();
    bench.feed(&sipe("INFO", 2, ""));
    let (transaction, request, _) = bench.request();
    bench.connection.ignore(transaction);
    assert_eq!(bench.connection.open_requests(), 0);
    assert_eq!(bench.respond(transaction, &request, 200), Err(SendError::UnknownTransaction));
    assert_eq!(bench.output(), "");
}
