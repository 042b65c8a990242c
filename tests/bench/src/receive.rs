//! The whole way of a received message: socket, TLS, SIP, signature, XCCOS, queue, C callback, and the 200 back.

use crate::{lync_stub, peers};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

const MESSAGES: usize = 200_000;

/// Without TLS and authentication.
pub(crate) fn plain() -> Result<(), Box<dyn std::error::Error>> {
    receive("receive_pchat_tcp", false)
}

/// Over TLS, with NTLM and every message signed both ways.
pub(crate) fn signed() -> Result<(), Box<dyn std::error::Error>> {
    receive("receive_pchat_tls_signed", true)
}

fn receive(name: &str, secure: bool) -> Result<(), Box<dyn std::error::Error>> {
    let program = build_receiver()?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let mut command = Command::new(program);
    command.arg(port.to_string()).arg(MESSAGES.to_string());
    let mut tls = None;
    if secure {
        let folder = peers::work_dir().join("certificates");
        std::fs::create_dir_all(&folder)?;
        pchat_server::certificates::create(&folder, "example.com").map_err(|e| e.to_string())?;
        tls = Some(pchat_server::certificates::tls_config(&folder).map_err(|e| e.to_string())?);
        command.arg(pchat_server::certificates::ca_file(&folder)).arg(lync_stub::PASSWORD);
    }
    let server = std::thread::spawn(move || lync_stub::serve_one(listener, tls, MESSAGES));
    let output = command.output()?;
    crate::report_rate(name, &output)?;
    server.join().map_err(|_| "the stub panicked")?.or_else(hung_up)?;
    Ok(())
}

/// The receiver exits without a word as soon as it has everything; that is no failure of the stub.
fn hung_up(error: std::io::Error) -> Result<(), std::io::Error> {
    use std::io::ErrorKind::{BrokenPipe, ConnectionReset, UnexpectedEof};
    if matches!(error.kind(), BrokenPipe | ConnectionReset | UnexpectedEof) { Ok(()) } else { Err(error) }
}

fn build_receiver() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = peers::work_dir().join("pchat_receiver");
    // Among what this program was built from, and so never older. The copy beside it is made only when asked for.
    let library = std::env::current_exe()?.with_file_name("deps").join("libpchat.a");
    let built = Command::new("cc")
        .args(["-O2", "-std=c11", "-Wall", "-Wextra", "-Werror", "-I"])
        .arg(root.join("include"))
        .arg(root.join("tests/bench/peers/pchat_receiver.c"))
        .arg("-o")
        .arg(&program)
        .arg(&library)
        .args(["-lgcc_s", "-lutil", "-lrt", "-lpthread", "-lm", "-ldl"])
        .status()?;
    if !built.success() {
        return Err(format!("cannot build the receiver with {}", library.display()).into());
    }
    Ok(program)
}
