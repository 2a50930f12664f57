import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pipInstall } from "../../../model/engine/tensorflow/setup/pip.js";
import {
  findPython,
  forgetPythons,
  type Python,
} from "../../../model/engine/tensorflow/setup/python.js";
import { createFakeMachine, type FakeMachine } from "./fakeMachine.js";

const modules = ["json.py", "importlib.py", "tensorflow.py", "pip.py", "encodings.py", "site.py"];
const usual = process.cwd();
const { signal } = new AbortController();

let fake: FakeMachine;
let folder: string;
/** Written by each module that is run. */
let trace: string;

/** A folder of someone's, with modules named like those that Python looks for. */
beforeEach(async () => {
  fake = await createFakeMachine({ environment: { ...process.env, PYTHONPATH: "" } });
  folder = path.join(fake.root, "opened");
  trace = path.join(fake.root, "was-run");
  await mkdir(folder);
  for (const name of modules) {
    await writeFile(path.join(folder, name), `open(${JSON.stringify(trace)}, "a").write(__name__)`);
  }
  forgetPythons();
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(usual);
  await rm(fake.root, { recursive: true });
});

async function find(): Promise<Python> {
  const python = await findPython("", fake.machine, signal);
  if (python === undefined) throw new Error("These tests need Python 3.");
  return python;
}
const wasRun = () => readFile(trace, "utf8").catch(() => "");

describe("Python in a folder of someone's", () => {
  // An empty entry of PYTHONPATH stands for the current folder.
  it.each(["", ".", ":/nowhere"])(
    "is asked without running a module of it (PYTHONPATH '%s')",
    async (value) => {
      fake.machine.environment["PYTHONPATH"] = value;
      expect((await find()).tensorflow).not.toContain(folder);
      expect(await wasRun()).toBe("");
    },
  );

  it("still finds the TensorFlow that a person has put on PYTHONPATH", async () => {
    const own = path.join(fake.root, "own");
    await mkdir(path.join(own, "tensorflow"), { recursive: true });
    await writeFile(path.join(own, "tensorflow", "__init__.py"), "");
    fake.machine.environment["PYTHONPATH"] = own;
    expect(await find()).toHaveProperty("tensorflow", path.join(own, "tensorflow"));
  });

  it("is found by a path from that folder", async () => {
    const script = `#!/bin/sh\nexec python3 "$@"\n`;
    await writeFile(path.join(folder, "mine"), script, { mode: 0o755 });
    const python = await findPython("./mine", fake.machine, signal);
    expect(python).toHaveProperty("command", "./mine");
  });
});

describe("pip in a folder of someone's", () => {
  const wheel = { name: "tensorflow-cpu", version: "2.21.0", sha256: "0".repeat(64) };

  it("runs no module of it, and refuses a file other than the one that was written down", async () => {
    const index = path.join(fake.root, "index");
    await mkdir(index);
    const file = "tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl";
    await writeFile(path.join(index, file), "other bytes");
    Object.assign(fake.machine.environment, { PIP_NO_INDEX: "1", PIP_FIND_LINKS: index });
    const options = { python: await find(), signal, onMessage: () => undefined };
    const target = path.join(fake.root, "target");
    await expect(pipInstall([wheel], target, fake.machine, options)).rejects.toMatchObject({
      what: "TensorFlow was not installed.",
      why:
        "The package index gave another file for tensorflow-cpu==2.21.0 " +
        "than the one that was published.",
      action: expect.stringContaining("Use another package index") as string,
    });
    expect(await wasRun()).toBe("");
  });
});
