import { runEventSchema, type RunEvent } from "../../model/run/events.js";

/** The events of the text of a run's file of events; a line that is cut off or of an unknown kind is skipped. */
export function parseEvents(text: string): RunEvent[] {
  return text.split("\n").flatMap(parseLine);
}

function parseLine(line: string): RunEvent[] {
  if (line.trim() === "") return [];
  try {
    const parsed = runEventSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return []; // The writer was interrupted in the middle of the line.
  }
}
