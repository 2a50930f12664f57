import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { imageWayOf, type ImageWay } from "../../../model/asking/imageWay.js";
import type { NetworkInUse } from "../../../model/asking/networkInUse.js";
import {
  preparedPicture,
  type PictureFile,
  type PreparedPicture,
} from "../../../model/asking/preparedPicture.js";
import { fashionImage } from "../../../model/images/fashionImage.js";
import { decodeImage } from "../../../model/images/decodeImage.js";
import type { Picture } from "../../../model/images/picture.js";
import { SaidError } from "../../../model/messages/saidError.js";
import { defaultRunConfig } from "../../../model/run/config.js";
import { jpegOf, plainPicture, pngOf } from "../../support/pictureFolders.js";
import { pngFile } from "../../support/pngFile.js";

type Run = Parameters<typeof imageWayOf>[0];

function wayOf(dataset: string, channels: number): ImageWay {
  const config = { ...defaultRunConfig(), dataset, inputSize: [10, 20] as [number, number] };
  return imageWayOf({ config, data: { channels } as Run["data"] });
}

const goods = wayOf("fashion-mnist", 1);
const folder = wayOf("folder", 3);

async function prepared(
  bytes: Buffer,
  imageWay: ImageWay,
  choices: Partial<PictureFile> = {},
): Promise<PreparedPicture> {
  const input = {
    bytes: bytes.toString("base64"),
    isTurned: null,
    isInverted: null,
    isTrimmed: null,
    ...choices,
  };
  const checked = preparedPicture.input.parse(input);
  const watch = { reach: () => undefined, signal: new AbortController().signal };
  // What it needs of a network is how pictures become its images.
  return (await preparedPicture.answer({ imageWay } as NetworkInUse, checked, watch))!;
}

/** A dark square on white, off its middle. */
function drawn(): Picture {
  const { width, height, rgba } = plainPicture([255, 255, 255], { width: 60, height: 40 });
  for (let y = 5; y < 25; y++) {
    for (let x = 30; x < 50; x++) rgba.set([20, 30, 40], 4 * (y * width + x));
  }
  return { width, height, rgba };
}

const stepsOf = ({ steps }: PreparedPicture) => steps.map(({ id, isDone }) => [id, isDone]);

describe("a picture of one's own", () => {
  it("is prepared as the terminal prepares it, step by step", async () => {
    const bytes = pngOf(drawn());
    const found = await prepared(bytes, goods);
    expect(Buffer.from(found.pixels, "base64")).toEqual(
      Buffer.from(fashionImage(decodeImage(bytes))),
    );
    expect(stepsOf(found)).toEqual([
      ["taken", null],
      ["gray", null],
      ["inverted", true],
      ["trimmed", true],
      ["resized", null],
    ]);
    const [taken, gray, inverted, trimmed, resized] = found.steps.map(({ tile }) => tile);
    expect([taken!.width, taken!.height, taken!.channels]).toEqual([64, 43, 3]);
    expect([gray!.pixels[0], inverted!.pixels[0]]).toEqual([255, 0]);
    expect([trimmed!.width, trimmed!.height]).toEqual([64, 64]);
    expect(resized).toMatchObject({ width: 28, height: 28 });
    expect(found).toMatchObject({ isAnimated: false, isBlank: false });
  });

  it("is prepared otherwise where a person decides so", async () => {
    const bytes = pngOf(drawn());
    const bright = await prepared(bytes, goods, { isInverted: false });
    expect(stepsOf(bright)[2]).toEqual(["inverted", false]);
    expect(bright.steps[2]!.tile).toEqual(bright.steps[1]!.tile);
    const whole = await prepared(bytes, goods, { isTrimmed: false });
    expect(stepsOf(whole)[3]).toEqual(["trimmed", false]);
    const byItself = await prepared(bytes, goods);
    expect(new Set([bright, whole, byItself].map(({ pixels }) => pixels)).size).toBe(3);
  });

  it("is fitted alone where the network was trained on pictures as they are", async () => {
    const found = await prepared(pngOf(drawn()), folder, { isInverted: true });
    expect(stepsOf(found)).toEqual([
      ["taken", null],
      ["resized", null],
    ]);
    expect(found.steps[1]!.tile).toMatchObject({ height: 10, width: 20, channels: 3 });
    expect(Buffer.from(found.pixels, "base64")).toHaveLength(600);
  });

  it("is turned where its file says so, and not where a person decides so", async () => {
    const [plain, photo] = await Promise.all(
      ["exif1.jpg", "exif6.jpg"].map((name) => readFile(path.join("test/fixtures/images", name))),
    );
    const upright = await prepared(plain!, goods);
    expect(stepsOf(upright)[1]).toEqual(["gray", null]);
    const turned = await prepared(photo!, goods);
    expect(stepsOf(turned).slice(0, 3)).toEqual([
      ["taken", null],
      ["turned", true],
      ["gray", null],
    ]);
    const [taken, stood] = turned.steps.map(({ tile: { width, height } }) => [width, height]);
    const { width, height } = upright.steps[0]!.tile;
    expect([taken, stood]).toEqual([
      [height, width],
      [width, height],
    ]);
    const lying = await prepared(photo!, goods, { isTurned: false });
    expect(stepsOf(lying)[1]).toEqual(["turned", false]);
    expect(lying.steps[1]!.tile).toEqual(lying.steps[0]!.tile);
    expect(lying.pixels).not.toBe(turned.pixels);
    // Also where a picture is fitted alone.
    expect(stepsOf(await prepared(photo!, folder))[1]).toEqual(["turned", true]);
  });

  it("is read whatever it is made of", async () => {
    const fixture = (name: string) => readFile(path.join("test/fixtures/images", name));
    for (const bytes of [
      await fixture("cmyk.jpg"),
      await fixture("white-on-transparent.png"),
      pngFile({ width: 1, height: 1, rows: [[0, 200]] }),
      pngFile({ width: 2, height: 1, depth: 16, rows: [[0, 200, 0, 100, 0]] }),
    ]) {
      expect(Buffer.from((await prepared(bytes, goods)).pixels, "base64")).toHaveLength(784);
    }
    const blank = jpegOf(plainPicture([90, 90, 90], { width: 9, height: 9 }));
    expect((await prepared(blank, goods)).isBlank).toBe(true);
  });

  it("is refused in one sentence where it is none", async () => {
    const png = pngOf(drawn());
    for (const [bytes, sentence] of [
      [Buffer.alloc(0), "It is empty."],
      [Buffer.from("just a text"), "It is not one of: PNG, JPEG, WebP."],
      [png.subarray(0, png.length / 2), /^This PNG file is (?:cut off|damaged)\.$/u],
      [
        pngFile({ width: 20_000, height: 20_000, rows: [[0]] }),
        /^This PNG file has 20000×20000 pixels, more than the 50 million that are read\.$/u,
      ],
    ] as const) {
      const error = await prepared(bytes, goods).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SaidError);
      expect((error as Error).message).toMatch(sentence);
    }
  });
});
