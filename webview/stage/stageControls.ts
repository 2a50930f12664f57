import type { NodeId } from "../../model/network/spec.js";

/** What can be done with the stage's picture from outside it. */
export interface StageControls {
  readonly zoomBy: (steps: number) => void;
  readonly fit: () => void;
  readonly pan: (right: number, down: number) => void;
  /** Moves the picture so far that the node is seen. */
  readonly reveal: (id: NodeId) => void;
  /** The picture as it is now; `completeNumbers` brings all of its numbers up to date, `prepareWhole` makes a copy show all. */
  readonly svg: SVGSVGElement;
  readonly completeNumbers: () => void;
  readonly prepareWhole: (copy: SVGSVGElement) => void;
}
