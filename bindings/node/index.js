'use strict';

const { LocalServer, events, ...api } = require('./lib/generated');
const { PchatError } = require('./lib/error');
const { setLogHandler } = require('./lib/log');
require('./lib/platform');
require('./lib/endpoint');
require('./lib/session');
require('./lib/file_transfer');

module.exports = { ...api, PchatError, setLogHandler, version: require('./package.json').version };
