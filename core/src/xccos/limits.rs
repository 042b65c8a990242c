//! What a document from the network may cost.

/// The longest document, in bytes, that a client of this library takes unless it is told otherwise, and that a server here sends. The 16,000
/// users of the largest room (spec: sdk.md 14) with names of the usual lengths take 5.5 MB.
pub const LARGEST_REPLY: usize = 8 * 1024 * 1024;

/// Bounds on one received document. Whatever exceeds one is refused with an [`XccosError`](super::XccosError) that
/// names the bound; nothing is cut off silently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document. SIP's body limit is usually the first to apply.
    pub document: usize,
    /// Nesting of elements. The deepest known document has 7 levels.
    pub depth: usize,
    /// Attributes of one element, namespace declarations included. A full `qib` has 18.
    pub attributes: usize,
    /// Elements of the whole document, known or not.
    pub elements: usize,
    /// Entries of one list, for example the users of a join reply or the rooms of a search.
    pub list: usize,
}

impl Limits {
    /// For what a server answers in up to `document` bytes, which may have long lists. An element of a list has 100 bytes and more.
    pub fn of_reply(document: usize) -> Limits {
        let usual = Limits::default();
        let lists = document / 64;
        Limits { document, elements: usual.elements.max(lists), list: usual.list.max(lists), ..usual }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { document: 1024 * 1024, depth: 24, attributes: 32, elements: 65_536, list: 16_384 }
    }
}
