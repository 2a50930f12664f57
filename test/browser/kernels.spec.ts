import { alexnet } from "../../model/network/alexnet/spec.js";
import { googlenetBn } from "../../model/network/googlenet-bn/spec.js";
import { buildGraph } from "../../model/network/graph.js";
import { weightReading } from "../support/inspectorData.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

test.beforeEach(({ host }) => {
  host.weightsOf = (id) => weightReading(id);
  host.record(recordedRun({ steps: 200 }));
});

test("a kernel that the layer does not have is the nearest that it has", async ({ host, page }) => {
  await page.addInitScript(() => {
    const choices = { image: 9, cell: { row: 999, column: 999 }, kernel: { row: 999, column: 9 } };
    const state = { scope: "b1", selection: "b1/conv7x7", tab: "kernels", choices };
    sessionStorage.setItem("vscode-state", JSON.stringify(state));
  });
  await host.open("explorer");
  const sheet = page.getByRole("slider", { name: "Weights of 7×7 convolution" });
  await expect(sheet).toHaveAttribute("aria-valuetext", /^Filter 64 of 64/);
  await page.getByRole("tab", { name: "Shape" }).click();
  await expect(page.locator(".field-caption")).toContainText("Row 48 of 48, column 48 of 48");
  expect(host.weightRequests).toEqual(["b1/conv7x7"]);
  expect(host.errors).toEqual([]);
});

test("the output at hand is normalized with its own numbers", async ({ host, page }) => {
  host.network = googlenetBn;
  host.weightsOf = (id) => weightReading(id, 400, buildGraph(googlenetBn));
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  await page.getByRole("tab", { name: "Kernels" }).click();
  const fact = page.locator('[data-fact="normalization"]');
  await expect(fact).toContainText("Output 1 in use");
  await expect(fact.locator(".formula")).toContainText("(sum − 0)/√(1.50 + 0.00001) · 1.00 + 0");
  await page.getByRole("slider", { name: "Weights of 3×3 convolution" }).press("ArrowDown");
  await expect(fact).toContainText("Output 2 in use");
  await expect(fact.locator(".formula")).toContainText("(sum − 0.841)/√(1.27 + 0.00001)");
  await host.select("linear/dense");
  await expect(fact).toHaveCount(0);
});

test("weights that are too many for a picture are not fetched", async ({ host, page }) => {
  host.network = alexnet;
  await host.open("explorer");
  await host.select("dense/dense_1");
  await page.getByRole("tab", { name: "Kernels" }).click();
  await expect(page.locator(".kernels-message")).toContainText(
    "26,214,400 weights are too many for a picture.",
  );
  expect(host.weightRequests).toEqual([]);
});

test("kernels are pictures that are walked and paged with keys", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b3/3a/path2/conv3x3");
  expect(host.weightRequests).toEqual([]);
  await page.getByRole("tab", { name: "Kernels" }).click();
  const sheet = page.getByRole("slider", { name: "Weights of 3×3 convolution" });
  await expect(sheet).toHaveAttribute("aria-valuetext", /^Output 1, input 1: /);
  const before = await sheet.locator(".weights").getAttribute("href");
  await page.getByRole("button", { name: "Next page" }).first().click();
  await expect(page.getByText("Outputs 17 to 32 of 128")).toBeVisible();
  await expect(sheet).toHaveAttribute("aria-valuetext", /^Output 17, input 1: /);
  expect(await sheet.locator(".weights").getAttribute("href")).not.toBe(before);
  await sheet.focus();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("Outputs 1 to 16 of 128")).toBeVisible();
  await host.select("b1/conv7x7");
  await expect(page.getByText("64 filters of 7 × 7 weights.")).toBeVisible();
  expect(host.weightRequests).toEqual(["b3/3a/path2/conv3x3", "b1/conv7x7"]);
  await host.select("b3/3a");
  await page.getByRole("button", { name: "path3/conv5x5" }).click();
  await expect(page.locator(".inspector-title")).toHaveText("5×5 convolution");
  await expect(page.locator(".panel")).toBeFocused();
  expect(host.complaints).toEqual([]);
});

test("weights are read anew after a checkpoint, with one request under way", async ({
  host,
  page,
}) => {
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await page.getByRole("tab", { name: "Kernels" }).click();
  const step = page.locator('[data-fact="weightStep"] .value');
  await expect(step).toHaveText("400");
  let answer: () => void = () => undefined;
  host.weightsOf = (id) =>
    new Promise((resolve) => {
      answer = () => {
        resolve(weightReading(id, 600));
      };
    });
  const file = (step: number): string => `step-${String(step).padStart(8, "0")}.safetensors`;
  const asked = host.weightRequests.length;
  await host.send([{ kind: "checkpoint", time: 0, step: 600, file: file(600) }]);
  await expect.poll(() => host.weightRequests.length).toBe(asked + 1);
  const next = recordedRun({ steps: 201 }).find((event) => "step" in event && event.step === 201)!;
  await host.send([{ kind: "checkpoint", time: 0, step: 601, file: file(601) }, next]);
  // What comes after it in the same batch is on the page: the checkpoint has arrived.
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("201");
  expect(host.weightRequests).toHaveLength(asked + 1);
  host.weightsOf = (id) => weightReading(id, 601);
  answer();
  await expect(step).toHaveText("601");
  expect(host.weightRequests).toHaveLength(asked + 2);
});

test("weights that cannot be read are told in their tab alone, with a way on", async ({
  host,
  page,
}) => {
  host.weightsOf = () => {
    throw new Error("The checkpoint is cut off.");
  };
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await page.getByRole("tab", { name: "Kernels" }).click();
  await expect(page.locator(".panel")).toContainText("The checkpoint is cut off.");
  host.weightsOf = (id) => weightReading(id);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("slider", { name: /^Weights of/ })).toBeVisible();
  host.weightsOf = () => null;
  await host.select("b1/pool");
  await expect(page.locator(".panel")).toContainText("A pooling layer has no weights.");
  await host.select("linear/dense");
  await expect(page.locator(".panel")).toContainText("No weights yet");
});

test("a layer behind a block tells which of its paths it listens to", async ({ host, page }) => {
  await host.open("explorer");
  await host.select("b3/3b/path2/conv1x1");
  await page.getByRole("tab", { name: "Kernels" }).click();
  const rows = page.locator(".sources-table tbody tr");
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText("Inception 3a, Path 2");
  await expect(rows.nth(1)).toContainText("128");
  await host.select("b1/conv7x7");
  await expect(page.locator(".inspector svg").first()).toBeVisible();
  await expect(rows).toHaveCount(0);
});
