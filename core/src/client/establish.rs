//! From signed in to an open chat: find the pool, connect, ask for its facts (spec: sip.md D, xccos.md 1.3).

use super::driver::Driver;
use super::failure;
use super::provisioning::{self, ChatProvisioning};
use super::refusal::{self, Asked};
use crate::api::{Error, ErrorCode, Result, ServerConfiguration, Timestamp};
use crate::sip::message::SipUri;
use crate::sip::{Message, random};
use crate::xccos::{Reply, Request, ServerInfo};
use std::time::Duration;
use tokio::time::timeout;

/// What clients of 2013 ask for; the bits are not known one by one (spec: xccos.md 4.6).
const INFO_TYPE: u32 = 123;

/// How long a provisioning document may come after the 200.
const LATE_DOCUMENT: Duration = Duration::from_secs(5);

/// How long a pool that may be a lookup server of 2010 is given for an answer that only channel servers know.
const DIRECT_ANSWER: Duration = Duration::from_secs(10);

impl Driver {
    /// Opens the chat.
    pub(super) async fn establish(&mut self) -> Result<ServerConfiguration> {
        let pool = self.find_pool().await?;
        log::debug!("{}: the chat pool is {pool}", self.shared.account.uri);
        let (uri, facts) = self.connect_chat(pool).await?;
        self.operations.establishing = false;
        let limit = |told: Option<u32>| told.map_or(0, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        self.message_size_limit = limit(facts.message_size_limit);
        self.story_size_limit = limit(facts.story_size_limit);
        let domain_name = SipUri::parse(&uri).map(|uri| uri.host.to_string()).unwrap_or_default();
        Ok(configuration(facts, domain_name))
    }

    /// A configured address, else the provisioned one, else the usual one.
    async fn find_pool(&mut self) -> Result<String> {
        let account = &self.shared.account;
        if let Some(configured) = &account.chat_server_uri {
            return Ok(configured.clone());
        }
        let usual = format!("sip:ocschat@{}", account.domain);
        let provisioned = self.provisioned().await?;
        Ok(match provisioned {
            ChatProvisioning { enabled: Some(false), .. } => usual,
            ChatProvisioning { pool_uri, .. } => pool_uri.unwrap_or(usual),
        })
    }

    /// What the server provisions. A server that refuses to tell provisions nothing.
    async fn provisioned(&mut self) -> Result<ChatProvisioning> {
        let registered = self.registration.registered();
        let is_offered = registered.is_some_and(|registered| {
            let events = &registered.allow_events;
            events.is_empty() || events.iter().any(|event| event.eq_ignore_ascii_case(provisioning::EVENT))
        });
        if !is_offered {
            return Ok(ChatProvisioning::default());
        }
        let subscribe = self.subscription();
        let response = match self.transact(subscribe).await {
            Ok(response) => response,
            Err(error) if error.code() == ErrorCode::TimedOut => return Ok(ChatProvisioning::default()),
            Err(error) => return Err(error),
        };
        if !response.status().is_some_and(|status| (200..300).contains(&status)) {
            log::info!("{}: no provisioning: {}", self.shared.account.uri, failure::quote(&response));
            return Ok(ChatProvisioning::default());
        }
        if !response.body().is_empty() {
            return Ok(ChatProvisioning::parse(response.body()));
        }
        let arrival = timeout(LATE_DOCUMENT, async {
            while self.provisioning.is_none() {
                self.round().await?;
            }
            Ok(())
        });
        if let Ok(outcome) = arrival.await {
            outcome?;
        }
        let document = self.provisioning.take().unwrap_or_default();
        Ok(ChatProvisioning::parse(&document))
    }

    fn subscription(&self) -> Message {
        let account = &self.shared.account;
        let mut subscribe = Message::request("SUBSCRIBE", &account.uri);
        let from = format!("<{}>;tag={};epid={}", account.uri, random::hex(5), account.endpoint_id.as_str());
        subscribe.push_header("From", &from);
        subscribe.push_header("To", &format!("<{}>", account.uri));
        subscribe.push_header("Call-ID", &random::hex(16));
        subscribe.push_header("CSeq", "1 SUBSCRIBE");
        subscribe.push_header("Contact", &self.registration.contact());
        subscribe.push_header("User-Agent", &account.user_agent);
        subscribe.push_header("Event", provisioning::EVENT);
        subscribe.push_header("Accept", provisioning::CONTENT_TYPE);
        subscribe.push_header("Supported", "com.microsoft.autoextend");
        subscribe.push_header("Supported", "ms-benotify");
        subscribe.push_header("Proxy-Require", "ms-benotify");
        subscribe.push_header("Supported", "ms-piggyback-first-notify");
        subscribe.push_header("Expires", "0");
        subscribe.set_body(provisioning::CONTENT_TYPE, provisioning::REQUEST);
        subscribe
    }

    /// Style A: the pool answers itself. Else style B: it names the channel server. Gives the address that answered.
    async fn connect_chat(&mut self, pool: String) -> Result<(String, ServerInfo)> {
        self.open_chat(&pool).await?;
        let asked = timeout(DIRECT_ANSWER, self.server_info()).await;
        let first = match asked {
            Ok(Ok(facts)) => return Ok((pool, facts)),
            Ok(Err(error)) => error,
            Err(_) => failure::no_answer("the question for its facts", DIRECT_ANSWER),
        };
        let is_refusal = first.server_code().is_some() && first.code() != ErrorCode::MsgNotSupported;
        if self.link_ended || is_refusal {
            return Err(first);
        }
        log::debug!("{}: {pool} is asked for the channel server, because: {first}", self.shared.account.uri);
        match self.connect_by_lookup(&pool).await {
            Ok(found) => Ok(found),
            Err(_) if self.link_ended => Err(first),
            Err(second) if second.code() == ErrorCode::ConnectionLost => {
                Err(ended_at_once(&pool, &first, second))
            }
            Err(second) => Err(second),
        }
    }

    async fn connect_by_lookup(&mut self, pool: &str) -> Result<(String, ServerInfo)> {
        if self.chat.is_none() {
            self.open_chat(pool).await?;
        }
        let reply = self.converse(Request::RequestUri).await?;
        let named = success("asking for the channel server", &reply)?
            .data
            .principals
            .iter()
            .map(|user| user.uri.trim())
            .find(|uri| !uri.is_empty())
            .map(str::to_string);
        let Some(server) = named.filter(|uri| SipUri::parse(uri).is_ok()) else {
            return Err(Error::new(
                ErrorCode::ChatServerNotFound,
                format!("{pool} knows no channel server now; try again later"),
            ));
        };
        self.close_chat().await?;
        self.open_chat(&server).await?;
        match self.server_info().await {
            Ok(facts) => Ok((server, facts)),
            // It serves rooms, whether or not it tells about itself.
            Err(error) if error.code() == ErrorCode::MsgNotSupported => Ok((server, ServerInfo::default())),
            Err(error) => Err(error),
        }
    }

    async fn server_info(&mut self) -> Result<ServerInfo> {
        let request = ServerInfo {
            domain: Some(self.shared.account.domain.clone()),
            info_type: Some(INFO_TYPE),
            ..ServerInfo::default()
        };
        let mut reply = self.converse(Request::GetServerInfo(request)).await?;
        success("asking the chat server for its facts", &reply)?;
        Ok(reply.data.server_info.take().unwrap_or_default())
    }
}

fn success<'a>(doing: &str, reply: &'a Reply) -> Result<&'a Reply> {
    match reply.outcome() {
        Ok(_) => Ok(reply),
        Err(refusal) => Err(refusal::refused(doing, Asked::Other, &refusal)),
    }
}

