import type { Locator, Page } from "@playwright/test";
import type { InputOf } from "../../model/asking/index.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { buildGraph } from "../../model/network/graph.js";
import { inventedNumber, inventedRelevance } from "../support/inventedNumber.js";
import type { PageHost } from "../support/pageHost.js";
import type { ThemeKind } from "../support/themes.js";
import { expectNoViolations } from "./axe.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";
import { answerImages } from "./seeingBar.js";

const graph = buildGraph(googlenet);

let asked: InputOf<"derivedNumber">[];
test.beforeEach(({ host }) => {
  asked = [];
  answerImages(host);
  host.answers = {
    ...host.answers,
    derivedNumber: (input) => {
      asked.push(input);
      return inventedNumber(graph, input);
    },
    relevance: (input) => inventedRelevance(graph, input),
  };
});

async function openMaps(
  host: PageHost,
  page: Page,
  id: string,
  theme: ThemeKind = "dark",
): Promise<Locator> {
  await host.open("explorer", theme);
  await host.select(id);
  await page.getByRole("tab", { name: "Maps" }).click();
  const panel = page.locator(".panel");
  await panel.getByRole("button", { name: "Choose an image" }).click();
  await expect(panel.locator(".map-wall")).toBeVisible();
  return panel;
}

test("a number derives itself, moves with keys and is followed to the image", async ({
  host,
  page,
}) => {
  const panel = await openMaps(host, page, "b3/3a/path2/conv3x3");
  expect(asked).toEqual([]);
  await panel.getByRole("button", { name: "How this number comes about" }).click();
  const steps = panel.locator(".derivation");
  await expect(steps.locator(".number")).toHaveText(/^Channel 3, row \d+, column \d+: /u);
  await expect(steps.locator("[data-part]")).toHaveCount(4);
  await expect(steps).toContainText("The 92 other channels give");
  await expect(steps.locator("[data-fact=relu]")).toContainText("max(0, ");
  const map = panel.getByRole("slider", { name: "Map of channel 3" });
  await map.press("Home");
  await map.press("PageUp");
  await expect(steps.locator(".number")).toHaveText(/^Channel 3, row 1, column 1: /u);
  await expect(panel.locator(".field-caption")).toContainText("Row 1 of 12, column 1 of 12");
  // Above and to the left of the first place there is padding.
  await expect(steps.locator(".inputs").first().locator(".is-padding")).toHaveCount(5);
  await map.click({ position: { x: 2, y: 2 } });
  await expect(panel).toContainText("This number is held");
  await map.hover({ position: { x: 90, y: 90 } });
  await expect(steps.locator(".number")).toHaveText(/^Channel 3, row 1, column 1: /u);
  await map.press("ArrowDown");
  await expect(steps.locator(".number")).toHaveText(/^Channel 3, row 2, column 1: /u);
  await map.press("ArrowUp");
  await steps.getByText("As a table").click();
  await expect(steps.getByRole("table")).toContainText("padding");
  await panel.getByRole("spinbutton", { name: "Channel" }).fill("7");
  await expect(steps.locator(".number")).toHaveText(/^Channel 7, /u);
  await expectNoViolations(page, ".inspector");
  const node = page.locator(".inspector .crumbs [aria-current]");
  const passed: string[] = [];
  for (let step = 0; step < 12; step++) {
    passed.push(asked.at(-1)!.node);
    const next = steps.locator("button.link").first();
    if ((await next.count()) === 0) break;
    const before = await steps.locator(".number").textContent();
    await next.click();
    await expect(steps.locator(".number")).not.toHaveText(before ?? "");
  }
  await expect(node).toHaveText("7×7 conv");
  expect(passed.slice(0, 4)).toEqual([
    "b3/3a/path2/conv3x3",
    "b3/3a/path2/conv1x1",
    "b2/pool",
    "b2/conv3x3",
  ]);
  expect(host.complaints).toEqual([]);
});

test("a block, a pool and a score say each in their way where a number comes from", async ({
  host,
  page,
}) => {
  const panel = await openMaps(host, page, "b3/3a");
  await panel.getByRole("button", { name: "One number" }).click();
  const steps = panel.locator(".derivation");
  await panel.getByRole("spinbutton", { name: "Channel" }).fill("100");
  await expect(steps.locator("[data-fact=joined]")).toContainText("100 − 64 = 36");
  await steps.getByRole("button", { name: "Follow it to 3×3 convolution, channel 36" }).click();
  await expect(panel.getByRole("spinbutton", { name: "Channel" })).toHaveValue("36");
  await host.select("b3/pool");
  await expect(steps.locator(".pool .is-marked")).toHaveCount(1);
  await host.select("linear/dense");
  await expect(steps.locator(".number")).toHaveText(/^Channel \d+: /u);
  await expect(panel.locator("svg.map")).toHaveCount(0);
  await expect(steps.locator("[data-fact=bias]")).toBeVisible();
  host.answers = {
    ...host.answers,
    derivedNumber: () => {
      throw new Error("The trainer ended.");
    },
  };
  await panel.getByRole("spinbutton", { name: "Channel" }).fill("1");
  await expect(panel.locator(".standing")).toHaveText(
    "The network could not be asked. The trainer ended.",
  );
  await expect(steps).toHaveCount(0);
  await host.select("input");
  await expect(panel).toContainText("In use nothing comes out of this node.");
  expect(host.complaints).toEqual([]);
});

for (const theme of ["dark", "light"] as const) {
  test(
    `what matters of an image is seen and read, ${theme}`,
    longUnless(theme === "light"),
    async ({ host, page }) => {
      const panel = await openMaps(host, page, "b4/4c", theme);
      await panel.getByRole("button", { name: "What matters" }).click();
      const pixels = panel.getByRole("slider", { name: "Which pixels matter" });
      await expect(pixels).toHaveAttribute(
        "aria-valuetext",
        /^Row 1, column 8: 100.% of the most$/u,
      );
      await expect(panel).toContainText("the more the score of Trouser changes with it");
      await panel.getByLabel("Class").selectOption("Bag");
      await expect(pixels).toHaveAttribute(
        "aria-valuetext",
        /^Row 3, column 8: 100.% of the most$/u,
      );
      await pixels.press("ArrowLeft");
      await expect(pixels).toHaveAttribute(
        "aria-valuetext",
        /^Row 3, column 7: 0\.0.% of the most$/u,
      );
      await panel.getByRole("button", { name: "Maps, by Grad-CAM" }).click();
      const maps = panel.getByRole("slider", { name: "Where the maps speak for it" });
      await expect(maps).toHaveAttribute("aria-valuetext", /^Row 1, column 2: 100.% of the most$/u);
      await expect(panel).toContainText("the more the maps of Inception 4c speak for Bag there");
      await expectNoViolations(page, ".inspector");
      await host.select("linear/dense");
      await expect(panel).toContainText("Nothing of Fully connected layer lies anywhere");
      await expect(maps).toHaveCount(0);
      expect(host.complaints).toEqual([]);
    },
  );
}
