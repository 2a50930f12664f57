import { describe, expect, it } from "vitest";
import { Readback } from "../../../model/engine/webgpu/readback.js";
import { scale } from "../../../model/engine/webgpu/shaders/elementwise.js";
import { softwareGpu, testOperations } from "../../support/operationSuite.js";

const opened = softwareGpu();
testOperations(opened);

describe("our own shaders", () => {
  it("reach every element of a tensor with more workgroups than one dimension may have", async () => {
    const { device, compute } = opened();
    const values = Float32Array.from({ length: 4_300_000 }, (_, index) => index % 1000);
    const shape = [values.length];
    const input = compute.upload(values, shape);
    const output = compute.shade(scale, { inputs: [input], uniforms: { factor: 0.5 }, shape });
    const readback = new Readback(compute);
    await device.guard(() => readback.capture(new Map([["y", output]])));
    const halves = readback.read("y");
    expect(halves.findIndex((half, index) => half !== (index % 1000) / 2)).toBe(-1);
  });
});
