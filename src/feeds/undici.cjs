// The part of undici that we use: the whole of it brings a cache, mocks, `fetch` and WebSockets, and takes 14 MB more.
// The one place that loads the package.
const Dispatcher = require("undici/lib/dispatcher/dispatcher.js");
const Agent = require("undici/lib/dispatcher/agent.js");
const buildConnector = require("undici/lib/core/connect.js");
const errors = require("undici/lib/core/errors.js");

// As undici's own index does with all its ways to ask.
Dispatcher.prototype.request = require("undici/lib/api/api-request.js");

module.exports = { Agent, buildConnector, errors };
