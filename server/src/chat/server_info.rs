//! What the server says about itself (spec: xccos.md 4.6).

use super::{Outcome, Service};
use pchat_core::xccos::{Data, ServerInfo, Timestamp};

/// The bits that the one known client asks for.
const ALL: u32 = 123;

/// `cmd:getserverinfo`: every field, whichever were asked for, since nobody knows which bit is which.
pub(super) fn answer(service: &Service, asked: &ServerInfo) -> Outcome {
    let limit = |limit: usize| Some(u32::try_from(limit).unwrap_or(u32::MAX));
    let identity = service.store.identity();
    let settings = &service.settings;
    let info = ServerInfo {
        domain: None,
        info_type: Some(asked.info_type.unwrap_or(ALL)),
        server_time: Some(Timestamp::from_unix_ticks(crate::timestamp::Timestamp::now().ticks())),
        search_limit: limit(settings.search_limit),
        message_size_limit: limit(settings.message_size_limit),
        story_size_limit: limit(settings.story_size_limit),
        root_uri: Some(format!("ma-cat://{}/{}", identity.domain, identity.root_category)),
        database_version: Some(identity.database.clone()),
        display_name: Some(format!("pchatd {}", env!("CARGO_PKG_VERSION"))),
        room_management_url: None,
    };
    Ok(Data { server_info: Some(info), ..Data::default() })
}
