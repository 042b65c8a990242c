'use strict';

// Loads the package as an installed one.

const { Endpoint, version } = require('pchat');

console.log(version, new Endpoint({ userUri: 'ann@example.com' }).state);
