import type { InputOf } from "../../model/asking/index.js";
import { idle } from "../support/idle.js";
import { inventedMistakes } from "../support/seenImages.js";
import { expectNoViolations } from "./axe.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";
import { answerImages, barOf, openBar } from "./seeingBar.js";

let looks: readonly InputOf<"seenImage">[];
test.beforeEach(({ host }) => {
  looks = answerImages(host);
});

test("an image is sent through and taken away, and the picture is as before", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await idle(page);
  const card = page.locator('.stage [data-id="b3/3a/path2/conv3x3"] .shape-box');
  const before = await card.boundingBox();
  expect(looks).toEqual([]);
  const tool = page.getByRole("button", { name: "Send an image through the network" });
  await tool.click();
  await expect(tool).toHaveAttribute("aria-pressed", "true");
  const bar = barOf(page);
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Trouser, test image 0");
  await expect(bar.locator(".likeliest li")).toHaveText([
    /Trouser75.0.%/u,
    /Sneaker12.5.%/u,
    /Bag12.5.%/u,
  ]);
  await expect(page.locator('.stage [data-map="b3/3a/path2/conv3x3 0"]')).toHaveAttribute(
    "href",
    /^data:image/u,
  );
  await bar.getByRole("button", { name: "Take the image away" }).click();
  await expect(bar).toBeHidden();
  await expect(tool).toBeFocused();
  await expect(page.locator(".stage [data-map]")).toHaveCount(0);
  expect(await card.boundingBox()).toEqual(before);
  expect(host.complaints).toEqual([]);
});

test("the way through the test set is gone with mouse and keyboard, and found again after a reload", async ({
  host,
  page,
}) => {
  const bar = await openBar(host, page);
  const picture = bar.getByRole("img");
  const number = bar.getByRole("spinbutton", { name: "Number of the test image" });
  await bar.getByRole("button", { name: "Next image" }).click();
  await expect(picture).toHaveAttribute("alt", "Sneaker, test image 1");
  await bar.getByRole("button", { name: "Previous image" }).press("Enter");
  await bar.getByRole("button", { name: "Previous image" }).press("Enter");
  await expect(picture).toHaveAttribute("alt", "Bag, test image 11");
  await number.fill("99");
  await number.press("Enter");
  await expect(number).toHaveValue("11");
  await number.fill("4");
  await number.press("Tab");
  await expect(picture).toHaveAttribute("alt", "Sneaker, test image 4");
  await bar.getByLabel("Class of the images").selectOption("Bag");
  await expect(picture).toHaveAttribute("alt", "Bag, test image 5");
  await bar.getByRole("button", { name: "Next image" }).click();
  await expect(picture).toHaveAttribute("alt", "Bag, test image 8");
  await bar.getByRole("button", { name: "Random" }).click();
  await expect(picture).not.toHaveAttribute("alt", "Bag, test image 8");
  await expect(picture).toHaveAttribute("alt", /^Bag, /u);
  const kept = await picture.getAttribute("alt");
  await host.reload();
  await expect(picture).toHaveAttribute("alt", kept!);
  await expect(bar.getByLabel("Class of the images")).toHaveValue("2");
  await number.press("Escape");
  await expect(bar).toBeHidden();
  expect(host.complaints).toEqual([]);
});

