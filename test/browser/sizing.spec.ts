import type { Page } from "@playwright/test";
import { smallestText } from "../../webview/layout/detail.js";
import { buildGraph } from "../../model/network/graph.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { oddNetwork } from "../support/oddNetwork.js";
import { recordedRun } from "../support/recordedRun.js";
import { createRandom } from "../support/random.js";
import { idle } from "../support/idle.js";
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
        text.closest(".stage .node:not(.concat)") ??
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

const random = createRandom(7);
const between = (from: number, to: number): number => Math.round(from + random() * (to - from));
const windows: readonly (readonly [width: number, height: number])[] = [
  [600, 400],
  [901, 400],
  [950, 650],
  [925, 650],
  [1280, 720],
  [1600, 1000],
  [2560, 1440],
  ...Array.from({ length: 3 }, () => [between(600, 2560), between(400, 1440)] as const),
];
/** What a projector or a screen shows of a presentation. */
const presentedIn = windows.filter(([width]) => width >= 925 && width <= 1600);

for (const network of [googlenet, oddNetwork]) {
  const graph = buildGraph(network);
  const scopes = [
    null,
    ...graph.nodes.filter(({ kind }) => kind === "module").map(({ id }) => id),
    ...graph.nodes
      .filter(({ kind }) => kind === "block")
      .slice(0, 3)
      .map(({ id }) => id),
  ];

  test(`${network.id}: no text is too small in any window, and all stay in their boxes`, async ({
    host,
    page,
  }) => {
    test.setTimeout(300_000);
    host.network = network;
    host.record(recordedRun({ steps: 60 }));
    await host.open("explorer");
    for (const isPresented of [false, true]) {
      if (isPresented) await page.keyboard.press("p");
      for (const scope of isPresented ? [null, scopes.at(-1) ?? null] : scopes) {
        if (scope === null) await page.locator(".stage-head .crumbs button").first().click();
        else await host.select(scope);
        for (const [width, height] of isPresented ? presentedIn : windows) {
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
  });

  test(`${network.id}: no text is too small at any zoom by hand, and all stay in their boxes`, async ({
    host,
    page,
  }) => {
    host.network = network;
    host.record(recordedRun({ steps: 60 }));
    await host.open("explorer");
    for (const scope of [null, scopes.at(-1) ?? null]) {
      if (scope === null) await page.locator(".stage-head .crumbs button").first().click();
      else await host.select(scope);
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
  });
}
