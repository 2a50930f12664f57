import { readFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../../messages/userError.js";
import { webAssembly, type KernelModule } from "./webAssembly.js";
import { says } from "../../messages/message.js";
import { saidBy } from "../../messages/saidError.js";

/** A build of the kernels by the instructions that it uses. */
export type Flavor = "SIMD" | "relaxed SIMD";

export const kernelFiles: { readonly [F in Flavor]: string } = {
  SIMD: "kernels.wasm",
  "relaxed SIMD": "kernelsRelaxed.wasm",
};

/** A module of one function that takes three vectors and gives what `body` makes of them. */
function probe(...instruction: readonly number[]): Uint8Array {
  const body = [0, 0x20, 0, 0x20, 1, 0x20, 2, ...instruction, 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b],
    ...[3, 2, 1, 0],
    ...[10, body.length + 2, 1, body.length, ...body],
  ]);
}

const probes: { readonly [F in Flavor]: Uint8Array } = {
  // v128.bitselect
  SIMD: probe(0xfd, 0x52),
  // f32x4.relaxed_madd: in Node 22 and newer
  "relaxed SIMD": probe(0xfd, 0x85, 2),
};

/** The fastest build that this JavaScript engine can run; undefined where it has no SIMD at all. */
export function chooseFlavor(): Flavor | undefined {
  const flavors: readonly Flavor[] = ["relaxed SIMD", "SIMD"];
  return flavors.find((flavor) => webAssembly.validate(probes[flavor]));
}

/** Throws a UserError where the file is missing or damaged. */
export async function loadKernels(directory: string, flavor: Flavor): Promise<KernelModule> {
  const file = path.join(directory, kernelFiles[flavor]);
  const repair = "Install the extension again, or run npm run build in a checkout.";
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const why = says("{0} cannot be read.", file);
    throw new UserError("The kernels of the WebAssembly engine are missing.", why, repair, {
      cause,
      remedy: "engine",
    });
  }
  try {
    return await webAssembly.compile(bytes);
  } catch (cause) {
    // Only of the file's content; there may be too little memory, for example.
    if (!(cause instanceof Error) || cause.name !== "CompileError") {
      throw new UserError(
        "The kernels of the WebAssembly engine could not be compiled.",
        saidBy(cause),
        "Close other programs or lift the limit on this process's memory, then try again.",
        { cause, remedy: "engine" },
      );
    }
    const why = says("{0} is not a WebAssembly module that can be run.", file);
    throw new UserError("The kernels of the WebAssembly engine are damaged.", why, repair, {
      cause,
      remedy: "engine",
    });
  }
}
