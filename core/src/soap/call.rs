//! What a client asks the service.

use super::walk::{self, SoapError};
use super::{HEAD, NAMESPACE, OVERHEAD, TAIL, decoded, element, encode, encoded_len};

/// The service's operations (spec: xccos.md 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A new name for a file of this extension.
    RequestUniqueFilenameWithExtension,
    /// The longest file.
    GetMaxFileSizeInKB,
    /// The longest request.
    GetMaxRequestContentInKB,
    /// The next bytes of an upload.
    AppendChunk,
    /// How long a file is, or how much of an upload is there.
    GetFileSize,
    /// Bytes of a file.
    DownloadChunk,
}

use Operation::{
    AppendChunk, DownloadChunk, GetFileSize, GetMaxFileSizeInKB, GetMaxRequestContentInKB,
    RequestUniqueFilenameWithExtension,
};

impl Operation {
    const ALL: [Operation; 6] = [
        RequestUniqueFilenameWithExtension,
        GetMaxFileSizeInKB,
        GetMaxRequestContentInKB,
        AppendChunk,
        GetFileSize,
        DownloadChunk,
    ];

    /// The name of its element.
    pub fn name(self) -> &'static str {
        match self {
            RequestUniqueFilenameWithExtension => "RequestUniqueFilenameWithExtension",
            GetMaxFileSizeInKB => "GetMaxFileSizeInKB",
            GetMaxRequestContentInKB => "GetMaxRequestContentInKB",
            AppendChunk => "AppendChunk",
            GetFileSize => "GetFileSize",
            DownloadChunk => "DownloadChunk",
        }
    }

    fn of(name: &str) -> Option<Operation> {
        Operation::ALL.into_iter().find(|operation| operation.name() == name)
    }

    /// What the `SOAPAction` header says, quotes included.
    pub fn action(self) -> String {
        format!("\"{NAMESPACE}/{}\"", self.name())
    }

    /// Whether a `SOAPAction` header, with or without quotes, names this operation.
    pub fn is_named_by(self, action: &str) -> bool {
        let bare = action.trim().trim_matches('"');
        bare.rsplit_once('/').is_some_and(|(before, name)| {
            name == self.name() && before.trim_end_matches('/').eq_ignore_ascii_case(NAMESPACE)
        })
    }
}

/// A call with its parameters; those that the operation does not have are empty or 0. `Debug` hides the token and the content.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// What is asked.
    pub operation: Operation,
    /// Leave to ask, a GUID: a secret.
    pub token: String,
    /// The room's GUID.
    pub channel_id: String,
    /// The file's name in the store, `<GUID>.<ext>`.
    pub file_name: String,
    /// The extension that the name shall have.
    pub extension: String,
    /// Where the chunk begins, in bytes.
    pub offset: u64,
    /// Of an upload the bytes of the whole file, of a download the most bytes to give.
    pub length: u64,
    /// The bytes of an upload.
    pub chunk: Vec<u8>,
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation)
            .field("token", &"***")
            .field("channel_id", &self.channel_id)
            .field("file_name", &self.file_name)
            .field("offset", &self.offset)
            .field("length", &self.length)
            .field("chunk", &self.chunk.len())
            .finish_non_exhaustive()
    }
}

impl Call {
    /// A call without parameters.
    pub fn new(operation: Operation, token: &str, channel_id: &str) -> Call {
        Call {
            operation,
            token: token.to_owned(),
            channel_id: channel_id.to_owned(),
            file_name: String::new(),
            extension: String::new(),
            offset: 0,
            length: 0,
            chunk: Vec::new(),
        }
    }

    /// The document, parameters in the order of captured ones (spec: xccos.md 7).
    pub fn write(&self) -> String {
        self.write_with(&self.chunk)
    }

    /// The same with another chunk, so that a large one need not be moved into the call.
    pub fn write_with(&self, chunk: &[u8]) -> String {
        let mut out = String::with_capacity(encoded_len(chunk.len()) + OVERHEAD / 2);
        let name = self.operation.name();
        out.push_str(HEAD);
        out.push_str(&format!("<{name} xmlns=\"{NAMESPACE}\">"));
        element(&mut out, "token", &self.token);
        if !matches!(self.operation, GetMaxFileSizeInKB | GetMaxRequestContentInKB) {
            element(&mut out, "channelId", &self.channel_id);
        }
        match self.operation {
            RequestUniqueFilenameWithExtension => element(&mut out, "extension", &self.extension),
            GetMaxFileSizeInKB | GetMaxRequestContentInKB => {}
            AppendChunk => {
                element(&mut out, "uniqueFilename", &self.file_name);
                out.push_str("<fileChunk>");
                encode(&mut out, chunk);
                out.push_str("</fileChunk>");
                element(&mut out, "offset", &self.offset.to_string());
                element(&mut out, "fileLength", &self.length.to_string());
            }
            GetFileSize => element(&mut out, "reposFileName", &self.file_name),
            DownloadChunk => {
                element(&mut out, "reposFileName", &self.file_name);
                element(&mut out, "offset", &self.offset.to_string());
                element(&mut out, "bufferSize", &self.length.to_string());
            }
        }
        out.push_str(&format!("</{name}>"));
        out.push_str(TAIL);
        out
    }

    /// Reads a document. Fails for what is no call of this service, and for a number or a chunk that is none.
    pub fn parse(document: &[u8]) -> Result<Call, SoapError> {
        let content = walk::read(document)?;
        let operation = Operation::of(&content.name).ok_or_else(|| {
            let name: String = content.name.chars().take(64).collect();
            SoapError::new(format!("the service has no operation '{name}'"))
        })?;
        let text = |name: &str| content.field(name).unwrap_or_default().to_owned();
        let number = |name: &str| match content.field(name) {
            None => Ok(0),
            Some(text) => text.parse::<u64>().map_err(|_| SoapError::new(format!("{name} is no number"))),
        };
        let (file_name, length) = match operation {
            AppendChunk => (text("uniqueFilename"), number("fileLength")?),
            DownloadChunk => (text("reposFileName"), number("bufferSize")?),
            GetFileSize => (text("reposFileName"), 0),
            _ => (String::new(), 0),
        };
        let chunk = match (operation, content.field("fileChunk")) {
            (AppendChunk, Some(chunk)) => decoded(chunk)?,
            (AppendChunk, None) => return Err(SoapError::new("AppendChunk has no fileChunk")),
            _ => Vec::new(),
        };
        Ok(Call {
            operation,
            token: text("token"),
            channel_id: text("channelId"),
            file_name,
            extension: text("extension"),
            offset: number("offset")?,
            length,
            chunk,
        })
    }
}

/// The token in the beginning of a call, so that a long one need not be taken from somebody who has none; `None` when more of the
/// call is needed.
pub fn token_of(beginning: &[u8]) -> Result<Option<String>, SoapError> {
    walk::first(beginning, "token")
}
