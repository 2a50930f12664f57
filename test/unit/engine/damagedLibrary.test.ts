import { cp, mkdir, mkdtemp, open, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cacheDirectory } from "../../../model/data/cache.js";
import { tensorflow } from "../../../model/engine/tensorflow/engine.js";
import { findRuntime } from "../../../model/engine/tensorflow/setup/runtime.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";
import { environmentAt } from "../../support/environment.js";

const rootDirectory = fileURLToPath(new URL("../../..", import.meta.url));
const environment = environmentAt(rootDirectory);
const dataset = noiseDataset(3, 3);
const program = buildProgram(buildGraph(tinyNetwork), dataset.train);

let cache: string;
let module: string;
const usual = process.env["GOOGLENET_CACHE"];

/** A cache like the real one, whose compiled module was overwritten in part. */
beforeAll(async () => {
  const runtime = await find();
  if ("reason" in runtime) throw new Error(runtime.reason);
  cache = await mkdtemp(path.join(os.tmpdir(), "damaged-"));
  await symlink(path.join(cacheDirectory(), "libraries"), path.join(cache, "libraries"));
  const folder = path.dirname(runtime.bindingPath);
  const copy = path.join(cache, "runtimes", path.basename(folder));
  await mkdir(copy, { recursive: true });
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
  module = path.join(copy, path.basename(runtime.bindingPath));
  const file = await open(module, "r+");
  await file.write(Buffer.alloc(64), 0, 64, 0);
  await file.close();
  process.env["GOOGLENET_CACHE"] = cache;
});
afterAll(async () => {
  if (usual === undefined) delete process.env["GOOGLENET_CACHE"];
  else process.env["GOOGLENET_CACHE"] = usual;
  await rm(cache, { recursive: true });
});

function find(): ReturnType<typeof findRuntime> {
  return findRuntime({ ...environment, signal: new AbortController().signal });
}

it("names the damaged file and the set-up, which then makes it anew", async () => {
  expect(await tensorflow.report(environment)).toMatchObject({ available: true });
  const options = { program, dataset, precision: "float32", batchSize: 4 } as const;
  await expect(tensorflow.open(environment, options)).rejects.toMatchObject({
    name: "UserError",
    what: "TensorFlow's library or its binding is damaged.",
    why: expect.stringContaining(module) as string,
    remedy: "setup",
  });
  // The next run is told at once, and takes another engine where it may.
  expect(await tensorflow.report(environment)).toMatchObject({
    available: false,
    reason: "The TensorFlow library is here, but its binding is not made yet.",
  });
});
