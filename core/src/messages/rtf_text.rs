//! The text of RTF, and its parts. Never fails: what stands behind a flaw is not shown.
//!
//! Shown: text, line ends, tabs, the characters that have control words, `\'xx` by code page or the charset of the font,
//! `\u` with its substitutes, the result of fields. Not shown: tables of fonts, colours and styles, document information,
//! pictures, notes, hidden text, and destinations that nobody knows (`\*`). A field HYPERLINK is a link part.

use super::code_pages;
use super::parts::{file_part, is_file, link_part, next, part};
use super::rtf::{Lexer, Token};
use crate::api::{MessagePart, MessagePartKind};
use crate::xccos::{FileLink, strip_caseless};

/// More parts than this are not told apart: the rest is the last one's.
const MOST_PARTS: usize = 10_000;
/// The most characters of a field's instruction that are read.
const MOST_INSTRUCTION: usize = 8192;
/// The most fonts whose charsets are remembered.
const MOST_FONTS: usize = 512;

/// Destinations whose text belongs elsewhere than into a message.
const NOT_SHOWN: [&str; 20] = [
    "annotation",
    "atnid",
    "colortbl",
    "filetbl",
    "fontemb",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "nonshppict",
    "pict",
    "revtbl",
    "stylesheet",
    "xe",
];

/// What groups inherit.
#[derive(Clone, Copy)]
struct Group {
    opened_at: usize,
    is_starred: bool,
    is_skipped: bool,
    is_hidden: bool,
    is_font_table: bool,
    is_instruction: bool,
    /// How many substitutes follow a `\u`.
    substitutes: usize,
    /// The code page of the font.
    font_page: Option<i32>,
}

/// A stretch of text, or the result of a field.
#[derive(Default)]
struct Section {
    starts_at: usize,
    text: String,
    /// Where in the document each character of the text begins.
    origins: Vec<(usize, usize)>,
    uri: Option<String>,
}

struct Field {
    depth: usize,
    instruction: String,
}

struct Reader {
    groups: Vec<Group>,
    sections: Vec<Section>,
    current: Section,
    field: Option<Field>,
    page: i32,
    fonts: Vec<(i32, Option<i32>)>,
    /// How many characters after a `\u` are still its substitutes.
    skip: usize,
    high_surrogate: Option<u32>,
}

/// The parts of an RTF document. Their raw texts, one after another, are the document; formatting belongs to the part
/// before it.
pub(crate) fn parse(document: &str) -> Vec<MessagePart> {
    if document.is_empty() {
        return Vec::new();
    }
    let mut reader = Reader {
        groups: Vec::new(),
        sections: Vec::new(),
        current: Section::default(),
        field: None,
        page: 1252,
        fonts: Vec::new(),
        skip: 0,
        high_surrogate: None,
    };
    let mut lexer = Lexer::new(document);
    let mut is_rtf = false;
    while let Ok(Some((at, token))) = lexer.next() {
        is_rtf = true;
        reader.take(at, token, lexer.position());
    }
    if !is_rtf {
        return vec![part(MessagePartKind::PlainText, document, document)];
    }
    reader.sections.push(reader.current);
    // Writers end the last paragraph too.
    if let Some(last) = reader.sections.iter_mut().rev().find(|section| !section.text.is_empty())
        && last.text.ends_with('\n')
    {
        last.text.pop();
    }
    assemble(document, &reader.sections)
}

impl Reader {
    fn take(&mut self, at: usize, token: Token<'_>, end: usize) {
        match token {
            Token::Open => self.open(at),
            Token::Close => self.close(end),
            Token::Word(name, number) => self.word(at, name, number),
            Token::Symbol(symbol) => self.symbol(at, symbol),
            Token::Byte(byte) => {
                let page = self.groups.last().and_then(|group| group.font_page).unwrap_or(self.page);
                self.character(at, code_pages::character(page, byte));
            }
            Token::Text(character) => self.character(at, character),
        }
    }

    fn open(&mut self, at: usize) {
        self.skip = 0;
        let outer = self.groups.last().copied().unwrap_or(Group {
            opened_at: 0,
            is_starred: false,
            is_skipped: false,
            is_hidden: false,
            is_font_table: false,
            is_instruction: false,
            substitutes: 1,
            font_page: None,
        });
        self.groups.push(Group { opened_at: at, is_starred: false, ..outer });
    }

