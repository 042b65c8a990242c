'use strict';

// A server for tests. It keeps no process alive.

require('./index');
const { LocalServer } = require('./lib/generated');

Object.assign(LocalServer.prototype, {
  [Symbol.dispose]() {
    this.stop();
  },

  async [Symbol.asyncDispose]() {
    this.stop();
  },
});

module.exports = { LocalServer };
