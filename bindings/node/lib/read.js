'use strict';

// What JSON cannot say.

const { PchatError } = require('./error');

const same = (it) => it;

/** A Date of microseconds, which it knows although a Date has milliseconds: handed back, it is the very same time. */
const date = (it) => {
  const micros = Number(bigint(it));
  return Object.defineProperty(new Date(Math.floor(micros / 1000)), 'unixMicroseconds', { value: micros });
};

/** A text with an `n` behind it where a number would not be exact. */
const bigint = (it) => (typeof it === 'string' ? BigInt(it.slice(0, -1)) : it);

const error = (it) => new PchatError(it);

const maybe = (read) => (it) => (it === null ? null : read(it));

const each = (read) => (list) => {
  for (let at = 0; at < list.length; at++) list[at] = read(list[at]);
  return list;
};

module.exports = { bigint, date, each, error, maybe, same };
