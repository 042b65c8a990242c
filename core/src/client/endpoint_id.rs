//! The endpoint id (`epid`): which of a user's programs this is.

use sha1::{Digest, Sha1};
use std::sync::{Mutex, PoisonError};

/// Ids that endpoints of this process use now. A registrar takes a second registration with the same id for the first one again.
static IN_USE: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Up to 16 letters and digits (spec: sip.md B.3).
#[derive(Debug)]
pub(crate) struct EndpointId {
    text: String,
    derived: bool,
}

impl EndpointId {
    /// The one in the settings; `None` when it does not fit.
    pub(crate) fn given(text: &str) -> Option<EndpointId> {
        let fits = (1..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then(|| EndpointId { text: text.to_string(), derived: false })
    }

    /// The same for the same user, machine and program; further endpoints of one process that live at the same time get the
    /// next ones.
    pub(crate) fn derive(user_uri: &str) -> EndpointId {
        let machine = ["/etc/machine-id", "/proc/sys/kernel/hostname"]
            .iter()
            .find_map(|path| std::fs::read_to_string(path).ok().filter(|text| !text.trim().is_empty()))
            .unwrap_or_default();
        let program = std::env::current_exe().map(|path| path.display().to_string()).unwrap_or_default();
        let mut in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
        let mut number = 0_u32;
        loop {
            let mut hash = Sha1::new();
            for part in
                [user_uri.to_ascii_lowercase().as_str(), machine.trim(), &program, &number.to_string()]
            {
                hash.update(part.as_bytes());
                hash.update([0]);
            }
            // SIPE sends 12 hex digits too.
            let text: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
            if !in_use.contains(&text) {
                in_use.push(text.clone());
                return EndpointId { text, derived: true };
            }
            number += 1;
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

impl Drop for EndpointId {
    fn drop(&mut self) {
        if self.derived {
            let mut in_use = IN_USE.lock().unwrap_or_else(PoisonError::into_inner);
            in_use.retain(|text| *text != self.text);
            if in_use.is_empty() {
                // Nothing stays allocated when all endpoints are gone.
                *in_use = Vec::new();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::EndpointId;

    #[test]
    fn it_is_stable_and_two_at_a_time_differ() {
        let first = EndpointId::derive("sip:epid-test@contoso.test");
        let text = first.as_str().to_string();
        assert_eq!(text.len(), 12);
        let second = EndpointId::derive("sip:EPID-test@contoso.test");
        assert_ne!(second.as_str(), text);
        drop(first);
        assert_eq!(EndpointId::derive("sip:epid-test@contoso.test").as_str(), text);
    }
}
