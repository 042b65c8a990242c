// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! The API for JavaScript: what `lib/generated.js` calls.

use crate::host::Host;
use crate::input::Fields;
use crate::json::{Json, thrown};
use napi::Result;
use napi::bindgen_prelude::Object;
use napi_derive::napi;
use pchat_core::platform::Item;
use std::sync::Arc;

impl Json for pchat_core::api::Authentication {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Automatic => "\"Automatic\"",
            Self::Ntlm => "\"Ntlm\"",
            Self::None => "\"None\"",
        });
    }
}

const AUTHENTICATION: &[&str] = &["Automatic", "Ntlm", "None"];

fn authentication(name: &str) -> Option<pchat_core::api::Authentication> {
    Some(match name {
        "Automatic" => pchat_core::api::Authentication::Automatic,
        "Ntlm" => pchat_core::api::Authentication::Ntlm,
        "None" => pchat_core::api::Authentication::None,
        _ => return None,
    })
}

impl Json for pchat_core::api::ChatEmoticon {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Smile => "\"Smile\"",
            Self::Frown => "\"Frown\"",
            Self::Cool => "\"Cool\"",
            Self::Laughing => "\"Laughing\"",
            Self::Shocked => "\"Shocked\"",
            Self::Confused => "\"Confused\"",
            Self::Crying => "\"Crying\"",
            Self::Tongue => "\"Tongue\"",
            Self::Wink => "\"Wink\"",
            Self::Angry => "\"Angry\"",
            Self::Kissing => "\"Kissing\"",
        });
    }
}

const CHAT_EMOTICON: &[&str] = &[
    "Smile", "Frown", "Cool", "Laughing", "Shocked", "Confused", "Crying", "Tongue", "Wink", "Angry",
    "Kissing",
];

fn chat_emoticon(name: &str) -> Option<pchat_core::api::ChatEmoticon> {
    Some(match name {
        "Smile" => pchat_core::api::ChatEmoticon::Smile,
        "Frown" => pchat_core::api::ChatEmoticon::Frown,
        "Cool" => pchat_core::api::ChatEmoticon::Cool,
        "Laughing" => pchat_core::api::ChatEmoticon::Laughing,
        "Shocked" => pchat_core::api::ChatEmoticon::Shocked,
        "Confused" => pchat_core::api::ChatEmoticon::Confused,
        "Crying" => pchat_core::api::ChatEmoticon::Crying,
        "Tongue" => pchat_core::api::ChatEmoticon::Tongue,
        "Wink" => pchat_core::api::ChatEmoticon::Wink,
        "Angry" => pchat_core::api::ChatEmoticon::Angry,
        "Kissing" => pchat_core::api::ChatEmoticon::Kissing,
        _ => return None,
    })
}

impl Json for pchat_core::api::ChatRoomPrivacy {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Open => "\"Open\"",
            Self::Closed => "\"Closed\"",
            Self::Secret => "\"Secret\"",
        });
    }
}

const CHAT_ROOM_PRIVACY: &[&str] = &["Open", "Closed", "Secret"];

fn chat_room_privacy(name: &str) -> Option<pchat_core::api::ChatRoomPrivacy> {
    Some(match name {
        "Open" => pchat_core::api::ChatRoomPrivacy::Open,
        "Closed" => pchat_core::api::ChatRoomPrivacy::Closed,
        "Secret" => pchat_core::api::ChatRoomPrivacy::Secret,
        _ => return None,
    })
}

impl Json for pchat_core::api::EndpointState {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Established => "\"Established\"",
            Self::Establishing => "\"Establishing\"",
            Self::Idle => "\"Idle\"",
            Self::Terminating => "\"Terminating\"",
            Self::Terminated => "\"Terminated\"",
        });
    }
}

