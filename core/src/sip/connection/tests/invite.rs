//! INVITE, ACK and CANCEL, both ways: RFC 3261 17.1.1 and 17.2.1, RFC 6026.

use super::*;

fn statuses(bench: &mut Bench) -> Vec<u16> {
    bench.sent().iter().filter_map(Message::status).collect()
}

#[test]
fn a_2xx_waits_for_an_ack_without_branch() {
    let mut bench = Bench::server();
    bench.feed(&sipe("INVITE", 1, ""));
    let (transaction, request, _) = bench.request();
    bench.respond(transaction, &request, 200).unwrap();
    // Accepted: the INVITE again is absorbed, the ACK goes up.
    bench.feed(&sipe("INVITE", 1, ""));
    bench.feed(&sipe("ACK", 1, ""));
    assert_eq!(bench.story(), ["discarded: a request that is open already", "ack true"]);
    bench.feed(&sipe("INFO", 2, ""));
    assert_eq!(bench.story(), ["request INFO"]);
    bench.advance(40);
    // Acknowledged, so timer L ends it in silence; a late ACK then matches nothing.
    assert_eq!(bench.story(), Vec::<String>::new());
    assert_eq!(bench.connection.open_requests(), 1);
    bench.feed(&sipe("ACK", 1, ""));
    assert_eq!(bench.story(), ["ack false"]);
}

#[test]
fn the_ack_to_a_2xx_has_a_branch_of_its_own() {
    let mut bench = Bench::server();
    bench.feed(&branched("INVITE", 1, "inv"));
    let (transaction, request, _) = bench.request();
    bench.respond(transaction, &request, 200).unwrap();
    bench.feed(&branched("ACK", 1, "other"));
    assert_eq!(bench.story(), ["ack true"]);
}

#[test]
fn a_2xx_that_nobody_acknowledges_is_reported() {
    let mut bench = Bench::server();
    bench.feed(&sipe("INVITE", 1, ""));
    let (transaction, request, _) = bench.request();
    bench.respond(transaction, &request, 200).unwrap();
    bench.advance(31);
    assert_eq!(bench.story(), Vec::<String>::new());
    bench.advance(1);
    assert_eq!(bench.story(), ["ack missing"]);
    assert_eq!(bench.connection.open_requests(), 0);
}

#[test]
fn a_refusal_without_ack_ends_by_timer_h() {
    let mut bench = Bench::server();
    bench.feed(&branched("INVITE", 1, "inv"));
    let (transaction, request, _) = bench.request();
    bench.respond(transaction, &request, 404).unwrap();
    assert_eq!(bench.connection.open_requests(), 1);
    bench.advance(32);
    assert_eq!(bench.connection.open_requests(), 0);
    assert_eq!(bench.story(), Vec::<String>::new());
}

#[test]
fn the_ack_to_a_refusal_is_absorbed_and_ends_it() {
    let mut bench = Bench::server();
    bench.feed(&branched("INVITE", 1, "inv"));
    let (transaction, request, _) = bench.request();
    bench.respond(transaction, &request, 404).unwrap();
    bench.feed(&branched("INVITE", 1, "inv"));
    bench.feed(&branched("ACK", 1, "inv"));
    assert_eq!(bench.story(), ["discarded: a request that is open already"]);
    assert_eq!(bench.connection.open_requests(), 0);
}

// SIPE repeats a challenged INVITE under the same number, without branch, and sends no ACK to the 401.
#[test]
fn a_challenged_invite_without_branch_may_come_again() {
    let mut bench = Bench::server();
    bench.feed(&sipe("INVITE", 1, ""));
    let (transaction, request, _) = bench.request();
    bench.respond(transaction, &request, 401).unwrap();
    bench.feed(&sipe("INVITE", 1, "Authorization: NTLM cnum=\"2\"\n"));
    let (again, request, _) = bench.request();
    assert_ne!(again, transaction);
    bench.respond(again, &request, 200).unwrap();
    bench.feed(&sipe("ACK", 1, ""));
    assert_eq!(bench.story(), ["ack true"]);
    bench.advance(64);
    assert_eq!(bench.story(), Vec::<String>::new());
    assert_eq!(bench.connection.open_requests(), 0);
}

