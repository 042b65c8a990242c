//! What a step says, read strictly: what nobody asks for is a mistake in the scenario.

use crate::placeholders::Placeholders;
pub(crate) use pchat_core::api::MessageBuilderSettings as BuilderSettings;
use pchat_core::api::{
    Authentication, ChatEmoticon, ChatRoomPrivacy, ChatRoomSnapshot, ChatRoomSummary, ContentDownload,
    EndpointSettings, FileDownload, FileUpload, JoinRooms, OutboundMessage, RoomQuery, Secret, Transport,
};
use pchat_server::local::{
    LocalAddIn, LocalCategory, LocalCategoryChange, LocalGroup, LocalLimits, LocalRoom, LocalServerSettings,
    LocalUser,
};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Why a step cannot be done.
pub(crate) type Wrong = String;

/// The fields of a step or of a struct in it.
pub(crate) struct Arguments<'a> {
    fields: &'a Map<String, Value>,
    names: &'a Placeholders,
    left: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Arguments<'a> {
    pub(crate) fn new(fields: &'a Map<String, Value>, names: &'a Placeholders) -> Arguments<'a> {
        Arguments { fields, names, left: RefCell::new(fields.keys().map(String::as_str).collect()) }
    }

    /// Fails when a field was not asked for.
    pub(crate) fn finish(&self) -> Result<(), Wrong> {
        match self.left.borrow().first() {
            None => Ok(()),
            Some(field) => Err(format!("nobody knows the field '{field}'")),
        }
    }

    fn get(&self, field: &str) -> Option<&'a Value> {
        self.left.borrow_mut().remove(field);
        self.fields.get(field)
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    pub(crate) fn ignore_all(&self) {
        self.left.borrow_mut().clear();
    }

    pub(crate) fn ignore(&self, field: &str) {
        self.left.borrow_mut().remove(field);
    }

    pub(crate) fn optional_text(&self, field: &str) -> Result<Option<String>, Wrong> {
        match self.get(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(self.names.resolve(text))),
            // A long text: so many times the same.
            Some(Value::Object(object)) => {
                let inner = Arguments::new(object, self.names);
                let (piece, times) = (inner.text("repeat")?, inner.number("times")?);
                inner.finish()?;
                Ok(Some(piece.repeat(times)))
            }
            Some(_) => Err(format!("'{field}' is no text")),
        }
    }

    pub(crate) fn text(&self, field: &str) -> Result<String, Wrong> {
        self.optional_text(field)?.ok_or_else(|| format!("'{field}' is missing"))
    }

    /// A number, or a placeholder for one.
    pub(crate) fn optional_number<T: TryFrom<i64>>(&self, field: &str) -> Result<Option<T>, Wrong> {
        let number = match self.get(field) {
            None => return Ok(None),
            Some(Value::String(text)) => self.names.resolve(text).parse().ok(),
            Some(value) => value.as_i64(),
        };
        let number = number.and_then(|number| T::try_from(number).ok());
        number.map(Some).ok_or_else(|| format!("'{field}' is no number that fits"))
    }

    pub(crate) fn number<T: TryFrom<i64>>(&self, field: &str) -> Result<T, Wrong> {
        self.optional_number(field)?.ok_or_else(|| format!("'{field}' is missing"))
    }

    pub(crate) fn flag(&self, field: &str, default: bool) -> Result<bool, Wrong> {
        self.get(field)
            .map_or(Ok(default), |value| value.as_bool().ok_or_else(|| format!("'{field}' is no bool")))
    }

    pub(crate) fn optional_flag(&self, field: &str) -> Result<Option<bool>, Wrong> {
        let flag = |value: &Value| value.as_bool().ok_or_else(|| format!("'{field}' is no bool"));
        self.get(field).map(flag).transpose()
    }

    pub(crate) fn texts(&self, field: &str) -> Result<Vec<String>, Wrong> {
        Ok(self.optional_texts(field)?.unwrap_or_default())
    }

    pub(crate) fn optional_texts(&self, field: &str) -> Result<Option<Vec<String>>, Wrong> {
        let Some(value) = self.get(field) else { return Ok(None) };
        let wrong = || format!("'{field}' is no list of texts");
        let text = |item: &Value| item.as_str().map(|text| self.names.resolve(text)).ok_or_else(wrong);
        value.as_array().ok_or_else(wrong)?.iter().map(text).collect::<Result<_, _>>().map(Some)
    }

    /// Reads a struct; an absent one has no fields.
    pub(crate) fn structure<T>(
        &self,
        field: &str,
        read: impl FnOnce(&Arguments<'_>) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        let empty = Map::new();
        let fields = match self.get(field) {
            None => &empty,
            Some(value) => value.as_object().ok_or_else(|| format!("'{field}' is no object"))?,
        };
        let inner = Arguments::new(fields, self.names);
        let value = read(&inner)?;
        inner.finish()?;
        Ok(value)
    }
}

