'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { event, serve, signIn } = require('./support');

async function collect(messages, count) {
  const texts = [];
  if (count === 0) return texts;
  for await (const { content } of messages) {
    texts.push(content);
    if (texts.length === count) break;
  }
  return texts;
}

const numbers = (from, to) => Array.from({ length: to - from }, (_, at) => String(from + at));

test('a loop gets every message once and in order, also those from before it began', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  for (const text of numbers(0, 5)) server.post('Lobby', 'bob@example.com', text);
  await room.sendText('5');
  assert.deepEqual(await collect(room, 3), numbers(0, 3));
  assert.deepEqual(await collect(room, 3), numbers(3, 6));
  const next = collect(room, 2);
  await room.sendText('6');
  await room.sendText('7');
  assert.deepEqual(await next, ['6', '7']);
});

test('a loop ends when the room is left, after the messages that came', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const all = collect(room, 100);
  await room.sendText('last');
  await room.leave();
  assert.deepEqual(await all, ['last']);
  assert.deepEqual(await collect(room, 1), [], 'it is over');
  await room.joinByName('Lobby');
  await room.sendText('again');
  assert.deepEqual(await collect(room, 1), ['again']);
});

test('return() of an iterator ends its loop, and the messages go to the others', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const messages = room.messages();
  const loop = collect(messages, 1);
  const other = collect(room, 1);
  assert.deepEqual(await messages.return(), { done: true, value: undefined });
  assert.deepEqual(await loop, []);
  await room.sendText('for the other');
  assert.deepEqual(await other, ['for the other']);
  assert.deepEqual(await messages.next(), { done: true, value: undefined });
});

test('a signal ends a loop that waits, one that is busy, and one that has not begun', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const reason = new Error('enough');
  const is = (error) => error === reason;
  const waits = new AbortController();
  const loop = collect(room.messages({ signal: waits.signal }), 1);
  waits.abort(reason);
  await assert.rejects(loop, is);
  const busy = new AbortController();
  const rest = assert.rejects(async () => {
    for await (const { content } of room.messages({ signal: busy.signal })) {
      assert.equal(content, 'one');
      busy.abort(reason);
    }
  }, is);
  await room.sendText('one');
  await rest;
  const late = room.messages({ signal: AbortSignal.abort(reason) });
  await assert.rejects(late.next(), is);
  assert.deepEqual(await late.next(), { done: true, value: undefined });
  assert.throws(() => room.messages({ signal: {} }), { code: 'BadArgument', message: /must be an AbortSignal/ });
  assert.equal(room._inbox.loops, 0);
  const next = collect(room, 1);
  await room.sendText('two');
  assert.deepEqual(await next, ['two']);
});

test('with a listener nothing is kept for loops', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const heard = event(room, 'messageReceived');
  await room.sendText('heard');
  await heard;
  const next = collect(room, 1);
  await room.sendText('looped');
  assert.deepEqual(await next, ['looped']);
});

test('a slow loop makes the endpoint wait, and loses nothing', async (t) => {
  const server = serve(t);
  const endpoint = await signIn(t, server, 'ann', { eventCapacity: 8 });
  const room = await endpoint.join('Lobby');
  const messages = room.messages({ limit: 16 });
  const count = 1000;
  for (const text of numbers(0, count)) server.post('Lobby', 'bob@example.com', text);
  let most = 0;
  const texts = [];
  for await (const { content } of messages) {
    texts.push(content);
    most = Math.max(most, room._inbox.size);
    // A turn of the event loop for each message: events come in between.
    await new Promise(setImmediate);
    if (texts.length === count) break;
  }
  assert.deepEqual(texts, numbers(0, count));
  assert.ok(most <= 16 + 256, `${most} messages waited`);
  assert.equal(room.droppedMessages, 0);
});

test('a loop that answers each message does not wait for itself', async (t) => {
  const server = serve(t);
  const endpoint = await signIn(t, server, 'ann', { eventCapacity: 4 });
  const room = await endpoint.join('Lobby');
  const messages = room.messages({ limit: 8 });
  for (const text of numbers(0, 100)) server.post('Lobby', 'bob@example.com', text);
  let answered = 0;
  for await (const { authorUri } of messages) {
    if (authorUri === endpoint.ownerUri) continue;
    await room.sendText('answer');
    answered += 1;
    if (answered === 100) break;
  }
  assert.equal(answered, 100);
});

test('where the oldest are dropped, they are counted', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const messages = room.messages({ limit: 10, overflow: 'dropOldest' });
  const all = event(room, 'messageReceived', ({ content }) => content === '99');
  for (const text of numbers(0, 100)) server.post('Lobby', 'bob@example.com', text);
  await all;
  assert.deepEqual(await collect(messages, 10), numbers(90, 100));
  assert.equal(room.droppedMessages, 90);
});

test('an exception of a listener is uncaught, and the others are called all the same', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const uncaught = new Promise((resolve) => process.once('uncaughtException', resolve));
  const listeners = process.listeners('uncaughtException').slice(0, -1);
  for (const it of listeners) process.off('uncaughtException', it);
  t.after(() => listeners.forEach((it) => process.on('uncaughtException', it)));
  room.once('messageReceived', () => {
    throw new Error('of the listener');
  });
  const second = event(room, 'messageReceived', ({ content }) => content === 'two');
  server.post('Lobby', 'bob@example.com', 'one');
  server.post('Lobby', 'bob@example.com', 'two');
  await second;
  assert.equal((await uncaught).message, 'of the listener');
});
