//! The documents of the file web service: SOAP 1.1 with six operations (spec: xccos.md 7). Pure.
//!
//! Elements are known by their local names; unknown ones are ignored. A document type is refused, so no entity can expand.

mod answer;
mod call;
mod walk;

pub use answer::{Answer, Fault};
pub use call::{Call, Operation, token_of};
pub use walk::SoapError;

/// The namespace of the operations and the beginning of each `SOAPAction`.
const NAMESPACE: &str = "http://www.microsoft.com";

/// The path of the service below the host (spec: xccos.md 7).
pub const PATH: &str = "/PersistentChat/MGCWebService.asmx";

/// What a document is at most longer than the base64 of the chunk in it.
pub const OVERHEAD: usize = 4096;

/// How many characters of base64 `bytes` bytes make.
pub fn encoded_len(bytes: usize) -> usize {
    bytes.div_ceil(3).saturating_mul(4)
}

/// What stands before the operation's element in every document.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
     <soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>";

/// And behind it.
const TAIL: &str = "</soap:Body></soap:Envelope>";

/// `<name>text</name>`.
fn element(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    escape(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

/// The bytes of a chunk. Line breaks in the base64 are allowed.
fn decoded(chunk: &str) -> Result<Vec<u8>, SoapError> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let plain = STANDARD.decode(chunk).or_else(|_| {
        let without: String = chunk.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        STANDARD.decode(without)
    });
    plain.map_err(|error| SoapError::new(format!("a chunk is no base64: {error}")))
}

/// Appends the base64 of a chunk.
fn encode(out: &mut String, chunk: &[u8]) {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode_string(chunk, out);
}

#[cfg(test)]
mod tests;
