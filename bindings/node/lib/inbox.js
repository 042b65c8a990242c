'use strict';

const { refuse } = require('./error');

/** How many messages may wait unless told otherwise. */
const LIMIT = 1024;

/** So many times as many may wait while an answer is expected through the same connection. */
const PATIENCE = 16;

/** Messages of a session that wait for somebody who iterates. Bounded in every case. */
class Inbox {
  constructor() {
    this.limit = LIMIT;
    this.overflow = 'wait';
    this.dropped = 0;
    /** How many loops are going on. */
    this.loops = 0;
    this.waiting = [];
    /** `waiting` up to here is taken. */
    this.head = 0;
    this.takers = [];
    /** Why no more come: `{ reason }`. */
    this.over = null;
  }

  configure({ limit = LIMIT, overflow = 'wait' }) {
    if (!Number.isInteger(limit) || limit < 1) throw refuse('`limit` must be a whole number of at least 1');
    if (overflow !== 'wait' && overflow !== 'dropOldest') {
      throw refuse(`\`overflow\` is '${overflow}'; it is one of wait, dropOldest`);
    }
    this.limit = limit;
    this.overflow = overflow;
    this.trim();
  }

  get size() {
    return this.waiting.length - this.head;
  }

  push(message) {
    if (this.takers.length > 0) {
      this.takers.shift().resolve({ done: false, value: message });
      return;
    }
    this.waiting.push(message);
    this.trim();
  }

  /** Without anybody who iterates there is nobody to wait for. */
  trim() {
    if (this.overflow === 'wait' && this.loops > 0) return;
    while (this.size > this.limit) {
      this.take();
      this.dropped += 1;
    }
  }

  take() {
    const message = this.waiting[this.head];
    this.waiting[this.head] = undefined;
    this.head += 1;
    if (this.head === this.waiting.length) {
      this.waiting.length = 0;
      this.head = 0;
    } else if (this.head > 4096) {
      this.waiting.splice(0, this.head);
      this.head = 0;
    }
    return message;
  }

  /** Whether there is no room; once full there is room when half of it is free. */
  isFull(wasFull, answerExpected) {
    if (this.loops === 0 || this.overflow !== 'wait') return false;
    if (answerExpected) return this.size >= this.limit * PATIENCE;
    return this.size >= (wasFull ? Math.ceil(this.limit / 2) : this.limit);
  }

  next(close) {
    if (this.size > 0) return Promise.resolve({ done: false, value: this.take() });
    if (this.over) {
      close();
      const { reason } = this.over;
      return reason ? Promise.reject(reason) : Promise.resolve({ done: true, value: undefined });
    }
    return new Promise((resolve, reject) => this.takers.push({ resolve, reject, close }));
  }

  /** Whoever gave `close` takes no more; says whether somebody waited, who hears `reason`, if there is one. */
  letGo(close, reason) {
    const [gone, rest] = [[], []];
    for (const taker of this.takers) (taker.close === close ? gone : rest).push(taker);
    this.takers = rest;
    for (const taker of gone) {
      if (reason !== undefined) taker.reject(reason);
      else taker.resolve({ done: true, value: undefined });
    }
    return gone.length > 0;
  }

  /** Another room: what was said in the one before does not belong to it. */
  open() {
    this.over = null;
    this.waiting.length = 0;
    this.head = 0;
  }

  end(reason) {
    this.over = { reason };
    for (const taker of this.takers.splice(0)) {
      taker.close();
      if (reason) taker.reject(reason);
      else taker.resolve({ done: true, value: undefined });
    }
  }
}

module.exports = { Inbox };
