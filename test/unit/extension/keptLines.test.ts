import { describe, expect, it } from "vitest";
import { KeptLines } from "../../../extension/runs/keptLines.js";

describe("lines that are kept for a while", () => {
  it("are what they were when they were put, and gone when they are given up", () => {
    const [lines, first, second] = [new KeptLines(), {}, {}];
    const written = Buffer.from("one");
    lines.put(first, written);
    written.write("two");
    lines.put(second, written);
    lines.keepOnly(new Set([second]));
    expect(lines.get(first)).toBeUndefined();
    expect(String(lines.get(second))).toBe("two");
  });

  it("take the room of others, however many there were", () => {
    const lines = new KeptLines();
    const rooms = new Set<unknown>();
    for (let number = 0; number < 1000; number += 1) {
      const owner = {};
      lines.put(owner, Buffer.from(`line ${number}`));
      rooms.add(lines.get(owner)?.buffer);
      expect(String(lines.get(owner))).toBe(`line ${number}`);
      if (number % 10 === 9) lines.keepOnly(new Set([owner]));
    }
    expect(rooms.size).toBeLessThan(25);
  });

  it("have room where that of another is too short", () => {
    const lines = new KeptLines();
    lines.put({}, Buffer.from("short"));
    lines.keepOnly(new Set());
    const [owner, long] = [{}, "x".repeat(10_000)];
    lines.put(owner, Buffer.from(long));
    expect(String(lines.get(owner))).toBe(long);
  });
});
