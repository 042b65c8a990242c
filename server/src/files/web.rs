//! HTTP/1.1 for the file service: one path, POST only, everything bounded.

use super::calls;
use super::patient::Patient;
use super::{Files, MEMORY_KB, MOST_ANSWER, MOST_REQUEST_KB};
use crate::service::Service;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use pchat_core::soap::{self, Call, Fault};
use std::convert::Infallible;
use std::future::poll_fn;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, timeout_at};

/// How much of a request is taken before its token is known.
const UNTRUSTED: usize = 16 * 1024;

const REQUEST_LIMIT: usize = MOST_REQUEST_KB as usize * 1024;

/// How much of a request is still read, and thrown away, after it was refused.
const MOST_UNREAD: u64 = 4 * REQUEST_LIMIT as u64;

/// Serves one connection until it ends, is idle for too long, or the server stops.
pub(crate) async fn serve<S>(stream: S, service: Arc<Service>, from: &str, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let patience = service.settings.message_timeout;
    let answer = service_fn(move |request| {
        let service = Arc::clone(&service);
        Box::pin(async move { Ok::<_, Infallible>(respond(&service, request).await) })
    });
    let mut connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(512 * 1024)
        .serve_connection(TokioIo::new(Patient::new(stream, patience)), answer);
    let mut stopped = std::pin::pin!(async move { drop(stop.wait_for(|stop| *stop).await) });
    let outcome = tokio::select! {
        outcome = poll_fn(|context| connection.poll_without_shutdown(context)) => outcome,
        // Says nothing when the server is gone, which is an end, too.
        () = stopped.as_mut() => {
            std::pin::Pin::new(&mut connection).graceful_shutdown();
            // Its last answer, and no waiting for more.
            return log_end(from, connection.await);
        }
    };
    log_end(from, outcome);
    let rest = take_leave(connection.into_parts().io.into_inner());
    tokio::select! {
        _ = timeout_at(Instant::now() + patience, rest) => {}
        () = stopped => {}
    }
}

fn log_end(from: &str, outcome: hyper::Result<()>) {
    if let Err(error) = outcome {
        log::debug!("{from}: the HTTP connection ended: {error}");
    }
}

/// Closes, and reads on for a while: closing on a client that still sends a refused request would take the answer away from it
/// (RFC 9112 section 9.6).
async fn take_leave<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S) {
    if stream.shutdown().await.is_ok() {
        // An end of any kind is the end.
        let _ = tokio::io::copy(&mut stream.take(MOST_UNREAD), &mut tokio::io::sink()).await;
    }
}

