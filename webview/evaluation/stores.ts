import type { ReadonlySignal } from "@preact/signals-core";
import type { EvaluationHost } from "../host/rpc.js";
import type { RunStore } from "../state/runStore.js";
import type { Comparing } from "./comparing.js";
import type { EvaluationView } from "./evaluationView.js";
import type { KeptQuestion } from "./keptQuestion.js";
import type { Testing } from "./testing.js";
import type { Tiles } from "../state/tiles.js";

/** What the parts of the page are bound to. */
export interface EvaluationStores {
  readonly runs: RunStore;
  readonly view: EvaluationView;
  readonly testing: Testing;
  readonly mapping: KeptQuestion<"testMap">;
  readonly comparing: Comparing;
  readonly tiles: Tiles;
  /** The steps of which the shown run has its weights. */
  readonly keptSteps: ReadonlySignal<readonly number[]>;
}

/** What they ask of the host. */
export type EvaluationActions = Pick<EvaluationHost, "train" | "showImage">;
