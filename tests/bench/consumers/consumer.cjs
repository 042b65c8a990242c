'use strict';

// consumer.cjs WORK STYLE COUNT RECORDING PORT [CA-FILE PASSWORD]: consumes chat messages with pchat and prints what that took, as one
// line of JSON.
//
// WORK is delivery (COUNT messages of a recording, without network), latency (COUNT single ones), receive (COUNT from the server) or
// slow (the same, with a pause of 10 seconds after the first); STYLE is listener or for-await. With a CA file: TLS, NTLM and signatures.
// PCHAT_ADDON is the path of an addon with the feature `bench`.

const { readFileSync, writeFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');

const bindings = join(__dirname, '../../../bindings/node');
const { Endpoint } = require(bindings);
const native = require(join(bindings, 'lib/native'));

const ROOM = 'ma-chan://example.com/11111111-2222-3333-4444-555555555555';
const PAUSE = 10_000;

const [work, style, count, recording, port, caFile, password] = process.argv.slice(2);
const wanted = Number(count);

/** A line of this process's status; VmHWM is the most since `forgetPeak`. */
const residentKib = (field) => Number(readFileSync('/proc/self/status', 'latin1').match(new RegExp(`${field}:\\s+(\\d+)`))[1]);
const forgetPeak = () => writeFileSync('/proc/self/clear_refs', '5');
const seconds = () => Number(process.hrtime.bigint()) / 1e9;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Calls `take` with each message until it returns true; waits for it where the style can. */
async function each(room, take) {
  if (style === 'listener') {
    await new Promise((resolve) => {
      room.on('messageReceived', function hear(message) {
        if (!take(message)) return;
        room.off('messageReceived', hear);
        resolve();
      });
    });
  } else {
    for await (const message of room) {
      let enough = take(message);
      if (enough instanceof Promise) enough = await enough;
      if (enough) break;
    }
  }
}

/** Reads of each message what a program would read. */
class Reader {
  received = 0;
  bytes = 0;
  first = 0;
  last = 0;

  read(message) {
    this.bytes += message.content.length + message.authorUri.length;
    if (this.received === 0) this.first = seconds();
    this.received += 1;
    if (this.received < wanted) return false;
    this.last = seconds();
    return true;
  }
}

/** Receives all messages that `begin` sets going. */
async function consume(room, begin) {
  const reader = new Reader();
  const all = each(room, (message) => reader.read(message));
  begin();
  await all;
  return { received: reader.received, bytes: reader.bytes, seconds: reader.last - reader.first };
}

/** The same with a pause after the first message, and the memory in the pause, and at most. */
async function slow(room, begin) {
  const reader = new Reader();
  let stalled = 0;
  forgetPeak();
  const before = residentKib('VmRSS');
  const read = (message) => {
    if (reader.received === 0) stalled = residentKib('VmHWM');
    return reader.read(message);
  };
  const all = each(room, (message) => {
    if (reader.received > 0) return reader.read(message);
    if (style === 'for-await') return sleep(PAUSE).then(() => read(message));
    // A listener cannot make anybody wait; a busy one keeps its event loop.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    return read(message);
  });
  begin();
  await all;
  return { received: reader.received, stalled_kib: stalled - before, peak_kib: residentKib('VmHWM') - before };
}

/** How long single messages take into an idle program, in microseconds. */
async function latencies(room) {
  const micros = [];
  let arrived;
  const all = each(room, () => {
    arrived(seconds());
    return micros.length + 1 === wanted;
  });
  while (micros.length < wanted) {
    await sleep(2);
    const at = new Promise((resolve) => (arrived = resolve));
    const began = seconds();
    native.benchReplay(room._native, 1);
    micros.push(((await at) - began) * 1e6);
  }
  await all;
  return { micros };
}

async function main() {
  const secure = caFile === undefined ? { transport: 'Tcp' } : { transport: 'Tls', caFile, password };
  const endpoint = await Endpoint.connect({ userUri: 'ann@example.com', server: '127.0.0.1', port: Number(port), ...secure });
  const room = await endpoint.join(ROOM);
  // The server takes the first post as the sign to begin; nothing of ours comes back.
  const go = () => void room.sendText('go').catch(() => {});
  const replay = () => native.benchReplay(room._native, wanted);
  if (work === 'delivery' || work === 'latency') native.benchLoad(recording);
  const report =
    work === 'latency' ? await latencies(room) : work === 'slow' ? await slow(room, go) : await consume(room, work === 'delivery' ? replay : go);
  writeSync(1, `${JSON.stringify(report)}\n`);
  // The server does not say goodbye, so neither is one said to it.
  process.exit(0);
}

main();
