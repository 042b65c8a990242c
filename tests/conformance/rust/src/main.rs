//! Prints one line for each step of each scenario of the files and folders given.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let scenarios = match pchat_conformance::read(&paths) {
        Ok(scenarios) => scenarios,
        Err(why) => {
            eprintln!("pchat-conformance: {why}");
            return ExitCode::from(2);
        }
    };
    let mut out = std::io::stdout().lock();
    for line in scenarios.iter().flat_map(pchat_conformance::lines) {
        if writeln!(out, "{}", line.text()).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
