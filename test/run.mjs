import { spawnSync } from "node:child_process";
import { prepareOrExit, repository } from "../extension/launch/prepare.mjs";

await prepareOrExit((message) => {
  process.stdout.write(`${message}\n`);
});
const build = spawnSync(process.execPath, ["esbuild.mjs", "--tests"], {
  cwd: repository,
  stdio: "inherit",
});
if (build.status !== 0) process.exit(1);
const { runStages } = await import("../dist/test/run.mjs");
process.exitCode = await runStages(repository, process.argv.slice(2));
