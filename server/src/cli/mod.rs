//! The program `pchatd`.

mod arguments;
mod import;
mod maintain;
mod output;
mod people;
mod rooms;
mod serve;

pub use arguments::Arguments;
use arguments::{Command, Init};
use output::{advice, done, report};

use crate::certificates;
use crate::error::Result;
use crate::store::{Store, create_folder};
use clap::Parser;
use serde_json::json;
use std::process::ExitCode;

/// Runs the program with the process's arguments and gives its exit status: 0 done, 1 failed (one line on standard
/// error says why), 2 wrong usage.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match execute(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let advice = advice(&error).map_or_else(String::new, |typed| format!("; see: {typed}"));
            report(&format!("pchatd: {error}{advice}"));
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    match command {
        Command::Init(command) => init(&command),
        Command::User(command) => people::user(command),
        Command::Group(command) => people::group(command),
        Command::Category(command) => rooms::category(command),
        Command::Room(command) => rooms::room(command),
        Command::Addin(command) => people::add_in(command),
        Command::Message(command) => rooms::message(command),
        Command::History(history) => rooms::history(&history),
        Command::Settings(command) => maintain::settings(command),
        Command::Check(which) => maintain::check(&which),
        Command::Serve(serve) => serve::serve(&serve),
    }
}

fn init(init: &Init) -> Result<()> {
    create_folder(&init.data)?;
    // The store comes last: with it the folder counts as made, so an interrupted init can be repeated.
    if !init.data.join(crate::store::FILE).exists() {
        certificates::create(&init.data, &init.domain)?;
    }
    let store = Store::create(&init.data, &init.domain)?;
    let (domain, data) = (&store.identity().domain, init.data.display());
    let ca = certificates::ca_file(&init.data);
    let value = || json!({"domain": domain, "data": data.to_string(), "ca": ca.display().to_string()});
    let sentence = format!("made a store for {domain} in {data}\nclients have to trust {}", ca.display());
    done(init.json, value, &sentence)
}
