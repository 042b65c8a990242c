'use strict';

// workers.js: workers that end in every way while messages come, beside endpoints of the main thread that go on.

const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const { Endpoint, setLogHandler } = require('pchat');

async function work({ settings, how }) {
  // Every thread hears the log of the process.
  setLogHandler(() => {}, { level: 'trace' });
  const endpoint = await Endpoint.connect(settings);
  const room = await endpoint.join('Lobby');
  let heard = 0;
  room.on('messageReceived', async () => {
    heard += 1;
    if (heard !== 20) return;
    parentPort.postMessage('heard');
    if (how === 'exit') process.exit(3);
    if (how === 'throw') throw new Error('of the worker');
    if (how === 'terminate') await endpoint.terminate();
  });
}

async function lead() {
  setLogHandler(() => {}, { level: 'debug' });
  const { serve } = require('./server');
  const { server, settings } = serve();
  const endpoint = await Endpoint.connect(settings);
  const room = await endpoint.join('Lobby');
  const ways = ['exit', 'throw', 'terminate', 'killed'];
  let going = true;
  (function flood() {
    if (!going) return;
    for (let i = 0; i < 20; i++) server.post('Lobby', 'ann@example.com', 'flood');
    setImmediate(flood);
  })();
  for (let round = 0; round < 3; round++) {
    const ended = ways.map((how) => {
      const worker = new Worker(__filename, { workerData: { settings, how }, stderr: how === 'throw' });
      worker.on('error', () => {});
      if (how === 'killed') worker.once('message', () => worker.terminate());
      return new Promise((resolve) => worker.on('exit', (code) => resolve(`${how} ${code}`)));
    });
    console.log((await Promise.all(ended)).join(', '));
  }
  going = false;
  await room.sendText('the end');
  for await (const { content } of room) if (content === 'the end') break;
  await endpoint.terminate();
  console.log('main goes on to the end');
}

if (isMainThread) lead();
else work(workerData);
