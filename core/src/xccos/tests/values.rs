//! Random values of every type, over a given kind of text.

use super::ROOM;
use crate::xccos::*;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Text as people paste it and attackers send it.
pub(super) fn nasty() -> BoxedStrategy<String> {
    let piece = prop_oneof![
        4 => "[ -~]{0,12}",
        2 => any::<char>().prop_map(String::from),
        3 => prop::sample::select(vec![
            "\r\n", "\n", "\r", "\n\n", "\t", "  ", "&", "&amp;", "&#10;", "<", ">", "]]>", "<![CDATA[", "<!--", "\"", "'",
            "\0", "\u{1}", "\u{B}", "\u{1F}", "\u{7F}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{FEFF}", "\u{85}", "\u{2028}", "😀", "é",
            "</chat>", "<a href=\"http://x.example/?a=1&b=2\">x</a>", "{\\rtf1\\ansi \\'e9}", ":-)",
        ])
        .prop_map(String::from),
    ];
    vec(piece, 0..6).prop_map(|pieces| pieces.concat()).boxed()
}

/// Text that XML and the line end rule leave as it is.
pub(super) fn clean() -> BoxedStrategy<String> {
    nasty()
        .prop_map(|text| {
            let unified = text.replace("\r\n", "\n").replace('\r', "\n");
            unified.chars().filter(|c| super::super::text::is_xml_char(*c)).collect()
        })
        .boxed()
}

pub(super) fn time() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        any::<i64>().prop_map(Timestamp::from_unix_ticks),
        (-62_135_596_800..253_402_300_800_i64).prop_map(Timestamp::from_unix_seconds),
    ]
}

fn word<T: Clone + std::fmt::Debug + 'static>(words: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop::sample::select(words.to_vec())
}

fn setting() -> impl Strategy<Value = Option<Setting>> {
    of(word(&[Setting::On, Setting::Off, Setting::Inherit]))
}

fn association(text: &BoxedStrategy<String>) -> BoxedStrategy<Association> {
    (any::<u64>(), of(text.clone()), of(text.clone()))
        .prop_map(|(key, domain, value)| Association { key: Permissions::from_bits(key), domain, value })
        .boxed()
}

fn principal(text: &BoxedStrategy<String>) -> BoxedStrategy<Principal> {
    let uri = prop_oneof![
        text.clone().prop_map(|user| format!("sip:{user}")),
        text.clone().prop_map(|guid| format!("ma-grp:{guid}@u.g")),
        text.clone()
    ];
    let names = (
        of(text.clone()),
        of(text.clone()),
        of(text.clone()),
        of(text.clone()),
        of(text.clone()),
        of(text.clone()),
    );
    let inside = (vec(association(text), 0..3), of(audit(text)));
    (uri, of(any::<u32>()), of(0..12_u32), names, of(any::<bool>()), inside)
        .prop_map(|(uri, id, kind, names, disabled, (associations, audit))| {
            let (guid, common_name, display_name, email, company, directory_path) = names;
            Principal {
                uri,
                id,
                guid,
                kind: kind.map(PrincipalKind::from_number),
                common_name,
                display_name,
                email,
                company,
                directory_path,
                disabled,
                audit,
                associations,
            }
        })
        .boxed()
}

fn group_chat(text: &BoxedStrategy<String>) -> BoxedStrategy<GroupChat> {
    (
        any::<u32>(),
        prop_oneof![Just(ROOM.to_owned()), text.clone()],
        text.clone(),
        of(text.clone()),
        of(any::<bool>()),
        of(any::<i64>()),
        of(time()),
        text.clone(),
        of(text.clone()),
    )
        .prop_map(|(seqid, room, author, author_name, alert, chat_id, time, text, rtf)| GroupChat {
            seqid,
            room,
            author,
            author_name,
            alert,
            chat_id,
            time,
            text,
            rtf,
        })
        .boxed()
}

fn invitation(text: &BoxedStrategy<String>) -> BoxedStrategy<Invitation> {
    (of(any::<i64>()), of(text.clone()), of(time()))
        .prop_map(|(invite_id, domain, created_on)| Invitation { invite_id, domain, created_on })
        .boxed()
}

