'use strict';

const net = require('node:net');

/** Calls `wake` on the event loop each time a byte comes through a pipe whose other end is the library's. Does not keep the process alive. */
function wakeable(fd, wake) {
  const take = () => {
    wake();
    return true;
  };
  // What the byte says is elsewhere.
  const onread = { buffer: Buffer.alloc(16), callback: take };
  const socket = new net.Socket({ fd, readable: true, writable: false, onread });
  socket.on('error', () => {});
  return socket.unref();
}

module.exports = { wakeable };
