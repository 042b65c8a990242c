//! The URIs of rooms, categories and groups (xccos.md 6).

use std::fmt;

/// What a URI of Persistent Chat names: the authority and the path. `ma-chan://contoso.com/<GUID>` is a room,
/// `ma-cat://contoso.com/<GUID>` a category. The path is opaque: OCS 2007 used numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeUri<'a> {
    /// Room or category.
    pub kind: NodeKind,
    /// The SIP domain, as spelt.
    pub domain: &'a str,
    /// The path without the slash, a GUID in lower case for today's servers.
    pub value: &'a str,
}

/// The two kinds of nodes that have a URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// `ma-chan:`
    Room,
    /// `ma-cat:`
    Category,
}

impl NodeKind {
    /// The scheme, with the separator that precedes the domain.
    pub const fn prefix(self) -> &'static str {
        match self {
            NodeKind::Room => "ma-chan://",
            NodeKind::Category => "ma-cat://",
        }
    }
}

impl<'a> NodeUri<'a> {
    /// The room in `domain` named by `value`.
    pub const fn room(domain: &'a str, value: &'a str) -> NodeUri<'a> {
        NodeUri { kind: NodeKind::Room, domain, value }
    }

    /// The category in `domain` named by `value`.
    pub const fn category(domain: &'a str, value: &'a str) -> NodeUri<'a> {
        NodeUri { kind: NodeKind::Category, domain, value }
    }

    /// Reads a URI; the scheme in any case. `None` when the scheme is another one or domain or path is missing.
    pub fn parse(uri: &'a str) -> Option<NodeUri<'a>> {
        let uri = uri.trim();
        [NodeKind::Room, NodeKind::Category].into_iter().find_map(|kind| {
            let (domain, value) = strip_prefix_caseless(uri, kind.prefix())?.split_once('/')?;
            (!domain.is_empty() && !value.is_empty()).then_some(NodeUri { kind, domain, value })
        })
    }
}

impl fmt::Display for NodeUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}/{}", self.kind.prefix(), self.domain, self.value)
    }
}

/// The GUID of a group's URI, `ma-grp:<GUID>@u.g`; the path for any other `ma-grp:` URI.
pub fn group_guid(uri: &str) -> Option<&str> {
    let rest = strip_prefix_caseless(uri.trim(), "ma-grp:")?;
    let guid = rest.split_once('@').map_or(rest, |(guid, _)| guid);
    (!guid.is_empty()).then_some(guid)
}

/// The URI of the group with this GUID.
pub fn group_uri(guid: &str) -> String {
    format!("ma-grp:{guid}@u.g")
}

/// Whether two URIs of rooms, categories, users or groups name the same thing: compared without letter case, as
/// xccos.md 12.25 asks for look-ups.
pub fn same(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

fn strip_prefix_caseless<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_nodes() {
        let room = "ma-chan://contoso.com/11111111-2222-3333-4444-555555555555";
        let parsed = NodeUri::parse(room).expect("a room");
        assert_eq!(parsed, NodeUri::room("contoso.com", "11111111-2222-3333-4444-555555555555"));
        assert_eq!(parsed.to_string(), room);
        assert_eq!(
            NodeUri::parse("MA-CHAN://litwareinc.com/300"),
            Some(NodeUri::room("litwareinc.com", "300"))
        );
        assert_eq!(NodeUri::parse("ma-cat://contoso.com/k/2"), Some(NodeUri::category("contoso.com", "k/2")));
        for bad in
            ["", "ma-chan://", "ma-chan:///x", "ma-chan://d/", "ma-chan://d", "sip:a@b", "ma-chan:/é/x"]
        {
            assert_eq!(NodeUri::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn reads_groups() {
        assert_eq!(group_guid("MA-GRP:3F0C@u.g"), Some("3F0C"));
        assert_eq!(group_guid("sip:a@b"), None);
        assert_eq!(group_guid(&group_uri("77")), Some("77"));
        assert!(same("sip:Ann@Contoso.com", "SIP:ann@contoso.com"));
    }
}
