import type { DatasetProvider } from "./dataset.js";
import { fashionMnist } from "./fashionMnist.js";
import { createIdxProvider } from "./idxProvider.js";

/** The data sets that a run can use; the first is the default. */
export const datasets: readonly DatasetProvider[] = [createIdxProvider(fashionMnist)];

export function findDataset(id: string): DatasetProvider | undefined {
  return datasets.find((dataset) => dataset.id === id);
}
