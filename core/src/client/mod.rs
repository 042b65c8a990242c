//! What the public nouns do: signing in, the chat connection, joined rooms. Drives the pure machines over `net`.

pub(crate) struct EndpointInner {
    pub(crate) platform: crate::api::Platform,
    pub(crate) mailbox: std::sync::Arc<crate::platform::Mailbox>,
}
pub(crate) struct SessionInner {}
