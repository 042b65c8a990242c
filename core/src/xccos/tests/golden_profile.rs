//! The flows of xccos.md 9.1, 9.6, 9.7 and 9.10 whose shapes are a profile.

use super::{CATEGORY, ROOM, both_ways};
use crate::xccos::names::CommandName;
use crate::xccos::*;

fn success(command: &Command, envid: u64, data: Data) -> Reply {
    Reply::to(command, &EnvelopeId::from(envid), Response::success(), data)
}

fn other(name: CommandName, data: Data) -> Command {
    Command::new(Request::Other { id: name.id().into(), data: Box::new(data) })
}

fn role(kind: RoleKind, change: RoleChange, uri: &str) -> RoleList {
    RoleList { kind: Some(kind), change: Some(change), principals: vec![Principal::new(uri)] }
}

#[test]
fn my_rooms() {
    let query = |kind| AssociationQuery {
        domain: Some("contoso.com".into()),
        kind: Some(kind),
        max_results: Some(500),
    };
    let member = Command::new(Request::GetAssociations(query(AssociationKind::Member)));
    both_ways(
        r#"X(101)<cmd id="cmd:getassociations" seqid="1"><data>
           <association domain="contoso.com" type="MEMBER" maxResults="500"/></data></cmd>"#,
        &Envelope::new(101, member.clone()),
    );
    both_ways(
        r#"X(102)<cmd id="cmd:getassociations" seqid="1"><data>
           <association domain="contoso.com" type="MANAGER" maxResults="500"/></data></cmd>"#,
        &Envelope::new(102, Request::GetAssociations(query(AssociationKind::Manager))),
    );
    let room = Room { name: Some("Lobby".into()), ..Room::new(ROOM) };
    both_ways(
        r#"X(9001)<rpl id="rpl:getassociations" seqid="1"><commandid seqid="1" envid="101"/>
           <resp code="200">SUCCESS_OK</resp><data><chanib uri="{R}" name="Lobby"/></data></rpl>"#,
        &Envelope::new(9001, success(&member, 101, Data::of_rooms(vec![room]))),
    );
}

#[test]
fn creating_a_room() {
    let ask = Command::new(Request::GetCreatableCategories);
    both_ways(
        r#"X(110)<cmd id="cmd:nodespermcreatechild" seqid="1"><data/></cmd>"#,
        &Envelope::new(110, ask.clone()),
    );
    both_ways(
        r#"X(9020)<rpl id="rpl:nodespermcreatechild" seqid="1"><commandid seqid="1" envid="110"/>
           <resp code="200">SUCCESS_OK</resp><data/></rpl>"#,
        &Envelope::new(9020, success(&ask, 110, Data::default())),
    );
    let category = Category { uri: CATEGORY.into(), name: Some("General".into()), ..Category::default() };
    both_ways(
        r#"X(9021)<rpl id="rpl:nodespermcreatechild" seqid="1"><commandid seqid="1" envid="110"/>
           <resp code="200">SUCCESS_OK</resp><data><catib uri="{K}" name="General"/></data></rpl>"#,
        &Envelope::new(9021, success(&ask, 110, Data { categories: vec![category], ..Data::default() })),
    );

    let room = Room {
        name: Some("New".into()),
        description: Some(String::new()),
        parent: Some(CATEGORY.into()),
        behavior: Some(Behavior::Normal),
        visibility: Some(Visibility::Scope),
        invite: Some(Setting::Inherit),
        roles: vec![
            role(RoleKind::Member, RoleChange::Set, "sip:bob@contoso.com"),
            role(RoleKind::Manager, RoleChange::Set, "sip:ann@contoso.com"),
        ],
        ..Room::default()
    };
    both_ways(
        r#"X(111)<cmd id="cmd:chancreate" seqid="1"><data>
           <chanib name="New" description="" parent="{K}" behavior="NORMAL">
           <info id="urn:parlano:ma:info:visibility">scope</info><info id="urn:parlano:ma:info:visibilty">scope</info>
           <prop id="urn:parlano:ma:prop:invite">inherit</prop>
           <role type="member" op="set"><uib uri="sip:bob@contoso.com"/></role>
           <role type="manager" op="set"><uib uri="sip:ann@contoso.com"/></role></chanib></data></cmd>"#,
        &Envelope::new(111, other(CommandName::CreateRoom, Data::of_rooms(vec![room]))),
    );
}

#[test]
fn changing_a_room() {
    let room = Room {
        name: Some("Newer".into()),
        topic: Some("t2".into()),
        disabled: Some(false),
        ..Room::new(ROOM)
    };
    both_ways(
        r#"X(112)<cmd id="cmd:chanmodify" seqid="1"><data>
           <chanib uri="{R}" name="Newer" topic="t2" disabled="false"/></data></cmd>"#,
        &Envelope::new(112, other(CommandName::ModifyRoom, Data::of_rooms(vec![room.clone()]))),
    );
    let notice = Notice::new(NoticeName::RoomModified, Data::of_rooms(vec![room.clone()]));
    both_ways(
        r#"X(9022)<ntc id="ntc:chanmodify" seqid="1"><data>
           <chanib uri="{R}" name="Newer" topic="t2" disabled="false"/></data></ntc>"#,
        &Envelope::new(9022, notice.clone()),
    );
    assert_eq!(notice.events(), [NoticeEvent::RoomModified(&room)]);
}

