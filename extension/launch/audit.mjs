import { prepareOrExit, repository } from "./prepare.mjs";

await prepareOrExit((message) => {
  process.stderr.write(`${message}\n`);
});
const { auditOrExplain } = await import("../../dist/audit.cjs");
process.exitCode = await auditOrExplain(repository);
