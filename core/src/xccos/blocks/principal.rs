//! `uib` and `gib`: users and groups (xccos.md 4.3).

use super::{Association, Audit};
use crate::xccos::error::XccosError;
use crate::xccos::names;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::text;
use crate::xccos::uri;
use crate::xccos::writer::Writer;
use std::fmt;

/// What a principal is (DB: tblPrincipalType).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrincipalKind {
    /// Anybody.
    Any,
    /// Any user.
    AnyUser,
    /// Any group.
    AnyGroup,
    /// A user of the server itself.
    SystemUser,
    /// A user.
    User,
    /// A domain.
    Domain,
    /// A distribution or security group.
    Group,
    /// A folder of the directory.
    Folder,
    /// A number that the schema does not have.
    Other(u32),
}

impl PrincipalKind {
    /// The kind with this number.
    pub const fn from_number(number: u32) -> PrincipalKind {
        match number {
            1 => PrincipalKind::Any,
            2 => PrincipalKind::AnyUser,
            3 => PrincipalKind::AnyGroup,
            4 => PrincipalKind::SystemUser,
            5 => PrincipalKind::User,
            8 => PrincipalKind::Domain,
            9 => PrincipalKind::Group,
            10 => PrincipalKind::Folder,
            other => PrincipalKind::Other(other),
        }
    }

    /// The number on the wire.
    pub const fn number(self) -> u32 {
        match self {
            PrincipalKind::Any => 1,
            PrincipalKind::AnyUser => 2,
            PrincipalKind::AnyGroup => 3,
            PrincipalKind::SystemUser => 4,
            PrincipalKind::User => 5,
            PrincipalKind::Domain => 8,
            PrincipalKind::Group => 9,
            PrincipalKind::Folder => 10,
            PrincipalKind::Other(number) => number,
        }
    }
}

impl fmt::Display for PrincipalKind {
    /// The number, as on the wire.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.number(), f)
    }
}

/// A user (`uib`) or a group (`gib`). Which of the two is told by the URI: groups have `ma-grp:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Principal {
    /// `sip:user@domain` or `ma-grp:<GUID>@u.g`; empty when missing.
    pub uri: String,
    /// Number within this document, to which [`Association::value`] refers.
    pub id: Option<u32>,
    /// GUID of the directory object.
    pub guid: Option<String>,
    /// What it is.
    pub kind: Option<PrincipalKind>,
    /// Common name.
    pub common_name: Option<String>,
    /// Display name.
    pub display_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// Path in the directory.
    pub directory_path: Option<String>,
    /// Switched off.
    pub disabled: Option<bool>,
    /// Who put it where it stands, for example into a role, and when.
    pub audit: Option<Audit>,
    /// Permissions in rooms, in join notices.
    pub associations: Vec<Association>,
}

impl Principal {
    /// A principal known by its URI only.
    pub fn new(uri: &str) -> Principal {
        Principal { uri: uri.to_owned(), ..Principal::default() }
    }

    /// Whether this is a group.
    pub fn is_group(&self) -> bool {
        uri::group_guid(&self.uri).is_some()
    }

    /// The best name for people: display name, common name, or the URI without its scheme.
    pub fn name(&self) -> &str {
        let filled = |name: &'_ Option<String>| name.as_ref().is_some_and(|name| !name.trim().is_empty());
        if filled(&self.display_name) {
            return self.display_name.as_deref().unwrap_or_default();
        }
        if filled(&self.common_name) {
            return self.common_name.as_deref().unwrap_or_default();
        }
        match self.uri.split_once(':') {
            Some((_, rest)) => rest,
            None => &self.uri,
        }
    }
}

impl Block for Principal {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Principal, XccosError> {
        let mut principal = Principal::default();
        reader.attributes(element, |name, value| match name {
            "uri" => principal.uri = value.into_owned(),
            "id" => principal.id = text::number(&value),
            name if names::GUID.is(name) => principal.guid = Some(value.into_owned()),
            name if names::TYPE.is(name) => {
                principal.kind = text::number(&value).map(PrincipalKind::from_number)
            }
            name if names::COMMON_NAME.is(name) => principal.common_name = Some(value.into_owned()),
            name if names::DISPLAY_NAME.is(name) => principal.display_name = Some(value.into_owned()),
            name if names::EMAIL.is(name) => principal.email = Some(value.into_owned()),
            name if names::COMPANY.is(name) => principal.company = Some(value.into_owned()),
            name if names::DIRECTORY_PATH.is(name) => principal.directory_path = Some(value.into_owned()),
            name if names::DISABLED.is(name) => principal.disabled = text::boolean(&value),
            _ => {}
        })?;
        while let Some(child) = reader.child()? {
            match child.name() {
                "aib" => reader.push(&mut principal.associations, &child)?,
                name if names::AUDIT.is(name) => reader.set(&mut principal.audit, &child)?,
                _ => reader.ignore(&child)?,
            }
        }
        Ok(principal)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        let element = if self.is_group() { names::GROUP.wire } else { "uib" };
        writer
            .start(element)
            .plain("id", self.id)
            .attribute("uri", &self.uri)
            .optional(names::GUID.wire, self.guid.as_deref())
            .plain(names::TYPE.wire, self.kind)
            .optional(names::COMMON_NAME.wire, self.common_name.as_deref())
            .optional(names::DISPLAY_NAME.wire, self.display_name.as_deref())
            .optional(names::EMAIL.wire, self.email.as_deref())
            .optional(names::COMPANY.wire, self.company.as_deref())
            .optional(names::DIRECTORY_PATH.wire, self.directory_path.as_deref())
            .plain(names::DISABLED.wire, self.disabled);
        if self.associations.is_empty() && self.audit.is_none() {
            writer.empty();
        } else {
            writer.children().blocks(&self.associations).block(self.audit.as_ref()).end(element);
        }
    }
}
