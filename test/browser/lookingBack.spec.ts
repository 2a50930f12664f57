import { googlenet } from "../../model/network/googlenet/spec.js";
import { buildGraph } from "../../model/network/graph.js";
import type { WeightsOf } from "../../webview/protocol.js";
import { inventedExcitation } from "../support/excitedChannels.js";
import { ringTiles } from "../support/testedSet.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages } from "./seeingBar.js";

const block = "b3/3a";
const excited = inventedExcitation(buildGraph(googlenet));

test("while one looks back, paths, muted parts and channels are those of then, and nothing is asked twice", async ({
  host,
  page,
}) => {
  const slider = page.getByRole("slider", { name: "Moment of the run" });
  const asked: string[] = [];
  const stepOf = (kind: string, of?: WeightsOf): number => {
    asked.push(`${kind} ${of?.at ?? "now"}`);
    return of?.at ?? 200;
  };
  answerImages(host);
  host.keptWeights = [60, 140, 200];
  const without = { accuracy: 0.4, loss: 2 };
  host.answers = {
    ...host.answers,
    testImages: (examples) => ringTiles(examples),
    contribution: (examples, { of }) => {
      const step = stepOf("contribution", of);
      const path = { path: `${block}/path2`, loss: 1, changed: 0.2, accuracy: step / 1000 };
      return { step, examples, accuracy: 0.884, loss: 0.3, paths: [path] };
    },
    mutedDoing: ({ most }, { of }) => {
      const step = stepOf("mutedDoing", of);
      const whole = { accuracy: step / 200, loss: 0.3 };
      return { step, examples: most, changed: 0.5, whole, without };
    },
    excitation: (_, { of }) => ({ ...excited, step: stepOf("excitation", of) }),
    madeImage: (wish, { of }) => {
      const step = stepOf("madeImage", of);
      return { ...wish, step, taken: 120, value: step, start: 0.1, image: ringTiles([step]) };
    },
  };
  await host.open("explorer");
  const contribution = page.locator(".stage .contribution");
  const [muted, panel] = [page.locator(".muting .doing"), page.locator(".panel")];
  const heat = page.locator(`.stage [data-id="${block}/path2/conv3x3"] .heat`);
  const askAll = async (): Promise<void> => {
    await contribution.getByRole("button", { name: "1,000 test images" }).click();
    await panel.getByRole("button", { name: "1,000 test images" }).click();
    await panel.getByRole("button", { name: "Make an image" }).click();
  };
  const expectTold = async (weights: string, [whole, path, value]: readonly string[]) => {
    await expect(contribution).toContainText(`1,000 images, ${weights}: 88.4 % right`);
    await expect(contribution).toContainText(`${path} without Inception 3a, Path 2 at worst`);
    await expect(muted).toContainText(`Right: ${whole} → 40.0 % of 500 test images, ${weights};`);
    await expect(panel.locator(".asking-bar").first()).toContainText(`1,000 images, ${weights}`);
    await expect(panel.locator(".made .weights")).toHaveText(weights);
    await expect(panel.locator(".made .mean")).toHaveText(`mean ${value}`);
    await expect(panel.getByRole("option")).toHaveCount(9);
  };
  await host.select(`${block}/path2/conv3x3`);
  await page.getByRole("tab", { name: "Maps" }).click();
  await panel.getByRole("button", { name: "What they look for" }).click();
  await page.getByLabel("What colors the picture").click();
  await page.getByRole("option", { name: "What a path gives" }).click();
  await page.locator(`.stage [data-id="${block}/path2/conv3x3"]`).click();
  await page.keyboard.press("m");
  await askAll();
  const now = ["at step 200", ["100 %", "20.0 %", "200"]] as const;
  await expectTold(...now);
  const colorNow = await heat.getAttribute("style");
  await slider.fill("80");
  await expect(contribution).toContainText("By how many images?");
  await expect(panel).toContainText("Among how many?");
  await expect(panel.locator(".made-image")).toBeHidden();
  await askAll();
  const then = ["weights of step 60, epoch 1", ["30.0 %", "6.0 %", "60.0"]] as const;
  await expectTold(...then);
  expect(await heat.getAttribute("style")).not.toBe(colorNow);
  await expectNoViolations(page);
  const kinds = ["contribution", "excitation", "madeImage", "mutedDoing"];
  const all = ["now", "60"].flatMap((at) => kinds.map((kind) => `${kind} ${at}`));
  expect(asked.toSorted()).toEqual(all.toSorted());
  await slider.press("End");
  await expectTold(...now);
  expect(await heat.getAttribute("style")).toBe(colorNow);
  await slider.fill("60");
  await expectTold(...then);
  expect(asked).toHaveLength(all.length);
  expect(host.complaints).toEqual([]);
});
