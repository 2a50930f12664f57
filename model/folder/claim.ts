import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import * as z from "zod";
import { lookAtProcess } from "../host/runningProcess.js";

const claimSchema = z.object({
  processId: z.int().positive(),
  /** Of the process, as `lookAtProcess` tells it. */
  start: z.string().nullable(),
  host: z.string(),
  /** The system's start, and the space in which its processes are numbered; null where it does not say. */
  boot: z.string().nullable(),
  space: z.string().nullable(),
});

/** Who claims something: a process that cannot be mistaken for another one. */
export type Claim = z.infer<typeof claimSchema>;

/** What a process of this machine would claim with. */
export async function claimFor(processId: number): Promise<Claim> {
  const start = (await lookAtProcess(processId))?.start ?? null;
  return { processId, start, ...(await machine()) };
}

async function machine(): Promise<Pick<Claim, "host" | "boot" | "space">> {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => null);
  const space = await readlink("/proc/self/ns/pid").catch(() => null);
  return { host: hostname(), boot: boot?.trim() ?? null, space };
}

/** The number first, for whoever wants to stop the process. */
export function textOf(claim: Claim): string {
  return `${claim.processId}\n${JSON.stringify(claim)}\n`;
}

/** Null for what is no claim; before, one was the number of a process alone. */
export function parseClaim(text: string): Claim | number | null {
  const [, number, claim = ""] = /^(\d+)\n(.*)$/su.exec(text) ?? [];
  if (number === undefined) return null;
  return claim === "" ? Number(number) : (claimSchema.safeParse(valueOf(claim)).data ?? null);
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether two claims are of one process. */
export function isSameProcess(a: Claim, b: Claim): boolean {
  return sharesNumbers(a, b) && a.processId === b.processId && a.start === b.start;
}

/** Whether a process's number means the same to both: one system since one start. */
export function sharesNumbers(a: Claim, b: Claim): boolean {
  if (a.boot !== null && b.boot !== null) return a.boot === b.boot && a.space === b.space;
  return a.host === b.host;
}
