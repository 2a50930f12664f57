import { epsilon } from "../../../model/network/normalization.js";
import { formatMeasured } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { LayerWeights } from "../../../model/run/layerWeights.js";
import type { Fact } from "../parts/drawFacts.js";
import { filled } from "../parts/formula.js";

/**
 * What an output's sums become in use, with its own numbers: nothing where they are not normalized, or no
 * output is at hand. It is a product and a term, by which a trained network needs no normalization of its own.
 */
export function normalizationFacts(
  { normalization }: Pick<LayerWeights, "normalization">,
  output: number | null,
): readonly Fact[] {
  if (normalization === undefined || output === null) return [];
  const of = (part: keyof typeof normalization): number =>
    normalization[part][output] ?? Number.NaN;
  const [mean, variance, scale, shift] = [of("mean"), of("variance"), of("scale"), of("shift")];
  const factor = scale / Math.sqrt(variance + epsilon);
  const term = shift - mean * factor;
  return [
    {
      id: "normalization",
      label: t("Output {0} in use", output + 1),
      value: `${t("sum")} · ${formatMeasured(factor)} + ${inTerm(term)}`,
      formulas: [
        [
          `(${t("sum")} − `,
          filled(inTerm(mean)),
          ")/√(",
          filled(formatMeasured(variance)),
          ` + ${epsilon.toFixed(5)}) · `,
          filled(inTerm(scale)),
          " + ",
          filled(inTerm(shift)),
        ],
        [t("mean and variance of many steps; in a step they are those of its batch")],
      ],
    },
  ];
}

/** In parentheses where a sign would follow a sign. */
function inTerm(value: number): string {
  const text = formatMeasured(value);
  return value < 0 ? `(${text})` : text;
}
