import type { InputOf } from "../../model/asking/index.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { buildGraph } from "../../model/network/graph.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages } from "./seeingBar.js";

const graph = buildGraph(googlenet);

function readInputs(layers: InputOf<"readInputs">) {
  const told = layers.map((id) => {
    const channels = graph.byId.get(id)?.inputShape[0] ?? 0;
    return [
      id,
      Float32Array.from({ length: channels }, (_, channel) => 1 + (channel % 5)),
    ] as const;
  });
  return { step: 200, layers: Object.fromEntries<Float32Array>(told) };
}

test("the ribbons before a block show which paths feed which, and nothing from one that is muted", async ({
  host,
  page,
}) => {
  const examples: (number | undefined)[] = [];
  answerImages(host);
  host.answers = {
    ...{ ...host.answers, readInputs, mutedDoing: () => null },
    inputsByImage: ({ layers, example }) => {
      examples.push(example);
      return readInputs(layers);
    },
  };
  await host.open("explorer");
  const tool = page.getByRole("button", { name: "Show which paths feed which" });
  const line = page.locator(".stage .flow-bar");
  // The first block, which is seen first, reads no paths.
  await tool.click();
  await expect(line).toHaveText(
    /^Nothing in this picture reads .+ the first that does is in Inception 3b\.$/u,
  );
  await tool.click();
  await host.select("b3/3b/path2/conv1x1");
  const parts = page.locator('.stage [data-flow^="input>b3/3b/path2/conv1x1|"]');
  await expect(line).toBeHidden();
  await tool.click();
  await expect(tool).toHaveAttribute("aria-pressed", "true");
  await expect(line).toContainText("Flow at step 200");
  await expect(parts).toHaveCount(4);
  await expect(parts.nth(1).locator("title")).toHaveText(
    /^Inception 3a, Path 2: 50\.\d.% of what 1×1 convolution reads$/u,
  );
  await expect(page.locator('.stage [data-band="input>b3/3b/path2/conv1x1"]')).toBeHidden();
  await expectNoViolations(page, ".stage");
  await page.evaluate(() => {
    const kept = JSON.parse(sessionStorage.getItem("vscode-state") ?? "{}") as object;
    const muted = [{ node: "b3/3a/path2/conv3x3", channels: null }];
    sessionStorage.setItem("vscode-state", JSON.stringify({ ...kept, muted }));
  });
  await host.reload();
  await expect(parts.nth(1).locator("title")).toHaveText(/Path 2: 0\.0.% of what/u);
  await expect(line.getByRole("button")).toHaveCount(0);
  await page.getByRole("button", { name: "Send an image through the network" }).click();
  await line.getByRole("button", { name: "By this image" }).click();
  await expect(line).toContainText("times squared values");
  await expect.poll(() => examples).toEqual([0]);
  await tool.click();
  await expect(parts).toHaveCount(0);
  await expect(page.locator('.stage [data-band="input>b3/3b/path2/conv1x1"]')).toBeVisible();
  expect(host.complaints).toEqual([]);
});
