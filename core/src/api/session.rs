//! One user's presence in one room.

use super::{
    Bytes, ChatMessage, ChatRoomParticipant, ChatRoomProperties, ChatRoomSummary, ContentDownload, Endpoint,
    Error, ErrorCode, FileDownload, FileTransfer, FileUpload, HistoryPager, HistoryQuery, HistoryResult,
    MessageBuilder, OutboundMessage, Result,
};
use crate::client::{self, Answer, Command, SessionInner, SessionShared, history};
use std::sync::Arc;

/// The state of a session (spec: sdk.md 2.5; the numbers are the SDK's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum SessionState {
    /// In the room.
    Established = 0,
    /// Joining.
    Establishing = 1,
    /// Not in a room: new, left, or refused. May join.
    Idle = 2,
    /// Leaving.
    Terminating = 3,
    /// Over for good, because its endpoint is.
    Terminated = 4,
}

/// The session's state moved.
#[derive(Clone, Debug)]
pub struct SessionStateChanged {
    /// The state it is in now.
    pub state: SessionState,
    /// Why, when it was not asked for: the user was removed from the room (`ErrorPermission`), the room was disabled
    /// (`NodeDisabled`), the connection was lost, …
    pub reason: Option<Error>,
}

/// Somebody came or went.
#[derive(Clone, Debug)]
pub struct ParticipantAttendanceChanged {
    /// The room.
    pub room_uri: String,
    /// Who.
    pub participant: ChatRoomParticipant,
    /// True when the participant is in the room now.
    pub is_active: bool,
}

/// What a participant may do in the room changed: a manager or presenter was made or unmade.
#[derive(Clone, Debug)]
pub struct ParticipantPrivilegeChanged {
    /// The room.
    pub room_uri: String,
    /// Who, with what he is now. For the signed-in user `can_chat` and `can_manage` of the properties have changed with it.
    pub participant: ChatRoomParticipant,
}

/// Properties of the room changed.
#[derive(Clone, Debug)]
pub struct ChatRoomPropertiesChanged {
    /// The room.
    pub room_uri: String,
    /// As they were.
    pub old_properties: ChatRoomProperties,
    /// As they are now.
    pub new_properties: ChatRoomProperties,
    /// The names of the fields that differ, as C writes them: `name`, `is_auditorium`, `can_chat`, … At least one.
    pub changed: Vec<String>,
}

/// What a session tells, in the order in which the server told it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SessionEvent {
    /// The state moved.
    StateChanged(SessionStateChanged),
    /// A message was posted to the room. The user's own messages come back too.
    MessageReceived(ChatMessage),
    /// Somebody came or went.
    ParticipantAttendanceChanged(ParticipantAttendanceChanged),
    /// What a participant may do in the room changed.
    ParticipantPrivilegeChanged(ParticipantPrivilegeChanged),
    /// Properties of the room changed.
    ChatRoomPropertiesChanged(Box<ChatRoomPropertiesChanged>),
}

/// One user's presence in one room (the SDK's `ChatRoomSession`). Cheap to clone: clones are the same session; it keeps its
/// endpoint alive.
///
/// After `leave` it is idle again and may join the same or another room. So it is when the server takes the user out of the room:
/// the reason of the state is `ErrorPermission` when the user may not be in it any more and `NodeDisabled` when the room was disabled;
/// nothing of the room is delivered any more. Only with its endpoint it ends for good.
#[derive(Clone)]
pub struct Session {
    pub(crate) inner: Arc<SessionInner>,
}

impl Session {
    /// Makes an idle session. `EndpointNotEstablished` unless the endpoint is established.
    pub fn new(endpoint: &Endpoint) -> Result<Session> {
        let shared = SessionShared::new();
        endpoint.inner.platform.check()?;
        endpoint.inner.shared.add_session(&shared)?;
        Ok(shared.first_handle(endpoint))
    }

    /// Joins the room with this URI (`ma-chan://<domain>/<guid>`).
    ///
    /// Fails with `BadArgument` (not a room URI), `InvalidOperation` (this endpoint is in the room already), `SessionState` (not
    /// idle), `EndpointNotEstablished`, or the server's answer: `NoSuchNode`, `NodeDisabled`, `ErrorPermission`, … The session is
    /// idle again then.
    pub async fn join(&self, room_uri: &str) -> Result<()> {
        let room = client::room_uri(room_uri)?;
        self.ask_to_join(|session, answer| Command::Join { session, room, answer }).await
    }

