import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { adapterName, isSoftware } from "../../../model/engine/webgpu/adapter.js";
import { webgpu } from "../../../model/engine/webgpu/engine.js";
import { probeAdapter } from "../../../model/engine/webgpu/probe.js";
import { softwareVulkanRoot } from "../../support/webgpu.js";
import { environmentAt } from "../../support/environment.js";
import { nothing, says } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "webgpu-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});

describe("the WebGPU engine's report", () => {
  it("names the adapter, and calls a software one by that name", async () => {
    const report = await webgpu.report(environmentAt(await softwareVulkanRoot()));
    expect(report).toMatchObject({ id: "webgpu", available: true, action: nothing });
    expect(report.device).toMatch(/^swiftshader .*\(a software adapter\)$/u);
    expect(report.version).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(englishOf(report.reason)).toContain("used only when asked for");
  });

  it("says in a sentence that there is no driver", async () => {
    const root = await softwareVulkanRoot();
    vi.stubEnv("VK_ICD_FILENAMES", path.join(directory, "none.json"));
    const report = await webgpu.report(environmentAt(root));
    expect(report).toMatchObject({
      available: false,
      device: "",
      reason: says("No GPU with a driver for Vulkan, Metal or Direct3D 12 was found."),
    });
    expect(report.action).not.toEqual(nothing);
    const options = { precision: "float32" } as Parameters<typeof webgpu.open>[1];
    await expect(webgpu.open(environmentAt(root), options)).rejects.toMatchObject({
      what: "WebGPU cannot be used here.",
      remedy: "engine",
    });
  });

  it("says that its library is missing", async () => {
    const report = await webgpu.report(environmentAt(directory));
    expect(report.available).toBe(false);
    expect(englishOf(report.reason)).toContain(`missing for ${process.platform}-${process.arch}`);
  });
});

describe("the WebGPU engine", () => {
  it("measures how fast it multiplies matrices", async () => {
    const environment = environmentAt(await softwareVulkanRoot());
    const rate = await webgpu.measureMatrixMultiply!(environment);
    // Between the slowest processor and the fastest GPU.
    expect(rate).toBeGreaterThan(1e6);
    expect(rate).toBeLessThan(1e15);
  });
});

describe("probeAdapter", () => {
  /** The trial loads what it is given as a native module, which text is not. */
  it("survives a library that does not load", async () => {
    await mkdir(directory, { recursive: true });
    const file = path.join(directory, "dawn.node");
    await writeFile(file, "no library");
    const probe = await probeAdapter({ file, version: "" });
    expect(probe.info).toBeUndefined();
    expect("reason" in probe && englishOf(probe.reason)).toContain("dawn.node");
  });

  it("survives a driver that crashes, and does not wait for one that hangs", async () => {
    const crash = path.join(directory, "crash.cjs");
    await writeFile(crash, "process.dlopen = () => process.abort();");
    const hang = path.join(directory, "hang.cjs");
    await writeFile(hang, "process.dlopen = () => { for (;;); };");
    const file = "dawn.node";
    vi.stubEnv("NODE_OPTIONS", `--require ${crash}`);
    expect(await probeAdapter({ file, version: "" })).toEqual({
      reason: says("The graphics driver crashed while it was asked for a device."),
    });
    vi.stubEnv("NODE_OPTIONS", `--require ${hang}`);
    const never = new AbortController().signal;
    expect(await probeAdapter({ file, version: "" }, never, 1500)).toEqual({
      reason: says("The graphics driver did not answer within {0} seconds.", 1.5),
    });
    const stop = new AbortController();
    setTimeout(() => stop.abort("stopped"), 300);
    await expect(probeAdapter({ file, version: "" }, stop.signal)).rejects.toBe("stopped");
  });
});

describe("adapters", () => {
  const info = {
    vendor: "apple",
    architecture: "metal-3",
    device: "apple-m3-pro",
    description: "Metal driver on macOS Version 15.1",
    isFallbackAdapter: false,
  };

  it("have a name for people", () => {
    expect(adapterName(info)).toBe("apple m3 pro, Metal driver on macOS Version 15.1");
    expect(adapterName({ ...info, device: "", description: "" })).toBe("apple metal 3");
  });

  it.each([
    [info, false],
    [{ ...info, isFallbackAdapter: true }, true],
    [{ ...info, device: "llvmpipe-llvm-19-1-0-256-bits-" }, true],
    [{ ...info, device: "microsoft-basic-render-driver" }, true],
  ])("are told from software (%#)", (adapter, expected) => {
    expect(isSoftware(adapter)).toBe(expected);
    expect(adapterName(adapter).endsWith("(a software adapter)")).toBe(expected);
  });
});
