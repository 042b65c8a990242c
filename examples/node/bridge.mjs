// bridge SERVER USER PASSWORD ROOM ROOM [CA-FILE]: what is said in one room is said in the other, until the input ends.
import { Endpoint } from 'pchat';

const [server, userUri, password, left, right, caFile] = process.argv.slice(2);
const endpoint = await Endpoint.connect({ server, userUri, password, caFile });
const rooms = await Promise.all([endpoint.join(left), endpoint.join(right)]);
const messages = rooms.map((room) => room.messages());

async function carry(from, to) {
  for await (const { authorUri, authorName, content } of from) {
    // What the bridge itself said came from the other side.
    if (authorUri !== endpoint.ownerUri) await to.sendText(`${authorName ?? authorUri}: ${content}`);
  }
}

// Ends the loops, and what is being carried arrives.
process.stdin.on('end', () => messages.forEach((it) => it.return())).resume();
console.log(`bridging ${left} and ${right}`);
await Promise.all([carry(messages[0], rooms[1]), carry(messages[1], rooms[0])]);
await endpoint.terminate();
