import { says, sentences, type Message } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import type { TestSet } from "./dataset.js";
import { findDataset } from "./index.js";
import { namesOf } from "./namesOf.js";

/** What a run recorded of its data. */
export interface RecordedData {
  readonly id: string;
  /** Where its files were found. */
  readonly source: string;
  readonly classNames: readonly string[];
  readonly checksums: Readonly<Record<string, string>>;
}

/** The folder to look in for a run's data: the one that is chosen, or else the run's own where there is no other. */
export function folderOfRun(
  chosen: string,
  { id, source }: Pick<RecordedData, "id" | "source">,
): string {
  return chosen === "" && findDataset(id)?.isPublished === false ? source : chosen;
}

/** Throws a UsageError where a run cannot go on with these data, which are not those that it was begun with. */
export function requireSameData(recorded: RecordedData, found: TestSet): void {
  requireSameClasses(recorded, found);
  if (!isChanged(recorded, found)) return;
  throw new UsageError(
    says("The data in {0} have changed since the run began.", found.source),
    "What it has been tested on would be mixed with what it has been trained on.",
    "Put the files back as they were, or begin a new run.",
    { remedy: "restart" },
  );
}

/** What a person should know of a question about other data than the run's; null where they are the same. */
export function remarkOnData(recorded: RecordedData, found: TestSet): Message | null {
  requireSameClasses(recorded, found);
  if (!isChanged(recorded, found)) return null;
  return sentences(
    says("The data in {0} are not those that the run was trained on.", found.source),
    "Pictures to test on may have been trained on.",
  );
}

/** The labels of other classes would be told by wrong names. */
function requireSameClasses(recorded: RecordedData, found: TestSet): void {
  const [ours, theirs] = [recorded.classNames, found.classNames];
  if (ours.length === theirs.length && ours.every((name, place) => name === theirs[place])) return;
  throw new UsageError(
    says("The classes in {0} are not those of the run.", found.source),
    differenceOf(ours, theirs),
    "Choose the folder that the run was trained on.",
    { remedy: "data" },
  );
}

function differenceOf(ours: readonly string[], theirs: readonly string[]): Message {
  const only = (some: readonly string[], others: readonly string[]) => {
    const known = new Set(others);
    return some.filter((name) => !known.has(name));
  };
  const [inRun, inData] = [only(ours, theirs), only(theirs, ours)];
  if (inRun.length === 0 && inData.length === 0) {
    return says("They are in another order, or one of them is there twice.");
  }
  return sentences(
    inRun.length === 0 ? "" : says("Only in the run: {0}.", namesOf(inRun)),
    inData.length === 0 ? "" : says("Only in the data: {0}.", namesOf(inData)),
  );
}

/** Records of earlier versions have no sums of what is published, which is checked whenever it is read. */
function isChanged(recorded: RecordedData, found: TestSet): boolean {
  const sums = Object.entries(found.checksums);
  const isKnown = Object.keys(recorded.checksums).length > 0;
  return isKnown && sums.some(([name, sum]) => recorded.checksums[name] !== sum);
}
