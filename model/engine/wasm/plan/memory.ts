import { says } from "../../../messages/message.js";
import { UserError } from "../../../messages/userError.js";
import type { ValueId } from "../../../program/operations.js";
import { pageBytes } from "../webAssembly.js";
import { planArena, type Arena } from "./arena.js";
import type { Compiled, ShardProgram } from "./compile.js";
import { control } from "./lowering.js";
import type { Maps } from "./maps.js";
import { normalizationStrideOf } from "./normalizationMap.js";
import { workerStrideOf } from "./panels.js";
import { isAddress, meeting, type Address, type Argument, type Slot, type Step } from "./step.js";
import type { Block, Call, MemoryPlan, PlacedMaps, ShardCalls, WorkerPlan } from "./workerPlan.js";
import { squaresStride, type Share } from "./update.js";

/** How many examples a worker takes through the network at once: enough for long sums, few enough for caches. */
const examplesAtOnce = 16;

/** For the transforms of a worker. */
const temporaryBytes = 512;

const placeBytes = 4;

/** WebAssembly addresses end at 4 GiB; images of a few hundred pixels need no more than this. */
const largestMemory = 65_535 * pageBytes;
const moderateMemory = 1.5 * 2 ** 30;

/**
 * Addresses for everything. Where the images are so large that the memory would not do, fewer
 * examples are taken at once, then fewer workers; throws a UserError where even that does not help.
 */
export function planMemory(compiled: Compiled, workers: number, batch: number): MemoryPlan {
  const moderate = meets(compiled.train) ? largestMemory : moderateMemory;
  for (let examples = examplesAtOnce; examples > 1; examples /= 2) {
    const plan = layOut(compiled, { workers, batch, examples });
    if (plan.pages * pageBytes <= moderate) return plan;
  }
  for (let count = workers; count > 0; count = Math.floor(count / 2)) {
    const plan = layOut(compiled, { workers: count, batch, examples: 1 });
    if (plan.pages * pageBytes <= largestMemory) return plan;
  }
  throw new UserError(
    "The network does not fit into the memory of WebAssembly.",
    meets(compiled.train)
      ? says("A batch of {0} at this input size needs more than 4 GiB.", batch)
      : "One example at this input size needs more than 4 GiB.",
    "Train on smaller images, or choose another engine.",
    { remedy: "engine" },
  );
}

/** Whether a worker takes all of its examples at once: what is left of some would be written over by others. */
function isWhole(shard: ShardProgram): boolean {
  return meets(shard) || shard.asked.size > 0;
}

function slotsOf({ asked, scores }: ShardProgram): readonly Slot[] {
  const outliving = [...asked.values(), ...(scores === null ? [] : [scores])];
  return outliving.flatMap(({ place }) => ("slot" in place ? [place.slot] : []));
}

/** Whether the workers meet in it, so that none goes on before all are as far. */
function meets({ steps }: ShardProgram): boolean {
  return steps.some(({ kernel }) => kernel === meeting);
}

class Addresses {
  private next: number;

  constructor(first: number) {
    this.next = first;
  }

  get end(): number {
    return this.next;
  }

  take(bytes: number): number {
    const address = this.next;
    this.next += Math.ceil(bytes / 64) * 64;
    return address;
  }
}

interface Size {
  readonly workers: number;
  /** The largest batch that is trained on. */
  readonly batch: number;
  readonly examples: number;
}

function layOut(compiled: Compiled, { workers, batch, examples }: Size): MemoryPlan {
  const { regions, train, statistics, histograms, evaluate, ask } = compiled;
  const examplesOf = (shard: ShardProgram): number =>
    isWhole(shard) ? Math.ceil(batch / workers) : examples;
  const arenas = new Map(
    [train, statistics, histograms, evaluate, ask].map((shard) => {
      const ends = { fed: [shard.images.slot, shard.labels.slot], kept: slotsOf(shard) };
      return [shard, planArena(shard.steps, ends, examplesOf(shard))];
    }),
  );
  // The first page is the kernels' own.
  const addresses = new Addresses(pageBytes);
  const shared = {
    control: addresses.take(control.bytes),
    state: addresses.take(regions.state.bytes),
    transposed: addresses.take(regions.transposed.bytes),
    filters: addresses.take(regions.filters.bytes),
    squares: addresses.take(squaresStride * workers),
  };
  const stride = workerStrideOf(regions.parameters);
  const allGradients = addresses.take(stride * workers);
  const normalizationStride = normalizationStrideOf(regions.normalizations);
  const allNormalizations = addresses.take(normalizationStride * workers);
  const arenaBytes = Math.max(...[...arenas.values()].map(({ bytes }) => bytes));
  const asked: ReadonlyMap<ValueId, PlacedMaps>[] = [];
  const plans = Array.from({ length: workers }, (_, worker): WorkerPlan => {
    const own = {
      gradients: allGradients + worker * stride,
      normalizations: allNormalizations + worker * normalizationStride,
      results: addresses.take(regions.results.bytes),
      temporary: addresses.take(temporaryBytes),
      place: addresses.take(placeBytes),
    };
    const spaces = { ...shared, allGradients, allNormalizations, ...own };
    const arena = addresses.take(arenaBytes);
    const bases = { spaces, arena, offsets: arenas.get(ask)?.offsets ?? new Map(), workers };
    asked.push(new Map([...ask.asked].map(([id, maps]) => [id, placedIn(bases, maps)])));
    return {
      worker,
      workers,
      barrier: shared.control + control.barrier,
      place: own.place,
      gradients: { address: own.gradients, bytes: stride },
      results: { address: own.results, bytes: regions.results.bytes },
      squares: { address: shared.squares + worker * squaresStride, bytes: squaresStride },
      ...callsOf(compiled, { worker, workers }, { spaces, arena, arenas, workers, examplesOf }),
    };
  });
  // A kernel may read a vector that begins at the last channel.
  const pages = Math.ceil((addresses.end + 64) / pageBytes);
  return { pages, state: shared.state, control: shared.control, workers: plans, asked };
}

