//! The program `pchatd`.

mod arguments;
mod list;
mod make;
mod serve;

pub use arguments::Arguments;
use arguments::{CategoryCommand, Command, RoomCommand, UserCommand};

use crate::error::{Error, Result};
use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// Runs the program with the process's arguments and gives its exit status: 0 done, 1 failed (one line on standard
/// error says why), 2 wrong usage.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match execute(arguments.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&format!("pchatd: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    match command {
        Command::Init(init) => make::init(&init),
        Command::User(UserCommand::Add(add)) => make::add_user(&add),
        Command::User(UserCommand::List(which)) => list::users(&which),
        Command::Category(CategoryCommand::Add(add)) => make::add_category(&add),
        Command::Category(CategoryCommand::List(which)) => list::categories(&which),
        Command::Room(RoomCommand::Add(add)) => make::add_room(&add),
        Command::Room(RoomCommand::List(which)) => list::rooms(&which),
        Command::History(history) => list::history(&history),
        Command::Serve(serve) => serve::serve(&serve),
    }
}

/// Writes to standard output. A reader that has gone away (`| head`) is no failure.
fn say(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::io("write to standard output", &error))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error, where nobody may be listening.
fn report(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
