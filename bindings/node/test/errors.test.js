'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { inspect } = require('node:util');
const { Endpoint, ErrorCode, PchatError, Platform, Services, Session } = require('pchat');
const { LocalServer } = require('pchat/testing');
const { PASSWORD, serve, settingsFor, signIn } = require('./support');

test('an error says what, why, and what the server said', async (t) => {
  const server = serve(t);
  const wrong = Endpoint.connect(settingsFor(server, 'ann', { password: 'wrong' }));
  const error = await wrong.then(assert.fail, (it) => it);
  assert.ok(error instanceof PchatError);
  assert.ok(error instanceof Error);
  assert.equal(error.name, 'PchatError');
  assert.equal(error.code, ErrorCode.AuthenticationFailed);
  assert.equal(error.number, 45);
  assert.equal(error.sipStatus, 401);
  assert.equal(error.retryAfterSeconds, null);
  assert.match(error.stack, /^PchatError: /);
  assert.doesNotMatch(inspect(error), /retryAfterSeconds/, 'what nobody said does not show');
});

test('what a chat server refuses has its code', async (t) => {
  const server = serve(t);
  server.addRoom({ name: 'Vault', privacy: 'Closed', members: ['bob@example.com'] });
  const endpoint = await signIn(t, server, 'ann');
  await assert.rejects(endpoint.join('Nowhere'), { code: 'NoSuchNode', number: 110 });
  await assert.rejects(endpoint.join('Vault'), { code: 'ErrorPermission', number: 109 });
  const session = new Session(endpoint);
  await assert.rejects(session.leave(), { code: 'SessionState', number: 21 });
  await assert.rejects(session.recentHistory(0), { code: 'BadArgument', number: 1 });
});

test('arguments are checked and named before anything happens', async (t) => {
  const refused = (call, message) => assert.throws(call, { name: 'PchatError', code: 'BadArgument', message });
  refused(() => new Endpoint({ sever: 'localhost' }), /`settings\.sever` does not exist; there are userUri, server/);
  refused(() => new Endpoint({ userUri: 7 }), /`settings\.userUri` must be a string/);
  refused(() => new Endpoint({ userUri: 'ann@example.com', port: 65536 }), /`settings\.port` is 65536/);
  refused(() => new Endpoint({ userUri: 'ann@example.com', port: 1.5 }), /`settings\.port` is 1\.5/);
  refused(() => new Endpoint({ userUri: 'ann@example.com', port: NaN }), /`settings\.port` is NaN/);
  refused(() => new Endpoint({ userUri: 'ann@example.com', transport: 'Udp' }), /`settings\.transport` is 'Udp'; it is one of Tcp, Tls/);
  refused(() => new Endpoint({ userUri: 'ann@example.com', allowNtlmOverTcp: 1 }), /must be true or false/);
  refused(() => new Endpoint('ann@example.com'), /`settings` must be an object/);
  refused(() => new Endpoint({ userUri: 'ann@example.com' }, {}), /`platform` must be a Platform/);
  refused(() => new Session({}), /`endpoint` must be a Endpoint/);
  refused(() => new Services(), /Services objects cannot be made with new/);
  refused(() => new Platform(), /Platform objects cannot be made with new/);
  refused(() => new LocalServer(), /LocalServer objects cannot be made with new/);
  const server = serve(t);
  refused(() => server.addRoom({ name: 'Club', members: 'ann@example.com' }), /`room\.members` must be an array/);
  refused(() => server.addRoom({ name: 'Club', members: [1] }), /`room\.members\[0\]` must be a string/);
  refused(() => server.post('Lobby'), /`author` is missing/);
  assert.throws(() => server.post('Nowhere', 'ann@example.com', 'x'), { code: 'NoSuchNode' });
  const endpoint = await signIn(t, server, 'ann');
  const session = new Session(endpoint);
  const later = (promise, message) => assert.rejects(promise, { name: 'PchatError', code: 'BadArgument', message });
  await later(session.join(), /`roomUri` is missing/);
  await later(session.join('http://example.com'), /ma-chan/);
  await later(session.sendText(5), /`text` must be a string/);
  await later(session.leave('now'), /`options` must be an object/);
  await later(session.leave({ signal: {} }), /`options.signal` must be an AbortSignal/);
  refused(() => session.messages({ limit: 0 }), /`limit` must be a whole number/);
  refused(() => session.messages({ overflow: 'burst' }), /`overflow` is 'burst'/);
});

test('no password shows in an error or in what is printed', async (t) => {
  const server = serve(t);
  const endpoint = await signIn(t, server, 'ann');
  assert.ok(!inspect(endpoint, { depth: 9, showHidden: true }).includes(PASSWORD));
  try {
    new Endpoint(settingsFor(server, 'ann', { port: -1 }));
    assert.fail('not refused');
  } catch (error) {
    assert.ok(!inspect(error, { showHidden: true }).includes(PASSWORD));
  }
});
