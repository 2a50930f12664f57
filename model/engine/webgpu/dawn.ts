import { readFile } from "node:fs/promises";
import path from "node:path";
import { exists } from "../../host/files.js";

/** The part that we use of what Dawn's addon, the library behind WebGPU, exports. */
export interface Dawn {
  /** Options turn features of Dawn's own on or off: `disable-dawn-features=NAME`. */
  create(options: readonly string[]): GPU;
  /** The classes and constants that a browser has as globals. */
  readonly globals: object;
}

/** The addon for this platform, and its version. */
export interface DawnFile {
  readonly file: string;
  readonly version: string;
}

/** In an installed extension, and in a checkout; both are laid out like the npm package `webgpu`. */
const packagePlaces = ["dist/webgpu", "node_modules/webgpu"];

/** Looks for the addon; undefined where there is none for this platform. */
export async function findDawn(rootDirectory: string): Promise<DawnFile | undefined> {
  for (const place of packagePlaces) {
    const directory = path.join(rootDirectory, place);
    const file = path.join(directory, addonDirectory, "dawn.node");
    const version = await versionOf(directory).catch(() => undefined);
    if (version !== undefined && (await exists(file))) return { file, version };
  }
  return undefined;
}

/** Where the addon of this platform, and the libraries beside it, lie in the package. */
export const addonDirectory = path.join(
  "dist",
  `${process.platform}-${process.platform === "darwin" ? "universal" : process.arch}`,
);

const loaded = new Map<string, Dawn>();

/** Loads the addon into this process, once; throws what the dynamic linker says. */
export function loadDawn({ file }: DawnFile): Dawn {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const module: { readonly exports: unknown } = { exports: {} };
  process.dlopen(module, file);
  // SAFETY: the package `webgpu` ships this file, and it exports these functions.
  const dawn = module.exports as Dawn;
  loaded.set(file, dawn);
  return dawn;
}

async function versionOf(directory: string): Promise<string> {
  // SAFETY: npm installs no package without a version.
  const manifest = JSON.parse(await readFile(path.join(directory, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return manifest.version;
}
