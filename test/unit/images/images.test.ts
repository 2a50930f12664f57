import { encode as encodeJpeg } from "jpeg-js";
import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { decodeImage } from "../../../model/images/decodeImage.js";
import { fashionImage, fashionSide, isBlank } from "../../../model/images/fashionImage.js";
import type { Picture } from "../../../model/images/picture.js";

type Color = readonly [red: number, green: number, blue: number, alpha: number];
const black: Color = [0, 0, 0, 255];
const white: Color = [255, 255, 255, 255];
const red: Color = [200, 0, 0, 255];
const clear: Color = [0, 0, 0, 0];

function picture(width: number, height: number, color: (x: number, y: number) => Color): Picture {
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba.set(color(pixel % width, Math.floor(pixel / width)), 4 * pixel);
  }
  return { width, height, rgba };
}

function pngOf({ width, height, rgba }: Picture): Buffer {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return PNG.sync.write(png);
}

/** A shirt of 30×60 pixels off the middle of 200×100. */
const isShirt = (x: number, y: number): boolean => x >= 20 && x < 50 && y >= 30 && y < 90;
const shirtOn = (background: Color, color: Color): Picture =>
  picture(200, 100, (x, y) => (isShirt(x, y) ? color : background));

/** The columns and rows that are not black. */
function extentOf(image: Uint8Array): readonly [number, number, number, number] {
  const lit = [...image.entries()].filter(([, value]) => value > 10).map(([place]) => place);
  const columns = lit.map((place) => place % fashionSide);
  const rows = lit.map((place) => Math.floor(place / fashionSide));
  return [Math.min(...columns), Math.max(...columns), Math.min(...rows), Math.max(...rows)];
}

describe("fashionImage", () => {
  it.each([
    ["on white", shirtOn(white, red)],
    ["on black", shirtOn(black, red)],
    ["on nothing", shirtOn(clear, red)],
    ["white on nothing", shirtOn(clear, white)],
    ["half seen on nothing", shirtOn(clear, [255, 255, 255, 128])],
    ["black on white", shirtOn(white, black)],
  ])("makes an item %s bright, centered and as large as it can be on black", (_, photo) => {
    const image = fashionImage(photo);
    expect(image).toHaveLength(fashionSide * fashionSide);
    expect(extentOf(image)).toEqual([7, 20, 0, 27]);
    expect(image[0]).toBe(0);
    expect(isBlank(photo)).toBe(false);
  });

  it("keeps the pixels of an image that is one of Fashion-MNIST's already", () => {
    const gray = (x: number, y: number): number =>
      x > 3 && x < 20 && y > 5 && y < 25 ? (x * y) % 256 : 0;
    const same = picture(fashionSide, fashionSide, (x, y) => {
      const value = gray(x, y);
      return [value, value, value, 255];
    });
    const image = fashionImage(same);
    image.forEach((value, place) => {
      expect(value).toBe(gray(place % fashionSide, Math.floor(place / fashionSide)));
    });
  });

  it.each([
    [1, 1],
    [1, 500],
    [500, 1],
    [3, 2],
  ])("takes a picture of %i×%i pixels of one color", (width, height) => {
    for (const color of [white, black, red, clear]) {
      expect(isBlank(picture(width, height, () => color))).toBe(true);
    }
    expect(fashionImage(picture(width, height, () => white))).toEqual(
      new Uint8Array(fashionSide * fashionSide),
    );
  });
});

describe("decodeImage", () => {
  it("reads PNG exactly, with transparency", () => {
    const photo = picture(5, 3, (x, y) => [x * 50, y * 100, 7, x * 40]);
    expect(decodeImage(pngOf(photo))).toMatchObject({ width: 5, height: 3 });
    expect([...decodeImage(pngOf(photo)).rgba]).toEqual([...photo.rgba]);
  });

  it("reads JPEG", () => {
    const photo = picture(32, 16, () => red);
    const { data } = encodeJpeg({ width: 32, height: 16, data: Buffer.from(photo.rgba) }, 95);
    const { width, height, rgba } = decodeImage(data);
    expect([width, height]).toEqual([32, 16]);
    expect(Math.abs((rgba[0] ?? 0) - red[0])).toBeLessThan(5);
  });
});