fn authentication(text: &str) -> Result<Authentication, Wrong> {
    match text {
        "Automatic" => Ok(Authentication::Automatic),
        "Ntlm" => Ok(Authentication::Ntlm),
        "None" => Ok(Authentication::None),
        other => Err(format!("'{other}' is no Authentication")),
    }
}

pub(crate) fn privacy(text: &str) -> Result<ChatRoomPrivacy, Wrong> {
    match text {
        "Open" => Ok(ChatRoomPrivacy::Open),
        "Closed" => Ok(ChatRoomPrivacy::Closed),
        "Secret" => Ok(ChatRoomPrivacy::Secret),
        other => Err(format!("'{other}' is no ChatRoomPrivacy")),
    }
}

fn transport(text: &str) -> Result<Transport, Wrong> {
    match text {
        "Tcp" => Ok(Transport::Tcp),
        "Tls" => Ok(Transport::Tls),
        other => Err(format!("'{other}' is no Transport")),
    }
}

pub(crate) fn choice<T>(
    given: Option<String>,
    default: T,
    read: fn(&str) -> Result<T, Wrong>,
) -> Result<T, Wrong> {
    given.map_or(Ok(default), |text| read(&text))
}

pub(crate) fn server_settings(from: &Arguments<'_>) -> Result<LocalServerSettings, Wrong> {
    let default = LocalServerSettings::default();
    Ok(LocalServerSettings {
        domain: from.optional_text("domain")?.unwrap_or(default.domain),
        tls: from.flag("tls", default.tls)?,
        tcp: from.flag("tcp", default.tcp)?,
        tls_port: from.optional_number("tls_port")?.unwrap_or(default.tls_port),
        tcp_port: from.optional_number("tcp_port")?.unwrap_or(default.tcp_port),
        authentication: choice(
            from.optional_text("authentication")?,
            default.authentication,
            authentication,
        )?,
        session_expires_seconds: from.optional_number("session_expires_seconds")?.unwrap_or(0),
        registration_expires_seconds: from.optional_number("registration_expires_seconds")?.unwrap_or(0),
        message_size_limit: from.optional_number("message_size_limit")?.unwrap_or(0),
        echo: from.flag("echo", default.echo)?,
        data_folder: from.optional_text("data_folder")?,
        file_service: from.flag("file_service", default.file_service)?,
    })
}

pub(crate) fn user(from: &Arguments<'_>) -> Result<LocalUser, Wrong> {
    Ok(LocalUser {
        address: from.text("address")?,
        password: from.optional_text("password")?.map(Secret::new),
        login: from.optional_text("login")?,
        display_name: from.optional_text("display_name")?,
        email: from.optional_text("email")?,
        first_name: from.optional_text("first_name")?,
        last_name: from.optional_text("last_name")?,
        company: from.optional_text("company")?,
    })
}

