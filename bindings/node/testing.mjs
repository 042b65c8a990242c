// Written by `cargo run -p pchat-generator`. Do not edit: change the description and run it again.

import module from './testing.js';

export const {
  LocalServer,
} = module;
export default module;