    fn close(&mut self, end: usize) {
        self.skip = 0;
        self.groups.pop();
        if self.field.as_ref().is_some_and(|field| field.depth > self.groups.len())
            && let Some(field) = self.field.take()
        {
            self.current.uri = link_of(&field.instruction);
            self.begin_section(end);
        }
    }

    fn begin_section(&mut self, starts_at: usize) {
        let section = Section { starts_at, ..Section::default() };
        self.sections.push(std::mem::replace(&mut self.current, section));
    }

    fn word(&mut self, at: usize, name: &str, number: Option<i32>) {
        let depth = self.groups.len();
        let Some(group) = self.groups.last_mut() else { return };
        let is_unknown = std::mem::take(&mut group.is_starred);
        match name {
            "fldinst" if self.field.is_some() => group.is_instruction = true,
            _ if is_unknown || NOT_SHOWN.contains(&name) => group.is_skipped = true,
            "fonttbl" => group.is_font_table = true,
            "field" if self.field.is_none() && !group.is_skipped => {
                self.field = Some(Field { depth, instruction: String::new() });
                // The group begins with the word, unless it is broken.
                let last = self.current.origins.last().map_or(self.current.starts_at, |(_, origin)| *origin);
                let from = if group.opened_at >= last { group.opened_at } else { at };
                self.begin_section(from);
            }
            "ansicpg" => self.page = number.unwrap_or(1252),
            "f" => {
                let number = number.unwrap_or(0);
                if group.is_font_table {
                    if self.fonts.len() < MOST_FONTS {
                        self.fonts.push((number, None));
                    }
                } else {
                    group.font_page =
                        self.fonts.iter().find(|(font, _)| *font == number).and_then(|(_, page)| *page);
                }
            }
            "fcharset" if group.is_font_table => {
                if let Some((_, page)) = self.fonts.last_mut() {
                    *page = number.and_then(page_of_charset);
                }
            }
            "uc" => group.substitutes = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            "u" => self.unicode(at, number.unwrap_or(0)),
            "v" => group.is_hidden = number != Some(0),
            "plain" => (group.is_hidden, group.font_page) = (false, None),
            _ => {
                if let Some(character) = character_of(name) {
                    self.character(at, character);
                }
            }
        }
    }

    fn symbol(&mut self, at: usize, symbol: char) {
        match symbol {
            '*' => {
                if let Some(group) = self.groups.last_mut() {
                    group.is_starred = true;
                }
            }
            '~' => self.character(at, '\u{A0}'),
            '_' => self.character(at, '\u{2011}'),
            '\r' | '\n' => self.character(at, '\n'),
            '{' | '}' | '\\' | '\t' => self.character(at, symbol),
            _ => {}
        }
    }

