import type { Page } from "@playwright/test";
import { smallestText } from "../../webview/layout/detail.js";
import { buildGraph } from "../../model/network/graph.js";
import type { NetworkSpec, NodeId } from "../../model/network/spec.js";
import type { PageHost } from "../support/pageHost.js";
import { recordedRun } from "../support/recordedRun.js";
import { idle } from "../support/idle.js";
import type { Length, WindowSize } from "../support/length.js";
import { expect, test } from "./page.js";
import { placeOf, restingPlace } from "./stagePlace.js";

interface Read {
  readonly count: number;
  /** Of the texts that are too small for a screen, and of those that leave their node's box. */
  readonly small: readonly string[];
  readonly outside: readonly string[];
}

/** What is written on map and stage, as a screen shows it. */
function readTexts(page: Page): Promise<Read> {
  return page.evaluate((smallest) => {
    const texts = [...document.querySelectorAll<SVGTextElement>(".strip text, .stage text")].filter(
      (text) => text.textContent !== "" && text.getBoundingClientRect().width > 0,
    );
    const small = texts.flatMap((text) => {
      const { a, b } = text.getScreenCTM()!;
      const size = Number.parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
      return size < smallest - 0.01 ? [`${text.textContent} at ${size.toFixed(2)} pixels`] : [];
    });
    const outside = texts.flatMap((text) => {
      // A live number says of which node it is.
      const id = text.dataset["value"]?.split(" ")[0] ?? "";
      const node =
        text.closest(".stage .node:not(.concat, .sum)") ??
        document.querySelector(`.stage .node[data-id="${id}"]`);
      if (node === null) return [];
      const box = node.querySelector(".shape-box")!.getBoundingClientRect();
      const { left, right, top, bottom } = text.getBoundingClientRect();
      // A line is higher than its letters.
      const slack = (bottom - top) / 3;
      const isInside =
        left >= box.left - 1 &&
        right <= box.right + 1 &&
        top >= box.top - slack &&
        bottom <= box.bottom + slack;
      return isInside ? [] : [`${text.textContent} of ${node.getAttribute("data-id")}`];
    });
    return { count: texts.length, small, outside };
  }, smallestText);
}

/** What can be shown alone: everything, each module, and so many blocks. */
export function scopesOf(network: NetworkSpec, blocks: number): readonly (NodeId | null)[] {
  const { nodes } = buildGraph(network);
  const modules = nodes.filter(({ kind }) => kind === "module");
  const shown = nodes.filter(({ kind }) => kind === "block").slice(0, blocks);
  return [null, ...[...modules, ...shown].map(({ id }) => id)];
}

/** Shows a part of the network alone, or all of it. */
async function show(host: PageHost, page: Page, scope: NodeId | null): Promise<void> {
  if (scope === null) await page.locator(".stage-head .crumbs button").first().click();
  else await host.select(scope);
}

/** What a projector or a screen shows of a presentation. */
const isPresentable = ([width]: WindowSize): boolean => width >= 925 && width <= 1600;

export function testWindows(
  network: NetworkSpec,
  scopes: readonly (NodeId | null)[],
  windows: readonly WindowSize[],
  length: Length,
): void {
  test(
    `${network.id}: no text is too small in any window, and all stay in their boxes`,
    length,
    async ({ host, page }) => {
      host.network = network;
      host.record(recordedRun({ steps: 60 }));
      await host.open("explorer");
      for (const isPresented of [false, true]) {
        if (isPresented) await page.keyboard.press("p");
        for (const scope of isPresented ? [null, scopes.at(-1) ?? null] : scopes) {
          await show(host, page, scope);
          for (const [width, height] of isPresented ? windows.filter(isPresentable) : windows) {
            await page.setViewportSize({ width, height });
            await idle(page);
            const where = `${scope ?? "all"} at ${width}×${height}${isPresented ? " presented" : ""}`;
            // A busy machine takes longer to draw the page anew.
            const faults = async (): Promise<unknown> => {
              const { small, outside } = await readTexts(page);
              return [small, outside];
            };
            await expect.poll(faults, where).toEqual([[], []]);
            expect((await readTexts(page)).count, where).toBeGreaterThan(1);
          }
        }
      }
    },
  );
}

/** Zoomed out to the end and in again, step by step. */
export function testZoom(
  network: NetworkSpec,
  scopes: readonly (NodeId | null)[],
  length: Length,
): void {
  test(
    `${network.id}: no text is too small at any zoom by hand, and all stay in their boxes`,
    length,
    async ({ host, page }) => {
      host.network = network;
      host.record(recordedRun({ steps: 60 }));
      await host.open("explorer");
      for (const scope of scopes) {
        await show(host, page, scope);
        await restingPlace(page);
        const counts = new Set<number>();
        for (const direction of ["Zoom out", "Zoom in"]) {
          for (let step = 0; step < (direction === "Zoom out" ? 12 : 18); step++) {
            await page.getByRole("button", { name: direction }).click();
            await idle(page);
            const { count, small, outside } = await readTexts(page);
            const { scale } = await placeOf(page);
            expect([small, outside], `${scope ?? "all"} at scale ${scale}`).toEqual([[], []]);
            counts.add(count);
          }
        }
        // Larger pieces take over, and give way again.
        expect(counts.size).toBeGreaterThan(3);
      }
    },
  );
}
