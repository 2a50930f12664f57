import type { Examples } from "../../data/dataset.js";
import type { NodeStatistics } from "../../run/events.js";
import type { NodeId } from "../../network/spec.js";
import type { ValueId } from "../../program/operations.js";
import type { TrainingProgram } from "../../program/program.js";
import type { LayerStatistics, Session, SessionOptions, StepResult } from "../engine.js";
import type { Feed, TensorFlow, TensorFlowGraph } from "./binding.js";
import { emitSavedModel, endpoints, tables } from "./emit.js";
import { dtype } from "./graphDef.js";
import { loadSavedModel } from "./savedModel.js";
import { turnImages, turnParameter } from "./turn.js";

/** Puts the program and the data set on TensorFlow's device. */
export async function openSession(
  tensorflow: TensorFlow,
  { program, dataset, precision }: SessionOptions,
): Promise<Session> {
  const graph = await loadSavedModel(tensorflow, emitSavedModel(program, precision));
  const session = new TensorFlowSession(graph, program);
  session.loadTable(tables.training, dataset.train);
  session.loadTable(tables.test, dataset.test);
  return session;
}

type VariableValue = Omit<Feed, "name"> & { readonly variable: string };

class TensorFlowSession implements Session {
  constructor(
    private readonly graph: TensorFlowGraph,
    private readonly program: TrainingProgram,
  ) {}

  loadTable(table: (typeof tables)[keyof typeof tables], examples: Examples): void {
    const { count, height, width, channels, images, labels } = examples;
    const shape = [count, height, width, channels];
    const turned = turnImages(images, height * width * channels, channels);
    const values = Int32Array.from(labels);
    this.assign([
      { variable: table.images, type: dtype.uint8, shape, values: turned },
      { variable: table.labels, type: dtype.int32, shape: [count], values },
    ]);
  }

  readParameters(): ReadonlyMap<ValueId, Float32Array> {
    const { parameters } = this.program;
    const fetched = this.graph.run(
      [],
      parameters.map(({ id }) => endpoints.read(id)),
    );
    return new Map(
      parameters.map(({ id, shape }, index) => [
        id,
        turnParameter(floats(fetched[index]), shape).slice(),
      ]),
    );
  }

  writeParameters(parameters: ReadonlyMap<ValueId, Float32Array>): void {
    this.assign(
      this.program.parameters.map(({ id, shape }) => {
        const values = parameters.get(id);
        if (values === undefined) throw new Error(`No values for the parameter ${id}.`);
        return { variable: id, type: dtype.float32, shape, values: turnParameter(values, shape) };
      }),
    );
  }

  step(indices: Int32Array, rate: number): Promise<StepResult> {
    return Promise.resolve(resultOf(this.fetchFloats(stepFeeds(indices, rate), endpoints.step)));
  }

  stepWithStatistics(
    indices: Int32Array,
    rate: number,
  ): Promise<StepResult & { readonly statistics: LayerStatistics }> {
    const fetches = [endpoints.step, endpoints.statistics];
    const [step, statistics] = this.graph.run(stepFeeds(indices, rate), fetches);
    return Promise.resolve({
      ...resultOf(floats(step)),
      statistics: statisticsOf(this.program, floats(statistics)),
    });
  }

  evaluate(indices: Int32Array): Promise<StepResult> {
    return Promise.resolve(resultOf(this.fetchFloats([indicesFeed(indices)], endpoints.evaluate)));
  }

  close(): void {
    this.graph.close();
  }

  /** In one run, since the library prepares each set of names that it is asked for anew. */
  private assign(values: readonly VariableValue[]): void {
    this.graph.run(
      values.map(({ variable, ...value }) => ({ ...value, name: endpoints.initial(variable) })),
      values.map(({ variable }) => endpoints.assigned(variable)),
    );
  }

  private fetchFloats(feeds: readonly Feed[], name: string): Float32Array {
    return floats(this.graph.run(feeds, [name])[0]);
  }
}

function indicesFeed(indices: Int32Array): Feed {
  return { name: endpoints.indices, type: dtype.int32, shape: [indices.length], values: indices };
}

function stepFeeds(indices: Int32Array, rate: number): readonly Feed[] {
  const values = new Float32Array([rate]);
  return [indicesFeed(indices), { name: endpoints.rate, type: dtype.float32, shape: [], values }];
}

function floats(view: ArrayBufferView | undefined): Float32Array {
  if (!(view instanceof Float32Array)) throw new Error("The graph did not return float32.");
  return view;
}

function resultOf([loss = NaN, accuracy = NaN]: Float32Array): StepResult {
  return { loss, accuracy };
}

/** Takes the packed statistics apart again, in the order in which they were packed. */
function statisticsOf(program: TrainingProgram, packed: Float32Array): LayerStatistics {
  let next = 0;
  const take = (id: ValueId | null): number | null => {
    if (id === null) return null;
    const value = packed[next++] ?? NaN;
    return Number.isFinite(value) ? value : null;
  };
  const layers = new Map<NodeId, NodeStatistics>();
  for (const { node, activation, dead, gradient } of program.statisticsOf) {
    layers.set(node, {
      activation: take(activation),
      dead: take(dead),
      gradient: take(gradient),
    });
  }
  return layers;
}