test("nothing moves for what one waits for: an image, the next, one that it gets wrong", async ({
  host,
  page,
}) => {
  const { seenImage } = host.answers;
  const heldBack: (() => void)[] = [];
  let isSlow = true;
  const answer = (): void => {
    for (const go of heldBack.splice(0)) go();
  };
  host.answers = {
    ...host.answers,
    seenImage: async (look, watch) => {
      if (isSlow) await new Promise<void>((resolve) => heldBack.push(resolve));
      return (await seenImage?.(look, watch)) ?? null;
    },
  };
  await host.open("explorer");
  await page.getByRole("button", { name: "Send an image through the network" }).click();
  const bar = barOf(page);
  const heightOf = async (): Promise<number | undefined> => (await bar.boundingBox())?.height;
  await expect(bar.locator(".step")).toHaveText("Asking the network …");
  await expect(bar.getByRole("status").last()).toHaveText("Asking the network …");
  const height = await heightOf();
  answer();
  await expect(bar).toContainText("Recognized");
  expect(await heightOf()).toBe(height);
  await bar.getByRole("button", { name: "Next image" }).click();
  await expect(bar.locator(".step")).toHaveText("Asking the network …");
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Trouser, test image 0");
  expect(await heightOf()).toBe(height);
  answer();
  await expect(bar.locator(".step")).toHaveText("at step 200");
  // More maps of the same image: what it is taken for stands there already.
  await page.locator('.strip [data-id="b3/3b"]').click();
  await expect.poll(() => heldBack.length).toBe(1);
  await expect(page.locator(".stage-head")).toContainText("3b");
  await page.waitForFunction(() => document.querySelector(".seeing .is-slow") === null);
  await expect(bar.locator(".step")).toHaveText("at step 200");
  isSlow = false;
  answer();
  let finish: () => void = () => undefined;
  let isTakenBack = false;
  const wishes: InputOf<"nextMistake">[] = [];
  host.answers = {
    ...host.answers,
    nextMistake: (wish, { reach, signal }) => {
      wishes.push(wish);
      return new Promise((resolve, reject) => {
        reach?.(4, 12);
        signal?.addEventListener("abort", () => {
          isTakenBack = true;
          reject(new Error("The question was taken back."));
        });
        finish = () => {
          resolve(inventedMistakes(wish));
        };
      });
    },
  };
  const wrong = bar.getByRole("button", { name: "One it gets wrong" });
  await wrong.click();
  await expect(bar.locator(".search")).toContainText("Looking at the test set: 4 of 12");
  expect(await heightOf()).toBe(height);
  await bar.getByRole("button", { name: "Cancel" }).click();
  await expect(bar.locator(".search")).toBeHidden();
  await expect.poll(() => isTakenBack).toBe(true);
  await expect(bar.locator(".standing")).toHaveText("");
  await wrong.click();
  await expect(bar.locator(".search")).toBeVisible();
  finish();
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Trouser, test image 3");
  await expect(bar.locator(".verdict")).toHaveText("Taken for Sneaker");
  // The next came with it, and after the last that did it is looked on from there.
  await wrong.click();
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Sneaker, test image 7");
  await wrong.click();
  await expect.poll(() => wishes.at(-1)).toEqual({ after: 7, within: null });
  expect(wishes).toHaveLength(3);
  finish();
  await expect(bar.getByRole("img")).toHaveAttribute("alt", "Bag, test image 11");
  // Who goes on meanwhile is not led away by what is found late.
  isTakenBack = false;
  const next = bar.getByRole("button", { name: "Next image" });
  await next.click();
  await wrong.click();
  await expect.poll(() => wishes.at(-1)).toEqual({ after: 0, within: null });
  await next.click();
  await expect(bar.locator(".search")).toBeHidden();
  expect(isTakenBack).toBe(true);
  finish();
  await idle(page);
  await expect(bar.getByRole("img")).toHaveAttribute("alt", /test image 1$/u);
});

test("the maps that are seen are asked for, and again where others come into sight", async ({
  host,
  page,
}) => {
  await openBar(host, page);
  const last = (): readonly string[] => looks.at(-1)?.nodes ?? [];
  await expect.poll(last).toContain("b3/3a/path3/conv5x5");
  expect(last()).not.toContain("b3/3b/path3/conv5x5");
  const asked = looks.length;
  await page.locator('.strip [data-id="b3/3b"]').click();
  await expect.poll(last).toContain("b3/3b/path3/conv5x5");
  expect(last()).not.toContain("b3/3a/path3/conv5x5");
  await expect(page.locator('.stage [data-map="b3/3b/path3/conv5x5 0"]')).toHaveCount(1);
  await page.locator(".stage-head .crumbs button").first().click();
  await expect.poll(() => last().length).toBeGreaterThan(60);
  await expect(page.locator('.stage [data-map="b5/5b/path1/conv1x1 0"]')).toHaveCount(1);
  // One number is no picture.
  await expect(page.locator('.stage [data-map="linear/dense 0"]')).toHaveCount(0);
  expect(looks.length - asked).toBeLessThanOrEqual(6);
  await page.getByRole("slider", { name: "Input" }).fill("32");
  await expect(page.locator(".stage [data-map]")).toHaveCount(0);
});

