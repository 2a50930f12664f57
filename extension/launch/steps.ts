import { englishOf } from "../../model/messages/translate.js";
import { formatDuration } from "../../model/run/duration.js";

const lineMs = 1000;

/** Tells how a step gets on: a few words, shown beside its title. */
export type Report = (message: string) => void;

export interface Steps {
  /** Does one step and shows its title, what it is at, the time it took, and its result. */
  run<T>(title: string, work: (report: Report) => Promise<StepResult<T>>): Promise<T>;
}

export interface StepResult<T> {
  readonly value: T;
  /** What is there now, or that nothing had to be done. */
  readonly outcome: string;
  /** The step was not done, and what comes next can do without it. */
  readonly isLacking?: boolean;
}

/** On a terminal the line of the step at work is rewritten; elsewhere each message is a line. */
export function createSteps(stream: NodeJS.WriteStream): Steps {
  return {
    async run(title, work) {
      const line = stream.isTTY ? rewrittenLine(stream, title) : plainLines(stream, title);
      try {
        const { value, outcome, isLacking = false } = await work(line.report);
        line.end();
        stream.write(`${isLacking ? "!" : "✓"} ${title}: ${outcome}\n`);
        return value;
      } catch (error) {
        line.end();
        stream.write(`✗ ${title}\n`);
        throw error;
      }
    },
  };
}

interface StepLine {
  readonly report: Report;
  end(): void;
}

function plainLines(stream: NodeJS.WriteStream, title: string): StepLine {
  return {
    report: (message) => {
      stream.write(`• ${title}: ${message} …\n`);
    },
    end: () => undefined,
  };
}

/** A line that is longer than the screen is wide cannot be rewritten; some terminals do not tell. */
export function widthOf({ columns }: Pick<NodeJS.WriteStream, "columns">): number {
  return columns > 0 ? columns : 80;
}

function rewrittenLine(stream: NodeJS.WriteStream, title: string): StepLine {
  const began = performance.now();
  let message = "";
  const draw = (): void => {
    const taken = englishOf(formatDuration((performance.now() - began) / 1000));
    const text = `• ${title}: ${message} … ${taken}`
      .replaceAll(/\s+/gu, " ")
      .slice(0, widthOf(stream) - 1);
    stream.cursorTo(0);
    stream.write(text);
    stream.clearLine(1);
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    report: (next) => {
      message = next;
      timer ??= setInterval(draw, lineMs);
      draw();
    },
    end: () => {
      if (timer === undefined) return;
      clearInterval(timer);
      stream.cursorTo(0);
      stream.clearLine(0);
    },
  };
}
