/** libwebp's decoder as the package ships it; what it says of itself names types that are nowhere. */
declare module "@jsquash/webp/codec/dec/webp_dec.js" {
  interface Decoder {
    /** There once the module has been instantiated; null where the bytes are no still picture. */
    decode?(bytes: Uint8Array): { width: number; height: number; data: Uint8ClampedArray } | null;
    noInitialRun: boolean;
    instantiateWasm(imports: object, done: (instance: object) => void): object;
  }
  const load: (decoder: Decoder) => unknown;
  export type { Decoder };
  export { load as default };
}
