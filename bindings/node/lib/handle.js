'use strict';

// What all classes have in common.

const { EventEmitter } = require('node:events');
const { inspect } = require('node:util');
const { asked, refuse } = require('./error');

/** Stands in front of what the library gives out, so that programs cannot make such objects. */
const GIVEN = Symbol('given');

/** The object that another one is made on. */
function parent(object, Class, name) {
  if (object instanceof Class) return object;
  const made = Class.name === name ? `${name} objects cannot be made with new` : `\`${name}\` must be a ${Class.name}`;
  throw refuse(made);
}

/** What describes something, also by an object that has the description as a property. */
function described(value, Class, property, name) {
  if (!(value instanceof Class)) return value;
  const found = value[property];
  if (found === null) throw refuse(`\`${name}\` is a ${Class.name} whose \`${property}\` is null, so it describes nothing`);
  return found;
}

const common = (Base) =>
  class extends Base {
    /** `part`: the native object, and the object that it belongs to, if any. */
    constructor({ native, owner }) {
      super();
      const hidden = (value) => ({ value, writable: true });
      Object.defineProperties(this, {
        _native: hidden(native),
        _pump: hidden(owner && owner._pump),
        // The endpoint, whose operations and events wait in one line.
        _root: hidden(owner && owner._root),
      });
      this._begin();
    }

    /** What a class has to do when it is made. */
    _begin() {
      if (this._native.identity) this._pump.remember(this);
    }

    /** Starts an operation; its promise is settled when its outcome comes through the queue. */
    _start(options, begin, read) {
      return this._pump.start(this, options, begin, read);
    }

    /** The one object for a native one. */
    _wrap(Class, native) {
      return native === null ? null : this._pump.wrap(Class, native, this);
    }

    [inspect.custom](depth, options) {
      const shown = {};
      for (let at = Object.getPrototypeOf(this); at && at.constructor.name; at = Object.getPrototypeOf(at)) {
        for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
          if (!get || name.startsWith('_')) continue;
          const value = get.call(this);
          if (typeof value !== 'object') shown[name] = value;
        }
        if (at.constructor === this.constructor) break;
      }
      return `${this.constructor.name} ${inspect(shown, { ...options, depth })}`;
    }
  };

const Handle = common(class {});

/** Whose events come from the library. Unless a class says otherwise, its endpoint keeps it while somebody listens. */
class Active extends common(EventEmitter) {
  _begin() {
    super._begin();
    const heard = this._root._heard;
    super.on('newListener', () => heard.add(this));
    super.on('removeListener', () => {
      const ours = ['newListener', 'removeListener'];
      if (this.eventNames().every((name) => ours.includes(name))) heard.delete(this);
    });
  }

  _receive(name, event) {
    this.emit(name, event);
  }
}

module.exports = { Handle, Active, GIVEN, asked, described, parent };
