//! Passwords: read once, kept only as the hash that NTLM needs.

use crate::error::{Error, Result};
use pchat_core::auth::ntlm::NtHash;
use std::io::{BufRead, BufReader};
use std::path::Path;
use zeroize::Zeroizing;

/// The longest password in bytes; Windows takes 127 characters.
const LONGEST: usize = 1024;

/// What NTLM needs of a password: MD4 of its UTF-16LE form ([MS-NLMP] 3.3.1, NTOWFv1).
pub fn nt_hash(password: &str) -> [u8; 16] {
    *NtHash::of_password(password).expose()
}

/// The password in the first line of a file. Fails when the file cannot be read or the line is empty.
pub fn from_file(path: &Path) -> Result<Zeroizing<String>> {
    let shown = path.display();
    let file = std::fs::File::open(path)
        .map_err(|error| Error::io(format!("read the password file {shown}"), &error))?;
    first_line(BufReader::new(file), &format!("the password file {shown}"))
}

/// The password in the first line of standard input.
pub fn from_stdin() -> Result<Zeroizing<String>> {
    first_line(std::io::stdin().lock(), "standard input")
}

fn first_line(source: impl BufRead, name: &str) -> Result<Zeroizing<String>> {
    // Room for everything at once: growing would leave copies behind. Byte by byte, because a terminal gives a line at a time
    // and then waits for more.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST + 1));
    for byte in source.bytes() {
        match byte.map_err(|error| Error::io(format!("read a password from {name}"), &error))? {
            b'\n' | b'\r' => break,
            byte => line.push(byte),
        }
        if line.len() > LONGEST {
            return Err(Error::invalid(format!("the password in {name} is longer than {LONGEST} bytes")));
        }
    }
    if line.is_empty() {
        return Err(Error::invalid(format!("there is no password in the first line of {name}")));
    }
    match std::str::from_utf8(&line) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(Error::invalid(format!("the password in {name} is not UTF-8"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_hash() {
        // [MS-NLMP] 4.2.2.1.2: password "Password".
        let expected =
            [0xa4, 0xf4, 0x9c, 0x40, 0x65, 0x10, 0xbd, 0xca, 0xb6, 0x82, 0x4e, 0xe7, 0xc3, 0x0f, 0xd8, 0x52];
        assert_eq!(nt_hash("Password"), expected);
    }

    #[test]
    fn only_the_first_line_counts() {
        assert_eq!(first_line(&b"pa ss\r\nmore"[..], "x").unwrap().as_str(), "pa ss");
        assert_eq!(first_line("pässwörd".as_bytes(), "x").unwrap().as_str(), "pässwörd");
        assert!(first_line(&b"\nlater"[..], "x").unwrap_err().to_string().contains("no password"));
        assert!(first_line(&[b'a'; 2000][..], "x").unwrap_err().to_string().contains("longer"));
        assert!(first_line(&[0xff, b'\n'][..], "x").unwrap_err().to_string().contains("UTF-8"));
    }
}
