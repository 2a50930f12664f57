import { createRequire } from "node:module";
import path from "node:path";
import { prepareOrExit, repository } from "./prepare.mjs";

// Quiet where nothing is to be done: a script that reads this command should see only its answer.
await prepareOrExit((message) => {
  if (!message.startsWith("✓")) process.stderr.write(`${message}\n`);
});
const cli = path.join(repository, "dist", "cli.cjs");
process.argv[1] = cli;
// Not by `import`, which would read the whole bundle once more for the names of its exports.
createRequire(import.meta.url)(cli);
