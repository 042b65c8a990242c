//! The server that tests of any language start.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_core::api::{Authentication, ChatRoomRole, ErrorCode, Secret};
use pchat_server::local::{
    LocalAddIn, LocalCategory, LocalGroup, LocalLimits, LocalRoom, LocalServer, LocalServerSettings,
    LocalUser,
};
use pchat_server::scratch::ScratchFolder;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

fn user(address: &str) -> LocalUser {
    LocalUser { address: address.into(), password: Some(Secret::new("secret")), ..LocalUser::default() }
}

fn room(name: &str) -> LocalRoom {
    LocalRoom { name: name.into(), ..LocalRoom::default() }
}

fn options(port: u16) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
    stream
        .write_all(
            b"OPTIONS sip:example.com SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:1;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\n\
              To: <sip:example.com>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n",
        )
        .unwrap();
    let mut start = [0; 15];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"SIP/2.0 200 OK\r");
    stream
}

/// Reads to the end of the connection, which the server has to bring about.
fn is_dropped(mut stream: TcpStream) -> bool {
    let mut rest = Vec::new();
    match stream.read_to_end(&mut rest) {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
    }
}

#[test]
fn started_in_a_line_filled_in_code_and_gone_without_a_trace() {
    let server = LocalServer::start(LocalServerSettings::default()).unwrap();
    assert!(server.sip_tls_port() > 0 && server.sip_tcp_port() > 0);
    assert!(std::fs::read_to_string(server.ca_file()).unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    assert_eq!(server.domain(), "example.com");
    server.add_user(user("sip:alice@example.com")).unwrap();
    let uri = server.add_room(room("Lobby")).unwrap();
    assert!(uri.starts_with("ma-chan://example.com/"));
    let category = LocalCategory {
        name: "Inner".into(),
        denied: vec!["bob@example.com".into()],
        ..LocalCategory::default()
    };
    assert!(server.add_category(category).unwrap().starts_with("ma-cat://example.com/"));
    assert_eq!(server.post("lobby", "alice@example.com", "one").unwrap(), 1);
    assert_eq!(server.post(&uri, "sip:alice@example.com", "two").unwrap(), 2);

    let connection = options(server.sip_tcp_port());
    assert_eq!(server.connection_count(), 1);
    server.disconnect_all().unwrap();
    assert!(is_dropped(connection));
    let connection = options(server.sip_tcp_port());

    let folder = server.data_folder();
    server.clone().stop();
    assert!(is_dropped(connection));
    assert!(!Path::new(&folder).exists());
    assert_eq!(server.add_user(user("bob@example.com")).unwrap_err().code(), ErrorCode::InvalidOperation);
    assert_eq!(server.disconnect_all().unwrap_err().code(), ErrorCode::InvalidOperation);
    server.stop();
}

#[test]
fn a_given_folder_outlives_the_server() {
    let folder = ScratchFolder::new().unwrap();
    let settings = LocalServerSettings {
        tls: false,
        authentication: Authentication::None,
        data_folder: Some(folder.path().join("data").display().to_string()),
        ..LocalServerSettings::default()
    };
    let server = LocalServer::start(settings.clone()).unwrap();
    assert_eq!(server.sip_tls_port(), 0);
    server.add_user(user("alice@example.com")).unwrap();
    server.add_room(room("Lobby")).unwrap();
    server.post("Lobby", "alice@example.com", "kept").unwrap();
    drop(server);
    let server = LocalServer::start(settings.clone()).unwrap();
    assert_eq!(server.post("Lobby", "alice@example.com", "more").unwrap(), 2);
    drop(server);
    let other = LocalServerSettings { domain: "example.org".into(), ..settings };
    let error = LocalServer::start(other).map(drop).unwrap_err();
    assert!(error.message().contains("example.com, not example.org"), "{error}");
}

#[test]
fn refusals_are_errors_of_the_api() {
    let server = LocalServer::start(LocalServerSettings::default()).unwrap();
    let code = |result: pchat_core::api::Result<()>| result.unwrap_err().code();
    assert_eq!(code(server.add_user(user("alice"))), ErrorCode::BadArgument);
    server.add_user(user("alice@example.com")).unwrap();
    assert_eq!(code(server.add_user(user("alice@example.com"))), ErrorCode::BadArgument);
    let nowhere = LocalRoom { category: Some("Nowhere".into()), ..room("R") };
    assert_eq!(code(server.add_room(nowhere).map(drop)), ErrorCode::NoSuchNode);
    assert_eq!(code(server.post("R", "alice@example.com", "x").map(drop)), ErrorCode::NoSuchNode);
    server.add_room(room("R")).unwrap();
    assert_eq!(code(server.post("R", "bob@example.com", "x").map(drop)), ErrorCode::NoSuchPrincipal);
    assert_eq!(code(server.set_room_disabled("S", true)), ErrorCode::NoSuchNode);
    server.set_room_disabled("R", true).unwrap();
    let nothing = LocalServerSettings { tls: false, tcp: false, ..LocalServerSettings::default() };
    assert_eq!(code(LocalServer::start(nothing).map(drop)), ErrorCode::BadArgument);
    let bad = LocalServerSettings { domain: "no domain".into(), ..LocalServerSettings::default() };
    assert_eq!(code(LocalServer::start(bad).map(drop)), ErrorCode::BadArgument);
    let taken = LocalServerSettings { tcp_port: server.sip_tcp_port(), ..LocalServerSettings::default() };
    let error = LocalServer::start(taken).map(drop).unwrap_err();
    assert_eq!(error.code(), ErrorCode::Io);
    assert!(error.message().contains("in use"), "{error}");
}

#[test]
fn groups_roles_add_ins_and_limits_are_made_in_code() {
    let server = LocalServer::start(LocalServerSettings::default()).unwrap();
    for name in ["alice", "bob"] {
        server.add_user(user(&format!("{name}@example.com"))).unwrap();
    }
    let group = |name: &str, members: &[&str]| LocalGroup {
        name: name.into(),
        members: members.iter().map(|member| (*member).to_owned()).collect(),
        ..LocalGroup::default()
    };
    let uri = server.add_group(group("Team", &["alice@example.com"])).unwrap();
    assert!(uri.starts_with("ma-grp:") && uri.ends_with("@u.g"), "{uri}");
    server.add_group(group("Staff", &["group:Team"])).unwrap();
    let code = |result: pchat_core::api::Result<()>| result.unwrap_err().code();
    assert_eq!(code(server.set_group_member("Team", "group:Staff", true)), ErrorCode::ErrorPermission);
    assert_eq!(
        code(server.set_group_member("Team", "alice@example.com", true)),
        ErrorCode::PrincipalsAlreadyDefined
    );
    assert_eq!(code(server.set_group_member("None", "alice@example.com", true)), ErrorCode::NoSuchPrincipal);
    server.set_group_member("Team", "bob@example.com", true).unwrap();
    let add_in = LocalAddIn { name: "Clock".into(), url: "https://example.com/clock".into() };
    let id = server.add_add_in(add_in.clone()).unwrap();
    assert_eq!(code(server.add_add_in(add_in).map(drop)), ErrorCode::DuplicateAddinName);
    server.add_room(LocalRoom { auditorium: true, add_in: Some(id), ..room("Hall") }).unwrap();
    let role = |role, who: &str, has| server.set_role("hall", role, who, has);
    role(ChatRoomRole::Member, "group:Staff", true).unwrap();
    assert_eq!(code(role(ChatRoomRole::Member, "group:Staff", true)), ErrorCode::PrincipalsAlreadyDefined);
    role(ChatRoomRole::Presenter, "bob@example.com", true).unwrap();
    role(ChatRoomRole::Presenter, "bob@example.com", false).unwrap();
    assert_eq!(code(role(ChatRoomRole::Creator, "bob@example.com", true)), ErrorCode::BadArgument);
    server.set_user_disabled("bob@example.com", true).unwrap();
    assert_eq!(code(server.set_user_disabled("carol@example.com", true)), ErrorCode::NoSuchPrincipal);
    server.set_limits(LocalLimits { search_limit: 5, ..LocalLimits::default() }).unwrap();
    let too_many = LocalLimits { default_history: 501, ..LocalLimits::default() };
    assert_eq!(code(server.set_limits(too_many)), ErrorCode::BadArgument);
}

#[tokio::test]
async fn it_starts_and_stops_inside_another_runtime() {
    let server = LocalServer::start(LocalServerSettings::default()).unwrap();
    server.stop();
    drop(LocalServer::start(LocalServerSettings::default()).unwrap());
}

/// Programs have no command line: what they hear names no options and no commands of `pchatd`.
#[test]
fn refusals_speak_of_what_is_wrong_and_not_of_the_command_line() {
    let server = LocalServer::start(LocalServerSettings::default()).unwrap();
    server.add_user(user("ann@example.com")).unwrap();
    server.add_room(room("R")).unwrap();
    let ann = || vec!["ann@example.com".to_owned()];
    let taken = LocalUser { login: Some("ann".into()), ..user("bob@example.com") };
    let presenter = LocalRoom { presenters: ann(), ..room("P") };
    let stranger = LocalRoom { presenters: ann(), auditorium: true, ..room("P") };
    let group =
        |member: &str| LocalGroup { name: "G".into(), members: vec![member.into()], ..LocalGroup::default() };
    let said = [
        (server.add_room(presenter).map(drop), "only an auditorium has presenters"),
        (server.add_room(stranger).map(drop), "ann@example.com is not a member"),
        (server.add_room(LocalRoom { category: Some("C".into()), ..room("P") }).map(drop), "no category 'C'"),
        (server.add_room(LocalRoom { add_in: Some("A".into()), ..room("P") }).map(drop), "no add-in 'A'"),
        (server.add_user(taken), "ann@example.com has the login 'ann' already"),
        (server.set_room_disabled("S", true), "no room 'S'"),
        (server.remove_message("R", 7), "no message 7"),
        (server.remove_category("General"), "has 1 rooms"),
        (server.set_user_disabled("carol@example.com", true), "no user carol@example.com"),
        (server.set_group_member("G", "ann@example.com", true), "no group 'G'"),
        (server.add_group(group("carol@example.com")).map(drop), "no user carol@example.com"),
        (server.add_group(group("group:H")).map(drop), "no group 'H'"),
    ];
    let limits = LocalLimits { default_history: 501, ..LocalLimits::default() };
    let more = [(server.set_limits(limits), "the default history is 1 to 500, not 501")];
    for (result, part) in said.into_iter().chain(more) {
        let error = result.unwrap_err();
        assert!(error.message().contains(part), "{part}: {error}");
        assert!(!error.message().contains("--") && !error.message().contains("pchatd"), "{error}");
    }
}
