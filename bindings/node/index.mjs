// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

import module from './index.js';

export const {
  PchatError,
  setLogHandler,
  version,
  Authentication,
  ChatRoomPrivacy,
  EndpointState,
  ErrorCode,
  SessionState,
  Transport,
  Endpoint,
  Platform,
  Services,
  Session,
} = module;
export default module;
