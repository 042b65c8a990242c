'use strict';

// Takes events and the ends of operations out of the queue of a platform, on the event loop.

const { asked, refuse } = require('./error');
const { error: readError } = require('./read');
const { GIVEN } = require('./handle');
const { wakeable } = require('./wakeable');
const { events } = require('./generated');

/** How many are taken in one go: timers and sockets of the program get their turn in between. */
const BATCH = 256;

/** The kind of an entry that ends an operation; others are events. */
const COMPLETION = 1;

class Pump {
  constructor(native) {
    this.native = native;
    /** Operations, by number. */
    this.pending = new Map();
    /** Every object once: by class, then by identity. Those that nobody else knows may go. */
    this.objects = new Map();
    /** Objects that events come to although the program may have forgotten them. */
    this.kept = new Set();
    /** Endpoints that keep the process alive. */
    this.open = new Set();
    this.ended = false;
    this.gone = new FinalizationRegistry(({ known, identity }) => {
      if (known.get(identity)?.deref() === undefined) known.delete(identity);
    });
    this.socket = wakeable(native.descriptor(), () => this.drain());
  }

  /** The process lives while something is open or under way. */
  keepAlive() {
    if (this.pending.size > 0 || this.open.size > 0) this.socket.ref();
    else this.socket.unref();
  }

  /** The one object for a native one. */
  wrap(Class, native, owner) {
    const identity = native.identity();
    const found = this.find(Class, identity);
    if (found) return found;
    return new Class(GIVEN, { native, owner });
  }

  find(Class, identity) {
    return this.objects.get(Class)?.get(identity)?.deref();
  }

  remember(object) {
    const identity = object._native.identity();
    let known = this.objects.get(object.constructor);
    if (!known) this.objects.set(object.constructor, (known = new Map()));
    known.set(identity, new WeakRef(object));
    this.gone.register(object, { known, identity });
  }

  start(object, options, begin, read) {
    const signal = options?.signal;
    return new Promise((resolve, reject) => {
      if (options !== undefined && options !== null && typeof options !== 'object') {
        throw refuse('`options` must be an object');
      }
      if (signal !== undefined && !(signal instanceof AbortSignal)) {
        throw refuse('`options.signal` must be an AbortSignal');
      }
      signal?.throwIfAborted();
      const number = asked(begin);
      const abort = signal && (() => this.native.cancel(number));
      signal?.addEventListener('abort', abort, { once: true });
      this.pending.set(number, { object, resolve, reject, read, signal, abort });
      object._root?._operation(1);
      this.keepAlive();
    });
  }

  drain() {
    const text = this.native.drain(BATCH);
    if (text !== '') {
      const batch = JSON.parse(text);
      for (const entry of batch) this.take(entry);
      this.keepAlive();
      if (batch.length >= BATCH) setImmediate(() => this.drain());
    }
    if (this.ended && !this.socket.destroyed) this.finish();
  }

  take([kind, number, third, fourth]) {
    try {
      if (kind === COMPLETION) {
        this.settle(number, third, fourth);
        return;
      }
      const { of, name, read } = events.get(kind);
      this.find(of, number)?._receive(name, read(third));
    } catch (error) {
      // A listener's own; the others of the batch come all the same.
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  settle(number, error, value) {
    const operation = this.pending.get(number);
    if (!operation) return;
    const { object, resolve, reject, read, signal, abort } = operation;
    this.pending.delete(number);
    object._root?._operation(-1);
    signal?.removeEventListener('abort', abort);
    if (error === null) {
      try {
        resolve(read(value, number));
      } catch (broken) {
        reject(broken);
      }
    } else if (signal?.aborted && error.code === 'Cancelled') reject(signal.reason);
    else reject(readError(error));
  }

  /** Ends the platform; settled when nothing of it is left. */
  shutDown(platform) {
    this.farewell ??= this.start(platform, undefined, () => this.native.shutDown(), () => {
      this.ended = true;
    });
    return this.farewell;
  }

  finish() {
    for (let text; (text = this.native.drain(BATCH)) !== ''; ) {
      for (const entry of JSON.parse(text)) this.take(entry);
    }
    this.kept.clear();
    this.open.clear();
    this.socket.destroy();
  }
}

module.exports = { Pump };
