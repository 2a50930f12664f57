import { prepareOrExit, repository } from "./prepare.mjs";

await prepareOrExit((message) => {
  process.stderr.write(`${message}\n`);
});
const { launch } = await import("../../dist/launch.cjs");
process.exitCode = await launch(repository, process.argv.slice(2));
