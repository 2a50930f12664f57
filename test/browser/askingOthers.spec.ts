import { alexnet } from "../../model/network/alexnet/spec.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

test("a run on images that are no squares keeps its shape until a square is asked for", async ({
  host,
  page,
}) => {
  const network = { ...googlenet, input: [1, 96, 64] };
  host.network = network;
  host.record(recordedRun({ steps: 60, network }));
  await host.open("explorer");
  const size = page.locator(".input-size .size");
  const slider = page.getByRole("slider", { name: "Input" });
  await expect(size).toHaveText("96 × 64");
  await expect(slider).toHaveAttribute("aria-valuetext", "96 by 64 pixels");
  await expect(page.locator('.known-inputs [aria-pressed="true"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Input of 96 by 96 pixels" }).click();
  await expect(size).toHaveText("96 × 96");
  await expect(page.locator('.known-inputs [aria-pressed="true"]')).toHaveText("96");
  await page.getByRole("button", { name: "Back to the run's network" }).click();
  await expect(size).toHaveText("96 × 64");
});

test("larger images than can be asked for are within the slider", async ({ host, page }) => {
  host.network = { ...googlenet, input: [1, 320, 320] };
  await host.open("explorer");
  await expect(page.getByRole("slider", { name: "Input" })).toHaveAttribute("max", "320");
  const own = page.getByRole("button", { name: "Input of 320 by 320 pixels" });
  await expect(own).toHaveCSS("left", /\d/);
  expect(await own.evaluate((button: HTMLElement) => button.style.left)).toBe("100%");
  // The mark of the run's own comes before one that would lie on it.
  const network = { ...googlenet, input: [1, 16, 16] };
  host.record(recordedRun({ steps: 20, network }));
  host.network = network;
  await host.reload();
  await expect(page.locator(".known-inputs button")).toHaveText(["16", "96", "224"]);
});

test("an input that a network cannot take is refused with the smallest that it can", async ({
  host,
  page,
}) => {
  host.network = alexnet;
  await host.open("explorer");
  const parameters = page.locator(".stage-head .summary");
  await expect(parameters).toContainText("46,764,746 parameters");
  await page.getByRole("slider", { name: "Input" }).fill("96");
  await expect(parameters).toContainText("21,598,922 parameters");
  await page.getByRole("slider", { name: "Input" }).fill("64");
  await expect(page.locator(".answer")).toContainText(
    "AlexNet cannot take an input of 1×64×64: nothing would be left of it after b3/pool. The smallest is 1×65×65.",
  );
  await page.getByRole("slider", { name: "Input" }).fill("160");
  await expect(page.locator(".answer")).toContainText("The grid becomes 1×1 nowhere.");
  expect(host.errors).toEqual([]);
});
