'use strict';

// Builds the addon with cargo, from a checkout: no npm package and no download of its own. `npm run build` runs it.
// --dev builds quickly instead of well; --to FOLDER puts it into another folder, say npm/linux-x64-gnu.

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
const to = process.argv.includes('--to') ? process.argv[process.argv.indexOf('--to') + 1] : __dirname;
copyFileSync(join(target, profile === 'dev' ? 'debug' : 'release', built), join(to, 'pchat.node'));
