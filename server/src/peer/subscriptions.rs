//! SUBSCRIBE: in-band provisioning, and the roaming data that clients ask for but do not need (spec: sip.md D,
//! sipe-interop.md 4).

use super::refusal::Refused;
use crate::address::Address;
use crate::service::Service;
use pchat_core::sip::Message;

/// How long a subscription lasts at most, in seconds.
const LIFETIME: u32 = 28_800;

const PROVISIONING: &str = "vnd-microsoft-provisioning-v2";
const CONTACTS: &str = "vnd-microsoft-roaming-contacts";
const ROAMING_SELF: &str = "vnd-microsoft-roaming-self";

/// The events for the registrar's `Allow-Events`, without blanks: SIPE splits at commas and does not trim.
pub(super) const EVENTS: &str =
    "vnd-microsoft-provisioning-v2,vnd-microsoft-roaming-contacts,vnd-microsoft-roaming-self";

/// The answer to a SUBSCRIBE of a user. The notification is in its body; nothing follows it, because each further one makes
/// SIPE look the chat server up again.
pub(super) fn answer(service: &Service, request: &Message, who: &Address) -> Message {
    let event = request.header("Event").unwrap_or_default();
    let event = event.split(';').next().unwrap_or_default().trim();
    let (content_type, body) = if event.eq_ignore_ascii_case(PROVISIONING) {
        ("application/vnd-microsoft-roaming-provisioning-v2+xml", provisioning(service))
    } else if event.eq_ignore_ascii_case(CONTACTS) {
        // One group, or SIPE would make one.
        let contacts = r#"<contactList deltaNum="1"><group id="1" name="~" externalURI=""/></contactList>"#;
        ("application/vnd-microsoft-roaming-contacts+xml", contacts.to_owned())
    } else if event.eq_ignore_ascii_case(ROAMING_SELF) {
        ("application/vnd-microsoft-roaming-self+xml", roaming_self(who))
    } else {
        return Refused::OTHER_EVENT.answer(service, request);
    };

    let lifetime = request.expires().unwrap_or(LIFETIME).min(LIFETIME);
    // Inside the subscription's dialog it is a refresh or the end of it.
    let first = request.to_addr().is_ok_and(|to| to.tag().is_none());
    let mut response = Message::response_to(request, 200, "OK");
    response.push_header("Event", event);
    response.push_header("Expires", &lifetime.to_string());
    let state = if lifetime == 0 { "terminated" } else { "active" };
    response.push_header("subscription-state", &format!("{state};expires={lifetime}"));
    response.push_header("Contact", &format!("<{}>", who.uri()));
    response.push_header("Supported", "ms-benotify, ms-piggyback-first-notify");
    if first {
        response.push_header("ms-piggyback-cseq", "1");
        response.set_body(content_type, body);
    }
    response
}

fn provisioning(service: &Service) -> String {
    let pool = service.pool_uri();
    // No ServerConfiguration: in an empty one SIPE misses things aloud, and what would fill it is not served here.
    format!(
        "<provisionGroupList xmlns=\"http://schemas.microsoft.com/2006/09/sip/provisiongrouplist-notification\">\
         <provisionGroup name=\"persistentChatConfiguration\"><propertyEntryList>\
         <property name=\"EnablePersistentChat\">true</property>\
         <property name=\"DefaultPersistentChatPoolUri\">{pool}</property>\
         <property name=\"PersistentChatPoolUris\">{pool}</property>\
         </propertyEntryList></provisionGroup></provisionGroupList>"
    )
}

fn roaming_self(who: &Address) -> String {
    // The two containers are those that SIPE would otherwise add.
    format!(
        "<roamingData xmlns=\"http://schemas.microsoft.com/2006/09/sip/roaming-self\">\
         <categories xmlns=\"http://schemas.microsoft.com/2006/09/sip/categories\" uri=\"{}\"/>\
         <containers xmlns=\"http://schemas.microsoft.com/2006/09/sip/container-management\">\
         <container id=\"200\" version=\"0\"><member type=\"sameEnterprise\"/></container>\
         <container id=\"100\" version=\"0\"><member type=\"federated\"/></container></containers>\
         <subscribers xmlns=\"http://schemas.microsoft.com/2006/09/sip/presence-subscribers\"/></roamingData>",
        // The only character of an address that an attribute cannot hold.
        who.as_str().replace('&', "&amp;")
    )
}
