'use strict';

// A worker of concurrency.test.js: joins both rooms with one endpoint, posts, and leaves, over and over.

const { workerData } = require('node:worker_threads');
const { Endpoint } = require('pchat');

async function work({ settings, rooms, number, stays, messages }) {
  const endpoint = await Endpoint.connect(settings);
  await Promise.all(
    rooms.map(async (name) => {
      for (let stay = 0; stay < stays; stay++) {
        const room = await endpoint.join(name);
        const mine = Array.from({ length: messages }, (_, at) => `${number} ${stay * messages + at}`);
        for (const text of mine) await room.sendText(text);
        // Every other time it goes while messages are still on their way.
        if (stay % 2 === 0) {
          const heard = [];
          for await (const { content } of room) {
            if (content.startsWith(`${number} `)) heard.push(content);
            if (heard.length === messages) break;
          }
          if (heard.join() !== mine.join()) throw new Error(`${heard} instead of ${mine}`);
        }
        await room.leave();
      }
    }),
  );
  await endpoint.terminate();
}

work(workerData);
