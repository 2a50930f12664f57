import type { Locator, Page } from "@playwright/test";
import { formatMeasured } from "../../webview/words/format.js";
import { histogramEvents, weightReading } from "../support/inspectorData.js";
import { idle } from "../support/idle.js";
import { recordedRun } from "../support/recordedRun.js";
import { finished } from "../unit/extension/events.js";
import { expectNoViolations } from "./axe.js";
import { changesIn } from "./changes.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";
import { answerImages, barOf } from "./seeingBar.js";
import { restingPlace } from "./stagePlace.js";

const events = recordedRun({ steps: 320 });
const later = recordedRun({ steps: 360 }).slice(events.length);
const block = "b3/3a";

test.beforeEach(({ host }) => {
  host.weightsOf = (id) => weightReading(id);
  host.record(events);
});

const sliderOf = (page: Page): Locator => page.getByRole("slider", { name: "Moment of the run" });
const factOf = (page: Page, id: string): Locator =>
  page.locator(`.run-header [data-fact="${id}"] dd`);

/** The mean activation of a node at a step, as it is written. */
function activationAt(id: string, step: number): string {
  const point = [...events, ...later].find(
    (event) => event.kind === "statistics" && event.step === step,
  );
  if (point?.kind !== "statistics") throw new Error(`Nothing was measured at step ${step}.`);
  return formatMeasured(point.nodes[id]?.activation);
}

/** Everything that says of which moment it is. */
async function expectMoment(page: Page, step: number, epoch: number): Promise<void> {
  const value = page.locator(`.stage [data-value="${block}/path2 0"]`);
  await expect(value).toHaveText(activationAt(`${block}/path2`, step));
  await expect(page.locator('.now [data-live="activation"] .value')).toHaveText(
    activationAt(block, step),
  );
  await expect(page.locator(".inspector .live-age")).toHaveText(`numbers of step ${step}`);
  await expect(factOf(page, "step")).toHaveText(String(step));
  await expect(factOf(page, "epoch")).toHaveText(`${epoch} / 10`);
}

test("a moment of the run has the numbers of then on cards, in the inspector and in the header", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await host.select(block);
  await page.getByRole("tab", { name: "Statistics" }).click();
  const now = await factOf(page, "loss").textContent();
  const heat = page.locator(`.stage [data-id="${block}/path2/conv3x3"]`);
  const colorNow = await heat.innerHTML();
  await sliderOf(page).fill("123");
  await expectMoment(page, 120, 2);
  await expect(sliderOf(page)).toHaveAttribute("aria-valuetext", "step 120, epoch 2");
  await expect(page.locator(".moment .when")).toHaveText("step 120, epoch 2");
  await expect(page.locator(".moment .looking")).toBeVisible();
  expect(await factOf(page, "loss").textContent()).not.toBe(now);
  expect(await heat.innerHTML()).not.toBe(colorNow);
  const chart = page.getByRole("img", { name: /^Mean absolute activation, now / });
  await expect(chart).toHaveAccessibleName(/ from step 10 to 120$/);
  // Of two epochs one was evaluated by then.
  const evaluation = events.find(({ kind }) => kind === "evaluation");
  if (evaluation?.kind !== "evaluation") throw new Error("No epoch ended.");
  await expect(factOf(page, "test")).toHaveText(evaluation.accuracy.toFixed(3));
  await expect(page.locator(".phase")).toHaveText("Training");
  expect(host.complaints).toEqual([]);
});

test("the run goes on underneath and moves nothing, until its end is asked for again", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await host.select(block);
  await sliderOf(page).fill("120");
  await expectMoment(page, 120, 2);
  await idle(page);
  const changed = await changesIn(page, "#app");
  await host.send(later);
  await page.waitForTimeout(600);
  await idle(page);
  expect(await changed()).toEqual([]);
  await sliderOf(page).press("End");
  await expectMoment(page, 360, 4);
  await expect(sliderOf(page)).toHaveAttribute("aria-valuetext", "Live");
  await expect(page.locator(".moment .when")).toHaveText("step 360, epoch 4");
  await expect(page.locator(".moment .looking")).toBeHidden();
  await sliderOf(page).fill("120");
  await page.getByRole("button", { name: "Live", exact: true }).click();
  await expectMoment(page, 360, 4);
});

