import type { Estimate } from "./estimate.js";
import { roughRange } from "./roughDuration.js";

/** What a terminal and the log say of how long a run takes. */
export function describeEstimate({ seconds, basis }: Estimate): string {
  const time = roughRange(seconds);
  switch (basis.kind) {
    case "run":
      return `This takes about ${time}, if it goes as fast as the last such run.`;
    case "trial":
      return `This takes about ${time}, if it goes as fast as the steps that were tried.`;
    case "similar":
      return `This takes about ${time}, judged by other runs on this engine.`;
    case "guess":
      return `This takes about ${time}: a guess, since nothing was measured yet.`;
  }
}
