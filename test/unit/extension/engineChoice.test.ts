import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EngineChoice } from "../../../extension/engines/engineChoice.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { failed } from "./events.js";
import { createMemento } from "./fakeParts.js";
import { changeSetting, userSettings } from "./fakeVscode.js";

const config = { ...defaultRunConfig(), engine: "tensorflow", seed: 7 };
const hour = 3_600_000;

let choice: EngineChoice;

beforeEach(() => {
  userSettings.clear();
  choice = new EngineChoice(createMemento());
});
afterEach(() => choice.dispose());

describe("the engine that a run is trained with again", () => {
  it("is its own where the setting is older than the failure", () => {
    changeSetting("googlenet.engine", "auto");
    const failure = failed("engine", Date.now() + hour);
    expect(choice.configToTrainAgain(config, failure)).toEqual(config);
  });

  it("is its own where only another setting was changed since", () => {
    userSettings.set("googlenet.engine", "auto");
    changeSetting("googlenet.training.epochs", 3);
    expect(choice.configToTrainAgain(config, failed("engine"))).toEqual(config);
  });

  it("is the one of the settings where that was chosen since", () => {
    changeSetting("googlenet.engine", "wasm");
    const again = choice.configToTrainAgain(config, failed("engine"));
    expect(again).toEqual({ ...config, engine: "wasm" });
  });

  it("is the one of the settings also where it was chosen since as what it had been before", async () => {
    userSettings.set("googlenet.engine", "auto");
    await choice.remember();
    expect(choice.configToTrainAgain(config, failed("engine")).engine).toBe("auto");
  });

  it("is its own where the run did not fail of its engine", () => {
    changeSetting("googlenet.engine", "wasm");
    expect(choice.configToTrainAgain(config, failed("data"))).toEqual(config);
    expect(choice.configToTrainAgain(config, null)).toEqual(config);
  });

  it("is known over a reload of the window", () => {
    const memento = createMemento();
    const before = new EngineChoice(memento);
    changeSetting("googlenet.engine", "wasm");
    before.dispose();
    const after = new EngineChoice(memento);
    expect(after.configToTrainAgain(config, failed("engine")).engine).toBe("wasm");
    after.dispose();
  });
});
