import type { AnswerOf, InputOf } from "../../model/asking/index.js";
import { recordedRun } from "../support/recordedRun.js";
import { residualNetwork } from "../support/residualNetwork.js";
import { idle } from "../support/idle.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages, openBar } from "./seeingBar.js";

function foundOf({ most }: InputOf<"mutedDoing">): AnswerOf<"mutedDoing"> {
  return {
    ...{ step: 200, examples: Math.min(most, 10_000), changed: 0.52 },
    whole: { accuracy: 0.884, loss: 0.3 },
    without: { accuracy: 0.371, loss: 1.6 },
  };
}

test("a path is muted by a key, tested, found again after a reload, and let through", async ({
  host,
  page,
}) => {
  const asked: InputOf<"mutedDoing">[] = [];
  const looks = answerImages(host);
  host.answers = {
    ...host.answers,
    mutedDoing: (input) => {
      asked.push(input);
      return foundOf(input);
    },
  };
  await openBar(host, page);
  const bar = page.getByRole("region", { name: "Muted parts" });
  await expect(bar).toBeHidden();
  const last = "b3/3a/path2/conv3x3";
  const card = page.locator(`.stage [data-id="${last}"]`);
  await card.click();
  await page.keyboard.press("m");
  await expect(bar.locator("[data-part]")).toHaveText(["Inception 3a, Path 2"]);
  await expect(bar).toContainText("88.4 % → 37.1 % of 500 test images, at step 200");
  await expect(bar).toContainText("This image: Trouser 75.0 % → 75.0 %");
  const parts = [{ node: last, channels: null }];
  expect(asked).toEqual([{ muted: parts, most: 500 }]);
  expect(looks.filter(({ muted }) => muted !== undefined).map(({ muted }) => muted)).toEqual([
    parts,
  ]);
  // Told to the eye and to the ear; the layer before it comes to nothing too.
  await expect(page.locator(".stage [data-muted] .cross")).toHaveCount(2);
  await expect(card).toHaveAttribute("aria-description", "muted");
  await expect(page.locator(`.stage [data-band="${last}>b3/3a/concat"]`)).toHaveClass(/is-muted/u);
  await expectNoViolations(page, ".stage");
  await host.reload();
  await expect(bar.locator("[data-part]")).toHaveText(["Inception 3a, Path 2"]);
  await expect(page.locator(".stage [data-muted]")).toHaveCount(2);
  // On small cards what is written is read through one mark.
  await expect(page.locator(".stage [data-muted] .hatch").first()).toBeVisible();
  await page.locator(".stage-head .crumbs button").first().click();
  await expect(page.locator(".stage .density-compact [data-muted] .cross")).toHaveCount(2);
  await expect(page.locator(".stage [data-muted] .hatch").first()).toBeHidden();
  await page.locator('.strip [data-id="b3/3a"]').click();
  await bar.getByRole("button", { name: "All test images" }).click();
  await expect(bar).toContainText("of 10,000 test images");
  // While the next image is awaited nothing is said of it, and nothing moves.
  const seenImage = host.answers.seenImage!;
  const before = await bar.boundingBox();
  host.answers = { ...host.answers, seenImage: () => new Promise(() => undefined) };
  await page.getByRole("button", { name: "Next image" }).click();
  await expect(bar.locator(".image")).toBeHidden();
  expect(await bar.boundingBox()).toEqual(before);
  host.answers = { ...host.answers, seenImage };
  await bar.getByRole("button", { name: "Mute nothing" }).click();
  await expect(bar).toBeHidden();
  await expect(page.locator(".stage [data-muted]")).toHaveCount(0);
  await expect(card).not.toHaveAttribute("aria-description");
  // The focus does not fall out of the page.
  await expect(page.locator(".stage .node:focus")).toHaveCount(1);
  expect(looks.at(-1)).not.toHaveProperty("muted");
  expect(host.complaints).toEqual([]);
});

