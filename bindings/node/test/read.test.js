'use strict';

// The small things between the native part and programs.

const assert = require('node:assert/strict');
const test = require('node:test');
const { Inbox } = require('../lib/inbox');
const { bigint, date, each, error, maybe } = require('../lib/read');
const { PchatError, asked } = require('../lib/error');

test('what JSON cannot say is read', () => {
  assert.equal(bigint(5), 5);
  assert.equal(bigint('9223372036854775807n'), 9223372036854775807n);
  assert.equal(bigint('-9007199254740992n'), -9007199254740992n);
  assert.equal(date(1_000_001).toISOString(), '1970-01-01T00:00:01.000Z');
  assert.equal(date('9007199254740994n').getTime(), 9007199254740);
  assert.equal(maybe(date)(null), null);
  assert.deepEqual(each(bigint)([1, '2n']), [1, 2n]);
  const read = error({ code: 'TimedOut', number: 5, message: 'late', sipStatus: 408, serverText: null });
  assert.ok(read instanceof PchatError);
  assert.deepEqual([read.code, read.sipStatus, read.serverText, Object.keys(read)], ['TimedOut', 408, null, ['code', 'number', 'sipStatus']]);
});

test('a time knows its microseconds, and is a plain Date wherever somebody copies it', () => {
  const time = date(1_700_000_000_123_456);
  assert.equal(time.unixMicroseconds, 1_700_000_000_123_456);
  assert.equal(time.toJSON(), '2023-11-14T22:13:20.123Z');
  assert.deepEqual(time, new Date(1_700_000_000_123));
  assert.deepEqual(Object.keys(time), []);
  assert.deepEqual(structuredClone({ time }), { time: new Date(1_700_000_000_123) });
  assert.equal(date(-1).getTime(), -1, 'before 1970 it is the millisecond that it is in, too');
});

test('errors name arguments as JavaScript does', () => {
  const of = (message) => error({ code: 'BadArgument', number: 1, message }).message;
  assert.equal(of('`start_message_id` is below 1; `until` is not'), '`startMessageId` is below 1; `until` is not');
  assert.equal(of("the room 'snake_case' is full"), "the room 'snake_case' is full");
});

test('only errors of the library are read as such', () => {
  const thrown = (fields) => () => asked(() => { throw Object.assign(new Error(fields.message), fields); });
  assert.throws(thrown({ code: 'GenericFailure', message: '{"code":"TimedOut","number":5,"message":"late"}' }), { name: 'PchatError', code: 'TimedOut', message: 'late' });
  assert.throws(thrown({ code: 'GenericFailure', message: 'other' }), { name: 'Error', message: 'other' });
});

test('an inbox is bounded, in order, and full with a margin', async () => {
  const inbox = new Inbox();
  inbox.configure({ limit: 4 });
  for (let i = 0; i < 6; i++) inbox.push(i);
  assert.equal(inbox.dropped, 2, 'nobody iterates, so nobody is waited for');
  inbox.loops = 1;
  for (let i = 6; i < 8; i++) inbox.push(i);
  assert.equal(inbox.size, 6);
  assert.ok(inbox.isFull(false, false));
  assert.ok(!inbox.isFull(true, true), 'an answer is expected');
  const close = () => (inbox.loops = 0);
  const taken = [];
  while (inbox.isFull(true, false)) taken.push((await inbox.next(close)).value);
  assert.deepEqual(taken, [2, 3, 4, 5, 6]);
  for (let i = 0; i < 100; i++) inbox.push(i);
  assert.ok(inbox.isFull(false, true), 'even then there is an end');
  const waiting = new Inbox();
  waiting.loops = 2;
  const both = [waiting.next(close), waiting.next(close)];
  waiting.push('first');
  waiting.end(null);
  assert.deepEqual(await Promise.all(both), [{ done: false, value: 'first' }, { done: true, value: undefined }]);
  const reason = new Error('lost');
  waiting.end(reason);
  await assert.rejects(waiting.next(close), reason);
});
