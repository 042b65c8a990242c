//! Files through client and server of this project together.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[path = "client_files/streams.rs"]
mod streams;

use pchat_core::api::{
    Endpoint, EndpointSettings, Error, ErrorCode, FileDownload, FileTransfer, FileTransferState, FileUpload,
    MessagePartKind, Platform, PlatformSettings, Secret, Session, SessionEvent,
};
use pchat_core::platform::Item;
use pchat_server::address::Address;
use pchat_server::certificates;
use pchat_server::model::{NewCategory, NewRoom, NewUser, Privacy, SettingsChange};
use pchat_server::password;
use pchat_server::scratch::ScratchFolder;
use pchat_server::server::Server;
use pchat_server::settings::ServerSettings;
use pchat_server::store::{Durability, Store};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const LIMIT: Duration = Duration::from_secs(30);
const PASSWORD: &str = "Pa$$w\u{f6}rd";

/// A server with a room that takes files, and a folder for those of the test.
struct Scene {
    runtime: tokio::runtime::Runtime,
    server: Server,
    home: ScratchFolder,
    files: ScratchFolder,
}

impl Scene {
    fn new() -> Scene {
        Scene::with(ServerSettings::default(), None)
    }

    fn with(settings: ServerSettings, certificates_of: Option<&Scene>) -> Scene {
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
        store.add_category(&NewCategory { file_upload: true, ..NewCategory::named("Files") }).unwrap();
        store.add_category(&NewCategory::named("Plain")).unwrap();
        for (room, category) in [("Papers", "Files"), ("Plain", "Plain")] {
            let privacy = Privacy::Open;
            let room =
                NewRoom { name: room.into(), category: category.into(), privacy, ..NewRoom::default() };
            store.add_room(&room).unwrap();
        }
        for name in ["ann", "bob"] {
            let address = Address::parse(&format!("{name}@example.com")).unwrap();
            let nt_hash = Some(password::nt_hash(PASSWORD));
            store.add_user(&NewUser { nt_hash, ..NewUser::new(address) }).unwrap();
        }
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let server = runtime.block_on(Server::start(home.path(), settings)).unwrap();
        Scene { runtime, server, home, files: ScratchFolder::new().unwrap() }
    }

    fn client(&self, name: &str) -> Client {
        let settings = EndpointSettings {
            user_uri: format!("{name}@example.com"),
            server: Some("localhost".into()),
            port: Some(self.server.sip_tls().unwrap().port()),
            ca_file: Some(self.server.ca_file().display().to_string()),
            login: Some(name.into()),
            password: Some(Secret::new(PASSWORD)),
            ..EndpointSettings::default()
        };
        let platform = Platform::start(PlatformSettings::default()).unwrap();
        let endpoint = Endpoint::new(&platform, settings).unwrap();
        let client = Client { platform, endpoint };
        client.wait(client.endpoint.establish()).unwrap();
        client
    }

    fn path(&self, name: &str) -> String {
        self.files.path().join(name).display().to_string()
    }

    /// A file with so many bytes that no two pieces of it are alike.
    fn file(&self, name: &str, size: usize) -> (String, Vec<u8>) {
        let bytes: Vec<u8> = (0..size).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
        let path = self.path(name);
        std::fs::write(&path, &bytes).unwrap();
        (path, bytes)
    }

    /// What lies in the folder of the test.
    fn names(&self) -> Vec<String> {
        let files = std::fs::read_dir(self.files.path()).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// What the server keeps, `.part` included.
    fn stored(&self) -> Vec<PathBuf> {
        let Ok(rooms) = std::fs::read_dir(self.home.path().join("files")) else { return Vec::new() };
        let rooms = rooms.map(|room| room.unwrap().path()).filter(|path| path.is_dir());
        rooms.flat_map(|room| std::fs::read_dir(room).unwrap().map(|file| file.unwrap().path())).collect()
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        // Here, because its connections need the runtime.
        self.runtime.block_on(async { self.server.disconnect_all() });
    }
}

struct Client {
    platform: Platform,
    endpoint: Endpoint,
}

impl Client {
    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.platform
            .runtime_handle()
            .block_on(async { tokio::time::timeout(LIMIT, work).await.expect("in time") })
    }

    fn join(&self, name: &str) -> Session {
        let session = Session::new(&self.endpoint).unwrap();
        self.wait(session.join_by_name(name)).unwrap();
        session
    }

