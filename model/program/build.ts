import type { NetworkGraph } from "../network/graph.js";
import { appendBackward } from "./backward.js";
import { appendForward } from "./forward.js";
import type { Operation } from "./operations.js";
import type { ImageTable, TrainingProgram } from "./program.js";
import { appendHistograms, appendStatistics } from "./statistics.js";
import { appendUpdate } from "./update.js";
import { ValueTable } from "./values.js";

/** The program that trains `graph` by plain gradient descent on images of a table's size. */
export function buildProgram(graph: NetworkGraph, images: ImageTable): TrainingProgram {
  const values = new ValueTable();
  const forward: Operation[] = [];
  const parameters = appendForward(graph, images, values, forward);
  const backward: Operation[] = [];
  appendBackward(forward, parameters, values, backward);
  const update: Operation[] = [];
  appendUpdate(parameters, values, update);
  const statistics: Operation[] = [];
  const statisticsOf = appendStatistics(graph, values, statistics);
  const histograms: Operation[] = [];
  const histogramsOf = appendHistograms(graph, values, histograms);
  return {
    graph,
    images,
    values: values.all,
    ownerOf: values.ownerOf,
    parameters,
    forward,
    backward,
    update,
    statistics,
    statisticsOf,
    histograms,
    histogramsOf,
  };
}
