import type { EngineReport } from "../../machine/engineReport.js";
import { UsageError, UserError } from "../../messages/userError.js";
import type { Engine, Environment } from "../engine.js";
import { adapterName, isSoftware } from "./adapter.js";
import { findDawn, loadDawn, type DawnFile } from "./dawn.js";
import { Device } from "./device.js";
import { probeAdapter } from "./probe.js";
import { type Message, nothing, says } from "../../messages/message.js";
import { saidBy } from "../../messages/saidError.js";

const identity = { id: "webgpu", title: "WebGPU" } as const;
const installDriver = {
  linux: says("Install this machine's GPU driver with Vulkan and its loader (Debian: libvulkan1)."),
  other: says("Install this machine's GPU driver."),
} as const;

interface Unavailable {
  readonly reason: Message;
  readonly action: Message;
  readonly version: string;
}
type Found = { readonly dawn: DawnFile } & Pick<
  EngineReport,
  "device" | "deviceKind" | "typicalRate" | "reason"
>;

/** Wide, since such a GPU may be anything from a part of a processor to a card of its own. */
const typicalRates = {
  gpu: { low: 50e9, high: 1e12 },
  software: { low: 0.5e9, high: 4e9 },
} as const;

/** tfjs's WebGPU kernels on Dawn: any GPU with Vulkan, Metal or Direct3D 12. */
export const webgpu: Engine = {
  ...identity,
  /**
   * As many as a step, since memory that a step has left is taken again for values of the same size
   * only. Few at a time are slow, yet less so than the steps of an epoch, which are more and go both ways.
   */
  evaluationBatch: ({ batchSize }) => batchSize,

  async report(environment) {
    const found = await find(environment);
    if (!("dawn" in found)) {
      return { ...identity, available: false, device: "", deviceKind: null, ...found };
    }
    const { dawn, ...adapter } = found;
    return { ...identity, ...adapter, available: true, version: dawn.version, action: nothing };
  },

  async open(environment, options) {
    const found = await findUsable(environment);
    if (options.precision !== "float32") {
      throw new UsageError(
        says("The WebGPU engine cannot train in {0}.", options.precision),
        "Its kernels compute in float32 only.",
        "Choose the precision float32, or another engine.",
        { remedy: "engine" },
      );
    }
    const { device, openSession } = await openDevice(found);
    try {
      return await openSession(device, options);
    } catch (error) {
      device.close();
      throw error;
    }
  },

  async measureMatrixMultiply(environment) {
    const { device, measureMatrixMultiply } = await openDevice(await findUsable(environment));
    try {
      return await measureMatrixMultiply(device);
    } finally {
      device.close();
    }
  },
};

/** The adapter's device, and what can be done with it. */
async function openDevice({ dawn }: Found) {
  // A bundle of its own: whoever does not train on WebGPU need not load tfjs.
  const work = await start(() => import("./session.js"));
  return { ...work, device: await start(() => Device.open(loadDawn(dawn))) };
}

async function start<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new UserError(
      "WebGPU could not be started.",
      saidBy(error),
      "Update the GPU's driver, or choose another engine.",
      { cause: error, remedy: "engine" },
    );
  }
}

async function findUsable(environment: Environment): Promise<Found> {
  const found = await find(environment);
  if ("dawn" in found) return found;
  const remedy = "engine";
  throw new UserError("WebGPU cannot be used here.", found.reason, found.action, { remedy });
}

async function find({ rootDirectory, signal }: Environment): Promise<Found | Unavailable> {
  const dawn = await findDawn(rootDirectory);
  if (dawn === undefined) {
    return {
      version: "",
      reason: says(
        "Its library, Dawn, is missing for {0}-{1}.",
        ...[process.platform, process.arch],
      ),
      action: says("Install the extension for this platform, or run npm install in a checkout."),
    };
  }
  const { version } = dawn;
  const probe = await probeAdapter(dawn, signal);
  const action = process.platform === "linux" ? installDriver.linux : installDriver.other;
  if (probe.info === undefined) return { version, reason: probe.reason, action };
  if (probe.info === null) {
    const reason = says("No GPU with a driver for Vulkan, Metal or Direct3D 12 was found.");
    return { version, reason, action };
  }
  const device = adapterName(probe.info);
  const reason = isSoftware(probe.info)
    ? says(
        "It computes on the processor in software, which is slow, so it is used only when asked for.",
      )
    : says("Its library comes with the extension and the GPU has a driver for it.");
  const deviceKind = isSoftware(probe.info) ? "software" : "gpu";
  return { dawn, device, deviceKind, typicalRate: typicalRates[deviceKind], reason };
}
