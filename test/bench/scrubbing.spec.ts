import { googlenet } from "../../model/network/googlenet/spec.js";
import { inceptionV3 } from "../../model/network/inception-v3/spec.js";
import { test } from "../browser/page.js";
import { recordedRun } from "../support/recordedRun.js";
import { rest } from "../support/rest.js";
import { describeCosts, readCpu, readFrames, resetFrames, watchFrames } from "./frames.js";

for (const network of [googlenet, inceptionV3]) {
  test(`scrubbing with all of ${network.title} open`, async ({ host, page }) => {
    const run = recordedRun({ steps: 1200, statisticsEvery: 5, epochs: 100, network });
    host.network = network;
    host.record(run);
    await watchFrames(page);
    await host.open("explorer");
    await page.locator(".stage-head .crumbs button").first().click();
    await rest(page);
    const cpu = await readCpu(page);
    for (const window of ["far", "near", "near, with the statistics of a block"]) {
      if (window === "near") {
        await page.getByRole("button", { name: "Zoom in" }).click();
        await page.getByRole("button", { name: "Zoom in" }).click();
      } else if (window !== "far") {
        await page.getByRole("tab", { name: "Statistics" }).click();
      }
      await rest(page);
      await resetFrames(page);
      const before = await cpu();
      // A hand that pulls the slider from end to end: another moment in each frame.
      await page.locator(".time-line .time").evaluate(async (slider: HTMLInputElement) => {
        const { min, max } = slider;
        for (let share = 0; share < 1; share += 1 / 200) {
          slider.value = String(Number(min) + share * (Number(max) - Number(min)));
          slider.dispatchEvent(new Event("input"));
          await new Promise(requestAnimationFrame);
        }
      });
      const perFrame = ((await cpu()) - before) / 200;
      const costs = await readFrames(page);
      const at95 = costs.costs[Math.floor(0.95 * costs.costs.length)] ?? Number.NaN;
      process.stdout.write(
        `explorer, ${network.id}, ${window}: scrubbing, 95th percentile ${at95.toFixed(2)} ms; ${perFrame.toFixed(2)} ms of processor time a frame; ${describeCosts(costs)}\n`,
      );
      await page.getByRole("button", { name: "Live", exact: true }).click();
    }
  });
}
