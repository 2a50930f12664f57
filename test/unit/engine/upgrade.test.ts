import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { tensorflow } from "../../../model/engine/tensorflow/engine.js";
import { forgetPythons } from "../../../model/engine/tensorflow/setup/python.js";
import type { EngineUpgrade } from "../../../model/machine/engineReport.js";
import { environmentAt } from "../../support/environment.js";
import { createFakeMachine, installPrograms, type FakeMachine } from "../setup/fakeMachine.js";

let fake: FakeMachine;
beforeEach(async () => {
  forgetPythons();
  fake = await createFakeMachine();
  vi.stubEnv("PATH", fake.machine.environment["PATH"]);
  vi.stubEnv("GOOGLENET_CACHE", fake.machine.cache);
  vi.stubEnv("GOOGLENET_TENSORFLOW", "");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await rm(fake.root, { recursive: true });
});

async function upgrade(): Promise<EngineUpgrade | undefined> {
  const report = await tensorflow.report(environmentAt(fake.rootDirectory));
  expect(report.available).toBe(false);
  return report.upgrade;
}

function stubMachine(platform: NodeJS.Platform, arch: NodeJS.Architecture): void {
  const properties = { platform: { value: platform }, arch: { value: arch } };
  vi.stubGlobal("process", Object.create(process, properties));
}

describe("TensorFlow that is not installed", () => {
  it("would compute on the processor", async () => {
    await installPrograms(fake);
    const found = await upgrade();
    expect(found).toMatchObject({ cuda: false });
    expect(found?.device).toMatch(/, \d+ threads?$/u);
  });

  it("would compute on an NVIDIA GPU that is there, where there is a build for it", async () => {
    await installPrograms(fake);
    await fake.install("nvidia-smi", "echo NVIDIA A2");
    stubMachine("linux", "x64");
    expect(await upgrade()).toMatchObject({ device: "NVIDIA A2", cuda: true });
    stubMachine("linux", "arm64");
    expect(await upgrade()).toMatchObject({ cuda: false });
  });

  it("is promised to nobody who cannot fetch it", async () => {
    expect(await upgrade()).toBeUndefined();
    forgetPythons();
    await installPrograms(fake, { pip: false });
    expect(await upgrade()).toBeUndefined();
  });
});
