import { UserError } from "../../../messages/userError.js";
import type { Machine } from "./machine.js";
import pinned from "./wheels.json" with { type: "json" };
import { says } from "../../../messages/message.js";

/** The one file of a package that may be installed, of those that its version has. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/** What a set-up fetches, as `pinWheels.mjs` has written it down. */
export interface Wheels {
  /** pip's platform tags, the newest first. */
  readonly tags: readonly string[];
  readonly cpu: readonly Wheel[];
  /** Undefined where there is no CUDA build. */
  readonly cuda?: readonly Wheel[];
}

/** How the TensorFlow library is called and fetched on one platform. */
export interface LibraryPlatform {
  readonly libraries: readonly [cc: string, framework: string];
  readonly wheels: Wheels;
  /** How the binding finds the folder `tensorflow` beside it. */
  readonly runPath: string;
  readonly linkFlags: readonly string[];
}

/** Throws a UserError where no wheel of TensorFlow carries the C library. */
export function libraryPlatform(machine: Machine): LibraryPlatform {
  const { platform, architecture } = machine;
  const found = platforms[`${platform}-${architecture}`];
  if (found !== undefined) return found;
  throw new UserError(
    says("TensorFlow cannot be installed on {0} {1}.", platform, architecture),
    "Its library is published for Linux (x64, arm64) and for macOS on Apple silicon.",
    "Use another engine: WebGPU or WASM.",
  );
}

function linux(wheels: Wheels): LibraryPlatform {
  return {
    libraries: ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"],
    wheels,
    runPath: "$ORIGIN/tensorflow",
    linkFlags: [],
  };
}

const platforms: Readonly<Record<string, LibraryPlatform>> = {
  "linux-x64": linux(pinned["linux-x64"]),
  "linux-arm64": linux(pinned["linux-arm64"]),
  "darwin-arm64": {
    libraries: ["libtensorflow_cc.2.dylib", "libtensorflow_framework.2.dylib"],
    wheels: pinned["darwin-arm64"],
    runPath: "@loader_path/tensorflow",
    linkFlags: ["-undefined", "dynamic_lookup"],
  },
};
