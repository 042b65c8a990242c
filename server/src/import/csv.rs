//! Comma-separated values (RFC 4180).

use super::{Imported, at_line};
use crate::address::Address;
use crate::error::Result;
use crate::model::{DescribedUser, NewUser};
use crate::password;
use std::collections::HashMap;

const COLUMNS: [&str; 10] = [
    "address",
    "login",
    "display_name",
    "first_name",
    "last_name",
    "company",
    "email",
    "password",
    "disabled",
    "groups",
];

pub(super) fn read(text: &str) -> Result<Imported> {
    let mut records = records(text.strip_prefix('\u{feff}').unwrap_or(text))?.into_iter();
    let (line, head) =
        records.next().ok_or_else(|| at_line(1, "the file is empty; its first line names the columns"))?;
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (place, title) in head.iter().enumerate() {
        let title = title.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        let known = COLUMNS.into_iter().find(|column| *column == title).ok_or_else(|| {
            at_line(
                line,
                format!(
                    "there is no column '{}'; the columns are {}",
                    title.escape_debug(),
                    COLUMNS.join(", ")
                ),
            )
        })?;
        places.insert(known, place);
    }
    if !places.contains_key("address") {
        return Err(at_line(line, "the column 'address' is missing"));
    }
    let mut imported = Imported::default();
    for (line, fields) in records {
        if fields.len() == 1 && fields.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        if fields.len() != head.len() {
            return Err(at_line(line, format!("{} fields where the head has {}", fields.len(), head.len())));
        }
        let field = |column: &str| {
            places.get(column).and_then(|place| fields.get(*place)).map_or("", |field| field.trim())
        };
        let filled = |column: &str| Some(field(column).to_owned()).filter(|text| !text.is_empty());
        let address = Address::parse(field("address")).map_err(|error| at_line(line, error))?;
        let disabled = match field("disabled").to_ascii_lowercase().as_str() {
            "" | "0" | "no" | "off" | "false" => false,
            "1" | "yes" | "on" | "true" => true,
            other => return Err(at_line(line, format!("'{}' is neither yes nor no", other.escape_debug()))),
        };
        let names = field("groups").split(';').map(str::trim).filter(|name| !name.is_empty());
        let groups = names.map(|name| imported.group(name, line).0).collect();
        let user = NewUser {
            login: filled("login"),
            display_name: filled("display_name"),
            first_name: field("first_name").to_owned(),
            last_name: field("last_name").to_owned(),
            company: field("company").to_owned(),
            email: field("email").to_owned(),
            nt_hash: filled("password").map(|password| password::nt_hash(&password)),
            disabled,
            ..NewUser::new(address)
        };
        let groups = places.contains_key("groups").then_some(groups);
        imported.description.users.push(DescribedUser { line, user, groups, container: None });
    }
    Ok(imported)
}

/// The records with the lines that they begin in. Quoted fields may hold commas, line ends and doubled quotes.
fn records(text: &str) -> Result<Vec<(usize, Vec<String>)>> {
    let mut records = Vec::new();
    let mut fields: Vec<String> = Vec::new();
    let mut field = String::new();
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted && rest.peek() == Some(&'\n') => {}
            '\n' => {
                line += 1;
                if quoted {
                    field.push('\n');
                } else {
                    fields.push(std::mem::take(&mut field));
                    records.push((begun, std::mem::take(&mut fields)));
                    begun = line;
                }
            }
            c => field.push(c),
        }
    }
    if quoted {
        return Err(at_line(begun, "a quote is not closed"));
    }
    if !field.is_empty() || !fields.is_empty() {
        fields.push(field);
        records.push((begun, fields));
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_line_ends() {
        let text = "address,Display Name,groups,disabled,password\r\n\
                    alice@example.com,\"Alice \"\"Al\"\", A.\",Staff; Board,,secret\r\n\
                    \n\
                    sip:Bob@example.com,\"two\nlines\",Staff,yes,\n";
        let description = read(text).unwrap().description;
        assert_eq!(description.users.len(), 2);
        let (alice, bob) = (&description.users[0].user, &description.users[1].user);
        assert_eq!(alice.display_name.as_deref(), Some("Alice \"Al\", A."));
        assert!(alice.nt_hash.is_some() && bob.nt_hash.is_none());
        assert!(!alice.disabled && bob.disabled);
        let groups: Vec<usize> =
            description.users.iter().map(|user| user.groups.as_ref().unwrap().len()).collect();
        assert_eq!((groups, description.groups["board"].name.as_str()), (vec![2, 1], "Board"));
    }

    #[test]
    fn refusals_name_the_line() {
        for (text, part) in [
            ("", "empty"),
            ("name\n", "no column 'name'"),
            ("email\n", "'address' is missing"),
            ("address\nalice", "line 2: 'alice' is not a SIP address"),
            ("address,email\na@b,c,d", "line 2: 3 fields"),
            ("address\n\"a@b", "line 2: a quote is not closed"),
            ("address,disabled\na@b,maybe", "line 2: 'maybe' is neither"),
        ] {
            let error = read(text).map(drop).unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
