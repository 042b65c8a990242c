//! Our acceptor and our signatures against an NTLM implementation that nobody here wrote: gss-ntlmssp as initiator in
//! datagram mode (Debian packages gss-ntlmssp, libkrb5-dev).
//!
//! Where the packages are absent these tests print why they check nothing; with `PCHAT_REQUIRE_INTEROP=1` they fail.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;

use pchat_core::auth::ntlm::{
    self, Authenticated, Direction, MessageMac, NtHash, NtlmError, SIGNATURE_LENGTH, TargetNames,
};

/// The compiled initiator, or why there is none.
fn program() -> Option<&'static Path> {
    static PROGRAM: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match PROGRAM.get_or_init(build) {
        Ok(path) => Some(path),
        Err(reason) if std::env::var("PCHAT_REQUIRE_INTEROP").is_ok_and(|value| value == "1") => {
            panic!("PCHAT_REQUIRE_INTEROP is set, but {reason}")
        }
        Err(reason) => {
            // Not eprintln: the harness hides that for tests that pass.
            let _ = writeln!(std::io::stderr(), "skipped: {reason}");
            None
        }
    }
}

fn build() -> Result<PathBuf, String> {
    if !Path::new("/etc/gss/mech.d/mech.ntlmssp.conf").exists() {
        return Err("the mechanism gss-ntlmssp is not installed (Debian package gss-ntlmssp)".to_string());
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/interop/gss_ntlmssp/initiator.c");
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gss_ntlmssp_initiator");
    if !header_found() {
        return Err(
            "no C compiler finds <gssapi/gssapi_ext.h> (Debian packages gcc, libkrb5-dev)".to_string()
        );
    }
    let built = Command::new("cc")
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-o"])
        .args([&program, &source])
        .arg("-lgssapi_krb5")
        .output()
        .map_err(|error| format!("cc cannot be started: {error}"))?;
    // The headers are there, so what fails now is our own program and must not pass as a missing package.
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    Ok(program)
}

fn header_found() -> bool {
    let compiler = Command::new("cc")
        .args(["-E", "-o", "/dev/null", "-include", "gssapi/gssapi_ext.h", "-x", "c", "/dev/null"])
        .stderr(Stdio::null())
        .status();
    compiler.is_ok_and(|status| status.success())
}

struct Initiator {
    child: Child,
    commands: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Initiator {
    fn start(program: &Path, login: &str, password: &str) -> Initiator {
        let mut child = Command::new(program)
            .args([login, password])
            // The mechanism can read its settings and a password file from there: only ours shall count.
            .env_clear()
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let commands = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Initiator { child, commands, answers }
    }

    fn ask(&mut self, command: &str, arguments: &[&[u8]]) -> String {
        let mut line = command.to_string();
        for argument in arguments {
            line.push(' ');
            argument.iter().for_each(|byte| line.push_str(&format!("{byte:02x}")));
        }
        line.push('\n');
        self.commands.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        assert!(answer.ends_with('\n'), "the initiator ended; its reason stands above");
        answer.trim_end().to_string()
    }

    fn bytes(&mut self, command: &str, arguments: &[&[u8]]) -> Vec<u8> {
        let answer = self.ask(command, arguments);
        (0..answer.len() / 2).map(|at| u8::from_str_radix(&answer[2 * at..2 * at + 2], 16).unwrap()).collect()
    }
}

impl Drop for Initiator {
    fn drop(&mut self) {
        drop(self.commands.take());
        let _ = self.child.wait();
    }
}

const NONCE: [u8; 8] = [0xdd, 0x1b, 0xaa, 0xf4, 0xe7, 0xe2, 0x18, 0xd1];

/// The AUTHENTICATE message for a challenge of ours, checked by our server, which knows `known` as the password.
fn sign_in(initiator: &mut Initiator, known: &str) -> Result<Authenticated, NtlmError> {
    let time = ntlm::filetime(SystemTime::now());
    let challenge = TargetNames::of_server("fe01.contoso.test").challenge(NONCE, time);
    let answer = initiator.bytes("answer", &[&challenge]);
    ntlm::check(&challenge, &NONCE, &answer, &mut |_| Some(NtHash::of_password(known)))
}

#[test]
fn the_acceptor_accepts_it_and_signatures_agree_both_ways() {
    let Some(program) = program() else { return };
    for (login, password, shown) in [
        ("CONTOSO\\alice", "open sesame", "CONTOSO\\alice"),
        ("alice", "p", "alice"),
        ("alice@contoso.test", "p", "contoso.test\\alice"),
        ("Contoso\\Zoë", "pässwörd 😀", "Contoso\\Zoë"),
    ] {
        let mut initiator = Initiator::start(program, login, password);
        let done = sign_in(&mut initiator, password).unwrap_or_else(|error| panic!("{login}: {error}"));
        assert_eq!(done.login.to_string(), shown);

        let to_server = MessageMac::new(&done.keys, Direction::ToServer);
        let to_client = MessageMac::new(&done.keys, Direction::ToClient);
        for text in [
            "<NTLM><2470fc3c><1><SIP Communications Service><fe01.contoso.test>".as_bytes(),
            &[0xc3; 1],
            &[b'x'; 5000],
        ] {
            let theirs = initiator.bytes("sign", &[text]);
            assert_eq!(theirs, to_server.sign(text), "{login}");
            let ours = to_client.sign(text);
            assert_eq!(ours.len(), SIGNATURE_LENGTH);
            assert_eq!(initiator.ask("verify", &[text, &ours]), "ok", "{login}");
            assert_eq!(initiator.ask("verify", &[&[text, b"!"].concat(), &ours]), "bad", "{login}");
            assert_eq!(initiator.ask("verify", &[text, &to_server.sign(text)]), "bad", "the wrong direction");
        }
    }
}

#[test]
fn a_wrong_password_is_refused() {
    let Some(program) = program() else { return };
    let mut initiator = Initiator::start(program, "CONTOSO\\alice", "open sesame");
    assert_eq!(sign_in(&mut initiator, "open Sesame").unwrap_err(), NtlmError::WrongCredentials);
    sign_in(&mut initiator, "open sesame").unwrap();
}
