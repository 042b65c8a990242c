//! LDIF content records (RFC 2849), with the attributes of Active Directory.

use super::{Imported, at_line};
use crate::address::Address;
use crate::error::Result;
use crate::model::{GroupKind, NewUser};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashMap;

/// The bit of `userAccountControl` that disables an account.
const ACCOUNT_DISABLED: u32 = 2;

/// One record: the attributes by name in lower case, and the line that it begins in.
struct Record {
    line: usize,
    attributes: HashMap<String, Vec<String>>,
}

impl Record {
    fn all(&self, name: &str) -> &[String] {
        self.attributes.get(&name.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }

    fn first(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |value| value.trim())
    }

    fn is_a(&self, class: &str) -> bool {
        self.all("objectClass").iter().any(|named| named.trim().eq_ignore_ascii_case(class))
    }
}

pub(super) fn read(text: &str) -> Result<Imported> {
    let records = records(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let mut imported = Imported::default();
    let mut users: HashMap<String, Address> = HashMap::new();
    let mut groups: HashMap<String, String> = HashMap::new();
    for record in &records {
        let kind = record.first("changetype");
        if !kind.is_empty() && !kind.eq_ignore_ascii_case("add") {
            return Err(at_line(
                record.line,
                format!("a record that changes something ({kind}); export the content instead"),
            ));
        }
        let dn = record.first("dn");
        if record.is_a("group") || record.is_a("groupOfNames") {
            let name = match record.first("cn") {
                "" => parts(dn).first().map(|(_, value)| value.clone()).unwrap_or_default(),
                name => name.to_owned(),
            };
            let group = imported.group(&name);
            group.kind = GroupKind::Group;
            group.email = record.first("mail").to_owned();
            group.path = dn.to_owned();
            groups.insert(key(dn), name);
        } else if let Some(user) = user(record)? {
            users.insert(key(dn), user.address.clone());
            contain(&mut imported, dn, &user.address);
            imported.users.push(user);
        }
    }
    for record in &records {
        let Some(name) = groups.get(&key(record.first("dn"))).cloned() else { continue };
        for member in record.all("member").iter().chain(record.all("uniqueMember")) {
            // Members that the file does not describe are other directories' business.
            let group = imported.group(&name);
            if let Some(address) = users.get(&key(member)) {
                group.users.push(address.clone());
            } else if let Some(inner) = groups.get(&key(member)) {
                group.groups.push(inner.clone());
            }
        }
    }
    Ok(imported)
}

/// A person with an address; `None` for everything else, such as computers.
fn user(record: &Record) -> Result<Option<NewUser>> {
    if record.is_a("computer")
        || !(record.is_a("user") || record.is_a("person") || record.is_a("inetOrgPerson"))
    {
        return Ok(None);
    }
    let address = match (record.first("msRTCSIP-PrimaryUserAddress"), record.first("mail")) {
        ("", "") => return Ok(None),
        ("", mail) => mail,
        (sip, _) => sip,
    };
    let dn = record.first("dn");
    let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let account = record.first("sAMAccountName");
    let login = match (account, parts(dn).iter().find(|(name, _)| name == "dc")) {
        ("", _) => filled(record.first("uid")),
        (account, Some((_, domain))) => Some(format!("{}\\{account}", domain.to_uppercase())),
        (account, None) => Some(account.to_owned()),
    };
    let control: u32 = record.first("userAccountControl").parse().unwrap_or(0);
    Ok(Some(NewUser {
        login,
        display_name: filled(record.first("displayName")).or_else(|| filled(record.first("cn"))),
        first_name: record.first("givenName").to_owned(),
        last_name: record.first("sn").to_owned(),
        company: record.first("company").to_owned(),
        email: record.first("mail").to_owned(),
        path: dn.to_owned(),
        disabled: control & ACCOUNT_DISABLED != 0,
        ..NewUser::new(Address::parse(address).map_err(|error| at_line(record.line, error))?)
    }))
}

/// Puts a user into the containers around him and into the domain: groups named `example.com` and `example.com/Sales/North`.
fn contain(imported: &mut Imported, dn: &str, user: &Address) {
    let parts = parts(dn);
    let domain: Vec<&str> =
        parts.iter().filter(|(name, _)| name == "dc").map(|(_, value)| value.as_str()).collect();
    if domain.is_empty() {
        return;
    }
    let mut name = domain.join(".").to_lowercase();
    imported.group(&name).kind = GroupKind::Domain;
    // The first part is the user himself; the containers stand from the innermost to the outermost.
    let containers = parts.iter().skip(1).filter(|(name, _)| name == "ou" || name == "cn").rev();
    for (_, container) in containers {
        let inner = format!("{name}/{container}");
        imported.group(&inner).kind = GroupKind::Folder;
        let outer = imported.group(&name);
        if !outer.groups.contains(&inner) {
            outer.groups.push(inner.clone());
        }
        name = inner;
    }
    imported.group(&name).users.push(user.clone());
}

/// A distinguished name for comparing: without case and blanks around its parts.
fn key(dn: &str) -> String {
    parts(dn)
        .iter()
        .map(|(name, value)| format!("{name}={}", value.to_lowercase()))
        .collect::<Vec<_>>()
        .join(",")
}

/// The parts of a distinguished name (RFC 4514), from the innermost: attribute in lower case, and value. A backslash takes the
/// special meaning of the next character.
fn parts(dn: &str) -> Vec<(String, String)> {
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

fn records(text: &str) -> Result<Vec<Record>> {
    // A line that begins with a blank goes on with the one before.
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(more), Some((_, last))) if !last.is_empty() => last.push_str(more),
            _ => lines.push((number, line.to_owned())),
        }
    }
    let mut records: Vec<Record> = Vec::new();
    let mut open = false;
    for (number, line) in lines {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        if line.starts_with('#') || (records.is_empty() && line.to_ascii_lowercase().starts_with("version:"))
        {
            continue;
        }
        let (name, value) =
            line.split_once(':').ok_or_else(|| at_line(number, "no colon after the name of an attribute"))?;
        let value = match value.strip_prefix(':') {
            Some(encoded) => {
                decode(encoded.trim()).ok_or_else(|| at_line(number, "the value is no Base64 of text"))
            }
            None if value.starts_with('<') => Err(at_line(number, "a value in another file is not read")),
            None => Ok(value.trim_start().to_owned()),
        };
        // Options such as `;lang-de` and values that are no text (GUIDs, pictures) matter to nobody here.
        let name = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
        let value = match (value, name.as_str()) {
            (Ok(value), _) => value,
            (
                Err(error),
                "dn" | "objectclass" | "mail" | "msrtcsip-primaryuseraddress" | "samaccountname",
            ) => {
                return Err(error);
            }
            (Err(_), _) => continue,
        };
        if !open {
            if name != "dn" {
                return Err(at_line(number, "a record begins with 'dn:'"));
            }
            open = true;
            records.push(Record { line: number, attributes: HashMap::new() });
        }
        if let Some(record) = records.last_mut() {
            record.attributes.entry(name).or_default().push(value);
        }
    }
    Ok(records)
}

