import { describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { networks } from "../../../model/network/index.js";
import { publishedForm } from "../../support/publishedForm.js";
import { ends } from "../../../model/program/program.js";
import { parities, thinStepOf } from "../../support/parity.js";
import { gradientError } from "../../support/paritySuite.js";

describe.each(networks.map(publishedForm))("a thin $id", (spec) => {
  const { thin } = parities[spec.id]!;
  const { program, dataset, parameters } = thinStepOf(spec, thin);

  it("has PyTorch's parameters", () => {
    const ids = Object.keys(thin.gradients);
    expect([...parameters.keys()].toSorted()).toEqual(ids.toSorted());
  });

  it("gives PyTorch's scores, loss and gradients in float64", () => {
    const reference = new Reference(program, dataset.train);
    for (const [id, values] of parameters) reference.write(id, values);
    const indices = [...dataset.train.labels.keys()];
    reference.run([...program.forward, ...program.backward], indices);
    const [scored = ""] = program.forward.flatMap((each) =>
      each.kind === "accuracy" ? [each.logits] : [],
    );
    const scores = [...reference.read(scored).data];
    scores.forEach((score, place) => {
      expect(score).toBeCloseTo(thin.logits.flat()[place] ?? NaN, 6);
    });
    expect(reference.read(ends.loss).data[0]).toBeCloseTo(thin.loss, 7);
    const gradients = new Map(
      [...parameters.keys()].map((id) => [id, reference.read(`gradient/${id}`).data]),
    );
    expect(gradientError(gradients, thin)).toBeLessThan(1e-6);
  });
});
