import type { NetworkGraph } from "../../model/network/graph.js";
import type { RunState } from "../../model/run/state.js";
import { colorScaleOf } from "../../webview/state/colorScale.js";
import type { NumberSource } from "../../webview/draw/annotations.js";
import { liveValuesOf } from "../../webview/state/liveValues.js";
import { measureOf } from "../../webview/state/measures.js";

/** What a picture of a run is drawn from, colored by that measure. */
export function readingOf(
  graph: NetworkGraph,
  run: Parameters<typeof liveValuesOf>[0] | RunState,
  measure = "activation",
): NumberSource {
  const [live, coloring] = [liveValuesOf(run), measureOf(measure)];
  return { graph, live, coloring, scale: colorScaleOf(coloring, graph, live) };
}
