import { elementCount } from "../../network/layers.js";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import {
  env,
  getKernel,
  type DataType,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import type { Device } from "./device.js";
import { ShaderProgram, type Shader } from "./shaders/shader.js";

/** A tensor on the GPU; two with the same `dataId` are views of the same elements. */
export type Tensor = TensorInfo;

interface ShaderCall<U extends string> {
  /** In the order of the shader's inputs. */
  readonly inputs: readonly Tensor[];
  readonly uniforms: Readonly<Record<U, number>>;
  readonly shape: readonly number[];
  readonly type?: DataType;
  /** The tensor that is written; a new one if left out. */
  readonly into?: Tensor;
}

/** tfjs's WebGPU kernels, and shaders of our own, on tensors whose life the caller decides. */
export class Compute {
  private readonly backend: WebGPUBackend;
  private made: Tensor[] = [];

  constructor(device: Device) {
    // Small tensors too shall be computed where all others are.
    env().set("WEBGPU_CPU_FORWARD", false);
    // The input's gradient as a matrix product over tiles.
    env().set("WEBGPU_USE_NAIVE_CONV2D_TRANSPOSE", false);
    this.backend = withNavigator(
      device.gpu,
      // SAFETY: tfjs reads only fields of it that every adapter has.
      () => new WebGPUBackend(device.device, device.info as unknown as GPUAdapterInfo),
    );
  }

  /** How many tensors a shader can read, beside the one that it writes. */
  get mostInputs(): number {
    return this.backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  }

  /** Bytes of all that lives on the GPU. */
  get bytes(): number {
    return this.backend.memory().numBytesInGPU;
  }

  /** Bytes that the GPU has set aside, for what lives and for what will. */
  get allocatedBytes(): number {
    return this.backend.memory().numBytesAllocatedInGPU;
  }

  /** Runs a kernel of tfjs-core's names, which has one output. */
  kernel(
    name: string,
    inputs: Readonly<Record<string, Tensor>> | readonly Tensor[],
    attributes: Readonly<Record<string, unknown>> = {},
  ): Tensor {
    const [output] = this.kernels(name, inputs, attributes);
    if (output === undefined) throw new Error(`The kernel ${name} has no output.`);
    return output;
  }

  /** Runs a kernel that has several outputs. */
  kernels(
    name: string,
    inputs: Readonly<Record<string, Tensor>> | readonly Tensor[],
    attributes: Readonly<Record<string, unknown>>,
  ): readonly Tensor[] {
    const outputs = [
      getKernel(name, "webgpu").kernelFunc({
        // SAFETY: whoever calls names the inputs and attributes of this kernel; tfjs types them for all kernels at once.
        inputs: inputs as NamedTensorInfoMap,
        // SAFETY: as of the inputs.
        attrs: attributes as NamedAttrMap,
        backend: this.backend,
      }),
    ].flat();
    this.made.push(...outputs);
    return outputs;
  }

  shade<U extends string>(
    shader: Shader<U>,
    { inputs, uniforms, shape, type = "float32", into }: ShaderCall<U>,
  ): Tensor {
    const program = new ShaderProgram(shader, shape);
    // SAFETY: a shader has no other uniforms than those of its type.
    const fields = (Object.keys(shader.uniforms) as U[]).map((field) => ({
      type: shader.uniforms[field] === "i32" ? "int32" : "float32",
      data: [uniforms[field]],
    }));
    const output = this.backend.runWebGPUProgram(program, [...inputs], type, fields, into);
    if (into === undefined) this.made.push(output);
    return output;
  }

  /** A tensor of these elements, on the GPU from now on. */
  upload(values: Float32Array | Int32Array, shape: readonly number[]): Tensor {
    const type = values instanceof Int32Array ? "int32" : "float32";
    const tensor = this.backend.makeTensorInfo([...shape], type, values);
    this.backend.uploadToGPU(tensor.dataId);
    return tensor;
  }

  /** The same elements in another shape. */
  view(tensor: Tensor, shape: readonly number[]): Tensor {
    return { ...tensor, shape: [...shape] };
  }

  free(tensor: Tensor): void {
    this.backend.disposeData(tensor.dataId);
  }

  /** Frees what has been made since the last call, but for what is kept. */
  freeMade(kept: readonly Tensor[]): void {
    const keptData = new Set(kept.map(({ dataId }) => dataId));
    for (const tensor of this.made) {
      // A kernel that gives back its input has counted it once more.
      if (!keptData.delete(tensor.dataId)) this.free(tensor);
    }
    this.made = [];
  }

  /** Sends the commands so far to the GPU, with copies of the tensors, one behind the other, at their end. */
  submit(copies: readonly Tensor[], to: GPUBuffer): void {
    this.flush();
    const encoder = this.backend.device.createCommandEncoder();
    let offset = 0;
    for (const tensor of copies) {
      const size = bytesOf(tensor);
      encoder.copyBufferToBuffer(this.bufferOf(tensor), 0, to, offset, size);
      offset += size;
    }
    this.backend.queue.submit([encoder.finish()]);
  }

  /**
   * Milliseconds that the GPU takes for what `work` runs, by its own clock; where it has none, by the
   * host's, which counts the way to the GPU and back too.
   */
  async time(work: () => void): Promise<number> {
    if (this.backend.device.features.has("timestamp-query")) {
      const { kernelMs } = await this.backend.time(work);
      return Number(kernelMs);
    }
    await this.finish();
    const begin = performance.now();
    work();
    await this.finish();
    return performance.now() - begin;
  }

  createBuffer(size: number, usage: number): GPUBuffer {
    return this.backend.device.createBuffer({ size, usage });
  }

  close(): void {
    this.backend.dispose();
  }

  private flush(): void {
    this.backend.ensureCommandEncoderReady();
    this.backend.endComputePassEncoder();
    this.backend.submitQueue();
  }

  private async finish(): Promise<void> {
    this.flush();
    await this.backend.queue.onSubmittedWorkDone();
  }

  private bufferOf(tensor: Tensor): GPUBuffer {
    const { resource } = this.backend.tensorMap.get(tensor.dataId);
    if (!(resource instanceof GPUBuffer)) throw new Error("A tensor has no buffer.");
    return resource;
  }
}

/** Every type that is used has four bytes an element. */
export function bytesOf({ shape }: Tensor): number {
  return 4 * elementCount(shape);
}

/** The backend starts only where a browser's `navigator.gpu` is, and does not use it. */
function withNavigator<T>(gpu: GPU, work: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
  try {
    return work();
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, "navigator");
    else Object.defineProperty(globalThis, "navigator", before);
  }
}
