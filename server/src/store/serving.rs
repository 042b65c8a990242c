//! One server for one store: participants live in its memory, so a second one would split the rooms.

use crate::error::{Error, ErrorKind, Result};
use rusqlite::{Connection, ErrorCode};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

/// The file's name in the data folder.
const FILE: &str = "serving.lock";

/// The right to serve a data folder. It ends with the value, and with the process however that ends: it is a lock that
/// the system holds, not a file that is there.
pub struct ServingLock {
    _connection: Mutex<Connection>,
}

impl ServingLock {
    /// Takes the lock. Fails with `AlreadyExists` when another server has it.
    pub fn take(folder: &Path) -> Result<ServingLock> {
        let failed = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::new(
                ErrorKind::AlreadyExists,
                format!("another server serves {} already; stop it first", folder.display()),
            ),
            _ => Error::store(format!("lock {}", folder.display()), &error),
        };
        let connection = Connection::open(folder.join(FILE)).map_err(failed)?;
        connection.busy_timeout(Duration::ZERO).map_err(failed)?;
        connection
            .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;")
            .map_err(failed)?;
        Ok(ServingLock { _connection: Mutex::new(connection) })
    }
}
