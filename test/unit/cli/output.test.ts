import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { describeEvent } from "../../../model/cli/runText/eventText.js";
import {
  formatTable,
  printJson,
  printLine,
  printNote,
  visibleLines,
} from "../../../model/cli/terminal/output.js";
import { holdLine, watchOutputs } from "../../../model/cli/terminal/streams.js";
import { startedEvent } from "../../support/startedEvent.js";

const evil = "shirt\u001b[2J\u009b1m\nfake";
const shown = "shirt\\u001b[2J\\u009b1m\\u000afake";

describe("what a terminal prints", () => {
  let written: string;
  beforeEach(() => {
    written = "";
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((text) => {
        written += String(text);
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("has visible characters in every line, of whatever it is", () => {
    printLine("one\ntwo\u001b[5m");
    printNote("three\u009b5m");
    expect(written).toBe("one\ntwo\\u001b[5m\nthree\\u009b5m\n");
  });

  it("has each row of a table in its line, and its columns aligned as they are seen", () => {
    printLine(
      formatTable([
        [evil, "1"],
        ["bag", "2"],
      ]),
    );
    const width = shown.length;
    expect(written).toBe(`${shown}  1\n${"bag".padEnd(width)}  2\n`);
  });

  it("is the same value as JSON, without what a terminal obeys", () => {
    printJson({ run: evil, mark: "\u202e" });
    expect(visibleLines(written)).toBe(written);
    expect(JSON.parse(written)).toEqual({ run: evil, mark: "\u202e" });
  });
});

describe("a terminal in which a bar stands", () => {
  it.each([
    [true, "\u001b[?25h\u001b[?7h\n"],
    [false, ""],
  ])("has its cursor and whole lines again where the process ends at once: %s", (isHeld, told) => {
    const others = process.listeners("exit");
    watchOutputs();
    const [last] = process.listeners("exit").filter((listener) => !others.includes(listener));
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    holdLine(isHeld);
    last?.(130);
    expect(write.mock.calls.map(([text]) => text).join("")).toBe(told);
    holdLine(false);
    process.off("exit", last ?? (() => undefined));
    vi.restoreAllMocks();
  });
});

describe("describeEvent", () => {
  it("keeps what a record holds in its line", () => {
    const started = { ...startedEvent(), runId: evil } as ReturnType<typeof startedEvent>;
    expect(describeEvent(started, "runs/r")?.split("\n")[0]).toBe(`Run ${shown} in runs/r`);
    const failed = { kind: "failed", time: 0, step: 1, message: evil } as const;
    const rest = { reason: "", action: "", remedy: null, checkpoint: null };
    expect(describeEvent({ ...failed, ...rest }, "runs/r")).toBe(`${shown}.`);
  });
});
