'use strict';

const { Platform } = require('./generated');
const { Pump } = require('./pump');

let shared = null;

Object.assign(Platform, {
  shared() {
    shared ??= Platform.start();
    return shared;
  },
});

Object.assign(Platform.prototype, {
  _begin() {
    this._pump = new Pump(this._native);
  },

  shutDown() {
    if (shared === this) shared = null;
    return this._pump.shutDown(this);
  },

  [Symbol.asyncDispose]() {
    return this.shutDown();
  },
});
