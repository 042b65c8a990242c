//! Names of things in other directories (RFC 4514), such as `CN=Ann Lee,OU=Sales,DC=example,DC=com`.

/// The parts, from the innermost: attribute in lower case, and value. A backslash takes the special meaning of the next character.
pub(crate) fn parts(dn: &str) -> Vec<(String, String)> {
    let mut found = vec![String::new()];
    let mut rest = dn.chars();
    while let Some(c) = rest.next() {
        let Some(part) = found.last_mut() else { break };
        match c {
            '\\' => part.extend(rest.next()),
            ',' => found.push(String::new()),
            c => part.push(c),
        }
    }
    found
        .iter()
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect()
}

/// The name for comparing: without case and blanks around its parts.
pub(crate) fn key(dn: &str) -> String {
    parts(dn)
        .iter()
        .map(|(name, value)| format!("{name}={}", value.to_lowercase()))
        .collect::<Vec<_>>()
        .join(",")
}

/// The domain and the containers around something, from the outermost, as the names of the groups that they become:
/// `example.com`, `example.com/Sales`, `example.com/Sales/North`. Nothing for a name without a domain.
pub(crate) fn containers(dn: &str) -> Vec<String> {
    let parts = parts(dn);
    let domain: Vec<&str> =
        parts.iter().filter(|(name, _)| name == "dc").map(|(_, value)| value.as_str()).collect();
    if domain.is_empty() {
        return Vec::new();
    }
    let mut name = domain.join(".").to_lowercase();
    let mut found = vec![name.clone()];
    // The first part is the thing itself; the containers stand from the innermost to the outermost.
    for (_, container) in parts.iter().skip(1).filter(|(name, _)| name == "ou" || name == "cn").rev() {
        name = format!("{name}/{container}");
        found.push(name.clone());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_taken_apart_from_the_outside() {
        assert_eq!(key("CN=O\\, Bob, ou=Sales,DC=Example"), key("cn=o\\, bob,OU=sales,dc=EXAMPLE"));
        assert_eq!(
            containers("CN=Ann,OU=North,OU=Sales,DC=Example,DC=com"),
            ["example.com", "example.com/Sales", "example.com/Sales/North"]
        );
        assert!(containers("uid=ann,ou=people").is_empty());
    }
}
