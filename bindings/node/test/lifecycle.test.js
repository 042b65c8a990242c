'use strict';

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const test = require('node:test');
const vm = require('node:vm');
const { run, serve, settingsFor } = require('./support');

async function scene(name, expected, options = []) {
  const { code, signal, out, err } = await run('programs/lifecycle.js', [name], { options });
  const ended = { code, signal, out: out.trim() };
  assert.deepEqual(ended, { code: 0, signal: null, out: '', ...expected }, err);
  return err;
}

const scenes = {
  'ends by itself when its endpoint is terminated': ['terminated', { out: 'terminated' }],
  'stays while an endpoint is open': ['open', { out: 'still here' }],
  'stays, and hears, when it has forgotten its endpoint': ['forgotten', { out: 'not forgotten' }, ['--expose-gc']],
  'ends with an open endpoint that is unref()ed': ['unref', { out: 'Established' }],
  'ends with an endpoint that was never used': ['idle', { out: 'Idle' }],
  'ends by itself when the connection is lost': ['lost', { out: 'Terminated ConnectionLost' }],
  'ends in a listener': ['exit', { code: 7 }],
  'ends in a loop': ['exitInLoop', { code: 7 }],
  'ends while an operation runs': ['exitWhileEstablishing', { code: 7 }],
  'ends although it hears the log, and hears the end of it': ['logged', { out: 'heard' }],
  'ends in a handler of the log': ['exitInLog', { code: 7 }],
  'does not grow with endpoints that are over': ['many', { out: 'small 0' }],
  'has no threads of platforms that are shut down': ['platforms', { out: 'ended' }],
};
for (const [what, [name, expected, options]] of Object.entries(scenes)) {
  test(`a process ${what}`, { concurrency: true }, () => scene(name, expected, options));
}

test('what a listener throws and what nobody catches ends the process as usual', async () => {
  assert.match(await scene('thrown', { code: 1 }), /Error: of the listener/);
  assert.match(await scene('thrownInLog', { code: 1 }), /Error: of the handler/);
  assert.match(await scene('rejected', { code: 1 }), /PchatError: .*Nowhere/);
});

test('workers end in every way while messages come', async () => {
  const { code, signal, out, err } = await run('programs/workers.js');
  const round = 'exit 3, throw 1, terminate 0, killed 1';
  const lines = [round, round, round, 'main goes on to the end'];
  assert.deepEqual({ code, signal, lines: out.trim().split('\n') }, { code: 0, signal: null, lines }, err);
});

test('the addon can be loaded several times', async () => {
  const after = [];
  const server = serve({ after: (end) => after.push(end) });
  const folder = path.dirname(require.resolve('pchat/package.json'));
  const again = () => {
    for (const file of Object.keys(require.cache)) {
      if (file.startsWith(path.join(folder, 'lib')) || file === path.join(folder, 'index.js')) delete require.cache[file];
    }
    return createRequire(__filename)('pchat');
  };
  const first = require('pchat');
  const copies = [first, again(), again()];
  assert.equal(new Set(copies.map((it) => it.Endpoint)).size, copies.length);
  for (const { Endpoint } of copies) {
    const endpoint = await Endpoint.connect(settingsFor(server, 'ann'));
    await (await endpoint.join('Lobby')).sendText('hello');
    await endpoint.terminate();
  }
  for (const end of after) end();
});

/** The package, compiled inside a context of its own: other globals, the same addon. */
function inContext(context) {
  const folder = path.dirname(require.resolve('pchat/package.json'));
  const cache = new Map();
  const load = (file) => {
    if (/\.(json|node)$/.test(file)) return require(file);
    if (!cache.has(file)) {
      const module = { exports: {} };
      cache.set(file, module);
      const from = createRequire(file);
      const resolve = (name) => (name.startsWith('.') ? load(from.resolve(name)) : from(name));
      const compiled = vm.compileFunction(readFileSync(file, 'utf8'), ['module', 'exports', 'require', '__dirname'], { parsingContext: context, filename: file });
      compiled(module, module.exports, resolve, path.dirname(file));
    }
    return cache.get(file).exports;
  };
  return load(path.join(folder, 'index.js'));
}

test('the package works inside other contexts, side by side', async (t) => {
  const server = serve(t);
  const given = { process, queueMicrotask, setImmediate, Buffer, AbortSignal, AbortController };
  const contexts = [1, 2].map(() => vm.createContext({ ...given }));
  await Promise.all(contexts.map(async (context, at) => {
    const pchat = inContext(context);
    assert.notEqual(pchat.PchatError, require('pchat').PchatError);
    Object.assign(context, { pchat, mine: settingsFor(server, ['ann', 'bob'][at]) });
    const said = await vm.runInContext(`(async () => {
      const endpoint = await pchat.Endpoint.connect({ ...mine }, { signal: new AbortController().signal });
      const room = await endpoint.join('Lobby');
      await room.sendText('hello');
      let mineIsBack;
      for await (const { authorUri, timestamp } of room) {
        mineIsBack = authorUri === endpoint.ownerUri && timestamp instanceof Date;
        if (mineIsBack) break;
      }
      const error = await endpoint.join('Nowhere').catch((it) => it);
      await endpoint.terminate();
      return [mineIsBack, error instanceof Error, error instanceof pchat.PchatError, error.code].join();
    })()`, context);
    assert.equal(said, 'true,true,true,NoSuchNode');
  }));
});
