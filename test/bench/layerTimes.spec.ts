import path from "node:path";
import { test } from "@playwright/test";
import type { Session } from "../../model/engine/engine.js";
import { chooseFlavor, loadKernels } from "../../model/engine/wasm/kernelFiles.js";
import { openSession as openWasm } from "../../model/engine/wasm/session.js";
import { openSession as openWebGpu } from "../../model/engine/webgpu/session.js";
import { thinGoogLeNet } from "../../model/engine/verify/thinNetwork.js";
import { buildGraph } from "../../model/network/graph.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { buildProgram } from "../../model/program/build.js";
import { initialState } from "../../model/training/initialize.js";
import { noiseDataset, noiseExamples } from "../support/tinyNetwork.js";
import { buildWasm } from "../support/wasm.js";
import { softwareDevice } from "../support/webgpu.js";

const turns = 8;

function workOn(network: NetworkSpec) {
  const train = noiseExamples(8, 28, 28, 1);
  const program = buildProgram(buildGraph(network), train);
  const dataset = { ...noiseDataset(1, 1), train };
  return { program, dataset, indices: Int32Array.from(train.labels.keys()) };
}

type Work = ReturnType<typeof workOn>;

/** Of each the shortest of some, in milliseconds, since a machine may be busy now and then. */
async function report(engine: string, session: Session, { program, indices }: Work): Promise<void> {
  session.writeState(initialState(program.state, 1));
  const sums: number[] = [];
  const steps: number[] = [];
  for (let turn = 1; turn <= turns; turn++) {
    const times = await session.timeLayers(indices);
    sums.push([...times.values()].reduce((sum, time) => sum + time, 0));
    const begin = performance.now();
    await session.step(indices, { rate: 0.1, step: turn });
    steps.push(performance.now() - begin);
  }
  session.close();
  const [sum, step] = [Math.min(...sums), Math.min(...steps)];
  const share = (sum / step).toFixed(2);
  process.stdout.write(
    `${engine}: a step ${step.toFixed(1)} ms, its operations together ${sum.toFixed(1)} ms, ${share} of it\n`,
  );
}

test("a step beside its operations on WebAssembly", async () => {
  const work = workOn(googlenet);
  const root = await buildWasm();
  const flavor = chooseFlavor() ?? "SIMD";
  const module = await loadKernels(path.join(root, "dist/wasm"), flavor);
  const script = path.join(root, "dist/wasmWorker.cjs");
  const { program, dataset } = work;
  await report(
    "WebAssembly",
    openWasm({ program, dataset, batchSize: 8, module, flavor, script, workers: 2 }),
    work,
  );
});

test("a step beside its operations on WebGPU in software", async () => {
  const work = workOn(thinGoogLeNet);
  const { program, dataset } = work;
  const session = await openWebGpu(await softwareDevice(), { program, dataset, batchSize: 8 });
  await report("WebGPU in software", session, work);
});
