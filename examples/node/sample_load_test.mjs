// sample_load_test SERVER CA-FILE PASSWORD USER...: the SDK's SampleLoadTest, once for each user and all at the same time: join the rooms
// one is a member of, read, post, leave, and join again with the same session. What is refused is counted and not the end.
import { Endpoint, Session } from 'pchat';

const [server, caFile, password, ...users] = process.argv.slice(2);
const done = {};
const refused = {};
let heard = 0;

async function count(what, operation) {
  try {
    const result = await operation;
    done[what] = (done[what] ?? 0) + 1;
    return result;
  } catch (error) {
    refused[error.code] = (refused[error.code] ?? 0) + 1;
  }
}

async function visit(userUri) {
  const endpoint = await Endpoint.connect({ server, userUri, password, caFile });
  const { services } = endpoint;
  await count('preference', services.getPreference('load', -1, false));
  await count('invitations', services.browseByInvitations(0));
  const sessions = [];
  for (const { roomUri } of await services.browseMyChatRooms(0)) {
    const session = new Session(endpoint);
    session.on('messageReceived', () => heard++);
    await count('join', session.join(roomUri));
    sessions.push([session, roomUri]);
  }
  for (const [session, roomUri] of sessions) {
    await count('history', session.recentHistory(30));
    for (let n = 0; n < 10; n++) await count('post', session.sendText(`message ${n} of ${userUri}`));
    await count('leave', session.leave());
    await count('join', session.join(roomUri));
  }
  await endpoint.terminate();
}

await Promise.all(users.map(visit));
for (const [what, times] of Object.entries(done).sort()) console.log(`${what}: ${times}`);
for (const [code, times] of Object.entries(refused).sort()) console.log(`refused with ${code}: ${times}`);
console.log(heard >= done.post ? 'everybody heard something' : `only ${heard} messages were heard`);
