'use strict';

// delivery.js [COUNT]: events per second into JavaScript, without network, and the latency of one into an idle loop; JSON lines.
// Needs an addon with the feature: cargo build --release -p pchat-node --features bench, and PCHAT_ADDON with its path and the name *.node.

const { Endpoint } = require('pchat');
const { LocalServer } = require('pchat/testing');
const native = require('../lib/native');

const count = Number(process.argv[2] ?? 200_000);

async function main() {
  const server = LocalServer.start({ tls: false, authentication: 'None' });
  server.addUser({ address: 'ann@example.com' });
  server.addRoom({ name: 'Lobby' });
  const endpoint = await Endpoint.connect({ userUri: 'ann@example.com', server: '127.0.0.1', port: server.sipTcpPort, transport: 'Tcp', authentication: 'None' });
  const room = await endpoint.join('Lobby');

  const listened = () =>
    new Promise((resolve) => {
      let heard = 0;
      room.on('messageReceived', function hear() {
        if (++heard < count) return;
        room.off('messageReceived', hear);
        resolve();
      });
      native.flood(room._native, count);
    });
  const looped = async () => {
    native.flood(room._native, count);
    let heard = 0;
    for await (const message of room) if (message && ++heard === count) break;
  };
  for (const [name, run] of Object.entries({ listener: listened, 'for await': looped })) {
    const rates = [];
    for (let round = 0; round < 5; round++) {
      const began = process.hrtime.bigint();
      await run();
      rates.push(Math.round(count / (Number(process.hrtime.bigint() - began) / 1e9)));
    }
    rates.sort((a, b) => a - b);
    console.log(JSON.stringify({ what: name, events: count, median_per_second: rates[2], all: rates }));
  }

  const micros = [];
  for (let i = 0; i < 500; i++) {
    const heard = new Promise((resolve) => room.once('messageReceived', () => resolve(process.hrtime.bigint())));
    await new Promise((resolve) => setTimeout(resolve, 1));
    const began = process.hrtime.bigint();
    native.flood(room._native, 1);
    micros.push(Number((await heard) - began) / 1000);
  }
  micros.sort((a, b) => a - b);
  console.log(JSON.stringify({ what: 'one event into an idle loop', p50_us: micros[250], p99_us: micros[495] }));

  // A consumer that does nothing for a while: what waits for it is bounded.
  global.gc?.();
  const before = process.memoryUsage.rss();
  native.flood(room._native, 500_000);
  const messages = room.messages();
  const until = Date.now() + 2000;
  while (Date.now() < until);
  const blocked = process.memoryUsage.rss() - before;
  let heard = 0;
  for await (const message of messages) {
    if (message && ++heard === 20_000) break;
    if (heard % 64 === 0) await new Promise(setImmediate);
  }
  console.log(JSON.stringify({ what: 'memory with a slow consumer', blocked_mib: blocked / 2 ** 20, slow_mib: (process.memoryUsage.rss() - before) / 2 ** 20 }));
  process.exit();
}

main();
