//! Each of the SDK's 25 error codes, caused through a server as it happens in the field, and what the caller is told of it.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod refusals;
mod scene;
mod troubles;

use pchat_core::api::{Error, ErrorCode};
use std::collections::BTreeSet;

/// A code, what causes it, and words that the sentence has: on what it failed, why, and what to do.
struct Cause {
    code: ErrorCode,
    provoke: fn() -> Error,
    words: &'static [&'static str],
}

const fn cause(code: ErrorCode, provoke: fn() -> Error, words: &'static [&'static str]) -> Cause {
    Cause { code, provoke, words }
}

/// In the order of the SDK's numbers (spec: sdk.md 4).
const CAUSES: [Cause; 25] = [
    cause(
        ErrorCode::DatabaseConnection,
        troubles::the_database_is_overwritten,
        &[
            "reading the history of the room ma-chan:",
            "lost its database",
            "try again later",
            "administrator",
        ],
    ),
    cause(
        ErrorCode::DataCollision,
        refusals::a_change_builds_on_an_old_copy,
        &["changing the room ma-chan:", "changed meanwhile", "fetch it again"],
    ),
    cause(
        ErrorCode::DuplicateRoomName,
        refusals::a_room_has_the_name,
        &["creating the room 'Bench'", "a room of this name exists", "choose another name"],
    ),
    cause(
        ErrorCode::InvalidArgument,
        refusals::the_add_in_is_not_registered,
        &["creating the room 'Shelf'", "there is no add-in '11111111-"],
    ),
    cause(
        ErrorCode::CannotGetParticipantList,
        refusals::a_small_room_is_asked_who_is_in_it,
        &["asking who is in the room ma-chan:", "may not be asked for", "those inside a large room may"],
    ),
    cause(
        ErrorCode::LimitExceeded,
        refusals::a_message_is_too_long_by_now,
        &["posting to the room ma-chan:", "the text has 16 bytes", "5 are the most"],
    ),
    cause(
        ErrorCode::MsgNotSupported,
        refusals::there_is_no_file_service,
        &["uploading 'notes.txt'", "does not know the command", "switched this off"],
    ),
    cause(
        ErrorCode::NodeDisabled,
        refusals::the_room_is_disabled,
        &["joining the room ma-chan:", "is disabled", "a manager of it has to enable it"],
    ),
    cause(
        ErrorCode::NodeHierarchyViolation,
        refusals::a_room_under_the_root,
        &["creating the room 'Top'", "the root category holds categories only", "name a category inside it"],
    ),
    cause(
        ErrorCode::ErrorPermission,
        refusals::somebody_who_is_no_member_joins,
        &["joining the room ma-chan:", "not allowed to perform this", "its managers make members"],
    ),
    cause(
        ErrorCode::NoSuchNode,
        refusals::a_category_that_is_gone,
        &["creating the room 'Shelf'", "the category does not exist, or the user may not see it"],
    ),
    cause(
        ErrorCode::NoSuchPrincipal,
        refusals::somebody_without_an_account_becomes_a_member,
        &["adding sip:nobody@example.com to the members of the room", "there is no user nobody@example.com"],
    ),
    cause(
        ErrorCode::UnableToCreateRoom,
        refusals::somebody_who_is_no_creator_creates,
        &[
            "creating the room 'Mine'",
            "may not create rooms in this category",
            "an administrator names its creators",
        ],
    ),
    cause(
        ErrorCode::UnknownServerError,
        troubles::a_table_of_the_database_is_gone,
        &["reading the preferences 'bot'", "without a known reason", "tell its administrator"],
    ),
    cause(
        ErrorCode::UserNotJoined,
        refusals::an_upload_goes_on_after_leaving,
        &["uploading 'notes.txt'", "not joined to the room", "join it first"],
    ),
    cause(
        ErrorCode::FileDownloadFailed,
        troubles::the_file_is_gone,
        &["downloading 'notes.txt'", "the room has no file", "it was removed"],
    ),
    cause(
        ErrorCode::FileUploadFailed,
        troubles::the_folder_for_files_is_gone,
        &["uploading 'notes.txt'", "cannot use its disk", "tell its administrator"],
    ),
    cause(
        ErrorCode::InvalidFlowOfOperations,
        troubles::it_is_terminated_before_it_is_established,
        &["connecting sip:ann@example.com", "terminated before it was established", "make a new one"],
    ),
    cause(
        ErrorCode::InvalidToken,
        troubles::the_file_service_is_another_servers,
        &[
            "uploading 'notes.txt'",
            "the token is unknown or older than 30 minutes",
            "ask the chat server for a new one",
        ],
    ),
    cause(
        ErrorCode::ServerError,
        troubles::too_many_posts_wait_for_the_disk,
        &["posting to the room ma-chan:", "the chat server is busy", "20000", "try again later"],
    ),
    cause(
        ErrorCode::CommandFailed,
        troubles::a_message_cannot_be_stored,
        &["posting to the room ma-chan:", "could not do it", "20007", "tell its administrator"],
    ),
    cause(
        ErrorCode::PrincipalsAlreadyDefined,
        refusals::somebody_has_the_role_already,
        &[
            "adding sip:bob@example.com to the members of the room",
            "already defined: bob@example.com is a member of 'Bench'",
        ],
    ),
    cause(
        ErrorCode::PrincipalsNotInScope,
        refusals::somebody_is_out_of_scope,
        &[
            "adding sip:carol@example.com to the members of the room",
            "not in the scope of the category 'Workshop'",
            "allow him there or leave him out",
        ],
    ),
    cause(
        ErrorCode::PresenterNotInMemList,
        refusals::a_presenter_is_no_member,
        &[
            "adding sip:bob@example.com to the presenters of the room",
            "bob@example.com is not a member",
            "make him a member as well",
        ],
    ),
    cause(
        ErrorCode::DuplicateAddinName,
        refusals::an_add_in_has_the_name,
        &["there is an add-in 'Plans' already", "choose another name"],
    ),
];

/// The names of the SDK's codes in the description of the API.
fn codes_of_the_api() -> BTreeSet<String> {
    let text = include_str!("../../../core/src/api/error.rs");
    let values = text.lines().filter_map(|line| line.trim().strip_suffix(',')?.split_once(" = "));
    values
        .filter(|(_, number)| number.parse::<i32>().is_ok_and(|number| number >= 100))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn every_code_has_a_cause() {
    let caused: BTreeSet<String> = CAUSES.iter().map(|cause| format!("{:?}", cause.code)).collect();
    let known = codes_of_the_api();
    assert_eq!(known.len(), 25, "{known:?}");
    assert_eq!(caused, known);
    let numbers: Vec<i32> = CAUSES.iter().map(|cause| cause.code as i32).collect();
    assert_eq!(numbers, (100..125).collect::<Vec<_>>(), "in order");
}

#[test]
fn every_code_is_caused_and_its_sentence_helps() {
    let causes: Vec<_> = CAUSES.iter().map(|cause| (cause, std::thread::spawn(cause.provoke))).collect();
    let mut flaws = Vec::new();
    for (cause, provoked) in causes {
        let Ok(error) = provoked.join() else {
            flaws.push(format!("{:?}: nothing was provoked", cause.code));
            continue;
        };
        if error.code() != cause.code {
            flaws.push(format!("{:?}: {error:?}", cause.code));
        }
        for word in cause.words.iter().filter(|word| !error.message().contains(**word)) {
            flaws.push(format!("{:?}: no \"{word}\" in: {error}", cause.code));
        }
    }
    assert!(flaws.is_empty(), "\n{}", flaws.join("\n"));
}
