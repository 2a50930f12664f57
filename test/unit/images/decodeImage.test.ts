import { readFileSync } from "node:fs";
import { encode as encodeJpeg } from "jpeg-js";
import { describe, expect, it } from "vitest";
import { decodeImage } from "../../../model/images/decodeImage.js";
import { fashionImage, isBlank } from "../../../model/images/fashionImage.js";
import { asStored } from "../../../model/images/orientation.js";
import type { Picture } from "../../../model/images/picture.js";
import { exifOf, pngChunk, pngFile } from "../../support/pngFile.js";

function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/images/${name}`, import.meta.url));
}

/** Each pixel's red, in rows. */
function redOf({ width, height, rgba }: Picture): number[][] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => rgba[4 * (y * width + x)] ?? NaN),
  );
}

/** The mean difference of two images of Fashion-MNIST, of 255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, place) => sum + Math.abs(value - (b[place] ?? 0)), 0) / a.length;
}

const dots = { width: 3, height: 2, rows: [[0, 1, 2, 3], [0, 4, 5, 6]] } as const; // prettier-ignore
const tooMany = /pixels, more than the 50 million that are read/u;

describe("a picture's orientation", () => {
  const upright = [
    [[1, 2, 3], [4, 5, 6]],
    [[3, 2, 1], [6, 5, 4]],
    [[6, 5, 4], [3, 2, 1]],
    [[4, 5, 6], [1, 2, 3]],
    [[1, 4], [2, 5], [3, 6]],
    [[4, 1], [5, 2], [6, 3]],
    [[6, 3], [5, 2], [4, 1]],
    [[3, 6], [2, 5], [1, 4]],
  ]; // prettier-ignore

  it.each(upright.map((rows, index) => [index + 1, rows] as const))(
    "%i of PNG is undone, and done again",
    (orientation, rows) => {
      const extra = [pngChunk("eXIf", exifOf(orientation))];
      const decoded = decodeImage(pngFile({ ...dots, extra }));
      expect(redOf(decoded)).toEqual(rows);
      expect(decoded.orientation).toBe(orientation);
      expect(redOf(asStored(decoded))).toEqual(upright[0]);
    },
  );

  it("is undone in JPEG, so that a turned photo is the same as an upright one", () => {
    const [straight, turned, lying] = ["exif1.jpg", "exif6.jpg", "rot90-noexif.jpg"].map((name) =>
      fashionImage(decodeImage(fixture(name))),
    ) as [Uint8Array, Uint8Array, Uint8Array];
    expect(difference(straight, turned)).toBeLessThan(1);
    expect(difference(straight, lying)).toBeGreaterThan(20);
  });

  it.each([
    ["is no EXIF data", Buffer.from("Exif?")],
    ["is cut off", exifOf(6).subarray(0, 15)],
    ["is a number that there is not", exifOf(9)],
  ])("is left alone where it %s", (_, data) => {
    const extra = [pngChunk("eXIf", data)];
    expect(redOf(decodeImage(pngFile({ ...dots, extra })))).toEqual(upright[0]);
  });
});

describe("a PNG file", () => {
  it("may go on after its end", () => {
    const file = Buffer.concat([pngFile(dots), Buffer.from([0x1a])]);
    expect(redOf(decodeImage(file))).toEqual(redOf(decodeImage(pngFile(dots))));
  });

  it("may have 16 bits a color", () => {
    const rows = [[0, 0xff, 0xff, 0x80, 0x00, 0x00, 0x7f]]; // prettier-ignore
    const { rgba } = decodeImage(pngFile({ width: 3, height: 1, depth: 16, rows }));
    expect([rgba[0], rgba[4], rgba[8]]).toEqual([255, 128, 0]);
  });

  it("may be interlaced, and one of one pixel is read", () => {
    // The passes of 3×2 pixels: first column and row 0, 2; then column 1; then row 1.
    const rows = [[0, 1], [0, 3], [0, 2], [0, 4, 5, 6]]; // prettier-ignore
    const file = pngFile({ width: 3, height: 2, isInterlaced: true, rows });
    expect(redOf(decodeImage(file))).toEqual(redOf(decodeImage(pngFile(dots))));
    expect(redOf(decodeImage(pngFile({ width: 1, height: 1, rows: [[0, 9]] })))).toEqual([[9]]);
  });

  it("tells that it moves", () => {
    const moving = pngFile({ ...dots, extra: [pngChunk("acTL", Buffer.alloc(8))] });
    expect([decodeImage(moving).isAnimated, decodeImage(pngFile(dots)).isAnimated]).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    ["lacks a row", pngFile({ ...dots, rows: dots.rows.slice(1) }), /is cut off/u],
    ["lacks a pixel", pngFile({ ...dots, rows: [[0, 1, 2, 3], [0, 4, 5]] }), /is cut off/u],
    ["lacks a pass", pngFile({ ...dots, isInterlaced: true, rows: [[0, 1], [0, 3], [0, 2]] }), /is cut off/u],
    ["has no data", pngFile({ ...dots, rows: null }), /has no image data/u],
    ["has empty data", pngFile({ ...dots, rows: [] }), /is cut off/u],
    ["has no width", pngFile({ ...dots, width: 0 }), /has 0×2 pixels/u],
    ["has no height", pngFile({ ...dots, height: 0 }), /has 3×0 pixels/u],
    ["is too large", pngFile({ ...dots, width: 100_000, height: 100_000 }), tooMany],
    ["is as large as can be", pngFile({ ...dots, width: 0xffffffff, height: 0xffffffff }), tooMany],
    ["has colors that there are not", pngFile({ ...dots, color: 5 }), /is damaged/u],
    ["has bits that there are not", pngFile({ ...dots, depth: 3 }), /is damaged/u],
    ["has a filter that there is not", pngFile({ ...dots, rows: [[9, 1, 2, 3], [0, 4, 5, 6]] }), /is damaged/u],
    ["has no palette", pngFile({ ...dots, color: 3 }), /is damaged/u],
  ])("is refused where it %s", (_, file, reason) => {
    expect(() => decodeImage(file)).toThrow(reason);
    expect(() => decodeImage(file)).toThrow(/^This PNG file .*\.$/u);
  }); // prettier-ignore

  it("is refused in our words wherever it is cut or changed", () => {
    const whole = pngFile({ ...dots, extra: [pngChunk("eXIf", exifOf(6))] });
    for (let place = 4; place < whole.length; place++) {
      expect(() => decodeImage(whole.subarray(0, place))).toThrow(/^This PNG file is cut off\.$/u);
      const changed = Buffer.from(whole);
      changed.writeUInt8((whole[place] ?? 0) ^ 0x55, place);
      try {
        decodeImage(changed);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: This PNG file (is|has) [^()]*\.$/u);
      }
    }
  });
});

describe("a JPEG file", () => {
  const photo = { width: 16, height: 16, data: Buffer.alloc(4 * 256, 200) };
  const whole = encodeJpeg(photo, 90).data;
  const frame = whole.indexOf(Buffer.from([0xff, 0xc0]));
  const changed = (offset: number, ...bytes: number[]): Buffer => {
    const file = Buffer.from(whole);
    file.set(bytes, frame + offset);
    return file;
  };

  it("may go on after its end", () => {
    const file = Buffer.concat([whole, Buffer.from([0, 1, 0xff, 0xd8, 0xff, 2])]);
    expect([...decodeImage(file).rgba]).toEqual([...decodeImage(whole).rgba]);
  });

  it("may be progressive, or in the four colors of print", () => {
    const [screen, print] = ["progressive.jpg", "cmyk.jpg"].map((name) =>
      redOf(decodeImage(fixture(name))).flat(),
    ) as [number[], number[]];
    const far = screen.map((value, place) => Math.abs(value - (print[place] ?? NaN)));
    expect(Math.max(...screen) - Math.min(...screen)).toBeGreaterThan(200);
    expect(far.reduce((sum, each) => sum + each) / far.length).toBeLessThan(3);
  });

  it.each([
    ["has no height", changed(5, 0, 0), /has 16×0 pixels/u],
    ["is too large", changed(5, 0xff, 0xff, 0xff, 0xff), tooMany],
    ["has 12 bits a color", changed(4, 12), /is of a kind that is not read/u],
    ["is lossless", changed(1, 0xc3), /is of a kind that is not read/u],
    ["has no picture", Buffer.from([0xff, 0xd8, 0xff, 0xd9]), /is damaged/u],
  ])("is refused where it %s", (_, file, reason) => {
    expect(() => decodeImage(file)).toThrow(reason);
    expect(() => decodeImage(file)).toThrow(/^This JPEG file .*\.$/u);
  });

  it("is refused in our words wherever it is cut or changed", () => {
    for (let place = 3; place < whole.length; place++) {
      expect(() => decodeImage(whole.subarray(0, place))).toThrow(
        /^This JPEG file is (cut off|damaged)\.$/u,
      );
      const file = Buffer.from(whole);
      file.writeUInt8((whole[place] ?? 0) ^ 0x55, place);
      try {
        decodeImage(file);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: This JPEG file (is|has) [^()]*\.$/u);
      }
    }
  });
});

describe("a picture on transparent ground", () => {
  it("is seen, though it is white", () => {
    const picture = decodeImage(fixture("white-on-transparent.png"));
    const image = fashionImage(picture);
    expect(isBlank(picture)).toBe(false);
    expect([image[0], Math.max(...image)]).toEqual([0, 255]);
  });
});

describe("what is no picture", () => {
  it.each([
    ["is empty", Buffer.alloc(0), "It is empty."],
    ["is of another kind", Buffer.from("GIF89a"), "It is not one of: PNG, JPEG, WebP."],
  ])("is refused where it %s", (_, file, reason) => {
    expect(() => decodeImage(file)).toThrow(reason);
  });
});
