//! The embedded Persistent Chat server.