test("what comes of a muted path finds its room, and moves nothing", async ({ host, page }) => {
  answerImages(host);
  const waiting: (() => void)[] = [];
  const whenLetGo = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  let reach: (done: number, of: number) => void = () => undefined;
  host.answers = {
    ...host.answers,
    mutedDoing: async (input, asked) => {
      reach = asked.reach!;
      await whenLetGo();
      return foundOf(input);
    },
  };
  // As beside VS Code's side bar, where its sentences take several lines.
  await page.setViewportSize({ width: 922, height: 620 });
  await openBar(host, page);
  const bar = page.getByRole("region", { name: "Muted parts" });
  const boxes = async (): Promise<unknown> => [
    await bar.boundingBox(),
    await page.locator(".stage .stage-picture").boundingBox(),
  ];
  const { seenImage } = host.answers;
  host.answers = {
    ...host.answers,
    seenImage: async (...asked) => {
      await whenLetGo();
      return seenImage!(...asked);
    },
  };
  await page.locator('.stage [data-id="b3/3a/path2/conv3x3"]').focus();
  await page.keyboard.press("m");
  await expect(bar.locator("[data-part]")).toBeVisible();
  const before = await boxes();
  await expect(bar.getByRole("button", { name: "Cancel" })).toBeVisible();
  expect(await boxes()).toEqual(before);
  reach(64, 500);
  await expect(bar).toContainText("64 of 500 images");
  expect(await boxes()).toEqual(before);
  for (const letGo of waiting) letGo();
  await expect(bar).toContainText("88.4 % → 37.1 %");
  await expect(bar).toContainText("This image: Trouser");
  await idle(page);
  expect(await boxes()).toEqual(before);
});

test("shortcuts and channels are muted in the inspector, and one sentence says what fails", async ({
  host,
  page,
}) => {
  host.network = residualNetwork;
  host.record([
    ...recordedRun({ steps: 60, network: residualNetwork }),
    { kind: "paused", time: 0, step: 60 },
  ]);
  const asked: InputOf<"mutedDoing">["muted"][] = [];
  host.answers = {
    mutedDoing: ({ muted }) => {
      asked.push(muted);
      return Promise.reject(new Error("The run was deleted."));
    },
  };
  await host.open("explorer", "light");
  const bar = page.getByRole("region", { name: "Muted parts" });
  const switches = page.getByRole("group", { name: "Mute" });
  const shortcut = switches.getByRole("button", { name: "path 1, a shortcut" });
  await shortcut.click();
  await expect(shortcut).toHaveAttribute("aria-pressed", "true");
  await expect(bar).toContainText("The network could not be asked. The run was deleted.");
  await expect(page.locator('.stage [data-muted="body/shortcut/path1"] .cross')).toHaveCount(1);
  await host.select("body/shortcut/path2/conv1x1");
  const channel = switches.getByRole("spinbutton", { name: "Channel to mute" });
  await channel.fill("99");
  await channel.press("Tab");
  await expect(channel).toHaveValue("5");
  await switches.getByRole("button", { name: "Channel 5" }).press("Enter");
  await expect(bar.locator("[data-part]")).toHaveText([
    "Split shortcut, Path 1",
    "Split shortcut, Path 2, 1×1 convolution, channel 5",
  ]);
  await expect(switches.getByRole("button", { name: "path 2" })).toHaveAttribute(
    "aria-pressed",
    "mixed",
  );
  await expect
    .poll(() => asked.at(-1))
    .toEqual([
      { node: "body/shortcut/path1", channels: null },
      { node: "body/shortcut/path2/conv1x1", channels: [5] },
    ]);
  await expectNoViolations(page);
  await bar.locator("[data-part]").first().click();
  await expect(shortcut).toHaveCount(0);
  await expect(bar.locator("[data-part]")).toHaveCount(1);
  expect(host.complaints).toEqual([]);
});
