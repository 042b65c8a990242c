//! Taking a SOAP document apart: envelope, body, one element, its fields. No tree, every count bounded.

use crate::xccos::resolve_reference;
use quick_xml::Reader;
use quick_xml::errors::SyntaxError;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::fmt;

/// More elements than this are no call and no answer.
const MOST_ELEMENTS: usize = 64;
/// The envelope is 1, the body 2, the operation 3, its parameters 4; a fault has one level more.
const DEEPEST: usize = 8;

/// Why a document is none of the service's, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoapError {
    what: String,
}

impl SoapError {
    pub(super) fn new(what: impl Into<String>) -> SoapError {
        SoapError { what: what.into() }
    }
}

impl fmt::Display for SoapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for SoapError {}

/// The element in the body, and the elements in that with their texts, in document order. Elements inside those follow them.
pub(super) struct Content<'a> {
    pub(super) name: String,
    pub(super) fields: Vec<(String, Cow<'a, str>)>,
}

impl<'a> Content<'a> {
    /// The first field of this name, compared without case.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, text)| text.trim())
    }
}

/// Reads a whole document.
pub(super) fn read(document: &[u8]) -> Result<Content<'_>, SoapError> {
    let text = std::str::from_utf8(document).map_err(|_| SoapError::new("the document is not UTF-8"))?;
    let mut walk = Walk::new(text);
    while walk.step()?.is_some() {}
    match walk.content.name.is_empty() {
        true => Err(SoapError::new("the document has no SOAP body with an element in it")),
        false => Ok(walk.content),
    }
}

/// Reads the beginning of a document up to the end of its first field of this name; `None` when it is not there yet.
pub(super) fn first(beginning: &[u8], name: &str) -> Result<Option<String>, SoapError> {
    let valid = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(beginning.get(..error.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => return Err(SoapError::new("the document is not UTF-8")),
    };
    // What stands behind the last complete element may be half a tag, which is no error yet.
    let complete = valid.rfind('>').and_then(|end| valid.get(..=end)).unwrap_or_default();
    let mut walk = Walk::new(complete);
    loop {
        match walk.step() {
            Ok(Some(Closed(Some(field)))) => {
                if let Some((found, text)) = walk.content.fields.get(field)
                    && found.eq_ignore_ascii_case(name)
                {
                    return Ok(Some(text.trim().to_owned()));
                }
            }
            Ok(Some(Closed(None))) => {}
            Ok(None) => return Ok(None),
            Err(_) if walk.at_end => return Ok(None),
            Err(error) => return Err(error),
        }
    }
}

/// An element ended; the field that it was.
struct Closed(Option<usize>);

struct Walk<'a> {
    xml: Reader<&'a [u8]>,
    content: Content<'a>,
    depth: usize,
    elements: usize,
    /// The fields that are open.
    open: Vec<usize>,
    in_body: bool,
    /// The text is over, maybe inside of something.
    at_end: bool,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str) -> Walk<'a> {
        let mut xml = Reader::from_str(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        xml.config_mut().expand_empty_elements = true;
        let content = Content { name: String::new(), fields: Vec::new() };
        Walk { xml, content, depth: 0, elements: 0, open: Vec::new(), in_body: false, at_end: false }
    }

    /// Goes on to the end of the next element; `None` at the end of the document.
    fn step(&mut self) -> Result<Option<Closed>, SoapError> {
        loop {
            match self.xml.read_event() {
                Ok(Event::Start(start)) => self.start(start.local_name().into_inner())?,
                Ok(Event::End(_)) => return self.end().map(Some),
                Ok(Event::Text(text)) => self.append(text.into_inner()),
                Ok(Event::CData(text)) => self.append(text.into_inner()),
                Ok(Event::GeneralRef(name)) => {
                    let name = name.into_inner();
                    let c = resolve_reference(&name)
                        .ok_or_else(|| SoapError::new("the document has an unknown reference"))?;
                    self.append(Cow::Owned(c.to_string()));
                }
                Ok(Event::DocType(_)) => return Err(SoapError::new("the document has a document type")),
                Ok(Event::Eof) => {
                    self.at_end = true;
                    return match self.depth {
                        0 => Ok(None),
                        _ => Err(SoapError::new("the document ends inside an element")),
                    };
                }
                Ok(_) => {}
                Err(error) => {
                    // A `>` in a comment or an attribute is no end of a tag.
                    self.at_end = matches!(&error, quick_xml::Error::Syntax(what) if *what != SyntaxError::InvalidBangMarkup);
                    let why: String = error.to_string().chars().take(100).collect();
                    return Err(SoapError::new(format!("the document is not well-formed XML: {why}")));
                }
            }
        }
    }

    fn start(&mut self, name: &str) -> Result<(), SoapError> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > DEEPEST || self.elements > MOST_ELEMENTS {
            return Err(SoapError::new("the document has too many elements"));
        }
        match self.depth {
            1 if name != "Envelope" => {
                return Err(SoapError::new("the document is no SOAP envelope"));
            }
            2 => self.in_body = name == "Body",
            3 if self.in_body => {
                if !self.content.name.is_empty() {
                    return Err(SoapError::new("the SOAP body has more than one element"));
                }
                self.content.name = name.to_owned();
            }
            depth if depth > 3 && self.in_body => {
                self.open.push(self.content.fields.len());
                self.content.fields.push((name.to_owned(), Cow::Borrowed("")));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self) -> Result<Closed, SoapError> {
        let closed = if self.depth > 3 && self.in_body { self.open.pop() } else { None };
        self.depth = self
            .depth
            .checked_sub(1)
            .ok_or_else(|| SoapError::new("the document ends more than it begins"))?;
        Ok(Closed(closed))
    }

    fn append(&mut self, text: Cow<'a, str>) {
        let field = self.open.last().and_then(|open| self.content.fields.get_mut(*open));
        match field {
            Some((_, value)) if value.is_empty() => *value = text,
            Some((_, value)) => value.to_mut().push_str(&text),
            None => {}
        }
    }
}
