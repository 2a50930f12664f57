import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialRunState, reduce } from "../../../model/run/state.js";
import {
  csvColumns,
  metricsCsv,
  metricsJson,
  metricsMarkdown,
  type ExportedRun,
} from "../../../webview/runs/exportMetrics.js";
import { chapterRun } from "../../support/runFile.js";

const state = chapterRun().reduce(reduce, initialRunState);
const run: ExportedRun = {
  id: state.started!.runId,
  title: "This run",
  config: state.started!.config,
  steps: state.steps,
  evaluations: state.evaluations,
};

/** A reader of RFC 4180 that knows nothing of the writer. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== "") {
    const [whole = "", quoted, bare = "", end = ""] =
      /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    if (whole === "") throw new Error(`Not CSV: ${rest.slice(0, 40)}`);
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    rest = rest.slice(whole.length);
    if (end === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe("the CSV file", () => {
  const rows = readCsv(metricsCsv([run]));

  it("has its columns by their exact names", () => {
    expect(rows[0]).toEqual([
      "run",
      "step",
      "epoch",
      "train_loss",
      "train_accuracy",
      "learning_rate",
      "examples_per_second",
      "test_loss",
      "test_accuracy",
    ]);
  });

  it("is read back to the numbers that it was made of", () => {
    const records = rows
      .slice(1)
      .map((cells) => Object.fromEntries(csvColumns.map((name, index) => [name, cells[index]])));
    const steps = records.filter((record) => record["train_loss"] !== "");
    expect(steps).toHaveLength(state.steps.length);
    for (const [index, point] of [...state.steps].entries()) {
      expect(Number(steps[index]!["step"])).toBe(point.step);
      expect(Number(steps[index]!["train_loss"])).toBe(point.loss);
      expect(Number(steps[index]!["examples_per_second"])).toBe(point.examplesPerSecond);
    }
    const tests = records.filter((record) => record["test_loss"] !== "");
    expect(
      tests.map((record) => [Number(record["epoch"]), Number(record["test_accuracy"])]),
    ).toEqual(state.evaluations.map(({ epoch, accuracy }) => [epoch, accuracy]));
  });

  it("has a row for a step and its evaluation together, in order", () => {
    const steps = rows.slice(1).map((cells) => Number(cells[1]));
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  });

  it("bears any text in a run's name", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "<", "a") }), (id) => {
        const [, row] = readCsv(metricsCsv([{ ...run, id, steps: state.steps.upTo(1) }]));
        expect(row?.[0]).toBe(id);
      }),
    );
  });
});

describe("the JSON file", () => {
  it("has everything", () => {
    expect(JSON.parse(metricsJson([run]))).toEqual({
      runs: [JSON.parse(JSON.stringify(run)) as unknown],
    });
  });
});

describe("the Markdown table", () => {
  it("leaves no text that Markdown or HTML would read as its own", () => {
    const title = "<img src=x>\n[a](b) `c`";
    const text = metricsMarkdown([{ ...run, title, evaluations: state.evaluations.slice(0, 1) }]);
    expect(text.trimEnd().split("\n")).toHaveLength(3);
    expect(text).toContain(String.raw`| \<img src=x\> \[a\](b) \`c\` | 1 |`);
  });

  it("has a row an epoch and bears a bar in a title", () => {
    const lines = metricsMarkdown([{ ...run, title: "a|b" }])
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(2 + state.evaluations.length);
    expect(lines[0]).toMatch(/^\| Run \| Epoch \| Step \| Training loss \|/);
    expect(lines[2]).toBe("| a\\|b | 1 | 469 | 1.771 | 0.329 | 0.935 | 0.643 | 81.4 |");
  });
});
