'use strict';

// A server for tests. It keeps no process alive.

const { Endpoint } = require('./index');
const { LocalServer } = require('./lib/generated');

const PASSWORD = 'a password for tests';

Object.assign(LocalServer.prototype, {
  settings(user) {
    const userUri = user.includes('@') ? user : `${user}@${this.domain}`;
    try {
      this.addUser({ address: userUri, password: PASSWORD });
    } catch (error) {
      // Known already: the password is that of the first call, or the caller's to give.
      if (error.code !== 'BadArgument') throw error;
    }
    const port = this.sipTlsPort;
    const common = { userUri, password: PASSWORD, server: 'localhost' };
    if (port === 0) return { ...common, port: this.sipTcpPort, transport: 'Tcp', allowNtlmOverTcp: true };
    return { ...common, port, transport: 'Tls', caFile: this.caFile };
  },

  connect(user, settings, options) {
    return Endpoint.connect({ ...this.settings(user), ...settings }, options);
  },

  [Symbol.dispose]() {
    this.stop();
  },

  async [Symbol.asyncDispose]() {
    this.stop();
  },
});

module.exports = { LocalServer };
