//! Writes elements into the caller's text.

use super::text;
use std::fmt::{Display, Write};

pub(super) struct Writer<'a> {
    out: &'a mut String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(out: &'a mut String) -> Writer<'a> {
        Writer { out }
    }

    /// `<name`, to be followed by attributes and then [`Writer::children`] or [`Writer::empty`].
    pub(super) fn start(&mut self, name: &str) -> &mut Self {
        self.out.push('<');
        self.out.push_str(name);
        self
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        self.name(name);
        text::escape_attribute(value, self.out);
        self.out.push('"');
        self
    }

    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value {
            self.attribute(name, value);
        }
        self
    }

    /// A value whose text needs no escaping: numbers, booleans, timestamps.
    pub(super) fn plain(&mut self, name: &str, value: Option<impl Display>) -> &mut Self {
        if let Some(value) = value {
            self.name(name);
            // Writing to a String cannot fail.
            let _ = write!(self.out, "{value}");
            self.out.push('"');
        }
        self
    }

    fn name(&mut self, name: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
    }

    /// `>`: what follows is inside the element, until [`Writer::end`].
    pub(super) fn children(&mut self) -> &mut Self {
        self.out.push('>');
        self
    }

    /// `/>`
    pub(super) fn empty(&mut self) {
        self.out.push_str("/>");
    }

    /// `</name>`
    pub(super) fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    pub(super) fn text(&mut self, content: &str) -> &mut Self {
        text::escape_content(content, self.out);
        self
    }

    /// `<name>content</name>`
    pub(super) fn text_element(&mut self, name: &str, content: &str) {
        self.start(name).children().text(content).end(name);
    }

    /// `<name id="id">content</name>`
    pub(super) fn property(&mut self, name: &str, id: &str, content: &str) {
        self.start(name).attribute("id", id).children().text(content).end(name);
    }

    pub(super) fn blocks<B: super::reader::Block>(&mut self, blocks: &[B]) -> &mut Self {
        for block in blocks {
            block.write(self);
        }
        self
    }

    pub(super) fn block<B: super::reader::Block>(&mut self, block: Option<&B>) -> &mut Self {
        if let Some(block) = block {
            block.write(self);
        }
        self
    }
}
