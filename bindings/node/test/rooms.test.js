'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { ChatEmoticon, ChatRoomPrivacy, Endpoint, EndpointState, MessageBuilder, Session } = require('pchat');
const { LocalServer } = require('pchat/testing');
const { event, serve, settingsFor, signIn } = require('./support');

test('signs in, browses, joins, posts, receives, reads the history, leaves and signs out', async (t) => {
  const server = serve(t);
  const endpoint = new Endpoint(settingsFor(server, 'ann'));
  assert.equal(endpoint.state, EndpointState.Idle);
  const states = [];
  endpoint.on('stateChanged', ({ state, reason }) => states.push([state, reason]));
  await endpoint.establish();
  assert.equal(endpoint.ownerUri, 'sip:ann@example.com');

  const rooms = await endpoint.services.browseByCriteria({ criteria: 'lob' });
  assert.equal(rooms.length, 1);
  assert.equal(rooms[0].name, 'Lobby');
  assert.equal(rooms[0].privacy, ChatRoomPrivacy.Open);

  const session = new Session(endpoint);
  const joined = [];
  session.on('stateChanged', ({ state }) => joined.push(state));
  await session.join(rooms[0].roomUri);
  assert.deepEqual(joined, ['Establishing', 'Established']);
  assert.equal(session.properties.name, 'Lobby');
  assert.equal(session.participants[0].uri, 'sip:ann@example.com');
  assert.equal(session.endpoint, endpoint, 'one object for one endpoint');
  assert.deepEqual(endpoint.activeSessions, [session]);
  assert.equal(endpoint.sessionByName('lobby'), session);
  assert.equal(endpoint.sessionByUri(rooms[0].roomUri), session);
  assert.equal(endpoint.sessionByName('elsewhere'), null);

  const text = 'Grüße, "quoted" \\ 日本 😀\nsecond line';
  const arrived = event(session, 'messageReceived');
  await session.send({ text, isAlert: true });
  const message = await arrived;
  assert.equal(message.authorUri, 'sip:ann@example.com');
  assert.equal(message.authorName, 'ann');
  assert.equal(message.content, text);
  assert.equal(message.isAlert, true);
  assert.equal(message.rtfContent, null);
  assert.equal(typeof message.messageId, 'number');
  assert.ok(message.timestamp instanceof Date);
  assert.deepEqual(await session.recentHistory(10), [message]);

  await session.leave();
  assert.equal(session.state, 'Idle');
  assert.equal(session.properties, null);
  await endpoint.terminate();
  assert.deepEqual(states.map(([state]) => state), ['Establishing', 'Established', 'Terminating', 'Terminated']);
});

test('listeners get events as they came, of whatever kind and room', async (t) => {
  const server = serve(t, { rooms: ['Lobby', 'Other'] });
  const [ann, bob] = [await signIn(t, server, 'ann'), await signIn(t, server, 'bob')];
  const seen = [];
  const names = ['Lobby', 'Other', 'Lobby'];
  let finish;
  const all = new Promise((resolve) => (finish = resolve));
  const note = (room, what) => seen.push([room, what]) === 4 * names.length && finish();
  for (const room of ['Lobby', 'Other']) {
    const session = await bob.join(room);
    session.on('messageReceived', ({ content }) => note(room, content));
    session.on('participantAttendanceChanged', ({ isActive }) => note(room, isActive));
  }
  for (const name of names) {
    const session = await ann.join(name);
    await session.sendText('1');
    await session.sendText('2');
    await session.leave();
  }
  await all;
  assert.deepEqual(seen, names.flatMap((name) => [true, '1', '2', false].map((what) => [name, what])));
});

test('what describes a room joins it, and misspelt fields are still refused', async (t) => {
  const server = serve(t);
  const [ann, bob] = [await signIn(t, server, 'ann'), await signIn(t, server, 'bob')];
  const [found] = await ann.services.browseByCriteria({ criteria: 'Lobby' });
  assert.equal(found.participantCount, 0);
  const [first, second] = [new Session(ann), new Session(bob)];
  await assert.rejects(second.joinRoom(first), { code: 'BadArgument', message: /`room` is a Session whose `properties` is null/ });
  await first.joinRoom(found);
  await second.joinRoom(first);
  assert.equal(second.properties.roomUri, found.roomUri);
  await second.leave();
  assert.equal((await bob.join(first)).properties.name, 'Lobby');
  const built = new MessageBuilder({});
  built.appendChatRoomLink(first);
  built.appendChatRoomLink(first.properties);
  assert.deepEqual(MessageBuilder.parse(built.content).map((it) => it.uri), [found.roomUri, found.roomUri]);
  await assert.rejects(second.joinRoom({ roomUrl: found.roomUri }), { code: 'BadArgument', message: /`room.roomUrl` does not exist; there are roomUri, name, description/ });
});

test('a time without microseconds is its whole millisecond', async (t) => {
  const server = serve(t);
  const session = await (await signIn(t, server, 'ann')).join('Lobby');
  const at = { a: server.post('Lobby', 'bob@example.com', 'a') };
  const [{ timestamp }] = await session.recentHistory(1);
  const found = async (query) => (await session.queryHistory(query)).messages.map((it) => it.messageId);
  const copies = [new Date(timestamp), new Date(JSON.parse(JSON.stringify(timestamp))), structuredClone(timestamp)];
  for (const time of [timestamp, ...copies]) assert.deepEqual(await found({ since: time, until: time }), [at.a]);
  const before = new Date(timestamp);
  before.setMilliseconds(before.getMilliseconds() - 1);
  assert.deepEqual(await found({ until: before }), []);
  // Changed, it is another time, whatever microseconds it had.
  timestamp.setMinutes(timestamp.getMinutes() - 1);
  assert.deepEqual(await found({ until: timestamp }), []);
});

