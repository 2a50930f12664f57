import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { wasm } from "../../../model/engine/wasm/engine.js";
import { chooseFlavor, kernelFiles, loadKernels } from "../../../model/engine/wasm/kernelFiles.js";
import { openSession } from "../../../model/engine/wasm/session.js";
import { webAssembly } from "../../../model/engine/wasm/webAssembly.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildProgram } from "../../../model/program/build.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";
import { initialState } from "../../../model/training/initialize.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";
import { buildWasm } from "../../support/wasm.js";
import { environmentAt } from "../../support/environment.js";
import { nothing } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

const dataset = noiseDataset(6, 3);
const program = buildProgram(buildGraph(tinyNetwork), dataset.train);
const options = { program, dataset, precision: "float32", batchSize: 4 } as const;
const flavor = chooseFlavor() ?? "SIMD";

let built: string;
let directory: string;
beforeAll(async () => {
  built = await buildWasm();
  directory = await mkdtemp(path.join(os.tmpdir(), "wasm-files-"));
});
afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function rootWithout(name: string, content?: string): Promise<string> {
  const root = path.join(directory, `${name}-${content ?? "missing"}`);
  await cp(built, root, { recursive: true });
  const file = path.join(root, "dist", name);
  if (content === undefined) await rm(file);
  else await writeFile(file, content);
  return root;
}

describe("the files of the WebAssembly engine", () => {
  it("make it available, with the processor and the workers as its device", async () => {
    const report = await wasm.report(environmentAt(built));
    expect(report).toMatchObject({ id: "wasm", available: true, action: nothing });
    expect(report.device).toMatch(new RegExp(`, \\d+ workers?, ${flavor}$`));
  });

  it("make it compute with as many workers as are asked for", async () => {
    const asked = { ...environmentAt(built), machine: { ...defaultMachine, threads: 3 } };
    expect((await wasm.report(asked)).device).toContain(", 3 workers, ");
    const session = await wasm.open(asked, options);
    const script = path.join(built, "dist/wasmWorker.cjs");
    const module = await loadKernels(path.join(built, "dist/wasm"), flavor);
    const three = openSession({ ...options, module, flavor, script, workers: 3 });
    expect(englishOf(three.deviceSaid ?? nothing)).toContain(", 3 workers, ");
    const parameters = initialState(program.state, 1).tensors;
    const losses = [session, three].map(async (each) => {
      each.writeState({ tensors: parameters, lossScale: null });
      const indices = Int32Array.from(dataset.train.labels.keys());
      await each.step(indices, { rate: 0.1, step: 1 });
      const { loss } = await each.step(indices, { rate: 0.1, step: 1 });
      each.close();
      return loss;
    });
    const [loss, expected] = await Promise.all(losses);
    expect(loss).toBe(expected);
  });

  it("are named where they are missing", async () => {
    const rootDirectory = await rootWithout(path.join("wasm", kernelFiles[flavor]));
    const report = await wasm.report(environmentAt(rootDirectory));
    expect(report.available).toBe(false);
    expect(englishOf(report.reason)).toContain(kernelFiles[flavor]);
    expect(englishOf(report.action)).toContain("npm run build");
    await expect(wasm.open(environmentAt(rootDirectory), options)).rejects.toMatchObject({
      name: "UserError",
      what: "The kernels of the WebAssembly engine are missing.",
    });
  });

  it("are named where they are damaged", async () => {
    const name = path.join("wasm", kernelFiles[flavor]);
    const rootDirectory = await rootWithout(name, "not WebAssembly");
    await expect(wasm.open(environmentAt(rootDirectory), options)).rejects.toMatchObject({
      name: "UserError",
      what: "The kernels of the WebAssembly engine are damaged.",
      why: expect.stringContaining(kernelFiles[flavor]) as string,
    });
  });

  it("are not called damaged where something else kept them from being compiled", async () => {
    const compile = vi.spyOn(webAssembly, "compile");
    compile.mockRejectedValueOnce(new RangeError("Out of memory: cannot allocate code"));
    await expect(wasm.open(environmentAt(built), options)).rejects.toMatchObject({
      what: "The kernels of the WebAssembly engine could not be compiled.",
      why: "Out of memory: cannot allocate code",
    });
    compile.mockRestore();
  });

  it("end a step with a reason where a worker has ended before it", async () => {
    const rootDirectory = await rootWithout("wasmWorker.cjs", "process.exit(3)");
    const session = await wasm.open(environmentAt(rootDirectory), options);
    await delay(500);
    await expect(session.step(Int32Array.of(0, 1), { rate: 0.1, step: 1 })).rejects.toMatchObject({
      what: "A worker of the WebAssembly engine stopped.",
      why: "A worker ended with code 3.",
    });
    session.close();
  });

  it.each([undefined, "throw new Error('broken')"])(
    "end a step with a reason where the worker's script is %s",
    async (content) => {
      const rootDirectory = await rootWithout("wasmWorker.cjs", content);
      const session = await wasm.open(environmentAt(rootDirectory), options);
      session.writeState(initialState(program.state, 1));
      await expect(session.step(Int32Array.of(0, 1), { rate: 0.1, step: 1 })).rejects.toMatchObject(
        {
          name: "UserError",
          what: "A worker of the WebAssembly engine stopped.",
        },
      );
      session.close();
    },
  );
});

describe("what the WebAssembly engine cannot do", () => {
  it("is said for mixed precision", async () => {
    const mixed = { ...options, precision: "mixed_bfloat16" } as const;
    await expect(wasm.open(environmentAt(built), mixed)).rejects.toMatchObject({
      name: "UserError",
      what: "The WebAssembly engine cannot train in mixed_bfloat16.",
    });
  });

  it("is said for images that do not fit into 4 GiB", async () => {
    const huge = buildProgram(buildGraph(googlenet, [1, 8192, 8192]), dataset.train);
    await expect(
      wasm.open(environmentAt(built), { ...options, program: huge }),
    ).rejects.toMatchObject({
      name: "UserError",
      what: "The network does not fit into the memory of WebAssembly.",
    });
  });
});
