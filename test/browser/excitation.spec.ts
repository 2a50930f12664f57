import type { Locator, Page } from "@playwright/test";
import type { AnswerOf, InputOf } from "../../model/asking/index.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { buildGraph } from "../../model/network/graph.js";
import { inventedExcitation } from "../support/excitedChannels.js";
import { weightReading } from "../support/inspectorData.js";
import type { PageHost } from "../support/pageHost.js";
import { ringTiles } from "../support/testedSet.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages, barOf } from "./seeingBar.js";

const answer = inventedExcitation(buildGraph(googlenet));

/** The channels of a node, of which nothing was asked yet. */
async function openChannels(host: PageHost, page: Page, id: string): Promise<Locator> {
  await host.open("explorer");
  await host.select(id);
  await page.getByRole("tab", { name: "Maps" }).click();
  const panel = page.locator(".panel");
  await panel.getByRole("button", { name: "What they look for" }).click();
  return panel;
}

test("the images that excite a channel are asked for, gone through and sent through", async ({
  host,
  page,
}) => {
  let finish = (): void => undefined;
  const asked: number[] = [];
  answerImages(host);
  host.answers = {
    ...host.answers,
    excitation: (count, { reach }) => {
      asked.push(count);
      reach?.(64, 1000);
      return new Promise((resolve) => {
        finish = () => {
          resolve(answer);
        };
      });
    },
    testImages: (examples) => ringTiles(examples),
  };
  const panel = await openChannels(host, page, "b3/3a/path2/conv3x3");
  await expect(panel).toContainText("Among how many?");
  await panel.getByRole("button", { name: "1,000 test images" }).click();
  await expect(panel).toContainText("Looked at 64 of 1,000 images");
  await expect(panel.locator("progress")).toHaveJSProperty("value", 0.064);
  finish();
  await expect(panel).toContainText("1,000 images, at step 200");
  const list = panel.getByRole("listbox", { name: "Images that excite channel 0 most" });
  await expect(list.getByRole("option")).toHaveCount(9);
  await expect(list.locator("image").first()).toHaveAttribute("href", /^data:image/u);
  await list.getByRole("option").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("option", { name: "Image 21, Trouser: 6.00" })).toBeFocused();
  await expect(panel.locator(".reading")).toContainText("Image 21: Trouser.");
  await expectNoViolations(page, ".inspector");
  // Another channel, and another node, are there at once.
  const channel = panel.getByRole("spinbutton", { name: "Channel" });
  await channel.fill("2");
  await expect(panel).toContainText("Only 4 of these images excite channel 2.");
  await channel.press("ArrowDown");
  await expect(panel).toContainText("None of these images excites channel 1: it is silent.");
  await channel.fill("128");
  await expect(panel).toContainText("The channels of this node go from 0 to 127.");
  await page.keyboard.press("Tab");
  await expect(channel).toHaveValue("1");
  await host.select("linear/dense");
  await expect(panel.locator(".channel-choice")).toContainText("of 10, from 0: Trouser");
  await panel.getByRole("button", { name: "Whole images" }).click();
  await expect(list.locator("svg").first()).toHaveAttribute("viewBox", "0 0 96 96");
  await panel.getByText("As a table").click();
  await expect(panel.getByRole("table")).toContainText("Images that excite channel 0 most");
  expect(asked).toEqual([1000]);
  await list.getByRole("option").nth(1).press("Enter");
  await expect(barOf(page).getByRole("img")).toHaveAttribute("alt", "Sneaker, test image 7");
  expect(host.complaints).toEqual([]);
});

