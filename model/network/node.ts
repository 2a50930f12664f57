import type { Addition } from "./join.js";
import type { ParameterSpec } from "./layers.js";
import type { ReceptiveField } from "./receptiveField.js";
import type { BlockSpec, LayerSpec, NodeId, Shape } from "./spec.js";

/** Groups are `module`, `block` and `path`; all others compute. */
export type NodeKind = "input" | "module" | "block" | "path" | "concat" | "add" | LayerSpec["kind"];

export interface NetworkNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  /** The group it belongs to; null for the input and the modules. */
  readonly parent: NodeId | null;
  /** The computing nodes whose outputs it reads. */
  readonly inputs: readonly NodeId[];
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters: number;
  /** For one example. */
  readonly multiplyAdds: number;
  readonly receptiveField: ReceptiveField;
  /** Set for layers only. */
  readonly layer?: LayerSpec;
  /** Set for blocks only. */
  readonly block?: BlockSpec;
  /** Set for what adds up the paths of a block. */
  readonly addition?: Addition;
  /** Set for what stands on a branch to scores that an evaluation does without. */
  readonly isTrainingOnly?: true;
  /** The parameter tensors, for layers that have some. */
  readonly parameterSpecs: readonly ParameterSpec[];
}

/** Whether it has members that compute, and computes nothing itself. */
export function isGroup({ kind }: Pick<NetworkNode, "kind">): boolean {
  return kind === "module" || kind === "block" || kind === "path";
}
