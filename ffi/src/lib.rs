//! libpchat, the C library.
