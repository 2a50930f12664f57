import { describe, expect, it } from "vitest";
import { networkOf } from "../../../extension/views/snapshot.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import type { RunEventOf } from "../../../model/run/events.js";
import type { RunState } from "../../../model/run/state.js";
import { startedEvent } from "../../support/startedEvent.js";
import { asItIs } from "../../../webview/protocol.js";
import { answerTo } from "../../../webview/state/whatIf.js";

describe("the network that is shown", () => {
  it("is the run's, at the run's input", () => {
    const config = { ...defaultRunConfig(), inputSize: [64, 48] satisfies [number, number] };
    expect(networkOf(config)).toEqual({ network: googlenet, input: [1, 64, 48] });
  });

  it("is fitted to the run's data, as they were recorded", () => {
    const data = {
      ...{ id: "folder", title: "pets", source: "/pets", trainExamples: 4, testExamples: 2 },
      classNames: ["cats", "dogs", "birds"],
    };
    const on = (dataset: RunEventOf<"started">["dataset"], sizes: RunState["sizes"] = []) =>
      networkOf(defaultRunConfig(), { started: { ...startedEvent(), dataset }, sizes });
    const { network, input } = on({ ...data, channels: 3 });
    expect([network.classes, input]).toEqual([3, [3, 96, 96]]);
    expect(on(data).network).toBe(googlenet);
    const small = { time: 0, step: 0, size: [32, 40] as [number, number], multiplyAdds: 1 };
    expect(on(data, [small]).input).toEqual([1, 32, 40]);
  });

  it("has the name alone where a newer version trained one that this one does not know", () => {
    const { network, input } = networkOf({ ...defaultRunConfig(), network: "resnet" });
    expect(network).toMatchObject({ id: "resnet", title: "resnet", modules: [] });
    const { graph, problem } = answerTo(network, input, asItIs);
    expect(graph).toBeNull();
    expect(problem).toContain("resnet is a network that this version does not know.");
  });
});
