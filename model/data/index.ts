import { cifar10 } from "./cifar10.js";
import type { DatasetProvider } from "./dataset.js";
import { idxFolder } from "./idxFolder.js";
import { createIdxProvider } from "./idxProvider.js";
import { idxSets } from "./idxSets.js";
import { pictureFolder } from "./pictures/pictureFolder.js";
import { registry } from "../registry.js";

/** The data sets that a run can use, by their forms; the first is the default. */
export const datasets: readonly DatasetProvider[] = registry("data sets", [
  ...idxSets.map((set) => createIdxProvider(set)),
  idxFolder,
  cifar10,
  pictureFolder,
]);

export function findDataset(id: string): DatasetProvider | undefined {
  return datasets.find((dataset) => dataset.id === id);
}
