import type { Page } from "@playwright/test";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";
import { formatMeasured } from "../../webview/words/format.js";
import { weightReading } from "../support/inspectorData.js";
import { recordedRun } from "../support/recordedRun.js";

test.beforeEach(async ({ host, page }) => {
  host.record(recordedRun({ steps: 60 }));
  await host.open("explorer");
  await expect(page.locator(".stage .node.layer")).not.toHaveCount(0);
});

for (const colors of ["theme", "print"]) {
  test(
    `the whole picture is saved as an SVG of its own, colors ${colors}`,
    longUnless(colors === "theme"),
    async ({ host, page }) => {
      await page.getByLabel("Export…").click();
      await page.getByLabel("whole").check();
      await page.getByLabel(colors, { exact: true }).check();
      await page.getByRole("button", { name: "Save picture…" }).click();
      await expect.poll(() => host.savedFiles.length).toBe(1);
      const { name, encoding, content } = host.savedFiles[0]!;
      expect([name, encoding]).toEqual(["googlenet-b3-3a.svg", "utf8"]);
      expect(content).not.toMatch(/var\(|color-mix|class=|style=|data-|color\(srgb/);
      expect(content).toContain("3×3 conv");
      const drawn = await page.evaluate((text) => {
        const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
        return {
          error: svg.querySelector("parsererror")?.textContent ?? "",
          ground: svg.querySelector("rect")?.getAttribute("fill"),
          texts: svg.querySelectorAll("text").length,
        };
      }, content);
      expect(drawn.error).toBe("");
      expect(drawn.ground).toBe(colors === "print" ? "#ffffff" : "#1f1f1f");
      expect(drawn.texts).toBeGreaterThan(30);
      // The copy that was read is gone.
      await expect(page.locator(".stage-frame > .stage-picture")).toHaveCount(1);
      expect(host.complaints).toEqual([]);
    },
  );
}

test("the picture as seen is saved as a PNG, twice as fine", async ({ host, page }) => {
  await page.getByLabel("Export…").click();
  await page.getByLabel("PNG").check();
  await page.getByRole("button", { name: "Save picture…" }).click();
  await expect.poll(() => host.savedFiles.length).toBe(1);
  const { name, encoding, content } = host.savedFiles[0]!;
  expect([name, encoding]).toEqual(["googlenet-b3-3a.png", "base64"]);
  const png = Buffer.from(content, "base64");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  const seen = (await page.locator(".stage-picture").boundingBox())!;
  expect(png.readUInt32BE(16)).toBe(2 * Math.round(seen.width));
  expect(png.readUInt32BE(20)).toBe(2 * Math.round(seen.height));
  expect(host.errors).toEqual([]);
});

for (const extent of ["whole", "as seen"]) {
  test(
    `the picture ${extent} is saved with the newest numbers, also where it is out of sight`,
    longUnless(extent === "as seen"),
    async ({ host, page }) => {
      await page.locator(".stage-head .crumbs button").first().click();
      for (let step = 0; step < 4; step++)
        await page.getByRole("button", { name: "Zoom in" }).click();
      const hidden = page.locator('.stage [data-value="b1/conv7x7 chosen"]');
      const before = await hidden.textContent();
      await host.send(recordedRun({ steps: 90 }).slice(host.eventCount));
      // The header says that the update has arrived; what is hidden would have changed with it.
      await expect(page.locator('[data-fact="step"] dd')).toHaveText("90");
      await expect(hidden).toHaveText(before!);
      await page.getByLabel("Export…").click();
      await page.getByLabel(extent).check();
      await page.getByRole("button", { name: "Save picture…" }).click();
      await expect.poll(() => host.savedFiles.length).toBe(1);
      const newest = formatMeasured(host.run.statistics.at(-1)?.nodes["b1/conv7x7"]?.activation);
      expect(newest).not.toBe(before);
      expect(host.savedFiles[0]!.content).toContain(`>${newest}</text>`);
    },
  );
}

test("the shapes are copied as a table", async ({ host, page }) => {
  await page.getByLabel("Export…").click();
  await page.getByRole("button", { name: "Copy shapes as Markdown table" }).click();
  await expect(page.locator(".export").getByRole("status")).toHaveText(
    "Copied: the table of shapes.",
  );
  expect(host.copiedTexts[0]).toContain("| `b3/3a` | Inception 3a | 192 × 12 × 12 |");
  await page.keyboard.press("Escape");
  await expect(page.locator(".export .menu")).toBeHidden();
  await page.getByLabel("Export…").click();
  await expect(page.locator(".export").getByRole("status")).toHaveText("");
});

test("a picture that cannot be drawn is told where its format is chosen", async ({
  host,
  page,
}) => {
  await refusePng(page);
  await page.getByLabel("Export…").click();
  await page.getByLabel("PNG").check();
  await page.getByRole("button", { name: "Save picture…" }).click();
  const outcome = page.locator(".export").getByRole("status");
  const reason = "The picture is too large for a PNG; choose SVG.";
  await expect(outcome).toHaveText(`That did not work: ${reason}`);
  expect(host.errors[0]).toContain(reason);
  await page.getByLabel("SVG").check();
  await page.getByRole("button", { name: "Save picture…" }).click();
  await expect(outcome).toHaveText("Saved: googlenet-b3-3a.svg");
  host.willSave = false;
  await page.getByRole("button", { name: "Save picture…" }).click();
  await expect(outcome).toHaveText("");
});

test("the inspector says beside a picture whether it was saved", async ({ host, page }) => {
  await refusePng(page);
  host.weightsOf = (id) => weightReading(id);
  await host.select("b1/conv7x7");
  await page.getByRole("tab", { name: "Kernels" }).click();
  const outcome = page.locator(".inspector").getByRole("status");
  await page.getByRole("button", { name: "Save as PNG" }).click();
  await expect(outcome).toHaveText(/^That did not work: .*choose SVG\.$/);
  await page.getByRole("button", { name: "Save as SVG" }).click();
  await expect(outcome).toHaveText("Saved: conv7x7-kernels.svg");
  await host.select("b2/conv1x1");
  await expect(page.locator(".inspector-title")).toHaveText("1×1 convolution");
  await expect(outcome).toHaveText("");
});

/** As a browser does with a canvas that is too large for it. */
async function refusePng(page: Page): Promise<void> {
  await page.evaluate(() => {
    HTMLCanvasElement.prototype.toBlob = (callback) => {
      callback(null);
    };
  });
}
