'use strict';

// What JSON cannot say.

const { PchatError } = require('./error');

const same = (it) => it;

/** Milliseconds. */
const date = (it) => new Date(it);

/** A text with an `n` behind it where a number would not be exact. */
const bigint = (it) => (typeof it === 'string' ? BigInt(it.slice(0, -1)) : it);

const error = (it) => new PchatError(it);

const maybe = (read) => (it) => (it === null ? null : read(it));

const each = (read) => (list) => {
  for (let at = 0; at < list.length; at++) list[at] = read(list[at]);
  return list;
};

module.exports = { bigint, date, each, error, maybe, same };
