import { elementCount } from "../../../network/layers.js";
import type { WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu";

/**
 * A kernel of our own in WGSL, where the backend has none. The backend declares an array for each
 * input, `result` for the output, and `uniforms` with a field for each uniform.
 */
export interface Shader<U extends string = string> {
  /** Compiled shaders are kept under it, so no two may share one. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly uniforms: Readonly<Record<U, "i32" | "f32">>;
  /** In front of the main function. */
  readonly declarations?: string;
  /** Statements; those of a flat shader run once for each element of the output, at `index`. */
  readonly body: string;
  /** Left out for a flat shader. */
  readonly tiles?: Tiles;
  /** Its result is an array of atomic integers; it runs over the shape of the call, not of the result. */
  readonly isAtomic?: boolean;
}

/** For an output of three dimensions: each workgroup computes a tile of the last two. */
export interface Tiles {
  readonly height: number;
  readonly width: number;
  /** Threads along both sides of a tile. */
  readonly threads: number;
}

type Triple = [number, number, number];

const flatThreads = 64;

/** A shader for an output of one shape, in the form in which the backend runs it. */
export class ShaderProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly shaderKey: string;
  readonly variableNames: string[];
  readonly uniforms: string;
  readonly workgroupSize: Triple;
  readonly dispatchLayout: { x: number[]; y?: number[]; z?: number[] };
  dispatch: Triple;
  /** Whether the backend passes the number of elements as `uniforms.size`. */
  readonly size: boolean;
  readonly atomic: boolean;

  constructor(
    private readonly shader: Shader,
    shape: readonly number[],
  ) {
    const { name, inputs, uniforms, tiles, isAtomic = false } = shader;
    this.atomic = isAtomic;
    this.outputShape = [...shape];
    this.shaderKey = name;
    this.variableNames = [...inputs];
    this.uniforms = Object.entries(uniforms)
      .map(([field, type]) => `${field} : ${type},`)
      .join(" ");
    this.size = tiles === undefined;
    if (tiles === undefined) {
      const elements = elementCount(shape);
      this.workgroupSize = [flatThreads, 1, 1];
      this.dispatchLayout = { x: shape.map((_, dimension) => dimension) };
      this.dispatch = [Math.ceil(elements / flatThreads), 1, 1];
    } else {
      const [layers = 1, rows = 1, columns = 1] = shape;
      this.workgroupSize = [tiles.threads, tiles.threads, 1];
      this.dispatchLayout = { x: [2], y: [1], z: [0] };
      this.dispatch = [Math.ceil(columns / tiles.width), Math.ceil(rows / tiles.height), layers];
    }
  }

  getUserCode(): string {
    const { declarations = "", body, tiles } = this.shader;
    return tiles === undefined
      ? `${declarations}
         fn main(index : i32) { if (index < uniforms.size) { ${body} } }`
      : `${declarations}
         fn main() { ${body} }`;
  }
}
