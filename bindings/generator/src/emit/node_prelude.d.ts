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

