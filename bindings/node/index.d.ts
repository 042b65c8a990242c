// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

/// <reference types="node" />

import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** What every operation takes as its last argument. */
export interface OperationOptions {
  /**
   * Cancels the operation when it is aborted; the promise is then rejected with the signal's reason. What the server was told already is
   * not taken back. `AbortSignal.timeout(ms)` limits the time.
   */
  signal?: AbortSignal;
}

/**
 * A time that the library gives. A `Date` has milliseconds and the server counts microseconds, so it knows these besides, and is
 * exactly the same time when it is handed back, as `until` or `expectedUpdatedOn`. What JSON and `structuredClone` make of it is a plain
 * `Date`; the library takes one for its whole millisecond.
 */
export interface Timestamp extends Date {
  /** Microseconds since 1970-01-01T00:00:00Z. Not enumerable. */
  readonly unixMicroseconds?: number;
}

/** How messages wait for `for await`. */
export interface MessagesOptions {
  /** How many messages may wait; 1,024 by default. */
  limit?: number;
  /**
   * What happens when so many wait. `'wait'`, the default: the endpoint stops reading from the server until there is room; only while an
   * operation of the endpoint runs, whose answer comes the same way, up to 16 times as many may wait. `'dropOldest'`: the oldest is
   * dropped and counted in `Session.droppedMessages`.
   */
  overflow?: 'wait' | 'dropOldest';
  /** Ends the loop when it is aborted, which throws the signal's reason. */
  signal?: AbortSignal;
}

/**
 * What every function of the library throws and every promise is rejected with: a stable code, a sentence for people, and what the server
 * said when it said something. It never carries a password.
 */
export declare class PchatError extends Error {
  private constructor();
  readonly name: 'PchatError';
  /** The stable code. */
  readonly code: ErrorCode;
  /** The code's number, the same in every language. */
  readonly number: number;
  /** The SIP status that caused the error. */
  readonly sipStatus: number | null;
  /** The error id of the server's `ms-diagnostics` header. */
  readonly diagnosticsId: number | null;
  /** The reason in the server's `ms-diagnostics` header. */
  readonly diagnosticsReason: string | null;
  /** The host that wrote the `ms-diagnostics` header. */
  readonly diagnosticsSource: string | null;
  /** The response code of the chat server (XCCOS). */
  readonly serverCode: number | null;
  /** The response text of the chat server (XCCOS). */
  readonly serverText: string | null;
  /** How many seconds the server asks to wait before the next try. */
  readonly retryAfterSeconds: number | null;
}

/** How important a line of the log is, the most important first. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** A line of the library's log. No line of any level carries a password, a key or a token. */
export interface LogLine {
  level: LogLevel;
  /** The part of the library that says it, such as `pchat_core::client::sign_in`. */
  target: string;
  /** What it says, without a line end. */
  message: string;
  /** When it was said. */
  time: Date;
}

/**
 * Hands the library's log to `handler`, from `level` upwards in importance: `'info'` unless told otherwise; `'trace'` is everything, messages
 * on the wire included. `null` ends it. One handler for each thread of JavaScript, and each gets the log of the whole process; another one
 * replaces it.
 *
 * It is called on the event loop, never by a thread of the library, and does not keep the process alive; what waits when the process exits
 * is told then. At most 2,048 lines wait: what comes faster is dropped, and a line says how many. What `handler` throws is an uncaught
 * exception. Throws `'BadArgument'`.
 */
export declare function setLogHandler(
  handler: ((line: LogLine) => void) | null,
  options?: { level?: LogLevel },
): void;

/** Disposing of a platform shuts it down. */
export interface Platform extends AsyncDisposable {
  /**
   * Terminates every endpoint, ends every thread and frees everything. Operations that still run are rejected with `'PlatformShutDown'`.
   * A second call succeeds, too.
   */
  shutDown(): Promise<void>;
}

export declare namespace Platform {
  /** The platform of this thread that endpoints live on when no other is named; made on first use. */
  function shared(): Platform;
}

/**
 * While an endpoint is open the process stays alive, and its events come, also when the program forgot it. Disposing of it terminates it.
 */
export interface Endpoint extends AsyncDisposable {
  /** Joins a room by its name, its URI (`ma-chan://…`), or what describes it, another session too, in a session of its own. */
  join(room: string | Pick<ChatRoomSnapshot, 'roomUri'> | Session, options?: OperationOptions): Promise<Session>;
  /** Lets the process end although the endpoint is open. */
  unref(): this;
  /** Keeps the process alive again while the endpoint is open. */
  ref(): this;
}

export declare namespace Endpoint {
  /** Makes an endpoint and establishes it. */
  function connect(settings: EndpointSettings, options?: OperationOptions): Promise<Endpoint>;
}

/**
 * Iterating gives the messages of the room: those that came since it was joined, if nothing has listened for `'messageReceived'`, then
 * new ones as they come. It ends when the session leaves the room, and throws when something else ended it. Loops over the same session
 * share its messages. Disposing of it leaves the room.
 */
export interface Session extends AsyncDisposable, AsyncIterable<ChatMessage> {
  /** The messages of the room, with another bound or policy; see {@link MessagesOptions}. */
  messages(options?: MessagesOptions): AsyncIterableIterator<ChatMessage>;
  /** How many messages were dropped because nobody took them in time. */
  readonly droppedMessages: number;
}

/** Options of {@link Session.uploadFrom}. */
export interface UploadOptions {
  /** What people read; by default the name of the file that a stream reads, or of a `File`. */
  fileName?: string;
  /** How many bytes come; a `Uint8Array` and a `Blob` tell it themselves. */
  size?: number;
  /** Cancels the upload. */
  signal?: AbortSignal;
  /** Called with how far it is, last with how it ended. */
  onProgress?: (progress: FileTransferProgress) => void;
}

/** Options of {@link Session.downloadTo}. */
export interface DownloadOptions {
  /** A longer file is refused before its first byte. */
  maxBytes?: number | bigint;
  /** Cancels the download. */
  signal?: AbortSignal;
  /** Called with how far it is, last with how it ended. */
  onProgress?: (progress: FileTransferProgress) => void;
}

export interface Session {
  /**
   * Uploads what a source has to the room and posts its link: a `Uint8Array`, a `Blob`, a `Readable`, or an iterable or async iterable of
   * `Uint8Array`s. No more than a few MiB are in memory at a time. A source that has fewer or more bytes than `size` fails, and nothing is
   * posted; so does one that throws. Fails like `uploadBytes` and `FileTransfer.finish`.
   */
  uploadFrom(
    source: Uint8Array | Blob | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    options?: UploadOptions,
  ): Promise<TransferredFile>;
  /**
   * Downloads a file of the room into a `Writable`, which is not ended. No more than a few MiB are in memory at a time; a slow target slows
   * the download. What was written stays when it fails. Fails like `downloadStream` and `FileTransfer.finish`.
   */
  downloadTo(fileUri: string, target: NodeJS.WritableStream, options?: DownloadOptions): Promise<TransferredFile>;
}

/**
 * Iterating gives the chunks of a download that `Session.downloadStream` began; leaving the loop early cancels it. Disposing of a transfer
 * cancels it, unless it is over.
 */
export interface FileTransfer extends AsyncDisposable, AsyncIterable<Buffer> {
  /** The chunks of a download that `Session.downloadStream` began, as a stream; destroying it cancels the transfer. */
  readable(): Readable;
  /** What an upload takes that `Session.uploadStream` began, as a stream; ending it posts the link, destroying it cancels the transfer. */
  writable(): Writable;
  /**
   * How far it is now, and again whenever it is further, until it is over; the last one says how it ended. Whoever is slow skips some.
   */
  progressChanges(): AsyncIterableIterator<FileTransferProgress>;
}

/** The version of the library. */
export declare const version: string;

/** How the user proves who he is. */
export declare const Authentication: {
  /**
   * The best method that the server offers and the library knows. A server that asks for none is
   * accepted.
   */
  readonly Automatic: 'Automatic';
  /** NTLM version 2, connectionless, every message signed. A server that asks for no proof is refused. */
  readonly Ntlm: 'Ntlm';
  /** None. A server that asks for a proof is refused. For tests. */
  readonly None: 'None';
};
export type Authentication = keyof typeof Authentication;

/** A face drawn in a message (the SDK's `ChatEmoticon`; the numbers are the SDK's). */
export declare const ChatEmoticon: {
  /** `:)`, and `:-)` when read. */
  readonly Smile: 'Smile';
  /** `:(` */
  readonly Frown: 'Frown';
  /** `8-)` */
  readonly Cool: 'Cool';
  /** `:-D` */
  readonly Laughing: 'Laughing';
  /** `:-O` */
  readonly Shocked: 'Shocked';
  /** `:-/` */
  readonly Confused: 'Confused';
  /** `:'(` */
  readonly Crying: 'Crying';
  /** `:-P` */
  readonly Tongue: 'Tongue';
  /** `;)` */
  readonly Wink: 'Wink';
  /** `>:O` */
  readonly Angry: 'Angry';
  /** `:-*` */
  readonly Kissing: 'Kissing';
};
export type ChatEmoticon = keyof typeof ChatEmoticon;

/** Who may post to a room (the numbers are the SDK's). */
export declare const ChatRoomBehavior: {
  /** Every member. */
  readonly Normal: 'Normal';
  /** Presenters. */
  readonly Auditorium: 'Auditorium';
};
export type ChatRoomBehavior = keyof typeof ChatRoomBehavior;

/** Whether a room invites its new members. There is no way to invite where the category does not. */
export declare const ChatRoomInvitationSetting: {
  /** Never (the SDK's `False`). */
  readonly Never: 'Never';
  /** As the category does. */
  readonly Inherit: 'Inherit';
};
export type ChatRoomInvitationSetting = keyof typeof ChatRoomInvitationSetting;

