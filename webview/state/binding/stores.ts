import type { ReadonlySignal } from "@preact/signals-core";
import type { RunState } from "../../../model/run/state.js";
import type { Colored } from "../colorScale.js";
import type { Excitement } from "../excitement.js";
import type { FlowStore } from "../flow/flowStore.js";
import type { LiveValues } from "../liveValues.js";
import type { MomentQuestion } from "../momentQuestion.js";
import type { Muting } from "../muting/muting.js";
import type { Timeline } from "../timeline.js";
import type { WeightsTold } from "../weightsTold.js";
import type { KeptWeights } from "../keptWeights.js";
import type { OtherWeights } from "../seeing/otherWeights.js";
import type { Seeing } from "../seeing/seeing.js";
import type { ViewStore } from "../viewStore.js";
import type { RunStore } from "../runStore.js";

/** What the views of the explorer are bound to. */
export interface Stores {
  readonly runs: RunStore;
  readonly view: ViewStore;
  /** Where in the run a person looks. */
  readonly timeline: Timeline;
  /** Says of which weights an answer is that was asked where a person looks. */
  readonly weightsTold: ReadonlySignal<WeightsTold>;
  /** The run as it is shown: as it stands, or as it stood at the moment that is looked at. */
  readonly shown: ReadonlySignal<RunState>;
  /** The numbers of that run. They change with its statistics and timings alone, not with every step. For what is seen at a glance. */
  readonly live: ReadonlySignal<LiveValues>;
  /** The same for what is read: it changes no faster than a person reads. */
  readonly readable: ReadonlySignal<LiveValues>;
  /** What each path gives, where a person has asked. */
  readonly contribution: MomentQuestion<"contribution">;
  /** What channels look for, where a person has asked. */
  readonly excitement: Excitement;
  /** What a person chose to color the picture, and what its colors mean now; null before there is a network. */
  readonly colored: ReadonlySignal<Colored | null>;
  /** The steps of which the run shown has its weights. */
  readonly keptWeights: KeptWeights;
  /** Other weights through which that image can be sent, beside those at hand. */
  readonly otherWeights: OtherWeights;
  /** The image that a person sends through the network. */
  readonly seeing: Seeing;
  /** The parts that the network is looked at without. */
  readonly muting: Muting;
  /** What flows from path to path, where it is shown. */
  readonly flow: FlowStore;
}
