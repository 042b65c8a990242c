//! Who signs in, and with which password.

use std::fmt;

use zeroize::Zeroizing;

use super::ntlm::NtHash;

/// A login name as it goes over the wire: a domain, possibly empty, and a user name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Login {
    domain: String,
    user: String,
}

impl Login {
    /// A login of its two parts. None when `user` is empty: that would be an anonymous logon.
    pub fn new(domain: &str, user: &str) -> Option<Login> {
        (!user.is_empty()).then(|| Login { domain: domain.to_string(), user: user.to_string() })
    }

    /// Reads what a person types (spec sip.md C14): `DOMAIN\user`; `user@domain`, which stays whole as the user name because
    /// that is how the server knows it; or `user`. A leading `sip:` is taken off, so a SIP address will do.
    ///
    /// None when there is no user name.
    pub fn parse(text: &str) -> Option<Login> {
        let text = text.trim();
        let text = match text.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("sip:") => text.get(4..).unwrap_or_default(),
            _ => text,
        };
        let (domain, user) = text.split_once('\\').unwrap_or(("", text));
        Login::new(domain, user)
    }

    /// The domain as it is sent; empty for `user` and `user@domain`.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The user name as it is sent. Never empty.
    pub fn user(&self) -> &str {
        &self.user
    }
}

/// As it is typed: `DOMAIN\user`, `user@domain` or `user`.
impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.domain.is_empty() {
            write!(f, "{}\\", self.domain)?;
        }
        f.write_str(&self.user)
    }
}

/// Why credentials cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialsError {
    /// The login holds no user name.
    NoUser,
    /// The login is longer than [`Credentials::LOGIN_LIMIT`] bytes.
    LoginTooLong,
    /// The password is longer than [`Credentials::PASSWORD_LIMIT`] bytes.
    PasswordTooLong,
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CredentialsError::NoUser => {
                f.write_str("the login has no user name; give DOMAIN\\user, user@domain or user")
            }
            CredentialsError::LoginTooLong => {
                write!(f, "the login is longer than {} bytes", Credentials::LOGIN_LIMIT)
            }
            CredentialsError::PasswordTooLong => {
                write!(f, "the password is longer than {} bytes", Credentials::PASSWORD_LIMIT)
            }
        }
    }
}

impl std::error::Error for CredentialsError {}

/// A login and its password. The password is erased when this is dropped and never shown by Debug.
#[derive(Clone)]
pub struct Credentials {
    login: Login,
    password: Zeroizing<String>,
    workstation: String,
}

impl Credentials {
    /// The longest login in bytes.
    pub const LOGIN_LIMIT: usize = 1024;
    /// The longest password in bytes.
    pub const PASSWORD_LIMIT: usize = 1024;

    /// Credentials of a login as [`Login::parse`] reads it, and a password, which may be empty.
    pub fn new(login: &str, password: &str) -> Result<Credentials, CredentialsError> {
        if login.len() > Credentials::LOGIN_LIMIT {
            return Err(CredentialsError::LoginTooLong);
        }
        if password.len() > Credentials::PASSWORD_LIMIT {
            return Err(CredentialsError::PasswordTooLong);
        }
        let login = Login::parse(login).ok_or(CredentialsError::NoUser)?;
        let password = Zeroizing::new(password.to_string());
        Ok(Credentials { login, password, workstation: String::new() })
    }

    /// The name of this machine to tell the server: at most 64 characters are taken. Normally none is told; a domain whose
    /// accounts are bound to machines needs it.
    pub fn with_workstation(mut self, name: &str) -> Credentials {
        self.workstation = name.chars().take(64).collect();
        self
    }

    /// The login as it is sent.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// The name of this machine, or "".
    pub fn workstation(&self) -> &str {
        &self.workstation
    }

    /// The password's NT hash.
    pub fn nt_hash(&self) -> NtHash {
        NtHash::of_password(&self.password)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("login", &self.login)
            .field("password", &"***")
            .field("workstation", &self.workstation)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_as_people_type_them() {
        for (text, domain, user) in [
            ("CONTOSO\\alice", "CONTOSO", "alice"),
            (" alice ", "", "alice"),
            ("alice@contoso.test", "", "alice@contoso.test"),
            ("SIP:alice@contoso.test", "", "alice@contoso.test"),
            ("\\alice", "", "alice"),
            ("CONTOSO\\al\\ice", "CONTOSO", "al\\ice"),
            ("äöü", "", "äöü"),
        ] {
            let login = Login::parse(text).unwrap();
            assert_eq!((login.domain(), login.user()), (domain, user), "{text:?}");
        }
        for text in ["", "  ", "sip:", "CONTOSO\\"] {
            assert_eq!(Login::parse(text), None, "{text:?}");
            assert_eq!(Credentials::new(text, "x").err(), Some(CredentialsError::NoUser), "{text:?}");
        }
        assert_eq!(Login::parse("CONTOSO\\alice").unwrap().to_string(), "CONTOSO\\alice");
        assert_eq!(Login::parse("a@b").unwrap().to_string(), "a@b");
    }

    #[test]
    fn the_password_does_not_show() {
        let shown = format!("{:#?}", Credentials::new("alice", "open sesame").unwrap());
        assert!(shown.contains("alice") && !shown.contains("sesame"), "{shown}");
    }

    #[test]
    fn lengths_are_bounded() {
        assert_eq!(Credentials::new(&"a".repeat(1025), "x").err(), Some(CredentialsError::LoginTooLong));
        assert_eq!(Credentials::new("a", &"x".repeat(1025)).err(), Some(CredentialsError::PasswordTooLong));
        Credentials::new(&"a".repeat(1024), &"x".repeat(1024)).unwrap();
    }
}
