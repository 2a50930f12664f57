import { prepareOrExit, repository } from "./prepare.mjs";

await prepareOrExit((message) => {
  process.stderr.write(`${message}\n`);
});
const { packageOrExplain } = await import("../../dist/package.cjs");
process.exitCode = await packageOrExplain(repository);
