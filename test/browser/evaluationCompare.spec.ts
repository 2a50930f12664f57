import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Locator } from "@playwright/test";
import type { RunLine } from "../../extension/runs/runLine.js";
import { defaultRunConfig } from "../../model/run/config.js";
import { idle } from "../support/idle.js";
import { ringTiles, testedSet } from "../support/testedSet.js";
import { expectNoViolations } from "./axe.js";
import { endedRun, endedStep } from "./endedRun.js";
import { expect, test } from "./page.js";

const said = testedSet({ step: endedStep });
/** It takes every second mistake for what it is, and every fortieth image for the next class. */
const others = (() => {
  const chosen = said.chosen.slice();
  let mistakes = 0;
  said.labels.forEach((label, example) => {
    if (chosen[example] === label) {
      if (example % 40 === 0) chosen[example] = (label + 1) % said.classNames.length;
    } else if (++mistakes % 2 === 0) chosen[example] = label;
  });
  return { ...said, chosen, step: 77 };
})();
const otherRun = "2026-01-31-142530-nin";

/** A run on disk with a checkpoint, as far as it is looked at here. */
async function writeRun(folder: string, classNames: readonly string[]): Promise<void> {
  await mkdir(path.join(folder, "checkpoints"), { recursive: true });
  const record = {
    ...{ runId: path.basename(folder), config: defaultRunConfig(), parameters: 1 },
    dataset: {
      title: "a set",
      source: "",
      classNames,
      trainExamples: 1,
      testExamples: 1,
      checksums: {},
    },
  };
  await writeFile(path.join(folder, "run.json"), JSON.stringify(record));
  for (const step of [40, 77]) {
    await writeFile(path.join(folder, "checkpoints", `step-000000${step}.safetensors`), "");
  }
}

function lineOf(id: string): RunLine {
  return {
    ...{ id, phase: "finished", startedAt: Date.UTC(2026, 0, 31, 14, 25), network: "nin" },
    ...{ recipe: "chapter", engine: "", device: "", seed: 0, step: 77, totalSteps: 77 },
    ...{ loss: 0.3, testAccuracy: 0.912, inVain: null, canGoOn: false },
  };
}

