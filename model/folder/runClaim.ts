import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { UsageError } from "../messages/userError.js";
import { claimFor, isSameProcess, parseClaim, sharesNumbers, textOf, type Claim } from "./claim.js";
import { ignoreMissing, putClaim, readClaim, removeClaim, type HeldClaim } from "./heldClaim.js";
import { Heartbeat } from "./heartbeat.js";
import { claimFile } from "./runFolder.js";
import { type Message, says } from "../messages/message.js";

/** A process with gigabytes of memory, or on a GPU, takes some seconds to end. */
const endingPatienceMs = 10_000;
const pauseMs = 50;
const mostReleases = 50;

export interface ClaimOptions {
  /** Ends waiting with its reason. */
  readonly signal?: AbortSignal;
  /** Told where it takes a while to see whether another trainer is at work. */
  readonly tell?: (message: Message) => void;
}

/** The process that trains the run in this folder; null where none does. */
export async function claimantOf(directory: string): Promise<number | null> {
  const held = await readClaim(path.join(directory, claimFile));
  return held === null || held.standing === "gone" ? null : numberIn(held);
}

/**
 * Says that a process trains the run in this folder; throws a UsageError where another one does. One
 * that was killed is waited for, and one that cannot be seen from here is listened to.
 */
export async function claimRun(
  directory: string,
  processId: number,
  { signal, tell }: ClaimOptions = {},
): Promise<void> {
  const file = path.join(directory, claimFile);
  const mine = await claimFor(processId);
  const begin = performance.now();
  let first: HeldClaim | null = null;
  for (;;) {
    const held = await putClaim(file, textOf(mine), (text) => isOf(text, mine));
    if (held === null) return;
    if (first === null && held.standing === "unseen") tell?.(listening(held));
    first ??= held;
    if (!isToBeWaitedFor(held, first, performance.now() - begin)) {
      throw isBeingTrained(directory, held);
    }
    signal?.throwIfAborted();
    await delay(pauseMs);
  }
}

/** A run that this process has claimed is seen to be at work until the heartbeat is stopped. */
export function keepClaim(directory: string): Promise<Heartbeat> {
  return Heartbeat.of(path.join(directory, claimFile));
}

/** Ends the claim of a process, and leaves that of another one. */
export async function releaseRun(directory: string, processId: number): Promise<void> {
  const file = path.join(directory, claimFile);
  const here = await claimFor(process.pid);
  for (let attempt = 0; attempt < mostReleases; attempt++) {
    const held = await readClaim(file);
    if (held === null || numberIn(held) !== processId || !isOfHere(held, here)) return;
    // With its folder a claim is gone too.
    await removeClaim(file, held).catch(ignoreMissing);
  }
}

/** The number of a process elsewhere is that of another one. */
function isOfHere({ text }: HeldClaim, here: Claim): boolean {
  const claim = parseClaim(text);
  return typeof claim !== "object" || (claim !== null && sharesNumbers(claim, here));
}

function isOf(text: string, mine: Claim): boolean {
  const claim = parseClaim(text);
  return typeof claim === "object" && claim !== null && isSameProcess(claim, mine);
}

function isToBeWaitedFor(held: HeldClaim, first: HeldClaim, waitedMs: number): boolean {
  switch (held.standing) {
    case "ending":
      return waitedMs < endingPatienceMs;
    case "unseen":
      return held.identity === first.identity && held.beat === first.beat;
    case "alive":
    case "gone":
      return false;
  }
}

function numberIn({ text }: HeldClaim): number | null {
  const claim = parseClaim(text);
  return typeof claim === "object" ? (claim?.processId ?? null) : claim;
}

function placeOf({ text }: HeldClaim): string {
  const claim = parseClaim(text);
  return typeof claim === "object" ? (claim?.host ?? "") : "";
}

function listening(held: HeldClaim): Message {
  return says(
    "Listening whether the trainer that began this run on {0} is still at work.",
    placeOf(held),
  );
}

function isBeingTrained(directory: string, held: HeldClaim): UsageError {
  const who = numberIn(held) ?? "?";
  const why =
    held.standing === "unseen"
      ? says("Process {0} on {1} trains it in {2}.", who, placeOf(held), directory)
      : says("Process {0} trains it in {1}.", who, directory);
  return new UsageError(
    "Another trainer is at work on this run.",
    why,
    "Wait for its end or stop it.",
  );
}
