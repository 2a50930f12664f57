import path from "node:path";
import type { Dataset } from "../../model/data/dataset.js";
import { loadKernels, type Flavor } from "../../model/engine/wasm/kernelFiles.js";
import { compileProgram } from "../../model/engine/wasm/plan/compile.js";
import { control } from "../../model/engine/wasm/plan/lowering.js";
import { planMemory } from "../../model/engine/wasm/plan/memory.js";
import { pack, unpack } from "../../model/engine/wasm/plan/panels.js";
import { ShardRunner } from "../../model/engine/wasm/shardRunner.js";
import { webAssembly } from "../../model/engine/wasm/webAssembly.js";
import type { TrainingProgram } from "../../model/program/program.js";
import { buildWasm } from "./wasm.js";

export type Tensors = ReadonlyMap<string, Float32Array>;

/** The loss of a batch and the gradient of every parameter, computed in this thread. */
export async function gradientsOf(
  program: TrainingProgram,
  dataset: Dataset,
  { parameters, flavor }: { readonly parameters: Tensors; readonly flavor: Flavor },
): Promise<{ readonly loss: number; readonly gradients: Tensors }> {
  const compiled = compileProgram(program);
  const plan = planMemory(compiled, 1, dataset.train.count);
  const memory = new webAssembly.Memory({ initial: plan.pages, maximum: plan.pages, shared: true });
  const module = await loadKernels(path.join(await buildWasm(), "dist/wasm"), flavor);
  const [worker] = plan.workers;
  const floats = (address: number, bytes: number): Float32Array =>
    new Float32Array(memory.buffer, address, bytes / 4);
  const entries = compiled.regions.parameters.entries();
  for (const { id, offset, layout } of entries) {
    pack(parameters.get(id)!, layout, floats(plan.state + offset, layout.bytes));
  }
  const { images, labels, count } = dataset.train;
  floats(plan.control + control.share, 4)[0] = 1 / count;
  const shard = { images: Uint8Array.from(images), labels: Int32Array.from(labels) };
  new ShardRunner({ plan: worker!, memory, module }).run({
    ...{ work: "train", first: 0, sampled: 0 },
    ...shard,
  });
  const sum = new Float64Array(memory.buffer, worker!.results.address, 1)[0] ?? NaN;
  return {
    loss: sum / count,
    gradients: new Map(
      entries.map(({ id, offset, layout }) => [
        id,
        unpack(floats(worker!.gradients.address + offset, layout.bytes), layout),
      ]),
    ),
  };
}
