import { buildGraph } from "../../network/graph.js";
import { googlenet } from "../../network/googlenet.js";
import { formatTable } from "../terminal/output.js";
import type { DeviceKind } from "../../machine/preferredDevice.js";
import type { MatrixRates } from "../../answers/bench/matrixRates.js";
import type { SubjectResult } from "../../answers/bench/runBench.js";

/** Forward, and twice as much backward. */
const stepMultiplyAdds = 3 * buildGraph(googlenet).multiplyAdds;

/** One table of rates and of their ratios to the best peer of the same precision. */
export function formatBench(results: readonly SubjectResult[], matrixRates: MatrixRates): string {
  const hasPeers = results.some(({ subject }) => subject.isPeer);
  const header = ["", "train/s", "10–90 %", "× best peer", "evaluate/s", "peak MB", "first step s"];
  const rows = results.map((result) => [
    result.subject.title,
    result.training.median.toFixed(1),
    `${result.training.low.toFixed(0)}–${result.training.high.toFixed(0)}`,
    hasPeers ? (ratioToPeers(result, results)?.toFixed(2) ?? "–") : "–",
    result.evaluation.median.toFixed(0),
    (result.peakBytes / 1e6).toFixed(0),
    result.firstStepSeconds.toFixed(1),
  ]);
  const table = formatTable([header, ...rows], new Set([1, 2, 3, 4, 5, 6]));
  return [table, ...[...matrixRates].flatMap((rate) => machineLines(results, rate))].join("\n");
}

/** Our training rate over that of the fastest peer in the same precision; null for peers and without any. */
export function ratioToPeers(
  { subject, training }: SubjectResult,
  results: readonly SubjectResult[],
): number | null {
  if (subject.isPeer) return null;
  const rivals = results.filter(
    (other) => other.subject.isPeer && other.subject.precision === subject.precision,
  );
  if (rivals.length === 0) return null;
  return training.median / Math.max(...rivals.map((rival) => rival.training.median));
}

function machineLines(
  results: readonly SubjectResult[],
  [kind, multiplyAdds]: readonly [DeviceKind, number],
): readonly string[] {
  const shares = results
    .filter(({ subject }) => subject.deviceKind === kind && subject.precision === "float32")
    .map(({ subject, training }) => {
      const share = (training.median * stepMultiplyAdds) / multiplyAdds;
      return `${subject.title} trains at ${(100 * share).toFixed(0)} % of it.`;
    });
  const rate = ((2 * multiplyAdds) / 1e9).toFixed(0);
  const place = kind === "cpu" ? "the processor" : "the GPU";
  return [`One large float32 matrix product runs at ${rate} GFLOP/s on ${place}.`, ...shares];
}
