import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findRuntime, installRuntime } from "../../../model/engine/tensorflow/setup/runtime.js";
import { UserError } from "../../../model/messages/userError.js";
import {
  createFakeMachine,
  fakeCompiler,
  fakeNode,
  fakePython,
  installPrograms,
  pipInstalls,
  writeLibrary,
  type FakeMachine,
} from "./fakeMachine.js";
import { inEnglish } from "../../support/inEnglish.js";

let fake: FakeMachine;

beforeEach(async () => {
  fake = await createFakeMachine();
});
afterEach(() => rm(fake.root, { recursive: true }));

interface InstallChanges {
  cuda?: boolean;
  python?: string;
  signal?: AbortSignal;
  machine?: Partial<FakeMachine["machine"]>;
}

function install({ machine, ...changes }: InstallChanges = {}) {
  const { signal } = new AbortController();
  const { rootDirectory } = fake;
  const report = () => undefined;
  const options = { python: "", cuda: false, rootDirectory, signal, report, ...changes };
  return installRuntime(options, { ...fake.machine, ...machine });
}

async function expectUserError(installing: Promise<unknown>, message: RegExp): Promise<void> {
  const error: unknown = await installing.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  const { what, why, action } = error as UserError;
  expect(`${what} ${why} ${action}`).toMatch(message);
  expect(action).not.toBe("");
}

async function cached(name: string): Promise<string[]> {
  return readdir(path.join(fake.machine.cache, name)).catch(() => []);
}

describe("without what it needs, set-up says so", () => {
  it("no Python", async () => {
    await expectUserError(install(), /cannot be fetched\. There is no Python 3 on PATH\. Install/u);
    await expect(install()).rejects.toMatchObject({ remedy: "python" });
  });

  it("a selected Python that is none", async () => {
    await fake.install("snake", "exit 1");
    await expectUserError(install({ python: "snake" }), /snake is no Python 3 that runs/u);
    await fake.install("snake", "echo hello");
    await expectUserError(install({ python: "snake" }), /snake is no Python 3 that runs/u);
  });

  it("no pip", async () => {
    await installPrograms(fake, { pip: false });
    await expectUserError(install(), /python3 has no pip\. Install pip/u);
    await expect(install()).rejects.toMatchObject({ remedy: "python" });
    await installPrograms(fake, { pip: true });
    await expect(install()).resolves.toMatchObject({ cuda: false });
  });

  it("no network", async () => {
    const pipScript = [
      `echo "WARNING: Retrying after connection broken" >&2`,
      `echo "ERROR: No matching distribution found for tensorflow-cpu==2.21.0" >&2`,
      `echo "[notice] a hint" >&2`,
      "exit 1",
    ].join("\n");
    await installPrograms(fake, { pipScript });
    await expectUserError(
      install(),
      /could not be fetched\. pip says: No matching distribution.* Check the network/u,
    );
    expect(await cached("libraries")).toEqual([]);
  });

  it("no disk space before, or while pip runs", async () => {
    await installPrograms(fake, {
      pipScript: `echo "ERROR: [Errno 28] No space left on device" >&2; exit 1`,
    });
    await expectUserError(
      install({ machine: { freeBytes: () => Promise.resolve(1.23e9) } }),
      /too little disk space.*2\.0 GB are needed in .*, 1\.2 GB are free\. Free some/u,
    );
    await expectUserError(install(), /No space left on device Free some space/u);
  });

  it("more disk space with CUDA", async () => {
    await installPrograms(fake);
    const machine = { freeBytes: () => Promise.resolve(3e9) };
    await expectUserError(install({ cuda: true, machine }), /10\.0 GB are needed/u);
  });

  it("no compiler", async () => {
    await installPrograms(fake);
    await rm(path.join(fake.root, "bin", "c++"));
    await expectUserError(install(), /No C\+\+ compiler was found \(c\+\+, g\+\+, clang\+\+\)/u);
    fake.machine.environment["CXX"] = "mine";
    await expectUserError(install(), /No C\+\+ compiler was found \(mine\)/u);
    expect(await cached("runtimes")).toEqual([]);
  });

  it("another compiler than c++ will do", async () => {
    await installPrograms(fake);
    await rm(path.join(fake.root, "bin", "c++"));
    await fake.install("clang++", fakeCompiler);
    expect(await install()).toHaveProperty("bindingPath");
  });

  it("a compiler that fails", async () => {
    await installPrograms(fake);
    await fake.install(
      "c++",
      `[ "$1" = "--version" ] && exit 0
      printf 'a.cc: In function f:\\na.cc:3:1: error: nothing here\\n1 error generated.\\n' >&2
      exit 1`,
    );
    await expectUserError(
      install(),
      /c\+\+ says: a\.cc:3:1: error: nothing here\. Install a C\+\+17/u,
    );
    expect(await cached("runtimes")).toEqual([]);
  });

  it("a library that the linker refuses, which is kept since it is what was fetched", async () => {
    await installPrograms(fake);
    await fake.install(
      "c++",
      `[ "$1" = "--version" ] && exit 0
      for file in "$@"; do case "$file" in *cc.so.2) echo "ld: error: $file: too short" >&2;; esac; done
      exit 1`,
    );
    await expectUserError(install(), /library in .* does not load\. ld: error: .*too short\. Use/u);
    expect(await cached("libraries")).toEqual(["tensorflow-cpu-2.21.0"]);
  });

  it("a library that does not load, or crashes", async () => {
    await installPrograms(fake);
    await fake.install("node", `echo "Error: libtensorflow_cc.so.2: file too short" >&2; exit 1`);
    await expectUserError(
      install(),
      /does not load\. libtensorflow_cc\.so\.2: file too short\. Use another engine, or remove/u,
    );
    expect(await cached("libraries")).toEqual(["tensorflow-cpu-2.21.0"]);
    await fake.install("node", "kill -SEGV $$");
    await expectUserError(install(), /It crashed while loading/u);
    expect(await cached("runtimes")).toEqual([]);
    await fake.install("node", fakeNode);
    expect(await install()).toHaveProperty("bindingPath");
  });

  it("a library of others that does not load, or is too old, which is left alone", async () => {
    const named = path.join(fake.root, "named");
    await writeLibrary(named);
    fake.machine.environment["GOOGLENET_TENSORFLOW"] = named;
    await installPrograms(fake);
    await fake.install("node", "exit 3");
    await expectUserError(install(), /ended with code 3\. Repair or remove the TensorFlow of GOO/u);
    await fake.install("node", "printf 2.9.1");
    await expectUserError(install(), /TensorFlow 2\.9\.1 in .* is too old\. 2\.16 or newer/u);
    expect(await readdir(named)).toEqual(["tensorflow"]);
    expect(await cached("runtimes")).toEqual([]);
  });

  it("a package without the library", async () => {
    const pipScript = pipInstalls("libtensorflow_framework.so.2");
    await installPrograms(fake, { pipScript });
    await expectUserError(install(), /lacks a part: .*libtensorflow_framework/u);
    expect(await cached("libraries")).toEqual([]);
  });

  it("neither binding nor sources", async () => {
    await installPrograms(fake);
    await rm(path.join(fake.rootDirectory, "node_modules"), { recursive: true });
    await expectUserError(install(), /binding is missing.*run: npm install/u);
  });

  it("a computer for which there is no library", async () => {
    const machine = { platform: "win32", architecture: "x64" } as const;
    await expectUserError(
      install({ machine }),
      /cannot be installed on win32 x64.*another engine/u,
    );
    const { signal } = new AbortController();
    const { rootDirectory } = fake;
    const found = await findRuntime(
      { python: "", rootDirectory, signal },
      { ...fake.machine, ...machine },
    );
    expect(inEnglish(found)).toMatchObject({
      reason: expect.stringContaining("win32 x64") as string,
      remedy: "engine",
    });
  });

  it("CUDA where there is no build of it", async () => {
    await installPrograms(fake);
    await expectUserError(
      install({ cuda: true, machine: { architecture: "arm64" } }),
      /no CUDA build of TensorFlow.*WebGPU/u,
    );
  });

  it("a cache that cannot be made", async () => {
    await installPrograms(fake);
    await writeFile(fake.machine.cache, "a file");
    await expectUserError(install(), /folder .*libraries cannot be made/u);
  });
});

