import { build } from "esbuild";
import { lazySessions } from "../../model/engine/lazySessions.mjs";

/** Bundles a program of the product as it is at this moment, with the same libraries left out as in the product. */
export async function bundleProgram(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    ...{ outfile, bundle: true, platform: "node", format: "cjs", minify: true },
    // The decoder of WebP asks where it is, and does without an answer.
    logOverride: { "empty-import-meta": "silent" },
    plugins: [lazySessions],
  });
}
