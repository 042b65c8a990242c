'use strict';

const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { PASSWORD, run, serve, signIn } = require('./support');

// A copy among the tests finds the package; see tests/node/run.
const folder = process.env.PCHAT_EXAMPLES || path.join(__dirname, '../../../examples/node');

function example(server, name, user, rooms, more) {
  const address = `localhost:${server.sipTlsPort}`;
  return run(path.join(folder, name), [address, `${user}@example.com`, PASSWORD, ...rooms, server.caFile], more);
}

test('examples are short', () => {
  const lines = (name) => readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n').length;
  assert.ok(lines('hello.mjs') < 25);
  assert.ok(lines('echo_bot.mjs') <= 20);
  assert.deepEqual(readdirSync(folder).filter((it) => it.endsWith('.mjs')).sort(), ['bot.test.mjs', 'bridge.mjs', 'chat.mjs', 'echo_bot.mjs', 'hello.mjs', 'room_digest.mjs', 'sample_load_test.mjs']);
});

test('the test of a bot is ten lines, and passes', async () => {
  const text = readFileSync(path.join(folder, 'bot.test.mjs'), 'utf8');
  const [, body] = /^test\(.*\{\n([^]*?)^\}\);$/m.exec(text);
  assert.equal(body.trimEnd().split('\n').length, 10);
  // It is a run of its own, not a part of this one.
  const { code, out, err } = await run(path.join(folder, 'bot.test.mjs'), [], { options: ['--test-reporter=tap'], env: { NODE_TEST_CONTEXT: undefined } });
  assert.equal(code, 0, out + err);
  assert.match(out, /^ok 1 - the bot says it again, louder$/m);
});

test('hello says hello and prints what is said', async (t) => {
  const server = serve(t);
  const ended = await example(server, 'hello.mjs', 'ann', ['Lobby'], { until: 'ann: hello\n' });
  const out = readFileSync(path.join(__dirname, '../../../examples/hello.txt'), 'utf8');
  assert.deepEqual(ended, { code: 0, signal: null, out, err: '' });
});

test('the chat posts its input and prints what is said', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'bob')).join('Lobby');
  const input = '\none\ntwo, <b>ünïcode</b> & 😀\n';
  const chat = example(server, 'chat.mjs', 'ann', ['Lobby'], { input, until: 'bob: three\n' });
  const said = [];
  for await (const { content } of room) {
    said.push(content);
    if (content === 'one') continue;
    if (said.length === 2) await room.sendText('three');
    else break;
  }
  assert.deepEqual(said, ['one', 'two, <b>ünïcode</b> & 😀', 'three']);
  const out = 'in Lobby\nann: one\nann: two, <b>ünïcode</b> & 😀\nbob: three\n';
  assert.deepEqual(await chat, { code: 0, signal: null, out, err: '' });
});

test('the echo bot echoes until it is told to stop', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const came = new Promise((resolve) => room.on('participantAttendanceChanged', resolve));
  const bot = example(server, 'echo_bot.mjs', 'bob', ['Lobby']);
  await came;
  const messages = room.messages();
  await room.sendText('one');
  const said = [];
  for await (const { authorName, content } of messages) {
    said.push(`${authorName}: ${content}`);
    if (said.length === 2) break;
  }
  assert.deepEqual(said, ['ann: one', 'bob: one']);
  await room.sendText('!stop');
  assert.deepEqual(await bot, { code: 0, signal: null, out: 'listening in Lobby\n', err: '' });
});

test('the digest counts who said how much where', async (t) => {
  const server = serve(t, { rooms: ['Lobby', 'Club'] });
  server.addRoom({ name: 'Vault', privacy: 'Closed', members: ['bob@example.com'] });
  for (const author of ['bob', 'ann', 'bob']) server.post('Lobby', `${author}@example.com`, 'something');
  const { code, out, err } = await example(server, 'room_digest.mjs', 'ann', []);
  assert.deepEqual({ code, out, err }, { code: 0, out: 'Club: nothing\nLobby: bob 2, ann 1\nVault: ErrorPermission\n', err: '' });
});

test('the bridge carries both ways', async (t) => {
  const server = serve(t, { users: ['ann', 'bob', 'bridge'], rooms: ['Lobby', 'Club'] });
  const lobby = await (await signIn(t, server, 'ann')).join('Lobby');
  const club = await (await signIn(t, server, 'bob')).join('Club');
  const came = [lobby, club].map((room) => new Promise((resolve) => room.once('participantAttendanceChanged', resolve)));
  const [left, right] = [lobby.messages(), club.messages()];
  let finish;
  const end = new Promise((resolve) => (finish = resolve));
  const ended = example(server, 'bridge.mjs', 'bridge', ['Lobby', 'Club'], { end });
  await Promise.all(came);
  server.post('Lobby', 'ann@example.com', 'hello club');
  server.post('Club', 'bob@example.com', 'hello lobby');
  const other = async (messages, author) => {
    for await (const { authorName, content } of messages) if (authorName === author) return content;
  };
  assert.equal(await other(left, 'bridge'), 'bob: hello lobby');
  assert.equal(await other(right, 'bridge'), 'ann: hello club');
  finish();
  assert.deepEqual(await ended, { code: 0, signal: null, out: 'bridging Lobby and Club\n', err: '' });
});

test('the load test joins, posts, leaves and joins again, for all users at once', async (t) => {
  const users = ['ann', 'bob', 'carol'];
  const server = serve(t, { users });
  const addresses = users.map((name) => `${name}@example.com`);
  for (const name of ['One', 'Two']) server.addRoom({ name, privacy: 'Closed', members: addresses });
  server.addRoom({ name: 'Hall', auditorium: true, members: addresses, presenters: addresses.slice(0, 2) });
  const { code, out, err } = await run(path.join(folder, 'sample_load_test.mjs'), [`localhost:${server.sipTlsPort}`, server.caFile, PASSWORD, ...addresses]);
  const expected = ['history: 9', 'invitations: 3', 'join: 18', 'leave: 9', 'post: 80', 'preference: 3', 'refused with ErrorPermission: 10', 'everybody heard something', ''];
  assert.deepEqual({ code, out: out.split('\n'), err }, { code: 0, out: expected, err: '' });
});
