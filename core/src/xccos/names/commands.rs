//! The ids of commands, replies and notices (xccos.md 3).

use super::Confidence::{Guess, Likely, Sure};
use super::Name;
use crate::xccos::NoticeName;

/// One command with the id of its reply.
#[derive(Clone, Copy, Debug)]
pub struct CommandEntry {
    /// The command.
    pub name: CommandName,
    /// Its id.
    pub command: Name,
    /// The id of its reply. Replies are matched by `commandid`; this is what a server writes and a last resort.
    pub reply: Name,
}

/// One notice.
#[derive(Clone, Copy, Debug)]
pub struct NoticeEntry {
    /// The notice.
    pub name: NoticeName,
    /// Its id.
    pub notice: Name,
}

/// The reply to a refused post: no sample exists, a client takes any reply whose `commandid` fits (xccos.md 12.5).
pub const GROUP_CHAT_REPLY: Name = Name::new("rpl:grpchat", &[], Guess, "PROFILE; SIPE ignores it");

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $command:expr, $reply:expr;)*) => {
        /// Every command that has a name here, sure or not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CommandName { $($(#[$doc])* $variant,)* }

        /// All commands.
        pub static COMMANDS: &[CommandEntry] = &[
            $(CommandEntry { name: CommandName::$variant, command: $command, reply: $reply },)*
        ];

        impl CommandName {
            /// This command's line of the table.
            pub fn entry(self) -> &'static CommandEntry {
                // The table is made from the same list as the enumeration, in the same order.
                &COMMANDS[self as usize]
            }
        }
    };
}

const fn sure(wire: &'static str, source: &'static str) -> Name {
    Name::new(wire, &[], Sure, source)
}

const fn likely(wire: &'static str, source: &'static str) -> Name {
    Name::new(wire, &[], Likely, source)
}

