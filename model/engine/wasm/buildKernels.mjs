import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const source = fileURLToPath(new URL("kernels/index.ts", import.meta.url));
const compiler = fileURLToPath(import.meta.resolve("assemblyscript/asc"));
const asc = path.join(path.dirname(compiler), "../bin/asc.js");
const cache = fileURLToPath(new URL("../../../node_modules/.cache", import.meta.url));

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

/**
 * Puts the kernels into a folder, one file for each kind of SIMD. They are compiled once for what they are
 * made of: that takes ten seconds of a processor each, and a build, a package and the tests want the same.
 */
export async function buildKernels(directory) {
  const kept = path.join(cache, `kernels-${await hashSources()}`);
  if (!(await isThere(kept))) await compileInto(kept);
  await mkdir(directory, { recursive: true });
  for (const file of Object.keys(builds)) {
    await copyFile(path.join(kept, file), path.join(directory, file));
  }
}

/** Whoever comes second finds the place taken by the same. */
async function compileInto(kept) {
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(`${kept}-`);
  try {
    await compile(fresh);
    await rename(fresh, kept);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isThere(kept))) throw error;
  }
}

async function compile(folder) {
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

/** Of the sources, of the compiler and of what it is asked for, which stands in this file. */
async function hashSources() {
  const hash = createHash("sha256");
  const folder = path.dirname(source);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const files = [
    ...names.toSorted().map((name) => path.join(folder, name)),
    path.join(path.dirname(asc), "../package.json"),
    fileURLToPath(import.meta.url),
  ];
  for (const file of files) hash.update(`${await readFile(file, "utf8")}\0`);
  return hash.digest("hex").slice(0, 16);
}

async function isThere(folder) {
  return access(folder).then(
    () => true,
    () => false,
  );
}
