import { SingleBar } from "cli-progress";
import { englishOf } from "../../messages/translate.js";
import { formatDuration } from "../../run/duration.js";
import { printNote } from "./output.js";
import { canRewriteLines, holdLine } from "./streams.js";

/** Where no line can be rewritten, one is printed so often. */
const plainMs = 5000;
/** What is done by then needs no word; and before, what is left cannot be told well. */
const silentMs = 2000;
const tickMs = 1000;

/** How far a piece of work is, on stderr. */
export interface Progress {
  /** So much of it is done in all. */
  readonly reach: (done: number) => void;
  /** What is being done now, where that takes long. */
  readonly tell: (what: string) => void;
  readonly end: () => void;
}

/** A bar on a terminal, lines elsewhere; `unit` is what is counted, in the plural. */
export function showProgress(title: string, total: number, unit: string): Progress {
  return canRewriteLines() ? barOf(title, total, unit) : linesOf(title, total, unit);
}

interface LaterProgress extends Omit<Progress, "reach"> {
  readonly reach: (done: number, total: number) => void;
}

/** Shown from when it is first told how much there is in all. */
export function showProgressLater(title: string, unit: string): LaterProgress {
  let shown: Progress | null = null;
  return {
    reach: (done, total) => {
      shown ??= showProgress(title, total, unit);
      shown.reach(done);
    },
    tell: (what) => shown?.tell(what),
    end: () => {
      shown?.end();
      shown = null;
    },
  };
}

/** Shows how far the work is until it is done, or has failed. */
export async function withProgress<Result>(
  title: string,
  unit: string,
  work: (onProgress: LaterProgress["reach"]) => Promise<Result>,
): Promise<Result> {
  const progress = showProgressLater(title, unit);
  try {
    return await work(progress.reach);
  } finally {
    progress.end();
  }
}

function barOf(title: string, total: number, unit: string): Progress {
  const bar = new SingleBar({
    format: `${title}  {bar} {value}/{total} ${unit}  {status}`,
    barsize: 24,
    hideCursor: true,
    linewrap: false,
    clearOnComplete: true,
  });
  const timeOf = stopwatch(total);
  let [reached, what] = [0, ""];
  const draw = (): void => {
    bar.update(reached, { status: [what, timeOf(reached)].filter(isSaid).join("  ") });
  };
  bar.start(total, 0, { status: "" });
  holdLine(true);
  const ticks = setInterval(draw, tickMs).unref();
  return {
    reach: (done) => {
      reached = done;
      draw();
    },
    tell: (now) => {
      what = now;
      draw();
    },
    end: () => {
      clearInterval(ticks);
      bar.stop();
      holdLine(false);
    },
  };
}

function linesOf(title: string, total: number, unit: string): Progress {
  const timeOf = stopwatch(total);
  let dueAt = performance.now() + silentMs;
  return {
    reach: (done) => {
      if (performance.now() < dueAt || done === total) return;
      dueAt = performance.now() + plainMs;
      printNote([`${title}: ${done} of ${total} ${unit}`, timeOf(done)].filter(isSaid).join("  "));
    },
    tell: (what) => {
      printNote(`${title}: ${what}`);
    },
    end: () => undefined,
  };
}

/** How long the rest takes if it goes on like this; how long it has taken while that is not known. */
function stopwatch(total: number): (done: number) => string {
  const begin = performance.now();
  return (done) => {
    const seconds = (performance.now() - begin) / 1000;
    if (seconds * 1000 < silentMs) return "";
    if (done === 0 || done >= total) return englishOf(formatDuration(seconds));
    return `${englishOf(formatDuration(((total - done) * seconds) / done))} left`;
  };
}

function isSaid(text: string): boolean {
  return text !== "";
}
