//! Values on their way to JavaScript, as JSON: one text for a batch of events is faster to make and to read than objects that are
//! built field by field through the C interface of Node.

use pchat_core::api::{Error, Timestamp};
use std::fmt::Write as _;

/// The largest integer that a JavaScript number holds exactly.
const LARGEST_EXACT: i64 = (1 << 53) - 1;

/// Something that can be said in JSON.
pub(crate) trait Json {
    fn write(&self, out: &mut String);

    fn json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

impl Json for () {
    fn write(&self, out: &mut String) {
        out.push_str("null");
    }
}

impl Json for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! number {
    ($($ty:ty),*) => {$(
        impl Json for $ty {
            fn write(&self, out: &mut String) {
                // Writing into a `String` cannot fail.
                let _ = write!(out, "{self}");
            }
        }
    )*};
}
number!(i8, i16, i32, u8, u16, u32);

impl Json for i64 {
    /// What a number cannot hold exactly is a text with an `n` behind it, which becomes a `bigint`.
    fn write(&self, out: &mut String) {
        let _ = if (-LARGEST_EXACT..=LARGEST_EXACT).contains(self) {
            write!(out, "{self}")
        } else {
            write!(out, "\"{self}n\"")
        };
    }
}

impl Json for u64 {
    fn write(&self, out: &mut String) {
        let _ = if i64::try_from(*self).is_ok_and(|it| it <= LARGEST_EXACT) {
            write!(out, "{self}")
        } else {
            write!(out, "\"{self}n\"")
        };
    }
}

impl Json for str {
    fn write(&self, out: &mut String) {
        out.push('"');
        let mut done = 0;
        for (at, byte) in self.bytes().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            // Those bytes are whole characters, so both ends are at boundaries.
            out.push_str(self.get(done..at).unwrap_or_default());
            let _ = match byte {
                b'"' => out.write_str("\\\""),
                b'\\' => out.write_str("\\\\"),
                b'\n' => out.write_str("\\n"),
                control => write!(out, "\\u{control:04x}"),
            };
            done = at + 1;
        }
        out.push_str(self.get(done..).unwrap_or_default());
        out.push('"');
    }
}

impl Json for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

impl Json for Timestamp {
    /// Microseconds; `lib/read.js` makes a `Date` that knows them.
    fn write(&self, out: &mut String) {
        self.unix_micros().write(out);
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(it) => it.write(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (at, item) in self.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            item.write(out);
        }
        out.push(']');
    }
}

impl Json for Error {
    fn write(&self, out: &mut String) {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        out.push_str("{\"code\":");
        self.code().write(out);
        out.push_str(",\"number\":");
        (self.code() as i32).write(out);
        out.push_str(",\"message\":");
        self.message().write(out);
        out.push_str(",\"sipStatus\":");
        self.sip_status().write(out);
        out.push_str(",\"diagnosticsId\":");
        self.diagnostics_id().write(out);
        out.push_str(",\"diagnosticsReason\":");
        owned(self.diagnostics_reason()).write(out);
        out.push_str(",\"diagnosticsSource\":");
        owned(self.diagnostics_source()).write(out);
        out.push_str(",\"serverCode\":");
        self.server_code().write(out);
        out.push_str(",\"serverText\":");
        owned(self.server_text()).write(out);
        out.push_str(",\"retryAfterSeconds\":");
        self.retry_after_seconds().write(out);
        out.push('}');
    }
}

/// The error as an exception; `lib/error.js` reads it again.
pub(crate) fn thrown(error: Error) -> napi::Error {
    napi::Error::new(napi::Status::GenericFailure, error.json())
}
