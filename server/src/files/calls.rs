//! The six operations, each checked against what its token allows and what the user may do at this moment.

use super::name::StoredName;
use super::storage::Piece;
use super::tokens::{Grant, Purpose};
use super::{Files, MOST_ANSWER, MOST_REQUEST_KB};
use crate::access;
use crate::chat::Direction;
use crate::error::{Error, ErrorKind};
use crate::service::Service;
use pchat_core::soap::{Answer, Call, Fault, Operation};
use pchat_core::xccos::ResponseClass;
use std::time::Instant;

fn fault(class: ResponseClass, text: impl Into<String>) -> Fault {
    Fault { reason: Some(class.text().to_owned()), text: text.into() }
}

fn bad_token() -> Fault {
    fault(
        ResponseClass::InvalidToken,
        "the token is unknown or older than 30 minutes; ask the chat server for a new one",
    )
}

/// Whether a token opens anything. Says no more than that, to somebody who may be nobody.
pub(super) fn check_token(files: &Files, token: &str) -> Result<(), Fault> {
    files.tokens.find(token, Instant::now()).map(drop).ok_or_else(bad_token)
}

/// Does a call. Blocks on the disk.
pub(super) fn answer(service: &Service, files: &Files, call: &Call) -> Result<Answer, Fault> {
    let now = Instant::now();
    let grant = files.tokens.find(&call.token, now).ok_or_else(bad_token)?;
    let limit_kb = permitted(service, &grant)?;
    match call.operation {
        Operation::GetMaxFileSizeInKB => return Ok(Answer::Text(limit_kb.to_string())),
        Operation::GetMaxRequestContentInKB => return Ok(Answer::Text(MOST_REQUEST_KB.to_string())),
        _ => {}
    }
    if !call.channel_id.trim_matches(['{', '}']).eq_ignore_ascii_case(&grant.room) {
        return Err(fault(ResponseClass::InvalidToken, "the token is for another room"));
    }
    let wanted = match call.operation {
        Operation::DownloadChunk => Some(Purpose::Download),
        Operation::AppendChunk | Operation::RequestUniqueFilenameWithExtension => Some(Purpose::Upload),
        _ => None,
    };
    if wanted.is_some_and(|wanted| wanted != grant.purpose) {
        return Err(fault(ResponseClass::InvalidToken, "the token is for the other direction"));
    }
    if call.operation == Operation::RequestUniqueFilenameWithExtension {
        let name = StoredName::new(&call.extension).map_err(|error| failed(&error, grant.purpose))?;
        return Ok(Answer::Text(name.to_string()));
    }
    let name = StoredName::parse(&call.file_name)
        .ok_or_else(|| fault(ResponseClass::InvalidArgument, "the file's name is none of this service's"))?;
    match call.operation {
        Operation::AppendChunk => append(service, files, &grant, &name, call, limit_kb, now),
        Operation::DownloadChunk => {
            let most = usize::try_from(call.length).unwrap_or(usize::MAX).min(MOST_ANSWER);
            let read = files.storage.read(&grant.room, &name, call.offset, most);
            if read.is_ok() && files.tokens.note_read(&call.token, name.as_str()) {
                let size = files.storage.size(None, &grant.room, &name).unwrap_or(0);
                note(service, Direction::Download, &grant, &name, size);
            }
            read.map(Answer::Chunk)
        }
        _ => {
            let uploader = (grant.purpose == Purpose::Upload).then_some(&grant.user);
            files.storage.size(uploader, &grant.room, &name).map(|size| Answer::Text(size.to_string()))
        }
    }
    .map_err(|error| failed(&error, grant.purpose))
}

fn append(
    service: &Service,
    files: &Files,
    grant: &Grant,
    name: &StoredName,
    call: &Call,
    limit_kb: u32,
    now: Instant,
) -> Result<Answer, Error> {
    if call.length > u64::from(limit_kb) * 1024 {
        return Err(Error::new(
            ErrorKind::NotAllowed,
            format!("the file has {} bytes and the limit is {limit_kb} KB", call.length),
        ));
    }
    let piece = Piece {
        user: &grant.user,
        room: &grant.room,
        name,
        offset: call.offset,
        length: call.length,
        bytes: &call.chunk,
    };
    if files.storage.append(&piece, now)? {
        note(service, Direction::Upload, grant, name, call.length);
    }
    Ok(Answer::Done)
}

/// Writes down what went where.
fn note(service: &Service, direction: Direction, grant: &Grant, name: &StoredName, size: u64) {
    let directory = service.directory.current();
    if let (Some(user), Some(room)) = (directory.user(&grant.user), directory.room(&grant.room)) {
        let uri = service.room_uri(room);
        service.compliance.file(direction, user, &uri, &room.name, &grant.file, name.as_str(), size);
    }
}

/// Whether the user still may do what the token is for; gives the size limit.
fn permitted(service: &Service, grant: &Grant) -> Result<u32, Fault> {
    let directory = service.directory.current();
    let gone = |text: &str| fault(ResponseClass::PermissionDenied, text);
    if directory.user(&grant.user).is_none_or(|user| user.disabled) {
        return Err(gone("the user is disabled"));
    }
    let room =
        directory.room(&grant.room).ok_or_else(|| fault(ResponseClass::NoSuchNode, "the room is gone"))?;
    let category =
        directory.category(room).ok_or_else(|| fault(ResponseClass::NoSuchNode, "the category is gone"))?;
    let who = directory.subject(&grant.user);
    let refusal = match grant.purpose {
        Purpose::Upload if !category.file_upload => {
            return Err(gone("the category of the room takes no files"));
        }
        Purpose::Upload => access::may_post(category, room, &who),
        Purpose::Download => access::may_read(category, room, &who),
    };
    refusal.map_err(|_| gone("the user may not do this in the room any more"))?;
    Ok(directory.settings().max_file_kb)
}

fn failed(error: &Error, purpose: Purpose) -> Fault {
    let direction = match purpose {
        Purpose::Upload => ResponseClass::FileUploadFailed,
        Purpose::Download => ResponseClass::FileDownloadFailed,
    };
    match error.kind() {
        ErrorKind::InvalidArgument
        | ErrorKind::NotFound
        | ErrorKind::AlreadyExists
        | ErrorKind::NotAllowed => fault(direction, error.to_string()),
        _ => {
            // What the system says may have paths in it, which are nobody else's business.
            log::error!("the file service: {error}");
            fault(direction, "the server cannot use its disk; tell its administrator")
        }
    }
}
