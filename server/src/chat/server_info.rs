//! What the server says about itself (spec: xccos.md 4.6).

use super::{Outcome, Service};
use crate::model::Settings;
use pchat_core::xccos::{Data, ServerInfo, Timestamp};

/// The bits that the one known client asks for.
const ALL: u32 = 123;

/// `cmd:getserverinfo`: every field, whichever were asked for, since nobody knows which bit is which.
pub(super) fn answer(service: &Service, settings: &Settings, asked: &ServerInfo) -> Outcome {
    let identity = service.store.identity();
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let info = ServerInfo {
        domain: None,
        info_type: Some(asked.info_type.unwrap_or(ALL)),
        server_time: Some(Timestamp::from_unix_ticks(crate::timestamp::Timestamp::now().ticks())),
        search_limit: Some(settings.search_limit),
        message_size_limit: Some(settings.message_size_limit),
        story_size_limit: Some(settings.story_size_limit),
        root_uri: Some(format!("ma-cat://{}/{}", identity.domain, identity.root_category)),
        database_version: Some(identity.database.clone()),
        display_name: filled(&settings.display_name)
            .or_else(|| Some(format!("pchatd {}", env!("CARGO_PKG_VERSION")))),
        room_management_url: filled(&settings.room_management_url),
    };
    Ok(Data { server_info: Some(info), ..Data::default() })
}
