//! Preference bundles (spec: sdk.md 11, xccos.md 4.7). Their text travels in base64.

use super::arguments::{label, sendable};
use super::commands::Question;
use crate::api::{PreferenceBundle, Result};
use crate::xccos::{Data, Preference, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub(crate) fn get(of: &str, known: i64, provide_default: bool) -> Result<Question> {
    let label = label(of)?;
    let doing = format!("reading the preferences '{label}'");
    let preference = Preference { label, seqid: known, create_default: Some(provide_default), content: None };
    Ok(Question { doing, request: Box::new(Request::GetPreference(preference)) })
}

pub(crate) fn set(of: &str, known: i64, data: &str) -> Result<Question> {
    let label = label(of)?;
    let doing = format!("storing the preferences '{label}'");
    let content = Some(STANDARD.encode(sendable(data, "the data")?));
    let preference = Preference { label, seqid: known, create_default: Some(false), content };
    Ok(Question { doing, request: Box::new(Request::SetPreference(preference)) })
}

/// `None` when the program's version is the newest. What is not base64 is given as it stands.
pub(crate) fn newer(data: Data) -> Option<PreferenceBundle> {
    let Preference { label, seqid, content, .. } = data.preference?;
    let content = content?;
    let decoded = STANDARD.decode(content.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    Some(PreferenceBundle { label, sequence_id: seqid, data: decoded.unwrap_or(content) })
}

/// The bundle with the number that the server gave it; the next one when it does not say (spec: sdk.md 11).
pub(crate) fn stored(reply: Data, of: &str, known: i64, data: &str) -> PreferenceBundle {
    let sequence_id = reply.preference.map_or(known.saturating_add(1), |preference| preference.seqid);
    PreferenceBundle { label: of.trim().to_string(), sequence_id, data: data.to_string() }
}
