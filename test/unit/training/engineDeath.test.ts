import {
  appendFile,
  cp,
  mkdtemp,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chooseFlavor, kernelFiles } from "../../../model/engine/wasm/kernelFiles.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { RunControl } from "../../../model/training/control.js";
import { runTraining } from "../../../model/training/runTraining.js";
import { buildWasm } from "../../support/wasm.js";
import { environmentAt } from "../../support/environment.js";

let root: string;
let directory: string;
let runDirectory: string;
/** A run that has ended: whoever needs one before takes a copy of its folder. */
let ended: string;
beforeAll(async () => {
  root = await buildWasm();
  runDirectory = path.join(await mkdtemp(path.join(os.tmpdir(), "death-")), "run");
  ended = runDirectory;
  await run(root);
});
afterAll(() => rm(path.dirname(ended), { recursive: true }));
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "death-"));
  runDirectory = path.join(directory, "run");
  return () => rm(directory, { recursive: true });
});

/** The events of a run of four steps, a checkpoint behind each, with the engine of this root. */
async function run(rootDirectory: string, resume = false): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const inputSize: [number, number] = [67, 67];
  const changes = { network: "nin", engine: "wasm", batchSize: 4, inputSize };
  await runTraining(
    {
      config: { ...defaultRunConfig(), ...changes, maxSteps: 4, checkpointEvery: 1 },
      ...{ runId: "run", runDirectory, resume, dataDirectory: "" },
    },
    {
      environment: environmentAt(rootDirectory),
      control: new RunControl(),
      onEvent: (event) => events.push(event),
    },
  );
  return events;
}

/** A copy of the engine's files, of which one was changed. */
async function damagedRoot(change: (dist: string) => Promise<void>): Promise<string> {
  const copy = path.join(directory, "root");
  await cp(root, copy, { recursive: true });
  await change(path.join(copy, "dist"));
  return copy;
}

const last = (events: readonly RunEvent[]): RunEvent | undefined => events.at(-1);

describe("a run whose engine dies", () => {
  it("names the reason and the last checkpoint, from which the next run goes on", async () => {
    const dying = await damagedRoot(async (dist) => {
      await rename(path.join(dist, "wasmWorker.cjs"), path.join(dist, "wholeWorker.cjs"));
      // The last worker dies in the third step, while the others wait for it.
      const script = `
        const { parentPort, workerData } = require("node:worker_threads");
        let shards = 0;
        const isLast = workerData.plan.worker === workerData.plan.workers - 1;
        parentPort.on("message", () => { if (++shards === 3 && isLast) process.exit(3); });
        require("./wholeWorker.cjs");`;
      await writeFile(path.join(dist, "wasmWorker.cjs"), script);
    });
    expect(last(await run(dying))).toMatchObject({
      kind: "failed",
      message: "A worker of the WebAssembly engine stopped.",
      remedy: "resume",
      step: 2,
      checkpoint: "step-00000002.safetensors",
    });
    const rest = await run(root, true);
    expect(rest.find(({ kind }) => kind === "started")).toMatchObject({ resumedFrom: 2 });
    expect(last(rest)).toMatchObject({ kind: "finished", reason: "maxSteps" });
  });

  it("names the checkpoint it went on from where it dies before another", async () => {
    await cp(ended, runDirectory, { recursive: true });
    await rm(path.join(runDirectory, "checkpoints", "step-00000004.safetensors"));
    const dying = await damagedRoot((dist) =>
      writeFile(path.join(dist, "wasmWorker.cjs"), "process.exit(3);"),
    );
    expect(last(await run(dying, true))).toMatchObject({
      kind: "failed",
      checkpoint: "step-00000003.safetensors",
    });
  });

  it("says that its kernels are damaged, and leaves nothing in the way of the next run", async () => {
    const damaged = await damagedRoot((dist) =>
      truncate(path.join(dist, "wasm", kernelFiles[chooseFlavor() ?? "SIMD"]), 5000),
    );
    expect(last(await run(damaged))).toMatchObject({
      kind: "failed",
      message: "The kernels of the WebAssembly engine are damaged.",
      remedy: "engine",
      step: 0,
      checkpoint: null,
    });
    expect(last(await run(root))).toMatchObject({ kind: "finished" });
  });

  it("keeps its record readable where it was killed in the middle of a line", async () => {
    await cp(ended, runDirectory, { recursive: true });
    const file = path.join(runDirectory, "events.ndjson");
    await appendFile(file, '{"kind":"step","ti');
    await run(root, true);
    const lines = (await readFile(file, "utf8")).trim().split("\n");
    const whole = lines.filter((line) => line.endsWith("}"));
    expect(whole).toHaveLength(lines.length - 1);
    const kinds = whole.map((line) => (JSON.parse(line) as RunEvent).kind);
    expect(kinds.filter((kind) => kind === "started")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "finished")).toHaveLength(2);
  });
});