#[test]
fn a_cancel_ends_the_invite_with_487() {
    for request in [sipe("INVITE", 1, ""), branched("INVITE", 1, "inv")] {
        let mut bench = Bench::server();
        let request = request.replace(";tag=0fc5bb56", "");
        bench.feed(&request);
        let (transaction, invite, _) = bench.request();
        bench.respond(transaction, &invite, 180).unwrap();
        let ringing = bench.sent().remove(0);
        bench.feed(&request.replace("INVITE", "CANCEL"));
        assert_eq!(bench.story(), ["cancelled"]);
        let sent = bench.sent();
        assert_eq!(sent[0].cseq().unwrap().method, "CANCEL");
        assert_eq!((sent[0].status(), sent[1].status()), (Some(200), Some(487)));
        assert_eq!(sent[1].cseq().unwrap().method, "INVITE");
        // One tag in all of them (RFC 3261 9.2).
        assert!(ringing.to_addr().unwrap().tag().is_some());
        assert_eq!(sent[0].header("To"), ringing.header("To"));
        assert_eq!(sent[1].header("To"), ringing.header("To"));
        assert_eq!(bench.respond(transaction, &invite, 200), Err(SendError::UnknownTransaction));
        // Too late is still answered, and a CANCEL of nothing with 481.
        bench.feed(&request.replace("INVITE", "CANCEL"));
        assert_eq!(statuses(&mut bench), [200]);
        bench.feed(&request.replace("INVITE", "ACK"));
        bench.feed(&request.replace("INVITE", "CANCEL"));
        assert_eq!(statuses(&mut bench), [481]);
        assert_eq!(bench.story(), Vec::<String>::new());
    }
}

#[test]
fn a_refusal_is_acknowledged_by_the_transaction_itself() {
    let mut bench = Bench::client();
    bench.send(
        &ours("INVITE", 1)
            .replace("Content-Length", "Route: <sip:p1;lr>\nRoute: <sip:p2;lr>\nContent-Length"),
    );
    let invite = bench.sent().remove(0);
    bench.feed(&text(&reply(&invite, 180)));
    bench.feed(&text(&reply(&invite, 486)));
    assert_eq!(bench.story(), ["response 180", "response 486"]);
    let ack = text(&bench.sent().remove(0));
    let via = invite.header("Via").unwrap();
    assert_eq!(
        ack,
        format!(
            "ACK sip:room@example.com SIP/2.0\r\n\
             Via: {via}\r\n\
             Max-Forwards: 70\r\n\
             Route: <sip:p1;lr>\r\n\
             Route: <sip:p2;lr>\r\n\
             From: <sip:alice@example.com>;tag=a1;epid=01\r\n\
             To: <sip:room@example.com>;tag=peer\r\n\
             Call-ID: call-1\r\n\
             CSeq: 1 ACK\r\n\
             Content-Length: 0\r\n\r\n"
        )
    );
    // Timer D is zero.
    bench.feed(&text(&reply(&invite, 486)));
    assert_eq!(bench.story(), ["discarded: a response to nothing that is open"]);
    assert_eq!(bench.output(), "");
}

