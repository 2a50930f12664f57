import { runEventSchema, type RunEvent } from "../../model/run/events.js";

/** Where the trainer writes the kind of an event, so that most of a long record need not be parsed. */
const kindAtStart = /^\{"kind":"(\w+)"/u;
const mostOfKind = 40;

/** The event of a line of a record; null for a line that is cut off, of an unknown kind, or not of these. */
export function eventOf(line: Buffer, kinds?: ReadonlySet<RunEvent["kind"]>): RunEvent | null {
  if (line.length === 0) return null;
  const kind = kindAtStart.exec(line.toString("latin1", 0, mostOfKind))?.[1];
  if (kind !== undefined && kinds !== undefined && !isOf(kinds, kind)) return null;
  const parsed = runEventSchema.safeParse(valueOf(line));
  if (!parsed.success) return null;
  return kinds === undefined || kinds.has(parsed.data.kind) ? parsed.data : null;
}

function isOf(kinds: ReadonlySet<string>, kind: string): boolean {
  return kinds.has(kind);
}

function valueOf(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString("utf8"));
  } catch {
    return undefined; // The writer was interrupted in the middle of the line.
  }
}
