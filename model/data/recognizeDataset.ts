import { listed, says, sentences } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import type { DatasetProvider } from "./dataset.js";
import { datasets } from "./index.js";
import { firstUnreadable } from "./pictures/classFolders.js";
import { leftOutText } from "./pictures/requirements.js";
import { requireFolder } from "./places.js";

/** The data set whose files a folder holds; throws a UsageError where there is none, or several. */
export async function recognizeDataset(folder: string): Promise<DatasetProvider> {
  const directory = await requireFolder(folder);
  const found: DatasetProvider[] = [];
  for (const dataset of datasets) if (await dataset.recognizes(directory)) found.push(dataset);
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  const unread = first === undefined ? await firstUnreadable(directory) : null;
  const forms = listed((first === undefined ? datasets : found).map(({ files }) => files));
  throw new UsageError(
    first === undefined
      ? says("The data folder {0} holds no data set that is known here.", directory)
      : says("The data folder {0} holds several data sets.", directory),
    sentences(
      first === undefined ? says("Looked for: {0}.", forms) : says("Found: {0}.", forms),
      unread === null ? "" : leftOutText(unread),
    ),
    "Choose the folder that directly holds one of them.",
    { remedy: "data" },
  );
}
