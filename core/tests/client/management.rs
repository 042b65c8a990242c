//! Room administration (spec: sdk.md 3.13; xccos.md 3.2, 4.13, 9.6).

use crate::asking::{Asking, GENERAL};
use crate::scripted::LOBBY;
use pchat_core::api::{
    ChatRoomInvitationSetting, ChatRoomPrivacy, ChatRoomRole, ChatRoomSettings, ChatRoomUpdate, ErrorCode,
    PrincipalKind, RoleChange, Timestamp, UserSearch,
};

const BOB: &str = "sip:bob@contoso.test";
const GROUP: &str = "ma-grp:77@u.g";

/// 2024-01-01T00:00:00Z
const NEW_YEAR: Timestamp = Timestamp::from_unix_micros(1_704_067_200_000_000);

const SCOPE: &str = "<info id=\"urn:parlano:ma:info:visibility\">scope</info>\
                     <info id=\"urn:parlano:ma:info:visibilty\">scope</info>";

#[tokio::test]
async fn categories_with_create_rights() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let ask = management.find_categories_with_create_rights();
    let none = asking.ask(ask, "nodespermcreatechild", "", "").await.expect("none");
    assert!(none.is_empty(), "may create nowhere");

    let answer = format!(
        "<catib uri=\"{GENERAL}\" name=\"General\" description=\"For all\"><prop id=\"urn:parlano:ma:prop:invite\">True</prop>\
         </catib><chanib uri=\"ma-cat://contoso.test/8\" name=\"Other\"/><catib name=\"without URI\"/>"
    );
    let ask = management.find_categories_with_create_rights();
    let found = asking.ask(ask, "nodespermcreatechild", "", &answer).await.expect("two");
    let shown: Vec<_> = found.iter().map(|it| (it.uri.as_str(), it.name.as_str(), it.invitations)).collect();
    assert_eq!(shown, [(GENERAL, "General", true), ("ma-cat://contoso.test/8", "Other", false)]);
    assert_eq!(found[0].description, "For all");
}

#[tokio::test]
async fn rooms_are_created_with_little_and_with_everything() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let uri = asking
        .ask(
            management.create_chat_room_in(" New & old ", GENERAL),
            "chancreate",
            &format!(
                "<chanib name=\"New &amp; old\" description=\"\" parent=\"{GENERAL}\" behavior=\"NORMAL\">{SCOPE}\
                 <prop id=\"urn:parlano:ma:prop:invite\">inherit</prop></chanib>"
            ),
            &format!("<chanib uri=\"{LOBBY}\" name=\"New &amp; old\"/>"),
        )
        .await
        .expect("created");
    assert_eq!(uri, LOBBY);

    let settings = ChatRoomSettings {
        name: "Hall".into(),
        parent_category_uri: GENERAL.into(),
        description: "Big".into(),
        add_in_id: Some("88".into()),
        is_auditorium: true,
        is_disabled: true,
        invitations: ChatRoomInvitationSetting::Never,
        visible_only_to_members: true,
    };
    let everything = format!(
        "<chanib name=\"Hall\" description=\"Big\" parent=\"{GENERAL}\" behavior=\"AUDITORIUM\" disabled=\"true\" siopid=\"88\">{}\
         <prop id=\"urn:parlano:ma:prop:invite\">false</prop></chanib>",
        SCOPE.replace("scope", "private")
    );
    let answer = format!("<chanib uri=\"{LOBBY}\"/>");
    let create = management.create_chat_room(settings.clone());
    assert_eq!(asking.ask(create, "chancreate", &everything, &answer).await.expect("created"), LOBBY);

    for (code, text, expected, words) in [
        (414, "DUPLICATE_ROOM_NAME", ErrorCode::DuplicateRoomName, "of this name"),
        (
            415,
            "NODE_HIERARCHY_VIOLATION",
            ErrorCode::NodeHierarchyViolation,
            "the root category holds categories only",
        ),
        (416, "UNABLE_TO_CREATE_ROOM", ErrorCode::UnableToCreateRoom, "in this category"),
        (404, "NO_SUCH_NODE", ErrorCode::NoSuchNode, "the category does not exist"),
        (400, "INVALID_ARGUMENT", ErrorCode::InvalidArgument, "no add-in with this id"),
    ] {
        let create = management.create_chat_room(settings.clone());
        let error = asking.refuse(create, "chancreate", code, text).await.expect_err("refused");
        assert_eq!((error.code(), error.server_text()), (expected, Some(text)));
        assert!(error.message().starts_with("creating the room 'Hall': "), "{error}");
        assert!(error.message().contains(words), "{error}");
    }
    let silent = asking.ask(management.create_chat_room(settings), "chancreate", &everything, "").await;
    assert_eq!(silent.expect_err("no URI").code(), ErrorCode::UnknownServerError);

    for (name, category) in [("", GENERAL), ("  ", GENERAL), ("Hall", LOBBY), ("Hall", "")] {
        let error = management.create_chat_room_in(name, category).await.expect_err("refused");
        assert_eq!(error.code(), ErrorCode::BadArgument, "{name} {category}");
    }
}

