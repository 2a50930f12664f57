import type { Page } from "@playwright/test";

/** What a page has under way that could still change it. */
interface Activity {
  readonly frames: Set<number>;
  readonly timers: Set<number>;
  /** Questions to the host that it has not answered. */
  readonly requests: Set<unknown>;
  readonly whenIdle: () => Promise<void>;
}

/**
 * Lets `idle` see what the pages opened from now on have under way. It watches the browser's own
 * functions from outside, so that the product neither knows of it nor carries it.
 */
export async function watchActivity(page: Page): Promise<void> {
  await page.addInitScript(countActivity);
}

/**
 * Waits until the page rests: no frame is asked for, no timer that a person would wait for runs, no
 * request is without its answer, nothing moves or scrolls, and all of it for some frames in a row.
 */
export async function idle(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { activity: Activity }).activity.whenIdle());
}

/** Runs in the page before its own scripts. */
function countActivity(): void {
  // Longer ones end what is announced or lost, and change nothing that is being waited for.
  const longestTimerMs = 1000;
  const quietFrames = 3;
  const frames = new Set<number>();
  const timers = new Set<number>();
  const requests = new Set<unknown>();
  let isScrolled = false;
  const askForFrame = window.requestAnimationFrame.bind(window);
  const cancelFrame = window.cancelAnimationFrame.bind(window);
  const start = window.setTimeout.bind(window);
  const clear = window.clearTimeout.bind(window);

  window.requestAnimationFrame = (draw) => {
    const id = askForFrame((time) => {
      frames.delete(id);
      draw(time);
    });
    frames.add(id);
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    frames.delete(id);
    cancelFrame(id);
  };
  const startTimer = (act: TimerHandler, delay = 0, ...values: unknown[]): number => {
    if (typeof act !== "function") throw new TypeError("A page's policy forbids texts as code.");
    const id = start(() => {
      timers.delete(id);
      Reflect.apply(act, undefined, values);
    }, delay);
    if (delay <= longestTimerMs) timers.add(id);
    return id;
  };
  Object.assign(window, { setTimeout: startTimer });
  window.clearTimeout = (id) => {
    timers.delete(Number(id));
    clear(id);
  };

  interface Call {
    readonly t?: unknown;
    readonly i?: unknown;
  }
  interface Api {
    readonly postMessage: (message: unknown) => void;
  }
  let acquire: () => Api = () => ({ postMessage: () => undefined });
  Object.defineProperty(window, "acquireVsCodeApi", {
    configurable: true,
    get: () => (): Api => {
      const api = acquire();
      const postMessage = (message: unknown): void => {
        const { t, i } = message as Call;
        if (t === "q" && i !== undefined) requests.add(i);
        api.postMessage(message);
      };
      return { ...api, postMessage };
    },
    set: (given: typeof acquire) => {
      acquire = given;
    },
  });
  window.addEventListener("message", ({ data }) => {
    const { t, i } = data as Call;
    if (t === "s") requests.delete(i);
  });
  document.addEventListener("scroll", () => (isScrolled = true), true);

  /** Of those that end: what turns for as long as it is shown says no more than that. */
  const isMoving = (): boolean =>
    document
      .getAnimations()
      .some(
        ({ playState, effect }) =>
          playState === "running" && effect?.getComputedTiming().iterations !== Infinity,
      );
  const isResting = (): boolean =>
    frames.size + timers.size + requests.size === 0 && !isScrolled && !isMoving();
  const nextFrame = (): Promise<number> =>
    new Promise((resolve) => {
      askForFrame(resolve);
    });
  const whenIdle = async (): Promise<void> => {
    for (let quiet = 0; quiet < quietFrames;) {
      isScrolled = false;
      await nextFrame();
      quiet = isResting() ? quiet + 1 : 0;
    }
  };
  Object.assign(window, { activity: { frames, timers, requests, whenIdle } });
}
