//! Points in time as the protocol writes them: UTC with seven fraction digits.

use crate::error::{Error, Result};
use std::time::{SystemTime, UNIX_EPOCH};

/// 100-nanosecond ticks since 1970-01-01T00:00:00Z: the resolution of `ts` on the wire (spec: xccos.md 4.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

const TICKS_PER_SECOND: i64 = 10_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

impl Timestamp {
    /// The current time of the system clock.
    pub fn now() -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or(i64::MAX / TICKS_PER_SECOND);
        Timestamp(
            seconds.saturating_mul(TICKS_PER_SECOND).saturating_add(i64::from(since.subsec_nanos() / 100)),
        )
    }

    /// Reads what a person types: `2026-01-31` (midnight UTC) or `2026-01-31T12:00:00Z`. Fails with `InvalidArgument`.
    pub fn parse(text: &str) -> Result<Timestamp> {
        let text = text.trim();
        let full =
            if text.len() == "2026-01-31".len() { format!("{text}T00:00:00Z") } else { text.to_owned() };
        pchat_core::xccos::Timestamp::parse(&full).map(|parsed| Timestamp(parsed.unix_ticks())).ok_or_else(
            || {
                Error::invalid(format!(
                    "'{}' is no point in time; write it as 2026-01-31 or 2026-01-31T12:00:00Z",
                    text.escape_debug()
                ))
            },
        )
    }

    /// From ticks since 1970.
    pub fn from_ticks(ticks: i64) -> Timestamp {
        Timestamp(ticks)
    }

    /// Ticks since 1970.
    pub fn ticks(self) -> i64 {
        self.0
    }

    /// Year, month and day (Gregorian, UTC).
    pub fn date(self) -> (i64, u8, u8) {
        civil(self.0.div_euclid(TICKS_PER_SECOND * SECONDS_PER_DAY))
    }

    /// `2024-01-02T03:05:00.1234567Z`.
    pub fn to_iso(self) -> String {
        let (year, month, day) = self.date();
        let (hour, minute, second) = self.time();
        let fraction = self.0.rem_euclid(TICKS_PER_SECOND);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:07}Z")
    }

    /// `Tue, 02 Jan 2024 03:05:00 GMT`, the form of the SIP `Date` header (RFC 3261 20.17).
    pub fn to_sip_date(self) -> String {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let days = self.0.div_euclid(TICKS_PER_SECOND * SECONDS_PER_DAY);
        let weekday =
            usize::try_from(days.rem_euclid(7)).ok().and_then(|i| DAYS.get(i)).copied().unwrap_or("Thu");
        let (year, month, day) = self.date();
        let month = MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or("Jan");
        let (hour, minute, second) = self.time();
        format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }

    fn time(self) -> (i64, i64, i64) {
        let seconds = self.0.div_euclid(TICKS_PER_SECOND).rem_euclid(SECONDS_PER_DAY);
        (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

/// Days since 1970-01-01 to year, month, day (proleptic Gregorian calendar).
fn civil(days: i64) -> (i64, u8, u8) {
    // Years are counted from 1 March, so that the leap day is a year's last; 400 years have 146097 days.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_days_and_moments() {
        assert_eq!(Timestamp::parse("2024-02-29").unwrap().to_iso(), "2024-02-29T00:00:00.0000000Z");
        assert_eq!(
            Timestamp::parse("2024-02-29T12:34:56Z").unwrap().to_iso(),
            "2024-02-29T12:34:56.0000000Z"
        );
        for bad in ["", "yesterday", "2024-13-01", "29.02.2024"] {
            assert!(Timestamp::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn known_instants() {
        assert_eq!(Timestamp::from_ticks(0).to_iso(), "1970-01-01T00:00:00.0000000Z");
        // `date -u -d @1709210096` is 2024-02-29 12:34:56.
        let leap_day = Timestamp::from_ticks(1_709_210_096 * TICKS_PER_SECOND + 1_234_567);
        assert_eq!(leap_day.to_iso(), "2024-02-29T12:34:56.1234567Z");
        assert_eq!(leap_day.to_sip_date(), "Thu, 29 Feb 2024 12:34:56 GMT");
        // `date -u -d @951782400` is 2000-02-29.
        assert_eq!(Timestamp::from_ticks(951_782_400 * TICKS_PER_SECOND).date(), (2000, 2, 29));
        assert_eq!(Timestamp::from_ticks(-1).to_iso(), "1969-12-31T23:59:59.9999999Z");
    }
}
