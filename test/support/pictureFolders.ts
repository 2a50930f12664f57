import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { encode as encodeJpeg } from "jpeg-js";
import { PNG } from "pngjs";
import type { Picture } from "../../model/images/picture.js";

type Color = readonly [red: number, green: number, blue: number];

/** A picture of one color with some noise, so that two of them differ. */
export function plainPicture(
  color: Color,
  { width, height, noise = 0 }: { width: number; height: number; noise?: number },
): Picture {
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const spot = noise === 0 ? 0 : (pixel * 37 + noise * 11) % 40;
    rgba.set([...color.map((value) => Math.min(255, value + spot)), 255], 4 * pixel);
  }
  return { width, height, rgba };
}

export function pngOf({ width, height, rgba }: Picture): Buffer {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return PNG.sync.write(png);
}

export function jpegOf({ width, height, rgba }: Picture): Buffer {
  return encodeJpeg({ width, height, data: Buffer.from(rgba) }, 95).data;
}

/** Files by their paths below a folder, which is made. */
export async function writeFiles(
  root: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** So many pictures of each class, each of a brightness and a size of its own. */
export function pictureFiles(
  classNames: readonly string[],
  count: number,
  { inColor = false }: { readonly inColor?: boolean } = {},
): Readonly<Record<string, Uint8Array>> {
  const files = classNames.flatMap((name, label) =>
    Array.from({ length: count }, (_, index): [string, Uint8Array] => {
      const light = Math.floor((200 * label) / Math.max(1, classNames.length - 1));
      const color: Color = inColor ? [light, 200 - light, 20] : [light, light, light];
      const size = { width: 12 + (index % 9), height: 20 - (index % 9), noise: index + 1 };
      return [`${name}/${index}.png`, pngOf(plainPicture(color, size))];
    }),
  );
  return Object.fromEntries(files);
}
