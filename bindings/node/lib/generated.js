// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

'use strict';

const native = require('./native');
const { Handle, Active, GIVEN, asked, described, parent } = require('./handle');
const { bigint, date, each, error, maybe, same } = require('./read');

const Authentication = Object.freeze({
  Automatic: 'Automatic',
  Ntlm: 'Ntlm',
  None: 'None',
});

const ChatEmoticon = Object.freeze({
  Smile: 'Smile',
  Frown: 'Frown',
  Cool: 'Cool',
  Laughing: 'Laughing',
  Shocked: 'Shocked',
  Confused: 'Confused',
  Crying: 'Crying',
  Tongue: 'Tongue',
  Wink: 'Wink',
  Angry: 'Angry',
  Kissing: 'Kissing',
});

const ChatRoomBehavior = Object.freeze({
  Normal: 'Normal',
  Auditorium: 'Auditorium',
});

const ChatRoomInvitationSetting = Object.freeze({
  Never: 'Never',
  Inherit: 'Inherit',
});

const ChatRoomPrivacy = Object.freeze({
  Open: 'Open',
  Closed: 'Closed',
  Secret: 'Secret',
});

const ChatRoomRole = Object.freeze({
  Member: 'Member',
  Manager: 'Manager',
  Presenter: 'Presenter',
  Creator: 'Creator',
});

const EndpointState = Object.freeze({
  Established: 'Established',
  Establishing: 'Establishing',
  Idle: 'Idle',
  Terminating: 'Terminating',
  Terminated: 'Terminated',
});

const ErrorCode = Object.freeze({
  BadArgument: 'BadArgument',
  InvalidHandle: 'InvalidHandle',
  InvalidOperation: 'InvalidOperation',
  Cancelled: 'Cancelled',
  TimedOut: 'TimedOut',
  WouldDeadlock: 'WouldDeadlock',
  ForkedProcess: 'ForkedProcess',
  PlatformShutDown: 'PlatformShutDown',
  TooManyOperations: 'TooManyOperations',
  Internal: 'Internal',
  Io: 'Io',
  EndpointNotEstablished: 'EndpointNotEstablished',
  SessionState: 'SessionState',
  Unreachable: 'Unreachable',
  ConnectionLost: 'ConnectionLost',
  CertificateNotTrusted: 'CertificateNotTrusted',
  CertificateNameMismatch: 'CertificateNameMismatch',
  TlsFailed: 'TlsFailed',
  AuthenticationFailed: 'AuthenticationFailed',
  AuthenticationUnsupported: 'AuthenticationUnsupported',
  UnknownUser: 'UnknownUser',
  SignInForbidden: 'SignInForbidden',
  SignInRefused: 'SignInRefused',
  ClockSkew: 'ClockSkew',
  RedirectLoop: 'RedirectLoop',
  ChatServerNotFound: 'ChatServerNotFound',
  ChatServerRefused: 'ChatServerRefused',
  SignedOut: 'SignedOut',
  ProtocolViolation: 'ProtocolViolation',
  SignatureInvalid: 'SignatureInvalid',
  DatabaseConnection: 'DatabaseConnection',
  DataCollision: 'DataCollision',
  DuplicateRoomName: 'DuplicateRoomName',
  InvalidArgument: 'InvalidArgument',
  CannotGetParticipantList: 'CannotGetParticipantList',
  LimitExceeded: 'LimitExceeded',
  MsgNotSupported: 'MsgNotSupported',
  NodeDisabled: 'NodeDisabled',
  NodeHierarchyViolation: 'NodeHierarchyViolation',
  ErrorPermission: 'ErrorPermission',
  NoSuchNode: 'NoSuchNode',
  NoSuchPrincipal: 'NoSuchPrincipal',
  UnableToCreateRoom: 'UnableToCreateRoom',
  UnknownServerError: 'UnknownServerError',
  UserNotJoined: 'UserNotJoined',
  FileDownloadFailed: 'FileDownloadFailed',
  FileUploadFailed: 'FileUploadFailed',
  InvalidFlowOfOperations: 'InvalidFlowOfOperations',
  InvalidToken: 'InvalidToken',
  ServerError: 'ServerError',
  CommandFailed: 'CommandFailed',
  PrincipalsAlreadyDefined: 'PrincipalsAlreadyDefined',
  PrincipalsNotInScope: 'PrincipalsNotInScope',
  PresenterNotInMemList: 'PresenterNotInMemList',
  DuplicateAddinName: 'DuplicateAddinName',
});

