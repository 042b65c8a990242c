//! Outcomes: the `resp` element, and what its text means (xccos.md 5.1).

use super::error::XccosError;
use super::reader::{Block, Element, Reader};
use super::text;
use super::writer::Writer;

/// The outcome of a command, as the server put it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Response {
    /// 200 is success. No other code is known, so nothing is decided on another one.
    pub code: i32,
    /// The symbolic name, for example `SUCCESS_OK`.
    pub text: String,
}

/// What went wrong, told from the text of a response or from the key of a [`Failure`](super::Failure). The variants
/// are the SDK's 25 errors, and [`ResponseClass::OperationFailed`]. Six of them the SDK raises itself; a server that names
/// one of these means the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseClass {
    /// The server cannot reach its database.
    DatabaseConnection,
    /// The change is based on a stale copy.
    DataCollision,
    /// A room of this name exists.
    DuplicateRoomName,
    /// A parameter is missing or makes no sense.
    InvalidArgument,
    /// The participant list is not given out.
    CannotGetParticipantList,
    /// The text is too long, or the result too large.
    LimitExceeded,
    /// The server does not know the command.
    MessageNotSupported,
    /// The room is disabled.
    NodeDisabled,
    /// The node cannot have such a child or parent.
    NodeHierarchyViolation,
    /// The user may not do this.
    PermissionDenied,
    /// There is no such room or category, or the user may not see it.
    NoSuchNode,
    /// There is no such user or group.
    NoSuchPrincipal,
    /// The room could not be created.
    UnableToCreateRoom,
    /// A server error, or a text that nobody knows.
    UnknownServerError,
    /// The user has not joined the room.
    UserNotJoined,
    /// A user or group is listed twice.
    PrincipalsAlreadyDefined,
    /// A user or group is outside the category's scope.
    PrincipalsNotInScope,
    /// A presenter is not a member.
    PresenterNotMember,
    /// An add-in of this name exists.
    DuplicateAddInName,
    /// A file could not be sent.
    FileDownloadFailed,
    /// A file could not be taken.
    FileUploadFailed,
    /// The command does not fit the state of the connection.
    InvalidFlowOfOperations,
    /// The token for a file is wrong or too old.
    InvalidToken,
    /// The server met an error of its own.
    ServerError,
    /// The command failed.
    CommandFailed,
    /// The operation failed for a reason that is not told (`OPERATION_FAILED`, seen for a room in a batch join).
    OperationFailed,
}

/// Class, code and text that a server here writes, and the SDK's name of the error. The codes and texts are a profile:
/// no failure was ever captured. Codes were chosen so that a generic client reads the kind of error from them.
const TABLE: [(ResponseClass, i32, &str, &str); 26] = [
    (ResponseClass::InvalidArgument, 400, "INVALID_ARGUMENT", "InvalidArgument"),
    (ResponseClass::PermissionDenied, 403, "ERROR_PERMISSION", "ErrorPermission"),
    (ResponseClass::NoSuchNode, 404, "NO_SUCH_NODE", "NoSuchNode"),
    (ResponseClass::MessageNotSupported, 405, "MSG_NOT_SUPPORTED", "MsgNotSupported"),
    (ResponseClass::NoSuchPrincipal, 406, "NO_SUCH_PRINCIPAL", "NoSuchPrincipal"),
    (ResponseClass::DataCollision, 409, "DATA_COLLISION", "DataCollision"),
    (ResponseClass::NodeDisabled, 410, "NODE_DISABLED", "NodeDisabled"),
    (ResponseClass::UserNotJoined, 411, "USER_NOT_JOINED", "UserNotJoined"),
    (ResponseClass::CannotGetParticipantList, 412, "CANNOT_GET_PARTICIPANT_LIST", "CannotGetParticipantList"),
    (ResponseClass::LimitExceeded, 413, "LIMIT_EXCEEDED", "LimitExceeded"),
    (ResponseClass::DuplicateRoomName, 414, "DUPLICATE_ROOM_NAME", "DuplicateRoomName"),
    (ResponseClass::NodeHierarchyViolation, 415, "NODE_HIERARCHY_VIOLATION", "NodeHierarchyViolation"),
    (ResponseClass::UnableToCreateRoom, 416, "UNABLE_TO_CREATE_ROOM", "UnableToCreateRoom"),
    (ResponseClass::PrincipalsAlreadyDefined, 417, "PRINCIPALS_ALREADY_DEFINED", "PrincipalsAlreadyDefined"),
    (ResponseClass::PrincipalsNotInScope, 418, "PRINCIPALS_NOT_IN_SCOPE", "PrincipalsNotInScope"),
    (ResponseClass::PresenterNotMember, 419, "PRESENTER_NOT_IN_MEM_LIST", "PresenterNotInMemList"),
    (ResponseClass::DuplicateAddInName, 420, "DUPLICATE_ADDIN_NAME", "DuplicateAddinName"),
    (ResponseClass::UnknownServerError, 500, "UNKNOWN_SERVER_ERROR", "UnknownServerError"),
    (ResponseClass::OperationFailed, 500, "OPERATION_FAILED", "OperationFailed"),
    (ResponseClass::FileDownloadFailed, 500, "FILE_DOWNLOAD_FAILED", "FileDownloadFailed"),
    (ResponseClass::FileUploadFailed, 500, "FILE_UPLOAD_FAILED", "FileUploadFailed"),
    (ResponseClass::InvalidFlowOfOperations, 500, "INVALID_FLOW_OF_OPERATIONS", "InvalidFlowOfOperations"),
    (ResponseClass::InvalidToken, 500, "INVALID_TOKEN", "InvalidToken"),
    (ResponseClass::ServerError, 500, "SERVER_ERROR", "ServerError"),
    (ResponseClass::CommandFailed, 500, "COMMAND_FAILED", "CommandFailed"),
    (ResponseClass::DatabaseConnection, 503, "DATABASE_CONNECTION", "DatabaseConnection"),
];

