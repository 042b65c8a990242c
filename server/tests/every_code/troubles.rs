//! What goes wrong when a disk, a database or a connection is not as it should be.

use super::scene::{Scene, settings, wait};
use pchat_core::api::{
    Endpoint, EndpointSettings, Error, ErrorCode, FileDownload, FileUpload, Platform, PlatformSettings,
    Session,
};
use pchat_server::address::Address;
use pchat_server::certificates;
use pchat_server::model::{NewCategory, NewRoom, NewUser, Privacy};
use pchat_server::scratch::ScratchFolder;
use pchat_server::server::Server;
use pchat_server::settings::{Authentication, ServerSettings};
use pchat_server::store::{Durability, Store};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Somebody writes over the database and its log. SQLite looks there again for what was changed since it read it.
fn overwrite_database(folder: &str) {
    for file in ["pchat.db", "pchat.db-wal"] {
        std::fs::write(Path::new(folder).join(file), "this was a database once").unwrap();
    }
}

pub(crate) fn the_database_is_overwritten() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    scene.wait(session.send_text("for later")).unwrap();
    overwrite_database(&scene.server.data_folder());
    ann.failed(session.recent_history(10))
}

pub(crate) fn a_message_cannot_be_stored() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    overwrite_database(&scene.server.data_folder());
    ann.failed(session.send_text("for nobody"))
}

pub(crate) fn a_table_of_the_database_is_gone() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let folder = PathBuf::from(scene.server.data_folder());
    Connection::open(folder.join("pchat.db")).unwrap().execute_batch("DROP TABLE preferences").unwrap();
    ann.failed(ann.endpoint.services().get_preference("bot", -1, false))
}

pub(crate) fn the_file_is_gone() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    let file_uri = ann.transferred(session.upload_file(scene.notes())).unwrap();
    let kept = Path::new(&scene.server.data_folder()).join("files");
    for room in std::fs::read_dir(kept).unwrap() {
        std::fs::remove_dir_all(room.unwrap().path()).unwrap();
    }
    let path = scene.path("copy.txt").display().to_string();
    let download = FileDownload { file_uri, path, ..FileDownload::default() };
    ann.transferred(session.download_file(download)).expect_err("it is gone")
}

pub(crate) fn the_folder_for_files_is_gone() -> Error {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let session = ann.join(&scene.bench);
    // It is made with the first file.
    std::fs::write(Path::new(&scene.server.data_folder()).join("files"), "no folder").unwrap();
    ann.transferred(session.upload_file(scene.notes())).expect_err("there is no place for it")
}

pub(crate) fn it_is_terminated_before_it_is_established() -> Error {
    let scene = Scene::new();
    scene.server.set_silent(true).unwrap();
    let ann = scene.idle("ann");
    scene.wait(async {
        let (established, terminated) = tokio::join!(biased; ann.establish(), ann.terminate());
        terminated.unwrap();
        established.expect_err("it was interrupted")
    })
}

/// A server whose settings a local one does not have, with Ann and a room that takes files.
struct Plain {
    runtime: tokio::runtime::Runtime,
    server: Server,
    home: ScratchFolder,
    room: String,
    platform: Platform,
}

impl Plain {
    fn new(settings: ServerSettings, certificates_of: Option<&Plain>) -> Plain {
        let home = ScratchFolder::new().unwrap();
        match certificates_of {
            None => certificates::create(home.path(), "example.com").unwrap(),
            Some(other) => {
                for file in ["ca.pem", "ca.key", "server.pem", "server.key"] {
                    std::fs::copy(other.home.path().join(file), home.path().join(file)).unwrap();
                }
            }
        }
        let store = Store::create_with(home.path(), "example.com", Durability::Process).unwrap();
        store.add_user(&NewUser::new(Address::parse("ann@example.com").unwrap())).unwrap();
        store.add_category(&NewCategory { file_upload: true, ..NewCategory::named("Files") }).unwrap();
        let room = NewRoom {
            name: "Papers".into(),
            category: "Files".into(),
            privacy: Privacy::Open,
            ..NewRoom::default()
        };
        let room = format!("ma-chan://example.com/{}", store.add_room(&room).unwrap().guid);
        let settings = ServerSettings {
            sip_tls: None,
            sip_tcp: Some("127.0.0.1:0".parse().unwrap()),
            authentication: Authentication::NONE,
            ..settings
        };
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let server = runtime.block_on(Server::start_with(home.path(), store, settings)).unwrap();
        let platform = Platform::start(PlatformSettings::default()).unwrap();
        Plain { runtime, server, home, room, platform }
    }

    /// Ann in the room.
    fn session(&self, change: impl FnOnce(&mut EndpointSettings)) -> Session {
        let ca_file = self.server.ca_file().display().to_string();
        let mut settings = settings("ann", self.server.sip_tcp().unwrap().port(), ca_file);
        change(&mut settings);
        let endpoint = Endpoint::new(&self.platform, settings).unwrap();
        wait(&self.platform, endpoint.establish()).unwrap();
        let session = Session::new(&endpoint).unwrap();
        wait(&self.platform, session.join(&self.room)).unwrap();
        session
    }
}

/// The chat server sends its clients to a file service that does not know its tokens.
pub(crate) fn the_file_service_is_another_servers() -> Error {
    let other = Plain::new(ServerSettings::default(), None);
    let files_host = Some(other.server.files().unwrap().to_string());
    let plain = Plain::new(ServerSettings { files_host, ..ServerSettings::default() }, Some(&other));
    let session = plain.session(|_| {});
    let path = plain.home.path().join("notes.txt");
    std::fs::write(&path, "what was said").unwrap();
    let upload = FileUpload { path: path.display().to_string(), file_name: None };
    let transfer = session.upload_file(upload).unwrap();
    wait(&plain.platform, transfer.finish()).expect_err("nobody knows the token")
}

/// Another program holds the database, as a backup does, and more is posted than may wait.
pub(crate) fn too_many_posts_wait_for_the_disk() -> Error {
    let plain = Plain::new(ServerSettings { waiting_posts_limit: 1, ..ServerSettings::default() }, None);
    let session = plain.session(|settings| settings.operation_timeout_ms = 1_000);
    let mut backup = Connection::open(plain.home.path().join("pchat.db")).unwrap();
    let held = backup.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    // The writer takes 512 at once before it finds the database held, and one waits.
    let posts: Vec<_> = (0..520)
        .map(|_| {
            let session = session.clone();
            plain.platform.spawn(async move { session.send_text("one more").await }).unwrap()
        })
        .collect();
    let refused = wait(&plain.platform, async {
        for post in posts {
            match post.await.unwrap() {
                Err(error) if error.code() != ErrorCode::TimedOut => return Some(error),
                _ => {}
            }
        }
        None
    });
    drop(held);
    plain.runtime.block_on(plain.server.stop());
    refused.expect("one was too many")
}
