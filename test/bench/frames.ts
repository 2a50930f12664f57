import type { Page } from "@playwright/test";

/** What a page spent while it was watched. */
export interface FrameCosts {
  /** Script and layout of every frame in which the page drew, in milliseconds, ascending. */
  readonly costs: readonly number[];
  readonly framesPerSecond: number;
  readonly longTasks: number;
}

interface Watch {
  costs: number[];
  frames: number;
  longTasks: number;
  began: number;
}

/** From now on every drawing of the page is timed, its layout included. Before the page opens. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watch: Watch = { costs: [], frames: 0, longTasks: 0, began: performance.now() };
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
      watch.longTasks += list.getEntries().length;
    }).observe({ entryTypes: ["longtask"] });
  });
}

/** Forgets what came before, the first drawing for example. */
export async function resetFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch = (window as unknown as { watch: Watch }).watch;
    Object.assign(watch, { costs: [], frames: 0, longTasks: 0, began: performance.now() });
  });
}

export async function readFrames(page: Page): Promise<FrameCosts> {
  return page.evaluate(() => {
    const { costs, frames, longTasks, began } = (window as unknown as { watch: Watch }).watch;
    return {
      costs: [...costs].sort((a, b) => a - b),
      framesPerSecond: (frames * 1000) / (performance.now() - began),
      longTasks,
    };
  });
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
  return `${costs.length} updates, median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, ${framesPerSecond.toFixed(1)} frames/s, ${longTasks} long tasks`;
}
