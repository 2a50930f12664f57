import { afterEach, describe, expect, it, vi } from "vitest";
import { Barrier } from "../../../model/engine/wasm/barrier.js";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a barrier of two workers", () => {
  it("keeps one that is woken before the other has come", () => {
    const buffer = new SharedArrayBuffer(8);
    const other = new Barrier(buffer, 0, 2);
    // The other's call that ends a round may come so late that it wakes who waits in the next.
    const wait = vi
      .spyOn(Atomics, "wait")
      .mockReturnValueOnce("ok")
      .mockReturnValueOnce("ok")
      .mockImplementationOnce(() => {
        other.wait();
        return "ok";
      });
    new Barrier(buffer, 0, 2).wait();
    expect(wait).toHaveBeenCalledTimes(3);
    expect([...new Int32Array(buffer)]).toEqual([0, 1]);
  });

  it("is open to the same two again and again", () => {
    const buffer = new SharedArrayBuffer(8);
    const [one, other] = [new Barrier(buffer, 0, 2), new Barrier(buffer, 0, 2)];
    vi.spyOn(Atomics, "wait").mockImplementation(() => {
      other.wait();
      return "ok";
    });
    for (let round = 1; round <= 3; round++) {
      one.wait();
      expect([...new Int32Array(buffer)]).toEqual([0, round]);
    }
  });
});
