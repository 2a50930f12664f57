import { recorded, type Message } from "../messages/message.js";
import { englishOf } from "../messages/translate.js";
import type { RunEventOf } from "./events.js";

type Failure = RunEventOf<"failed">;

/** What happened, why, and what to do, as the end of a run records it: in English, and as messages. */
export function failureTexts(said: {
  readonly message: Message;
  readonly reason: Message;
  readonly action: Message;
}): Pick<Failure, "message" | "reason" | "action" | "said"> {
  return {
    message: englishOf(said.message),
    reason: englishOf(said.reason),
    action: englishOf(said.action),
    said,
  };
}

/** What a recorded end says. */
export function failureSaid(
  failure: Pick<Failure, "message" | "reason" | "action" | "said">,
): NonNullable<Failure["said"]> {
  const { message, reason, action, said } = failure;
  return {
    message: recorded(message, said?.message),
    reason: recorded(reason, said?.reason),
    action: recorded(action, said?.action),
  };
}
