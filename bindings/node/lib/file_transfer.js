'use strict';

// Files from and to what programs have: buffers, streams, iterables. A byte of an upload is copied once into the library, one of a download
// not at all; base64 and TLS make their own.

const { basename } = require('node:path');
const { Readable, Writable } = require('node:stream');
const { FileTransfer, Session } = require('./generated');
const { refuse } = require('./error');

/** Longer chunks of a source are handed on in pieces. */
const MOST = 1024 * 1024;

const isOver = ({ state }) => state !== 'Running';

/** Steps of a transfer, at most once each, and at last how it ended. */
class Telling {
  constructor(transfer, told) {
    this.transfer = transfer;
    this.told = told;
    this.last = null;
    this.listen = (now) => this.tell(now);
    if (told) transfer.on('progressChanged', this.listen);
  }

  tell(now) {
    const last = this.last;
    if (last && (isOver(last) || (last.percent === now.percent && last.state === now.state && last.totalBytes === now.totalBytes))) return;
    this.last = now;
    this.told(now);
  }

  end() {
    if (!this.told) return;
    this.transfer.off('progressChanged', this.listen);
    this.tell(this.transfer.progress);
  }
}

function* pieces(chunk) {
  if (!(chunk instanceof Uint8Array)) throw refuse(`the source gives ${chunk === null ? 'null' : typeof chunk}, and a Uint8Array is needed`);
  for (let start = 0; start < chunk.length; start += MOST) yield chunk.subarray(start, start + MOST);
}

function options(given, known) {
  if (given === null || typeof given !== 'object') throw refuse('`options` must be an object');
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw refuse(`\`options.${name}\` does not exist; there are ${known.join(', ')}`);
  }
  const { signal, onProgress } = given;
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw refuse('`options.signal` must be an AbortSignal');
  if (onProgress !== undefined && typeof onProgress !== 'function') throw refuse('`options.onProgress` must be a function');
  signal?.throwIfAborted();
  return given;
}

/** The chunks of a source, its size and its name, as far as they are known. */
function look(source) {
  if (source instanceof Uint8Array) return { chunks: [source], size: source.length };
  if (source instanceof Blob) return { chunks: source.stream(), size: source.size, name: source.name };
  if (source === null || typeof source !== 'object' || !(source[Symbol.asyncIterator] || source[Symbol.iterator])) {
    throw refuse('`source` must be a Uint8Array, a Blob, a Readable, or an iterable or async iterable of Uint8Arrays');
  }
  return { chunks: source, name: typeof source.path === 'string' ? basename(source.path) : undefined };
}

/** Does the work; whatever ends it too early cancels the transfer and waits until it is over. */
async function guarded(transfer, { signal, onProgress }, work) {
  const telling = new Telling(transfer, onProgress);
  const abort = () => transfer.cancel();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await work();
  } catch (error) {
    transfer.cancel();
    await transfer.progressAfter(100).catch(() => {});
    throw signal?.aborted && error.code === 'Cancelled' ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', abort);
    telling.end();
  }
}

const { resume } = FileTransfer.prototype;

Object.assign(FileTransfer.prototype, {
  resume() {
    resume.call(this);
    if (this.listenerCount('progressChanged') > 0) this._root._heard.add(this);
  },

  _receive(name, event) {
    this.emit(name, event);
    // Nobody has to keep one that is over.
    if (isOver(event)) this._root._heard.delete(this);
  },

  [Symbol.asyncIterator]() {
    let open = true;
    const close = () => {
      if (open && !isOver(this.progress)) this.cancel();
      open = false;
    };
    return {
      next: async () => {
        if (!open) return { done: true, value: undefined };
        const chunk = await this.read();
        if (chunk !== null) return { done: false, value: chunk };
        open = false;
        return { done: true, value: undefined };
      },
      return: async (value) => {
        close();
        return { done: true, value };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  },

  readable() {
    const transfer = this;
    return new Readable({
      highWaterMark: 0,
      read() {
        transfer.read().then((chunk) => this.push(chunk), (error) => this.destroy(error));
      },
      destroy(error, done) {
        if (!isOver(transfer.progress)) transfer.cancel();
        done(error);
      },
    });
  },

  writable() {
    const transfer = this;
    return new Writable({
      decodeStrings: true,
      async write(chunk, _, done) {
        try {
          for (const piece of pieces(chunk)) await transfer.write(piece);
          done();
        } catch (error) {
          done(error);
        }
      },
      final(done) {
        transfer.finish().then(() => done(), done);
      },
      destroy(error, done) {
        if (!isOver(transfer.progress)) transfer.cancel();
        done(error);
      },
    });
  },

  async *progressChanges() {
    let now = this.progress;
    yield now;
    while (!isOver(now)) {
      now = await this.progressAfter(now.percent);
      yield now;
    }
  },

  async [Symbol.asyncDispose]() {
    if (isOver(this.progress)) return;
    this.cancel();
    await this.progressAfter(100).catch(() => {});
  },
});

Object.assign(Session.prototype, {
  async uploadFrom(source, given = {}) {
    const { fileName, size, ...rest } = options(given, ['fileName', 'size', 'signal', 'onProgress']);
    const known = look(source);
    const name = fileName ?? known.name;
    if (name === undefined) throw refuse('`options.fileName` is missing; the source has no name of its own');
    const length = size ?? known.size;
    if (length === undefined) throw refuse('`options.size` is missing; the file service asks for the size before the first byte');
    if (source instanceof Uint8Array) {
      const transfer = this.uploadBytes(name, source);
      return guarded(transfer, rest, () => transfer.finish());
    }
    const transfer = this.uploadStream(name, length);
    return guarded(transfer, rest, async () => {
      for await (const chunk of known.chunks) {
        for (const piece of pieces(chunk)) await transfer.write(piece);
      }
      return transfer.finish();
    });
  },

  async downloadTo(fileUri, target, given = {}) {
    const { maxBytes, ...rest } = options(given, ['maxBytes', 'signal', 'onProgress']);
    if (typeof target?.write !== 'function' || typeof target.once !== 'function') throw refuse('`target` must be a Writable');
    const transfer = this.downloadStream({ fileUri, maxBytes });
    return guarded(transfer, rest, async () => {
      for await (const chunk of transfer) {
        // Waits until it is taken, so that a slow target slows the download.
        await new Promise((resolve, reject) => {
          const failed = (error) => reject(error ?? refuse('`target` was closed before the file was complete'));
          target.once('error', failed).once('close', failed);
          target.write(chunk, (error) => {
            target.off('error', failed).off('close', failed);
            if (error) reject(error);
            else resolve();
          });
        });
      }
      return transfer.finish();
    });
  },
});
