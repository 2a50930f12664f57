import { areaOf, type Window } from "../../network/window.js";
import {
  add,
  addProducts,
  addTimes,
  at,
  mapsOf,
  offsetOf,
  type Maps,
  type Tensor,
} from "./tensor.js";

/** Calls `visit` for every output position and every place of its window that lies inside the input. */
function forEachTap(
  input: Maps,
  output: Maps,
  { kernel, stride, padding }: Window,
  visit: (inputOffset: number, outputOffset: number, tap: number) => void,
): void {
  const area = output.height * output.width;
  const taps = areaOf(kernel);
  for (let position = 0; position < output.batch * area; position++) {
    const n = Math.floor(position / area);
    const top = Math.floor((position % area) / output.width) * stride[0] - padding[0];
    const left = (position % output.width) * stride[1] - padding[1];
    for (let tap = 0; tap < taps; tap++) {
      const y = top + Math.floor(tap / kernel[1]);
      const x = left + (tap % kernel[1]);
      if (y < 0 || x < 0 || y >= input.height || x >= input.width) continue;
      visit(offsetOf(input, n, y, x), position * output.channels, tap);
    }
  }
}

/** output += input ∗ weight, the weight [kernel height, kernel width, in, out]. */
export function convolve(input: Tensor, weight: Tensor, window: Window, output: Tensor): void {
  const from = mapsOf(input);
  const to = mapsOf(output);
  forEachTap(from, to, window, (i, o, tap) => {
    for (let c = 0; c < from.channels; c++) {
      const row = (tap * from.channels + c) * to.channels;
      const sums = { data: output.data, from: o };
      const factors = { data: weight.data, from: row };
      addTimes(sums, factors, at(input.data, i + c), to.channels);
    }
  });
}

export function convolveInputGradient(
  gradient: Tensor,
  weight: Tensor,
  window: Window,
  output: Tensor,
): void {
  const from = mapsOf(output);
  const to = mapsOf(gradient);
  forEachTap(from, to, window, (i, o, tap) => {
    for (let c = 0; c < from.channels; c++) {
      const row = (tap * from.channels + c) * to.channels;
      const slopes = { data: gradient.data, from: o };
      const factors = { data: weight.data, from: row };
      const sum = at(output.data, i + c);
      output.data[i + c] = addProducts(sum, slopes, factors, to.channels);
    }
  });
}

export function convolveWeightGradient(
  gradient: Tensor,
  input: Tensor,
  window: Window,
  output: Tensor,
): void {
  const from = mapsOf(input);
  const to = mapsOf(gradient);
  forEachTap(from, to, window, (i, o, tap) => {
    for (let c = 0; c < from.channels; c++) {
      const row = (tap * from.channels + c) * to.channels;
      const sums = { data: output.data, from: row };
      const slopes = { data: gradient.data, from: o };
      addTimes(sums, slopes, at(input.data, i + c), to.channels);
    }
  });
}

export function maxPool(input: Tensor, window: Window, output: Tensor): void {
  const { channels } = mapsOf(input);
  output.data.fill(-Infinity);
  forEachTap(mapsOf(input), mapsOf(output), window, (i, o) => {
    for (let c = 0; c < channels; c++) {
      output.data[o + c] = Math.max(at(output.data, o + c), at(input.data, i + c));
    }
  });
}

/** The first of the largest elements of a window takes its whole gradient. */
export function maxPoolGradient(
  {
    gradient,
    input,
    pooled,
  }: { readonly gradient: Tensor; readonly input: Tensor; readonly pooled: Tensor },
  window: Window,
  output: Tensor,
): void {
  const { channels } = mapsOf(input);
  const given = new Uint8Array(gradient.data.length);
  forEachTap(mapsOf(input), mapsOf(gradient), window, (i, o) => {
    for (let c = 0; c < channels; c++) {
      if (given[o + c] === 1 || at(input.data, i + c) !== at(pooled.data, o + c)) continue;
      given[o + c] = 1;
      add(output.data, i + c, at(gradient.data, o + c));
    }
  });
}

export function averagePool(input: Tensor, window: Window, output: Tensor): void {
  const { channels } = mapsOf(input);
  const share = 1 / areaOf(window.kernel);
  forEachTap(mapsOf(input), mapsOf(output), window, (i, o) => {
    for (let c = 0; c < channels; c++) add(output.data, o + c, share * at(input.data, i + c));
  });
}

export function averagePoolGradient(gradient: Tensor, window: Window, output: Tensor): void {
  const { channels } = mapsOf(output);
  const share = 1 / areaOf(window.kernel);
  forEachTap(mapsOf(output), mapsOf(gradient), window, (i, o) => {
    for (let c = 0; c < channels; c++) add(output.data, i + c, share * at(gradient.data, o + c));
  });
}

/** Bilinear with aligned pixel centers; positions beyond the border read the border. */
export function resize(input: Tensor, output: Tensor): void {
  const from = mapsOf(input);
  const to = mapsOf(output);
  for (let n = 0; n < to.batch; n++) {
    for (let y = 0; y < to.height; y++) {
      const row = neighbors(y, to.height, from.height);
      for (let x = 0; x < to.width; x++) {
        const column = neighbors(x, to.width, from.width);
        for (let c = 0; c < to.channels; c++) {
          const read = (yy: number, xx: number): number =>
            at(input.data, offsetOf(from, n, yy, xx) + c);
          const top = mix(read(row.low, column.low), read(row.low, column.high), column.share);
          const bottom = mix(read(row.high, column.low), read(row.high, column.high), column.share);
          output.data[offsetOf(to, n, y, x) + c] = mix(top, bottom, row.share);
        }
      }
    }
  }
}

/** The two source places between which a target place lies, and how near it is to the higher one. */
function neighbors(
  place: number,
  targets: number,
  sources: number,
): { readonly low: number; readonly high: number; readonly share: number } {
  const source = ((place + 0.5) * sources) / targets - 0.5;
  const floor = Math.floor(source);
  const clamp = (index: number): number => Math.min(Math.max(index, 0), sources - 1);
  return { low: clamp(floor), high: clamp(floor + 1), share: source - floor };
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
