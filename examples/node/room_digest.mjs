// room_digest SERVER USER PASSWORD [CA-FILE]: for each of the user's rooms, who said how much in the last 100 messages.
import { Endpoint, Session } from 'pchat';

const [server, userUri, password, caFile] = process.argv.slice(2);
const endpoint = await Endpoint.connect({ server, userUri, password, caFile });
const rooms = await endpoint.services.browseByCriteria({});
for (const { name, roomUri } of rooms.sort((a, b) => a.name.localeCompare(b.name))) {
  const session = new Session(endpoint);
  try {
    await session.join(roomUri);
  } catch (error) {
    console.log(`${name}: ${error.code}`);
    continue;
  }
  const counts = new Map();
  for (const { authorName, authorUri } of await session.recentHistory(100)) {
    const author = authorName ?? authorUri;
    counts.set(author, (counts.get(author) ?? 0) + 1);
  }
  const said = [...counts].sort((a, b) => b[1] - a[1]).map(([author, count]) => `${author} ${count}`);
  console.log(`${name}: ${said.join(', ') || 'nothing'}`);
  await session.leave();
}
await endpoint.terminate();