test("keys lead from moment to moment, by epoch and to both ends", async ({ host, page }) => {
  await host.open("explorer");
  const slider = sliderOf(page);
  await slider.focus();
  const text = page.locator(".moment .when");
  for (const [key, expected] of [
    ["ArrowLeft", "310, epoch 4"],
    ["PageDown", "300, epoch 3"],
    ["PageDown", "200, epoch 2"],
    ["ArrowUp", "210, epoch 3"],
    ["ArrowDown", "200, epoch 2"],
    ["ArrowRight", "210, epoch 3"],
    ["Home", "10, epoch 1"],
    ["ArrowLeft", "10, epoch 1"],
    ["PageUp", "100, epoch 1"],
  ] as const) {
    await slider.press(key);
    await expect(text).toHaveText(`step ${expected}`);
  }
  await slider.press("End");
  await expect(text).toHaveText("step 320, epoch 4");
  await page.getByRole("button", { name: "Previous epoch (PageDown)" }).click();
  await expect(text).toHaveText("step 300, epoch 3");
  await page.getByRole("button", { name: "Next moment (→)" }).click();
  await expect(text).toHaveText("step 310, epoch 4");
  await page.getByRole("button", { name: "Next moment (→)" }).click();
  await expect(text).toHaveText("step 320, epoch 4");
  await expect(page.locator('[data-tool="next"]')).toHaveAttribute("aria-disabled", "true");
});

test("it plays from its beginning, and stands where it is stopped", async ({ host, page }) => {
  await host.open("explorer");
  const play = page.locator('[data-tool="play"]');
  await play.focus();
  await page.keyboard.press("Space");
  await expect(play).toHaveAccessibleName("Stop playing");
  // It has left its first moment; on a busy machine it is seen some moments later.
  await expect(page.locator(".moment .when")).toHaveText(/^step (?!10,)\d+, epoch \d$/u);
  await page.keyboard.press("Space");
  await expect(play).toHaveAccessibleName("Play the run from here, or from its beginning");
  await idle(page);
  const step = await factOf(page, "step").textContent();
  expect(Number(step)).toBeLessThan(320);
  await page.waitForTimeout(700);
  expect(await factOf(page, "step").textContent()).toBe(step);
  // A hand on the slider ends the playing.
  await play.click();
  await sliderOf(page).fill("200");
  await expect(play).toHaveAccessibleName("Play the run from here, or from its beginning");
  await expect(factOf(page, "step")).toHaveText("200");
});

test("looking back moves no part of the page and makes none anew", async ({ host, page }) => {
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  await idle(page);
  const placesOf = (): Promise<unknown> =>
    page
      .locator("#app > *, .stage > *, .stage-foot > *, .time-bar > *, .stage .node")
      .evaluateAll((parts) =>
        parts.map((part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [part.classList[0], x, y, width, height];
        }),
      );
  const [before, place] = [await placesOf(), await restingPlace(page)];
  const changed = await changesIn(page, "#app");
  for (const step of ["10", "110", "220", "310"]) {
    await sliderOf(page).fill(step);
    await idle(page);
    expect(await placesOf()).toEqual(before);
  }
  expect(await restingPlace(page)).toEqual(place);
  const made = (await changed()).filter((change) => change.startsWith("childList"));
  expect(made).toEqual([]);
});

test("it is there with the second moment, in a place that was kept for it", async ({
  host,
  page,
}) => {
  const run = { steps: 19, plateauSteps: 0 };
  const [first, second] = [recordedRun(run), recordedRun({ ...run, steps: 20 })];
  host.run = { ...host.run, started: null, statistics: [], phase: "idle" };
  await host.open("explorer");
  await expect(page.locator(".time-bar")).toBeHidden();
  await host.send(first);
  await expect(factOf(page, "step")).toHaveText("19");
  await expect(sliderOf(page)).toHaveCount(0);
  const placed = await restingPlace(page);
  await host.send(second.slice(first.length));
  await expect(sliderOf(page)).toBeVisible();
  expect(await restingPlace(page)).toEqual(placed);
});

