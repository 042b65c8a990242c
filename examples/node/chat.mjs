// chat SERVER USER PASSWORD ROOM [CA-FILE]: a chat in a terminal. Posts each line of the input and prints what is said.
import { createInterface } from 'node:readline';
import { Endpoint } from 'pchat';

const [server, userUri, password, roomName, caFile] = process.argv.slice(2);
const endpoint = await Endpoint.connect({ server, userUri, password, caFile });
const room = await endpoint.join(roomName);
room.on('messageReceived', ({ authorName, authorUri, content }) => console.log(`${authorName ?? authorUri}: ${content}`));
console.log(`in ${roomName}`);

for await (const line of createInterface({ input: process.stdin })) {
  if (line) await room.sendText(line);
}
await endpoint.terminate();
