/**
 * A worker process for tests that kill it: runs the whole way of the news and writes a line for every job that
 * ended. Arguments: the database, the Redis or "-", the queues' prefix, the host of the feeds.
 */
import { jobs } from "../../jobs/index.ts";
import { createLog } from "../../src/log.ts";
import { createQueues } from "../../src/queue/queues.ts";
import { openHouse } from "./house.ts";
import { LOST_MS } from "./queue.ts";

const [databaseUrl = "", redisUrl = "-", prefix = "", host = ""] = process.argv.slice(2);
const { parts } = await openHouse(databaseUrl, { hosts: [host] });
const told = jobs.map((job) => ({
  ...job,
  async run(...[data, context]: Parameters<typeof job.run>) {
    await job.run(data, context);
    process.stdout.write(`${job.name}\n`);
  },
}));
const config = { redisUrl: redisUrl === "-" ? null : redisUrl, databaseUrl, prefix, lockMs: LOST_MS };
const queues = await createQueues(config, told, parts, createLog("error"));
await queues.work(["worker"]);
process.stdout.write("ready\n");
