//! Which log lines a program gets to see, the same in every language.

use log::Metadata;

/// Whether a line is the library's own: what the libraries underneath say is theirs and not promised to be free of secrets.
pub fn is_own_log_line(metadata: &Metadata<'_>) -> bool {
    metadata.target().starts_with("pchat")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_libraries_are_not_heard() {
        let heard = |target| is_own_log_line(&Metadata::builder().target(target).build());
        assert!(heard("pchat_core::client::driver") && heard("pchat_server::server"));
        assert!(!heard("rustls::client::hs") && !heard("tokio") && !heard(""));
    }
}
