import {
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  findRuntime,
  installRuntime,
  type TensorFlowRuntime,
} from "../../../model/engine/tensorflow/setup/runtime.js";
import type { SetupProgress } from "../../../model/machine/setup.js";
import {
  createFakeMachine,
  fakePython,
  installPrograms,
  pipInstallsCuda,
  writeLibrary,
  type FakeMachine,
} from "./fakeMachine.js";
import { inEnglish } from "../../support/inEnglish.js";
import { englishOf } from "../../../model/messages/translate.js";
import { nothing } from "../../../model/messages/message.js";

let fake: FakeMachine;
let progress: SetupProgress[];

beforeEach(async () => {
  fake = await createFakeMachine();
  progress = [];
});
afterEach(() => rm(fake.root, { recursive: true }));

function options() {
  const { signal } = new AbortController();
  return { python: "", rootDirectory: fake.rootDirectory, signal };
}

async function find() {
  return inEnglish(await findRuntime(options(), fake.machine));
}

function install(cuda = false): Promise<TensorFlowRuntime> {
  const report = (step: SetupProgress) => void progress.push(step);
  return installRuntime({ ...options(), cuda, report }, fake.machine);
}

async function namesBelow(name: string): Promise<string[]> {
  return readdir(path.join(fake.machine.cache, name)).catch(() => []);
}

describe("a first set-up", () => {
  it("downloads the library, compiles the binding, tries it, and is found then", async () => {
    await installPrograms(fake);
    expect(await find()).toMatchObject({
      reason: "The TensorFlow library is not installed.",
      remedy: "setup",
    });
    const runtime = await install();
    expect(runtime).toMatchObject({ version: "2.21.0", cuda: false, origin: "downloaded" });
    expect(await find()).toEqual(runtime);
    expect([...new Set(progress.map(({ step }) => step))]).toEqual(["library", "binding", "probe"]);
  });

  it("keeps of the package what is needed, and nothing else in the cache", async () => {
    await installPrograms(fake);
    const { libraryDirectory, bindingPath } = await install();
    expect(await readdir(libraryDirectory)).toEqual([
      "include",
      "libtensorflow_cc.so.2",
      "libtensorflow_framework.so.2",
    ]);
    expect(await namesBelow("libraries")).toEqual(["tensorflow-cpu-2.21.0"]);
    expect(await namesBelow("libraries/tensorflow-cpu-2.21.0")).toEqual([
      "complete.json",
      "tensorflow",
    ]);
    const folder = path.dirname(bindingPath);
    expect(await readdir(folder)).toEqual(["runtime.json", "tensorflow", "tfjs_binding.node"]);
    expect(await readlink(path.join(folder, "tensorflow"))).toBe(libraryDirectory);
  });

  it("lets any Python fetch the wheel of one, and links where the module looks", async () => {
    await installPrograms(fake);
    await install();
    const call = await readFile(path.join(fake.root, "pip-calls"), "utf8");
    expect(call).toMatch(
      /--only-binary=:all: --implementation cp --python-version 311 --abi cp311/u,
    );
    expect(call).toContain("--platform manylinux_2_27_x86_64 ");
    const compiled = await readFile(path.join(fake.root, "bin", "compiled"), "utf8");
    expect(compiled).toContain("-Wl,-rpath,$ORIGIN/tensorflow");
    expect(compiled).toContain("-DNAPI_VERSION=8");
  });

  it("installs the one file of a package that was written down, and refuses others", async () => {
    await installPrograms(fake);
    await install();
    expect(await readFile(path.join(fake.root, "pip-calls"), "utf8")).toContain("--require-hashes");
    expect(await readFile(path.join(fake.root, "pip-requirements"), "utf8")).toMatch(
      /^tensorflow-cpu==2\.21\.0 --hash=sha256:[0-9a-f]{64}$/u,
    );
  });

  it("is skipped when all is there", async () => {
    await installPrograms(fake);
    const first = await install();
    progress = [];
    await rm(path.join(fake.root, "bin", "c++"));
    expect(await install()).toEqual(first);
    expect(progress).toEqual([]);
  });

  it("may be run twice at once", async () => {
    await installPrograms(fake);
    const [first, second] = await Promise.all([install(), install()]);
    expect(first).toEqual(second);
    expect(await namesBelow("libraries")).toEqual(["tensorflow-cpu-2.21.0"]);
    expect(await find()).toEqual(first);
  });
});

