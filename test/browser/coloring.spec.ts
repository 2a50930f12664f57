import type { Page } from "@playwright/test";
import { lab } from "d3";
import { hueClass, hueCount } from "../../webview/marks/theme.js";
import { contrast } from "../support/contrast.js";
import { chapterEvents } from "../support/runFile.js";
import { themeKinds } from "../support/themes.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";

/** Colors as the browser draws them, of a card with each of these shares. */
function drawnColors(page: Page, shares: readonly number[]): Promise<readonly string[]> {
  return page
    .locator(".stage .heat")
    .first()
    .evaluate((heat: SVGElement, given) => {
      const context = document.createElement("canvas").getContext("2d")!;
      const kept = heat.style.getPropertyValue("--share");
      const colors = given.map((share) => {
        heat.style.setProperty("--share", `${share}%`);
        context.fillStyle = getComputedStyle(heat).fill;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
        return `rgb(${red}, ${green}, ${blue})`;
      });
      heat.style.setProperty("--share", kept);
      return colors;
    }, shares);
}

/** Of all texts of the first card, over that color. */
function inkOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d")!;
    const texts = document.querySelectorAll(".stage .node.layer text, .stage text.on-card");
    const fills = new Set([...texts].map((text) => getComputedStyle(text).fill));
    return [...fills].map((fill) => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = fill;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue, opacity = 255] = context.getImageData(0, 0, 1, 1).data;
      return `rgba(${red}, ${green}, ${blue}, ${opacity / 255})`;
    });
  });
}

function difference(a: string, b: string): number {
  const [one, other] = [lab(a), lab(b)];
  return Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b);
}

const tenths = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

for (const theme of themeKinds) {
  test(
    `the colors of a measure are even, text on them is read, and paths are told apart, ${theme}`,
    longUnless(theme === "dark" || theme === "light"),
    async ({ host, page }) => {
      host.record(chapterEvents(320));
      await host.open("explorer", theme);
      await page.locator(".stage .heat").first().waitFor();
      const colors = await drawnColors(page, tenths);
      const steps = colors.slice(1).map((color, index) => difference(color, colors[index]!));
      // One is told from the next with ease, and none is a jump.
      expect(Math.min(...steps)).toBeGreaterThan(4.5);
      expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.6);
      const lightness = colors.map((color) => lab(color).l);
      const sign = Math.sign(lightness.at(-1)! - lightness[0]!);
      for (const [index, value] of lightness.slice(1).entries()) {
        expect(sign * (value - lightness[index]!)).toBeGreaterThan(1);
      }
      for (const ink of await inkOf(page)) {
        for (const color of colors) {
          expect(contrast(ink, color), `${ink} on ${color}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      await expectPathsToldApart(page);
    },
  );
}

/** Six colors of paths before they come again. */
async function expectPathsToldApart(page: Page): Promise<void> {
  const names = Array.from({ length: hueCount + 2 }, (_, index) => hueClass(index + 1));
  const colors = await page.evaluate((classes) => {
    const context = document.createElement("canvas").getContext("2d")!;
    return [document.body, ...classes].map((each) => {
      const mark = document.body.appendChild(document.createElement("i"));
      if (typeof each === "string") mark.className = each;
      mark.style.color =
        typeof each === "string" ? "var(--hue)" : "var(--vscode-editor-background)";
      context.fillStyle = getComputedStyle(mark).color;
      context.fillRect(0, 0, 1, 1);
      mark.remove();
      const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
      return `rgb(${red}, ${green}, ${blue})`;
    });
  }, names);
  const [ground = "", ...hues] = colors;
  const own = hues.slice(0, hueCount);
  for (const [index, hue] of own.entries()) {
    expect(contrast(hue, ground), names[index]).toBeGreaterThanOrEqual(3);
    for (const other of own.slice(index + 1)) {
      expect(difference(hue, other), `${hue} and ${other}`).toBeGreaterThan(30);
    }
  }
  expect(hues.slice(hueCount)).toEqual(own.slice(0, 2));
}

for (const theme of ["dark", "light"] as const) {
  test(
    `what differs in the network differs to the eye, and the legend says how much, ${theme}`,
    longUnless(theme === "light"),
    async ({ host, page }) => {
      host.record(chapterEvents(320));
      await host.open("explorer", theme);
      await host.select("b3/3a");
      const shareOf = async (id: string): Promise<number> =>
        Number.parseFloat(
          await page
            .locator(`.stage [data-id="${id}"] .heat`)
            .evaluate((heat: SVGElement) => heat.style.getPropertyValue("--share")),
        );
      const choose = async (title: string): Promise<void> => {
        await page.locator("vscode-dropdown").first().click();
        await page.locator("vscode-option").filter({ hasText: title }).click();
      };
      await choose("Parameters");
      await expect(page.locator(".legend .tick").first()).toContainText("K");
      const [small, large] = await drawnColors(page, [
        await shareOf("b3/3a/path3/conv1x1"),
        await shareOf("b3/3a/path2/conv3x3"),
      ]);
      expect(difference(small!, large!)).toBeGreaterThan(20);
      await choose("Dead ReLU");
      await expect(page.locator(".legend .tick")).toHaveText([
        "0 %",
        "5 %",
        "20 %",
        "50 %",
        "100 %",
      ]);
      await expect.poll(() => shareOf("b3/3a/path3/conv5x5")).toBe(0);
      const [alive, dying] = await drawnColors(page, [0, await shareOf("b3/3a/path2/conv1x1")]);
      expect(difference(alive!, dying!)).toBeGreaterThan(15);
    },
  );
}
