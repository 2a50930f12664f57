import path from "node:path";
import { exists } from "../../host/files.js";
import { UsageError } from "../../messages/userError.js";
import type { Engine } from "../engine.js";
import { rateOfThreads } from "../typicalRate.js";
import { deviceSaid, workerCount } from "./device.js";
import { chooseFlavor, kernelFiles } from "./kernelFiles.js";
import { kernelDirectory, kernelsAt, noSimd } from "./kernelsAt.js";
import { openSession } from "./session.js";
import { nothing, says } from "../../messages/message.js";
import { englishOf } from "../../messages/translate.js";

const identity = { id: "wasm", title: "WebAssembly" } as const;
/** From old processors to new ones with relaxed SIMD (two workers on a Sapphire Rapids: 17 to 25 G). */
const perThread = { low: 3e9, high: 14e9 };

/** Our own kernels in WebAssembly: nothing to install, on every processor. */
export const wasm: Engine = {
  ...identity,
  /** Its memory is the same for any batch. */
  evaluationBatch: () => 128,

  async report({ rootDirectory, machine }) {
    const flavor = chooseFlavor();
    const unavailable = {
      ...identity,
      ...{ available: false, version: "", device: "", deviceKind: null },
    };
    if (flavor === undefined) return { ...unavailable, ...noSimd };
    const file = path.join(kernelDirectory(rootDirectory), kernelFiles[flavor]);
    if (!(await exists(file))) {
      const action = says("Install the extension again, or run npm run build in a checkout.");
      return { ...unavailable, reason: says("Its kernels are missing: {0}.", file), action };
    }
    const device = deviceSaid(workerCount(machine), flavor);
    return {
      ...identity,
      available: true,
      version: process.versions.v8,
      device: englishOf(device),
      deviceSaid: device,
      deviceKind: "cpu",
      typicalRate: rateOfThreads(perThread, workerCount(machine)),
      reason: says("Its kernels come with the extension."),
      action: nothing,
    };
  },

  async open({ rootDirectory, machine }, options) {
    const { module, flavor } = await kernelsAt(rootDirectory);
    if (options.precision !== "float32") {
      throw new UsageError(
        says("The WebAssembly engine cannot train in {0}.", options.precision),
        "Its kernels compute in float32 only.",
        "Choose the precision float32, or another engine.",
        { remedy: "engine" },
      );
    }
    const script = path.join(rootDirectory, "dist", "wasmWorker.cjs");
    return openSession({ ...options, module, flavor, script, workers: workerCount(machine) });
  },
};