fn decode(encoded: &str) -> Option<String> {
    STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "version: 1\n\
        # two people, two groups, a computer\n\
        dn: CN=Ann Lee,OU=North,OU=Sales,DC=example,DC=com\n\
        objectClass: top\n\
        objectClass: user\n\
        displayName:: QW5uIEzDqWU=\n\
        givenName: Ann\n\
        sn: Lee\n\
        sAMAccountName: alee\n\
        mail: ann.lee@exam\n\
        \x20ple.com\n\
        objectGUID:: /////w==\n\
        msRTCSIP-PrimaryUserAddress: sip:Ann@example.com\n\
        userAccountControl: 512\n\
        \n\
        dn: CN=O\\, Bob,OU=Sales,DC=example,DC=com\n\
        objectClass: user\n\
        mail: bob@example.com\n\
        userAccountControl: 514\n\
        \n\
        dn: CN=Team,DC=example,DC=com\n\
        objectClass: group\n\
        cn: Team\n\
        member: cn=o\\, bob, ou=sales,DC=EXAMPLE,dc=com\n\
        \n\
        dn: CN=Staff,DC=example,DC=com\n\
        objectClass: group\n\
        member: CN=Ann Lee,OU=North,OU=Sales,DC=example,DC=com\n\
        member: CN=Team,DC=example,DC=com\n\
        member: CN=Elsewhere,DC=example,DC=org\n\
        \n\
        dn: CN=PC1,DC=example,DC=com\n\
        objectClass: user\n\
        objectClass: computer\n\
        mail: pc@example.com\n";

    #[test]
    fn people_groups_containers_and_the_domain() {
        let imported = read(FILE).unwrap();
        assert_eq!(imported.users.len(), 2);
        let ann = &imported.users[0];
        assert_eq!((ann.address.as_str(), ann.login.as_deref()), ("ann@example.com", Some("EXAMPLE\\alee")));
        assert_eq!(
            (ann.display_name.as_deref(), ann.email.as_str()),
            (Some("Ann Lée"), "ann.lee@example.com")
        );
        assert!(!ann.disabled && imported.users[1].disabled);
        let staff = &imported.groups["Staff"];
        assert_eq!((staff.users.len(), &staff.groups[..]), (1, &["Team".to_owned()][..]));
        assert_eq!(imported.groups["Team"].users[0].as_str(), "bob@example.com");
        let domain = &imported.groups["example.com"];
        assert_eq!(
            (domain.kind, &domain.groups[..]),
            (GroupKind::Domain, &["example.com/Sales".to_owned()][..])
        );
        let sales = &imported.groups["example.com/Sales"];
        assert_eq!((sales.kind, sales.users.len(), sales.groups.len()), (GroupKind::Folder, 1, 1));
        assert_eq!(imported.groups["example.com/Sales/North"].users.len(), 1);
    }

    #[test]
    fn refusals_name_the_line() {
        for (text, part) in [
            ("cn: x\n", "line 1: a record begins with 'dn:'"),
            ("dn: x\nnothing\n", "line 2: no colon"),
            ("dn: CN=x\nchangetype: delete\n", "line 1: a record that changes"),
            ("dn: CN=x\nobjectClass: user\nmail: nobody\n", "line 1: 'nobody' is not a SIP address"),
            ("dn:: ***\n", "line 1: the value is no Base64"),
        ] {
            let error = read(text).map(drop).unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
