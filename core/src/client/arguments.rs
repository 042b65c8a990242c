//! What programs hand over, checked before anything is sent (spec: sdk.md 2.2, 3). What is refused is named, with an example of
//! what would do.

use super::text::short;
use crate::api::{Error, ErrorCode, Result};
use crate::sip::message::SipUri;
use crate::xccos::uri::{self, NodeKind, NodeUri};

/// The longest name or description of a room or category, in characters (spec: sdk.md 14).
const LONGEST_NAME: usize = 256;

/// The longest label of a preference bundle, in characters (spec: sdk.md 14).
const LONGEST_LABEL: usize = 255;

fn refuse<T>(what: String) -> Result<T> {
    Err(Error::new(ErrorCode::BadArgument, what))
}

fn node(text: &str, kind: NodeKind, what: &str) -> Result<String> {
    match NodeUri::parse(text) {
        Some(uri) if uri.kind == kind => Ok(uri.to_string()),
        _ => refuse(format!(
            "'{}' is no {what} URI; it looks like '{}example.com/<guid>'",
            short(text),
            kind.prefix()
        )),
    }
}

/// The URI of a room.
pub(crate) fn room_uri(text: &str) -> Result<String> {
    node(text, NodeKind::Room, "room")
}

/// The URI of a category.
pub(crate) fn category_uri(text: &str) -> Result<String> {
    node(text, NodeKind::Category, "category")
}

/// The URI of a user.
pub(crate) fn user_uri(text: &str) -> Result<String> {
    let text = text.trim();
    let is_user = SipUri::parse(text).is_ok_and(|uri| uri.user.is_some_and(|user| !user.is_empty()));
    if is_user {
        return Ok(text.to_string());
    }
    refuse(format!("'{}' is no SIP URI of a user; it looks like 'sip:ann@example.com'", short(text)))
}

/// The URI of a group.
pub(crate) fn group_uri(text: &str) -> Result<String> {
    let text = text.trim();
    match uri::group_guid(text) {
        Some(_) => Ok(text.to_string()),
        None => refuse(format!("'{}' is no URI of a group; it looks like 'ma-grp:<guid>@u.g'", short(text))),
    }
}

/// The URI of a user or group.
pub(crate) fn principal_uri(text: &str) -> Result<String> {
    user_uri(text).or_else(|_| group_uri(text)).or_else(|_| {
        refuse(format!(
            "'{}' is no URI of a user or group; it looks like 'sip:ann@example.com' or 'ma-grp:<guid>@u.g'",
            short(text)
        ))
    })
}

/// A text that says something, without blanks around it.
pub(crate) fn filled<'a>(text: &'a str, what: &str) -> Result<&'a str> {
    let text = text.trim();
    if text.is_empty() {
        return refuse(format!("{what} is empty"));
    }
    sendable(text, what)
}

/// A text that XML can carry.
pub(crate) fn sendable<'a>(text: &'a str, what: &str) -> Result<&'a str> {
    if text.contains('\0') {
        return refuse(format!("{what} has a NUL character in it; leave it out"));
    }
    Ok(text)
}

fn at_most<'a>(text: &'a str, most: usize, what: &str) -> Result<&'a str> {
    let length = text.chars().count();
    if length > most {
        return refuse(format!("{what} has {length} characters; {most} are the most"));
    }
    Ok(text)
}

/// The name of a room that is made or renamed.
pub(crate) fn room_name(text: &str) -> Result<String> {
    at_most(filled(text, "the room name")?, LONGEST_NAME, "the room name").map(str::to_string)
}

/// The description of a room; may be empty.
pub(crate) fn description(text: &str) -> Result<String> {
    let text = sendable(text, "the description")?;
    at_most(text, LONGEST_NAME, "the description").map(str::to_string)
}

/// The label of a preference bundle.
pub(crate) fn label(text: &str) -> Result<String> {
    at_most(filled(text, "the label")?, LONGEST_LABEL, "the label").map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused<T: std::fmt::Debug>(outcome: Result<T>) -> String {
        let error = outcome.expect_err("refused");
        assert_eq!(error.code(), ErrorCode::BadArgument);
        error.message().to_string()
    }

    #[test]
    fn uris_of_another_kind_are_refused_with_an_example() {
        let (room, category) = ("ma-chan://x.test/1", "ma-cat://x.test/1");
        let (user, group) = ("sip:ann@x.test", "ma-grp:77@u.g");
        assert_eq!(room_uri(" MA-CHAN://x.test/1 ").expect("a room"), room);
        assert_eq!(category_uri(category).expect("a category"), category);
        assert_eq!(user_uri(" sip:ann@x.test ").expect("a user"), user);
        assert_eq!(principal_uri(user).expect("a user"), user);
        assert_eq!(principal_uri(group).expect("a group"), group);
        for wrong in [category, user, group, "", "Lobby"] {
            assert!(refused(room_uri(wrong)).contains("ma-chan://example.com/<guid>"), "{wrong}");
        }
        for wrong in [room, user, group, ""] {
            assert!(refused(category_uri(wrong)).contains("ma-cat://example.com/<guid>"), "{wrong}");
        }
        for wrong in [room, category, group, "", "ann@x.test", "sip:x.test"] {
            assert!(refused(user_uri(wrong)).contains("sip:ann@example.com"), "{wrong}");
        }
        for wrong in [room, category, user, "", "ma-grp:"] {
            assert!(refused(group_uri(wrong)).contains("ma-grp:<guid>@u.g"), "{wrong}");
        }
        for wrong in [room, category, "", "bob"] {
            assert!(refused(principal_uri(wrong)).contains("user or group"), "{wrong}");
        }
    }

    #[test]
    fn texts_are_filled_and_not_too_long() {
        assert_eq!(room_name(" Lobby ").expect("a name"), "Lobby");
        assert_eq!(refused(room_name("  ")), "the room name is empty");
        assert_eq!(refused(label("")), "the label is empty");
        assert!(refused(room_name("a\0b")).contains("NUL"));
        assert!(room_name(&"é".repeat(256)).is_ok() && label(&"é".repeat(255)).is_ok());
        assert_eq!(
            refused(room_name(&"é".repeat(257))),
            "the room name has 257 characters; 256 are the most"
        );
        assert!(refused(label(&"x".repeat(256))).contains("255 are the most"));
        assert_eq!(description("").expect("nothing"), "");
        assert!(refused(description(&"x".repeat(257))).contains("256 are the most"));
    }
}
