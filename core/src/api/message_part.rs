//! What a message is made of.

/// What a part of a message is (the SDK's `MessagePart…` classes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum MessagePartKind {
    /// Text.
    PlainText = 0,
    /// A link; `uri` says where to.
    Hyperlink = 1,
    /// A link to a room; `uri` is the room's.
    ChatRoomLink = 2,
    /// A drawn face; `emoticon` says which.
    Emoticon = 3,
    /// A link to a file of the room; `uri`, `file_name` and, when they are known, the sizes describe it. Only uploads make them.
    FileDownloadLink = 4,
    /// The title of a story: the first part of one, and of nothing else.
    StoryTitle = 5,
}

/// A face drawn in a message (the SDK's `ChatEmoticon`; the numbers are the SDK's).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ChatEmoticon {
    /// `:)`, and `:-)` when read.
    Smile = 0,
    /// `:(`
    Frown = 1,
    /// `8-)`
    Cool = 2,
    /// `:-D`
    Laughing = 3,
    /// `:-O`
    Shocked = 4,
    /// `:-/`
    Confused = 5,
    /// `:'(`
    Crying = 6,
    /// `:-P`
    Tongue = 7,
    /// `;)`
    Wink = 8,
    /// `>:O`
    Angry = 9,
    /// `:-*`
    Kissing = 10,
}

/// A slice of a message (the SDK's `MessagePart`). The raw texts of all parts, one after another, are the message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessagePart {
    /// What it is.
    pub kind: MessagePartKind,
    /// For people: the text of a link, the name of a file, the title of a story.
    pub display_text: String,
    /// The slice as the message has it.
    pub raw_text: String,
    /// Where a link leads: an absolute URI of any scheme. It came from the network: look at its scheme before you open it.
    pub uri: Option<String>,
    /// Which face an emoticon is.
    pub emoticon: Option<ChatEmoticon>,
    /// The file's name for people, without folders; not checked for what a file system forbids.
    pub file_name: Option<String>,
    /// The file's size in bytes, when the link tells it.
    pub file_size: Option<u64>,
    /// The file's size in words, such as "10 kilobytes", when the link tells it.
    pub file_size_estimate: Option<String>,
}
