import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const source = fileURLToPath(new URL("kernels/index.ts", import.meta.url));
const compiler = fileURLToPath(import.meta.resolve("assemblyscript/asc"));
const asc = path.join(path.dirname(compiler), "../bin/asc.js");

/** What both builds have in common: the engine brings the memory, which its workers share. */
const common = [
  ...["-O3", "--noAssert", "--runtime", "stub"],
  ...["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
];

/** The file of each build and the features it may use. */
const builds = {
  "kernels.wasm": "simd,threads",
  "kernelsRelaxed.wasm": "simd,threads,relaxed-simd",
};

/** Compiles the kernels into a folder, once for each kind of SIMD, side by side. */
export async function buildKernels(directory) {
  const folder = path.resolve(directory);
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(builds).map(([file, features]) =>
      promisify(execFile)(
        process.execPath,
        [asc, path.basename(source), ...common, "--enable", features].concat(
          "--outFile",
          path.relative(path.dirname(source), path.join(folder, file)),
        ),
        { cwd: path.dirname(source) },
      ),
    ),
  );
}
