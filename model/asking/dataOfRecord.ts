import { folderOfRun, remarkOnData } from "../data/dataOfRun.js";
import type { Dataset } from "../data/dataset.js";
import { requireDataFolder } from "../data/requireDataFolder.js";
import type { RecordedRun } from "../folder/runRecord.js";
import type { Message } from "../messages/message.js";
import { loadDataset } from "../training/loadDataset.js";

interface Finding {
  /** Empty for where the run found its data, and the usual places. */
  readonly dataDirectory: string;
  readonly signal: AbortSignal;
  /** Told where these are not what the run was trained on. */
  readonly log: (message: Message) => void;
}

/** The data of a recorded run. Throws a UserError where they are not there any more. */
export async function dataOfRecord(
  { config, data }: RecordedRun,
  { dataDirectory, signal, log }: Finding,
): Promise<Dataset> {
  const folder = folderOfRun(dataDirectory, data);
  await requireDataFolder(config.dataset, folder);
  const dataset = await loadDataset(config, folder, { signal, log });
  const remark = remarkOnData(data, dataset);
  if (remark !== null) log(remark);
  return dataset;
}
