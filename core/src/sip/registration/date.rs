//! The Date header (RFC 3261 20.17, RFC 1123).

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Seconds since 1970-01-01 UTC of e.g. `Sat, 13 Nov 2010 23:29:00 GMT`; `None` when it is no such date.
#[must_use]
pub fn seconds_of_date(value: &str) -> Option<u64> {
    let (_, rest) = value.split_once(',')?;
    let mut words = rest.split_ascii_whitespace();
    let day: u64 = words.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month_name = words.next()?;
    let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(month_name))? as u64 + 1;
    let year: u64 = words.next()?.parse().ok().filter(|year| (1970..10_000).contains(year))?;
    let mut time = words.next()?.split(':');
    let mut part = |limit: u64| time.next()?.parse().ok().filter(|number: &u64| *number < limit);
    // 60 is a leap second.
    let (hour, minute, second) = (part(24)?, part(60)?, part(61)?);
    if time.next().is_some() || !words.next()?.eq_ignore_ascii_case("GMT") || words.next().is_some() {
        return None;
    }
    Some(days_since_epoch(year, month, day)? * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Days from 1970-01-01 in the Gregorian calendar; March counts as the first month so that the leap day is the last.
fn days_since_epoch(year: u64, month: u64, day: u64) -> Option<u64> {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year.checked_sub(1)?, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    days.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Values by `date -u -d "..." +%s`.
    #[test]
    fn dates_are_read() {
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Sat, 13 Nov 2010 23:29:00 GMT", 1_289_690_940),
            ("Thu, 29 Feb 2024 12:00:01 GMT", 1_709_208_001),
            ("Sun, 22 Nov 2026 12:06:31 gmt", 1_795_349_191),
            ("Mon, 1 Mar 2100 00:00:00 GMT", 4_107_542_400),
        ] {
            assert_eq!(seconds_of_date(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "Sat",
            "Sat, 13 Nov 2010",
            "Sat, 13 Foo 2010 23:29:00 GMT",
            "Sat, 32 Nov 2010 23:29:00 GMT",
            "Sat, 13 Nov 1969 23:29:00 GMT",
            "Sat, 13 Nov 99999999999999999999 23:29:00 GMT",
            "Sat, 13 Nov 2010 24:29:00 GMT",
            "Sat, 13 Nov 2010 23:29 GMT",
            "Sat, 13 Nov 2010 23:29:00:00 GMT",
            "Sat, 13 Nov 2010 23:29:00 CET",
            "Sat, 13 Nov 2010 23:29:00 GMT x",
        ] {
            assert_eq!(seconds_of_date(text), None, "{text}");
        }
    }
}
