import { networks } from "../../model/network/index.js";
import { initialRunState, reduce } from "../../model/run/state.js";
import { idle } from "../support/idle.js";
import { recordedRun } from "../support/recordedRun.js";
import { tried, wide } from "../support/length.js";
import { expect, test } from "./page.js";

test(
  "a run of any other network takes the place of the one shown, in a block and in the whole",
  wide,
  async ({ host, page }) => {
    const [first, ...others] = networks;
    host.network = first!;
    host.record(recordedRun({ steps: 60, network: first! }));
    await host.open("explorer");
    const whole = page.locator(".stage-head .crumbs button").first();
    for (const network of [...tried(others.slice(0, 3), others.slice(3)), first!]) {
      host.network = network;
      host.run = recordedRun({ steps: 60, network }).reduce(reduce, initialRunState);
      await host.hydrate();
      await idle(page);
      expect(host.errors, network.id).toEqual([]);
      await expect(page.locator(".strip .module-name")).toHaveCount(network.modules.length + 1);
      // Every second one takes the place of a whole network.
      if (await whole.isVisible()) await whole.click();
      else await page.locator(".strip g.entry").nth(2).click();
    }
  },
);
