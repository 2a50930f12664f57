import { describe, expect, it } from "vitest";
import { gradCam, steepnessOf } from "../../../model/asking/heat.js";

describe("what matters in a picture", () => {
  it("is how steeply a score changes with a pixel, up or down, by the steepest of its channels", () => {
    const values = Float32Array.of(0.5, -2, 0, 1, 0, 0, 0.25, -0.25);
    const heat = steepnessOf({ height: 2, width: 2, channels: 2, values });
    expect(heat).toEqual({
      ...{ height: 2, width: 2, largest: 2 },
      pixels: Uint8Array.of(255, 128, 0, 32),
    });
  });

  it("is where maps speak for a class, each weighed by its mean slope", () => {
    const maps = {
      ...{ height: 1, width: 2, channels: 2 },
      values: Float32Array.of(1, 4, 3, 1),
    };
    // Weights 0.5 and −0.25: at the first place 0.5 − 1, at the second 1.5 − 0.25.
    const heat = gradCam(maps, Float32Array.of(1, -0.5, 0, 0));
    expect(heat).toMatchObject({ height: 1, width: 2, largest: 1.25 });
    expect([...heat.pixels]).toEqual([0, 255]);
  });

  it("is nothing where nothing speaks for it", () => {
    const maps = { height: 1, width: 1, channels: 1, values: Float32Array.of(2) };
    expect(gradCam(maps, Float32Array.of(-1))).toMatchObject({
      largest: 0,
      pixels: Uint8Array.of(0),
    });
  });
});
