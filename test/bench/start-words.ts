import packageFile from "../../package.json" with { type: "json" };

/** How Node is told to run the bot: what `npm start` puts before the program. */
export const START_WORDS = packageFile.scripts.start.split(" ").slice(1, -1);
