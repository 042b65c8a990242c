// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

/// <reference types="node" />

import type { Authentication, ChatRoomPrivacy, ChatRoomRole, Endpoint, EndpointSettings, OperationOptions } from './index';

/** An add-in for a local server: a web page that rooms show. */
export interface LocalAddIn {
  /** Its name, unique, 50 characters at most. */
  name?: string | null;
  /** An `http` or `https` address, 255 characters at most. */
  url?: string | null;
}

/** A category for a local server. */
export interface LocalCategory {
  /** Its name, unique. */
  name?: string | null;
  /** What its rooms are for. */
  description?: string | null;
  /** SIP addresses of those in its scope; empty for everybody. */
  allowed?: readonly string[] | null;
  /** SIP addresses of those who are not, although allowed. */
  denied?: readonly string[] | null;
  /** SIP addresses of those who may create rooms in it. */
  creators?: readonly string[] | null;
  /** New members are invited. On by default. */
  invitations?: boolean | null;
  /** Files may be posted. Off by default. */
  fileUpload?: boolean | null;
  /** Messages are kept. On by default. */
  history?: boolean | null;
}

/** Changes of a category of a local server. What is `null` stays as it is. */
export interface LocalCategoryChange {
  /** Which category: its name or URI. */
  category?: string | null;
  /** Another name, unique. */
  name?: string | null;
  /** What its rooms are for. */
  description?: string | null;
  /** Those in its scope are exactly these: SIP addresses, and `group:NAME`; empty for everybody. */
  allowed?: readonly string[] | null;
  /** Those who are not, although allowed, are exactly these. */
  denied?: readonly string[] | null;
  /** Those who may create rooms in it are exactly these. */
  creators?: readonly string[] | null;
  /** New members are invited. */
  invitations?: boolean | null;
  /** Files may be posted. */
  fileUpload?: boolean | null;
  /** Messages are kept. */
  history?: boolean | null;
}

/** A group of users and groups for a local server. */
export interface LocalGroup {
  /**
   * Its name, unique. Wherever a local server takes a SIP address for a role it also takes `group:` and
   * this name.
   */
  name?: string | null;
  /** The e-mail address. */
  email?: string | null;
  /** SIP addresses of the users in it, and `group:NAME` of the groups, all of which have to exist. */
  members?: readonly string[] | null;
}

/** Limits of a local server; 0 leaves one as it is. */
export interface LocalLimits {
  /**
   * The longest message in bytes, up to 200,000; 32,768 at first. Its RTF twin may be eight times as
   * long.
   */
  messageSizeLimit?: number | null;
  /**
   * The longest story in bytes, up to 200,000; 131,072 at first. Its RTF twin may be eight times as
   * long.
   */
  storySizeLimit?: number | null;
  /**
   * The most rooms or people that a search gives, and messages of each room in a history query; 999 at
   * first.
   */
  searchLimit?: number | null;
  /** The most messages that recent history gives; 1,000 at first. */
  historyLimit?: number | null;
  /** Messages of recent history for a client that says no number, 1 to 500; 30 at first. */
  defaultHistory?: number | null;
  /** With more people in a room its comings and goings are not told; 75 at first. */
  participantUpdateLimit?: number | null;
  /** The longest file in kilobytes; 20,000 at first. */
  maxFileKb?: number | null;
}

/** A room for a local server. */
export interface LocalRoom {
  /** Its name, unique. */
  name?: string | null;
  /** The name of its category; `null` for `General`, which every local server has. */
  category?: string | null;
  /** What it is for. */
  description?: string | null;
  /** What it is about just now. */
  topic?: string | null;
  /** Who finds and joins it. Open by default. */
  privacy?: ChatRoomPrivacy | null;
  /** Only presenters post. */
  auditorium?: boolean | null;
  /** SIP addresses of its members. */
  members?: readonly string[] | null;
  /** SIP addresses of its managers, who join only when they are members too. */
  managers?: readonly string[] | null;
  /** SIP addresses of those who post in an auditorium. */
  presenters?: readonly string[] | null;
  /** New members are invited, when the category wants it too. On by default. */
  invitations?: boolean | null;
  /** The name or id of the add-in beside it. */
  addIn?: string | null;
}

