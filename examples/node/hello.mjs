// hello SERVER USER PASSWORD ROOM [CA-FILE]: joins a room, says hello, prints what is said until the input ends.
import { Endpoint } from 'pchat';

const [server, userUri, password, roomName, caFile] = process.argv.slice(2);
const endpoint = await Endpoint.connect({ server, userUri, password, caFile });
const room = await endpoint.join(roomName);
await room.sendText('hello');

process.stdin.on('end', () => endpoint.terminate()).resume();
for await (const message of room) {
  console.log(`${message.authorName ?? message.authorUri}: ${message.content}`);
}
