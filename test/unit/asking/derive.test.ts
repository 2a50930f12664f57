import { describe, expect, it } from "vitest";
import type { Derivation } from "../../../model/asking/derivation/derivation.js";
import { derive, type Seen } from "../../../model/asking/derivation/derive.js";
import { networks } from "../../../model/network/index.js";
import { mutablePlaces } from "../../../model/network/mutable.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { normalizedNetwork } from "../../support/normalizedNetwork.js";
import { thinOddNetwork } from "../../support/oddNetwork.js";
import { createRandom } from "../../support/random.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { seenNetwork } from "../../support/seenNetwork.js";
import { thinned } from "../../support/thinned.js";

const specs = [
  ...networks.map((spec) => thinned(spec, 64)),
  ...[thinOddNetwork, residualNetwork, normalizedNetwork],
];

/** Corners, and some places between. */
function placesIn({ outputShape: [channels = 1, height = 1, width = 1] }: NetworkNode) {
  const random = createRandom(height * width + channels);
  const within = (length: number): number => Math.min(length - 1, Math.floor(random() * length));
  const last = { channel: channels - 1, row: height - 1, column: width - 1 };
  const some = Array.from({ length: 3 }, () => ({
    ...{ channel: within(channels), row: within(height), column: within(width) },
  }));
  return [{ channel: 0, row: 0, column: 0 }, last, ...some];
}

/** How large the numbers are that a derivation adds up: what is left of them has their rounding. */
function sizeOf(derivation: Derivation): number {
  if (derivation.kind === "added") {
    return Math.max(...derivation.terms.map(({ value, factor }) => Math.abs(factor * value)));
  }
  if (derivation.kind !== "products") return 0;
  const { parts, rest, bias, normalizing } = derivation;
  const sizes = [...parts.map(({ sum }) => sum), rest, bias ?? 0, normalizing?.mean ?? 0];
  const steepness =
    normalizing === null ? 1 : Math.abs(normalizing.scale) / Math.sqrt(normalizing.variance);
  return sizes.reduce((all, each) => all + Math.abs(each), 0) * steepness;
}

describe.each(specs)("a number of a node of $id", (spec) => {
  const seen = seenNetwork(spec);
  const computed = seen.graph.nodes.filter(({ id }) => seen.values.has(id) && id !== "input");

  it("comes about by steps that give what the network has computed", () => {
    for (const node of computed) {
      for (const place of placesIn(node)) {
        const found = derive(seen, node.id, place, 4);
        const name = `${node.id} ${JSON.stringify(place)}`;
        expect(found, name).not.toBeNull();
        const { value, result, derivation } = found!;
        const size = Math.max(sizeOf(derivation), Math.abs(value), 1e-6);
        expect(Math.abs(result - value) / size, name).toBeLessThan(1e-5);
      }
    }
  });

  it("comes from numbers that are there, down to the image", () => {
    const [last] = computed.slice(-1);
    let at: { readonly node: string; channel: number; row: number; column: number } = {
      ...{ node: last!.id, channel: 0, row: 0, column: 0 },
    };
    const passed: string[] = [];
    while (at.node !== "input") {
      passed.push(at.node);
      const found = derive(seen, at.node, at, 4);
      at = originIn(seen, found!.derivation);
      expect(passed).not.toContain(at.node);
    }
    expect(passed.length).toBeGreaterThan(3);
  });
});

/** Some number that goes into it. */
function originIn(seen: Seen, derivation: Derivation) {
  if (derivation.kind === "added") return derivation.terms.at(-1)!.origin;
  if (derivation.kind !== "products" && derivation.kind !== "mean") return derivation.origin;
  const { patch } = derivation;
  const [, height = 1, width = 1] = seen.graph.byId.get(patch.node)?.outputShape ?? [];
  return {
    node: patch.node,
    channel: derivation.kind === "products" ? derivation.parts[0]!.channel : 0,
    row: Math.min(Math.max(0, patch.row), height - 1),
    column: Math.min(Math.max(0, patch.column), width - 1),
  };
}

describe("a number of a network without some of its parts", () => {
  it.each([thinOddNetwork, residualNetwork])("is what is left in $id", (spec) => {
    const { graph } = seenNetwork(spec);
    const muted = mutablePlaces(graph)
      .filter(({ reader }, place) => reader !== null || place % 3 === 1)
      .map(({ id }, place) => ({ node: id, channels: place % 2 === 0 ? null : [0] }));
    const seen = seenNetwork(spec, muted);
    let taken = 0;
    for (const node of graph.nodes.filter(({ id }) => seen.values.has(id) && id !== "input")) {
      for (const place of placesIn(node)) {
        const { value, result, isMuted, derivation } = derive(seen, node.id, place, 4)!;
        if (isMuted) taken += 1;
        const size = Math.max(sizeOf(derivation), Math.abs(value), 1e-6);
        expect(Math.abs(result - value) / size, node.id).toBeLessThan(1e-5);
      }
    }
    expect(taken).toBeGreaterThan(5);
  });
});

describe("a number of a node", () => {
  const seen = seenNetwork(residualNetwork);

  it("tells the channels that give most, and what the others give together", () => {
    const id = "body/shortcut/path2/conv1x1";
    const all = derive(seen, id, { channel: 2, row: 1, column: 3 }, 99)!.derivation;
    const few = derive(seen, id, { channel: 2, row: 1, column: 3 }, 2)!.derivation;
    if (all.kind !== "products" || few.kind !== "products") throw new Error("It has products.");
    expect(all.parts).toHaveLength(all.channels);
    expect(all.rest).toBeCloseTo(0, 12);
    expect(few.parts).toEqual(all.parts.slice(0, 2));
    const others = all.parts.slice(2).reduce((sum, part) => sum + part.sum, 0);
    expect(few.rest).toBeCloseTo(others, 12);
    const sizes = all.parts.map(({ sum }) => Math.abs(sum));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it("has the winner of a max pool, and padding where there is some", () => {
    const { derivation, value } = derive(seen, "stem/pool", { channel: 1, row: 0, column: 0 }, 4)!;
    if (derivation.kind !== "largest") throw new Error("It is a max pool.");
    const { inputs, winner, origin } = derivation;
    expect(inputs.slice(0, 4)).toEqual([null, null, null, null]);
    expect(inputs[winner]).toBe(value);
    expect(seen.values.get(origin.node)?.length).toBeGreaterThan(0);
    expect(derive(seen, origin.node, origin, 4)?.value).toBe(value);
  });

  it("is not there for another place, a node that computes nothing, and the image", () => {
    const place = { channel: 0, row: 0, column: 0 };
    expect(derive(seen, "stem/pool", { ...place, row: 99 }, 4)).toBeNull();
    expect(derive(seen, "stem/pool", { ...place, channel: 99 }, 4)).toBeNull();
    expect(derive(seen, "stem/pool", { ...place, channel: -1 }, 4)).toBeNull();
    expect(derive(seen, "body/head/path2/dense", place, 4)).toBeNull();
    expect(derive(seen, "nowhere", place, 4)).toBeNull();
    expect(derive(seen, "input", place, 4)).toBeNull();
  });
});
