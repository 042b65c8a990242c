//! The whole way of a received message: socket, TLS, SIP, signature, XCCOS, queue, C callback, and the 200 back.

use crate::{consumers, stage};
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
    // Among what this program was built from, and so never older. The copy beside it is made only when asked for.
    let library = std::env::current_exe()?.with_file_name("deps").join("libpchat.a");
    let mut command = Command::new(consumers::build_c(&library, false)?);
    command.args(["receive", "callback", &MESSAGES.to_string(), "-"]);
    let report = stage::run(name, command, secure, MESSAGES)?;
    crate::report_value(name, crate::rate(name, &report)?, "messages/s");
    Ok(())
}
