import type { NetworkNode } from "../../../model/network/node.js";
import { joinSentences } from "../../../model/messages/joinSentences.js";
import { formatCount, formatMeasured, formatShare, shownValue } from "../../words/format.js";
import { t } from "../../words/l10n.js";
import type { Fact } from "../parts/drawFacts.js";
import { unbroken } from "../../words/unbroken.js";
import { emptyTimes } from "./emptyTimes.js";
import { filled, result, type Formula } from "../parts/formula.js";
import {
  gigaflopsOf,
  nodeTimesOf,
  type NodeTimes,
  type PassTime,
} from "../../../model/run/nodeTimes.js";
import { noRun, type Inspected } from "../parts/tab.js";

/** How long the node takes, and how many operations a second that means; none before the first timing. */
export function timeFacts({
  graph,
  node,
  run = noRun,
}: Pick<Inspected, "graph" | "node" | "run">): readonly Fact[] {
  const { timings, batchSize } = run;
  const times = timings === null ? null : nodeTimesOf(graph, node, timings);
  if (timings === null || times === null) return [];
  const passFact = (id: string, label: string, pass: PassTime | null): readonly Fact[] =>
    pass === null ? [] : [{ id, label, ...passText(pass, node.multiplyAdds, batchSize) }];
  return [
    ...passFact("forwardTime", t("Forward pass"), times.forward),
    ...passFact("backwardTime", t("Backward pass"), times.backward),
    shareFact(times),
    { id: "timedAt", label: t("Timed at step"), value: formatCount(timings.step) },
  ];
}

function shareFact({ forward, backward, stepMilliseconds }: NodeTimes): Fact {
  const parts = [forward, backward].filter((pass) => pass !== null);
  const sum = parts.reduce((total, { milliseconds }) => total + shownValue(milliseconds), 0);
  const share = formatShare(sum / shownValue(stepMilliseconds));
  const terms = parts.flatMap(({ milliseconds }, index): Formula => [
    index === 0 ? "" : " + ",
    filled(formatMeasured(milliseconds)),
  ]);
  return {
    id: "timeShare",
    label: t("Share of both passes of the network"),
    value: share,
    formulas: [
      [
        parts.length > 1 ? "(" : "",
        ...terms,
        parts.length > 1 ? ")/" : "/",
        filled(formatMeasured(stepMilliseconds)),
        " = ",
        result(share),
      ],
    ],
  };
}

/** 2·products·multiply-adds·images/time: two operations for each multiply-add. */
function passText(
  pass: PassTime,
  forwardMultiplyAdds: number,
  batchSize: number | null,
): Pick<Fact, "value" | "formulas"> {
  const value = formatMilliseconds(pass.milliseconds);
  // Of the time as it is shown: what a reader works out from the formula is what it says.
  const shown = { ...pass, milliseconds: shownValue(pass.milliseconds) };
  const speed = batchSize === null ? null : gigaflopsOf(shown, batchSize);
  if (batchSize === null || speed === null) return { value };
  // Where both gradients are asked for, the backward pass computes the forward pass's products twice.
  const isDouble = pass.multiplyAdds === 2 * forwardMultiplyAdds;
  return {
    value,
    formulas: [
      [
        "2·",
        ...(isDouble ? [filled(2), "·"] : []),
        filled(formatCount(isDouble ? forwardMultiplyAdds : pass.multiplyAdds)),
        "·",
        filled(formatCount(batchSize)),
        "/",
        filled(value),
        " = ",
        result(`${formatSpeed(speed)} GFLOP/s`),
      ],
    ],
  };
}

export function formatMilliseconds(milliseconds: number): string {
  return unbroken(`${formatMeasured(milliseconds)} ms`);
}

/** A GPU's tens of thousands are read better written out. */
function formatSpeed(gigaflops: number): string {
  return gigaflops < 1000 ? formatMeasured(gigaflops) : formatCount(gigaflops);
}

/** What the numbers count, or why there are none. */
export function timeNote({
  graph,
  node,
  run = noRun,
}: Pick<Inspected, "graph" | "node" | "run">): string {
  const { timings, batchSize } = run;
  if (timings === null) return emptyTimes(run);
  const times = nodeTimesOf(graph, node, timings);
  if (times === null) return t("Nothing was timed here.");
  const sentences = [
    t(
      "Timed operation by operation over a batch of {0} images, which can take longer than a step does.",
      batchSize ?? "?",
    ),
    ...(node.multiplyAdds === 0 ? [] : [t("A multiply-add counts as two operations.")]),
    ...(times.backward === null ? [] : backwardSentences(node, times.backward)),
  ];
  return joinSentences(sentences);
}

function backwardSentences({ multiplyAdds }: NetworkNode, backward: PassTime): readonly string[] {
  if (multiplyAdds === 0) return [];
  return backward.multiplyAdds === 2 * multiplyAdds
    ? [
        t(
          "The backward pass computes two products for each of the forward pass: for the gradients of the weights and of the input.",
        ),
      ]
    : [
        t(
          "The backward pass computes two products for each of the forward pass, for the gradients of the weights and of the input; only one in the first layer, whose input is the image.",
        ),
      ];
}
