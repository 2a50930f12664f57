import { createHash } from "node:crypto";
import { access, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
// @ts-expect-error: a build script, without types.
import { buildKernels } from "../../model/engine/wasm/buildKernels.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = path.join(root, "model/engine/wasm");
const cache = path.join(root, "node_modules/.cache");

/** A root directory whose `dist` holds what the WebAssembly engine needs, built from today's sources. */
export async function buildWasm(): Promise<string> {
  const directory = path.join(cache, `wasm-${await hashSources()}`);
  if (await exists(directory)) return directory;
  const fresh = await mkdtemp(path.join(cache, "wasm-"));
  await (buildKernels as (directory: string) => Promise<void>)(path.join(fresh, "dist/wasm"));
  await build({
    entryPoints: [path.join(sources, "worker.ts")],
    outfile: path.join(fresh, "dist/wasmWorker.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
  });
  // Another test may have been faster.
  await rename(fresh, directory).catch(() => rm(fresh, { recursive: true }));
  return directory;
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  const files = await readdir(sources, { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name));
  for (const file of paths.toSorted()) hash.update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}

async function exists(directory: string): Promise<boolean> {
  return access(directory).then(
    () => true,
    () => false,
  );
}
