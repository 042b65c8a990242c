//! Sizes in words, as the SDK's `FileSizeEstimate` tells them: "100 bytes", "10 kilobytes" (sdk.md 3.8).

const UNITS: [&str; 5] = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

/// The size to the nearest whole number of the largest unit that it has one of.
pub(super) fn in_words(bytes: u64) -> String {
    let (mut size, mut unit) = (bytes, 0);
    // Rounded from the number of bytes each time, so that rounding does not add up.
    while size >= 1024 && unit + 1 < UNITS.len() {
        unit += 1;
        let one = 1_u64 << (10 * unit);
        size = bytes / one + u64::from(bytes % one >= one / 2);
    }
    let plural = if size == 1 { "" } else { "s" };
    format!("{size} {}{plural}", UNITS.get(unit).unwrap_or(&"byte"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_for_sizes() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (100, "100 bytes"),
            (1023, "1023 bytes"),
            (1024, "1 kilobyte"),
            (10_000, "10 kilobytes"),
            (1_048_575, "1 megabyte"),
            (5 << 20, "5 megabytes"),
            (3 << 40, "3 terabytes"),
            (u64::MAX, "16777216 terabytes"),
        ] {
            assert_eq!(super::in_words(bytes), words, "{bytes}");
        }
    }
}
