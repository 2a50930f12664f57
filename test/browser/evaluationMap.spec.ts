import type { Page } from "@playwright/test";
import type { TestMap } from "../../model/asking/testMap.js";
import { idle } from "../support/idle.js";
import { ringTiles, testedMap, testedSet } from "../support/testedSet.js";
import { expectNoViolations } from "./axe.js";
import { endedRun, endedStep } from "./endedRun.js";
import { expect, test } from "./page.js";

const said = testedSet({ step: endedStep });
const map = testedMap(said);
const runId = "2025-01-15-090000";

function nearestTo(example: number): number[] {
  return [...map.neighbors.subarray(example * map.each, (example + 1) * map.each)];
}

/** The numbers of the images beside the map, as far as they are drawn. */
async function listed(page: Page): Promise<number[]> {
  const names = await page
    .locator(".map-images [role=option]")
    .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute("aria-label")!));
  return names.map((name) => Number(/\d+/u.exec(name)![0]));
}

/** How many pixels of the points have each color, the most frequent first. */
async function inks(page: Page): Promise<readonly string[]> {
  return page.locator("canvas.points").evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    // In a canvas of its own, which is there to be read.
    const copy = new OffscreenCanvas(width, height);
    const context = copy.getContext("2d", { willReadFrequently: true })!;
    context.drawImage(canvas as HTMLCanvasElement, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const counts = new Map<string, number>();
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3]! < 150) continue;
      const color = `${data[at]! >> 4} ${data[at + 1]! >> 4} ${data[at + 2]! >> 4}`;
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    return [...counts].toSorted(([, a], [, b]) => b - a).map(([color]) => color);
  });
}

/** Where an image lies on the screen. */
async function placeOf(page: Page, example: number): Promise<{ x: number; y: number }> {
  const frame = page.locator(".map-frame");
  await frame.scrollIntoViewIfNeeded();
  const box = (await frame.boundingBox())!;
  const [xs, ys] = [0, 1].map((which) => map.places.filter((_, at) => at % 2 === which));
  const [across, down] = [xs!, ys!].map((all) => [Math.min(...all), Math.max(...all)] as const);
  const margin = 12;
  // Without its border of a pixel.
  const [width, height] = [box.width - 2, box.height - 2];
  const scale = Math.min(
    (width - 2 * margin) / (across![1] - across![0]),
    (height - 2 * margin) / (down![1] - down![0]),
  );
  const middle = ([least, most]: readonly [number, number]): number => (least + most) / 2;
  return {
    x: box.x + 1 + width / 2 + (xs![example]! - middle(across!)) * scale,
    y: box.y + 1 + height / 2 + (ys![example]! - middle(down!)) * scale,
  };
}

