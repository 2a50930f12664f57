import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { TestedExamples } from "../../model/asking/testedExamples.js";
import type { RunEvent } from "../../model/run/events.js";
import { idle } from "../support/idle.js";
import type { PageHost } from "../support/pageHost.js";
import { recordedRun } from "../support/recordedRun.js";
import { ringTiles, testedSet } from "../support/testedSet.js";
import { expectNoViolations } from "./axe.js";
import { endedRun as ended, endedStep as steps } from "./endedRun.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";

/** A run that answers with a made-up test set; what it was asked. */
function answering(host: PageHost, said: TestedExamples = testedSet({ step: steps })): string[] {
  const asked: string[] = [];
  host.answers = {
    testedExamples: () => {
      asked.push("testedExamples");
      return said;
    },
    testImages: (numbers) => {
      asked.push(`testImages ${numbers.length}`);
      return ringTiles(numbers);
    },
  };
  return asked;
}

function cellOf(page: Page, sentence: RegExp): ReturnType<Page["locator"]> {
  return page.getByRole("gridcell", { name: sentence });
}

test("a run that has ended is evaluated by itself", async ({ host, page }) => {
  const asked = answering(host);
  host.record(ended);
  await host.open("evaluation");
  await expect(page.locator('[data-sum="examples"] dd')).toHaveText("1,000");
  await expect(page.locator(".of-run")).toContainText(/^Run of .*weights after step 300$/);
  await expect(page.getByRole("gridcell")).toHaveCount(100);
  await idle(page);
  expect(asked.filter((kind) => kind === "testedExamples")).toHaveLength(1);
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
});

test("a cell opens its images, which keys walk through and send into the picture", async ({
  host,
  page,
}) => {
  const said = testedSet({ step: steps });
  answering(host, said);
  host.role = "sample";
  host.record(ended);
  await host.open("evaluation");
  await expect(page.locator(".of-run")).toContainText("The sample run · GoogLeNet");
  // As beside VS Code's side bar; what leads back to all mistakes pushes no image away.
  await page.setViewportSize({ width: 922, height: 620 });
  await idle(page);
  const before = await page.getByRole("listbox", { name: "All mistakes" }).boundingBox();
  await cellOf(page, / Sandal are taken for Sneaker/).click();
  const list = page.getByRole("listbox", { name: "Sandal, taken for Sneaker" });
  await list.waitFor();
  await expect(page.getByRole("button", { name: "All mistakes" })).toBeVisible();
  expect(await list.boundingBox()).toEqual(before);
  const expected = Array.from(said.labels.keys())
    .filter((example) => said.labels[example] === 5 && said.chosen[example] === 7)
    .toSorted((a, b) => said.losses[b]! - said.losses[a]!);
  await expect(list.getByRole("option")).toHaveCount(expected.length);
  // The pointer reads an image as the keyboard does.
  const reading = page.locator(".images .reading");
  await expect(reading).toHaveText(new RegExp(`^Image ${expected[0]!}: Sandal`, "u"));
  await list.getByRole("option").nth(1).hover();
  await expect(reading).toHaveText(new RegExp(`^Image ${expected[1]!}: Sandal`, "u"));
  await page.mouse.move(0, 0);
  await expect(reading).toHaveText(new RegExp(`^Image ${expected[0]!}: Sandal`, "u"));
  await list.focus();
  await page.keyboard.press("ArrowRight");
  await expect(list.getByRole("option", { selected: true })).toHaveAttribute(
    "aria-label",
    new RegExp(`^Image ${expected[1]!}: Sandal, taken for Sneaker`),
  );
  await page.keyboard.press("Enter");
  await expect.poll(() => host.imagesShown).toEqual([{ example: expected[1], at: null }]);
  expect(host.complaints).toEqual([]);
});

