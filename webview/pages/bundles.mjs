import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";

/** What bundles the pages of these folders: each page is a folder with a `main.ts`, and its id is the folder's name. */
export async function pageBundles(...folders) {
  const found = await Promise.all(folders.map(entriesIn));
  return {
    bundle: true,
    // VS Code hands a page its files through several processes: half the bytes are seen sooner.
    minify: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    logLevel: "warning",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    entryPoints: Object.fromEntries(found.flat()),
  };
}

async function entriesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .map(({ name }) => [name, path.join(folder, name, "main.ts")])
    .filter(([, main]) => existsSync(main));
}
