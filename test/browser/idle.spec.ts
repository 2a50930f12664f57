import type { Page } from "@playwright/test";
import { idle } from "../support/idle.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

const isDone = (page: Page): Promise<unknown> =>
  page.evaluate((): unknown => Reflect.get(window, "isDone"));

test("a page rests only after its timers, its frames and what moves in it", async ({
  host,
  page,
}) => {
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  await page.evaluate(() => {
    setTimeout(() => {
      requestAnimationFrame(() => {
        const moving = document.body.animate({ opacity: [0.9, 1] }, 200);
        void moving.finished.then(() => Object.assign(window, { isDone: true }));
      });
    }, 200);
  });
  expect(await isDone(page)).toBeUndefined();
  await idle(page);
  expect(await isDone(page)).toBe(true);
});

test("a page does not rest while its host owes it an answer", async ({ host, page }) => {
  let give: (nothing: null) => void = () => undefined;
  host.weightsOf = () =>
    new Promise((resolve) => {
      give = resolve;
    });
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await page.locator('[role=tab][data-tab="kernels"]').click();
  await expect.poll(() => host.weightRequests.length).toBe(1);
  const resting = idle(page).then(() => "rests");
  expect(await Promise.race([resting, page.evaluate(longEnough)])).toBe("waits");
  give(null);
  expect(await resting).toBe("rests");
});

/** Some frames more than a page without an open question needs to rest, and none that `idle` counts. */
async function longEnough(): Promise<string> {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  for (let count = 0; count < 20; count++) {
    await new Promise((resolve) => frame.contentWindow?.requestAnimationFrame(resolve));
  }
  frame.remove();
  return "waits";
}
