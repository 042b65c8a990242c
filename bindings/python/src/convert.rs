//! Values on their way between Rust and Python.

use crate::errors::raised;
use crate::host::HostRef;
use pchat_core::api::{Bytes, Error, ErrorCode, Secret, Timestamp};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyList, PyMemoryView, PyTuple, PyType};

/// A value that Python gets. `host` is the platform that objects inside it live on.
pub(crate) trait Give: Sized {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>>;
}

/// A value that Python gave as the argument or field `name`.
pub(crate) trait Take: Sized {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self>;
}

/// What Python calls the type of a value.
fn type_of(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "?".into(), |name| name.to_string())
}

/// Python's message for a value of the wrong type.
pub(crate) fn wrong(value: &Bound<'_, PyAny>, name: &str, wanted: &str) -> PyErr {
    PyTypeError::new_err(format!("{name}: {wanted} is needed, not {}", type_of(value)))
}

/// The refusal of a number that is not in the range of its type, `u32` for example.
fn unfit(value: &Bound<'_, PyAny>, name: &str, ty: &str) -> PyErr {
    let bits = ty.get(1..).and_then(|bits| bits.parse().ok()).unwrap_or(64_u32);
    let (least, most) = if ty.starts_with('u') {
        (0, (1_i128 << bits) - 1)
    } else {
        (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1)
    };
    let what = value.str().map_or_else(|_| "the number".into(), |it| it.to_string());
    let message = format!("{name} is {what}; a whole number from {least} to {most} is needed");
    raised(Error::new(ErrorCode::BadArgument, message))
}

macro_rules! plain {
    ($($ty:ty: $wanted:literal),*) => {$(
        impl Give for $ty {
            fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
                self.into_py_any(py)
            }
        }
        impl Take for $ty {
            fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
                value.extract().map_err(|error: PyErr| {
                    if error.is_instance_of::<pyo3::exceptions::PyOverflowError>(value.py()) {
                        unfit(value, name, stringify!($ty))
                    } else {
                        wrong(value, name, $wanted)
                    }
                })
            }
        }
    )*};
}
plain!(bool: "True or False", u8: "a number", u16: "a number", u32: "a number", u64: "a number", i8: "a number",
    i16: "a number", i32: "a number", i64: "a number", String: "text");

impl Give for () {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        Ok(py.None())
    }
}

impl<T: Give> Give for Option<T> {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        self.map_or_else(|| Ok(py.None()), |value| value.give(py, host))
    }
}

impl<T: Take> Take for Option<T> {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if value.is_none() { Ok(None) } else { T::take(value, name).map(Some) }
    }
}

impl<T: Give> Give for Vec<T> {
    fn give(self, py: Python<'_>, host: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        let list = PyList::empty(py);
        for value in self {
            list.append(value.give(py, host)?)?;
        }
        list.into_py_any(py)
    }
}

impl<T: Take> Take for Vec<T> {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if value.is_instance_of::<pyo3::types::PyString>() {
            return Err(wrong(value, name, "a list"));
        }
        let items = value.try_iter().map_err(|_| wrong(value, name, "a list"))?;
        items.map(|item| T::take(&item?, name)).collect()
    }
}

impl Give for Bytes {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        PyBytes::new(py, &self).into_py_any(py)
    }
}

impl Take for Bytes {
    /// Copied once; what is neither `bytes` nor a `bytearray` once more.
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Self::copy_from_slice(bytes.as_bytes()));
        }
        if let Ok(bytes) = value.cast::<PyByteArray>() {
            return Ok(bytes.to_vec().into());
        }
        let view = PyMemoryView::from(value).map_err(|_| wrong(value, name, "bytes"))?;
        let bytes = view.call_method0("tobytes")?;
        Ok(Self::copy_from_slice(bytes.cast::<PyBytes>()?.as_bytes()))
    }
}

impl Take for Secret {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        String::take(value, name).map(Secret::new)
    }
}

impl Give for Timestamp {
    fn give(self, py: Python<'_>, _: Option<&HostRef>) -> PyResult<Py<PyAny>> {
        static MAKE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let make = MAKE.import(py, "pchat._values", "datetime_of")?;
        Ok(make.call1((self.unix_micros(),))?.unbind())
    }
}

