//! LDIF content records (RFC 2849), with the attributes of Active Directory.

use super::{Imported, at_line};
use crate::address::Address;
use crate::distinguished_name::{containers, key, parts};
use crate::error::Result;
use crate::model::{DescribedMember, DescribedUser, GroupKind, NewUser};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::HashMap;

/// The bit of `userAccountControl` that disables an account.
const ACCOUNT_DISABLED: u32 = 2;

/// One record: the attributes by name in lower case, and the line that it begins in.
struct Record {
    line: usize,
    attributes: HashMap<String, Vec<String>>,
    /// The options of attributes that came as ranges, such as `range=0-1499`, in lower case.
    ranges: Vec<String>,
}

impl Record {
    fn all(&self, name: &str) -> &[String] {
        self.attributes.get(&name.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }

    fn first(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |value| value.trim())
    }

    /// Whether it has some of a long list only: Active Directory gives such a list in ranges, the last of which ends with a `*`.
    fn is_piece(&self) -> bool {
        !self.ranges.is_empty() && !self.ranges.iter().any(|range| range.ends_with('*'))
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
            let (group, described) = imported.group(&name, record.line);
            described.kind = GroupKind::Group;
            described.email = record.first("mail").to_owned();
            described.path = dn.to_owned();
            described.is_complete = !record.is_piece();
            if record.is_piece() {
                imported.notes.push(format!(
                    "line {}, the group '{name}': the file has a range of the members only, so nobody is taken out",
                    record.line
                ));
            }
            groups.insert(key(dn), group);
        } else if let Some(user) = user(record)? {
            users.insert(key(dn), user.address.clone());
            let container = contain(&mut imported, dn, record.line);
            let described = DescribedUser { line: record.line, user, groups: None, container };
            imported.description.users.push(described);
        }
    }
    for record in &records {
        let Some(group) = groups.get(&key(record.first("dn"))) else { continue };
        let Some(described) = imported.description.groups.get_mut(group) else { continue };
        for member in record.all("member").iter().chain(record.all("uniqueMember")) {
            described.members.push(match (users.get(&key(member)), groups.get(&key(member))) {
                (Some(address), _) => DescribedMember::User(address.clone()),
                (None, Some(inner)) => DescribedMember::Group(inner.clone()),
                (None, None) => DescribedMember::Elsewhere(member.trim().to_owned()),
            });
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

/// The domain and the containers around a user become groups, each in the one around it. Gives the innermost's key.
fn contain(imported: &mut Imported, dn: &str, line: usize) -> Option<String> {
    let mut outer: Option<String> = None;
    for name in containers(dn) {
        let (inner, group) = imported.group(&name, line);
        group.kind = if outer.is_none() { GroupKind::Domain } else { GroupKind::Folder };
        if let Some(outer) = outer.and_then(|outer| imported.description.groups.get_mut(&outer)) {
            let member = DescribedMember::Group(inner.clone());
            if !outer.members.contains(&member) {
                outer.members.push(member);
            }
        }
        outer = Some(inner);
    }
    outer
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
        let (name, options) = name.split_once(';').unwrap_or((name, ""));
        let (name, options) = (name.trim().to_ascii_lowercase(), options.trim().to_ascii_lowercase());
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
            records.push(Record { line: number, attributes: HashMap::new(), ranges: Vec::new() });
        }
        if let Some(record) = records.last_mut() {
            if options.starts_with("range=") {
                record.ranges.push(options);
            }
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
        let description = read(FILE).unwrap().description;
        assert_eq!(description.users.len(), 2);
        let (ann, bob) = (&description.users[0].user, &description.users[1].user);
        assert_eq!((ann.address.as_str(), ann.login.as_deref()), ("ann@example.com", Some("EXAMPLE\\alee")));
        assert_eq!(
            (ann.display_name.as_deref(), ann.email.as_str()),
            (Some("Ann Lée"), "ann.lee@example.com")
        );
        assert!(!ann.disabled && bob.disabled);
        let group = |key: &str| &description.groups[key];
        let members = |key: &str| group(key).members.clone();
        assert_eq!(
            members("staff"),
            [
                DescribedMember::User(ann.address.clone()),
                DescribedMember::Group("team".into()),
                DescribedMember::Elsewhere("CN=Elsewhere,DC=example,DC=org".into())
            ]
        );
        assert_eq!(members("team"), [DescribedMember::User(bob.address.clone())]);
        assert!(group("staff").is_complete && !group("example.com").is_complete);
        assert_eq!(
            (group("example.com").kind, members("example.com")),
            (GroupKind::Domain, vec![DescribedMember::Group("example.com/sales".into())])
        );
        let sales = group("example.com/sales");
        assert_eq!((sales.kind, sales.name.as_str()), (GroupKind::Folder, "example.com/Sales"));
        assert_eq!(members("example.com/sales"), [DescribedMember::Group("example.com/sales/north".into())]);
        assert_eq!(description.users[0].container.as_deref(), Some("example.com/sales/north"));
        assert_eq!(description.users[1].container.as_deref(), Some("example.com/sales"));
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
