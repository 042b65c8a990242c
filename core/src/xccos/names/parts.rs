//! Elements, attributes and property ids that are not sure (xccos.md 4 and 13).

use super::Confidence::{Guess, Likely};
use super::Name;

macro_rules! parts {
    ($($(#[$doc:meta])* $constant:ident = $wire:literal, [$($alias:literal),*], $confidence:ident, $source:literal;)*) => {
        $($(#[$doc])* pub const $constant: Name = Name::new($wire, &[$($alias),*], $confidence, $source);)*

        /// All of them, to print or to check.
        pub static PARTS: &[Name] = &[$($constant),*];
    };
}

parts! {
    /// Room: its category.
    PARENT = "parent", [], Likely, "MEM(70), sipe-interop 7";
    /// Room: normal or auditorium.
    BEHAVIOR = "behavior", [], Likely, "MEM; values DB";
    /// Room or user: switched off.
    DISABLED = "disabled", [], Likely, "MEM(60)";
    /// Room: the file web service.
    FILE_REPOSITORY = "filerepository", [], Guess, "MEM(35)";
    /// Room: GUID of its add-in.
    ADD_IN_ID = "siopid", ["siopID"], Likely, "DB column names; place: guess";
    /// Room: name of its add-in.
    ADD_IN_NAME = "siopname", ["siopName"], Likely, "DB column names; place: guess";
    /// Room: URL of its add-in.
    ADD_IN_URL = "siopurl", ["siopUrl"], Likely, "DB column names; place: guess";
    /// Room in a history reply: how many messages match.
    COUNT = "cnt", [], Guess, "PROFILE";
    /// Room in a history reply: the server's limit cut the result.
    EXCEEDED = "exceeded", [], Guess, "PROFILE";
    /// Room: who made and changed it, and when.
    AUDIT = "audit", [], Likely, "API for the data, MEM(55) for the names";
    /// Audit: who made it.
    CREATED_BY = "createdby", [], Guess, "MEM(55)";
    /// Audit: when it was made.
    CREATED_ON = "createdon", [], Guess, "MEM(55)";
    /// Audit: who changed it last.
    UPDATED_BY = "updatedby", [], Guess, "MEM(55)";
    /// Audit: when it was changed last.
    UPDATED_ON = "updatedon", [], Guess, "MEM(55)";
    /// Group of users.
    GROUP = "gib", [], Guess, "MEM(45)";
    /// Principal: GUID of the directory object.
    GUID = "guid", [], Likely, "MEM(75), sipe-interop 7";
    /// Principal: its type.
    TYPE = "type", [], Likely, "MEM(70), values DB";
    /// Principal: common name.
    COMMON_NAME = "uname", [], Likely, "MEM(65), sipe-interop 7";
    /// Principal: display name.
    DISPLAY_NAME = "disp", [], Likely, "MEM(65), sipe-interop 7";
    /// Principal: e-mail address.
    EMAIL = "email", [], Guess, "API for the data";
    /// Principal: company.
    COMPANY = "company", [], Guess, "API for the data";
    /// Principal: its path in the directory.
    DIRECTORY_PATH = "adpath", [], Guess, "API for the data";
    /// Server: name for people.
    SERVER_NAME = "displayName", [], Guess, "API for the data";
    /// Server: page on which rooms are managed.
    ROOM_MANAGEMENT_URL = "roomManagementUrl", [], Guess, "API for the data";
    /// Room query: all words must match.
    MATCH_ALL = "matchAll", [], Guess, "PROFILE";
    /// Room query: the words as one phrase.
    MATCH_EXACT_PHRASE = "matchExactPhrase", [], Guess, "PROFILE";
    /// Room query and associations: how many rooms at most.
    MAX_RESULTS = "maxResults", [], Guess, "PROFILE";
    /// Room query: rooms with this member.
    MEMBER = "member", [], Guess, "PROFILE";
    /// Room query: rooms with this manager.
    MANAGER = "manager", [], Guess, "PROFILE";
    /// Room query: rooms of this category.
    CATEGORY = "category", [], Guess, "PROFILE";
    /// Room query: rooms with this add-in.
    ADD_IN_GUID = "addinGuid", [], Guess, "PROFILE";
    /// Room query: rooms with this visibility.
    VISIBILITY = "visibility", [], Guess, "PROFILE";
    /// Room query: rooms with this invitation setting.
    INVITES = "invites", [], Guess, "PROFILE";
    /// Room query: look at the invitation setting.
    SEARCH_INVITES = "searchInvites", [], Guess, "PROFILE";
    /// Principal query: the last name has these letters.
    LAST_NAME = "lastName", [], Guess, "PROFILE";
    /// Principal query: the first name has these letters.
    FIRST_NAME = "firstName", [], Guess, "PROFILE";
    /// Principal query in a reply: there are more than were sent.
    MORE_AVAILABLE = "moreAvailable", [], Guess, "API for the data";
    /// History query: at most so many messages (`@cnt`).
    LIMIT = "limit", [], Guess, "MEM(40)";
    /// History query: start at a message (`@id`).
    MESSAGE_ID = "msgid", [], Guess, "MEM(40)";
    /// History query: a span of time (`@from`, `@to`).
    DATE = "date", [], Guess, "MEM(40)";
    /// History query: words (`@mt="PP"`: exact phrase).
    TEXT = "text", [], Guess, "MEM(40)";
    /// History query: letter case counts.
    MATCH_CASE = "matchcase", [], Guess, "MEM(40)";
    /// History query: search from the newest message.
    SEARCH_BACKWARDS = "searchbkwds", [], Guess, "MEM(40)";
    /// History query: newest message first.
    SORT_BACKWARDS = "sortbkwds", [], Guess, "MEM(40)";
    /// History query: authors (`uib@uri`).
    USERS = "users", [], Guess, "MEM(40)";
    /// Message: display name of the author.
    AUTHOR_NAME = "authdisp", [], Likely, "MEM(65), sipe-interop 7";
    /// Message: high importance.
    ALERT = "alert", [], Likely, "MEM(70), sipe-interop 7";
    /// Message: its number in the room.
    CHAT_ID = "chatId", ["chatid"], Likely, "MEM(70), sipe-interop 7";
    /// Message: the formatted text.
    RTF = "rtf", [], Likely, "MEM(70)";
    /// Invitation: when it was made.
    INVITED_ON = "createdOn", ["createdon"], Guess, "PROFILE";
    /// Which of the user's rooms are asked for.
    ASSOCIATION = "association", [], Guess, "MEM(65)";
    /// Category.
    CATEGORY_ELEMENT = "catib", [], Guess, "PROFILE";
    /// Members, managers or presenters of a room.
    ROLE = "role", [], Guess, "PROFILE";
    /// Add-in.
    ADD_IN = "siop", [], Guess, "DB column names";
    /// `info`: visibility. SIPE knows the misspelt id only, so both are written.
    VISIBILITY_INFO = "urn:parlano:ma:info:visibility", ["urn:parlano:ma:info:visibilty"], Likely, "SIPE, misspelt";
    /// `info`: the file web service, instead of the attribute.
    FILE_STORE_INFO = "urn:parlano:ma:info:filestoreuri", [], Guess, "MEM(35)";
    /// `info`: GUID of the add-in, instead of the attribute.
    ADD_IN_ID_INFO = "urn:parlano:ma:info:siopid", [], Guess, "MEM(35)";
    /// `info`: name of the add-in, instead of the attribute.
    ADD_IN_NAME_INFO = "urn:parlano:ma:info:siopname", [], Guess, "MEM(35)";
    /// `info`: URL of the add-in, instead of the attribute.
    ADD_IN_URL_INFO = "urn:parlano:ma:info:siopurl", [], Guess, "MEM(35)";
}
