//! Authentication: NTLM in its connectionless form, security associations and the signed buffer. Pure.
