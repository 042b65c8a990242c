//! A server in a process of its own and many endpoints of ours in this one.

use pchat_core::api::{
    Authentication, Endpoint, EndpointSettings, Platform, PlatformSettings, Secret, Session, Transport,
};
use pchat_core::platform::Item;
use pchat_server::local::{LocalRoom, LocalServer, LocalServerSettings, LocalUser};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

type Failure = Box<dyn std::error::Error>;

const PASSWORD: &str = "secret";

/// What the benchmarks ask of the server process.
#[derive(Clone, Copy)]
pub(crate) struct Scene {
    /// How many users, named `user0`, `user1`, …
    pub(crate) users: usize,
    /// How many rooms, named `Room 0`, …; everybody may join them.
    pub(crate) rooms: usize,
    /// TLS and NTLM; otherwise TCP without authentication.
    pub(crate) secure: bool,
    /// The store is on a disk; otherwise in memory where the system has such a folder.
    pub(crate) on_disk: bool,
}

/// The server process; it ends when this is dropped.
pub(crate) struct ServerProcess {
    child: Child,
    port: u16,
    ca_file: Option<String>,
    folder: String,
    rooms: Vec<String>,
    secure: bool,
}

impl ServerProcess {
    /// Starts this program again as a server.
    pub(crate) fn start(scene: Scene) -> Result<Self, Failure> {
        let arguments = [
            "serve".to_owned(),
            scene.users.to_string(),
            scene.rooms.to_string(),
            scene.secure.to_string(),
            scene.on_disk.to_string(),
        ];
        let mut child = Command::new(std::env::current_exe()?)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let ready: serde_json::Value =
            serde_json::from_str(&line).map_err(|e| format!("server: {e}: {line}"))?;
        let port =
            ready["port"].as_u64().and_then(|port| u16::try_from(port).ok()).ok_or("server: no port")?;
        let rooms = ready["rooms"].as_array().ok_or("server: no rooms")?;
        Ok(Self {
            child,
            port,
            ca_file: ready["ca_file"].as_str().map(str::to_owned),
            folder: ready["folder"].as_str().ok_or("server: no folder")?.to_owned(),
            rooms: rooms.iter().filter_map(|room| room.as_str().map(str::to_owned)).collect(),
            secure: scene.secure,
        })
    }

    /// Where its store is.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// The URIs of its rooms.
    pub(crate) fn rooms(&self) -> &[String] {
        &self.rooms
    }

    /// The settings of user `n`.
    pub(crate) fn settings(&self, n: usize) -> EndpointSettings {
        EndpointSettings {
            user_uri: format!("user{n}@example.com"),
            server: Some("127.0.0.1".to_owned()),
            port: Some(self.port),
            transport: if self.secure { Transport::Tls } else { Transport::Tcp },
            authentication: if self.secure { Authentication::Ntlm } else { Authentication::None },
            login: Some(format!("user{n}")),
            password: Some(Secret::new(PASSWORD)),
            ca_file: self.ca_file.clone(),
            ..EndpointSettings::default()
        }
    }

    /// Signs user `n` in and joins the first `rooms` rooms.
    pub(crate) async fn join(
        &self,
        platform: &Platform,
        n: usize,
        rooms: usize,
    ) -> Result<(Endpoint, Vec<Session>), Failure> {
        let endpoint = Endpoint::new(platform, self.settings(n))?;
        endpoint.establish().await?;
        let mut sessions = Vec::with_capacity(rooms);
        for room in self.rooms.iter().take(rooms) {
            let session = Session::new(&endpoint)?;
            session.join(room).await?;
            sessions.push(session);
        }
        Ok((endpoint, sessions))
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        // Its standard input ends: it stops by itself.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// The server process's main function.
pub(crate) fn serve(arguments: &[String]) -> Result<(), Failure> {
    let [users, rooms, secure, on_disk] = arguments else {
        return Err("usage: serve USERS ROOMS SECURE DISK".into());
    };
    let (users, rooms): (usize, usize) = (users.parse()?, rooms.parse()?);
    let (secure, on_disk): (bool, bool) = (secure.parse()?, on_disk.parse()?);
    let memory = std::path::Path::new("/dev/shm");
    let parent = if !on_disk && memory.is_dir() { memory.to_owned() } else { crate::peers::work_dir() };
    // A folder of ours: with a temporary one of its own the server does not wait for the disk.
    let folder = parent.join(format!("pchat-bench-{}", std::process::id())).to_string_lossy().into_owned();
    let server = LocalServer::start(LocalServerSettings {
        tls: secure,
        tcp: !secure,
        authentication: if secure { Authentication::Ntlm } else { Authentication::None },
        data_folder: Some(folder.clone()),
        ..LocalServerSettings::default()
    })?;
    for n in 0..users {
        server.add_user(LocalUser {
            address: format!("user{n}@example.com"),
            password: Some(Secret::new(PASSWORD)),
            ..LocalUser::default()
        })?;
    }
    let mut uris = Vec::with_capacity(rooms);
    for n in 0..rooms {
        uris.push(server.add_room(LocalRoom { name: format!("Room {n}"), ..LocalRoom::default() })?);
    }
    let port = if secure { server.sip_tls_port() } else { server.sip_tcp_port() };
    let ready =
        serde_json::json!({"port": port, "ca_file": server.ca_file(), "folder": folder, "rooms": uris});
    crate::print_line(&ready.to_string());
    std::io::stdin().read_to_end(&mut Vec::new())?;
    server.stop();
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// A platform whose events go to `handle`, on one thread, as the C dispatcher does it.
pub(crate) fn platform(mut handle: impl FnMut(Item) + Send + 'static) -> Result<Platform, Failure> {
    let platform = Platform::start(PlatformSettings::default())?;
    let queue = platform.event_queue().clone();
    std::thread::spawn(move || {
        while let Some(mut delivery) = queue.next(None) {
            if let Some(item) = delivery.take_item() {
                handle(item);
            }
        }
    });
    Ok(platform)
}

/// The memory of this process.
pub(crate) fn resident_bytes() -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    let kib: u64 = line.split_whitespace().nth(1).ok_or("no number in VmRSS")?.parse()?;
    Ok(kib * 1024)
}
