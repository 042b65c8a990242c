//! Libraries of other people doing the same work in the same run.

use crate::xmpp_stub;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

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
pub(crate) fn libstrophe() -> Result<(), Box<dyn std::error::Error>> {
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
    receive("receive_libstrophe", Command::new(program), MESSAGES)
}

/// slixmpp (Python) receiving the texts as XMPP groupchat.
pub(crate) fn slixmpp() -> Result<(), Box<dyn std::error::Error>> {
    let venv = work_dir().join("venv");
    let python = venv.join("bin/python");
    if !venv.join("ready").exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&venv).status()?.success()
            && Command::new(&python).args(["-m", "pip", "install", "-q", "slixmpp"]).status()?.success();
        if !made {
            return Err("cannot install slixmpp into a virtual environment".into());
        }
        std::fs::write(venv.join("ready"), "")?;
    }
    let mut command = Command::new(python);
    command.arg(source("slixmpp_receiver.py"));
    receive("receive_slixmpp", command, MESSAGES / 5)
}

fn receive(name: &str, mut receiver: Command, count: usize) -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let server = std::thread::spawn(move || xmpp_stub::serve_one(&listener, count));
    let output = receiver.arg(port.to_string()).arg(count.to_string()).output()?;
    server.join().map_err(|_| "the XMPP stub panicked")??;
    crate::report_rate(name, &output)
}
