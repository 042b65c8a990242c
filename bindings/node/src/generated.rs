// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

//! The API for JavaScript: what `lib/generated.js` calls.

use crate::host::Host;
use crate::input::Fields;
use crate::json::{Json, thrown};
use napi::Result;
use napi::bindgen_prelude::{Buffer, Object};
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

impl Json for pchat_core::api::ChatRoomBehavior {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Normal => "\"Normal\"",
            Self::Auditorium => "\"Auditorium\"",
        });
    }
}

const CHAT_ROOM_BEHAVIOR: &[&str] = &["Normal", "Auditorium"];

fn chat_room_behavior(name: &str) -> Option<pchat_core::api::ChatRoomBehavior> {
    Some(match name {
        "Normal" => pchat_core::api::ChatRoomBehavior::Normal,
        "Auditorium" => pchat_core::api::ChatRoomBehavior::Auditorium,
        _ => return None,
    })
}

impl Json for pchat_core::api::ChatRoomInvitationSetting {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Never => "\"Never\"",
            Self::Inherit => "\"Inherit\"",
        });
    }
}

const CHAT_ROOM_INVITATION_SETTING: &[&str] = &["Never", "Inherit"];

fn chat_room_invitation_setting(name: &str) -> Option<pchat_core::api::ChatRoomInvitationSetting> {
    Some(match name {
        "Never" => pchat_core::api::ChatRoomInvitationSetting::Never,
        "Inherit" => pchat_core::api::ChatRoomInvitationSetting::Inherit,
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

impl Json for pchat_core::api::ChatRoomRole {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Member => "\"Member\"",
            Self::Manager => "\"Manager\"",
            Self::Presenter => "\"Presenter\"",
            Self::Creator => "\"Creator\"",
        });
    }
}

const CHAT_ROOM_ROLE: &[&str] = &["Member", "Manager", "Presenter", "Creator"];

