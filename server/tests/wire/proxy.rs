//! Several users on one connection, as a record-routing proxy brings them.

use crate::support::{Heard, OFFER, TestServer, Wire, plain};

const ROUTE: &str = "<sip:127.0.0.1:5070;transport=tcp;lr;ftag=2838316536>";

/// What is special about a user behind the proxy.
struct Behind<'a> {
    who: &'a str,
    to: String,
    cseq: u32,
}

impl Behind<'_> {
    fn request(&mut self, wire: &mut Wire, method: &str, body: &str) {
        self.cseq += 1;
        let (who, cseq, to) = (self.who, self.cseq, &self.to);
        let record_route =
            if method == "INVITE" { format!("Record-Route: {ROUTE}\n") } else { String::new() };
        let kind = if method == "INVITE" { "application/sdp" } else { "text/plain" };
        let head = format!(
            "{method} sip:pool1@example.com SIP/2.0\n{record_route}Via: SIP/2.0/TCP 127.0.0.1:5070;branch=z9hG4bKproxy{who}{cseq};i=1\n\
             Via: SIP/2.0/TCP 127.0.0.1:40000;branch=z9hG4bKclient{who}{cseq}\nMax-Forwards: 69\n\
             From: <sip:{who}@example.com>;tag=tag-{who};epid=0123456789\nTo: {to}\nCSeq: {cseq} {method}\nCall-ID: call-{who}\n\
             Contact: <sip:{who}@127.0.0.1:40000;transport=tcp>\nContent-Type: {kind}\n"
        );
        wire.send(&head, body);
    }
}

#[test]
fn each_request_is_its_sender_s_and_answers_take_the_route_back() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |_| {});
    let mut wire = server.connect();
    let mut users = ["alice", "bob"].map(|who| Behind { who, to: "<sip:pool1@example.com>".into(), cseq: 0 });
    let key = crate::support::chanid(0, &room);
    for user in &mut users {
        user.request(&mut wire, "INVITE", OFFER);
        let answer = wire.hear();
        assert_eq!(answer.status(), 200, "{answer:#?}");
        assert_eq!(answer.all("Record-Route"), [ROUTE]);
        assert_eq!(answer.all("Via").len(), 2);
        let contact = answer.get("Contact");
        assert!(
            contact.contains(&server.tcp().to_string()),
            "a proxy can reach it without a name service: {contact}"
        );
        user.to = answer.get("To").to_owned();
        let join = format!(
            "<xccos ver=\"1\" envid=\"1\" xmlns=\"urn:parlano:xml:ns:xccos\"><cmd id=\"cmd:join\" seqid=\"1\"><data>{key}</data></cmd></xccos>"
        );
        user.request(&mut wire, "INFO", &join);
        assert_eq!(wire.hear().status(), 200);
        let reply = wire.hear();
        assert_eq!(reply.start, format!("INFO sip:{}@127.0.0.1:40000;transport=tcp SIP/2.0", user.who));
        assert_eq!(reply.all("Route"), [ROUTE]);
        assert!(reply.body.contains("SUCCESS_OK"), "{}", reply.body);
        wire.acknowledge(&reply);
    }
    let notice = wire.hear();
    assert_eq!(notice.get("Call-ID"), "call-alice");
    wire.acknowledge(&notice);

    let [alice, bob] = &mut users;
    let post = format!(
        "<xccos ver=\"1\" envid=\"2\" xmlns=\"urn:parlano:xml:ns:xccos\"><grpchat id=\"grpchat\" seqid=\"1\" chanUri=\"{room}\" author=\"\" ts=\"\"><chat>hello</chat></grpchat></xccos>"
    );
    alice.request(&mut wire, "INFO", &post);
    assert_eq!(wire.hear().status(), 200, "the answer comes before the echo");
    let mut calls: Vec<String> = (0..2)
        .map(|_| {
            let heard: Heard = wire.hear();
            assert!(heard.body.contains("author=\"sip:alice@example.com\""), "{}", heard.body);
            wire.acknowledge(&heard);
            heard.get("Call-ID").to_owned()
        })
        .collect();
    calls.sort();
    assert_eq!(calls, ["call-alice", "call-bob"]);

    // Bob's dialog is not alice's to use.
    bob.who = "alice";
    bob.to = bob.to.clone();
    let theft = post.replace("hello", "theft");
    let head = format!(
        "INFO sip:pool1@example.com SIP/2.0\nVia: SIP/2.0/TCP 127.0.0.1:5070;branch=z9hG4bKx\nFrom: <sip:alice@example.com>;tag=tag-bob\nTo: {}\n\
         CSeq: 9 INFO\nCall-ID: call-bob\nContent-Type: text/plain\n",
        bob.to
    );
    wire.send(&head, &theft);
    assert_eq!(wire.hear().status(), 403);
}
