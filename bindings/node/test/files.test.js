'use strict';

const assert = require('node:assert/strict');
const { openAsBlob } = require('node:fs');
const fs = require('node:fs/promises');
const { createReadStream, createWriteStream } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { PassThrough, Readable, Writable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const test = require('node:test');
const { event, serve, signIn } = require('./support');

const CHUNK = 128 * 1024;

/** No two pieces of it are alike. */
function contentOf(size) {
  const content = Buffer.alloc(size + 4);
  for (let at = 0; at < size; at += 4) content.writeUInt32BE(at, at);
  return content.subarray(0, size);
}

function* parts(content, size = 70_000) {
  for (let start = 0; start < content.length; start += size) yield content.subarray(start, start + size);
}

async function* apart(content) {
  yield* parts(content);
}

async function inPapers(t) {
  const server = serve(t);
  server.addCategory({ name: 'Files', fileUpload: true });
  server.addRoom({ name: 'Papers', category: 'Files' });
  return (await signIn(t, server, 'ann')).join('Papers');
}

async function folder(t) {
  const made = await fs.mkdtemp(path.join(os.tmpdir(), 'pchat-files-'));
  t.after(() => fs.rm(made, { recursive: true }));
  return made;
}

async function gathered(chunks) {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

for (const size of [0, 1, CHUNK, 3_000_001]) {
  test(`every source and every target, ${size} bytes`, async (t) => {
    const room = await inPapers(t);
    const home = await folder(t);
    const content = contentOf(size);
    const source = path.join(home, 'source.bin');
    await fs.writeFile(source, content);
    const blob = await openAsBlob(source);
    const sources = [content, new Uint8Array(content), blob, blob.stream(), createReadStream(source), Readable.from(parts(content)), parts(content), apart(content), [content]];
    let uri;
    for (const one of sources) ({ fileUri: uri } = await room.uploadFrom(one, { fileName: 'a.bin', size }));
    const transfer = room.uploadStream('a.bin', size);
    await pipeline(createReadStream(source), transfer.writable());
    assert.equal((await transfer.finish()).size, size);

    const down = room.downloadBytes({ fileUri: uri });
    const whole = await down.content();
    assert.ok(Buffer.isBuffer(whole) && whole.equals(content));
    assert.ok((await gathered(room.downloadStream({ fileUri: uri }))).equals(content));
    assert.ok((await gathered(room.downloadStream({ fileUri: uri }).readable())).equals(content));
    const copy = path.join(home, 'copy.bin');
    await pipeline(room.downloadStream({ fileUri: uri }).readable(), createWriteStream(copy));
    assert.ok((await fs.readFile(copy)).equals(content));
    const through = new PassThrough();
    const collected = gathered(through);
    assert.equal((await room.downloadTo(uri, through)).size, size);
    through.end();
    assert.ok((await collected).equals(content));
  });
}

test('names and sizes are found or asked for', async (t) => {
  const room = await inPapers(t);
  const source = path.join(await folder(t), 'Report.txt');
  await fs.writeFile(source, '0123456789');
  assert.equal((await room.uploadFrom(createReadStream(source), { size: 10 })).fileName, 'Report.txt');
  assert.equal((await room.uploadFrom(new File(['abc'], 'b.txt'))).size, 3);
  const bad = (message) => ({ name: 'PchatError', code: 'BadArgument', message });
  await assert.rejects(room.uploadFrom(Buffer.from('x')), bad(/fileName` is missing/));
  await assert.rejects(room.uploadFrom(apart(contentOf(3)), { fileName: 'a' }), bad(/size` is missing/));
  await assert.rejects(room.uploadFrom('text', { fileName: 'a' }), bad(/`source` must be/));
  await assert.rejects(room.uploadFrom(['text'], { fileName: 'a', size: 4 }), bad(/a Uint8Array is needed/));
  await assert.rejects(room.uploadFrom([], { filename: 'a' }), bad(/`options.filename` does not exist/));
  await assert.rejects(room.downloadTo('ma-filelink://a/b/c', {}), bad(/must be a Writable/));
  await assert.rejects(room.uploadStream('a', 4).write('text'), bad('`chunk` must be a Uint8Array'));
  assert.throws(() => room.uploadBytes('a', [1, 2]), bad('`content` must be a Uint8Array'));
  assert.equal((await room.recentHistory(9)).length, 2);
});

test('a source that throws or lies leaves nothing', async (t) => {
  const room = await inPapers(t);
  async function* breaks() {
    yield contentOf(2 * CHUNK);
    throw new RangeError('the source broke');
  }
  const progress = [];
  const upload = room.uploadFrom(breaks(), { fileName: 'a', size: 5 * CHUNK, onProgress: (now) => progress.push(now) });
  await assert.rejects(upload, { name: 'RangeError', message: 'the source broke' });
  assert.equal(progress.at(-1).state, 'Cancelled');
  const up = room.uploadStream('a', 5 * CHUNK);
  await assert.rejects(pipeline(Readable.from(breaks()), up.writable()), { message: 'the source broke' });
  await assert.rejects(up.finish(), { code: 'Cancelled' });
  for (const size of [9, 11]) {
    await assert.rejects(room.uploadFrom(apart(contentOf(10)), { fileName: 'a', size }), { code: 'FileUploadFailed' });
    await assert.rejects(pipeline(Readable.from(parts(contentOf(10))), room.uploadStream('a', size).writable()), { code: 'FileUploadFailed' });
  }
  assert.deepEqual(await room.recentHistory(9), []);
});

test('cancelled in the middle', async (t) => {
  const room = await inPapers(t);
  const content = contentOf(5_000_000);
  const control = new AbortController();
  async function* stuck() {
    yield content.subarray(0, CHUNK);
    control.abort(new Error('enough'));
    yield content.subarray(CHUNK);
  }
  await assert.rejects(room.uploadFrom(stuck(), { fileName: 'a', size: content.length, signal: control.signal }), { message: 'enough' });
  await assert.rejects(room.uploadFrom(content, { fileName: 'a', signal: control.signal }), { message: 'enough' });
  assert.deepEqual(await room.recentHistory(9), []);

  const { fileUri } = await room.uploadFrom(content, { fileName: 'a.bin' });
  const left = room.downloadStream({ fileUri });
  for await (const chunk of left) {
    assert.ok(chunk.equals(content.subarray(0, chunk.length)));
    break;
  }
  await assert.rejects(left.finish(), { code: 'Cancelled' });
  const destroyed = room.downloadStream({ fileUri });
  const stream = destroyed.readable();
  await event(stream, 'data');
  stream.destroy();
  await assert.rejects(destroyed.finish(), { code: 'Cancelled' });
  const full = new Writable({ write: (_, __, done) => done(new Error('no space left')) });
  full.on('error', () => {});
  const progress = [];
  await assert.rejects(room.downloadTo(fileUri, full, { onProgress: (now) => progress.push(now) }), { message: 'no space left' });
  assert.equal(progress.at(-1).state, 'Cancelled');
  await assert.rejects(room.downloadTo(fileUri, new PassThrough(), { maxBytes: 10 }), { code: 'FileDownloadFailed', message: /no more than 10 are wanted/ });
});

test('progress is told', async (t) => {
  const room = await inPapers(t);
  const content = contentOf(3_000_000);
  const check = (seen) => {
    const percents = seen.map(({ percent }) => percent);
    assert.deepEqual(percents, percents.toSorted?.((a, b) => a - b) ?? percents);
    assert.ok(seen.length >= 2 && seen.length <= 103, `${seen.length}`);
    assert.ok(seen.slice(0, -1).every(({ state }) => state === 'Running'));
    const { state, percent, transferredBytes, totalBytes } = seen.at(-1);
    assert.deepEqual([state, percent, transferredBytes, totalBytes], ['Completed', 100, content.length, content.length]);
  };
  const seen = [];
  const onProgress = (now) => seen.push(now);
  const { fileUri } = await room.uploadFrom(content, { fileName: 'a.bin', onProgress });
  check(seen.splice(0));
  await room.downloadTo(fileUri, new PassThrough().resume(), { onProgress });
  check(seen.splice(0));
  const down = room.downloadBytes({ fileUri });
  down.on('progressChanged', onProgress);
  const over = event(down, 'progressChanged', ({ state }) => state !== 'Running');
  const steps = [];
  for await (const now of down.progressChanges()) steps.push(now);
  check(steps);
  await over;
  check(seen);
});
