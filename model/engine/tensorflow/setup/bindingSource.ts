import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { exists, namesIn, readJson } from "../../../host/files.js";
import type { Machine } from "./machine.js";

/** The npm package's sources of the binding, and what they are compiled with. */
export interface BindingSources {
  readonly packageDirectory: string;
  readonly nodeHeaders: string;
}

/** What the binding is made from: a module that is compiled already, or else the sources. */
export type BindingSource = {
  /** Of the sources: wherever a module compiled from the same ones lies, it is the same binding. */
  readonly hash: string;
} & (
  | { readonly kind: "prebuilt"; readonly file: string }
  | ({ readonly kind: "sources" } & BindingSources)
);

const moduleFile = "tfjs_binding.node";
/** Lies beside a compiled module and says what it was compiled from. */
const recordFile = "tfjs_binding.json";
const recordSchema = z.object({ sources: z.string() });

/**
 * The source below `rootDirectory` (an extension or a checkout); undefined if it has neither. Where
 * there are sources, a compiled module counts only if it was made from these.
 */
export async function findBindingSource(
  rootDirectory: string,
  machine: Machine,
): Promise<BindingSource | undefined> {
  const [sources, prebuilt] = await Promise.all([
    findSources(rootDirectory),
    findPrebuilt(rootDirectory, machine),
  ]);
  if (sources === undefined) return prebuilt;
  return prebuilt?.hash === sources.hash ? prebuilt : sources;
}

async function findSources(rootDirectory: string): Promise<BindingSource | undefined> {
  const modules = path.join(rootDirectory, "node_modules");
  const packageDirectory = path.join(modules, "@tensorflow", "tfjs-node-gpu");
  const names = await namesIn(path.join(packageDirectory, "binding"));
  if (names.length === 0) return undefined;
  const files = [...names].sort().map((name) => path.join(packageDirectory, "binding", name));
  const nodeHeaders = path.join(modules, "node-api-headers", "include");
  return { kind: "sources", packageDirectory, nodeHeaders, hash: await hashFiles(files) };
}

async function findPrebuilt(
  rootDirectory: string,
  machine: Machine,
): Promise<BindingSource | undefined> {
  const folder = nativeDirectory(rootDirectory, machine);
  const file = path.join(folder, moduleFile);
  if (!(await exists(file))) return undefined;
  const record = await readJson(path.join(folder, recordFile), recordSchema);
  return { kind: "prebuilt", file, hash: record?.sources ?? (await hashFiles([file])) };
}

/** Puts a compiled module where an installed extension has it, and answers its path. */
export async function shipBinding(
  bindingPath: string,
  rootDirectory: string,
  machine: Machine,
): Promise<string> {
  const folder = nativeDirectory(rootDirectory, machine);
  const file = path.join(folder, moduleFile);
  const sources = await findSources(rootDirectory);
  await mkdir(folder, { recursive: true });
  await copyFile(bindingPath, file);
  if (sources !== undefined) {
    await writeFile(path.join(folder, recordFile), JSON.stringify({ sources: sources.hash }));
  }
  return file;
}

function nativeDirectory(rootDirectory: string, { platform, architecture }: Machine): string {
  return path.join(rootDirectory, "dist", "native", `${platform}-${architecture}`);
}

async function hashFiles(files: readonly string[]): Promise<string> {
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content);
  return hash.digest("hex");
}
