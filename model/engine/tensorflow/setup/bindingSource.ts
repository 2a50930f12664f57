import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { exists, namesIn } from "../../../data/host/files.js";
import type { Machine } from "./machine.js";

/** What the binding is made from: a compiled module shipped with us, or the npm package's sources. */
export type BindingSource =
  | { readonly kind: "prebuilt"; readonly file: string; readonly hash: string }
  | {
      readonly kind: "sources";
      readonly packageDirectory: string;
      readonly nodeHeaders: string;
      readonly hash: string;
    };

/** The source below `rootDirectory` (an extension or a checkout); undefined if it has neither. */
export async function findBindingSource(
  rootDirectory: string,
  { platform, architecture }: Machine,
): Promise<BindingSource | undefined> {
  const native = path.join(rootDirectory, "dist", "native", `${platform}-${architecture}`);
  const file = path.join(native, "tfjs_binding.node");
  if (await exists(file)) return { kind: "prebuilt", file, hash: await hashFiles([file]) };

  const modules = path.join(rootDirectory, "node_modules");
  const packageDirectory = path.join(modules, "@tensorflow", "tfjs-node-gpu");
  const names = await namesIn(path.join(packageDirectory, "binding"));
  if (names.length === 0) return undefined;
  const files = [...names].sort().map((name) => path.join(packageDirectory, "binding", name));
  return {
    kind: "sources",
    packageDirectory,
    nodeHeaders: path.join(modules, "node-api-headers", "include"),
    hash: await hashFiles(files),
  };
}

async function hashFiles(files: readonly string[]): Promise<string> {
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex");
}
