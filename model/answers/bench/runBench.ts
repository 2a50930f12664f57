import { execFile } from "node:child_process";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { UserError } from "../../messages/userError.js";
import {
  measurementSchema,
  rateOf,
  type Measurement,
  type Rate,
  type Workload,
} from "./measurement.js";
import type { Subject } from "./subjects.js";
import type { Text } from "../../messages/message.js";

export interface SubjectResult {
  readonly subject: Subject;
  readonly version: string;
  readonly device: string;
  readonly training: Rate;
  readonly evaluation: Rate;
  readonly peakBytes: number;
  readonly firstStepSeconds: number;
}

export interface BenchOptions {
  readonly workload: Workload;
  /** How often every subject has its turn, so that a slow minute hits all alike. */
  readonly rounds: number;
  readonly note: (message: Text) => void;
  /** Told what is measured next, and how many turns were taken. */
  readonly onTurn: (what: string, taken: number) => void;
  readonly signal: AbortSignal;
}

/** Measures the subjects in turns, each turn in a process of its own. */
export async function runBench(
  subjects: readonly Subject[],
  { workload, rounds, note, onTurn, signal }: BenchOptions,
): Promise<readonly SubjectResult[]> {
  const measurements = new Map<Subject, Measurement[]>(subjects.map((each) => [each, []]));
  let turns = 0;
  for (let round = 1; round <= rounds; round++) {
    for (const [subject, taken] of measurements) {
      onTurn(subject.title, turns++);
      const measurement = await measure(subject, workload, signal);
      taken.push(measurement);
      const { median } = rateOf(measurement.trainingSeconds, workload.batchSize);
      note(`round ${round} of ${rounds}: ${subject.title}: ${median.toFixed(1)} examples/s`);
    }
  }
  return [...measurements].map(([subject, taken]) => combine(subject, taken, workload));
}

async function measure(
  subject: Subject,
  workload: Workload,
  signal: AbortSignal,
): Promise<Measurement> {
  const { batchSize, steps, warmUp } = workload;
  const args = [...subject.args, String(batchSize), String(steps), String(warmUp)];
  try {
    const { directory: cwd } = subject;
    const options = { maxBuffer: 1 << 24, signal, ...(cwd === undefined ? {} : { cwd }) };
    const { stdout } = await promisify(execFile)(subject.command, args, options);
    const lastLine = stdout.trim().split("\n").at(-1) ?? "";
    return measurementSchema.parse(JSON.parse(lastLine));
  } catch (error) {
    // A Ctrl-C ends the process that measures, too.
    await nextTurn();
    signal.throwIfAborted();
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    const why = output.trim().split("\n").at(-1) ?? "";
    throw new UserError(`${subject.title} could not be measured.`, why || String(error), "", {
      cause: error,
    });
  }
}

function combine(
  subject: Subject,
  taken: readonly Measurement[],
  { batchSize }: Workload,
): SubjectResult {
  return {
    subject,
    version: taken[0]?.version ?? "",
    device: taken[0]?.device ?? "",
    training: rateOf(
      taken.flatMap((each) => each.trainingSeconds),
      batchSize,
    ),
    evaluation: rateOf(
      taken.flatMap((each) => each.evaluationSeconds),
      taken[0]?.evaluationBatch ?? batchSize,
    ),
    peakBytes: Math.max(...taken.map((each) => each.peakBytes)),
    firstStepSeconds: Math.min(...taken.map((each) => each.firstStepSeconds)),
  };
}
