'use strict';

const { LocalServer, events, ...api } = require('./lib/generated');
const { PchatError } = require('./lib/error');
require('./lib/platform');
require('./lib/endpoint');
require('./lib/session');

module.exports = { ...api, PchatError, version: require('./package.json').version };
