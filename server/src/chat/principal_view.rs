//! Users and groups as replies name them (spec: xccos.md 4.3).

use super::Service;
use crate::directory::Snapshot;
use crate::model::{Audit, Grant, Group, GroupKind, Principal, User};
use pchat_core::xccos::{self, PrincipalKind, Timestamp};

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A user, as everybody may see him.
pub(super) fn principal(user: &User) -> xccos::Principal {
    xccos::Principal {
        uri: user.address.uri(),
        guid: Some(user.guid.clone()),
        kind: Some(PrincipalKind::User),
        common_name: filled(user.address.user()),
        display_name: filled(&user.display_name),
        email: filled(&user.email),
        ..xccos::Principal::default()
    }
}

/// A group, as everybody may see it.
pub(super) fn group(group: &Group) -> xccos::Principal {
    xccos::Principal {
        uri: group.id.uri(),
        guid: Some(group.id.as_str().to_owned()),
        kind: Some(match group.kind {
            GroupKind::Group => PrincipalKind::Group,
            GroupKind::Folder => PrincipalKind::Folder,
            GroupKind::Domain => PrincipalKind::Domain,
        }),
        common_name: filled(&group.name),
        display_name: filled(&group.name),
        email: filled(&group.email),
        directory_path: filled(&group.path),
        ..xccos::Principal::default()
    }
}

/// Either; somebody without an account yet is known by the URI alone.
pub(super) fn anybody(directory: &Snapshot, who: &Principal) -> xccos::Principal {
    let found = match who {
        Principal::User(address) => directory.user(address).map(|user| principal(user)),
        Principal::Group(id) => directory.group(id).map(|found| group(found)),
    };
    found.unwrap_or_else(|| xccos::Principal::new(&who.uri()))
}

/// Who made and changed something.
pub(super) fn audit(service: &Service, audit: &Audit) -> xccos::Audit {
    xccos::Audit {
        created_by: Some(audit.created_by.uri(service.domain())),
        created_on: Some(Timestamp::from_unix_ticks(audit.created_on.ticks())),
        updated_by: Some(audit.updated_by.uri(service.domain())),
        updated_on: Some(Timestamp::from_unix_ticks(audit.updated_on.ticks())),
    }
}

/// Who gave a role; it is never changed, only taken and given again.
pub(super) fn grant_audit(service: &Service, grant: &Grant) -> xccos::Audit {
    let (by, on) = (grant.by.uri(service.domain()), Timestamp::from_unix_ticks(grant.on.ticks()));
    xccos::Audit {
        created_by: Some(by.clone()),
        created_on: Some(on),
        updated_by: Some(by),
        updated_on: Some(on),
    }
}
