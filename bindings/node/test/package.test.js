'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const { cpSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
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

test('npm packs what a program needs and nothing else, and installs it without a network', async (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pchat-npm-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { glibcVersionRuntime } = process.report.getReport().header;
  const name = `linux-${process.arch}-${glibcVersionRuntime ? 'gnu' : 'musl'}`;
  // Without the addon that was built here, as it would be published.
  cpSync(here, path.join(folder, 'main'), { recursive: true, filter: (from) => !from.endsWith('pchat.node') });
  cpSync(path.join(here, 'npm', name), path.join(folder, 'native'), { recursive: true });
  // What is for a debugger is most of it, and takes long to pack.
  execFileSync('strip', ['-g', '-o', path.join(folder, 'native/pchat.node'), path.join(here, 'pchat.node')]);
  const npm = (...args) => execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, encoding: 'utf8' });
  const packed = JSON.parse(npm('pack', '--json', './main', './native'));
  const files = packed.map((it) => it.files.map((file) => file.path).sort());
  const modules = readdirSync(path.join(here, 'lib')).map((file) => `lib/${file}`);
  const entries = ['index', 'testing'].flatMap((it) => [`${it}.d.ts`, `${it}.js`, `${it}.mjs`]);
  assert.deepEqual(files, [[...entries, ...modules, 'README.md', 'package.json'].sort(), ['package.json', 'pchat.node']]);
  mkdirSync(path.join(folder, 'program'));
  writeFileSync(path.join(folder, 'program/package.json'), '{ "private": true }');
  npm('install', '--prefix', 'program', ...packed.map((it) => path.join(folder, it.filename)));
  copyFileSync(path.join(__dirname, 'programs/version.js'), path.join(folder, 'program/version.js'));
  const module = "import pchat, { Endpoint, version } from 'pchat'; import { LocalServer } from 'pchat/testing';";
  writeFileSync(path.join(folder, 'program/version.mjs'), `${module} console.log(version, pchat.Endpoint === Endpoint, typeof LocalServer.start);`);
  const { version } = json('package.json');
  for (const [program, said] of [['version.js', `${version} Idle`], ['version.mjs', `${version} true function`]]) {
    const { code, out, err } = await run(path.join(folder, 'program', program));
    assert.deepEqual({ code, out, err }, { code: 0, out: `${said}\n`, err: '' });
  }
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
