import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";

/** As much of esbuild's metafile as tells which files each bundle is made of. */
const metafileSchema = z.object({
  outputs: z.record(
    z.string(),
    z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});
export type Metafile = z.infer<typeof metafileSchema>;

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});

/** A package of which the VSIX has code. */
export interface ShippedPackage extends z.infer<typeof manifestSchema> {
  /** From the repository's root. */
  readonly folder: string;
}

/** What is shipped besides the bundles, by the npm package it is compiled from or copied of. */
const besidesBundles = [
  "webgpu",
  "@tensorflow/tfjs-node-gpu",
  "node-api-headers",
  "assemblyscript",
];

/** What the last build's bundles are made of. */
export async function readMetafile(repository: string): Promise<Metafile> {
  const built = await readFile(path.join(repository, "dist", "metafile.json"), "utf8");
  return metafileSchema.parse(JSON.parse(built));
}

/** All packages of others in the shipped files, which are given by their paths in the repository. */
export async function shippedPackages(
  repository: string,
  metafile: Metafile,
  shipped: ReadonlySet<string>,
): Promise<readonly ShippedPackage[]> {
  const folders = new Set([
    ...besidesBundles.map((name) => `node_modules/${name}`),
    ...bundledPackages(metafile, shipped),
  ]);
  return Promise.all(
    [...folders].sort().map(async (folder) => {
      const text = await readFile(path.join(repository, folder, "package.json"), "utf8");
      return { folder, ...manifestSchema.parse(JSON.parse(text)) };
    }),
  );
}

/** The folders, from the repository's root, of the packages that the shipped bundles have code of. */
export function bundledPackages(
  { outputs }: Metafile,
  shipped: ReadonlySet<string>,
): ReadonlySet<string> {
  const inputs = Object.entries(outputs)
    .filter(([output]) => shipped.has(output))
    .flatMap(([, bundle]) => Object.entries(bundle.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([input]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0]);
  return new Set(inputs.filter((folder) => folder !== undefined));
}
