import type { DatasetSize } from "../../model/data/dataset.js";
import { sizeOf } from "../../model/data/idxSets.js";
import { fittedTo } from "../../model/network/fittedTo.js";
import { buildGraph, type NetworkGraph } from "../../model/network/graph.js";
import { takes } from "../../model/network/leastInput.js";
import { findNetwork } from "../../model/network/index.js";
import type { Precision, RunConfig } from "../../model/run/config.js";
import { estimateAll, type Estimate } from "../../model/run/estimate.js";
import { middleOf, type Range } from "../../model/machine/range.js";
import { diskDemand } from "../../model/run/diskDemand.js";
import { fasterAfterSetup } from "../../model/run/fasterEngine.js";
import { deviceInUse, type MachineSettings } from "../../model/machine/machineSettings.js";
import { candidatePrecisions, fastestOf } from "../../model/run/precision.js";
import { isSameWork, workOf, type Pace, type Work } from "../../model/run/pace.js";
import { preferredOf } from "../../model/machine/preferredDevice.js";
import { sizeSpans, type ImageSize } from "../../model/run/imageSizes.js";
import { countSteps } from "../../model/run/runLength.js";
import { lengthsAfter } from "../../model/run/spanLengths.js";
import type { EngineReport, EngineUpgrade } from "../../model/machine/engineReport.js";

/** What is known of this machine. */
export interface Machine {
  /** Null while they are looked for. */
  readonly reports: readonly EngineReport[] | null;
  readonly paces: readonly Pace[];
  readonly settings: MachineSettings;
  /** Of data that have been looked at; left out where they are known by their id. */
  readonly dataSize?: DatasetSize;
  /** Bytes on the disk of the runs; left out where nobody knows. */
  readonly free?: number;
}

/** An engine that a set-up would make faster than the one that would train. */
export interface FasterEngine {
  readonly title: string;
  readonly upgrade: EngineUpgrade;
  readonly estimate: Estimate;
}

/** How a run would go here. */
export interface Prospect {
  /** What would train; undefined while that is not known, or where nothing can. */
  readonly engine: EngineReport | undefined;
  /** What it would train in, as far as that is known. */
  readonly precision: Precision;
  readonly estimate: Estimate | null;
  /** Bytes of main memory that such a run took here; null where none was measured. */
  readonly memory: number | null;
  /** Bytes that its folder takes at most; null where the size of the run is not known. */
  readonly disk: number | null;
  readonly faster: FasterEngine | null;
}

interface Worker {
  readonly id: string;
  readonly device: string;
  readonly typicalRate?: Range;
  readonly otherPrecisions?: EngineReport["otherPrecisions"];
}

/** So much a device may be off what is usual against another one of the same machine. */
const spread = 1.5;

export function prospectOf(config: RunConfig, machine: Machine): Prospect {
  const reports = machine.reports ?? [];
  const engine =
    config.engine === "auto"
      ? preferredOf(reports)
      : reports.find(({ id, available }) => id === config.engine && available);
  if (engine === undefined) {
    const [precision] = candidatePrecisions(config);
    return { engine, precision, estimate: null, memory: null, disk: null, faster: null };
  }
  const found = estimateOn(engine, config, machine);
  return { engine, ...found, faster: fasterThan(engine, found.estimate, config, machine) };
}

/**
 * No estimate where nothing is known of the engine's speed or of the size of the data, or the input is too
 * small. A precision that is to be found out is the fastest of those that were all tried before, or the
 * one that is sure.
 */
function estimateOn(
  worker: Worker,
  config: RunConfig,
  machine: Machine,
): Omit<Prospect, "engine" | "faster"> {
  const candidates = candidatePrecisions(config, worker.otherPrecisions);
  const [first] = candidates;
  const size = heldOutOf(sizeOf(config.dataset), config);
  const found = findNetwork(config.network);
  const sizes = [config.inputSize, ...config.firstSizes.map((each) => each.size)];
  if (size === null || found === undefined || !sizes.every((each) => takes(found, each))) {
    return { precision: first, estimate: null, memory: null, disk: null };
  }
  const spec = fittedTo(found, size);
  const graphOf = (inputSize: ImageSize): NetworkGraph =>
    buildGraph(spec, [size.channels, ...inputSize]);
  const costOf = (inputSize: ImageSize): number => graphOf(inputSize).multiplyAdds;
  const device = deviceInUse(worker.device, machine.settings);
  const workIn = (precision: Precision, inputSize = config.inputSize): Work =>
    workOf({ ...config, precision, inputSize }, { engine: worker.id, device }, costOf(inputSize));
  const precision =
    fastestKnown(
      candidates.map((each) => workIn(each)),
      machine.paces,
    ) ?? first;
  const whole = countSteps(config, size.trainExamples);
  const spans = sizeSpans(config, whole.stepsPerEpoch * config.epochs);
  const costed = spans.map((span) => ({ ...span, multiplyAdds: costOf(span.size) }));
  const parts = lengthsAfter(0, config, size, costed).map(({ span, length }) => ({
    ...{ length, work: workIn(precision, span.size) },
  }));
  return {
    precision,
    estimate: estimateAll(parts, machine.paces, worker.typicalRate ?? null),
    memory: memoryOf(
      parts.map(({ work }) => work),
      machine.paces,
    ),
    disk: diskDemand(graphOf(config.inputSize), config, {
      ...whole,
      testExamples: size.testExamples,
    }),
  };
}

/** The most that one of these took; null unless the last of them, on the largest images, was measured. */
function memoryOf(works: readonly Work[], paces: readonly Pace[]): number | null {
  const taken = works.map(
    (work) => paces.findLast((pace) => isSameWork(pace, work))?.peakBytes ?? null,
  );
  return (taken.at(-1) ?? null) === null ? null : Math.max(...taken.map((bytes) => bytes ?? 0));
}

function heldOutOf(size: DatasetSize | null, { holdOut }: RunConfig): DatasetSize | null {
  if (size === null || holdOut === null) return size;
  return { ...size, trainExamples: size.trainExamples - holdOut, testExamples: holdOut };
}

/** Null unless all of them were done before. */
function fastestKnown(works: readonly Work[], paces: readonly Pace[]): Precision | null {
  const known = works.flatMap((work) => paces.findLast((pace) => isSameWork(pace, work)) ?? []);
  const [first, ...others] = known;
  if (first === undefined || known.length < works.length) return null;
  return fastestOf(first, others).precision;
}

function fasterThan(
  engine: EngineReport,
  estimate: Estimate | null,
  config: RunConfig,
  machine: Machine,
): FasterEngine | null {
  const found = fasterAfterSetup(machine.reports ?? [], engine);
  if (found === undefined || estimate === null) return null;
  const { id, title, upgrade } = found;
  const { estimate: known } = estimateOn({ id, ...upgrade }, config, machine);
  const faster =
    known === null || known.basis.kind === "guess" ? guessFrom(estimate, engine, upgrade) : known;
  // What was measured may say otherwise than what is usual.
  const isFaster = middleOf(faster.seconds) < middleOf(estimate.seconds);
  return isFaster ? { title, upgrade, estimate: faster } : null;
}

/** From the time on another engine: both share the machine, which is known better than usual ones. */
function guessFrom(
  { seconds }: Estimate,
  { typicalRate }: EngineReport,
  upgrade: EngineUpgrade,
): Estimate {
  const gain = middleOf(upgrade.typicalRate) / middleOf(typicalRate ?? upgrade.typicalRate);
  const middle = middleOf(seconds) / gain;
  return {
    seconds: { low: middle / spread, high: middle * spread },
    basis: { kind: "guess" },
  };
}
