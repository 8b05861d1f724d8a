// Drizzle, loaded by `require`: each of the 300 modules of its other form has Node read the package's description of
// 179 kB anew, which costs 220 MB and a third of a second at every start. The one place that names the package.
module.exports = {
  ...require("drizzle-orm"),
  ...require("drizzle-orm/pg-core"),
  ...require("drizzle-orm/node-postgres"),
  ...require("drizzle-orm/node-postgres/migrator"),
};
