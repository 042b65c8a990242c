//! Tokens for the file service (spec: xccos.md 3.1, 7).

use super::{Context, Member, Outcome, class_of, find_room};
use crate::access;
use crate::files::Purpose;
use pchat_core::xccos::{Data, FileReference, FileToken, ResponseClass};
use std::time::Instant;

/// `cmd:getfutok`, `cmd:getfdtok`: uploads need what posting needs, downloads what reading the history needs.
pub(super) fn token(
    context: &Context<'_>,
    member: &Member,
    asked: &FileReference,
    purpose: Purpose,
) -> Outcome {
    let service = context.service;
    let Some(files) = &service.files else { return Err(ResponseClass::MessageNotSupported) };
    let (room, category) = find_room(service, context.directory, &asked.room)?;
    let user = &member.user.address;
    let who = context.directory.subject(user);
    match purpose {
        Purpose::Upload => {
            access::may_post(category, room, &who).map_err(class_of)?;
            if !category.file_upload {
                return Err(ResponseClass::PermissionDenied);
            }
            if !service.participants.hold().is_in(room.id, member.dialog) {
                return Err(ResponseClass::UserNotJoined);
            }
        }
        Purpose::Download => access::may_read(category, room, &who).map_err(class_of)?,
    }
    let token =
        files.tokens.issue(user, &room.guid, purpose, &asked.file, Instant::now()).map_err(|error| {
            log::error!("no file token: {error}");
            ResponseClass::UnknownServerError
        })?;
    let token = FileToken { token, server_uri: files.url.clone() };
    Ok(Data { file_token: Some(token), ..Data::default() })
}