/** Who sees a room and who may join it. */
export declare const ChatRoomPrivacy: {
  /** Seen and joinable by everyone in the category's scope. */
  readonly Open: 'Open';
  /** Seen by everyone in the category's scope, joinable by members. */
  readonly Closed: 'Closed';
  /** Seen and joinable by members only. */
  readonly Secret: 'Secret';
};
export type ChatRoomPrivacy = keyof typeof ChatRoomPrivacy;

/** What a user or group is to a room or category (the numbers are the SDK's). */
export declare const ChatRoomRole: {
  /** May see, join and read the room, and post unless it is an auditorium. */
  readonly Member: 'Member';
  /** May change the room and its lists. */
  readonly Manager: 'Manager';
  /** May post in an auditorium. */
  readonly Presenter: 'Presenter';
  /** May create rooms in a category. Given by administrators only. */
  readonly Creator: 'Creator';
};
export type ChatRoomRole = keyof typeof ChatRoomRole;

/** The state of an endpoint (spec: sdk.md 2.4; the numbers are the SDK's). */
export declare const EndpointState: {
  /** Signed in and connected to the chat server. */
  readonly Established: 'Established';
  /** Connecting. */
  readonly Establishing: 'Establishing';
  /** Not used yet. */
  readonly Idle: 'Idle';
  /** Leaving rooms and signing out. */
  readonly Terminating: 'Terminating';
  /** Over for good; make a new endpoint to connect again. */
  readonly Terminated: 'Terminated';
};
export type EndpointState = keyof typeof EndpointState;

/**
 * The stable number of an error. Values never change their meaning.
 *
 * 1 to 19 are the caller's or the library's own, 20 and 21 wrong states, 40 to 69 connecting and
 * signing in, and 100 to 124 the 25 codes of the SDK's `PersistentChatErrorCode` with 100 added (spec:
 * sdk.md 4).
 */
export declare const ErrorCode: {
  /** An argument was refused before anything was sent. The message names it. */
  readonly BadArgument: 'BadArgument';
  /** A handle is stale, was freed, or is of another kind. */
  readonly InvalidHandle: 'InvalidHandle';
  /** The object cannot do this now, for example establish twice or join a room that is already joined. */
  readonly InvalidOperation: 'InvalidOperation';
  /** The operation was cancelled by the caller. */
  readonly Cancelled: 'Cancelled';
  /** No answer within the time limit. */
  readonly TimedOut: 'TimedOut';
  /** A blocking call inside a callback: it would wait for itself. */
  readonly WouldDeadlock: 'WouldDeadlock';
  /** The process was forked after the platform was started; start a new platform in the child. */
  readonly ForkedProcess: 'ForkedProcess';
  /** The platform is shut down, or was while the operation ran. */
  readonly PlatformShutDown: 'PlatformShutDown';
  /** Too many operations or objects at once; wait for some to end. */
  readonly TooManyOperations: 'TooManyOperations';
  /** A defect of the library, caught before it could harm the program. Please report it. */
  readonly Internal: 'Internal';
  /** A file could not be read or written. */
  readonly Io: 'Io';
  /** The endpoint is not established (the SDK's `ChatServerConnectionException`). */
  readonly EndpointNotEstablished: 'EndpointNotEstablished';
  /**
   * The session is not in the state that the operation needs (the SDK's
   * `ChatRoomSessionStateException`).
   */
  readonly SessionState: 'SessionState';
  /** The server's name does not resolve or nobody listens there. */
  readonly Unreachable: 'Unreachable';
  /** The connection ended while it was needed. */
  readonly ConnectionLost: 'ConnectionLost';
  /** The server's certificate is not signed by a trusted authority, or is expired. */
  readonly CertificateNotTrusted: 'CertificateNotTrusted';
  /** The server's certificate is for another name. */
  readonly CertificateNameMismatch: 'CertificateNameMismatch';
  /** TLS failed for another reason, for example no common version or cipher. */
  readonly TlsFailed: 'TlsFailed';
  /** The server refuses the login name or the password. */
  readonly AuthenticationFailed: 'AuthenticationFailed';
  /**
   * The server and the settings have no sign-in method in common, or NTLM was refused because the
   * connection is not TLS.
   */
  readonly AuthenticationUnsupported: 'AuthenticationUnsupported';
  /** The server does not know the user (SIP 404). */
  readonly UnknownUser: 'UnknownUser';
  /** The user may not sign in, for example because the account is disabled (SIP 403). */
  readonly SignInForbidden: 'SignInForbidden';
  /** The server refused the sign-in with another status. */
  readonly SignInRefused: 'SignInRefused';
  /** The clocks of client and server are too far apart for the sign-in method. */
  readonly ClockSkew: 'ClockSkew';
  /** The server redirected too often or in a circle. */
  readonly RedirectLoop: 'RedirectLoop';
  /** No Persistent Chat server answers: none is provisioned or the address is wrong. */
  readonly ChatServerNotFound: 'ChatServerNotFound';
  /** The Persistent Chat server refused the connection of this user. */
  readonly ChatServerRefused: 'ChatServerRefused';
  /** The server ended the registration of this endpoint. */
  readonly SignedOut: 'SignedOut';
  /** The other side broke the protocol. */
  readonly ProtocolViolation: 'ProtocolViolation';
  /** A message of the server carries a wrong signature; the connection was closed. */
  readonly SignatureInvalid: 'SignatureInvalid';
  /** The server lost its database. */
  readonly DatabaseConnection: 'DatabaseConnection';
  /** The object changed meanwhile; fetch it again and retry. */
  readonly DataCollision: 'DataCollision';
  /** The room name is taken. */
  readonly DuplicateRoomName: 'DuplicateRoomName';
  /** The server refuses an argument. */
  readonly InvalidArgument: 'InvalidArgument';
  /** The participant list may not be asked for. */
  readonly CannotGetParticipantList: 'CannotGetParticipantList';
  /** A limit of the server was passed, for example the message size. */
  readonly LimitExceeded: 'LimitExceeded';
  /** The server does not know the command. */
  readonly MsgNotSupported: 'MsgNotSupported';
  /** The room is disabled. */
  readonly NodeDisabled: 'NodeDisabled';
  /** Rooms cannot be made directly under the root category. */
  readonly NodeHierarchyViolation: 'NodeHierarchyViolation';
  /** The user may not do this in the room. */
  readonly ErrorPermission: 'ErrorPermission';
  /** The room does not exist, or the user may not see it. */
  readonly NoSuchNode: 'NoSuchNode';
  /** One or more users or groups do not exist. */
  readonly NoSuchPrincipal: 'NoSuchPrincipal';
  /** The user may not create the room. */
  readonly UnableToCreateRoom: 'UnableToCreateRoom';
  /** The server failed without saying why. */
  readonly UnknownServerError: 'UnknownServerError';
  /** The user is not joined to the room. */
  readonly UserNotJoined: 'UserNotJoined';
  /** A file download failed. */
  readonly FileDownloadFailed: 'FileDownloadFailed';
  /** A file upload failed. */
  readonly FileUploadFailed: 'FileUploadFailed';
  /** The connection flow was interrupted or the endpoint is in the wrong state. */
  readonly InvalidFlowOfOperations: 'InvalidFlowOfOperations';
  /** The server issued a bad file-transfer token. */
  readonly InvalidToken: 'InvalidToken';
  /** The server reported an error; its code is in the message. */
  readonly ServerError: 'ServerError';
  /** The command failed; see the message. */
  readonly CommandFailed: 'CommandFailed';
  /** The principals have the role already. */
  readonly PrincipalsAlreadyDefined: 'PrincipalsAlreadyDefined';
  /** The principals are outside the scope of the category. */
  readonly PrincipalsNotInScope: 'PrincipalsNotInScope';
  /** A presenter is not a member of the room. */
  readonly PresenterNotInMemList: 'PresenterNotInMemList';
  /** The name of the add-in is taken. */
  readonly DuplicateAddinName: 'DuplicateAddinName';
};
export type ErrorCode = keyof typeof ErrorCode;

/** How a transfer stands. */
export declare const FileTransferState: {
  /** Under way. */
  readonly Running: 'Running';
  /** Done: the download is under its name; the upload is in the room and its link was posted. */
  readonly Completed: 'Completed';
  /** Cancelled by the program. */
  readonly Cancelled: 'Cancelled';
  /** Over with an error, which `finish` tells. */
  readonly Failed: 'Failed';
};
export type FileTransferState = keyof typeof FileTransferState;

/** What a part of a message is (the SDK's `MessagePart…` classes). */
export declare const MessagePartKind: {
  /** Text. */
  readonly PlainText: 'PlainText';
  /** A link; `uri` says where to. */
  readonly Hyperlink: 'Hyperlink';
  /** A link to a room; `uri` is the room's. */
  readonly ChatRoomLink: 'ChatRoomLink';
  /** A drawn face; `emoticon` says which. */
  readonly Emoticon: 'Emoticon';
  /**
   * A link to a file of the room; `uri`, `fileName` and, when they are known, the sizes describe it.
   * Only uploads make them.
   */
  readonly FileDownloadLink: 'FileDownloadLink';
  /** The title of a story: the first part of one, and of nothing else. */
  readonly StoryTitle: 'StoryTitle';
};
export type MessagePartKind = keyof typeof MessagePartKind;

/** What a principal is (the numbers are the SDK's). */
export declare const PrincipalKind: {
  /** A user. */
  readonly LocalUser: 'LocalUser';
  /** A security group or distribution list. */
  readonly DirectoryGroup: 'DirectoryGroup';
  /** A container or organisational unit. */
  readonly DirectoryFolder: 'DirectoryFolder';
  /** A domain. */
  readonly Domain: 'Domain';
};
export type PrincipalKind = keyof typeof PrincipalKind;

/** The state of a session (spec: sdk.md 2.5; the numbers are the SDK's). */
export declare const SessionState: {
  /** In the room. */
  readonly Established: 'Established';
  /** Joining. */
  readonly Establishing: 'Establishing';
  /** Not in a room: new, left, or refused. May join. */
  readonly Idle: 'Idle';
  /** Leaving. */
  readonly Terminating: 'Terminating';
  /** Over for good, because its endpoint is. */
  readonly Terminated: 'Terminated';
};
export type SessionState = keyof typeof SessionState;

