import type { RunConfig } from "./config.js";
import type { SizeSpan } from "./imageSizes.js";
import { countSteps, type ExampleCounts, type RunLength } from "./runLength.js";

export interface CostedSpan extends SizeSpan {
  /** Of the network for one image, forward. */
  readonly multiplyAdds: number;
}

export interface SpanLength {
  readonly span: CostedSpan;
  readonly length: RunLength;
}

/** What is left at each size after `stepsDone` steps, of which the last one's evaluation is not done. */
export function lengthsAfter(
  stepsDone: number,
  config: Pick<RunConfig, "batchSize" | "epochs" | "maxSteps">,
  { trainExamples, testExamples }: ExampleCounts,
  spans: readonly CostedSpan[],
): readonly SpanLength[] {
  const { stepsPerEpoch, totalSteps } = countSteps(config, trainExamples);
  const { batchSize } = config;
  return spans.flatMap((span): SpanLength[] => {
    const last = Math.min(span.last, totalSteps);
    const begun = Math.max(stepsDone, span.first - 1);
    // An evaluation may be due after the step that was done last, at its size.
    const from = stepsDone >= span.first ? stepsDone - 1 : begun;
    const evaluations = Math.floor(last / stepsPerEpoch) - Math.floor(from / stepsPerEpoch);
    if (last < begun) return [];
    const length = { steps: last - begun, batchSize, evaluations, testExamples };
    return [{ span, length }];
  });
}