/// The server hangs up as soon as anything is asked: what it does with users who may not use Persistent Chat (spec: xccos.md 1.1).
fn ended_at_once(pool: &str, first: &Error, second: Error) -> Error {
    let said = if first.diagnostics_id().is_some() { first } else { &second };
    let text = format!(
        "the Persistent Chat server {pool} ends the connection at once ({}); the user may not be allowed to use Persistent \
         Chat - ask the administrator",
        said.message()
    );
    let error = Error::new(ErrorCode::ChatServerRefused, text);
    match said.diagnostics_id() {
        None => error,
        Some(id) => error.with_diagnostics(
            id,
            said.diagnostics_reason().map(str::to_string),
            said.diagnostics_source().map(str::to_string),
        ),
    }
}

fn configuration(facts: ServerInfo, domain_name: String) -> ServerConfiguration {
    ServerConfiguration {
        display_name: facts.display_name,
        message_size_limit: facts.message_size_limit.unwrap_or(0),
        story_size_limit: facts.story_size_limit.unwrap_or(0),
        search_limit: facts.search_limit.unwrap_or(0),
        root_category_uri: facts.root_uri,
        room_management_url: facts.room_management_url,
        database_version: facts.database_version,
        server_time: facts
            .server_time
            .map(|time| Timestamp::from_unix_micros(time.unix_ticks().div_euclid(10))),
        domain_name,
    }
}
