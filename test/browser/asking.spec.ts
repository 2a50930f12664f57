import { expect, test } from "./page.js";
import { recordedRun } from "../support/recordedRun.js";

test.beforeEach(async ({ host }) => {
  host.record(recordedRun({ steps: 120 }));
  await host.open("explorer");
});

test("another input size changes every shape at once and says where the grid becomes 1×1", async ({
  host,
  page,
}) => {
  const size = page.locator(".input-size .size");
  await expect(size).toHaveText("96 × 96");
  await page.locator(".input-size input").fill("32");
  await expect(size).toHaveText("32 × 32");
  await expect(page.locator(".stage-head .summary")).toContainText("192 × 4 × 4 → 256 × 4 × 4");
  await expect(page.locator(".answer")).toContainText("The grid becomes 1×1 at b4 › 3×3 pool");
  await expect(page.locator(".answer")).toContainText("Live numbers are hidden");
  await expect(page.locator('.stage [data-value="b3/3a/path2 0"]')).toBeHidden();
  await page.locator(".answer .point").click();
  await expect(page.locator(".inspector-title")).toHaveText("3×3 max-pooling");
  const point = page.locator('.stage [data-id="b4/pool"]');
  await expect(point).toHaveClass(/is-point/);
  await expect(point).toHaveAttribute("aria-label", /the grid is 1×1 from here on/);
  await host.reload();
  await expect(size).toHaveText("32 × 32");
  await page.getByRole("button", { name: "Back to the run's network" }).click();
  await expect(size).toHaveText("96 × 96");
  await expect(page.locator(".answer")).toHaveText("");
});

test("the input size is changed with the keyboard", async ({ page }) => {
  const slider = page.getByRole("slider", { name: "Input" });
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".input-size .size")).toHaveText("95 × 95");
  await page.keyboard.press("Home");
  await expect(page.locator(".input-size .size")).toHaveText("1 × 1");
  await expect(page.locator(".answer")).toContainText("The grid is 1×1 from the input on.");
  await page.keyboard.press("End");
  await expect(page.locator(".input-size .size")).toHaveText("224 × 224");
});

test("a block without its reductions is drawn and costs more", async ({ host, page }) => {
  await page.locator('.stage [data-id="b3/3a/path2/conv1x1"]').click();
  await page.getByLabel("3a without its 1×1 reductions").check();
  await expect(page.locator('.stage [data-id="b3/3a/path2/conv1x1"]')).toHaveCount(0);
  await expect(page.locator(".answer")).toContainText(
    "Without 1×1 reductions: 3a 163,696 → 393,472 parameters (2.4 times), 23.5 M → 56.6 M multiply-adds (2.4 times).",
  );
  await expect(page.locator(".inspector-title")).toHaveText("Inception 3a");
  await host.send(recordedRun({ steps: 130 }).slice(host.eventCount));
  await page.getByLabel("3a without its 1×1 reductions").uncheck();
  await expect(page.locator('.stage [data-id="b3/3a/path2/conv1x1"]')).toHaveCount(1);
  await expect(page.locator('.stage [data-value="b3/3a/path2 0"]')).toHaveText(/\d/);
  expect(host.errors).toEqual([]);
});

test("blocks without their reductions are found again, and all of it is taken back at once", async ({
  host,
  page,
}) => {
  for (const block of ["b3/3a", "b4/4c"]) {
    await page.locator(`.strip [data-id="${block}"]`).click();
    await page.getByLabel(/without its 1×1 reductions/).check();
  }
  await page.getByRole("slider", { name: "Input" }).fill("32");
  await page.locator('.strip [data-id="b1/conv7x7"]').click();
  const answer = page.locator(".answer");
  await expect(answer).toContainText("Without 1×1 reductions: ");
  await expect(answer.locator(".blocks button")).toHaveText(["3a", "4c"]);
  await expect(answer).toContainText(/[\d,]+ → [\d,]+ parameters \(\d\.\d times\)/);
  await answer.getByRole("button", { name: "3a" }).click();
  await expect(page.locator(".inspector-title")).toHaveText("Inception 3a");
  await expect(page.getByLabel("3a without its 1×1 reductions")).toBeChecked();
  await host.reload();
  await page.getByRole("button", { name: "Back to the run's network" }).focus();
  await page.keyboard.press("Enter");
  await expect(answer).toHaveText("");
  await expect(page.locator(".input-size .size")).toHaveText("96 × 96");
  await expect(page.getByRole("slider", { name: "Input" })).toBeFocused();
  await expect(page.locator('.stage [data-id="b3/3a/path2/conv1x1"]')).toHaveCount(1);
  await expect(page.locator('.stage [data-value="b3/3a/path2 0"]')).toHaveText(/\d/);
});

test("static measures color the picture without a run", async ({ page }) => {
  await page.locator("vscode-dropdown").first().click();
  await page.locator("vscode-option").filter({ hasText: "Multiply-adds" }).click();
  await expect(page.locator(".picture-bar .legend")).toContainText("K");
  await expect(page.locator('.stage [data-value="b3/3a/path2/conv3x3 chosen"]')).toContainText(
    "16M",
  );
  const heat = page.locator('.stage [data-id="b3/3a/path2/conv3x3"] .heat');
  await expect(heat).toHaveAttribute("style", /--share: [1-9]/);
});

test("the shares of the paths add up beside the concatenation", async ({ page }) => {
  const shares = page.locator('[data-share-of^="b3/3a/"][data-share-of$="energy"]');
  await expect(shares).toHaveCount(4);
  const numbers = (await shares.allTextContents()).map((text) => Number.parseFloat(text));
  expect(numbers.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
});

test("the host is told what is asked, once the slider rests, and after a reload again", async ({
  host,
  page,
}) => {
  const slider = page.getByRole("slider", { name: "Input" });
  // Within a moment, as a mouse pulls it.
  await slider.evaluate((input: HTMLInputElement) => {
    for (let size = 100; size <= 224; size += 4) {
      input.value = String(size);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  const asked = { inputSize: 224, unreduced: [] };
  await expect.poll(() => host.whatIfs.at(-1)).toEqual(asked);
  expect(host.whatIfs.length).toBeLessThanOrEqual(3);
  const before = host.whatIfs.length;
  await host.reload();
  await expect.poll(() => host.whatIfs.slice(before)).toEqual([asked]);
  await page.getByRole("button", { name: "Back to the run's network" }).click();
  await expect.poll(() => host.whatIfs.at(-1)).toEqual({ inputSize: null, unreduced: [] });
});
