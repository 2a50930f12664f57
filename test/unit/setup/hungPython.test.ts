import { rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPython } from "../../../model/engine/tensorflow/setup/python.js";
import { findRuntime } from "../../../model/engine/tensorflow/setup/runtime.js";
import { createFakeMachine, type FakeMachine } from "./fakeMachine.js";
import { inEnglish } from "../../support/inEnglish.js";

let fake: FakeMachine;
beforeEach(async () => {
  fake = await createFakeMachine();
  await fake.install("python3", "exec sleep 20");
});
afterEach(() => rm(fake.root, { recursive: true }));

const never = new AbortController().signal;

describe("a Python that does not answer", () => {
  it("is given up after a while, and says so", async () => {
    await expect(findPython("", fake.machine, never, 300)).rejects.toMatchObject({
      name: "UserError",
      why: "python3 did not answer within 0.3 seconds.",
      remedy: "python",
    });
  });

  it("is the reason why its TensorFlow is not found", async () => {
    // Whoever asks while it is being asked waits for the same answer.
    const asked = findPython("", fake.machine, never, 300);
    const found = findRuntime({ ...fake, python: "", signal: never }, fake.machine);
    await expect(asked).rejects.toThrow("did not answer");
    expect(inEnglish(await found)).toMatchObject({
      reason: "The TensorFlow library is not installed. python3 did not answer within 0.3 seconds.",
    });
  });

  it("keeps nobody waiting who has been told to stop, and others still", async () => {
    const other = findPython("", fake.machine, never, 1000);
    const stop = new AbortController();
    const selected = path.join(fake.root, "bin", "python3");
    const finding = findRuntime({ ...fake, python: selected, signal: stop.signal }, fake.machine);
    const joined = findPython("", fake.machine, stop.signal);
    stop.abort();
    await expect(finding).rejects.toBe(stop.signal.reason);
    await expect(joined).rejects.toBe(stop.signal.reason);
    await expect(other).rejects.toThrow("did not answer");
  });
});
