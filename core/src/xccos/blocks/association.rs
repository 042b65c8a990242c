//! `aib`: which users have which permissions (xccos.md 4.4).

use crate::xccos::error::XccosError;
use crate::xccos::permissions::Permissions;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::uri::{NodeKind, NodeUri};
use crate::xccos::writer::Writer;

/// Permissions of some users in a room. Inside a room, `value` lists users by their [`Principal::id`](super::Principal);
/// inside a user, `domain` and `value` name the room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Association {
    /// The permissions.
    pub key: Permissions,
    /// SIP domain of the room, inside a user.
    pub domain: Option<String>,
    /// Ids of users separated by commas, or the path of the room's URI.
    pub value: Option<String>,
}

impl Association {
    /// Inside a room: the users with these ids have `key`.
    pub fn of_users(key: Permissions, ids: impl IntoIterator<Item = u32>) -> Association {
        let mut value = String::new();
        for id in ids {
            if !value.is_empty() {
                value.push(',');
            }
            value.push_str(&id.to_string());
        }
        Association { key, domain: None, value: Some(value) }
    }

    /// Inside a user: he has `key` in this room. `None` when `room` is not the URI of a room.
    pub fn in_room(key: Permissions, room: &str) -> Option<Association> {
        let uri = NodeUri::parse(room).filter(|uri| uri.kind == NodeKind::Room)?;
        Some(Association { key, domain: Some(uri.domain.to_owned()), value: Some(uri.value.to_owned()) })
    }

    /// The ids that `value` lists; what is no number is skipped.
    pub fn user_ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.value.as_deref().unwrap_or_default().split(',').filter_map(|id| id.trim().parse().ok())
    }

    /// The URI of the room that `domain` and `value` name.
    pub fn room_uri(&self) -> Option<String> {
        match (self.domain.as_deref(), self.value.as_deref()) {
            (Some(domain), Some(value)) if !domain.is_empty() && !value.is_empty() => {
                Some(NodeUri::room(domain, value).to_string())
            }
            _ => None,
        }
    }
}

impl Block for Association {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Association, XccosError> {
        let mut association = Association::default();
        reader.attributes(element, |name, value| match name {
            "key" => association.key = Permissions::from_text(&value),
            "domain" => association.domain = Some(value.into_owned()),
            "value" => association.value = Some(value.into_owned()),
            _ => {}
        })?;
        reader.close()?;
        Ok(association)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("aib")
            .plain("key", Some(self.key))
            .optional("domain", self.domain.as_deref())
            .optional("value", self.value.as_deref())
            .empty();
    }
}
