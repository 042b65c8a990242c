//! The chat service: what an XCCOS document of a client does (spec: xccos.md 3).
//!
//! Nothing here knows SIP: documents come in, replies and notices go out through links.

mod changes;
mod compliance;
mod files;
mod history;
mod invitations;
mod membership;
mod people;
mod post;
mod preferences;
mod principal_view;
mod roles;
mod room_view;
mod rooms;
mod search;
mod server_info;

pub(crate) use changes::tell_changes;
pub(crate) use compliance::{Compliance, Direction};
pub(crate) use membership::{enter_service, leave, rejoin};
pub(crate) use post::{PendingAnswer, post_for};

use crate::access::Refusal;
use crate::directory::Snapshot;
use crate::error::{Error, ErrorKind};
use crate::files::Purpose;
use crate::link::{Link, Outbound};
use crate::model::{Category, Room, User};
use crate::participants::{DialogId, Participant};
use crate::service::Service;
use pchat_core::xccos::names::CommandName;
use pchat_core::xccos::uri::{NodeKind, NodeUri};
use pchat_core::xccos::{
    Command, Data, Envelope, EnvelopeId, Item, LARGEST_REPLY, Preference, Principal, Reply, Request,
    Response, ResponseClass,
};
use principal_view::principal;
use std::cell::OnceCell;
use std::sync::Arc;

/// One chat dialog as the chat service sees it.
pub(crate) struct Member {
    /// Names the dialog.
    pub(crate) dialog: DialogId,
    /// The connection that it is on.
    pub(crate) link: Arc<Link>,
    /// Who it is.
    pub(crate) user: Arc<User>,
}

impl Member {
    fn participant(&self, permissions: u64) -> Participant {
        Participant {
            dialog: self.dialog,
            link: Arc::clone(&self.link),
            user: Arc::clone(&self.user),
            permissions,
        }
    }

    fn send(&self, body: Arc<str>) {
        self.link.push(Outbound::Document { dialog: self.dialog, body });
    }
}

/// Whether a document only looks the channel server up: clients end that dialog and chat in another.
pub(crate) fn is_lookup(envelope: &Envelope) -> bool {
    envelope.items.iter().all(|item| match item {
        Item::Command(command) => matches!(command.request, Request::RequestUri),
        Item::GroupChat(_) => false,
        _ => true,
    })
}

/// Does what a document asks. Replies are queued in order; posts hold on to `answer` until they are durable.
pub(crate) fn take(
    service: &Arc<Service>,
    member: &mut Member,
    envelope: Envelope,
    answer: &Arc<PendingAnswer>,
) {
    let directory = service.directory.current();
    // A role or a name that changed since the dialog began counts from now on.
    if let Some(user) = directory.user(&member.user.address) {
        member.user = Arc::clone(user);
    }
    for item in envelope.items {
        match item {
            Item::Command(command) => {
                let context = Context {
                    service,
                    directory: &directory,
                    envid: &envelope.envid,
                    command: &command,
                    reason: OnceCell::new(),
                };
                context.run(member);
            }
            Item::GroupChat(message) => {
                if let Err(refused) = post::post(service, &directory, member, &message, answer) {
                    let response = refused.response();
                    let reply = Reply::to_group_chat(message.seqid, &envelope.envid, response);
                    member.send(document(service, reply));
                }
            }
            Item::Reply(_) | Item::Notice(_) | Item::Unknown(_) => {
                log::debug!(
                    "{}: ignored an element that only servers send or nobody knows",
                    member.link.name()
                );
            }
            _ => {}
        }
    }
}

/// A command with all that is needed to answer it.
struct Context<'a> {
    service: &'a Arc<Service>,
    directory: &'a Snapshot,
    envid: &'a EnvelopeId,
    command: &'a Command,
    /// Why a change was refused, in a sentence, for the answer.
    reason: OnceCell<String>,
}

type Outcome = Result<Data, ResponseClass>;

