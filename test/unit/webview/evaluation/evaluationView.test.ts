import { describe, expect, it } from "vitest";
import {
  EvaluationView,
  parseEvaluationView,
} from "../../../../webview/evaluation/evaluationView.js";

describe("what a person chose to see of an evaluation", () => {
  it("is read back as it was kept", () => {
    const view = new EvaluationView({});
    view.showRun("a");
    view.at.value = 200;
    view.mode.value = "rows";
    view.classOrder.value = "set";
    view.imageOrder.value = "surest";
    view.choice.value = { kind: "cell", label: 3, chosen: 4 };
    view.sortBy("loss");
    const kept: unknown = JSON.parse(JSON.stringify(view.state.value));
    expect(new EvaluationView(parseEvaluationView(kept)).state.value).toEqual(view.state.value);
  });

  it("is as at first where nothing of it can be understood", () => {
    const first = new EvaluationView({}).state.value;
    const strange = {
      mode: "x",
      classOrder: 3,
      sort: { column: "name" },
      choice: "all",
      run: 1,
      at: 0.5,
    };
    for (const kept of [undefined, null, "text", strange]) {
      expect(new EvaluationView(parseEvaluationView(kept)).state.value).toEqual(first);
    }
  });

  it("begins with all mistakes of another run's newest weights, in the way that was chosen", () => {
    const view = new EvaluationView({
      run: "a",
      at: 200,
      mode: "columns",
      choice: { kind: "class", label: 1 },
    });
    view.showRun("a");
    expect([view.at.value, view.choice.value]).toEqual([200, { kind: "class", label: 1 }]);
    view.showRun("b");
    expect([view.at.value, view.choice.value]).toEqual([null, { kind: "mistakes" }]);
    expect(view.mode.value).toBe("columns");
  });

  it("turns a column that is chosen again around", () => {
    const view = new EvaluationView({});
    view.sortBy("loss");
    expect(view.sort.value).toEqual({ column: "loss", isDescending: true });
    view.sortBy("loss");
    expect(view.sort.value).toEqual({ column: "loss", isDescending: false });
    view.sortBy("name");
    expect(view.sort.value).toEqual({ column: "name", isDescending: false });
  });
});