describe("the library that is used", () => {
  it("is the selected Python's own where it is new enough, in place", async () => {
    const tensorflow = await writeLibrary(path.join(fake.root, "site-packages"));
    await installPrograms(fake, { tensorflow, tensorflowVersion: "2.16.1" });
    expect(await find()).toHaveProperty("reason", expect.stringContaining("binding is not made"));
    const runtime = await install();
    expect(runtime).toMatchObject({ libraryDirectory: tensorflow, origin: "the selected Python" });
    expect(await namesBelow("libraries")).toEqual([]);
  });

  it.each([
    ["2.15.0", /TensorFlow 2\.15\.0 of python3 is passed over: 2\.16 or newer is needed/u],
    ["", /TensorFlow of unknown version of python3 is passed over/u],
  ])("is downloaded where the Python's own is of version '%s'", async (version, expected) => {
    const tensorflow = await writeLibrary(path.join(fake.root, "site-packages"));
    await installPrograms(fake, { tensorflow, tensorflowVersion: version });
    expect(await find()).toHaveProperty("reason", expect.stringMatching(expected));
    expect(await install()).toHaveProperty("origin", "downloaded");
    expect(englishOf(progress[0]?.message ?? nothing)).toMatch(expected);
  });

  it("is downloaded where the Python's own lacks the C library", async () => {
    const tensorflow = await writeLibrary(path.join(fake.root, "site-packages"));
    await rm(path.join(tensorflow, "libtensorflow_cc.so.2"));
    await installPrograms(fake, { tensorflow, tensorflowVersion: "2.20.0" });
    expect(await install()).toHaveProperty("origin", "downloaded");
    expect(englishOf(progress[0]?.message ?? nothing)).toMatch(
      /passed over: it lacks the C library/u,
    );
  });

  it.each(["", "tensorflow"])("is the one GOOGLENET_TENSORFLOW names (…/%s)", async (below) => {
    const tensorflow = await writeLibrary(path.join(fake.root, "named"));
    await mkdir(path.join(fake.root, "named", "tensorflow_cpu-2.19.0.dist-info"));
    await installPrograms(fake);
    fake.machine.environment["GOOGLENET_TENSORFLOW"] = path.join(fake.root, "named", below);
    const runtime = await install();
    expect(runtime).toMatchObject({ libraryDirectory: tensorflow, origin: "GOOGLENET_TENSORFLOW" });
  });

  it("with CUDA is a download of its own, with NVIDIA's libraries, and then preferred", async () => {
    await installPrograms(fake);
    const cpu = await install();
    await fake.install("python3", fakePython(fake.root, { pipScript: pipInstallsCuda }));
    const cuda = await install(true);
    expect(cuda.cuda).toBe(true);
    expect(await find()).toEqual(cuda);
    expect(cpu.libraryDirectory).not.toBe(cuda.libraryDirectory);
    expect(await namesBelow("libraries/tensorflow-2.21.0")).toEqual([
      "complete.json",
      "nvidia",
      "tensorflow",
    ]);
    const requirements = await readFile(path.join(fake.root, "pip-requirements"), "utf8");
    expect(requirements).toMatch(/^nvidia-cublas-cu12==[\d.]+ --hash=sha256:[0-9a-f]{64}$/mu);
    expect(requirements).toMatch(/^nvidia-cudnn-cu12==[\d.]+ --hash=sha256:[0-9a-f]{64}$/mu);
  });

  it("with CUDA is preferred to a Python's own for the CPU, of which a runtime is made", async () => {
    const tensorflow = await writeLibrary(path.join(fake.root, "site-packages"));
    const own = { tensorflow, tensorflowVersion: "2.20.0", pipScript: pipInstallsCuda };
    await installPrograms(fake, own);
    expect(await install()).toMatchObject({ cuda: false, origin: "the selected Python" });
    const cuda = await install(true);
    expect(cuda).toMatchObject({ cuda: true, origin: "downloaded" });
    expect(await find()).toEqual(cuda);
    expect(await install()).toEqual(cuda);
  });

  it("is the Python's own before a downloaded one of the same build", async () => {
    await installPrograms(fake);
    await install();
    const tensorflow = await writeLibrary(path.join(fake.root, "site-packages"));
    await fake.install(
      "python3",
      fakePython(fake.root, { tensorflow, tensorflowVersion: "2.16.1" }),
    );
    expect(await install()).toHaveProperty("origin", "the selected Python");
    expect(await find()).toHaveProperty("origin", "the selected Python");
  });
});

