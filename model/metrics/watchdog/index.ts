import { deadLayers, type DeadLayers } from "./deadLayers.js";
import { divergence, type Divergence } from "./divergence.js";
import type { Condition } from "./condition.js";
import { learningRateTooHigh, type LearningRateTooHigh } from "./learningRateTooHigh.js";
import { learningRateTooLow, type LearningRateTooLow } from "./learningRateTooLow.js";
import { lostLoss, type LostLoss } from "./lostLoss.js";
import { overfitting, type Overfitting } from "./overfitting.js";
import { plateau, type Plateau } from "./plateau.js";

/** What a condition saw; `id` says which. */
export type Finding =
  | LostLoss
  | Divergence
  | LearningRateTooHigh
  | DeadLayers
  | Plateau
  | LearningRateTooLow
  | Overfitting;

export type FindingOf<I extends Finding["id"]> = Extract<Finding, { id: I }>;

/** Every condition; the compiler asks for one of each finding. The most urgent comes first. */
export const conditions: { readonly [I in Finding["id"]]: Condition<FindingOf<I>> } = {
  lostLoss,
  divergence,
  learningRateTooHigh,
  deadLayers,
  plateau,
  learningRateTooLow,
  overfitting,
};
