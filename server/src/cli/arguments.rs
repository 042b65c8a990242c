//! What can be typed.

use super::maintain::SettingsCommand;
use super::people::{AddInCommand, GroupCommand, UserCommand};
use super::rooms::{CategoryCommand, History, MessageCommand, RoomCommand};
use crate::address::parse_domain;
use crate::error::Result;
use crate::store::Store;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The embedded Persistent Chat server.
#[derive(Debug, Parser)]
#[command(name = "pchatd", version, about, subcommand_required = true, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a data folder: store, own CA and server certificate, root category
    Init(Init),
    /// Users: add, set, show, list, remove, import
    #[command(subcommand)]
    User(UserCommand),
    /// Groups of users and groups: add, set, show, list, remove
    #[command(subcommand)]
    Group(GroupCommand),
    /// Categories, the groups that rooms are in: add, set, show, list, remove
    #[command(subcommand)]
    Category(CategoryCommand),
    /// Rooms: add, set, show, list, remove, clear
    #[command(subcommand)]
    Room(RoomCommand),
    /// Web pages that rooms show: add, set, show, list, remove
    #[command(subcommand)]
    Addin(AddInCommand),
    /// Remove or replace a message
    #[command(subcommand)]
    Message(MessageCommand),
    /// Show the messages of a room
    History(History),
    /// Limits, and what the server says about itself: show, set
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// Verify the store
    Check(Which),
    /// Serve clients until SIGTERM or SIGINT
    Serve(Serve),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder to make
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
    /// The SIP domain of the addresses, such as example.com
    #[arg(long, value_parser = parse_domain)]
    pub(super) domain: String,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    On,
    Off,
}

impl Switch {
    pub(super) fn is_on(self) -> bool {
        self == Switch::On
    }
}

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) data: Data,
    /// Listen for TLS here; a port alone means the loopback address, port 0 any free one [default: 127.0.0.1:5061,
    /// unless --sip-tcp is given]
    #[arg(long, value_name = "ADDR", value_parser = listen_address)]
    pub(super) sip_tls: Option<SocketAddr>,
    /// Listen for plain TCP here
    #[arg(long, value_name = "ADDR", value_parser = listen_address)]
    pub(super) sip_tcp: Option<SocketAddr>,
    /// Serve files here, over TLS [default: a free port on the address that chat is on]
    #[arg(long, value_name = "ADDR", value_parser = listen_address, conflicts_with = "no_files")]
    pub(super) files: Option<SocketAddr>,
    /// The host in the address of the file service that clients get; its certificate has to be good for it
    #[arg(long, value_name = "HOST[:PORT]", value_parser = authority)]
    pub(super) files_host: Option<String>,
    /// Serve no files
    #[arg(long)]
    pub(super) no_files: bool,
    /// How clients prove who they are; with none in the list those without credentials are believed
    #[arg(long, value_name = "METHODS", value_enum, value_delimiter = ',', default_value = "ntlm")]
    pub(super) auth: Vec<Method>,
    /// When every listener is up, write a JSON object that says where to this file too
    #[arg(long, value_name = "FILE")]
    pub(super) ready_file: Option<PathBuf>,
    /// Append a line of JSON to this file for everybody who joins, leaves, says, reads, moves or removes something; SIGHUP: the
    /// file was moved away, go on with a new one
    #[arg(long, value_name = "FILE")]
    pub(super) compliance: Option<PathBuf>,
    /// What to log to standard error: off, error, warn, info, debug or trace
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    pub(super) log: log::LevelFilter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Method {
    Ntlm,
    None,
}

fn authority(text: &str) -> std::result::Result<String, String> {
    let (host, port) = text.rsplit_once(':').unwrap_or((text, "443"));
    match (parse_domain(host), port.parse::<u16>()) {
        (Ok(_), Ok(1..)) => Ok(text.to_owned()),
        _ => Err("write it as HOST or HOST:PORT, such as chat.example.com:8443".to_owned()),
    }
}

fn listen_address(text: &str) -> std::result::Result<SocketAddr, String> {
    let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
    if let Ok(port) = text.strip_prefix(':').unwrap_or(text).parse() {
        return Ok(SocketAddr::new(loopback, port));
    }
    let named = text.strip_prefix("localhost:").and_then(|port| port.parse().ok());
    match named {
        Some(port) => Ok(SocketAddr::new(loopback, port)),
        None => {
            text.parse().map_err(|_| "write it as ADDRESS:PORT, such as 127.0.0.1:5061 or [::1]:0".to_owned())
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Data {
    /// The folder that `pchatd init` made
    #[arg(long = "data", value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Which {
    #[command(flatten)]
    pub(super) data: Data,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

impl Which {
    /// The store of the folder.
    pub(super) fn open(&self) -> Result<Store> {
        Store::open(&self.data.folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_password_source_is_needed_and_only_one() {
        let parse = |rest: &[&str]| {
            let start = ["pchatd", "user", "add", "--data", "d", "sip:alice@example.com"];
            Arguments::try_parse_from(start.iter().chain(rest).copied())
        };
        assert!(parse(&["--password-stdin"]).is_ok());
        assert!(parse(&["--password-file", "f", "--login", "EXAMPLE\\alice"]).is_ok());
        assert!(parse(&[]).is_err());
        assert!(parse(&["--password-stdin", "--password-file", "f"]).is_err());
        assert!(parse(&["--password-stdin", "--json"]).is_ok());
    }
}
