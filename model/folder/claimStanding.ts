import { uptime } from "node:os";
import { claimFor, parseClaim, sharesNumbers, type Claim } from "./claim.js";
import { lookAtProcess } from "../host/runningProcess.js";

/**
 * `alive`: its process is at work. `ending`: it was killed and is on its way out. `gone`: it holds
 * nothing any more. `unseen`: its process cannot be seen from here, so only its heartbeat tells.
 */
export type ClaimStanding = "alive" | "ending" | "gone" | "unseen";

export interface WrittenClaim {
  readonly text: string;
  readonly modifiedMs: number;
}

/** What a process began later than its claim was written cannot have written it; clocks of files are coarse. */
const slackMs = 5000;
/** In which the kernel tells when a process began. */
const ticksPerSecond = 100;

export async function standingOf({ text, modifiedMs }: WrittenClaim): Promise<ClaimStanding> {
  const claim = parseClaim(text);
  if (claim === null) return "gone";
  if (typeof claim === "number") return standingOfNumber(claim, modifiedMs);
  const here = await claimFor(process.pid);
  if (sharesNumbers(claim, here)) return standingOfProcess(claim);
  // The same machine, started anew.
  const isRestarted = claim.host === here.host && claim.boot !== here.boot;
  return isRestarted && claim.boot !== null && here.boot !== null ? "gone" : "unseen";
}

async function standingOfProcess({ processId, start }: Claim): Promise<ClaimStanding> {
  const found = await lookAtProcess(processId);
  if (found === null) return "gone";
  if (start === null || found.start === null) return "unseen";
  if (start !== found.start) return "gone";
  return found.isEnding ? "ending" : "alive";
}

/** A claim of a version that wrote the number alone: it may be another process's by now. */
async function standingOfNumber(processId: number, modifiedMs: number): Promise<ClaimStanding> {
  const found = await lookAtProcess(processId);
  if (found === null) return "gone";
  const began = beginOf(found.start);
  if (began !== null && began > modifiedMs + slackMs) return "gone";
  return found.isEnding ? "ending" : "alive";
}

/** By the calendar; null where it is not told. */
function beginOf(start: string | null): number | null {
  if (start === null) return null;
  if (process.platform !== "linux") {
    const time = Date.parse(`${start} UTC`);
    return Number.isNaN(time) ? null : time;
  }
  const time = Date.now();
  return time - uptime() * 1000 + (Number(start) / ticksPerSecond) * 1000;
}
