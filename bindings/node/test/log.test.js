'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { once } = require('node:events');
const { Worker } = require('node:worker_threads');
const { setLogHandler } = require('pchat');
const native = require('../lib/native');
const { PASSWORD, serve, signIn } = require('./support');

/** The lines that come until one satisfies `wanted`. */
function lines(t, level, wanted) {
  const seen = [];
  t.after(() => setLogHandler(null));
  const found = new Promise((resolve) => {
    setLogHandler((line) => {
      seen.push(line);
      if (wanted(line)) resolve(seen);
    }, level && { level });
  });
  return { seen, found };
}

test('lines come with level, origin, text and time, and no password is in any', async (t) => {
  const began = Date.now();
  const { found } = lines(t, 'trace', ({ level, message }) => level === 'trace' && message.includes('to the log'));
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  await room.sendText('to the log');
  const seen = await found;
  assert.deepEqual(Object.keys(seen[0]), ['level', 'target', 'message', 'time']);
  const levels = new Set(seen.map((it) => it.level));
  for (const level of ['info', 'debug', 'trace']) assert.ok(levels.has(level), level);
  assert.ok(seen.some(({ target }) => target.startsWith('pchat_core::')));
  for (const { target, time, message } of seen) {
    assert.match(target, /^pchat/);
    assert.ok(time instanceof Date && time >= began && time <= Date.now());
    assert.ok(!message.includes(PASSWORD));
  }
});

test('the level is info unless told otherwise, and null ends it', async (t) => {
  const { seen, found } = lines(t, undefined, ({ message }) => /joined 'Lobby'/.test(message));
  const server = serve(t);
  const endpoint = await signIn(t, server, 'ann');
  await endpoint.join('Lobby');
  await found;
  assert.deepEqual(seen.filter(({ level }) => level === 'debug' || level === 'trace'), []);
  setLogHandler(null);
  const before = seen.length;
  await (await signIn(t, server, 'bob')).join('Lobby');
  assert.equal(seen.length, before);
  setLogHandler(undefined);
});

test('what cannot be a handler or a level is refused, and the one before stays', async (t) => {
  const { found } = lines(t, undefined, ({ message }) => message.startsWith('listening for'));
  const refused = (call, message) => assert.throws(call, { name: 'PchatError', code: 'BadArgument', message });
  refused(() => setLogHandler('console'), /`handler` must be a function/);
  refused(() => setLogHandler(() => {}, 'info'), /`options` must be an object/);
  refused(() => setLogHandler(() => {}, { level: 'loud' }), /`options.level` is 'loud'; it is one of error, warn/);
  refused(() => setLogHandler(() => {}, { level: 3 }), /`options.level` must be a string/);
  await signIn(t, serve(t), 'ann');
  await found;
});

test('what comes while the loop is busy is bounded, and what is lost is counted', async (t) => {
  const server = serve(t);
  const log = native.Log.open();
  t.after(() => log.setLevel('off'));
  await (await signIn(t, server, 'ann')).join('Lobby');
  log.setLevel('trace');
  const giveUp = Date.now() + 30_000;
  // This thread does nothing else: nobody takes lines.
  while (log.lost() < 100 && Date.now() < giveUp) server.post('Lobby', 'bob@example.com', 'flood');
  log.setLevel('error');
  const batch = JSON.parse(log.take(1_000_000));
  assert.equal(batch.length, 2048 + 1);
  const [level, target, message] = batch[0];
  assert.deepEqual([level, target], ['warn', 'pchat']);
  assert.match(message, /^\d+ log lines were dropped, because they came faster/);
  assert.equal(log.take(1), '');
});

test('each thread has a handler of its own', async (t) => {
  const { found } = lines(t, undefined, ({ message }) => message.startsWith('listening for'));
  const source = `
    const { parentPort } = require('node:worker_threads');
    const { setLogHandler } = require(${JSON.stringify(require.resolve('pchat'))});
    setLogHandler(({ message }) => parentPort.postMessage(message));
    parentPort.on('message', () => parentPort.close());
    parentPort.postMessage('ready');`;
  const worker = new Worker(source, { eval: true });
  assert.deepEqual(await once(worker, 'message'), ['ready']);
  const theirs = once(worker, 'message');
  await signIn(t, serve(t), 'ann');
  await found;
  assert.match((await theirs)[0], /^listening for/);
  worker.postMessage('end');
  assert.deepEqual(await once(worker, 'exit'), [0]);
});
