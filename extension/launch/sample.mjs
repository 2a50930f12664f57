import { prepareOrExit, repository } from "./prepare.mjs";

await prepareOrExit((message) => {
  process.stderr.write(`${message}\n`);
});
const { sampleOrExplain } = await import("../../dist/sample.cjs");
process.exitCode = await sampleOrExplain(repository, process.argv.slice(2));