/// Why a request is not a call.
struct Refused(StatusCode, &'static str);

enum Failure {
    /// HTTP says it, and the client shall not try again.
    Refused(Refused),
    /// The service says it.
    Fault(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Fault(fault)
    }
}

fn refused(status: StatusCode, why: &'static str) -> Failure {
    Failure::Refused(Refused(status, why))
}

async fn respond(service: &Arc<Service>, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (status, kind, body) = match answer(service, request).await {
        Ok(document) => (StatusCode::OK, "text/xml; charset=utf-8", document),
        Err(Failure::Fault(fault)) => {
            log::debug!("the file service refuses: {}", fault.text);
            // Clients stop at a 4xx and read what a 500 says (spec: xccos.md 7).
            (StatusCode::INTERNAL_SERVER_ERROR, "text/xml; charset=utf-8", fault.write().into())
        }
        Err(Failure::Refused(Refused(status, why))) => {
            (status, "text/plain; charset=utf-8", format!("{why}\n").into())
        }
    };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// An answer with the memory that it has leave to take, until it is sent.
struct Held {
    text: String,
    _memory: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        self.text.as_bytes()
    }
}

async fn answer(service: &Arc<Service>, request: Request<Incoming>) -> Result<Bytes, Failure> {
    let Some(files) = &service.files else {
        return Err(refused(StatusCode::NOT_FOUND, "there is no file service"));
    };
    if !request.uri().path().eq_ignore_ascii_case(soap::PATH) {
        return Err(refused(StatusCode::NOT_FOUND, "there is nothing at this path"));
    }
    if request.method() != Method::POST {
        return Err(refused(StatusCode::METHOD_NOT_ALLOWED, "the service takes SOAP 1.1, which is POST"));
    }
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let media = header("content-type").unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !media.eq_ignore_ascii_case("text/xml") {
        return Err(refused(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the service takes SOAP 1.1, which is text/xml",
        ));
    }
    let action = header("soapaction").map(str::to_owned);
    let (document, memory) = body(service, files, request.into_body()).await?;
    let service = Arc::clone(service);
    let done = tokio::task::spawn_blocking(move || {
        let call = Call::parse(&document).map_err(|error| {
            log::debug!("the file service was sent no call: {error}");
            refused(StatusCode::BAD_REQUEST, "the body is no call of this service")
        })?;
        drop(document);
        // An empty one leaves it to the body (SOAP 1.1 section 6.1.1).
        let named = action.as_deref().filter(|action| !action.trim().trim_matches('"').is_empty());
        if named.is_some_and(|action| !call.operation.is_named_by(action)) {
            return Err(refused(StatusCode::BAD_REQUEST, "SOAPAction names another operation than the body"));
        }
        let Some(files) = &service.files else {
            return Err(refused(StatusCode::NOT_FOUND, "there is no file service"));
        };
        let text = calls::answer(&service, files, &call)?.write(call.operation);
        Ok(Bytes::from_owner(Held { text, _memory: memory }))
    });
    done.await.unwrap_or_else(|_| {
        Err(refused(StatusCode::SERVICE_UNAVAILABLE, "the service met a defect of its own"))
    })
}

/// The body, at most so long as the service says. Its beginning has to hold a token that is good before the rest is taken, and the
/// rest has to wait until there is memory for it.
async fn body(
    service: &Service,
    files: &Files,
    mut body: Incoming,
) -> Result<(Vec<u8>, OwnedSemaphorePermit), Failure> {
    let too_long =
        || refused(StatusCode::PAYLOAD_TOO_LARGE, "the request is longer than GetMaxRequestContentInKB");
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > REQUEST_LIMIT {
        return Err(too_long());
    }
    let patience = service.settings.message_timeout;
    // A slow line gets its time, a line that drips does not get for ever.
    let end = Instant::now() + patience * 10;
    let slow = || refused(StatusCode::REQUEST_TIMEOUT, "the request came too slowly");
    let mut document = Vec::new();
    let mut memory = None;
    loop {
        let next = timeout_at(end.min(Instant::now() + patience), body.frame()).await.map_err(|_| slow())?;
        let Some(frame) = next else { break };
        let Ok(frame) = frame else {
            return Err(refused(StatusCode::BAD_REQUEST, "the request broke off"));
        };
        let Ok(data) = frame.into_data() else { continue };
        if document.len() + data.len() > REQUEST_LIMIT {
            return Err(too_long());
        }
        document.extend_from_slice(&data);
        if memory.is_none() && document.len() >= UNTRUSTED {
            memory = Some(room_for(files, &document, announced, end).await?);
            document.reserve_exact(announced.saturating_sub(document.len()));
        }
    }
    let memory = match memory {
        Some(memory) => memory,
        None => room_for(files, &document, announced, end).await?,
    };
    Ok((document, memory))
}

/// Checks the token, then waits for memory: the request twice over, as it is and decoded, or the answer.
async fn room_for(
    files: &Files,
    beginning: &[u8],
    announced: usize,
    end: Instant,
) -> Result<OwnedSemaphorePermit, Failure> {
    let token = soap::token_of(beginning)
        .map_err(|_| refused(StatusCode::BAD_REQUEST, "the body is no call of this service"))?;
    calls::check_token(files, &token.unwrap_or_default())?;
    // One without Content-Length may be as long as any.
    let bytes = match announced {
        0 => REQUEST_LIMIT,
        announced => announced.max(MOST_ANSWER),
    };
    let kilobytes = u32::try_from(bytes.div_ceil(512)).unwrap_or(MEMORY_KB).min(MEMORY_KB);
    match timeout_at(end, Arc::clone(&files.memory).acquire_many_owned(kilobytes)).await {
        Ok(Ok(permit)) => Ok(permit),
        _ => {
            Err(refused(StatusCode::SERVICE_UNAVAILABLE, "too many transfers are under way; try again later"))
        }
    }
}