test("a run at work is asked every two seconds", async ({ host, page }) => {
  await openBar(host, page);
  await idle(page);
  const before = looks.length;
  await host.send([{ kind: "resumed", time: 0, step: 200 }]);
  await expect.poll(() => looks.length).toBeGreaterThan(before);
  expect(host.complaints).toEqual([]);
});

test("the tab Maps has the whole wall of the chosen node, read with pointer and keys", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  await page.getByRole("tab", { name: "Maps" }).click();
  const panel = page.locator(".panel");
  await expect(panel).toContainText("those of an image that goes through the network");
  await panel.getByRole("button", { name: "Choose an image" }).click();
  const wall = panel.getByRole("listbox", { name: "Feature maps of 3×3 convolution" });
  await expect(wall.getByRole("option")).toHaveCount(128);
  await expect(wall.getByRole("option").first()).toHaveAccessibleName("Channel 3, mean 2.00");
  await expect(panel).toContainText("mean 2.00, largest 4.00");
  await wall.getByRole("option").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(wall.getByRole("option", { name: /^Channel 10,/u })).toBeFocused();
  const large = panel.getByRole("slider", { name: "Map of channel 10" });
  await large.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("PageUp");
  await expect(large).toHaveAttribute("aria-valuetext", /^Row 1, column 1: [\d.]+$/u);
  await wall.getByRole("option", { name: /^Channel 24,/u }).hover();
  await expect(panel.getByRole("slider", { name: "Map of channel 24" })).toBeVisible();
  await panel.getByRole("button", { name: "By channel" }).click();
  await expect(wall.getByRole("option").first()).toHaveAccessibleName(/^Channel 0,/u);
  await panel.getByText("As a table").click();
  await expect(panel.getByRole("table")).toContainText("The 32 strongest of 128 channels");
  await expectNoViolations(page, ".inspector");
  await host.select("b3/3a");
  await expect(wall).toHaveCount(0);
  const whole = panel.getByRole("listbox", { name: "Feature maps of Inception 3a" });
  await expect(whole.getByRole("option")).toHaveCount(256);
  await expect(whole.getByRole("option").first()).toHaveAccessibleName(/^Channel 0,/u);
  expect(host.complaints).toEqual([]);
});

test("another part of VS Code shows an image", async ({ host, page }) => {
  await host.open("explorer");
  await host.showImage({ example: 7, at: null });
  await expect(barOf(page).getByRole("img")).toHaveAttribute("alt", "Sneaker, test image 7");
  // One goes on with the keyboard where the image is, and stays where one is already.
  await expect(page.locator(".stage .node:focus")).toHaveCount(1);
  await page.getByRole("button", { name: "Next image" }).focus();
  await host.showImage({ example: 8, at: null });
  await expect(barOf(page).getByRole("img")).toHaveAttribute("alt", "Bag, test image 8");
  await expect(page.getByRole("button", { name: "Next image" })).toBeFocused();
  await expect(page.locator(".moment")).not.toHaveClass(/is-past/u);
  // One that was asked of weights of before goes through those.
  await host.showImage({ example: 9, at: 20 });
  await expect(page.locator(".moment")).toHaveClass(/is-past/u);
  await host.showImage({ example: 8, at: null });
  await expect(page.locator(".moment")).not.toHaveClass(/is-past/u);
});

test("what cannot be told is said where it was asked, and the page stays whole", async ({
  host,
  page,
}) => {
  host.answers = { seenImage: () => null, testLabels: () => null };
  await host.open("explorer");
  await page.getByRole("button", { name: "Send an image through the network" }).click();
  const standing = barOf(page).locator(".standing");
  await expect(standing).toHaveText(
    "There is no trained network yet: it comes with the first checkpoint of a run.",
  );
  await expect(page.locator(".stage [data-map]")).toHaveCount(0);
  host.answers = {
    seenImage: () => {
      throw new Error("The data are gone.");
    },
  };
  await host.send([{ kind: "resumed", time: 0, step: 200 }]);
  await expect(standing).toHaveText("The network could not be asked. The data are gone.");
  await expectNoViolations(page, ".stage");
});

for (const theme of ["dark", "light"] as const) {
  test(
    `axe finds nothing in the bar of an image, ${theme}`,
    longUnless(theme === "light"),
    async ({ host, page }) => {
      await openBar(host, page, theme);
      await expectNoViolations(page, ".stage");
    },
  );
}