describe("a runtime that was made", () => {
  it("is made anew when the library has moved", async () => {
    const tensorflow = await writeLibrary(path.join(fake.root, "named"));
    await installPrograms(fake);
    fake.machine.environment["GOOGLENET_TENSORFLOW"] = path.join(fake.root, "named");
    const first = await install();
    await rename(path.dirname(tensorflow), path.join(fake.root, "moved"));
    fake.machine.environment["GOOGLENET_TENSORFLOW"] = path.join(fake.root, "moved");
    expect(await find()).toHaveProperty("reason", expect.stringContaining("not made yet"));
    expect((await install()).bindingPath).not.toBe(first.bindingPath);
  });

  it.each(["runtime.json", "tfjs_binding.node", "tensorflow"])(
    "is made anew when its %s is gone",
    async (name) => {
      await installPrograms(fake);
      const first = await install();
      await rm(path.join(path.dirname(first.bindingPath), name));
      expect(await find()).toHaveProperty("reason");
      expect(await install()).toEqual(first);
    },
  );

  it.each(["tfjs_binding.node", "tensorflow/libtensorflow_cc.so.2"])(
    "is made anew when its %s was cut off, since to load that may end the process",
    async (name) => {
      await installPrograms(fake);
      const first = await install();
      const file = path.join(path.dirname(first.bindingPath), name);
      await truncate(file, 3);
      expect(await find()).toHaveProperty("reason", expect.stringContaining("not made yet"));
      expect(await install()).toEqual(first);
    },
  );

  it("is made anew when the binding's sources change", async () => {
    await installPrograms(fake);
    const first = await install();
    const sources = path.join(fake.rootDirectory, "node_modules/@tensorflow/tfjs-node-gpu/binding");
    await writeFile(path.join(sources, "tfjs_binding.cc"), "changed");
    expect(await find()).toHaveProperty("reason", expect.stringContaining("not made yet"));
    expect((await install()).bindingPath).not.toBe(first.bindingPath);
  });

  it("uses the module shipped with the extension, without a compiler", async () => {
    await installPrograms(fake);
    await rm(path.join(fake.root, "bin", "c++"));
    await rm(path.join(fake.rootDirectory, "node_modules"), { recursive: true });
    const native = path.join(fake.rootDirectory, "dist", "native", "linux-x64");
    await mkdir(native, { recursive: true });
    await writeFile(path.join(native, "tfjs_binding.node"), "prebuilt");
    const { bindingPath } = await install();
    expect(await readFile(bindingPath, "utf8")).toBe("prebuilt");
  });

  it("is found quickly, asking Python once", async () => {
    await installPrograms(fake);
    await install();
    await find();
    const durationsMs: number[] = [];
    for (let time = 0; time < 10; time += 1) {
      const start = performance.now();
      await find();
      durationsMs.push(performance.now() - start);
    }
    expect(Math.min(...durationsMs)).toBeLessThan(50);
    expect(await readFile(path.join(fake.root, "asked"), "utf8")).toBe("x\n");
  });
});
