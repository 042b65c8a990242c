//! In-band provisioning: the server tells its clients how it is set up, among other things where Persistent Chat is (spec: sip.md D;
//! [MS-SIPREGE] 2.2.2.5.11).

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

pub(super) const EVENT: &str = "vnd-microsoft-provisioning-v2";
pub(super) const CONTENT_TYPE: &str = "application/vnd-microsoft-roaming-provisioning-v2+xml";

/// What is asked for.
pub(super) const REQUEST: &str = concat!(
    r#"<provisioningGroupList xmlns="http://schemas.microsoft.com/2006/09/sip/provisioninggrouplist">"#,
    r#"<provisioningGroup name="persistentChatConfiguration"/></provisioningGroupList>"#
);

/// More elements than this are not read. Real documents have a few hundred.
const MOST_ELEMENTS: usize = 10_000;

/// Deeper documents are not read. Real ones have four levels.
const DEEPEST: usize = 32;

/// Longer URIs are not taken.
const LONGEST_URI: usize = 256;

/// What the server says about Persistent Chat.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ChatProvisioning {
    /// `EnablePersistentChat`; `None` when it says nothing.
    pub(super) enabled: Option<bool>,
    /// `DefaultPersistentChatPoolUri`, else the first of `PersistentChatPoolUris`.
    pub(super) pool_uri: Option<String>,
}

impl ChatProvisioning {
    /// Reads the document. What cannot be read says nothing: the client then falls back to the usual address.
    pub(super) fn parse(document: &[u8]) -> ChatProvisioning {
        let Ok(text) = std::str::from_utf8(document) else {
            log::debug!("the provisioning document is not UTF-8");
            return ChatProvisioning::default();
        };
        read(text.trim_start_matches('\u{feff}')).unwrap_or_else(|error| {
            log::debug!("the provisioning document cannot be read: {error}");
            ChatProvisioning::default()
        })
    }
}

fn read(text: &str) -> Result<ChatProvisioning, String> {
    let mut reader = Reader::from_str(text);
    let mut found = ChatProvisioning::default();
    let mut pools = None;
    let mut in_group = false;
    let mut property: Option<String> = None;
    let mut value = String::new();
    let (mut elements, mut depth) = (0_usize, 0_usize);
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Start(start) => {
                elements += 1;
                depth += 1;
                if elements > MOST_ELEMENTS || depth > DEEPEST {
                    return Err("it is too large".into());
                }
                match start.local_name().as_ref() {
                    "provisionGroup" => in_group = is_chat_group(&start),
                    "property" if in_group => {
                        property = name_of(&start);
                        value.clear();
                    }
                    _ => {}
                }
            }
            Event::Text(piece) if property.is_some() => {
                value.push_str(&piece);
            }
            Event::CData(piece) if property.is_some() => {
                value.push_str(&piece);
            }
            Event::GeneralRef(reference) if property.is_some() => {
                match reference.resolve_char_ref().map_err(|e| e.to_string())? {
                    Some(character) => value.push(character),
                    None => value.push_str(resolve_predefined_entity(&reference).unwrap_or_default()),
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                match end.local_name().as_ref() {
                    "provisionGroup" => in_group = false,
                    "property" => {
                        if let Some(name) = property.take() {
                            take(&mut found, &mut pools, &name, value.trim());
                        }
                    }
                    _ => {}
                }
            }
            Event::DocType(_) => return Err("it has a document type".into()),
            Event::Eof => break,
            _ => {}
        }
    }
    found.pool_uri = found.pool_uri.or(pools);
    Ok(found)
}

fn is_chat_group(start: &BytesStart<'_>) -> bool {
    name_of(start).is_some_and(|name| name.eq_ignore_ascii_case("persistentChatConfiguration"))
}

fn name_of(start: &BytesStart<'_>) -> Option<String> {
    let attribute = start.attributes().flatten().take(16).find(|a| a.key.local_name().as_ref() == "name")?;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn take(found: &mut ChatProvisioning, pools: &mut Option<String>, name: &str, value: &str) {
    let uri = |text: &str| (!text.is_empty() && text.len() <= LONGEST_URI).then(|| with_scheme(text));
    if name.eq_ignore_ascii_case("EnablePersistentChat") {
        found.enabled = match value.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
    } else if name.eq_ignore_ascii_case("DefaultPersistentChatPoolUri") {
        found.pool_uri = uri(value);
    } else if name.eq_ignore_ascii_case("PersistentChatPoolUris") {
        *pools = value.split_whitespace().next().and_then(uri);
    }
}

fn with_scheme(uri: &str) -> String {
    if uri.contains(':') { uri.to_string() } else { format!("sip:{uri}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(properties: &str) -> String {
        format!(
            r#"<?xml version="1.0"?><provisionGroupList xmlns="http://schemas.microsoft.com/2006/09/sip/provisiongrouplist-notification">
            <provisionGroup name="endpointConfiguration"><propertyEntryList><property name="DefaultPersistentChatPoolUri">sip:wrong@x</property>
            </propertyEntryList></provisionGroup>
            <provisionGroup name="persistentChatConfiguration"><propertyEntryList>{properties}</propertyEntryList></provisionGroup>
            </provisionGroupList>"#
        )
    }

    #[test]
    fn finds_the_pool_in_its_own_group_only() {
        let text = document(
            r#"<property name="EnablePersistentChat"> true </property>
               <property name="PersistentChatPoolUris">sip:gc-2@x sip:gc-3@x</property>
               <property name="DefaultPersistentChatPoolUri">sip:gc-1&amp;a@x</property>"#,
        );
        let found = ChatProvisioning::parse(text.as_bytes());
        assert_eq!(found, ChatProvisioning { enabled: Some(true), pool_uri: Some("sip:gc-1&a@x".into()) });
    }

    #[test]
    fn the_list_stands_in_for_the_default_and_a_missing_scheme_is_added() {
        let text = document(r#"<property name="PersistentChatPoolUris">gc-2@x sip:gc-3@x</property>"#);
        let found = ChatProvisioning::parse(text.as_bytes());
        assert_eq!(found, ChatProvisioning { enabled: None, pool_uri: Some("sip:gc-2@x".into()) });
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        let deep = "<a>".repeat(100);
        let entity = r#"<!DOCTYPE x [<!ENTITY e "sip:evil@x">]><x/>"#;
        for text in ["", "not xml", "<a><b></a>", deep.as_str(), entity] {
            assert_eq!(ChatProvisioning::parse(text.as_bytes()), ChatProvisioning::default(), "{text}");
        }
        assert_eq!(ChatProvisioning::parse(&[0xff, 0xfe]), ChatProvisioning::default());
    }
}