/** How the connection to the server is carried. SIP for Lync knows no UDP (spec: sip.md A1). */
export declare const Transport: {
  /** TCP without encryption. For tests and closed networks only. */
  readonly Tcp: 'Tcp';
  /** TLS 1.2 or 1.3 over TCP. */
  readonly Tls: 'Tls';
};
export type Transport = keyof typeof Transport;

/** A web page that clients show beside a room. Administrators register add-ins on the server. */
export interface AddIn {
  /** Its GUID. */
  addInId: string;
  /** Its name. */
  name: string;
  /** Its page, as the administrator wrote it: it may be no valid URL. */
  url: string;
}

/** Who made and who changed something, and when. */
export interface AuditData {
  /** The URI of who made it. */
  createdBy: string | null;
  /** When it was made. */
  createdOn: Timestamp | null;
  /** The URI of who changed it last. */
  updatedBy: string | null;
  /** When it was changed last. */
  updatedOn: Timestamp | null;
}

/** A message as the server keeps it (the SDK's `ChatMessage`). */
export interface ChatMessage {
  /**
   * The message's number, rising within its room; `null` when the server sends none.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  messageId: number | null;
  /** The author's SIP URI. */
  authorUri: string;
  /** The author's display name, when known. */
  authorName: string | null;
  /** When the server received the message. */
  timestamp: Timestamp;
  /** The room's URI. */
  roomUri: string;
  /** The room's name; empty when it is not known. */
  roomName: string;
  /** The plain text as it was posted, links and the title of a story included. Lines end with `\n`. */
  content: string;
  /** The RTF twin of the text, when the author sent one. */
  rtfContent: string | null;
  /** Of high importance. */
  isAlert: boolean;
  /**
   * What the plain text is made of: text, links, faces, files, the title of a story. Found out anew by
   * each call.
   */
  readonly parts: MessagePart[];
  /** What the RTF twin is made of; empty without one. Found out anew by each call. */
  readonly rtfParts: MessagePart[];
  /** The title of a story; `null` for other messages. */
  readonly storyTitle: string | null;
}

/** Everything about a room. */
export interface ChatRoom {
  /** The URI, which the server made and which never changes. */
  roomUri: string;
  /** The name, unique on the server. */
  name: string;
  /** The description; may be empty. */
  description: string;
  /** Its add-in, if it has one. */
  addIn: AddIn | null;
  /** The web service for its files, when the server tells it. */
  fileStoreUri: string | null;
  /** Only presenters may post. */
  isAuditorium: boolean;
  /** Nobody can join it or read it. Rooms are not deleted through this API. */
  isDisabled: boolean;
  /** The URI of its category. */
  parentCategoryUri: string | null;
  /** The name of its category, when the server tells it. */
  parentCategoryName: string | null;
  /** The description of its category, when the server tells it. */
  parentCategoryDescription: string | null;
  /** Who sees and joins it; `null` when the server does not say. */
  privacy: ChatRoomPrivacy | null;
  /** Whether new members get invitations. */
  sendInvitationsToMembers: InheritedInvitationSetting;
  /** Who made and changed it, when the server tells it. */
  changeHistory: AuditData | null;
}

/** A category, as far as programs see it. */
export interface ChatRoomCategorySummary {
  /** Its URI, `ma-cat://<domain>/<guid>`. */
  uri: string;
  /** Its name. */
  name: string;
  /** Its description; may be empty. */
  description: string;
  /** Rooms in it invite their new members, unless they say no. */
  invitations: boolean;
}

/** The user was made a member of a room that tells so. */
export interface ChatRoomInvitation {
  /**
   * The number of the invitation, rising for each user; `null` when the server sends none.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  invitationId: number | null;
  /** When it was made. */
  createdOn: Timestamp | null;
  /** The room. */
  room: ChatRoomSnapshot;
}

/** Somebody in a room. */
export interface ChatRoomParticipant {
  /** The SIP URI. */
  uri: string;
  /** The display name, when the server sends one. */
  name: string | null;
  /** Manages the room. */
  isManager: boolean;
  /** May post in an auditorium. */
  isPresenter: boolean;
  /** The GUID of the object in the directory, when the server tells it. */
  guid: string | null;
}

/** What the server told about a room when it was joined. */
export interface ChatRoomProperties {
  /** The room's URI. */
  roomUri: string;
  /** The room's name. */
  name: string;
  /** The room's description; may be empty. */
  description: string;
  /** The room's topic; may be empty. Servers of 2013 and later send none. */
  topic: string;
  /** The URI of its category, when known. */
  parentCategoryUri: string | null;
  /** Its add-in, if it has one. */
  addIn: AddIn | null;
  /** Only presenters may post. */
  isAuditorium: boolean;
  /** File posting is allowed. */
  isFilePostAllowed: boolean;
  /** New members get invitations. */
  isInvite: boolean;
  /** History is kept. */
  isLogged: boolean;
  /** Private: seen by members only. */
  visibleOnlyToMembers: boolean;
  /** The signed-in user may post. */
  canChat: boolean;
  /** The signed-in user may manage the room. */
  canManage: boolean;
  /**
   * So many are in the room that the server does not tell who, nor who comes and goes:
   * `Session.participants` is empty because nobody knows, and `Session.hiddenParticipants` asks.
   */
  isRosterHidden: boolean;
}

/** Properties of the room changed. */
export interface ChatRoomPropertiesChanged {
  /** The room. */
  roomUri: string;
  /** As they were. */
  oldProperties: ChatRoomProperties;
  /** As they are now. */
  newProperties: ChatRoomProperties;
  /**
   * The names of the fields that differ, as C writes them: `name`, `isAuditorium`, `canChat`, … At least
   * one.
   */
  changed: string[];
}

/** A room to be made with `RoomManagement.createChatRoom`. It needs a name and a category. */
export interface ChatRoomSettings {
  /** The name: up to 256 characters, unique on the server. */
  name?: string | null;
  /** The URI of the category that it is made in. */
  parentCategoryUri?: string | null;
  /** The description, up to 256 characters. */
  description?: string | null;
  /** The id of its add-in, or `null`. */
  addInId?: string | null;
  /** Only presenters may post. */
  isAuditorium?: boolean | null;
  /** Nobody can join it yet. */
  isDisabled?: boolean | null;
  /** Whether new members get invitations. */
  invitations?: ChatRoomInvitationSetting | null;
  /** Secret: only members see it. Otherwise it is closed: seen by everyone in scope, joined by members. */
  visibleOnlyToMembers?: boolean | null;
}

/** A room in a result of browsing. */
export interface ChatRoomSnapshot {
  /** The room's URI, `ma-chan://<domain>/<guid>`. */
  roomUri: string;
  /** The room's name. */
  name: string;
  /** The room's description; may be empty. */
  description: string;
  /** How many participants are joined now; `null` when the server does not say. */
  participantCount: number | null;
  /** Who sees and joins it; `null` when the server does not say. */
  privacy: ChatRoomPrivacy | null;
}

/** Enough about a room to join it. */
export interface ChatRoomSummary {
  /** The room's URI, `ma-chan://<domain>/<guid>`. */
  roomUri?: string | null;
  /** The room's name. */
  name?: string | null;
  /** The room's description; may be empty. */
  description?: string | null;
}

/** Changes for `RoomManagement.updateChatRoom`. What is `null` stays as it is. */
export interface ChatRoomUpdate {
  /** The room. */
  roomUri?: string | null;
  /** Another name. */
  name?: string | null;
  /** Another description. */
  description?: string | null;
  /** Who sees and joins it. */
  privacy?: ChatRoomPrivacy | null;
  /** Only presenters may post. */
  isAuditorium?: boolean | null;
  /** Nobody can join it or read it; who is in it is put out. */
  isDisabled?: boolean | null;
  /** Whether new members get invitations. */
  invitations?: ChatRoomInvitationSetting | null;
  /** The id of the add-in that it has from now on. */
  addInId?: string | null;
  /** It has no add-in any more. */
  detachAddIn?: boolean | null;
  /** Its members are exactly these users and groups: URIs, `sip:` or `ma-grp:`. */
  members?: readonly string[] | null;
  /** Its managers are exactly these. */
  managers?: readonly string[] | null;
  /** Its presenters are exactly these. */
  presenters?: readonly string[] | null;
  /**
   * `updatedOn` of the `AuditData` that the change is based on. When the room was changed since, nothing
   * happens but `'DataCollision'`.
   */
  expectedUpdatedOn?: Date | null;
}

/** A file of a room to download into memory, or to read piece by piece. */
export interface ContentDownload {
  /** The link, `ma-filelink://…`: the `uri` of a part of a message of kind `'FileDownloadLink'`. */
  fileUri?: string | null;
  /**
   * A longer file is refused before its first byte; 0 for no limit. Left out (`null`) it is 64 MiB for a
   * download into memory, and no limit for one that is read piece by piece.
   */
  maxBytes?: number | bigint | null;
}

/**
 * How an endpoint connects and signs in. Only `userUri` and, where the server asks for it, `password`
 * are needed.
 */