fn audit(text: &BoxedStrategy<String>) -> BoxedStrategy<Audit> {
    (of(text.clone()), of(time()), of(text.clone()), of(time()))
        .prop_map(|(created_by, created_on, updated_by, updated_on)| Audit {
            created_by,
            created_on,
            updated_by,
            updated_on,
        })
        .boxed()
}

fn add_in(text: &BoxedStrategy<String>) -> BoxedStrategy<AddIn> {
    (text.clone(), of(text.clone()), of(text.clone()))
        .prop_map(|(id, name, url)| AddIn { id, name, url })
        .boxed()
}

fn role(text: &BoxedStrategy<String>) -> BoxedStrategy<RoleList> {
    let kind = word(&[RoleKind::Member, RoleKind::Manager, RoleKind::Presenter, RoleKind::Creator]);
    let change = word(&[RoleChange::Set, RoleChange::Add, RoleChange::Remove]);
    (of(kind), of(change), vec(principal(text), 0..3))
        .prop_map(|(kind, change, principals)| RoleList { kind, change, principals })
        .boxed()
}

fn room(text: &BoxedStrategy<String>) -> BoxedStrategy<Room> {
    let texts = (
        of(prop_oneof![Just(ROOM.to_owned()), text.clone()]),
        of(text.clone()),
        of(text.clone()),
        of(text.clone()),
        of(text.clone()),
        of(text.clone()),
    );
    let values = (
        of(word(&[Behavior::Normal, Behavior::Auditorium])),
        of(any::<bool>()),
        of(add_in(text)),
        of(any::<u32>()),
        of(any::<bool>()),
        of(any::<u32>()),
        of(word(&[Visibility::Open, Visibility::Scope, Visibility::Private])),
        setting(),
        setting(),
        setting(),
    );
    let lists = (
        vec(association(text), 0..3),
        vec(principal(text), 0..3),
        vec(group_chat(text), 0..3),
        of(audit(text)),
        vec(invitation(text), 0..2),
        vec(role(text), 0..2),
    );
    (texts, values, lists)
        .prop_map(|(texts, values, lists)| {
            let (uri, name, description, topic, parent, file_repository) = texts;
            let (
                behavior,
                disabled,
                add_in,
                match_count,
                exceeded,
                participant_count,
                visibility,
                logged,
                file_post,
                invite,
            ) = values;
            let (associations, users, messages, audit, invitations, roles) = lists;
            Room {
                uri,
                name,
                description,
                topic,
                parent,
                behavior,
                disabled,
                file_repository,
                add_in,
                match_count,
                exceeded,
                associations,
                participant_count,
                visibility,
                logged,
                file_post,
                invite,
                users,
                messages,
                audit,
                invitations,
                roles,
            }
        })
        .boxed()
}

fn room_key(text: &BoxedStrategy<String>) -> BoxedStrategy<RoomKey> {
    (any::<u32>(), text.clone(), text.clone())
        .prop_map(|(key, domain, value)| RoomKey { key, domain, value })
        .boxed()
}

fn server_info(text: &BoxedStrategy<String>) -> BoxedStrategy<ServerInfo> {
    (
        of(text.clone()),
        of(any::<u32>()),
        of(time()),
        (of(any::<u32>()), of(any::<u32>()), of(any::<u32>())),
        (of(text.clone()), of(text.clone()), of(text.clone()), of(text.clone())),
    )
        .prop_map(|(domain, info_type, server_time, limits, texts)| ServerInfo {
            domain,
            info_type,
            server_time,
            search_limit: limits.0,
            message_size_limit: limits.1,
            story_size_limit: limits.2,
            root_uri: texts.0,
            database_version: texts.1,
            display_name: texts.2,
            room_management_url: texts.3,
        })
        .boxed()
}

fn preference(text: &BoxedStrategy<String>) -> BoxedStrategy<Preference> {
    (text.clone(), any::<i64>(), of(any::<bool>()), of(text.clone()))
        .prop_map(|(label, seqid, create_default, content)| Preference {
            label,
            seqid,
            create_default,
            content,
        })
        .boxed()
}

