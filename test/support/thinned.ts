import { leastInputOf } from "../../model/network/leastInput.js";
import type { NetworkSpec, StageSpec } from "../../model/network/spec.js";
import { isBlockSpec } from "../../model/network/stages.js";

/** The same arrangement with a part of its filters and units, at an input that float64 loops take in no time. */
export function thinned(spec: NetworkSpec, thinness: number): NetworkSpec {
  const [height, width] = leastInputOf(spec);
  const thin = (count: number): number =>
    count === spec.classes ? count : Math.ceil(count / thinness);
  const thinStage = (stage: StageSpec): StageSpec => {
    if (isBlockSpec(stage))
      return { ...stage, paths: stage.paths.map((path) => path.map(thinStage)) };
    if (stage.kind === "convolution") return { ...stage, filters: thin(stage.filters) };
    return stage.kind === "dense" ? { ...stage, units: thin(stage.units) } : stage;
  };
  return {
    ...spec,
    id: `thin-${spec.id}`,
    input: [spec.input[0] ?? 1, height + 1, width + 2],
    modules: spec.modules.map(({ name, stages }) => ({ name, stages: stages.map(thinStage) })),
  };
}
