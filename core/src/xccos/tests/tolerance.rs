//! Documents that nobody here would write and everybody must read: xccos.md 3.2, 5.1 and 12.

use super::{ROOM, document, parse};
use crate::xccos::*;

fn message(text: &str) -> GroupChat {
    let envelope = parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let [Item::GroupChat(message)] = &envelope.items[..] else { panic!("{envelope:?}") };
    (**message).clone()
}

fn reply(text: &str) -> Reply {
    let envelope = parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let [Item::Reply(reply)] = &envelope.items[..] else { panic!("{envelope:?}") };
    (**reply).clone()
}

#[test]
fn declaration_mark_prefixes_and_white_space() {
    let plain =
        parse(&document(r#"X(5)<cmd id="cmd:part" seqid="1"><data><chanib uri="{R}"/></data></cmd>"#));
    let adorned = format!(
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- a comment -->\n\
         <x:xccos xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'\n\
         ver='1' envid='5' xmlns:x=\"urn:parlano:xml:ns:xccos\">\n <x:cmd seqid=\"1\" id=\"CMD:Part\">\n  <x:data >\n\
         <x:chanib xsi:type=\"room\" x:uri=\"{ROOM}\"></x:chanib><!-- --> </x:data>\n</x:cmd></x:xccos>\n\0\0"
    );
    assert_eq!(parse(&adorned), plain);
}

#[test]
fn server_namespaces_come_first() {
    // NXL: the server's documents begin like this.
    let envelope = parse(
        r#"<xccos xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ver="1" envid="7962449779256945056" xmlns="urn:parlano:xml:ns:xccos"/>"#,
    );
    let expected = Envelope { envid: EnvelopeId::Number(7_962_449_779_256_945_056), ..Envelope::default() };
    assert_eq!(envelope, Ok(expected));
}

#[test]
fn ids_in_any_case_and_by_alias() {
    let one = r#"X(1)<rpl id="RPL:GetServInfo" seqid="1"><commandid seqid="1" envid="2"/><resp code="200">SUCCESS_OK</resp></rpl>"#;
    assert!(reply(&document(one)).answers(CommandName::GetServerInfo));
    let Item::Command(command) =
        &parse(&document(r#"X(1)<cmd id="cmd:BCByUsr" seqid="1"><data/></cmd>"#)).expect("readable").items[0]
    else {
        panic!("no command")
    };
    assert_eq!(command.request.name(), Some(CommandName::SearchHistory));
    assert_eq!(command.request.id(), "cmd:BCByUsr", "kept as it stood");
}

#[test]
fn unknown_things_are_counted_and_never_lost() {
    let text = document(
        r#"X(1)<cmd id="cmd:fancy" seqid="4"><extra/><data><chanib uri="{R}" new="1"><sparkle><deep>x</deep></sparkle>
           <info id="urn:other">1</info><prop id="urn:other">true</prop></chanib><glitter/></data></cmd>
           <err id="err:1" seqid="2"><commandid seqid="1" envid="77"/><resp code="500">FAILED</resp><what/></err>"#,
    );
    let envelope = parse(&text).expect("readable");
    // extra, sparkle, info, prop, glitter, err, what.
    assert_eq!(envelope.ignored, 7);
    let [Item::Command(command), Item::Unknown(unknown)] = &envelope.items[..] else {
        panic!("{envelope:?}")
    };
    assert_eq!(command.seqid, 4);
    assert_eq!(
        command.request,
        Request::Other { id: "cmd:fancy".into(), data: Box::new(Data::of_rooms(vec![Room::new(ROOM)])) }
    );
    assert_eq!(command.request.name(), None);
    let answer = Reply::to(
        command,
        &envelope.envid,
        Response::failure(ResponseClass::MessageNotSupported),
        Data::default(),
    );
    assert_eq!(
        Envelope::new(9, answer).to_text(),
        document(
            r#"X(9)<rpl id="rpl:fancy" seqid="1"><commandid seqid="4" envid="1"/><resp code="405">MSG_NOT_SUPPORTED</resp></rpl>"#
        )
    );
    assert_eq!(unknown.element, "err");
    assert_eq!(unknown.command, Some(CommandReference { seqid: 1, envid: 77.into() }));
    assert_eq!(unknown.response.as_ref().and_then(Response::class), Some(ResponseClass::UnknownServerError));
}

#[test]
fn incomplete_commands_say_what_is_missing() {
    for (id, data, missing) in [
        ("cmd:join", "<data/>", "chanid"),
        ("cmd:bjoin", "", "chanid"),
        ("cmd:part", "<data><chanib name='x'/></data>", "chanib/@uri"),
        ("cmd:bccontext", "<data><bcq/></data>", "chanib/@uri"),
        ("cmd:chansrch", "<data/>", "qib"),
        ("cmd:setpref", "<data/>", "pref"),
        ("cmd:getfutok", "<data/>", "ftdb"),
    ] {
        let text = document(&format!("X(1)<cmd id=\"{id}\" seqid=\"1\">{data}</cmd>"));
        let envelope = parse(&text).expect("readable");
        let [Item::Command(command)] = &envelope.items[..] else { panic!("{envelope:?}") };
        let Request::Incomplete { missing: found, name, .. } = &command.request else {
            panic!("{command:?}")
        };
        assert_eq!((*found, name.id()), (missing, id));
    }
}

#[test]
fn missing_parts_have_a_meaning() {
    // No data at all, no bcq, no inv, no association: the server's defaults.
    for (text, expected) in [
        ("<cmd id='cmd:getinv'/>", Request::GetInvitations(Invitation::default())),
        (
            "<cmd id='cmd:getassociations'><data/></cmd>",
            Request::GetAssociations(AssociationQuery::default()),
        ),
        ("<cmd id='cmd:getserverinfo'/>", Request::GetServerInfo(ServerInfo::default())),
        (
            "<cmd id='cmd:bccontext'><data><chanib uri='r'/></data></cmd>",
            Request::BackchatContext { room: "r".into(), query: BackchatQuery::default() },
        ),
    ] {
        let envelope = parse(&format!("<xccos>{text}</xccos>")).expect("readable");
        let [Item::Command(command)] = &envelope.items[..] else { panic!("{envelope:?}") };
        assert_eq!(command.request, expected);
        assert_eq!(command.seqid, 1);
        assert_eq!(envelope.envid, EnvelopeId::Text("".into()));
    }
    let bare = message("<xccos><grpchat/></xccos>");
    assert_eq!(bare, GroupChat { seqid: 1, ..GroupChat::default() });
    assert!(!bare.is_alert());
}

#[test]
fn a_reply_without_outcome_is_a_failure() {
    let without =
        reply("<xccos envid='1'><rpl id='rpl:join'><commandid seqid='1' envid='2'/><data/></rpl></xccos>");
    let refusal = without.outcome().expect_err("a failure");
    assert_eq!((refusal.code, refusal.class), (None, ResponseClass::UnknownServerError));
    assert!(refusal.to_string().contains("does not tell"));
    let odd =
        reply("<xccos envid='1'><rpl id='rpl:x'><resp code='many'>ERR_NO_SUCH_NODE</resp></rpl></xccos>");
    assert_eq!(odd.outcome().expect_err("a failure").class, ResponseClass::NoSuchNode);
    assert_eq!(odd.command, None, "history pushed unasked has no commandid either");
    assert!(reply("<xccos><rpl><resp code='204'/></rpl></xccos>").outcome().is_ok());
}

#[test]
fn several_items_in_document_order() {
    let envelope = parse(
        "<xccos envid='1'><rpl id='rpl:a'/><rpl id='rpl:b'/><ntc id='ntc:join'/><grpchat><chat>1</chat></grpchat>\
         <grpchat><chat>2</chat></grpchat><cmd id='cmd:requri'/></xccos>",
    )
    .expect("readable");
    let kinds: Vec<String> = envelope
        .items
        .iter()
        .map(|item| match item {
            Item::Reply(reply) => reply.id.to_string(),
            Item::Notice(notice) => notice.id.to_string(),
            Item::GroupChat(message) => message.text.clone(),
            Item::Command(command) => command.request.id().to_owned(),
            Item::Unknown(unknown) => unknown.element.clone(),
        })
        .collect();
    assert_eq!(kinds, ["rpl:a", "rpl:b", "ntc:join", "1", "2", "cmd:requri"]);
}

#[test]
fn envelope_numbers_survive_whatever_they_are() {
    for (text, number) in [
        ("0", Some(0)),
        ("18446744073709551615", Some(u64::MAX)),
        ("18446744073709551616", None),
        ("-5", None),
        ("007", None),
        ("+7", None),
        ("{a}", None),
        ("", None),
    ] {
        let id = EnvelopeId::parse(text);
        assert_eq!(id.to_string(), text, "a reply repeats it exactly");
        assert_eq!(id, number.map_or_else(|| EnvelopeId::Text(text.into()), EnvelopeId::Number));
    }
}

#[test]
fn times_of_every_format() {
    let at = |ts: &str| message(&format!("<xccos><grpchat ts='{ts}'/></xccos>")).time;
    let noon = Timestamp::parse("2024-02-29T12:00:00Z");
    assert!(noon.is_some());
    for same in [
        "2024-02-29T12:00:00",
        "2024-02-29T12:00:00.0Z",
        "2024-02-29T12:00:00.0000000Z",
        "2024-02-29T12:00:00.00000009Z",
        "2024-02-29T14:30:00+02:30",
        "2024-02-29T07:00:00.000-0500",
        "2024-02-29 12:00:00z",
        " 2024-02-29T12:00:00+00 ",
    ] {
        assert_eq!(at(same), noon, "{same}");
    }
    let fractions = ["", ".1", ".12", ".123", ".1234", ".12345", ".123456", ".1234567"];
    let ticks = [0, 1_000_000, 1_200_000, 1_230_000, 1_234_000, 1_234_500, 1_234_560, 1_234_567];
    for (fraction, ticks) in fractions.into_iter().zip(ticks) {
        let time = at(&format!("2024-02-29T12:00:00{fraction}Z")).expect("readable");
        assert_eq!(time.unix_ticks() - noon.expect("noon").unix_ticks(), ticks, "{fraction}");
    }
    for unreadable in
        ["", "now", "2023-02-29T12:00:00Z", "2024-13-01T00:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29"]
    {
        assert_eq!(at(unreadable), None, "{unreadable}");
    }
}

#[test]
fn booleans_visibility_and_settings_in_any_case() {
    let envelope = parse(
        "<xccos><rpl><data><chanib uri='r' disabled='True' behavior='auditorium'>\
         <info id='URN:parlano:ma:info:Visibility'> Scoped\n</info><prop id='urn:parlano:ma:prop:invite'>TRUE</prop>\
         <prop id='urn:parlano:ma:prop:logged'> False </prop></chanib></data></rpl></xccos>",
    )
    .expect("readable");
    let [Item::Reply(reply)] = &envelope.items[..] else { panic!("{envelope:?}") };
    let room = &reply.data.rooms[0];
    assert_eq!(room.disabled, Some(true));
    assert_eq!(room.behavior, Some(Behavior::Auditorium));
    assert_eq!(room.visibility, Some(Visibility::Scope));
    assert_eq!((room.invite, room.logged), (Some(Setting::On), Some(Setting::Off)));
    assert!(message("<xccos><grpchat alert='TRUE'/></xccos>").is_alert());
}

#[test]
fn text_of_every_kind() {
    let text = |chat: &str| message(&format!("<xccos><grpchat><chat>{chat}</chat></grpchat></xccos>")).text;
    assert_eq!(text("1\n2\r\n3\r4&#13;&#10;5&#xA;6&#13;7"), "1\n2\n3\n4\n5\n6\n7");
    assert_eq!(text("<![CDATA[a <b> &amp; ]]>c<![CDATA[\r\n]]>"), "a <b> &amp; c\n");
    assert_eq!(text(" keep \t space "), " keep \t space ");
    assert_eq!(text("a<!-- comment -->b<?pi x?>c"), "abc");
    assert_eq!(text("see <b>bold <i>words</i></b> here"), "see bold words here");
    assert_eq!(text("page&#12;break&#xB;here &#x1F600; &lt;3"), "page\u{FFFD}break\u{FFFD}here 😀 <3");
    assert_eq!(text("raw \u{1} control"), "raw \u{FFFD} control");
    assert_eq!(text(""), "");
    let twice = message("<xccos><grpchat><rtf>r</rtf><chat>1</chat><chat>2</chat></grpchat></xccos>");
    assert_eq!((twice.text.as_str(), twice.rtf.as_deref()), ("1", Some("r")));
}

#[test]
fn history_skips_what_is_no_chat_message() {
    let envelope = parse(
        "<xccos><rpl><resp code='200'/><data><chanib uri='r'><msg id='grpchat'><chat>1</chat></msg>\
         <msg id='sysmsg'><chat>x</chat></msg><msg><chat>2</chat></msg></chanib></data></rpl></xccos>",
    )
    .expect("readable");
    let [Item::Reply(reply)] = &envelope.items[..] else { panic!("{envelope:?}") };
    let texts: Vec<_> = reply.data.rooms[0].messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(texts, ["1", "2"]);
    assert_eq!(envelope.ignored, 1);
}

#[test]
fn notices_are_routed_by_structure() {
    let events = |id: &str, data: &str| {
        let text = format!("<xccos><ntc id='{id}'><data>{data}</data></ntc></xccos>");
        let mut envelope = parse(&text).expect("readable");
        let Some(Item::Notice(notice)) = envelope.items.pop() else { panic!("no notice") };
        notice
            .events()
            .iter()
            .map(|event| format!("{event:?}").split([' ', '(']).next().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    let arrival =
        "<uib uri='sip:a@b'><aib key='128' domain='d' value='v'/><aib key='4' domain='d' value='w'/></uib>";
    let departure = "<chanib uri='ma-chan://d/v'><uib uri='sip:a@b'/><uib uri='sip:c@b'/></chanib>";
    for id in ["ntc:join", "ntc:BJOIN", "ntc:whatever", "ntc:aib", ""] {
        assert_eq!(events(id, arrival), ["Present", "Present"], "{id}");
    }
    for id in ["ntc:part", "ntc:kick", "ntc:whatever"] {
        assert_eq!(events(id, departure), ["Departed", "Departed"], "{id}");
    }
    for id in ["ntc:invite", "ntc:inv", "NTC:NewInvitation"] {
        assert_eq!(events(id, departure), ["Invited"], "{id}");
    }
    for id in ["ntc:chanmodify", "ntc:chanmod", "ntc:roommodified"] {
        assert_eq!(events(id, departure), ["RoomModified"], "{id}");
    }
    assert_eq!(events("ntc:quit", "<uib uri='sip:a@b'/>"), ["Departed"], "from every room");
    assert!(
        events("ntc:join", "<uib uri='sip:a@b'/><uib><aib key='1'/></uib>").is_empty(),
        "no room, no event"
    );
}

#[test]
fn groups_and_categories_by_their_uris() {
    let envelope = parse(
        "<xccos><rpl><data><uib uri='MA-GRP:77@u.g' type='9'/><gib uri='ma-grp:78@u.g'/>\
         <chanib uri='ma-cat://d/k' name='General'/><chanib uri='ma-chan://d/r'/></data></rpl></xccos>",
    )
    .expect("readable");
    let [Item::Reply(reply)] = &envelope.items[..] else { panic!("{envelope:?}") };
    assert!(reply.data.principals.iter().all(Principal::is_group));
    assert_eq!(reply.data.categories[0].name.as_deref(), Some("General"));
    assert_eq!(reply.data.rooms.len(), 1);
    assert_eq!(envelope.ignored, 0);
}

#[test]
fn associations_with_odd_lists() {
    let association =
        Association { value: Some(" 3,,x, 4 ,-1,99999999999".into()), ..Association::default() };
    assert_eq!(association.user_ids().collect::<Vec<_>>(), [3, 4]);
    assert_eq!(association.room_uri(), None);
}
