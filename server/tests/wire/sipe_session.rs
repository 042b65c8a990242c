//! The whole of a SIPE session, with the bytes of SIPE (spec: sipe-interop.md 1 to 8).

use crate::support::{Chat, Heard, TestServer, chanid, plain};

#[test]
fn sign_in_gives_what_sipe_cannot_do_without() {
    let server = TestServer::start(plain());
    let mut wire = server.connect();
    let answer = wire.sign_in("alice");
    assert_eq!(answer.get("Expires"), "7200");
    assert!(answer.all("Supported").contains(&"msrtc-event-categories"), "in a header line of its own");
    assert!(answer.get("Allow-Events").split(',').any(|event| event == "vnd-microsoft-provisioning-v2"));
    let gruu = Heard::between(answer.get("Contact"), "gruu=\"", "\"");
    let opaque = pchat_core::auth::Instance::of_epid("cf0b98dadeb9").opaque();
    assert_eq!(gruu, format!("sip:alice@example.com;opaque=user:epid:{opaque};gruu"));
    assert!(answer.get("Contact").starts_with("<sip:127.0.0.1:37214;transport=tcp;ms-opaque=d3470f2e1d>;"));
    assert!(answer.get("Server").starts_with("RTC/5.0"));
    assert_eq!(answer.get("CSeq"), "1 REGISTER");
    assert!(answer.get("presence-state").contains("register-action=\"added\""));
    assert!(wire.register("alice", "").get("presence-state").contains("\"refreshed\""));
    assert_eq!(wire.register("alice", "Expires: 0\n").get("Expires"), "0");
}

#[test]
fn registrations_that_cannot_be_right_are_refused_with_a_diagnosis() {
    let server = TestServer::start(plain());
    let mut wire = server.connect();
    let unknown = wire.register("mallory", "");
    assert_eq!((unknown.status(), unknown.get("ms-diagnostics").split(';').next()), (404, Some("1003")));
    let other = wire.ask("REGISTER", "sip:alice@example.com", "alice", "Event: presence\n", "");
    assert_eq!((other.status(), other.get("ms-diagnostics").split(';').next()), (489, Some("4055")));
    let foreign = wire.ask("REGISTER", "sip:bob@example.com", "alice", "", "");
    assert_eq!((foreign.status(), foreign.get("ms-diagnostics").split(';').next()), (403, Some("4004")));
    let half =
        wire.ask("REGISTER", "sip:alice@example.com", "alice", "Supported: msrtc-event-categories\n", "");
    assert_eq!((half.status(), half.get("ms-diagnostics").split(';').next()), (421, Some("2057")));
    let forged = wire.ask(
        "REGISTER",
        "sip:alice@example.com",
        "alice",
        "Contact: <sip:127.0.0.1>;+sip.instance=\"<urn:uuid:00000000-0000-5000-8000-000000000000>\"\n",
        "",
    );
    assert_eq!(forged.status(), 400);
    assert!(forged.get("ms-diagnostics").contains("sip.instance"));
    wire.send(
        "REGISTER sip:example.com SIP/2.0\nVia: SIP/2.0/tcp 127.0.0.1:1\nFrom: <sip:alice@example.com>;tag=1\n\
         To: <sip:alice@example.com>\nCSeq: 1 REGISTER\nCall-ID: no-epid\n",
        "",
    );
    let nameless = wire.hear();
    assert_eq!((nameless.status(), nameless.get("ms-diagnostics").split(';').next()), (400, Some("4010")));
}

#[test]
fn provisioning_names_the_pool_once() {
    let server = TestServer::start(plain());
    let mut wire = server.connect();
    wire.sign_in("alice");
    let subscribe = "Event: vnd-microsoft-provisioning-v2\nAccept: application/vnd-microsoft-roaming-provisioning-v2+xml\n\
         Supported: com.microsoft.autoextend\nSupported: ms-benotify\nProxy-Require: ms-benotify\nSupported: ms-piggyback-first-notify\n\
         Expires: 0\nContent-Type: application/vnd-microsoft-roaming-provisioning-v2+xml\n";
    let answer =
        wire.ask("SUBSCRIBE", "sip:alice@example.com", "alice", subscribe, "<provisioningGroupList/>");
    assert_eq!((answer.status(), answer.get("ms-piggyback-cseq")), (200, "1"));
    assert_eq!(answer.get("Event"), "vnd-microsoft-provisioning-v2");
    assert_eq!(answer.get("Expires"), "0");
    assert!(answer.body.contains("<provisionGroup name=\"persistentChatConfiguration\">"));
    assert!(answer.body.contains("<property name=\"EnablePersistentChat\">true</property>"));
    assert!(
        answer
            .body
            .contains("<property name=\"DefaultPersistentChatPoolUri\">sip:pool1@example.com</property>")
    );
    for (event, part) in [
        ("vnd-microsoft-roaming-contacts", "<group id=\"1\" name=\"~\""),
        ("vnd-microsoft-roaming-self", "<container id=\"200\""),
    ] {
        let answer =
            wire.ask("SUBSCRIBE", "sip:alice@example.com", "alice", &format!("Event: {event}\n"), "");
        assert_eq!(answer.status(), 200, "{event}");
        assert!(answer.body.contains(part), "{event}: {}", answer.body);
    }
    let other = wire.ask("SUBSCRIBE", "sip:alice@example.com", "alice", "Event: presence\n", "");
    assert_eq!(other.status(), 489);
    let service = wire.ask("SERVICE", "sip:alice@example.com", "alice", "Content-Type: a/b\n", "<publish/>");
    assert_eq!(service.status(), 200);
    assert_eq!(service.get("CSeq"), "1 SERVICE", "nothing else came between");
}

