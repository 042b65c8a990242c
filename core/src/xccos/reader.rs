//! The pull reader under every block: elements in, limits enforced, no tree built.

use super::attributes::Attributes;
use super::error::XccosError;
use super::limits::Limits;
use super::text;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// A value that is one element. `read` is called with the element's start tag just taken and takes everything up to
/// and including its end tag.
pub(super) trait Block: Sized {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Self, XccosError>;
    fn write(&self, writer: &mut super::writer::Writer<'_>);
}

const LOGGED_PER_DOCUMENT: u32 = 8;

/// A start tag.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.start.name().into_inner();
        split_prefix(name).map_or(name, |(_, local)| local)
    }
}

pub(super) struct Reader<'a> {
    xml: quick_xml::Reader<&'a [u8]>,
    document: &'a str,
    limits: &'a Limits,
    depth: usize,
    elements: usize,
    ignored: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a str, limits: &'a Limits) -> Reader<'a> {
        let document = document.strip_prefix('\u{FEFF}').unwrap_or(document);
        let mut xml = quick_xml::Reader::from_str(document);
        // So that every start tag has an end tag and `<data/>` reads like `<data></data>`.
        xml.config_mut().expand_empty_elements = true;
        Reader { xml, document, limits, depth: 0, elements: 0, ignored: 0 }
    }

    /// How many elements were ignored because nothing here knows them.
    pub(super) fn ignored(&self) -> u32 {
        self.ignored
    }

    fn broken(&self, reason: impl Into<String>) -> XccosError {
        let offset = self.offset() as u64;
        XccosError::NotWellFormed { offset, reason: reason.into() }
    }

    /// How much of the document is taken.
    fn offset(&self) -> usize {
        self.document.len() - self.xml.get_ref().len()
    }

    fn event(&mut self) -> Result<Event<'a>, XccosError> {
        match self.xml.read_event() {
            Ok(Event::Start(start)) => {
                self.depth += 1;
                self.elements += 1;
                if self.depth > self.limits.depth {
                    return Err(XccosError::LimitExceeded {
                        what: "levels of elements",
                        limit: self.limits.depth,
                    });
                }
                if self.elements > self.limits.elements {
                    return Err(XccosError::LimitExceeded { what: "elements", limit: self.limits.elements });
                }
                Ok(Event::Start(start))
            }
            Ok(Event::End(end)) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Event::End(end))
            }
            Ok(Event::DocType(_)) => Err(XccosError::DocumentType),
            Ok(Event::Eof) if self.depth > 0 => Err(self.broken("the document ends inside an element")),
            Ok(event) => Ok(event),
            Err(error) => Err(self.broken(text::shortened(&error.to_string()))),
        }
    }

    /// The root element, after an optional declaration, comments and white space.
    pub(super) fn root(&mut self) -> Result<Element<'a>, XccosError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Element { start }),
                Event::Eof => return Err(self.broken("the document has no element")),
                Event::Text(content) if !blank(&content) => {
                    return Err(self.broken("text before the root element"));
                }
                Event::CData(_) | Event::GeneralRef(_) => {
                    return Err(self.broken("text before the root element"));
                }
                _ => {}
            }
        }
    }

    /// Makes sure that nothing but white space, comments and closing NULs follows the root element.
    pub(super) fn finish(&mut self) -> Result<(), XccosError> {
        loop {
            match self.event()? {
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(content) if blank(&content) => {}
                _ => return Err(self.broken("something follows the root element")),
            }
        }
    }

    /// The next child of the element being read; nothing at its end tag, which is then taken. Text between children
    /// is dropped.
    pub(super) fn child(&mut self) -> Result<Option<Element<'a>>, XccosError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(Element { start })),
                Event::End(_) => return Ok(None),
                Event::GeneralRef(reference) => {
                    self.resolve(&reference.into_inner())?;
                }
                _ => {}
            }
        }
    }

    fn resolve(&self, name: &str) -> Result<char, XccosError> {
        text::resolve(name)
            .ok_or_else(|| self.broken(format!("unknown reference &{};", text::shortened(name))))
    }

    /// The text of the element being read, up to its end tag. Elements inside are counted as ignored; their text is
    /// kept, so that markup in a chat message costs the markup and not the words.
    pub(super) fn text(&mut self) -> Result<String, XccosError> {
        let end = self.depth.saturating_sub(1);
        let mut collected = self.plain_text().unwrap_or_default();
        loop {
            match self.event()? {
                Event::Text(content) => append(&mut collected, content.into_inner()),
                Event::CData(content) => append(&mut collected, content.into_inner()),
                Event::GeneralRef(reference) => collected.push(self.resolve(&reference.into_inner())?),
                Event::Start(start) => self.note_ignored("markup", start.local_name().into_inner()),
                Event::End(_) if self.depth <= end => return Ok(text::into_value(collected)),
                _ => {}
            }
        }
    }

    /// The text up to the end tag, which is not taken, when there is nothing but text and references, as nearly always.
    /// `None`, with nothing taken, when there may be anything else.
    fn plain_text(&mut self) -> Option<String> {
        let (taken, rest) = self.document.split_at_checked(self.offset())?;
        let end = memchr::memchr(b'<', rest.as_bytes())?;
        let (raw, rest) = rest.split_at_checked(end)?;
        // The element `<chat/>` has ended already.
        if taken.ends_with("/>") || !rest.starts_with("</") {
            return None;
        }
        let text = text::content(raw)?;
        *self.xml.get_mut() = rest.as_bytes();
        Some(text)
    }

    /// Takes the rest of the element being read; children are counted as ignored.
    pub(super) fn close(&mut self) -> Result<(), XccosError> {
        while let Some(child) = self.child()? {
            self.ignore(&child)?;
        }
        Ok(())
    }

    /// Counts the element being read as ignored and takes everything up to its end tag.
    pub(super) fn ignore(&mut self, element: &Element<'_>) -> Result<(), XccosError> {
        self.note_ignored("element", element.name());
        let end = self.depth.saturating_sub(1);
        loop {
            match self.event()? {
                Event::End(_) if self.depth <= end => return Ok(()),
                Event::GeneralRef(reference) => {
                    self.resolve(&reference.into_inner())?;
                }
                _ => {}
            }
        }
    }

    /// Counts something as ignored; the first few of a document are logged, so that a hostile one cannot fill a log.
    pub(super) fn note_ignored(&mut self, what: &str, name: &str) {
        if self.ignored < LOGGED_PER_DOCUMENT {
            log::debug!("XCCOS: ignored unknown {what} {:?}", text::shortened(name));
        }
        self.ignored = self.ignored.saturating_add(1);
    }

    /// Calls `take` with the local name and the value of each attribute of `element`, in document order. Namespace
    /// declarations and `xsi:` attributes are left out: `xsi:type` is not `type`.
    pub(super) fn attributes(
        &self,
        element: &Element<'_>,
        mut take: impl FnMut(&str, Cow<'_, str>),
    ) -> Result<(), XccosError> {
        for (index, attribute) in Attributes::new(element.start.attributes_raw()).enumerate() {
            if index >= self.limits.attributes {
                return Err(XccosError::LimitExceeded {
                    what: "attributes of one element",
                    limit: self.limits.attributes,
                });
            }
            let (name, value) = attribute.map_err(|problem| self.broken(problem))?;
            let local = match split_prefix(name) {
                Some(("xmlns" | "xsi" | "xml", _)) => continue,
                Some((_, local)) => local,
                None => name,
            };
            if local == "xmlns" {
                continue;
            }
            let value = text::attribute_value(Cow::Borrowed(value)).map_err(|reference| {
                self.broken(format!("unknown reference &{reference} in an attribute"))
            })?;
            take(local, value);
        }
        Ok(())
    }

    /// Reads `element` as one more entry of `list`.
    pub(super) fn push<B: Block>(
        &mut self,
        list: &mut Vec<B>,
        element: &Element<'_>,
    ) -> Result<(), XccosError> {
        let block = B::read(self, element)?;
        self.add(list, block)
    }

    /// Adds an entry to `list` when there is room for it.
    pub(super) fn add<B>(&mut self, list: &mut Vec<B>, entry: B) -> Result<(), XccosError> {
        if list.len() >= self.limits.list {
            return Err(XccosError::LimitExceeded { what: "entries of one list", limit: self.limits.list });
        }
        list.push(entry);
        Ok(())
    }

    /// Reads `element` into `slot` when it is the first of its kind, and ignores it otherwise.
    pub(super) fn set<B: Block>(
        &mut self,
        slot: &mut Option<B>,
        element: &Element<'_>,
    ) -> Result<(), XccosError> {
        if slot.is_some() {
            return self.ignore(element);
        }
        *slot = Some(B::read(self, element)?);
        Ok(())
    }
}

/// Prefix and local name; names are short, so that a plain loop finds the colon soonest.
fn split_prefix(name: &str) -> Option<(&str, &str)> {
    let colon = name.bytes().position(|byte| byte == b':')?;
    Some((name.get(..colon)?, name.get(colon + 1..)?))
}

fn append(collected: &mut String, piece: Cow<'_, str>) {
    if collected.is_empty() {
        *collected = piece.into_owned();
    } else {
        collected.push_str(&piece);
    }
}

fn blank(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | 0))
}
