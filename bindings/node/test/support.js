'use strict';

// A server with users and a room, gone with the test.

const { spawn } = require('node:child_process');
const path = require('node:path');
const { Endpoint } = require('pchat');
const { LocalServer } = require('pchat/testing');

const PASSWORD = 'Pa$$word';

function serve(t, { users = ['ann', 'bob'], rooms = ['Lobby'], ...settings } = {}) {
  const server = LocalServer.start(settings);
  t.after(() => server.stop());
  for (const name of users) server.addUser({ address: `${name}@example.com`, password: PASSWORD, displayName: name });
  for (const name of rooms) server.addRoom({ name });
  return server;
}

function settingsFor(server, name, more) {
  return {
    userUri: `${name}@example.com`,
    password: PASSWORD,
    server: 'localhost',
    port: server.sipTlsPort,
    caFile: server.caFile,
    ...more,
  };
}

async function signIn(t, server, name, more) {
  const endpoint = await Endpoint.connect(settingsFor(server, name, more));
  t.after(() => endpoint.terminate());
  return endpoint;
}

/** The next time that an event satisfies `wanted`. */
function event(emitter, name, wanted = () => true) {
  return new Promise((resolve) => {
    const listen = (it) => {
      if (!wanted(it)) return;
      emitter.off(name, listen);
      resolve(it);
    };
    emitter.on(name, listen);
  });
}

/**
 * Runs a program; gives its exit code, signal and output. Its input is `input`, and ends at once, or when it has said `until`, or when
 * `end` is settled.
 */
function run(program, args = [], { input = '', until, end, options = [], env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...options, path.resolve(__dirname, program), ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    const seen = { out: '', err: '' };
    if (input) child.stdin.write(input);
    child.stdout.on('data', (text) => {
      seen.out += text;
      if (until && seen.out.includes(until)) child.stdin.end();
    });
    child.stderr.on('data', (text) => (seen.err += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...seen }));
    if (end) end.then(() => child.stdin.end());
    else if (!until) child.stdin.end();
  });
}

module.exports = { PASSWORD, event, run, serve, settingsFor, signIn };