export interface EndpointSettings {
  /** The user's SIP address, with or without `sip:`, for example `ann@example.com`. */
  userUri?: string | null;
  /**
   * The server's host name or IP address, which `:port` may follow, or `null` to use the domain of
   * `userUri` (`sip.<domain>`, then the domain itself).
   */
  server?: string | null;
  /** The server's port, or `null` for the one in `server`, else 5061 with TLS and 5060 with TCP. */
  port?: number | null;
  /** TLS unless told otherwise. */
  transport?: Transport | null;
  /** How to authenticate. */
  authentication?: Authentication | null;
  /** The login name: `DOMAIN\name`, `name@domain` or `name`; `null` for the SIP address without `sip:`. */
  login?: string | null;
  /** The password, where the method needs one. */
  password?: string | null;
  /**
   * Lets NTLM run over a connection that is not TLS. Whoever listens can then try passwords offline
   * (spec: sip.md I5).
   */
  allowNtlmOverTcp?: boolean | null;
  /** A PEM file of certificate authorities to trust instead of the system's. */
  caFile?: string | null;
  /** The name to look for in the server's certificate, or `null` for `server`. */
  certificateName?: string | null;
  /** Accepts every certificate. A test switch: whoever stands in between reads and changes everything. */
  dangerAcceptAnyCertificate?: boolean | null;
  /**
   * The Persistent Chat pool, for example `sip:pool1@example.com`, or `null` for what the server
   * provisions and else `sip:ocschat@<domain>`.
   */
  chatServerUri?: string | null;
  /**
   * The endpoint id (`epid`), up to 16 letters and digits, stable for this user, machine and program;
   * `null` derives one.
   */
  endpointId?: string | null;
  /** What the `User-Agent` header says; `null` for `libpchat/<version>`. */
  userAgent?: string | null;
  /** How long to wait for the connection itself, in milliseconds; 0 for 15,000. */
  connectTimeoutMs?: number | null;
  /** How long an operation waits for the server's answer, in milliseconds; 0 for 32,000. */
  operationTimeoutMs?: number | null;
  /** How many events may wait for the program before the endpoint stops reading its socket; 0 for 1,024. */
  eventCapacity?: number | null;
  /**
   * The largest message body accepted from the server, in bytes; 0 for 8 MiB, which is enough for the
   * list of 16,000 members of a room. An operation whose answer is longer fails with `'LimitExceeded'`;
   * the endpoint goes on.
   */
  maxBodyBytes?: number | null;
}

/** The endpoint's state moved. */
export interface EndpointStateChanged {
  /** The state it is in now. */
  state: EndpointState;
  /** Why, when it was not asked for: the connection was lost, the server signed the user out, … */
  reason: PchatError | null;
}

/** A file of a room to download. */
export interface FileDownload {
  /** The link, `ma-filelink://…`: the `uri` of a part of a message of kind `'FileDownloadLink'`. */
  fileUri?: string | null;
  /**
   * Where the file goes: a path with a file name, in a folder that exists. The name in the link comes
   * from the network; do not use it without a look.
   */
  path?: string | null;
  /** Replaces a file that is there already, at the very end. */
  overwrite?: boolean | null;
  /** A longer file is refused before its first byte; 0 for no limit. */
  maxBytes?: number | bigint | null;
}

