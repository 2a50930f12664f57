import { readFile, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  findRuntime,
  installRuntime,
  readyRuntime,
} from "../../../model/engine/tensorflow/setup/runtime.js";
import { forgetIfChanged } from "../../../model/engine/tensorflow/setup/runtimeFolder.js";
import { createFakeMachine, fakeNode, installPrograms, type FakeMachine } from "./fakeMachine.js";

let fake: FakeMachine;
beforeEach(async () => {
  fake = await createFakeMachine();
  await installPrograms(fake);
});
afterEach(async () => {
  await rm(fake.root, { recursive: true });
});

const options = () => {
  const { signal } = new AbortController();
  const report = () => undefined;
  return { python: "", rootDirectory: fake.rootDirectory, signal, cuda: false, report };
};
const install = () => installRuntime(options(), fake.machine);
const downloads = async () => {
  const calls = await readFile(path.join(fake.root, "pip-calls"), "utf8");
  return calls.trim().split("\n").length;
};

/** Every load fails from now on. */
const breakLoading = () => fake.install("node", `echo "Error: cannot load" >&2; exit 1`);
/** Other bytes of the same number, as of a disk that fails. */
async function damage(libraryDirectory: string): Promise<void> {
  await writeFile(path.join(libraryDirectory, "libtensorflow_cc.so.2"), "CONTENT\n");
}

describe("a library that does not load though it is what was fetched", () => {
  it("is kept by a set-up and used by the next in better surroundings", async () => {
    const { bindingPath } = await install();
    await rm(path.dirname(bindingPath), { recursive: true });
    await breakLoading();
    fake.machine.environment["LD_LIBRARY_PATH"] = "/foreign";
    await expect(install()).rejects.toMatchObject({
      why: "cannot load.",
      action: expect.stringMatching(
        /^The variable LD_LIBRARY_PATH may put another library in its place: try without it\./u,
      ) as string,
    });
    await expect(readyRuntime(options(), fake.machine)).rejects.toThrow("cannot load");
    await fake.install("node", fakeNode);
    delete fake.machine.environment["LD_LIBRARY_PATH"];
    expect(await install()).toHaveProperty("bindingPath", bindingPath);
    expect(await downloads()).toBe(1);
  });

  it("keeps its runtime, unless a file is another one than when that was made", async () => {
    const { bindingPath } = await install();
    expect(await forgetIfChanged(bindingPath, fake.machine)).toBe(false);
    expect(await findRuntime(options(), fake.machine)).toHaveProperty("bindingPath", bindingPath);
    const later = new Date(Date.now() + 60_000);
    await utimes(bindingPath, later, later);
    expect(await forgetIfChanged(bindingPath, fake.machine)).toBe(true);
    expect(await findRuntime(options(), fake.machine)).toHaveProperty("unmade");
  });
});

describe("a library that is not what was fetched", () => {
  it("is fetched anew by the set-up that finds it so", async () => {
    const { bindingPath, libraryDirectory } = await install();
    await rm(path.dirname(bindingPath), { recursive: true });
    await damage(libraryDirectory);
    // Loads once the library is what it was.
    await fake.install("node", `grep -q content "${libraryDirectory}"/*_cc* && ${fakeNode}`);
    expect(await install()).toHaveProperty("bindingPath", bindingPath);
    expect(await downloads()).toBe(2);
  });

  it("sends a run to the set-up", async () => {
    const { bindingPath, libraryDirectory } = await install();
    await rm(path.dirname(bindingPath), { recursive: true });
    await damage(libraryDirectory);
    await breakLoading();
    await expect(readyRuntime(options(), fake.machine)).rejects.toMatchObject({
      what: "TensorFlow's library or its binding is damaged.",
      remedy: "setup",
    });
  });
});
