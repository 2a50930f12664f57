/** Memory that all workers share. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** A compiled module; it can be sent to a worker. */
export type KernelModule = object;

export type Kernel = (...args: number[]) => void;

interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<KernelModule>;
  readonly Memory: new (pages: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => SharedMemory;
  readonly Instance: new (
    module: KernelModule,
    imports: { readonly env: { readonly memory: SharedMemory; readonly abort: () => void } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** What the engine uses of WebAssembly, which TypeScript declares for pages only. */
// SAFETY: Node has it as the standard does; this names the part in use.
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
  .WebAssembly;

export const pageBytes = 65_536;
