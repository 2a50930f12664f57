import { cumsum, minIndex } from "d3";

/** How much two of so many have to do with each other, in either direction. */
export interface Link {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** Of more, the chains are taken as they are: a pass of moves takes the third power of the count. */
const mostMoved = 200;

/** Passes after which hardly anything moves any more. */
const mostPasses = 20;

/**
 * An order of 0 to `count` - 1 in which what is linked stands together, the same for the same links: the
 * strongest links first become neighbors in chains, then each is moved to where the sum of its links, each
 * times its length, is least.
 */
export function orderTogether(count: number, links: readonly Link[]): readonly number[] {
  const chained = chainedOrder(count, links);
  return count > mostMoved ? chained : movedOrder(chained, links);
}

/** Chains of the strongest links, as long as each has two neighbors at most and none closes a ring. */
function chainedOrder(count: number, links: readonly Link[]): readonly number[] {
  const chains = new Map(Array.from({ length: count }, (_, each) => [each, [each]]));
  const strongest = links
    .filter(({ a, b, weight }) => a !== b && weight > 0)
    .toSorted((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);
  for (const link of strongest) join(chains, link);
  return [...new Set(chains.values())].toSorted((a, b) => Math.min(...a) - Math.min(...b)).flat();
}

/** Joins two chains, which are known by their ends; nothing where one of the two is within a chain. */
function join(chains: Map<number, number[]>, { a, b }: Link): void {
  const [one, other] = [chains.get(a), chains.get(b)];
  if (one === undefined || other === undefined || one === other) return;
  const joined = [...endingWith(one, a), ...endingWith(other, b).toReversed()];
  chains.delete(a);
  chains.delete(b);
  for (const end of [joined[0], joined.at(-1)]) if (end !== undefined) chains.set(end, joined);
}

function endingWith(chain: readonly number[], end: number): readonly number[] {
  return chain.at(-1) === end ? chain : chain.toReversed();
}

function movedOrder(start: readonly number[], links: readonly Link[]): readonly number[] {
  const order = [...start];
  const weightOf = weightsOf(order.length, links);
  for (let pass = 0; pass < mostPasses; pass++) {
    const moves = start.map((each) => moveToBest(order, each, weightOf));
    if (!moves.includes(true)) break;
  }
  return order;
}

type WeightOf = (a: number, b: number) => number;

function weightsOf(count: number, links: readonly Link[]): WeightOf {
  const weights = new Float64Array(count * count);
  for (const { a, b, weight } of links) {
    weights[a * count + b] = (weights[a * count + b] ?? 0) + weight;
    weights[b * count + a] = (weights[b * count + a] ?? 0) + weight;
  }
  return (a, b) => weights[a * count + b] ?? 0;
}

/** Moves one to its best place; whether it has another one now. */
function moveToBest(order: number[], each: number, weightOf: WeightOf): boolean {
  const from = order.indexOf(each);
  const others = order.toSpliced(from, 1);
  // From the first place on: what each next one costs more.
  const costs = [0, ...cumsum(others, (_, place) => costOfPassing(others, place, each, weightOf))];
  const least = minIndex(costs);
  // Rounding may not move anything to and fro.
  if ((costs[from] ?? 0) - (costs[least] ?? 0) < 1e-9) return false;
  order.splice(0, order.length, ...others.toSpliced(least, 0, each));
  return true;
}

/** What it costs that one stands behind another of `others` instead of before it. */
function costOfPassing(
  others: readonly number[],
  place: number,
  each: number,
  weightOf: WeightOf,
): number {
  const passed = others[place] ?? each;
  return others.reduce((cost, other, at) => {
    if (at === place) return cost;
    const pull = weightOf(each, other) - weightOf(passed, other);
    return at < place ? cost + pull : cost - pull;
  }, 0);
}