const FileTransferState = Object.freeze({
  Running: 'Running',
  Completed: 'Completed',
  Cancelled: 'Cancelled',
  Failed: 'Failed',
});

const MessagePartKind = Object.freeze({
  PlainText: 'PlainText',
  Hyperlink: 'Hyperlink',
  ChatRoomLink: 'ChatRoomLink',
  Emoticon: 'Emoticon',
  FileDownloadLink: 'FileDownloadLink',
  StoryTitle: 'StoryTitle',
});

const PrincipalKind = Object.freeze({
  LocalUser: 'LocalUser',
  DirectoryGroup: 'DirectoryGroup',
  DirectoryFolder: 'DirectoryFolder',
  Domain: 'Domain',
});

const SessionState = Object.freeze({
  Established: 'Established',
  Establishing: 'Establishing',
  Idle: 'Idle',
  Terminating: 'Terminating',
  Terminated: 'Terminated',
});

const Transport = Object.freeze({
  Tcp: 'Tcp',
  Tls: 'Tls',
});

const auditData = (it) => {
  if (it.createdOn !== null) it.createdOn = date(it.createdOn);
  if (it.updatedOn !== null) it.updatedOn = date(it.updatedOn);
  return it;
};

class ChatMessage {
  constructor(it) {
    this.messageId = it.messageId;
    this.authorUri = it.authorUri;
    this.authorName = it.authorName;
    this.timestamp = it.timestamp;
    this.roomUri = it.roomUri;
    this.roomName = it.roomName;
    this.content = it.content;
    this.rtfContent = it.rtfContent;
    this.isAlert = it.isAlert;
  }

  get parts() {
    return MessageBuilder.parse(this.content);
  }

  get rtfParts() {
    return MessageBuilder.parseRtf(this.rtfContent);
  }

  get storyTitle() {
    return MessageBuilder.storyTitleOf(this.content);
  }
}

const chatMessage = (it) => {
  if (it.messageId !== null) it.messageId = bigint(it.messageId);
  it.timestamp = date(it.timestamp);
  return new ChatMessage(it);
};

const chatRoom = (it) => {
  if (it.changeHistory !== null) it.changeHistory = auditData(it.changeHistory);
  return it;
};

const chatRoomInvitation = (it) => {
  if (it.invitationId !== null) it.invitationId = bigint(it.invitationId);
  if (it.createdOn !== null) it.createdOn = date(it.createdOn);
  return it;
};

const endpointStateChanged = (it) => {
  if (it.reason !== null) it.reason = error(it.reason);
  return it;
};

const fileTransferProgress = (it) => {
  it.transferredBytes = bigint(it.transferredBytes);
  if (it.totalBytes !== null) it.totalBytes = bigint(it.totalBytes);
  return it;
};

const historyResult = (it) => {
  it.messages = each(chatMessage)(it.messages);
  return it;
};

const invitationList = (it) => {
  it.invitations = each(chatRoomInvitation)(it.invitations);
  it.lastInvitationId = bigint(it.lastInvitationId);
  return it;
};

const messagePart = (it) => {
  if (it.fileSize !== null) it.fileSize = bigint(it.fileSize);
  return it;
};

const preferenceBundle = (it) => {
  it.sequenceId = bigint(it.sequenceId);
  return it;
};

const roleEntry = (it) => {
  if (it.changeHistory !== null) it.changeHistory = auditData(it.changeHistory);
  return it;
};

const roomNotJoined = (it) => {
  it.reason = error(it.reason);
  return it;
};

const serverConfiguration = (it) => {
  if (it.serverTime !== null) it.serverTime = date(it.serverTime);
  return it;
};

const sessionStateChanged = (it) => {
  if (it.reason !== null) it.reason = error(it.reason);
  return it;
};

const transferredFile = (it) => {
  it.size = bigint(it.size);
  return it;
};

const user = (it) => {
  if (it.changeHistory !== null) it.changeHistory = auditData(it.changeHistory);
  return it;
};

const userGroup = (it) => {
  if (it.changeHistory !== null) it.changeHistory = auditData(it.changeHistory);
  return it;
};