impl Context<'_> {
    fn run(&self, member: &mut Member) {
        let outcome = match &self.command.request {
            Request::RequestUri => self.request_uri(),
            Request::GetServerInfo(asked) => {
                server_info::answer(self.service, self.directory.settings(), asked)
            }
            // These two reply under the participants' lock, so that no notice overtakes the reply.
            Request::Join(key) => return membership::join(self, member, std::slice::from_ref(key)),
            Request::BatchJoin(keys) => return membership::join(self, member, keys),
            Request::Part { room } => membership::part(self, member, room),
            Request::BackchatContext { room, query } => history::answer(self, member, room, query),
            Request::Other { data, .. } if self.command.request.is_history_search() => {
                history::search(self, member, data)
            }
            Request::SearchRooms(query) => search::by_query(self, member, query),
            Request::GetAssociations(query) => search::by_association(self, member, query),
            Request::GetInvitations(known) => invitations::answer(self, member, known),
            Request::GetPreference(preference) => preferences::get(self, member, preference),
            Request::SetPreference(preference) => preferences::set(self, member, preference),
            Request::GetCreatableCategories => Ok(rooms::creatable(self, member)),
            Request::GetUploadToken(file) => files::token(self, member, file, Purpose::Upload),
            Request::GetDownloadToken(file) => files::token(self, member, file, Purpose::Download),
            Request::Incomplete { missing, .. } => {
                log::debug!("{}: {} lacks {missing}", member.link.name(), self.command.request.id());
                Err(ResponseClass::InvalidArgument)
            }
            Request::Other { data, .. } => return self.run_profiled(member, data),
            _ => self.unsupported(member),
        };
        member.send(self.reply(outcome));
    }

    /// The commands whose shape is a profile (spec: xccos.md 3.2).
    fn run_profiled(&self, member: &Member, data: &Data) {
        let mut changed = false;
        let outcome = match self.command.request.name() {
            Some(CommandName::GetRoom) => rooms::describe_one(self, member, data),
            Some(CommandName::CreateRoom) => {
                changed = true;
                rooms::create(self, member, data)
            }
            Some(CommandName::ModifyRoom) => {
                changed = true;
                rooms::modify(self, member, data)
            }
            Some(CommandName::GetPermissions) => rooms::permissions(self, member, data),
            Some(CommandName::GetAddIns) => Ok(rooms::add_ins(self)),
            Some(CommandName::GetRoles) => roles::list(self, member, data),
            Some(CommandName::ModifyRoles) => {
                changed = true;
                roles::change(self, member, data)
            }
            Some(CommandName::SearchPrincipals) => people::search(self, member, data),
            Some(CommandName::GetPrincipal) => people::describe_one(self, member, data),
            Some(CommandName::GetParticipants) => people::participants(self, member, data),
            _ => self.unsupported(member),
        };
        member.send(self.reply(outcome));
        if changed {
            // Everybody concerned hears of it now, not when the store is looked at the next time.
            tell_changes(self.service);
        }
    }

    /// What a refusal of the store is on the wire. When it is about something that the user named, the answer says what.
    fn class_of_error(&self, error: Error) -> ResponseClass {
        let class = match error.kind() {
            ErrorKind::InvalidArgument | ErrorKind::AlreadyExists => ResponseClass::InvalidArgument,
            ErrorKind::DuplicateRoomName => return ResponseClass::DuplicateRoomName,
            ErrorKind::DuplicateAddInName => return ResponseClass::DuplicateAddInName,
            ErrorKind::NotFound => return ResponseClass::NoSuchNode,
            ErrorKind::UnknownUser => ResponseClass::NoSuchPrincipal,
            ErrorKind::NotAllowed => return ResponseClass::PermissionDenied,
            ErrorKind::PrincipalsAlreadyDefined => ResponseClass::PrincipalsAlreadyDefined,
            ErrorKind::PrincipalsNotInScope => ResponseClass::PrincipalsNotInScope,
            ErrorKind::PresenterNotMember => ResponseClass::PresenterNotMember,
            ErrorKind::DataCollision => return ResponseClass::DataCollision,
            ErrorKind::NodeHierarchy => return ResponseClass::NodeHierarchyViolation,
            ErrorKind::Store | ErrorKind::Unexpected | ErrorKind::Io | ErrorKind::Certificate => {
                return class_of_trouble(&error);
            }
        };
        self.because(class, error.to_string())
    }

    /// Has the answer say why.
    fn because(&self, class: ResponseClass, reason: impl Into<String>) -> ResponseClass {
        // The first reason is the one that led to the refusal.
        let _ = self.reason.set(reason.into());
        class
    }

    fn unsupported(&self, member: &Member) -> Outcome {
        log::debug!("{}: unsupported command {}", member.link.name(), self.command.request.id());
        Err(ResponseClass::MessageNotSupported)
    }

    fn request_uri(&self) -> Outcome {
        Ok(Data { principals: vec![Principal::new(&self.service.pool_uri())], ..Data::default() })
    }

    fn reply(&self, outcome: Outcome) -> Arc<str> {
        let write =
            |response, data| document(self.service, Reply::to(self.command, self.envid, response, data));
        let reply = match outcome {
            Ok(data) => write(Response::success(), data),
            Err(class) => {
                let response = match self.reason.get() {
                    Some(reason) => Response::failure_because(class, reason),
                    None => Response::failure(class),
                };
                write(response, Data::default())
            }
        };
        if reply.len() <= LARGEST_REPLY {
            return reply;
        }
        // No client could take it, and a part of it would look like the whole.
        let why = format!("the answer would have {} bytes, {LARGEST_REPLY} are the most", reply.len());
        log::warn!("the answer to {} is not given: {why}", self.command.request.id());
        write(Response::failure_because(ResponseClass::LimitExceeded, &why), Data::default())
    }

    /// Leaves the last entries of a list out until it fits into an answer. A search gives as many as the server likes to give.
    fn as_many_as_fit(&self, data: Data) -> Data {
        let mut data = data;
        loop {
            if data.rooms.len() + data.principals.len() <= ALWAYS_FIT {
                return data;
            }
            let size;
            (size, data) = size_of(data);
            if size <= LARGEST_REPLY {
                return data;
            }
            // A little less than in proportion, so that few rounds are needed.
            let kept = |all: usize| (all * 15 / 16).min(all.saturating_mul(LARGEST_REPLY) / size);
            data.rooms.truncate(kept(data.rooms.len()));
            data.principals.truncate(kept(data.principals.len()));
            if let Some(query) = &mut data.room_query {
                query.more_available = Some(true);
            }
        }
    }
}