pub(crate) fn category(from: &Arguments<'_>) -> Result<LocalCategory, Wrong> {
    let default = LocalCategory::default();
    Ok(LocalCategory {
        name: from.text("name")?,
        description: from.optional_text("description")?,
        allowed: from.texts("allowed")?,
        denied: from.texts("denied")?,
        creators: from.texts("creators")?,
        invitations: from.flag("invitations", default.invitations)?,
        file_upload: from.flag("file_upload", default.file_upload)?,
        history: from.flag("history", default.history)?,
    })
}

pub(crate) fn category_change(from: &Arguments<'_>) -> Result<LocalCategoryChange, Wrong> {
    Ok(LocalCategoryChange {
        category: from.text("category")?,
        name: from.optional_text("name")?,
        description: from.optional_text("description")?,
        allowed: from.optional_texts("allowed")?,
        denied: from.optional_texts("denied")?,
        creators: from.optional_texts("creators")?,
        invitations: from.optional_flag("invitations")?,
        file_upload: from.optional_flag("file_upload")?,
        history: from.optional_flag("history")?,
    })
}

pub(crate) fn room(from: &Arguments<'_>) -> Result<LocalRoom, Wrong> {
    let default = LocalRoom::default();
    Ok(LocalRoom {
        name: from.text("name")?,
        category: from.optional_text("category")?,
        description: from.optional_text("description")?,
        topic: from.optional_text("topic")?,
        privacy: choice(from.optional_text("privacy")?, default.privacy, privacy)?,
        auditorium: from.flag("auditorium", default.auditorium)?,
        invitations: from.flag("invitations", default.invitations)?,
        add_in: from.optional_text("add_in")?,
        members: from.texts("members")?,
        managers: from.texts("managers")?,
        presenters: from.texts("presenters")?,
    })
}

pub(crate) fn group(from: &Arguments<'_>) -> Result<LocalGroup, Wrong> {
    Ok(LocalGroup {
        name: from.text("name")?,
        email: from.optional_text("email")?,
        members: from.texts("members")?,
    })
}

pub(crate) fn add_in(from: &Arguments<'_>) -> Result<LocalAddIn, Wrong> {
    Ok(LocalAddIn { name: from.text("name")?, url: from.text("url")? })
}

pub(crate) fn limits(from: &Arguments<'_>) -> Result<LocalLimits, Wrong> {
    let limit = |field| Ok::<_, Wrong>(from.optional_number(field)?.unwrap_or(0));
    Ok(LocalLimits {
        message_size_limit: limit("message_size_limit")?,
        story_size_limit: limit("story_size_limit")?,
        search_limit: limit("search_limit")?,
        history_limit: limit("history_limit")?,
        default_history: limit("default_history")?,
        participant_update_limit: limit("participant_update_limit")?,
        max_file_kb: limit("max_file_kb")?,
    })
}

pub(crate) fn endpoint_settings(from: &Arguments<'_>) -> Result<EndpointSettings, Wrong> {
    let default = EndpointSettings::default();
    Ok(EndpointSettings {
        user_uri: from.optional_text("user_uri")?.unwrap_or(default.user_uri),
        server: from.optional_text("server")?,
        port: from.optional_number("port")?,
        transport: choice(from.optional_text("transport")?, default.transport, transport)?,
        authentication: choice(
            from.optional_text("authentication")?,
            default.authentication,
            authentication,
        )?,
        login: from.optional_text("login")?,
        password: from.optional_text("password")?.map(Secret::new),
        allow_ntlm_over_tcp: from.flag("allow_ntlm_over_tcp", default.allow_ntlm_over_tcp)?,
        ca_file: from.optional_text("ca_file")?,
        certificate_name: from.optional_text("certificate_name")?,
        danger_accept_any_certificate: from
            .flag("danger_accept_any_certificate", default.danger_accept_any_certificate)?,
        chat_server_uri: from.optional_text("chat_server_uri")?,
        endpoint_id: from.optional_text("endpoint_id")?,
        user_agent: from.optional_text("user_agent")?,
        connect_timeout_ms: from.optional_number("connect_timeout_ms")?.unwrap_or(0),
        operation_timeout_ms: from.optional_number("operation_timeout_ms")?.unwrap_or(0),
        event_capacity: from.optional_number("event_capacity")?.unwrap_or(0),
        max_body_bytes: from.optional_number("max_body_bytes")?.unwrap_or(0),
    })
}

