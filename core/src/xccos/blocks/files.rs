//! `ftdb` and `token`: the way to the file web service (xccos.md 4.13, 7).

use crate::xccos::error::XccosError;
use crate::xccos::reader::{Block, Element, Reader};
use crate::xccos::writer::Writer;
use std::fmt;

/// The file for which a token is asked (`ftdb`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReference {
    /// URI of the room.
    pub room: String,
    /// Bare name of the file.
    pub file: String,
}

impl Block for FileReference {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<FileReference, XccosError> {
        let mut reference = FileReference::default();
        reader.attributes(element, |name, value| match name {
            "channelUri" => reference.room = value.into_owned(),
            "fileUrl" => reference.file = value.into_owned(),
            _ => {}
        })?;
        reader.close()?;
        Ok(reference)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.start("ftdb").attribute("channelUri", &self.room).attribute("fileUrl", &self.file).empty();
    }
}

/// Leave to use the file web service for one room (`token`).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FileToken {
    /// The token, a GUID. Whoever has it may read and write files of the room: it is a secret, and `Debug` hides it.
    pub token: String,
    /// URL of the web service.
    pub server_uri: String,
}

impl fmt::Debug for FileToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileToken").field("token", &"***").field("server_uri", &self.server_uri).finish()
    }
}

impl Block for FileToken {
    fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<FileToken, XccosError> {
        let mut token = FileToken::default();
        reader.attributes(element, |name, value| match name {
            "token" => token.token = value.into_owned(),
            "serveruri" => token.server_uri = value.into_owned(),
            _ => {}
        })?;
        reader.close()?;
        Ok(token)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer
            .start("token")
            .attribute("token", &self.token)
            .attribute("serveruri", &self.server_uri)
            .empty();
    }
}
