//! The texts that every receiver gets: the same for our client and for its XMPP peers.

/// The author of message `n`; eight people talk.
pub(crate) fn author(n: usize) -> String {
    format!("user{}", n % 8)
}

/// The text of message `n`: between 20 and about 300 characters, with what XML must escape and what is not ASCII.
pub(crate) fn text(n: usize) -> String {
    const WORDS: [&str; 8] =
        ["build", "4711", "failed & was", "retried,", "latency <", "90 ms", "für", "node \"eu-3\"."];
    let mut text = format!("#{n}");
    for i in 0..(4 + n % 40) {
        text.push(' ');
        text.push_str(WORDS[(n + i * 3) % WORDS.len()]);
    }
    text
}

/// Escapes text for XML.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