pub(crate) fn query(from: &Arguments<'_>) -> Result<RoomQuery, Wrong> {
    let default = RoomQuery::default();
    Ok(RoomQuery {
        criteria: from.optional_text("criteria")?.unwrap_or(default.criteria),
        search_description: from.flag("search_description", default.search_description)?,
        match_all: from.flag("match_all", default.match_all)?,
        match_exact_phrase: from.flag("match_exact_phrase", default.match_exact_phrase)?,
        max_results: from.optional_number("max_results")?.unwrap_or(default.max_results),
    })
}

pub(crate) fn message(from: &Arguments<'_>) -> Result<OutboundMessage, Wrong> {
    Ok(OutboundMessage {
        text: from.text("text")?,
        rtf: from.optional_text("rtf")?,
        story_title: from.optional_text("story_title")?,
        is_alert: from.flag("is_alert", false)?,
    })
}

/// A room that was kept says more, and joins as a snapshot does.
pub(crate) fn summary(from: &Arguments<'_>) -> Result<ChatRoomSummary, Wrong> {
    let text = |field| Ok::<_, Wrong>(from.optional_text(field)?.unwrap_or_default());
    if from.has("privacy") || from.has("can_chat") {
        from.ignore_all();
        let (participant_count, privacy) = (None, None);
        let (room_uri, name, description) = (text("room_uri")?, text("name")?, text("description")?);
        return Ok(ChatRoomSnapshot { room_uri, name, description, participant_count, privacy }.into());
    }
    Ok(ChatRoomSummary {
        room_uri: text("room_uri")?,
        name: text("name")?,
        description: text("description")?,
    })
}

pub(crate) fn upload(from: &Arguments<'_>) -> Result<FileUpload, Wrong> {
    Ok(FileUpload { path: from.text("path")?, file_name: from.optional_text("file_name")? })
}

pub(crate) fn download(from: &Arguments<'_>) -> Result<FileDownload, Wrong> {
    Ok(FileDownload {
        file_uri: from.text("file_uri")?,
        path: from.text("path")?,
        overwrite: from.flag("overwrite", false)?,
        max_bytes: from.optional_number("max_bytes")?.unwrap_or(0),
    })
}

pub(crate) fn content_download(from: &Arguments<'_>) -> Result<ContentDownload, Wrong> {
    Ok(ContentDownload { file_uri: from.text("file_uri")?, max_bytes: from.optional_number("max_bytes")? })
}

pub(crate) fn builder_settings(from: &Arguments<'_>) -> Result<BuilderSettings, Wrong> {
    Ok(BuilderSettings {
        is_alert: from.flag("is_alert", false)?,
        story_title: from.optional_text("story_title")?,
    })
}

pub(crate) fn emoticon(from: &Arguments<'_>) -> Result<ChatEmoticon, Wrong> {
    use ChatEmoticon::{
        Angry, Confused, Cool, Crying, Frown, Kissing, Laughing, Shocked, Smile, Tongue, Wink,
    };
    let wanted = from.text("emoticon")?;
    [Smile, Frown, Cool, Laughing, Shocked, Confused, Crying, Tongue, Wink, Angry, Kissing]
        .into_iter()
        .find(|emoticon| format!("{emoticon:?}") == wanted)
        .ok_or_else(|| format!("'{wanted}' is no emoticon"))
}

pub(crate) fn rooms(from: &Arguments<'_>) -> Result<JoinRooms, Wrong> {
    Ok(JoinRooms { room_uris: from.texts("room_uris")? })
}
