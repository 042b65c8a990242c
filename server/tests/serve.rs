//! `pchatd serve`, run as a person runs it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use pchat_server::scratch::ScratchFolder;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::rustls::{self, ClientConfig, ClientConnection, RootCertStore, StreamOwned};

const PATIENCE: Duration = Duration::from_secs(20);

struct Program {
    folder: ScratchFolder,
}

impl Program {
    fn new() -> Program {
        let program = Program { folder: ScratchFolder::new().unwrap() };
        program.run(&["init", "--domain", "example.com"], "");
        program.run(&["user", "add", "alice@example.com", "--password-stdin"], "secret");
        program.run(&["category", "add", "General"], "");
        program.run(&["room", "add", "Lobby", "--category", "General", "--privacy", "open"], "");
        program
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pchatd"));
        command.args(arguments).arg("--data").arg(self.data());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> String {
        let mut child = self.command(arguments).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn serve(&self, arguments: &[&str]) -> (Running, Value) {
        let mut child = self.command(&["serve"]).args(arguments).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (Running { child }, serde_json::from_str(&line).unwrap_or_else(|_| panic!("not ready: {line:?}")))
    }
}

/// A server process; ended by its id.
struct Running {
    child: Child,
}

impl Running {
    /// SIGTERM, and what standard error had to say.
    fn terminate(mut self) -> String {
        let done = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status().unwrap();
        assert!(done.success());
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{said}");
        said
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn connect(address: &Value) -> TcpStream {
    let stream = TcpStream::connect(address.as_str().unwrap()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

fn tls(address: &Value, ca: &Value, name: &str) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(ca.as_str().unwrap()).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    StreamOwned::new(ClientConnection::new(Arc::new(config), name).unwrap(), connect(address))
}

/// Sends a REGISTER without credentials and gives the status of the answer.
fn register(stream: &mut (impl Read + Write), who: &str) -> u16 {
    let request = format!(
        "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:1;branch=z9hG4bK1\r\nFrom: <sip:{who}@example.com>;tag=1;epid=0a\r\n\
         To: <sip:{who}@example.com>\r\nCall-ID: {who}\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    stream.flush().unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
    }
    String::from_utf8(answer).unwrap().split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn it_says_where_it_listens_and_ends_cleanly() {
    let program = Program::new();
    let ready_file = program.folder.path().join("ready.json");
    let (running, ready) = program.serve(&[
        "--sip-tls",
        "127.0.0.1:0",
        "--sip-tcp",
        "0",
        "--auth",
        "ntlm,none",
        "--ready-file",
        ready_file.to_str().unwrap(),
        "--log",
        "info",
    ]);
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&ready_file).unwrap()).unwrap();
    assert_eq!(written, ready);
    assert!(ready["sip_tls"].as_str().unwrap().starts_with("127.0.0.1:"));
    for name in ["localhost", "127.0.0.1", "example.com", "lync.example.com", "sip.example.com"] {
        assert_eq!(register(&mut tls(&ready["sip_tls"], &ready["ca"], name), "alice"), 200, "{name}");
    }
    let mut plain = connect(&ready["sip_tcp"]);
    assert_eq!(register(&mut plain, "alice"), 200);

    // The command line works on the store of the running server.
    assert_eq!(register(&mut connect(&ready["sip_tcp"]), "bob"), 404);
    program.run(&["user", "add", "bob@example.com", "--password-stdin"], "secret");
    assert_eq!(register(&mut connect(&ready["sip_tcp"]), "bob"), 200);

    let log = running.terminate();
    assert!(log.contains("alice@example.com signed in"), "{log}");
    let mut rest = Vec::new();
    assert_eq!(plain.read_to_end(&mut rest).unwrap(), 0, "closed, not reset");
    // One file is left, which holds everything.
    assert!(!program.data().join("pchat.db-wal").exists());
    assert!(program.run(&["user", "list"], "").contains("bob@example.com"));
}

#[test]
fn by_default_ntlm_over_tls_is_asked_for() {
    let program = Program::new();
    let (running, ready) = program.serve(&["--sip-tls", "localhost:0"]);
    assert_eq!(ready["sip_tcp"], Value::Null);
    assert_eq!(register(&mut tls(&ready["sip_tls"], &ready["ca"], "localhost"), "alice"), 401);
    assert_eq!(running.terminate(), "", "nothing to complain about");
}

#[test]
fn what_cannot_work_is_told_at_once() {
    let other = Program::new();
    let (running, ready) = other.serve(&["--sip-tcp", "127.0.0.1:0"]);
    assert_eq!(ready["sip_tls"], Value::Null);
    let address = ready["sip_tcp"].as_str().unwrap();
    let program = Program::new();
    for (arguments, status, part) in [
        (&["serve", "--sip-tcp", address][..], 1, "cannot listen for TCP"),
        (&["serve", "--sip-tcp", "nowhere"], 2, "ADDRESS:PORT"),
        (&["serve", "--auth", "kerberos"], 2, "ntlm"),
        (&["serve", "--log", "loud"], 2, "--log"),
        (&["serve", "--sip-tcp", "0", "--ready-file", "/nonexistent/ready"], 1, "/nonexistent/ready"),
    ] {
        let output = program.command(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(said.contains(part), "{arguments:?}: {said}");
    }
    running.terminate();
}

#[test]
fn a_folder_has_one_server_at_a_time() {
    let program = Program::new();
    let (running, _) = program.serve(&["--sip-tcp", "0"]);
    let output = program.command(&["serve", "--sip-tcp", "0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another server serves"));
    // However the first one ends, the next may begin.
    drop(running);
    program.serve(&["--sip-tcp", "0"]).0.terminate();
}
