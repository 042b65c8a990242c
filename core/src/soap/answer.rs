//! What the service answers.

use super::walk::{self, SoapError};
use super::{HEAD, NAMESPACE, OVERHEAD, Operation, TAIL, decoded, element, encode, encoded_len, escape};

/// A refusal (SOAP 1.1 section 4.4), which goes with HTTP 500.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The reason as the chat service spells it, such as `INVALID_TOKEN`; not every server tells it.
    pub reason: Option<String>,
    /// The sentence.
    pub text: String,
}

impl Fault {
    /// The document.
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(OVERHEAD / 4);
        out.push_str(HEAD);
        out.push_str("<soap:Fault><faultcode>soap:Client</faultcode><faultstring>");
        escape(&mut out, &self.text);
        out.push_str("</faultstring>");
        if let Some(reason) = &self.reason {
            out.push_str(&format!("<detail><reason xmlns=\"{NAMESPACE}\">"));
            escape(&mut out, reason);
            out.push_str("</reason></detail>");
        }
        out.push_str("</soap:Fault>");
        out.push_str(TAIL);
        out
    }
}

/// The result of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Done, nothing to tell.
    Done,
    /// A number or a name.
    Text(String),
    /// Bytes.
    Chunk(Vec<u8>),
}

impl Answer {
    /// The document.
    pub fn write(&self, operation: Operation) -> String {
        let name = operation.name();
        let size = if let Answer::Chunk(chunk) = self { encoded_len(chunk.len()) } else { 0 };
        let mut out = String::with_capacity(size + OVERHEAD / 4);
        out.push_str(HEAD);
        out.push_str(&format!("<{name}Response xmlns=\"{NAMESPACE}\">"));
        match self {
            Answer::Done => {}
            Answer::Text(text) => element(&mut out, &format!("{name}Result"), text),
            Answer::Chunk(chunk) => {
                out.push_str(&format!("<{name}Result>"));
                encode(&mut out, chunk);
                out.push_str(&format!("</{name}Result>"));
            }
        }
        out.push_str(&format!("</{name}Response>"));
        out.push_str(TAIL);
        out
    }

    /// Reads a document; a fault is an answer, too.
    pub fn parse(document: &[u8], operation: Operation) -> Result<Result<Answer, Fault>, SoapError> {
        let content = walk::read(document)?;
        let name = operation.name();
        if content.name == "Fault" {
            let short = |text: &str| text.chars().filter(|c| !c.is_control()).take(300).collect::<String>();
            let reason = content.field("reason").map(short);
            let text = content.field("faultstring").map(short).unwrap_or_default();
            return Ok(Err(Fault { reason, text }));
        }
        if content.name.strip_suffix("Response") != Some(name) {
            return Err(SoapError::new(format!("the document is no answer to {name}")));
        }
        let result = content.field(&format!("{name}Result"));
        Ok(Ok(match (operation, result) {
            (Operation::AppendChunk, _) => Answer::Done,
            (_, None) => return Err(SoapError::new(format!("the answer to {name} has no result"))),
            (Operation::DownloadChunk, Some(text)) => Answer::Chunk(decoded(text)?),
            (_, Some(text)) => Answer::Text(text.to_owned()),
        }))
    }
}
