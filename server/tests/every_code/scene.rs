//! A server with some people, a category and rooms, and clients of it.

use pchat_core::api::{
    Authentication, ChatRoomPrivacy, Endpoint, EndpointSettings, FileTransfer, FileUpload, Platform,
    PlatformSettings, Result, RoomManagement, Session, Transport,
};
use pchat_server::local::{LocalCategory, LocalRoom, LocalServer, LocalServerSettings, LocalUser};
use pchat_server::scratch::ScratchFolder;
use std::fmt::Debug;
use std::path::PathBuf;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

/// Where the clients of a scene are.
pub(crate) struct Scene {
    pub(crate) platform: Platform,
    pub(crate) server: LocalServer,
    /// The category of Ann and Bob, in which Ann creates rooms.
    pub(crate) workshop: String,
    /// A room in it: members are Ann and Bob, manager is Ann.
    pub(crate) bench: String,
    /// For files of the test.
    files: ScratchFolder,
}

impl Scene {
    pub(crate) fn new() -> Scene {
        Scene::with(LocalServerSettings::default())
    }

    pub(crate) fn with(settings: LocalServerSettings) -> Scene {
        let settings = LocalServerSettings { authentication: Authentication::None, ..settings };
        let server = LocalServer::start(settings).unwrap();
        for name in ["ann", "bob", "carol"] {
            let user = LocalUser { address: format!("{name}@example.com"), ..LocalUser::default() };
            server.add_user(user).unwrap();
        }
        let people = || vec!["ann@example.com".to_owned(), "bob@example.com".to_owned()];
        let ann = || vec!["ann@example.com".to_owned()];
        let workshop = LocalCategory {
            name: "Workshop".into(),
            allowed: people(),
            creators: ann(),
            file_upload: true,
            ..LocalCategory::default()
        };
        let workshop = server.add_category(workshop).unwrap();
        let bench = LocalRoom {
            name: "Bench".into(),
            category: Some("Workshop".into()),
            privacy: ChatRoomPrivacy::Closed,
            members: people(),
            managers: ann(),
            ..LocalRoom::default()
        };
        let bench = server.add_room(bench).unwrap();
        let platform = Platform::start(PlatformSettings::default()).unwrap();
        Scene { platform, server, workshop, bench, files: ScratchFolder::new().unwrap() }
    }

    pub(crate) fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        wait(&self.platform, work)
    }

    /// An endpoint that is not established.
    pub(crate) fn idle(&self, name: &str) -> Endpoint {
        let settings = settings(name, self.server.sip_tcp_port(), self.server.ca_file());
        Endpoint::new(&self.platform, settings).unwrap()
    }

    pub(crate) fn client(&self, name: &str) -> Client<'_> {
        let endpoint = self.idle(name);
        self.wait(endpoint.establish()).unwrap();
        Client { scene: self, endpoint }
    }

    /// A file to upload.
    pub(crate) fn notes(&self) -> FileUpload {
        let path = self.path("notes.txt");
        std::fs::write(&path, "what was said").unwrap();
        FileUpload { path: path.display().to_string(), file_name: None }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.files.path().join(name)
    }
}

/// Over TCP, because most of it is not about TLS; the authority is for the file service.
pub(crate) fn settings(name: &str, port: u16, ca_file: String) -> EndpointSettings {
    EndpointSettings {
        user_uri: format!("{name}@example.com"),
        server: Some("localhost".into()),
        port: Some(port),
        transport: Transport::Tcp,
        authentication: Authentication::None,
        ca_file: Some(ca_file),
        ..EndpointSettings::default()
    }
}

pub(crate) fn wait<T>(platform: &Platform, work: impl Future<Output = T>) -> T {
    platform.runtime_handle().block_on(async { tokio::time::timeout(LIMIT, work).await.expect("in time") })
}

/// Somebody who is signed in.
pub(crate) struct Client<'a> {
    scene: &'a Scene,
    pub(crate) endpoint: Endpoint,
}

impl Client<'_> {
    pub(crate) fn management(&self) -> RoomManagement {
        self.endpoint.services().room_management()
    }

    pub(crate) fn join(&self, room: &str) -> Session {
        let session = Session::new(&self.endpoint).unwrap();
        self.scene.wait(session.join(room)).unwrap();
        session
    }

    /// Why the work failed.
    pub(crate) fn failed<T: Debug>(&self, work: impl Future<Output = Result<T>>) -> pchat_core::api::Error {
        self.scene.wait(work).expect_err("it was provoked")
    }

    pub(crate) fn transferred(&self, transfer: Result<FileTransfer>) -> Result<String> {
        let transfer = transfer?;
        self.scene.wait(transfer.finish()).map(|file| file.file_uri)
    }
}
