//! One receiving program against the stub of a Lync server.

use crate::{lync_stub, peers};
use serde_json::Value;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use tokio_rustls::rustls::ServerConfig;

type Failure = Box<dyn std::error::Error>;

/// Runs a receiver, which gets `PORT [CA-FILE PASSWORD]` as its last arguments, and gives what it reports. When it posts to the room it
/// is sent `count` messages. `secure`: over TLS, with NTLM and every message signed both ways.
pub(crate) fn run(name: &str, mut receiver: Command, secure: bool, count: usize) -> Result<Value, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    receiver.arg(listener.local_addr()?.port().to_string());
    let mut tls = None;
    if secure {
        let (config, ca_file) = certificates()?;
        tls = Some(config);
        receiver.arg(ca_file).arg(lync_stub::PASSWORD);
    }
    let address = listener.local_addr()?;
    let server = std::thread::spawn(move || lync_stub::serve_one(listener, tls, count));
    let output = receiver.output();
    // A receiver that never came would keep the stub waiting.
    drop(std::net::TcpStream::connect(address));
    let output = output.map_err(|e| not_started(&receiver, &e))?;
    let report = crate::report_of(name, &output);
    server.join().map_err(|_| "the stub panicked")?.or_else(hung_up)?;
    report
}

/// What to do when a receiver's program is not there.
pub(crate) fn not_started(receiver: &Command, error: &std::io::Error) -> String {
    let program = receiver.get_program().display();
    format!(
        "{program} does not start: {error}; the receivers need Python 3.10 or newer and Node 20 or newer (Debian packages python3 and \
         nodejs)"
    )
}

/// The receiver exits without a word as soon as it has everything; that is no failure of the stub.
pub(crate) fn hung_up(error: std::io::Error) -> Result<(), std::io::Error> {
    use std::io::ErrorKind::{BrokenPipe, ConnectionReset, UnexpectedEof};
    if matches!(error.kind(), BrokenPipe | ConnectionReset | UnexpectedEof) { Ok(()) } else { Err(error) }
}

/// What a stub needs for TLS, and the file of the authority that a receiver trusts.
pub(crate) fn certificates() -> Result<(Arc<ServerConfig>, PathBuf), Failure> {
    let folder = peers::work_dir().join("certificates");
    std::fs::create_dir_all(&folder)?;
    pchat_server::certificates::create(&folder, "example.com").map_err(|e| e.to_string())?;
    let config = pchat_server::certificates::tls_config(&folder).map_err(|e| e.to_string())?;
    Ok((config, pchat_server::certificates::ca_file(&folder)))
}
