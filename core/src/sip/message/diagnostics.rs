//! `ms-diagnostics`: what a Lync server says about a refusal (spec: sip.md E, "Error headers").

use super::Params;
use super::grammar::trim;

/// An error id with its explanation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MsDiagnostics {
    /// The ErrorId, e.g. 4141 "user disabled"; applications use 60000 to 62999.
    pub id: u32,
    /// `reason`, unquoted.
    pub reason: Option<String>,
    /// `source`, the server that says so.
    pub source: Option<String>,
    /// Every other parameter, unquoted, in order.
    pub others: Vec<(String, String)>,
}

/// More parameters than servers send; the rest is not read.
const MOST_PARAMS: usize = 32;

impl MsDiagnostics {
    /// Reads a header value, `id;reason="..";source="..";...`. `None` when it does not start with a number.
    pub fn parse(value: &str) -> Option<MsDiagnostics> {
        let (id, params) = value.split_once(';').unwrap_or((value, ""));
        let id = trim(id);
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut diagnostics =
            MsDiagnostics { id: id.parse().ok()?, reason: None, source: None, others: Vec::new() };
        for (name, value) in Params::new(params).iter().take(MOST_PARAMS) {
            let value = super::grammar::unquote(value.unwrap_or("")).into_owned();
            if name.eq_ignore_ascii_case("reason") && diagnostics.reason.is_none() {
                diagnostics.reason = Some(value);
            } else if name.eq_ignore_ascii_case("source") && diagnostics.source.is_none() {
                diagnostics.source = Some(value);
            } else {
                diagnostics.others.push((name.to_owned(), value));
            }
        }
        Some(diagnostics)
    }

    /// Another parameter's value, e.g. `HRESULT`; the name in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.others.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_in_quoted_strings() {
        let d = MsDiagnostics::parse(
            r#"4141;reason="User disabled; ask \"IT\", please";source="fe01.x";HRESULT="0xC3E93D5D(X)";dup=1"#,
        )
        .unwrap();
        assert_eq!(d.id, 4141);
        assert_eq!(d.reason.as_deref(), Some(r#"User disabled; ask "IT", please"#));
        assert_eq!(d.source.as_deref(), Some("fe01.x"));
        assert_eq!(d.get("hresult"), Some("0xC3E93D5D(X)"));
        assert_eq!(MsDiagnostics::parse(" 1 ").unwrap().id, 1);
    }

    #[test]
    fn refused() {
        for text in ["", ";reason=x", "x;y", "-1", "+1", "99999999999", "1 2"] {
            assert_eq!(MsDiagnostics::parse(text), None, "{text}");
        }
    }
}