class Endpoint extends Active {
  constructor(settings, platform) {
    if (settings === GIVEN) {
      super(platform);
      return;
    }
    const owner = parent(platform ?? Platform.shared(), Platform, 'platform');
    super({ native: asked(() => native.Endpoint.make({ platform: owner._native, settings })), owner });
  }

  establish(options) {
    return this._start(options, () => this._native.establish(), same);
  }

  terminate(options) {
    return this._start(options, () => this._native.terminate(), same);
  }

  joinRooms(rooms, options) {
    return this._start(options, () => this._native.joinRooms({ rooms }), (_, number) => this._wrap(JoinedRooms, this._native.joinRoomsGave(number)));
  }

  get state() {
    return JSON.parse(this._native.state());
  }

  get ownerUri() {
    return this._native.ownerUri();
  }

  get activeSessions() {
    return this._native.activeSessions().map((it) => this._wrap(Session, it));
  }

  sessionByName(name) {
    return this._wrap(Session, asked(() => this._native.sessionByName({ name })));
  }

  sessionByUri(uri) {
    return this._wrap(Session, asked(() => this._native.sessionByUri({ uri })));
  }

  get services() {
    return this._wrap(Services, this._native.services());
  }
}

class FileTransfer extends Active {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, FileTransfer, 'FileTransfer'));
  }

  finish(options) {
    return this._start(options, () => this._native.finish(), transferredFile);
  }

  write(chunk, options) {
    return this._start(options, () => this._native.write({ chunk }), same);
  }

  read(options) {
    return this._start(options, () => this._native.read(), (_, number) => this._native.readGave(number));
  }

  content(options) {
    return this._start(options, () => this._native.content(), (_, number) => this._native.contentGave(number));
  }

  get progress() {
    return fileTransferProgress(JSON.parse(this._native.progress()));
  }

  progressAfter(percent, options) {
    return this._start(options, () => this._native.progressAfter({ percent }), fileTransferProgress);
  }

  cancel() {
    return this._native.cancel();
  }

  resume() {
    return asked(() => this._native.resume());
  }

  get isUpload() {
    return this._native.isUpload();
  }

  get path() {
    return this._native.path();
  }

  get fileName() {
    return this._native.fileName();
  }

  get fileUri() {
    return JSON.parse(this._native.fileUri());
  }

  get endpoint() {
    return this._wrap(Endpoint, this._native.endpoint());
  }
}

class HistoryPager extends Handle {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, HistoryPager, 'HistoryPager'));
  }

  nextPage(options) {
    return this._start(options, () => this._native.nextPage(), each(chatMessage));
  }

  get progress() {
    return JSON.parse(this._native.progress());
  }

  get roomUri() {
    return this._native.roomUri();
  }

  async *[Symbol.asyncIterator]() {
    for (let page = await this.nextPage(); page.length > 0; page = await this.nextPage()) {
      yield* page;
    }
  }
}

class JoinedRooms extends Handle {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, JoinedRooms, 'JoinedRooms'));
  }

  get sessions() {
    return this._native.sessions().map((it) => this._wrap(Session, it));
  }

  get failures() {
    return each(roomNotJoined)(JSON.parse(this._native.failures()));
  }

  get endpoint() {
    return this._wrap(Endpoint, this._native.endpoint());
  }
}