/** How far a transfer is (the SDK's `ChatRoomFileTransferProgressEventArgs`). */
export interface FileTransferProgress {
  /** Under way, or how it ended. */
  state: FileTransferState;
  /** 0 to 100; 100 only when it is completed. */
  percent: number;
  /**
   * Bytes of the file that have arrived.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  transferredBytes: number;
  /**
   * Bytes of the whole file, as soon as that is known.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  totalBytes: number | null;
}

/** A file to upload to the room of a session. */
export interface FileUpload {
  /** Where the file is. */
  path?: string | null;
  /** What people read, up to 255 bytes, without folders; `null` for the last part of `path`. */
  fileName?: string | null;
}

/** How far a pager is. */
export interface HistoryProgress {
  /** Messages that it has given. */
  messagesRead: number;
  /**
   * How many there are in all; `null` before the first page, and when nobody counts them because it
   * begins at a message. Messages that are posted meanwhile come on top.
   */
  total: number | null;
  /** There is nothing more to read. */
  isComplete: boolean;
}

/**
 * Which messages are asked for (the SDK's `ChatHistoryQueryOptions`). A message is found when it fits
 * everything that is given; a query without anything finds all.
 */
export interface HistoryQuery {
  /**
   * The rooms (`ma-chan://…`), joined or not, at most 256. A session asks for its own room and takes
   * none.
   */
  roomUris?: readonly string[] | null;
  /**
   * Words, separated by spaces; a message with any of them is found. Empty finds all messages. Words are
   * whole: `plan` does not find `planned`. At most 4,096 bytes of UTF-8.
   */
  search?: string | null;
  /** Takes `search` as one phrase: its words follow each other. */
  matchExactPhrase?: boolean | null;
  /** Upper and lower case differ. */
  matchCase?: boolean | null;
  /** SIP URIs; only what these wrote. Empty for everybody. */
  authors?: readonly string[] | null;
  /** Only messages from this time on. Does not count with `startMessageId`. */
  since?: Date | null;
  /** Only messages up to this time. Does not count with `startMessageId`. */
  until?: Date | null;
  /**
   * Only messages beyond the one with this number, in the direction of the search: give the number of
   * the last message of a result to get those that follow.
   */
  startMessageId?: number | bigint | null;
  /**
   * At most so many messages for each room; 0 for as many as the server gives. The server's own limit
   * (`ServerConfiguration.searchLimit`) wins.
   */
  limit?: number | null;
  /** Gives the newest message first instead of the oldest. */
  newestFirst?: boolean | null;
  /**
   * Searches from the newest message backwards. It matters when there are more than `limit`: the newest
   * are found then. A pager takes its direction from `newestFirst` alone.
   */
  searchNewestFirst?: boolean | null;
}

/** What was found in one room (the SDK's `ChatHistoryResult`). */
export interface HistoryResult {
  /** The room's URI. */
  roomUri: string;
  /** The room's name; empty when it is not known. */
  roomName: string;
  /** The messages, in the order that was asked for. */
  messages: ChatMessage[];
  /**
   * How many messages fit in all. With `HistoryQuery.startMessageId` a server may stop counting: at
   * least so many then.
   */
  searchResultsCount: number;
  /** There are more messages than are here. */
  exceededServerLimit: boolean;
}

/** Whether new members get invitations, and why (the SDK's `InheritedChatRoomInviteProperty`). */
export interface InheritedInvitationSetting {
  /** What the room says. */
  localValue: ChatRoomInvitationSetting;
  /** What the category says. */
  inheritedValue: boolean;
  /** What comes of both. */
  value: boolean;
}

/** What `Services.browseByInvitations` found. */
export interface InvitationList {
  /** The invitations, the oldest first. */
  invitations: ChatRoomInvitation[];
  /**
   * The cursor for the next time.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  lastInvitationId: number;
}

/** The rooms to join at once. */
export interface JoinRooms {
  /** Their URIs (`ma-chan://<domain>/<guid>`). */
  roomUris?: readonly string[] | null;
}

/** What a composed message is besides its parts. */
export interface MessageBuilderSettings {
  /** Of high importance: clients show it with a sound. */
  isAlert?: boolean | null;
  /** Makes it a story, a long text under a title: one line, not empty. */
  storyTitle?: string | null;
}

/**
 * A slice of a message (the SDK's `MessagePart`). The raw texts of all parts, one after another, are
 * the message.
 */
export interface MessagePart {
  /** What it is. */
  kind: MessagePartKind;
  /** For people: the text of a link, the name of a file, the title of a story. */
  displayText: string;
  /** The slice as the message has it. */
  rawText: string;
  /**
   * Where a link leads: an absolute URI of any scheme. It came from the network: look at its scheme
   * before you open it.
   */
  uri: string | null;
  /** Which face an emoticon is. */
  emoticon: ChatEmoticon | null;
  /** The file's name for people, without folders; not checked for what a file system forbids. */
  fileName: string | null;
  /**
   * The file's size in bytes, when the link tells it.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  fileSize: number | null;
  /** The file's size in words, such as "10 kilobytes", when the link tells it. */
  fileSizeEstimate: string | null;
}

/**
 * A message to post: plain or alert, story or not, with an RTF twin or without (the SDK's eight
 * sends).
 */
export interface OutboundMessage {
  /**
   * The plain text, not empty. Lines end with `\n`; the limit is `ServerConfiguration.messageSizeLimit`
   * in bytes, for a story `ServerConfiguration.storySizeLimit`, its title included. Links and faces are
   * what `MessageBuilder` makes.
   *
   * The wire has no escape: who receives a text that begins with `[STORY]…[/STORY]` reads a story, and
   * `<a href="…">` and `ma-filelink:` in it are read as links, whoever wrote them. A program that passes
   * on what others typed decides itself what to do with these.
   */
  text?: string | null;
  /**
   * The same text as an RTF document, for clients that show it; `null` sends none. It begins with
   * `{\rtf`, its braces balance, and it has at most 1 MiB. Servers have limits of their own that they do
   * not tell: pchatd takes eight times the limit of the text, 256 KiB at first.
   */
  rtf?: string | null;
  /** Makes it a story, a long text under a title: one line, not empty. */
  storyTitle?: string | null;
  /** Of high importance: clients show it with a sound. */
  isAlert?: boolean | null;
}

/** Somebody came or went. */
export interface ParticipantAttendanceChanged {
  /** The room. */
  roomUri: string;
  /** Who. */
  participant: ChatRoomParticipant;
  /** True when the participant is in the room now. */
  isActive: boolean;
}

/** What a participant may do in the room changed: a manager or presenter was made or unmade. */
export interface ParticipantPrivilegeChanged {
  /** The room. */
  roomUri: string;
  /**
   * Who, with what he is now. For the signed-in user `canChat` and `canManage` of the properties have
   * changed with it.
   */
  participant: ChatRoomParticipant;
}

/** How a platform is made. The default fits a program with a few hundred endpoints. */
export interface PlatformSettings {
  /** Threads that do the network work; 0 for 2. */
  workerThreads?: number | null;
}

/**
 * A text that the server keeps for the user under a label, for example the list of rooms that a client
 * joins by itself.
 */
export interface PreferenceBundle {
  /** Its name, up to 255 characters. */
  label: string;
  /**
   * Its version, which rises with every change.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  sequenceId: number;
  /** What the program wrote. */
  data: string;
}

/** A user or group, short. */
export interface PrincipalSummary {
  /** `sip:user@domain` or `ma-grp:<guid>@u.g`. */
  uri: string;
  /** The name. */
  name: string;
  /** The full name, when the server tells it. */
  displayName: string | null;
  /** What it is. */
  kind: PrincipalKind;
  /** The GUID of its object in the directory, when the server tells it. */
  guid: string | null;
  /** Its path in the directory, when the server tells it. */
  directoryPath: string | null;
}

/** Who gets or loses a role, see `RoomManagement.addToRole`. */
export interface RoleChange {
  /** The role; not `'Creator'`. */
  role?: ChatRoomRole | null;
  /** The room. */
  roomUri?: string | null;
  /** Users and groups: their URIs, `sip:` or `ma-grp:`. At least one. */
  principals?: readonly string[] | null;
}

/** Somebody in a role (the SDK's `PersistentChatRoleDescriptor`). */
export interface RoleEntry {
  /** Who has the role. */
  principal: PrincipalSummary;
  /** Who gave it and when, when the server tells it. */
  changeHistory: AuditData | null;
}

/** What to look for with `Services.browseByFilter`. A room has to fit everything that is set. */
export interface RoomFilter {
  /** Words to look for in names; empty for every name. */
  searchTerms?: string | null;
  /** Also look in descriptions. */
  searchDescription?: boolean | null;
  /** The URI of a user or group: rooms with this member. */
  member?: string | null;
  /** The URI of a user or group: rooms with this manager. */
  manager?: string | null;
  /** Rooms of this category. */
  categoryUri?: string | null;
  /** Rooms with the add-in of this id. */
  addInId?: string | null;
  /** Rooms that are disabled; otherwise those that are not. Always counts. */
  disabled?: boolean | null;
  /** Rooms that are seen and joined like this. */
  privacy?: ChatRoomPrivacy | null;
  /** Rooms in which these may post. */
  behavior?: ChatRoomBehavior | null;
  /** Look at `invitations`. */
  searchInvitations?: boolean | null;
  /**
   * Rooms whose invitations are on or off; `null` finds those that leave it to their category. Counts
   * only with `searchInvitations`.
   */
  invitations?: boolean | null;
  /** At most so many rooms; -1 for all that the server gives. */
  maxResults?: number | null;
}

/** A room that was not joined with the others. */
export interface RoomNotJoined {
  /** The URI as it was given. */
  roomUri: string;
  /**
   * Why: `'BadArgument'` (not a room URI), `'InvalidOperation'` (this endpoint is in the room already,
   * or it was named twice), or the server's answer: `'NoSuchNode'`, `'NodeDisabled'`,
   * `'ErrorPermission'`, … Servers that only say that it failed give `'UnknownServerError'`.
   */
  reason: PchatError;
}

/** What the user may do in a room (the SDK's `RoomPermissionMap`). */
export interface RoomPermissions {
  /** Change it and its lists. */
  canManageRoom: boolean;
  /** Join it. */
  canJoin: boolean;
  /** Post to it. */
  canChat: boolean;
  /** Read what was said, also without joining. */
  canReadHistory: boolean;
  /** See it. */
  canView: boolean;
  /** Post to it although it is an auditorium. */
  canAuditoriumChat: boolean;
}

/** What to look for with `Services.browseByCriteria`. */
export interface RoomQuery {
  /** Words to look for in names; empty finds every room. */
  criteria?: string | null;
  /** Also look in descriptions. */
  searchDescription?: boolean | null;
  /** All words must match; otherwise any of them. Ignored with `matchExactPhrase`. */
  matchAll?: boolean | null;
  /** `criteria` is one phrase instead of words. */
  matchExactPhrase?: boolean | null;
  /** At most so many rooms; -1 for all that the server gives. */
  maxResults?: number | null;
}

/** Facts of the connected server, as told when the endpoint was established. */
export interface ServerConfiguration {
  /** The pool's friendly name, when the server tells it. */
  displayName: string | null;
  /** The largest ordinary message, in bytes of UTF-8; 0 when the server does not tell. */
  messageSizeLimit: number;
  /** The largest story, in bytes of UTF-8; 0 when the server does not tell. */
  storySizeLimit: number;
  /** The most results of one search; 0 when the server does not tell. */
  searchLimit: number;
  /** The root of the category tree. */
  rootCategoryUri: string | null;
  /** The web page that manages rooms, when there is one. */
  roomManagementUrl: string | null;
  /** The identity of the server's database. */
  databaseVersion: string | null;
  /** The server's clock when the endpoint was established. */
  serverTime: Timestamp | null;
  /** The domain of the chat pool's SIP URI. */
  domainName: string;
}

/** The session's state moved. */
export interface SessionStateChanged {
  /** The state it is in now. */
  state: SessionState;
  /**
   * Why, when it was not asked for: the user was removed from the room (`'ErrorPermission'`), the room
   * was disabled (`'NodeDisabled'`), the connection was lost, …
   */
  reason: PchatError | null;
}

/** A completed transfer. */
export interface TransferredFile {
  /** The file's URI, `ma-filelink://…`: what `FileDownload.fileUri` takes. */
  fileUri: string;
  /** The path on this machine; empty for one that has none. */
  path: string;
  /** The name for people. */
  fileName: string;
  /**
   * Its size in bytes.
   *
   * A `bigint` beyond 2^53 - 1, where a number would not be exact.
   */
  size: number;
}

/** Everything about a user. */
export interface User {
  /** `sip:user@domain`. */
  uri: string;
  /** The name. */
  name: string;
  /** The full name, when the server tells it. */
  displayName: string | null;
  /** What it is. */
  kind: PrincipalKind;
  /** The GUID of the object in the directory, when the server tells it. */
  guid: string | null;
  /** The path in the directory, when the server tells it. */
  directoryPath: string | null;
  /** The company, when the server tells it. */
  companyName: string | null;
  /** The e-mail address, when the server tells it. */
  email: string | null;
  /** May not connect any more. Users are not deleted. */
  isDisabled: boolean;
  /** The groups, containers and domain that the user is in. */
  memberOf: PrincipalSummary[];
  /** Who made and changed it, when the server tells it. */
  changeHistory: AuditData | null;
}

/** Everything about a group. */
export interface UserGroup {
  /** `ma-grp:<guid>@u.g`. */
  uri: string;
  /** The name. */
  name: string;
  /** The full name, when the server tells it. */
  displayName: string | null;
  /** What it is. */
  kind: PrincipalKind;
  /** The GUID of the object in the directory, when the server tells it. */
  guid: string | null;
  /** The path in the directory, when the server tells it. */
  directoryPath: string | null;
  /** The groups, containers and domain that the group is in. */
  memberOf: PrincipalSummary[];
  /** Who made and changed it, when the server tells it. */
  changeHistory: AuditData | null;
}

/**
 * Which users are looked for with `UserServices.findUsers`: those that fit any of these. At least one
 * is needed.
 */
export interface UserSearch {
  /** Letters of the last name. */
  lastName?: string | null;
  /** Letters of the first name. */
  firstName?: string | null;
  /** Letters of the e-mail address. */
  email?: string | null;
}

/** What `UserServices.findUsers` found. */
export interface UserSearchResult {
  /** The users. */
  users: PrincipalSummary[];
  /** There are more than the server gives; narrow the search. */
  moreAvailable: boolean;
}

/**
 * One user's connection to one Persistent Chat server (the SDK's `PersistentChatEndpoint` and its
 * `UserEndpoint` in one).
 *
 * It is used once: idle, establishing, established, terminating, terminated.
 */
export declare class Endpoint extends EventEmitter {
  /**
   * Makes an idle endpoint; nothing is sent yet. Its events go to the platform's event queue.
   *
   * Fails with `'BadArgument'` when a setting cannot work (the message names it), `'ForkedProcess'` and
   * `'PlatformShutDown'`.
   */
  constructor(settings: EndpointSettings, platform?: Platform);
  /**
   * Connects, signs in, finds the chat server and opens the chat. Once only.
   *
   * Fails with `'InvalidOperation'` when it is not idle, with `'InvalidFlowOfOperations'` when it is
   * terminated meanwhile, else with what went wrong between 40 and 69 or `'TimedOut'`; the endpoint is
   * terminated then.
   */
  establish(options?: OperationOptions): Promise<void>;
  /**
   * Leaves every room, closes the chat and signs out. Sessions end with it.
   *
   * Succeeds at once when the endpoint is terminated already. A server that does not answer is left
   * after a few seconds. Fails with `'PlatformShutDown'` once the platform was shut down, which has
   * terminated it.
   */
  terminate(options?: OperationOptions): Promise<void>;
  /**
   * Joins many rooms at once, each with a session of its own, which is quicker than one after the other.
   * Rooms that cannot be joined are among the failures; the others are joined all the same.
   *
   * Fails with `'EndpointNotEstablished'`, or, when the server answers for no room at all, with the
   * reason: `'TimedOut'`, `'ConnectionLost'`, … Nothing is joined then.
   */
  joinRooms(rooms: JoinRooms, options?: OperationOptions): Promise<JoinedRooms>;
  /** The state now. */
  get state(): EndpointState;
  /** The signed-in user's SIP URI, with `sip:`. */
  get ownerUri(): string;
  /** The sessions that are joined now. A copy. */
  get activeSessions(): Session[];
  /**
   * The joined session of the room with this name, compared without case. `'BadArgument'` when the name
   * is empty.
   */
  sessionByName(name: string): Session | null;
  /**
   * The joined session of the room with this URI. `'BadArgument'` when it is not a room URI
   * (`ma-chan://…`).
   */
  sessionByUri(uri: string): Session | null;
  /** Browsing and server facts. Usable while the endpoint is established. */
  get services(): Services;
  /** The state moved. */
  on(name: 'stateChanged', listener: (event: EndpointStateChanged) => void): this;
  once(name: 'stateChanged', listener: (event: EndpointStateChanged) => void): this;
  off(name: 'stateChanged', listener: (event: EndpointStateChanged) => void): this;
  addListener(name: 'stateChanged', listener: (event: EndpointStateChanged) => void): this;
  removeListener(name: 'stateChanged', listener: (event: EndpointStateChanged) => void): this;
  prependListener(name: 'stateChanged', listener: (event: EndpointStateChanged) => void): this;
  /**
   * The user was made a member of a room that invites its members. Invitations of the time before the
   * sign-in are not told here: which of them are new only the program knows, so it asks
   * `Services.browseByInvitations` with the number of the last one that it has seen.
   */
  on(name: 'chatRoomInvitationReceived', listener: (event: ChatRoomInvitation) => void): this;
  once(name: 'chatRoomInvitationReceived', listener: (event: ChatRoomInvitation) => void): this;
  off(name: 'chatRoomInvitationReceived', listener: (event: ChatRoomInvitation) => void): this;
  addListener(name: 'chatRoomInvitationReceived', listener: (event: ChatRoomInvitation) => void): this;
  removeListener(name: 'chatRoomInvitationReceived', listener: (event: ChatRoomInvitation) => void): this;
  prependListener(name: 'chatRoomInvitationReceived', listener: (event: ChatRoomInvitation) => void): this;
}

/**
 * A file on its way up or down (the SDK's `ChatRoomFileUploadJob` and `ChatRoomFileDownloadJob`).
 * Functions of `Session` begin it: from or to a path, bytes in memory, or a stream of chunks that the
 * program writes or reads.
 *
 * It runs by itself. A short loss of the connection to the file service is mended: the transfer goes
 * on where it was. A download is written beside its path under a name of its own, which is gone when
 * the transfer is dropped, and gets its real name when it is complete and on the disk. What is in
 * memory is bounded: whoever writes or reads too slowly stops the transfer until he goes on, and at
 * most some MiB wait.
 */
export declare class FileTransfer extends EventEmitter {
  private constructor();
  /**
   * Waits until the transfer is over. Giving up waiting does not cancel it. After the last `write` it
   * says that nothing more comes; the link is posted only then. Of a download that the program reads
   * itself it ends when the last chunk was read.
   *
   * Fails with `'Cancelled'`; `'FileUploadFailed'` or `'FileDownloadFailed'` (too large, no such file,
   * refused, the connection is lost for good); `'InvalidToken'` (the file service does not take the chat
   * server's token); `'ErrorPermission'` (no files here, or not for this user), `'UserNotJoined'`,
   * `'NoSuchNode'`; `'Io'` (the file on this machine); `'ConnectionLost'` (the endpoint ended). After an
   * upload that could not be posted it fails as `Session.send` does.
   */
  finish(options?: OperationOptions): Promise<TransferredFile>;
  /**
   * Writes the next chunk of an upload that `Session.uploadStream` began, of any length. Succeeds when
   * the chunk is taken over, which waits while others are on their way; one chunk at a time. Giving it
   * up leaves the chunk unwritten, unless it was taken at that moment.
   *
   * Fails as `finish` does when the transfer has failed or was cancelled; `'FileUploadFailed'` for more
   * than the announced size, which ends the transfer; `'InvalidOperation'` for another transfer, while a
   * chunk is being written, and after `finish`.
   */
  write(chunk: Uint8Array, options?: OperationOptions): Promise<void>;
  /**
   * Reads the next chunk of a download that `Session.downloadStream` began, of 1 byte to 1 MiB; `null`
   * when the file is complete. No more than a few chunks are fetched ahead. One chunk at a time; whoever
   * gives a read up should cancel the transfer, as that read may have taken a chunk with it.
   *
   * Fails as `finish` does when the transfer has failed or was cancelled; `'InvalidOperation'` for
   * another transfer, and while a chunk is being read.
   */
  read(options?: OperationOptions): Promise<Buffer | null>;
  /**
   * Waits until a download that `Session.downloadBytes` began is over; gives the whole file. May be
   * asked again.
   *
   * Fails as `finish` does; `'InvalidOperation'` for another transfer.
   */
  content(options?: OperationOptions): Promise<Buffer>;
  /** How far it is. */
  get progress(): FileTransferProgress;
  /** Waits until it is further than `percent`, or over; gives how far it is then. */
  progressAfter(percent: number, options?: OperationOptions): Promise<FileTransferProgress>;
  /** Cancels it. It is over soon after that; what is over stays as it is. */
  cancel(): void;
  /**
   * Goes on after a failure or a cancellation, where the transfer was. The server keeps half an upload
   * for half an hour.
   *
   * `'InvalidOperation'` while it runs, when it is completed, and for what the program writes or reads
   * itself; `'EndpointNotEstablished'`; `'PlatformShutDown'`.
   */
  resume(): void;
  /** Whether it goes up. */
  get isUpload(): boolean;
  /** The path on this machine; empty for a transfer of bytes, or of what the program writes or reads. */
  get path(): string;
  /** The name for people. */
  get fileName(): string;
  /** The file's URI; of an upload as soon as it is complete. */
  get fileUri(): string | null;
  /** The endpoint that it belongs to. */
  get endpoint(): Endpoint;
  /**
   * It has got further or is over (the SDK's event of that name). One event at a time waits to be taken,
   * then comes the newest progress; the last one says how it ended.
   */
  on(name: 'progressChanged', listener: (event: FileTransferProgress) => void): this;
  once(name: 'progressChanged', listener: (event: FileTransferProgress) => void): this;
  off(name: 'progressChanged', listener: (event: FileTransferProgress) => void): this;
  addListener(name: 'progressChanged', listener: (event: FileTransferProgress) => void): this;
  removeListener(name: 'progressChanged', listener: (event: FileTransferProgress) => void): this;
  prependListener(name: 'progressChanged', listener: (event: FileTransferProgress) => void): this;
}

/**
 * Reads any part of one room's history page by page, from the oldest message or from the newest. Made
 * by `Services.historyPager`(super::Services::history_pager) and
 * `Session.historyPager`(super::Session::history_pager).
 *
 * It keeps nothing of what it gave, so that a room of any size is read in the memory of a page.
 */
export declare class HistoryPager {
  private constructor();
  /**
   * The next messages: `HistoryQuery.limit` of them, or as many as the server gives. An empty page is
   * the end, and nothing is asked any more then.
   *
   * A page that failed or was cancelled is read again by the next call. Fails with `'InvalidOperation'`
   * while another page is being read, `'ProtocolViolation'` when the server does not number its
   * messages, and like `Services.queryHistory`(super::Services::query_history).
   */
  nextPage(options?: OperationOptions): Promise<ChatMessage[]>;
  /** How far it is. */
  get progress(): HistoryProgress;
  /** The room's URI. */
  get roomUri(): string;
  /** All that is left, one by one: `for await (const it of …)`. */
  [Symbol.asyncIterator](): AsyncIterableIterator<ChatMessage>;
}

/** What became of joining many rooms at once. */
export declare class JoinedRooms {
  private constructor();
  /** The sessions of the rooms that were joined, in the order in which the rooms were named. */
  get sessions(): Session[];
  /** The rooms that were not joined and why, in the order in which they were named. */
  get failures(): RoomNotJoined[];
  /** The endpoint that joined them. */
  get endpoint(): Endpoint;
}

/**
 * A message made of parts (the SDK's `FormattedOutboundChatMessage`).
 *
 * `Session.sendBuilt` posts it. What is appended reads back as the same part; text that spells a link
 * or a face is one, as in every message. Any thread may use it; nothing waits.
 */
export declare class MessageBuilder {
  /**
   * Begins a message. `'BadArgument'` for a title that is empty, has more than one line, or has
   * `[/STORY]` in it.
   */
  constructor(settings?: MessageBuilderSettings);
  /**
   * Appends text. Lines end with `\n`. `'BadArgument'` when it is empty, has a NUL character, or makes
   * the message begin with `[STORY]`, which stands for a title. Markup of links in it is not taken away:
   * receivers read `<a href="…">` and `ma-filelink:` as links.
   */
  appendPlainText(text: string): void;
  /**
   * Appends a link: what people read, and where it leads. `'BadArgument'` when the text is empty or the
   * URI is not absolute (`https://…`), has spaces, or is that of a file, which only an upload posts. A
   * room's URI makes a room link.
   */
  appendHyperlink(displayText: string, uri: string): void;
  /**
   * Appends a link to a room, which shows the room's name, or its URI when the name is empty. Takes what
   * `Session.joinRoom`(super::Session::join_room) takes. `'BadArgument'` when the URI is no room's.
   */
  appendChatRoomLink(room: ChatRoomSummary | Session): void;
  /** Appends a face. */
  appendEmoticon(emoticon: ChatEmoticon): void;
  /**
   * Sets the RTF twin, the whole message as an RTF document. The plain text goes along, for clients
   * without RTF. `'BadArgument'` says what is wrong with it and where.
   */
  setRtf(rtf: string): void;
  /**
   * What is appended, as those who receive it will find it: the title of a story first, neighbouring
   * texts in one.
   */
  get parts(): MessagePart[];
  /** The text of the message as it is posted: the raw texts of all parts. */
  get content(): string;
  /** The RTF twin, or `null`. */
  get rtf(): string | null;
  /** Of high importance. */
  get isAlert(): boolean;
  /** The title of the story; `null` when it is none. */
  get storyTitle(): string | null;
  /**
   * What a text of a message is made of (`ChatMessage.content`). Never fails: what is nothing else is
   * plain text. Time is linear in the length.
   */
  static parse(text: string): MessagePart[];
  /**
   * What an RTF document is made of (`ChatMessage.rtfContent`): links, faces, text without its
   * formatting, which is in the raw texts. Never fails: a broken document is shown up to where it
   * breaks. Empty for `null`.
   */
  static parseRtf(rtf?: string | null): MessagePart[];
  /** The title of the story that a text is; `null` for other messages. */
  static storyTitleOf(text: string): string | null;
  /** The text that makes a face (the SDK's `GetEmoticonString`). */
  static emoticonText(emoticon: ChatEmoticon): string;
}

/**
 * What every endpoint lives on: an internal runtime and an event queue (the SDK's
 * `CollaborationPlatform`).
 *
 * One is enough for a process; a forked child needs its own.
 */
export declare class Platform {
  private constructor();
  /** Starts the internal threads. `'Io'` when the system gives no threads or no memory for them. */
  static start(settings?: PlatformSettings): Platform;
}

/**
 * Room administration for ordinary users (the SDK's `ChatRoomManagementServices`).
 *
 * What a user may do is decided by the server: creators of a category make rooms in it, managers
 * change their rooms. Every operation needs an established endpoint (`'EndpointNotEstablished'`) and
 * refuses with `'BadArgument'` what could not be meant, before anything is sent. The server answers
 * `'ErrorPermission'` for what the user may not do and `'NoSuchNode'` for a room that is not there.
 */
export declare class RoomManagement {
  private constructor();
  /** The categories in which the user may create rooms; none when there are none. */
  findCategoriesWithCreateRights(options?: OperationOptions): Promise<ChatRoomCategorySummary[]>;
  /**
   * Creates a room and gives its URI. The user is its manager then, and a member only when added as one.
   *
   * Fails with `'DuplicateRoomName'`, `'UnableToCreateRoom'` (the user may not in this category),
   * `'NodeHierarchyViolation'` (the root is no place for rooms), `'NoSuchNode'` (no such category).
   */
  createChatRoom(settings: ChatRoomSettings, options?: OperationOptions): Promise<string>;
  /**
   * Creates a room with nothing but a name, in this category, and gives its URI. Fails like
   * `RoomManagement.createChatRoom`.
   */
  createChatRoomIn(name: string, categoryUri: string, options?: OperationOptions): Promise<string>;
  /** Everything about the room with this URI. */
  getChatRoom(roomUri: string, options?: OperationOptions): Promise<ChatRoom>;
  /** Everything about the room with this name, compared without case. */
  getChatRoomByName(name: string, options?: OperationOptions): Promise<ChatRoom>;
  /**
   * Changes what the update names, all of it or nothing; the rest of the room stays as it is.
   *
   * Fails with `'DataCollision'` (changed since `expectedUpdatedOn`; read it again),
   * `'DuplicateRoomName'`, `'NoSuchPrincipal'`, `'PrincipalsNotInScope'`, `'PresenterNotInMemList'`.
   */
  updateChatRoom(change: ChatRoomUpdate, options?: OperationOptions): Promise<void>;
  /**
   * Moves the room to another category, in which the user must be a creator. Who is outside the new
   * category's scope loses the roles in the room.
   */
  changeParentCategory(roomUri: string, categoryUri: string, options?: OperationOptions): Promise<void>;
  /** The rooms of a category that the user may see. */
  findChatRoomsByParentCategory(categoryUri: string, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /** The rooms that have this add-in; its id is `addInId` of an `AddIn`. */
  findChatRoomsUsingAddIn(addInId: string, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /** Every add-in that is registered on the server. */
  getAllAddIns(options?: OperationOptions): Promise<AddIn[]>;
  /** What the user may do in the room. */
  getPermissions(roomUri: string, options?: OperationOptions): Promise<RoomPermissions>;
  /** The members of the room: users, and groups whose users are members with them. */
  getMembers(roomUri: string, options?: OperationOptions): Promise<RoleEntry[]>;
  /** The managers of the room. */
  getManagers(roomUri: string, options?: OperationOptions): Promise<RoleEntry[]>;
  /** The presenters of the room. */
  getPresenters(roomUri: string, options?: OperationOptions): Promise<RoleEntry[]>;
  /**
   * Who could be given the role: users and groups in the category's scope, for presenters members of the
   * room, whose name has the text `search` in it. `'BadArgument'` when it is empty, and for `'Creator'`,
   * which is no role of a room.
   */
  findUsersOrGroupsForRole(role: ChatRoomRole, roomUri: string, search: string, options?: OperationOptions): Promise<PrincipalSummary[]>;
  /**
   * Gives users and groups a role, all of them or nobody.
   *
   * Fails with `'PrincipalsAlreadyDefined'` (somebody has it already), `'PrincipalsNotInScope'`,
   * `'PresenterNotInMemList'`, `'NoSuchPrincipal'`; `'BadArgument'` for `'Creator'`, which is no role of
   * a room.
   */
  addToRole(change: RoleChange, options?: OperationOptions): Promise<void>;
  /**
   * Takes a role from users and groups. Who is no member any more is put out of the room. Fails like
   * `RoomManagement.addToRole`.
   */
  removeFromRole(change: RoleChange, options?: OperationOptions): Promise<void>;
  /**
   * Users and groups that could be creators in the category, whose name starts with `filter`; empty for
   * all. At most `result_size`, 0 for as many as the server gives.
   */
  getCategoryUsers(categoryUri: string, filter: string, resultSize: number, options?: OperationOptions): Promise<PrincipalSummary[]>;
}

/** Browsing and server facts (the SDK's `PersistentChatServices`). */
export declare class Services {
  private constructor();
  /** Facts of the connected server. `'EndpointNotEstablished'` before the endpoint is established. */
  serverConfiguration(): ServerConfiguration;
  /**
   * Rooms whose name, or description if asked, matches. Also `'LimitExceeded'` when the server finds the
   * query too wide.
   */
  browseByCriteria(query: RoomQuery, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /**
   * Rooms of this category that the user may see; at most `maxResults`, 0 for as many as the server
   * gives. The SDK's overload without a number means 100; here the program gives the number.
   * `'BadArgument'` when it is no category URI (`ma-cat://…`).
   */
  browseByCategory(categoryUri: string, maxResults: number, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /** Rooms that fit everything in the filter. `'BadArgument'` when a URI in it is of the wrong kind. */
  browseByFilter(filter: RoomFilter, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /**
   * Rooms that this user is in right now, as far as the asking user may see them. `'BadArgument'` when
   * it is no SIP URI.
   */
  browseByJoinedUser(userUri: string, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /**
   * Invitations with a greater number than `lastInvitationId`; 0 for all. The server may give them in
   * portions: ask again with the `lastInvitationId` of the result until it is empty.
   */
  browseByInvitations(lastInvitationId: number, options?: OperationOptions): Promise<InvitationList>;
  /** Rooms that the user is a member of; at most `maxResults`, 0 for as many as the server gives. */
  browseMyChatRooms(maxResults: number, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /** Rooms that the user may manage; at most `maxResults`, 0 for as many as the server gives. */
  browseChatRoomsIManage(maxResults: number, options?: OperationOptions): Promise<ChatRoomSnapshot[]>;
  /**
   * The bundle with this label, when the server's version is newer than `sequenceId`; -1 always gets it.
   * `null` when it is not, or when nothing is stored; with `provide_default` the server gives an empty
   * default of number 0 then, unless the program knows number 0 or a later one already. `'BadArgument'`
   * when the label is empty.
   */
  getPreference(label: string, sequenceId: number, provideDefault: boolean, options?: OperationOptions): Promise<PreferenceBundle | null>;
  /**
   * Stores a bundle; gives it with its new number. `sequenceId` is the version that the program knows.
   * `'BadArgument'` when the label is empty or longer than 255 characters, `'LimitExceeded'` when the
   * server finds the data too long: pchatd takes 192 KiB (196,608 bytes of UTF-8; 256 KiB as they
   * travel, in base64).
   */
  setPreference(label: string, sequenceId: number, data: string, options?: OperationOptions): Promise<PreferenceBundle>;
  /**
   * Looks for messages in many rooms at once, joined or not: one result for each room, in the order in
   * which they are named. Members read, and everybody whom an open room admits; a room whose category
   * keeps no history has nothing.
   *
   * When there is more than fits into one answer (4 MiB from pchatd), each room with messages still has
   * at least one of them, and `exceededServerLimit`: go on with `startMessageId`, or with a pager.
   *
   * Fails with `'BadArgument'` (no room, too many, one that is no room URI, an author that is no SIP
   * URI, times in the wrong order, a text that is too long), `'ErrorPermission'`, `'NodeDisabled'` or
   * `'NoSuchNode'` when one of the rooms may not be read.
   */
  queryHistory(query: HistoryQuery, options?: OperationOptions): Promise<HistoryResult[]>;
  /**
   * Makes a pager over the messages of the one room that the query names. Asks nothing yet. Fails with
   * `'BadArgument'` like `Services.queryHistory`.
   */
  historyPager(query: HistoryQuery): HistoryPager;
  /** Making and changing rooms. */
  get roomManagement(): RoomManagement;
  /** The directory. */
  get userServices(): UserServices;
}

/**
 * One user's presence in one room (the SDK's `ChatRoomSession`).
 *
 * After `leave` it is idle again and may join the same or another room. So it is when the server takes
 * the user out of the room: the reason of the state is `'ErrorPermission'` when the user may not be in
 * it any more and `'NodeDisabled'` when the room was disabled; nothing of the room is delivered any
 * more. Only with its endpoint it ends for good.
 */
export declare class Session extends EventEmitter {
  /** Makes an idle session. `'EndpointNotEstablished'` unless the endpoint is established. */
  constructor(endpoint: Endpoint);
  /**
   * Joins the room with this URI (`ma-chan://<domain>/<guid>`).
   *
   * Fails with `'BadArgument'` (not a room URI), `'InvalidOperation'` (this endpoint is in the room
   * already), `'SessionState'` (not idle), `'EndpointNotEstablished'`, or the server's answer:
   * `'NoSuchNode'`, `'NodeDisabled'`, `'ErrorPermission'`, … The session is idle again then.
   */
  join(roomUri: string, options?: OperationOptions): Promise<void>;
  /**
   * Joins the room with this name, compared without case; looks it up first. `'NoSuchNode'` when there
   * is none, `'NodeDisabled'` when it is disabled. Fails like `Session.join`.
   */
  joinByName(name: string, options?: OperationOptions): Promise<void>;
  /**
   * Joins the room of this summary, or of anything else that describes a room: what browsing and room
   * management give, and the properties that another session knows. Fails like `Session.join`.
   */
  joinRoom(room: ChatRoomSummary | Session, options?: OperationOptions): Promise<void>;
  /** Leaves the room. When it ends the session is idle. `'SessionState'` when it is in no room. */
  leave(options?: OperationOptions): Promise<void>;
  /**
   * Posts a message. Succeeds when the server has taken it; it comes back as `'messageReceived'` with
   * its number.
   *
   * Fails with `'BadArgument'` (no text, a NUL character, a title that is none, RTF that is not valid),
   * `'LimitExceeded'` (longer than the server's limit; nothing was sent), `'SessionState'`,
   * `'ErrorPermission'` (may not post here), `'UserNotJoined'`.
   */
  send(message: OutboundMessage, options?: OperationOptions): Promise<void>;
  /** Posts plain text. Fails like `Session.send`. */
  sendText(text: string, options?: OperationOptions): Promise<void>;
  /** Posts plain text as an alert. Fails like `Session.send`. */
  sendAlert(text: string, options?: OperationOptions): Promise<void>;
  /** Posts a story: a long text under a title. Fails like `Session.send`. */
  sendStory(title: string, text: string, options?: OperationOptions): Promise<void>;
  /** Posts what a builder has now; the builder may go on and be sent again. Fails like `Session.send`. */
  sendBuilt(message: MessageBuilder, options?: OperationOptions): Promise<void>;
  /**
   * The newest `count` messages of the room, oldest first. `'BadArgument'` when `count` is 0.
   *
   * The server may give fewer and does not say so: its own limit counts (pchatd: `history-limit`, 1,000
   * at first), and what fits into one answer (pchatd: 4 MiB). Messages that are older than the first one
   * given are read with `historyPager`, which gives all there are.
   */
  recentHistory(count: number, options?: OperationOptions): Promise<ChatMessage[]>;
  /**
   * Looks for messages of the room. Fails with `'SessionState'` when it is in none, and like
   * `Services.queryHistory`(super::Services::query_history); `roomUris` stays empty.
   */
  queryHistory(query: HistoryQuery, options?: OperationOptions): Promise<HistoryResult>;
  /**
   * Makes a pager over the messages of the room; it goes on after the session has left. Asks nothing
   * yet. Fails with `'SessionState'` when it is in no room, and with `'BadArgument'` like
   * `Services.queryHistory`(super::Services::query_history).
   */
  historyPager(query: HistoryQuery): HistoryPager;
  /**
   * Asks who is in a large room, sorted by URI; the server tells nobody there unasked.
   *
   * Fails with `'SessionState'` (in no room) and `'CannotGetParticipantList'`: the room is not large
   * (`isRosterHidden` of the properties), so that `participants` has them.
   */
  hiddenParticipants(options?: OperationOptions): Promise<ChatRoomParticipant[]>;
  /**
   * Begins to upload a file to the room; when it is there its link is posted. Needs a category that
   * takes files (`ChatRoomProperties.isFilePostAllowed`); its size is checked before the first byte.
   *
   * Fails with `'BadArgument'` (no path, or a name that is none), `'SessionState'` (in no room).
   * Everything else `FileTransfer.finish` tells.
   */
  uploadFile(upload: FileUpload): FileTransfer;
  /**
   * Begins to download a file that a message links to.
   *
   * Fails with `'BadArgument'` (no link to a file, or no path), `'SessionState'` (in no room).
   * Everything else `FileTransfer.finish` tells.
   */
  downloadFile(download: FileDownload): FileTransfer;
  /**
   * Begins to upload bytes to the room as a file of this name. Like `uploadFile` otherwise; it keeps the
   * bytes until it is dropped.
   *
   * Fails with `'BadArgument'` (a name that is none: 1 to 255 bytes, no folders), `'SessionState'` (in
   * no room). Everything else `FileTransfer.finish` tells.
   */
  uploadBytes(fileName: string, content: Uint8Array): FileTransfer;
  /**
   * Begins to upload what `FileTransfer.write` is given, as a file of this name. The file service wants
   * to know the size before the first byte: a stream that is shorter or longer fails, and nothing is
   * posted. When everything is written, `FileTransfer.finish` posts the link; dropping the transfer
   * before cancels it.
   *
   * Fails like `uploadBytes`.
   */
  uploadStream(fileName: string, size: number): FileTransfer;
  /**
   * Begins to download a file into memory, for `FileTransfer.content`; unless `maxBytes` says otherwise
   * it has to be 64 MiB or less.
   *
   * Fails with `'BadArgument'` (no link to a file), `'SessionState'` (in no room). Everything else
   * `FileTransfer.finish` tells, so `'FileDownloadFailed'` for a file that is too long, before its first
   * byte.
   */
  downloadBytes(download: ContentDownload): FileTransfer;
  /**
   * Begins to download a file that `FileTransfer.read` gives chunk by chunk; dropping the transfer
   * cancels it.
   *
   * Fails like `downloadBytes`.
   */
  downloadStream(download: ContentDownload): FileTransfer;
  /** The state now. */
  get state(): SessionState;
  /** The room's properties, or `null` while in no room. A copy. */
  get properties(): ChatRoomProperties | null;
  /**
   * Who is in the room, sorted by URI; empty while in no room, and in a large room, whose participants
   * the server does not tell (`isRosterHidden` of the properties). A copy.
   */
  get participants(): ChatRoomParticipant[];
  /** The endpoint that the session belongs to. */
  get endpoint(): Endpoint;
  /** The state moved. */
  on(name: 'stateChanged', listener: (event: SessionStateChanged) => void): this;
  once(name: 'stateChanged', listener: (event: SessionStateChanged) => void): this;
  off(name: 'stateChanged', listener: (event: SessionStateChanged) => void): this;
  addListener(name: 'stateChanged', listener: (event: SessionStateChanged) => void): this;
  removeListener(name: 'stateChanged', listener: (event: SessionStateChanged) => void): this;
  prependListener(name: 'stateChanged', listener: (event: SessionStateChanged) => void): this;
  /** A message was posted to the room. The user's own messages come back too. */
  on(name: 'messageReceived', listener: (event: ChatMessage) => void): this;
  once(name: 'messageReceived', listener: (event: ChatMessage) => void): this;
  off(name: 'messageReceived', listener: (event: ChatMessage) => void): this;
  addListener(name: 'messageReceived', listener: (event: ChatMessage) => void): this;
  removeListener(name: 'messageReceived', listener: (event: ChatMessage) => void): this;
  prependListener(name: 'messageReceived', listener: (event: ChatMessage) => void): this;
  /** Somebody came or went. */
  on(name: 'participantAttendanceChanged', listener: (event: ParticipantAttendanceChanged) => void): this;
  once(name: 'participantAttendanceChanged', listener: (event: ParticipantAttendanceChanged) => void): this;
  off(name: 'participantAttendanceChanged', listener: (event: ParticipantAttendanceChanged) => void): this;
  addListener(name: 'participantAttendanceChanged', listener: (event: ParticipantAttendanceChanged) => void): this;
  removeListener(name: 'participantAttendanceChanged', listener: (event: ParticipantAttendanceChanged) => void): this;
  prependListener(name: 'participantAttendanceChanged', listener: (event: ParticipantAttendanceChanged) => void): this;
  /** What a participant may do in the room changed. */
  on(name: 'participantPrivilegeChanged', listener: (event: ParticipantPrivilegeChanged) => void): this;
  once(name: 'participantPrivilegeChanged', listener: (event: ParticipantPrivilegeChanged) => void): this;
  off(name: 'participantPrivilegeChanged', listener: (event: ParticipantPrivilegeChanged) => void): this;
  addListener(name: 'participantPrivilegeChanged', listener: (event: ParticipantPrivilegeChanged) => void): this;
  removeListener(name: 'participantPrivilegeChanged', listener: (event: ParticipantPrivilegeChanged) => void): this;
  prependListener(name: 'participantPrivilegeChanged', listener: (event: ParticipantPrivilegeChanged) => void): this;
  /** Properties of the room changed. */
  on(name: 'chatRoomPropertiesChanged', listener: (event: ChatRoomPropertiesChanged) => void): this;
  once(name: 'chatRoomPropertiesChanged', listener: (event: ChatRoomPropertiesChanged) => void): this;
  off(name: 'chatRoomPropertiesChanged', listener: (event: ChatRoomPropertiesChanged) => void): this;
  addListener(name: 'chatRoomPropertiesChanged', listener: (event: ChatRoomPropertiesChanged) => void): this;
  removeListener(name: 'chatRoomPropertiesChanged', listener: (event: ChatRoomPropertiesChanged) => void): this;
  prependListener(name: 'chatRoomPropertiesChanged', listener: (event: ChatRoomPropertiesChanged) => void): this;
}

/**
 * The directory (the SDK's `PersistentChatUserServices`).
 *
 * Every operation needs an established endpoint (`'EndpointNotEstablished'`).
 */
export declare class UserServices {
  private constructor();
  /**
   * Users whose last name, first name or e-mail address has the letters that are looked for.
   * `'BadArgument'` when nothing is.
   */
  findUsers(search: UserSearch, options?: OperationOptions): Promise<UserSearchResult>;
  /**
   * The user with this SIP URI. Servers tell users about themselves only, and administrators about
   * everybody: others get `'ErrorPermission'`. For `pchatd` and `LocalServer` whoever is in the group
   * named `CsPersistentChatAdministrator`, also through other groups, is an administrator.
   * `'NoSuchPrincipal'` when there is no such user.
   */
  getUser(userUri: string, options?: OperationOptions): Promise<User>;
  /**
   * The group with this URI (`ma-grp:…`). Servers tell administrators only, those of
   * `UserServices.getUser`: others get `'ErrorPermission'`. `'NoSuchPrincipal'` when there is no such
   * group.
   */
  getUserGroup(groupUri: string, options?: OperationOptions): Promise<UserGroup>;
}
