'use strict';

const { Session } = require('./generated');
const { isOver } = require('./endpoint');
const { refuse } = require('./error');
const { Inbox } = require('./inbox');

Object.assign(Session.prototype, {
  _begin() {
    Object.defineProperty(this, '_inbox', { value: new Inbox() });
    this._pump.remember(this);
  },

  _receive(name, event) {
    if (name === 'messageReceived') {
      if (this._inbox.loops > 0 || this.listenerCount(name) === 0) {
        this._inbox.push(event);
        this._balance();
      }
    } else if (name === 'stateChanged') {
      if (isOver(event.state)) {
        this._pump.kept.delete(this);
        this._inbox.end(event.reason);
      } else {
        this._pump.kept.add(this);
        if (event.state === 'Establishing') this._inbox.open();
      }
    }
    this.emit(name, event);
  },

  /** Stops events while messages have no room, and lets them come when there is room again. */
  _balance() {
    const root = this._root;
    root._hold(this, this._inbox.isFull(root._full.has(this), root._operations > 0));
  },

  messages(options) {
    const inbox = this._inbox;
    const signal = options?.signal;
    if (signal !== undefined && !(signal instanceof AbortSignal)) throw refuse('`options.signal` must be an AbortSignal');
    if (options !== undefined) inbox.configure(options);
    const root = this._root;
    let open = true;
    const close = () => {
      if (!open) return;
      open = false;
      signal?.removeEventListener('abort', abort);
      inbox.loops -= 1;
      if (inbox.loops === 0) root._iterated.delete(this);
      this._balance();
    };
    // Told once: to who waits, or to who comes next.
    let aborted = false;
    const abort = () => {
      close();
      aborted = !inbox.letGo(close, signal.reason);
    };
    inbox.loops += 1;
    root._iterated.add(this);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    return {
      next: () => {
        if (aborted) {
          aborted = false;
          return Promise.reject(signal.reason);
        }
        if (!open) return Promise.resolve({ done: true, value: undefined });
        const next = inbox.next(close);
        if (root._full.has(this)) this._balance();
        return next;
      },
      return: (value) => {
        close();
        inbox.letGo(close);
        return Promise.resolve({ done: true, value });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  },

  [Symbol.asyncIterator]() {
    return this.messages();
  },

  async [Symbol.asyncDispose]() {
    if (isOver(this.state)) return;
    try {
      await this.leave();
    } catch (error) {
      // It may have ended by itself meanwhile.
      if (!isOver(this.state)) throw error;
    }
  },
});

Object.defineProperty(Session.prototype, 'droppedMessages', {
  configurable: true,
  get() {
    return this._inbox.dropped;
  },
});
