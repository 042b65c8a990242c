//! One HTTPS connection to the file web service.
//!
//! The address comes from the chat server. It has to be `https`, also when chat itself runs without TLS: whoever reads the token
//! reads and writes the room's files. Redirects are not followed.

use super::{Attempt, Problem};
use crate::api::{Error, ErrorCode};
use crate::client::account::Account;
use crate::net::{self, Host, RustlsBackend, TlsSettings};
use crate::soap::{Answer, Fault, Operation};
use crate::xccos::ResponseClass;
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{CONTENT_TYPE, HOST, USER_AGENT};
use hyper::{Request, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use std::time::Duration;
use tokio::task::JoinHandle;

/// The slowest line that still gets a request through, in bytes per second.
const SLOWEST: u64 = 8 * 1024;

/// What a transfer is called in errors, and which code they have.
#[derive(Clone, Debug)]
pub(super) struct Doing {
    pub(super) what: String,
    pub(super) code: ErrorCode,
}

impl Doing {
    pub(super) fn uploading(file_name: &str) -> Doing {
        Doing { what: format!("uploading '{file_name}'"), code: ErrorCode::FileUploadFailed }
    }

    pub(super) fn failed(&self, why: impl std::fmt::Display) -> Error {
        Error::new(self.code, format!("{}: {why}", self.what))
    }

    pub(super) fn on_disk(&self, error: &std::io::Error) -> Error {
        Error::new(ErrorCode::Io, format!("{}: {error}", self.what))
    }
}

/// Where the service is.
#[derive(Debug)]
struct Place {
    host: Host,
    port: u16,
    authority: String,
    path: String,
}

impl Place {
    fn parse(url: &str) -> Result<Place, String> {
        let shown: String = url.chars().filter(|c| !c.is_control()).take(200).collect();
        let uri: Uri = url.trim().parse().map_err(|_| format!("'{shown}' is no URL"))?;
        if uri.scheme_str() != Some("https") {
            return Err(format!("'{shown}' is not https, and a file's token does not go over anything else"));
        }
        let (Some(authority), Some(host)) = (uri.authority(), uri.host()) else {
            return Err(format!("'{shown}' names no host"));
        };
        if authority.as_str().contains('@') {
            return Err(format!("'{shown}' has a user in it"));
        }
        let host = Host::parse(host).map_err(|error| error.message().to_owned())?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Place { host, port: uri.port_u16().unwrap_or(443), authority: authority.to_string(), path })
    }
}

/// The connection. Ends when it is dropped.
pub(super) struct WebService {
    place: Place,
    doing: Doing,
    user_agent: String,
    limit: Duration,
    sender: SendRequest<Full<Bytes>>,
    connection: JoinHandle<()>,
}

impl Drop for WebService {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

impl WebService {
    /// Connects, with the certificate checked as the endpoint's own is.
    pub(super) async fn connect(account: &Account, url: &str, doing: &Doing) -> Attempt<WebService> {
        let place = Place::parse(url).map_err(|why| {
            Problem::lasting(doing.failed(format!("the address of the file service cannot be used: {why}")))
        })?;
        // The name in the settings is for the chat server's certificate, which the service shares when it is on the same host.
        let certificate_name = match account.hosts.contains(&place.host) {
            true => account.tls.certificate_name.clone(),
            false => None,
        };
        let tls = TlsSettings { trust: account.tls.trust.clone(), certificate_name };
        let tls: Option<(&dyn net::TlsBackend, &TlsSettings)> = Some((&RustlsBackend, &tls));
        let connected =
            net::connect(&place.host, place.port, tls, account.connect_timeout).await.map_err(|error| {
                let passing =
                    matches!(error.kind(), net::NetErrorKind::Unreachable | net::NetErrorKind::TimedOut);
                Problem { error: doing.failed(format!("the file service: {}", error.message())), passing }
            })?;
        let broken =
            |error: hyper::Error| Problem::passing(doing.failed(format!("the file service: {error}")));
        let (sender, connection) = http1::Builder::new()
            .max_buf_size(512 * 1024)
            .handshake(TokioIo::new(connected.stream))
            .await
            .map_err(broken)?;
        let connection = tokio::spawn(async move {
            if let Err(error) = connection.await {
                log::debug!("the connection to the file service ended: {error}");
            }
        });
        Ok(WebService {
            place,
            doing: doing.clone(),
            user_agent: account.user_agent.clone(),
            limit: account.operation_timeout,
            sender,
            connection,
        })
    }

    /// Sends a call; gives its answer, not read yet, of at most `most` bytes.
    pub(super) async fn send(
        &mut self,
        operation: Operation,
        document: Bytes,
        most: usize,
    ) -> Attempt<Reply> {
        let bytes = u64::try_from(document.len().saturating_add(most)).unwrap_or(u64::MAX);
        let limit = self.limit + Duration::from_secs(bytes / SLOWEST);
        let (service, broken) = (self.doing.clone(), |why: String| Problem::passing(self.doing.failed(why)));
        let request = Request::post(&self.place.path)
            .header(HOST, &self.place.authority)
            .header(CONTENT_TYPE, "text/xml; charset=utf-8")
            .header("SOAPAction", operation.action())
            .header(USER_AGENT, &self.user_agent)
            .body(Full::new(document))
            .map_err(|error| Problem::lasting(service.failed(error)))?;
        let sender = &mut self.sender;
        let exchange = async {
            sender
                .ready()
                .await
                .map_err(|error| format!("the file service closed the connection: {error}"))?;
            let response = sender
                .send_request(request)
                .await
                .map_err(|error| format!("the file service does not answer: {error}"))?;
            let status = response.status();
            let body = Limited::new(response.into_body(), most).collect().await;
            let body = body.map_err(|error| format!("the answer of the file service broke off: {error}"))?;
            Ok((status, body.to_bytes()))
        };
        match tokio::time::timeout(limit, exchange).await {
            Ok(Ok((status, body))) => Ok(Reply { operation, status, body, doing: service }),
            Ok(Err(why)) => Err(broken(why)),
            Err(_) => Err(broken(format!("the file service did not answer within {} s", limit.as_secs()))),
        }
    }

