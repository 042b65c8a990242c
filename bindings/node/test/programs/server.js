'use strict';

const { LocalServer } = require('pchat/testing');

/** A server in this process, which keeps no process alive, and how to sign in to it. */
exports.serve = () => {
  const server = LocalServer.start({ tls: false, authentication: 'None' });
  server.addUser({ address: 'ann@example.com' });
  server.addRoom({ name: 'Lobby' });
  const settings = {
    userUri: 'ann@example.com',
    server: '127.0.0.1',
    port: server.sipTcpPort,
    transport: 'Tcp',
    authentication: 'None',
  };
  return { server, settings };
};
