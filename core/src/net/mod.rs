//! The only place that does IO: TCP, TLS, name resolution.
