//! `serve`.

use super::arguments::{Method, Serve};
use super::output::say;
use crate::certificates;
use crate::error::{Error, Result};
use crate::server::Server;
use crate::settings::{Authentication, ServerSettings};
use log::{LevelFilter, Log, Metadata, Record};
use serde_json::json;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

/// Where a server listens that is not told where.
const DEFAULT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 5061);

pub(super) fn serve(serve: &Serve) -> Result<()> {
    start_log(serve.log);
    let given = serve.sip_tls.is_some() || serve.sip_tcp.is_some();
    let settings = ServerSettings {
        sip_tls: serve.sip_tls.or((!given).then_some(DEFAULT)),
        sip_tcp: serve.sip_tcp,
        files: files(serve),
        files_host: serve.files_host.clone(),
        authentication: Authentication {
            ntlm: serve.auth.contains(&Method::Ntlm),
            none: serve.auth.contains(&Method::None),
        },
        compliance_file: serve.compliance.clone(),
        ..ServerSettings::default()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::io("start the threads of the server", &error))?;
    runtime.block_on(run(serve, settings))
}

/// Where files are served: where it was said, else on a free port of the address that chat is on. Without a certificate, as a
/// server for plain TCP may be, only when it was said.
fn files(serve: &Serve) -> Option<SocketAddr> {
    let chat = serve.sip_tls.or(serve.sip_tcp).unwrap_or(DEFAULT);
    let beside = certificates::is_there(&serve.data.folder).then(|| SocketAddr::new(chat.ip(), 0));
    if serve.no_files { None } else { serve.files.or(beside) }
}

async fn run(serve: &Serve, settings: ServerSettings) -> Result<()> {
    // Caught before anybody knows that the server is there, so that none is lost. Not by tokio's own way: its tables would be in
    // the C library, too, and never be freed.
    let mut wanted = vec![SIGTERM, SIGINT];
    // Without the file it ends the process as it always does, when a terminal is closed say.
    wanted.extend(serve.compliance.is_some().then_some(SIGHUP));
    let mut signals = Signals::new(wanted).map_err(|error| Error::io("catch signals", &error))?;
    let (stopped, mut stop) = tokio::sync::mpsc::channel(1);
    let (moved, mut reopen) = tokio::sync::mpsc::channel(1);
    std::thread::spawn(move || {
        for signal in &mut signals {
            // The second one finds the first one still there.
            let _ = if signal == SIGHUP { moved.try_send(()) } else { stopped.try_send(()) };
        }
    });
    let server = Server::start(&serve.data.folder, settings).await?;
    let address = |address: Option<SocketAddr>| address.map(|address| address.to_string());
    let ready = json!({
        "sip_tls": address(server.sip_tls()),
        "sip_tcp": address(server.sip_tcp()),
        "files": address(server.files()),
        "ca": server.ca_file().display().to_string(),
    });
    if let Some(path) = &serve.ready_file {
        write_atomically(path, &format!("{ready}\n"))?;
    }
    say(&ready.to_string())?;
    loop {
        tokio::select! {
            _ = stop.recv() => break,
            _ = reopen.recv() => tokio::task::block_in_place(|| server.reopen_compliance_file()),
        }
    }
    log::info!("stopping");
    server.stop().await;
    Ok(())
}

/// Writes a file so that a reader finds it complete or not at all.
fn write_atomically(path: &Path, text: &str) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let temporary = path.with_file_name(name);
    std::fs::write(&temporary, text)
        .and_then(|()| std::fs::rename(&temporary, path))
        .map_err(|error| Error::io(format!("write the ready file {}", path.display()), &error))
}

/// Lines on standard error.
struct StandardError;

impl Log for StandardError {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // TLS tells its every step; what matters of it is said by the connection.
        metadata.target().starts_with("pchat") || metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let when = crate::timestamp::Timestamp::now().to_iso();
            // What others sent may be part of it; one line must stay one line.
            let text = record.args().to_string().replace(|c: char| c.is_control(), " ");
            let _ = writeln!(std::io::stderr(), "{when} {:5} {text}", record.level());
        }
    }

    fn flush(&self) {}
}

fn start_log(level: LevelFilter) {
    if log::set_logger(&StandardError).is_ok() {
        log::set_max_level(level);
    }
}