    fn message(&self) -> pchat_core::api::ChatMessage {
        loop {
            let mut delivery = self.platform.event_queue().next(Some(LIMIT)).expect("an event in time");
            if let Some(Item::SessionEvent { event: SessionEvent::MessageReceived(message), .. }) =
                delivery.take_item()
            {
                return message;
            }
        }
    }

    fn uploaded(&self, session: &Session, path: &str) -> Result<String, Error> {
        let upload = FileUpload { path: path.into(), file_name: None };
        self.wait(session.upload_file(upload).unwrap().finish()).map(|file| file.file_uri)
    }

    fn failed(&self, transfer: &FileTransfer, code: ErrorCode) -> String {
        let error = self.wait(transfer.finish()).expect_err("it fails");
        assert_eq!(error.code(), code, "{error}");
        error.message().to_owned()
    }
}

fn to(uri: &str, path: &str) -> FileDownload {
    FileDownload { file_uri: uri.into(), path: path.into(), ..FileDownload::default() }
}

#[test]
fn what_one_uploads_the_other_finds_in_the_room_and_downloads() {
    let scene = Scene::new();
    let (ann, bob) = (scene.client("ann"), scene.client("bob"));
    let (ann_room, bob_room) = (ann.join("Papers"), bob.join("Papers"));
    assert!(ann_room.properties().unwrap().is_file_post_allowed);
    for (name, size) in [("Plän & \"A\" <1>.TXT", 3_000_001), ("empty", 0), ("small.bin", 43)] {
        let (path, bytes) = scene.file(name, size);
        let transfer = ann_room.upload_file(FileUpload { path: path.clone(), file_name: None }).unwrap();
        assert!(transfer.is_upload() && transfer.path() == path && transfer.file_name() == name);
        let file = ann.wait(transfer.finish()).unwrap();
        assert_eq!((file.file_name.as_str(), file.size), (name, size as u64));
        assert_eq!(transfer.file_uri().as_ref(), Some(&file.file_uri));
        let progress = transfer.progress();
        assert_eq!((progress.state, progress.percent), (FileTransferState::Completed, 100));
        assert_eq!((progress.transferred_bytes, progress.total_bytes), (size as u64, Some(size as u64)));

        let parts = bob.message().parts();
        assert_eq!(parts.len(), 1);
        let link = &parts[0];
        assert_eq!(link.kind, MessagePartKind::FileDownloadLink);
        assert_eq!((link.file_name.as_deref(), link.file_size), (Some(name), Some(size as u64)));
        assert_eq!(link.uri.as_deref(), Some(file.file_uri.as_str()));
        let target = scene.path("copy");
        let transfer = bob_room.download_file(to(link.uri.as_ref().unwrap(), &target)).unwrap();
        assert!(!transfer.is_upload());
        let copy = bob.wait(transfer.finish()).unwrap();
        assert_eq!(
            (copy.file_name.as_str(), copy.size, copy.path.as_str()),
            (name, size as u64, target.as_str())
        );
        assert!(std::fs::read(&target).unwrap() == bytes, "the bytes are the same");
        std::fs::remove_file(&target).unwrap();
        std::fs::remove_file(&path).unwrap();
    }
    assert!(scene.names().is_empty(), "nothing else is left: {:?}", scene.names());
}

