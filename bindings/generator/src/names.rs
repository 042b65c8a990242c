//! How names of the API are spelled in other languages.

/// `ChatRoomSummary` becomes `chat_room_summary`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut previous_lower = false;
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            if previous_lower {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
            previous_lower = false;
        } else {
            out.push(c);
            previous_lower = c != '_';
        }
    }
    out
}

/// `ChatRoomSummary` becomes `CHAT_ROOM_SUMMARY`.
pub(crate) fn screaming(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// `browse_my_chat_rooms` and `BrowseMyChatRooms` become `browseMyChatRooms`.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (at, part) in snake(name).split('_').enumerate() {
        match (at, part.get(..1)) {
            (1.., Some(first)) => out += &(first.to_ascii_uppercase() + &part[1..]),
            _ => out += part,
        }
    }
    out
}

/// The C type of a noun.
pub(crate) fn c_type(name: &str) -> String {
    format!("pchat_{}_t", snake(name))
}

/// A constant of an enum.
pub(crate) fn constant(of: &str, variant: &str) -> String {
    format!("PCHAT_{}_{}", screaming(of), screaming(variant))
}

/// The name of a value of an enum for people: `CHAT_ROOM` style is for programs, this is `not found` style.
pub(crate) fn words(name: &str) -> String {
    snake(name).replace('_', " ")
}

/// A noun with its article: `an endpoint`.
pub(crate) fn with_article(noun: &str) -> String {
    // By the letter; no noun of the API is one that is spoken otherwise.
    let article =
        if noun.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_and_values_are_spelled_for_c() {
        assert_eq!(c_type("ChatRoomSummary"), "pchat_chat_room_summary_t");
        assert_eq!(constant("ErrorCode", "TimedOut"), "PCHAT_ERROR_CODE_TIMED_OUT");
        assert_eq!(snake("browse_my_chat_rooms"), "browse_my_chat_rooms");
        assert_eq!(words("NoSuchNode"), "no such node");
        assert_eq!(with_article("endpoint"), "an endpoint");
        assert_eq!(with_article("Session"), "a Session");
        assert_eq!(camel("browse_chat_rooms_i_manage"), "browseChatRoomsIManage");
        assert_eq!(camel("MessageReceived"), "messageReceived");
    }
}
