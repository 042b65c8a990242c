//! Points in time as XCCOS writes them: ISO 8601, UTC, up to seven digits of a second.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const TICKS: i64 = 10_000_000;
const DAY: i64 = 86_400;
/// 0001-01-01T00:00:00Z and 10000-01-01T00:00:00Z in seconds since 1970.
const FIRST_SECOND: i64 = -62_135_596_800;
const END_SECOND: i64 = 253_402_300_800;

/// A point in time between the years 1 and 9999, in steps of 100 nanoseconds (.NET's ticks), UTC.
///
/// It remembers whether it is written with or without a fraction, because clients send whole seconds and servers seven
/// digits; comparing ignores that.
#[derive(Clone, Copy)]
pub struct Timestamp {
    ticks: i64,
    fraction: bool,
}

impl Timestamp {
    /// `seconds` since 1970 UTC, written without a fraction. Times outside the years 1 to 9999 become the nearest
    /// one inside.
    pub fn from_unix_seconds(seconds: i64) -> Timestamp {
        Timestamp { ticks: seconds.clamp(FIRST_SECOND, END_SECOND - 1) * TICKS, fraction: false }
    }

    /// `ticks` of 100 nanoseconds since 1970 UTC, written with seven digits. Times outside the years 1 to 9999 become
    /// the nearest one inside.
    pub fn from_unix_ticks(ticks: i64) -> Timestamp {
        Timestamp { ticks: ticks.clamp(FIRST_SECOND * TICKS, END_SECOND * TICKS - 1), fraction: true }
    }

    /// The time of a clock, rounded down to 100 nanoseconds, written with seven digits.
    pub fn from_system_time(time: SystemTime) -> Timestamp {
        let ticks = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos() / 100).unwrap_or(i64::MAX),
            Err(error) => i64::try_from(error.duration().as_nanos().div_ceil(100)).map_or(i64::MIN, |t| -t),
        };
        Timestamp::from_unix_ticks(ticks)
    }

    /// The same second without its fraction: how clients stamp what they post.
    #[must_use]
    pub fn whole_seconds(self) -> Timestamp {
        Timestamp { ticks: self.ticks.div_euclid(TICKS) * TICKS, fraction: false }
    }

    /// Ticks of 100 nanoseconds since 1970 UTC.
    pub fn unix_ticks(self) -> i64 {
        self.ticks
    }

    /// Whole seconds since 1970 UTC, rounded down.
    pub fn unix_seconds(self) -> i64 {
        self.ticks.div_euclid(TICKS)
    }

    /// The same point for the standard library.
    pub fn to_system_time(self) -> SystemTime {
        let distance = self.ticks.unsigned_abs();
        let step = TICKS.unsigned_abs();
        let nanoseconds = u32::try_from(distance % step * 100).unwrap_or_default();
        let duration = Duration::new(distance / step, nanoseconds);
        let time =
            if self.ticks < 0 { UNIX_EPOCH.checked_sub(duration) } else { UNIX_EPOCH.checked_add(duration) };
        time.unwrap_or(UNIX_EPOCH)
    }

    /// Reads `YYYY-MM-DDThh:mm:ss`, an optional fraction (digits beyond the seventh are dropped) and an optional zone:
    /// `Z`, `+hh:mm`, `-hhmm`, or none, which is UTC. Anything else is `None`; xccos.md 12.8 says to use the present
    /// time then.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let text = text.trim().as_bytes();
        let (date_time, rest) = text.split_at_checked(19)?;
        let [
            y1,
            y2,
            y3,
            y4,
            b'-',
            m1,
            m2,
            b'-',
            d1,
            d2,
            b'T' | b't' | b' ',
            h1,
            h2,
            b':',
            n1,
            n2,
            b':',
            s1,
            s2,
        ] = *date_time
        else {
            return None;
        };
        let year = decimal(&[y1, y2, y3, y4])?;
        let (month, day) = (decimal(&[m1, m2])?, decimal(&[d1, d2])?);
        let (hour, minute, second) = (decimal(&[h1, h2])?, decimal(&[n1, n2])?, decimal(&[s1, s2])?);
        // Second 60 is a leap second: the next one.
        if year < 1 || day < 1 || day > days_in_month(year, month)? || hour > 23 || minute > 59 || second > 60
        {
            return None;
        }
        let (fraction, rest) = match rest.strip_prefix(b".").or_else(|| rest.strip_prefix(b",")) {
            Some(digits) => {
                let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
                let (digits, rest) = digits.split_at_checked(length)?;
                (Some(digits), rest)
            }
            None => (None, rest),
        };
        let offset = zone(rest)?;
        let mut ticks = 0;
        for place in 0..7 {
            let digit = fraction.and_then(|digits| digits.get(place)).map_or(0, |b| b - b'0');
            ticks = ticks * 10 + i64::from(digit);
        }
        let seconds = days_from_epoch(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset;
        if !(FIRST_SECOND..END_SECOND).contains(&seconds) {
            return None;
        }
        Some(Timestamp {
            ticks: seconds * TICKS + ticks,
            fraction: fraction.is_some_and(|digits| !digits.is_empty()),
        })
    }
}

