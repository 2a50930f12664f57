import { recordedRun } from "../support/recordedRun.js";
import { chapterEvents } from "../support/runFile.js";
import { idle } from "../support/idle.js";
import { tried, wide } from "../support/length.js";
import { expect, test } from "./page.js";
import { restingPlace } from "./stagePlace.js";

test.beforeEach(async ({ host, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  host.record(chapterEvents(320));
  await host.open("explorer");
});

test("P shows the picture alone and larger, with the run in a few words, and Escape all again", async ({
  host,
  page,
}) => {
  const around = page.locator(".run-header, .strip, .inspector, .notices, .picture-bar");
  const smallest = (): Promise<number> =>
    page
      .locator(".stage text:visible")
      .evaluateAll((texts) =>
        Math.min(
          ...(texts as SVGTextElement[]).map(
            (text) => Number.parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM()!.a,
          ),
        ),
      );
  const fitted = await restingPlace(page);
  await page.locator('.stage [data-id="b3/3a/path2/conv3x3"]').click();
  await page.keyboard.press("p");
  await restingPlace(page);
  for (const part of await around.all()) await expect(part).toBeHidden();
  const frame = (await page.locator(".stage-frame").boundingBox())!;
  expect(frame.width).toBe(1280);
  expect(frame.height).toBeGreaterThan(650);
  expect(await smallest()).toBeGreaterThanOrEqual(12.6);
  const presented = page.locator(".presented");
  await expect(presented).toContainText("Training");
  await expect(presented.locator('[data-fact="step"]')).toHaveText(/^step \d/);
  await expect(presented.locator('[data-fact="loss"]')).toHaveText(/^loss \d/);
  await host.send(
    recordedRun({ steps: 400 })
      .filter(({ kind }) => kind === "step")
      .slice(-1),
  );
  await expect(presented.locator('[data-fact="step"]')).toHaveText("step 400");
  // What is muted is named, as its bar is not there.
  await page.keyboard.press("m");
  await expect(presented.locator(".without")).toHaveText("Muted: Inception 3a, Path 2");
  // Beside VS Code's side bar what has no room is not seen at all, and lies over no tool.
  await page.setViewportSize({ width: 860, height: 620 });
  await restingPlace(page);
  const head = (await page.locator(".stage-head").boundingBox())!;
  const tools = (await page.locator(".stage-head .tools").boundingBox())!;
  for (const part of await presented.locator("> *").all()) {
    const { x, y, width } = (await part.boundingBox())!;
    expect(x + width <= tools.x || y >= head.y + head.height).toBe(true);
  }
  await expect(presented.locator(".without")).toBeInViewport();
  const legend = (await page.locator(".slim-legend").boundingBox())!;
  const below = (await page.locator(".slim-legend .range").boundingBox())!;
  expect(below.y).toBeGreaterThanOrEqual(legend.y + legend.height);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("m");
  await expect(presented.locator(".without")).toBeHidden();
  // The chosen layer keeps the focus, and the keys their meaning.
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator("*:focus")).toHaveAttribute("data-id", "b3/3a/path2/conv1x1");
  await page.keyboard.press("Escape");
  await expect(page.locator(".run-header")).toBeVisible();
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 3a");
  expect(await restingPlace(page)).toEqual(fitted);
});

test("the button presents and ends it, and a reload goes on with it", async ({ host, page }) => {
  await page.getByRole("button", { name: "Present the picture (P)" }).click();
  await expect(page.locator(".inspector")).toBeHidden();
  host.role = "sample";
  await host.reload();
  await expect(page.locator(".inspector")).toBeHidden();
  // The run is named as in the header.
  await expect(page.locator(".presented .phase")).toHaveText("Sample");
  const leave = page.getByRole("button", { name: "Leave the presentation (Escape)" });
  await expect(leave).toHaveAttribute("aria-pressed", "true");
  await leave.click();
  await expect(page.locator(".inspector")).toBeVisible();
  await expect(page.locator('[data-tool="present"]')).toBeFocused();
});

test("a letter that chooses or is meant for VS Code presents nothing", async ({ page }) => {
  await page.locator('[data-tool="ask"]').click();
  await page.locator("vscode-dropdown").press("p");
  await page.locator(".stage .node").first().press("Control+p");
  await expect(page.locator(".inspector")).toBeVisible();
});

test("whoever was elsewhere is on the picture in a presentation", async ({ page }) => {
  await page.getByRole("tab", { name: "Cost" }).click();
  await page.keyboard.press("P");
  await expect(page.locator(".stage *:focus")).toHaveAttribute("data-id", /./);
});

test("in a low window the bar of the picture stands behind a button, and what comes of it does not", async ({
  page,
}) => {
  const [bar, opener] = [page.locator(".picture-bar"), page.locator('[data-tool="ask"]')];
  await expect(bar).toBeHidden();
  await opener.click();
  await expect(bar).toBeVisible();
  await expect(opener).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("vscode-dropdown")).toBeFocused();
  await page.locator(".slider").fill("32");
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(page.locator(".answer")).toContainText("The grid becomes 1×1 at");
  await page.getByRole("button", { name: "Back to the run's network" }).click();
  await expect(opener).toBeFocused();
  await opener.click();
  await page.locator(".inspector-title").click();
  await expect(bar).toBeHidden();
  // In a presentation Escape closes them first.
  await page.keyboard.press("p");
  await opener.click();
  await page.locator(".slider").press("Escape");
  await expect(bar).toBeHidden();
  await expect(page.locator(".inspector")).toBeHidden();
});

test("the slider stands still while it is dragged, wide and narrow", wide, async ({ page }) => {
  for (const width of tried([700], [1400])) {
    await page.setViewportSize({ width, height: 900 });
    await restingPlace(page);
    const slider = page.locator(".slider");
    const places = new Set<string>();
    for (const selected of ["b3/3a", "b1/conv7x7"]) {
      await page.locator(`.strip [data-id="${selected}"]`).click();
      for (const size of [1, 28, 97, 224]) {
        await slider.fill(String(size));
        await idle(page);
        places.add(JSON.stringify(await slider.boundingBox()));
      }
    }
    expect([...places], String(width)).toHaveLength(1);
  }
});

test("the heading leaves out whole parts, the summary's first", wide, async ({ host, page }) => {
  for (const scope of tried(["b3/3a"], ["linear"])) {
    await host.select(scope);
    for (const width of tried([1280, 950], [1600, 1100])) {
      await page.setViewportSize({ width, height: 720 });
      await restingPlace(page);
      const parts = await page.locator(".stage-head").evaluate((head) =>
        ["summary", "scope-live"].map((name) => {
          const line = head.querySelector(`.${name}`)!.getBoundingClientRect();
          const spans = [...head.querySelectorAll(`.${name} span`)].map((span) =>
            span.getBoundingClientRect(),
          );
          const seen = spans.filter(({ top }) => top < line.bottom - 4);
          const cut = seen.filter(({ right }) => right > line.right + 1);
          return { all: spans.length, seen: seen.length, cut: cut.length };
        }),
      );
      const [summary, live] = parts;
      const where = `${scope} at ${width}`;
      expect([summary!.cut, live!.cut], where).toEqual([0, 0]);
      if (summary!.seen > 0) expect(live!.seen, where).toBe(live!.all);
      if (width === 1280) expect(live!.seen, where).toBe(3);
    }
  }
});
