//! What people write into messages: parts (plain text, links, faces, files, story titles), and RTF. Pure.
//!
//! The forms (spec: xccos.md 4.10, 6; sdk.md 3.8):
//!
//! | part | in the text |
//! |---|---|
//! | story title | `[STORY]title[/STORY]` at the beginning, and the other forms that [`crate::xccos::Story`] reads |
//! | hyperlink | `<a href="URI">text</a>` |
//! | room link | the same with an `ma-chan:` URI |
//! | file link | the same with an `ma-filelink:` URI, or the bare URI up to a space, a quote or an angle bracket |
//! | emoticon | its text, anywhere |
//!
//! In a link `&`, `<`, `>` and `"` of text and URI are written `&amp;`, `&lt;`, `&gt;` and `&quot;`; all references of XML are
//! read. Neither text nor URI holds a raw `<`. That makes every `<` of a message the only place where a link can begin, so
//! that a link which was composed is read back as it was, whatever stands before it. Outside links nothing is escaped,
//! because other clients show plain text as it is. A link that is spelt otherwise (no absolute URI, another element inside,
//! no end) is plain text.

mod code_pages;
mod compose;
mod file_size;
mod parts;
mod rtf;
mod rtf_text;

pub(crate) use compose::{chat_room_link, hyperlink, with_story};
pub(crate) use parts::{emoticon_text, parse, story_title};
pub(crate) use rtf::check as check_rtf;
pub(crate) use rtf_text::parse as parse_rtf;