    /// Sends a call whose answer is a text.
    pub(super) async fn text(&mut self, operation: Operation, document: String) -> Attempt<String> {
        let reply = self.send(operation, document.into(), 64 * 1024).await?;
        match reply.read()? {
            Answer::Text(text) => Ok(text),
            _ => Err(self.doing.failed("the file service answers something else").into()),
        }
    }

    /// Sends a call whose answer is a number.
    pub(super) async fn number(&mut self, operation: Operation, document: String) -> Attempt<u64> {
        let text = self.text(operation, document).await?;
        text.parse().map_err(|_| {
            self.doing.failed(format!("the file service gives no number for {}", operation.name())).into()
        })
    }
}

/// What came back.
pub(super) struct Reply {
    operation: Operation,
    status: StatusCode,
    body: Bytes,
    doing: Doing,
}

impl Reply {
    /// Reads the answer; a refusal is an error.
    pub(super) fn read(&self) -> Attempt<Answer> {
        let failed = |why: String| self.doing.failed(why);
        match self.status {
            StatusCode::OK | StatusCode::INTERNAL_SERVER_ERROR => {}
            status => {
                let passing = matches!(status.as_u16(), 408 | 429 | 502 | 503 | 504);
                let error = failed(format!("the file service answers with HTTP status {status}"));
                return Err(Problem { error, passing });
            }
        }
        match Answer::parse(&self.body, self.operation) {
            Ok(Ok(answer)) if self.status == StatusCode::OK => Ok(answer),
            Ok(Ok(_)) | Err(_) if self.status != StatusCode::OK => {
                Err(failed("the file service met an error of its own (HTTP status 500)".into()).into())
            }
            Ok(Err(fault)) => Err(refused(&self.doing, &fault)),
            Ok(Ok(answer)) => Ok(answer),
            Err(error) => {
                Err(failed(format!("the answer of the file service cannot be read: {error}")).into())
            }
        }
    }
}

/// A fault of the service.
fn refused(doing: &Doing, fault: &Fault) -> Problem {
    // Real servers may tell the reason in words only.
    let says_token = fault.reason.is_none() && fault.text.to_ascii_lowercase().contains("token");
    let class = fault.reason.as_deref().map(ResponseClass::of);
    let (code, passing) = match class {
        Some(ResponseClass::InvalidToken) => (ErrorCode::InvalidToken, true),
        None if says_token => (ErrorCode::InvalidToken, true),
        Some(ResponseClass::PermissionDenied) => (ErrorCode::ErrorPermission, false),
        Some(ResponseClass::NoSuchNode) => (ErrorCode::NoSuchNode, false),
        _ => (doing.code, false),
    };
    let text = if fault.text.is_empty() { "it gives no reason" } else { &fault.text };
    Problem {
        error: Error::new(code, format!("{}: the file service refuses it: {text}", doing.what)),
        passing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_will_do() {
        let place =
            Place::parse("https://web.contoso.com/PersistentChat/MGCWebService.asmx").expect("a place");
        assert_eq!((place.host.to_string().as_str(), place.port), ("web.contoso.com", 443));
        assert_eq!(place.path, "/PersistentChat/MGCWebService.asmx");
        let place = Place::parse("https://[::1]:8443/x?y=z").expect("a place");
        assert_eq!((place.host.to_string().as_str(), place.port), ("[::1]", 8443));
        assert_eq!((place.authority.as_str(), place.path.as_str()), ("[::1]:8443", "/x?y=z"));
        for (url, word) in [
            ("http://localhost/x", "not https"),
            ("file:///etc/passwd", "no URL"),
            ("", "no URL"),
            ("https:///x", "no URL"),
            ("https://ann@localhost/x", "a user"),
            ("https://a b/x", "no URL"),
            ("/x", "not https"),
        ] {
            let why = Place::parse(url).expect_err(url);
            assert!(why.contains(word), "{url}: {why}");
        }
    }

    #[test]
    fn refusals_keep_their_codes() {
        let doing = Doing { what: "uploading 'a'".into(), code: ErrorCode::FileUploadFailed };
        for (reason, text, code, passing) in [
            (Some("INVALID_TOKEN"), "old", ErrorCode::InvalidToken, true),
            (None, "Invalid Token supplied", ErrorCode::InvalidToken, true),
            (None, "no", ErrorCode::FileUploadFailed, false),
            (Some("FILE_UPLOAD_FAILED"), "the token is fine", ErrorCode::FileUploadFailed, false),
            (Some("ERROR_PERMISSION"), "", ErrorCode::ErrorPermission, false),
        ] {
            let fault = Fault { reason: reason.map(str::to_owned), text: text.into() };
            let problem = refused(&doing, &fault);
            assert_eq!((problem.error.code(), problem.passing), (code, passing), "{fault:?}");
        }
    }
}
