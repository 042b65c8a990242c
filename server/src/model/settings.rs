//! What an administrator may set while the server runs; it is kept in the store.

/// The highest limit of messages and stories, in bytes: a document carries every text of this length, whatever is in it.
pub const LONGEST_TEXT: u32 = 200_000;

/// How many times as long as its text the RTF twin of a message may be; it says the same in more bytes.
pub const RTF_FACTOR: u32 = 8;

/// The limits that the server advertises and enforces, and what it says about itself (spec: sdk.md 14, xccos.md 4.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The longest message text in bytes of UTF-8 (`sib@messageSizeLimit`), and an eighth of the longest RTF twin.
    pub message_size_limit: u32,
    /// The longest story in bytes of UTF-8 (`sib@storySizeLimit`), and an eighth of its longest RTF twin.
    pub story_size_limit: u32,
    /// The most rooms or people that a search gives, and messages of each room in a history query (`sib@searchLimit`).
    pub search_limit: u32,
    /// The most messages that recent history gives.
    pub history_limit: u32,
    /// Messages of recent history for a client that says no number.
    pub default_history: u32,
    /// With more people in a room its comings and goings are not told; 0: told up to 16,000 people.
    pub participant_update_limit: u32,
    /// The longest file, in kilobytes of 1024 bytes.
    pub max_file_kb: u32,
    /// Where rooms are managed in a browser (`sib@roomManagementUrl`), or empty.
    pub room_management_url: String,
    /// What the server calls itself (`sib@displayName`), or empty for the program's name and version.
    pub display_name: String,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            message_size_limit: 32 * 1024,
            story_size_limit: 128 * 1024,
            search_limit: 999,
            history_limit: 1000,
            default_history: 30,
            participant_update_limit: 75,
            max_file_kb: 20_000,
            room_management_url: String::new(),
            display_name: String::new(),
        }
    }
}

/// What changes of the settings; `None` leaves one as it is.
#[derive(Clone, Debug, Default)]
pub struct SettingsChange {
    /// See [`Settings::message_size_limit`]; 1 to [`LONGEST_TEXT`].
    pub message_size_limit: Option<u32>,
    /// See [`Settings::story_size_limit`]; 1 to [`LONGEST_TEXT`].
    pub story_size_limit: Option<u32>,
    /// See [`Settings::search_limit`]; at least 1.
    pub search_limit: Option<u32>,
    /// See [`Settings::history_limit`]; at least 1.
    pub history_limit: Option<u32>,
    /// See [`Settings::default_history`]; 1 to 500.
    pub default_history: Option<u32>,
    /// See [`Settings::participant_update_limit`].
    pub participant_update_limit: Option<u32>,
    /// See [`Settings::max_file_kb`]; at least 1.
    pub max_file_kb: Option<u32>,
    /// See [`Settings::room_management_url`].
    pub room_management_url: Option<String>,
    /// See [`Settings::display_name`].
    pub display_name: Option<String>,
}
