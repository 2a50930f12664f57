import { createHash } from "node:crypto";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { IdxFile } from "../../../model/data/idxFile.js";
import { filesOf, type IdxSet } from "../../../model/data/idxSet.js";
import type { Surroundings } from "../../../model/data/usualPlaces.js";

/** The bytes of an IDX file of unsigned bytes. */
export function encodeIdx(dimensions: readonly number[], values: Iterable<number>): Uint8Array {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.writeUInt32BE(0x0800 | dimensions.length);
  dimensions.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return Buffer.concat([header, Buffer.from([...values])]);
}

export function describeFile(name: string, dimensions: number[], bytes: Uint8Array): IdxFile {
  return { name, dimensions, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function counted(count: number, modulus: number): number[] {
  return Array.from({ length: count }, (_, index) => index % modulus);
}

const contents = {
  "train-images": { dimensions: [6, 3, 2], values: counted(36, 251) },
  "train-labels": { dimensions: [6], values: counted(6, 3) },
  "test-images": { dimensions: [3, 3, 2], values: counted(18, 7) },
  "test-labels": { dimensions: [3], values: counted(3, 3) },
} as const;

type FileName = keyof typeof contents;

function plainBytes(name: FileName): Uint8Array {
  return encodeIdx(contents[name].dimensions, contents[name].values);
}

function fileOf(name: FileName): IdxFile {
  return describeFile(name, [...contents[name].dimensions], plainBytes(name));
}

export interface SmallSetPlaces {
  readonly set: IdxSet;
  readonly surroundings: Surroundings & { readonly home: string };
  readonly root: string;
}

/** A set of nine images with three classes, whose usual places are in a new temporary folder. */
export async function createSmallSet(url = "http://127.0.0.1:1/"): Promise<SmallSetPlaces> {
  const root = await mkdtemp(path.join(tmpdir(), "googlenet-data-"));
  const set: IdxSet = {
    id: "small",
    title: "Small",
    classNames: ["zero", "one", "two"],
    train: { images: fileOf("train-images"), labels: fileOf("train-labels") },
    test: { images: fileOf("test-images"), labels: fileOf("test-labels") },
    folders: {
      debian: path.join(root, "debian"),
      keras: "small-keras",
      torchvision: "Small/raw",
    },
    url,
    debianPackage: "dataset-small",
  };
  const surroundings: SmallSetPlaces["surroundings"] = {
    environment: { PATH: path.join(root, "bin") },
    home: path.join(root, "home"),
    workingDirectory: path.join(root, "home", "project"),
    cache: path.join(root, "cache"),
    shipped: path.join(root, "shipped"),
  };
  return { set, surroundings, root };
}

/** Writes the set's files into a folder, but for those named in `replaced`, which get other bytes. */
export async function writeSet(
  set: IdxSet,
  directory: string,
  options: { packed?: boolean; replaced?: Readonly<Record<string, Uint8Array | undefined>> } = {},
): Promise<void> {
  const { packed = true, replaced = {} } = options;
  await mkdir(directory, { recursive: true });
  for (const { name } of filesOf(set)) {
    const bytes = name in replaced ? replaced[name] : storedBytes(name, packed);
    const file = path.join(directory, packed ? `${name}.gz` : name);
    if (bytes !== undefined) await writeFile(file, bytes);
  }
}

/** The bytes of a file of the set as it is stored or served. */
export function storedBytes(name: string, packed = true): Uint8Array {
  if (!(name in contents)) throw new Error(`${name} is no file of the small set`);
  const bytes = plainBytes(name as FileName);
  return packed ? gzipSync(bytes) : bytes;
}
