import { describe, expect, it } from "vitest";
import { shapeWithin } from "../../../webview/words/textRoom.js";

describe("the form of a shape", () => {
  const shapes = [
    [16, 12, 12],
    [128, 12, 12],
    [192, 12, 12],
  ];

  it("is the fullest that has room", () => {
    expect([70, 50, 40, 20, 10].map((room) => shapeWithin([128, 12, 12], room, 10))).toEqual([
      ...["128×12×12", "128×12²", "128", "128", ""],
    ]);
    expect(shapeWithin([8, 3, 5], 70, 10)).toBe("8×3×5");
    expect(shapeWithin([10], 70, 10)).toBe("10");
  });

  it("is one for all that stand beside each other, in any room", () => {
    const formOf = (text: string): string => text.replaceAll(/\d+/gu, "n");
    const forms = new Set<string>();
    for (let room = 0; room < 80; room++) {
      const written = shapes.map((shape) => formOf(shapeWithin(shape, room, 10, shapes)));
      expect(new Set(written).size, String(room)).toBe(1);
      forms.add(written[0]!);
    }
    expect(forms).toEqual(new Set(["", "n", "n×n²", "n×n×n"]));
  });
});
