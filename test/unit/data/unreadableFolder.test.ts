import type * as fsPromises from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { DatasetProvider } from "../../../model/data/dataset.js";
import { pictureFolder } from "../../../model/data/pictures/pictureFolder.js";
import { recognizeDataset } from "../../../model/data/recognizeDataset.js";
import { englishOf } from "../../../model/messages/translate.js";
import { UsageError, type UserError } from "../../../model/messages/userError.js";
import { pictureFiles, writeFiles } from "../../support/pictureFolders.js";

/** What the system does not give, by the ends of paths: whoever runs the tests may be one who may read all. */
const closed = vi.hoisted(() => ({ ends: [] as string[], code: "EACCES" }));
/** Files that a folder seems to hold, by the end of its path: making so many would take long. */
const crowd = vi.hoisted(() => ({ end: "/none", count: 0 }));

vi.mock("node:fs/promises", async (importOriginal) => {
  const fs = await importOriginal<typeof fsPromises>();
  const guarded = (call: keyof typeof fs, name: string): unknown => {
    // SAFETY: those that are named below take a path first, and give a promise.
    const does = fs[call] as (...parameters: readonly unknown[]) => Promise<unknown>;
    return async (...parameters: readonly unknown[]) => {
      const place = String(parameters[0]);
      if (!closed.ends.some((end) => place.endsWith(end))) return does(...parameters);
      const { code } = closed;
      const words = `${code}: words of Node, ${name} '${place}'`;
      throw Object.assign(new Error(words), { code, syscall: name, path: place });
    };
  };
  const readdir = guarded("readdir", "scandir") as typeof fs.readdir; // SAFETY: the same but for errors.
  const readdirOrCrowd = async (place: string) =>
    place.endsWith(crowd.end)
      ? Array.from({ length: crowd.count }, (_, index) => ({
          ...{ name: `${index}.txt`, isSymbolicLink: () => false, isDirectory: () => false },
        }))
      : readdir(place, { withFileTypes: true });
  return { ...fs, readdir: readdirOrCrowd, readFile: guarded("readFile", "open") };
});

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "closed-"));
  folder = path.join(root, "pets");
  vi.stubEnv("GOOGLENET_CACHE", path.join(root, "cache"));
  await writeFiles(folder, pictureFiles(["birds", "cats", "dogs"], 3));
  await writeFiles(folder, { "dogs/old/1.png": pictureFiles(["a"], 1)["a/0.png"] ?? "" });
  return async () => {
    vi.unstubAllEnvs();
    Object.assign(closed, { ends: [], code: "EACCES" });
    crowd.end = "/none";
    await rm(root, { recursive: true });
  };
});

async function load(directory = folder): ReturnType<DatasetProvider["load"]> {
  const form = { inputSize: [8, 6], seed: 1 } as const;
  const { signal } = new AbortController();
  return pictureFolder.load({ directory, form, signal, report: () => undefined });
}

/** What a person is told where it cannot be used; never in the words of Node. */
async function refusalOf(asked: Promise<unknown>): Promise<string> {
  const error: unknown = await asked.catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(UsageError);
  const { message } = error as UserError; // SAFETY: asked in the line above.
  expect(message).not.toMatch(/words of Node/u);
  return message;
}

describe("a folder below one of pictures that the system does not give", () => {
  it("is left out as a picture that cannot be read, and its class where it has no other", async () => {
    closed.ends = ["/birds", "/dogs/old"];
    const { classNames, train, test, leftOut = [] } = await load();
    expect([classNames, train.count + test.count]).toEqual([["cats", "dogs"], 6]);
    expect(leftOut.map(({ file, why, isUnreadable }) => [file, englishOf(why), isUnreadable])).toEqual([
      ["birds/", "You may not read it.", true],
      ["dogs/old/", "You may not read it.", true],
    ]); // prettier-ignore
  });

  it("is named where too few classes are left for it", async () => {
    closed.ends = ["/birds", "/dogs"];
    expect(await refusalOf(load())).toMatch(
      /has one class, cats\..* Left out is birds\/: You may not read it\./u,
    );
  });

  it("is named where it is all of a part", async () => {
    await writeFiles(root, { "set/train/a/1.png": "", "set/test/a/1.png": "" });
    closed.ends = ["/set/train"];
    expect(await refusalOf(load(path.join(root, "set")))).toMatch(
      /has no pictures of any class\..* Left out is train\/: You may not read it\./u,
    );
  });

  it("is named where nothing else is there to know the data by", async () => {
    closed.ends = ["/birds", "/cats", "/dogs"];
    expect(await refusalOf(recognizeDataset(folder))).toMatch(
      /Looked for: .*\. Left out is birds\/: You may not read it\./u,
    );
  });
});

describe("a folder of more files than a call may have parameters", () => {
  it("is looked through as any other", async () => {
    Object.assign(crowd, { end: "/birds", count: 300_000 });
    const { classNames, leftOut } = await load();
    expect([classNames, leftOut?.length]).toEqual([["cats", "dogs"], 300_001]);
  });
});

describe("the folder itself", () => {
  it.each([
    ["EACCES", "cannot be read. You may not read it."],
    ["EIO", "cannot be read. The disk or drive that it is on does not give it."],
    ["ELOOP", "cannot be read. Its links lead in a circle."],
    ["EMFILE", "cannot be read. Too many files are open at once."],
    ["ENOENT", "cannot be found. Choose the folder"],
    ["EQUEER", "cannot be read. The system does not read it (EQUEER)."],
  ])("is refused in a sentence where reading it ends with %s", async (code, told) => {
    Object.assign(closed, { ends: ["/pets"], code });
    expect(await refusalOf(load())).toContain(`The data folder ${folder} ${told}`);
    expect(await refusalOf(recognizeDataset(folder))).toContain(told);
  });
});

describe("a picture that the system does not give", () => {
  it("is read once it gives it, though the file is the same", async () => {
    closed.ends = ["/cats/0.png"];
    const { leftOut = [] } = await load();
    expect(leftOut.map(({ file, why }) => [file, englishOf(why)])).toEqual([
      ["cats/0.png", "You may not read it."],
    ]);
    closed.ends = [];
    const { train, test, leftOut: none } = await load();
    expect([train.count + test.count, none]).toEqual([10, []]);
  });
});