impl Json for pchat_core::api::ErrorCode {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::BadArgument => "\"BadArgument\"",
            Self::InvalidHandle => "\"InvalidHandle\"",
            Self::InvalidOperation => "\"InvalidOperation\"",
            Self::Cancelled => "\"Cancelled\"",
            Self::TimedOut => "\"TimedOut\"",
            Self::WouldDeadlock => "\"WouldDeadlock\"",
            Self::ForkedProcess => "\"ForkedProcess\"",
            Self::PlatformShutDown => "\"PlatformShutDown\"",
            Self::TooManyOperations => "\"TooManyOperations\"",
            Self::Internal => "\"Internal\"",
            Self::Io => "\"Io\"",
            Self::EndpointNotEstablished => "\"EndpointNotEstablished\"",
            Self::SessionState => "\"SessionState\"",
            Self::Unreachable => "\"Unreachable\"",
            Self::ConnectionLost => "\"ConnectionLost\"",
            Self::CertificateNotTrusted => "\"CertificateNotTrusted\"",
            Self::CertificateNameMismatch => "\"CertificateNameMismatch\"",
            Self::TlsFailed => "\"TlsFailed\"",
            Self::AuthenticationFailed => "\"AuthenticationFailed\"",
            Self::AuthenticationUnsupported => "\"AuthenticationUnsupported\"",
            Self::UnknownUser => "\"UnknownUser\"",
            Self::SignInForbidden => "\"SignInForbidden\"",
            Self::SignInRefused => "\"SignInRefused\"",
            Self::ClockSkew => "\"ClockSkew\"",
            Self::RedirectLoop => "\"RedirectLoop\"",
            Self::ChatServerNotFound => "\"ChatServerNotFound\"",
            Self::ChatServerRefused => "\"ChatServerRefused\"",
            Self::SignedOut => "\"SignedOut\"",
            Self::ProtocolViolation => "\"ProtocolViolation\"",
            Self::SignatureInvalid => "\"SignatureInvalid\"",
            Self::DatabaseConnection => "\"DatabaseConnection\"",
            Self::DataCollision => "\"DataCollision\"",
            Self::DuplicateRoomName => "\"DuplicateRoomName\"",
            Self::InvalidArgument => "\"InvalidArgument\"",
            Self::CannotGetParticipantList => "\"CannotGetParticipantList\"",
            Self::LimitExceeded => "\"LimitExceeded\"",
            Self::MsgNotSupported => "\"MsgNotSupported\"",
            Self::NodeDisabled => "\"NodeDisabled\"",
            Self::NodeHierarchyViolation => "\"NodeHierarchyViolation\"",
            Self::ErrorPermission => "\"ErrorPermission\"",
            Self::NoSuchNode => "\"NoSuchNode\"",
            Self::NoSuchPrincipal => "\"NoSuchPrincipal\"",
            Self::UnableToCreateRoom => "\"UnableToCreateRoom\"",
            Self::UnknownServerError => "\"UnknownServerError\"",
            Self::UserNotJoined => "\"UserNotJoined\"",
            Self::FileDownloadFailed => "\"FileDownloadFailed\"",
            Self::FileUploadFailed => "\"FileUploadFailed\"",
            Self::InvalidFlowOfOperations => "\"InvalidFlowOfOperations\"",
            Self::InvalidToken => "\"InvalidToken\"",
            Self::ServerError => "\"ServerError\"",
            Self::CommandFailed => "\"CommandFailed\"",
            Self::PrincipalsAlreadyDefined => "\"PrincipalsAlreadyDefined\"",
            Self::PrincipalsNotInScope => "\"PrincipalsNotInScope\"",
            Self::PresenterNotInMemList => "\"PresenterNotInMemList\"",
            Self::DuplicateAddinName => "\"DuplicateAddinName\"",
        });
    }
}

impl Json for pchat_core::api::MessagePartKind {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::PlainText => "\"PlainText\"",
            Self::Hyperlink => "\"Hyperlink\"",
            Self::ChatRoomLink => "\"ChatRoomLink\"",
            Self::Emoticon => "\"Emoticon\"",
            Self::FileDownloadLink => "\"FileDownloadLink\"",
            Self::StoryTitle => "\"StoryTitle\"",
        });
    }
}

impl Json for pchat_core::api::SessionState {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Established => "\"Established\"",
            Self::Establishing => "\"Establishing\"",
            Self::Idle => "\"Idle\"",
            Self::Terminating => "\"Terminating\"",
            Self::Terminated => "\"Terminated\"",
        });
    }
}

impl Json for pchat_core::api::Transport {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Tcp => "\"Tcp\"",
            Self::Tls => "\"Tls\"",
        });
    }
}

const TRANSPORT: &[&str] = &["Tcp", "Tls"];

fn transport(name: &str) -> Option<pchat_core::api::Transport> {
    Some(match name {
        "Tcp" => pchat_core::api::Transport::Tcp,
        "Tls" => pchat_core::api::Transport::Tls,
        _ => return None,
    })
}

