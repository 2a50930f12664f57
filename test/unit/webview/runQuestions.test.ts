import { describe, expect, it } from "vitest";
import { withoutArrays } from "../../../model/run/wireArrays.js";
import { askOf, RunQuestions } from "../../../webview/host/runQuestions.js";
import type { RunQuestion } from "../../../webview/protocol.js";

/** A host that answers by hand. */
function slowHost() {
  const asked: RunQuestion[] = [];
  const cancelled: string[] = [];
  let answer: (value: unknown) => void = () => undefined;
  const questions = new RunQuestions({
    send: (question) => {
      asked.push(question);
      return new Promise((resolve) => (answer = resolve));
    },
    cancel: (id) => void cancelled.push(id),
  });
  return { asked, cancelled, questions, answer: (value: unknown) => answer(value) };
}

const tiles = { height: 1, width: 2, channels: 1, pixels: Uint8Array.of(3, 4) };

describe("a question of a page", () => {
  it("is answered with its numbers, and told how far it is meanwhile", async () => {
    const { asked, questions, answer } = slowHost();
    const reached: unknown[] = [];
    const found = questions.ask("testImages", [5], { reach: (...far) => reached.push(far) });
    const [question] = asked;
    expect(question).toMatchObject({ kind: "testImages", input: [5] });
    questions.reach(question!.id, 1, 2);
    questions.reach("another's", 2, 2);
    questions.reach(question!.id, 2, 2, withoutArrays(tiles));
    answer(withoutArrays(tiles));
    expect(await found).toEqual(tiles);
    questions.reach(question!.id, 2, 2);
    expect(reached).toEqual([
      [1, 2],
      [2, 2, tiles],
    ]);
  });

  it("has a name of its own", () => {
    const { asked, questions } = slowHost();
    void questions.ask("testImages", [1]);
    void questions.ask("testImages", [1]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(2);
  });

  it("says whose weights it is about, where those are not the shown run's", async () => {
    const { asked, questions, answer } = slowHost();
    const other = askOf(questions.ask, { run: "another" });
    const reached: unknown[] = [];
    const found = other("testImages", [5], { reach: (...far) => reached.push(far) });
    questions.reach(asked[0]!.id, 1, 2);
    answer(withoutArrays(tiles));
    expect(await found).toEqual(tiles);
    expect(reached).toEqual([[1, 2]]);
    void questions.ask("testImages", [5]);
    expect(asked.map(({ of }) => of)).toEqual([{ run: "another" }, undefined]);
  });

  it("can be taken back, whether the host has answered it or not", async () => {
    const { asked, cancelled, questions, answer } = slowHost();
    const controller = new AbortController();
    const found = questions.ask("testImages", [5], { signal: controller.signal });
    controller.abort(new Error("Another was asked."));
    expect(cancelled).toEqual([asked[0]!.id]);
    answer(null);
    await expect(found).rejects.toThrow("Another was asked.");
    await expect(questions.ask("testImages", [5], controller)).rejects.toThrow("Another");
    expect(asked).toHaveLength(1);
  });
});