#[test]
fn what_cannot_be_is_refused_before_the_first_byte() {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let (room, plain) = (ann.join("Papers"), ann.join("Plain"));
    let (path, _) = scene.file("a.bin", 3000);
    let change = SettingsChange { max_file_kb: Some(2), ..SettingsChange::default() };
    let upload = |session: &Session, path: &str| {
        session.upload_file(FileUpload { path: path.into(), file_name: None })
    };

    let said = ann.failed(&upload(&plain, &path).unwrap(), ErrorCode::ErrorPermission);
    assert!(said.starts_with("uploading 'a.bin': "), "{said}");
    let said = ann.failed(&upload(&room, &scene.path("none")).unwrap(), ErrorCode::Io);
    assert!(said.contains("none"), "{said}");
    let said = ann.failed(&upload(&room, &scene.files.path().display().to_string()).unwrap(), ErrorCode::Io);
    assert!(said.contains("it is no file"), "{said}");

    let uri = ann.uploaded(&room, &path).unwrap();
    scene.server.store().change_settings(&change).unwrap();
    let end = std::time::Instant::now() + LIMIT;
    let said = loop {
        // The server notices the change within a second.
        match ann.uploaded(&room, &path) {
            Err(error) => break error,
            Ok(_) => assert!(std::time::Instant::now() < end, "the limit holds"),
        }
    };
    assert_eq!(said.code(), ErrorCode::FileUploadFailed);
    assert!(said.message().contains("3000 bytes, and the server takes files of up to 2 KB"), "{said}");
    assert!(scene.stored().iter().all(|file| file.extension().unwrap() != "part"), "nothing was begun");

    let limited = FileDownload { max_bytes: 2999, ..to(&uri, &scene.path("b")) };
    let said = ann.failed(&room.download_file(limited).unwrap(), ErrorCode::FileDownloadFailed);
    assert!(said.contains("3000 bytes, and no more than 2999 are wanted"), "{said}");
    let gone = uri.replace(".bin", ".tmp");
    let said =
        ann.failed(&room.download_file(to(&gone, &scene.path("b"))).unwrap(), ErrorCode::FileDownloadFailed);
    assert!(said.contains("has no file"), "{said}");
    let elsewhere = "ma-filelink://example.com/11111111-2222-3333-4444-555555555555/x.txt";
    ann.failed(&room.download_file(to(elsewhere, &scene.path("b"))).unwrap(), ErrorCode::NoSuchNode);
    let said = ann.failed(&room.download_file(to(&uri, &path)).unwrap(), ErrorCode::Io);
    assert!(said.contains("exists already"), "{said}");
    let said = ann.failed(
        &room.download_file(to(&uri, &scene.files.path().display().to_string())).unwrap(),
        ErrorCode::Io,
    );
    assert!(said.contains("is a folder"), "{said}");
    assert_eq!(scene.names(), ["a.bin"]);
    std::fs::write(&path, "old").unwrap();
    let over = FileDownload { overwrite: true, ..to(&uri, &path) };
    assert_eq!(ann.wait(room.download_file(over).unwrap().finish()).unwrap().size, 3000);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 3000);

    for bad in [to("https://example.com/x", &path), to("", &path), to(&uri, ""), to(&uri, "/")] {
        assert_eq!(room.download_file(bad).unwrap_err().code(), ErrorCode::BadArgument);
    }
    for name in ["", "a/b", "..", "a\nb", "\\\\x"] {
        let bad = FileUpload { path: path.clone(), file_name: Some(name.into()) };
        assert_eq!(room.upload_file(bad).unwrap_err().code(), ErrorCode::BadArgument, "{name:?}");
    }
    ann.wait(room.leave()).unwrap();
    assert_eq!(upload(&room, &path).unwrap_err().code(), ErrorCode::SessionState);
    ann.wait(ann.endpoint.terminate()).unwrap();
    assert_eq!(upload(&room, &path).unwrap_err().code(), ErrorCode::EndpointNotEstablished);
}

#[test]
fn a_file_is_gone_when_another_process_removes_its_message() {
    let scene = Scene::new();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let (path, _) = scene.file("a.bin", 3000);
    let uri = ann.uploaded(&room, &path).unwrap();
    let copy = scene.path("copy");
    ann.wait(room.download_file(to(&uri, &copy)).unwrap().finish()).unwrap();
    std::fs::remove_file(&copy).unwrap();
    let removed = std::process::Command::new(env!("CARGO_BIN_EXE_pchatd"))
        .args(["message", "remove", "Papers", "1", "--data"])
        .arg(scene.home.path())
        .output()
        .unwrap();
    assert!(removed.status.success(), "{}", String::from_utf8_lossy(&removed.stderr));
    assert!(scene.stored().is_empty(), "{:?}", scene.stored());
    let said = ann.failed(&room.download_file(to(&uri, &copy)).unwrap(), ErrorCode::FileDownloadFailed);
    assert!(said.contains("has no file"), "{said}");
}

#[test]
fn a_token_that_the_file_service_does_not_know_is_invalid() {
    let other = Scene::new();
    let host = Some(other.server.files().unwrap().to_string());
    let scene = Scene::with(ServerSettings { files_host: host, ..ServerSettings::default() }, Some(&other));
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let (path, _) = scene.file("a.bin", 10);
    let transfer = room.upload_file(FileUpload { path, file_name: None }).unwrap();
    let said = ann.failed(&transfer, ErrorCode::InvalidToken);
    assert!(said.contains("30 minutes"), "{said}");
}

