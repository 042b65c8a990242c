// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

import module from './index.js';

export const {
  PchatError,
  setLogHandler,
  version,
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
  MessageBuilder,
  Platform,
  RoomManagement,
  Services,
  Session,
  UserServices,
} = module;
export default module;
