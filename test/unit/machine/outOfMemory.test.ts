import { describe, expect, it } from "vitest";
import { saysOutOfMemory } from "../../../model/machine/outOfMemory.js";

describe("saysOutOfMemory", () => {
  it.each([
    "OOM when allocating tensor with shape[4096,64] and type float",
    "RESOURCE_EXHAUSTED: failed to allocate",
    "Resource exhausted: no more",
    "terminate called after throwing an instance of 'std::bad_alloc'",
    "FATAL ERROR: JavaScript heap out of memory",
    "vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY",
    "Device::CreateBuffer failed with E_OUTOFMEMORY",
    "Array buffer allocation failed",
    "mmap: Cannot allocate memory",
    "spawn ENOMEM",
  ])("of %j is true", (text) => {
    expect(saysOutOfMemory(text)).toBe(true);
  });

  it.each([
    "Cannot find module /home/broom/dist/trainer.cjs",
    "Input op name can not be found in the graph.",
    "TensorFlow takes a GPU's memory as it needs it.",
    "",
  ])("of %j is false", (text) => {
    expect(saysOutOfMemory(text)).toBe(false);
  });
});