class LocalServer extends Handle {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, LocalServer, 'LocalServer'));
  }

  static start(settings) {
    const made = asked(() => native.LocalServer.start({ settings }));
    return new LocalServer(GIVEN, { native: made, owner: null });
  }

  get sipTlsPort() {
    return this._native.sipTlsPort();
  }

  get sipTcpPort() {
    return this._native.sipTcpPort();
  }

  get caFile() {
    return this._native.caFile();
  }

  get domain() {
    return this._native.domain();
  }

  get dataFolder() {
    return this._native.dataFolder();
  }

  get rootCategoryUri() {
    return this._native.rootCategoryUri();
  }

  addUser(user) {
    return asked(() => this._native.addUser({ user }));
  }

  addCategory(category) {
    return asked(() => this._native.addCategory({ category }));
  }

  changeCategory(change) {
    return asked(() => this._native.changeCategory({ change }));
  }

  removeCategory(category) {
    return asked(() => this._native.removeCategory({ category }));
  }

  addRoom(room) {
    return asked(() => this._native.addRoom({ room }));
  }

  setRoomDisabled(room, disabled) {
    return asked(() => this._native.setRoomDisabled({ room, disabled }));
  }

  moveRoom(room, category) {
    return asked(() => this._native.moveRoom({ room, category }));
  }

  removeRoom(room) {
    return asked(() => this._native.removeRoom({ room }));
  }

  setRole(room, role, principal, has) {
    return asked(() => this._native.setRole({ room, role, principal, has }));
  }

  addGroup(group) {
    return asked(() => this._native.addGroup({ group }));
  }

  setGroupMember(group, member, isMember) {
    return asked(() => this._native.setGroupMember({ group, member, isMember }));
  }

  removeGroup(group) {
    return asked(() => this._native.removeGroup({ group }));
  }

  addAddIn(addIn) {
    return asked(() => this._native.addAddIn({ addIn }));
  }

  removeAddIn(addIn) {
    return asked(() => this._native.removeAddIn({ addIn }));
  }

  setUserDisabled(address, disabled) {
    return asked(() => this._native.setUserDisabled({ address, disabled }));
  }

  removeUser(address) {
    return asked(() => this._native.removeUser({ address }));
  }

  setRoomManagementUrl(url) {
    return asked(() => this._native.setRoomManagementUrl({ url }));
  }

  setLimits(limits) {
    return asked(() => this._native.setLimits({ limits }));
  }

  post(room, author, text) {
    return bigint(JSON.parse(asked(() => this._native.post({ room, author, text }))));
  }

  removeMessage(room, messageId) {
    return asked(() => this._native.removeMessage({ room, messageId }));
  }

  replaceMessage(room, messageId, text) {
    return asked(() => this._native.replaceMessage({ room, messageId, text }));
  }

  get connectionCount() {
    return this._native.connectionCount();
  }

  disconnectAll() {
    return asked(() => this._native.disconnectAll());
  }

  setSilent(silent) {
    return asked(() => this._native.setSilent({ silent }));
  }

  stop() {
    return this._native.stop();
  }
}

class MessageBuilder extends Handle {
  constructor(settings) {
    if (settings === GIVEN) {
      super(arguments[1]);
      return;
    }
    const owner = null;
    super({ native: asked(() => native.MessageBuilder.make({ settings })), owner });
  }

  appendPlainText(text) {
    return asked(() => this._native.appendPlainText({ text }));
  }

  appendHyperlink(displayText, uri) {
    return asked(() => this._native.appendHyperlink({ displayText, uri }));
  }

  appendChatRoomLink(room) {
    return asked(() => this._native.appendChatRoomLink({ room: described(room, Session, 'properties', 'room') }));
  }

  appendEmoticon(emoticon) {
    return asked(() => this._native.appendEmoticon({ emoticon }));
  }

  setRtf(rtf) {
    return asked(() => this._native.setRtf({ rtf }));
  }

  get parts() {
    return each(messagePart)(JSON.parse(this._native.parts()));
  }

  get content() {
    return this._native.content();
  }

  get rtf() {
    return JSON.parse(this._native.rtf());
  }

  get isAlert() {
    return this._native.isAlert();
  }

  get storyTitle() {
    return JSON.parse(this._native.storyTitle());
  }

  static parse(text) {
    return each(messagePart)(JSON.parse(asked(() => native.MessageBuilder.parse({ text }))));
  }

  static parseRtf(rtf) {
    return each(messagePart)(JSON.parse(asked(() => native.MessageBuilder.parseRtf({ rtf }))));
  }

  static storyTitleOf(text) {
    return JSON.parse(asked(() => native.MessageBuilder.storyTitleOf({ text })));
  }

  static emoticonText(emoticon) {
    return asked(() => native.MessageBuilder.emoticonText({ emoticon }));
  }
}

class Platform extends Handle {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, Platform, 'Platform'));
  }

  static start(settings) {
    const made = asked(() => native.Platform.start({ settings }));
    return new Platform(GIVEN, { native: made, owner: null });
  }
}

