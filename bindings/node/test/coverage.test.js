'use strict';

// Everything that the description says is there. Reads the description by itself, not through the generator.

const assert = require('node:assert/strict');
const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const root = path.join(__dirname, '../../..');
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
const lower = (name) => name[0].toLowerCase() + name.slice(1);

/** What every language spells in its own way, and what makes no sense in Node. */
const BUILT_IN = new Set(['Secret', 'Timestamp', 'Error']);
const NOT_IN_NODE = new Set(['PlatformSettings.pullEvents']);

function describe(files) {
  const enums = new Map();
  const structs = new Map();
  const classes = new Map();
  for (const file of files) {
    const text = read(file).split('#[cfg(test)]')[0];
    for (const [, name, body] of text.matchAll(/^pub enum (\w+) \{\n([^]*?)^\}/gm)) {
      enums.set(name, [...body.matchAll(/^ {4}(\w+)(?:\((\w+)\))?(?: = -?\d+)?,/gm)].map((it) => it[1]));
    }
    for (const [, name, body] of text.matchAll(/^pub struct (\w+) \{\n([^]*?)^\}/gm)) {
      const fields = [...body.matchAll(/^ {4}pub (\w+):/gm)].map((it) => camel(it[1]));
      if (fields.length > 0) structs.set(name, fields);
      else if (!BUILT_IN.has(name)) classes.set(name, []);
    }
    for (const [, name, body] of text.matchAll(/^impl (\w+) \{\n([^]*?)^\}/gm)) {
      if (!classes.has(name)) continue;
      const functions = body.matchAll(/((?:^ {4}\/\/\/.*\n)+)^ {4}pub (?:async )?fn (\w+)(?:<[^(]*>)?\(([^]*?)\)/gm);
      for (const [, docs, method, parameters] of functions) {
        if (!docs.includes('Not in C:')) classes.get(name).push({ method, isStatic: !parameters.includes('self') });
      }
    }
  }
  return { enums, structs, classes };
}

const api = readdirSync(path.join(root, 'core/src/api')).map((name) => `core/src/api/${name}`);
const parts = [
  { module: 'pchat', types: 'index.d.ts', ...describe([...api, 'core/src/platform.rs']) },
  { module: 'pchat/testing', types: 'testing.d.ts', ...describe(['server/src/local.rs']) },
];

for (const { module, types, enums, structs, classes } of parts) {
  const exported = require(module);
  const declared = read(`bindings/node/${types}`);

  test(`${module}: every class and method`, () => {
    assert.ok(classes.size > 0);
    for (const [name, methods] of classes) {
      assert.ok(methods.length > 0, `${name} has methods`);
      assert.match(declared, new RegExp(`^export declare class ${name}\\b`, 'm'));
      for (const { method, isStatic } of methods) {
        if (method === 'new') continue;
        const of = isStatic ? exported[name] : exported[name].prototype;
        assert.ok(Object.getOwnPropertyDescriptor(of, camel(method)), `${name}.${camel(method)}`);
        assert.match(declared, new RegExp(`^  (static |get )?${camel(method)}\\(`, 'm'), `${name}.${camel(method)} is declared`);
      }
    }
  });

  test(`${module}: every enum value, error and event`, () => {
    for (const [name, values] of enums) {
      assert.ok(values.length > 0, `${name} has values`);
      if (name.endsWith('Event')) {
        for (const value of values) assert.match(declared, new RegExp(`^  on\\(name: '${lower(value)}', `, 'm'));
        continue;
      }
      assert.deepEqual(Object.keys(exported[name]), values);
      for (const value of values) {
        assert.equal(exported[name][value], value);
        assert.match(declared, new RegExp(`^  readonly ${value}: '${value}';`, 'm'));
      }
    }
  });

  test(`${module}: every field of every struct`, () => {
    assert.ok(structs.size > 0);
    for (const [name, fields] of structs) {
      const body = new RegExp(`^export interface ${name} \\{\n([^]*?)^\\}`, 'm').exec(declared);
      assert.ok(body, name);
      for (const field of fields) {
        if (!NOT_IN_NODE.has(`${name}.${field}`)) assert.match(body[1], new RegExp(`^  ${field}\\??:`, 'm'), `${name}.${field}`);
      }
    }
  });
}

test('the description was read as a whole', () => {
  const [{ enums, classes }] = parts;
  assert.deepEqual([...classes.keys()].sort(), ['Endpoint', 'FileTransfer', 'HistoryPager', 'JoinedRooms', 'MessageBuilder', 'Platform', 'RoomManagement', 'Services', 'Session', 'UserServices']);
  assert.ok(enums.get('ErrorCode').length >= 50);
  assert.deepEqual(enums.get('SessionEvent').slice(0, 2), ['StateChanged', 'MessageReceived']);
});

test('every error has its number', () => {
  const { refuse } = require('../lib/error');
  const { ErrorCode } = require('pchat');
  assert.equal(refuse('x').code, ErrorCode.BadArgument);
  assert.equal(ErrorCode.DuplicateAddinName, 'DuplicateAddinName');
});

test('both ways to load give the same', async () => {
  for (const { module } of parts) {
    const required = require(module);
    const imported = await import(module);
    for (const name of Object.keys(required)) assert.equal(imported[name], required[name], name);
  }
});