impl ResponseClass {
    /// What a text means: without its `ERR_` or `ERROR_`, underscores, blanks and letter case, up to a colon. Unknown texts are
    /// [`ResponseClass::UnknownServerError`].
    pub fn of(text: &str) -> ResponseClass {
        let wanted = normalised(text.split(':').next().unwrap_or_default());
        TABLE
            .iter()
            .find(|(_, _, _, name)| normalised(name) == wanted)
            .map_or(ResponseClass::UnknownServerError, |(class, ..)| *class)
    }

    fn entry(self) -> (i32, &'static str) {
        TABLE
            .iter()
            .find(|(class, ..)| *class == self)
            .map_or((500, "UNKNOWN_SERVER_ERROR"), |(_, code, text, _)| (*code, text))
    }

    /// The code that a server here answers.
    pub fn code(self) -> i32 {
        self.entry().0
    }

    /// The text that a server here answers, also as the key of a [`Failure`](super::Failure).
    pub fn text(self) -> &'static str {
        self.entry().1
    }
}

fn normalised(text: &str) -> String {
    let name: String =
        text.chars().take(64).filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let mut rest = name.as_str();
    while let Some(shorter) = rest.strip_prefix("error").or_else(|| rest.strip_prefix("err")) {
        rest = shorter;
    }
    rest.to_owned()
}

impl Response {
    /// The only success that was ever seen: `200 SUCCESS_OK`.
    pub fn success() -> Response {
        Response { code: 200, text: "SUCCESS_OK".to_owned() }
    }

    /// A failure with code and text of the server's profile.
    pub fn failure(class: ResponseClass) -> Response {
        let (code, text) = class.entry();
        Response { code, text: text.to_owned() }
    }

    /// The same with a sentence that says more, after a colon.
    pub fn failure_because(class: ResponseClass, why: &str) -> Response {
        let (code, text) = class.entry();
        Response { code, text: format!("{text}: {why}") }
    }

    /// Whether the command succeeded. 200 is the only code known for that; another one of 2xx counts as well, and is
    /// worth a warning in the log.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.code)
    }

    /// What went wrong; `None` after success. Only the text decides, never the number.
    pub fn class(&self) -> Option<ResponseClass> {
        (!self.is_success()).then(|| ResponseClass::of(&self.text))
    }
}

impl Block for Response {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Response, XccosError> {
        let mut code = None;
        reader.attributes(element, |name, value| {
            if name == "code" {
                code = text::number(&value);
            }
        })?;
        let text = reader.text()?.trim().to_owned();
        // A response without a readable code is no success.
        Ok(Response { code: code.unwrap_or(0), text })
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.start("resp").plain("code", Some(self.code)).children().text(&self.text).end("resp");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_decide() {
        for (class, code, text, name) in TABLE {
            for spelling in
                [text.to_owned(), name.to_owned(), format!("ERR_{text}"), text.to_ascii_lowercase()]
            {
                assert_eq!(ResponseClass::of(&spelling), class, "{spelling}");
            }
            assert_eq!((class.code(), class.text()), (code, text));
            assert_eq!(Response::failure(class).class(), Some(class));
            let explained = Response::failure_because(class, "error: it was the 3rd one");
            assert_eq!((explained.class(), explained.code), (Some(class), code));
        }
        assert_eq!(ResponseClass::of("ERROR_NO_SUCH_NODE"), ResponseClass::NoSuchNode);
        assert_eq!(ResponseClass::of("Permission"), ResponseClass::PermissionDenied);
        for unknown in ["", "ERROR", "SOMETHING_NEW", "é"] {
            assert_eq!(ResponseClass::of(unknown), ResponseClass::UnknownServerError, "{unknown}");
        }
    }

    #[test]
    fn only_2xx_is_success() {
        assert_eq!(Response::success().class(), None);
        assert!(Response { code: 202, text: String::new() }.is_success());
        let odd = Response { code: 404, text: "USER_NOT_JOINED".into() };
        assert_eq!(odd.class(), Some(ResponseClass::UserNotJoined), "the number is not looked at");
        assert!(!Response { code: 0, text: "SUCCESS_OK".into() }.is_success());
    }
}