class RoomManagement extends Handle {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, RoomManagement, 'RoomManagement'));
  }

  findCategoriesWithCreateRights(options) {
    return this._start(options, () => this._native.findCategoriesWithCreateRights(), same);
  }

  createChatRoom(settings, options) {
    return this._start(options, () => this._native.createChatRoom({ settings }), same);
  }

  createChatRoomIn(name, categoryUri, options) {
    return this._start(options, () => this._native.createChatRoomIn({ name, categoryUri }), same);
  }

  getChatRoom(roomUri, options) {
    return this._start(options, () => this._native.getChatRoom({ roomUri }), chatRoom);
  }

  getChatRoomByName(name, options) {
    return this._start(options, () => this._native.getChatRoomByName({ name }), chatRoom);
  }

  updateChatRoom(change, options) {
    return this._start(options, () => this._native.updateChatRoom({ change }), same);
  }

  changeParentCategory(roomUri, categoryUri, options) {
    return this._start(options, () => this._native.changeParentCategory({ roomUri, categoryUri }), same);
  }

  findChatRoomsByParentCategory(categoryUri, options) {
    return this._start(options, () => this._native.findChatRoomsByParentCategory({ categoryUri }), same);
  }

  findChatRoomsUsingAddIn(addInId, options) {
    return this._start(options, () => this._native.findChatRoomsUsingAddIn({ addInId }), same);
  }

  getAllAddIns(options) {
    return this._start(options, () => this._native.getAllAddIns(), same);
  }

  getPermissions(roomUri, options) {
    return this._start(options, () => this._native.getPermissions({ roomUri }), same);
  }

  getMembers(roomUri, options) {
    return this._start(options, () => this._native.getMembers({ roomUri }), each(roleEntry));
  }

  getManagers(roomUri, options) {
    return this._start(options, () => this._native.getManagers({ roomUri }), each(roleEntry));
  }

  getPresenters(roomUri, options) {
    return this._start(options, () => this._native.getPresenters({ roomUri }), each(roleEntry));
  }

  findUsersOrGroupsForRole(role, roomUri, search, options) {
    return this._start(options, () => this._native.findUsersOrGroupsForRole({ role, roomUri, search }), same);
  }

  addToRole(change, options) {
    return this._start(options, () => this._native.addToRole({ change }), same);
  }

  removeFromRole(change, options) {
    return this._start(options, () => this._native.removeFromRole({ change }), same);
  }

  getCategoryUsers(categoryUri, filter, resultSize, options) {
    return this._start(options, () => this._native.getCategoryUsers({ categoryUri, filter, resultSize }), same);
  }
}

class Services extends Handle {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, Services, 'Services'));
  }

  serverConfiguration() {
    return serverConfiguration(JSON.parse(asked(() => this._native.serverConfiguration())));
  }

  browseByCriteria(query, options) {
    return this._start(options, () => this._native.browseByCriteria({ query }), same);
  }

  browseByCategory(categoryUri, maxResults, options) {
    return this._start(options, () => this._native.browseByCategory({ categoryUri, maxResults }), same);
  }

  browseByFilter(filter, options) {
    return this._start(options, () => this._native.browseByFilter({ filter }), same);
  }

  browseByJoinedUser(userUri, options) {
    return this._start(options, () => this._native.browseByJoinedUser({ userUri }), same);
  }

  browseByInvitations(lastInvitationId, options) {
    return this._start(options, () => this._native.browseByInvitations({ lastInvitationId }), invitationList);
  }

  browseMyChatRooms(maxResults, options) {
    return this._start(options, () => this._native.browseMyChatRooms({ maxResults }), same);
  }

  browseChatRoomsIManage(maxResults, options) {
    return this._start(options, () => this._native.browseChatRoomsIManage({ maxResults }), same);
  }

  getPreference(label, sequenceId, provideDefault, options) {
    return this._start(options, () => this._native.getPreference({ label, sequenceId, provideDefault }), maybe(preferenceBundle));
  }

  setPreference(label, sequenceId, data, options) {
    return this._start(options, () => this._native.setPreference({ label, sequenceId, data }), preferenceBundle);
  }

  queryHistory(query, options) {
    return this._start(options, () => this._native.queryHistory({ query }), each(historyResult));
  }

  historyPager(query) {
    return this._wrap(HistoryPager, asked(() => this._native.historyPager({ query })));
  }

  get roomManagement() {
    return this._wrap(RoomManagement, this._native.roomManagement());
  }

  get userServices() {
    return this._wrap(UserServices, this._native.userServices());
  }
}

class Session extends Active {
  constructor(endpoint) {
    if (endpoint === GIVEN) {
      super(arguments[1]);
      return;
    }
    const owner = parent(endpoint, Endpoint, 'endpoint');
    super({ native: asked(() => native.Session.make({ endpoint: owner._native })), owner });
  }

  join(roomUri, options) {
    return this._start(options, () => this._native.join({ roomUri }), same);
  }

