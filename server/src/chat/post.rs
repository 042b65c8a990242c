//! Posting: checked at once, stored by the writer, then sent to everybody in the room (spec: xccos.md 4.10, 9.4).

use super::{Member, class_of, document, find_room};
use crate::access;
use crate::address::Address;
use crate::directory::Snapshot;
use crate::error::{Error, ErrorKind, Result};
use crate::link::{Link, Outbound, Verdict};
use crate::model::{NewMessage, RTF_FACTOR, Settings, StoredMessage};
use crate::service::Service;
use pchat_core::sip::transaction::TransactionId;
use pchat_core::xccos::{GroupChat, Response, ResponseClass, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// The SIP answer to a document with posts: given when the last holder lets go, which is when every post is stored.
pub(crate) struct PendingAnswer {
    link: Arc<Link>,
    transaction: TransactionId,
    worst: AtomicU8,
    given: bool,
}

const STORED: u8 = 0;
const BUSY: u8 = 1;
const FAILED: u8 = 2;

impl PendingAnswer {
    /// For a request that came over a link.
    pub(crate) fn new(link: &Arc<Link>, transaction: TransactionId) -> Arc<PendingAnswer> {
        Arc::new(PendingAnswer {
            link: Arc::clone(link),
            transaction,
            worst: AtomicU8::new(STORED),
            given: false,
        })
    }

    /// The verdict, when nothing waits any more; else it comes over the link.
    pub(crate) fn settle(self: Arc<Self>) -> Option<Verdict> {
        let mut answer = Arc::into_inner(self)?;
        answer.given = true;
        Some(answer.verdict())
    }

    fn worsen(&self, to: u8) {
        self.worst.fetch_max(to, Ordering::Relaxed);
    }

    fn verdict(&self) -> Verdict {
        match self.worst.load(Ordering::Relaxed) {
            STORED => Verdict::Stored,
            BUSY => Verdict::Busy,
            _ => Verdict::Failed,
        }
    }
}

impl Drop for PendingAnswer {
    fn drop(&mut self) {
        if !self.given {
            self.link.push(Outbound::Verdict { transaction: self.transaction, verdict: self.verdict() });
        }
    }
}

/// A story's text begins so, and another limit applies to it (spec: xccos.md 4.10).
const STORY: &str = "[STORY";
/// Why a post is not taken.
pub(super) struct Refused {
    class: ResponseClass,
    /// A sentence, where the class does not say enough.
    why: Option<String>,
}

impl From<ResponseClass> for Refused {
    fn from(class: ResponseClass) -> Refused {
        Refused { class, why: None }
    }
}

impl Refused {
    /// As the poster is told.
    pub(super) fn response(&self) -> Response {
        match &self.why {
            Some(why) => Response::failure_because(self.class, why),
            None => Response::failure(self.class),
        }
    }
}

/// Takes a post in. What is refused here is told in a reply; what fails later in the SIP answer.
pub(super) fn post(
    service: &Arc<Service>,
    directory: &Snapshot,
    member: &Member,
    message: &GroupChat,
    answer: &Arc<PendingAnswer>,
) -> std::result::Result<(), Refused> {
    let (room, category) = find_room(service, directory, &message.room)?;
    // A room that the user may not know of must not be told apart from none, joined or not.
    let who = directory.subject(&member.user.address);
    if !access::knows(category, room, &who) {
        return Err(ResponseClass::NoSuchNode.into());
    }
    if !room.disabled && !service.participants.hold().is_in(room.id, member.dialog) {
        return Err(ResponseClass::UserNotJoined.into());
    }
    access::may_post(category, room, &who).map_err(class_of)?;
    check_size(directory.settings(), message)?;
    // The sender's word for author and time does not count (spec: xccos.md 4.10).
    let new = NewMessage {
        room: room.id,
        author: member.user.address.clone(),
        author_name: member.user.display_name.clone(),
        alert: message.is_alert(),
        text: message.text.clone(),
        rtf: message.rtf.clone(),
        keep: category.history,
    };
    let delivery = Delivery {
        service: Arc::clone(service),
        room: room.id,
        uri: service.room_uri(room),
        name: room.name.clone(),
        silent_for: (!service.settings.echo).then_some(member.dialog),
    };
    let pending = Arc::clone(answer);
    let posted = Box::new(move |stored: Result<StoredMessage>| match stored {
        Ok(stored) => {
            // The poster's answer goes first, then the message.
            drop(pending);
            delivery.deliver(&stored);
        }
        Err(error) => {
            log::error!("a post to {} was not stored: {error}", delivery.uri);
            pending.worsen(FAILED);
        }
    });
    if service.writer.post(new, posted).is_err() {
        log::warn!("{}: a post waits for nobody: too many wait for the disk", member.link.name());
        answer.worsen(BUSY);
    }
    Ok(())
}

/// Posts in the name of a user who need not be there, and waits until it is stored and sent.
pub(crate) fn post_for(service: &Arc<Service>, room: &str, author: &Address, text: &str) -> Result<i64> {
    let room = service.store.find_room(room)?;
    let directory = service.directory.current();
    let Some(user) = directory.user(author) else {
        return Err(Error::new(ErrorKind::UnknownUser, format!("there is no user {author}")));
    };
    let new = NewMessage {
        room: room.id,
        author: author.clone(),
        author_name: user.display_name.clone(),
        alert: false,
        text: text.to_owned(),
        rtf: None,
        keep: directory.category(&room).is_some_and(|category| category.history),
    };
    let delivery = Delivery {
        service: Arc::clone(service),
        room: room.id,
        uri: service.room_uri(&room),
        name: room.name.clone(),
        silent_for: None,
    };
    let (done, stored) = std::sync::mpsc::channel();
    let posted = Box::new(move |stored: Result<StoredMessage>| {
        if let Ok(message) = &stored {
            delivery.deliver(message);
        }
        // Whoever waited and is gone needs no answer.
        let _ = done.send(stored.map(|message| message.chat_id));
    });
    let busy = |_| Error::new(ErrorKind::Store, "too many messages wait to be stored");
    service.writer.post(new, posted).map_err(busy)?;
    stored.recv().unwrap_or_else(|_| Err(Error::new(ErrorKind::Store, "the server stops")))
}

fn check_size(settings: &Settings, message: &GroupChat) -> std::result::Result<(), Refused> {
    let story = message.text.get(..STORY.len()).is_some_and(|start| start.eq_ignore_ascii_case(STORY));
    let limit = if story { settings.story_size_limit } else { settings.message_size_limit };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let rtf = message.rtf.as_ref().map_or(0, String::len);
    let rtf_limit = limit.saturating_mul(usize::try_from(RTF_FACTOR).unwrap_or(1));
    for (what, length, limit) in [("text", message.text.len(), limit), ("RTF", rtf, rtf_limit)] {
        if length > limit {
            let why = format!("the {what} has {length} bytes, {limit} are the most");
            return Err(Refused { class: ResponseClass::LimitExceeded, why: Some(why) });
        }
    }
    if message.text.is_empty() && rtf == 0 {
        return Err(ResponseClass::InvalidArgument.into());
    }
    Ok(())
}

/// A stored message on its way to the room.
struct Delivery {
    service: Arc<Service>,
    room: i64,
    uri: String,
    name: String,
    silent_for: Option<crate::participants::DialogId>,
}

impl Delivery {
    /// Runs on the writer's thread, in the order of the message ids. The document is made once for all.
    fn deliver(&self, stored: &StoredMessage) {
        let body = document(&self.service, as_group_chat(&self.uri, stored));
        self.service.compliance.chat(stored, &self.uri, &self.name);
        let held = self.service.participants.hold();
        for participant in held.endpoints(self.room).filter(|to| Some(to.dialog) != self.silent_for) {
            participant.send(&body);
        }
    }
}

/// A stored message as the wire has it, live and in history.
pub(super) fn as_group_chat(room_uri: &str, stored: &StoredMessage) -> GroupChat {
    GroupChat {
        author_name: Some(stored.author_name.clone()),
        alert: Some(stored.alert),
        chat_id: Some(stored.chat_id),
        rtf: stored.rtf.clone(),
        seqid: 1,
        room: room_uri.to_owned(),
        author: stored.author.uri(),
        // With all seven digits, which a post of a client does not have (spec: xccos.md 4.10).
        time: Some(Timestamp::from_unix_ticks(stored.timestamp.ticks())),
        text: stored.text.clone(),
    }
}