impl Take for Timestamp {
    fn take(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Self> {
        static MICROS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let micros = MICROS.import(value.py(), "pchat._values", "micros_of")?;
        Ok(Self::from_unix_micros(micros.call1((value, name))?.extract()?))
    }
}

/// The members of an `enum.Enum` of `pchat._enums`, looked up once.
pub(crate) struct Members {
    name: &'static str,
    by_value: PyOnceLock<Vec<(i32, Py<PyAny>)>>,
    class: PyOnceLock<Py<PyType>>,
}

impl Members {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, by_value: PyOnceLock::new(), class: PyOnceLock::new() }
    }

    fn class<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyType>> {
        self.class.import(py, "pchat._enums", self.name)
    }

    pub(crate) fn give(&self, py: Python<'_>, value: i32) -> PyResult<Py<PyAny>> {
        let members = self.by_value.get_or_try_init(py, || {
            let members = self.class(py)?.try_iter()?;
            members
                .map(|member| {
                    let member = member?;
                    Ok((member.getattr("value")?.extract()?, member.unbind()))
                })
                .collect::<PyResult<_>>()
        })?;
        match members.iter().find(|(number, _)| *number == value) {
            Some((_, member)) => Ok(member.clone_ref(py)),
            None => value.into_py_any(py),
        }
    }

    pub(crate) fn take(&self, value: &Bound<'_, PyAny>, name: &str) -> PyResult<i32> {
        if !value.is_instance(self.class(value.py())?)? {
            return Err(wrong(value, name, &format!("a member of {}", self.name)));
        }
        value.getattr("value")?.extract()
    }
}

/// What an object has as this property, or the object itself when it has none; refused when the property is None.
pub(crate) fn part<'py>(
    value: &Bound<'py, PyAny>,
    property: &str,
    name: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(part) = value.getattr_opt(property)? else { return Ok(value.clone()) };
    if part.is_none() {
        let what = type_of(value);
        return Err(raised(Error::new(
            ErrorCode::BadArgument,
            format!("{name}: this {what} has no {property} now, so it describes nothing"),
        )));
    }
    Ok(part)
}

/// Whether a value has all these attributes.
pub(crate) fn has_all(value: &Bound<'_, PyAny>, names: &[&str]) -> PyResult<bool> {
    for name in names {
        if !value.hasattr(*name)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The keyword arguments of a value's constructor.
pub(crate) struct Fields<'a, 'py> {
    class: &'static str,
    given: Option<&'a Bound<'py, PyDict>>,
    used: usize,
}

impl<'a, 'py> Fields<'a, 'py> {
    pub(crate) fn new(class: &'static str, given: Option<&'a Bound<'py, PyDict>>) -> Self {
        Self { class, given, used: 0 }
    }

    fn find<T: Take>(&mut self, name: &str) -> PyResult<Option<T>> {
        let Some(given) = self.given else { return Ok(None) };
        let Some(value) = given.get_item(name)? else { return Ok(None) };
        self.used += 1;
        T::take(&value, name).map(Some)
    }

    /// A field that must be given.
    pub(crate) fn needed<T: Take>(&mut self, name: &str) -> PyResult<T> {
        self.find(name)?
            .ok_or_else(|| PyTypeError::new_err(format!("{}() needs the argument '{name}'", self.class)))
    }

    /// A field with a default.
    pub(crate) fn or<T: Take>(&mut self, name: &str, default: T) -> PyResult<T> {
        Ok(self.find(name)?.unwrap_or(default))
    }

    /// Refuses what is no field.
    pub(crate) fn end(self, names: &[&str]) -> PyResult<()> {
        let Some(given) = self.given.filter(|given| given.len() > self.used) else { return Ok(()) };
        for name in given.keys() {
            let name: String = name.extract()?;
            if !names.contains(&name.as_str()) {
                return Err(PyTypeError::new_err(format!("{}() has no argument '{name}'", self.class)));
            }
        }
        Ok(())
    }
}

/// What `pickle` makes a value of: a function and its arguments.
pub(crate) type Recipe<'py> = (Bound<'py, PyAny>, (Bound<'py, PyType>, Bound<'py, PyDict>));

/// How to make this value again.
pub(crate) fn recipe<'py>(value: &Bound<'py, PyAny>, fields: &[&str]) -> PyResult<Recipe<'py>> {
    static AGAIN: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let again = AGAIN.import(value.py(), "pchat._values", "again")?;
    let given = PyDict::new(value.py());
    for field in fields {
        given.set_item(field, value.getattr(*field)?)?;
    }
    Ok((again.clone(), (value.get_type(), given)))
}

/// Why a value with a secret is not pickled.
pub(crate) fn no_pickle(class: &str) -> PyErr {
    PyTypeError::new_err(format!(
        "cannot pickle {class} with a password: it would be written down in the clear; leave the password out, and put \
         it in again with copy.replace() or __replace__()"
    ))
}

/// `Name(field=value, …)`.
pub(crate) fn repr(value: &Bound<'_, PyAny>, class: &str, fields: &[&str]) -> PyResult<String> {
    let parts = fields
        .iter()
        .map(|field| Ok(format!("{field}={}", value.getattr(*field)?.repr()?)))
        .collect::<PyResult<Vec<_>>>()?;
    Ok(format!("{class}({})", parts.join(", ")))
}

/// The fields of a value, for comparing and hashing.
pub(crate) fn tuple<'py>(value: &Bound<'py, PyAny>, fields: &[&str]) -> PyResult<Bound<'py, PyTuple>> {
    let values =
        fields.iter().map(|field| value.getattr(*field)).collect::<PyResult<Vec<Bound<'py, PyAny>>>>()?;
    PyTuple::new(value.py(), values)
}
