//! What a refusal of the chat service means for the one who asked: the same code has another cause after another command.

use super::text::short;
use crate::api::{Error, ErrorCode};
use crate::xccos::names::CommandName;
use crate::xccos::{Failure, Refusal, Request, ResponseClass, RoleChange, RoleKind};
use std::borrow::Cow;

/// What the chat service was asked for, as far as the cause of a refusal depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// To join rooms.
    Join,
    /// To take a message.
    Post,
    /// For messages of a room, or a file in it.
    Read,
    /// For messages of several rooms.
    ReadMany,
    /// To take a file.
    Upload,
    /// To make a room.
    Create { with_add_in: bool },
    /// To change a room, its roles or who could have them.
    Manage { with_add_in: bool, with_presenters: bool },
    /// To take a role away.
    TakeRole,
    /// To move a room.
    Move,
    /// For something of a category.
    Category,
    /// For a user or group.
    Person,
    /// For anything else; what it names, when it names something, is a room.
    Other,
}

impl Asked {
    /// What a request asks for.
    pub(super) fn of(request: &Request) -> Asked {
        let data = match request {
            Request::Join(_) | Request::BatchJoin(_) => return Asked::Join,
            Request::BackchatContext { .. } | Request::GetDownloadToken(_) => return Asked::Read,
            Request::GetUploadToken(_) => return Asked::Upload,
            Request::Other { data, .. } => data,
            _ => return Asked::Other,
        };
        let room = data.rooms.first();
        let mut roles = data.roles.iter().chain(room.into_iter().flat_map(|room| &room.roles));
        let with_add_in = room.is_some_and(|room| room.add_in.is_some());
        match request.name() {
            Some(CommandName::SearchHistory | CommandName::HistoryByMessage) if data.rooms.len() > 1 => {
                Asked::ReadMany
            }
            Some(CommandName::SearchHistory | CommandName::HistoryByMessage) => Asked::Read,
            Some(CommandName::CreateRoom) => Asked::Create { with_add_in },
            Some(CommandName::ModifyRoom) if room.is_some_and(|room| room.parent.is_some()) => Asked::Move,
            Some(CommandName::ModifyRoles)
                if roles.clone().any(|list| list.change == Some(RoleChange::Remove)) =>
            {
                Asked::TakeRole
            }
            Some(CommandName::ModifyRoom | CommandName::ModifyRoles) => {
                let with_presenters = roles.any(|list| list.kind == Some(RoleKind::Presenter));
                Asked::Manage { with_add_in, with_presenters }
            }
            Some(CommandName::SearchPrincipals) if !data.categories.is_empty() => Asked::Category,
            Some(CommandName::SearchPrincipals) if room.is_some() => {
                Asked::Manage { with_add_in: false, with_presenters: false }
            }
            Some(CommandName::GetPrincipal) => Asked::Person,
            _ => Asked::Other,
        }
    }

    /// The thing that has to exist.
    fn named(self) -> &'static str {
        match self {
            Asked::Create { .. } | Asked::Category => "the category",
            Asked::Move => "the room or the category",
            Asked::ReadMany => "one of the rooms",
            _ => "the room",
        }
    }

    /// What it takes, for somebody who may not.
    fn permission(self) -> &'static str {
        match self {
            Asked::Join => "; members join this room, and its managers make members",
            Asked::Post => "; members post, and in an auditorium presenters alone",
            Asked::Read => "; members read this room, and its managers make members",
            Asked::ReadMany => "; members read a room, and one of these rooms has the user not as a member",
            Asked::Upload => {
                "; the category of the room takes no files, or the user may not post in the room"
            }
            Asked::Manage { .. } | Asked::TakeRole => "; it takes a manager of the room",
            Asked::Move => "; it takes a manager of the room who is a creator in the category",
            Asked::Person => "; administrators read about everybody, others about themselves",
            Asked::Create { .. } | Asked::Category | Asked::Other => "",
        }
    }

    /// Which argument it may be that is refused.
    fn argument(self) -> &'static str {
        match self {
            Asked::Create { with_add_in: true }
            | Asked::Manage { with_add_in: true, with_presenters: false } => {
                "; there may be no add-in with this id"
            }
            Asked::Manage { with_add_in: false, with_presenters: true } => {
                "; only an auditorium has presenters"
            }
            Asked::Manage { with_add_in: true, with_presenters: true } => {
                "; there may be no add-in with this id, and only an auditorium has presenters"
            }
            _ => "; check what it was given",
        }
    }
}

