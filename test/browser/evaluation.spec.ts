import type { Page } from "@playwright/test";
import type { TestedExamples } from "../../model/asking/testedExamples.js";
import type { RunEvent } from "../../model/run/events.js";
import { idle } from "../support/idle.js";
import type { PageHost } from "../support/pageHost.js";
import { recordedRun } from "../support/recordedRun.js";
import { ringTiles, testedSet } from "../support/testedSet.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";

const steps = 300;
const checkpoint: RunEvent = {
  ...{ kind: "checkpoint", time: 0, step: steps },
  file: `step-${String(steps).padStart(8, "0")}.safetensors`,
};
/** Somebody stopped it. */
const stopped: RunEvent = {
  ...{ kind: "finished", time: 0, reason: "stopped" },
  summary: {
    ...{ steps, epochs: 3, seconds: 120, loss: 0.5, trainAccuracy: 0.8, testAccuracy: 0.8 },
    ...{ examplesPerSecond: 100, examplesPerSecondOverall: 90 },
  },
};
const ended = [...recordedRun({ steps }), checkpoint, stopped];

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
  await expect(page.locator(".of-run")).toContainText("weights after step 300");
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
  host.record(ended);
  await host.open("evaluation");
  await cellOf(page, / Sandal are taken for Sneaker/).click();
  const list = page.getByRole("listbox", { name: "Sandal, taken for Sneaker" });
  await list.waitFor();
  const expected = Array.from(said.labels.keys())
    .filter((example) => said.labels[example] === 5 && said.chosen[example] === 7)
    .toSorted((a, b) => said.losses[b]! - said.losses[a]!);
  await expect(list.getByRole("option")).toHaveCount(expected.length);
  await list.focus();
  await page.keyboard.press("ArrowRight");
  await expect(list.getByRole("option", { selected: true })).toHaveAttribute(
    "aria-label",
    new RegExp(`^Image ${expected[1]!}: Sandal, taken for Sneaker`),
  );
  await page.keyboard.press("Enter");
  await expect.poll(() => host.imagesShown).toEqual([expected[1]]);
  expect(host.complaints).toEqual([]);
});

test("axe finds nothing in an evaluation", async ({ host, page }) => {
  answering(host);
  host.record(ended);
  await host.open("evaluation");
  await page.locator(".cell").first().waitFor();
  await idle(page);
  await expectNoViolations(page);
});
