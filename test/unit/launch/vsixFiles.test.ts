import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { expect, it } from "vitest";
import { temporaryFolder } from "./temporaryFolder.js";

const shipped = [
  ...["package.json", "package.nls.json", "package.nls.zh-cn.json", "README.md", "CHANGELOG.md"],
  ...["LICENSE", "dist/ThirdPartyNotices.txt", "media/icon.png"],
  ...["dist/extension.cjs", "dist/trainer.cjs", "dist/cli.cjs"],
  ...["dist/wasmWorker.cjs", "dist/mapWorker.cjs"],
  ...["dist/webgpuSession.cjs", "dist/wasm/kernels.wasm", "dist/webgpu/LICENSE.md"],
  ...["dist/native/linux-x64/tfjs_binding.node", "dist/webview/explorer.js"],
];
const kept = [
  ...["esbuild.mjs", "extension/main.ts", "model/run/config.ts", "webview/pages/explorer/main.ts"],
  ...[
    "dist/launch.cjs",
    "dist/package.cjs",
    "dist/audit.cjs",
    "dist/metafile.json",
    "dist/test/run.mjs",
  ],
  ...["dist/extension.cjs.map", "node_modules/zod/index.js"],
];

it("ships what runs, what a person reads and the licenses, and nothing else", async () => {
  const folder = await temporaryFolder();
  for (const file of [...shipped, ...kept]) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), "");
  }
  for (const file of ["package.json", ".vscodeignore"]) {
    await copyFile(file, path.join(folder, file));
  }
  const vsce = path.resolve("node_modules/@vscode/vsce/vsce");
  const { stdout } = await execa(process.execPath, [vsce, "ls", "--no-dependencies"], {
    cwd: folder,
    stdin: "ignore",
  });
  expect(stdout.split("\n").sort()).toEqual([...shipped].sort());
});
