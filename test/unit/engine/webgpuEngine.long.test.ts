import { expect, it } from "vitest";
import { verifyEngine } from "../../../model/engine/verify/verify.js";
import { webgpu } from "../../../model/engine/webgpu/engine.js";
import { environmentAt } from "../../support/environment.js";
import { softwareVulkanRoot } from "../../support/webgpu.js";

it("computes what the stored reference says", async () => {
  const { isCorrect, deviation } = await verifyEngine(
    webgpu,
    environmentAt(await softwareVulkanRoot()),
  );
  expect(isCorrect).toBe(true);
  expect(deviation).toBeGreaterThan(0);
});