test("another run is chosen, evaluated and compared, in numbers and image by image", async ({
  host,
  page,
}) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "compared-"));
  await writeRun(path.join(folder, otherRun), said.classNames);
  await writeRun(path.join(folder, "2026-01-30-090000-nin"), ["cats", "dogs"]);
  host.runsOnDisk = {
    list: () => Promise.resolve([lineOf(otherRun), lineOf("2026-01-30-090000-nin")]),
    directory: (id) => path.join(folder, id),
  };
  const asked: (string | undefined)[] = [];
  let answer: () => void = () => undefined;
  host.answers = {
    testedExamples: (_, { of, reach }) => {
      asked.push(of?.run);
      if (of?.run !== otherRun) return said;
      reach!(640, 1000);
      return new Promise((resolve) => {
        answer = () => {
          resolve(others);
        };
      });
    },
    testImages: (numbers) => ringTiles(numbers),
  };
  host.record(endedRun);
  await host.open("evaluation");
  const section = page.locator(".comparison");
  const runs = section.getByLabel("Compare with");
  // That of other classes is not among them; a moment of the other is.
  await expect(runs.getByRole("option")).toHaveCount(3);
  await expect(runs.getByRole("option").last()).toHaveText(/^Jan 31, .* · NiN · step 40$/u);
  const titleOfOther = (await runs.getByRole("option").nth(1).textContent())!;
  expect(titleOfOther).toMatch(/^Jan 31, .* · NiN · 0\.912$/u);
  await runs.selectOption(titleOfOther);
  await expect(section.locator(".said")).toHaveText("640 of 1,000 images");
  answer();
  const verdict = section.locator(".verdict p");
  await expect(verdict).toHaveCount(4);
  expect(asked).toEqual([host.run.started?.runId, otherRun]);
  const all = [...said.labels.keys()];
  const isRight = ({ chosen }: typeof said, example: number): boolean =>
    chosen[example] === said.labels[example];
  const onlyOwn = all.filter((each) => isRight(said, each) && !isRight(others, each));
  const onlyOther = all.filter((each) => !isRight(said, each) && isRight(others, each));
  await expect(verdict.nth(1)).toContainText(
    `${onlyOwn.length} images are right in A alone, ${onlyOther.length} in B alone`,
  );
  await expect(verdict.nth(2)).toContainText("That is hardly chance");
  await idle(page);

  // Both tables of classes are one: a name of any length is cut, and whole in its title.
  const nameIn = (table: string) => page.locator(`${table} tbody th button`).first();
  const styleIn = (table: string) =>
    nameIn(table).evaluate((name) => {
      const { display, maxWidth, overflow, textOverflow } = getComputedStyle(name);
      const cell = getComputedStyle(name.closest("th")!);
      return [display, maxWidth, overflow, textOverflow, cell.maxWidth, cell.padding];
    });
  expect(await styleIn(".duels")).toEqual(await styleIn(".classes"));
  expect(await styleIn(".duels")).toContain("ellipsis");
  await expect(nameIn(".duels")).toHaveAttribute("title", said.classNames[0]!);

  // The images that only the other gets right, of one class.
  await section.getByLabel("Images").selectOption("onlyOther");
  const list = section.getByRole("listbox");
  await expect(section.locator(".count")).toHaveText(`${onlyOther.length} images`);
  await section.getByRole("rowheader", { name: "Shirt", exact: true }).getByRole("button").click();
  const shirts = onlyOther.filter((each) => said.labels[each] === 6);
  await expect(section.locator("h3").last()).toHaveText("Shirt: Right in B alone");
  await expect(list.getByRole("option").first()).toHaveAttribute(
    "aria-label",
    /^Image \d+: Shirt; A takes it for .* B for Shirt with/u,
  );
  await expect(section.locator(".count")).toHaveText(`${shirts.length} images`);

  // A cell of what differs, with keys, and an image of it into the picture.
  const matrix = section.getByRole("grid", { name: "What B has more and less of" });
  await matrix.focus();
  await page.keyboard.press("Enter");
  await expect(list).toBeFocused();
  await expect(section.locator("h3").last()).toHaveText(/by one of them alone$/u);
  await page.keyboard.press("Enter");
  await expect.poll(() => host.imagesShown.length).toBe(1);
  await page.keyboard.press("Escape");
  await expect(matrix).toBeFocused();
  await expectNoViolations(page);
  for (const width of [300, 480, 901, 1280]) {
    await page.setViewportSize({ width, height: 720 });
    await idle(page);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, String(width)).toBeLessThanOrEqual(0);
  }

  // None again, and one that cannot be asked.
  await runs.selectOption({ label: "Nothing" });
  await expect(verdict.first()).toBeHidden();
  host.answers = {
    ...host.answers,
    testedExamples: () => {
      throw new Error("There is no run in this folder.");
    },
  };
  await runs.selectOption(titleOfOther);
  await expect(section.locator(".said")).toHaveText("There is no run in this folder.");
  host.answers = { ...host.answers, testedExamples: () => testedSet({ examples: 999 }) };
  await section.getByRole("button", { name: "Try again" }).click();
  await expect(section.locator(".said")).toHaveText(/^The two were tested with other images/u);
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
  await rm(folder, { recursive: true });
});