#[test]
fn from_lookup_to_leaving_a_room() {
    let server = TestServer::start(plain());
    let room = server.add_room("Lobby", |room| room.managers = vec![crate::support::address("alice").into()]);
    let mut wire = server.connect();
    wire.sign_in("alice");

    // The look-up server, by its old address and in any case.
    let mut lookup = Chat::open(wire, "alice", "sip:OCSChat@example.com");
    assert!(
        lookup.invited.get("To").starts_with("<sip:OCSChat@example.com>;tag="),
        "exactly as it was asked for"
    );
    assert_eq!(lookup.invited.get("CSeq"), "1 INVITE");
    assert_eq!(lookup.invited.get("Session-Expires"), "1800;refresher=uac");
    assert!(lookup.invited.body.contains("m=message "));
    let envid = lookup.document("<cmd id=\"cmd:requri\" seqid=\"1\"><data/></cmd>");
    let reply = lookup.info();
    assert_eq!(
        reply.start,
        "INFO sip:alice@example.com;opaque=user:epid:t4eFItf+XDOzDSZfZhiueA;gruu SIP/2.0"
    );
    assert!(reply.get("From").starts_with("<sip:OCSChat@example.com>;tag="));
    assert_eq!(reply.get("To"), "<sip:alice@example.com>;tag=2838316536;epid=cf0b98dadeb9");
    assert_eq!(reply.get("Call-ID"), lookup.call);
    assert_eq!(reply.get("Content-Type"), "text/plain");
    assert!(reply.body.contains(&format!("<commandid seqid=\"1\" envid=\"{envid}\"/>")));
    let uri = Heard::between(&reply.body, "<uib uri=\"", "\"").to_owned();
    assert_eq!(lookup.ask("BYE", "", "").status(), 200);

    // The channel server.
    let mut chat = Chat::open(lookup.wire, "alice", &uri);
    chat.done("getinv", "<inv inviteId=\"1\" domain=\"example.com\"/>");
    let list = chat.done("chansrch", "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\"/>");
    for part in [
        format!("uri=\"{room}\""),
        "name=\"Lobby\"".into(),
        "description=\"about Lobby\"".into(),
        "topic=\"the topic\"".into(),
        "<info id=\"urn:parlano:ma:info:ucnt\">0</info>".into(),
        "<info id=\"urn:parlano:ma:info:visibilty\">open</info>".into(),
        "<info id=\"urn:parlano:ma:info:visibility\">open</info>".into(),
        "<prop id=\"urn:parlano:ma:prop:logged\">true</prop>".into(),
        "<prop id=\"urn:parlano:ma:prop:filepost\">false</prop>".into(),
    ] {
        assert!(list.contains(&part), "{part} in {list}");
    }

    let joined = chat.join(&room);
    assert!(joined.contains("uri=\"sip:alice@example.com\""), "the joiner is in the list: {joined}");
    assert!(
        joined.contains("<aib key=\"12276\" value=\"0\"/>"),
        "a manager, by the only key that SIPE knows: {joined}"
    );
    assert!(joined.contains("disp=\"ALICE &quot;alice&quot; &lt;&amp; Co&gt;\""), "{joined}");

    let history = chat.done("bccontext", &format!("<chanib uri=\"{room}\"/><bcq><last cnt=\"25\"/></bcq>"));
    assert!(history.contains(&format!("<chanib uri=\"{room}\"")) && !history.contains("<msg "), "{history}");

    chat.post(&room, "quotes \" ' &lt;b&gt; &amp; line 1&#13;&#10;line 2 ünïcödé 😀");
    let echo = chat.info();
    for part in [
        format!("chanUri=\"{room}\""),
        "author=\"sip:alice@example.com\"".into(),
        "chatId=\"1\"".into(),
        "alert=\"false\"".into(),
        "ünïcödé 😀</chat>".into(),
        "&lt;b".into(),
    ] {
        assert!(echo.body.contains(&part), "{part} in {}", echo.body);
    }
    let history = chat.done("bccontext", &format!("<chanib uri=\"{room}\"/><bcq><last cnt=\"25\"/></bcq>"));
    assert!(history.contains("<msg id=\"grpchat\" ") && history.contains("ünïcödé 😀</chat>"), "{history}");

    assert_eq!(chat.ask("UPDATE", "", "").status(), 200);
    let left = chat.done("part", &format!("<chanib uri=\"{room}\"/>"));
    assert!(left.contains(&format!("<chanib uri=\"{room}\"/>")), "{left}");
    assert_eq!(chat.ask("BYE", "", "").status(), 200);
    assert_eq!(chat.ask("INFO", "Content-Type: text/plain\n", "x").status(), 481);
    chat.wire.stream.shutdown(std::net::Shutdown::Both).unwrap();
}

