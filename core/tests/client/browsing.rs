//! Looking for rooms, invitations, preferences (spec: xccos.md 4.7, 4.8, 4.11, 4.12, 9.7, 9.8).

use crate::asking::{Asking, GENERAL};
use crate::program::Told;
use crate::scripted::LOBBY;
use pchat_core::api::{ChatRoomBehavior, ChatRoomPrivacy, EndpointEvent, ErrorCode, RoomFilter, Timestamp};

const BOB: &str = "sip:bob@contoso.test";

/// 2024-01-01T00:00:00Z
const NEW_YEAR: Timestamp = Timestamp::from_unix_micros(1_704_067_200_000_000);

fn lobby() -> String {
    format!(
        "<chanib uri=\"{LOBBY}\" name=\"Lobby\" description=\"d\"><info id=\"urn:parlano:ma:info:ucnt\">3</info>\
         <info id=\"urn:parlano:ma:info:visibilty\">scope</info></chanib>"
    )
}

#[tokio::test]
async fn rooms_of_a_category_and_of_a_joined_user() {
    let mut asking = Asking::start().await;
    let services = asking.endpoint.services();
    let found = asking
        .ask(
            services.browse_by_category(GENERAL, 2),
            "chansrch",
            &format!(
                "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" maxResults=\"2\" category=\"{GENERAL}\"/>"
            ),
            &lobby().repeat(3),
        )
        .await
        .expect("found");
    assert_eq!(found.len(), 2, "no more than were asked for");
    assert_eq!((found[0].name.as_str(), found[0].participant_count), ("Lobby", Some(3)));
    assert_eq!(found[0].privacy, Some(ChatRoomPrivacy::Closed));

    let found = asking
        .ask(
            services.browse_by_joined_user(BOB),
            "chansrch",
            &format!("<qib qtype=\"BYUSER\" criteria=\"{BOB}\" extended=\"false\"/>"),
            &lobby(),
        )
        .await
        .expect("found");
    assert_eq!(found[0].room_uri, LOBBY);

    for (error, example) in [
        (services.browse_by_category(LOBBY, 0).await, "ma-cat://"),
        (services.browse_by_joined_user(LOBBY).await, "sip:ann@example.com"),
        (services.browse_by_joined_user("bob").await, "sip:ann@example.com"),
    ] {
        let error = error.expect_err("refused before anything is sent");
        assert_eq!(error.code(), ErrorCode::BadArgument);
        assert!(error.message().contains(example), "{error}");
    }
}

#[tokio::test]
async fn a_filter_sends_what_is_set_and_nothing_else() {
    let mut asking = Asking::start().await;
    let services = asking.endpoint.services();
    let bare =
        "<qib qtype=\"BYNAME\" criteria=\"\" extended=\"false\" maxResults=\"-1\" disabled=\"false\"/>";
    let found = asking.ask(services.browse_by_filter(RoomFilter::default()), "chansrch", bare, "").await;
    assert!(found.expect("nothing").is_empty());

    let filter = RoomFilter {
        search_terms: "lob".into(),
        search_description: true,
        member: Some(BOB.into()),
        manager: Some("ma-grp:77@u.g".into()),
        category_uri: Some(GENERAL.into()),
        add_in_id: Some("88".into()),
        disabled: true,
        privacy: Some(ChatRoomPrivacy::Secret),
        behavior: Some(ChatRoomBehavior::Auditorium),
        search_invitations: true,
        invitations: Some(false),
        max_results: 7,
    };
    let everything = format!(
        "<qib qtype=\"BYNAME\" criteria=\"lob\" extended=\"true\" maxResults=\"7\" member=\"{BOB}\" manager=\"ma-grp:77@u.g\" \
         category=\"{GENERAL}\" addinGuid=\"88\" disabled=\"true\" visibility=\"private\" behavior=\"AUDITORIUM\" \
         invites=\"false\" searchInvites=\"true\"/>"
    );
    let found =
        asking.ask(services.browse_by_filter(filter.clone()), "chansrch", &everything, &lobby()).await;
    assert_eq!(found.expect("one").len(), 1);

    // None with `search_invitations` finds what is inherited; a value without it says nothing.
    let inherits = RoomFilter { search_invitations: true, ..RoomFilter::default() };
    let sent = bare.replace("/>", " searchInvites=\"true\"/>");
    asking.ask(services.browse_by_filter(inherits), "chansrch", &sent, "").await.expect("nothing");
    let idle = RoomFilter { invitations: Some(true), ..RoomFilter::default() };
    asking.ask(services.browse_by_filter(idle), "chansrch", bare, "").await.expect("nothing");

    for wrong in [
        RoomFilter { member: Some(LOBBY.into()), ..RoomFilter::default() },
        RoomFilter { category_uri: Some(LOBBY.into()), ..RoomFilter::default() },
        RoomFilter { search_terms: "a\0b".into(), ..RoomFilter::default() },
    ] {
        let error = services.browse_by_filter(wrong).await.expect_err("refused");
        assert_eq!(error.code(), ErrorCode::BadArgument);
    }
}

