import type { BenchReport, BenchResult } from "../../answers/bench/benchReport.js";
import { formatTable } from "../terminal/output.js";

/** One table of rates and of their ratios to the best peer of the same precision. */
export function formatBench({ findings, deviceKinds }: BenchReport): string {
  const { results, matrixMultiplyAdds, multiplyAdds } = findings;
  const header = ["", "train/s", "10–90 %", "× best peer", "evaluate/s", "peak MB", "first step s"];
  const rows = results.map((result) => [
    result.title,
    result.training.median.toFixed(1),
    `${result.training.low.toFixed(0)}–${result.training.high.toFixed(0)}`,
    result.ratioToBestPeer?.toFixed(2) ?? "–",
    result.evaluation.median.toFixed(0),
    (result.peakBytes / 1e6).toFixed(0),
    result.firstStepSeconds.toFixed(1),
  ]);
  const table = formatTable([header, ...rows], new Set([1, 2, 3, 4, 5, 6]));
  const machine = Object.entries(matrixMultiplyAdds).flatMap(([kind, rate]) =>
    machineLines(
      results.filter(({ id, precision }) => deviceKinds[id] === kind && precision === "float32"),
      {
        place: kind === "cpu" ? "the processor" : "the GPU",
        rate,
        // Forward, and twice as much backward.
        stepMultiplyAdds: 3 * multiplyAdds,
      },
    ),
  );
  return [table, ...machine].join("\n");
}

interface MatrixRate {
  readonly place: string;
  /** Multiply-adds a second. */
  readonly rate: number;
  /** Of one image. */
  readonly stepMultiplyAdds: number;
}

function machineLines(
  results: readonly BenchResult[],
  { place, rate, stepMultiplyAdds }: MatrixRate,
): readonly string[] {
  const gigaflops = ((2 * rate) / 1e9).toFixed(0);
  return [
    `One large float32 matrix product runs at ${gigaflops} GFLOP/s on ${place}.`,
    ...results.map(({ title, training }) => {
      const share = (training.median * stepMultiplyAdds) / rate;
      return `${title} trains at ${(100 * share).toFixed(0)} % of it.`;
    }),
  ];
}