/// So many rooms or people fit into an answer however long their names and texts are: a room has at most 6 KB of them.
const ALWAYS_FIT: usize = 1_000;

/// How long an answer with this data is, a little rounded up.
fn size_of(data: Data) -> (usize, Data) {
    let reply = Reply { response: Some(Response::success()), data, ..Reply::default() };
    let mut written = String::new();
    let envelope = Envelope::new(0, reply);
    envelope.write(&mut written);
    let data = envelope.items.into_iter().find_map(|item| match item {
        Item::Reply(reply) => Some(reply.data),
        _ => None,
    });
    (written.len() + 1_024, data.unwrap_or_default())
}

/// Writes an envelope of ours.
fn document(service: &Service, item: impl Into<Item>) -> Arc<str> {
    let mut text = String::new();
    Envelope::new(service.next_envelope(), item).write(&mut text);
    text.into()
}

/// The room of a `ma-chan` URI with its category; a URI of another domain names no room here.
fn find_room<'a>(
    service: &Service,
    directory: &'a Snapshot,
    uri: &str,
) -> Result<(&'a Arc<Room>, &'a Arc<Category>), ResponseClass> {
    let uri = NodeUri::parse(uri).ok_or(ResponseClass::InvalidArgument)?;
    find_room_by_parts(service, directory, uri.domain, uri.value)
}

fn find_room_by_parts<'a>(
    service: &Service,
    directory: &'a Snapshot,
    domain: &str,
    value: &str,
) -> Result<(&'a Arc<Room>, &'a Arc<Category>), ResponseClass> {
    if !domain.eq_ignore_ascii_case(service.domain()) {
        return Err(ResponseClass::NoSuchNode);
    }
    let room = directory.room(value).ok_or(ResponseClass::NoSuchNode)?;
    let category = directory.category(room).ok_or(ResponseClass::NoSuchNode)?;
    Ok((room, category))
}

/// What a refusal of the access rules is called on the wire.
fn class_of(refusal: Refusal) -> ResponseClass {
    match refusal {
        Refusal::NoSuchRoom => ResponseClass::NoSuchNode,
        Refusal::Disabled => ResponseClass::NodeDisabled,
        Refusal::NotPermitted => ResponseClass::PermissionDenied,
    }
}

/// The category of a `ma-cat` URI. The root is none, since no room is in it.
fn find_category<'a>(
    service: &Service,
    directory: &'a Snapshot,
    uri: &str,
) -> Result<&'a Arc<Category>, ResponseClass> {
    let uri = NodeUri::parse(uri).filter(|uri| uri.kind == NodeKind::Category);
    let uri = uri.ok_or(ResponseClass::InvalidArgument)?;
    if !uri.domain.eq_ignore_ascii_case(service.domain()) {
        return Err(ResponseClass::NoSuchNode);
    }
    if uri.value.eq_ignore_ascii_case(&service.store.identity().root_category) {
        return Err(ResponseClass::NodeHierarchyViolation);
    }
    directory.category_by_guid(uri.value).ok_or(ResponseClass::NoSuchNode)
}

/// The room that a command is about: the first one of its data, or the error for none.
fn named_room(data: &Data) -> Result<&pchat_core::xccos::Room, ResponseClass> {
    data.rooms.first().ok_or(ResponseClass::InvalidArgument)
}

/// What it is called that the server cannot do what it should. The reason is for its administrator.
fn class_of_trouble(error: &Error) -> ResponseClass {
    log::error!("{error}");
    match error.kind() {
        ErrorKind::Store => ResponseClass::DatabaseConnection,
        _ => ResponseClass::UnknownServerError,
    }
}

/// An answer with one preference bundle.
fn preference_data(preference: Preference) -> Data {
    Data { preference: Some(preference), ..Data::default() }
}
