import type { NetworkGraph, NetworkNode } from "../../model/network/graph.js";
import type { HtmlSelection } from "../dom.js";
import type { LiveValues } from "../liveValues.js";

/** What a tab draws. */
export interface Inspected {
  readonly graph: NetworkGraph;
  readonly node: NetworkNode;
  readonly live: LiveValues;
}

/** One view of the chosen node. `draw` may be called again with new numbers and then only updates. */
export interface InspectorTab {
  readonly id: string;
  readonly title: string;
  draw(panel: HtmlSelection, inspected: Inspected): void;
}