test("the map is drawn after an evaluation, pointed at, encircled and walked with keys", async ({
  host,
  page,
}) => {
  let asked = 0;
  let reach: (done: number, of: number, soFar?: TestMap) => void = () => undefined;
  let draw: () => void = () => undefined;
  host.answers = {
    testedExamples: () => said,
    testImages: (numbers) => ringTiles(numbers),
    testMap: (_, watch) =>
      new Promise((resolve) => {
        asked += 1;
        reach = watch.reach!;
        draw = () => {
          resolve(map);
        };
      }),
  };
  host.record(endedRun);
  await host.open("evaluation");
  const section = page.locator(".map");
  await expect(section.locator(".said")).toHaveText(/^Drawing the map/u);
  // It is seen while it forms, and its tiles can be looked at already.
  const nothing = { neighbors: new Int32Array(), distances: new Float32Array(), each: 0 };
  reach(500, 1000, { ...map, ...nothing });
  await expect(section.locator(".map-images .count")).toHaveText("1,000 images");
  await expect(section.getByRole("progressbar")).toHaveAttribute("value", "0.5");
  draw();
  await expect(section.locator(".said")).toHaveText(/^1,000 images, by the 1,024 numbers/u);
  await expect(section.getByRole("listitem")).toHaveCount(10);
  await idle(page);
  const byClass = await inks(page);
  expect(byClass.length).toBeGreaterThan(9);
  const worst = [...said.losses.keys()].toSorted((a, b) => said.losses[b]! - said.losses[a]!);
  expect((await listed(page)).slice(0, 8)).toEqual(worst.slice(0, 8));

  // A point under the pointer says what it is; one that is pressed shows what is nearest to it.
  const { x, y } = await placeOf(page, worst[0]!);
  await page.mouse.move(x, y);
  const card = section.locator(".map-card");
  await expect(card.locator(".is")).not.toBeEmpty();
  await expect(card.locator("img")).toHaveAttribute("src", /^data:image/u);
  await page.mouse.down();
  await page.mouse.up();
  await expect(section.locator("h3")).toHaveText(/and those nearest to it$/u);
  const [pressed = NaN, ...others] = await listed(page);
  expect(others).toEqual(nearestTo(pressed));

  // Around the upper half of all points.
  const box = (await section.locator(".map-frame").boundingBox())!;
  await page.mouse.move(box.x + 3, box.y + 3);
  await page.mouse.down();
  for (const [right, down] of [
    [1, 0],
    [1, 0.5],
    [0, 0.5],
  ] as const) {
    await page.mouse.move(box.x + 3 + right * (box.width - 8), box.y + 3 + down * box.height);
  }
  await page.mouse.up();
  await expect(section.locator("h3")).toHaveText("Within the outline");
  const places = await Promise.all(
    [0, 1, 2].map(async () => placeOf(page, (await listed(page))[0]!)),
  );
  for (const place of places) expect(place.y).toBeLessThan(box.y + box.height / 2 + 4);
  const inside = (await listed(page)).map((example) => said.losses[example]!);
  expect(inside).toEqual(inside.toSorted((a, b) => b - a));
  await section.getByRole("button", { name: "All that are shown" }).click();
  await expect(section.locator(".map-images .count")).toHaveText("1,000 images");

  // The same with keys alone.
  const frame = page.getByRole("application");
  await frame.focus();
  const before = await section.locator(".map-reading").textContent();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(section.locator(".map-reading")).not.toHaveText(before!);
  await page.keyboard.press("Enter");
  const list = section.getByRole("listbox");
  await expect(list).toBeFocused();
  const [walked = NaN] = await listed(page);
  await expect(section.locator(".map-reading")).toHaveText(new RegExp(`^Image ${walked}:`, "u"));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("n");
  const [next = NaN] = nearestTo(walked);
  await expect
    .poll(async () => (await listed(page)).slice(0, 2))
    .toEqual([next, nearestTo(next)[0]]);
  await page.keyboard.press("Enter");
  await expect.poll(() => host.imagesShown).toEqual([{ example: next, at: null }]);
  await page.keyboard.press("Escape");
  await expect(frame).toBeFocused();
  await page.keyboard.press("Escape");

  // Filters and colors.
  await section.getByLabel("Show").selectOption({ label: "Shirt" });
  await section.getByLabel("of them").selectOption("mistakes");
  await expect(section.locator("h3")).toHaveText("Mistakes about Shirt");
  for (const example of await listed(page)) {
    const [label, chosen] = [said.labels[example], said.chosen[example]];
    expect(label === 6 || chosen === 6).toBe(true);
    expect(label).not.toBe(chosen);
  }
  await section.getByLabel("Show").selectOption({ label: "All classes" });
  await section.getByLabel("of them").selectOption("all");
  await section.getByLabel("Color").selectOption("error");
  await expect(section.getByRole("listitem")).toHaveText(["Right", "Mistake"]);
  await idle(page);
  const byError = await inks(page);
  expect(byError.slice(0, 3)).not.toEqual(byClass.slice(0, 3));
  // What is nearest to a mistake of the matrix.
  await page.locator(".images .tiles-frame").focus();
  await page.keyboard.press("n");
  await expect(list).toBeFocused();
  expect((await listed(page))[0]).toBe(
    worst.find((each) => said.labels[each] !== said.chosen[each]),
  );
  await section.getByText("The map as a table").click();
  await expect(section.getByRole("row")).toHaveCount(11);

  // A page that is there again knows its map, and its color.
  host.lastAnswers = { [`testedExamples ${runId}`]: said, [`testMap ${runId}`]: map };
  await host.reload();
  await expect(section.getByLabel("Color")).toHaveValue("error");
  await idle(page);
  expect(asked).toBe(1);
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
});

test("a map of a run at work is drawn on a button, and can be left; what fails says why", async ({
  host,
  page,
}) => {
  let isLeft = false;
  host.answers = {
    testedExamples: () => said,
    testMap: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal!.addEventListener("abort", () => {
          isLeft = true;
          reject(new Error("Left."));
        });
      }),
  };
  host.record(endedRun.slice(0, -1));
  await host.open("evaluation");
  await page.getByRole("button", { name: "Evaluate" }).click();
  const section = page.locator(".map");
  await expect(section.locator(".said")).toContainText("which slows it meanwhile");
  await section.getByRole("button", { name: "Draw the map" }).click();
  await section.getByRole("progressbar").waitFor();
  await section.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => isLeft).toBe(true);
  host.answers = {
    ...host.answers,
    testMap: () => {
      throw new Error("What draws the map ended with code 9.");
    },
  };
  await section.getByRole("button", { name: "Draw the map" }).click();
  await expect(section.locator(".said")).toHaveText("What draws the map ended with code 9.");
  await expect(section.getByRole("application")).toBeHidden();
  host.answers = { ...host.answers, testMap: () => map, testImages: (all) => ringTiles(all) };
  await section.getByRole("button", { name: "Try again" }).click();
  await expect(section.getByRole("application")).toBeVisible();
  await idle(page);
  await expectNoViolations(page);
});

