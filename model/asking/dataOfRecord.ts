import { folderOfRun, remarkOnData } from "../data/dataOfRun.js";
import type { TestSet } from "../data/dataset.js";
import { requireDataFolder } from "../data/requireDataFolder.js";
import type { RecordedRun } from "../folder/runRecord.js";
import type { Message } from "../messages/message.js";
import { loadTestSet } from "../training/loadDataset.js";

interface Finding {
  /** Empty for where the run found its data, and the usual places. */
  readonly dataDirectory: string;
  readonly signal: AbortSignal;
  /** Told where these are not what the run was trained on. */
  readonly log: (message: Message) => void;
}

/** Throws a UserError where a run's data are not there any more: before its weights are read. */
export async function requireDataOfRecord(
  { config, data }: RecordedRun,
  dataDirectory: string,
): Promise<void> {
  await requireDataFolder(config.dataset, folderOfRun(dataDirectory, data));
}

/** What a recorded run was tested with. Throws a UserError where that is not there any more. */
export async function dataOfRecord(
  record: RecordedRun,
  { dataDirectory, signal, log }: Finding,
): Promise<TestSet> {
  await requireDataOfRecord(record, dataDirectory);
  const { config, data } = record;
  const folder = folderOfRun(dataDirectory, data);
  const dataset = await loadTestSet(config, folder, { signal, log });
  const remark = remarkOnData(data, dataset);
  if (remark !== null) log(remark);
  return dataset;
}