#[test]
fn everybody_in_the_room_hears_and_sees_the_others() {
    let server = TestServer::start(plain());
    let (lobby, other) = (server.add_room("Lobby", |_| {}), server.add_room("Other", |_| {}));
    let mut alice = server.chat("alice");
    alice.join(&lobby);

    let mut bob = server.chat("bob");
    let joined = bob.done(
        "bjoin",
        &format!("{}{}{}", chanid(0, &lobby), chanid(1, &other), chanid(2, "ma-chan://example.com/none")),
    );
    assert!(
        joined.contains("<fib key=\"OPERATION_FAILED\" value=\"none\" domain=\"example.com\"/>"),
        "{joined}"
    );
    assert!(joined.contains("sip:alice@example.com") && joined.contains("sip:bob@example.com"), "{joined}");
    assert!(joined.contains("<aib key=\"3456\" value=\"0,1\"/>"), "both in the lobby: {joined}");

    let notice = alice.info();
    let guid = lobby.rsplit('/').next().unwrap();
    assert!(notice.body.contains("<ntc id=\"ntc:join\" "), "{}", notice.body);
    assert!(notice.body.contains("uri=\"sip:bob@example.com\""), "{}", notice.body);
    assert!(
        notice.body.contains(&format!("<aib key=\"3456\" domain=\"example.com\" value=\"{guid}\"/>")),
        "{}",
        notice.body
    );

    bob.post(&lobby, "from bob");
    // The joiner gets no notice of himself: the next thing he hears is his message.
    assert!(bob.info().body.contains("<chat>from bob</chat>"));
    assert!(alice.info().body.contains("<chat>from bob</chat>"));
    alice.post(&lobby, "from alice");
    assert!(bob.info().body.contains("chatId=\"2\""));
    assert!(alice.info().body.contains("<chat>from alice</chat>"));

    // A connection that breaks leaves the rooms.
    drop(bob);
    let notice = alice.info();
    assert!(notice.body.contains("<ntc id=\"ntc:part\" "), "{}", notice.body);
    let departed = format!("<chanib uri=\"{lobby}\"><uib uri=\"sip:bob@example.com\"");
    assert!(notice.body.contains(&departed), "{}", notice.body);

    // So does one that says goodbye.
    let mut carol = server.chat("carol");
    carol.join(&lobby);
    assert!(alice.info().body.contains("ntc:join"));
    assert_eq!(carol.ask("BYE", "", "").status(), 200);
    assert!(alice.info().body.contains("ntc:part"));
}

#[test]
fn two_endpoints_of_one_user_are_one_person_to_others() {
    let server = TestServer::start(plain());
    let lobby = server.add_room("Lobby", |_| {});
    let mut alice = server.chat("alice");
    alice.join(&lobby);
    let (mut desk, mut phone) = (server.chat("bob"), server.chat("bob"));
    desk.join(&lobby);
    assert!(alice.info().body.contains("ntc:join"));
    let joined = phone.join(&lobby);
    assert_eq!(joined.matches("sip:bob@example.com").count(), 1, "{joined}");
    let list = phone.done("chansrch", "<qib qtype=\"BYNAME\" criteria=\"lob\" extended=\"false\"/>");
    assert!(list.contains("<info id=\"urn:parlano:ma:info:ucnt\">2</info>"), "{list}");
    desk.done("part", &format!("<chanib uri=\"{lobby}\"/>"));
    phone.post(&lobby, "still here");
    // No second arrival, no departure while one endpoint is left.
    assert!(alice.info().body.contains("still here"));
    assert!(phone.info().body.contains("still here"));
    phone.ask("BYE", "", "");
    assert!(alice.info().body.contains("ntc:part"));
}
