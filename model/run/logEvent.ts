import type { Message } from "../messages/message.js";
import { englishOf } from "../messages/translate.js";
import type { RunEventOf } from "./events.js";

/** A line of a run's log. */
export function logEvent(level: RunEventOf<"log">["level"], said: Message): RunEventOf<"log"> {
  return { kind: "log", time: Date.now(), level, message: englishOf(said), said };
}
