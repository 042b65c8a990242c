//! Libraries of other people doing the same work in the same run.

use crate::{stage, xmpp_stub};
use serde_json::Value;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

type Failure = Box<dyn std::error::Error>;

const MESSAGES: usize = 200_000;

/// Where helper programs and environments of the benchmarks are built.
pub(crate) fn work_dir() -> PathBuf {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench");
    std::fs::create_dir_all(&dir).expect("target/ is writable");
    dir
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(name)
}

/// libstrophe (C) receiving the texts as XMPP groupchat.
pub(crate) fn libstrophe() -> Result<(), Failure> {
    let program = work_dir().join("strophe_receiver");
    let built = Command::new("cc")
        .args(["-O2", "-Wall", "-Wextra", "-Werror", "-o"])
        .arg(&program)
        .arg(source("strophe_receiver.c"))
        .arg("-lstrophe")
        .status()?;
    if !built.success() {
        return Err("cannot build the libstrophe receiver: install libstrophe-dev".into());
    }
    report("receive_libstrophe", &receive("receive_libstrophe", Command::new(program), false, MESSAGES)?)
}

/// slixmpp (Python) receiving the texts as XMPP groupchat.
pub(crate) fn slixmpp() -> Result<(), Failure> {
    report("receive_slixmpp", &receive_slixmpp("receive_slixmpp", false)?)
}

/// What slixmpp's receiver reports.
pub(crate) fn receive_slixmpp(name: &str, secure: bool) -> Result<Value, Failure> {
    let venv = work_dir().join("venv");
    let python = venv.join("bin/python");
    if !venv.join("ready").exists() {
        let made = runs(Command::new("python3").args(["-m", "venv"]).arg(&venv))
            && runs(Command::new(&python).args(["-m", "pip", "install", "-q", "slixmpp"]));
        if !made {
            return Err(
                "cannot install slixmpp into a virtual environment: install Python with its module venv \
                        (Debian package python3-venv), and let pip reach a package index"
                    .into(),
            );
        }
        std::fs::write(venv.join("ready"), "")?;
    }
    let mut command = Command::new(python);
    command.arg(source("slixmpp_receiver.py"));
    receive(name, command, secure, MESSAGES / 5)
}

/// What the receiver of @xmpp/client (Node) reports.
pub(crate) fn receive_xmpp_js(name: &str, secure: bool) -> Result<Value, Failure> {
    let folder = work_dir().join("xmpp-js");
    if !folder.join("ready").exists() {
        std::fs::create_dir_all(&folder)?;
        let install =
            ["install", "--silent", "--no-save", "--no-audit", "--no-fund", "@xmpp/client@0.14", "--prefix"];
        if !runs(Command::new("npm").args(install).arg(&folder)) {
            return Err("cannot install @xmpp/client: install Node 20 or newer with npm (Debian packages nodejs and npm), and let \
                        npm reach a registry"
                .into());
        }
        std::fs::write(folder.join("ready"), "")?;
    }
    let mut command = Command::new("node");
    command.arg(source("xmpp_js_receiver.cjs")).arg(folder);
    receive(name, command, secure, MESSAGES / 5)
}

fn runs(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

fn receive(name: &str, mut receiver: Command, secure: bool, count: usize) -> Result<Value, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    receiver.arg(address.port().to_string()).arg(count.to_string());
    let mut tls = None;
    if secure {
        let (config, ca_file) = stage::certificates()?;
        tls = Some(config);
        // Node takes it from there.
        receiver.arg(&ca_file).env("NODE_EXTRA_CA_CERTS", &ca_file);
    }
    let server = std::thread::spawn(move || xmpp_stub::serve_one(&listener, tls, count));
    let output = receiver.output();
    // A receiver that never came would keep the stub waiting.
    drop(std::net::TcpStream::connect(address));
    let report = crate::report_of(name, &output.map_err(|e| stage::not_started(&receiver, &e))?)?;
    server.join().map_err(|_| "the XMPP stub panicked")?.or_else(stage::hung_up)?;
    Ok(report)
}

fn report(name: &str, report: &Value) -> Result<(), Failure> {
    crate::report_value(name, crate::rate(name, report)?, "messages/s");
    Ok(())
}
