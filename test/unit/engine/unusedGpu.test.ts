import { rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tensorflow } from "../../../model/engine/tensorflow/engine.js";
import { installRuntime } from "../../../model/engine/tensorflow/setup/runtime.js";
import { environmentAt } from "../../support/environment.js";
import {
  createFakeMachine,
  installPrograms,
  writeLibrary,
  type FakeMachine,
} from "../setup/fakeMachine.js";
import { englishOf } from "../../../model/messages/translate.js";

let fake: FakeMachine;
beforeEach(async () => {
  const { platform, arch: architecture } = process;
  fake = await createFakeMachine({ platform, architecture });
  await installPrograms(fake);
  await fake.install("nvidia-smi", "echo NVIDIA A2");
  vi.stubEnv("PATH", fake.machine.environment["PATH"]);
  vi.stubEnv("GOOGLENET_CACHE", fake.machine.cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(fake.root, { recursive: true });
});

/** What is advised once a runtime of a build for the CPU was made. */
async function adviceAfterInstall(): Promise<string> {
  const { signal } = new AbortController();
  const { rootDirectory, machine } = fake;
  const options = { python: "", rootDirectory, signal, cuda: false, report: () => undefined };
  await installRuntime(options, machine);
  const { device, reason, action } = await tensorflow.report(environmentAt(rootDirectory));
  expect(device).not.toBe("NVIDIA A2");
  expect(englishOf(reason)).toContain("is built for the CPU, so the NVIDIA A2 is not used.");
  return englishOf(action);
}

describe("a GPU that the TensorFlow library was not built for", () => {
  it("is used after a set-up with CUDA", async () => {
    vi.stubEnv("GOOGLENET_TENSORFLOW", "");
    expect(await adviceAfterInstall()).toBe("Install the CUDA build: googlenet setup --cuda.");
  });

  it("needs another library where the environment names that one, which comes first", async () => {
    await writeLibrary(path.join(fake.root, "named"));
    const named = path.join(fake.root, "named");
    fake.machine.environment["GOOGLENET_TENSORFLOW"] = named;
    vi.stubEnv("GOOGLENET_TENSORFLOW", named);
    expect(await adviceAfterInstall()).toMatch(/^Name a CUDA build in GOOGLENET_TENSORFLOW, /u);
  });
});