fn room_query(text: &BoxedStrategy<String>) -> BoxedStrategy<RoomQuery> {
    let kind = word(&[RoomQueryKind::ByName, RoomQueryKind::ByUser, RoomQueryKind::Other("BYDATE".into())]);
    let flag = || of(any::<bool>());
    (
        (kind, text.clone(), any::<bool>(), of(any::<i32>())),
        (flag(), flag(), flag(), flag(), flag(), flag()),
        (
            of(text.clone()),
            of(text.clone()),
            of(text.clone()),
            of(text.clone()),
            of(text.clone()),
            of(text.clone()),
            of(text.clone()),
        ),
        of(word(&[Visibility::Open, Visibility::Private])),
        of(word(&[Behavior::Normal, Behavior::Auditorium])),
    )
        .prop_map(|((kind, criteria, extended, max_results), flags, texts, visibility, behavior)| RoomQuery {
            kind,
            criteria,
            extended,
            max_results,
            match_all: flags.0,
            match_exact_phrase: flags.1,
            disabled: flags.2,
            invites: flags.3,
            search_invites: flags.4,
            member: texts.0,
            manager: texts.1,
            category: texts.2,
            add_in: texts.3,
            last_name: texts.4,
            first_name: texts.5,
            email: texts.6,
            more_available: flags.5,
            visibility,
            behavior,
        })
        .boxed()
}

fn backchat(text: &BoxedStrategy<String>) -> BoxedStrategy<BackchatQuery> {
    (
        (of(any::<u32>()), of(any::<u32>()), of(any::<i64>())),
        (of(time()), of(time())),
        of((text.clone(), any::<bool>()).prop_map(|(words, exact_phrase)| TextMatch { words, exact_phrase })),
        (of(any::<bool>()), of(any::<bool>()), of(any::<bool>())),
        vec(principal(text), 0..3),
    )
        .prop_map(|((last, limit, message_id), (from, to), text, flags, authors)| BackchatQuery {
            last,
            limit,
            message_id,
            from,
            to,
            text,
            match_case: flags.0,
            search_backwards: flags.1,
            sort_backwards: flags.2,
            authors,
        })
        .boxed()
}

fn association_query(text: &BoxedStrategy<String>) -> BoxedStrategy<AssociationQuery> {
    (of(text.clone()), of(word(&[AssociationKind::Member, AssociationKind::Manager])), of(any::<i32>()))
        .prop_map(|(domain, kind, max_results)| AssociationQuery { domain, kind, max_results })
        .boxed()
}

fn category(text: &BoxedStrategy<String>) -> BoxedStrategy<Category> {
    (text.clone(), of(text.clone()), of(text.clone()), setting(), setting(), setting(), of(audit(text)))
        .prop_map(|(uri, name, description, file_post, invite, logged, audit)| Category {
            uri,
            name,
            description,
            file_post,
            invite,
            logged,
            audit,
        })
        .boxed()
}

fn file(text: &BoxedStrategy<String>) -> BoxedStrategy<FileReference> {
    (text.clone(), text.clone()).prop_map(|(room, file)| FileReference { room, file }).boxed()
}

fn data(text: &BoxedStrategy<String>) -> BoxedStrategy<Data> {
    let failure = (text.clone(), text.clone(), text.clone()).prop_map(|(key, value, domain)| Failure {
        key,
        value,
        domain,
    });
    let token = (text.clone(), text.clone()).prop_map(|(token, server_uri)| FileToken { token, server_uri });
    let lists = (
        vec(principal(text), 0..3),
        vec(association(text), 0..2),
        vec(room_key(text), 0..2),
        vec(room(text), 0..2),
        vec(failure, 0..2),
        vec(category(text), 0..2),
        vec(role(text), 0..2),
        vec(add_in(text), 0..2),
    );
    let single = (
        of(server_info(text)),
        of(preference(text)),
        of(invitation(text)),
        of(room_query(text)),
        of(association_query(text)),
        of(backchat(text)),
        of(file(text)),
        of(token),
    );
    prop_oneof![
        1 => Just(Data::default()),
        3 => (lists, single).prop_map(|(lists, single)| Data {
            principals: lists.0,
            associations: lists.1,
            room_keys: lists.2,
            rooms: lists.3,
            failures: lists.4,
            categories: lists.5,
            roles: lists.6,
            add_ins: lists.7,
            server_info: single.0,
            preference: single.1,
            invitation: single.2,
            room_query: single.3,
            association_query: single.4,
            backchat: single.5,
            file: single.6,
            file_token: single.7,
        })
    ]
    .boxed()
}

