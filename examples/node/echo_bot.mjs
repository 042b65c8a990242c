// echo_bot SERVER USER PASSWORD ROOM [CA-FILE]: says again what others say, until it is told to stop.
import { Endpoint } from 'pchat';

const [server, userUri, password, roomName, caFile] = process.argv.slice(2);
const endpoint = await Endpoint.connect({ server, userUri, password, caFile });
const room = await endpoint.join(roomName);
console.log(`listening in ${room.properties.name}`);
for await (const { authorUri, content } of room) {
  if (authorUri === endpoint.ownerUri) continue;
  if (content === '!stop') break;
  await room.sendText(content);
}
await endpoint.terminate();
