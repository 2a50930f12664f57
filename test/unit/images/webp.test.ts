import { describe, expect, it } from "vitest";
import { decodeImage } from "../../../model/images/decodeImage.js";
import { exifOf } from "../../support/pngFile.js";

/** 5×3 pixels without loss: byte `i` of the colors is `7 · i mod 256`, and all are opaque. */
const whole = Buffer.from(
  "UklGRlwAAABXRUJQVlA4TE8AAAAvBIAAAHegoG0j5/ZRGB/+TJ+DgrZt2FjbDcSL2rZt2KCdZM7cNP8EkzTVdkyrz4zo8j8AAABAVWQb1O+91yODCjqpoJwsgkX0P2pwn70EAA==",
  "base64",
);
/** The same size, with loss. */
const lossy = Buffer.from(
  "UklGRlAAAABXRUJQVlA4IEQAAADQAQCdASoFAAMAAgA0JZACdAD0h/tsAAD+5vpsu56//sIvhhMB4AHVo2u3jdIhAnPSi/ZlHeH5fd5lNeHf0cmKTcAAAA==",
  "base64",
);
const pixels = Array.from({ length: 60 }, (_, place) =>
  place % 4 === 3 ? 255 : (7 * place) % 256,
);

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** The picture in a container that can hold more. */
function extended(flags: number, ...more: readonly Buffer[]): Buffer {
  const head = Buffer.from([flags, 0, 0, 0, 4, 0, 0, 2, 0, 0]);
  const content = Buffer.concat([
    Buffer.from("WEBP"),
    chunk("VP8X", head),
    whole.subarray(12),
    ...more,
  ]);
  return chunk("RIFF", content);
}

describe("a WebP file", () => {
  it("is read with and without loss, and may go on after its end", () => {
    const { width, height, rgba } = decodeImage(whole);
    expect([width, height, [...rgba]]).toEqual([5, 3, pixels]);
    expect(decodeImage(lossy)).toMatchObject({ width: 5, height: 3, isAnimated: false });
    expect([...decodeImage(Buffer.concat([whole, Buffer.from("more")])).rgba]).toEqual(pixels);
  });

  it("is turned as its EXIF data says", () => {
    const turned = decodeImage(extended(8, chunk("EXIF", exifOf(6))));
    expect([turned.width, turned.height]).toEqual([3, 5]);
    // The first row of what is seen is the first column of what is stored, from below.
    expect([...turned.rgba.subarray(0, 4)]).toEqual(pixels.slice(40, 44));
  });

  it.each([
    ["moves", extended(2), "This WebP file moves, which is not read."],
    ["is another kind of RIFF file", chunk("RIFF", Buffer.from(`WAVEfmt ${"0".repeat(40)}`)), "This WebP file is damaged."],
    ["is too large", Buffer.from(extended(0)).fill(0xff, 24, 30), "more than the 50 million that are read."],
  ])("is refused where it %s", (_, file, message) => {
    expect(() => decodeImage(file)).toThrow(message);
  }); // prettier-ignore

  it("is refused in our words wherever it is cut or changed", () => {
    for (let place = 4; place < whole.length; place++) {
      expect(() => decodeImage(whole.subarray(0, place))).toThrow(/^This WebP file is cut off\.$/u);
      const changed = Buffer.from(whole);
      changed.writeUInt8((whole[place] ?? 0) ^ 0x55, place);
      try {
        decodeImage(changed);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: This WebP file (is|has|moves)/u);
      }
    }
  });
});
