//! What the public nouns do: signing in, the chat connection, joined rooms. Drives the pure machines over `net`.

pub(crate) struct EndpointInner {}
pub(crate) struct SessionInner {}
