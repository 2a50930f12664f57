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

/** Calls what the library does for the first time, which it remarks upon: see `quietTerminal.ts`. */
type Listen = <T>(work: () => T) => T;

/** TensorFlow in this process: loads saved graphs and runs them. */
export class TensorFlow {
  constructor(
    private readonly native: NativeBinding,
    private readonly listen: Listen,
  ) {}

  /**
   * Loads the compiled module and the library behind it, which reads this environment; throws what
   * the dynamic linker says. `listen` is around all that the library does for the first time.
   */
  static load(
    bindingPath: string,
    { preferred, fixed }: LibraryEnvironment,
    listen: Listen = (work) => work(),
  ): TensorFlow {
    for (const [name, value] of Object.entries(preferred)) process.env[name] ??= value;
    Object.assign(process.env, fixed);
    const module: { readonly exports: unknown } = { exports: {} };
    listen(() => {
      process.dlopen(module, bindingPath);
    });
    // SAFETY: the set-up compiled this file, and it exports these functions.
    return new TensorFlow(module.exports as NativeBinding, listen);
  }

  get version(): string {
    return this.native.TF_Version;
  }

  get usesGpu(): boolean {
    const { isUsingGpuDevice } = this.native;
    return typeof isUsingGpuDevice === "function" ? isUsingGpuDevice() : isUsingGpuDevice;
  }

  loadGraph(directory: string): TensorFlowGraph {
    const session = this.listen(() => this.native.loadSavedModel(directory, "serve"));
    return new TensorFlowGraph(this.native, session, this.listen);
  }
}

/** A loaded graph with its variables. */
export class TensorFlowGraph {
  private isAtWork = false;

  constructor(
    private readonly native: NativeBinding,
    private readonly session: number,
    private readonly listen: Listen,
  ) {}

  /** Runs what the fetched outputs need, once, and returns their values in order. */
  run(feeds: readonly Feed[], fetches: readonly string[]): readonly ArrayBufferView[] {
    const inputs = feeds.map(({ shape, type, values }) =>
      this.native.createTensor(shape, type, values),
    );
    try {
      const inputNames = feeds.map(({ name }) => name).join(",");
      const outputNames = fetches.join(",");
      const compute = (): readonly TensorInfo[] =>
        this.native.runSavedModel(this.session, inputs, inputNames, outputNames);
      const outputs = this.isAtWork ? compute() : this.listen(compute);
      return outputs.map(({ id }) => this.take(id));
    } finally {
      for (const id of inputs) this.native.deleteTensor(id);
    }
  }

  /** Its first computation is done: the library has found its device and loaded what it computes with. */
  begun(): void {
    this.isAtWork = true;
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