#[test]
fn a_file_service_with_another_certificate_gets_no_token() {
    let other = Scene::new();
    let host = Some(other.server.files().unwrap().to_string());
    let scene = Scene::with(ServerSettings { files_host: host, ..ServerSettings::default() }, None);
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let (path, _) = scene.file("a.bin", 10);
    let transfer = room.upload_file(FileUpload { path, file_name: None }).unwrap();
    let said = ann.failed(&transfer, ErrorCode::FileUploadFailed);
    assert!(said.contains("not signed by") || said.contains("trusted authority"), "{said}");
}

/// What may pass in each direction of a connection; with another number all connections that are there end.
#[derive(Clone, Copy)]
struct Allowance {
    number: u32,
    bytes: u64,
}

/// Stands between clients and the file service.
struct Gate {
    address: SocketAddr,
    left: tokio::sync::watch::Sender<Allowance>,
    connections: Arc<std::sync::atomic::AtomicUsize>,
}

impl Gate {
    fn open(runtime: &tokio::runtime::Runtime) -> (Gate, std::sync::mpsc::Sender<SocketAddr>) {
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (left, allowed) = tokio::sync::watch::channel(Allowance { number: 0, bytes: 0 });
        let (know, target) = std::sync::mpsc::channel::<SocketAddr>();
        let connections = Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        runtime.spawn(async move {
            let mut to = None;
            while let Ok((near, _)) = listener.accept().await {
                count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                let target = *to.get_or_insert_with(|| target.recv().unwrap());
                let far = tokio::net::TcpStream::connect(target).await.unwrap();
                let ((near_read, near_write), (far_read, far_write)) = (near.into_split(), far.into_split());
                let allowed = allowed.clone();
                tokio::spawn(async move {
                    tokio::select! {
                        () = pass(near_read, far_write, allowed.clone()) => {}
                        () = pass(far_read, near_write, allowed) => {}
                    }
                });
            }
        });
        (Gate { address, left, connections }, know)
    }
}

impl Gate {
    /// Ends all connections; new ones may pass so many bytes in each direction.
    fn allow(&self, bytes: u64) {
        self.left.send_modify(|left| *left = Allowance { number: left.number + 1, bytes });
    }
}

/// Copies; waits when the allowance is used up.
async fn pass(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    mut allowed: tokio::sync::watch::Receiver<Allowance>,
) {
    let number = allowed.borrow().number;
    let mut passed = 0;
    let mut piece = vec![0; 16 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut piece) => read,
            _ = allowed.wait_for(|allowed| allowed.number != number) => return,
        };
        let Ok(size @ 1..) = read else { return };
        passed += size as u64;
        if to.write_all(&piece[..size]).await.is_err() {
            return;
        }
        let more = allowed.wait_for(|allowed| allowed.number != number || allowed.bytes > passed).await;
        if more.is_err() || more.is_ok_and(|now| now.number != number) {
            return;
        }
    }
}

fn gated() -> (Scene, Gate) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let (gate, know) = Gate::open(&runtime);
    let host = Some(gate.address.to_string());
    let scene = Scene::with(ServerSettings { files_host: host, ..ServerSettings::default() }, None);
    know.send(scene.server.files().unwrap()).unwrap();
    // The gate lives as long as the test.
    std::mem::forget(runtime);
    (scene, gate)
}

const ALL: u64 = u64::MAX;

