//! What can be typed.

use crate::address::{Address, parse_domain};
use crate::model::Privacy;
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
    /// Add and list users
    #[command(subcommand)]
    User(UserCommand),
    /// Add and list categories, the groups that rooms are in
    #[command(subcommand)]
    Category(CategoryCommand),
    /// Add and list rooms
    #[command(subcommand)]
    Room(RoomCommand),
    /// Show the messages of a room
    History(History),
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
}

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add a user; works while the server runs
    Add(AddUser),
    /// List the users
    List(Which),
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("password").required(true))]
pub(super) struct AddUser {
    #[command(flatten)]
    pub(super) data: Data,
    /// Who it is, such as alice@example.com (sip: may stand before it)
    #[arg(value_name = "SIP-ADDRESS", value_parser = Address::parse)]
    pub(super) address: Address,
    /// What the user types to sign in [default: the part of the address before the @]
    #[arg(long, value_name = "DOMAIN\\name")]
    pub(super) login: Option<String>,
    /// What others see [default: the part of the address before the @]
    #[arg(long, value_name = "N")]
    pub(super) display_name: Option<String>,
    /// E-mail address
    #[arg(long, value_name = "E", default_value = "", hide_default_value = true)]
    pub(super) email: String,
    /// Read the password from the first line of standard input
    #[arg(long, group = "password")]
    pub(super) password_stdin: bool,
    /// Read the password from the first line of a file
    #[arg(long, value_name = "F", group = "password")]
    pub(super) password_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum CategoryCommand {
    /// Add a category; works while the server runs
    Add(AddCategory),
    /// List the categories
    List(Which),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    On,
    Off,
}

#[derive(Debug, Args)]
pub(super) struct AddCategory {
    #[command(flatten)]
    pub(super) data: Data,
    /// Its name, unique
    pub(super) name: String,
    /// What its rooms are for
    #[arg(long, value_name = "D", default_value = "", hide_default_value = true)]
    pub(super) description: String,
    /// Who is in its scope [default: everybody with an account]
    #[arg(long, value_name = "P", value_parser = Address::parse)]
    pub(super) allow: Vec<Address>,
    /// Who is not, although allowed
    #[arg(long, value_name = "P", value_parser = Address::parse)]
    pub(super) deny: Vec<Address>,
    /// Who may create rooms in it
    #[arg(long, value_name = "P", value_parser = Address::parse)]
    pub(super) creator: Vec<Address>,
    /// Tell people when they become members
    #[arg(long, value_enum, default_value_t = Switch::On)]
    pub(super) invitations: Switch,
    /// Files may be posted
    #[arg(long, value_enum, default_value_t = Switch::Off)]
    pub(super) file_upload: Switch,
    /// Messages are kept
    #[arg(long, value_enum, default_value_t = Switch::On)]
    pub(super) history: Switch,
}

#[derive(Debug, Subcommand)]
pub(super) enum RoomCommand {
    /// Add a room; works while the server runs
    Add(AddRoom),
    /// List the rooms
    List(Which),
}

#[derive(Debug, Args)]
pub(super) struct AddRoom {
    #[command(flatten)]
    pub(super) data: Data,
    /// Its name, unique
    pub(super) name: String,
    /// The category's name
    #[arg(long, value_name = "C")]
    pub(super) category: String,
    /// What the room is for
    #[arg(long, value_name = "D", default_value = "", hide_default_value = true)]
    pub(super) description: String,
    /// What it is about just now
    #[arg(long, value_name = "T", default_value = "", hide_default_value = true)]
    pub(super) topic: String,
    /// open: joined by all in scope; closed: seen by all in scope, joined by members; secret: seen by members
    #[arg(long, value_name = "open|closed|secret", default_value = "closed", value_parser = |text: &str| text.parse::<Privacy>())]
    pub(super) privacy: Privacy,
    /// Only presenters post
    #[arg(long)]
    pub(super) auditorium: bool,
    /// A member
    #[arg(long, value_name = "P", value_parser = Address::parse)]
    pub(super) member: Vec<Address>,
    /// One who may change the room; joins only when also a member
    #[arg(long, value_name = "P", value_parser = Address::parse)]
    pub(super) manager: Vec<Address>,
    /// A member who may post in an auditorium
    #[arg(long, value_name = "P", value_parser = Address::parse)]
    pub(super) presenter: Vec<Address>,
}

#[derive(Debug, Args)]
pub(super) struct History {
    /// The room's name or URI
    pub(super) room: String,
    #[command(flatten)]
    pub(super) which: Which,
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
    /// How clients prove who they are; with none in the list those without credentials are believed
    #[arg(long, value_name = "METHODS", value_enum, value_delimiter = ',', default_value = "ntlm")]
    pub(super) auth: Vec<Method>,
    /// When every listener is up, write a JSON object that says where to this file too
    #[arg(long, value_name = "FILE")]
    pub(super) ready_file: Option<PathBuf>,
    /// What to log to standard error: off, error, warn, info, debug or trace
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    pub(super) log: log::LevelFilter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Method {
    Ntlm,
    None,
}

fn listen_address(text: &str) -> Result<SocketAddr, String> {
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
    }
}
