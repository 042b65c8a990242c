//! What fits where something else is asked for, as the SDK converts implicitly (spec: sdk.md 3.10, 3.15): every description of a
//! room joins it, and every description of somebody names a principal. The generator finds for other languages which structs have the
//! fields of a summary; principals are given by their URIs there.

use super::{
    ChatRoom, ChatRoomParticipant, ChatRoomProperties, ChatRoomSnapshot, ChatRoomSummary, PrincipalKind,
    PrincipalSummary, User, UserGroup,
};

macro_rules! summaries_of_rooms {
    ($($room:ty),*) => {$(
        impl From<&$room> for ChatRoomSummary {
            fn from(room: &$room) -> Self {
                Self {
                    room_uri: room.room_uri.clone(),
                    name: room.name.clone(),
                    description: room.description.clone(),
                }
            }
        }

        impl From<$room> for ChatRoomSummary {
            fn from(room: $room) -> Self {
                Self { room_uri: room.room_uri, name: room.name, description: room.description }
            }
        }
    )*};
}
summaries_of_rooms!(ChatRoom, ChatRoomSnapshot, ChatRoomProperties);

macro_rules! summaries_of_principals {
    ($($principal:ty),*) => {$(
        impl From<$principal> for PrincipalSummary {
            fn from(principal: $principal) -> Self {
                Self {
                    uri: principal.uri,
                    name: principal.name,
                    display_name: principal.display_name,
                    kind: principal.kind,
                    guid: principal.guid,
                    directory_path: principal.directory_path,
                }
            }
        }
    )*};
}
summaries_of_principals!(User, UserGroup);

impl From<ChatRoomParticipant> for PrincipalSummary {
    /// A user; the directory is not asked.
    fn from(participant: ChatRoomParticipant) -> Self {
        let bare = participant.uri.split_once(':').map_or(participant.uri.as_str(), |(_, rest)| rest);
        Self {
            name: participant.name.clone().unwrap_or_else(|| bare.to_string()),
            display_name: participant.name,
            kind: PrincipalKind::LocalUser,
            guid: participant.guid,
            directory_path: None,
            uri: participant.uri,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_describes_a_room_joins_it() {
        let properties = ChatRoomProperties {
            room_uri: "ma-chan://x.test/1".into(),
            name: "Lobby".into(),
            description: "d".into(),
            ..ChatRoomProperties::default()
        };
        let wanted = ChatRoomSummary {
            room_uri: "ma-chan://x.test/1".into(),
            name: "Lobby".into(),
            description: "d".into(),
        };
        assert_eq!(ChatRoomSummary::from(&properties), wanted);
        let snapshot = ChatRoomSnapshot {
            room_uri: properties.room_uri.clone(),
            name: properties.name.clone(),
            description: properties.description,
            participant_count: None,
            privacy: None,
        };
        assert_eq!(ChatRoomSummary::from(&snapshot), wanted);
        assert_eq!(ChatRoomSummary::from(snapshot), wanted);
    }

    #[test]
    fn a_participant_is_a_user_without_a_path() {
        let bob = ChatRoomParticipant {
            uri: "sip:bob@x.test".into(),
            name: None,
            is_manager: true,
            is_presenter: false,
            guid: Some("11111111-2222-3333-4444-555555555555".into()),
        };
        let bob = PrincipalSummary::from(bob);
        assert_eq!((bob.uri.as_str(), bob.name.as_str()), ("sip:bob@x.test", "bob@x.test"));
        assert_eq!((bob.kind, bob.directory_path), (PrincipalKind::LocalUser, None));
        assert_eq!(bob.guid.as_deref(), Some("11111111-2222-3333-4444-555555555555"));
    }
}
