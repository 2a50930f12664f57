import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Device } from "../../../model/engine/webgpu/device.js";
import { softwareDevice } from "../../support/webgpu.js";

const never = () => new Promise<never>(() => undefined);
const lost = "The GPU was lost during the run.";

let device: Device;
beforeEach(async () => {
  device = await softwareDevice();
});
afterEach(() => {
  device.close();
});

describe("a device", () => {
  it("ends what waits for it when it is lost, and all that comes after", async () => {
    const waiting = device.guard(never);
    device.device.destroy();
    await expect(waiting).rejects.toMatchObject({ what: lost, remedy: "resume" });
    await expect(device.guard(() => Promise.resolve(1))).rejects.toThrow(lost);
  });

  it("says that it was lost rather than what that broke", async () => {
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const buffer = device.device.createBuffer({ size: 16, usage });
    const reading = device.guard(() => buffer.mapAsync(GPUMapMode.READ));
    device.device.destroy();
    await expect(reading).rejects.toThrow(lost);
  });

  it("never hides an error that it reports beside the calls", async () => {
    const wrongly = device.guard(() => {
      device.device.createShaderModule({ code: "no shader" });
      return Promise.resolve();
    });
    await expect(wrongly).rejects.toMatchObject({
      what: "The GPU refused a command of the training step.",
      remedy: "engine",
    });
  });

  it("says that memory does not do", async () => {
    const usage = GPUBufferUsage.STORAGE;
    const tooLarge = device.guard(() => {
      device.device.createBuffer({ size: 2 ** 50, usage });
      return Promise.resolve();
    });
    await expect(tooLarge).rejects.toMatchObject({
      what: "The GPU has no memory left.",
      remedy: "restart",
    });
  });

  it("passes on what fails for another reason, and is not lost for being closed", async () => {
    const failing = device.guard(() => Promise.reject(new Error("A reason of its own.")));
    await expect(failing).rejects.toThrow("A reason of its own.");
    device.close();
    await device.device.lost;
    await expect(device.guard(() => Promise.resolve(1))).resolves.toBe(1);
  });
});
