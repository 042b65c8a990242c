//! What JavaScript hands over: objects whose properties have the names of arguments and fields. Everything is checked, and what is
//! refused is named.

use crate::json::thrown;
use napi::bindgen_prelude::{Array, BigInt, ClassInstance, FromNapiValue, Object, Uint8ArraySlice, Unknown};
use napi::{JsDate, JsValue, Result, ValueType};
use pchat_core::api::{Bytes, Error, ErrorCode, Secret, Timestamp};

/// Where a `Date` that the library gave has its microseconds; `lib/read.js` puts them there.
const MICROSECONDS: &str = "unixMicroseconds";

/// The arguments of a function, or the fields of a struct among them.
pub(crate) struct Fields<'a> {
    object: Option<Object<'a>>,
    /// What stands in front of names in messages: `settings.`.
    of: String,
}

pub(crate) fn refuse<T>(what: impl Into<String>) -> Result<T> {
    Err(thrown(Error::new(ErrorCode::BadArgument, what)))
}

impl<'a> Fields<'a> {
    pub(crate) fn arguments(object: Object<'a>) -> Self {
        Self { object: Some(object), of: String::new() }
    }

    /// A struct among the arguments; every field has its default when it is not there. Names that the struct does not have are refused,
    /// because they are misspelt, unless `more` has them: values of the library that do in its place say more.
    pub(crate) fn structure(&self, name: &str, known: &[&str], more: &[&str]) -> Result<Fields<'a>> {
        if let Some(value) = self.get::<Unknown<'_>>(name, "an object")?
            && value.get_type()? != ValueType::Object
        {
            return refuse(format!("`{}{name}` must be an object", self.of));
        }
        let object: Option<Object<'a>> = self.get(name, "an object")?;
        if let Some(object) = &object {
            for key in Object::keys(object)? {
                if !known.contains(&key.as_str()) && !more.contains(&key.as_str()) {
                    return refuse(format!("`{name}.{key}` does not exist; there are {}", known.join(", ")));
                }
            }
        }
        Ok(Fields { object, of: format!("{name}.") })
    }

    /// `None` when it is undefined or null.
    fn get<T: FromNapiValue>(&self, name: &str, kind: &str) -> Result<Option<T>> {
        let Some(object) = &self.object else { return Ok(None) };
        match object.get::<Option<T>>(name) {
            Ok(value) => Ok(value.flatten()),
            Err(_) => refuse(format!("`{}{name}` must be {kind}", self.of)),
        }
    }

    /// What a function cannot do without.
    pub(crate) fn required<T>(&self, name: &str, value: Option<T>) -> Result<T> {
        match value {
            Some(value) => Ok(value),
            None => refuse(format!("`{}{name}` is missing", self.of)),
        }
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<String>> {
        self.get(name, "a string")
    }

    pub(crate) fn secret(&self, name: &str) -> Result<Option<Secret>> {
        Ok(self.text(name)?.map(Secret::new))
    }

    /// A copy of a Uint8Array, so also of a Buffer.
    pub(crate) fn bytes(&self, name: &str) -> Result<Option<Bytes>> {
        let kind = "a Uint8Array";
        if let Some(value) = self.get::<Unknown<'_>>(name, kind)?
            && !(value.get_type()? == ValueType::Object && (value.is_typedarray()? || value.is_buffer()?))
        {
            return refuse(format!("`{}{name}` must be {kind}", self.of));
        }
        let array: Option<Uint8ArraySlice<'_>> = self.get(name, kind)?;
        Ok(array.map(|array| Bytes::copy_from_slice(&array)))
    }

    pub(crate) fn boolean(&self, name: &str) -> Result<Option<bool>> {
        self.get(name, "true or false")
    }

    /// A time from which on something counts, or that is compared. A `Date` of the library knows its microseconds; another one is
    /// the beginning of its millisecond.
    pub(crate) fn timestamp(&self, name: &str) -> Result<Option<Timestamp>> {
        self.time(name, 0)
    }

    /// A time up to which something counts: a `Date` without microseconds is the end of its millisecond.
    pub(crate) fn timestamp_until(&self, name: &str) -> Result<Option<Timestamp>> {
        self.time(name, 999)
    }

    fn time(&self, name: &str, within: i64) -> Result<Option<Timestamp>> {
        let Some(value): Option<Unknown<'_>> = self.get(name, "a Date")? else { return Ok(None) };
        let date = if value.get_type()? == ValueType::Object && value.is_date()? {
            JsDate::from_unknown(value)?.value_of()?
        } else {
            return refuse(format!("`{}{name}` must be a Date", self.of));
        };
        if !date.is_finite() {
            return refuse(format!("`{}{name}` is an invalid Date", self.of));
        }
        // A Date has whole milliseconds, fewer than 2^53.
        let millis = date as i64;
        let exact: Option<f64> = self
            .get::<Object<'_>>(name, "a Date")?
            .and_then(|date| date.get(MICROSECONDS).ok().flatten())
            // A Date that was changed meanwhile does not fit them any more.
            .filter(|micros: &f64| (*micros as i64).div_euclid(1000) == millis);
        let micros = exact.map_or(millis * 1000 + within, |micros| micros as i64);
        Ok(Some(Timestamp::from_unix_micros(micros)))
    }

    pub(crate) fn integer<T: TryFrom<i64>>(&self, name: &str) -> Result<Option<T>> {
        if let Some(wide) = self.bigint(name)? {
            let (value, fits) = wide.get_i64();
            return match T::try_from(value) {
                Ok(value) if fits => Ok(Some(value)),
                _ => refuse(format!("`{}{name}` is a bigint out of its range", self.of)),
            };
        }
        let Some(number): Option<f64> = self.get(name, "a number")? else { return Ok(None) };
        // Saturates, and what does not fit is refused by its type then.
        let whole = number as i64;
        match T::try_from(whole) {
            Ok(value) if whole as f64 == number => Ok(Some(value)),
            _ => refuse(format!("`{}{name}` is {number}, which is not a whole number in its range", self.of)),
        }
    }

    /// A number that is too wide for a number of JavaScript.
    fn bigint(&self, name: &str) -> Result<Option<BigInt>> {
        match self.get::<Unknown<'_>>(name, "a number")? {
            Some(value) if value.get_type()? == ValueType::BigInt => self.get(name, "a number"),
            _ => Ok(None),
        }
    }

    pub(crate) fn texts(&self, name: &str) -> Result<Option<Vec<String>>> {
        let Some(array): Option<Array<'_>> = self.get(name, "an array of strings")? else { return Ok(None) };
        let mut texts = Vec::new();
        for at in 0..array.len() {
            match array.get::<String>(at) {
                Ok(Some(text)) => texts.push(text),
                _ => return refuse(format!("`{}{name}[{at}]` must be a string", self.of)),
            }
        }
        Ok(Some(texts))
    }

    /// A value of an enum, by its name.
    pub(crate) fn choice<T>(
        &self,
        name: &str,
        read: fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Result<Option<T>> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        match read(&text) {
            Some(value) => Ok(Some(value)),
            None => refuse(format!("`{}{name}` is '{text}'; it is one of {}", self.of, known.join(", "))),
        }
    }

    pub(crate) fn object<T: 'static>(&self, name: &str) -> Result<ClassInstance<'a, T>>
    where
        ClassInstance<'a, T>: FromNapiValue,
    {
        let object = self.get(name, "an object of this library")?;
        self.required(name, object)
    }
}
