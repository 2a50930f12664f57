import type { Page } from "@playwright/test";
import { killedEvent } from "../support/failedEvent.js";
import { recordedRun } from "../support/recordedRun.js";
import { chapterEvents } from "../support/runFile.js";
import { tried, wide, type WindowSize } from "../support/length.js";
import { expect, test } from "./page.js";
import { restingPlace } from "./stagePlace.js";

const plateau = recordedRun({ steps: 700, plateauSteps: 900 });
const wordy = {
  ...killedEvent,
  reason: "Other programs hold nearly all of it, and the system ended the largest. ".repeat(20),
};

interface Room {
  /** From the picture to the edges of the stage, in pixels; negative outside of it. */
  readonly free: readonly number[];
  readonly isBesideCards: boolean;
}

/** Where the picture stands in its frame, and what the cards leave of that. */
async function roomOf(page: Page): Promise<Room> {
  await restingPlace(page);
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".stage .node .shape-box, .stage .port")].map(
      (node) => node.getBoundingClientRect(),
    );
    const frame = document.querySelector(".stage-frame")!.getBoundingClientRect();
    const cards = document.querySelector(".notices")!.getBoundingClientRect();
    return {
      free: [
        Math.min(...boxes.map(({ left }) => left)) - frame.left,
        frame.right - Math.max(...boxes.map(({ right }) => right)),
        Math.min(...boxes.map(({ top }) => top)) - frame.top,
        frame.bottom - Math.max(...boxes.map(({ bottom }) => bottom)),
      ].map(Math.round),
      isBesideCards: cards.height === 0 || frame.bottom <= cards.top + 1,
    };
  });
}

/** All of it is seen, and it fills its frame as far as its largest size lets it. */
async function expectFitted(page: Page): Promise<void> {
  const { free, isBesideCards } = await roomOf(page);
  expect(Math.min(...free), JSON.stringify(free)).toBeGreaterThanOrEqual(0);
  expect(isBesideCards).toBe(true);
  const placed = await restingPlace(page);
  await page.getByRole("button", { name: "Fit to window" }).click();
  expect(await restingPlace(page)).toEqual(placed);
}

test("a fitted picture stays fitted through clicks, cards and changes of the window", async ({
  host,
  page,
}) => {
  await page.setViewportSize({ width: 1232, height: 720 });
  host.record(plateau);
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  await expectFitted(page);
  await page.locator('.strip [data-id="b3/3a"]').click();
  await expectFitted(page);
  await page.locator(".notice-dismiss").click();
  await expect(page.locator(".notice")).toHaveCount(0);
  await expectFitted(page);
  await page.setViewportSize({ width: 1600, height: 1000 });
  await expectFitted(page);
  await host.send([wordy]);
  await expect(page.locator('[data-notice="failure"]')).toBeVisible();
  await expectFitted(page);
  await page.locator('.stage [data-id="b3/3a/path4/conv1x1"]').click();
  await expectFitted(page);
  // A second column of the editor.
  await page.setViewportSize({ width: 950, height: 900 });
  await expectFitted(page);
  await page.locator('.stage [data-id="b3/3a/path1/conv1x1"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.setViewportSize({ width: 1400, height: 900 });
  await expectFitted(page);
});

test("a hand that trembles in a click moves nothing, one that drags does", async ({
  host,
  page,
}) => {
  host.record(chapterEvents(320));
  await host.open("explorer");
  const fitted = await restingPlace(page);
  const card = (await page.locator('.stage [data-id="b3/3a/path2/conv3x3"]').boundingBox())!;
  const [x, y] = [card.x + card.width / 2, card.y + card.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 1, y + 2);
  await page.mouse.up();
  await expect(page.locator(".inspector-title")).toHaveText("3×3 convolution");
  expect(await restingPlace(page)).toEqual(fitted);
  await page.setViewportSize({ width: 1000, height: 900 });
  await expectFitted(page);
  await page.mouse.move(300, 600);
  await page.mouse.down();
  await page.mouse.move(340, 630, { steps: 4 });
  await page.mouse.up();
  const moved = await restingPlace(page);
  await page.setViewportSize({ width: 1000, height: 860 });
  expect((await restingPlace(page)).scale).toBe(moved.scale);
  await page.getByRole("button", { name: "Fit to window" }).click();
  expect(await restingPlace(page)).not.toEqual(moved);
});

test("a picture that was moved by hand stands still as cards come and go", async ({
  host,
  page,
}) => {
  host.record(plateau.slice(0, 3));
  await host.open("explorer");
  await page.getByRole("button", { name: "Zoom in" }).click();
  const before = await restingPlace(page);
  await host.send(plateau.slice(3));
  await expect(page.locator(".notice")).toHaveCount(1);
  expect(await restingPlace(page)).toEqual(before);
  await page.locator(".notice-dismiss").click();
  await expect(page.locator(".notice")).toHaveCount(0);
  expect(await restingPlace(page)).toEqual(before);
});

test(
  "cards take a quarter at most, and the rest of their text opens, at any width",
  wide,
  async ({ host, page }) => {
    host.record(plateau);
    await host.open("explorer");
    await host.send([wordy]);
    const card = page.locator('[data-notice="failure"]');
    await expect(card).toBeVisible();
    const windows = tried<WindowSize>(
      [
        [1280, 720],
        [700, 900],
      ],
      [
        [1600, 1000],
        [950, 900],
      ],
    );
    for (const [width, height] of windows) {
      await page.setViewportSize({ width, height });
      await restingPlace(page);
      const taken = (await page.locator(".notices").boundingBox())!.height;
      const stage = (await page.locator(".stage").boundingBox())!.height;
      expect(taken, String(width)).toBeLessThanOrEqual(
        (width > 900 ? stage + taken : height) / 4 + 1,
      );
      const text = (await card.locator(".notice-text").boundingBox())!;
      const whole = (await card.boundingBox())!;
      expect(text.width, String(width)).toBeGreaterThan(0.9 * whole.width);
      // Below the text, and in sight.
      const button = (await card.locator("[data-action]").first().boundingBox())!;
      expect(button.y).toBeGreaterThanOrEqual(text.y + text.height - 1);
      expect(button.y + button.height).toBeLessThanOrEqual(height);
      const more = card.getByRole("button", { name: "More: The trainer was killed." });
      await more.click();
      const open = card.getByRole("button", { name: "Less: The trainer was killed." });
      await expect(open).toBeFocused();
      const opened = (await card.locator(".notice-text").boundingBox())!;
      expect(opened.height).toBeGreaterThan(text.height);
      await open.press("Enter");
      await expect(more).toBeVisible();
    }
  },
);

test("a card whose text has room for all of it offers no more", async ({ host, page }) => {
  host.record([...chapterEvents(320), killedEvent]);
  await host.open("explorer");
  await expect(page.locator('[data-notice="failure"]')).toBeVisible();
  await restingPlace(page);
  await expect(page.locator(".notice-more")).toBeHidden();
});
