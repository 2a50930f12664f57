import { PNG } from "pngjs";

/** Images of one size, and how they stand beside each other. */
export interface Sheet {
  readonly images: readonly Uint8Array[];
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly columns: number;
}

const gap = 2;

/** One PNG file of all of them, on transparent ground. */
export function pictureSheet({ images, channels, height, width, columns }: Sheet): Buffer {
  const across = Math.min(columns, Math.max(1, images.length));
  const rows = Math.max(1, Math.ceil(images.length / across));
  const sheet = new PNG({
    width: across * (width + gap) - gap,
    height: rows * (height + gap) - gap,
  });
  sheet.data.fill(0);
  images.forEach((pixels, place) => {
    const left = (place % across) * (width + gap);
    const top = Math.floor(place / across) * (height + gap);
    for (let pixel = 0; pixel < height * width; pixel++) {
      const [x, y] = [left + (pixel % width), top + Math.floor(pixel / width)];
      const at = 4 * (y * sheet.width + x);
      for (let color = 0; color < 3; color++) {
        sheet.data[at + color] = pixels[pixel * channels + (color % channels)] ?? 0;
      }
      sheet.data[at + 3] = 255;
    }
  });
  return PNG.sync.write(sheet);
}
