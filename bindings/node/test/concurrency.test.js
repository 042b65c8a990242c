'use strict';

// Several threads and endpoints at once; and ends of operations that race.

const assert = require('node:assert/strict');
const path = require('node:path');
const test = require('node:test');
const { Worker } = require('node:worker_threads');
const { Endpoint, PchatError, Platform, Session } = require('pchat');
const { serve, settingsFor, signIn } = require('./support');

const ROOMS = ['North', 'South'];
const WORKERS = 3;
const STAYS = 3;
const MESSAGES = 4;

/** What an operation may end with that was overtaken by the end of its session, endpoint or platform. */
const ENDS = ['ConnectionLost', 'EndpointNotEstablished', 'InvalidOperation', 'PlatformShutDown', 'SessionState'];

test('threads join, post and leave at once, and who stays hears each message once', async (t) => {
  const users = Array.from({ length: WORKERS }, (_, number) => `worker${number}`);
  const server = serve(t, { users: ['watcher', ...users], rooms: ROOMS });
  const watcher = await signIn(t, server, 'watcher');
  const watching = await Promise.all(ROOMS.map((name) => watcher.join(name)));
  const threads = users.map((user, number) => {
    const workerData = { settings: settingsFor(server, user), rooms: ROOMS, number, stays: STAYS, messages: MESSAGES };
    const worker = new Worker(path.join(__dirname, 'programs/rooms.js'), { workerData });
    return new Promise((resolve, reject) => worker.on('error', reject).on('exit', resolve));
  });
  assert.deepEqual(await Promise.all(threads), users.map(() => 0));
  for (const room of watching) {
    await room.sendText('the end');
    const heard = [];
    for await (const { content } of room) {
      if (content === 'the end') break;
      heard.push(content);
    }
    for (let number = 0; number < WORKERS; number++) {
      const mine = Array.from({ length: STAYS * MESSAGES }, (_, at) => `${number} ${at}`);
      assert.deepEqual(heard.filter((text) => text.startsWith(`${number} `)), mine);
    }
    assert.equal(heard.length, WORKERS * STAYS * MESSAGES);
    assert.deepEqual(room.participants.map(({ uri }) => uri), [watcher.ownerUri]);
    assert.equal((await room.recentHistory(200)).length, heard.length + 1);
  }
});

test('a listener begins operations and waits for them', async (t) => {
  const server = serve(t);
  const room = await (await signIn(t, server, 'ann')).join('Lobby');
  const answered = new Promise((resolve, reject) => {
    room.on('messageReceived', async ({ content }) => {
      if (content !== 'ping') return;
      try {
        await room.sendText('pong');
        resolve(await room.recentHistory(2));
      } catch (error) {
        reject(error);
      }
    });
  });
  await room.sendText('ping');
  assert.deepEqual((await answered).map(({ content }) => content), ['ping', 'pong']);
});

/** The same numbers each time. */
function choices(seed) {
  let state = seed;
  return (count) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % count;
  };
}

test('ends that race settle each operation once', async (t) => {
  const choose = choices(20131001);
  const users = Array.from({ length: 12 }, (_, round) => `user${round}`);
  const server = serve(t, { users, rooms: ['Lobby', 'Attic'] });
  for (const user of users) {
    const platform = Platform.start();
    const endpoint = new Endpoint(settingsFor(server, user), platform);
    await endpoint.establish();
    const room = await endpoint.join('Lobby');
    const other = new Session(endpoint);
    const controllers = [];
    const kinds = [
      (options) => room.sendText('hello', options),
      (options) => room.recentHistory(3, options),
      (options) => endpoint.services.browseMyChatRooms(0, options),
      (options) => other.joinByName('Attic', options),
      (options) => other.leave(options),
    ];
    const ways = [
      () => endpoint.terminate(),
      () => platform.shutDown(),
      () => server.disconnectAll(),
      () => controllers.filter(() => choose(2) === 0).forEach((it) => it.abort()),
    ];
    const when = new Map([[choose(24), ways[choose(4)]], [choose(24), ways[choose(4)]]]);
    const operations = [];
    const enders = [];
    let settled = 0;
    for (let number = 0; number < 24; number++) {
      const controller = new AbortController();
      controllers.push(controller);
      const operation = kinds[choose(5)]({ signal: controller.signal });
      operations.push(operation.then(() => undefined, (error) => error).finally(() => settled++));
      if (when.has(number)) enders.push(Promise.resolve(when.get(number)()).catch(() => {}));
      for (let turns = choose(4); turns > 0; turns--) await new Promise(setImmediate);
    }
    await Promise.all(enders);
    await platform.shutDown();
    for (const reason of await Promise.all(operations)) {
      const known = reason === undefined || reason.name === 'AbortError' || (reason instanceof PchatError && ENDS.includes(reason.code));
      assert.ok(known, reason);
    }
    assert.equal(settled, operations.length);
  }
});
