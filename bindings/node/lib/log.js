'use strict';

// The library's log, taken on the event loop. One handler for each thread; the log itself is the process's.

const native = require('./native');
const { asked, refuse } = require('./error');
const { wakeable } = require('./wakeable');

/** How many lines are taken in one go. */
const BATCH = 256;

let log = null;
let handler = null;

function tell(text) {
  for (const [level, target, message, time] of JSON.parse(text)) {
    // It may have been taken away by the line before.
    if (!handler) return;
    try {
      handler({ level, target, message, time: new Date(time) });
    } catch (error) {
      // The handler's own; the other lines come all the same.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function drain() {
  const text = log.take(BATCH);
  if (text !== '') tell(text);
}

/** Lines from the last moments. */
function drainAll() {
  for (let text; (text = log.take(BATCH)) !== ''; ) tell(text);
}

function setLogHandler(wanted, options) {
  if (wanted !== null && wanted !== undefined && typeof wanted !== 'function') {
    throw refuse('`handler` must be a function, or null to end it');
  }
  if (options !== undefined && options !== null && typeof options !== 'object') throw refuse('`options` must be an object');
  const level = options?.level ?? 'info';
  if (typeof level !== 'string') throw refuse('`options.level` must be a string');
  if (!wanted && !log) return;
  if (!log) {
    log = asked(() => native.Log.open());
    wakeable(log.descriptor(), drain);
  }
  asked(() => log.setLevel(wanted ? level : 'off'));
  if (wanted && !handler) process.on('exit', drainAll);
  if (!wanted && handler) process.off('exit', drainAll);
  handler = wanted ?? null;
}

module.exports = { setLogHandler };
