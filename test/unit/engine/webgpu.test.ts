import { describe, expect, it, vi } from "vitest";
import { explainDeviceError } from "../../../model/engine/webgpu/failures.js";
import { openInitialized, testStep } from "../../support/engineSuite.js";
import { sharedWebGpu } from "../../support/sharedWebGpu.js";

const { engine, opened } = sharedWebGpu();

testStep(engine);

describe("a GPU that refuses what is more than it can", () => {
  it.each([
    ["Buffer size (4294967296) exceeds the max buffer size limit (1073741824).", "restart"],
    ["Binding size (2147483648) is larger than the maximum binding size (134217728).", "restart"],
    ["The number of storage buffers (17) exceeds the maximum per-stage limit (12).", "engine"],
  ])("is out of memory only where memory is meant: %s", (why, remedy) => {
    expect(explainDeviceError(`${why}\n - While calling it.`)).toMatchObject({ why, remedy });
  });
});

describe("a GPU without memory", () => {
  it.each(["step", "evaluate"] as const)(
    "names a batch for steps that would fit, in %s",
    async (work) => {
      const trained = await openInitialized(engine);
      const failing = vi
        .spyOn(opened().device, "guard")
        .mockRejectedValueOnce(
          explainDeviceError("vkAllocateMemory failed: VK_ERROR_OUT_OF_DEVICE_MEMORY\nmore"),
        );
      const everyOther = Int32Array.of(0, 2, 4, 6, 8, 10);
      await expect(trained[work](everyOther, { rate: 0.1, step: 1 })).rejects.toMatchObject({
        what: "The device has no memory left for a batch of 12.",
        why: "vkAllocateMemory failed: VK_ERROR_OUT_OF_DEVICE_MEMORY",
        action: expect.stringMatching(/^Train with a batch of [1248],/u) as string,
        remedy: "restart",
      });
      failing.mockRestore();
    },
  );
});
