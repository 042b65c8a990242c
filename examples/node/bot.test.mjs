// node --test: a bot, and the test of it, with a server of its own.
import assert from 'node:assert/strict';
import test from 'node:test';
import { LocalServer } from 'pchat/testing';

async function shout(room, me) {
  for await (const { authorUri, content } of room) {
    if (authorUri !== me) await room.sendText(content.toUpperCase());
  }
}

test('the bot says it again, louder', async () => {
  const server = LocalServer.start();
  server.addRoom({ name: 'Lobby' });
  const [bot, ann] = await Promise.all(['bot', 'ann'].map((user) => server.connect(user)));
  const done = shout(await bot.join('Lobby'), bot.ownerUri);
  const room = await ann.join('Lobby');
  const heard = room.messages();
  await room.sendText('hello');
  assert.equal((await heard.next()).value.content, 'hello');
  assert.equal((await heard.next()).value.content, 'HELLO');
  await Promise.all([bot.terminate(), ann.terminate(), done]);
});