#[test]
fn a_cancelled_download_leaves_nothing_and_can_go_on() {
    let (scene, gate) = gated();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let (path, bytes) = scene.file("a.bin", 9 << 20);
    gate.allow(ALL);
    let uri = ann.uploaded(&room, &path).unwrap();
    std::fs::remove_file(&path).unwrap();

    gate.allow(5 << 20);
    let target = scene.path("copy");
    let transfer = room.download_file(to(&uri, &target)).unwrap();
    let progress = ann.wait(transfer.progress_after(20)).unwrap();
    assert_eq!((progress.state, progress.total_bytes), (FileTransferState::Running, Some(9 << 20)));
    assert!(progress.percent > 20 && progress.percent < 60, "{progress:?}");
    assert_eq!(transfer.resume().unwrap_err().code(), ErrorCode::InvalidOperation, "it runs");
    assert!(!Path::new(&target).exists(), "no half file under the name");
    transfer.cancel();
    ann.failed(&transfer, ErrorCode::Cancelled);
    let there = transfer.progress();
    assert_eq!(there.state, FileTransferState::Cancelled);
    assert!(!Path::new(&target).exists());

    // It goes on where it was: what is missing fits through, everything would not.
    gate.allow(((9 << 20) - there.transferred_bytes) * 3 / 2 + 20_000);
    transfer.resume().unwrap();
    assert_eq!(ann.wait(transfer.finish()).unwrap().size, 9 << 20);
    assert!(std::fs::read(&target).unwrap() == bytes, "the bytes are the same");
    assert_eq!(scene.names(), ["copy"]);
    assert_eq!(transfer.resume().unwrap_err().code(), ErrorCode::InvalidOperation, "it is done");

    // One that is dropped midway takes its rest along.
    gate.allow(3 << 20);
    let transfer = room.download_file(to(&uri, &scene.path("other"))).unwrap();
    ann.wait(transfer.progress_after(5)).unwrap();
    assert_eq!(scene.names().len(), 2, "a part beside: {:?}", scene.names());
    drop(transfer);
    let end = std::time::Instant::now() + LIMIT;
    while scene.names() != ["copy"] {
        assert!(std::time::Instant::now() < end, "{:?}", scene.names());
        std::thread::yield_now();
    }
}

#[test]
fn a_cancelled_upload_is_not_posted_and_can_go_on() {
    let (scene, gate) = gated();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let (path, bytes) = scene.file("a.bin", 9 << 20);
    gate.allow(6 << 20);
    let transfer = room.upload_file(FileUpload { path, file_name: None }).unwrap();
    ann.wait(transfer.progress_after(20)).unwrap();
    transfer.cancel();
    ann.failed(&transfer, ErrorCode::Cancelled);
    assert_eq!(transfer.file_uri(), None);
    assert!(ann.wait(room.recent_history(1)).unwrap().is_empty(), "nothing was posted");
    let there = transfer.progress().transferred_bytes;
    gate.allow(((9 << 20) - there) * 3 / 2 + 20_000);
    transfer.resume().unwrap();
    let uri = ann.wait(transfer.finish()).unwrap().file_uri;
    assert_eq!(scene.stored().len(), 1);
    assert!(std::fs::read(&scene.stored()[0]).unwrap() == bytes, "the bytes are the same");
    assert!(ann.message().content.contains(&uri.replace('&', "&amp;")));
}

#[test]
fn a_lost_connection_is_mended() {
    let (scene, gate) = gated();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let (path, bytes) = scene.file("a.bin", 9 << 20);
    gate.allow(4 << 20);
    let up = room.upload_file(FileUpload { path, file_name: None }).unwrap();
    ann.wait(up.progress_after(10)).unwrap();
    gate.allow(ALL);
    let uri = ann.wait(up.finish()).unwrap().file_uri;
    gate.allow(4 << 20);
    let down = room.download_file(to(&uri, &scene.path("copy"))).unwrap();
    ann.wait(down.progress_after(10)).unwrap();
    gate.allow(ALL);
    ann.wait(down.finish()).unwrap();
    assert!(std::fs::read(scene.path("copy")).unwrap() == bytes, "the bytes are the same");
    assert!(gate.connections.load(std::sync::atomic::Ordering::SeqCst) >= 4);
}

#[test]
fn transfers_end_with_their_endpoint() {
    let (scene, gate) = gated();
    let ann = scene.client("ann");
    let room = ann.join("Papers");
    let (path, _) = scene.file("a.bin", 9 << 20);
    gate.allow(4 << 20);
    let transfer = room.upload_file(FileUpload { path, file_name: None }).unwrap();
    ann.wait(transfer.progress_after(10)).unwrap();
    ann.wait(ann.endpoint.terminate()).unwrap();
    ann.failed(&transfer, ErrorCode::ConnectionLost);
    let before = room.download_file(to("ma-filelink://example.com/a/b.c", &scene.path("x")));
    assert_eq!(before.unwrap_err().code(), ErrorCode::EndpointNotEstablished);
    ann.platform.shut_down().unwrap();
}