/** How a local server listens and behaves. The defaults suit most tests. */
export interface LocalServerSettings {
  /** The SIP domain of all addresses; `example.com` by default. */
  domain?: string | null;
  /** Listen for TLS. On by default. */
  tls?: boolean | null;
  /** Listen for plain TCP. On by default. */
  tcp?: boolean | null;
  /** The TLS port; 0, the default, takes a free one. */
  tlsPort?: number | null;
  /** The TCP port; 0, the default, takes a free one. */
  tcpPort?: number | null;
  /** NTLM (also for `'Automatic'`), or `null`: everybody is believed. */
  authentication?: Authentication | null;
  /** After how many seconds a chat session in which nothing happens is over; 0 for 1800. */
  sessionExpiresSeconds?: number | null;
  /** How long a registration lasts, in seconds; 0 for 7200. */
  registrationExpiresSeconds?: number | null;
  /** The longest message in bytes; 0 for 32,768. */
  messageSizeLimit?: number | null;
  /** Whether a message comes back to the session that sent it, as it should. On by default. */
  echo?: boolean | null;
  /**
   * Where the server keeps its data; the folder stays, and every message is on the disk before it is
   * acknowledged. `null`: a temporary folder that goes away with the server, and no waiting for the
   * disk.
   */
  dataFolder?: string | null;
  /** Whether there is a file service. On by default; without one, files fail with `'MsgNotSupported'`. */
  fileService?: boolean | null;
}

/** A user for a local server. */
export interface LocalUser {
  /** The SIP address, with or without `sip:`. */
  address?: string | null;
  /** The password; `null`: the user cannot sign in with NTLM. */
  password?: string | null;
  /** `DOMAIN\name` or `name`; `null` for the part of the address before the `@`. */
  login?: string | null;
  /** What others see; `null` for the part of the address before the `@`. */
  displayName?: string | null;
  /** The e-mail address. */
  email?: string | null;
  /** The first name. */
  firstName?: string | null;
  /** The last name. */
  lastName?: string | null;
  /** The company. */
  company?: string | null;
}

/**
 * A Persistent Chat server inside this process, for tests. It listens on loopback addresses only.
 *
 * Dropping the last one stops it. All methods may be called from any thread; those that wait for the
 * server or the disk say so, and do it for a moment only.
 */
