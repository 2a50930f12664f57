import type { DatasetProvider } from "./dataset.js";
import { createIdxProvider } from "./idxProvider.js";
import { idxSets } from "./idxSets.js";
import { registry } from "../registry.js";

/** The data sets that a run can use; the first is the default. */
export const datasets: readonly DatasetProvider[] = registry(
  "data sets",
  idxSets.map((set) => createIdxProvider(set)),
);

export function findDataset(id: string): DatasetProvider | undefined {
  return datasets.find((dataset) => dataset.id === id);
}
