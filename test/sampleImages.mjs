import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/*
 * `node test/sampleImages.mjs [FOLDER]`: writes the first test image of each of Fashion-MNIST's
 * classes as the module that the inspector draws receptive fields on. FOLDER holds the packed files.
 */

const [folder = "/usr/share/datasets/fashion-mnist"] = process.argv.slice(2);
const output = "webview/inspector/shape/sampleImages/pixels.ts";
const classes = 10;
// The IDX format: the header of a file of three dimensions, and of one.
const [imagesHeader, labelsHeader] = [16, 8];

const unpack = (name) => gunzipSync(readFileSync(path.join(folder, `${name}.gz`)));
const images = unpack("t10k-images-idx3-ubyte");
const labels = unpack("t10k-labels-idx1-ubyte").subarray(labelsHeader);
const [height, width] = [images.readUInt32BE(8), images.readUInt32BE(12)];

const rows = Array.from({ length: classes }, (_, label) => {
  const index = labels.indexOf(label);
  const start = imagesHeader + index * height * width;
  const pixels = images.subarray(start, start + height * width).toString("base64");
  return `  { index: ${index}, pixels: "${pixels}" },`;
});

writeFileSync(
  output,
  `// Written by test/sampleImages.mjs from Fashion-MNIST's test set.
// Copyright 2017 Zalando SE, MIT License: https://github.com/zalandoresearch/fashion-mnist

export const sampleHeight = ${height};
export const sampleWidth = ${width};

/** The first test image of each class, in the order of the labels: its index from 0, its bytes in base64. */
export const samplePixels: readonly { readonly index: number; readonly pixels: string }[] = [
${rows.join("\n")}
];
`,
);
