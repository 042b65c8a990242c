//! The steps of files on their way.

use crate::arguments::{self, Arguments, Wrong};
use crate::calls::Operation;
use crate::objects::{Objects, Outcome};
use crate::results;
use pchat_core::api::{Bytes, FileTransfer, FileTransferEvent, FileTransferProgress, Result, Session};
use serde_json::{Value, json};

/// What a step of a transfer has come to.
pub(crate) enum Call {
    Ended(Outcome),
    Waits(Operation),
}

/// Keeps a transfer under this name.
pub(crate) fn keep(objects: &mut Objects, name: String, begun: Result<FileTransfer>) -> Outcome {
    begun.map(|transfer| {
        objects.transfers.insert(name, transfer);
        Value::Null
    })
}

/// One from or to memory, or one whose chunks are steps of their own.
pub(crate) fn begin(
    session: &Session,
    call: &str,
    given: &Arguments<'_>,
) -> std::result::Result<Result<FileTransfer>, Wrong> {
    Ok(match call {
        "upload_bytes" => session.upload_bytes(&given.text("file_name")?, given.text("content")?.into()),
        "upload_stream" => session.upload_stream(&given.text("file_name")?, given.number("size")?),
        "download_bytes" => session.download_bytes(given.structure("download", arguments::content_download)?),
        _ => session.download_stream(given.structure("download", arguments::content_download)?),
    })
}

/// The kind and the value of an event.
pub(crate) fn event(event: &FileTransferEvent) -> (&'static str, Value) {
    match event {
        FileTransferEvent::ProgressChanged(it) => ("ProgressChanged", progress(it)),
        _ => ("unknown", Value::Null),
    }
}

/// Files of scenarios are texts.
fn text(content: &Bytes) -> Value {
    json!(String::from_utf8_lossy(content))
}

fn progress(it: &FileTransferProgress) -> Value {
    results::fields([
        ("state", results::name(it.state)),
        ("percent", json!(it.percent)),
        ("transferred_bytes", json!(it.transferred_bytes)),
        ("total_bytes", json!(it.total_bytes)),
    ])
}

/// A call of a transfer.
pub(crate) fn call(
    objects: &Objects,
    transfer: FileTransfer,
    call: &str,
    given: &Arguments<'_>,
) -> std::result::Result<Call, Wrong> {
    Ok(Call::Ended(Ok(match call {
        "finish" => {
            return Ok(Call::Waits(Box::pin(async move {
                transfer.finish().await.map(|file| {
                    results::fields([
                        ("file_uri", json!(file.file_uri)),
                        ("path", json!(file.path)),
                        ("file_name", json!(file.file_name)),
                        ("size", json!(file.size)),
                    ])
                })
            })));
        }
        "progress_after" => {
            let percent = given.number("percent")?;
            return Ok(Call::Waits(Box::pin(async move {
                transfer.progress_after(percent).await.map(|it| progress(&it))
            })));
        }
        "write" => {
            let chunk: Bytes = given.text("chunk")?.into();
            return Ok(Call::Waits(Box::pin(
                async move { transfer.write(chunk).await.map(|()| Value::Null) },
            )));
        }
        "read" => {
            return Ok(Call::Waits(Box::pin(async move {
                transfer.read().await.map(|chunk| chunk.map_or(Value::Null, |chunk| text(&chunk)))
            })));
        }
        "content" => {
            return Ok(Call::Waits(Box::pin(async move {
                transfer.content().await.map(|content| text(&content))
            })));
        }
        "resume" => return Ok(Call::Ended(transfer.resume().map(|()| Value::Null))),
        "cancel" => {
            transfer.cancel();
            Value::Null
        }
        "progress" => progress(&transfer.progress()),
        "is_upload" => json!(transfer.is_upload()),
        "path" => json!(transfer.path()),
        "file_name" => json!(transfer.file_name()),
        "file_uri" => json!(transfer.file_uri()),
        "endpoint" => objects.endpoint_name(&transfer.endpoint()),
        other => return Err(format!("nobody knows the step 'file_transfer.{other}'")),
    })))
}
