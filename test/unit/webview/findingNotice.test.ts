import { describe, expect, it } from "vitest";
import type { Finding, FindingOf } from "../../../model/metrics/watchdog/index.js";
import { nin } from "../../../model/network/nin/spec.js";
import { initialRunState, reduce, type RunState } from "../../../model/run/state.js";
import { findingNotice } from "../../../webview/header/findingNotice.js";
import { recordedRun } from "../../support/recordedRun.js";
import { chapterRun } from "../../support/runFile.js";

const at = (steps: number): RunState => recordedRun({ steps }).reduce(reduce, initialRunState);

function withRate(run: RunState, learningRate: number): RunState {
  const { started } = run;
  return { ...run, started: { ...started!, config: { ...started!.config, learningRate } } };
}

const findings: { readonly [I in Finding["id"]]: FindingOf<I> } = {
  lostLoss: {
    id: "lostLoss",
    severity: "error",
    step: 300,
    what: "activations",
    level: null,
    lastLosses: [0.3, 4.5],
    learningRate: 0.1,
  },
  divergence: { id: "divergence", severity: "warning", step: 300, loss: 3, level: 0.3 },
  learningRateTooHigh: {
    id: "learningRateTooHigh",
    severity: "warning",
    step: 300,
    learningRate: 0.1,
    sign: "update",
    share: 0.042,
  },
  deadLayers: {
    id: "deadLayers",
    severity: "warning",
    step: 300,
    nodes: ["b3/3a/path1", "b3/3a/path2", "b3/3b", "b4"],
    share: 0.96,
  },
  plateau: {
    id: "plateau",
    severity: "warning",
    step: 300,
    classes: 10,
    level: 2.3026,
    loss: 2.3,
    since: 1,
    normalSteps: 600,
  },
  learningRateTooLow: {
    id: "learningRateTooLow",
    severity: "warning",
    step: 300,
    learningRate: 0.001,
    share: 2e-6,
  },
  overfitting: {
    id: "overfitting",
    severity: "warning",
    step: 300,
    bestEpoch: 4,
    epoch: 8,
    bestTestLoss: 0.31,
    testLoss: 0.4,
    trainLossThen: 0.3,
    trainLoss: 0.1,
  },
};

describe("each finding as a card", () => {
  const run = chapterRun().slice(0, 60).reduce(reduce, initialRunState);

  it.each(Object.values(findings))("$id says what it saw and offers a change", (finding) => {
    const notice = findingNotice(run, { finding, arose: 300, seenAt: 0 });
    expect(notice).toMatchSnapshot();
    expect(notice.sentences.join(" ")).toMatch(/\d/);
    expect(notice.actions.length).toBeGreaterThan(0);
    expect(notice.actions.every(({ request }) => request.kind === "restart")).toBe(true);
  });
});

describe("a part of which nothing is left", () => {
  it("is not said to have at least 100 % of it silent", () => {
    const dead: FindingOf<"deadLayers"> = {
      id: "deadLayers",
      severity: "warning",
      step: 300,
      nodes: ["b4"],
      share: 1,
    };
    const { sentences } = findingNotice(at(3), { finding: dead, arose: 300, seenAt: 0 });
    expect(sentences[0]).toMatch(/^At step 300 all channels there are zero/);
  });
});

describe("what is offered against a finding", () => {
  it.each([
    [5, ["learningRate", "newSeed"]],
    [0.1, ["newSeed", "learningRate"]],
  ])("offer under dead layers at rate %d first: %j", (rate, ids) => {
    const dead: FindingOf<"deadLayers"> = {
      ...{ id: "deadLayers", severity: "warning", step: 300, nodes: ["b5"], share: 1 },
    };
    const { actions } = findingNotice(withRate(at(3), rate), {
      finding: dead,
      arose: 300,
      seenAt: 0,
    });
    expect(actions.map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [0.1, ["newSeed"], "Usually an unlucky start"],
    [5, ["newSeed"], "Usually an unlucky start"],
    [1e-6, ["learningRate", "newSeed"], "at learning rate 0.000001 the loss waits here longer"],
  ])("offer on a plateau at rate %d first what would end it: %j", (rate, ids, why) => {
    const { actions, sentences } = findingNotice(withRate(at(3), rate), {
      finding: findings.plateau,
      arose: 300,
      seenAt: 0,
    });
    expect(actions.map(({ id }) => id)).toEqual(ids);
    expect(sentences.at(-1)).toContain(why);
  });

  it.each(["information", "warning"] as const)(
    "promise nothing of a network of which no run is recorded, as %s",
    (severity) => {
      const run = recordedRun({ steps: 3, network: nin }).reduce(reduce, initialRunState);
      const finding = { ...findings.plateau, severity };
      const { sentences } = findingNotice(run, { finding, arose: 300, seenAt: 0 });
      expect(sentences.join(" ")).not.toMatch(/chapter's recipe/u);
      if (severity === "information")
        expect(sentences.at(-1)).toContain("No run of nin is recorded.");
    },
  );

  it("never offer more than the chapter's rate against one that is too low", () => {
    const low: FindingOf<"learningRateTooLow"> = {
      ...{ id: "learningRateTooLow", severity: "warning", step: 300 },
      ...{ learningRate: 0.05, share: 2e-6 },
    };
    const { actions } = findingNotice(withRate(at(3), 0.05), {
      finding: low,
      arose: 300,
      seenAt: 0,
    });
    expect(actions[0]?.label).toBe("Restart with learning rate 0.1");
  });
});
