import type { LayerHistograms } from "../../engine/measurements.js";
import type { NodeId } from "../../network/spec.js";
import type { NodeHistograms } from "../../run/events.js";

/** A hundred-thousandth is less than a pixel; more digits would only make the record longer. */
const scale = 1e5;

/** The histograms as an event holds them. */
export function roundShares(layers: LayerHistograms): Readonly<Record<NodeId, NodeHistograms>> {
  const round = (shares: readonly number[] | null): number[] | null =>
    shares?.map((share) => Math.round(share * scale) / scale) ?? null;
  return Object.fromEntries(
    [...layers].map(([id, { activation, weight, gradient }]) => [
      id,
      { activation: round(activation), weight: round(weight), gradient: round(gradient) },
    ]),
  );
}
