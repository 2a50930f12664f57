import { describe, expect, it } from "vitest";
import { preferredOf, type DeviceKind } from "../../../model/machine/preferredDevice.js";

describe("preferredOf", () => {
  const on = (...kinds: (DeviceKind | null)[]) =>
    preferredOf(kinds.map((deviceKind, index) => ({ deviceKind, index })))?.index;

  it("takes a GPU before the processor, and of equals the first", () => {
    expect(on("cpu", "gpu", "cpu", "gpu")).toBe(1);
    expect(on(null, "cpu", "cpu")).toBe(1);
  });

  it("takes no GPU in software", () => {
    expect(on("software", "cpu")).toBe(1);
    expect(on("software", null)).toBeUndefined();
  });
});