test("the matrix is walked with keys, and Escape comes back to it from the images", async ({
  host,
  page,
}) => {
  answering(host);
  host.record(ended);
  await host.open("evaluation");
  const matrix = page.getByRole("grid", { name: "What is taken for what" });
  await matrix.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("PageUp");
  await expect(matrix).toHaveAttribute("aria-activedescendant", "cell-0-0");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(matrix).toHaveAttribute("aria-activedescendant", "cell-2-1");
  const sentence = (await page.locator("#cell-2-1").getAttribute("aria-label"))!;
  await expect(page.locator(".confusion .reading")).toHaveText(sentence);
  await page.keyboard.press("Enter");
  await expect(page.locator(".images .tiles-frame")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(matrix).toBeFocused();
});

test("a run at work is evaluated on a button alone, with progress, and can be left in peace", async ({
  host,
  page,
}) => {
  let reach: (done: number, of: number) => void = () => undefined;
  let answer: (said: TestedExamples) => void = () => undefined;
  let isLeft = false;
  host.answers = {
    testedExamples: (_, watch) =>
      new Promise((resolve) => {
        answer = resolve;
        reach = watch.reach!;
        watch.signal!.addEventListener("abort", () => (isLeft = true));
      }),
  };
  host.record(recordedRun({ steps }));
  await host.open("evaluation");
  await expect(page.locator(".told")).toContainText("The run is at work.");
  await page.getByRole("button", { name: "Evaluate" }).click();
  const bar = page.getByRole("progressbar", { name: "Evaluating the test set" });
  await bar.waitFor();
  reach(640, 1000);
  await expect(page.locator(".progress .done")).toHaveText("640 of 1,000 images");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => isLeft).toBe(true);
  await expect(bar).toHaveCount(0);
  await page.getByRole("button", { name: "Evaluate" }).click();
  await bar.waitFor();
  answer(testedSet({ step: steps }));
  await expect(page.locator('[data-sum="examples"] dd')).toHaveText("1,000");
  await expect(page.locator(".action")).toHaveCount(0);
  // It goes on.
  await host.send(recordedRun({ steps: steps + 1 }).slice(host.eventCount));
  await expect(page.locator(".told")).toContainText("The run has come to step 301 since.");
  await expect(page.getByRole("button", { name: "Evaluate again" })).toBeVisible();
});

test("what cannot be evaluated is said in one sentence, with the way on", async ({
  host,
  page,
}) => {
  await host.open("evaluation");
  await expect(page.locator(".told")).toHaveText(/^There is no run yet\./u);
  await page.getByRole("button", { name: "Train" }).click();
  await expect.poll(() => host.commands).toEqual(["train"]);
  host.answers = {
    testedExamples: () => {
      throw new Error("The pictures of this run are gone.");
    },
  };
  await host.send(ended);
  await expect(page.getByRole("alert")).toHaveText("The pictures of this run are gone.");
  answering(host);
  await page.getByRole("button", { name: "Evaluate again" }).click();
  await expect(page.locator('[data-sum="examples"] dd')).toHaveText("1,000");
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(host.errors).toEqual([]);
});

test("another run begins anew", async ({ host, page }) => {
  answering(host);
  host.record(ended);
  await host.open("evaluation");
  await cellOf(page, / Sandal are taken for Sneaker/).click();
  await page.getByRole("listbox", { name: "Sandal, taken for Sneaker" }).waitFor();
  const [first, ...rest] = recordedRun({ steps: 2 });
  await host.send([{ ...first, runId: "2025-01-16-090000" } as RunEvent, ...rest]);
  await expect(page.getByRole("grid")).toHaveCount(0);
  await expect(page.locator(".told")).toContainText("The run is at work.");
});

test("what was chosen is there again after a reload, and what was told is not asked again", async ({
  host,
  page,
}) => {
  const asked = answering(host);
  host.record(ended);
  await host.open("evaluation");
  await page.getByLabel("Cells").selectOption({ label: "Share of the row, in %" });
  await page.locator(".confusion").getByLabel("Order").selectOption("set");
  await page.getByRole("button", { name: "Precision" }).click();
  await page.getByRole("rowheader", { name: "Shirt", exact: true }).getByRole("button").click();
  await page.getByRole("listbox", { name: "Mistakes about Shirt" }).waitFor();
  host.lastAnswers = { "testedExamples 2025-01-15-090000": testedSet({ step: steps }) };
  asked.length = 0;
  await host.reload();
  await page.getByRole("listbox", { name: "Mistakes about Shirt" }).waitFor();
  await expect(page.getByLabel("Cells")).toHaveValue("rows");
  await expect(page.locator(".confusion").getByLabel("Order")).toHaveValue("set");
  await expect(page.locator('.classes [aria-sort="descending"]')).toHaveText("Precision");
  await expect(page.locator(".classes .is-chosen th")).toHaveText("Shirt");
  await idle(page);
  expect(asked).not.toContain("testedExamples");
});

