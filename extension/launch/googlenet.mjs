import path from "node:path";
import { prepareOrExit, repository } from "./prepare.mjs";

// Quiet where nothing is to be done: a script that reads this command should see only its answer.
await prepareOrExit((message) => {
  if (!message.startsWith("✓")) process.stderr.write(`${message}\n`);
});
process.argv[1] = path.join(repository, "dist", "cli.cjs");
await import("../../dist/cli.cjs");
