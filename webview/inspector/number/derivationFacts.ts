import type {
  Derived,
  Normalizing,
  Products,
} from "../../../model/asking/derivation/derivation.js";
import type { NetworkGraph } from "../../../model/network/graph.js";
import { nodeOf } from "../../../model/network/family.js";
import { formatCount, formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import { longTitle } from "../../words/nodeText.js";
import type { Fact } from "../parts/drawFacts.js";
import { filled, result, type Formula } from "../parts/formula.js";

/** The steps by which a number comes about, with its own values filled in. */
export function derivationFacts(graph: NetworkGraph, derived: Derived): readonly Fact[] {
  const facts = stepsOf(graph, derived);
  if (!derived.isMuted) return facts;
  return [...facts, { id: "muted", label: t("Taken away"), value: shown(0) }];
}

function stepsOf(
  graph: NetworkGraph,
  { derivation, channel, result: end }: Derived,
): readonly Fact[] {
  switch (derivation.kind) {
    case "products":
      return productFacts(derivation, end);
    case "largest": {
      const { inputs } = derivation;
      return [{ id: "largest", label: t("Largest of {0}", inside(inputs)), value: shown(end) }];
    }
    case "mean": {
      const { inputs, sum } = derivation;
      const formula = [filled(shown(sum)), "/", filled(inputs.length), " = ", result(shown(end))];
      const label = t("Mean of {0}", formatCount(inputs.length));
      return [{ id: "mean", label, value: shown(end), formulas: [formula] }];
    }
    case "response": {
      const { input, squares, offset, alpha, beta, first, last } = derivation;
      const sum = [
        `${t("squares of channels {0} to {1}", first, last)} = `,
        result(shown(squares)),
      ];
      const whole = [
        ...[filled(shown(input)), "/(", `${offset} + ${alpha} · `, filled(shown(squares))],
        ...[`)^${beta} = `, result(shown(end))],
      ];
      const label = t("Among its neighbors");
      return [{ id: "response", label, value: shown(end), formulas: [sum, whole] }];
    }
    case "kept":
      return [{ id: "kept", label: t("As it comes in"), value: shown(end) }];
    case "joined": {
      const { from, first, origin } = derivation;
      const label = t("As {0} gives it", longTitle(nodeOf(graph, from)));
      const place = [filled(channel), " − ", filled(first), " = ", result(origin.channel)];
      const formulas = [[`${t("channel there")} = `, ...place]];
      return [{ id: "joined", label, value: shown(end), formulas }];
    }
    case "added": {
      const { terms, sum, isRectified } = derivation;
      const products = terms.map(({ value, factor }): Formula =>
        factor === 1 ? [filled(shown(value))] : [filled(factor), "·", filled(shown(value))],
      );
      const formula = [
        ...products.flatMap((term, place) => (place === 0 ? term : [" + ", ...term])),
        ...[" = ", result(shown(sum))],
      ];
      const label = t("Sum of {0} paths", terms.length);
      const added = { id: "added", label, value: shown(sum), formulas: [formula] };
      return [added, ...rectified(sum, isRectified, end)];
    }
  }
}

function productFacts(
  { parts, channels, rest, sum, bias, normalizing, isRectified }: Products,
  end: number,
): readonly Fact[] {
  const terms = [...parts.map((part) => part.sum), ...(parts.length < channels ? [rest] : [])];
  const label =
    channels === 1 ? t("Sum of the products") : t("Sum over {0} channels", formatCount(channels));
  const formulas = terms.length < 2 ? [] : [[...sumOf(terms), " = ", result(shown(sum))]];
  const biased = sum + (bias ?? 0);
  return [
    { id: "sum", label, value: shown(sum), formulas },
    ...(bias === null
      ? []
      : [
          {
            ...{ id: "bias", label: t("With its bias"), value: shown(biased) },
            formulas: [[...sumOf([sum, bias]), " = ", result(shown(biased))]],
          },
        ]),
    ...(normalizing === null ? [] : [normalized(biased, normalizing)]),
    ...rectified(normalizing?.normalized ?? biased, isRectified, end),
  ];
}

function normalized(sum: number, of: Normalizing): Fact {
  const formula = [
    ...["(", ...sumOf([sum, -of.mean]), ")/√(", filled(shown(of.variance))],
    ...[` + ${of.epsilon.toFixed(5)})·`, filled(shown(of.scale))],
    ...[of.shift < 0 ? " − " : " + ", filled(shown(Math.abs(of.shift)))],
    ...[" = ", result(shown(of.normalized))],
  ];
  const value = shown(of.normalized);
  return { id: "normalized", label: t("Normalized"), value, formulas: [formula] };
}

function rectified(before: number, isRectified: boolean, end: number): readonly Fact[] {
  if (!isRectified) return [];
  const formula = ["max(0, ", filled(shown(before)), ") = ", result(shown(end))];
  return [{ id: "relu", label: t("Behind the ReLU"), value: shown(end), formulas: [formula] }];
}

/** 0.43 + 0.2 − 0.1: a number below 0 is taken off. */
function sumOf(numbers: readonly number[]): Formula {
  return numbers.flatMap((number, place): Formula => {
    if (place === 0) return [filled(shown(number))];
    return [number < 0 ? " − " : " + ", filled(shown(Math.abs(number)))];
  });
}

/** How many of the places under a window are no padding. */
function inside(inputs: readonly (number | null)[]): string {
  return formatCount(inputs.filter((input) => input !== null).length);
}

function shown(value: number): string {
  return formatMeasured(value);
}