#[test]
fn changing_roles() {
    let room = Room {
        roles: vec![role(RoleKind::Presenter, RoleChange::Add, "sip:bob@contoso.com")],
        ..Room::new(ROOM)
    };
    both_ways(
        r#"X(113)<cmd id="cmd:modroles" seqid="1"><data><chanib uri="{R}"><role type="presenter" op="add">
           <uib uri="sip:bob@contoso.com"/></role></chanib></data></cmd>"#,
        &Envelope::new(113, other(CommandName::ModifyRoles, Data::of_rooms(vec![room]))),
    );
    let bob = Principal {
        associations: vec![Association::in_room(Permissions::PRESENTER, ROOM).expect("a room")],
        ..Principal::new("sip:bob@contoso.com")
    };
    let notice = Notice::new(
        NoticeName::PermissionsModified,
        Data { principals: vec![bob.clone()], ..Data::default() },
    );
    both_ways(
        r#"X(9023)<ntc id="ntc:permmodify" seqid="1"><data><uib uri="sip:bob@contoso.com">
           <aib key="7552" domain="contoso.com" value="{G}"/></uib></data></ntc>"#,
        &Envelope::new(9023, notice.clone()),
    );
    let present = NoticeEvent::Present { user: &bob, room: ROOM.into(), permissions: Permissions::PRESENTER };
    assert_eq!(notice.events(), [present]);
}

#[test]
fn invitations() {
    let asked = Invitation { invite_id: Some(1), domain: Some("contoso.com".into()), created_on: None };
    let command = Command::new(Request::GetInvitations(asked));
    both_ways(
        r#"X(107)<cmd id="cmd:getinv" seqid="1"><data><inv inviteId="1" domain="contoso.com"/></data></cmd>"#,
        &Envelope::new(107, command.clone()),
    );
    let invited = |id| Room {
        name: Some("New".into()),
        invitations: vec![Invitation {
            invite_id: Some(id),
            domain: None,
            created_on: Timestamp::parse("2024-01-01T00:00:00Z"),
        }],
        ..Room::new(ROOM)
    };
    let newest = Invitation { invite_id: Some(5), domain: Some("contoso.com".into()), created_on: None };
    let data = Data { invitation: Some(newest), rooms: vec![invited(5)], ..Data::default() };
    both_ways(
        r#"X(9030)<rpl id="rpl:getinv" seqid="1"><commandid seqid="1" envid="107"/><resp code="200">SUCCESS_OK</resp><data>
           <inv inviteId="5" domain="contoso.com"/>
           <chanib uri="{R}" name="New"><inv inviteId="5" createdOn="2024-01-01T00:00:00Z"/></chanib></data></rpl>"#,
        &Envelope::new(9030, success(&command, 107, data)),
    );
    let room = invited(6);
    let notice = Notice::new(NoticeName::Invitation, Data::of_rooms(vec![room.clone()]));
    both_ways(
        r#"X(9031)<ntc id="ntc:invite" seqid="1"><data>
           <chanib uri="{R}" name="New"><inv inviteId="6" createdOn="2024-01-01T00:00:00Z"/></chanib></data></ntc>"#,
        &Envelope::new(9031, notice.clone()),
    );
    assert_eq!(notice.events(), [NoticeEvent::Invited { room: &room, invite_id: Some(6) }]);
}

#[test]
fn history_search() {
    let query = BackchatQuery {
        limit: Some(50),
        from: Timestamp::parse("2024-01-01T00:00:00Z"),
        to: Timestamp::parse("2024-02-01T00:00:00Z"),
        text: Some(TextMatch { words: "hello".into(), exact_phrase: true }),
        match_case: Some(false),
        search_backwards: Some(true),
        sort_backwards: Some(false),
        ..BackchatQuery::default()
    };
    let data = Data { rooms: vec![Room::new(ROOM)], backchat: Some(query), ..Data::default() };
    both_ways(
        r#"X(120)<cmd id="cmd:bcbydate" seqid="1"><data><chanib uri="{R}"/><bcq><limit cnt="50"/>
           <date from="2024-01-01T00:00:00Z" to="2024-02-01T00:00:00Z"/><text mt="PP">hello</text>
           <matchcase>false</matchcase><searchbkwds>true</searchbkwds><sortbkwds>false</sortbkwds></bcq></data></cmd>"#,
        &Envelope::new(120, other(CommandName::SearchHistory, data)),
    );
}

#[test]
fn groups_and_the_rest() {
    let data = Data {
        principals: vec![
            Principal {
                id: Some(3),
                guid: Some("3F0C".into()),
                kind: Some(PrincipalKind::User),
                common_name: Some("ann".into()),
                display_name: Some("Ann \"A\" O'Neil".into()),
                email: Some("ann@contoso.com".into()),
                company: Some("Contoso & Sons".into()),
                disabled: Some(false),
                ..Principal::new("sip:ann@contoso.com")
            },
            Principal { kind: Some(PrincipalKind::Group), ..Principal::new("ma-grp:77@u.g") },
        ],
        add_ins: vec![AddIn { id: "88".into(), name: Some("Board".into()), url: None }],
        ..Data::default()
    };
    assert!(data.principals[1].is_group() && !data.principals[0].is_group());
    assert_eq!(data.principals[1].name(), "77@u.g");
    let command = other(CommandName::GetPrincipal, Data::default());
    both_ways(
        r#"X(1)<rpl id="rpl:getuserinfo" seqid="1"><commandid seqid="1" envid="7"/><resp code="200">SUCCESS_OK</resp><data>
           <uib id="3" uri="sip:ann@contoso.com" guid="3F0C" type="5" uname="ann" disp="Ann &quot;A&quot; O'Neil" 
           email="ann@contoso.com" company="Contoso &amp; Sons" disabled="false"/><gib uri="ma-grp:77@u.g" type="9"/>
           <siop siopid="88" siopname="Board"/></data></rpl>"#,
        &Envelope::new(1, success(&command, 7, data)),
    );
}