fn request(text: &BoxedStrategy<String>) -> BoxedStrategy<Request> {
    let other_id =
        prop_oneof![Just("cmd:chancreate".to_owned()), text.clone().prop_map(|id| format!("cmd:x{id}"))];
    prop_oneof![
        Just(Request::RequestUri),
        Just(Request::GetCreatableCategories),
        server_info(text).prop_map(Request::GetServerInfo),
        vec(room_key(text), 1..4).prop_map(Request::BatchJoin),
        room_key(text).prop_map(Request::Join),
        text.clone().prop_map(|room| Request::Part { room }),
        (text.clone(), backchat(text)).prop_map(|(room, query)| Request::BackchatContext { room, query }),
        room_query(text).prop_map(Request::SearchRooms),
        invitation(text).prop_map(Request::GetInvitations),
        association_query(text).prop_map(Request::GetAssociations),
        preference(text).prop_map(Request::GetPreference),
        preference(text).prop_map(Request::SetPreference),
        file(text).prop_map(Request::GetUploadToken),
        file(text).prop_map(Request::GetDownloadToken),
        (other_id, data(text)).prop_map(|(id, data)| Request::Other { id, data: Box::new(data) }),
    ]
    .boxed()
}

fn envelope_id(text: &BoxedStrategy<String>) -> BoxedStrategy<EnvelopeId> {
    prop_oneof![
        any::<u64>().prop_map(EnvelopeId::from),
        text.clone().prop_map(|text| EnvelopeId::parse(&text))
    ]
    .boxed()
}

fn item(text: &BoxedStrategy<String>) -> BoxedStrategy<Item> {
    let reference = (any::<u32>(), envelope_id(text))
        .prop_map(|(seqid, envid)| CommandReference { seqid, envid })
        .boxed();
    // White space around the text of an outcome means nothing and is dropped.
    let response = (any::<i32>(), text.clone())
        .prop_map(|(code, text)| Response { code, text: text.trim().to_owned() })
        .boxed();
    let reply =
        (text.clone(), any::<u32>(), of(reference.clone()), of(response.clone()), data(text)).prop_map(
            |(id, seqid, command, response, data)| Reply { id: id.into(), seqid, command, response, data },
        );
    let notice = (text.clone(), any::<u32>(), data(text)).prop_map(|(id, seqid, data)| Notice {
        id: id.into(),
        seqid,
        data,
    });
    let command = (any::<u32>(), request(text)).prop_map(|(seqid, request)| Command { seqid, request });
    let unknown = (word(&["sys", "err"]), of(text.clone()), any::<u32>(), of(reference), of(response))
        .prop_map(|(element, id, seqid, command, response)| UnknownItem {
            element: element.to_owned(),
            id,
            seqid,
            command,
            response,
        });
    prop_oneof![
        3 => group_chat(text).prop_map(Item::from),
        3 => command.prop_map(Item::from),
        3 => reply.prop_map(Item::from),
        2 => notice.prop_map(Item::from),
        1 => unknown.prop_map(|unknown| Item::Unknown(Box::new(unknown))),
    ]
    .boxed()
}

pub(super) fn envelope_of(text: &BoxedStrategy<String>) -> BoxedStrategy<Envelope> {
    (envelope_id(text), vec(item(text), 0..3))
        .prop_map(|(envid, items)| Envelope { envid, items, ignored: 0 })
        .boxed()
}

/// Any envelope, with any text in it.
pub(super) fn envelope() -> impl Strategy<Value = Envelope> {
    envelope_of(&nasty())
}
