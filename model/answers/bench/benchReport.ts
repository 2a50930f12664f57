import type { DeviceKind } from "../../machine/preferredDevice.js";
import type { MatrixRates } from "./matrixRates.js";
import type { Workload } from "./measurement.js";
import type { SubjectResult } from "./runBench.js";
import type { Subject } from "./subjects.js";

/** What a bench found, and beside it what each subject computed on, by its id. */
export interface BenchReport {
  readonly findings: BenchFindings;
  readonly deviceKinds: Readonly<Record<string, DeviceKind>>;
}

interface BenchSettings {
  readonly machine: { readonly cpu: string; readonly threads: number };
  readonly workload: Workload & { readonly rounds: number };
  /** Of one image, forward. */
  readonly multiplyAdds: number;
}

export interface BenchFindings extends BenchSettings {
  /** Of one large float32 matrix product, a second. */
  readonly matrixMultiplyAdds: Readonly<Partial<Record<DeviceKind, number>>>;
  readonly results: readonly BenchResult[];
}

export interface BenchResult
  extends Omit<SubjectResult, "subject">, Pick<Subject, "id" | "title" | "precision" | "isPeer"> {
  /** Null for peers and without any. */
  readonly ratioToBestPeer: number | null;
}

export function toBenchReport(
  results: readonly SubjectResult[],
  rates: MatrixRates,
  settings: BenchSettings,
): BenchReport {
  const deviceKinds = results.flatMap(({ subject: { id, deviceKind } }) =>
    deviceKind === null ? [] : [[id, deviceKind] as const],
  );
  const rows = results.map(({ subject: { id, title, precision, isPeer }, ...measured }) => ({
    ...{ id, title, precision, isPeer },
    ...measured,
  }));
  const findings = {
    ...settings,
    matrixMultiplyAdds: Object.fromEntries(rates),
    results: rows.map((row) => ({ ...row, ratioToBestPeer: ratioToPeers(row, rows) })),
  };
  return { findings, deviceKinds: Object.fromEntries(deviceKinds) };
}

type Compared = Omit<BenchResult, "ratioToBestPeer">;

/** Our training rate over that of the fastest peer in the same precision; null for peers and without any. */
function ratioToPeers(
  { isPeer, precision, training }: Compared,
  rows: readonly Compared[],
): number | null {
  if (isPeer) return null;
  const rivals = rows.filter((other) => other.isPeer && other.precision === precision);
  if (rivals.length === 0) return null;
  return training.median / Math.max(...rivals.map((rival) => rival.training.median));
}