#[tokio::test]
async fn invitations_come_by_cursor_and_live() {
    let mut asking = Asking::start().await;
    let services = asking.endpoint.services();
    let invited = |id: u32| {
        format!(
            "<chanib uri=\"{LOBBY}\" name=\"Lobby\"><inv inviteId=\"{id}\" createdOn=\"2024-01-01T00:00:00Z\"/></chanib>"
        )
    };
    let list = asking
        .ask(
            services.browse_by_invitations(4),
            "getinv",
            "<inv inviteId=\"4\" domain=\"contoso.test\"/>",
            &format!(
                "<inv inviteId=\"9\" domain=\"contoso.test\"/>{}{}{}<chanib name=\"no URI\"/>",
                invited(6),
                invited(5),
                invited(4)
            ),
        )
        .await
        .expect("invitations");
    let ids: Vec<_> = list.invitations.iter().map(|invitation| invitation.invitation_id).collect();
    assert_eq!(ids, [Some(5), Some(6)], "in order, and only newer ones");
    assert_eq!(list.last_invitation_id, 9, "what the server says is newest");
    assert_eq!(list.invitations[0].created_on, Some(NEW_YEAR));
    assert_eq!(list.invitations[0].room.room_uri, LOBBY);

    // A server that says nothing leaves the cursor where it was.
    let nothing = asking.ask(
        services.browse_by_invitations(9),
        "getinv",
        "<inv inviteId=\"9\" domain=\"contoso.test\"/>",
        "",
    );
    let nothing = nothing.await.expect("none");
    assert_eq!((nothing.invitations.len(), nothing.last_invitation_id), (0, 9));

    for (id, number) in [("ntc:invite", 7), ("ntc:inv", 8)] {
        asking
            .peer
            .document(&format!("<ntc id=\"{id}\" seqid=\"1\"><data>{}</data></ntc>", invited(number)))
            .await;
        let told = loop {
            if let Told::Endpoint(EndpointEvent::ChatRoomInvitationReceived(invitation)) =
                asking.program.event().await
            {
                break invitation;
            }
        };
        assert_eq!((told.invitation_id, told.created_on), (Some(i64::from(number)), Some(NEW_YEAR)));
        assert_eq!(told.room.name, "Lobby");
    }
}

#[tokio::test]
async fn preferences_travel_in_base64_and_count_versions() {
    let mut asking = Asking::start().await;
    let services = asking.endpoint.services();
    let stored = asking
        .ask(
            services.set_preference("kedzie.GroupChannels", 72, "héllo"),
            "setpref",
            "<pref label=\"kedzie.GroupChannels\" seqid=\"72\" createdefault=\"false\" content=\"aMOpbGxv\"/>",
            "<pref label=\"kedzie.GroupChannels\" seqid=\"73\"/>",
        )
        .await
        .expect("stored");
    assert_eq!((stored.sequence_id, stored.data.as_str()), (73, "héllo"));

    let asked = "<pref label=\"kedzie.GroupChannels\" seqid=\"-1\" createdefault=\"true\"/>";
    let found = asking
        .ask(
            services.get_preference("kedzie.GroupChannels", -1, true),
            "getpref",
            asked,
            "<pref label=\"kedzie.GroupChannels\" seqid=\"73\" createdefault=\"false\" content=\"aMOpbGxv\"/>",
        )
        .await
        .expect("read")
        .expect("newer");
    assert_eq!(found, stored);

    // The version is known already: no bundle, with or without a `pref`.
    for reply in ["", "<pref label=\"kedzie.GroupChannels\" seqid=\"73\"/>"] {
        let none = asking
            .ask(
                services.get_preference("kedzie.GroupChannels", 73, false),
                "getpref",
                "<pref label=\"kedzie.GroupChannels\" seqid=\"73\" createdefault=\"false\"/>",
                reply,
            )
            .await;
        assert_eq!(none.expect("read"), None);
    }

    // What is not base64 comes as it stands.
    let odd = asking
        .ask(
            services.get_preference("x", 0, false),
            "getpref",
            "<pref label=\"x\" seqid=\"0\" createdefault=\"false\"/>",
            "<pref label=\"x\" seqid=\"1\" content=\"not base64!\"/>",
        )
        .await;
    assert_eq!(odd.expect("read").expect("newer").data, "not base64!");
    for label in ["", " ", &"x".repeat(256)] {
        let error = services.get_preference(label, -1, false).await.expect_err("refused");
        assert_eq!(error.code(), ErrorCode::BadArgument);
        let error = services.set_preference(label, 0, "x").await.expect_err("refused");
        assert_eq!(error.code(), ErrorCode::BadArgument);
    }
}
