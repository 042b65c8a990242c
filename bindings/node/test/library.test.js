'use strict';

// The shared library itself, from Node and without the addon: libpchat.so through koffi.

const assert = require('node:assert/strict');
const path = require('node:path');
const test = require('node:test');
const { createRequire } = require('node:module');
const { fields, prototype } = require('./header');

// A tool of the tests only; tests/node/run installs it under target and says where the library is.
const { PCHAT_NODE_TOOLS: tools, PCHAT_LIBRARY: file } = process.env;

test('libpchat.so signs in, joins, posts, calls back, refuses and ends', { skip: !tools && 'tests/node/run sets it up' }, async (t) => {
  // Waiting for a callback from another thread keeps no process alive.
  const alive = setInterval(() => {}, 60_000);
  t.after(() => clearInterval(alive));
  const koffi = createRequire(path.join(tools, 'package.json'))('koffi');
  const library = koffi.load(file);

  const functions = new Map();
  const c = (name) => {
    const full = `pchat_${name}`;
    if (!functions.has(full)) functions.set(full, library.func(prototype(full)));
    return functions.get(full);
  };
  const structs = new Map();
  /** A struct that the program fills, in memory that the test keeps. */
  const filled = (name, values) => {
    const full = `pchat_${name}_t`;
    if (!structs.has(full)) structs.set(full, koffi.struct(full, fields(full)));
    const of = structs.get(full);
    const place = koffi.alloc(of, 1);
    c(`${name}_init`)(place, koffi.sizeof(of));
    koffi.encode(place, of, { ...koffi.decode(place, of), ...values });
    return place;
  };
  const failure = (error) => {
    const it = Object.assign(new Error(c('error_message')(error)), { code: c('error_code')(error) });
    c('error_free')(error);
    return it;
  };
  /** Calls what needs no time. */
  const call = (name, ...rest) => {
    const error = [null];
    if (c(name)(...rest, error) !== 0) throw failure(error[0]);
  };
  const make = (name, ...rest) => {
    const made = [null];
    call(name, ...rest, made);
    return made[0];
  };
  /** Calls what waits, on another thread: callbacks come through the event loop meanwhile. */
  const wait = (name, ...rest) =>
    new Promise((resolve, reject) => {
      const error = [null];
      c(name).async(...rest, error, (broken, status) => {
        if (broken) reject(broken);
        else if (status !== 0) reject(failure(error[0]));
        else resolve();
      });
    });

  assert.equal(c('version')(), require('pchat').version);
  const server = make('local_server_start', null);
  const ca = make('local_server_ca_file', server);
  call('local_server_add_user', server, filled('local_user', { address: 'ann@example.com', password: 'Pa$$word' }));
  const uri = make('local_server_add_room', server, filled('local_room', { name: 'Lobby' }));
  const port = make('local_server_sip_tls_port', server);

  const platform = make('platform_start', null);
  const settings = filled('endpoint_settings', {
    user_uri: 'ann@example.com',
    password: 'Pa$$word',
    server: 'localhost',
    has_port: true,
    port,
    ca_file: koffi.decode(ca, 'char', -1),
  });
  const endpoint = make('endpoint_new', platform, settings);
  await wait('endpoint_establish_wait', endpoint, 30000);
  assert.throws(() => make('session_new', null), { code: 2 });
  const session = make('session_new', endpoint);

  const message = koffi.struct('pchat_chat_message_t', fields('pchat_chat_message_t'));
  let heard;
  const arrived = new Promise((resolve) => (heard = resolve));
  const on_message = koffi.register(
    (_session, event) => heard(koffi.decode(event, message)),
    koffi.pointer(koffi.proto('void on_message(void *session, void *event, void *user_data)')),
  );
  let gone;
  const destroyed = new Promise((resolve) => (gone = resolve));
  const destroy = koffi.register(() => gone(), koffi.pointer(koffi.proto('void destroy(void *user_data)')));
  const callbacks = filled('session_callbacks', { on_message_received: on_message, destroy });
  call('session_add_callbacks', session, callbacks, null);

  await assert.rejects(wait('session_join_by_name_wait', session, 'Nowhere', 30000), { code: 110, message: /Nowhere/ });
  await wait('session_join_by_name_wait', session, 'Lobby', 30000);
  await wait('session_send_text_wait', session, 'Grüße 😀', 30000);
  const { content, author_uri, message_id } = await arrived;
  assert.deepEqual([content, author_uri, Number(message_id)], ['Grüße 😀', 'sip:ann@example.com', 1]);

  await wait('session_close_wait', session, 30000);
  await destroyed;
  await wait('endpoint_terminate_wait', endpoint, 30000);
  c('session_free')(session);
  assert.equal(c('session_free')(session), 2, 'freed twice is an error and harms nothing');
  c('endpoint_free')(endpoint);
  await new Promise((resolve) => c('platform_free').async(platform, resolve));
  await new Promise((resolve) => c('local_server_free').async(server, resolve));
  for (const string of [ca, uri]) c('string_free')(string);
  assert.equal(Number(c('live_handles')()), 0, 'everything was freed');
});