test("images are asked for as they come into sight", async ({ host, page }) => {
  const said = testedSet({ examples: 10_000, step: steps });
  const asked = answering(host, said);
  host.record(ended);
  await host.open("evaluation");
  await page.locator(".images .tile img[src]").first().waitFor();
  await idle(page);
  const images = (): number =>
    asked.reduce((sum, kind) => sum + Number(/\d+/u.exec(kind)?.[0] ?? 0), 0);
  expect(images()).toBeLessThan(120);
  const before = images();
  await page.locator(".images .tiles-frame").focus();
  await page.keyboard.press("End");
  const last = page.locator('.images .tile[aria-selected="true"] img');
  await expect(last).toHaveAttribute("src", /^data:image/u);
  await expect(last).toBeInViewport();
  expect(images() - before).toBeLessThan(120);
});

test("a thousand classes are drawn as far as they are seen, the most confused first", async ({
  host,
  page,
}) => {
  const long = "x".repeat(200);
  const classNames = Array.from({ length: 1000 }, (_, label) =>
    label === 7 ? long : `kind ${label}`,
  );
  const alike = Array.from({ length: 200 }, (_, group) => [0, 200, 400].map((at) => at + group));
  answering(host, testedSet({ examples: 20_000, step: steps, classNames, alike }));
  host.record(ended);
  await host.open("evaluation");
  const matrix = page.getByRole("grid");
  await expect(matrix).toHaveAttribute("aria-rowcount", "1001");
  await expect(page.locator(".confusion").getByLabel("Order")).toHaveValue("confused");
  expect(await page.getByRole("gridcell").count()).toBeLessThan(3000);
  await matrix.focus();
  await page.keyboard.press("End");
  await expect(matrix).toHaveAttribute("aria-activedescendant", /-999$/u);
  const active = (await matrix.getAttribute("aria-activedescendant"))!;
  await expect(page.locator(`#${active}`)).toBeInViewport();
  // A name of any length leaves the numbers of all in sight.
  await page.setViewportSize({ width: 923, height: 618 });
  await expect(page.locator(".classes").getByText(long)).toHaveAttribute("title", long);
  const beyond = await page
    .locator(".classes .table-frame")
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(beyond).toBeLessThanOrEqual(0);
  const ofPage = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(ofPage).toBeLessThanOrEqual(0);
  expect(host.errors).toEqual([]);
});

test("it speaks Chinese, but for the classes' own names", async ({ host, page }) => {
  const bundle = readFileSync("media/l10n/bundle.l10n.zh-cn.json", "utf8");
  host.speak("zh-cn", JSON.parse(bundle) as Record<string, string>);
  answering(host);
  host.record(ended);
  await host.open("evaluation");
  await page.locator(".cell").first().waitFor();
  const text = (await page.locator("main, [role=main]").innerText())
    .replaceAll(/GoogLeNet|Fashion-MNIST|Guo|Ctrl|Shift/gu, "")
    .split(/\s+/u)
    .filter((word) => /^[A-Za-z]{3,}$/u.test(word));
  const names = testedSet().classNames.flatMap((name) => name.split(/[ -]/u));
  expect(text.filter((word) => !names.includes(word) && word !== "T-shirt")).toEqual([]);
  await expect(page.locator(".confusion .reading")).toContainText("被认作");
  // Sentences end as those of the language do.
  await expect(page.locator(".images .reading")).toHaveText(/^图像 \d+：.+。$/u);
});

for (const theme of ["dark", "light", "high-contrast"] as const) {
  test(
    `axe finds nothing in an evaluation, ${theme}, and nothing lies beyond its edge`,
    longUnless(theme === "light"),
    async ({ host, page }) => {
      answering(host, testedSet({ examples: 10_000, step: steps }));
      host.record(ended);
      await host.open("evaluation", theme);
      await page.locator(".cell").first().waitFor();
      await page.getByRole("rowheader", { name: "Shirt", exact: true }).getByRole("button").click();
      await idle(page);
      await expectNoViolations(page);
      for (const width of [300, 500, 901, 1280]) {
        await page.setViewportSize({ width, height: 720 });
        await idle(page);
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(beyond, String(width)).toBeLessThanOrEqual(0);
        const hidden = await page
          .locator(".classes .table-frame")
          .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
        expect(hidden, String(width)).toBeLessThanOrEqual(0);
      }
    },
  );
}