test("a run that has ended is looked through to its end", async ({ host, page }) => {
  const { summary } = finished();
  const loss = 0.4567;
  host.record([{ kind: "finished", time: 0, reason: "completed", summary: { ...summary, loss } }]);
  await host.open("explorer");
  await host.select(block);
  await expect(sliderOf(page)).toHaveAttribute("aria-valuetext", "End");
  await expect(factOf(page, "loss")).toHaveText("0.457");
  await sliderOf(page).fill("120");
  await expectMoment(page, 120, 2);
  // Then it knew nothing of its end; now it has ended all the same.
  await expect(factOf(page, "loss")).not.toHaveText("0.457");
  await expect(page.locator(".phase")).toHaveText("Finished");
  await page.getByRole("button", { name: "End", exact: true }).click();
  await expectMoment(page, 320, 4);
  await expect(factOf(page, "loss")).toHaveText("0.457");
});

test("the moment is kept over a reload, and is none of another run", async ({ host, page }) => {
  await host.open("explorer");
  await host.select(block);
  await sliderOf(page).fill("120");
  await expectMoment(page, 120, 2);
  await idle(page);
  await host.reload();
  await expectMoment(page, 120, 2);
  const { started } = host.run;
  host.run = { ...host.run, started: { ...started!, runId: "another" } };
  await host.hydrate();
  await expectMoment(page, 320, 4);
});

test("histograms are those up to the moment, and weights say of which step they are", async ({
  host,
  page,
}) => {
  host.record(histogramEvents([50, 100, 150, 200, 250, 300]));
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await page.getByRole("tab", { name: "Statistics" }).click();
  const newest = page.locator('[data-kind="weight"] .ridge.newest');
  await expect(newest).toHaveAttribute("data-step", "300");
  await sliderOf(page).fill("160");
  await expect(newest).toHaveAttribute("data-step", "150");
  await sliderOf(page).fill("10");
  await expect(page.locator(".histograms .note")).toContainText("they come every");
  await page.getByRole("tab", { name: "Kernels" }).click();
  const age = page.locator(".weights-age");
  await expect(age).toContainText("These weights are of step");
  await expect(page.locator('.panel [data-fact="weightStep"], .panel .facts')).not.toHaveCount(0);
  await page.getByRole("button", { name: "Live", exact: true }).click();
  await expect(age).toHaveText("");
});

for (const theme of ["light", "high-contrast"] as const) {
  test(
    `axe finds nothing in the bar, ${theme}`,
    longUnless(theme === "light"),
    async ({ host, page }) => {
      await host.open("explorer", theme);
      await expectNoViolations(page, ".stage-foot");
      await sliderOf(page).fill("120");
      await idle(page);
      await expectNoViolations(page);
    },
  );
}

test("while one looks back an image is seen with the weights that the run has kept of then", async ({
  host,
  page,
}) => {
  const looks = answerImages(host);
  host.keptWeights = [60, 140, 200];
  await host.open("explorer");
  const step = barOf(page).locator(".step");
  const map = page.locator(`.stage [data-map="${block}/path2/conv3x3 0"]`);
  await page.getByRole("button", { name: "Send an image through the network" }).click();
  await expect(step).toHaveText("at step 200");
  const now = await map.getAttribute("href");
  await sliderOf(page).fill("80");
  await expect(step).toHaveText("weights of step 60, epoch 1");
  await expect(map).not.toHaveAttribute("href", now!);
  const then = await map.getAttribute("href");
  const asked = looks.length;
  await sliderOf(page).press("ArrowLeft");
  await expect(page.locator(".moment .when")).not.toHaveText("step 80, epoch 1");
  await barOf(page).getByRole("button", { name: "Next image" }).click();
  await expect(barOf(page).getByRole("img")).toHaveAttribute("alt", "Sneaker, test image 1");
  expect(looks.length).toBe(asked + 1);
  await expect(step).toHaveText("weights of step 60, epoch 1");
  await barOf(page).getByRole("button", { name: "Previous image" }).click();
  await expect(map).toHaveAttribute("href", then!);
  await sliderOf(page).fill("138");
  await expect(step).toHaveText("weights of step 140, epoch 2");
  await expectNoViolations(page, ".seeing");
  await sliderOf(page).press("End");
  await expect(step).toHaveText("at step 200");
  await expect(map).toHaveAttribute("href", now!);
  expect(host.complaints).toEqual([]);
});
