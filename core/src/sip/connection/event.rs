//! What a connection tells its driver, and why it may fail.

use std::fmt;

use crate::sip::message::Message;
use crate::sip::signing::VerifyError;
use crate::sip::transaction::TransactionId;

/// Whether a message is known to come from the peer of the security association.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authenticity {
    /// Signed, and the signature is right.
    Signed,
    /// No signature, although there is an association. Only a server sees this.
    Unsigned,
    /// A signature that is not right. Only a server sees this: it may challenge again.
    Wrong(VerifyError),
    /// No association, so nothing was checked.
    NotRequired,
}

impl Authenticity {
    /// Whether the message may be acted on as the peer's own word: signed, or nothing to be signed with.
    #[must_use]
    pub fn is_trusted(self) -> bool {
        matches!(self, Authenticity::Signed | Authenticity::NotRequired)
    }
}

/// What happened on a connection. Events come in the order of the wire.
#[derive(Debug)]
#[non_exhaustive]
pub enum ConnectionEvent {
    /// A new request, neither ACK nor CANCEL, for [`respond`](super::Connection::respond).
    Request {
        /// Names it when responding.
        transaction: TransactionId,
        /// The request.
        message: Message,
        /// Whether it is signed.
        authenticity: Authenticity,
    },
    /// The ACK to a 2xx of ours, or one that matches nothing. ACKs to other finals are absorbed.
    Ack {
        /// The INVITE that it acknowledges, when that is still known.
        transaction: Option<TransactionId>,
        /// The ACK.
        message: Message,
    },
    /// The peer cancelled an INVITE; 487 has been sent and the INVITE needs no response any more.
    Cancelled {
        /// The INVITE.
        transaction: TransactionId,
    },
    /// A 2xx of ours to an INVITE was not acknowledged in time: end the dialog (RFC 3261 13.3.1.4).
    AckMissing {
        /// The INVITE.
        transaction: TransactionId,
    },
    /// A response to a request of ours. A status of 200 or more is the last event of the transaction, save
    /// [`AdditionalSuccess`](ConnectionEvent::AdditionalSuccess).
    Response {
        /// What `send_request` returned.
        transaction: TransactionId,
        /// The response, provisional or final.
        message: Message,
    },
    /// One more 2xx to an INVITE (RFC 6026 7.2): send the ACK again when its To tag is that of the first, else it is
    /// a fork to be acknowledged and ended with BYE.
    AdditionalSuccess {
        /// The INVITE.
        transaction: TransactionId,
        /// The response.
        message: Message,
    },
    /// No final response came in time (RFC 3261 17.1: timers B and F). The last event of the transaction.
    TimedOut {
        /// What `send_request` returned.
        transaction: TransactionId,
    },
    /// The connection ended before a final response came. The last event of the transaction.
    Abandoned {
        /// What `send_request` returned.
        transaction: TransactionId,
    },
    /// The peer sent a keep-alive, a ping or a pong.
    KeepAlive,
    /// Something that came in was dropped or answered here.
    Discarded {
        /// Why, in a few words for a log.
        reason: &'static str,
    },
}

/// Why a connection cannot go on; it is closed then.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectionError {
    /// What the peer sends cannot be split into messages any more. The answer, if one was possible, is in the output.
    Framing {
        /// What is wrong.
        reason: String,
    },
    /// The server's signature on a message is wrong (spec: sip.md C5): somebody else may be on the line.
    Signature(VerifyError),
    /// The connection was closed before.
    Closed,
}

impl fmt::Display for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConnectionError::Framing { reason } => {
                write!(f, "the peer does not speak SIP properly: {reason}")
            }
            ConnectionError::Signature(error) => {
                write!(f, "a message of the server is not authentic: {error}")
            }
            ConnectionError::Closed => f.write_str("the connection is closed"),
        }
    }
}

impl std::error::Error for ConnectionError {}

/// Why a message was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SendError {
    /// The connection is closed.
    Closed,
    /// Too many requests wait already (`waiting_limit`): the peer is too slow or gone.
    QueueFull {
        /// The limit that was reached.
        limit: usize,
    },
    /// No such request is open: it was answered, cancelled or never existed.
    UnknownTransaction,
    /// The message cannot be sent this way; the text says why.
    Unsuitable(&'static str),
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::Closed => f.write_str("the connection is closed"),
            SendError::QueueFull { limit } => {
                write!(f, "{limit} requests wait already: the peer does not answer fast enough")
            }
            SendError::UnknownTransaction => f.write_str("the request is not open any more"),
            SendError::Unsuitable(why) => write!(f, "the message cannot be sent: {why}"),
        }
    }
}

impl std::error::Error for SendError {}