test('messages are composed, and come apart when somebody asks', async (t) => {
  const server = serve(t);
  const session = await (await signIn(t, server, 'ann')).join('Lobby');
  const built = new MessageBuilder({ isAlert: true, storyTitle: 'News' });
  built.appendPlainText('see ');
  built.appendHyperlink('this', 'https://example.com/?a=1&b=2');
  built.appendEmoticon(ChatEmoticon.Wink);
  built.setRtf('{\\rtf1 see {\\b this}}');
  const arrived = event(session, 'messageReceived');
  await session.sendBuilt(built);
  const message = await arrived;
  assert.equal(message.content, built.content);
  assert.equal(message.storyTitle, 'News');
  assert.deepEqual(message.parts, built.parts);
  assert.equal(message.parts.map((part) => part.rawText).join(''), message.content);
  assert.deepEqual(message.parts.map(({ kind }) => kind), ['StoryTitle', 'PlainText', 'Hyperlink', 'Emoticon']);
  assert.equal(message.parts[2].uri, 'https://example.com/?a=1&b=2');
  assert.equal(message.parts[3].emoticon, ChatEmoticon.Wink);
  assert.deepEqual(message.rtfParts.map(({ displayText }) => displayText), ['see this']);
  // Nothing is found out before somebody asks, so nothing of it is copied or shown.
  assert.deepEqual(Object.keys(message), Object.keys({ ...message }));
  assert.ok(!Object.keys(message).includes('parts'));
  assert.throws(() => built.appendHyperlink('this', 'example.com'), { code: 'BadArgument' });
  await assert.rejects(session.sendBuilt({}), { code: 'BadArgument' });
  assert.equal(new MessageBuilder().storyTitle, null);
});

test('somebody comes, says something and goes', async (t) => {
  const server = serve(t);
  const ann = await (await signIn(t, server, 'ann')).join('Lobby');
  const came = event(ann, 'participantAttendanceChanged');
  const endpoint = await signIn(t, server, 'bob');
  const [found] = await endpoint.services.browseByCriteria({ criteria: 'lobby' });
  const bob = await endpoint.join(found);
  const { participant, isActive } = await came;
  assert.equal(participant.uri, 'sip:bob@example.com');
  assert.equal(isActive, true);
  const said = event(ann, 'messageReceived');
  await bob.sendText('hello');
  assert.equal((await said).content, 'hello');
  const went = event(ann, 'participantAttendanceChanged', (it) => !it.isActive);
  await bob.leave();
  assert.equal((await went).participant.uri, 'sip:bob@example.com');
});

test('a lost connection ends endpoint, session and loop with its reason', async (t) => {
  const server = serve(t);
  const endpoint = new Endpoint(settingsFor(server, 'ann'));
  await endpoint.establish();
  const room = await endpoint.join('Lobby');
  const over = event(endpoint, 'stateChanged', (it) => it.state === 'Terminated');
  const loop = (async () => {
    for await (const message of room) assert.fail(message.content);
  })();
  server.disconnectAll();
  await assert.rejects(loop, { name: 'PchatError', code: 'ConnectionLost', number: 41 });
  assert.equal((await over).reason.code, 'ConnectionLost');
  await assert.rejects(room.sendText('too late'), (error) => /SessionState|EndpointNotEstablished/.test(error.code));
});

test('disposing leaves the room and signs out', async (t) => {
  const server = serve(t);
  const endpoint = await Endpoint.connect(settingsFor(server, 'ann'));
  const room = await endpoint.join('Lobby');
  await room[Symbol.asyncDispose]();
  assert.equal(room.state, 'Idle');
  await room[Symbol.asyncDispose]();
  await endpoint[Symbol.asyncDispose]();
  assert.equal(endpoint.state, 'Terminated');
});

test('a server for tests knows how to sign in', async (t) => {
  for (const settings of [{}, { tls: false }]) {
    const server = LocalServer.start(settings);
    t.after(() => server.stop());
    server.addRoom({ name: 'Lobby' });
    const ann = await server.connect('ann');
    assert.equal(ann.ownerUri, 'sip:ann@example.com');
    // Known already, and with a setting of its own.
    const again = await server.connect('ann@example.com', { eventCapacity: 8 });
    await again.join('Lobby');
    await Promise.all([ann.terminate(), again.terminate()]);
    await assert.rejects(server.connect('ann', { password: 'wrong' }), { code: 'AuthenticationFailed' });
    server.stop();
    assert.throws(() => server.settings('bob'), { code: 'InvalidOperation' });
  }
});

test('two endpoints on platforms of their own, one shut down', async (t) => {
  const { Platform } = require('pchat');
  const server = serve(t);
  const platform = Platform.start({ workerThreads: 1 });
  const bob = new Endpoint(settingsFor(server, 'bob'), platform);
  await bob.establish();
  const ann = await signIn(t, server, 'ann');
  const room = await bob.join('Lobby');
  const open = room.recentHistory(1);
  await Promise.all([platform.shutDown(), platform.shutDown(), open.catch((error) => assert.equal(error.code, 'PlatformShutDown'))]);
  assert.throws(() => new Endpoint(settingsFor(server, 'bob'), platform), { code: 'PlatformShutDown' });
  await assert.rejects(bob.terminate(), { code: 'PlatformShutDown' });
  assert.equal(ann.state, 'Established');
});
