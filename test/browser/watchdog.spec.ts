import type { RunEvent } from "../../model/run/events.js";
import { recordedRun } from "../support/recordedRun.js";
import { chapterRun } from "../support/runFile.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";

/** A real run of the chapter's recipe, before and after the step at which its loss jumps. */
const events = chapterRun();
const indexOf = (step: number): number =>
  events.findIndex((event) => event.kind === "step" && event.step >= step) + 1;
const [calm, jumped] = [indexOf(3451), indexOf(3452)];
const longPlateau: readonly RunEvent[] = recordedRun({ steps: 700, plateauSteps: 900 });

test("a jump of the loss becomes a card with one click to a lower rate", async ({ host, page }) => {
  host.record(events.slice(0, calm));
  await host.open("explorer");
  await expect(page.locator(".notice")).toHaveCount(0);
  await host.send(events.slice(calm, jumped));
  const card = page.locator('[data-notice="divergence"]');
  await expect(card.locator(".notice-title")).toHaveText("The loss has jumped from 0.296 to 10.0.");
  await expect(page.locator(".announcer")).toHaveText(/^Alert: The loss has jumped/);
  await card.getByText("Restart with learning rate 0.01").click();
  await card.getByText("Restart with seed 1").click();
  expect(host.restarts).toEqual([{ learningRate: 0.01 }, { seed: 1 }]);
  expect(host.complaints).toEqual([]);
});

test("a lost loss is told once, by the failure", async ({ host, page }) => {
  host.record(events.slice(0, jumped));
  await host.open("explorer");
  await host.send(events.slice(jumped));
  const failure = page.locator('[data-notice="failure"]');
  await expect(failure).toContainText("The last losses were 10.0, 138, 1.7e6");
  await expect(page.locator(".notice")).toHaveCount(1);
  await failure.getByText("Restart with learning rate 0.01").click();
  expect(host.restarts).toEqual([{ learningRate: 0.01 }]);
});

test("a card that was put away stays away, also after a reload", async ({ host, page }) => {
  host.record(longPlateau);
  await host.open("explorer");
  const card = page.locator('[data-notice="plateau"]');
  await expect(card).toHaveClass("notice warning");
  await card.getByRole("button", { name: /^Dismiss/ }).click();
  await expect(card).toHaveCount(0);
  await host.reload();
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("700");
  await expect(card).toHaveCount(0);
  expect(host.errors).toEqual([]);
});

test("the known plateau is explained without an alarm", async ({ host, page }) => {
  host.record(longPlateau.slice(0, 20));
  await host.open("explorer");
  await host.send(longPlateau.slice(20, 60));
  await expect(page.locator('[data-notice="plateau"]')).toHaveClass("notice information");
  await expect(page.locator(".announcer")).toHaveText("");
});

for (const width of [1280, 420, 250]) {
  test(
    `digits change and nothing in the header moves, ${width} px wide`,
    longUnless(width === 420),
    async ({ host, page }) => {
      const run = recordedRun({ steps: 130 });
      host.record(run.slice(0, 100));
      await page.setViewportSize({ width, height: 700 });
      await host.open("explorer");
      const boxes = (): Promise<readonly string[]> =>
        page.locator(".run-header [data-fact], .phase").evaluateAll((elements) =>
          elements.map((element) => {
            const box = element.getBoundingClientRect();
            return `${element.tagName} ${box.x} ${box.y} ${box.width}`;
          }),
        );
      await expect(page.locator('[data-fact="step"] dd')).not.toHaveText("–");
      const before = await boxes();
      await host.send(run.slice(100));
      await expect(page.locator('[data-fact="step"] dd')).toHaveText("130");
      expect(await boxes()).toEqual(before);
      const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(scrollWidth).toBeLessThanOrEqual(width);
    },
  );
}
