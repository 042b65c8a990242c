'use strict';

// Drives the conformance scenarios through the Node package and prints one line for each step. ../README.md says what scenarios and
// results look like. A step is the call of its name: what the package gets later needs no change here, except the order of the
// arguments of a method that has several.

const { readFileSync, writeFileSync } = require('node:fs');
const pchat = require('../../../bindings/node');
const { LocalServer } = require('../../../bindings/node/testing');

/** How long anything may take, in milliseconds. Nothing waits that long unless it is broken. */
const LIMIT = 30_000;
/** How far a time may be from this machine's clock to count as now. */
const NOW = 10 * 60_000;
const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** The arguments of methods that have several, in their order. */
const ORDER = {
  'management.change_parent_category': ['room_uri', 'category_uri'],
  'management.create_chat_room_in': ['name', 'category_uri'],
  'management.find_users_or_groups_for_role': ['role', 'room_uri', 'search'],
  'management.get_category_users': ['category_uri', 'filter', 'result_size'],
  'message_builder.append_hyperlink': ['display_text', 'uri'],
  'server.move_room': ['room', 'category'],
  'server.post': ['room', 'author', 'text'],
  'server.remove_message': ['room', 'message_id'],
  'server.replace_message': ['room', 'message_id', 'text'],
  'server.set_group_member': ['group', 'member', 'is_member'],
  'server.set_role': ['room', 'role', 'principal', 'has'],
  'server.set_room_disabled': ['room', 'disabled'],
  'server.set_user_disabled': ['address', 'disabled'],
  'services.browse_by_category': ['category_uri', 'max_results'],
  'services.get_preference': ['label', 'sequence_id', 'provide_default'],
  'services.set_preference': ['label', 'sequence_id', 'data'],
  'session.send_story': ['title', 'text'],
  'session.upload_bytes': ['file_name', 'content'],
  'session.upload_stream': ['file_name', 'size'],
};
/** Structs that may be left out. */
const DEFAULTS = {
  'services.browse_by_criteria': [{}],
  'services.browse_by_filter': [{}],
  'session.history_pager': [{}],
  'session.query_history': [{}],
};
const EVENTS = [
  'stateChanged',
  'messageReceived',
  'participantAttendanceChanged',
  'participantPrivilegeChanged',
  'chatRoomPropertiesChanged',
  'chatRoomInvitationReceived',
  'progressChanged',
];

/** A step that nobody understands. */
class Unknown extends Error {}

const camel = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Keys sorted, no blanks. */
function canonical(value) {
  return JSON.stringify(value, (_, inner) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Values that differ from run to run and the `<names>` that stand for them. */
class Placeholders {
  known = new Map();

  know(name, value) {
    this.known.delete(name);
    if (value !== '' && value !== '0') this.known.set(name, value);
  }

  resolve(text) {
    for (const [name, value] of this.known) text = text.replaceAll(`<${name}>`, () => value);
    return text;
  }

  apply(value) {
    if (Array.isArray(value)) return value.map((inner) => this.apply(inner));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.apply(inner)]));
    }
    if (typeof value !== 'string') return value;
    // A value that contains another one goes first.
    for (const [name, known] of [...this.known].sort(([, a], [, b]) => b.length - a.length)) {
      value = value.replaceAll(known, () => `<${name}>`);
    }
    return value.replace(GUID, '<guid>');
  }
}

/** What a scenario has made so far. */
class Scenario {
  names = new Placeholders();
  platform = pchat.Platform.start();
  servers = new Map();
  endpoints = new Map();
  sessions = new Map();
  builders = new Map();
  pagers = new Map();
  transfers = new Map();
  operations = new Map();
  events = new Map();
  /** What the last step gave, as the package gives it, and what steps kept of that. */
  given = undefined;
  kept = new Map();

  /** A value of the API: every field by its name, what is absent left out. */
  json(value) {
    if (Array.isArray(value)) return value.map((inner) => this.json(inner));
    if (value instanceof Date) return Math.abs(value - Date.now()) < NOW ? '<now>' : value.getTime() * 1000;
    if (value === undefined) return null;
    // Files of scenarios are texts.
    if (Buffer.isBuffer(value)) return value.toString();
    if (value === null || typeof value !== 'object') return value;
    for (const [name, it] of [...this.sessions, ...this.endpoints]) if (it === value) return name;
    // Messages name arguments as the language does.
    const named = (message) => message.replace(/`[a-z]+([A-Z][a-z]+)+`/g, snake);
    const fields = value instanceof pchat.PchatError ? { message: named(value.message), ...value } : value;
    const out = {};
    for (const [key, inner] of Object.entries(fields)) {
      // The number of an error says the same as its code.
      if (inner !== null && !(value instanceof pchat.PchatError && key === 'number')) out[snake(key)] = this.json(inner);
    }
    return out;
  }