impl Json for pchat_core::api::ChatMessage {
    fn write(&self, out: &mut String) {
        out.push_str("{\"messageId\":");
        self.message_id.write(out);
        out.push_str(",\"authorUri\":");
        self.author_uri.write(out);
        out.push_str(",\"authorName\":");
        self.author_name.write(out);
        out.push_str(",\"timestamp\":");
        self.timestamp.write(out);
        out.push_str(",\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"roomName\":");
        self.room_name.write(out);
        out.push_str(",\"content\":");
        self.content.write(out);
        out.push_str(",\"rtfContent\":");
        self.rtf_content.write(out);
        out.push_str(",\"isAlert\":");
        self.is_alert.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::ChatRoomParticipant {
    fn write(&self, out: &mut String) {
        out.push_str("{\"uri\":");
        self.uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"isManager\":");
        self.is_manager.write(out);
        out.push_str(",\"isPresenter\":");
        self.is_presenter.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::ChatRoomProperties {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"description\":");
        self.description.write(out);
        out.push_str(",\"topic\":");
        self.topic.write(out);
        out.push_str(",\"parentCategoryUri\":");
        self.parent_category_uri.write(out);
        out.push_str(",\"isAuditorium\":");
        self.is_auditorium.write(out);
        out.push_str(",\"isFilePostAllowed\":");
        self.is_file_post_allowed.write(out);
        out.push_str(",\"isInvite\":");
        self.is_invite.write(out);
        out.push_str(",\"isLogged\":");
        self.is_logged.write(out);
        out.push_str(",\"visibleOnlyToMembers\":");
        self.visible_only_to_members.write(out);
        out.push_str(",\"canChat\":");
        self.can_chat.write(out);
        out.push_str(",\"canManage\":");
        self.can_manage.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::ChatRoomSnapshot {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"description\":");
        self.description.write(out);
        out.push_str(",\"participantCount\":");
        self.participant_count.write(out);
        out.push_str(",\"privacy\":");
        self.privacy.write(out);
        out.push('}');
    }
}

fn chat_room_summary(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::ChatRoomSummary> {
    let fields = arguments.structure(name, &["roomUri", "name", "description"])?;
    let mut it = pchat_core::api::ChatRoomSummary::default();
    if let Some(value) = fields.text("roomUri")? {
        it.room_uri = value;
    }
    if let Some(value) = fields.text("name")? {
        it.name = value;
    }
    if let Some(value) = fields.text("description")? {
        it.description = value;
    }
    Ok(it)
}

fn endpoint_settings(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::EndpointSettings> {
    let fields = arguments.structure(
        name,
        &[
            "userUri",
            "server",
            "port",
            "transport",
            "authentication",
            "login",
            "password",
            "allowNtlmOverTcp",
            "caFile",
            "certificateName",
            "dangerAcceptAnyCertificate",
            "chatServerUri",
            "endpointId",
            "userAgent",
            "connectTimeoutMs",
            "operationTimeoutMs",
            "eventCapacity",
            "maxBodyBytes",
        ],
    )?;
    let mut it = pchat_core::api::EndpointSettings::default();
    if let Some(value) = fields.text("userUri")? {
        it.user_uri = value;
    }
    if let Some(value) = fields.text("server")? {
        it.server = Some(value);
    }
    if let Some(value) = fields.integer::<u16>("port")? {
        it.port = Some(value);
    }
    if let Some(value) = fields.choice("transport", transport, TRANSPORT)? {
        it.transport = value;
    }
    if let Some(value) = fields.choice("authentication", authentication, AUTHENTICATION)? {
        it.authentication = value;
    }
    if let Some(value) = fields.text("login")? {
        it.login = Some(value);
    }
    if let Some(value) = fields.secret("password")? {
        it.password = Some(value);
    }
    if let Some(value) = fields.boolean("allowNtlmOverTcp")? {
        it.allow_ntlm_over_tcp = value;
    }
    if let Some(value) = fields.text("caFile")? {
        it.ca_file = Some(value);
    }
    if let Some(value) = fields.text("certificateName")? {
        it.certificate_name = Some(value);
    }
    if let Some(value) = fields.boolean("dangerAcceptAnyCertificate")? {
        it.danger_accept_any_certificate = value;
    }
    if let Some(value) = fields.text("chatServerUri")? {
        it.chat_server_uri = Some(value);
    }
    if let Some(value) = fields.text("endpointId")? {
        it.endpoint_id = Some(value);
    }
    if let Some(value) = fields.text("userAgent")? {
        it.user_agent = Some(value);
    }
    if let Some(value) = fields.integer::<u32>("connectTimeoutMs")? {
        it.connect_timeout_ms = value;
    }
    if let Some(value) = fields.integer::<u32>("operationTimeoutMs")? {
        it.operation_timeout_ms = value;
    }
    if let Some(value) = fields.integer::<u32>("eventCapacity")? {
        it.event_capacity = value;
    }
    if let Some(value) = fields.integer::<u32>("maxBodyBytes")? {
        it.max_body_bytes = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::EndpointStateChanged {
    fn write(&self, out: &mut String) {
        out.push_str("{\"state\":");
        self.state.write(out);
        out.push_str(",\"reason\":");
        self.reason.write(out);
        out.push('}');
    }
}

fn local_category(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalCategory> {
    let fields = arguments.structure(
        name,
        &["name", "description", "allowed", "denied", "creators", "invitations", "fileUpload", "history"],
    )?;
    let mut it = pchat_server::local::LocalCategory::default();
    if let Some(value) = fields.text("name")? {
        it.name = value;
    }
    if let Some(value) = fields.text("description")? {
        it.description = Some(value);
    }
    if let Some(value) = fields.texts("allowed")? {
        it.allowed = value;
    }
    if let Some(value) = fields.texts("denied")? {
        it.denied = value;
    }
    if let Some(value) = fields.texts("creators")? {
        it.creators = value;
    }
    if let Some(value) = fields.boolean("invitations")? {
        it.invitations = value;
    }
    if let Some(value) = fields.boolean("fileUpload")? {
        it.file_upload = value;
    }
    if let Some(value) = fields.boolean("history")? {
        it.history = value;
    }
    Ok(it)
}

fn local_room(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalRoom> {
    let fields = arguments.structure(
        name,
        &[
            "name",
            "category",
            "description",
            "topic",
            "privacy",
            "auditorium",
            "members",
            "managers",
            "presenters",
        ],
    )?;
    let mut it = pchat_server::local::LocalRoom::default();
    if let Some(value) = fields.text("name")? {
        it.name = value;
    }
    if let Some(value) = fields.text("category")? {
        it.category = Some(value);
    }
    if let Some(value) = fields.text("description")? {
        it.description = Some(value);
    }
    if let Some(value) = fields.text("topic")? {
        it.topic = Some(value);
    }
    if let Some(value) = fields.choice("privacy", chat_room_privacy, CHAT_ROOM_PRIVACY)? {
        it.privacy = value;
    }
    if let Some(value) = fields.boolean("auditorium")? {
        it.auditorium = value;
    }
    if let Some(value) = fields.texts("members")? {
        it.members = value;
    }
    if let Some(value) = fields.texts("managers")? {
        it.managers = value;
    }
    if let Some(value) = fields.texts("presenters")? {
        it.presenters = value;
    }
    Ok(it)
}

fn local_server_settings(
    arguments: &Fields<'_>,
    name: &str,
) -> Result<pchat_server::local::LocalServerSettings> {
    let fields = arguments.structure(
        name,
        &[
            "domain",
            "tls",
            "tcp",
            "tlsPort",
            "tcpPort",
            "authentication",
            "sessionExpiresSeconds",
            "registrationExpiresSeconds",
            "messageSizeLimit",
            "echo",
            "dataFolder",
        ],
    )?;
    let mut it = pchat_server::local::LocalServerSettings::default();
    if let Some(value) = fields.text("domain")? {
        it.domain = value;
    }
    if let Some(value) = fields.boolean("tls")? {
        it.tls = value;
    }
    if let Some(value) = fields.boolean("tcp")? {
        it.tcp = value;
    }
    if let Some(value) = fields.integer::<u16>("tlsPort")? {
        it.tls_port = value;
    }
    if let Some(value) = fields.integer::<u16>("tcpPort")? {
        it.tcp_port = value;
    }
    if let Some(value) = fields.choice("authentication", authentication, AUTHENTICATION)? {
        it.authentication = value;
    }
    if let Some(value) = fields.integer::<u32>("sessionExpiresSeconds")? {
        it.session_expires_seconds = value;
    }
    if let Some(value) = fields.integer::<u32>("registrationExpiresSeconds")? {
        it.registration_expires_seconds = value;
    }
    if let Some(value) = fields.integer::<u32>("messageSizeLimit")? {
        it.message_size_limit = value;
    }
    if let Some(value) = fields.boolean("echo")? {
        it.echo = value;
    }
    if let Some(value) = fields.text("dataFolder")? {
        it.data_folder = Some(value);
    }
    Ok(it)
}

fn local_user(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalUser> {
    let fields = arguments.structure(name, &["address", "password", "login", "displayName", "email"])?;
    let mut it = pchat_server::local::LocalUser::default();
    if let Some(value) = fields.text("address")? {
        it.address = value;
    }
    if let Some(value) = fields.secret("password")? {
        it.password = Some(value);
    }
    if let Some(value) = fields.text("login")? {
        it.login = Some(value);
    }
    if let Some(value) = fields.text("displayName")? {
        it.display_name = Some(value);
    }
    if let Some(value) = fields.text("email")? {
        it.email = Some(value);
    }
    Ok(it)
}

fn message_builder_settings(
    arguments: &Fields<'_>,
    name: &str,
) -> Result<pchat_core::api::MessageBuilderSettings> {
    let fields = arguments.structure(name, &["isAlert", "storyTitle"])?;
    let mut it = pchat_core::api::MessageBuilderSettings::default();
    if let Some(value) = fields.boolean("isAlert")? {
        it.is_alert = value;
    }
    if let Some(value) = fields.text("storyTitle")? {
        it.story_title = Some(value);
    }
    Ok(it)
}

impl Json for pchat_core::api::MessagePart {
    fn write(&self, out: &mut String) {
        out.push_str("{\"kind\":");
        self.kind.write(out);
        out.push_str(",\"displayText\":");
        self.display_text.write(out);
        out.push_str(",\"rawText\":");
        self.raw_text.write(out);
        out.push_str(",\"uri\":");
        self.uri.write(out);
        out.push_str(",\"emoticon\":");
        self.emoticon.write(out);
        out.push_str(",\"fileName\":");
        self.file_name.write(out);
        out.push_str(",\"fileSize\":");
        self.file_size.write(out);
        out.push_str(",\"fileSizeEstimate\":");
        self.file_size_estimate.write(out);
        out.push('}');
    }
}

fn outbound_message(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::OutboundMessage> {
    let fields = arguments.structure(name, &["text", "rtf", "storyTitle", "isAlert"])?;
    let mut it = pchat_core::api::OutboundMessage::default();
    if let Some(value) = fields.text("text")? {
        it.text = value;
    }
    if let Some(value) = fields.text("rtf")? {
        it.rtf = Some(value);
    }
    if let Some(value) = fields.text("storyTitle")? {
        it.story_title = Some(value);
    }
    if let Some(value) = fields.boolean("isAlert")? {
        it.is_alert = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::ParticipantAttendanceChanged {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"participant\":");
        self.participant.write(out);
        out.push_str(",\"isActive\":");
        self.is_active.write(out);
        out.push('}');
    }
}

fn platform_settings(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::PlatformSettings> {
    let fields = arguments.structure(name, &["workerThreads"])?;
    let mut it = pchat_core::api::PlatformSettings::default();
    if let Some(value) = fields.integer::<u32>("workerThreads")? {
        it.worker_threads = value;
    }
    Ok(it)
}

fn room_query(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::RoomQuery> {
    let fields = arguments
        .structure(name, &["criteria", "searchDescription", "matchAll", "matchExactPhrase", "maxResults"])?;
    let mut it = pchat_core::api::RoomQuery::default();
    if let Some(value) = fields.text("criteria")? {
        it.criteria = value;
    }
    if let Some(value) = fields.boolean("searchDescription")? {
        it.search_description = value;
    }
    if let Some(value) = fields.boolean("matchAll")? {
        it.match_all = value;
    }
    if let Some(value) = fields.boolean("matchExactPhrase")? {
        it.match_exact_phrase = value;
    }
    if let Some(value) = fields.integer::<i32>("maxResults")? {
        it.max_results = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::ServerConfiguration {
    fn write(&self, out: &mut String) {
        out.push_str("{\"displayName\":");
        self.display_name.write(out);
        out.push_str(",\"messageSizeLimit\":");
        self.message_size_limit.write(out);
        out.push_str(",\"storySizeLimit\":");
        self.story_size_limit.write(out);
        out.push_str(",\"searchLimit\":");
        self.search_limit.write(out);
        out.push_str(",\"rootCategoryUri\":");
        self.root_category_uri.write(out);
        out.push_str(",\"roomManagementUrl\":");
        self.room_management_url.write(out);
        out.push_str(",\"databaseVersion\":");
        self.database_version.write(out);
        out.push_str(",\"serverTime\":");
        self.server_time.write(out);
        out.push_str(",\"domainName\":");
        self.domain_name.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::SessionStateChanged {
    fn write(&self, out: &mut String) {
        out.push_str("{\"state\":");
        self.state.write(out);
        out.push_str(",\"reason\":");
        self.reason.write(out);
        out.push('}');
    }
}

/// Hands an event to `take`: its kind, the identity of who tells it, and what writes its content.
pub(crate) fn event(item: &Item, take: impl FnOnce(u32, u64, &dyn Fn(&mut String))) {
    match item {
        Item::EndpointEvent { endpoint, event } => match event {
            pchat_core::api::EndpointEvent::StateChanged(it) => {
                take(100, endpoint.identity() as u64, &|out| it.write(out))
            }
            _ => {}
        },
        Item::SessionEvent { session, event } => match event {
            pchat_core::api::SessionEvent::StateChanged(it) => {
                take(200, session.identity() as u64, &|out| it.write(out))
            }
            pchat_core::api::SessionEvent::MessageReceived(it) => {
                take(201, session.identity() as u64, &|out| it.write(out))
            }
            pchat_core::api::SessionEvent::ParticipantAttendanceChanged(it) => {
                take(202, session.identity() as u64, &|out| it.write(out))
            }
            _ => {}
        },
        Item::Completion(_) => {}
    }
}

/// `Endpoint` of JavaScript, without what JavaScript adds.
#[napi(js_name = "Endpoint")]
pub struct NativeEndpoint {
    pub(crate) it: pchat_core::api::Endpoint,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeEndpoint {
    /// `Endpoint::new`.
    #[napi]
    pub fn make(arguments: Object<'_>) -> Result<NativeEndpoint> {
        let fields = Fields::arguments(arguments);
        let platform = fields.object::<NativePlatform>("platform")?;
        let settings = endpoint_settings(&fields, "settings")?;
        let value = pchat_core::api::Endpoint::new(&platform.it, settings).map_err(thrown)?;
        Ok(NativeEndpoint { host: Arc::clone(&platform.host), it: value })
    }

    /// `Endpoint::establish`.
    #[napi]
    pub fn establish(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.mailbox());
        self.host.start(&mailbox, async move { it.establish().await })
    }

    /// `Endpoint::terminate`.
    #[napi]
    pub fn terminate(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.mailbox());
        self.host.start(&mailbox, async move { it.terminate().await })
    }

    /// `Endpoint::state`.
    #[napi]
    pub fn state(&self) -> String {
        self.it.state().json()
    }

    /// `Endpoint::owner_uri`.
    #[napi]
    pub fn owner_uri(&self) -> String {
        self.it.owner_uri()
    }

    /// `Endpoint::active_sessions`.
    #[napi]
    pub fn active_sessions(&self) -> Vec<NativeSession> {
        let value = self.it.active_sessions();
        value.into_iter().map(|value| NativeSession { host: Arc::clone(&self.host), it: value }).collect()
    }

    /// `Endpoint::session_by_name`.
    #[napi]
    pub fn session_by_name(&self, arguments: Object<'_>) -> Result<Option<NativeSession>> {
        let fields = Fields::arguments(arguments);
        let name = fields.required("name", fields.text("name")?)?;
        let value = self.it.session_by_name(&name).map_err(thrown)?;
        Ok(value.map(|value| NativeSession { host: Arc::clone(&self.host), it: value }))
    }

    /// `Endpoint::session_by_uri`.
    #[napi]
    pub fn session_by_uri(&self, arguments: Object<'_>) -> Result<Option<NativeSession>> {
        let fields = Fields::arguments(arguments);
        let uri = fields.required("uri", fields.text("uri")?)?;
        let value = self.it.session_by_uri(&uri).map_err(thrown)?;
        Ok(value.map(|value| NativeSession { host: Arc::clone(&self.host), it: value }))
    }

    /// `Endpoint::services`.
    #[napi]
    pub fn services(&self) -> NativeServices {
        let value = self.it.services();
        NativeServices { host: Arc::clone(&self.host), it: value }
    }

    /// The same for all handles of one object.
    #[napi]
    pub fn identity(&self) -> f64 {
        self.it.identity() as f64
    }
    /// Holds events back, or lets them come again.
    #[napi]
    pub fn set_held(&self, held: bool) {
        self.it.mailbox().set_held(held);
    }
}

/// `LocalServer` of JavaScript, without what JavaScript adds.
#[napi(js_name = "LocalServer")]
pub struct NativeLocalServer {
    pub(crate) it: pchat_server::local::LocalServer,
}

#[napi]
impl NativeLocalServer {
    /// `LocalServer::start`.
    #[napi]
    pub fn start(arguments: Object<'_>) -> Result<NativeLocalServer> {
        let fields = Fields::arguments(arguments);
        let settings = local_server_settings(&fields, "settings")?;
        let value = pchat_server::local::LocalServer::start(settings).map_err(thrown)?;
        Ok(NativeLocalServer { it: value })
    }

    /// `LocalServer::sip_tls_port`.
    #[napi]
    pub fn sip_tls_port(&self) -> u16 {
        self.it.sip_tls_port()
    }

    /// `LocalServer::sip_tcp_port`.
    #[napi]
    pub fn sip_tcp_port(&self) -> u16 {
        self.it.sip_tcp_port()
    }

    /// `LocalServer::ca_file`.
    #[napi]
    pub fn ca_file(&self) -> String {
        self.it.ca_file()
    }

    /// `LocalServer::domain`.
    #[napi]
    pub fn domain(&self) -> String {
        self.it.domain()
    }

    /// `LocalServer::data_folder`.
    #[napi]
    pub fn data_folder(&self) -> String {
        self.it.data_folder()
    }

    /// `LocalServer::add_user`.
    #[napi]
    pub fn add_user(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let user = local_user(&fields, "user")?;
        self.it.add_user(user).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::add_category`.
    #[napi]
    pub fn add_category(&self, arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let category = local_category(&fields, "category")?;
        self.it.add_category(category).map_err(thrown)
    }

    /// `LocalServer::add_room`.
    #[napi]
    pub fn add_room(&self, arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let room = local_room(&fields, "room")?;
        self.it.add_room(room).map_err(thrown)
    }

    /// `LocalServer::set_room_disabled`.
    #[napi]
    pub fn set_room_disabled(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let room = fields.required("room", fields.text("room")?)?;
        let disabled = fields.required("disabled", fields.boolean("disabled")?)?;
        self.it.set_room_disabled(&room, disabled).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::post`.
    #[napi]
    pub fn post(&self, arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let room = fields.required("room", fields.text("room")?)?;
        let author = fields.required("author", fields.text("author")?)?;
        let text = fields.required("text", fields.text("text")?)?;
        Ok(self.it.post(&room, &author, &text).map_err(thrown)?.json())
    }

    /// `LocalServer::connection_count`.
    #[napi]
    pub fn connection_count(&self) -> u32 {
        self.it.connection_count()
    }

    /// `LocalServer::disconnect_all`.
    #[napi]
    pub fn disconnect_all(&self) -> Result<()> {
        self.it.disconnect_all().map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::set_silent`.
    #[napi]
    pub fn set_silent(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let silent = fields.required("silent", fields.boolean("silent")?)?;
        self.it.set_silent(silent).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::stop`.
    #[napi]
    pub fn stop(&self) {
        self.it.stop();
    }
}

/// `MessageBuilder` of JavaScript, without what JavaScript adds.
#[napi(js_name = "MessageBuilder")]
pub struct NativeMessageBuilder {
    pub(crate) it: pchat_core::api::MessageBuilder,
}

#[napi]
impl NativeMessageBuilder {
    /// `MessageBuilder::new`.
    #[napi]
    pub fn make(arguments: Object<'_>) -> Result<NativeMessageBuilder> {
        let fields = Fields::arguments(arguments);
        let settings = message_builder_settings(&fields, "settings")?;
        let value = pchat_core::api::MessageBuilder::new(settings).map_err(thrown)?;
        Ok(NativeMessageBuilder { it: value })
    }

    /// `MessageBuilder::append_plain_text`.
    #[napi]
    pub fn append_plain_text(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let text = fields.required("text", fields.text("text")?)?;
        self.it.append_plain_text(&text).map_err(thrown)?;
        Ok(())
    }

    /// `MessageBuilder::append_hyperlink`.
    #[napi]
    pub fn append_hyperlink(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let display_text = fields.required("displayText", fields.text("displayText")?)?;
        let uri = fields.required("uri", fields.text("uri")?)?;
        self.it.append_hyperlink(&display_text, &uri).map_err(thrown)?;
        Ok(())
    }

    /// `MessageBuilder::append_chat_room_link`.
    #[napi]
    pub fn append_chat_room_link(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let room = chat_room_summary(&fields, "room")?;
        self.it.append_chat_room_link(room).map_err(thrown)?;
        Ok(())
    }

    /// `MessageBuilder::append_emoticon`.
    #[napi]
    pub fn append_emoticon(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let emoticon =
            fields.required("emoticon", fields.choice("emoticon", chat_emoticon, CHAT_EMOTICON)?)?;
        self.it.append_emoticon(emoticon);
        Ok(())
    }

    /// `MessageBuilder::set_rtf`.
    #[napi]
    pub fn set_rtf(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let rtf = fields.required("rtf", fields.text("rtf")?)?;
        self.it.set_rtf(&rtf).map_err(thrown)?;
        Ok(())
    }

    /// `MessageBuilder::parts`.
    #[napi]
    pub fn parts(&self) -> String {
        self.it.parts().json()
    }

    /// `MessageBuilder::content`.
    #[napi]
    pub fn content(&self) -> String {
        self.it.content()
    }

    /// `MessageBuilder::rtf`.
    #[napi]
    pub fn rtf(&self) -> String {
        self.it.rtf().json()
    }

    /// `MessageBuilder::is_alert`.
    #[napi]
    pub fn is_alert(&self) -> bool {
        self.it.is_alert()
    }

    /// `MessageBuilder::story_title`.
    #[napi]
    pub fn story_title(&self) -> String {
        self.it.story_title().json()
    }

    /// `MessageBuilder::parse`.
    #[napi]
    pub fn parse(arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let text = fields.required("text", fields.text("text")?)?;
        Ok(pchat_core::api::MessageBuilder::parse(&text).json())
    }

    /// `MessageBuilder::parse_rtf`.
    #[napi]
    pub fn parse_rtf(arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let rtf = fields.text("rtf")?;
        Ok(pchat_core::api::MessageBuilder::parse_rtf(rtf).json())
    }

    /// `MessageBuilder::story_title_of`.
    #[napi]
    pub fn story_title_of(arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let text = fields.required("text", fields.text("text")?)?;
        Ok(pchat_core::api::MessageBuilder::story_title_of(&text).json())
    }

    /// `MessageBuilder::emoticon_text`.
    #[napi]
    pub fn emoticon_text(arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let emoticon =
            fields.required("emoticon", fields.choice("emoticon", chat_emoticon, CHAT_EMOTICON)?)?;
        Ok(pchat_core::api::MessageBuilder::emoticon_text(emoticon))
    }
}

/// `Platform` of JavaScript, without what JavaScript adds.
#[napi(js_name = "Platform")]
pub struct NativePlatform {
    pub(crate) it: pchat_core::api::Platform,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativePlatform {
    /// `Platform::start`.
    #[napi]
    pub fn start(arguments: Object<'_>) -> Result<NativePlatform> {
        let fields = Fields::arguments(arguments);
        let settings = platform_settings(&fields, "settings")?;
        let value = pchat_core::api::Platform::start(settings).map_err(thrown)?;
        Ok(NativePlatform { host: Host::new(value.clone()).map_err(thrown)?, it: value })
    }

    /// The descriptor that becomes readable when something waits; whoever asks has to close it.
    #[napi]
    pub fn descriptor(&self) -> i32 {
        self.host.descriptor()
    }

    /// A batch of what waits, as JSON.
    #[napi]
    pub fn drain(&self, most: u32) -> Result<String> {
        self.host.drain(most)
    }

    /// Cancels an operation.
    #[napi]
    pub fn cancel(&self, number: u32) {
        self.host.cancel(number);
    }

    /// Ends everything; the number comes back in a batch.
    #[napi]
    pub fn shut_down(&self) -> Result<u32> {
        self.host.shut_down()
    }
}

/// `Services` of JavaScript, without what JavaScript adds.
#[napi(js_name = "Services")]
pub struct NativeServices {
    pub(crate) it: pchat_core::api::Services,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeServices {
    /// `Services::server_configuration`.
    #[napi]
    pub fn server_configuration(&self) -> Result<String> {
        Ok(self.it.server_configuration().map_err(thrown)?.json())
    }

    /// `Services::browse_by_criteria`.
    #[napi]
    pub fn browse_by_criteria(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let query = room_query(&fields, "query")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.browse_by_criteria(query).await })
    }

    /// `Services::browse_my_chat_rooms`.
    #[napi]
    pub fn browse_my_chat_rooms(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let max_results = fields.required("maxResults", fields.integer::<u32>("maxResults")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.browse_my_chat_rooms(max_results).await })
    }

    /// `Services::browse_chat_rooms_i_manage`.
    #[napi]
    pub fn browse_chat_rooms_i_manage(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let max_results = fields.required("maxResults", fields.integer::<u32>("maxResults")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.browse_chat_rooms_i_manage(max_results).await })
    }

    /// The same for all handles of one object.
    #[napi]
    pub fn identity(&self) -> f64 {
        self.it.identity() as f64
    }
}

/// `Session` of JavaScript, without what JavaScript adds.
#[napi(js_name = "Session")]
pub struct NativeSession {
    pub(crate) it: pchat_core::api::Session,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeSession {
    /// `Session::new`.
    #[napi]
    pub fn make(arguments: Object<'_>) -> Result<NativeSession> {
        let fields = Fields::arguments(arguments);
        let endpoint = fields.object::<NativeEndpoint>("endpoint")?;
        let value = pchat_core::api::Session::new(&endpoint.it).map_err(thrown)?;
        Ok(NativeSession { host: Arc::clone(&endpoint.host), it: value })
    }

    /// `Session::join`.
    #[napi]
    pub fn join(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.join(&room_uri).await })
    }

    /// `Session::join_by_name`.
    #[napi]
    pub fn join_by_name(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let name = fields.required("name", fields.text("name")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.join_by_name(&name).await })
    }

    /// `Session::join_room`.
    #[napi]
    pub fn join_room(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room = chat_room_summary(&fields, "room")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.join_room(room).await })
    }

    /// `Session::leave`.
    #[napi]
    pub fn leave(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.leave().await })
    }

    /// `Session::send`.
    #[napi]
    pub fn send(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let message = outbound_message(&fields, "message")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.send(message).await })
    }

    /// `Session::send_text`.
    #[napi]
    pub fn send_text(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let text = fields.required("text", fields.text("text")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.send_text(&text).await })
    }

    /// `Session::send_alert`.
    #[napi]
    pub fn send_alert(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let text = fields.required("text", fields.text("text")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.send_alert(&text).await })
    }

    /// `Session::send_story`.
    #[napi]
    pub fn send_story(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let title = fields.required("title", fields.text("title")?)?;
        let text = fields.required("text", fields.text("text")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.send_story(&title, &text).await })
    }

    /// `Session::send_built`.
    #[napi]
    pub fn send_built(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let message = fields.object::<NativeMessageBuilder>("message")?;
        let message = message.it.clone();
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.send_built(&message).await })
    }

    /// `Session::recent_history`.
    #[napi]
    pub fn recent_history(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let count = fields.required("count", fields.integer::<u32>("count")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.recent_history(count).await })
    }

    /// `Session::state`.
    #[napi]
    pub fn state(&self) -> String {
        self.it.state().json()
    }

    /// `Session::properties`.
    #[napi]
    pub fn properties(&self) -> String {
        self.it.properties().json()
    }

    /// `Session::participants`.
    #[napi]
    pub fn participants(&self) -> String {
        self.it.participants().json()
    }

    /// `Session::endpoint`.
    #[napi]
    pub fn endpoint(&self) -> NativeEndpoint {
        let value = self.it.endpoint();
        NativeEndpoint { host: Arc::clone(&self.host), it: value }
    }

    /// The same for all handles of one object.
    #[napi]
    pub fn identity(&self) -> f64 {
        self.it.identity() as f64
    }
}
