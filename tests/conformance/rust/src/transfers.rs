//! The steps of files on their way.

use crate::arguments::{Arguments, Wrong};
use crate::calls::Operation;
use crate::objects::{Objects, Outcome};
use crate::results;
use pchat_core::api::{FileTransfer, FileTransferProgress, Result};
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