#[tokio::test]
async fn a_room_is_described_with_everything() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let full = format!(
        "<chanib uri=\"{LOBBY}\" name=\"Lobby\" description=\"d\" parent=\"{GENERAL}\" behavior=\"auditorium\" disabled=\"true\" \
         filerepository=\"https://chat.contoso.test/f\" siopid=\"88\" siopname=\"Board\" siopurl=\"not a URL\">\
         <info id=\"urn:parlano:ma:info:visibility\">private</info><prop id=\"urn:parlano:ma:prop:invite\">inherit</prop>\
         <audit createdby=\"{BOB}\" createdon=\"2024-01-01T00:00:00Z\" updatedby=\"sip:ann@contoso.test\" \
         updatedon=\"2024-01-01T00:00:01.5Z\"/></chanib>\
         <catib uri=\"{GENERAL}\" name=\"General\" description=\"For all\"><prop id=\"urn:parlano:ma:prop:invite\">true</prop></catib>"
    );
    let by_uri = format!("<chanib uri=\"{LOBBY}\"/>");
    let room =
        asking.ask(management.get_chat_room(LOBBY), "getchaninfo", &by_uri, &full).await.expect("a room");
    assert_eq!(
        (room.room_uri.as_str(), room.name.as_str(), room.description.as_str()),
        (LOBBY, "Lobby", "d")
    );
    assert!(room.is_auditorium && room.is_disabled);
    assert_eq!(room.file_store_uri.as_deref(), Some("https://chat.contoso.test/f"));
    let add_in = room.add_in.expect("an add-in");
    assert_eq!(
        (add_in.add_in_id.as_str(), add_in.name.as_str(), add_in.url.as_str()),
        ("88", "Board", "not a URL")
    );
    assert_eq!(room.parent_category_uri.as_deref(), Some(GENERAL));
    assert_eq!(room.parent_category_name.as_deref(), Some("General"));
    assert_eq!(room.parent_category_description.as_deref(), Some("For all"));
    assert_eq!(room.privacy, Some(ChatRoomPrivacy::Secret));
    let history = room.change_history.expect("an audit");
    assert_eq!((history.created_by.as_deref(), history.created_on), (Some(BOB), Some(NEW_YEAR)));
    assert_eq!(history.updated_on, Some(Timestamp::from_unix_micros(NEW_YEAR.unix_micros() + 1_500_000)));

    let by_name = "<chanib name=\"Lobby\"/>";
    let get = management.get_chat_room_by_name(" Lobby ");
    let bare = asking.ask(get, "getchaninfo", by_name, &by_uri).await.expect("a room");
    assert!(bare.add_in.is_none() && bare.change_history.is_none() && !bare.is_disabled);

    let get = management.get_chat_room_by_name("Lobby");
    let gone = asking.ask(get, "getchaninfo", by_name, "").await.expect_err("nothing came");
    assert_eq!(gone.code(), ErrorCode::NoSuchNode);
    let gone = asking.refuse(management.get_chat_room(LOBBY), "getchaninfo", 404, "NO_SUCH_NODE").await;
    assert_eq!(gone.expect_err("refused").code(), ErrorCode::NoSuchNode);
    assert_eq!(
        management.get_chat_room(GENERAL).await.expect_err("a category").code(),
        ErrorCode::BadArgument
    );
    assert_eq!(management.get_chat_room_by_name("").await.expect_err("empty").code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn invitations_are_inherited_and_can_only_be_switched_off() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let never = ChatRoomInvitationSetting::Never;
    let inherit = ChatRoomInvitationSetting::Inherit;
    for (room, category, local_value, inherited_value, value) in [
        ("inherit", "true", inherit, true, true),
        ("inherit", "false", inherit, false, false),
        ("false", "true", never, true, false),
        ("true", "true", inherit, true, true),
    ] {
        let answer = format!(
            "<chanib uri=\"{LOBBY}\" parent=\"{GENERAL}\"><prop id=\"urn:parlano:ma:prop:invite\">{room}</prop></chanib>\
             <catib uri=\"{GENERAL}\"><prop id=\"urn:parlano:ma:prop:invite\">{category}</prop></catib>"
        );
        let get = management.get_chat_room(LOBBY);
        let room = asking.ask(get, "getchaninfo", &format!("<chanib uri=\"{LOBBY}\"/>"), &answer).await;
        let found = room.expect("a room").send_invitations_to_members;
        assert_eq!(
            (found.local_value, found.inherited_value, found.value),
            (local_value, inherited_value, value)
        );
    }
}

