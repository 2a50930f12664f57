import type { Page } from "@playwright/test";
import type { InputOf } from "../../model/asking/index.js";
import { decodeImage } from "../../model/images/decodeImage.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import type { PageHost } from "../support/pageHost.js";
import { idle } from "../support/idle.js";
import { inventedPicture } from "../support/seenImages.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages, barOf, openBar } from "./seeingBar.js";

type Given = InputOf<"preparedPicture">;

/** What the page has had prepared; each answer has pixels of its own. */
function answerDrawings(host: PageHost): readonly Given[] {
  const given: Given[] = [];
  host.answers = {
    ...host.answers,
    preparedPicture: (file) => {
      given.push(file);
      const pixels = Buffer.from([0, 0, given.length]).toString("base64");
      return { ...inventedPicture(file), pixels };
    },
  };
  return given;
}

/** How dark a drawing is at a place, as shares of its sides. */
function inkAt({ bytes }: Given, [across, down]: readonly [number, number]): number {
  const { width, height, rgba } = decodeImage(Buffer.from(bytes, "base64"));
  const pixel = Math.floor(down * height) * width + Math.floor(across * width);
  return 255 - rgba[4 * pixel]!;
}

const paperOf = (page: Page) => page.getByRole("application", { name: "Drawing pad" });

async function stroke(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const { x, y, width, height } = (await paperOf(page).boundingBox())!;
  await page.mouse.move(x + from[0] * width, y + from[1] * height);
  await page.mouse.down();
  await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 12 });
  await page.mouse.up();
}

test("a drawing goes through the network while it grows, and is taken back stroke by stroke", async ({
  host,
  page,
}) => {
  const looks = answerImages(host);
  const given = answerDrawings(host);
  await page.setViewportSize({ width: 1280, height: 720 });
  const bar = await openBar(host, page);
  const tool = bar.getByRole("button", { name: "Draw an image" });
  await tool.focus();
  await page.keyboard.press("Enter");
  await expect(paperOf(page)).toBeFocused();
  await expect(tool).toHaveAttribute("aria-pressed", "true");
  const still = await paperOf(page).boundingBox();
  // Paper on which nothing is drawn is no picture yet.
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Trouser, test image 0");
  await stroke(page, [0.2, 0.5], [0.8, 0.5]);
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Your drawing");
  await expect(bar.locator(".preparation li")).toHaveCount(6);
  // Whatever is said of it above the picture, the paper stays under the pen.
  expect(await paperOf(page).boundingBox()).toEqual(still);
  await expect.poll(() => inkAt(given.at(-1)!, [0.75, 0.5])).toBe(255);
  expect([inkAt(given.at(-1)!, [0.5, 0.2]), inkAt(given.at(-1)!, [0.02, 0.02])]).toEqual([0, 0]);
  await expect
    .poll(() => looks.at(-1)?.own)
    .toBe(Buffer.from([0, 0, given.length]).toString("base64"));
  await bar.getByLabel("Inverted").uncheck();
  await expect.poll(() => given.at(-1)?.isInverted).toBe(false);
  await page.getByRole("slider", { name: "Width of the pen" }).fill("200");
  await page.getByRole("radio", { name: "Gray" }).check();
  await stroke(page, [0.5, 0.2], [0.5, 0.25]);
  await expect.poll(() => inkAt(given.at(-1)!, [0.45, 0.2])).toBe(127);
  // What was decided of the drawing stays as it grows.
  expect(given.at(-1)!.isInverted).toBe(false);
  await page.getByRole("radio", { name: "Eraser" }).check();
  await stroke(page, [0.3, 0.5], [0.31, 0.5]);
  await expect.poll(() => inkAt(given.at(-1)!, [0.3, 0.5])).toBe(0);
  await page.keyboard.press("Control+z");
  await expect.poll(() => inkAt(given.at(-1)!, [0.3, 0.5])).toBe(255);
  await page.getByRole("button", { name: "Clear the drawing" }).click();
  await expect.poll(() => inkAt(given.at(-1)!, [0.75, 0.5])).toBe(0);
  await page.getByRole("button", { name: "Take the last stroke back" }).click();
  await expect.poll(() => inkAt(given.at(-1)!, [0.75, 0.5])).toBe(255);
  await expectNoViolations(page, ".stage");
  await paperOf(page).press("Escape");
  await expect(paperOf(page)).toBeHidden();
  await expect(tool).toBeFocused();
  await expect(bar).toBeVisible();
  await tool.press("Enter");
  await expect(paperOf(page)).toBeFocused();
  await idle(page);
  const before = given.length;
  await host.reload();
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Your drawing");
  await page.getByRole("button", { name: "Take the last stroke back" }).click();
  await expect.poll(() => given.length).toBeGreaterThan(before);
  expect(inkAt(given.at(-1)!, [0.75, 0.5])).toBe(255);
  expect(inkAt(given.at(-1)!, [0.45, 0.2])).toBe(0);
  expect(host.complaints).toEqual([]);
});

test("keys draw, say where the pen is, and what is drawn meanwhile is asked for once", async ({
  host,
  page,
}) => {
  answerImages(host);
  const given = answerDrawings(host);
  const { seenImage } = host.answers;
  let answer: () => void = () => undefined;
  host.network = { ...googlenet, input: [3, 96, 96] };
  host.answers = {
    ...host.answers,
    seenImage: (look, watch) =>
      look.own === undefined
        ? seenImage!(look, watch)
        : new Promise((resolve) => {
            answer = () => {
              resolve(seenImage!(look, watch));
            };
          }),
  };
  await host.open("explorer", "light");
  await page.getByRole("button", { name: "Send an image through the network" }).click();
  await barOf(page).getByRole("button", { name: "Draw an image" }).click();
  // Its images are in color.
  await page.getByRole("radio", { name: "Red" }).check();
  const paper = paperOf(page);
  await paper.focus();
  await page.keyboard.press("Space");
  await expect.poll(() => given.length).toBe(1);
  const pad = page.getByRole("region", { name: "Drawing pad" });
  await expect(pad.getByRole("status")).toHaveText("Pen down, 50 % across, 50 % down");
  for (let time = 0; time < 8; time++) await page.keyboard.press("ArrowRight");
  await expect(pad.getByRole("status")).toHaveText("Pen down, 70 % across, 50 % down");
  await page.keyboard.press("Space");
  expect(given).toHaveLength(1);
  answer();
  await expect.poll(() => given.length).toBe(2);
  const { width, rgba } = decodeImage(Buffer.from(given[1]!.bytes, "base64"));
  const pixel = 4 * (Math.floor(0.5 * width) * width + Math.floor(0.68 * width));
  expect([...rgba.subarray(pixel, pixel + 3)]).toEqual([0xd1, 0x34, 0x38]);
  await expect(pad.getByRole("status")).toHaveText("Pen up, 70 % across, 50 % down");
  expect(host.complaints).toEqual([]);
});
