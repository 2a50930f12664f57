import type { Picture } from "./picture.js";

/** Of Fashion-MNIST's images. */
export const fashionSide = 28;

/** What still counts as background when edges are trimmed (Xiao et al. 2017, section 2: 5 %). */
const backgroundTolerance = 0.05 * 255;

/** Brightness in rows, 0 to 255. */
interface GrayPicture {
  readonly width: number;
  readonly height: number;
  readonly gray: Float32Array;
}

/** A small picture in gray, 0 to 255. */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** What a person decides of a picture's preparation; null leaves it to how the picture looks. */
export interface FashionChoices {
  /** Its negative is taken, as where its ground is bright. */
  readonly isInverted: boolean | null;
  /** Its edges are cut off, as of all but those of 28×28 pixels. */
  readonly isTrimmed: boolean | null;
}

/** How a picture becomes one of Fashion-MNIST's, step by step. */
export interface FashionSteps {
  readonly gray: GrayPicture;
  readonly isInverted: boolean;
  readonly onDark: GrayPicture;
  readonly isTrimmed: boolean;
  readonly trimmed: GrayPicture;
  readonly image: Uint8Array;
}

/**
 * A picture as Fashion-MNIST made its images of product photos (Xiao et al. 2017, section 2): edges
 * of the corners' color are cut off, the longer side becomes 28 pixels, the item is centered, gray, and
 * bright on black. A picture of 28×28 pixels keeps its edges. (They skipped rows and sharpened; here pixels
 * are averaged over their area.)
 */
export function fashionImage(picture: Picture): Uint8Array {
  return fashionSteps(picture).image;
}

/** The same with each of its steps, which may be decided otherwise. */
export function fashionSteps(
  picture: Picture,
  choices: FashionChoices = { isInverted: null, isTrimmed: null },
): FashionSteps {
  const gray = toGray(picture);
  const isInverted = choices.isInverted ?? cornersOf(gray) >= 128;
  const onDark = isInverted ? negativeOf(gray) : gray;
  const isReady = picture.width === fashionSide && picture.height === fashionSide;
  const isTrimmed = choices.isTrimmed ?? !isReady;
  const kept = isTrimmed ? trimmed(onDark) : onDark;
  return { gray, isInverted, onDark, isTrimmed, trimmed: kept, image: centered(kept) };
}

/** Whether nothing stands out from the rest. */
export function isBlank(picture: Picture): boolean {
  let [least, most] = [Infinity, -Infinity];
  for (const value of toGray(picture).gray) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least <= backgroundTolerance;
}

/** Transparent pixels lie on what the others stand out from: white ones on black. */
function toGray({ width, height, rgba }: Picture): GrayPicture {
  const gray = new Float32Array(width * height);
  let [light, opacity] = [0, 0];
  for (let pixel = 0; pixel < gray.length; pixel++) {
    const luma = lumaAt(rgba, 4 * pixel);
    const alpha = rgba[4 * pixel + 3] ?? 0;
    gray[pixel] = luma;
    light += luma * alpha;
    opacity += alpha;
  }
  const ground = light < 128 * opacity ? 255 : 0;
  for (let pixel = 0; pixel < gray.length; pixel++) {
    const alpha = rgba[4 * pixel + 3] ?? 0;
    gray[pixel] = ground + (((gray[pixel] ?? 0) - ground) * alpha) / 255;
  }
  return { width, height, gray };
}

/** ITU-R BT.601 */
function lumaAt(rgba: Uint8Array, red: number): number {
  return 0.299 * (rgba[red] ?? 0) + 0.587 * (rgba[red + 1] ?? 0) + 0.114 * (rgba[red + 2] ?? 0);
}

function negativeOf(picture: GrayPicture): GrayPicture {
  return { ...picture, gray: picture.gray.map((value) => 255 - value) };
}

function cornersOf({ width, height, gray }: GrayPicture): number {
  const places = [0, width - 1, (height - 1) * width, height * width - 1];
  return places.reduce((sum, place) => sum + (gray[place] ?? 0), 0) / places.length;
}

/** Without the rows and columns at the edges that hold nothing but background; whole if all do. */
function trimmed(picture: GrayPicture): GrayPicture {
  const { width, gray } = picture;
  const background = cornersOf(picture);
  let [top, bottom, left, right] = [Infinity, -1, Infinity, -1];
  gray.forEach((value, place) => {
    if (Math.abs(value - background) <= backgroundTolerance) return;
    const [x, y] = [place % width, Math.floor(place / width)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
  });
  if (bottom < 0) return picture;
  const size = { width: right - left + 1, height: bottom - top + 1 };
  const kept = Float32Array.from({ length: size.width * size.height }, (_, place) => {
    const y = top + Math.floor(place / size.width);
    return gray[y * width + left + (place % size.width)] ?? 0;
  });
  return { ...size, gray: kept };
}

/** Scaled so that the longer side fits, in the middle of black. */
function centered(picture: GrayPicture): Uint8Array {
  const { width, height, pixels } = scaled(picture, fashionSide);
  const left = Math.floor((fashionSide - width) / 2);
  const top = Math.floor((fashionSide - height) / 2);
  const image = new Uint8Array(fashionSide * fashionSide);
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    image.set(row, (top + y) * fashionSide + left);
  }
  return image;
}

/** A picture whose longer side has so many pixels. */
export function scaled(picture: GrayPicture, side: number): SmallPicture {
  const scale = side / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const rows: Span = [(y * picture.height) / height, ((y + 1) * picture.height) / height];
    for (let x = 0; x < width; x++) {
      const columns: Span = [(x * picture.width) / width, ((x + 1) * picture.width) / width];
      const value = areaMean(picture, rows, columns);
      pixels[y * width + x] = Math.round(value);
    }
  }
  return { width, height, pixels };
}

/** From a place between pixels to another. */
type Span = readonly [from: number, to: number];

function areaMean({ width, gray }: GrayPicture, rows: Span, columns: Span): number {
  let sum = 0;
  let area = 0;
  for (let y = Math.floor(rows[0]); y < rows[1]; y++) {
    const tall = Math.min(y + 1, rows[1]) - Math.max(y, rows[0]);
    for (let x = Math.floor(columns[0]); x < columns[1]; x++) {
      const part = tall * (Math.min(x + 1, columns[1]) - Math.max(x, columns[0]));
      sum += part * (gray[y * width + x] ?? 0);
      area += part;
    }
  }
  return sum / area;
}