fn decimal(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |value, b| b.is_ascii_digit().then(|| value * 10 + i64::from(b - b'0')))
}

/// The distance of a zone from UTC in seconds.
fn zone(text: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match *text {
        [] | [b'Z' | b'z'] => return Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] | [sign @ (b'+' | b'-'), h1, h2, m1, m2] => {
            (sign, decimal(&[h1, h2])?, decimal(&[m1, m2])?)
        }
        [sign @ (b'+' | b'-'), h1, h2] => (sign, decimal(&[h1, h2])?, 0),
        _ => return None,
    };
    if hours > 14 || minutes > 59 {
        return None;
    }
    let offset = hours * 3600 + minutes * 60;
    Some(if sign == b'-' { -offset } else { offset })
}

fn days_in_month(year: i64, month: i64) -> Option<i64> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar. Years are counted from March, so that the
/// leap day is the last day of its year.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days_from_epoch`].
fn date_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.ticks.div_euclid(TICKS);
        let (year, month, day) = date_from_days(seconds.div_euclid(DAY));
        let of_day = seconds.rem_euclid(DAY);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        if self.fraction {
            write!(f, ".{:07}", self.ticks.rem_euclid(TICKS))?;
        }
        f.write_str("Z")
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Timestamp) -> bool {
        self.ticks == other.ticks
    }
}

impl Eq for Timestamp {}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Timestamp) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Timestamp) -> std::cmp::Ordering {
        self.ticks.cmp(&other.ticks)
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.ticks.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_points() {
        // Seconds by GNU date; the first is the server's time in SIPE's sample.
        for (text, seconds, ticks) in [
            ("2010-09-14T14:26:17.6206356Z", 1_284_474_377, 6_206_356),
            ("1970-01-01T00:00:00.0000000Z", 0, 0),
            ("1969-12-31T23:59:59.9000000Z", -1, 9_000_000),
            ("2000-02-29T23:59:59.0000001Z", 951_868_799, 1),
            ("0001-01-01T00:00:00.0000000Z", FIRST_SECOND, 0),
            ("9999-12-31T23:59:59.9999999Z", END_SECOND - 1, 9_999_999),
        ] {
            let time = Timestamp::parse(text).expect(text);
            assert_eq!(
                (time.unix_seconds(), time.unix_ticks()),
                (seconds, seconds * TICKS + ticks),
                "{text}"
            );
            assert_eq!(time.to_string(), text);
            assert_eq!(time.whole_seconds().unix_ticks(), seconds * TICKS);
        }
        assert_eq!(
            Timestamp::parse("1990-12-31T23:59:60Z"),
            Timestamp::parse("1991-01-01T00:00:00Z"),
            "a leap second"
        );
    }

    #[test]
    fn clocks_out_of_range_become_the_nearest_time() {
        assert_eq!(Timestamp::from_unix_ticks(i64::MAX).to_string(), "9999-12-31T23:59:59.9999999Z");
        assert_eq!(Timestamp::from_unix_seconds(i64::MIN).to_string(), "0001-01-01T00:00:00Z");
        for text in [
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00+00:01",
            "9999-12-31T23:59:60Z",
            "2024-01-01T00:00:00+15:00",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
        let before = UNIX_EPOCH - Duration::from_nanos(150);
        assert_eq!(Timestamp::from_system_time(before).unix_ticks(), -2, "rounded down");
        assert_eq!(Timestamp::from_unix_ticks(-2).to_system_time(), UNIX_EPOCH - Duration::from_nanos(200));
    }

    #[test]
    fn comparing_ignores_the_way_of_writing() {
        let (short, long) = (Timestamp::from_unix_seconds(5), Timestamp::from_unix_ticks(5 * TICKS));
        assert_eq!(short, long);
        assert_ne!(short.to_string(), long.to_string());
        assert!(Timestamp::from_unix_ticks(5 * TICKS + 1) > short);
    }
}