fn chat_room_role(name: &str) -> Option<pchat_core::api::ChatRoomRole> {
    Some(match name {
        "Member" => pchat_core::api::ChatRoomRole::Member,
        "Manager" => pchat_core::api::ChatRoomRole::Manager,
        "Presenter" => pchat_core::api::ChatRoomRole::Presenter,
        "Creator" => pchat_core::api::ChatRoomRole::Creator,
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

impl Json for pchat_core::api::FileTransferState {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::Running => "\"Running\"",
            Self::Completed => "\"Completed\"",
            Self::Cancelled => "\"Cancelled\"",
            Self::Failed => "\"Failed\"",
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

impl Json for pchat_core::api::PrincipalKind {
    fn write(&self, out: &mut String) {
        out.push_str(match self {
            Self::LocalUser => "\"LocalUser\"",
            Self::DirectoryGroup => "\"DirectoryGroup\"",
            Self::DirectoryFolder => "\"DirectoryFolder\"",
            Self::Domain => "\"Domain\"",
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

impl Json for pchat_core::api::AddIn {
    fn write(&self, out: &mut String) {
        out.push_str("{\"addInId\":");
        self.add_in_id.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"url\":");
        self.url.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::AuditData {
    fn write(&self, out: &mut String) {
        out.push_str("{\"createdBy\":");
        self.created_by.write(out);
        out.push_str(",\"createdOn\":");
        self.created_on.write(out);
        out.push_str(",\"updatedBy\":");
        self.updated_by.write(out);
        out.push_str(",\"updatedOn\":");
        self.updated_on.write(out);
        out.push('}');
    }
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

impl Json for pchat_core::api::ChatRoom {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"description\":");
        self.description.write(out);
        out.push_str(",\"addIn\":");
        self.add_in.write(out);
        out.push_str(",\"fileStoreUri\":");
        self.file_store_uri.write(out);
        out.push_str(",\"isAuditorium\":");
        self.is_auditorium.write(out);
        out.push_str(",\"isDisabled\":");
        self.is_disabled.write(out);
        out.push_str(",\"parentCategoryUri\":");
        self.parent_category_uri.write(out);
        out.push_str(",\"parentCategoryName\":");
        self.parent_category_name.write(out);
        out.push_str(",\"parentCategoryDescription\":");
        self.parent_category_description.write(out);
        out.push_str(",\"privacy\":");
        self.privacy.write(out);
        out.push_str(",\"sendInvitationsToMembers\":");
        self.send_invitations_to_members.write(out);
        out.push_str(",\"changeHistory\":");
        self.change_history.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::ChatRoomCategorySummary {
    fn write(&self, out: &mut String) {
        out.push_str("{\"uri\":");
        self.uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"description\":");
        self.description.write(out);
        out.push_str(",\"invitations\":");
        self.invitations.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::ChatRoomInvitation {
    fn write(&self, out: &mut String) {
        out.push_str("{\"invitationId\":");
        self.invitation_id.write(out);
        out.push_str(",\"createdOn\":");
        self.created_on.write(out);
        out.push_str(",\"room\":");
        self.room.write(out);
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
        out.push_str(",\"guid\":");
        self.guid.write(out);
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
        out.push_str(",\"addIn\":");
        self.add_in.write(out);
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
        out.push_str(",\"isRosterHidden\":");
        self.is_roster_hidden.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::ChatRoomPropertiesChanged {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"oldProperties\":");
        self.old_properties.write(out);
        out.push_str(",\"newProperties\":");
        self.new_properties.write(out);
        out.push_str(",\"changed\":");
        self.changed.write(out);
        out.push('}');
    }
}

fn chat_room_settings(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::ChatRoomSettings> {
    let fields = arguments.structure(
        name,
        &[
            "name",
            "parentCategoryUri",
            "description",
            "addInId",
            "isAuditorium",
            "isDisabled",
            "invitations",
            "visibleOnlyToMembers",
        ],
        &[],
    )?;
    let mut it = pchat_core::api::ChatRoomSettings::default();
    if let Some(value) = fields.text("name")? {
        it.name = value;
    }
    if let Some(value) = fields.text("parentCategoryUri")? {
        it.parent_category_uri = value;
    }
    if let Some(value) = fields.text("description")? {
        it.description = value;
    }
    if let Some(value) = fields.text("addInId")? {
        it.add_in_id = Some(value);
    }
    if let Some(value) = fields.boolean("isAuditorium")? {
        it.is_auditorium = value;
    }
    if let Some(value) = fields.boolean("isDisabled")? {
        it.is_disabled = value;
    }
    if let Some(value) =
        fields.choice("invitations", chat_room_invitation_setting, CHAT_ROOM_INVITATION_SETTING)?
    {
        it.invitations = value;
    }
    if let Some(value) = fields.boolean("visibleOnlyToMembers")? {
        it.visible_only_to_members = value;
    }
    Ok(it)
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
    let fields = arguments.structure(
        name,
        &["roomUri", "name", "description"],
        &[
            "addIn",
            "canChat",
            "canManage",
            "changeHistory",
            "fileStoreUri",
            "isAuditorium",
            "isDisabled",
            "isFilePostAllowed",
            "isInvite",
            "isLogged",
            "isRosterHidden",
            "parentCategoryDescription",
            "parentCategoryName",
            "parentCategoryUri",
            "participantCount",
            "privacy",
            "sendInvitationsToMembers",
            "topic",
            "visibleOnlyToMembers",
        ],
    )?;
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

fn chat_room_update(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::ChatRoomUpdate> {
    let fields = arguments.structure(
        name,
        &[
            "roomUri",
            "name",
            "description",
            "privacy",
            "isAuditorium",
            "isDisabled",
            "invitations",
            "addInId",
            "detachAddIn",
            "members",
            "managers",
            "presenters",
            "expectedUpdatedOn",
        ],
        &[],
    )?;
    let mut it = pchat_core::api::ChatRoomUpdate::default();
    if let Some(value) = fields.text("roomUri")? {
        it.room_uri = value;
    }
    if let Some(value) = fields.text("name")? {
        it.name = Some(value);
    }
    if let Some(value) = fields.text("description")? {
        it.description = Some(value);
    }
    if let Some(value) = fields.choice("privacy", chat_room_privacy, CHAT_ROOM_PRIVACY)? {
        it.privacy = Some(value);
    }
    if let Some(value) = fields.boolean("isAuditorium")? {
        it.is_auditorium = Some(value);
    }
    if let Some(value) = fields.boolean("isDisabled")? {
        it.is_disabled = Some(value);
    }
    if let Some(value) =
        fields.choice("invitations", chat_room_invitation_setting, CHAT_ROOM_INVITATION_SETTING)?
    {
        it.invitations = Some(value);
    }
    if let Some(value) = fields.text("addInId")? {
        it.add_in_id = Some(value);
    }
    if let Some(value) = fields.boolean("detachAddIn")? {
        it.detach_add_in = value;
    }
    if let Some(value) = fields.texts("members")? {
        it.members = Some(value);
    }
    if let Some(value) = fields.texts("managers")? {
        it.managers = Some(value);
    }
    if let Some(value) = fields.texts("presenters")? {
        it.presenters = Some(value);
    }
    if let Some(value) = fields.timestamp("expectedUpdatedOn")? {
        it.expected_updated_on = Some(value);
    }
    Ok(it)
}

fn content_download(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::ContentDownload> {
    let fields = arguments.structure(name, &["fileUri", "maxBytes"], &[])?;
    let mut it = pchat_core::api::ContentDownload::default();
    if let Some(value) = fields.text("fileUri")? {
        it.file_uri = value;
    }
    if let Some(value) = fields.integer::<u64>("maxBytes")? {
        it.max_bytes = Some(value);
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
        &[],
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

fn file_download(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::FileDownload> {
    let fields = arguments.structure(name, &["fileUri", "path", "overwrite", "maxBytes"], &[])?;
    let mut it = pchat_core::api::FileDownload::default();
    if let Some(value) = fields.text("fileUri")? {
        it.file_uri = value;
    }
    if let Some(value) = fields.text("path")? {
        it.path = value;
    }
    if let Some(value) = fields.boolean("overwrite")? {
        it.overwrite = value;
    }
    if let Some(value) = fields.integer::<u64>("maxBytes")? {
        it.max_bytes = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::FileTransferProgress {
    fn write(&self, out: &mut String) {
        out.push_str("{\"state\":");
        self.state.write(out);
        out.push_str(",\"percent\":");
        self.percent.write(out);
        out.push_str(",\"transferredBytes\":");
        self.transferred_bytes.write(out);
        out.push_str(",\"totalBytes\":");
        self.total_bytes.write(out);
        out.push('}');
    }
}

fn file_upload(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::FileUpload> {
    let fields = arguments.structure(name, &["path", "fileName"], &[])?;
    let mut it = pchat_core::api::FileUpload::default();
    if let Some(value) = fields.text("path")? {
        it.path = value;
    }
    if let Some(value) = fields.text("fileName")? {
        it.file_name = Some(value);
    }
    Ok(it)
}

impl Json for pchat_core::api::HistoryProgress {
    fn write(&self, out: &mut String) {
        out.push_str("{\"messagesRead\":");
        self.messages_read.write(out);
        out.push_str(",\"total\":");
        self.total.write(out);
        out.push_str(",\"isComplete\":");
        self.is_complete.write(out);
        out.push('}');
    }
}

fn history_query(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::HistoryQuery> {
    let fields = arguments.structure(
        name,
        &[
            "roomUris",
            "search",
            "matchExactPhrase",
            "matchCase",
            "authors",
            "since",
            "until",
            "startMessageId",
            "limit",
            "newestFirst",
            "searchNewestFirst",
        ],
        &[],
    )?;
    let mut it = pchat_core::api::HistoryQuery::default();
    if let Some(value) = fields.texts("roomUris")? {
        it.room_uris = value;
    }
    if let Some(value) = fields.text("search")? {
        it.search = value;
    }
    if let Some(value) = fields.boolean("matchExactPhrase")? {
        it.match_exact_phrase = value;
    }
    if let Some(value) = fields.boolean("matchCase")? {
        it.match_case = value;
    }
    if let Some(value) = fields.texts("authors")? {
        it.authors = value;
    }
    if let Some(value) = fields.timestamp("since")? {
        it.since = Some(value);
    }
    if let Some(value) = fields.timestamp_until("until")? {
        it.until = Some(value);
    }
    if let Some(value) = fields.integer::<i64>("startMessageId")? {
        it.start_message_id = Some(value);
    }
    if let Some(value) = fields.integer::<u32>("limit")? {
        it.limit = value;
    }
    if let Some(value) = fields.boolean("newestFirst")? {
        it.newest_first = value;
    }
    if let Some(value) = fields.boolean("searchNewestFirst")? {
        it.search_newest_first = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::HistoryResult {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"roomName\":");
        self.room_name.write(out);
        out.push_str(",\"messages\":");
        self.messages.write(out);
        out.push_str(",\"searchResultsCount\":");
        self.search_results_count.write(out);
        out.push_str(",\"exceededServerLimit\":");
        self.exceeded_server_limit.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::InheritedInvitationSetting {
    fn write(&self, out: &mut String) {
        out.push_str("{\"localValue\":");
        self.local_value.write(out);
        out.push_str(",\"inheritedValue\":");
        self.inherited_value.write(out);
        out.push_str(",\"value\":");
        self.value.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::InvitationList {
    fn write(&self, out: &mut String) {
        out.push_str("{\"invitations\":");
        self.invitations.write(out);
        out.push_str(",\"lastInvitationId\":");
        self.last_invitation_id.write(out);
        out.push('}');
    }
}

fn join_rooms(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::JoinRooms> {
    let fields = arguments.structure(name, &["roomUris"], &[])?;
    let mut it = pchat_core::api::JoinRooms::default();
    if let Some(value) = fields.texts("roomUris")? {
        it.room_uris = value;
    }
    Ok(it)
}

fn local_add_in(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalAddIn> {
    let fields = arguments.structure(name, &["name", "url"], &["addInId"])?;
    let mut it = pchat_server::local::LocalAddIn::default();
    if let Some(value) = fields.text("name")? {
        it.name = value;
    }
    if let Some(value) = fields.text("url")? {
        it.url = value;
    }
    Ok(it)
}

fn local_category(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalCategory> {
    let fields = arguments.structure(
        name,
        &["name", "description", "allowed", "denied", "creators", "invitations", "fileUpload", "history"],
        &[],
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

fn local_category_change(
    arguments: &Fields<'_>,
    name: &str,
) -> Result<pchat_server::local::LocalCategoryChange> {
    let fields = arguments.structure(
        name,
        &[
            "category",
            "name",
            "description",
            "allowed",
            "denied",
            "creators",
            "invitations",
            "fileUpload",
            "history",
        ],
        &[],
    )?;
    let mut it = pchat_server::local::LocalCategoryChange::default();
    if let Some(value) = fields.text("category")? {
        it.category = value;
    }
    if let Some(value) = fields.text("name")? {
        it.name = Some(value);
    }
    if let Some(value) = fields.text("description")? {
        it.description = Some(value);
    }
    if let Some(value) = fields.texts("allowed")? {
        it.allowed = Some(value);
    }
    if let Some(value) = fields.texts("denied")? {
        it.denied = Some(value);
    }
    if let Some(value) = fields.texts("creators")? {
        it.creators = Some(value);
    }
    if let Some(value) = fields.boolean("invitations")? {
        it.invitations = Some(value);
    }
    if let Some(value) = fields.boolean("fileUpload")? {
        it.file_upload = Some(value);
    }
    if let Some(value) = fields.boolean("history")? {
        it.history = Some(value);
    }
    Ok(it)
}

fn local_group(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalGroup> {
    let fields = arguments.structure(name, &["name", "email", "members"], &[])?;
    let mut it = pchat_server::local::LocalGroup::default();
    if let Some(value) = fields.text("name")? {
        it.name = value;
    }
    if let Some(value) = fields.text("email")? {
        it.email = Some(value);
    }
    if let Some(value) = fields.texts("members")? {
        it.members = value;
    }
    Ok(it)
}

fn local_limits(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalLimits> {
    let fields = arguments.structure(
        name,
        &[
            "messageSizeLimit",
            "storySizeLimit",
            "searchLimit",
            "historyLimit",
            "defaultHistory",
            "participantUpdateLimit",
            "maxFileKb",
        ],
        &[],
    )?;
    let mut it = pchat_server::local::LocalLimits::default();
    if let Some(value) = fields.integer::<u32>("messageSizeLimit")? {
        it.message_size_limit = value;
    }
    if let Some(value) = fields.integer::<u32>("storySizeLimit")? {
        it.story_size_limit = value;
    }
    if let Some(value) = fields.integer::<u32>("searchLimit")? {
        it.search_limit = value;
    }
    if let Some(value) = fields.integer::<u32>("historyLimit")? {
        it.history_limit = value;
    }
    if let Some(value) = fields.integer::<u32>("defaultHistory")? {
        it.default_history = value;
    }
    if let Some(value) = fields.integer::<u32>("participantUpdateLimit")? {
        it.participant_update_limit = value;
    }
    if let Some(value) = fields.integer::<u32>("maxFileKb")? {
        it.max_file_kb = value;
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
            "invitations",
            "addIn",
        ],
        &[],
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
    if let Some(value) = fields.boolean("invitations")? {
        it.invitations = value;
    }
    if let Some(value) = fields.text("addIn")? {
        it.add_in = Some(value);
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
            "fileService",
        ],
        &[],
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
    if let Some(value) = fields.boolean("fileService")? {
        it.file_service = value;
    }
    Ok(it)
}

fn local_user(arguments: &Fields<'_>, name: &str) -> Result<pchat_server::local::LocalUser> {
    let fields = arguments.structure(
        name,
        &["address", "password", "login", "displayName", "email", "firstName", "lastName", "company"],
        &[],
    )?;
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
    if let Some(value) = fields.text("firstName")? {
        it.first_name = Some(value);
    }
    if let Some(value) = fields.text("lastName")? {
        it.last_name = Some(value);
    }
    if let Some(value) = fields.text("company")? {
        it.company = Some(value);
    }
    Ok(it)
}

fn message_builder_settings(
    arguments: &Fields<'_>,
    name: &str,
) -> Result<pchat_core::api::MessageBuilderSettings> {
    let fields = arguments.structure(name, &["isAlert", "storyTitle"], &[])?;
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
    let fields = arguments.structure(name, &["text", "rtf", "storyTitle", "isAlert"], &[])?;
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

impl Json for pchat_core::api::ParticipantPrivilegeChanged {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"participant\":");
        self.participant.write(out);
        out.push('}');
    }
}

fn platform_settings(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::PlatformSettings> {
    let fields = arguments.structure(name, &["workerThreads"], &[])?;
    let mut it = pchat_core::api::PlatformSettings::default();
    if let Some(value) = fields.integer::<u32>("workerThreads")? {
        it.worker_threads = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::PreferenceBundle {
    fn write(&self, out: &mut String) {
        out.push_str("{\"label\":");
        self.label.write(out);
        out.push_str(",\"sequenceId\":");
        self.sequence_id.write(out);
        out.push_str(",\"data\":");
        self.data.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::PrincipalSummary {
    fn write(&self, out: &mut String) {
        out.push_str("{\"uri\":");
        self.uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"displayName\":");
        self.display_name.write(out);
        out.push_str(",\"kind\":");
        self.kind.write(out);
        out.push_str(",\"guid\":");
        self.guid.write(out);
        out.push_str(",\"directoryPath\":");
        self.directory_path.write(out);
        out.push('}');
    }
}

fn role_change(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::RoleChange> {
    let fields = arguments.structure(name, &["role", "roomUri", "principals"], &[])?;
    let mut it = pchat_core::api::RoleChange::default();
    if let Some(value) = fields.choice("role", chat_room_role, CHAT_ROOM_ROLE)? {
        it.role = value;
    }
    if let Some(value) = fields.text("roomUri")? {
        it.room_uri = value;
    }
    if let Some(value) = fields.texts("principals")? {
        it.principals = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::RoleEntry {
    fn write(&self, out: &mut String) {
        out.push_str("{\"principal\":");
        self.principal.write(out);
        out.push_str(",\"changeHistory\":");
        self.change_history.write(out);
        out.push('}');
    }
}

fn room_filter(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::RoomFilter> {
    let fields = arguments.structure(
        name,
        &[
            "searchTerms",
            "searchDescription",
            "member",
            "manager",
            "categoryUri",
            "addInId",
            "disabled",
            "privacy",
            "behavior",
            "searchInvitations",
            "invitations",
            "maxResults",
        ],
        &[],
    )?;
    let mut it = pchat_core::api::RoomFilter::default();
    if let Some(value) = fields.text("searchTerms")? {
        it.search_terms = value;
    }
    if let Some(value) = fields.boolean("searchDescription")? {
        it.search_description = value;
    }
    if let Some(value) = fields.text("member")? {
        it.member = Some(value);
    }
    if let Some(value) = fields.text("manager")? {
        it.manager = Some(value);
    }
    if let Some(value) = fields.text("categoryUri")? {
        it.category_uri = Some(value);
    }
    if let Some(value) = fields.text("addInId")? {
        it.add_in_id = Some(value);
    }
    if let Some(value) = fields.boolean("disabled")? {
        it.disabled = value;
    }
    if let Some(value) = fields.choice("privacy", chat_room_privacy, CHAT_ROOM_PRIVACY)? {
        it.privacy = Some(value);
    }
    if let Some(value) = fields.choice("behavior", chat_room_behavior, CHAT_ROOM_BEHAVIOR)? {
        it.behavior = Some(value);
    }
    if let Some(value) = fields.boolean("searchInvitations")? {
        it.search_invitations = value;
    }
    if let Some(value) = fields.boolean("invitations")? {
        it.invitations = Some(value);
    }
    if let Some(value) = fields.integer::<i32>("maxResults")? {
        it.max_results = value;
    }
    Ok(it)
}

impl Json for pchat_core::api::RoomNotJoined {
    fn write(&self, out: &mut String) {
        out.push_str("{\"roomUri\":");
        self.room_uri.write(out);
        out.push_str(",\"reason\":");
        self.reason.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::RoomPermissions {
    fn write(&self, out: &mut String) {
        out.push_str("{\"canManageRoom\":");
        self.can_manage_room.write(out);
        out.push_str(",\"canJoin\":");
        self.can_join.write(out);
        out.push_str(",\"canChat\":");
        self.can_chat.write(out);
        out.push_str(",\"canReadHistory\":");
        self.can_read_history.write(out);
        out.push_str(",\"canView\":");
        self.can_view.write(out);
        out.push_str(",\"canAuditoriumChat\":");
        self.can_auditorium_chat.write(out);
        out.push('}');
    }
}

fn room_query(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::RoomQuery> {
    let fields = arguments.structure(
        name,
        &["criteria", "searchDescription", "matchAll", "matchExactPhrase", "maxResults"],
        &[],
    )?;
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

impl Json for pchat_core::api::TransferredFile {
    fn write(&self, out: &mut String) {
        out.push_str("{\"fileUri\":");
        self.file_uri.write(out);
        out.push_str(",\"path\":");
        self.path.write(out);
        out.push_str(",\"fileName\":");
        self.file_name.write(out);
        out.push_str(",\"size\":");
        self.size.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::User {
    fn write(&self, out: &mut String) {
        out.push_str("{\"uri\":");
        self.uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"displayName\":");
        self.display_name.write(out);
        out.push_str(",\"kind\":");
        self.kind.write(out);
        out.push_str(",\"guid\":");
        self.guid.write(out);
        out.push_str(",\"directoryPath\":");
        self.directory_path.write(out);
        out.push_str(",\"companyName\":");
        self.company_name.write(out);
        out.push_str(",\"email\":");
        self.email.write(out);
        out.push_str(",\"isDisabled\":");
        self.is_disabled.write(out);
        out.push_str(",\"memberOf\":");
        self.member_of.write(out);
        out.push_str(",\"changeHistory\":");
        self.change_history.write(out);
        out.push('}');
    }
}

impl Json for pchat_core::api::UserGroup {
    fn write(&self, out: &mut String) {
        out.push_str("{\"uri\":");
        self.uri.write(out);
        out.push_str(",\"name\":");
        self.name.write(out);
        out.push_str(",\"displayName\":");
        self.display_name.write(out);
        out.push_str(",\"kind\":");
        self.kind.write(out);
        out.push_str(",\"guid\":");
        self.guid.write(out);
        out.push_str(",\"directoryPath\":");
        self.directory_path.write(out);
        out.push_str(",\"memberOf\":");
        self.member_of.write(out);
        out.push_str(",\"changeHistory\":");
        self.change_history.write(out);
        out.push('}');
    }
}

fn user_search(arguments: &Fields<'_>, name: &str) -> Result<pchat_core::api::UserSearch> {
    let fields = arguments.structure(name, &["lastName", "firstName", "email"], &[])?;
    let mut it = pchat_core::api::UserSearch::default();
    if let Some(value) = fields.text("lastName")? {
        it.last_name = Some(value);
    }
    if let Some(value) = fields.text("firstName")? {
        it.first_name = Some(value);
    }
    if let Some(value) = fields.text("email")? {
        it.email = Some(value);
    }
    Ok(it)
}

impl Json for pchat_core::api::UserSearchResult {
    fn write(&self, out: &mut String) {
        out.push_str("{\"users\":");
        self.users.write(out);
        out.push_str(",\"moreAvailable\":");
        self.more_available.write(out);
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
            pchat_core::api::EndpointEvent::ChatRoomInvitationReceived(it) => {
                take(101, endpoint.identity() as u64, &|out| it.write(out))
            }
            _ => {}
        },
        Item::FileTransferEvent { file_transfer, event } => match event {
            pchat_core::api::FileTransferEvent::ProgressChanged(it) => {
                take(300, file_transfer.identity() as u64, &|out| it.write(out))
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
            pchat_core::api::SessionEvent::ParticipantPrivilegeChanged(it) => {
                take(203, session.identity() as u64, &|out| it.write(out))
            }
            pchat_core::api::SessionEvent::ChatRoomPropertiesChanged(it) => {
                take(204, session.identity() as u64, &|out| it.write(out))
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

    /// `Endpoint::join_rooms`.
    #[napi]
    pub fn join_rooms(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let rooms = join_rooms(&fields, "rooms")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.mailbox());
        self.host.start_giving(&mailbox, async move { it.join_rooms(rooms).await })
    }

    /// What `Endpoint::join_rooms` ended with; once for each time.
    #[napi]
    pub fn join_rooms_gave(&self, number: u32) -> Result<NativeJoinedRooms> {
        let value: pchat_core::api::JoinedRooms = self.host.taken(number)?;
        Ok(NativeJoinedRooms { host: Arc::clone(&self.host), it: value })
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

/// `FileTransfer` of JavaScript, without what JavaScript adds.
#[napi(js_name = "FileTransfer")]
pub struct NativeFileTransfer {
    pub(crate) it: pchat_core::api::FileTransfer,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeFileTransfer {
    /// `FileTransfer::finish`.
    #[napi]
    pub fn finish(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.finish().await })
    }

    /// `FileTransfer::write`.
    #[napi]
    pub fn write(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let chunk = fields.required("chunk", fields.bytes("chunk")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.write(chunk).await })
    }

    /// `FileTransfer::read`.
    #[napi]
    pub fn read(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start_giving(&mailbox, async move { it.read().await })
    }

    /// What `FileTransfer::read` ended with; once for each time.
    #[napi]
    pub fn read_gave(&self, number: u32) -> Result<Option<Buffer>> {
        let value: Option<pchat_core::api::Bytes> = self.host.taken(number)?;
        Ok(value.map(|value| Buffer::from(Vec::from(value))))
    }

    /// `FileTransfer::content`.
    #[napi]
    pub fn content(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start_giving(&mailbox, async move { it.content().await })
    }

    /// What `FileTransfer::content` ended with; once for each time.
    #[napi]
    pub fn content_gave(&self, number: u32) -> Result<Buffer> {
        let value: pchat_core::api::Bytes = self.host.taken(number)?;
        Ok(Buffer::from(Vec::from(value)))
    }

    /// `FileTransfer::progress`.
    #[napi]
    pub fn progress(&self) -> String {
        self.it.progress().json()
    }

    /// `FileTransfer::progress_after`.
    #[napi]
    pub fn progress_after(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let percent = fields.required("percent", fields.integer::<u32>("percent")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.progress_after(percent).await })
    }

    /// `FileTransfer::cancel`.
    #[napi]
    pub fn cancel(&self) {
        self.it.cancel();
    }

    /// `FileTransfer::resume`.
    #[napi]
    pub fn resume(&self) -> Result<()> {
        self.it.resume().map_err(thrown)?;
        Ok(())
    }

    /// `FileTransfer::is_upload`.
    #[napi]
    pub fn is_upload(&self) -> bool {
        self.it.is_upload()
    }

    /// `FileTransfer::path`.
    #[napi]
    pub fn path(&self) -> String {
        self.it.path()
    }

    /// `FileTransfer::file_name`.
    #[napi]
    pub fn file_name(&self) -> String {
        self.it.file_name()
    }

    /// `FileTransfer::file_uri`.
    #[napi]
    pub fn file_uri(&self) -> String {
        self.it.file_uri().json()
    }

    /// `FileTransfer::endpoint`.
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

/// `HistoryPager` of JavaScript, without what JavaScript adds.
#[napi(js_name = "HistoryPager")]
pub struct NativeHistoryPager {
    pub(crate) it: pchat_core::api::HistoryPager,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeHistoryPager {
    /// `HistoryPager::next_page`.
    #[napi]
    pub fn next_page(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.next_page().await })
    }

    /// `HistoryPager::progress`.
    #[napi]
    pub fn progress(&self) -> String {
        self.it.progress().json()
    }

    /// `HistoryPager::room_uri`.
    #[napi]
    pub fn room_uri(&self) -> String {
        self.it.room_uri()
    }

    /// The same for all handles of one object.
    #[napi]
    pub fn identity(&self) -> f64 {
        self.it.identity() as f64
    }
}

/// `JoinedRooms` of JavaScript, without what JavaScript adds.
#[napi(js_name = "JoinedRooms")]
pub struct NativeJoinedRooms {
    pub(crate) it: pchat_core::api::JoinedRooms,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeJoinedRooms {
    /// `JoinedRooms::sessions`.
    #[napi]
    pub fn sessions(&self) -> Vec<NativeSession> {
        let value = self.it.sessions();
        value.into_iter().map(|value| NativeSession { host: Arc::clone(&self.host), it: value }).collect()
    }

    /// `JoinedRooms::failures`.
    #[napi]
    pub fn failures(&self) -> String {
        self.it.failures().json()
    }

    /// `JoinedRooms::endpoint`.
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

    /// `LocalServer::root_category_uri`.
    #[napi]
    pub fn root_category_uri(&self) -> String {
        self.it.root_category_uri()
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

    /// `LocalServer::change_category`.
    #[napi]
    pub fn change_category(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let change = local_category_change(&fields, "change")?;
        self.it.change_category(change).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::remove_category`.
    #[napi]
    pub fn remove_category(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let category = fields.required("category", fields.text("category")?)?;
        self.it.remove_category(&category).map_err(thrown)?;
        Ok(())
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

    /// `LocalServer::move_room`.
    #[napi]
    pub fn move_room(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let room = fields.required("room", fields.text("room")?)?;
        let category = fields.required("category", fields.text("category")?)?;
        self.it.move_room(&room, &category).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::remove_room`.
    #[napi]
    pub fn remove_room(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let room = fields.required("room", fields.text("room")?)?;
        self.it.remove_room(&room).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::set_role`.
    #[napi]
    pub fn set_role(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let room = fields.required("room", fields.text("room")?)?;
        let role = fields.required("role", fields.choice("role", chat_room_role, CHAT_ROOM_ROLE)?)?;
        let principal = fields.required("principal", fields.text("principal")?)?;
        let has = fields.required("has", fields.boolean("has")?)?;
        self.it.set_role(&room, role, &principal, has).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::add_group`.
    #[napi]
    pub fn add_group(&self, arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let group = local_group(&fields, "group")?;
        self.it.add_group(group).map_err(thrown)
    }

    /// `LocalServer::set_group_member`.
    #[napi]
    pub fn set_group_member(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let group = fields.required("group", fields.text("group")?)?;
        let member = fields.required("member", fields.text("member")?)?;
        let is_member = fields.required("isMember", fields.boolean("isMember")?)?;
        self.it.set_group_member(&group, &member, is_member).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::remove_group`.
    #[napi]
    pub fn remove_group(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let group = fields.required("group", fields.text("group")?)?;
        self.it.remove_group(&group).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::add_add_in`.
    #[napi]
    pub fn add_add_in(&self, arguments: Object<'_>) -> Result<String> {
        let fields = Fields::arguments(arguments);
        let add_in = local_add_in(&fields, "addIn")?;
        self.it.add_add_in(add_in).map_err(thrown)
    }

    /// `LocalServer::remove_add_in`.
    #[napi]
    pub fn remove_add_in(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let add_in = fields.required("addIn", fields.text("addIn")?)?;
        self.it.remove_add_in(&add_in).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::set_user_disabled`.
    #[napi]
    pub fn set_user_disabled(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let address = fields.required("address", fields.text("address")?)?;
        let disabled = fields.required("disabled", fields.boolean("disabled")?)?;
        self.it.set_user_disabled(&address, disabled).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::remove_user`.
    #[napi]
    pub fn remove_user(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let address = fields.required("address", fields.text("address")?)?;
        self.it.remove_user(&address).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::set_room_management_url`.
    #[napi]
    pub fn set_room_management_url(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let url = fields.required("url", fields.text("url")?)?;
        self.it.set_room_management_url(&url).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::set_limits`.
    #[napi]
    pub fn set_limits(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let limits = local_limits(&fields, "limits")?;
        self.it.set_limits(limits).map_err(thrown)?;
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

    /// `LocalServer::remove_message`.
    #[napi]
    pub fn remove_message(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let room = fields.required("room", fields.text("room")?)?;
        let message_id = fields.required("messageId", fields.integer::<i64>("messageId")?)?;
        self.it.remove_message(&room, message_id).map_err(thrown)?;
        Ok(())
    }

    /// `LocalServer::replace_message`.
    #[napi]
    pub fn replace_message(&self, arguments: Object<'_>) -> Result<()> {
        let fields = Fields::arguments(arguments);
        let room = fields.required("room", fields.text("room")?)?;
        let message_id = fields.required("messageId", fields.integer::<i64>("messageId")?)?;
        let text = fields.required("text", fields.text("text")?)?;
        self.it.replace_message(&room, message_id, &text).map_err(thrown)?;
        Ok(())
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

/// `RoomManagement` of JavaScript, without what JavaScript adds.
#[napi(js_name = "RoomManagement")]
pub struct NativeRoomManagement {
    pub(crate) it: pchat_core::api::RoomManagement,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeRoomManagement {
    /// `RoomManagement::find_categories_with_create_rights`.
    #[napi]
    pub fn find_categories_with_create_rights(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.find_categories_with_create_rights().await })
    }

    /// `RoomManagement::create_chat_room`.
    #[napi]
    pub fn create_chat_room(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let settings = chat_room_settings(&fields, "settings")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.create_chat_room(settings).await })
    }

    /// `RoomManagement::create_chat_room_in`.
    #[napi]
    pub fn create_chat_room_in(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let name = fields.required("name", fields.text("name")?)?;
        let category_uri = fields.required("categoryUri", fields.text("categoryUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.create_chat_room_in(&name, &category_uri).await })
    }

    /// `RoomManagement::get_chat_room`.
    #[napi]
    pub fn get_chat_room(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_chat_room(&room_uri).await })
    }

    /// `RoomManagement::get_chat_room_by_name`.
    #[napi]
    pub fn get_chat_room_by_name(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let name = fields.required("name", fields.text("name")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_chat_room_by_name(&name).await })
    }

    /// `RoomManagement::update_chat_room`.
    #[napi]
    pub fn update_chat_room(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let change = chat_room_update(&fields, "change")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.update_chat_room(change).await })
    }

    /// `RoomManagement::change_parent_category`.
    #[napi]
    pub fn change_parent_category(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let category_uri = fields.required("categoryUri", fields.text("categoryUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.change_parent_category(&room_uri, &category_uri).await })
    }

    /// `RoomManagement::find_chat_rooms_by_parent_category`.
    #[napi]
    pub fn find_chat_rooms_by_parent_category(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let category_uri = fields.required("categoryUri", fields.text("categoryUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.find_chat_rooms_by_parent_category(&category_uri).await })
    }

    /// `RoomManagement::find_chat_rooms_using_add_in`.
    #[napi]
    pub fn find_chat_rooms_using_add_in(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let add_in_id = fields.required("addInId", fields.text("addInId")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.find_chat_rooms_using_add_in(&add_in_id).await })
    }

    /// `RoomManagement::get_all_add_ins`.
    #[napi]
    pub fn get_all_add_ins(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_all_add_ins().await })
    }

    /// `RoomManagement::get_permissions`.
    #[napi]
    pub fn get_permissions(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_permissions(&room_uri).await })
    }

    /// `RoomManagement::get_members`.
    #[napi]
    pub fn get_members(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_members(&room_uri).await })
    }

    /// `RoomManagement::get_managers`.
    #[napi]
    pub fn get_managers(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_managers(&room_uri).await })
    }

    /// `RoomManagement::get_presenters`.
    #[napi]
    pub fn get_presenters(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_presenters(&room_uri).await })
    }

    /// `RoomManagement::find_users_or_groups_for_role`.
    #[napi]
    pub fn find_users_or_groups_for_role(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let role = fields.required("role", fields.choice("role", chat_room_role, CHAT_ROOM_ROLE)?)?;
        let room_uri = fields.required("roomUri", fields.text("roomUri")?)?;
        let search = fields.required("search", fields.text("search")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host
            .start(&mailbox, async move { it.find_users_or_groups_for_role(role, &room_uri, &search).await })
    }

    /// `RoomManagement::add_to_role`.
    #[napi]
    pub fn add_to_role(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let change = role_change(&fields, "change")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.add_to_role(change).await })
    }

    /// `RoomManagement::remove_from_role`.
    #[napi]
    pub fn remove_from_role(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let change = role_change(&fields, "change")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.remove_from_role(change).await })
    }

    /// `RoomManagement::get_category_users`.
    #[napi]
    pub fn get_category_users(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let category_uri = fields.required("categoryUri", fields.text("categoryUri")?)?;
        let filter = fields.required("filter", fields.text("filter")?)?;
        let result_size = fields.required("resultSize", fields.integer::<u32>("resultSize")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host
            .start(&mailbox, async move { it.get_category_users(&category_uri, &filter, result_size).await })
    }

    /// The same for all handles of one object.
    #[napi]
    pub fn identity(&self) -> f64 {
        self.it.identity() as f64
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

    /// `Services::browse_by_category`.
    #[napi]
    pub fn browse_by_category(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let category_uri = fields.required("categoryUri", fields.text("categoryUri")?)?;
        let max_results = fields.required("maxResults", fields.integer::<u32>("maxResults")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.browse_by_category(&category_uri, max_results).await })
    }

    /// `Services::browse_by_filter`.
    #[napi]
    pub fn browse_by_filter(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let filter = room_filter(&fields, "filter")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.browse_by_filter(filter).await })
    }

    /// `Services::browse_by_joined_user`.
    #[napi]
    pub fn browse_by_joined_user(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let user_uri = fields.required("userUri", fields.text("userUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.browse_by_joined_user(&user_uri).await })
    }

    /// `Services::browse_by_invitations`.
    #[napi]
    pub fn browse_by_invitations(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let last_invitation_id =
            fields.required("lastInvitationId", fields.integer::<i64>("lastInvitationId")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.browse_by_invitations(last_invitation_id).await })
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

    /// `Services::get_preference`.
    #[napi]
    pub fn get_preference(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let label = fields.required("label", fields.text("label")?)?;
        let sequence_id = fields.required("sequenceId", fields.integer::<i64>("sequenceId")?)?;
        let provide_default = fields.required("provideDefault", fields.boolean("provideDefault")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host
            .start(&mailbox, async move { it.get_preference(&label, sequence_id, provide_default).await })
    }

    /// `Services::set_preference`.
    #[napi]
    pub fn set_preference(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let label = fields.required("label", fields.text("label")?)?;
        let sequence_id = fields.required("sequenceId", fields.integer::<i64>("sequenceId")?)?;
        let data = fields.required("data", fields.text("data")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.set_preference(&label, sequence_id, &data).await })
    }

    /// `Services::query_history`.
    #[napi]
    pub fn query_history(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let query = history_query(&fields, "query")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.query_history(query).await })
    }

    /// `Services::history_pager`.
    #[napi]
    pub fn history_pager(&self, arguments: Object<'_>) -> Result<NativeHistoryPager> {
        let fields = Fields::arguments(arguments);
        let query = history_query(&fields, "query")?;
        let value = self.it.history_pager(query).map_err(thrown)?;
        Ok(NativeHistoryPager { host: Arc::clone(&self.host), it: value })
    }

    /// `Services::room_management`.
    #[napi]
    pub fn room_management(&self) -> NativeRoomManagement {
        let value = self.it.room_management();
        NativeRoomManagement { host: Arc::clone(&self.host), it: value }
    }

    /// `Services::user_services`.
    #[napi]
    pub fn user_services(&self) -> NativeUserServices {
        let value = self.it.user_services();
        NativeUserServices { host: Arc::clone(&self.host), it: value }
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

    /// `Session::query_history`.
    #[napi]
    pub fn query_history(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let query = history_query(&fields, "query")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.query_history(query).await })
    }

    /// `Session::history_pager`.
    #[napi]
    pub fn history_pager(&self, arguments: Object<'_>) -> Result<NativeHistoryPager> {
        let fields = Fields::arguments(arguments);
        let query = history_query(&fields, "query")?;
        let value = self.it.history_pager(query).map_err(thrown)?;
        Ok(NativeHistoryPager { host: Arc::clone(&self.host), it: value })
    }

    /// `Session::hidden_participants`.
    #[napi]
    pub fn hidden_participants(&self) -> Result<u32> {
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.hidden_participants().await })
    }

    /// `Session::upload_file`.
    #[napi]
    pub fn upload_file(&self, arguments: Object<'_>) -> Result<NativeFileTransfer> {
        let fields = Fields::arguments(arguments);
        let upload = file_upload(&fields, "upload")?;
        let value = self.it.upload_file(upload).map_err(thrown)?;
        Ok(NativeFileTransfer { host: Arc::clone(&self.host), it: value })
    }

    /// `Session::download_file`.
    #[napi]
    pub fn download_file(&self, arguments: Object<'_>) -> Result<NativeFileTransfer> {
        let fields = Fields::arguments(arguments);
        let download = file_download(&fields, "download")?;
        let value = self.it.download_file(download).map_err(thrown)?;
        Ok(NativeFileTransfer { host: Arc::clone(&self.host), it: value })
    }

    /// `Session::upload_bytes`.
    #[napi]
    pub fn upload_bytes(&self, arguments: Object<'_>) -> Result<NativeFileTransfer> {
        let fields = Fields::arguments(arguments);
        let file_name = fields.required("fileName", fields.text("fileName")?)?;
        let content = fields.required("content", fields.bytes("content")?)?;
        let value = self.it.upload_bytes(&file_name, content).map_err(thrown)?;
        Ok(NativeFileTransfer { host: Arc::clone(&self.host), it: value })
    }

    /// `Session::upload_stream`.
    #[napi]
    pub fn upload_stream(&self, arguments: Object<'_>) -> Result<NativeFileTransfer> {
        let fields = Fields::arguments(arguments);
        let file_name = fields.required("fileName", fields.text("fileName")?)?;
        let size = fields.required("size", fields.integer::<u64>("size")?)?;
        let value = self.it.upload_stream(&file_name, size).map_err(thrown)?;
        Ok(NativeFileTransfer { host: Arc::clone(&self.host), it: value })
    }

    /// `Session::download_bytes`.
    #[napi]
    pub fn download_bytes(&self, arguments: Object<'_>) -> Result<NativeFileTransfer> {
        let fields = Fields::arguments(arguments);
        let download = content_download(&fields, "download")?;
        let value = self.it.download_bytes(download).map_err(thrown)?;
        Ok(NativeFileTransfer { host: Arc::clone(&self.host), it: value })
    }

    /// `Session::download_stream`.
    #[napi]
    pub fn download_stream(&self, arguments: Object<'_>) -> Result<NativeFileTransfer> {
        let fields = Fields::arguments(arguments);
        let download = content_download(&fields, "download")?;
        let value = self.it.download_stream(download).map_err(thrown)?;
        Ok(NativeFileTransfer { host: Arc::clone(&self.host), it: value })
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

/// `UserServices` of JavaScript, without what JavaScript adds.
#[napi(js_name = "UserServices")]
pub struct NativeUserServices {
    pub(crate) it: pchat_core::api::UserServices,
    pub(crate) host: Arc<Host>,
}

#[napi]
impl NativeUserServices {
    /// `UserServices::find_users`.
    #[napi]
    pub fn find_users(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let search = user_search(&fields, "search")?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.find_users(search).await })
    }

    /// `UserServices::get_user`.
    #[napi]
    pub fn get_user(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let user_uri = fields.required("userUri", fields.text("userUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_user(&user_uri).await })
    }

    /// `UserServices::get_user_group`.
    #[napi]
    pub fn get_user_group(&self, arguments: Object<'_>) -> Result<u32> {
        let fields = Fields::arguments(arguments);
        let group_uri = fields.required("groupUri", fields.text("groupUri")?)?;
        let it = self.it.clone();
        let mailbox = Arc::clone(self.it.endpoint().mailbox());
        self.host.start(&mailbox, async move { it.get_user_group(&group_uri).await })
    }

    /// The same for all handles of one object.
    #[napi]
    pub fn identity(&self) -> f64 {
        self.it.identity() as f64
    }
}
