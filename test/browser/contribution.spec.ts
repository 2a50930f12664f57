import { idle } from "../support/idle.js";
import { chapterEvents } from "../support/runFile.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";

const answer = {
  ...{ step: 320, examples: 1000, accuracy: 0.884, loss: 0.3 },
  paths: [1, 2, 3, 4].map((path) => ({
    ...{ path: `b3/3a/path${path}`, loss: 1, changed: 0.2 },
    accuracy: path === 2 ? 0.371 : 0.85,
  })),
};

test("what each path gives is asked for, waited for and colors its layers", async ({
  host,
  page,
}) => {
  let finish = (): void => undefined;
  const examples: number[] = [];
  host.answers = {
    contribution: (count, { reach }) => {
      examples.push(count);
      reach?.(64, 1000);
      return new Promise((resolve) => {
        finish = () => {
          resolve(answer);
        };
      });
    },
  };
  host.record(chapterEvents(320));
  await host.open("explorer");
  const bar = page.locator(".stage .contribution");
  await expect(bar).toBeHidden();
  await page.getByLabel("What colors the picture").click();
  await page.getByRole("option", { name: "What a path gives" }).click();
  await expect(bar).toContainText("By how many images?");
  // Where what can be asked takes two lines, and what is asked one.
  await page.setViewportSize({ width: 1060, height: 900 });
  const picture = page.locator(".stage .stage-picture");
  await idle(page);
  const before = await picture.boundingBox();
  expect((await bar.boundingBox())!.height).toBeGreaterThan(45);
  await bar.getByRole("button", { name: "1,000 test images" }).click();
  await expect(bar).toContainText("64 of 1,000 images");
  expect(await picture.boundingBox()).toEqual(before);
  await expect(bar.locator("progress")).toHaveJSProperty("value", 0.064);
  await expectNoViolations(page, ".stage .asking");
  finish();
  await expect(bar).toContainText("88.4 % right with all paths");
  await expect(bar).toContainText("37.1 % without Inception 3a, Path 2");
  expect(await picture.boundingBox()).toEqual(before);
  const shareOf = async (id: string): Promise<number> => {
    const heat = page.locator(`.stage [data-id="${id}"] .heat`);
    return Number.parseFloat(
      await heat.evaluate((card: SVGElement) => card.style.getPropertyValue("--share")),
    );
  };
  // All layers of a path have its color.
  await expect.poll(() => shareOf("b3/3a/path2/conv3x3")).toBeCloseTo(100 * Math.sqrt(0.513), 0);
  expect(await shareOf("b3/3a/path2/conv1x1")).toBe(await shareOf("b3/3a/path2/conv3x3"));
  expect(await shareOf("b3/3a/path1/conv1x1")).toBeCloseTo(100 * Math.sqrt(0.034), 0);
  expect(examples).toEqual([1000]);
});

test("a question that takes too long is taken back", async ({ host, page }) => {
  let isTakenBack = false;
  host.answers = {
    contribution: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          isTakenBack = true;
          reject(signal.reason as Error);
        });
      }),
  };
  host.record(chapterEvents(320));
  await host.open("explorer");
  await page.getByLabel("What colors the picture").click();
  await page.getByRole("option", { name: "What a path gives" }).click();
  const bar = page.locator(".stage .contribution");
  await bar.getByRole("button", { name: "All test images" }).click();
  await bar.getByRole("button", { name: "Cancel" }).click();
  await expect(bar).toContainText("By how many images?");
  await expect.poll(() => isTakenBack).toBe(true);
});