export declare class LocalServer {
  private constructor();
  /**
   * Starts a server. Blocks until it listens.
   *
   * Fails with `'BadArgument'` for settings that cannot work and `'Io'` when a folder or a port cannot
   * be used.
   */
  static start(settings?: LocalServerSettings): LocalServer;
  /** The port for TLS; 0 when TLS is off. */
  get sipTlsPort(): number;
  /** The port for plain TCP; 0 when TCP is off. */
  get sipTcpPort(): number;
  /** The path of the PEM file with the authority that a TLS client has to trust. */
  get caFile(): string;
  /** The SIP domain. */
  get domain(): string;
  /** Where the server keeps its data. */
  get dataFolder(): string;
  /** The URI of the root category, of which all categories are children. No room can be made in it. */
  get rootCategoryUri(): string;
  /**
   * Adds a user. Blocks until it is stored.
   *
   * Fails with `'BadArgument'` (the message says what is wrong or taken) and `'InvalidOperation'` when
   * the server is stopped.
   */
  addUser(user: LocalUser): void;
  /**
   * Adds a category and gives its `ma-cat` URI. Blocks until it is stored.
   *
   * Fails as `LocalServer.addUser` does, and with `'PrincipalsNotInScope'` when a creator is not in its
   * scope.
   */
  addCategory(category: LocalCategory): string;
  /**
   * Changes a category. Roles in its rooms stay, but count for nothing for those who are out of its
   * scope now: who is in a room has to leave.
   *
   * Fails with `'NoSuchNode'`, `'NodeHierarchyViolation'` (it is the root), `'NoSuchPrincipal'` (a group
   * that does not exist), `'PrincipalsNotInScope'` (a creator), `'BadArgument'` (the message says what
   * is wrong or taken), and `'InvalidOperation'` when the server is stopped.
   */
  changeCategory(change: LocalCategoryChange): void;
  /**
   * Removes a category without rooms. `category` is its name or URI.
   *
   * Fails with `'NoSuchNode'`, `'NodeHierarchyViolation'` (it is the root), `'ErrorPermission'` while
   * there are rooms in it, and `'InvalidOperation'` when the server is stopped.
   */
  removeCategory(category: string): void;
  /**
   * Adds a room and gives its `ma-chan` URI. Blocks until it is stored.
   *
   * Fails as `LocalServer.addUser` does, with `'DuplicateRoomName'`, `'NoSuchNode'` (its category or
   * add-in), with `'NodeHierarchyViolation'` (the category is the root), with `'PrincipalsNotInScope'`
   * when somebody is not in the category's scope, `'PresenterNotInMemList'` when a presenter is not
   * among the members and `'NoSuchPrincipal'` (a group that does not exist). Everybody in scope joins an
   * open room, but its presenters have to be members all the same.
   */
  addRoom(room: LocalRoom): string;
  /**
   * Disables a room, which nobody sees, joins or reads then, or enables it again. `room` is its name or
   * URI. Blocks until it is stored.
   *
   * Fails with `'NoSuchNode'`, and `'InvalidOperation'` when the server is stopped.
   */
  setRoomDisabled(room: string, disabled: boolean): void;
  /**
   * Moves a room into another category. Whoever is out of that one's scope loses all roles in the room.
   * `room` and `category` are names or URIs.
   *
   * Fails with `'NoSuchNode'`, `'NodeHierarchyViolation'` (the category is the root), and
   * `'InvalidOperation'` when the server is stopped.
   */
  moveRoom(room: string, category: string): void;
  /**
   * Removes a room with its messages, which no client may do; who is in it has to leave. `room` is its
   * name or URI.
   *
   * Fails with `'NoSuchNode'`, and `'InvalidOperation'` when the server is stopped.
   */
  removeRoom(room: string): void;
  /**
   * Gives a role in a room to a user or group, or takes it away. `room` is a name or URI, `principal` a
   * SIP address or `group:NAME`.
   *
   * Fails with `'NoSuchNode'`, `'NoSuchPrincipal'`, `'PrincipalsAlreadyDefined'`,
   * `'PrincipalsNotInScope'`, `'PresenterNotInMemList'`, `'BadArgument'` (a creator, which a category
   * has and no room; a presenter outside of an auditorium), and `'InvalidOperation'` when the server is
   * stopped.
   */
  setRole(room: string, role: ChatRoomRole, principal: string, has: boolean): void;
  /**
   * Adds a group and gives its `ma-grp` URI.
   *
   * Fails as `LocalServer.addUser` does, and with `'NoSuchPrincipal'` when a member does not exist.
   */
  addGroup(group: LocalGroup): string;
  /**
   * Puts a user or group into a group, or takes it out. `group` is a name or URI, `member` a SIP address
   * or `group:NAME`.
   *
   * Fails with `'NoSuchPrincipal'` (one of them does not exist, or is not in the group),
   * `'PrincipalsAlreadyDefined'`, `'ErrorPermission'` (a group would be inside itself), and
   * `'InvalidOperation'` when the server is stopped.
   */
  setGroupMember(group: string, member: string, isMember: boolean): void;
  /**
   * Removes a group with its roles; its members stay. `group` is a name or URI.
   *
   * Fails with `'NoSuchPrincipal'`, and `'InvalidOperation'` when the server is stopped.
   */
  removeGroup(group: string): void;
  /**
   * Registers an add-in and gives its id.
   *
   * Fails as `LocalServer.addUser` does, and with `'DuplicateAddinName'`.
   */
  addAddIn(addIn: LocalAddIn): string;
  /**
   * Removes an add-in, also from the rooms that show it. `addIn` is its name or id.
   *
   * Fails with `'NoSuchNode'`, and `'InvalidOperation'` when the server is stopped.
   */
  removeAddIn(addIn: string): void;
  /**
   * Disables a user, who is signed off and refused then, or enables one again.
   *
   * Fails with `'BadArgument'`, `'NoSuchPrincipal'`, and `'InvalidOperation'` when the server is
   * stopped.
   */
  setUserDisabled(address: string, disabled: boolean): void;
  /**
   * Removes a user, who is signed off and refused then, with roles, preferences and invitations;
   * messages stay.
   *
   * Fails with `'BadArgument'`, `'NoSuchPrincipal'`, and `'InvalidOperation'` when the server is
   * stopped.
   */
  removeUser(address: string): void;
  /**
   * Sets the address of the web page where rooms are managed, which clients read as `roomManagementUrl`
   * when they sign in; an empty one takes it away. There is none at first.
   *
   * Fails with `'BadArgument'`, and `'InvalidOperation'` when the server is stopped.
   */
  setRoomManagementUrl(url: string): void;
  /**
   * Changes limits, which hold at once.
   *
   * Fails with `'BadArgument'` for a limit out of its range, and `'InvalidOperation'` when the server is
   * stopped.
   */
  setLimits(limits: LocalLimits): void;
  /**
   * Posts a message in the name of a user, joined or not, and gives its id: for a history to start from.
   * Who is in the room gets it. `room` is a name or URI, `author` a SIP address. Blocks until it is
   * stored.
   *
   * Fails with `'NoSuchNode'`, `'NoSuchPrincipal'`, and `'InvalidOperation'` when the server is stopped.
   */
  post(room: string, author: string, text: string): number;
  /**
   * Removes a message from the history of a room, which no client may do. Nobody is told, and its number
   * is not given out again. `room` is a name or URI, `messageId` what `LocalServer.post` gave and
   * messages have.
   *
   * Fails with `'NoSuchNode'` (no such room, or no such message in it), and `'InvalidOperation'` when
   * the server is stopped.
   */
  removeMessage(room: string, messageId: number): void;
  /**
   * Puts another text in the place of a message, as an administrator does with one that must not be
   * read; its RTF goes, its author and time stay. Nobody is told. Otherwise as
   * `LocalServer.removeMessage`.
   *
   * Fails as `LocalServer.removeMessage` does, and with `'BadArgument'` for an empty text.
   */
  replaceMessage(room: string, messageId: number, text: string): void;
  /**
   * How many connections are open. 0 when the server is stopped. Blocks until the server has counted
   * them.
   */
  get connectionCount(): number;
  /**
   * Drops every connection without a word, as a broken network does. Clients may connect again at once.
   * Blocks while another thread changes the server.
   *
   * Fails with `'InvalidOperation'` when the server is stopped.
   */
  disconnectAll(): void;
  /**
   * From now on does nothing with what clients send, as a server that hangs, for tests of cancelling and
   * of time limits; or goes on, beginning with what came meanwhile. Clients still connect. Blocks until
   * the server does so.
   *
   * Fails with `'InvalidOperation'` when the server is stopped.
   */
  setSilent(silent: boolean): void;
  /**
   * Closes all connections, stops listening and removes a temporary folder. Blocks until that is done.
   * Stopping twice is no error.
   */
  stop(): void;
}

/** Disposing of it stops it. */
export interface LocalServer extends Disposable, AsyncDisposable {
  /**
   * The settings of an `Endpoint` for this user, a name or a SIP address, who is added when the server does not know him. A user who was
   * added otherwise has a password of his own, which the settings do not have.
   */
  settings(user: string): EndpointSettings;
  /** An endpoint of this user, who is added when the server does not know him, signed in. `settings` go before those of `settings()`. */
  connect(user: string, settings?: EndpointSettings, options?: OperationOptions): Promise<Endpoint>;
}
