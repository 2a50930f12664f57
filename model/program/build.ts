import type { NetworkGraph } from "../network/graph.js";
import { appendAverages } from "./averages.js";
import { appendBackward } from "./backward.js";
import { writeForward } from "./forward.js";
import { initializedBy } from "./initialization.js";
import type { Operation } from "./operations.js";
import type { ImageTable, TrainingProgram } from "./program.js";
import { plainDescent, type Recipe } from "./recipe.js";
import { appendHistograms, appendStatistics } from "./statistics.js";
import { appendUpdate } from "./update.js";
import { ValueTable } from "./values.js";

/** The program that trains `graph` by a recipe on images of a table's size. */
export function buildProgram(
  graph: NetworkGraph,
  images: ImageTable,
  recipe: Recipe = plainDescent,
  seed = 0,
): TrainingProgram {
  const values = new ValueTable();
  const pass = writeForward(graph, images, { recipe, seed }, values);
  const { forward, evaluation } = pass;
  const parameters = initializedBy(recipe.initialization, graph, pass.parameters);
  const backward: Operation[] = [];
  appendBackward(forward, parameters, values, backward);
  const update: Operation[] = [];
  const slots = appendUpdate(parameters, recipe, values, update);
  update.push(...pass.following);
  const kept = [...parameters, ...pass.statistics];
  const averages = appendAverages(kept, recipe.averageOver, values, update);
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
    state: [...parameters, ...slots, ...pass.statistics, ...averages],
    forward,
    evaluation,
    asked: [],
    backward,
    update,
    statistics,
    statisticsOf,
    histograms,
    histogramsOf,
  };
}
