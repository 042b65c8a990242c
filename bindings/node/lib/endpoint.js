'use strict';

const { Endpoint, Session } = require('./generated');
const { described } = require('./handle');

/** States in which nothing comes from the server. */
const isOver = (state) => state === 'Idle' || state === 'Terminated';

Object.assign(Endpoint, {
  async connect(settings, options) {
    const endpoint = new Endpoint(settings);
    await endpoint.establish(options);
    return endpoint;
  },
});

Object.assign(Endpoint.prototype, {
  _begin() {
    const hidden = (value) => ({ value, writable: true });
    Object.defineProperties(this, {
      _root: hidden(this),
      _keepsAlive: hidden(true),
      _operations: hidden(0),
      // Sessions that have no room for messages, and sessions whose messages somebody iterates over.
      _full: hidden(new Set()),
      _iterated: hidden(new Set()),
      // What belongs to it and is listened to; goes with it.
      _heard: hidden(new Set()),
    });
    this._pump.remember(this);
  },

  _receive(name, event) {
    const { kept, open } = this._pump;
    if (name === 'stateChanged') {
      if (isOver(event.state)) {
        kept.delete(this);
        open.delete(this);
      } else {
        kept.add(this);
        if (this._keepsAlive) open.add(this);
      }
    }
    this.emit(name, event);
  },

  _operation(change) {
    this._operations += change;
    // What may wait depends on it.
    if (this._operations < 2) for (const session of this._iterated) session._balance();
  },

  /** No events come while a session is full. */
  _hold(session, full) {
    const before = this._full.size;
    if (full) this._full.add(session);
    else this._full.delete(session);
    if (before > 0 !== this._full.size > 0) this._native.setHeld(full);
  },

  async join(room, options) {
    const session = new Session(this);
    room = described(room, Session, 'properties', 'room');
    const wanted = typeof room?.roomUri === 'string' ? room.roomUri : room;
    const isUri = typeof wanted === 'string' && /^ma-chan:/i.test(wanted);
    await (isUri ? session.join(wanted, options) : session.joinByName(wanted, options));
    return session;
  },

  ref() {
    this._keepsAlive = true;
    if (this._pump.kept.has(this)) this._pump.open.add(this);
    this._pump.keepAlive();
    return this;
  },

  unref() {
    this._keepsAlive = false;
    this._pump.open.delete(this);
    this._pump.keepAlive();
    return this;
  },

  [Symbol.asyncDispose]() {
    return this.terminate();
  },
});

module.exports = { isOver };
