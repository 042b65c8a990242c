//! What can go wrong in the server, said for the person who started it.

use std::fmt;

/// What kind of thing failed; the program turns it into an exit status, the library into an API error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// An argument is not usable as it stands.
    InvalidArgument,
    /// The named category, room or data folder does not exist.
    NotFound,
    /// There is no such user or group.
    UnknownUser,
    /// Something of that name exists already; rooms and add-ins have kinds of their own.
    AlreadyExists,
    /// There is a room of that name.
    DuplicateRoomName,
    /// There is an add-in of that name.
    DuplicateAddInName,
    /// The rules of the room or category forbid it.
    NotAllowed,
    /// Somebody has the role already, or is in the group already.
    PrincipalsAlreadyDefined,
    /// Somebody is not in the scope of the category.
    PrincipalsNotInScope,
    /// Somebody would be a presenter without being a member.
    PresenterNotMember,
    /// It was changed by somebody else since it was read.
    DataCollision,
    /// Rooms are in categories below the root, nowhere else.
    NodeHierarchy,
    /// The database is lost: it cannot be opened, read or written.
    Store,
    /// The database is there, but is not as this program left it.
    Unexpected,
    /// The operating system refused a file or a socket.
    Io,
    /// A certificate or key could not be made or read.
    Certificate,
}

/// A failure with a message that says what failed, on what, why, and what to do about it.
#[derive(Clone, Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    missing: Option<Thing>,
}

/// What a server has, and what may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A user.
    User,
    /// A group of users.
    Group,
    /// A category.
    Category,
    /// A room.
    Room,
    /// An add-in.
    AddIn,
    /// A message of a room.
    Message,
    /// A store in a data folder.
    Store,
}

/// The result type of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error of the given kind with a complete sentence as its message.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), missing: None }
    }

    /// Something that does not exist: `UnknownUser` for users and groups, `NotFound` for the others.
    pub fn missing(thing: Thing, message: impl Into<String>) -> Error {
        let kind = match thing {
            Thing::User | Thing::Group => ErrorKind::UnknownUser,
            _ => ErrorKind::NotFound,
        };
        Error { kind, message: message.into(), missing: Some(thing) }
    }

    /// An argument that cannot be used.
    pub fn invalid(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::InvalidArgument, message)
    }

    /// A failure of the operating system while doing `what`.
    pub fn io(what: impl fmt::Display, source: &std::io::Error) -> Error {
        Error::new(ErrorKind::Io, format!("cannot {what}: {source}"))
    }

    /// A failure of the database while doing `what`: [`ErrorKind::Store`] or [`ErrorKind::Unexpected`].
    pub fn store(what: impl fmt::Display, source: &rusqlite::Error) -> Error {
        let kind = if is_lost(source) { ErrorKind::Store } else { ErrorKind::Unexpected };
        Error::new(kind, format!("cannot {what}: {source}"))
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What does not exist, when it is that.
    pub fn what_is_missing(&self) -> Option<Thing> {
        self.missing
    }

    /// The same with other words.
    pub(crate) fn reworded(&self, message: impl Into<String>) -> Error {
        Error { message: message.into(), ..self.clone() }
    }
}

/// Whether the database cannot be used at all, in contrast to a table or a value that is not as it should be.
fn is_lost(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as Code;
    matches!(
        error.sqlite_error_code(),
        Some(
            Code::PermissionDenied
                | Code::DatabaseBusy
                | Code::DatabaseLocked
                | Code::OutOfMemory
                | Code::ReadOnly
                | Code::SystemIoFailure
                | Code::DatabaseCorrupt
                | Code::DiskFull
                | Code::CannotOpen
                | Code::FileLockingProtocolFailed
                | Code::NoLargeFileSupport
                | Code::NotADatabase
        )
    )
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