#[test]
fn more_2xx_go_up_until_timer_m() {
    let mut bench = Bench::client();
    bench.send(&ours("INVITE", 1));
    let invite = bench.sent().remove(0);
    let ok = text(&reply(&invite, 200));
    bench.feed(&ok);
    // The window no longer counts it.
    assert_eq!(bench.connection.unanswered(), 0);
    bench.feed(&ok);
    bench.feed(&ok.replace("tag=peer", "tag=fork"));
    bench.feed(&text(&reply(&invite, 486)));
    bench.feed(&text(&reply(&invite, 180)));
    assert_eq!(bench.story(), ["response 200", "additional", "additional"]);
    bench.advance(32);
    bench.feed(&ok);
    assert_eq!(bench.story(), ["discarded: a response to nothing that is open"]);
    // The transaction sends no ACK to a 2xx: the dialog does.
    assert_eq!(bench.output(), "");
    bench.connection.send_ack(message(&ours("ACK", 1)), bench.now).unwrap();
    let ack = bench.sent().remove(0);
    assert_ne!(ack.top_via().unwrap().branch(), invite.top_via().unwrap().branch());
    assert!(ack.top_via().unwrap().branch().unwrap().starts_with("z9hG4bK"));
}

#[test]
fn a_cancel_waits_for_the_first_provisional_response() {
    let mut bench = Bench::client();
    let transaction = bench.send(&ours("INVITE", 1));
    let invite = bench.sent().remove(0);
    bench.connection.cancel(transaction, bench.now).unwrap();
    assert_eq!(bench.output(), "");
    bench.feed(&text(&reply(&invite, 100)));
    let cancel = bench.sent().remove(0);
    assert_eq!(cancel.method(), Some("CANCEL"));
    assert_eq!(cancel.header("Via"), invite.header("Via"));
    assert_eq!((cancel.header("CSeq"), cancel.header("To")), (Some("1 CANCEL"), invite.header("To")));
    // The answer to CANCEL has the branch of the INVITE and must not end it.
    bench.feed(&text(&reply(&cancel, 200)));
    bench.connection.cancel(transaction, bench.now).unwrap();
    assert_eq!(bench.story(), ["response 100"]);
    bench.feed(&text(&reply(&invite, 487)));
    assert_eq!(bench.story(), ["response 487"]);
    assert_eq!(bench.sent().iter().filter_map(Message::method).collect::<Vec<_>>(), ["ACK"]);
    assert_eq!(bench.connection.cancel(transaction, bench.now), Err(SendError::UnknownTransaction));
}

#[test]
fn a_cancelled_invite_that_stays_silent_times_out() {
    let mut bench = Bench::client();
    let transaction = bench.send(&ours("INVITE", 1));
    let invite = bench.sent().remove(0);
    bench.feed(&text(&reply(&invite, 180)));
    bench.advance(60);
    bench.connection.cancel(transaction, bench.now).unwrap();
    assert_eq!(bench.sent().len(), 1);
    bench.advance(31);
    bench.feed(&text(&reply(&invite, 180)));
    assert_eq!(bench.story(), ["response 180", "response 180"]);
    bench.advance(1);
    assert_eq!(bench.story(), ["timed out"]);
}

#[test]
fn an_invite_without_any_answer_times_out_and_one_that_rings_is_cancelled() {
    let mut bench = Bench::client();
    bench.send(&ours("INVITE", 1));
    bench.advance(32);
    assert_eq!(bench.story(), ["timed out"]);
    bench.sent();

    bench.send(&ours("INVITE", 2));
    let invite = bench.sent().remove(0);
    bench.feed(&text(&reply(&invite, 180)));
    bench.advance(179);
    assert_eq!((bench.story(), bench.output()), (vec!["response 180".to_owned()], String::new()));
    bench.advance(1);
    assert_eq!(bench.sent().iter().filter_map(Message::method).collect::<Vec<_>>(), ["CANCEL"]);
    bench.advance(32);
    assert_eq!(bench.story(), ["timed out"]);
}

#[test]
fn only_an_open_invite_can_be_cancelled() {
    let mut bench = Bench::client();
    let info = bench.send(&ours("INFO", 1));
    assert_eq!(bench.connection.cancel(info, bench.now), Err(SendError::UnknownTransaction));
    let invite = bench.send(&ours("INVITE", 2));
    let sent = bench.sent().remove(1);
    bench.feed(&text(&reply(&sent, 200)));
    assert_eq!(bench.connection.cancel(invite, bench.now), Err(SendError::UnknownTransaction));
}
