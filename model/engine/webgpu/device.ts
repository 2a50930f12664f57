import { adapterOptions, type AdapterInfo } from "./adapter.js";
import type { Dawn } from "./dawn.js";
import { explainDeviceError, explainLoss } from "./failures.js";

/** Of these the backend wants all that the adapter has; else it gets what every GPU has. */
const wantedLimits = [
  "maxBufferSize",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
] as const;

/** What is used where the adapter has it: a clock on the GPU. */
const wantedFeatures = ["timestamp-query"] as const;

/** A GPU, and what went wrong on it: WebGPU reports errors beside the calls that cause them. */
export class Device {
  private failure: Error | undefined;
  private isClosed = false;
  private readonly waiting = new Set<(error: Error) => void>();

  private constructor(
    readonly gpu: GPU,
    readonly info: AdapterInfo,
    readonly device: GPUDevice,
  ) {
    device.onuncapturederror = (event) => {
      event.preventDefault(); // else Dawn prints it where the command line's data goes
      this.fail(explainDeviceError(event.error.message));
    };
    void device.lost.then(({ message }) => {
      if (!this.isClosed) this.fail(explainLoss(message));
    });
  }

  /** Throws where there is no adapter, or where its driver gives no device. */
  static async open(dawn: Dawn): Promise<Device> {
    Object.assign(globalThis, dawn.globals);
    // Else clocks go in steps of 65 µs, so that a web page cannot spy.
    const gpu = dawn.create(["disable-dawn-features=timestamp_quantization"]);
    const adapter = await gpu.requestAdapter(adapterOptions);
    if (adapter === null) throw new Error("Dawn finds no adapter any more.");
    const requiredLimits = Object.fromEntries(
      wantedLimits.map((name) => [name, adapter.limits[name]]),
    );
    const requiredFeatures = wantedFeatures.filter((name) => adapter.features.has(name));
    // Newer than the types that tfjs brings.
    // SAFETY: Dawn has it as the standard does.
    const { info } = adapter as unknown as { readonly info: AdapterInfo };
    return new Device(gpu, info, await adapter.requestDevice({ requiredLimits, requiredFeatures }));
  }

  /** What `work` gives, unless the device fails before or meanwhile; then throws why. */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    this.throwFailure();
    let abandon: (error: Error) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => {
      abandon = reject;
    });
    this.waiting.add(abandon);
    try {
      const result = await Promise.race([work(), failed]);
      this.throwFailure();
      return result;
    } catch (error) {
      // A lost device also rejects what waits for it, in words that tell nothing.
      await new Promise(setImmediate);
      throw this.failure ?? error;
    } finally {
      this.waiting.delete(abandon);
    }
  }

  close(): void {
    this.isClosed = true;
    this.device.destroy();
  }

  private throwFailure(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  /** The first failure is the cause of those that follow. */
  private fail(error: Error): void {
    this.failure ??= error;
    for (const abandon of this.waiting) abandon(this.failure);
  }
}
