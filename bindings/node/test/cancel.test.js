'use strict';

const assert = require('node:assert/strict');
const net = require('node:net');
const test = require('node:test');
const { Endpoint } = require('pchat');
const { serve, settingsFor, signIn } = require('./support');

/** Takes connections and never says a word. */
function silence(t) {
  return new Promise((resolve) => {
    const sockets = new Set();
    const server = net.createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      server.emit('visited');
    });
    t.after(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

test('an aborted operation is rejected with the reason of the signal', async (t) => {
  const server = await silence(t);
  const endpoint = new Endpoint({ userUri: 'ann@example.com', server: '127.0.0.1', port: server.address().port });
  const controller = new AbortController();
  const visited = new Promise((resolve) => server.once('visited', resolve));
  const establishing = endpoint.establish({ signal: controller.signal });
  await visited;
  const reason = new Error('changed my mind');
  controller.abort(reason);
  await assert.rejects(establishing, (error) => error === reason);
});

test('a signal without a reason rejects with an AbortError, one that was aborted before starts nothing', async (t) => {
  const server = serve(t);
  const endpoint = new Endpoint(settingsFor(server, 'ann'));
  await assert.rejects(endpoint.establish({ signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(endpoint.state, 'Idle');
  await endpoint.establish({ signal: new AbortController().signal });
  await endpoint.terminate();
});

test('a signal leaves no listener behind and aborting later changes nothing', async (t) => {
  const server = serve(t);
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...all) => (listeners++, addEventListener.apply(signal, all));
  signal.removeEventListener = (...all) => (listeners--, removeEventListener.apply(signal, all));
  const endpoint = await signIn(t, server, 'ann');
  const room = await endpoint.join('Lobby', { signal });
  await room.sendText('one', { signal });
  assert.equal(listeners, 0);
  controller.abort();
  assert.equal(room.state, 'Established');
});

test('more operations than an endpoint may run are refused, the others complete', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const all = await Promise.allSettled(Array.from({ length: 1030 }, () => room.recentHistory(1)));
  const failed = all.filter((it) => it.status === 'rejected');
  assert.deepEqual(new Set(failed.map((it) => it.reason.code)), new Set(['TooManyOperations']));
  assert.equal(failed.length, 6);
});
