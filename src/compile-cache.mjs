// Loaded before a program of ours (`--import`), and in JavaScript, since it is about TypeScript: what Node makes of our
// modules is kept from the second start on. Then the part of Node that strips types is not loaded at all: 20 MB less
// memory and a third less time to start. NODE_COMPILE_CACHE names another folder; one that cannot be written to does
// no harm.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/backchannel", import.meta.url)));
