import { chmod, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIdxProvider } from "../../../model/data/idxProvider.js";
import { fileNames } from "../../../model/data/idxSet.js";
import { serveFiles, type FileServer, type FileServerOptions } from "../host/fileServer.js";
import { createSmallSet, storedBytes, writeSet, type SmallSetPlaces } from "./smallSet.js";
import type { Message } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";
import { defaultRunConfig } from "../../../model/run/config.js";

let places: SmallSetPlaces;
let server: FileServer | undefined;
let reports: [string, number | null][];
let own = "";

beforeEach(async () => {
  places = await createSmallSet();
  own = path.join(places.surroundings.cache, "datasets", "small");
  reports = [];
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(places.root, { recursive: true });
});

function load(signal = new AbortController().signal) {
  const set = server === undefined ? places.set : { ...places.set, url: server.url };
  const report = (message: Message, fraction: number | null) =>
    void reports.push([englishOf(message), fraction]);
  return createIdxProvider(set, () => places.surroundings).load({
    directory: "",
    form: defaultRunConfig(),
    signal,
    report,
  });
}

function servedFiles(): Record<string, Uint8Array> {
  return Object.fromEntries(fileNames(places.set).map((name) => [`${name}.gz`, storedBytes(name)]));
}

async function serve(files = servedFiles(), options: FileServerOptions = {}): Promise<FileServer> {
  server = await serveFiles(files, options);
  return server;
}

const packedNames = ["test-images.gz", "test-labels.gz", "train-images.gz", "train-labels.gz"];

describe("the authors' download", () => {
  it("fills the cache once", async () => {
    const { requests } = await serve();
    expect((await load()).source).toBe(own);
    expect(await readdir(own)).toEqual(packedNames);
    const fractions = reports.flatMap(([, fraction]) => fraction ?? []);
    expect(fractions.at(-1)).toBeCloseTo(1);
    expect([...fractions].sort((first, second) => first - second)).toEqual(fractions);
    await load();
    expect(requests).toHaveLength(4);
  });

  it("fetches only what is missing or damaged, whichever form that has", async () => {
    const { requests } = await serve();
    await writeSet(places.set, own, { replaced: { "test-labels": undefined } });
    await writeFile(path.join(own, "train-labels.gz"), "broken");
    await writeFile(path.join(own, "train-labels"), "broken too");
    expect((await load()).source).toBe(own);
    expect(requests.map(({ target }) => target)).toEqual(["/train-labels.gz", "/test-labels.gz"]);
    expect(await readdir(own)).toEqual(packedNames);
  });

  it("goes on with a part, and fetches all of it where the part was of another file", async () => {
    const { requests } = await serve();
    await mkdir(own, { recursive: true });
    await writeFile(
      path.join(own, "train-images.gz.part"),
      storedBytes("train-images").subarray(0, 9),
    );
    await writeFile(path.join(own, "test-images.gz.part"), new Uint8Array(9));
    expect((await load()).source).toBe(own);
    expect(requests.map(({ range }) => range)).toEqual([
      "bytes=9-",
      undefined,
      "bytes=9-",
      undefined,
      undefined,
    ]);
  });

  it("takes no file with another content, and leaves nothing of it", async () => {
    await serve({ ...servedFiles(), "train-labels.gz": storedBytes("test-labels") });
    await expect(load()).rejects.toThrow(
      /authors' server: The data file .*train-labels\.gz\.part is damaged\. Its dimensions are 3, where those of the data set are 6; Debian's package/u,
    );
    expect(await readdir(own)).toEqual(["train-images.gz"]);
  });

  it("stops when it is aborted, without trying another way", async () => {
    const controller = new AbortController();
    await serve(servedFiles(), {
      intercept: () => {
        controller.abort();
        return true;
      },
    });
    await expect(load(controller.signal)).rejects.toHaveProperty("name", "AbortError");
  });

  it("says which folder of the cache cannot be made", async () => {
    await serve();
    await writeFile(places.surroundings.cache, "a file where the folder should be");
    await expect(load()).rejects.toThrow(/folder .*small cannot be made/u);
  });
});

describe("Debian's package", () => {
  async function install(name: string, script: string): Promise<void> {
    const file = path.join(places.root, "bin", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
    await chmod(file, 0o755);
  }

  /** A `dpkg-deb -x ARCHIVE TARGET` that copies what `source` holds. */
  async function installDpkg(source: string): Promise<void> {
    const folder = `"$3${places.set.folders.debian}"`;
    await install("dpkg-deb", `mkdir -p ${folder} && cp ${source}/* ${folder}`);
  }

  it("is fetched and unpacked into the cache without root", async () => {
    const source = path.join(places.root, "packed");
    await writeSet(places.set, source);
    await install("apt-get", `[ "$2 $3" = "download dataset-small" ] && echo > small_1_all.deb`);
    await installDpkg(source);
    expect((await load()).source).toBe(own);
    expect(await readdir(own)).toEqual(packedNames);
  });

  it("is fetched with lists of our own where the system has none", async () => {
    const source = path.join(places.root, "packed");
    await writeSet(places.set, source);
    await install(
      "apt-get",
      `case "$*" in
        "-q download dataset-small") echo "E: no lists" >&2; exit 100;;
        *Dir::State::lists=*update) [ -d lists/partial ] && echo > updated;;
        *Dir::State::lists=*"download dataset-small") [ -f updated ] && echo > small_1_all.deb;;
      esac`,
    );
    await installDpkg(source);
    expect((await load()).source).toBe(own);
  });

  it("is refused where its files are not the authors'", async () => {
    const source = path.join(places.root, "packed");
    await writeSet(places.set, source, {
      replaced: { "test-images": storedBytes("train-images") },
    });
    await install("apt-get", "echo > small_1_all.deb");
    await installDpkg(source);
    await expect(load()).rejects.toThrow(/Debian's package: .*test-images\.gz is damaged/u);
  });

  it.each([
    [
      "apt-get finds none",
      `echo "E: Unable to locate package" >&2; exit 100`,
      /apt-get says: E: Un/u,
    ],
    ["apt-get leaves none", "exit 0", /apt-get left no archive/u],
    ["dpkg-deb is missing", "echo > small_1_all.deb", /dpkg-deb is not installed/u],
  ])("says when %s", async (_, script, expected) => {
    await install("apt-get", script);
    const loading = load();
    await expect(loading).rejects.toThrow(expected);
    await expect(loading).rejects.toMatchObject({ remedy: "data" });
    expect(await readdir(own)).toEqual([]);
  });
});
