'use strict';

// Finds the addon: what was built here, else the prebuilt package for this machine. Nothing is ever downloaded.

const path = require('node:path');

const { platform, arch } = process;

/** What the package with the prebuilt addon of this machine is called. */
function prebuilt() {
  if (platform !== 'linux') return `@pchat/${platform}-${arch}`;
  // Programs that were linked against glibc say its version in the report. What the network looks like takes long to find out.
  const { excludeNetwork } = process.report;
  process.report.excludeNetwork = true;
  const report = process.report.getReport();
  process.report.excludeNetwork = excludeNetwork;
  const glibc = (typeof report === 'string' ? JSON.parse(report) : report).header.glibcVersionRuntime;
  return `@pchat/linux-${arch}-${glibc ? 'gnu' : 'musl'}`;
}

function load() {
  const built = process.env.PCHAT_ADDON || path.join(__dirname, '..', 'pchat.node');
  try {
    return require(built);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || process.env.PCHAT_ADDON) throw error;
  }
  const name = prebuilt();
  try {
    return require(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(
      `pchat has no native part here: ${built} was not built and the package ${name} is not installed. ` +
        'With Rust on this machine, `npm run build` in the folder of the package builds it.',
    );
  }
}

module.exports = load();
