import type { Page } from "@playwright/test";

/** What a page spent while it was watched. */
export interface FrameCosts {
  /** Script and layout of every frame in which the page drew, in milliseconds, ascending. */
  readonly costs: readonly number[];
  readonly framesPerSecond: number;
  /** How long each of the tasks over 50 ms took, in milliseconds. */
  readonly longTasks: readonly number[];
}

type Span = readonly [from: number, to: number];

interface Watch {
  costs: number[];
  frames: number;
  longTasks: Span[];
  /** What the measuring itself took from the page. */
  interruptions: Span[];
  began: number;
}

/** From now on every drawing of the page is timed, its layout included. Before the page opens. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const began = performance.now();
    const watch: Watch = { costs: [], frames: 0, longTasks: [], interruptions: [], began };
    Object.assign(window, { watch });
    const original = window.requestAnimationFrame.bind(window);
    let frame = -1;
    window.requestAnimationFrame = (callback) =>
      original((time) => {
        const began = performance.now();
        callback(time);
        // Layout is paid for here instead of after the frame, so that it can be timed.
        const { height } = document.body.getBoundingClientRect();
        const cost = height < 0 ? 0 : performance.now() - began;
        // Several drawings of one frame count as one.
        if (frame === time) watch.costs.push((watch.costs.pop() ?? 0) + cost);
        else watch.costs.push(cost);
        frame = time;
      });
    const count = (): void => {
      watch.frames++;
      original(count);
    };
    original(count);
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        watch.longTasks.push([startTime, startTime + duration]);
      }
    }).observe({ entryTypes: ["longtask"] });
  });
}

/** Forgets what came before, the first drawing for example. */
export async function resetFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch = (window as unknown as { watch: Watch }).watch;
    const began = performance.now();
    Object.assign(watch, { costs: [], frames: 0, longTasks: [], interruptions: [], began });
  });
}

export async function readFrames(page: Page): Promise<FrameCosts> {
  return page.evaluate(() => {
    const { watch } = window as unknown as { watch: Watch };
    const isOwn = ([from, to]: Span): boolean =>
      !watch.interruptions.some(([start, end]) => start < to && from < end);
    return {
      costs: [...watch.costs].sort((a, b) => a - b),
      framesPerSecond: (watch.frames * 1000) / (performance.now() - watch.began),
      longTasks: watch.longTasks.filter(isOwn).map(([from, to]) => to - from),
    };
  });
}

/** Reads what the page's objects take after a collection of garbage, in bytes; the pause is no task of the page. */
export async function readHeap(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  return async () => {
    const from = await page.evaluate(() => performance.now());
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    await page.evaluate((start) => {
      const { watch } = window as unknown as { watch: Watch };
      watch.interruptions.push([start, performance.now()]);
    }, from);
    return usedSize;
  };
}

/** Sizes of the heap at even intervals, and how much it grew from the first to the last. */
export function describeHeap(sizes: readonly number[]): string {
  const [first = Number.NaN, last = Number.NaN] = [sizes[0], sizes.at(-1)];
  const growth = (100 * (last - first)) / first;
  const texts = sizes.map((size) => (size / 2 ** 20).toFixed(2));
  return `${texts.join(", ")} MiB, ${growth < 0 ? "" : "+"}${growth.toFixed(1)} %`;
}

/** Processor time of the page's own thread since it was opened, in milliseconds: other programs do not count. */
export async function readCpu(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
}

export function describeCosts({ costs, framesPerSecond, longTasks }: FrameCosts): string {
  const at = (share: number): string =>
    (costs[Math.min(costs.length - 1, Math.floor(share * costs.length))] ?? 0).toFixed(2);
  const longest = longTasks.length === 0 ? "" : ` (up to ${Math.max(...longTasks).toFixed(0)} ms)`;
  return `${costs.length} updates, median ${at(0.5)} ms, 90th percentile ${at(0.9)} ms, 99th percentile ${at(0.99)} ms, ${framesPerSecond.toFixed(1)} frames/s, ${longTasks.length} tasks over 50 ms${longest}`;
}