  joinByName(name, options) {
    return this._start(options, () => this._native.joinByName({ name }), same);
  }

  joinRoom(room, options) {
    return this._start(options, () => this._native.joinRoom({ room: described(room, Session, 'properties', 'room') }), same);
  }

  leave(options) {
    return this._start(options, () => this._native.leave(), same);
  }

  send(message, options) {
    return this._start(options, () => this._native.send({ message }), same);
  }

  sendText(text, options) {
    return this._start(options, () => this._native.sendText({ text }), same);
  }

  sendAlert(text, options) {
    return this._start(options, () => this._native.sendAlert({ text }), same);
  }

  sendStory(title, text, options) {
    return this._start(options, () => this._native.sendStory({ title, text }), same);
  }

  sendBuilt(message, options) {
    return this._start(options, () => this._native.sendBuilt({ message: parent(message, MessageBuilder, 'message')._native }), same);
  }

  recentHistory(count, options) {
    return this._start(options, () => this._native.recentHistory({ count }), each(chatMessage));
  }

  queryHistory(query, options) {
    return this._start(options, () => this._native.queryHistory({ query }), historyResult);
  }

  historyPager(query) {
    return this._wrap(HistoryPager, asked(() => this._native.historyPager({ query })));
  }

  hiddenParticipants(options) {
    return this._start(options, () => this._native.hiddenParticipants(), same);
  }

  uploadFile(upload) {
    return this._wrap(FileTransfer, asked(() => this._native.uploadFile({ upload })));
  }

  downloadFile(download) {
    return this._wrap(FileTransfer, asked(() => this._native.downloadFile({ download })));
  }

  uploadBytes(fileName, content) {
    return this._wrap(FileTransfer, asked(() => this._native.uploadBytes({ fileName, content })));
  }

  uploadStream(fileName, size) {
    return this._wrap(FileTransfer, asked(() => this._native.uploadStream({ fileName, size })));
  }

  downloadBytes(download) {
    return this._wrap(FileTransfer, asked(() => this._native.downloadBytes({ download })));
  }

  downloadStream(download) {
    return this._wrap(FileTransfer, asked(() => this._native.downloadStream({ download })));
  }

  get state() {
    return JSON.parse(this._native.state());
  }

  get properties() {
    return JSON.parse(this._native.properties());
  }

  get participants() {
    return JSON.parse(this._native.participants());
  }

  get endpoint() {
    return this._wrap(Endpoint, this._native.endpoint());
  }
}

class UserServices extends Handle {
  constructor(given, part) {
    super(given === GIVEN ? part : parent(undefined, UserServices, 'UserServices'));
  }

  findUsers(search, options) {
    return this._start(options, () => this._native.findUsers({ search }), same);
  }

  getUser(userUri, options) {
    return this._start(options, () => this._native.getUser({ userUri }), user);
  }

  getUserGroup(groupUri, options) {
    return this._start(options, () => this._native.getUserGroup({ groupUri }), userGroup);
  }
}

/** Who tells what: by the kind of the event. */
const events = new Map([
  [100, { of: Endpoint, name: 'stateChanged', read: endpointStateChanged }],
  [101, { of: Endpoint, name: 'chatRoomInvitationReceived', read: chatRoomInvitation }],
  [300, { of: FileTransfer, name: 'progressChanged', read: fileTransferProgress }],
  [200, { of: Session, name: 'stateChanged', read: sessionStateChanged }],
  [201, { of: Session, name: 'messageReceived', read: chatMessage }],
  [202, { of: Session, name: 'participantAttendanceChanged', read: same }],
  [203, { of: Session, name: 'participantPrivilegeChanged', read: same }],
  [204, { of: Session, name: 'chatRoomPropertiesChanged', read: same }],
]);

module.exports = {
  Authentication,
  ChatEmoticon,
  ChatRoomBehavior,
  ChatRoomInvitationSetting,
  ChatRoomPrivacy,
  ChatRoomRole,
  EndpointState,
  ErrorCode,
  FileTransferState,
  MessagePartKind,
  PrincipalKind,
  SessionState,
  Transport,
  Endpoint,
  FileTransfer,
  HistoryPager,
  JoinedRooms,
  LocalServer,
  MessageBuilder,
  Platform,
  RoomManagement,
  Services,
  Session,
  UserServices,
  events,
};
