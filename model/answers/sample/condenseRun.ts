import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { checkpointPath } from "../../folder/checkpoint.js";
import { encodeContents } from "../../folder/checkpointFile.js";
import { newestReadable } from "../../folder/readCheckpoint.js";
import { eventsFile, recordFile } from "../../folder/runFolder.js";
import { says } from "../../messages/message.js";
import { UsageError } from "../../messages/userError.js";
import { runEventSchema, type RunEvent } from "../../run/events.js";
import { logEvent } from "../../run/logEvent.js";
import { condensedEvents } from "./condensedEvents.js";

const askedSchema = z.looseObject({ config: z.looseObject({ engine: z.string() }) });

/** What condensing took from a run. */
export interface Condensed {
  /** Test accuracy with the run's own weights, and with those that were written. */
  readonly before: number;
  readonly after: number;
}

/**
 * Writes a run that has ended into another folder in a fraction of its bytes: its newest weights in 8 bits a number,
 * and thinner events, with a line of what the test set makes of the difference. It can be read as any run. Throws a
 * UsageError for a run that has not ended.
 */
export async function condenseRun(
  runDirectory: string,
  output: string,
  accuracyOf: (runDirectory: string) => Promise<number>,
): Promise<Condensed> {
  const lines = linesOf(await readFile(path.join(runDirectory, eventsFile), "utf8"));
  const events = [...lines.keys()];
  if (events.at(-1)?.kind !== "finished") {
    throw new UsageError("The run has not ended.", "", "Go on with it to its end.");
  }
  await rm(output, { recursive: true, force: true });
  await mkdir(path.join(output, "checkpoints"), { recursive: true });
  const record = await readFile(path.join(runDirectory, recordFile), "utf8");
  await writeFile(path.join(output, recordFile), `${askedByAny(record, 2)}\n`);
  const file = await newestReadable(runDirectory, ({ file: name, ...contents }) => ({
    ...{ name, bytes: encodeContents(contents, 8) },
  }));
  if (file === null) throw new UsageError("The run has no checkpoint yet.", "", "Train it.");
  await writeFile(checkpointPath(output, file.name), file.bytes);
  const condensed = { before: await accuracyOf(runDirectory), after: await accuracyOf(output) };
  const said = says(
    "Its weights are kept in 8 bits a number: test accuracy {0} with these, {1} before.",
    ...[condensed.after.toFixed(4), condensed.before.toFixed(4)],
  );
  const time = events.at(-1)?.time ?? 0;
  const told = { ...logEvent("info", said), time };
  const kept = condensedEvents(events).map((event) =>
    event.kind === "started" ? askedByAny(lines.get(event)) : lines.get(event),
  );
  const written = kept.toSpliced(-1, 0, JSON.stringify(told)).map((line) => `${line}\n`);
  await writeFile(path.join(output, eventsFile), written.join(""));
  return condensed;
}

/** Events with their lines, which are kept as they are. */
function linesOf(text: string): ReadonlyMap<RunEvent, string> {
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(lines.map((line) => [runEventSchema.parse(JSON.parse(line)), line]));
}

/** Who asks the network may not have the engine that it was trained on. */
function askedByAny(json = "{}", indentation = 0): string {
  const { config, ...rest } = askedSchema.parse(JSON.parse(json));
  return JSON.stringify({ ...rest, config: { ...config, engine: "auto" } }, null, indentation);
}