    /// Joins the room with this name, compared without case; looks it up first. `NoSuchNode` when there is none, `NodeDisabled` when it is
    /// disabled. Fails like [`Session::join`].
    pub async fn join_by_name(&self, name: &str) -> Result<()> {
        if name.trim().is_empty() {
            return Err(Error::new(ErrorCode::BadArgument, "the room name is empty"));
        }
        let name = name.trim().to_string();
        self.ask_to_join(|session, answer| Command::JoinByName { session, name, answer }).await
    }

    /// Joins the room of this summary, or of anything else that describes a room: what browsing and room management give, and the
    /// properties that another session knows. Fails like [`Session::join`].
    pub async fn join_room(&self, room: ChatRoomSummary) -> Result<()> {
        self.join(&room.room_uri).await
    }

    /// Leaves the room. When it ends the session is idle. `SessionState` when it is in no room.
    pub async fn leave(&self) -> Result<()> {
        self.ask(|session, answer| Command::Leave { session, answer }).await
    }

    /// Posts a message. Succeeds when the server has taken it; it comes back as `MessageReceived` with its number.
    ///
    /// Fails with `BadArgument` (no text, a NUL character, a title that is none, RTF that is not valid), `LimitExceeded` (longer than the
    /// server's limit; nothing was sent), `SessionState`, `ErrorPermission` (may not post here), `UserNotJoined`.
    pub async fn send(&self, message: OutboundMessage) -> Result<()> {
        let message = client::checked(message)?;
        self.ask(|session, answer| Command::Post { session, message, answer }).await
    }

    /// Posts plain text. Fails like [`Session::send`].
    pub async fn send_text(&self, text: &str) -> Result<()> {
        self.send(OutboundMessage { text: text.to_string(), ..OutboundMessage::default() }).await
    }

    /// Posts plain text as an alert. Fails like [`Session::send`].
    pub async fn send_alert(&self, text: &str) -> Result<()> {
        self.send(OutboundMessage { text: text.to_string(), is_alert: true, ..OutboundMessage::default() })
            .await
    }

    /// Posts a story: a long text under a title. Fails like [`Session::send`].
    pub async fn send_story(&self, title: &str, text: &str) -> Result<()> {
        let story_title = Some(title.to_string());
        self.send(OutboundMessage { text: text.to_string(), story_title, ..OutboundMessage::default() }).await
    }

    /// Posts what a builder has now; the builder may go on and be sent again. Fails like [`Session::send`].
    pub async fn send_built(&self, message: &MessageBuilder) -> Result<()> {
        self.send(message.message()).await
    }

    /// The newest `count` messages of the room, oldest first. `BadArgument` when `count` is 0.
    ///
    /// The server may give fewer and does not say so: its own limit counts (pchatd: `history-limit`, 1,000 at first), and what fits into one
    /// answer (pchatd: 4 MiB). Messages that are older than the first one given are read with `history_pager`, which gives all there are.
    pub async fn recent_history(&self, count: u32) -> Result<Vec<ChatMessage>> {
        if count == 0 {
            return Err(Error::new(
                ErrorCode::BadArgument,
                "the number of messages is 0; ask for at least 1",
            ));
        }
        self.ask(|session, answer| Command::History { session, count, answer }).await
    }

    /// Looks for messages of the room. Fails with `SessionState` when it is in none, and like
    /// [`Services::query_history`](super::Services::query_history); `room_uris` stays empty.
    pub async fn query_history(&self, query: HistoryQuery) -> Result<HistoryResult> {
        history::no_rooms(&query)?;
        let (room_uri, room_name) = self.room()?;
        let newest_first = query.newest_first;
        let rooms = [room_uri];
        let question = history::search(&rooms, query)?;
        let data = self.inner.endpoint.inner.put(question).await?;
        let result = history::results(data, &rooms, newest_first, Some(room_name)).pop();
        result.ok_or_else(|| Error::new(ErrorCode::Internal, "one room has no result"))
    }

    /// Makes a pager over the messages of the room; it goes on after the session has left. Asks nothing yet. Fails with `SessionState`
    /// when it is in no room, and with `BadArgument` like [`Services::query_history`](super::Services::query_history).
    pub fn history_pager(&self, query: HistoryQuery) -> Result<HistoryPager> {
        history::no_rooms(&query)?;
        HistoryPager::of(&self.inner.endpoint, self.room()?.0, query)
    }

    /// Asks who is in a large room, sorted by URI; the server tells nobody there unasked.
    ///
    /// Fails with `SessionState` (in no room) and `CannotGetParticipantList`: the room is not large (`is_roster_hidden` of the
    /// properties), so that `participants` has them.
    pub async fn hidden_participants(&self) -> Result<Vec<ChatRoomParticipant>> {
        self.ask(|session, answer| Command::HiddenParticipants { session, answer }).await
    }

