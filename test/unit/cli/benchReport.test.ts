import { describe, expect, it } from "vitest";
import { toBenchReport } from "../../../model/answers/bench/benchReport.js";
import type { MatrixRates } from "../../../model/answers/bench/matrixRates.js";
import { formatBench } from "../../../model/cli/commands/benchTable.js";
import type { SubjectResult } from "../../../model/answers/bench/runBench.js";

function result(
  title: string,
  examplesPerSecond: number,
  deviceKind: SubjectResult["subject"]["deviceKind"] = null,
): SubjectResult {
  const rate = { median: examplesPerSecond, low: examplesPerSecond, high: examplesPerSecond };
  return {
    subject: {
      ...{ id: title, title, precision: "float32", isPeer: deviceKind === null, deviceKind },
      ...{ command: "", args: [] },
    },
    ...{ version: "1", device: "", training: rate, evaluation: rate },
    ...{ peakBytes: 1e9, firstStepSeconds: 1 },
  };
}

const results = [
  result("On the processor", 120, "cpu"),
  result("On the card", 1200, "gpu"),
  result("A peer", 100),
  result("A slow peer", 50),
];

function reportOf(rates: MatrixRates) {
  return toBenchReport(results, rates, {
    machine: { cpu: "", threads: 2 },
    workload: {
      ...{ network: "googlenet", inputSize: [96, 96] },
      ...{ batchSize: 128, steps: 12, warmUp: 4, rounds: 3 },
    },
    multiplyAdds: 276_066_304,
  });
}

describe("the bench's report", () => {
  it("compares with the best peer", () => {
    const { findings } = reportOf(new Map());
    expect(findings.results.map(({ ratioToBestPeer }) => ratioToBestPeer)).toEqual([
      ...[1.2, 12, null, null],
    ]);
    expect(formatBench(reportOf(new Map()))).toMatch(/On the card .* 12\.00 /u);
  });

  it("takes each engine's share of what its own device reaches", () => {
    // A step of the chapter's network takes 3 × 276,066,304 multiply-adds an image.
    const [cpu, gpu] = [2 * 120, 4 * 1200].map((rate) => rate * 3 * 276_066_304);
    const text = formatBench(
      reportOf(
        new Map([
          ["cpu", cpu ?? 0],
          ["gpu", gpu ?? 0],
        ]),
      ),
    );
    expect(text).toContain("On the processor trains at 50 % of it.");
    expect(text).toContain("On the card trains at 25 % of it.");
    expect(text).not.toContain("peer trains");
  });
});
