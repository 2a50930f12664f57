import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Session, SessionOptions } from "../../model/engine/engine.js";
import { loadKernels, type Flavor } from "../../model/engine/wasm/kernelFiles.js";
import { openSession } from "../../model/engine/wasm/session.js";
// @ts-expect-error: a build script, without types.
import { buildKernels } from "../../model/engine/wasm/buildKernels.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = path.join(root, "model/engine/wasm");
const mapping = path.join(root, "model/asking/mapping");
const cache = path.join(root, "node_modules/.cache");
const patienceSeconds = 100;

let built: Promise<string> | undefined;

/** A root directory whose `dist` holds what the WebAssembly engine and the maps need, built from today's sources. */
export function buildWasm(): Promise<string> {
  return (built ??= buildOnce());
}

/**
 * A session of the WebAssembly engine. For tests of what is the same with every engine it is the one to take: it is open
 * in a twentieth of the time that TensorFlow needs to make its graph ready.
 */
export async function openWasm(
  { program, dataset, batchSize }: Pick<SessionOptions, "program" | "dataset" | "batchSize">,
  { flavor = "SIMD", workers = 1 }: { readonly flavor?: Flavor; readonly workers?: number } = {},
): Promise<Session> {
  const built = await buildWasm();
  const module = await loadKernels(path.join(built, "dist/wasm"), flavor);
  const script = path.join(built, "dist/wasmWorker.cjs");
  return openSession({ program, dataset, batchSize, module, flavor, script, workers });
}

/** Test files run side by side: one builds, the others wait for it, but not for one that was killed. */
async function buildOnce(): Promise<string> {
  const directory = path.join(cache, `wasm-${await hashSources()}`);
  const lock = `${directory}.lock`;
  await mkdir(cache, { recursive: true });
  for (let second = 0; second < patienceSeconds; second += 0.25) {
    if (await exists(directory)) return directory;
    const isMine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (isMine) {
      try {
        await buildInto(directory);
      } finally {
        await rm(lock, { recursive: true });
      }
      return directory;
    }
    await delay(250);
  }
  await rm(lock, { recursive: true, force: true });
  await buildInto(directory);
  return directory;
}

async function buildInto(directory: string): Promise<void> {
  const fresh = await mkdtemp(path.join(cache, "wasm-"));
  await (buildKernels as (directory: string) => Promise<void>)(path.join(fresh, "dist/wasm"));
  await build({
    entryPoints: {
      wasmWorker: path.join(sources, "worker.ts"),
      mapWorker: path.join(mapping, "worker.ts"),
    },
    outdir: path.join(fresh, "dist"),
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
  });
  await rename(fresh, directory);
}

async function hashSources(): Promise<string> {
  const hash = createHash("sha256");
  const folders = [sources, mapping].map((folder) =>
    readdir(folder, { recursive: true, withFileTypes: true }),
  );
  const files = (await Promise.all(folders)).flat();
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
