'use strict';

const assert = require('node:assert/strict');
const { cpSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const { run } = require('./support');

const here = path.join(__dirname, '..');
const json = (name) => JSON.parse(readFileSync(path.join(here, name), 'utf8'));

/** The package as npm would install it, in a folder of its own. */
function install(t) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pchat-node-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const to = path.join(folder, 'node_modules/pchat');
  for (const name of ['package.json', ...json('package.json').files]) {
    if (name !== 'pchat.node') cpSync(path.join(here, name), path.join(to, name), { recursive: true });
  }
  copyFileSync(path.join(__dirname, 'programs/version.js'), path.join(folder, 'version.js'));
  return folder;
}

test('an addon that comes in a package of its own is found', async (t) => {
  const folder = install(t);
  const { glibcVersionRuntime } = process.report.getReport().header;
  const name = `linux-${process.arch}-${glibcVersionRuntime ? 'gnu' : 'musl'}`;
  const to = path.join(folder, 'node_modules/@pchat', name);
  mkdirSync(to, { recursive: true });
  copyFileSync(path.join(here, 'npm', name, 'package.json'), path.join(to, 'package.json'));
  copyFileSync(path.join(here, 'pchat.node'), path.join(to, 'pchat.node'));
  const { code, out, err } = await run(path.join(folder, 'version.js'));
  assert.deepEqual({ code, out, err }, { code: 0, out: `${json('package.json').version} Idle\n`, err: '' });
});

test('without an addon it says how to get one', async (t) => {
  const { code, err } = await run(path.join(install(t), 'version.js'));
  assert.equal(code, 1);
  assert.match(err, /pchat has no native part here: .* was not built and the package @pchat\/linux-\S+ is not installed.*npm run build/);
});

test('every manifest has the version of the workspace, and nothing runs at install', () => {
  const { version } = json('package.json');
  const workspace = /^version = "(.*)"$/m.exec(readFileSync(path.join(here, '../../Cargo.toml'), 'utf8'))[1];
  assert.equal(version, workspace);
  for (const name of readdirSync(path.join(here, 'npm'))) {
    const manifest = json(`npm/${name}/package.json`);
    assert.deepEqual([manifest.name, manifest.version], [`@pchat/${name}`, version]);
  }
  const { scripts, dependencies } = json('package.json');
  assert.equal(dependencies, undefined);
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(scripts[hook], undefined);
});
