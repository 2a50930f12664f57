import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import load, { type Decoder } from "@jsquash/webp/codec/dec/webp_dec.js";
import { says } from "../messages/message.js";
import { upright } from "./orientation.js";
import { checkSize, ImageFault, isCutOff, isDamaged, type DecodedImage } from "./picture.js";
import { readHeader } from "./webpHeader.js";

/** Beside the bundles, as the kernels are; a test runs from the sources. Asked when a picture is read, and by nobody else. */
function codeFile(): string {
  const places = ["wasm", "../../dist/wasm"].map((folder) =>
    path.join(__dirname, folder, "webp_dec.wasm"),
  );
  return places.find((place) => existsSync(place)) ?? "";
}

/** What is used of WebAssembly, whose types come with those of a browser. */
interface WebAssemblyCompiler {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

let decoder: Decoder | null = null;

/** Throws an ImageFault where the file is not whole. What follows its end is none of it. */
export function decodeWebp(bytes: Buffer): DecodedImage {
  const { length, width, height, exif, isAnimated } = readHeader(bytes);
  checkSize(width, height);
  if (isAnimated) {
    throw new ImageFault((format) => says("This {0} file moves, which is not read.", format));
  }
  if (length > bytes.length) throw new ImageFault(isCutOff);
  const picture = pictureIn(bytes.subarray(0, length));
  const rgba = new Uint8Array(picture.data);
  return { ...upright({ width: picture.width, height: picture.height, rgba }, exif), isAnimated };
}

function pictureIn(bytes: Buffer): { width: number; height: number; data: Uint8ClampedArray } {
  const ready = (decoder ??= loadDecoder());
  try {
    const picture = ready.decode?.(bytes) ?? null;
    if (picture !== null) return picture;
  } catch (error) {
    // What stopped in the middle is in no state to be asked again.
    decoder = null;
    throw new ImageFault(isDamaged, { cause: error });
  }
  throw new ImageFault(isDamaged);
}

/** It is there at once, since its code is compiled and instantiated here and not fetched. */
function loadDecoder(): Decoder {
  const code = readFileSync(codeFile());
  // SAFETY: every Node has it.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyCompiler };
  const made: Decoder = {
    noInitialRun: true,
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(code), imports);
      done(instance);
      return instance.exports;
    },
  };
  load(made);
  return made;
}
