import type { Estimate } from "./estimate.js";
import { roughRange } from "./roughDuration.js";
import { type Message, says } from "../messages/message.js";

/** What a terminal and the log say of how long a run takes. */
export function describeEstimate({ seconds, basis }: Estimate): Message {
  const time = roughRange(seconds);
  switch (basis.kind) {
    case "run":
      return says("This takes about {0}, if it goes as fast as the last such run.", time);
    case "trial":
      return says("This takes about {0}, if it goes as fast as the steps that were tried.", time);
    case "similar":
      return says("This takes about {0}, judged by other runs on this engine.", time);
    case "guess":
      return says("This takes about {0}: a guess, since nothing was measured yet.", time);
  }
}