  argument(value) {
    if (Array.isArray(value)) return value.map((inner) => this.argument(inner));
    if (typeof value === 'string') {
      const resolved = this.names.resolve(value);
      // A placeholder for a number.
      return resolved !== value && /^[0-9]+$/.test(resolved) ? Number(resolved) : resolved;
    }
    if (value === null || typeof value !== 'object') return value;
    if (Object.keys(value).join() === 'kept') return this.kept.get(value.kept);
    if (Object.keys(value).sort().join() === 'repeat,times') return this.names.resolve(value.repeat).repeat(value.times);
    const times = ['expected_updated_on', 'since', 'until'];
    const given = (key, inner) => (times.includes(key) && typeof inner === 'number' ? new Date(inner / 1000) : this.argument(inner));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), given(key, inner)]));
  }

  failed(error) {
    if (error.name === 'AbortError') return { cancelled: true };
    if (error instanceof pchat.PchatError) return { error: this.json(error) };
    throw error;
  }

  async perform(step) {
    let result;
    try {
      result = await this.understand(step);
      for (const [name, path] of Object.entries(step.keep ?? {})) {
        this.kept.set(name, path.split('.').filter(Boolean).reduce((of, part) => of[camel(part)], this.given));
      }
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      result = { unknown: error.message };
    }
    return this.names.apply(result);
  }

  async understand({ do: kind, expect, keep, note, start, as, on, ...rest }) {
    const given = new Map(Object.entries(rest).map(([name, value]) => [name, this.argument(value)]));
    const own = { cancel: 'cancel', finish: 'finish', next_event: 'nextEvent', write_file: 'writeFile', 'platform.shut_down': 'shutDown' }[kind];
    if (own) return this[own](on, given);
    const [noun, call] = kind.split('.');
    let outcome;
    const control = new AbortController();
    try {
      if (['server.start', 'endpoint.new', 'session.new', 'message_builder.new'].includes(kind)) {
        this[`make_${noun}`](as, on, given.get('settings'));
        return { ok: null };
      }
      outcome = this.call(kind, noun, call, on, given, control.signal);
    } catch (error) {
      return this.failed(error);
    }
    if (!(outcome instanceof Promise)) {
      if (start !== undefined) throw new Unknown(`'${kind}' ends at once and cannot be started`);
      if (call === 'history_pager') {
        this.pagers.set(as, outcome);
        return { ok: null };
      }
      if (as !== undefined) this.names.know(as, outcome);
      this.given = outcome;
      return { ok: this.json(outcome) };
    }
    const succeeded = (value) => {
      if (value instanceof pchat.JoinedRooms) return { ok: this.joinedRooms(as, value) };
      if (as !== undefined) this.names.know(as, value);
      this.given = value;
      return { ok: this.json(value) };
    };
    const ended = outcome.then(succeeded, (error) => this.failed(error));
    this.operations.set(start ?? '', { control, ended });
    return start === undefined ? this.finish('') : { started: true };
  }

  /** The value, or the promise of an operation. */
  call(kind, noun, call, on, given, signal) {
    const known = { server: this.servers, session: this.sessions, message_builder: this.builders, history_pager: this.pagers, file_transfer: this.transfers }[noun] ?? this.endpoints;
    // Some functions of messages need no object.
    let it = noun === 'message_builder' && on === undefined ? pchat.MessageBuilder : known.get(on);
    if (call === 'send_built') given.set('message', this.builders.get(given.get('message')));
    if (!it) throw new Unknown(`there is no '${on}' for '${kind}'`);
    if (noun === 'services') it = it.services;
    else if (noun === 'management') it = it.services.roomManagement;
    else if (noun === 'users') it = it.services.userServices;
    else if (known === this.endpoints && noun !== 'endpoint') throw new Unknown(`nobody knows the step '${kind}'`);
    const name = camel(call);
    const transfer = given.get('transfer');
    if (transfer !== undefined) {
      if (given.has('content')) given.set('content', Buffer.from(given.get('content')));
      const fields = ORDER[kind] ?? [call.split('_')[0]];
      const begun = it[name](...fields.map((field) => given.get(field)));
      this.transfers.set(transfer, begun);
      this.listen(transfer, begun);
      return undefined;
    }
    if (given.has('chunk')) given.set('chunk', Buffer.from(given.get('chunk')));
    if (!(name in it) || name in Object.prototype) throw new Unknown(`nobody knows the step '${kind}'`);
    if (typeof it[name] !== 'function') {
      if (given.size > 0) throw new Unknown(`${kind} takes nothing`);
      // A port is a text, so that its placeholder can stand for it.
      return noun === 'server' && call.endsWith('port') ? String(it[name]) : it[name];
    }
    const order = ORDER[kind] ?? [...given.keys()];
    const values = order.map((field) => given.get(field));
    if (values.length !== given.size || values.includes(undefined) || (given.size > 1 && !ORDER[kind])) {
      throw new Unknown(`${kind} does not take [${[...given.keys()]}]`);
    }
    const many = values.length > 0 ? values : (DEFAULTS[kind] ?? []);
    // A transfer from its beginning to its end.
    if (call === 'upload_file') return it.uploadFile(...many).finish({ signal }).then((file) => file.fileUri);
    if (call === 'download_file') return it.downloadFile(...many).finish({ signal }).then((file) => file.fileName);
    const isPlain = noun === 'server' || noun === 'message_builder';
    return isPlain ? it[name](...many) : it[name](...many, ...(takesOptions(it, name, many.length) ? [{ signal }] : []));
  }

  /** The sessions are named by their rooms and tell what happens from now on. */
  joinedRooms(name, { sessions, failures, endpoint }) {
    for (const session of sessions) {
      const room = `${name}.${session.properties.name}`;
      this.sessions.set(room, session);
      this.listen(room, session);
    }
    return this.json({ sessions, failures, endpoint });
  }

  make_server(name, _, settings) {
    const server = LocalServer.start(settings);
    this.servers.set(name, server);
    for (const what of ['sipTlsPort', 'sipTcpPort', 'caFile', 'dataFolder']) {
      this.names.know(`${name}.${snake(what)}`, String(server[what]));
    }
  }

  make_endpoint(name, _, settings) {
    const endpoint = new pchat.Endpoint(settings, this.platform);
    this.endpoints.set(name, endpoint);
    this.listen(name, endpoint);
  }

  make_session(name, on) {
    const session = new pchat.Session(this.endpoints.get(on));
    this.sessions.set(name, session);
    this.listen(name, session);
  }

  make_message_builder(name, _, settings) {
    this.builders.set(name, new pchat.MessageBuilder(settings));
  }

  listen(name, it) {
    const queue = { waiting: [], wake: () => {} };
    this.events.set(name, queue);
    for (const kind of EVENTS) {
      it.on(kind, (event) => {
        queue.waiting.push([kind[0].toUpperCase() + kind.slice(1), this.json(event), event]);
        queue.wake();
      });
    }
  }

  cancel(on) {
    this.operations.get(on).control.abort();
    return { ok: null };
  }

  async finish(on) {
    return (await inTime(this.operations.get(on).ended)) ?? { timeout: true };
  }

  writeFile(_, given) {
    writeFileSync(given.get('path'), given.get('text'));
    return { ok: null };
  }

  async nextEvent(on, given) {
    const queue = this.events.get(on);
    if (!queue) throw new Unknown(`there is no '${on}'`);
    const wanted = given.get('kind');
    for (;;) {
      while (queue.waiting.length > 0) {
        const [kind, value, event] = queue.waiting.shift();
        this.given = event;
        if (wanted === undefined || wanted === kind) return { event: { [kind]: value } };
      }
      const woken = new Promise((resolve) => {
        queue.wake = () => resolve(true);
      });
      if (!(await inTime(woken))) return { timeout: true };
    }
  }

  async shutDown() {
    return this.platform.shutDown().then(() => ({ ok: null }), (error) => this.failed(error));
  }

  async close() {
    await this.platform.shutDown();
    for (const server of this.servers.values()) server.stop();
  }
}

/** Whether the method is an operation, which takes options behind its arguments. */
function takesOptions(it, name, count) {
  return it[name].length > count;
}

/** What comes of it, or undefined when it does not come in time. */
function inTime(promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, LIMIT);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function expanded(steps, fragments) {
  return steps.flatMap((step) => ('use' in step ? expanded(fragments[step.use], fragments) : [step]));
}

async function main() {
  const documents = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, 'utf8')));
  const fragments = Object.assign({}, ...documents.map((document) => document.fragments ?? {}));
  for (const { name, runners, steps } of documents.flatMap((document) => document.scenarios ?? [])) {
    if (runners && !runners.includes('node')) continue;
    const scenario = new Scenario();
    let place = 0;
    for (const step of expanded(steps, fragments)) {
      const result = await scenario.perform(step);
      place += 1;
      process.stdout.write(`${canonical({ scenario: name, step: place, result })}\n`);
      if ('timeout' in result || 'unknown' in result) break;
    }
    await scenario.close();
  }
}

main();
