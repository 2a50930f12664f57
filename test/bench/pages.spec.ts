import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { pages } from "../../extension/views/pages.js";
import { googlenet } from "../../model/network/googlenet/spec.js";
import { inceptionV3 } from "../../model/network/inception-v3/spec.js";
import type { NetworkSpec } from "../../model/network/spec.js";
import { statisticsKept } from "../../model/run/state.js";
import { test } from "../browser/page.js";
import { pagesFolder } from "../support/browserWebview.js";
import { recordedRun } from "../support/recordedRun.js";
import { rest } from "../support/rest.js";
import {
  describeCosts,
  describeHeap,
  readCpu,
  readFrames,
  readHeap,
  resetFrames,
  watchFrames,
} from "./frames.js";

const updates = Number(process.env["GOOGLENET_BENCH_UPDATES"] ?? 100);
const updateEveryMs = 100;
const updatesPerMinute = 60_000 / updateEveryMs;

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (const network of [googlenet, inceptionV3]) {
  test(`live updates with all of ${network.title} open`, async ({ host, page }) => {
    // A window that is not the one of the whole network is measured for a short time only.
    const short = Math.min(updates, 100);
    const windows = [
      ["far", updates],
      ["near", short],
      ["near, with the statistics of a block", short],
    ] as const;
    const count = windows.reduce((sum, [, each]) => sum + each, 0);
    test.setTimeout(120_000 + 2 * count * updateEveryMs);
    const events = recordedRun({
      steps: 400 + statisticsKept.most + count,
      statisticsEvery: 1,
      epochs: 100,
      network,
    });
    const perStep = events.filter(({ kind }) => kind !== "evaluation");
    let sent = perStep.length - 2 * (count + statisticsKept.most);
    host.network = network;
    host.record(perStep.slice(0, sent));
    await watchFrames(page);
    await host.open("explorer");
    await page.locator(".stage-head .crumbs button").first().click();
    // All that a page keeps of a run has come in parts before it is measured: a snapshot takes less.
    for (; sent < perStep.length - 2 * count; sent += 16) {
      await host.send(perStep.slice(sent, sent + 16));
    }
    await rest(page);
    const [cpu, heap] = [await readCpu(page), await readHeap(page)];
    for (const [window, each] of windows) {
      if (window === "near") {
        await page.getByRole("button", { name: "Zoom in" }).click();
        await page.getByRole("button", { name: "Zoom in" }).click();
        await rest(page);
      } else if (window !== "far") {
        await page.getByRole("tab", { name: "Statistics" }).click();
        await rest(page);
      }
      await resetFrames(page);
      const sizes = [await heap()];
      const before = await cpu();
      const began = performance.now();
      for (let update = 0; update < each; update++, sent += 2) {
        if (update > 0 && update % updatesPerMinute === 0) sizes.push(await heap());
        // A step and its statistics.
        await host.send(perStep.slice(sent, sent + 2));
        await untilTurn(page, began + (update + 1) * updateEveryMs);
      }
      const perUpdate = ((await cpu()) - before) / each;
      sizes.push(await heap());
      const costs = await readFrames(page);
      report(
        `explorer, ${network.id}, ${window}: ${describeCosts(costs)}; ${perUpdate.toFixed(2)} ms of processor time an update, messages and painting included`,
      );
      report(`explorer, ${network.id}, ${window}: heap every minute ${describeHeap(sizes)}`);
    }
  });
}

/** The chapter's network with its inner modules ten times over. */
function tenfold(): NetworkSpec {
  const inner = googlenet.modules.slice(2, 4);
  const copies = Array.from({ length: 10 }, (_, copy) =>
    inner.map((module) => ({
      ...module,
      name: `${module.name}_${copy}`,
      // The grid is kept: ten times the pools would leave a single position.
      stages: module.stages.filter(({ kind }) => kind === "block"),
    })),
  );
  const ends = [googlenet.modules.slice(0, 2), googlenet.modules.slice(4)];
  return { ...googlenet, modules: [...(ends[0] ?? []), ...copies.flat(), ...(ends[1] ?? [])] };
}

test("panning a network of ten times the nodes", async ({ host, page }) => {
  host.network = tenfold();
  host.record(recordedRun({ steps: 20 }));
  await watchFrames(page);
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  await rest(page);
  const nodes = await page.locator(".stage .node").count();
  for (const zoom of ["far", "near"]) {
    if (zoom === "near") {
      for (let step = 0; step < 8; step++) {
        await page.getByRole("button", { name: "Zoom in" }).click();
      }
      await rest(page);
    }
    const { x, y, width, height } = (await page.locator(".stage-frame").boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await resetFrames(page);
    for (let step = 0; step < 2 * updates; step++) {
      const angle = step / 15;
      await page.mouse.move(
        x + width / 2 + 200 * Math.sin(angle),
        y + height / 2 + 120 * Math.cos(angle),
      );
    }
    const costs = await readFrames(page);
    await page.mouse.up();
    report(`explorer, ${nodes} nodes, panning ${zoom}: ${describeCosts(costs)}`);
  }
});

test("curves over 20,000 steps", async ({ host, page }) => {
  await page.setViewportSize({ width: 300, height: 800 });
  const steps = 20_000;
  const events = recordedRun({ steps: steps + updates, statisticsEvery: 1e9, stepsPerEpoch: 469 });
  host.record(events.slice(0, -updates));
  await watchFrames(page);
  await host.open("metrics");
  await rest(page);
  await resetFrames(page);
  const began = performance.now();
  for (const [update, event] of events.slice(-updates).entries()) {
    await host.send([event]);
    await untilTurn(page, began + ((update + 1) * updateEveryMs) / 2);
  }
  report(`metrics, ${steps} steps: ${describeCosts(await readFrames(page))}`);
});

test("sizes of the pages", async () => {
  for (const file of pages.flatMap(({ id }) => [`${id}.js`, `${id}.css`])) {
    const { size } = await stat(join(pagesFolder, file));
    report(`${file}: ${(size / 1024).toFixed(1)} KiB minified`);
  }
});

/** Updates come at the pace of a run: what they cost at once, one after another, is another thing. */
async function untilTurn(page: Page, time: number): Promise<void> {
  await page.waitForTimeout(Math.max(0, time - performance.now()));
}
