'use strict';

/** Names of arguments and fields, as JavaScript has them. */
function inJavaScript(message) {
  return message.replace(/`[a-z]+(?:_[a-z]+)+`/g, (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()));
}

/** What every function throws and every promise is rejected with. */
class PchatError extends Error {
  constructor(fields) {
    super(inJavaScript(fields.message));
    for (const name of Object.keys(fields)) {
      // What nobody said does not show when the error is printed.
      const shown = { value: fields[name], writable: true, configurable: true, enumerable: fields[name] !== null };
      if (name !== 'message') Object.defineProperty(this, name, shown);
    }
  }
}
Object.defineProperty(PchatError.prototype, 'name', { value: 'PchatError', configurable: true, writable: true });

/** Calls the native part, whose errors are JSON. */
function asked(call) {
  try {
    return call();
  } catch (error) {
    if (error.code === 'GenericFailure' && error.message.startsWith('{"code":')) {
      throw new PchatError(JSON.parse(error.message));
    }
    throw error;
  }
}

/** Refuses an argument that never gets to the native part. */
function refuse(message) {
  return new PchatError({
    code: 'BadArgument',
    number: 1,
    message,
    sipStatus: null,
    diagnosticsId: null,
    diagnosticsReason: null,
    diagnosticsSource: null,
    serverCode: null,
    serverText: null,
    retryAfterSeconds: null,
  });
}

module.exports = { PchatError, asked, refuse };
