import type { RunEvent } from "../../model/run/events.js";
import { isEvent } from "./recordFold.js";
import { eventOf } from "./runEvents.js";
import type { RunFollower } from "./runFollower.js";

/**
 * What a trainer wrote down before it died and could not tell any more: the events of the record after
 * the first so many, which are known. None where there is no record.
 */
export async function untoldEvents(
  follower: RunFollower,
  known: number,
): Promise<readonly RunEvent[]> {
  const untold: RunEvent[] = [];
  let count = 0;
  const take = (line: Buffer): void => {
    if (!isEvent(line)) return;
    count += 1;
    const event = count > known ? eventOf(line) : null;
    if (event !== null) untold.push(event);
  };
  await follower.readLines(take).catch(() => undefined);
  return untold;
}
