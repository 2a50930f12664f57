import { spawnSync } from "node:child_process";
import { prepareOrExit, repository } from "../extension/launch/prepare.mjs";

await prepareOrExit((message) => {
  process.stdout.write(`${message}\n`);
});
spawnSync(process.execPath, ["esbuild.mjs", "--tests"], { cwd: repository, stdio: "inherit" });
const { takeScreenshots } = await import("../dist/test/screenshots.mjs");
await takeScreenshots(repository, process.argv.slice(2));
