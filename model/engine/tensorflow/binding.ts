import type { LibraryEnvironment } from "./libraryEnvironment.js";

/** A tensor that the library holds; it lives until `deleteTensor`. */
interface TensorInfo {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: number;
}

/** The part of the compiled N-API module that we use. */
interface NativeBinding {
  readonly TF_Version: string;
  readonly isUsingGpuDevice: boolean | (() => boolean);
  createTensor(shape: readonly number[], dtype: number, values: ArrayBufferView): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): ArrayBufferView;
  loadSavedModel(directory: string, tags: string): number;
  deleteSavedModel(session: number): void;
  runSavedModel(
    session: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): readonly TensorInfo[];
}

/** A value to feed: the name of a placeholder's output, and its content. */
export interface Feed {
  readonly name: string;
  readonly type: number;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** TensorFlow in this process: loads saved graphs and runs them. */
export class TensorFlow {
  private constructor(private readonly native: NativeBinding) {}

  /**
   * Loads the compiled module and the library behind it, which reads this environment; throws what
   * the dynamic linker says.
   */
  static load(bindingPath: string, { preferred, fixed }: LibraryEnvironment): TensorFlow {
    for (const [name, value] of Object.entries(preferred)) process.env[name] ??= value;
    Object.assign(process.env, fixed);
    const module: { readonly exports: unknown } = { exports: {} };
    process.dlopen(module, bindingPath);
    // SAFETY: the set-up compiled this file, and it exports these functions.
    return new TensorFlow(module.exports as NativeBinding);
  }

  get version(): string {
    return this.native.TF_Version;
  }

  get usesGpu(): boolean {
    const { isUsingGpuDevice } = this.native;
    return typeof isUsingGpuDevice === "function" ? isUsingGpuDevice() : isUsingGpuDevice;
  }

  loadGraph(directory: string): TensorFlowGraph {
    return new TensorFlowGraph(this.native, this.native.loadSavedModel(directory, "serve"));
  }
}

/** A loaded graph with its variables. */
export class TensorFlowGraph {
  constructor(
    private readonly native: NativeBinding,
    private readonly session: number,
  ) {}

  /** Runs what the fetched outputs need, once, and returns their values in order. */
  run(feeds: readonly Feed[], fetches: readonly string[]): readonly ArrayBufferView[] {
    const inputs = feeds.map(({ shape, type, values }) =>
      this.native.createTensor(shape, type, values),
    );
    try {
      const inputNames = feeds.map(({ name }) => name).join(",");
      const outputs = this.native.runSavedModel(
        this.session,
        inputs,
        inputNames,
        fetches.join(","),
      );
      return outputs.map(({ id }) => this.take(id));
    } finally {
      for (const id of inputs) this.native.deleteTensor(id);
    }
  }

  close(): void {
    this.native.deleteSavedModel(this.session);
  }

  private take(id: number): ArrayBufferView {
    try {
      return this.native.tensorDataSync(id);
    } finally {
      this.native.deleteTensor(id);
    }
  }
}
