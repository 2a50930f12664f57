import type { Page } from "@playwright/test";
import type { RunEvent } from "../../model/run/events.js";
import { idle } from "../support/idle.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

/** One is drawn before the frame after it begins. */
function nextFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise((drawn) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            drawn();
          });
        });
      }),
  );
}

test("the first picture is drawn before the host has answered, of a long run too", async ({
  page,
  host,
}) => {
  host.willAnswer = false;
  host.record(recordedRun({ steps: 3000 }));
  await host.open("explorer");
  await expect(page.locator(".strip .item").first()).toBeVisible();
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("3,000");
  const newest = host.run.statistics.at(-1)!.nodes["b3/3a/path2"]!;
  await expect(page.locator('[data-value="b3/3a/path2 0"]')).toHaveText(
    newest.activation!.toFixed(3),
  );
  await expect(page.locator(".inspector .panel")).toBeVisible();
  expect(host.complaints).toEqual([]);
});

/** Of a long run, whose layers of a path have died since its last three readings alone. */
function lateDeath(): readonly RunEvent[] {
  const events = recordedRun({ steps: 3000 });
  const newest = new Set(events.filter(({ kind }) => kind === "statistics").slice(-3));
  return events.map((event) => {
    if (event.kind !== "statistics" || !newest.has(event)) return event;
    const nodes = { ...event.nodes };
    for (const [id, node] of Object.entries(event.nodes)) {
      if (id.startsWith("b3/3a/path2/")) nodes[id] = { ...node, dead: 1 };
    }
    return { ...event, nodes };
  });
}

test("what was put away stays so, and what is known is no news, when a long run is opened", async ({
  page,
  host,
}) => {
  host.record(lateDeath());
  const { runId } = host.run.started!;
  const dismissed = [`${runId} deadLayers warning`];
  await host.open("explorer");
  await idle(page);
  const card = page.locator('section.notice[data-notice="deadLayers"]');
  await expect(card).toBeVisible();
  expect(await page.locator(".announcer").textContent()).toBe("");
  await host.keep({ dismissed });
  await host.reopen();
  await idle(page);
  await expect(card).toHaveCount(0);
  expect(host.complaints).toEqual([]);
});

test("a page that is seen again does not show what its old document says", async ({
  page,
  host,
}) => {
  await host.open("explorer");
  host.willAnswer = false;
  await page.reload();
  // The page is built, and what its document says would be taken in, in one go; a frame later it is drawn.
  await page.locator(".stage-frame").waitFor({ state: "attached" });
  await nextFrames(page);
  expect(await page.locator("[data-ready]").count()).toBe(0);
  expect(await page.locator(".strip .item").count()).toBe(0);
  host.willAnswer = true;
  await host.hydrate();
  await expect(page.locator(".strip .item")).not.toHaveCount(0);
});
