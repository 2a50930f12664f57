import { describe, expect, it, vi } from "vitest";
import { answerRequests } from "../../../extension/views/pageRequests.js";
import { pageCommandIds } from "../../../webview/protocol.js";
import { idleActions } from "./fakeParts.js";

/** As a page that was taken over could call it: with anything. */
function ask(method: string, request: unknown): Promise<unknown> {
  const answers = answerRequests(idleActions) as unknown as Readonly<
    Record<string, (request: unknown) => Promise<unknown>>
  >;
  return answers[method]?.(request) ?? Promise.reject(new Error(`There is no ${method}.`));
}

const svg = { name: "inception-3a.svg", encoding: "utf8", content: "<svg/>" };

describe("answerRequests", () => {
  it("hands on what a page asks", async () => {
    const restart = vi.fn(() => Promise.resolve());
    const answers = answerRequests({ ...idleActions, restartWith: restart });
    await answers.restartWith({ learningRate: 0.01, seed: 7 });
    expect(restart).toHaveBeenCalledWith({ learningRate: 0.01, seed: 7 });
    await expect(ask("save", svg)).resolves.toBe(true);
    for (const name of ["块 3a × 2.png", "console.svg", "nullity.png", "com.csv", "com10.csv"]) {
      await expect(ask("save", { ...svg, name })).resolves.toBe(true);
    }
  });

  it("hands on every command that a page may run", async () => {
    const run = vi.fn(() => Promise.resolve());
    const answers = answerRequests({ ...idleActions, run });
    for (const command of pageCommandIds) {
      await answers.run(command);
      expect(run).toHaveBeenLastCalledWith(command);
    }
  });

  it("lets no page name the setting that is shown", async () => {
    const open = vi.fn(() => Promise.resolve());
    const answers = answerRequests({ ...idleActions, openDataSetting: open });
    await (answers.openDataSetting as (setting: string) => Promise<void>)("googlenet.python.path");
    expect(open).toHaveBeenCalledExactlyOnceWith();
  });

  it.each([
    ["run", "workbench.action.terminal.new"],
    ["run", "__proto__"],
    ["select", ""],
    ["select", { nodeId: "b1" }],
    ["ask", { inputSize: 0, unreduced: [] }],
    ["ask", { inputSize: 1e6, unreduced: [] }],
    ["ask", { inputSize: 96, unreduced: [7] }],
    ["restartWith", { epochs: 0 }],
    ["restartWith", { learningRate: Number.POSITIVE_INFINITY }],
    ["restartWith", { engine: "tensorflow" }],
    ["save", { ...svg, name: "../../.bashrc.svg" }],
    ["save", { ...svg, name: "C:\\autoexec.svg" }],
    ["save", { ...svg, name: "run.sh" }],
    ["save", { ...svg, encoding: "hex" }],
    ["copy", 3],
    ["keepView", null],
    ["keepView", { folded: "b1".repeat(20_000) }],
    ["readWeights", null],
  ])("refuses %s with %j", async (method, request) => {
    await expect(ask(method, request)).rejects.toThrow();
  });

  it.each(["CON.svg", "nul.png", "Aux.tar.png", "com1.csv", "LPT9 .json", "COM².md", "prn..svg"])(
    "refuses to save what Windows takes for a device: %s",
    async (name) => {
      await expect(ask("save", { ...svg, name })).rejects.toThrow();
    },
  );
});