describe("an interrupted set-up", () => {
  it("leaves nothing that is taken for whole, and can be repeated", async () => {
    const controller = new AbortController();
    const started = path.join(fake.root, "started");
    await installPrograms(fake, {
      pipScript: `${pipInstalls()}\necho > ${started}\nexec sleep 30`,
    });
    const installing = install({ signal: controller.signal });
    while (!(await readdir(fake.root)).includes("started")) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    controller.abort();
    await expect(installing).rejects.toHaveProperty("name", "AbortError");
    expect(await cached("libraries")).toEqual([]);
    await fake.install("python3", fakePython(fake.root));
    expect(await install()).toHaveProperty("origin", "downloaded");
  });

  it("that was killed is swept away by the next, and one that still runs is not", async () => {
    await installPrograms(fake);
    const libraries = path.join(fake.machine.cache, "libraries");
    const gone = path.join(libraries, ".unfinished-999999999-abc", "tensorflow");
    const running = path.join(libraries, `.unfinished-${process.pid}-abc`);
    await mkdir(gone, { recursive: true });
    await mkdir(running, { recursive: true });
    await install();
    expect(await cached("libraries")).toEqual([path.basename(running), "tensorflow-cpu-2.21.0"]);
  });

  it("that left a library without its marker is done again", async () => {
    await installPrograms(fake);
    const { libraryDirectory } = await install();
    await rm(path.join(libraryDirectory, "..", "complete.json"));
    const { signal } = new AbortController();
    const { rootDirectory, machine } = fake;
    expect(
      inEnglish(await findRuntime({ python: "", rootDirectory, signal }, machine)),
    ).toHaveProperty("reason", "The TensorFlow library is not installed.");
    expect(await install()).toHaveProperty("origin", "downloaded");
  });
});
