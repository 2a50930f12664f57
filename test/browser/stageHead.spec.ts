import { googlenetBn } from "../../model/network/googlenet-bn/spec.js";
import { recordedRun } from "../support/recordedRun.js";
import { tried, wide } from "../support/length.js";
import { expect, test } from "./page.js";

test(
  "no tool of the stage and no tab is pushed out, however long the names and narrow the window",
  wide,
  async ({ host, page }) => {
    host.network = googlenetBn;
    host.record(recordedRun({ steps: 60, network: googlenetBn }));
    await host.open("explorer");
    await host.select("b3/3a");
    for (const width of tried([292, 720, 980], [362, 640, 860, 923, 1100, 1280])) {
      await page.setViewportSize({ width, height: 720 });
      const [head, tools] = await Promise.all(
        [".stage-head", ".stage-head .tools"].map((part) => page.locator(part).boundingBox()),
      );
      expect(tools!.x + tools!.width, String(width)).toBeLessThanOrEqual(head!.x + head!.width);
      const crumbs = page.locator(".stage-head .crumbs button");
      const widths = await crumbs.evaluateAll((all) =>
        all.map((crumb) => crumb.getBoundingClientRect().width),
      );
      // A letter of each stays.
      for (const each of widths) expect(each, String(width)).toBeGreaterThan(24);
      const module = crumbs.nth(1);
      expect(await module.evaluate((crumb) => crumb.scrollWidth - crumb.clientWidth)).toBe(0);
      // No tab stands alone in a line of its own.
      const tabs = await page
        .getByRole("tab")
        .evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
      expect(new Set(tabs).size, String(width)).toBe(1);
    }
  },
);
