import { describe, expect, it } from "vitest";
import { Precedence } from "../../../model/asking/precedence.js";
import { Turns } from "../../../model/asking/turns.js";

/** Whether it is settled once all that can go on has gone on. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

describe("a question that takes long", () => {
  it("makes room for those that are asked by then, and for no later ones", async () => {
    const precedence = new Precedence();
    const long = precedence.begin();
    expect(await isSettled(long.others())).toBe(true);
    const [first, second] = [precedence.begin(), precedence.begin()];
    const room = long.others();
    first.stepBack();
    expect(await isSettled(room)).toBe(false);
    const later = precedence.begin();
    second.stepBack();
    expect(await isSettled(room)).toBe(true);
    const next = long.others();
    expect(await isSettled(next)).toBe(false);
    later.stepBack();
    expect(await isSettled(next)).toBe(true);
  });

  it("waits for no other one that takes long", async () => {
    const precedence = new Precedence();
    const [one, other] = [precedence.begin(), precedence.begin()];
    const waits = [one.others(), other.others()];
    expect(await isSettled(Promise.all(waits))).toBe(true);
  });
});

describe("who waits until nothing is done", () => {
  it("is known until the last one has had their turn", async () => {
    const turns = new Turns();
    expect(await isSettled(turns.isWanted)).toBe(false);
    let end = (): void => undefined;
    const works = new Promise<void>((resolve) => {
      end = resolve;
    });
    const work = turns.atLength("many", () => works);
    const waits = [turns.alone(() => Promise.resolve()), turns.alone(() => Promise.resolve())];
    expect(await isSettled(turns.isWanted)).toBe(true);
    end();
    await work;
    await waits[0];
    expect(await isSettled(turns.isWanted)).toBe(true);
    await waits[1];
    expect(await isSettled(turns.isWanted)).toBe(false);
  });
});