test("a map and a kernel lead to what their channel looks for, and what cannot be told is said there", async ({
  host,
  page,
}) => {
  let isTakenBack = false;
  answerImages(host);
  host.weightsOf = (id) => weightReading(id);
  host.answers = {
    ...host.answers,
    excitation: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          isTakenBack = true;
          reject(signal.reason as Error);
        });
      }),
  };
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  await page.getByRole("tab", { name: "Maps" }).click();
  const panel = page.locator(".panel");
  await panel.getByRole("button", { name: "Choose an image" }).click();
  const wall = panel.getByRole("listbox", { name: "Feature maps of 3×3 convolution" });
  await wall.getByRole("option", { name: /^Channel 24,/u }).press("Enter");
  await expect(panel.getByRole("spinbutton", { name: "Channel" })).toHaveValue("24");
  await expect(panel).toBeFocused();
  await page.getByRole("tab", { name: "Kernels" }).click();
  await panel.getByRole("slider").focus();
  await page.keyboard.press("ArrowDown");
  await panel.getByRole("button", { name: "What channel 1 looks for" }).press("Enter");
  await expect(panel.getByRole("spinbutton", { name: "Channel" })).toHaveValue("1");
  await expect(panel).toBeFocused();
  await expect(panel.locator(".cost")).toHaveText("");
  await panel.getByRole("button", { name: "All test images" }).click();
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect(panel).toContainText("Among how many?");
  await expect.poll(() => isTakenBack).toBe(true);
  host.answers = { ...host.answers, excitation: () => null };
  await panel.getByRole("button", { name: "All test images" }).click();
  await expect(panel).toContainText("There is no trained network yet");
  host.answers = {
    ...host.answers,
    excitation: () => {
      throw new Error("The data are gone.");
    },
  };
  await panel.getByRole("button", { name: "1,000 test images" }).click();
  await expect(panel).toContainText("The data are gone.");
  await host.send([{ kind: "resumed", time: 0, step: 200 }]);
  await expect(panel.locator(".cost")).toHaveText(/^The run is at work:/u);
  await host.select("input");
  await expect(panel).toContainText("In use nothing comes out of this node.");
  expect(host.complaints).toEqual([]);
});

test("an image is made to excite a channel, seen while it forms, stopped and made anew", async ({
  host,
  page,
}) => {
  const wishes: InputOf<"madeImage">[] = [];
  let finish = (): void => undefined;
  let isTakenBack = false;
  answerImages(host);
  host.answers = {
    ...host.answers,
    madeImage: (wish, { reach, signal }) => {
      wishes.push(wish);
      const made = (taken: number, value: number): AnswerOf<"madeImage"> => ({
        ...{ ...wish, step: 200, taken, value, start: 0.12 },
        image: ringTiles([wish.seed]),
      });
      reach?.(30, 120, made(30, 1.5));
      return new Promise((resolve, reject) => {
        signal?.addEventListener("abort", () => {
          isTakenBack = true;
          reject(signal.reason as Error);
        });
        finish = () => {
          resolve(made(120, 2.5));
        };
      });
    },
  };
  const panel = await openChannels(host, page, "b3/3a");
  const channel = panel.getByRole("spinbutton", { name: "Channel" });
  await channel.fill("7");
  await panel.getByRole("button", { name: "Make an image" }).press("Enter");
  const image = panel.getByRole("img", { name: "Image made to excite channel 7: mean 1.50" });
  await expect(image).toHaveAttribute("src", /^data:image/u);
  await expect(panel.locator(".made progress")).toHaveJSProperty("value", 0.25);
  await expectNoViolations(page, ".inspector");
  await panel.getByRole("button", { name: "Stop" }).press("Enter");
  await expect.poll(() => isTakenBack).toBe(true);
  await expect(image).toBeVisible();
  await panel.getByRole("button", { name: "Another one" }).click();
  finish();
  await expect(panel.getByRole("status").filter({ hasText: "mean 2.50" })).toHaveCount(1);
  await expect(panel).toContainText("at first 0.120");
  await channel.fill("8");
  await expect(panel.locator(".made img")).toBeHidden();
  host.answers = {
    madeImage: () => {
      throw new Error("The trainer process has ended.");
    },
  };
  await panel.getByRole("button", { name: "Make an image" }).click();
  await expect(panel.locator(".made")).toContainText("The trainer process has ended.");
  const wish = { node: "b3/3a", channel: 7 };
  expect(wishes).toEqual([
    { ...wish, seed: 1 },
    { ...wish, seed: 2 },
  ]);
  expect(host.complaints).toEqual([]);
});