function placedIn(bases: Bases, { place, ...maps }: Maps): PlacedMaps {
  return { ...maps, address: addressOf(bases, place) };
}

type WorkerCalls = Pick<
  WorkerPlan,
  | "train"
  | "statistics"
  | "histograms"
  | "evaluate"
  | "ask"
  | "prepare"
  | "measurements"
  | "squareGradients"
  | "update"
>;

/** What a worker calls: each shard's kernels, and its part of the work that is divided by tensors. */
function callsOf(
  compiled: Compiled,
  share: Share,
  {
    arenas,
    examplesOf,
    ...bases
  }: Omit<Bases, "offsets"> & {
    readonly arenas: ReadonlyMap<ShardProgram, Arena>;
    readonly examplesOf: (shard: ShardProgram) => number;
  },
): WorkerCalls {
  const { worker, workers } = share;
  const resolveShard = (shard: ShardProgram): ShardCalls => {
    const own = { ...bases, offsets: arenas.get(shard)?.offsets ?? new Map() };
    return {
      ...resolveIn(own, shard),
      examplesAtOnce: examplesOf(shard),
      isWhole: isWhole(shard),
      scores: shard.scores === null ? null : placedIn(own, shard.scores),
    };
  };
  const resolve = (steps: readonly Step[]): readonly Call[] =>
    steps.map((step) => resolveStep({ ...bases, offsets: new Map() }, step));
  const mine = <T>(list: readonly T[]): readonly T[] =>
    list.filter((_item, index) => index % workers === worker);
  const measurements = compiled.measurements(workers);
  return {
    train: resolveShard(compiled.train),
    statistics: resolveShard(compiled.statistics),
    histograms: resolveShard(compiled.histograms),
    evaluate: resolveShard(compiled.evaluate),
    ask: resolveShard(compiled.ask),
    prepare: resolve(mine(compiled.preparations).flat()),
    measurements: {
      statistics: resolve(mine(measurements.statistics)),
      histograms: resolve(mine(measurements.histograms)),
    },
    squareGradients: resolve(compiled.squares(share)),
    update: resolve(compiled.update(share)),
  };
}

interface Bases {
  readonly spaces: Readonly<Record<string, number>>;
  readonly arena: number;
  readonly offsets: Arena["offsets"];
  readonly workers: number;
}

function resolveIn(
  bases: Bases,
  { steps, images, labels }: ShardProgram,
): Pick<ShardCalls, "calls" | "images" | "labels"> {
  const block = ({ slot, bytes }: ShardProgram["images"]): Block => ({
    address: addressOf(bases, { slot, offset: 0 }),
    bytes,
  });
  return {
    calls: steps.map((step) => resolveStep(bases, step)),
    images: block(images),
    labels: block(labels),
  };
}

function resolveStep(bases: Bases, { kernel, args, isSampling = false }: Step): Call {
  return {
    kernel,
    isSampling,
    args: args.map((argument) => valueOf(bases, argument)),
  };
}

function valueOf(bases: Bases, argument: Argument): number {
  if (isAddress(argument)) return addressOf(bases, argument);
  return typeof argument === "number" ? argument : bases.workers;
}

function addressOf({ spaces, arena, offsets }: Bases, place: Address): number {
  const base =
    "slot" in place ? arena + (offsets.get(place.slot) ?? NaN) : (spaces[place.space] ?? NaN);
  if (Number.isNaN(base)) throw new Error("A place has no address.");
  return base + place.offset;
}
