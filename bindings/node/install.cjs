'use strict';

// Builds the addon with cargo, from a checkout: no npm package and no download of its own. `npm run build` runs it.

const { spawnSync } = require('node:child_process');
const { copyFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const profile = process.argv.includes('--dev') ? 'dev' : 'release';
const { status, error } = spawnSync('cargo', ['build', '--locked', '--profile', profile, '-p', 'pchat-node'], { cwd: root, stdio: 'inherit' });
if (error) throw new Error(`cargo does not start (${error.message}); install Rust 1.88 or newer`);
if (status !== 0) process.exit(status ?? 1);
const built = process.platform === 'win32' ? 'pchat_node.dll' : process.platform === 'darwin' ? 'libpchat_node.dylib' : 'libpchat_node.so';
const target = process.env.CARGO_TARGET_DIR || join(root, 'target');
copyFileSync(join(target, profile === 'dev' ? 'debug' : 'release', built), join(__dirname, 'pchat.node'));
