import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shipBinding } from "../../../model/engine/tensorflow/setup/bindingSource.js";
import {
  findRuntime,
  installRuntime,
  readyRuntime,
} from "../../../model/engine/tensorflow/setup/runtime.js";
import type { SetupProgress } from "../../../model/machine/setup.js";
import { createFakeMachine, installPrograms, type FakeMachine } from "./fakeMachine.js";
import { englishOf } from "../../../model/messages/translate.js";
import { inEnglish } from "../../support/inEnglish.js";

let fake: FakeMachine;
let told: string[];
beforeEach(async () => {
  fake = await createFakeMachine();
  await installPrograms(fake);
  told = [];
});
afterEach(() => rm(fake.root, { recursive: true }));

const report = ({ message }: SetupProgress) => void told.push(englishOf(message));
const options = () => {
  const { signal } = new AbortController();
  return { python: "", rootDirectory: fake.rootDirectory, signal, cuda: false, report };
};
const find = async () => inEnglish(await findRuntime(options(), fake.machine));
const install = () => installRuntime(options(), fake.machine);
const ready = () => readyRuntime(options(), fake.machine);
const withoutCompiler = () => rm(path.join(fake.root, "bin", "c++"));
const runtimes = () => path.join(fake.machine.cache, "runtimes");

/** As a packaging does. */
async function ship(bindingPath: string): Promise<void> {
  await shipBinding(bindingPath, fake.rootDirectory, fake.machine);
}

/** As in an installed extension. */
async function removeSources(): Promise<void> {
  await rm(path.join(fake.rootDirectory, "node_modules"), { recursive: true });
}

describe("the same binding in two places", () => {
  it("is one runtime: packaging the extension leaves what was set up where it is", async () => {
    const made = await install();
    await ship(made.bindingPath);
    expect(await find()).toEqual(made);
    await removeSources();
    expect(await find()).toEqual(made);
  });

  it("is not taken from a module that was compiled from other sources", async () => {
    const { bindingPath } = await install();
    await ship(bindingPath);
    const sources = path.join(fake.rootDirectory, "node_modules/@tensorflow/tfjs-node-gpu/binding");
    await writeFile(path.join(sources, "tfjs_binding.cc"), "changed");
    await withoutCompiler();
    expect(await find()).toHaveProperty("reason", expect.stringContaining("No C++ compiler"));
  });

  it("is taken from a module that lies there without a word about it", async () => {
    const made = await install();
    const native = path.join(fake.rootDirectory, "dist", "native", "linux-x64");
    await mkdir(native, { recursive: true });
    await writeFile(path.join(native, "tfjs_binding.node"), "of an older packaging");
    expect(await find()).toEqual(made);
  });
});

describe("a library that lacks its binding only", () => {
  it("gets it when it is used, by copying, without compiler, Python or network", async () => {
    const made = await install();
    await ship(made.bindingPath);
    await rename(runtimes(), `${runtimes()}-gone`);
    for (const name of ["c++", "python3"]) await rm(path.join(fake.root, "bin", name));
    expect(await find()).toMatchObject({ unmade: { origin: "downloaded", version: "2.21.0" } });
    told = [];
    expect(await ready()).toEqual(made);
    expect(told).toEqual(["Placing the binding", "Loading TensorFlow for a trial"]);
    expect(await find()).toEqual(made);
  });

  it("gets it by compiling, and says so", async () => {
    const made = await install();
    await rm(runtimes(), { recursive: true });
    told = [];
    expect(await ready()).toEqual(made);
    expect(told).toEqual(["Compiling the binding", "Loading TensorFlow for a trial"]);
    told = [];
    expect(await ready()).toEqual(made);
    expect(told).toEqual([]);
  });

  it("gets it once where two runs begin at once", async () => {
    await install();
    await rm(runtimes(), { recursive: true });
    const [first, second] = await Promise.all([ready(), ready()]);
    expect(first).toEqual(second);
    expect(await readdir(runtimes())).toHaveLength(1);
  });

  it("does without where nothing here can make it, and says what is missing", async () => {
    await install();
    await rm(runtimes(), { recursive: true });
    await withoutCompiler();
    const found = await find();
    expect(found).toMatchObject({
      reason: expect.stringMatching(/not made yet\. No C\+\+ compiler was found/u) as string,
      action: expect.stringContaining("apt install g++") as string,
    });
    expect(found).not.toHaveProperty("unmade");
    expect(inEnglish(await ready())).toEqual(found);
  });

  it("fetches nothing: without a library there is none", async () => {
    expect(inEnglish(await ready())).toHaveProperty(
      "reason",
      "The TensorFlow library is not installed.",
    );
    expect(await readFile(path.join(fake.root, "pip-calls"), "utf8").catch(() => "")).toBe("");
  });
});
