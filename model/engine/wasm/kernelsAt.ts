import path from "node:path";
import { UserError } from "../../messages/userError.js";
import { says } from "../../messages/message.js";
import { chooseFlavor, loadKernels, type Flavor } from "./kernelFiles.js";
import type { KernelModule } from "./webAssembly.js";

export const noSimd = {
  reason: says("This version of Node has no WebAssembly SIMD."),
  action: says("Use Node 20 or newer."),
};

export function kernelDirectory(rootDirectory: string): string {
  return path.join(rootDirectory, "dist", "wasm");
}

/** The fastest kernels that can be used here. Throws a UserError where there are none. */
export async function kernelsAt(
  rootDirectory: string,
): Promise<{ readonly module: KernelModule; readonly flavor: Flavor }> {
  const flavor = chooseFlavor();
  if (flavor === undefined) {
    const { reason, action } = noSimd;
    const remedy = "engine";
    throw new UserError("WebAssembly cannot be used here.", reason, action, { remedy });
  }
  return { module: await loadKernels(kernelDirectory(rootDirectory), flavor), flavor };
}