#[tokio::test]
async fn an_update_sends_what_is_set_and_nothing_else() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let update = |change: ChatRoomUpdate| management.update_chat_room(change);
    let of_lobby = || ChatRoomUpdate { room_uri: LOBBY.into(), ..ChatRoomUpdate::default() };

    let renamed = ChatRoomUpdate { name: Some("Newer".into()), is_disabled: Some(false), ..of_lobby() };
    let sent = format!("<chanib uri=\"{LOBBY}\" name=\"Newer\" disabled=\"false\"/>");
    asking.ask(update(renamed), "chanmodify", &sent, "").await.expect("renamed");

    let everything = ChatRoomUpdate {
        description: Some(String::new()),
        privacy: Some(ChatRoomPrivacy::Open),
        is_auditorium: Some(true),
        invitations: Some(ChatRoomInvitationSetting::Never),
        add_in_id: Some("88".into()),
        members: Some(vec![BOB.into(), GROUP.into()]),
        presenters: Some(Vec::new()),
        expected_updated_on: Some(Timestamp::from_unix_micros(NEW_YEAR.unix_micros() + 123_000)),
        ..of_lobby()
    };
    let sent = format!(
        "<chanib uri=\"{LOBBY}\" description=\"\" behavior=\"AUDITORIUM\" siopid=\"88\">{}\
         <prop id=\"urn:parlano:ma:prop:invite\">false</prop><audit updatedon=\"2024-01-01T00:00:00.1230000Z\"/>\
         <role type=\"member\" op=\"set\"><uib uri=\"{BOB}\"/><gib uri=\"{GROUP}\"/></role><role type=\"presenter\" op=\"set\"/>\
         </chanib>",
        SCOPE.replace("scope", "open")
    );
    asking.ask(update(everything), "chanmodify", &sent, "").await.expect("changed");

    let detached = ChatRoomUpdate { detach_add_in: true, ..of_lobby() };
    let sent = format!("<chanib uri=\"{LOBBY}\" siopid=\"\"/>");
    asking.ask(update(detached), "chanmodify", &sent, "").await.expect("detached");

    let moved = management.change_parent_category(LOBBY, GENERAL);
    let sent = format!("<chanib uri=\"{LOBBY}\" parent=\"{GENERAL}\"/>");
    asking.ask(moved, "chanmodify", &sent, "").await.expect("moved");

    let stale =
        asking.refuse(update(of_lobby()), "chanmodify", 409, "DATA_COLLISION").await.expect_err("stale");
    assert_eq!(stale.code(), ErrorCode::DataCollision);
    assert!(stale.message().contains("fetch it again"), "{stale}");

    for wrong in [
        ChatRoomUpdate::default(),
        ChatRoomUpdate { name: Some(" ".into()), ..of_lobby() },
        ChatRoomUpdate { description: Some("x".repeat(257)), ..of_lobby() },
        ChatRoomUpdate { add_in_id: Some("88".into()), detach_add_in: true, ..of_lobby() },
        ChatRoomUpdate { managers: Some(vec!["bob".into()]), ..of_lobby() },
    ] {
        assert_eq!(update(wrong).await.expect_err("refused").code(), ErrorCode::BadArgument);
    }
    let wrong = management.change_parent_category(LOBBY, LOBBY).await;
    assert_eq!(wrong.expect_err("a room").code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn rooms_by_category_and_by_add_in_and_the_add_ins() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let lobby = format!("<chanib uri=\"{LOBBY}\" name=\"Lobby\"/>");
    let query = |attribute: &str| {
        format!("<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" maxResults=\"-1\" {attribute}/>")
    };
    let sent = query(&format!("category=\"{GENERAL}\""));
    let found =
        asking.ask(management.find_chat_rooms_by_parent_category(GENERAL), "chansrch", &sent, &lobby).await;
    assert_eq!(found.expect("one")[0].room_uri, LOBBY);
    let sent = query("addinGuid=\"88\"");
    let found = asking.ask(management.find_chat_rooms_using_add_in("88"), "chansrch", &sent, &lobby).await;
    assert_eq!(found.expect("one")[0].name, "Lobby");

    let answer =
        "<siop siopid=\"88\" siopname=\"Board\" siopurl=\"https://b.test/\"/><siop siopname=\"without id\"/>";
    let all = asking.ask(management.get_all_add_ins(), "getaddins", "", answer).await.expect("one");
    let shown: Vec<_> =
        all.iter().map(|it| (it.add_in_id.as_str(), it.name.as_str(), it.url.as_str())).collect();
    assert_eq!(shown, [("88", "Board", "https://b.test/")]);
    let empty = management.find_chat_rooms_using_add_in(" ").await.expect_err("empty");
    assert_eq!(empty.code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn permissions_are_bits() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let sent = format!("<chanib uri=\"{LOBBY}\"/>");
    for (answer, shown) in [
        ("", [false; 6]),
        ("<aib key=\"3456\"/>", [false, true, true, true, true, false]),
        ("<aib key=\"7552\"/>", [false, true, true, true, true, true]),
        ("<aib key=\"2048\"/><aib key=\"4\"/>", [true, false, false, false, true, false]),
        ("<chanib><aib key=\"128\"/></chanib>", [false, true, false, false, false, false]),
    ] {
        let may =
            asking.ask(management.get_permissions(LOBBY), "getnodesperm", &sent, answer).await.expect("some");
        let found = [
            may.can_manage_room,
            may.can_join,
            may.can_chat,
            may.can_read_history,
            may.can_view,
            may.can_auditorium_chat,
        ];
        assert_eq!(found, shown, "{answer}");
    }
}

#[tokio::test]
async fn roles_are_listed_with_who_gave_them() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let sent = |role: &str| format!("<chanib uri=\"{LOBBY}\"/><role type=\"{role}\"/>");
    let answer = format!(
        "<uib uri=\"{BOB}\" guid=\"3F0C\" type=\"5\" uname=\"bob\" disp=\"Bob B\" adpath=\"CN=bob\">\
         <audit createdby=\"sip:ann@contoso.test\" createdon=\"2024-01-01T00:00:00Z\"/></uib><gib uri=\"{GROUP}\" type=\"10\"/>\
         <uib disp=\"without URI\"/>"
    );
    let members =
        asking.ask(management.get_members(LOBBY), "getroles", &sent("member"), &answer).await.expect("two");
    assert_eq!(members.len(), 2);
    let bob = &members[0].principal;
    assert_eq!((bob.uri.as_str(), bob.name.as_str()), (BOB, "bob"));
    assert_eq!((bob.display_name.as_deref(), bob.guid.as_deref()), (Some("Bob B"), Some("3F0C")));
    assert_eq!((bob.kind, bob.directory_path.as_deref()), (PrincipalKind::LocalUser, Some("CN=bob")));
    assert_eq!(members[0].change_history.as_ref().and_then(|it| it.created_on), Some(NEW_YEAR));
    assert_eq!(members[1].principal.kind, PrincipalKind::DirectoryFolder);
    assert!(members[1].change_history.is_none());

    // A server may put them into the list that was asked for.
    let inside = format!("<chanib uri=\"{LOBBY}\"><role type=\"manager\">{answer}</role></chanib>");
    let managers = asking.ask(management.get_managers(LOBBY), "getroles", &sent("manager"), &inside).await;
    assert_eq!(managers.expect("two").len(), 2);
    let presenters = asking.ask(management.get_presenters(LOBBY), "getroles", &sent("presenter"), "").await;
    assert!(presenters.expect("none").is_empty());
    assert_eq!(management.get_members(GENERAL).await.expect_err("a category").code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn roles_are_given_and_taken() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let change = |role, principals: &[&str]| RoleChange {
        role,
        room_uri: LOBBY.into(),
        principals: principals.iter().map(|uri| uri.to_string()).collect(),
    };
    let presenters = change(ChatRoomRole::Presenter, &[BOB, GROUP]);
    let sent = |op: &str| {
        format!(
            "<chanib uri=\"{LOBBY}\"><role type=\"presenter\" op=\"{op}\"><uib uri=\"{BOB}\"/><gib uri=\"{GROUP}\"/></role></chanib>"
        )
    };
    asking
        .ask(management.add_to_role(presenters.clone()), "modroles", &sent("add"), "")
        .await
        .expect("added");
    let remove = management.remove_from_role(presenters.clone());
    asking.ask(remove, "modroles", &sent("remove"), "").await.expect("removed");

    for (code, text, expected, words) in [
        (
            417,
            "PRINCIPALS_ALREADY_DEFINED",
            ErrorCode::PrincipalsAlreadyDefined,
            "principals are already defined",
        ),
        (418, "PRINCIPALS_NOT_IN_SCOPE", ErrorCode::PrincipalsNotInScope, "scope"),
        (419, "PRESENTER_NOT_IN_MEM_LIST", ErrorCode::PresenterNotInMemList, "member"),
        (406, "NO_SUCH_PRINCIPAL", ErrorCode::NoSuchPrincipal, "does not exist"),
        (403, "ERROR_PERMISSION", ErrorCode::ErrorPermission, "to perform"),
    ] {
        let add = management.add_to_role(presenters.clone());
        let error = asking.refuse(add, "modroles", code, text).await.expect_err("refused");
        assert_eq!(error.code(), expected);
        assert!(error.message().contains(words), "{error}");
        let begin = format!("adding {BOB} and 1 more to the presenters of the room {LOBBY}: ");
        assert!(error.message().starts_with(&begin), "{error}");
    }
    let remove = management.remove_from_role(presenters.clone());
    let error = asking.refuse(remove, "modroles", 406, "NO_SUCH_PRINCIPAL").await.expect_err("refused");
    assert!(error.message().contains("does not have this role"), "{error}");
    for wrong in [
        change(ChatRoomRole::Creator, &[BOB]),
        change(ChatRoomRole::Member, &[]),
        change(ChatRoomRole::Member, &["bob"]),
        RoleChange { room_uri: GENERAL.into(), ..presenters },
    ] {
        let error = management.add_to_role(wrong.clone()).await.expect_err("refused");
        assert_eq!(error.code(), ErrorCode::BadArgument, "{wrong:?}");
        let error = management.remove_from_role(wrong).await.expect_err("refused");
        assert_eq!(error.code(), ErrorCode::BadArgument);
    }
}

#[tokio::test]
async fn candidates_for_a_role() {
    let mut asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let bob = format!("<uib uri=\"{BOB}\" disp=\"Bob B\"/>");
    let found = asking
        .ask(
            management.find_users_or_groups_for_role(ChatRoomRole::Manager, LOBBY, " bo "),
            "prinsearch",
            &format!(
                "<qib qtype=\"BYNAME\" criteria=\"bo\" extended=\"false\"/><chanib uri=\"{LOBBY}\"/><role type=\"manager\"/>"
            ),
            &bob,
        )
        .await
        .expect("one");
    assert_eq!((found[0].uri.as_str(), found[0].name.as_str()), (BOB, "Bob B"));

    let found = asking
        .ask(
            management.get_category_users(GENERAL, "bo", 2),
            "prinsearch",
            &format!(
                "<qib qtype=\"BYNAME\" criteria=\"bo\" extended=\"false\" maxResults=\"2\"/><catib uri=\"{GENERAL}\"/>\
                 <role type=\"creator\"/>"
            ),
            &bob.repeat(3),
        )
        .await;
    assert_eq!(found.expect("some").len(), 2, "no more than were asked for");

    let role = management.find_users_or_groups_for_role(ChatRoomRole::Creator, LOBBY, "bo").await;
    assert!(role.expect_err("no role of a room").message().contains("Creator"));
    let empty = management.find_users_or_groups_for_role(ChatRoomRole::Member, LOBBY, "").await;
    assert_eq!(empty.expect_err("empty").code(), ErrorCode::BadArgument);
    let wrong = management.get_category_users(LOBBY, "", 0).await.expect_err("a room");
    assert_eq!(wrong.code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn users_and_groups_are_found_and_read() {
    let mut asking = Asking::start().await;
    let users = asking.endpoint.services().user_services();
    let search = UserSearch {
        last_name: Some("smi".into()),
        email: Some(" x@ ".into()),
        first_name: Some(" ".into()),
    };
    let found = asking
        .ask(
            users.find_users(search),
            "prinsearch",
            "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" lastName=\"smi\" email=\"x@\"/>",
            &format!(
                "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" moreAvailable=\"true\"/><uib uri=\"{BOB}\" uname=\"bob\"/>"
            ),
        )
        .await
        .expect("one");
    assert!(found.more_available);
    assert_eq!(found.users[0].uri, BOB);
    let nothing = users.find_users(UserSearch::default()).await.expect_err("nothing to look for");
    assert_eq!(nothing.code(), ErrorCode::BadArgument);

    let answer = format!(
        "<gib uri=\"{GROUP}\" disp=\"Staff\" type=\"9\"/><uib uri=\"SIP:bob@contoso.test\" uname=\"bob\" disp=\"Bob B\" \
         email=\"bob@contoso.test\" company=\"Contoso &amp; Sons\" disabled=\"true\" type=\"5\"/><gib uri=\"ma-grp:8@u.g\" type=\"8\"/>"
    );
    let sent = format!("<uib uri=\"{BOB}\"/>");
    let user = asking.ask(users.get_user(BOB), "getuserinfo", &sent, &answer).await.expect("bob");
    assert_eq!((user.name.as_str(), user.display_name.as_deref()), ("bob", Some("Bob B")));
    assert_eq!(user.company_name.as_deref(), Some("Contoso & Sons"));
    assert_eq!((user.email.as_deref(), user.is_disabled), (Some("bob@contoso.test"), true));
    let groups: Vec<_> = user.member_of.iter().map(|it| (it.name.as_str(), it.kind)).collect();
    assert_eq!(groups, [("Staff", PrincipalKind::DirectoryGroup), ("8@u.g", PrincipalKind::Domain)]);

    let sent = format!("<gib uri=\"{GROUP}\"/>");
    let answer = format!("<gib uri=\"{GROUP}\" disp=\"Staff\" guid=\"77\" type=\"9\"/>");
    let group =
        asking.ask(users.get_user_group(GROUP), "getuserinfo", &sent, &answer).await.expect("a group");
    assert_eq!((group.name.as_str(), group.kind), ("Staff", PrincipalKind::DirectoryGroup));
    assert!(group.member_of.is_empty());

    let other = asking.ask(users.get_user_group(GROUP), "getuserinfo", &sent, "").await;
    assert_eq!(other.expect_err("not in the answer").code(), ErrorCode::NoSuchPrincipal);
    let refused = asking.refuse(users.get_user(BOB), "getuserinfo", 403, "ERROR_PERMISSION").await;
    assert_eq!(refused.expect_err("not oneself").code(), ErrorCode::ErrorPermission);
    assert_eq!(users.get_user(GROUP).await.expect_err("a group").code(), ErrorCode::BadArgument);
    assert_eq!(users.get_user_group(BOB).await.expect_err("a user").code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn before_and_after_the_endpoint_nothing_is_asked() {
    let asking = Asking::start().await;
    let management = asking.endpoint.services().room_management();
    let users = asking.endpoint.services().user_services();
    let mut peer = asking.peer;
    let (ended, _) = tokio::join!(asking.endpoint.terminate(), peer.take_goodbye());
    ended.expect("terminated");
    let errors = [
        management.get_all_add_ins().await.expect_err("over").code(),
        management.get_members(LOBBY).await.expect_err("over").code(),
        management.create_chat_room_in("A", GENERAL).await.expect_err("over").code(),
        users.get_user(BOB).await.expect_err("over").code(),
    ];
    assert_eq!(errors, [ErrorCode::EndpointNotEstablished; 4]);
}
