import { copyFile, mkdir, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
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

/** Starts `prepare` there; what it reports comes on standard output. */
function startIn(folder: string) {
  const module = pathToFileURL(path.join(folder, prepareFile)).href;
  const program = `import(${JSON.stringify(module)}).then((m) => m.prepareOrExit(console.log));`;
  return execa(process.execPath, ["-e", program], { reject: false });
}

async function prepareIn(
  folder: string,
): Promise<{ readonly exitCode: number | undefined; readonly stderr: string }> {
  const { exitCode, stderr } = await startIn(folder);
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

describe("a lock of another command", () => {
  /** In a checkout whose build says that it was done. */
  async function lockedCheckout(
    owner: string,
  ): Promise<{ readonly folder: string; readonly lock: string }> {
    const folder = await checkoutWith(`console.error("building");`);
    const lock = path.join(folder, "dist", ".preparing");
    await mkdir(path.dirname(lock));
    await writeFile(lock, owner);
    return { folder, lock };
  }

  it("is taken away where it has no owner for some time", async () => {
    const { folder, lock } = await lockedCheckout("");
    const before = Date.now() / 1000 - 60;
    await utimes(lock, before, before);
    expect(await prepareIn(folder)).toEqual({ exitCode: 0, stderr: "building" });
  });

  it("is waited for while its owner lives, and named", async () => {
    const { folder, lock } = await lockedCheckout(String(process.pid));
    const preparing = startIn(folder);
    let said = "";
    preparing.stdout.on("data", (text) => (said += String(text)));
    await expect.poll(() => said).toContain(lock);
    expect(said).not.toContain("Build");
    await rm(lock);
    expect(await preparing).toMatchObject({ exitCode: 0, stderr: "building" });
  });
});
