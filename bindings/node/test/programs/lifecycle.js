'use strict';

// lifecycle.js SCENE: programs that end, or do not end, in their own way.

const { Endpoint, setLogHandler } = require('pchat');
const { LocalServer } = require('pchat/testing');
const { serve } = require('./server');

const { server, settings } = serve();

/** Posts until the process ends: whatever ends it does so in the middle of deliveries. */
function flood() {
  for (let i = 0; i < 50; i++) server.post('Lobby', 'ann@example.com', 'flood');
  setImmediate(flood).unref();
}

const scenes = {
  async terminated() {
    const endpoint = await Endpoint.connect(settings);
    await endpoint.join('Lobby');
    await endpoint.terminate();
    console.log('terminated');
  },

  async open() {
    const endpoint = await Endpoint.connect(settings);
    const room = await endpoint.join('Lobby');
    room.on('messageReceived', async ({ content }) => {
      console.log(content);
      await endpoint.terminate();
    });
    // Nothing of this program is left to do; the message comes much later for a process.
    const child = require('node:child_process').spawn(process.execPath, ['-e', '']);
    child.unref();
    child.on('exit', () => server.post('Lobby', 'ann@example.com', 'still here'));
  },

  async forgotten() {
    await (async () => {
      const endpoint = await Endpoint.connect(settings);
      const room = await endpoint.join('Lobby');
      room.on('messageReceived', async ({ content }) => {
        console.log(content);
        await room.endpoint.terminate();
      });
    })();
    for (let i = 0; i < 5; i++) {
      await new Promise(setImmediate);
      global.gc();
    }
    server.post('Lobby', 'ann@example.com', 'not forgotten');
  },

  async unref() {
    const endpoint = await Endpoint.connect(settings);
    await endpoint.join('Lobby');
    endpoint.unref();
    console.log(endpoint.state);
  },

  idle() {
    console.log(new Endpoint(settings).state);
  },

  async lost() {
    const endpoint = await Endpoint.connect(settings);
    endpoint.on('stateChanged', ({ state, reason }) => console.log(state, reason.code));
    server.disconnectAll();
  },

  async exit() {
    const endpoint = await Endpoint.connect(settings);
    const room = await endpoint.join('Lobby');
    let heard = 0;
    room.on('messageReceived', () => {
      if (++heard === 100) process.exit(7);
    });
    flood();
  },

  async exitInLoop() {
    const endpoint = await Endpoint.connect(settings);
    const room = await endpoint.join('Lobby');
    flood();
    let heard = 0;
    for await (const message of room) if (message && ++heard === 100) process.exit(7);
  },

  /** A handler does not keep the process alive, and gets the last lines. */
  logged() {
    const lines = [];
    setLogHandler(({ message }) => lines.push(message));
    process.on('exit', () => console.log(lines.some((it) => it.startsWith('listening for')) ? 'heard' : lines));
    LocalServer.start({ tls: false });
  },

  async exitInLog() {
    setLogHandler(() => process.exit(7), { level: 'trace' });
    await Endpoint.connect(settings);
  },

  async thrownInLog() {
    setLogHandler(() => {
      setLogHandler(null);
      throw new Error('of the handler');
    });
    LocalServer.start({ tls: false });
    await Endpoint.connect(settings);
  },

  async exitWhileEstablishing() {
    new Endpoint(settings).establish();
    process.exit(7);
  },

  async thrown() {
    const endpoint = await Endpoint.connect(settings);
    const room = await endpoint.join('Lobby');
    room.on('messageReceived', () => {
      throw new Error('of the listener');
    });
    server.post('Lobby', 'ann@example.com', 'x');
  },

  async rejected() {
    const endpoint = await Endpoint.connect(settings);
    await endpoint.join('Nowhere');
  },

  async many() {
    const before = process.memoryUsage.rss();
    for (let i = 0; i < 50; i++) {
      const endpoint = await Endpoint.connect(settings);
      await endpoint.join('Lobby');
      await endpoint.terminate();
    }
    const grown = Math.round((process.memoryUsage.rss() - before) / 2 ** 20);
    // The server sees a moment later than the client that a connection is closed.
    const end = Date.now() + 30_000;
    while (server.connectionCount > 0 && Date.now() < end) await new Promise(setImmediate);
    console.log(grown < 64 ? 'small' : `${grown} MiB`, server.connectionCount);
  },

  async platforms() {
    const { Platform } = require('pchat');
    const threads = () => require('node:fs').readdirSync('/proc/self/task').length;
    const before = threads();
    for (let i = 0; i < 10; i++) {
      const platform = Platform.start();
      await new Endpoint(settings, platform).establish();
      await platform.shutDown();
    }
    console.log(threads() - before < 4 ? 'ended' : `${threads() - before} more threads`);
  },
};

scenes[process.argv[2]]();