    /// Begins to upload a file to the room; when it is there its link is posted. Needs a category that takes files
    /// (`ChatRoomProperties::is_file_post_allowed`); its size is checked before the first byte.
    ///
    /// Fails with `BadArgument` (no path, or a name that is none), `SessionState` (in no room). Everything else
    /// `FileTransfer::finish` tells.
    pub fn upload_file(&self, upload: FileUpload) -> Result<FileTransfer> {
        client::files::upload(self, upload)
    }

    /// Begins to download a file that a message links to.
    ///
    /// Fails with `BadArgument` (no link to a file, or no path), `SessionState` (in no room). Everything else `FileTransfer::finish`
    /// tells.
    pub fn download_file(&self, download: FileDownload) -> Result<FileTransfer> {
        client::files::download(self, download)
    }

    /// Begins to upload bytes to the room as a file of this name. Like `upload_file` otherwise; it keeps the bytes until it is dropped.
    ///
    /// Fails with `BadArgument` (a name that is none: 1 to 255 bytes, no folders), `SessionState` (in no room). Everything else
    /// `FileTransfer::finish` tells.
    pub fn upload_bytes(&self, file_name: &str, content: Bytes) -> Result<FileTransfer> {
        client::files::upload_bytes(self, file_name, content)
    }

    /// Begins to upload what `FileTransfer::write` is given, as a file of this name. The file service wants to know the size before the first
    /// byte: a stream that is shorter or longer fails, and nothing is posted. When everything is written, `FileTransfer::finish` posts the
    /// link; dropping the transfer before cancels it.
    ///
    /// Fails like `upload_bytes`.
    pub fn upload_stream(&self, file_name: &str, size: u64) -> Result<FileTransfer> {
        client::files::upload_stream(self, file_name, size)
    }

    /// Begins to download a file into memory, for `FileTransfer::content`; unless `max_bytes` says otherwise it has to be 64 MiB or less.
    ///
    /// Fails with `BadArgument` (no link to a file), `SessionState` (in no room). Everything else `FileTransfer::finish` tells, so
    /// `FileDownloadFailed` for a file that is too long, before its first byte.
    pub fn download_bytes(&self, download: ContentDownload) -> Result<FileTransfer> {
        client::files::download_bytes(self, download)
    }

    /// Begins to download a file that `FileTransfer::read` gives chunk by chunk; dropping the transfer cancels it.
    ///
    /// Fails like `download_bytes`.
    pub fn download_stream(&self, download: ContentDownload) -> Result<FileTransfer> {
        client::files::download_stream(self, download)
    }

    /// The state now.
    pub fn state(&self) -> SessionState {
        self.inner.shared.state()
    }

    /// The room's properties, or `None` while in no room. A copy.
    pub fn properties(&self) -> Option<ChatRoomProperties> {
        self.inner.shared.properties()
    }

    /// Who is in the room, sorted by URI; empty while in no room, and in a large room, whose participants the server does not tell
    /// (`is_roster_hidden` of the properties). A copy.
    pub fn participants(&self) -> Vec<ChatRoomParticipant> {
        self.inner.shared.participants()
    }

    /// The endpoint that the session belongs to.
    pub fn endpoint(&self) -> Endpoint {
        self.inner.endpoint.clone()
    }

    /// The same for all clones of one session, and for nothing else while one of them lives.
    ///
    /// Not in C: handles of the same object are equal.
    pub fn identity(&self) -> usize {
        Arc::as_ptr(&self.inner).addr()
    }

    /// URI and name of the room that it is in.
    fn room(&self) -> Result<(String, String)> {
        self.inner.endpoint.inner.check()?;
        self.inner.shared.in_room(|room| (room.properties.room_uri.clone(), room.properties.name.clone()))
    }

    /// Nobody knows of a join that succeeded when its caller had just gone: the room is left again.
    async fn ask_to_join(
        &self,
        command: impl FnOnce(Arc<SessionShared>, Answer<()>) -> Command,
    ) -> Result<()> {
        let session = Arc::clone(&self.inner.shared);
        let endpoint = &self.inner.endpoint.inner;
        let leave = || endpoint.abandon(vec![Arc::clone(&session)]);
        endpoint.ask_or_undo(|answer| command(Arc::clone(&session), answer), leave).await
    }

    async fn ask<T>(&self, command: impl FnOnce(Arc<SessionShared>, Answer<T>) -> Command) -> Result<T> {
        let session = Arc::clone(&self.inner.shared);
        self.inner.endpoint.inner.ask(|answer| command(session, answer)).await
    }
}
