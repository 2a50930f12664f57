import { randomBytes } from "node:crypto";
import { link, lstat, open, rm, writeFile, type FileHandle } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { claimFor, textOf } from "./claim.js";
import { standingOf, type ClaimStanding, type WrittenClaim } from "./claimStanding.js";
import { isForeign } from "./foreignFile.js";
import { isSilent } from "./heartbeat.js";
import { codeOf } from "../messages/errorCode.js";

/** A claim as its file holds it. */
export interface HeldClaim extends WrittenClaim {
  /** Changes with every heartbeat. */
  readonly beat: string;
  /** Tells the file from a later one of its name. */
  readonly identity: string;
  readonly standing: ClaimStanding;
}

const pauseMs = 20;
/** A file system without links shows a claim before it is whole. */
const mostUnfinishedMs = 250;
/** Several times as long as a claim; what is longer is none. */
const mostBytes = 4096;

/** Null where there is none. Throws a UsageError where something else than a file stands there. */
export async function readClaim(file: string): Promise<HeldClaim | null> {
  // Asked before it is opened, since opening a pipe waits, and where a link leads nowhere is no file.
  const status = await lstat(file).catch(ignoreMissing);
  if (status === null) return null;
  if (!status.isFile()) throw isForeign(file);
  // Opened once: its owner may remove it at any time.
  const opened = await open(file).catch(ignoreMissing);
  if (opened === null) return null;
  try {
    const { ino, dev, mtimeNs } = await opened.stat({ bigint: true });
    const text = await beginningOf(opened);
    const identity = `${dev} ${ino}`;
    const found = { text, modifiedMs: Number(mtimeNs / 1_000_000n), identity, beat: `${mtimeNs}` };
    const standing = await standingOf(found);
    const isOver = standing === "unseen" && isSilent(`${file} ${identity}`, found.beat);
    return { ...found, standing: isOver ? "gone" : standing };
  } finally {
    await opened.close();
  }
}

async function beginningOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
  return buffer.toString("utf8", 0, bytesRead);
}

/**
 * Puts a claim in the place where none counts, in one step: of any number of processes that try, one
 * has it. Null where it is there now; else the claim that stands in its way, which `isOurs` may
 * recognize.
 */
export async function putClaim(
  file: string,
  text: string,
  isOurs: (text: string) => boolean,
): Promise<HeldClaim | null> {
  for (;;) {
    if (await createWhole(file, text)) return null;
    const held = await readClaim(file);
    if (held === null) continue;
    if (isOurs(held.text)) return null;
    if (held.standing !== "gone") return held;
    await removeClaim(file, held);
  }
}

/**
 * Removes a claim that counts no more, and never one that came after it: whoever would remove it holds
 * a claim on just that, beside the file. Done or not, what is there now is to be looked at again.
 */
export async function removeClaim(file: string, held: HeldClaim): Promise<void> {
  const guard = `${file}.removal`;
  // Not even another removal by this process is ours.
  if ((await putGuard(guard)) !== null) {
    await delay(pauseMs);
    return;
  }
  try {
    if (isUnfinished(held)) await delay(mostUnfinishedMs);
    const now = await readClaim(file);
    if (now?.identity === held.identity && now.text === held.text) await rm(file, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

const full: readonly unknown[] = ["ENOSPC", "EDQUOT"];

/** Where the disk is full there is none, and needs to be none: no claim could come after the one that is removed. */
async function putGuard(guard: string): Promise<HeldClaim | null> {
  const mine = textOf(await claimFor(process.pid));
  try {
    return await putClaim(guard, mine, () => false);
  } catch (error) {
    if (full.includes(codeOf(error))) return null;
    throw error;
  }
}

function isUnfinished({ text }: HeldClaim): boolean {
  return !text.endsWith("\n");
}

/** With its contents, or not at all; false where a file is there. */
async function createWhole(file: string, text: string): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp-${process.pid}`;
  try {
    await writeFile(draft, text, { flag: "wx" });
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    const code = codeOf(error);
    // Without its draft, which was taken for a dead one's, it is to be tried again.
    if (code === "EEXIST" || code === "ENOENT") return false;
    return await create(file, text);
  } finally {
    await rm(draft, { force: true });
  }
}

/** For file systems that have no links. */
async function create(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

const missing: readonly unknown[] = ["ENOENT", "ENOTDIR"];

/** For what may be gone in any moment; throws any other error. */
export function ignoreMissing(error: unknown): null {
  if (missing.includes(codeOf(error))) return null;
  throw error;
}
