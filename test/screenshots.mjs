import { spawnSync } from "node:child_process";
import { prepareOrExit, repository } from "../extension/launch/prepare.mjs";

await prepareOrExit((message) => {
  process.stdout.write(`${message}\n`);
});
const build = spawnSync(process.execPath, ["esbuild.mjs", "--tests"], {
  cwd: repository,
  stdio: "inherit",
});
// Pictures of an older build would say nothing of this one.
if (build.status !== 0) process.exit(1);
const { takeScreenshots } = await import("../dist/test/screenshots.mjs");
await takeScreenshots(repository, process.argv.slice(2));
