//! Preference bundles (spec: xccos.md 4.7, 9.8).

use super::{Context, Member, Outcome, preference_data};
use crate::error::{Error, ErrorKind};
use pchat_core::xccos::{Data, Preference, ResponseClass};

/// The longest label in characters (spec: sdk.md 11) and content in bytes.
const LONGEST_LABEL: usize = 255;
const LONGEST_CONTENT: usize = 256 * 1024;

/// `cmd:getpref`: the stored bundle, or nothing when the client's version is current.
pub(super) fn get(context: &Context<'_>, member: &Member, asked: &Preference) -> Outcome {
    check_label(&asked.label)?;
    let store = &context.service.store;
    let stored = tokio::task::block_in_place(|| store.preference(&member.user.address, &asked.label))
        .map_err(class_of)?;
    Ok(match stored {
        Some(stored) if stored.sequence > asked.seqid => preference_data(Preference {
            label: asked.label.clone(),
            seqid: stored.sequence,
            create_default: Some(false),
            content: Some(stored.content),
        }),
        // A default has the number 0: who knows that one has it already (spec: sdk.md 11).
        None if asked.create_default == Some(true) && asked.seqid < 0 => preference_data(Preference {
            label: asked.label.clone(),
            seqid: 0,
            create_default: Some(true),
            content: Some(String::new()),
        }),
        _ => Data::default(),
    })
}

/// `cmd:setpref`: stores and answers the new version.
pub(super) fn set(context: &Context<'_>, member: &Member, new: &Preference) -> Outcome {
    check_label(&new.label)?;
    let content = new.content.as_deref().unwrap_or_default();
    if content.len() > LONGEST_CONTENT {
        return Err(ResponseClass::LimitExceeded);
    }
    let store = &context.service.store;
    let who = &member.user.address;
    let seqid = tokio::task::block_in_place(|| store.set_preference(who, &new.label, new.seqid, content))
        .map_err(class_of)?;
    Ok(preference_data(Preference { label: new.label.clone(), seqid, ..Preference::default() }))
}

fn check_label(label: &str) -> Result<(), ResponseClass> {
    if label.is_empty() || label.chars().count() > LONGEST_LABEL {
        Err(ResponseClass::InvalidArgument)
    } else {
        Ok(())
    }
}

fn class_of(error: Error) -> ResponseClass {
    if error.kind() == ErrorKind::InvalidArgument {
        return ResponseClass::LimitExceeded;
    }
    super::class_of_trouble(&error)
}
