//! What SIPE sends and what it accepted, sipe-interop.md 7.

use super::{document, parse};
use crate::xccos::*;

const LOBBY: &str = "ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000";

fn read(sample: &str) -> Item {
    let mut envelope = parse(&document(sample)).expect("readable");
    assert_eq!(envelope.ignored, 0);
    assert_eq!(envelope.items.len(), 1);
    envelope.items.remove(0)
}

fn request(sample: &str) -> Request {
    let Item::Command(command) = read(sample) else { panic!("no command") };
    let text = Envelope::new(5, (*command).clone()).to_text();
    assert_eq!(text, document(sample), "what SIPE writes is our spelling, too");
    command.request
}

#[test]
fn commands() {
    assert_eq!(
        request(
            r#"X(5)<cmd id="cmd:getinv" seqid="1"><data><inv inviteId="1" domain="example.com"/></data></cmd>"#
        ),
        Request::GetInvitations(Invitation {
            invite_id: Some(1),
            domain: Some("example.com".into()),
            created_on: None
        })
    );
    assert_eq!(
        request(
            r#"X(5)<cmd id="cmd:chansrch" seqid="1"><data><qib qtype="BYNAME" criteria="" extended="false"/></data></cmd>"#
        ),
        Request::SearchRooms(RoomQuery::by_name(""))
    );
    assert_eq!(
        request(
            r#"X(5)<cmd id="cmd:join" seqid="1"><data>
               <chanid key="0" domain="example.com" value="83abdc7e-0000-0000-0000-000000000000"/></data></cmd>"#
        ),
        Request::join([LOBBY]).expect("a room")
    );
    assert_eq!(
        request(
            r#"X(5)<cmd id="cmd:bccontext" seqid="1"><data>
               <chanib uri="ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000"/>
               <bcq><last cnt="25"/></bcq></data></cmd>"#
        ),
        Request::BackchatContext { room: LOBBY.into(), query: BackchatQuery::last(25) }
    );
    assert_eq!(
        request(
            r#"X(5)<cmd id="cmd:part" seqid="1"><data>
               <chanib uri="ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000"/></data></cmd>"#
        ),
        Request::Part { room: LOBBY.into() }
    );
}

#[test]
fn room_list() {
    let Item::Reply(reply) = read(
        r#"X(1)<rpl id="rpl:chansrch" seqid="1"><commandid seqid="1" envid="5"/><resp code="200">SUCCESS_OK</resp><data>
           <chanib name="Dev Team" description="Developers" parent="ma-cat://example.com/root" topic="" uri="ma-chan://example.com/341b4d69">
             <info id="urn:parlano:ma:info:ucnt">0</info>
             <info id="urn:parlano:ma:info:visibilty">PRIVATE</info>
             <prop id="urn:parlano:ma:prop:logged">True</prop>
             <prop id="urn:parlano:ma:prop:invite">True</prop>
             <prop id="urn:parlano:ma:prop:filepost">False</prop></chanib></data></rpl>"#,
    ) else {
        panic!("no reply")
    };
    assert_eq!(reply.command, Some(CommandReference { seqid: 1, envid: 5.into() }));
    assert!(reply.answers(CommandName::SearchRooms));
    let expected = Room {
        name: Some("Dev Team".into()),
        description: Some("Developers".into()),
        parent: Some("ma-cat://example.com/root".into()),
        topic: Some(String::new()),
        participant_count: Some(0),
        visibility: Some(Visibility::Private),
        logged: Some(Setting::On),
        invite: Some(Setting::On),
        file_post: Some(Setting::Off),
        ..Room::new("ma-chan://example.com/341b4d69")
    };
    assert_eq!(reply.outcome().expect("success").rooms, [expected]);
}

#[test]
fn join_reply() {
    let Item::Reply(reply) = read(
        r#"X(1)<rpl id="rpl:join" seqid="1"><commandid seqid="1" envid="5"/><resp code="200">SUCCESS_OK</resp><data>
           <chanib name="Lobby" topic="Welcome" uri="ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000">
             <aib key="3984" value="0,2"/><aib key="12276" value="1"/></chanib>
           <uib uri="sip:alice@example.com" guid="A0" type="5" uname="alice" disp="Alice" id="0"/>
           <uib uri="sip:carol@example.com" id="1"/><uib uri="sip:dave@example.com" id="2"/></data></rpl>"#,
    ) else {
        panic!("no reply")
    };
    let data = reply.outcome().expect("success");
    let participants = data.participants();
    let found: Vec<_> =
        participants.of(&data.rooms[0]).map(|(user, key)| (user.name(), key.is_manager())).collect();
    assert_eq!(found, [("Alice", false), ("dave@example.com", false), ("carol@example.com", true)]);
    assert_eq!(data.principals[0].kind, Some(PrincipalKind::User));
}

#[test]
fn messages() {
    let Item::Reply(reply) = read(
        r#"X(1)<rpl id="rpl:bccontext" seqid="1"><commandid seqid="1" envid="5"/><resp code="200">SUCCESS_OK</resp><data>
           <chanib uri="ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000">
           <msg id="grpchat" seqid="1" chanUri="ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000" 
           author="sip:carol@example.com" authdisp="carol" alert="false" chatId="329720683" 
           ts="2026-11-22T07:55:34.4438170Z"><chat>first old line</chat></msg></chanib></data></rpl>"#,
    ) else {
        panic!("no reply")
    };
    let message = &reply.data.rooms[0].messages[0];
    assert_eq!((message.chat_id, message.text.as_str()), (Some(329_720_683), "first old line"));
    assert_eq!(message.time.map(|time| time.to_string()).as_deref(), Some("2026-11-22T07:55:34.4438170Z"));

    let sample = r#"X(5)<grpchat id="grpchat" seqid="1" chanUri="ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000" 
        author="sip:alice@example.com" ts="2026-11-22T09:55:34Z"><chat>hi there</chat></grpchat>"#;
    let Item::GroupChat(post) = read(sample) else { panic!("no message") };
    assert_eq!((post.author.as_str(), post.text.as_str()), ("sip:alice@example.com", "hi there"));
    assert_eq!(Envelope::new(5, *post).to_text(), document(sample));
}

#[test]
fn notices() {
    let Item::Notice(joined) = read(
        r#"X(1)<ntc id="ntc:join" seqid="1"><data><uib uri="sip:bob@example.com" disp="bob">
           <aib key="3984" domain="example.com" value="83abdc7e-0000-0000-0000-000000000000"/></uib></data></ntc>"#,
    ) else {
        panic!("no notice")
    };
    let [NoticeEvent::Present { user, room, permissions }] = &joined.events()[..] else {
        panic!("{joined:?}")
    };
    assert_eq!((user.name(), room.as_str(), *permissions), ("bob", LOBBY, Permissions::R2_MEMBER));

    let Item::Notice(parted) = read(
        r#"X(1)<ntc id="ntc:part" seqid="1"><data><chanib uri="ma-chan://example.com/83abdc7e-0000-0000-0000-000000000000">
           <uib uri="sip:bob@example.com"/></chanib></data></ntc>"#,
    ) else {
        panic!("no notice")
    };
    let [NoticeEvent::Departed { user, room }] = &parted.events()[..] else { panic!("{parted:?}") };
    assert_eq!((user.uri.as_str(), *room), ("sip:bob@example.com", Some(LOBBY)));
}
