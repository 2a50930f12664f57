import type { Page } from "@playwright/test";
import { says } from "../../model/messages/message.js";
import { killedEvent } from "../support/failedEvent.js";
import { chapterEvents } from "../support/runFile.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";
import { restingPlace } from "./stagePlace.js";

// What VS Code in a window of 1280×720 leaves a page beside its side bar.
test.beforeEach(async ({ host, page }) => {
  await page.setViewportSize({ width: 923, height: 618 });
  host.record(chapterEvents(320));
  await host.open("explorer");
});

const stageTexts = (page: Page): Promise<readonly string[]> =>
  page.locator(".stage-frame text:visible").allTextContents();

/** Path names, layer names and the channels at the concatenation: what a block is read by. */
async function expectNamed(page: Page): Promise<void> {
  await restingPlace(page);
  const texts = await stageTexts(page);
  for (const text of ["path 1", "path 4", "1×1 conv", "64", "128"]) expect(texts).toContain(text);
}

/** As far as the picture's larger side lets it, it fills its frame. */
async function filled(page: Page): Promise<number> {
  await restingPlace(page);
  const frame = (await page.locator(".stage-frame").boundingBox())!;
  const block = (await page.locator(".stage .node.block .shape-box").first().boundingBox())!;
  expect(block.y).toBeGreaterThanOrEqual(frame.y);
  expect(block.y + block.height).toBeLessThanOrEqual(frame.y + frame.height);
  return Math.max(block.width / frame.width, block.height / frame.height);
}

for (const asked of ["1", "224", "reductions"]) {
  test(
    `the answer stands with what was changed, and the picture stays large: ${asked}`,
    longUnless(asked === "reductions"),
    async ({ page }) => {
      const opener = page.locator('[data-tool="ask"]');
      await opener.click();
      if (asked === "reductions") await page.locator(".switch").check();
      else await page.locator(".slider").fill(asked);
      const said = page.locator(".answer .said");
      await expect(said).toContainText(/\w/);
      const answer = (await said.boundingBox())!;
      const onTop = await page.evaluate(
        ([x, y]) => document.elementFromPoint(x!, y!)?.closest(".answer") !== null,
        [answer.x + 8, answer.y + 8],
      );
      expect(onTop).toBe(true);
      const bar = (await page.locator(".picture-bar").boundingBox())!;
      expect(answer.y).toBeGreaterThanOrEqual(bar.y + bar.height - 1);
      await expectNamed(page);
      const open = await restingPlace(page);
      await page.keyboard.press("Escape");
      await expect(page.locator(".picture-bar")).toBeHidden();
      expect(await restingPlace(page)).toEqual(open);
      expect(await filled(page)).toBeGreaterThan(0.8);
      const line = (await page.locator(".answer").boundingBox())!;
      expect(line.height).toBeLessThan(24);
      const back = page.getByRole("button", { name: "Back to the run's network" });
      expect((await back.boundingBox())!.x).toBeLessThan(540);
      await back.click();
      await expectNamed(page);
    },
  );
}

test("beside a card the picture keeps its names and fills what is left", async ({ host, page }) => {
  // There is no line for words in the header: why a run has stopped is on a card.
  const message = says("Interrupted: its window or its trainer was closed.");
  host.run = { ...host.run, phase: "stopped", message };
  await host.hydrate();
  await expect(page.locator('[data-notice="stopped"]')).toContainText("Interrupted: its window");
  await host.send([killedEvent]);
  await expect(page.locator('[data-notice="stopped"]')).toHaveCount(0);
  await expect(page.locator(".notice")).toBeVisible();
  await expectNamed(page);
  expect(await filled(page)).toBeGreaterThan(0.8);
  const cards = (await page.locator(".notices").boundingBox())!;
  const stage = (await page.locator(".stage").boundingBox())!;
  expect(cards.height).toBeLessThanOrEqual((stage.height + cards.height) / 4 + 1);
});

for (const block of ["3a", "4e"]) {
  test(
    `a room reads the names of ${block}, its colors and a thin frame`,
    longUnless(block === "4e"),
    async ({ host, page }) => {
      await host.select(block === "3a" ? "b3/3a" : "b4/4e");
      await page.locator(".stage .node.block").focus();
      await page.keyboard.press("p");
      await restingPlace(page);
      const texts = await stageTexts(page);
      for (const text of ["path 1", "path 4", "1×1 conv", "3×3 conv", "concat"]) {
        expect(texts).toContain(text);
      }
      expect(texts).toContain(block === "3a" ? "64" : "320");
      const frame = page.locator(".stage .node.block .shape-box");
      expect(await frame.evaluate((mark) => getComputedStyle(mark).vectorEffect)).toBe(
        "non-scaling-stroke",
      );
      const box = (await frame.boundingBox())!;
      expect(box.x).toBeGreaterThan(0);
      expect(box.x + box.width).toBeLessThan(923);
      await expect(page.locator(".slim-legend")).toBeVisible();
    },
  );
}

test("the colors have their legend where their bar stands behind a button", async ({ page }) => {
  const legend = page.locator(".slim-legend");
  await expect(legend).toBeVisible();
  const ends = await page.locator(".legend .tick").allTextContents();
  await expect(legend.locator(".from")).toHaveText(ends[0]!);
  await expect(legend.locator(".to")).toHaveText(ends.at(-1)!);
  await page.setViewportSize({ width: 1232, height: 900 });
  await expect(legend).toBeHidden();
});

test("what am I seeing tells of what is drawn, beside the picture", async ({ page }) => {
  const button = page.locator(".explanation > summary");
  await button.click();
  const words = page.getByRole("region", { name: "What am I seeing?" });
  await expect(words.locator('[data-mark="card-short"]')).toBeVisible();
  for (const mark of ["card", "energy", "gradient"]) {
    await expect(words.locator(`[data-mark="${mark}"]`)).toHaveCount(0);
  }
  const box = (await words.boundingBox())!;
  const stage = (await page.locator(".stage").boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(stage.x + stage.width);
  await page.keyboard.press("Escape");
  await page.locator(".stage-head .crumbs button").first().click();
  await restingPlace(page);
  await button.click();
  await expect(words.locator('[data-mark="card-far"]')).toBeVisible();
  await expect(words.locator('[data-mark="energy"]')).toBeVisible();
  await expect(words.locator('[data-mark="card-short"]')).toHaveCount(0);
});
