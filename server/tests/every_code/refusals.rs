//! What the server refuses while all is well.

use super::scene::Scene;
use pchat_core::api::{
    ChatRoomPrivacy, ChatRoomRole, ChatRoomSettings, ChatRoomUpdate, Error, RoleChange, Session, Timestamp,
};
use pchat_server::local::{LocalAddIn, LocalCategory, LocalLimits, LocalRoom, LocalServerSettings};

pub(crate) fn a_change_builds_on_an_old_copy() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let change = ChatRoomUpdate {
        room_uri: scene.bench.clone(),
        description: Some("Mine".into()),
        expected_updated_on: Some(Timestamp::from_unix_micros(0)),
        ..ChatRoomUpdate::default()
    };
    ann.failed(ann.management().update_chat_room(change))
}

pub(crate) fn a_room_has_the_name() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    ann.failed(ann.management().create_chat_room_in("Bench", &scene.workshop))
}

pub(crate) fn the_add_in_is_not_registered() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let shelf = ChatRoomSettings {
        name: "Shelf".into(),
        parent_category_uri: scene.workshop.clone(),
        add_in_id: Some("11111111-2222-3333-4444-555555555555".into()),
        ..ChatRoomSettings::default()
    };
    ann.failed(ann.management().create_chat_room(shelf))
}

pub(crate) fn a_small_room_is_asked_who_is_in_it() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    ann.failed(session.hidden_participants())
}

/// The client knows the limit of its sign-in, and lets the message pass.
pub(crate) fn a_message_is_too_long_by_now() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    let limits = LocalLimits { message_size_limit: 5, ..LocalLimits::default() };
    scene.server.set_limits(limits).unwrap();
    ann.failed(session.send_text("longer than five"))
}

pub(crate) fn there_is_no_file_service() -> Error {
    let settings = LocalServerSettings { file_service: false, ..LocalServerSettings::default() };
    let scene = Scene::with(settings);
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    ann.transferred(session.upload_file(scene.notes())).expect_err("there is none")
}

pub(crate) fn the_room_is_disabled() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    scene.server.set_room_disabled("Bench", true).unwrap();
    let session = Session::new(&ann.endpoint).unwrap();
    ann.failed(session.join(&scene.bench))
}

pub(crate) fn a_room_under_the_root() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let root = ann.endpoint.services().server_configuration().unwrap().root_category_uri.unwrap();
    ann.failed(ann.management().create_chat_room_in("Top", &root))
}

pub(crate) fn somebody_who_is_no_member_joins() -> Error {
    let scene = Scene::new();
    scene.server.set_role("Bench", ChatRoomRole::Member, "bob@example.com", false).unwrap();
    let bob = scene.client("bob");
    let session = Session::new(&bob.endpoint).unwrap();
    bob.failed(session.join(&scene.bench))
}

pub(crate) fn a_category_that_is_gone() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let garage = scene
        .server
        .add_category(LocalCategory {
            name: "Garage".into(),
            creators: vec!["ann@example.com".into()],
            ..LocalCategory::default()
        })
        .unwrap();
    scene.server.remove_category("Garage").unwrap();
    ann.failed(ann.management().create_chat_room_in("Shelf", &garage))
}

fn add(name: &str, to: ChatRoomRole, who: &str, scene: &Scene) -> Error {
    let client = scene.client(name);
    let change = RoleChange {
        role: to,
        room_uri: scene.bench.clone(),
        principals: vec![format!("sip:{who}@example.com")],
    };
    client.failed(client.management().add_to_role(change))
}

pub(crate) fn somebody_without_an_account_becomes_a_member() -> Error {
    add("ann", ChatRoomRole::Member, "nobody", &Scene::new())
}

pub(crate) fn somebody_has_the_role_already() -> Error {
    add("ann", ChatRoomRole::Member, "bob", &Scene::new())
}

pub(crate) fn somebody_is_out_of_scope() -> Error {
    add("ann", ChatRoomRole::Member, "carol", &Scene::new())
}

pub(crate) fn a_presenter_is_no_member() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let auditorium = ChatRoomUpdate {
        room_uri: scene.bench.clone(),
        is_auditorium: Some(true),
        privacy: Some(ChatRoomPrivacy::Open),
        ..ChatRoomUpdate::default()
    };
    scene.wait(ann.management().update_chat_room(auditorium)).unwrap();
    scene.server.set_role("Bench", ChatRoomRole::Member, "bob@example.com", false).unwrap();
    add("ann", ChatRoomRole::Presenter, "bob", &scene)
}

pub(crate) fn somebody_who_is_no_creator_creates() -> Error {
    let scene = Scene::new();
    let bob = scene.client("bob");
    bob.failed(bob.management().create_chat_room_in("Mine", &scene.workshop))
}

/// The upload waits for the server when it is cancelled.
pub(crate) fn an_upload_goes_on_after_leaving() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    scene.server.set_silent(true).unwrap();
    let upload = session.upload_file(scene.notes()).unwrap();
    upload.cancel();
    scene.wait(upload.finish()).expect_err("it was cancelled");
    scene.server.set_silent(false).unwrap();
    scene.wait(session.leave()).unwrap();
    upload.resume().unwrap();
    ann.failed(upload.finish())
}

/// Add-ins are registered by administrators alone, with the program or in code.
pub(crate) fn an_add_in_has_the_name() -> Error {
    let scene = Scene::new();
    let plans = LocalAddIn { name: "Plans".into(), url: "https://plans.example/".into() };
    scene.server.add_add_in(plans.clone()).unwrap();
    let room = LocalRoom { name: "Hall".into(), add_in: Some("Plans".into()), ..LocalRoom::default() };
    scene.server.add_room(room).unwrap();
    scene.server.add_add_in(LocalAddIn { url: "https://other.example/".into(), ..plans }).unwrap_err()
}
