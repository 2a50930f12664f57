// @vitest-environment jsdom
import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drawOnChange, endDrawing } from "../../../webview/state/binding/frame.js";

let frames: FrameRequestCallback[] = [];

function nextFrame(): void {
  const due = frames;
  frames = [];
  for (const callback of due) callback(0);
}

beforeEach(() => {
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
});

afterEach(() => {
  endDrawing();
  nextFrame();
  vi.unstubAllGlobals();
});

describe("drawings on change", () => {
  it("share one frame, each with the newest value alone", () => {
    const [a, b] = [signal(1), signal("x")];
    const drawn: unknown[] = [];
    drawOnChange(
      () => a.value,
      (value) => drawn.push(value),
    );
    drawOnChange(
      () => b.value,
      (value) => drawn.push(value),
    );
    [a.value, b.value] = [2, "y"];
    expect(frames).toHaveLength(1);
    nextFrame();
    expect(drawn).toEqual([2, "y"]);
    expect(frames).toHaveLength(0);
  });

  it("that a drawing causes belong to its frame, and are drawn once", () => {
    const [source, scene] = [signal("first"), signal("")];
    const seen: string[] = [];
    drawOnChange(
      () => source.value,
      (value) => {
        scene.value = value;
      },
    );
    drawOnChange(
      () => [scene.value, source.value] as const,
      ([shown]) => seen.push(shown),
    );
    nextFrame();
    expect(seen).toEqual(["first"]);
    source.value = "second";
    nextFrame();
    expect(seen).toEqual(["first", "second"]);
    expect(frames).toHaveLength(0);
  });

  it("that cause themselves wait for the next frame", () => {
    const count = signal(0);
    drawOnChange(
      () => count.value,
      (value) => {
        count.value = value + 1;
      },
    );
    nextFrame();
    expect(count.peek()).toBe(1);
    nextFrame();
    expect(count.peek()).toBe(2);
  });

  it("that fail are told and take no other with them", () => {
    const told = vi.fn();
    vi.stubGlobal("reportError", told);
    const drawn: number[] = [];
    drawOnChange(
      () => 1,
      () => {
        throw new Error("It broke.");
      },
    );
    drawOnChange(
      () => 2,
      (value) => drawn.push(value),
    );
    nextFrame();
    expect(drawn).toEqual([2]);
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ message: "It broke." }));
  });

  it("that ended draw no more", () => {
    const value = signal(1);
    const drawn: number[] = [];
    const end = drawOnChange(
      () => value.value,
      (each) => drawn.push(each),
    );
    end();
    value.value = 2;
    nextFrame();
    expect(drawn).toEqual([]);
  });
});