const fn guess(wire: &'static str, aliases: &'static [&'static str], source: &'static str) -> Name {
    Name::new(wire, aliases, Guess, source)
}

commands! {
    /// Where the channel server is.
    RequestUri = sure("cmd:requri", "SIPE"), sure("rpl:requri", "SIPE");
    /// Limits and facts of the server.
    GetServerInfo = sure("cmd:getserverinfo", "SIPE"),
        Name::new("rpl:getserverinfo", &["rpl:getservinfo"], Sure, "OCSP; the alias: SIPE, from a log of 2010");
    /// Join several rooms.
    BatchJoin = sure("cmd:bjoin", "SIPE, NXL, OCSP"), sure("rpl:bjoin", "SIPE, NXL, OCSP");
    /// Join one room.
    Join = sure("cmd:join", "SIPE, NXL"), sure("rpl:join", "SIPE, NXL");
    /// Leave a room.
    Part = sure("cmd:part", "SIPE, NXL"), sure("rpl:part", "SIPE, NXL");
    /// The newest messages of a room.
    BackchatContext = sure("cmd:bccontext", "SIPE, PLAN, OCSP"), sure("rpl:bccontext", "SIPE, PLAN, OCSP");
    /// Search rooms.
    SearchRooms = sure("cmd:chansrch", "SIPE, PLAN"), sure("rpl:chansrch", "SIPE, PLAN");
    /// Invitations newer than a known one.
    GetInvitations = sure("cmd:getinv", "SIPE"), likely("rpl:getinv", "INF, like the others");
    /// Rooms that the user is a member or manager of.
    GetAssociations = sure("cmd:getassociations", "PLAN"), likely("rpl:getassociations", "INF, like the others");
    /// Read a preference bundle.
    GetPreference = sure("cmd:getpref", "SIPE"), sure("rpl:getpref", "SIPE");
    /// Store a preference bundle.
    SetPreference = sure("cmd:setpref", "SIPE"), sure("rpl:setpref", "SIPE");
    /// A token for an upload.
    GetUploadToken = sure("cmd:getfutok", "NXL, captured"), sure("rpl:getftok", "NXL, captured");
    /// A token for a download.
    GetDownloadToken = sure("cmd:getfdtok", "NXL, captured"), sure("rpl:getftok", "NXL, captured");
    /// Categories in which the user may create rooms.
    GetCreatableCategories = sure("cmd:nodespermcreatechild", "SIPE"), sure("rpl:nodespermcreatechild", "SIPE");
    /// Search history by text, date and author.
    SearchHistory = guess("cmd:bcbydate", &["cmd:bcbyusr", "cmd:bcsearch"], "MEM(55)"),
        guess("rpl:bcbydate", &["rpl:bcbyusr", "rpl:bcsearch"], "MEM(55)");
    /// History relative to a message.
    HistoryByMessage = guess("cmd:bcbymsg", &[], "MEM(55)"), guess("rpl:bcbymsg", &[], "MEM(55)");
    /// One room by URI or name.
    GetRoom = guess("cmd:getchaninfo", &["cmd:chaninfo"], "PROFILE"),
        guess("rpl:getchaninfo", &["rpl:chaninfo"], "PROFILE");
    /// Create a room.
    CreateRoom = guess("cmd:chancreate", &[], "MEM(55)"), guess("rpl:chancreate", &[], "MEM(55)");
    /// Change a room, or move it to another category.
    ModifyRoom = guess("cmd:chanmodify", &["cmd:chanmod"], "MEM(55)"),
        guess("rpl:chanmodify", &["rpl:chanmod"], "MEM(55)");
    /// The members, managers or presenters of a room.
    GetRoles = guess("cmd:getroles", &[], "PROFILE"), guess("rpl:getroles", &[], "PROFILE");
    /// Add or remove members, managers or presenters.
    ModifyRoles = guess("cmd:modroles", &[], "PROFILE"), guess("rpl:modroles", &[], "PROFILE");
    /// Search users and groups.
    SearchPrincipals = guess("cmd:prinsearch", &["cmd:prinsrch", "cmd:usrsrch"], "MEM(35)"),
        guess("rpl:prinsearch", &["rpl:prinsrch", "rpl:usrsrch"], "MEM(35)");
    /// One user or group.
    GetPrincipal = guess("cmd:getuserinfo", &[], "MEM(40)"), guess("rpl:getuserinfo", &[], "MEM(40)");
    /// The asking user's permissions on a room.
    GetPermissions = guess("cmd:getnodesperm", &["cmd:getnodeperm"], "MEM(40)"),
        guess("rpl:getnodesperm", &["rpl:getnodeperm"], "MEM(40)");
    /// The participants of a room whose list is hidden.
    GetParticipants = guess("cmd:getusers", &["cmd:getactusers"], "PROFILE"),
        guess("rpl:getusers", &["rpl:getactusers"], "PROFILE");
    /// The registered add-ins.
    GetAddIns = guess("cmd:getaddins", &["cmd:siopsrch"], "PROFILE"),
        guess("rpl:getaddins", &["rpl:siopsrch"], "PROFILE");
}

impl CommandName {
    /// The command with this id, in any letter case, aliases included.
    pub fn of(id: &str) -> Option<CommandName> {
        COMMANDS.iter().find(|entry| entry.command.is_id(id.trim())).map(|entry| entry.name)
    }

    /// The id that is written.
    pub fn id(self) -> &'static str {
        self.entry().command.wire
    }

    /// The id of the reply that is written.
    pub fn reply_id(self) -> &'static str {
        self.entry().reply.wire
    }
}

/// All notices.
pub static NOTICES: &[NoticeEntry] = &[
    NoticeEntry { name: NoticeName::Join, notice: sure("ntc:join", "SIPE") },
    NoticeEntry { name: NoticeName::BatchJoin, notice: sure("ntc:bjoin", "SIPE") },
    NoticeEntry { name: NoticeName::Part, notice: sure("ntc:part", "SIPE, NXL") },
    NoticeEntry {
        name: NoticeName::Quit,
        notice: guess("ntc:quit", &["ntc:kick"], "MEM(45); the alias: PROFILE"),
    },
    NoticeEntry { name: NoticeName::Invitation, notice: guess("ntc:invite", &["ntc:inv"], "MEM(55)") },
    NoticeEntry {
        name: NoticeName::RoomModified,
        notice: guess("ntc:chanmodify", &["ntc:chanmod"], "PROFILE"),
    },
    NoticeEntry {
        name: NoticeName::PermissionsModified,
        notice: guess("ntc:permmodify", &["ntc:userperm", "ntc:aib"], "PROFILE"),
    },
];