test("two moments of one run stand side by side by one scale, with what differs", async ({
  host,
  page,
}) => {
  const asked: (number | undefined)[] = [];
  const then = { ...others, step: 100 };
  host.keptWeights = [100, 200, endedStep];
  host.answers = {
    testedExamples: (_, { of }) => {
      asked.push(of?.at);
      if (of?.at === undefined) return said;
      host.lastAnswers = { [`testedExamples ${runId} ${of.at}`]: { ...then, step: of.at } };
      return { ...then, step: of.at };
    },
    testImages: (numbers) => ringTiles(numbers),
  };
  host.record(endedRun);
  const { runId } = host.run.started!;
  await host.open("evaluation");
  const section = page.locator(".comparison");
  const beside = section.getByLabel("Compare with");
  // The newest weights are those at hand.
  await expect(beside.locator("optgroup")).toHaveAttribute("label", "Moments of this run");
  await expect(beside.locator("optgroup option")).toHaveText([
    "step 200, epoch 2",
    "step 100, epoch 1",
  ]);
  await beside.selectOption({ label: "step 100, epoch 1" });
  const own = section.getByRole("grid", { name: "A: step 300, epoch 3" });
  const other = section.getByRole("grid", { name: "B: step 100, epoch 1" });
  const countIn = (label: number, chosen: number, { chosen: taken }: typeof said): number =>
    taken.filter((each, example) => each === chosen && said.labels[example] === label).length;
  const cellOf = (matrix: Locator, row: string, column: string): Locator =>
    matrix.getByRole("gridcell", { name: new RegExp(` ${row} are taken for ${column} `, "u") });
  for (const [matrix, { chosen }] of [
    [own, said],
    [other, then],
  ] as const) {
    const count = countIn(6, 0, { ...said, chosen });
    await expect(cellOf(matrix, "Shirt", "T-shirt")).toContainText(count === 0 ? "" : `${count}`);
  }
  // The strongest colors of both stand for the same.
  const scales = await section.locator(".compared .most").allTextContents();
  expect(scales.slice(0, 2)).toEqual(scales.slice(2));
  await cellOf(other, "Shirt", "T-shirt").click();
  await expect(section.locator("h3").last()).toHaveText("Shirt, taken for T-shirt by B");
  await expect(section.locator(".count")).toHaveText(`${countIn(6, 0, then)} images`);
  await expect(section.locator(".compare-images")).toBeInViewport();
  await expect(section.getByLabel("Images")).toHaveValue("cell");
  await own.focus();
  await page.keyboard.press("Enter");
  await expect(section.getByRole("listbox")).toBeFocused();
  await expect(section.locator("h3").last()).toHaveText(/ by A$/u);
  await expect(section.locator(".compared .marked").nth(1)).toHaveAttribute("d", "");
  await page.keyboard.press("Escape");
  await expect(own).toBeFocused();
  await expectNoViolations(page, ".comparison");
  for (const [width, height] of [
    [480, 800],
    [923, 618],
    [1600, 1000],
  ] as const) {
    await page.setViewportSize({ width, height });
    await idle(page);
    const boxes = await Promise.all([own, other].map((matrix) => matrix.boundingBox()));
    const [left, right] = boxes.map((box) => box!);
    if (width > 900) expect([left!.y, left!.height]).toEqual([right!.y, right!.height]);
    else expect(right!.y).toBeGreaterThan(left!.y + left!.height);
    for (const { x, width: taken } of [left!, right!]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + taken).toBeLessThanOrEqual(width);
    }
  }
  // Back and forth, and nothing is asked twice.
  await beside.selectOption({ label: "Nothing" });
  await expect(own).toBeHidden();
  await beside.selectOption({ label: "step 100, epoch 1" });
  await expect(other).toBeVisible();
  expect(asked).toEqual([undefined, 100]);

  // The moment that all of the page is of is chosen too, and kept over a reload.
  const whole = page.getByLabel("Weights");
  await expect(whole.getByRole("option")).toHaveText([
    "The newest",
    "step 200, epoch 2",
    "step 100, epoch 1",
  ]);
  await whole.selectOption({ label: "step 200, epoch 2" });
  await expect(page.locator(".of-run")).toContainText("weights after step 200");
  await expect(page.getByRole("grid", { name: "A: step 200, epoch 2" })).toBeVisible();
  // That there are later weights is no news of these.
  await expect(page.getByRole("button", { name: "Evaluate again" })).toHaveCount(0);
  await expect(beside.locator("optgroup option")).toHaveText([
    "step 300, epoch 3",
    "step 100, epoch 1",
  ]);
  const images = page.locator(".images").getByRole("listbox");
  await images.focus();
  await page.keyboard.press("Enter");
  const shown = expect.objectContaining({ at: 200 }) as unknown;
  await expect.poll(() => host.imagesShown).toEqual([shown]);
  await page.reload();
  await expect(page.locator(".of-run")).toContainText("weights after step 200");
  await expect(whole).toHaveValue(JSON.stringify([null, 200]));
  expect(asked).toEqual([undefined, 100, 200]);
  await whole.selectOption({ label: "The newest" });
  await expect(page.locator(".of-run")).toContainText("weights after step 300");
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
});
