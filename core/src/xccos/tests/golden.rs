//! The confirmed flows of xccos.md 9.1 to 9.5, 9.8 and 9.9.

use super::{GUID, GUID2, ROOM, both_ways};
use crate::xccos::*;

fn key(position: u32, guid: &str) -> RoomKey {
    RoomKey { key: position, domain: "contoso.com".into(), value: guid.into() }
}

fn success(command: &Command, envid: u64, data: Data) -> Reply {
    Reply::to(command, &EnvelopeId::from(envid), Response::success(), data)
}

fn time(text: &str) -> Option<Timestamp> {
    Some(Timestamp::parse(text).expect("a timestamp"))
}

#[test]
fn request_uri() {
    let command = Command::new(Request::RequestUri);
    both_ways(r#"X(100)<cmd id="cmd:requri" seqid="1"><data/></cmd>"#, &Envelope::new(100, command.clone()));
    let data = Data { principals: vec![Principal::new("sip:gc-1@contoso.com")], ..Data::default() };
    both_ways(
        r#"X(9001)<rpl id="rpl:requri" seqid="1"><commandid seqid="1" envid="100"/><resp code="200">SUCCESS_OK</resp>
           <data><uib uri="sip:gc-1@contoso.com"/></data></rpl>"#,
        &Envelope::new(9001, success(&command, 100, data)),
    );
}

#[test]
fn server_info() {
    let request =
        ServerInfo { domain: Some("contoso.com".into()), info_type: Some(123), ..ServerInfo::default() };
    let command = Command::new(Request::GetServerInfo(request));
    both_ways(
        r#"X(101)<cmd id="cmd:getserverinfo" seqid="1"><data><sib domain="contoso.com" infoType="123"/></data></cmd>"#,
        &Envelope::new(101, command.clone()),
    );
    let info = ServerInfo {
        info_type: Some(123),
        server_time: time("2024-01-02T03:04:05.0000000Z"),
        search_limit: Some(999),
        message_size_limit: Some(512),
        story_size_limit: Some(4096),
        root_uri: Some("ma-cat://contoso.com/00000000-0000-0000-0000-000000000001".into()),
        database_version: Some("3f0c1e5a-0000-0000-0000-000000000000".into()),
        ..ServerInfo::default()
    };
    both_ways(
        r#"X(9002)<rpl id="rpl:getserverinfo" seqid="1"><commandid seqid="1" envid="101"/><resp code="200">SUCCESS_OK</resp>
           <data><sib infoType="123" serverTime="2024-01-02T03:04:05.0000000Z" searchLimit="999" messageSizeLimit="512" 
           storySizeLimit="4096" rootUri="ma-cat://contoso.com/00000000-0000-0000-0000-000000000001" 
           dbVersion="3f0c1e5a-0000-0000-0000-000000000000"/></data></rpl>"#,
        &Envelope::new(9002, success(&command, 101, Data { server_info: Some(info), ..Data::default() })),
    );
}

#[test]
fn batch_join() {
    let command = Command::new(Request::BatchJoin(vec![key(0, GUID), key(1, GUID2)]));
    both_ways(
        r#"X(102)<cmd id="cmd:bjoin" seqid="1"><data><chanid key="0" domain="contoso.com" value="{G}"/>
           <chanid key="1" domain="contoso.com" value="{G2}"/></data></cmd>"#,
        &Envelope::new(102, command.clone()),
    );
    let user = |id, uri: &str| Principal { id: Some(id), ..Principal::new(uri) };
    let mut room = Room {
        name: Some("Lobby".into()),
        description: Some("d".into()),
        topic: Some("t".into()),
        participant_count: Some(2),
        logged: Some(Setting::On),
        file_post: Some(Setting::On),
        invite: Some(Setting::Off),
        ..Room::new(ROOM)
    };
    room.associate([(0, Permissions::MANAGER), (1, Permissions::MEMBER)]);
    let data = Data {
        principals: vec![user(0, "sip:ann@contoso.com"), user(1, "sip:bob@contoso.com")],
        rooms: vec![room],
        failures: vec![Failure {
            key: "OPERATION_FAILED".into(),
            value: GUID2.into(),
            domain: "contoso.com".into(),
        }],
        ..Data::default()
    };
    let reply = success(&command, 102, data);
    both_ways(
        r#"X(9003)<rpl id="rpl:bjoin" seqid="1"><commandid seqid="1" envid="102"/><resp code="200">SUCCESS_OK</resp><data>
           <uib id="0" uri="sip:ann@contoso.com"/><uib id="1" uri="sip:bob@contoso.com"/>
           <chanib uri="{R}" name="Lobby" description="d" topic="t">
             <aib key="3456" value="1"/><aib key="11652" value="0"/>
             <info id="urn:parlano:ma:info:ucnt">2</info>
             <prop id="urn:parlano:ma:prop:logged">true</prop><prop id="urn:parlano:ma:prop:filepost">true</prop>
             <prop id="urn:parlano:ma:prop:invite">false</prop></chanib>
           <fib key="OPERATION_FAILED" value="{G2}" domain="contoso.com"/></data></rpl>"#,
        &Envelope::new(9003, reply.clone()),
    );

    let data = reply.outcome().expect("joined");
    let participants = data.participants();
    let found: Vec<_> = participants.of(&data.rooms[0]).map(|(user, key)| (user.uri.as_str(), key)).collect();
    assert_eq!(
        found,
        [("sip:bob@contoso.com", Permissions::MEMBER), ("sip:ann@contoso.com", Permissions::MANAGER)]
    );
    assert_eq!(data.failures[0].class(), ResponseClass::OperationFailed);
    assert_eq!(data.failures[0].uri(), format!("ma-chan://contoso.com/{GUID2}"));
    assert_eq!(data.room(&ROOM.to_uppercase()), Some(&data.rooms[0]));
}

#[test]
fn single_join_and_its_notice() {
    let command = Command::new(Request::join([ROOM]).expect("a room"));
    both_ways(
        r#"X(102)<cmd id="cmd:join" seqid="1"><data><chanid key="0" domain="contoso.com" value="{G}"/></data></cmd>"#,
        &Envelope::new(102, command.clone()),
    );
    let refusal =
        Reply::to(&command, &102.into(), Response::failure(ResponseClass::NoSuchNode), Data::default());
    both_ways(
        r#"X(9003)<rpl id="rpl:join" seqid="1"><commandid seqid="1" envid="102"/>
           <resp code="404">NO_SUCH_NODE</resp></rpl>"#,
        &Envelope::new(9003, refusal.clone()),
    );
    assert_eq!(refusal.outcome().expect_err("refused").class, ResponseClass::NoSuchNode);

    let notice = Notice::joined(Principal::new("sip:ann@contoso.com"), [(ROOM, Permissions::MEMBER)]);
    both_ways(
        r#"X(9005)<ntc id="ntc:join" seqid="1"><data><uib uri="sip:ann@contoso.com">
           <aib key="3456" domain="contoso.com" value="{G}"/></uib></data></ntc>"#,
        &Envelope::new(9005, notice.clone()),
    );
    let NoticeEvent::Present { user, room, permissions } = &notice.events()[0] else { panic!("{notice:?}") };
    assert_eq!((user.uri.as_str(), room.as_str()), ("sip:ann@contoso.com", ROOM));
    assert_eq!(*permissions, Permissions::MEMBER);
}

#[test]
fn joining_by_uri() {
    let other = "ma-chan://contoso.com/66666666-7777-8888-9999-aaaaaaaaaaaa";
    assert_eq!(Request::join([ROOM, other]), Ok(Request::BatchJoin(vec![key(0, GUID), key(1, GUID2)])));
    assert_eq!(Request::join([ROOM, "sip:no@room"]), Err("sip:no@room"));
    assert_eq!(
        Request::join(["ma-cat://contoso.com/1"]),
        Err("ma-cat://contoso.com/1"),
        "a category is no room"
    );
    assert_eq!(Association::in_room(Permissions::MEMBER, "ma-cat://contoso.com/1"), None);
}

#[test]
fn recent_history() {
    let command =
        Command::new(Request::BackchatContext { room: ROOM.into(), query: BackchatQuery::last(25) });
    both_ways(
        r#"X(103)<cmd id="cmd:bccontext" seqid="1"><data><chanib uri="{R}"/><bcq><last cnt="25"/></bcq></data></cmd>"#,
        &Envelope::new(103, command.clone()),
    );
    let message = GroupChat {
        seqid: 1,
        room: ROOM.into(),
        author: "sip:bob@contoso.com".into(),
        author_name: Some("Bob".into()),
        alert: Some(false),
        chat_id: Some(7),
        time: time("2024-01-02T03:00:00.0000000Z"),
        text: "hello".into(),
        rtf: None,
    };
    let data = Data::of_rooms(vec![Room { messages: vec![message], ..Room::new(ROOM) }]);
    both_ways(
        r#"X(9004)<rpl id="rpl:bccontext" seqid="1"><commandid seqid="1" envid="103"/><resp code="200">SUCCESS_OK</resp><data>
           <chanib uri="{R}"><msg id="grpchat" seqid="1" chanUri="{R}" author="sip:bob@contoso.com" authdisp="Bob" 
           alert="false" chatId="7" ts="2024-01-02T03:00:00.0000000Z"><chat>hello</chat></msg></chanib></data></rpl>"#,
        &Envelope::new(9004, success(&command, 103, data)),
    );
}

#[test]
fn room_search() {
    let command = Command::new(Request::SearchRooms(RoomQuery::by_name("lob")));
    both_ways(
        r#"X(104)<cmd id="cmd:chansrch" seqid="1"><data><qib qtype="BYNAME" criteria="lob" extended="false"/></data></cmd>"#,
        &Envelope::new(104, command.clone()),
    );
    let room = Room {
        name: Some("Lobby".into()),
        description: Some("d".into()),
        participant_count: Some(2),
        visibility: Some(Visibility::Scope),
        file_post: Some(Setting::On),
        ..Room::new(ROOM)
    };
    let reply = Envelope::new(9008, success(&command, 104, Data::of_rooms(vec![room])));
    // The visibility goes out in both spellings (xccos.md 4.2).
    both_ways(
        r#"X(9008)<rpl id="rpl:chansrch" seqid="1"><commandid seqid="1" envid="104"/><resp code="200">SUCCESS_OK</resp><data>
           <chanib uri="{R}" name="Lobby" description="d"><info id="urn:parlano:ma:info:ucnt">2</info>
           <info id="urn:parlano:ma:info:visibility">scope</info><info id="urn:parlano:ma:info:visibilty">scope</info>
           <prop id="urn:parlano:ma:prop:filepost">true</prop></chanib></data></rpl>"#,
        &reply,
    );
    let one_spelling =
        reply.to_text().replace(r#"<info id="urn:parlano:ma:info:visibilty">scope</info>"#, "");
    assert_eq!(super::parse(&one_spelling), Ok(reply));
}

#[test]
fn plain_post() {
    let noon = Timestamp::parse("2024-01-02T03:05:00.9Z").expect("a timestamp");
    both_ways(
        r#"X(105)<grpchat id="grpchat" seqid="1" chanUri="{R}" author="sip:ann@contoso.com" ts="2024-01-02T03:05:00Z"><chat>
           line 1&#13;&#10;line 2</chat></grpchat>"#,
        &Envelope::new(105, GroupChat::post(ROOM, "sip:ann@contoso.com", noon, "line 1\nline 2")),
    );
    both_ways(
        r#"X(105)<grpchat id="grpchat" seqid="1" chanUri="{R}" author="sip:ann@contoso.com" ts="2024-01-02T03:05:00Z"><chat>
           see &lt;a href="http://x.example/"&gt;x&lt;/a&gt;</chat></grpchat>"#,
        &Envelope::new(
            105,
            GroupChat::post(ROOM, "sip:ann@contoso.com", noon, r#"see <a href="http://x.example/">x</a>"#),
        ),
    );
}

#[test]
fn formatted_post_alert_and_story() {
    let noon = Timestamp::parse("2024-01-02T03:05:00Z").expect("a timestamp");
    let post = GroupChat::post(ROOM, "sip:ann@contoso.com", noon, "bold");
    let formatted =
        GroupChat { alert: Some(false), rtf: Some(r"{\rtf1\ansi {\b bold}}".into()), ..post.clone() };
    both_ways(
        r#"X(105)<grpchat id="grpchat" seqid="1" chanUri="{R}" author="sip:ann@contoso.com" alert="false" 
           ts="2024-01-02T03:05:00Z"><chat>bold</chat><rtf>{\rtf1\ansi {\b bold}}</rtf></grpchat>"#,
        &Envelope::new(105, formatted),
    );
    let alert = GroupChat { alert: Some(true), ..post.clone() };
    assert!(alert.is_alert() && !post.is_alert());
    both_ways(
        r#"X(105)<grpchat id="grpchat" seqid="1" chanUri="{R}" author="sip:ann@contoso.com" alert="true" 
           ts="2024-01-02T03:05:00Z"><chat>bold</chat></grpchat>"#,
        &Envelope::new(105, alert),
    );
    let story = GroupChat { text: "[STORY]Title[/STORY]long body".into(), ..post };
    both_ways(
        r#"X(105)<grpchat id="grpchat" seqid="1" chanUri="{R}" author="sip:ann@contoso.com" 
           ts="2024-01-02T03:05:00Z"><chat>[STORY]Title[/STORY]long body</chat></grpchat>"#,
        &Envelope::new(105, story),
    );
}

#[test]
fn delivery() {
    let message = GroupChat {
        seqid: 1,
        room: ROOM.into(),
        author: "sip:ann@contoso.com".into(),
        author_name: Some("Ann".into()),
        alert: Some(false),
        chat_id: Some(8),
        time: time("2024-01-02T03:05:00.1234567Z"),
        text: "hi".into(),
        rtf: None,
    };
    both_ways(
        r#"X(9006)<grpchat id="grpchat" seqid="1" chanUri="{R}" author="sip:ann@contoso.com" authdisp="Ann" alert="false" 
           chatId="8" ts="2024-01-02T03:05:00.1234567Z"><chat>hi</chat></grpchat>"#,
        &Envelope::new(9006, message),
    );
}

#[test]
fn refused_post() {
    both_ways(
        r#"X(9007)<rpl id="rpl:grpchat" seqid="1"><commandid seqid="1" envid="105"/>
           <resp code="403">ERROR_PERMISSION</resp></rpl>"#,
        &Envelope::new(
            9007,
            Reply::to_group_chat(1, &105.into(), Response::failure(ResponseClass::PermissionDenied)),
        ),
    );
}

#[test]
fn leaving() {
    let command = Command::new(Request::Part { room: ROOM.into() });
    both_ways(
        r#"X(106)<cmd id="cmd:part" seqid="1"><data><chanib uri="{R}"/></data></cmd>"#,
        &Envelope::new(106, command.clone()),
    );
    both_ways(
        r#"X(9009)<rpl id="rpl:part" seqid="1"><commandid seqid="1" envid="106"/><resp code="200">SUCCESS_OK</resp>
           <data><chanib uri="{R}"/></data></rpl>"#,
        &Envelope::new(9009, success(&command, 106, Data::of_rooms(vec![Room::new(ROOM)]))),
    );
    let ann = Principal::new("sip:ann@contoso.com");
    let notice = Notice::parted(&ann, [ROOM]);
    both_ways(
        r#"X(9010)<ntc id="ntc:part" seqid="1"><data><chanib uri="{R}"><uib uri="sip:ann@contoso.com"/></chanib></data></ntc>"#,
        &Envelope::new(9010, notice.clone()),
    );
    assert_eq!(notice.events(), [NoticeEvent::Departed { user: &ann, room: Some(ROOM) }]);
}

#[test]
fn preferences() {
    let asked = Preference {
        label: "kedzie.GroupChannels".into(),
        seqid: 71,
        create_default: Some(true),
        content: None,
    };
    let get = Command::new(Request::GetPreference(asked.clone()));
    both_ways(
        r#"X(108)<cmd id="cmd:getpref" seqid="1"><data>
           <pref label="kedzie.GroupChannels" seqid="71" createdefault="true"/></data></cmd>"#,
        &Envelope::new(108, get.clone()),
    );
    let stored = Preference {
        seqid: 72,
        create_default: Some(false),
        content: Some("QkFTRTY0".into()),
        ..asked.clone()
    };
    both_ways(
        r#"X(9011)<rpl id="rpl:getpref" seqid="1"><commandid seqid="1" envid="108"/><resp code="200">SUCCESS_OK</resp><data>
           <pref label="kedzie.GroupChannels" seqid="72" createdefault="false" content="QkFTRTY0"/></data></rpl>"#,
        &Envelope::new(
            9011,
            success(&get, 108, Data { preference: Some(stored.clone()), ..Data::default() }),
        ),
    );
    both_ways(
        r#"X(9011)<rpl id="rpl:getpref" seqid="1"><commandid seqid="1" envid="108"/>
           <resp code="200">SUCCESS_OK</resp><data/></rpl>"#,
        &Envelope::new(9011, success(&get, 108, Data::default())),
    );
    let set = Command::new(Request::SetPreference(stored));
    both_ways(
        r#"X(109)<cmd id="cmd:setpref" seqid="1"><data>
           <pref label="kedzie.GroupChannels" seqid="72" createdefault="false" content="QkFTRTY0"/></data></cmd>"#,
        &Envelope::new(109, set.clone()),
    );
    let newer = Preference { seqid: 73, create_default: None, ..asked };
    both_ways(
        r#"X(9012)<rpl id="rpl:setpref" seqid="1"><commandid seqid="1" envid="109"/><resp code="200">SUCCESS_OK</resp>
           <data><pref label="kedzie.GroupChannels" seqid="73"/></data></rpl>"#,
        &Envelope::new(9012, success(&set, 109, Data { preference: Some(newer), ..Data::default() })),
    );
}

#[test]
fn file_tokens() {
    let file = FileReference { room: ROOM.into(), file: "a.txt".into() };
    let upload = Command::new(Request::GetUploadToken(file.clone()));
    both_ways(
        r#"X(139132350)<cmd id="cmd:getfutok" seqid="1"><data><ftdb channelUri="{R}" fileUrl="a.txt"/></data></cmd>"#,
        &Envelope::new(139_132_350, upload.clone()),
    );
    let download = Command::new(Request::GetDownloadToken(file));
    both_ways(
        r#"X(139132352)<cmd id="cmd:getfdtok" seqid="1"><data><ftdb channelUri="{R}" fileUrl="a.txt"/></data></cmd>"#,
        &Envelope::new(139_132_352, download.clone()),
    );
    let token = FileToken {
        token: GUID2.into(),
        server_uri: "https://web.contoso.com/PersistentChat/MGCWebService.asmx".into(),
    };
    assert!(!format!("{token:?}").contains(GUID2), "the token is a secret");
    for command in [upload, download] {
        // One id for both, and a server's number that needs 64 bits.
        both_ways(
            r#"X(7962449779256945056)<rpl id="rpl:getftok" seqid="1"><commandid seqid="1" envid="139132350"/>
               <resp code="200">SUCCESS_OK</resp><data><token token="{G2}" 
               serveruri="https://web.contoso.com/PersistentChat/MGCWebService.asmx"/></data></rpl>"#,
            &Envelope::new(
                7_962_449_779_256_945_056,
                success(&command, 139_132_350, Data { file_token: Some(token.clone()), ..Data::default() }),
            ),
        );
    }
}
