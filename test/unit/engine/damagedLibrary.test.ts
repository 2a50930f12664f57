import { mkdtemp, open, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cacheDirectory } from "../../../model/host/cache.js";
import { TensorFlow } from "../../../model/engine/tensorflow/binding.js";
import { tensorflow } from "../../../model/engine/tensorflow/engine.js";
import { shipBinding } from "../../../model/engine/tensorflow/setup/bindingSource.js";
import { hostMachine } from "../../../model/engine/tensorflow/setup/machine.js";
import { findRuntime } from "../../../model/engine/tensorflow/setup/runtime.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";
import { environmentAt } from "../../support/environment.js";
import type { Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
const dataset = noiseDataset(3, 3);
const program = buildProgram(buildGraph(tinyNetwork), dataset.train);
const options = { program, dataset, precision: "float32", batchSize: 4 } as const;

let root: string;
let log: string[];

/** An installed extension with the module that is set up here, and a cache that has the library. */
beforeEach(async () => {
  const runtime = await find(checkout);
  if ("reason" in runtime) throw new Error(englishOf(runtime.reason));
  root = await mkdtemp(path.join(os.tmpdir(), "damaged-"));
  await shipBinding(runtime.bindingPath, root, hostMachine());
  await symlink(path.join(cacheDirectory(), "libraries"), path.join(root, "libraries"));
  vi.stubEnv("GOOGLENET_CACHE", root);
  log = [];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(root, { recursive: true });
});

function find(rootDirectory: string): ReturnType<typeof findRuntime> {
  return findRuntime({ rootDirectory, python: "", signal: new AbortController().signal });
}

const environment = () => ({
  ...environmentAt(root),
  log: (message: Message) => void log.push(englishOf(message)),
});

async function train(): Promise<void> {
  (await tensorflow.open(environment(), options)).close();
}

async function madeBinding(): Promise<string> {
  const runtime = await find(root);
  if ("reason" in runtime) throw new Error(englishOf(runtime.reason));
  return runtime.bindingPath;
}

const placing = ["Placing the binding", "Loading TensorFlow for a trial"];

describe("a run with TensorFlow's library but without its binding", () => {
  it("makes the binding, says so, and trains on TensorFlow", async () => {
    const report = await tensorflow.report(environment());
    expect(report).toMatchObject({ available: true, deviceKind: "cpu" });
    expect(englishOf(report.reason)).toMatch(/its binding is made when it is first used\.$/u);
    await train();
    expect(log).toEqual(placing);
    await train();
    expect(log).toEqual(placing);
  });

  it("makes it anew where it was overwritten since", async () => {
    await tensorflow.makeReady?.(environment());
    const file = await open(await madeBinding(), "r+");
    await file.write(Buffer.alloc(64), 0, 64, 0);
    const { atime, mtime } = await file.stat();
    await file.utimes(atime, new Date(mtime.getTime() + 60_000));
    await file.close();
    await train();
    expect(log).toEqual([...placing, ...placing]);
  });
});

describe("a library that does not load in these surroundings", () => {
  it("is kept, and what may be in the way is named", async () => {
    await train();
    const made = await madeBinding();
    vi.spyOn(TensorFlow, "load").mockImplementationOnce(() => {
      throw new Error("/foreign/libtensorflow_framework.so.2: file too short");
    });
    vi.stubEnv("LD_LIBRARY_PATH", "/foreign");
    await expect(train()).rejects.toMatchObject({
      what: "TensorFlow does not load, though its files are unchanged.",
      why: "/foreign/libtensorflow_framework.so.2: file too short",
      action: expect.stringContaining("LD_LIBRARY_PATH") as string,
      remedy: "engine",
    });
    expect(await madeBinding()).toBe(made);
    await train();
    expect(log).toEqual(placing);
  });
});
