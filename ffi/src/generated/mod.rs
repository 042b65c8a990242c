// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! The API in C.

// Files import alike, whether or not their part of the API needs everything.
#![allow(unused_imports)]

pub(crate) mod completions;
pub(crate) mod endpoint;
pub(crate) mod enums;
pub(crate) mod events;
pub(crate) mod file_transfer;
pub(crate) mod history_pager;
pub(crate) mod inputs;
pub(crate) mod joined_rooms;
#[cfg(feature = "local-server")]
pub(crate) mod local_server;
pub(crate) mod message_builder;
pub(crate) mod outputs;
pub(crate) mod platform;
pub(crate) mod room_management;
pub(crate) mod services;
pub(crate) mod session;
pub(crate) mod user_services;

use crate::object::Class as _;

/// How many objects the program holds.
pub(crate) fn live() -> usize {
    let mut live = 0;
    {
        live += pchat_core::api::Endpoint::table().live();
    }
    {
        live += pchat_core::api::FileTransfer::table().live();
    }
    {
        live += pchat_core::api::HistoryPager::table().live();
    }
    {
        live += pchat_core::api::JoinedRooms::table().live();
    }
    #[cfg(feature = "local-server")]
    {
        live += pchat_server::local::LocalServer::table().live();
    }
    {
        live += pchat_core::api::MessageBuilder::table().live();
    }
    {
        live += pchat_core::api::Platform::table().live();
    }
    {
        live += pchat_core::api::RoomManagement::table().live();
    }
    {
        live += pchat_core::api::Services::table().live();
    }
    {
        live += pchat_core::api::Session::table().live();
    }
    {
        live += pchat_core::api::UserServices::table().live();
    }
    live
}

/// Forgets the objects of the parent process.
pub(crate) fn reset_in_child() {
    pchat_core::api::Endpoint::table().reset_in_child();
    pchat_core::api::FileTransfer::table().reset_in_child();
    pchat_core::api::HistoryPager::table().reset_in_child();
    pchat_core::api::JoinedRooms::table().reset_in_child();
    #[cfg(feature = "local-server")]
    pchat_server::local::LocalServer::table().reset_in_child();
    pchat_core::api::MessageBuilder::table().reset_in_child();
    pchat_core::api::Platform::table().reset_in_child();
    pchat_core::api::RoomManagement::table().reset_in_child();
    pchat_core::api::Services::table().reset_in_child();
    pchat_core::api::Session::table().reset_in_child();
    pchat_core::api::UserServices::table().reset_in_child();
}