/// A refusal of the chat service.
pub(super) fn refused(doing: &str, asked: Asked, refusal: &Refusal) -> Error {
    let (code, why) = meaning(refusal.class, asked);
    // A reason after the name says more than the name means in general. A text without a known name is quoted as a whole.
    let message = match refusal.text.split_once(": ") {
        Some((name, reason)) if refusal.class != ResponseClass::UnknownServerError => {
            let named = Refusal { text: name.to_owned(), ..refusal.clone() };
            format!("{doing}: {reason} ({named})")
        }
        _ => format!("{doing}: {why} ({refusal})"),
    };
    let error = Error::new(code, message);
    match refusal.code {
        Some(code) => error.with_server_response(code, &refusal.text),
        None => error,
    }
}

/// A room of a batch that the chat service left out.
pub(super) fn left_out(doing: &str, failure: &Failure) -> Error {
    let (code, why) = meaning(failure.class(), Asked::Join);
    Error::new(code, format!("{doing}: {why} (the chat server says {})", short(&failure.key)))
}

/// The SDK's code, why it came to that, and what to do.
fn meaning(class: ResponseClass, asked: Asked) -> (ErrorCode, Cow<'static, str>) {
    let (code, why) = match class {
        ResponseClass::InvalidArgument => {
            let why = format!("the server refuses an argument{}", asked.argument());
            return (ErrorCode::InvalidArgument, why.into());
        }
        ResponseClass::NodeDisabled => {
            let why = format!("{} is disabled; a manager of it has to enable it first", asked.named());
            return (ErrorCode::NodeDisabled, why.into());
        }
        ResponseClass::PermissionDenied => {
            let why = format!("the user is not allowed to perform this{}", asked.permission());
            return (ErrorCode::ErrorPermission, why.into());
        }
        ResponseClass::NoSuchNode => {
            let why = format!("{} does not exist, or the user may not see it", asked.named());
            return (ErrorCode::NoSuchNode, why.into());
        }
        ResponseClass::NoSuchPrincipal if asked == Asked::TakeRole => (
            ErrorCode::NoSuchPrincipal,
            "a user or group does not have this role; name only those who are in its list",
        ),
        ResponseClass::NoSuchPrincipal => (
            ErrorCode::NoSuchPrincipal,
            "a user or group does not exist in the directory; check the addresses",
        ),
        ResponseClass::DatabaseConnection => (
            ErrorCode::DatabaseConnection,
            "the server lost its database; try again later, and tell its administrator",
        ),
        ResponseClass::DataCollision => {
            (ErrorCode::DataCollision, "it changed meanwhile; fetch it again and retry")
        }
        ResponseClass::DuplicateRoomName => {
            (ErrorCode::DuplicateRoomName, "a room of this name exists; choose another name")
        }
        ResponseClass::CannotGetParticipantList => (
            ErrorCode::CannotGetParticipantList,
            "the participant list may not be asked for; those inside a large room may, a small one tells it by itself",
        ),
        ResponseClass::LimitExceeded if asked == Asked::Post => {
            (ErrorCode::LimitExceeded, "a limit of the server was passed; shorten the message or split it")
        }
        ResponseClass::LimitExceeded => {
            (ErrorCode::LimitExceeded, "a limit of the server was passed; send less, or ask for less at once")
        }
        ResponseClass::MessageNotSupported => (
            ErrorCode::MsgNotSupported,
            "the server does not know the command; it is too old for it, or its administrator switched this off",
        ),
        ResponseClass::NodeHierarchyViolation => (
            ErrorCode::NodeHierarchyViolation,
            "the root category holds categories only; name a category inside it",
        ),
        ResponseClass::UnableToCreateRoom => (
            ErrorCode::UnableToCreateRoom,
            "the user may not create rooms in this category; an administrator names its creators",
        ),
        ResponseClass::UnknownServerError => (
            ErrorCode::UnknownServerError,
            "the server failed without a known reason; try again later, and tell its administrator",
        ),
        ResponseClass::UserNotJoined => {
            (ErrorCode::UserNotJoined, "the user is not joined to the room; join it first")
        }
        ResponseClass::PrincipalsAlreadyDefined => (
            ErrorCode::PrincipalsAlreadyDefined,
            "the principals are already defined in this role; leave out those who have it",
        ),
        ResponseClass::PrincipalsNotInScope => (
            ErrorCode::PrincipalsNotInScope,
            "a user or group is outside the scope of the category; leave it out, or have an administrator widen the scope",
        ),
        ResponseClass::PresenterNotMember => (
            ErrorCode::PresenterNotInMemList,
            "a presenter is not a member of the room; make the user a member first",
        ),
        ResponseClass::DuplicateAddInName => {
            (ErrorCode::DuplicateAddinName, "the name of the add-in is taken; choose another one")
        }
        ResponseClass::FileDownloadFailed => {
            (ErrorCode::FileDownloadFailed, "the file could not be downloaded; try again later")
        }
        ResponseClass::FileUploadFailed => {
            (ErrorCode::FileUploadFailed, "the file could not be uploaded; try again later")
        }
        ResponseClass::InvalidFlowOfOperations => (
            ErrorCode::InvalidFlowOfOperations,
            "the connection is not in a state for this; connect again with a new endpoint",
        ),
        ResponseClass::InvalidToken => {
            (ErrorCode::InvalidToken, "the server does not accept its own token for the file; try again")
        }
        ResponseClass::ServerError => (
            ErrorCode::ServerError,
            "the server met an error of its own; try again later, and tell its administrator",
        ),
        ResponseClass::CommandFailed => (
            ErrorCode::CommandFailed,
            "the server could not do it; try again later, and tell its administrator",
        ),
        ResponseClass::OperationFailed => {
            (ErrorCode::CommandFailed, "the server refused it without a reason; ask its administrator")
        }
    };
    (code, why.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_servers_text_decides() {
        let refusal = |code, text: &str| Refusal {
            class: ResponseClass::of(text),
            code: Some(code),
            text: text.to_string(),
        };
        let error = refused("join", Asked::Join, &refusal(404, "ERR_NO_SUCH_NODE"));
        assert_eq!(error.code(), ErrorCode::NoSuchNode);
        assert_eq!((error.server_code(), error.server_text()), (Some(404), Some("ERR_NO_SUCH_NODE")));
        assert_eq!(
            refused("x", Asked::Other, &refusal(999, "WHATEVER")).code(),
            ErrorCode::UnknownServerError
        );
    }

    #[test]
    fn each_of_the_25_names_is_told_apart_whatever_its_number() {
        // spec: sdk.md 4, in the order of the SDK's numbers.
        let names = [
            "DatabaseConnection",
            "DataCollision",
            "DuplicateRoomName",
            "InvalidArgument",
            "CannotGetParticipantList",
            "LimitExceeded",
            "MsgNotSupported",
            "NodeDisabled",
            "NodeHierarchyViolation",
            "ErrorPermission",
            "NoSuchNode",
            "NoSuchPrincipal",
            "UnableToCreateRoom",
            "UnknownServerError",
            "UserNotJoined",
            "FileDownloadFailed",
            "FileUploadFailed",
            "InvalidFlowOfOperations",
            "InvalidToken",
            "ServerError",
            "CommandFailed",
            "PrincipalsAlreadyDefined",
            "PrincipalsNotInScope",
            "PresenterNotInMemList",
            "DuplicateAddinName",
        ];
        for (number, name) in (100..).zip(names) {
            let mut symbol = String::new();
            for letter in name.chars() {
                if letter.is_ascii_uppercase() && !symbol.is_empty() {
                    symbol.push('_');
                }
                symbol.push(letter.to_ascii_uppercase());
            }
            for spelling in [name.to_string(), symbol.clone(), format!("ERR_{symbol}")] {
                let class = ResponseClass::of(&spelling);
                let refusal = Refusal { class, code: Some(499), text: spelling.clone() };
                let error = refused("creating the room 'A'", Asked::Create { with_add_in: false }, &refusal);
                assert_eq!(format!("{:?}", error.code()), name, "{spelling}");
                assert_eq!(error.code() as i32, number, "{spelling}");
                assert_eq!(error.server_text(), Some(spelling.as_str()));
                assert!(error.message().starts_with("creating the room 'A': "), "{error}");
            }
        }
    }
}
