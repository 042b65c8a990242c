// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

import module from './index.js';

export const {
  PchatError,
  version,
  Authentication,
  ChatEmoticon,
  ChatRoomPrivacy,
  EndpointState,
  ErrorCode,
  MessagePartKind,
  SessionState,
  Transport,
  Endpoint,
  MessageBuilder,
  Platform,
  Services,
  Session,
} = module;
export default module;