test("one goes nearer to the map by wheel, keys and buttons, moves it, and its points are found there", async ({
  host,
  page,
}) => {
  host.answers = {
    testedExamples: () => said,
    testImages: (numbers) => ringTiles(numbers),
    testMap: () => map,
  };
  host.record(endedRun);
  await host.open("evaluation");
  const section = page.locator(".map");
  await expect(section.locator(".said")).toHaveText(/^1,000 images, by the 1,024 numbers/u);
  const worst = [...said.losses.keys()].toSorted((a, b) => said.losses[b]! - said.losses[a]!);
  const [example = NaN] = worst;
  const at = await placeOf(page, example);
  const frame = page.getByRole("application");
  const box = (await frame.boundingBox())!;
  const scale = section.locator(".map-zoom .scale");
  const ringed = (): Promise<string | null> => section.locator(".map-reading").textContent();
  await page.mouse.move(at.x, at.y);
  await expect(section.locator(".map-card .is")).not.toBeEmpty();
  const pointed = await ringed();
  // The page scrolls by the wheel alone; with Ctrl what is under the pointer stays there.
  const scrolled = (): Promise<number> => page.evaluate(() => window.scrollY);
  await page.keyboard.down("Control");
  const before = await scrolled();
  for (let notch = 0; notch < 4; notch++) await page.mouse.wheel(0, -100);
  await page.keyboard.up("Control");
  await expect(scale).toHaveText("4.0×");
  expect(await scrolled()).toBe(before);
  await page.mouse.move(at.x + 1, at.y);
  await page.mouse.move(at.x, at.y);
  expect(await ringed()).toBe(pointed);

  // Moved by a hand, and pressed there: what lies nearest is that of the same image.
  await page.keyboard.down("Shift");
  await page.mouse.down();
  await page.mouse.move(at.x + 30, at.y + 10, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  const move = section.getByRole("button", { name: /^Dragging moves the map/u });
  await move.click();
  await page.mouse.move(at.x + 30, at.y + 10);
  await page.mouse.down();
  await page.mouse.move(at.x - 10, at.y - 20, { steps: 3 });
  await page.mouse.up();
  await expect(section.locator(".map-images .count")).toHaveText("1,000 images");
  await move.click();
  const moved = { x: at.x - 10, y: at.y - 20 };
  await page.mouse.move(moved.x, moved.y);
  await expect.poll(ringed).toBe(pointed);
  await page.mouse.down();
  await page.mouse.up();
  await expect(section.locator("h3")).toHaveText(/and those nearest to it$/u);
  const [pressed = NaN] = await listed(page);
  expect(await ringed()).toContain(`Image ${pressed}:`);

  // An outline goes around what is seen inside it, a fraction of all.
  await page.mouse.move(box.x + 3, box.y + 40);
  await page.mouse.down();
  for (const [right, down] of [
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const) {
    const y = box.y + 40 + down * (box.height - 45);
    await page.mouse.move(box.x + 3 + right * (box.width - 8), y);
  }
  await page.mouse.up();
  await expect(section.locator("h3")).toHaveText("Within the outline");
  const text = (await section.locator(".map-images .count").textContent())!;
  const [, within] = /^(\d+) images$/u.exec(text)!;
  expect(Number(within)).toBeGreaterThan(0);
  expect(Number(within)).toBeLessThan(500);

  // The same with keys, which lead on to points that were out of sight.
  await frame.focus();
  await page.keyboard.press("0");
  await expect(scale).toHaveText("1.0×");
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect(scale).toHaveText("2.3×");
  const inksBefore = await section.locator("canvas.points").screenshot();
  await page.keyboard.press("Shift+ArrowRight");
  await idle(page);
  expect(inksBefore.equals(await section.locator("canvas.points").screenshot())).toBe(false);
  for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowLeft");
  const card = section.locator(".map-card");
  await expect(card).toBeVisible();
  const cardBox = (await card.boundingBox())!;
  expect(cardBox.x).toBeGreaterThanOrEqual(box.x);
  await page.keyboard.press("-");
  await page.keyboard.press("-");
  await expect(scale).toHaveText("1.0×");
  // And with buttons alone.
  for (let press = 0; press < 3; press++) {
    await section.getByRole("button", { name: "Nearer (+)" }).click();
  }
  await expect(scale).toHaveText("3.4×");
  await expectNoViolations(page, ".map");
  await section.getByRole("button", { name: "Farther (−)" }).click();
  await section.getByRole("button", { name: "The whole map (0)" }).click();
  await expect(scale).toHaveText("1.0×");
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
});
