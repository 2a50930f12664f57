import type { Dataset, Examples, LeftOut, LoadOptions } from "../data/dataset.js";
import { findDataset } from "../data/index.js";
import { recognizeDataset } from "../data/recognizeDataset.js";
import { fitPicture, toGray } from "../images/fitPicture.js";
import { changedPicture } from "./changedPicture.js";
import { pictureSheet } from "../images/pictureSheet.js";
import { augmentationOf } from "../program/augmentation.js";
import { keyOf } from "../program/dropoutMask.js";
import type { RunConfig } from "../run/config.js";
import type { DataPreview, PicturePreview } from "../run/dataPreview.js";

export interface PreviewQuestion extends Omit<LoadOptions, "report"> {
  /** The form of its files; recognized from them if left out. */
  readonly dataset?: string | undefined;
  /** How a run would change its pictures. */
  readonly augment?: RunConfig["augment"];
}

const shownPictures = 16;
/** Red, green, blue and opacity. */
const rgbaBytes = 4;

/** What a run on a folder would train on; throws a UserError where it could not. */
export async function previewData(
  { dataset: id, augment = [], ...options }: PreviewQuestion,
  report: LoadOptions["report"],
): Promise<DataPreview> {
  const named = id === undefined ? undefined : findDataset(id);
  const provider = named ?? (await recognizeDataset(options.directory));
  return previewOf(await provider.load({ ...options, report }), { ...options.form, augment });
}

function previewOf(
  dataset: Dataset,
  { inputSize, seed, augment }: LoadOptions["form"] & Pick<RunConfig, "augment">,
): DataPreview {
  const { id, title, source, classNames, train, test, leftOut = [], remarks = [] } = dataset;
  const [trained, tested] = [countsOf(train, classNames), countsOf(test, classNames)];
  const [height, width] = inputSize;
  const shown = chosen(train, classNames.length);
  const pictureOf = (index: number, pixels: Uint8Array): PicturePreview => ({
    className: classNames[train.labels[index] ?? 0] ?? "",
    ...pictureAt(train, pixels, inputSize),
  });
  const augmentation = augmentationOf(augment, train);
  return {
    ...{ dataset: id, title, source },
    input: [train.channels, height, width],
    ...{ trainExamples: train.count, testExamples: test.count },
    size: [train.height, train.width],
    classes: classNames.map((name, label) => ({
      ...{ name, train: trained[label] ?? 0, test: tested[label] ?? 0 },
    })),
    leftOut: leftOut.toSorted(unreadableFirst),
    remarks: [...remarks],
    pictures: shown.map((index) => pictureOf(index, pixelsOf(train, index))),
    changed:
      augmentation === null
        ? []
        : shown.map((index, place) => {
            const change = { ...augmentation, key: keyOf("input", seed) };
            return pictureOf(
              index,
              changedPicture(pixelsOf(train, index), train, { change, place }),
            );
          }),
  };
}

function unreadableFirst(one: LeftOut, other: LeftOut): number {
  return Number(other.isUnreadable) - Number(one.isUnreadable);
}

function countsOf({ labels }: Examples, classNames: readonly string[]): readonly number[] {
  const counts = classNames.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The first of each class, then the second, as long as there are some. */
function chosen({ labels }: Examples, classes: number): readonly number[] {
  const seen = Array.from({ length: classes }, () => 0);
  const ranked = Array.from(labels, (label, index) => {
    const turn = seen[label] ?? 0;
    seen[label] = turn + 1;
    return { index, label, turn };
  }).filter(({ turn }) => turn < shownPictures);
  return ranked
    .sort((one, other) => one.turn - other.turn || one.label - other.label)
    .slice(0, shownPictures)
    .map(({ index }) => index);
}

function pixelsOf({ images, height, width, channels }: Examples, index: number): Uint8Array {
  const length = height * width * channels;
  return images.subarray(index * length, (index + 1) * length);
}

/** As the network is given it: an engine resizes what has another size. */
function pictureAt(
  { height, width, channels }: Pick<Examples, "height" | "width" | "channels">,
  pixels: Uint8Array,
  inputSize: LoadOptions["form"]["inputSize"],
): Omit<PicturePreview, "className"> {
  const isReady = height === inputSize[0] && width === inputSize[1];
  const fitted = isReady ? pixels : resized(pixels, { height, width, channels }, inputSize);
  const sized = { height: inputSize[0], width: inputSize[1] };
  return {
    pixels: Buffer.from(fitted).toString("base64"),
    png: pictureSheet({ images: [fitted], channels, ...sized, columns: 1 }).toString("base64"),
  };
}

function resized(
  pixels: Uint8Array,
  { height, width, channels }: Pick<Examples, "height" | "width" | "channels">,
  inputSize: LoadOptions["form"]["inputSize"],
): Uint8Array {
  const rgba = new Uint8Array(height * width * rgbaBytes).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let color = 0; color < 3; color++) {
      rgba[pixel * rgbaBytes + color] = pixels[pixel * channels + (color % channels)] ?? 0;
    }
  }
  const fitted = fitPicture({ height, width, rgba }, ...inputSize);
  return channels === 1 ? toGray(fitted) : fitted;
}
