import { recordedRun } from "../support/recordedRun.js";
import { idle } from "../support/idle.js";
import { expect, test } from "./page.js";

const events = recordedRun({ steps: 60, statisticsEvery: 1, stepsPerEpoch: 1000 });
/** A step and its statistics. */
const updates = Array.from({ length: 20 }, (_, place) => {
  const first = events.length - 40 + 2 * place;
  return events.slice(first, first + 2);
});

test("numbers stand long enough to be read while bars follow each update, and all agree in the end", async ({
  host,
  page,
}) => {
  host.record(events.slice(0, -40));
  await host.open("explorer");
  await page.locator('.strip [data-id="b3/3a"]').click();
  await idle(page);
  await page.evaluate(() => {
    const times = { text: [] as number[], bar: [] as number[] };
    Object.assign(window, { changeTimes: times });
    const watch = (selector: string, list: number[]): void => {
      const options = { attributes: true, characterData: true, childList: true, subtree: true };
      new MutationObserver(() => list.push(performance.now())).observe(
        document.querySelector(selector)!,
        options,
      );
    };
    watch('[data-value="b3/3a/path1/conv1x1 0"]', times.text);
    watch('[data-meter="b3/3a/path1/conv1x1"]', times.bar);
  });
  for (const update of updates) {
    await host.send(update);
    // Updates as fast as a run sends them: what is tested is how long a number stands among them.
    await page.waitForTimeout(20);
  }
  await idle(page);

  const gaps = await page.evaluate(() => {
    const { text, bar } = (window as unknown as { changeTimes: Record<string, number[]> })
      .changeTimes as { text: number[]; bar: number[] };
    const gapsOf = (times: number[]): number[] =>
      times.slice(1).map((time, place) => time - (times[place] ?? 0));
    return { text: gapsOf(text), bar: gapsOf(bar) };
  });
  expect(gaps.text.length).toBeGreaterThan(0);
  // 250 ms, less what a frame may come late.
  expect(Math.min(...gaps.text)).toBeGreaterThan(150);
  expect(Math.min(...gaps.bar)).toBeLessThan(150);

  const newest = events.findLast(({ kind }) => kind === "statistics");
  if (newest?.kind !== "statistics") throw new Error("The run has no statistics.");
  const { activation } = newest.nodes["b3/3a"]!;
  const written = activation!.toFixed(3);
  await expect(page.locator(".scope-live span").first()).toContainText(written);
  await expect(page.locator(".inspector .now .value").first()).toHaveText(written);
});