    /// A UTF-16 unit. Half a pair alone is U+FFFD.
    fn unicode(&mut self, at: usize, number: i32) {
        // Numbers are signed 16 bits in most writers, unsigned in some.
        let unit = u32::from_ne_bytes(number.to_ne_bytes()) & 0xFFFF;
        self.skip = 0;
        let high = self.high_surrogate.take();
        if (0xD800..0xDC00).contains(&unit) {
            self.high_surrogate = Some(unit);
        } else {
            let code = match high {
                Some(high) if (0xDC00..0xE000).contains(&unit) => {
                    0x1_0000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
                }
                _ => unit,
            };
            self.push(at, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.skip = self.groups.last().map_or(1, |group| group.substitutes);
    }

    fn character(&mut self, at: usize, character: char) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.high_surrogate = None;
        self.push(at, character);
    }

    fn push(&mut self, at: usize, character: char) {
        let Some(group) = self.groups.last() else { return };
        if group.is_instruction
            && let Some(field) = &mut self.field
        {
            if field.instruction.len() < MOST_INSTRUCTION {
                field.instruction.push(character);
            }
        } else if !group.is_skipped && !group.is_hidden && !group.is_font_table {
            self.current.origins.push((self.current.text.len(), at));
            self.current.text.push(character);
        }
    }
}

/// The characters that have control words of their own.
fn character_of(name: &str) -> Option<char> {
    Some(match name {
        "par" | "line" | "sect" | "page" | "row" | "nestrow" => '\n',
        "tab" | "cell" | "nestcell" => '\t',
        "emdash" => '—',
        "endash" => '–',
        "emspace" => '\u{2003}',
        "enspace" => '\u{2002}',
        "qmspace" => '\u{2005}',
        "bullet" => '•',
        "lquote" => '‘',
        "rquote" => '’',
        "ldblquote" => '“',
        "rdblquote" => '”',
        "zwj" => '\u{200D}',
        "zwnj" => '\u{200C}',
        "ltrmark" => '\u{200E}',
        "rtlmark" => '\u{200F}',
        _ => return None,
    })
}

/// The code page of a font's charset.
fn page_of_charset(charset: i32) -> Option<i32> {
    Some(match charset {
        0 => 1252,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// Where a field leads: `HYPERLINK "uri" \o "tip"`, or without quotes.
fn link_of(instruction: &str) -> Option<String> {
    let mut rest = strip_caseless(instruction.trim(), "HYPERLINK")?;
    let mut is_of_switch = false;
    loop {
        rest = rest.trim_start();
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        if word.is_empty() {
            return None;
        }
        if let Some(switch) = word.strip_prefix('\\').filter(|_| !rest.starts_with('"')) {
            is_of_switch = ["l", "o", "t", "s"].iter().any(|known| known.eq_ignore_ascii_case(switch));
        } else if !std::mem::take(&mut is_of_switch) {
            return Some(word.to_owned());
        }
        rest = after;
    }
}

/// A part before it knows how far it reaches.
struct Piece {
    starts_at: usize,
    part: MessagePart,
}

fn assemble(document: &str, sections: &[Section]) -> Vec<MessagePart> {
    let mut pieces: Vec<Piece> = Vec::new();
    for section in sections.iter().filter(|section| !section.text.is_empty() || section.uri.is_some()) {
        match section.uri.as_ref().and_then(|uri| link(&section.text, uri)) {
            Some(part) => pieces.push(Piece { starts_at: section.starts_at, part }),
            None => text_pieces(section, &mut pieces),
        }
        if pieces.len() >= MOST_PARTS {
            break;
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece { starts_at: 0, part: part(MessagePartKind::PlainText, "", "") });
    }
    let ends: Vec<usize> =
        pieces.iter().skip(1).map(|piece| piece.starts_at).chain([document.len()]).collect();
    let mut from = 0;
    pieces
        .into_iter()
        .zip(ends)
        .map(|(piece, end)| {
            let raw = document.get(from..end).unwrap_or_default().to_owned();
            from = end;
            MessagePart { raw_text: raw, ..piece.part }
        })
        .collect()
}

fn link(text: &str, uri: &str) -> Option<MessagePart> {
    if is_file(uri) {
        return FileLink::find(&format!("{uri}\">{text}<")).map(|link| file_part("", uri.to_owned(), link));
    }
    link_part("", text, uri.to_owned())
}

/// Text and faces of a section.
fn text_pieces(section: &Section, pieces: &mut Vec<Piece>) {
    let text = section.text.as_str();
    let origin = |at: usize| match section.origins.binary_search_by_key(&at, |(at, _)| *at) {
        Ok(found) if found > 0 => section.origins.get(found).map_or(section.starts_at, |(_, origin)| *origin),
        // The section's first part also has what stands before its first character.
        _ => section.starts_at,
    };
    let mut from = 0;
    while from < text.len() && pieces.len() < MOST_PARTS {
        let found = next(text, from, false);
        let plain_end = found.as_ref().map_or(text.len(), |(at, _)| *at);
        if plain_end > from {
            let shown = text.get(from..plain_end).unwrap_or_default();
            pieces.push(Piece { starts_at: origin(from), part: part(MessagePartKind::PlainText, "", shown) });
        }
        let Some((at, face)) = found else { return };
        from = at + face.raw_text.len();
        pieces.push(Piece { starts_at: origin(at), part: face });
    }
}

#[cfg(test)]
#[path = "rtf_text_tests.rs"]
mod tests;
