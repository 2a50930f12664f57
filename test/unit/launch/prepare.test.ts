import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { expect, it } from "vitest";
import { temporaryFolder } from "./temporaryFolder.js";

const prepareFile = path.join("extension", "launch", "prepare.mjs");

/** A checkout with this build, whose dependencies are there. */
async function checkoutWith(build: string): Promise<string> {
  const folder = await temporaryFolder();
  const lock = JSON.stringify({ packages: {} });
  await mkdir(path.join(folder, "node_modules"));
  for (const name of ["extension/launch", "model", "webview"]) {
    await mkdir(path.join(folder, name), { recursive: true });
  }
  await copyFile(prepareFile, path.join(folder, prepareFile));
  await writeFile(path.join(folder, "package-lock.json"), lock);
  await writeFile(path.join(folder, "node_modules", ".package-lock.json"), lock);
  await writeFile(path.join(folder, "esbuild.mjs"), build);
  return folder;
}

async function prepareIn(
  folder: string,
): Promise<{ readonly exitCode: number | undefined; readonly stderr: string }> {
  const module = pathToFileURL(path.join(folder, prepareFile)).href;
  const program = `import(${JSON.stringify(module)}).then((m) => m.prepareOrExit(console.log));`;
  const { exitCode, stderr } = await execa(process.execPath, ["-e", program], { reject: false });
  return { exitCode, stderr };
}

it("says what failed and what to do, below what the program said", async () => {
  const folder = await checkoutWith(`console.error("a.ts:1: no such name"); process.exit(3);`);
  expect(await prepareIn(folder)).toEqual({
    exitCode: 1,
    stderr:
      "a.ts:1: no such name\nThe build failed (exit code 3); what it said is above. " +
      "Correct the sources that it names, and run the command again.",
  });
});

it("builds once", async () => {
  const folder = await checkoutWith(`console.error("building");`);
  expect(await prepareIn(folder)).toEqual({ exitCode: 0, stderr: "building" });
  expect(await prepareIn(folder)).toEqual({ exitCode: 0, stderr: "" });
});
